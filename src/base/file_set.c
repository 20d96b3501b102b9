#include "base/file_set.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void file_set_release(struct file_set *set)
{
	map_release(&set->files);
	arena_release(&set->arena);
}

void file_set_add(struct file_set *set, struct text path, struct text bytes)
{
	struct text *copy = ARENA_NEW(&set->arena, struct text);

	*copy = arena_copy(&set->arena, bytes);
	map_set(&set->files, arena_copy(&set->arena, path), copy);
}

bool file_set_has(const struct file_set *set, const char *path)
{
	return map_get(&set->files, text_of(path)) != NULL;
}

int file_set_read(const struct file_set *set, const char *path, size_t most, struct buffer *into)
{
	const struct text *bytes = map_get(&set->files, text_of(path));

	if (bytes == NULL)
		return ENOENT;
	if (bytes->length > most)
		return EFBIG;
	buffer_append(into, *bytes);
	return 0;
}

static int compare_names(const void *first, const void *second)
{
	return strcmp(*(const char *const *)first, *(const char *const *)second);
}

void file_set_list(const struct file_set *set, struct arena *arena, const char *folder, const char ***names,
		   size_t *count)
{
	struct text prefix = arena_format(arena, "%s/", folder);

	*names = ARENA_ARRAY(arena, set->files.count + 1, const char *);
	*count = 0;
	for (size_t i = 0; i < set->files.count; i++) {
		struct text path = set->files.entries[i].key;
		struct text name = text_slice(path, prefix.length, path.length);
		if (text_begins(path, prefix) && text_find_byte(name, '/', 0) == TEXT_NOT_FOUND &&
		    !text_begins(name, TEXT(".")))
			(*names)[(*count)++] = arena_string(arena, name);
	}
	qsort(*names, *count, sizeof **names, compare_names);
}
