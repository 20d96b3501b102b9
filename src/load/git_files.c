#include "load/git_files.h"

/* Not <git2.h>, in which names stand that base/banned.h forbids. */
#include <git2/blob.h>
#include <git2/commit.h>
#include <git2/errors.h>
#include <git2/global.h>
#include <git2/repository.h>
#include <git2/revparse.h>
#include <git2/tree.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/memory.h"
#include "parse/limits.h"

/* Where the parts of a project that a suite is loaded from stand. */
static const struct part {
	const char *folder, *ending;
	bool is_of_policies; /* left out where only one file is asked for */
	bool is_of_today;    /* taken from the project folder where the revision has none */
} parts[] = {
	{"policies", ".md", true, false},         {"policies/versions", ".md", true, false},
	{"policies/shared", ".md", false, false}, {"templates/profiles", ".yaml", false, true},
	{"site", "site.yaml", false, true},
};

struct reading {
	git_repository *repository;
	git_tree *tree;     /* of the revision */
	struct text prefix; /* the project's folder in the repository, with a slash; empty: its top */
	const char *root, *revision;
	struct file_set *files;
	struct buffer *why;
};

static const char *last_words(void)
{
	const git_error *error = git_error_last();
	return error && error->message ? error->message : "no reason is given";
}

/* GIT_CEILING_DIRECTORIES (git(1)): folders that are not gone up to, nor past. */
static bool is_ceiling(struct arena *arena, const char *folder)
{
	const char *written = getenv("GIT_CEILING_DIRECTORIES");
	struct text rest = text_of(written ? written : ""), ceiling;
	while (text_split(&rest, ':', &ceiling))
		if (ceiling.length && strcmp(path_normalise(arena, arena_string(arena, ceiling)), folder) == 0)
			return true;
	return false;
}

/* The nearest folder, from the project's up, that has a .git. libgit2 would also take a folder that looks like a
 * repository inside, which whoever can add files to a project can make. NULL: there is none on this file system. */
static const char *find_top(const struct reading *reading)
{
	struct arena *arena = &reading->files->arena;
	char *real = realpath(reading->root, NULL);
	const char *folder = real ? arena_string(arena, text_of(real)) : NULL;
	struct stat here, above;
	free(real);
	while (folder && stat(folder, &here) == 0) {
		if (lstat(path_join(arena, folder, ".git"), &above) == 0)
			return folder;
		const char *parent = arena_string(arena, path_folder(text_of(folder)));
		if (strcmp(parent, folder) == 0 || is_ceiling(arena, parent) || stat(parent, &above) != 0 ||
		    above.st_dev != here.st_dev)
			return NULL;
		folder = parent;
	}
	return NULL;
}

/* Opens the .git of that folder, and never the folder itself. */
static int open_at(struct reading *reading, const char *top)
{
	struct arena *arena = &reading->files->arena;
	const char *git = path_join(arena, top, ".git");
	struct stat status;
	bool is_folder = stat(git, &status) == 0 && S_ISDIR(status.st_mode);
	unsigned flags = GIT_REPOSITORY_OPEN_NO_SEARCH | (is_folder ? GIT_REPOSITORY_OPEN_NO_DOTGIT : 0);
	int error = git_repository_open_ext(&reading->repository, is_folder ? git : top, flags, NULL);
	if (error)
		return error;
	const char *found = path_normalise(arena, git_repository_path(reading->repository));
	return strcmp(found, top) == 0 ? GIT_ENOTFOUND : 0;
}

/* Setting libgit2 up takes longer than comparing two policies: it is done for those alone who ask for a revision. */
static enum git_result open_repository(struct reading *reading)
{
	git_libgit2_init();
	const char *top = find_top(reading);
	int error = top ? open_at(reading, top) : GIT_ENOTFOUND;
	if (!error)
		return GIT_IS_READ;
	/* libgit2 1.5 answers that nothing was found where the owner is another and no safe.directory is set at all. */
	bool is_of_other = top && (error == GIT_EOWNER || strstr(last_words(), "safe.directory"));
	if (error == GIT_ENOTFOUND && !is_of_other) {
		buffer_append_format(reading->why,
				     "there is no file or folder \"%s\", and a revision it can't be: %s is in no git "
				     "repository",
				     reading->revision, reading->root);
		return GIT_IS_NOT_THERE;
	}
	if (is_of_other)
		buffer_append_format(reading->why,
				     "the git repository around %s belongs to another user, and what others can change "
				     "is not trusted; if you trust it, say so with `git config --global --add "
				     "safe.directory PATH`",
				     reading->root);
	else if (strstr(last_words(), "objectformat"))
		buffer_append_format(reading->why,
				     "the git repository around %s names its objects by SHA-256, which policyc can't "
				     "read yet; `git show REVISION:PATH >old.md` gives a file to compare with",
				     reading->root);
	else
		buffer_append_format(reading->why, "the git repository around %s can't be read: %s", reading->root,
				     last_words());
	return GIT_IS_UNREADABLE;
}

