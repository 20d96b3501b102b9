/* The half of file.h that is about names; see file.c for the half that is about bytes. */
#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int path_error(const char *path)
{
	struct stat status;

	if (stat(path, &status) == 0 || errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == ENAMETOOLONG)
		return 0;
	return errno;
}

bool path_is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool path_is_file(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

char *path_join(struct arena *arena, const char *a, const char *b)
{
	size_t length = strlen(a);

	if (b[0] == '/' || length == 0 || strcmp(a, ".") == 0)
		return arena_string(arena, text_of(b));
	if (b[0] == '\0')
		return arena_string(arena, text_of(a));
	/* The format's result ends in a NUL and is the arena's own, which may be written to. */
	return (char *)arena_format(arena, "%s%s%s", a, a[length - 1] == '/' ? "" : "/", b).bytes;
}

/* The slashes at the end say nothing; but the root is all slash. */
static struct text without_end_slashes(struct text path)
{
	while (path.length > 1 && path.bytes[path.length - 1] == '/')
		path.length--;
	return path;
}

/* Where the last name of a path without slashes at its end begins. */
static size_t last_name_begin(struct text path)
{
	size_t begin = path.length;

	while (begin > 0 && path.bytes[begin - 1] != '/')
		begin--;
	return begin;
}

struct text path_base_name(struct text path)
{
	path = without_end_slashes(path);
	if (text_is(path, "/"))
		return path;
	return text_slice(path, last_name_begin(path), path.length);
}

struct text path_folder(struct text path)
{
	size_t begin = 0;

	path = without_end_slashes(path);
	begin = last_name_begin(path);
	if (begin == 0)
		return TEXT(".");
	return without_end_slashes(text_slice(path, 0, begin));
}

char *path_normalise(struct arena *arena, const char *path)
{
	struct text rest = text_of(path), part;
	bool is_absolute = path[0] == '/';
	/* Never longer than what it is made from, but for "." in place of nothing. */
	char *out = arena_allocate(arena, rest.length + 2);
	size_t length = 0, depth = 0; /* names in `out` that a ".." can take back */

	if (is_absolute)
		out[length++] = '/';
	while (text_split(&rest, '/', &part)) {
		if (part.length == 0 || text_is(part, "."))
			continue;
		if (text_is(part, "..")) {
			if (depth > 0) {
				depth--;
				length = last_name_begin((struct text){out, length});
				/* The slash before the name goes too, unless it is the root. */
				if (length > 1)
					length--;
				continue;
			}
			if (is_absolute)
				continue; /* above the root is the root */
		} else {
			depth++;
		}
		if (length > 0 && out[length - 1] != '/')
			out[length++] = '/';
		memcpy(out + length, part.bytes, part.length);
		length += part.length;
	}
	if (length == 0)
		out[length++] = '.';
	out[length] = '\0';
	return out;
}

bool path_climbs_out(struct text path)
{
	struct text part;
	size_t depth = 0;

	while (text_split(&path, '/', &part)) {
		if (part.length == 0 || text_is(part, "."))
			continue;
		if (!text_is(part, ".."))
			depth++;
		else if (depth-- == 0)
			return true;
	}
	return false;
}

static bool is_at_or_below(struct text path, struct text root)
{
	if (!text_begins(path, root))
		return false;
	return text_is(root, "/") || path.length == root.length || path.bytes[root.length] == '/';
}

/* Goes one name on from the real folder `*here`, as the system would. */
enum step { STEP_INSIDE, STEP_OUTSIDE, STEP_MISSING };

static enum step step_down(struct arena *arena, const char *root, const char **here, struct text name)
{
	char *next = path_join(arena, *here, arena_string(arena, name)), *real = realpath(next, NULL);
	struct stat status;
	enum step step = STEP_OUTSIDE;

	if (real) {
		*here = arena_string(arena, text_of(real));
		free(real);
		return is_at_or_below(text_of(*here), text_of(root)) ? STEP_INSIDE : STEP_OUTSIDE;
	}
	/* Nothing there, or a file where a folder should be: opening it will fail, and leads nowhere. But a link that
	 * leads to nothing may lead out as soon as somebody puts something there, and what can't be looked at (a loop
	 * of links, a closed folder) can't be vouched for. */
	if (errno == ENOENT || errno == ENOTDIR) {
		bool is_link = lstat(next, &status) == 0 && S_ISLNK(status.st_mode);
		step = is_link ? STEP_OUTSIDE : STEP_MISSING;
	}
	return step;
}

/* Names only, each there and none of them a link: then nothing leads out. A question to the system for each name,
 * where following what may be links takes one for each name of the root too, again and again. */
static bool has_no_links(const char *root, struct text path)
{
	struct buffer whole = BUFFER_EMPTY;
	struct text part;
	struct stat status;
	bool has_none = true;

	buffer_append_string(&whole, root[0] ? root : ".");
	while (has_none && text_split(&path, '/', &part)) {
		if (part.length == 0)
			continue;
		buffer_append_byte(&whole, '/');
		buffer_append(&whole, part);
		has_none =
			!text_is(part, "..") && lstat(buffer_string(&whole), &status) == 0 && !S_ISLNK(status.st_mode);
	}
	buffer_release(&whole);
	return has_none;
}

bool path_stays_inside(const char *root, const char *path)
{
	struct arena arena = ARENA_EMPTY;
	struct text rest = text_of(path), part;
	char *real_root = NULL;
	const char *here = NULL;
	enum step step = STEP_INSIDE;

	if (path[0] == '/' || path_climbs_out(rest))
		return false;
	if (has_no_links(root, rest))
		return true;
	real_root = realpath(root[0] ? root : ".", NULL);
	if (!real_root)
		return errno == ENOENT || errno == ENOTDIR;
	here = real_root;
	while (step == STEP_INSIDE && text_split(&rest, '/', &part))
		if (part.length > 0)
			step = step_down(&arena, real_root, &here, part);
	free(real_root);
	arena_release(&arena);
	return step != STEP_OUTSIDE;
}

char *path_below(struct arena *arena, const char *root, const char *path)
{
	bool is_folder = path_is_folder(path);
	char *folder = is_folder ? arena_string(arena, text_of(path)) : arena_string(arena, path_folder(text_of(path)));
	char *real_root = realpath(root[0] ? root : ".", NULL), *real = realpath(folder, NULL), *below = NULL;

	if (real_root && real && is_at_or_below(text_of(real), text_of(real_root))) {
		size_t skipped = strcmp(real_root, "/") == 0 ? 0 : strlen(real_root);
		struct text rest = text_of(real + skipped);
		while (rest.length && rest.bytes[0] == '/')
			rest = text_slice(rest, 1, rest.length);
		below = arena_string(arena, rest);
		if (!is_folder)
			below = path_join(arena, below, arena_string(arena, path_base_name(text_of(path))));
		below = path_normalise(arena, below);
	}
	free(real_root);
	free(real);
	return below;
}
