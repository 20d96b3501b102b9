/* The staged site takes the place of the old one, in one step where the system can. */
#define _GNU_SOURCE /* renameat2, syncfs */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "publish/stage_parts.h"

bool is_foreign(const struct stage *stage, const struct tree_item *item)
{
	struct text path = text_of(item->path);
	if (text_begins(path, TEXT(REPLACING_NAME)))
		return false;
	if (item->is_folder)
		return item->is_empty;
	return !text_is(path, MANIFEST_NAME) && !manifest_find(&stage->ours, path);
}

/* Would a file of the new site stand where this stands, or where a folder above it does? */
static bool is_in_the_way(const struct stage *stage, const struct map *folders, const struct tree_item *item)
{
	struct text path = text_of(item->path);
	if (!item->is_folder && map_get(folders, path))
		return true;
	return manifest_has_file_above(&stage->next, path) || manifest_find(&stage->next, path) ||
	       text_is(path, MANIFEST_NAME);
}

/* In a target with a damaged manifest, a file of a name that the new site has is the old site's: the manifest said so
 * before it was cut short. But a folder that happens to hold an empty manifest.json may be anybody's. */
static bool claim_files(struct stage *stage, const struct folder_tree *tree)
{
	char no_hash[SHA256_HEX_LENGTH + 1] = {0};
	bool is_told = stage->ours.files.count > 0;
	size_t found = 0;
	memset(no_hash, '0', SHA256_HEX_LENGTH);
	for (size_t i = 0; i < tree->items.count; i++) {
		const struct tree_item *item = &tree->items.items[i];
		if (item->is_folder || !manifest_find(&stage->next, text_of(item->path)))
			continue;
		manifest_add(&stage->ours, text_of(item->path), no_hash, false);
		found++;
	}
	for (size_t i = 0; i < tree->items.count; i++)
		stage->kept += !tree->items.items[i].is_folder && is_foreign(stage, &tree->items.items[i]);
	if (is_told || found * 2 >= stage->next.files.count)
		return true;
	return fault_refuse(&stage->fault, &stage->arena,
			    "%s/" MANIFEST_NAME " is empty or cut short, and little else in %s is of this site, so it "
			    "may be somebody's work; name an empty folder with -o, or empty this one yourself",
			    stage->target.shown, stage->target.shown);
}

static bool check_conflicts(struct stage *stage, const struct folder_tree *tree)
{
	struct map folders = MAP_EMPTY;
	bool is_fine = true;
	manifest_folders(&stage->next, &folders);
	for (size_t i = 0; i < tree->items.count && is_fine; i++) {
		const struct tree_item *item = &tree->items.items[i];
		if (!is_foreign(stage, item) || !is_in_the_way(stage, &folders, item))
			continue;
		is_fine =
			fault_refuse(&stage->fault, &stage->arena,
				     "%s/%s was not put there by policyc, and the new site has something of that name; "
				     "move yours away or give it another name, so that neither is lost",
				     stage->target.shown, item->path);
	}
	map_release(&folders);
	return is_fine;
}

static int carry_item(struct stage *stage, const struct tree_item *item)
{
	const char *to = stage_path(stage, item->path);
	int error = make_folders_above(&stage->arena, to);
	if (error)
		return error;
	if (item->is_folder)
		return mkdir(to, 0777) == 0 || errno == EEXIST ? 0 : errno;
	return file_link_or_copy(target_path(stage, item->path), to);
}

/* Folders that stand in both let in whom they let in before. */
static void keep_folder_mode(struct stage *stage, const struct tree_item *item)
{
	struct stat status;
	const char *path = stage_path(stage, item->path);
	if (item->is_folder && lstat(path, &status) == 0 && S_ISDIR(status.st_mode) &&
	    (status.st_mode & 07777) != item->mode && chmod(path, item->mode) != 0)
		errno = 0; /* somebody else's folder: the files in it are as they were */
}

/* Puts what is not ours into the new site too. */
static bool carry_over(struct stage *stage, const struct folder_tree *tree)
{
	for (size_t i = 0; i < tree->items.count; i++) {
		const struct tree_item *item = &tree->items.items[i];
		int error = is_foreign(stage, item) ? carry_item(stage, item) : 0;
		if (error)
			return fault_of_system(&stage->fault, &stage->arena, error,
					       "%s/%s is not policyc's and must be kept, but could not be carried over",
					       stage->target.shown, item->path);
	}
	/* Last, and the innermost first: a folder may come to be closed to its own owner. */
	for (size_t i = tree->items.count; i-- > 0;)
		keep_folder_mode(stage, &tree->items.items[i]);
	return true;
}

