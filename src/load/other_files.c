#include "load/other_files.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

static bool ends_ignoring_case(struct text name, const char *ending)
{
	size_t length = strlen(ending);

	return name.length >= length &&
	       text_equal_ignoring_case(text_slice(name, name.length - length, name.length), text_of(ending));
}

/* Is it a name that was meant to end in .md: "X.md.txt", as Notepad saves it, or "X.MD"? */
static bool is_misnamed(struct text name)
{
	return ends_ignoring_case(name, ".md") || ends_ignoring_case(name, ".markdown") ||
	       ends_ignoring_case(name, ".md.txt");
}

/* What the programs that people write and keep files with leave beside them. */
static bool is_of_a_program(struct text name)
{
	return text_begins(name, TEXT(".")) || text_begins(name, TEXT("~")) || text_begins(name, TEXT("#")) ||
	       text_ends(name, TEXT("~")) || ends_ignoring_case(name, ".swp") || ends_ignoring_case(name, ".bak") ||
	       ends_ignoring_case(name, ".tmp") || ends_ignoring_case(name, "Thumbs.db") ||
	       ends_ignoring_case(name, "desktop.ini") || text_begins(name, TEXT("README"));
}

static void look_at_other_file(struct suite *suite, const char *folder, const char *name)
{
	struct text words = text_of(name), trimmed = text_trim(words);
	struct place place = place_of_path(&suite->arena, path_join(&suite->arena, folder, name));

	if (is_of_a_program(words))
		return;
	if (is_misnamed(words))
		findings_add(
			&suite->findings, CHECK_UNREADABLE, place,
			"this file's name does not end in .md, so it is not read, and what it holds is neither checked "
			"nor published; give it a name that ends in .md, in small letters");
	else if (strncmp(folder, "policies", strlen("policies")) == 0)
		findings_add(&suite->findings, CHECK_NOT_READ, place, "\"%s\" is not read: %s", name,
			     trimmed.length < words.length ? "its name ends in a space"
							   : "its name does not end in .md");
}

/* A project's own folders have few below them. */
#define SUBFOLDERS_DEEP_MOST 8
#define UNREAD_MOST          100

/* A folder, and no link: what a link leads to may be no part of the project, and is not looked at. */
static bool is_own_folder(struct suite *suite, const char *shown)
{
	struct stat status;

	return lstat(path_join(&suite->arena, suite->root, shown), &status) == 0 && S_ISDIR(status.st_mode);
}

/* Files in a folder that nothing is read from. Recursive as deep as the limit says. */
static void look_in_other_folder(struct suite *suite, const char *folder, size_t depth, size_t *count)
{
	const char **names = NULL;
	size_t name_count = 0;

	if (depth == SUBFOLDERS_DEEP_MOST ||
	    folder_list(&suite->arena, path_join(&suite->arena, suite->root, folder), &names, &name_count) != 0)
		return;
	for (size_t i = 0; i < name_count && *count < UNREAD_MOST; i++) {
		const char *shown = path_join(&suite->arena, folder, names[i]);
		if (is_of_a_program(text_of(names[i])))
			continue;
		if (is_own_folder(suite, shown)) {
			look_in_other_folder(suite, shown, depth + 1, count);
			continue;
		}
		findings_add(&suite->findings, CHECK_NOT_READ, place_of_path(&suite->arena, shown),
			     "\"%s\" is not read: nothing in this folder is", names[i]);
		++*count;
	}
}

/* Does a folder below policies/ have a use of its own? */
static bool is_known_folder(const char *folder, const char *name)
{
	return strcmp(folder, "policies") == 0 && text_is_one_of(text_of(name), "versions shared codes readings");
}

void other_file_look(struct suite *suite, const char *folder, const char *name)
{
	const char *shown = path_join(&suite->arena, folder, name);
	size_t count = 0;

	if (suite->files == NULL && is_own_folder(suite, shown)) {
		if (strncmp(folder, "policies", strlen("policies")) == 0 && !is_known_folder(folder, name))
			look_in_other_folder(suite, shown, 0, &count);
		return;
	}
	look_at_other_file(suite, folder, name);
}