static void close_repository(struct reading *reading)
{
	git_tree_free(reading->tree);
	git_repository_free(reading->repository);
	git_libgit2_shutdown();
}

static const char *shallow_words(const struct reading *reading)
{
	return git_repository_is_shallow(reading->repository) == 1
		       ? "; this clone is a shallow one, which has only the end of the history: `git fetch "
			 "--unshallow` gets the rest"
		       : "";
}

/* What a revision names, as an object of a type. */
static enum git_result find_revision(struct reading *reading, git_object_t type, git_object **found)
{
	git_object *object = NULL;
	int error = git_revparse_single(&object, reading->repository, reading->revision);
	if (!error)
		error = git_object_peel(found, object, type);
	git_object_free(object);
	if (!error)
		return GIT_IS_READ;
	if (error == GIT_EAMBIGUOUS)
		buffer_append_format(reading->why,
				     "\"%s\" is the beginning of more than one commit's name; give more of "
				     "it",
				     reading->revision);
	else if (error == GIT_ENOTFOUND || error == GIT_EINVALIDSPEC || error == GIT_EPEEL)
		buffer_append_format(
			reading->why,
			"\"%s\" is no file or folder, and no revision of the git repository: no commit, tag "
			"or branch has that name%s",
			reading->revision, shallow_words(reading));
	else
		buffer_append_format(reading->why, "the revision \"%s\" can't be read: %s", reading->revision,
				     last_words());
	return error == GIT_EAMBIGUOUS || error == GIT_ENOTFOUND || error == GIT_EINVALIDSPEC || error == GIT_EPEEL
		       ? GIT_IS_NOT_THERE
		       : GIT_IS_UNREADABLE;
}

/* The project's folder from the repository's top. */
static void find_prefix(struct reading *reading)
{
	const char *top = git_repository_workdir(reading->repository);
	const char *below = top ? path_below(&reading->files->arena, top, reading->root) : NULL;
	if (below && strcmp(below, ".") != 0)
		reading->prefix = arena_format(&reading->files->arena, "%s/", below);
}