/* What came into the old folder after it was looked at goes into the new one too. True where there was any. */
static bool rescue_late_files(struct stage *stage, const struct folder_tree *seen, const char *old)
{
	struct folder_tree now = {0};
	struct map known = MAP_EMPTY;
	const char *failed = NULL;
	bool has_any = false;
	for (size_t i = 0; i < seen->items.count; i++)
		map_set(&known, text_of(seen->items.items[i].path), stage);
	if (folder_tree_read(&now, &stage->arena, old, &failed) == 0) {
		for (size_t i = 0; i < now.items.count; i++) {
			const struct tree_item *item = &now.items.items[i];
			if (item->is_folder || !is_foreign(stage, item) || map_get(&known, text_of(item->path)))
				continue;
			const char *to = target_path(stage, item->path);
			if (make_folders_above(&stage->arena, to) == 0 &&
			    renameat2(AT_FDCWD, path_join(&stage->arena, old, item->path), AT_FDCWD, to,
				      RENAME_NOREPLACE) == 0)
				has_any = true;
		}
	}
	folder_tree_release(&now);
	map_release(&known);
	return has_any;
}

/* The names in the folder that the site is in: that the new one is there and no more the old. EINVAL: a file system
 * that has nothing to synchronise. */
static int synchronise_parent(const struct stage *stage)
{
	int fd = -1, error = 0;
	if (stage->no_sync)
		return 0;
	fd = open(stage->target.parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return errno;
	error = fsync(fd) == 0 || errno == EINVAL ? 0 : errno;
	close(fd);
	return error;
}

static bool cannot_exchange(int error)
{
	/* No such call, not on this file system, another file system, or the target is where one begins. */
	return error == ENOSYS || error == EINVAL || error == EOPNOTSUPP || error == EXDEV || error == EBUSY;
}

static bool fail_to_publish(struct stage *stage, int error)
{
	return fault_of_system(&stage->fault, &stage->arena, error,
			       "the new site is ready, but could not be put in the place of %s", stage->target.shown);
}

/* The first publication: nothing has to make way. An empty folder is as good as none. */
static bool move_into_place(struct stage *stage, bool *was_exchanged)
{
	if (!stage_synchronise(stage, stage->staging_fd))
		return false;
	if (rename(stage->staging, stage->target.path) != 0)
		return fail_to_publish(stage, errno);
	stage->staging = NULL;
	*was_exchanged = true;
	int error = synchronise_parent(stage);
	return error ? fail_to_publish(stage, error) : true;
}

/* After this the staging folder holds the old site, which stage_release removes. 0, or what the system says. */
static int exchange_folders(struct stage *stage)
{
	const char *path = stage->target.path;
	if (renameat2(AT_FDCWD, stage->staging, AT_FDCWD, path, RENAME_EXCHANGE) != 0)
		return errno;
	int error = synchronise_parent(stage);
	if (error) {
		/* Which of the two the disk has is not known: both stay, the old one where it was. */
		renameat2(AT_FDCWD, stage->staging, AT_FDCWD, path, RENAME_EXCHANGE);
		stage->staging = NULL;
	}
	return error;
}

static bool exchange(struct stage *stage, const struct folder_tree *tree, bool *was_exchanged)
{
	if (stage->is_damaged && !claim_files(stage, tree))
		return false;
	if (!check_conflicts(stage, tree))
		return false;
	if (!tree->has_mounts) {
		if (!carry_over(stage, tree) || !stage_synchronise(stage, stage->staging_fd))
			return false;
		int error = exchange_folders(stage);
		if (!error) {
			*was_exchanged = true;
			/* The old folder stays where what was in it is perhaps nowhere else yet. */
			if (rescue_late_files(stage, tree, stage->staging) && !stage->no_sync &&
			    syncfs(stage->staging_fd) != 0)
				stage->staging = NULL;
			return true;
		}
		if (!cannot_exchange(error))
			return fail_to_publish(stage, error);
	}
	*was_exchanged = false;
	return stage_replace(stage, tree);
}

bool stage_publish(struct stage *stage, bool *was_exchanged)
{
	struct buffer manifest = BUFFER_EMPTY;
	struct folder_tree tree = {0};
	const char *failed = NULL;
	if (stage_has_failed(stage))
		return false;
	manifest_write(&stage->next, &manifest);
	int error = 0;
	if (stage->taker.take)
		stage->taker.take(stage->taker.context, MANIFEST_NAME, buffer_text(&manifest));
	else
		error = file_create(stage_path(stage, MANIFEST_NAME), buffer_text(&manifest));
	buffer_release(&manifest);
	if (error)
		return fault_of_system(&stage->fault, &stage->arena, error, "%s/" MANIFEST_NAME " could not be written",
				       stage->target.shown);
	if (stage->taker.take)
		return true;
	if (!stage->target.is_there)
		return move_into_place(stage, was_exchanged);
	error = folder_tree_read(&tree, &stage->arena, stage->target.path, &failed);
	bool is_published = error ? fault_of_system(&stage->fault, &stage->arena, error,
						    "%s could not be read, so policyc can't tell what in %s to keep",
						    failed, stage->target.shown)
				  : exchange(stage, &tree, was_exchanged);
	folder_tree_release(&tree);
	return is_published;
}
