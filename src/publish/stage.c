#include "publish/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "publish/stage_parts.h"

const char *stage_path(struct stage *stage, const char *path)
{
	return path_join(&stage->arena, stage->staging, path);
}

const char *target_path(struct stage *stage, const char *path)
{
	return path_join(&stage->arena, stage->target.path, path);
}

int make_folders_above(struct arena *arena, const char *path)
{
	return folder_create_all(arena_string(arena, path_folder(text_of(path))));
}

static bool make_parent(struct stage *stage)
{
	int error = path_is_folder(stage->target.parent) ? 0 : folder_create_all(stage->target.parent);
	if (error)
		return fault_of_system(&stage->fault, &stage->arena, error, "the folder %s could not be made",
				       stage->target.parent);
	return true;
}

/* A name beside the target: ".public" and then `end`. */
static const char *beside(struct stage *stage, const char *end)
{
	struct text name = arena_format(&stage->arena, ".%.*s%s", TEXT_ARGUMENTS(stage->target.name), end);
	return path_join(&stage->arena, stage->target.parent, name.bytes);
}

static bool take_lock(struct stage *stage)
{
	struct buffer holder = BUFFER_EMPTY;
	const char *path = beside(stage, ".lock");
	int error = lock_take(&stage->lock, path, &holder);
	if (error == EWOULDBLOCK)
		fault_refuse(
			&stage->fault, &stage->arena,
			"%s is being published to already (%s holds %s), and two builds at once would mix two sites; "
			"wait until it has ended, then build again",
			stage->target.shown, holder.length ? buffer_string(&holder) : "another program", path);
	else if (error)
		fault_of_system(&stage->fault, &stage->arena, error,
				"the lock %s could not be made, so another build might write to %s at the same time",
				path, stage->target.shown);
	buffer_release(&holder);
	return error == 0;
}

/* Nothing in it but what a replacement that was ended half-way left. */
static bool target_is_empty(struct stage *stage)
{
	struct folder_tree tree = {0};
	const char *failed = NULL;
	bool is_empty = folder_tree_read(&tree, &stage->arena, stage->target.path, &failed) == 0;
	for (size_t i = 0; i < tree.items.count && is_empty; i++)
		is_empty = text_begins(text_of(tree.items.items[i].path), TEXT(REPLACING_NAME));
	folder_tree_release(&tree);
	return is_empty;
}

/* Which of the target's files are policyc's. */
static bool read_manifest(struct stage *stage)
{
	if (!stage->target.is_there)
		return true;
	int error = manifest_read(&stage->ours, stage->target.path, MANIFEST_NAME);
	stage->is_damaged = error == EBADMSG;
	bool was_interrupted = manifest_read(&stage->ours, stage->target.path, REPLACING_NAME "/" MANIFEST_NAME) == 0;
	if (!error || stage->is_damaged || was_interrupted)
		return true;
	if (error != ENOENT && error != EINVAL && error != EISDIR && error != EFBIG && error != EXDEV &&
	    error != ENXIO && error != ELOOP)
		return fault_of_system(&stage->fault, &stage->arena, error, "%s/" MANIFEST_NAME " could not be read",
				       stage->target.shown);
	if (error == ENOENT && target_is_empty(stage))
		return true;
	return fault_refuse(&stage->fault, &stage->arena,
			    "%s holds files, but no " MANIFEST_NAME
			    " that policyc wrote, so they may be somebody's work; "
			    "name an empty folder with -o, or empty this one yourself",
			    stage->target.shown);
}

/* What a killed build left. */
static int remove_leftover(const char *path)
{
	struct stat status;
	if (lstat(path, &status) != 0)
		return errno == ENOENT ? 0 : errno;
	if (S_ISDIR(status.st_mode))
		return folder_remove_all(path);
	return unlink(path) == 0 ? 0 : errno;
}

/* The new folder takes the place of the old one, so it lets in whom the old one let in. Its group matters before
 * anything is made in it; where the system doesn't allow that, the group is the builder's. */
static int take_after_target(const struct stage *stage, const char *staging)
{
	struct stat old, new;
	if (!stage->target.is_there)
		return 0;
	if (stat(stage->target.path, &old) != 0 || stat(staging, &new) != 0)
		return errno;
	if ((old.st_uid != new.st_uid || old.st_gid != new.st_gid) && chown(staging, old.st_uid, old.st_gid) != 0 &&
	    chown(staging, (uid_t)-1, old.st_gid) != 0)
		errno = 0;
	return chmod(staging, old.st_mode & 07777) == 0 ? 0 : errno;
}

