#include "publish/manifest.h"

#include <stdlib.h>
#include <string.h>

#include "base/json_writer.h"
#include "base/version.h"

void manifest_release(struct manifest *manifest)
{
	ARRAY_RELEASE(&manifest->files);
	map_release(&manifest->of_path);
	arena_release(&manifest->arena);
}

const struct manifest_file *manifest_find(const struct manifest *manifest, struct text path)
{
	return map_get(&manifest->of_path, path);
}

bool manifest_add(struct manifest *manifest, struct text path, const char *sha256, bool is_kept)
{
	if (manifest_find(manifest, path))
		return false;
	struct manifest_file *file = ARENA_NEW(&manifest->arena, struct manifest_file);
	file->path = arena_copy(&manifest->arena, path);
	memcpy(file->sha256, sha256, SHA256_HEX_LENGTH);
	file->is_kept = is_kept;
	*ARRAY_ADD(&manifest->files) = file;
	map_set(&manifest->of_path, file->path, file);
	return true;
}

void manifest_join(struct manifest *manifest, const struct manifest *other)
{
	for (size_t i = 0; i < other->files.count; i++)
		manifest_add(manifest, other->files.items[i]->path, other->files.items[i]->sha256, false);
}

bool manifests_are_equal(const struct manifest *one, const struct manifest *other)
{
	if (one->files.count != other->files.count)
		return false;
	for (size_t i = 0; i < one->files.count; i++) {
		const struct manifest_file *file = one->files.items[i];
		const struct manifest_file *same = manifest_find(other, file->path);
		if (!same || strcmp(same->sha256, file->sha256) != 0)
			return false;
	}
	return true;
}

void manifest_folders(const struct manifest *manifest, struct map *folders)
{
	for (size_t i = 0; i < manifest->files.count; i++) {
		struct text path = manifest->files.items[i]->path;
		for (size_t end = text_find_byte(path, '/', 0); end != TEXT_NOT_FOUND;
		     end = text_find_byte(path, '/', end + 1))
			map_set(folders, text_slice(path, 0, end), manifest->files.items[i]);
	}
}

bool manifest_has_file_above(const struct manifest *manifest, struct text path)
{
	for (size_t end = text_find_byte(path, '/', 0); end != TEXT_NOT_FOUND; end = text_find_byte(path, '/', end + 1))
		if (manifest_find(manifest, text_slice(path, 0, end)))
			return true;
	return false;
}

static int compare_files(const void *a, const void *b)
{
	const struct manifest_file *const *first = a, *const *second = b;
	return text_compare((*first)->path, (*second)->path);
}

static void write_or_null(struct json_writer *json, const char *name, struct text text)
{
	json_write_name(json, name);
	if (text.length)
		json_write_string(json, text);
	else
		json_write_null(json);
}

void manifest_write(struct manifest *manifest, struct buffer *out)
{
	struct json_writer json;
	if (manifest->files.count)
		qsort(manifest->files.items, manifest->files.count, sizeof *manifest->files.items, compare_files);
	json_write_begin(&json, out, true);
	json_write_object_begin(&json);
	json_write_member(&json, "generator", TEXT("policyc " POLICYC_VERSION));
	json_write_name(&json, "publisher");
	json_write_object_begin(&json);
	write_or_null(&json, "name", manifest->publisher);
	write_or_null(&json, "ods", manifest->ods);
	json_write_object_end(&json);
	json_write_name(&json, "drafts");
	json_write_boolean(&json, manifest->has_drafts);
	json_write_name(&json, "files");
	json_write_array_begin(&json);
	for (size_t i = 0; i < manifest->files.count; i++) {
		json_write_object_begin(&json);
		json_write_member(&json, "path", manifest->files.items[i]->path);
		json_write_member(&json, "sha256", text_of(manifest->files.items[i]->sha256));
		json_write_object_end(&json);
	}
	json_write_array_end(&json);
	json_write_object_end(&json);
	json_write_end(&json);
}

bool manifest_path_is_plain(struct text path)
{
	struct text part;
	if (!path.length || memchr(path.bytes, '\0', path.length))
		return false;
	while (text_split(&path, '/', &part))
		if (!part.length || text_is(part, ".") || text_is(part, ".."))
			return false;
	return true;
}
