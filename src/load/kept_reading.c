#include "load/kept_reading.h"

#include "base/file.h"
#include "base/file_set.h"
#include "parse/json_values.h"
#include "tree/reading.h"

/* The file's name, of a ref and a version that are parts of a path; NULL: they are none. */
static const char *path_of(struct arena *arena, const struct policy *policy)
{
	struct text name = arena_format(arena, "%.*s@%.*s.json", TEXT_ARGUMENTS(policy->ref.text),
					TEXT_ARGUMENTS(policy->version.text));
	if (text_find_byte(name, '/', 0) != TEXT_NOT_FOUND || text_begins(name, TEXT(".")))
		return NULL;
	return path_join(arena, READINGS_FOLDER, arena_string(arena, name));
}

void kept_reading_read(struct policy *policy, const struct suite *suite, bool with_fingerprint)
{
	struct arena arena = ARENA_EMPTY;
	struct buffer bytes = BUFFER_EMPTY;
	const char *path = policy->agreement.of.text.length ? path_of(&arena, policy) : NULL;
	const struct value *kept = NULL;
	unsigned line;

	if (path) {
		int error = suite->files ? file_set_read(suite->files, path, LIMIT_KEPT_READING_BYTES, &bytes)
					 : file_read_inside(suite->root, path, LIMIT_KEPT_READING_BYTES, &bytes);
		if (!error)
			kept = json_values_read(&arena, buffer_text(&bytes), &line);
	}
	policy_reading(policy, kept, with_fingerprint);
	buffer_release(&bytes);
	arena_release(&arena);
}