static bool make_staging(struct stage *stage)
{
	const char *staging = beside(stage, ".policyc-staging");
	int error = remove_leftover(staging);
	if (error)
		return fault_of_system(&stage->fault, &stage->arena, error,
				       "%s, which a build that was ended half-way left, could not be removed", staging);
	if (mkdir(staging, 0777) != 0)
		return fault_of_system(&stage->fault, &stage->arena, errno,
				       "the folder %s, in which the new site is made, could not be made", staging);
	stage->staging = staging;
	/* Before anything is written, so that no fault in writing is overlooked. */
	stage->staging_fd = open(staging, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (stage->staging_fd < 0)
		return fault_of_system(&stage->fault, &stage->arena, errno, "the folder %s could not be opened",
				       staging);
	error = take_after_target(stage, staging);
	if (error)
		return fault_of_system(&stage->fault, &stage->arena, error, "%s could not be made like %s", staging,
				       stage->target.shown);
	return true;
}

bool stage_open(struct stage *stage, const char *root, const char *target)
{
	*stage = (struct stage){.lock = {.fd = -1}, .staging_fd = -1};
	pthread_mutex_init(&stage->mutex, NULL);
	/* Looked at again under the lock: another build may have ended in between. */
	return target_find(&stage->target, &stage->arena, root, target, &stage->fault) && make_parent(stage) &&
	       take_lock(stage) && target_find(&stage->target, &stage->arena, root, target, &stage->fault) &&
	       read_manifest(stage) && make_staging(stage);
}

void stage_open_taken(struct stage *stage, const struct stage_taker *taker)
{
	*stage = (struct stage){.lock = {.fd = -1}, .staging_fd = -1, .taker = *taker};
	pthread_mutex_init(&stage->mutex, NULL);
}

bool stage_has_failed(struct stage *stage)
{
	pthread_mutex_lock(&stage->mutex);
	bool has_failed = fault_is_set(&stage->fault);
	pthread_mutex_unlock(&stage->mutex);
	return has_failed;
}

/* Writes a file, or links it to the old one, and makes the folders above it first where they are missing. `old`: NULL
 * where the bytes are new. */
static int put_file(struct arena *arena, const char *old, const char *path, struct text bytes)
{
	for (bool has_folders = false;; has_folders = true) {
		int error = EXDEV;
		if (old && linkat(AT_FDCWD, old, AT_FDCWD, path, 0) == 0)
			return 0;
		/* Where the old one can't be linked, for whatever reason, the new one can still be written. */
		error = file_create(path, bytes);
		if (error != ENOENT || has_folders)
			return error;
		error = make_folders_above(arena, path);
		if (error)
			return error;
	}
}

static void fail_to_add(struct stage *stage, const char *path, int error)
{
	if (error == EEXIST)
		fault_refuse(&stage->fault, &stage->arena,
			     "two files of the site would both be %s, and one would be lost; give one of them another "
			     "name",
			     path);
	else
		fault_of_system(&stage->fault, &stage->arena, error, "%s/%s could not be written", stage->target.shown,
				path);
}

static bool fail(struct stage *stage, const char *path, int error)
{
	pthread_mutex_lock(&stage->mutex);
	fail_to_add(stage, path, error);
	pthread_mutex_unlock(&stage->mutex);
	return false;
}

/* Names the file in the manifest; false where another has its path. `ours`: the file that is published there, or NULL.
 */
static bool name_file(struct stage *stage, const char *path, const char *sha256, const struct manifest_file *ours,
		      bool is_kept)
{
	pthread_mutex_lock(&stage->mutex);
	bool is_new = manifest_add(&stage->next, text_of(path), sha256, is_kept);
	/* It should have held these very bytes. */
	stage->mended += is_new && !is_kept && ours && strcmp(ours->sha256, sha256) == 0;
	pthread_mutex_unlock(&stage->mutex);
	return is_new;
}

static bool take(struct stage *stage, const char *path, struct text bytes)
{
	char sha256[SHA256_HEX_LENGTH + 1];
	sha256_hex(bytes, sha256);
	if (!name_file(stage, path, sha256, NULL, false))
		return fail(stage, path, EEXIST);
	stage->taker.take(stage->taker.context, path, bytes);
	return true;
}

bool stage_add(struct stage *stage, const char *path, struct text bytes)
{
	if (stage->taker.take)
		return take(stage, path, bytes);
	struct arena arena = ARENA_EMPTY;
	char sha256[SHA256_HEX_LENGTH + 1];
	sha256_hex(bytes, sha256);
	const struct manifest_file *ours = manifest_find(&stage->ours, text_of(path));
	const char *old = path_join(&arena, stage->target.path, path);
	/* The manifest says what was written then; somebody may have changed the file since. */
	bool is_kept = ours && strcmp(ours->sha256, sha256) == 0 && file_holds(old, bytes);
	int error = EEXIST;
	if (name_file(stage, path, sha256, ours, is_kept))
		error = put_file(&arena, is_kept ? old : NULL, path_join(&arena, stage->staging, path), bytes);
	arena_release(&arena);
	return !error || fail(stage, path, error);
}

/* Writes the pieces to a new file, whose folders are there. */
static int write_pieces(const char *path, bool (*append)(void *context, size_t piece, struct buffer *out),
			void *context, char sha256[SHA256_HEX_LENGTH + 1])
{
	struct sha256_ctx hash;
	struct buffer bytes = BUFFER_EMPTY;
	FILE *file = fopen(path, "wxe");
	int error = file ? 0 : errno;
	sha256_begin(&hash);
	for (size_t piece = 0; !error && append(context, piece, &bytes); piece++) {
		sha256_add(&hash, buffer_text(&bytes));
		if (fwrite(bytes.bytes, 1, bytes.length, file) != bytes.length)
			error = errno;
		buffer_clear(&bytes);
	}
	sha256_end(&hash, sha256);
	if (file && fclose(file) != 0 && !error)
		error = errno;
	buffer_release(&bytes);
	return error;
}

/* A taker is given a file as a whole. */
static bool take_pieces(struct stage *stage, const char *path,
			bool (*append)(void *context, size_t piece, struct buffer *out), void *context)
{
	struct buffer all = BUFFER_EMPTY, bytes = BUFFER_EMPTY;
	for (size_t piece = 0; append(context, piece, &bytes); piece++) {
		buffer_append(&all, buffer_text(&bytes));
		buffer_clear(&bytes);
	}
	bool is_taken = take(stage, path, buffer_text(&all));
	buffer_release(&all);
	buffer_release(&bytes);
	return is_taken;
}

bool stage_add_pieces(struct stage *stage, const char *path,
		      bool (*append)(void *context, size_t piece, struct buffer *out), void *context)
{
	if (stage->taker.take)
		return take_pieces(stage, path, append, context);
	struct arena arena = ARENA_EMPTY;
	char sha256[SHA256_HEX_LENGTH + 1];
	const struct manifest_file *ours = manifest_find(&stage->ours, text_of(path));
	const char *old = path_join(&arena, stage->target.path, path);
	const char *staged = path_join(&arena, stage->staging, path);
	int error = make_folders_above(&arena, staged);
	if (!error)
		error = write_pieces(staged, append, context, sha256);
	bool is_kept = !error && ours && strcmp(ours->sha256, sha256) == 0 && files_are_equal(old, staged);
	if (!error && !name_file(stage, path, sha256, ours, is_kept))
		error = EEXIST;
	/* Where the old one can't be linked, the new one stays. */
	if (!error && is_kept && unlink(staged) == 0)
		error = file_link_or_copy(old, staged);
	arena_release(&arena);
	return !error || fail(stage, path, error);
}

bool stage_add_copy(struct stage *stage, const char *path, const struct manifest_file *of)
{
	struct arena arena = ARENA_EMPTY;
	const struct manifest_file *ours = manifest_find(&stage->ours, text_of(path));
	const char *old = path_join(&arena, stage->target.path, path);
	const char *from = path_join(&arena, stage->staging, arena_string(&arena, of->path));
	const char *to = path_join(&arena, stage->staging, path);
	bool is_kept = ours && strcmp(ours->sha256, of->sha256) == 0 && files_are_equal(old, from);
	int error = EEXIST;
	if (name_file(stage, path, of->sha256, ours, is_kept)) {
		error = make_folders_above(&arena, to);
		if (!error)
			error = file_link_or_copy(from, to);
	}
	arena_release(&arena);
	return !error || fail(stage, path, error);
}

bool stage_remove_old(struct stage *stage, struct text *why)
{
	int error = stage->staging ? folder_remove_all(stage->staging) : 0;
	if (!error)
		stage->staging = NULL;
	else
		*why = arena_format(
			&stage->arena,
			"the site is published, but the old one could not be removed from %s: %s; remove it "
			"yourself, or the next build does",
			stage->staging, strerror(error));
	return !error;
}

void stage_release(struct stage *stage)
{
	if (stage->staging)
		folder_remove_all(stage->staging);
	if (stage->staging_fd >= 0)
		close(stage->staging_fd);
	lock_release(&stage->lock);
	manifest_release(&stage->ours);
	manifest_release(&stage->next);
	pthread_mutex_destroy(&stage->mutex);
	arena_release(&stage->arena);
}

bool stage_synchronise(struct stage *stage, int folder)
{
	if (stage->no_sync || syncfs(folder) == 0)
		return true;
	return fault_of_system(&stage->fault, &stage->arena, errno, "the new site could not be brought to the disk");
}
