/* The half of manifest.h that reads; jansson's names and those of base/json_writer.h don't go into one file. */
#include "publish/manifest.h"

#include <errno.h>
#include <jansson.h>

#include "base/file.h"

/* About a million files. */
#define MANIFEST_BYTES_MOST ((size_t)256 * 1024 * 1024)

/* A text of a JSON object; bytes NULL where it has none of that name. */
static struct text member_text(const json_t *object, const char *name)
{
	const json_t *member = json_object_get(object, name);
	if (!json_is_string(member))
		return (struct text){NULL, 0};
	return (struct text){json_string_value(member), json_string_length(member)};
}

static bool is_ours(const json_t *root)
{
	return json_is_object(root) && text_begins(member_text(root, "generator"), TEXT("policyc ")) &&
	       json_is_array(json_object_get(root, "files"));
}

static int add_listed(struct manifest *manifest, const json_t *files)
{
	struct manifest listed = {0};
	size_t count = json_array_size(files);
	int error = 0;
	for (size_t i = 0; i < count && !error; i++) {
		struct text path = member_text(json_array_get(files, i), "path");
		struct text sha256 = member_text(json_array_get(files, i), "sha256");
		if (!manifest_path_is_plain(path) || sha256.length != SHA256_HEX_LENGTH ||
		    !manifest_add(&listed, path, sha256.bytes, false))
			error = EINVAL;
	}
	if (!error)
		manifest_join(manifest, &listed);
	manifest_release(&listed);
	return error;
}

static void read_head(struct manifest *manifest, const json_t *root)
{
	const json_t *publisher = json_object_get(root, "publisher");
	struct text name = member_text(publisher, "name"), ods = member_text(publisher, "ods");
	if (name.length)
		manifest->publisher = arena_copy(&manifest->arena, name);
	if (ods.length)
		manifest->ods = arena_copy(&manifest->arena, ods);
	manifest->has_drafts |= json_is_true(json_object_get(root, "drafts"));
}

/* How every manifest of ours begins, as manifest_write writes it. */
static const struct text beginning = TEXT_INIT("{\n  \"generator\": \"policyc ");

/* What is left of a manifest whose end never reached the disk. */
static bool is_cut_short(struct text bytes)
{
	size_t at = 0;
	if (text_begins(bytes, beginning) || text_begins(beginning, bytes))
		return true;
	while (at < bytes.length && (bytes.bytes[at] == '\0' || bytes.bytes[at] == '\n'))
		at++;
	return at == bytes.length;
}

/* Adds each file whose entry is whole. */
static void add_what_is_left(struct manifest *manifest, struct text bytes)
{
	size_t at = text_find(bytes, TEXT("["), 0);
	while (at != TEXT_NOT_FOUND && (at = text_find_byte(bytes, '{', at)) != TEXT_NOT_FOUND) {
		json_error_t end;
		json_t *file = json_loadb(bytes.bytes + at, bytes.length - at,
					  JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, &end);
		struct text path = member_text(file, "path"), sha256 = member_text(file, "sha256");
		if (manifest_path_is_plain(path) && sha256.length == SHA256_HEX_LENGTH)
			manifest_add(manifest, path, sha256.bytes, false);
		at = file && end.position > 0 ? at + (size_t)end.position : TEXT_NOT_FOUND;
		json_decref(file);
	}
}

int manifest_read(struct manifest *manifest, const char *folder, const char *path)
{
	struct buffer bytes = BUFFER_EMPTY;
	int error = file_read_inside(folder, path, MANIFEST_BYTES_MOST, &bytes);
	if (!error) {
		json_t *root = json_loadb(buffer_text(&bytes).bytes, bytes.length, JSON_REJECT_DUPLICATES, NULL);
		error = is_ours(root) ? add_listed(manifest, json_object_get(root, "files")) : EINVAL;
		if (!error)
			read_head(manifest, root);
		if (!root && is_cut_short(buffer_text(&bytes))) {
			add_what_is_left(manifest, buffer_text(&bytes));
			error = EBADMSG;
		}
		json_decref(root);
	}
	buffer_release(&bytes);
	return error;
}
