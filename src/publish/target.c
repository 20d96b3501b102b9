#include "publish/target.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

/* Folders of the project that hold what people wrote. */
static const char *const source_folders[] = {"policies", "templates", "site", ".git", NULL};

/* The real path of a folder; of one that is not there yet, what it will be: its existing part made real. NULL, and
 * errno, where it can't be told. */
static const char *real_folder(struct arena *arena, const char *path)
{
	const char *missing = "", *there = path;
	for (;;) {
		char *real = realpath(there, NULL);
		if (real) {
			const char *found = path_join(arena, arena_string(arena, text_of(real)), missing);
			free(real);
			return path_normalise(arena, found);
		}
		if (errno != ENOENT || strcmp(there, "/") == 0 || strcmp(there, ".") == 0)
			return NULL;
		const char *name = arena_string(arena, path_base_name(text_of(there)));
		missing = *missing ? path_join(arena, name, missing) : name;
		there = arena_string(arena, path_folder(text_of(there)));
	}
}

static bool is_at_or_below(const char *path, const char *folder)
{
	size_t length = strlen(folder);
	if (strcmp(folder, "/") == 0)
		return true;
	return strncmp(path, folder, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

/* "." and ".." at the end name a folder without saying its name. */
static bool names_itself(struct text name)
{
	return name.length && !text_is(name, "/") && !text_is(name, ".") && !text_is(name, "..");
}

static bool find_path(struct target *target, struct arena *arena, struct fault *fault)
{
	struct text name = path_base_name(text_of(target->shown));
	const char *folder = target->shown;
	if (names_itself(name))
		folder = arena_string(arena, path_folder(text_of(target->shown)));
	const char *real = real_folder(arena, folder);
	if (!real)
		return fault_of_system(fault, arena, errno, "%s can't be reached", target->shown);
	if (names_itself(name)) {
		target->parent = real;
		target->path = path_join(arena, real, arena_string(arena, name));
	} else {
		target->path = real;
		target->parent = arena_string(arena, path_folder(text_of(real)));
	}
	target->name = path_base_name(text_of(target->path));
	return true;
}

static bool check_kind(struct target *target, struct arena *arena, struct fault *fault)
{
	struct stat status;
	if (lstat(target->path, &status) != 0) {
		if (errno != ENOENT)
			return fault_of_system(fault, arena, errno, "%s can't be reached", target->shown);
		return true;
	}
	target->is_there = true;
	if (S_ISDIR(status.st_mode))
		return true;
	if (!S_ISLNK(status.st_mode))
		return fault_refuse(fault, arena,
				    "%s is no folder, and a site is a folder of files; name another place with -o",
				    target->shown);
	char *real = realpath(target->path, NULL);
	fault_refuse(fault, arena,
		     "%s is a symbolic link%s%s; publishing exchanges the folder itself, which would leave the link "
		     "leading to nothing new; name the folder that it leads to with -o",
		     target->shown, real ? " to " : "", real ? real : "");
	free(real);
	return false;
}

static bool check_project(const struct target *target, struct arena *arena, const char *root, struct fault *fault)
{
	const char *project = real_folder(arena, root);
	if (!project)
		return fault_of_system(fault, arena, errno, "the project folder %s can't be reached", root);
	if (is_at_or_below(project, target->path))
		return fault_refuse(
			fault, arena,
			"%s holds the project itself, and publishing there would put the site in its place; "
			"name a folder of the site's own with -o (such as public)",
			target->shown);
	for (size_t i = 0; source_folders[i]; i++)
		if (is_at_or_below(target->path, path_join(arena, project, source_folders[i])))
			return fault_refuse(fault, arena,
					    "%s stands in the project's folder %s/, which holds its sources; name a "
					    "folder of the site's own with -o (such as public)",
					    target->shown, source_folders[i]);
	return true;
}

bool target_find(struct target *target, struct arena *arena, const char *root, const char *shown, struct fault *fault)
{
	struct text name = text_of(shown);
	*target = (struct target){0};
	if (!name.length)
		return fault_refuse(fault, arena, "-o needs the name of a folder for the site (such as public)");
	while (name.length > 1 && name.bytes[name.length - 1] == '/')
		name.length--;
	target->shown = arena_string(arena, name);
	return find_path(target, arena, fault) && check_project(target, arena, root, fault) &&
	       check_kind(target, arena, fault);
}
