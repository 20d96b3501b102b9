/* Publishing where the system can't exchange two folders: a target that is a mount of its own, an old file system. All
 * that can fail for want of room is done first, in a folder inside the target; then files are only renamed. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "publish/stage_parts.h"

struct replacement {
	struct stage *stage;
	const char *folder;                  /* REPLACING_NAME in the target */
	int target_fd;                       /* the target, open from before anything was written to it */
	const char *fresh;                   /* in it: the new files, by number */
	ARRAY_OF(const char *) made_folders; /* of the target, those above first */
	bool was_interrupted;                /* an earlier replacement was: its folder has to stay if this one fails */
};

static bool fail(struct stage *stage, int error, const char *path)
{
	return fault_of_system(&stage->fault, &stage->arena, error, "%s/%s could not be written", stage->target.shown,
			       path);
}

static const char *fresh_path(struct replacement *replacement, size_t number)
{
	struct arena *arena = &replacement->stage->arena;
	return path_join(arena, replacement->fresh, arena_format(arena, "%zu", number).bytes);
}

/* A manifest of all that may stand in the target should this be ended half-way, so that the next build can tell
 * policyc's files from other people's. */
static bool write_journal(struct replacement *replacement)
{
	struct stage *stage = replacement->stage;
	struct manifest all = {0};
	struct buffer bytes = BUFFER_EMPTY;
	manifest_join(&all, &stage->next);
	manifest_join(&all, &stage->ours);
	manifest_write(&all, &bytes);
	int error = file_write(path_join(&stage->arena, replacement->folder, MANIFEST_NAME), buffer_text(&bytes));
	buffer_release(&bytes);
	manifest_release(&all);
	return error ? fail(stage, error, REPLACING_NAME "/" MANIFEST_NAME) : true;
}

static bool make_working_folder(struct replacement *replacement)
{
	struct stage *stage = replacement->stage;
	if (mkdir(replacement->folder, 0777) != 0) {
		if (errno != EEXIST)
			return fail(stage, errno, REPLACING_NAME);
		replacement->was_interrupted = true;
	}
	if (!write_journal(replacement))
		return false;
	int error = folder_remove_all(replacement->fresh);
	if (error && error != ENOENT)
		return fail(stage, error, REPLACING_NAME "/new");
	return mkdir(replacement->fresh, 0777) == 0 ? true : fail(stage, errno, REPLACING_NAME "/new");
}

/* The folders of the target above a path, and which of them are new. */
static int make_target_folders(struct replacement *replacement, struct text path)
{
	struct stage *stage = replacement->stage;
	for (size_t end = text_find_byte(path, '/', 0); end != TEXT_NOT_FOUND;
	     end = text_find_byte(path, '/', end + 1)) {
		struct stat status;
		const char *folder = target_path(stage, arena_string(&stage->arena, text_slice(path, 0, end)));
		if (lstat(folder, &status) == 0) {
			/* A file of ours is about to be one no more: what stands below is made when it is gone. */
			if (!S_ISDIR(status.st_mode))
				return 0;
			continue;
		}
		if (mkdir(folder, 0777) != 0)
			return errno;
		*ARRAY_ADD(&replacement->made_folders) = folder;
	}
	return 0;
}

/* Everything that needs room on the target's file system. */
static bool make_ready(struct replacement *replacement)
{
	struct stage *stage = replacement->stage;
	for (size_t i = 0; i < stage->next.files.count; i++) {
		const struct manifest_file *file = stage->next.files.items[i];
		if (file->is_kept)
			continue;
		const char *path = arena_string(&stage->arena, file->path);
		int error = make_target_folders(replacement, file->path);
		if (!error)
			error = file_link_or_copy(stage_path(stage, path), fresh_path(replacement, i));
		if (error)
			return fail(stage, error, path);
	}
	int error =
		file_link_or_copy(stage_path(stage, MANIFEST_NAME), fresh_path(replacement, stage->next.files.count));
	return error ? fail(stage, error, MANIFEST_NAME) : true;
}

