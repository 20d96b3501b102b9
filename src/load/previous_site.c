#include "load/previous_site.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "load/published.h"
#include "parse/json_values.h"

/* "cmicb-clin055" and "0.3" of "policies/cmicb-clin055/versions/0.3/policy.json"; no version of
 * "policies/cmicb-clin055/policy.json". */
static bool is_data_of_policy(struct text path, struct text *slug, struct text *version)
{
	struct text part[6] = {{NULL, 0}}, rest = path, next;
	size_t count = 0;

	while (text_split(&rest, '/', &next)) {
		if (count == ARRAY_COUNT(part))
			return false;
		part[count++] = next;
	}
	if (count < 3 || !text_is(part[0], "policies") || !text_is(part[count - 1], "policy.json"))
		return false;
	*slug = part[1];
	*version = count == 5 ? part[3] : TEXT("");
	return count == 3 || (count == 5 && text_is(part[2], "versions"));
}

/* The words of a file that says what an address showed. What can't be read as one is called by its address. */
static int add_gone(struct previous_site *previous, struct text path, struct text slug, struct text version)
{
	struct buffer bytes = BUFFER_EMPTY;
	struct arena *arena = &previous->arena;
	int error = file_read_inside(previous->folder, arena_string(arena, path), PUBLISHED_BYTES_MOST, &bytes);
	unsigned line;
	const struct value *root = error ? NULL : json_values_read(arena, buffer_text(&bytes), &line);
	struct text ref = value_text(value_map_get(root, TEXT("ref")));
	struct text title = value_text(value_map_get(root, TEXT("title")));
	struct text written = value_text(value_map_get(root, TEXT("version")));

	buffer_release(&bytes);
	/* At the address of a ref that the policy had before stands a copy. */
	if (ref.length && !text_equal(ref_slug(arena, ref), slug))
		ref = TEXT("");
	*ARRAY_ADD(&previous->gone) = (struct gone_version){
		.ref = ref.length ? ref : arena_copy(arena, slug),
		.title = title,
		.version = !version.length  ? TEXT("")
			   : written.length ? written
					    : arena_copy(arena, version),
		.where = previous->folder,
	};
	/* One that somebody removed from the folder is gone all the same. */
	return error == ENOENT || error == ENOTDIR ? 0 : error;
}

static int look_at(struct previous_site *previous, const struct answers *answers, struct text path)
{
	struct text slug, version;

	if (!is_data_of_policy(path, &slug, &version) || answers_has(answers, slug, version))
		return 0;
	return add_gone(previous, path, slug, version);
}

/* What stands in a folder whose manifest doesn't say. */
static int look_in_folders(struct previous_site *previous, const struct answers *answers)
{
	struct arena *arena = &previous->arena;
	const char **slugs = NULL, **versions = NULL;
	size_t slug_count = 0, version_count = 0;
	int error = folder_list(arena, path_join(arena, previous->folder, "policies"), &slugs, &slug_count);

	for (size_t i = 0; i < slug_count && !error; i++) {
		struct text path = arena_format(arena, "policies/%s/policy.json", slugs[i]);
		const char *below = path_join(arena, previous->folder, "policies");
		below = path_join(arena, path_join(arena, below, slugs[i]), "versions");
		if (file_look_inside(previous->folder, path.bytes) == 0)
			error = look_at(previous, answers, path);
		folder_list(arena, below, &versions, &version_count);
		for (size_t k = 0; k < version_count && !error; k++) {
			path = arena_format(arena, "policies/%s/versions/%s/policy.json", slugs[i], versions[k]);
			if (file_look_inside(previous->folder, path.bytes) == 0)
				error = look_at(previous, answers, path);
		}
	}
	return error == ENOENT || error == ENOTDIR ? 0 : error;
}

/* Of a policy that is gone as a whole its versions alone are named; its own address where it had none. */
static void drop_named_twice(struct previous_site *previous)
{
	struct map has_version = MAP_EMPTY;
	size_t kept = 0;

	for (size_t i = 0; i < previous->gone.count; i++)
		if (previous->gone.items[i].version.length)
			map_set(&has_version, ref_slug(&previous->arena, previous->gone.items[i].ref), previous);
	for (size_t i = 0; i < previous->gone.count; i++) {
		const struct gone_version *gone = &previous->gone.items[i];
		if (gone->version.length || !map_get(&has_version, ref_slug(&previous->arena, gone->ref)))
			previous->gone.items[kept++] = *gone;
	}
	previous->gone.count = kept;
	map_release(&has_version);
}

int previous_site_read(struct previous_site *previous, const char *folder, const struct answers *answers)
{
	*previous = (struct previous_site){.folder = folder};
	int error = manifest_read(&previous->manifest, folder, MANIFEST_NAME);
	bool is_damaged = error == EBADMSG;

	if (error && !is_damaged)
		/* No folder, or none of ours: the build itself says what is wrong with that. */
		return error == EIO || error == EACCES ? error : 0;
	if (previous->manifest.has_drafts)
		return 0;
	previous->is_there = true;
	error = 0;
	if (is_damaged)
		error = look_in_folders(previous, answers);
	for (size_t i = 0; i < previous->manifest.files.count && !is_damaged && !error; i++)
		error = look_at(previous, answers, previous->manifest.files.items[i]->path);
	drop_named_twice(previous);
	return error;
}

void previous_site_release(struct previous_site *previous)
{
	ARRAY_RELEASE(&previous->gone);
	manifest_release(&previous->manifest);
	arena_release(&previous->arena);
}