static bool is_plain_file(const git_tree_entry *entry)
{
	git_filemode_t mode = git_tree_entry_filemode(entry);
	return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

/* Adds a file under a path of the project. */
static enum git_result add_file(struct reading *reading, const git_tree_entry *entry, struct text path)
{
	git_blob *blob = NULL;
	if (git_blob_lookup(&blob, reading->repository, git_tree_entry_id(entry)) != 0) {
		buffer_append_format(reading->why, "%.*s of the revision \"%s\" can't be read: %s%s",
				     TEXT_ARGUMENTS(path), reading->revision, last_words(),
				     git_repository_is_shallow(reading->repository) == 1
					     ? shallow_words(reading)
					     : "; in a clone that holds only some of the files, `git fetch --refetch` "
					       "gets the rest");
		return GIT_IS_UNREADABLE;
	}
	git_object_size_t size = git_blob_rawsize(blob);
	/* One that is too long stays so, for whoever tells of it. */
	if (size > LIMIT_FILE_BYTES)
		size = LIMIT_FILE_BYTES + 1;
	file_set_add(reading->files, path, (struct text){git_blob_rawcontent(blob), (size_t)size});
	git_blob_free(blob);
	return GIT_IS_READ;
}

/* Adds the files of a folder that have the ending. */
static enum git_result add_part(struct reading *reading, const struct part *part, size_t *count)
{
	struct arena *arena = &reading->files->arena;
	const char *path = arena_format(arena, "%.*s%s", TEXT_ARGUMENTS(reading->prefix), part->folder).bytes;
	git_tree_entry *folder = NULL;
	git_tree *tree = NULL;
	enum git_result result = GIT_IS_READ;
	if (git_tree_entry_bypath(&folder, reading->tree, path) != 0)
		return GIT_IS_READ; /* the revision has no such folder */
	if (git_tree_entry_type(folder) == GIT_OBJECT_TREE &&
	    git_tree_lookup(&tree, reading->repository, git_tree_entry_id(folder)) != 0) {
		buffer_append_format(reading->why, "%s of the revision \"%s\" can't be read: %s%s", path,
				     reading->revision, last_words(), shallow_words(reading));
		result = GIT_IS_UNREADABLE;
	}
	for (size_t i = 0; tree && result == GIT_IS_READ && i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(tree, i);
		struct text name = text_of(git_tree_entry_name(entry));
		if (!is_plain_file(entry) || !text_ends(name, text_of(part->ending)))
			continue;
		++*count;
		result = add_file(reading, entry, arena_format(arena, "%s/%.*s", part->folder, TEXT_ARGUMENTS(name)));
	}
	git_tree_free(tree);
	git_tree_entry_free(folder);
	return result;
}

/* The same from the project folder as it is now. What can't be read is left out: the suite then lacks it, and says so.
 */
static void add_part_of_today(struct reading *reading, const struct part *part)
{
	struct arena *arena = &reading->files->arena;
	const char **names = NULL;
	size_t count = 0;
	if (folder_list(arena, path_join(arena, reading->root, part->folder), &names, &count) != 0)
		return;
	for (size_t i = 0; i < count; i++) {
		struct buffer bytes = BUFFER_EMPTY;
		const char *path = path_join(arena, part->folder, names[i]);
		if (text_ends(text_of(names[i]), text_of(part->ending)) &&
		    file_read_inside(reading->root, path, LIMIT_FILE_BYTES, &bytes) == 0)
			file_set_add(reading->files, text_of(path), buffer_text(&bytes));
		buffer_release(&bytes);
	}
}

/* The file at a path from the repository's top, by its path in the project. */
static bool find_file(struct reading *reading, const char *path, git_tree_entry **entry, const char **found)
{
	struct text whole = text_of(path_normalise(&reading->files->arena, path));
	if (git_tree_entry_bypath(entry, reading->tree, whole.bytes) != 0)
		return false;
	*found = whole.bytes;
	if (text_begins(whole, reading->prefix))
		*found = arena_string(&reading->files->arena, text_slice(whole, reading->prefix.length, whole.length));
	return true;
}

static enum git_result add_asked(struct reading *reading, const char *path, const char **found)
{
	git_tree_entry *entry = NULL;
	const char *below = arena_format(&reading->files->arena, "%.*s%s", TEXT_ARGUMENTS(reading->prefix), path).bytes;
	enum git_result result = GIT_IS_NOT_THERE;
	if (!find_file(reading, path, &entry, found) && !find_file(reading, below, &entry, found))
		buffer_append_format(reading->why,
				     "the revision \"%s\" has no file %s; `git ls-tree -r --name-only "
				     "%s` lists those that it has",
				     reading->revision, path, reading->revision);
	else if (!is_plain_file(entry))
		buffer_append_format(reading->why, "%s is no file in the revision \"%s\" but a %s", path,
				     reading->revision,
				     git_tree_entry_type(entry) == GIT_OBJECT_TREE ? "folder" : "link");
	else
		result = add_file(reading, entry, text_of(*found));
	git_tree_entry_free(entry);
	return result;
}

static enum git_result add_files(struct reading *reading, const char *path, const char **found)
{
	enum git_result result = GIT_IS_READ;
	for (size_t i = 0; result == GIT_IS_READ && i < ARRAY_COUNT(parts); i++) {
		size_t count = 0;
		if (path && parts[i].is_of_policies)
			continue;
		result = add_part(reading, &parts[i], &count);
		if (result == GIT_IS_READ && !count && parts[i].is_of_today)
			add_part_of_today(reading, &parts[i]);
	}
	if (result == GIT_IS_READ && path)
		result = add_asked(reading, path, found);
	return result;
}

enum git_result git_files_read(struct file_set *files, const char *root, const char *revision, const char *path,
			       const char **found, struct buffer *why)
{
	struct reading reading = {.root = root, .revision = revision, .files = files, .why = why};
	enum git_result result = open_repository(&reading);
	if (result == GIT_IS_READ) {
		find_prefix(&reading);
		result = find_revision(&reading, GIT_OBJECT_TREE, (git_object **)&reading.tree);
	}
	if (result == GIT_IS_READ)
		result = add_files(&reading, path, found);
	close_repository(&reading);
	return result;
}