/* As if nothing had been tried. */
static void undo(struct replacement *replacement)
{
	for (size_t i = replacement->made_folders.count; i-- > 0;)
		rmdir(replacement->made_folders.items[i]);
	folder_remove_all(replacement->was_interrupted ? replacement->fresh : replacement->folder);
}

/* Removes a file of ours, and the folders above it that are empty then. */
static int remove_file(struct stage *stage, struct text path)
{
	if (unlink(target_path(stage, arena_string(&stage->arena, path))) != 0 && errno != ENOENT)
		return errno;
	for (;;) {
		path = path_folder(path);
		if (text_is(path, ".") || rmdir(target_path(stage, arena_string(&stage->arena, path))) != 0)
			return 0;
	}
}

/* Removes the files of the old site that the new one hasn't: those that have a place where a file of the new site needs
 * one, or the others. What was not found in the tree is left alone, so that no symbolic link on the way leads
 * elsewhere. */
static bool remove_old(struct stage *stage, const struct folder_tree *tree, const struct map *folders,
		       bool only_obstructing)
{
	for (size_t i = 0; i < tree->items.count; i++) {
		const struct tree_item *item = &tree->items.items[i];
		struct text path = text_of(item->path);
		if (item->is_folder || !manifest_find(&stage->ours, path) || manifest_find(&stage->next, path))
			continue;
		bool is_obstructing = map_get(folders, path) || manifest_has_file_above(&stage->next, path);
		if (is_obstructing != only_obstructing)
			continue;
		int error = remove_file(stage, path);
		if (error)
			return fault_of_system(&stage->fault, &stage->arena, error, "%s/%s could not be removed",
					       stage->target.shown, item->path);
	}
	return true;
}

static bool rename_files(struct replacement *replacement)
{
	struct stage *stage = replacement->stage;
	for (size_t i = 0; i < stage->next.files.count; i++) {
		const struct manifest_file *file = stage->next.files.items[i];
		if (file->is_kept)
			continue;
		const char *path = arena_string(&stage->arena, file->path);
		int error = make_target_folders(replacement, file->path);
		if (!error && rename(fresh_path(replacement, i), target_path(stage, path)) != 0)
			error = errno;
		if (error)
			return fail(stage, error, path);
	}
	return true;
}

/* Each step is on the disk before the next: the new files before the old ones go, all of them before the manifest says
 * so, and that before the journal goes. */
static bool change_over(struct replacement *replacement, const struct folder_tree *tree)
{
	struct stage *stage = replacement->stage;
	struct map folders = MAP_EMPTY;
	manifest_folders(&stage->next, &folders);
	bool is_done = remove_old(stage, tree, &folders, true) && rename_files(replacement) &&
		       stage_synchronise(stage, replacement->target_fd) && remove_old(stage, tree, &folders, false) &&
		       stage_synchronise(stage, replacement->target_fd);
	map_release(&folders);
	if (is_done && rename(fresh_path(replacement, stage->next.files.count), target_path(stage, MANIFEST_NAME)) != 0)
		is_done = fail(stage, errno, MANIFEST_NAME);
	is_done = is_done && stage_synchronise(stage, replacement->target_fd);
	if (!is_done)
		stage->fault.message = arena_format(&stage->arena,
						    "%.*s. The files of %s were being replaced one by one, so it now "
						    "holds old and new ones together: mend this, then build again",
						    TEXT_ARGUMENTS(stage->fault.message), stage->target.shown);
	return is_done;
}

bool stage_replace(struct stage *stage, const struct folder_tree *tree)
{
	struct replacement replacement = {.stage = stage,
					  .folder = target_path(stage, REPLACING_NAME),
					  .target_fd = open(stage->target.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
	if (replacement.target_fd < 0)
		return fail(stage, errno, REPLACING_NAME);
	replacement.fresh = path_join(&stage->arena, replacement.folder, "new");
	bool is_ready = make_working_folder(&replacement) && make_ready(&replacement) &&
			stage_synchronise(stage, replacement.target_fd);
	bool is_done = is_ready && change_over(&replacement, tree);
	if (!is_ready)
		undo(&replacement);
	else if (is_done)
		folder_remove_all(replacement.folder);
	ARRAY_RELEASE(&replacement.made_folders);
	close(replacement.target_fd);
	return is_done;
}
