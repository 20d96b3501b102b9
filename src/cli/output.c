/* Where a command may write what the user names: over nothing that it or a build reads. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/memory.h"
#include "cli/command.h"
#include "diag/baseline.h"

/* Folders of a project that hold what people wrote. */
static const char *const source_folders[] = {"policies", "templates", "site", ".git"};

static bool is_at_or_below(const char *path, const char *folder)
{
	size_t length = strlen(folder);
	return strncmp(path, folder, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

/* Is `real` the file that `input` names, or one in the folder that it names? */
static bool is_input(const char *real, const struct stat *there, const char *input)
{
	struct stat status;
	char *folder = NULL;
	bool is_it = false;
	if (stat(input, &status) != 0)
		return false;
	if (status.st_dev == there->st_dev && status.st_ino == there->st_ino)
		return true;
	if (S_ISDIR(status.st_mode) && (folder = realpath(input, NULL)))
		is_it = is_at_or_below(real, folder);
	free(folder);
	return is_it;
}

/* The folder of sources that a file is in, or NULL. */
static const char *source_folder_of(struct arena *arena, const char *real, const char *root)
{
	char *project = root ? realpath(root, NULL) : NULL;
	const char *found = NULL;
	for (size_t i = 0; i < ARRAY_COUNT(source_folders) && project && !found; i++)
		if (is_at_or_below(real, path_join(arena, project, source_folders[i])))
			found = source_folders[i];
	free(project);
	return found;
}

/* An older baseline may be written over wherever it is. */
static bool is_baseline(const char *path)
{
	struct buffer bytes = BUFFER_EMPTY;
	bool is_one = file_read(path, LIMIT_BASELINE_BYTES, &bytes) == 0 &&
		      text_find(buffer_text(&bytes), TEXT("\"policyc_baseline\""), 0) != TEXT_NOT_FOUND;
	buffer_release(&bytes);
	return is_one;
}

bool output_is_free(const struct settings *settings, const char *root, const char *option, const char *path)
{
	struct arena arena = ARENA_EMPTY;
	struct stat there;
	char *real = NULL;
	bool is_free = true;
	/* What is not there, and what is no file, is no source. */
	if (path && strcmp(path, "-") != 0 && stat(path, &there) == 0 && S_ISREG(there.st_mode) &&
	    (real = realpath(path, NULL))) {
		const char *folder = source_folder_of(&arena, real, root);
		for (size_t i = 0; i < settings->argument_count && is_free; i++)
			is_free = !is_input(real, &there, settings->arguments[i]);
		if (!is_free)
			complain("%s %s would be written over what is read there; name another file", option, path);
		else if (folder && !(path == settings->new_baseline && is_baseline(path))) {
			complain("%s %s would be written over a file in the project's folder %s/, which holds its "
				 "sources; name another file, or take that one away first",
				 option, path, folder);
			is_free = false;
		}
	}
	free(real);
	arena_release(&arena);
	return is_free;
}
