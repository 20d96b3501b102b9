/* A copy of a whole site: every file that a build would write, every file that is there, and its own manifest. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/sha256.h"
#include "parse/json_values.h"
#include "publish/folder_tree.h"
#include "publish/manifest.h"
#include "tree/site.h"
#include "verify/compare.h"
#include "verify/known.h"
#include "verify/values.h"

/* Files that are this long are compared byte by byte, and not in their words. */
#define FILE_BYTES_MOST ((size_t)512 * 1024 * 1024)

/* A file of the folder. */
struct kept {
	struct text path;
	char sha256[SHA256_HEX_LENGTH + 1]; /* empty: it could not be read */
	bool is_expected;                   /* a build would write it */
	bool is_link;                       /* or another thing that is no plain file */
};

/* What is to be said of one file. */
struct answer {
	struct text path;
	struct text words; /* whole lines */
};

struct inspection {
	struct verifying *verifying;
	const char *folder;
	struct arena arena;
	struct map files; /* path -> struct kept */
	ARRAY_OF(struct answer) answers;
	size_t expected, right;
	const struct value *manifest; /* NULL: there is none, or it can't be read */
	const struct value *new_manifest;
	pthread_mutex_t mutex; /* over arena, answers and the counts */
};

/* Adds what is to be said of a file; under the mutex. */
static void add_answer(struct inspection *inspection, struct text path, const char *what,
		       const struct differences *differences)
{
	struct buffer words = BUFFER_EMPTY;
	buffer_append_format(&words, "%s/%.*s: %s\n", inspection->folder, TEXT_ARGUMENTS(path), what);
	if (differences)
		differences_print(differences, &words);
	*ARRAY_ADD(&inspection->answers) = (struct answer){arena_copy(&inspection->arena, path),
							   arena_copy(&inspection->arena, buffer_text(&words))};
	buffer_release(&words);
}

static void note_file(struct inspection *inspection, const struct tree_item *item)
{
	struct buffer bytes = BUFFER_EMPTY;
	struct kept *kept = ARENA_NEW(&inspection->arena, struct kept);
	kept->path = text_of(item->path);
	int error = file_read_inside(inspection->folder, item->path, FILE_BYTES_MOST, &bytes);
	if (error) {
		buffer_clear(&inspection->verifying->why);
		buffer_append_format(&inspection->verifying->why, "%s/%s can't be read: %s", inspection->folder,
				     item->path, file_error_words(error));
		kept->is_link = error == EXDEV || error == ENXIO;
		verify_note(inspection->verifying, kept->is_link ? VERIFY_DIFFERS : VERIFY_IS_UNREADABLE);
		if (kept->is_link)
			buffer_clear(&inspection->verifying->why);
	} else {
		sha256_hex(buffer_text(&bytes), kept->sha256);
	}
	map_set(&inspection->files, kept->path, kept);
	buffer_release(&bytes);
}

/* Notes every file of the folder; false, and why, where it can't be looked through. */
static bool read_folder(struct inspection *inspection)
{
	struct folder_tree tree = {0};
	const char *failed = NULL;
	int error = folder_tree_read(&tree, &inspection->arena, inspection->folder, &failed);
	if (error) {
		buffer_append_format(&inspection->verifying->why, "%s can't be read: %s",
				     failed ? failed : inspection->folder, strerror(error));
		verify_note(inspection->verifying, VERIFY_IS_UNREADABLE);
	}
	for (size_t i = 0; !error && i < tree.items.count; i++)
		if (!tree.items.items[i].is_folder)
			note_file(inspection, &tree.items.items[i]);
	folder_tree_release(&tree);
	return !error;
}

/* The differences between a file of the folder and the one that belongs there. */
static void compare_file(struct inspection *inspection, const struct original *original, struct text bytes,
			 struct differences *differences)
{
	enum copy_kind kind = copy_kind_of_name(original->path);
	struct arena scratch = ARENA_EMPTY;
	const struct text *own = &inspection->verifying->then->site->base_url.text;
	struct text base;
	struct copy copy;
	if (kind != COPY_PDF && text_equal(bytes, original->bytes))
		return;
	if (bytes.length > COPY_BYTES_MOST) {
		differences_say(differences, "its bytes differ; it is over 16 MiB long, so it isn't known in what");
		return;
	}
	copy_open(&copy, bytes, kind);
	compare_with(&copy, original, differences, &scratch, &base);
	if (base.length && (!own->length || !text_begins(base, *own)))
		differences_say(differences, "its addresses are those of a site at %.*s", TEXT_ARGUMENTS(base));
	copy_release(&copy);
	arena_release(&scratch);
}

static void take_file(struct inspection *inspection, const struct original *original, const struct kept *kept)
{
	struct differences differences = {0};
	struct buffer bytes = BUFFER_EMPTY;
	const char *what = NULL;
	if (!kept) {
		what = "missing: the sources publish it";
	} else if (kept->is_link) {
		what = "no plain file inside the folder, so it is not what the sources publish";
	} else if (file_read_inside(inspection->folder, original->path.bytes, FILE_BYTES_MOST, &bytes) != 0) {
		what = "can't be read";
	} else {
		compare_file(inspection, original, buffer_text(&bytes), &differences);
		if (differences.count)
			what = "not what the sources publish; it differs so";
		else if (!differences_are_none(&differences))
			what = "not known to be what the sources publish";
	}
	pthread_mutex_lock(&inspection->mutex);
	inspection->expected++;
	inspection->right += !what;
	if (what)
		add_answer(inspection, original->path, what, &differences);
	pthread_mutex_unlock(&inspection->mutex);
	buffer_release(&bytes);
	differences_release(&differences);
}

static void take(void *context, const char *path, struct text bytes)
{
	struct inspection *inspection = context;
	struct original original = {.path = text_of(path), .bytes = bytes, .foot = TEXT("")};
	struct kept *kept = map_get(&inspection->files, original.path);
	if (kept)
		kept->is_expected = true;
	if (text_is(original.path, MANIFEST_NAME)) {
		unsigned line;
		inspection->new_manifest = json_values_read(&inspection->arena, bytes, &line);
		return;
	}
	take_file(inspection, &original, kept);
}

/* The manifest */

static void read_manifest(struct inspection *inspection)
{
	struct buffer bytes = BUFFER_EMPTY;
	unsigned line;
	if (file_read_inside(inspection->folder, MANIFEST_NAME, FILE_BYTES_MOST, &bytes) == 0)
		inspection->manifest = json_values_read(&inspection->arena, buffer_text(&bytes), &line);
	buffer_release(&bytes);
}

/* The folder's manifest against the folder: each file is listed, with its own hash, and nothing else is. */
static void compare_listed(struct inspection *inspection, struct differences *differences)
{
	const struct value *files = value_map_get(inspection->manifest, TEXT("files"));
	struct map listed = MAP_EMPTY;
	for (uint32_t i = 0; files && files->kind == VALUE_LIST && i < files->count; i++) {
		struct text path = value_text(value_map_get(files->items[i], TEXT("path")));
		struct text sha256 = value_text(value_map_get(files->items[i], TEXT("sha256")));
		const struct kept *kept = map_get(&inspection->files, path);
		bool is_new;
		map_place(&listed, path, &is_new);
		if (!is_new)
			differences_say(differences, "%.*s is listed twice", TEXT_ARGUMENTS(path));
		else if (!kept)
			differences_say(differences, "%.*s is listed, and not there", TEXT_ARGUMENTS(path));
		else if (!text_is(sha256, kept->sha256))
			differences_say(differences, "%.*s has another hash than the one listed", TEXT_ARGUMENTS(path));
	}
	for (size_t i = 0; i < inspection->files.count; i++) {
		struct text path = inspection->files.entries[i].key;
		bool is_new = false;
		if (!text_is(path, MANIFEST_NAME))
			map_place(&listed, path, &is_new);
		if (is_new)
			differences_say(differences, "%.*s is there, and not listed", TEXT_ARGUMENTS(path));
	}
	map_release(&listed);
}

/* What the manifest says beside the list of files. */
static void compare_rest(struct inspection *inspection, struct differences *differences)
{
	struct arena *arena = &inspection->arena;
	struct value *sides[2] = {value_map(arena), value_map(arena)};
	const struct value *manifests[2] = {inspection->new_manifest, inspection->manifest};
	for (size_t side = 0; side < 2; side++)
		for (uint32_t i = 0; manifests[side] && i < manifests[side]->count; i++) {
			const struct value_member *member = &manifests[side]->members[i];
			if (!text_is(member->key, "files"))
				value_map_add(arena, sides[side], member->key, member->value);
		}
	values_compare(sides[0], sides[1], differences);
}

static void compare_manifest(struct inspection *inspection)
{
	struct differences differences = {0};
	const char *what = NULL;
	inspection->expected++;
	if (!inspection->manifest || inspection->manifest->kind != VALUE_MAP) {
		what = map_get(&inspection->files, TEXT(MANIFEST_NAME))
			       ? "not compared, since it is no manifest of a site"
			       : "missing: the sources publish it";
	} else {
		compare_listed(inspection, &differences);
		compare_rest(inspection, &differences);
		if (differences.count)
			what = "not the manifest of the files that are there";
	}
	inspection->right += !what;
	if (what)
		add_answer(inspection, TEXT(MANIFEST_NAME), what, &differences);
	differences_release(&differences);
}

/* What nobody would publish. */
static void tell_added(struct inspection *inspection)
{
	for (size_t i = 0; i < inspection->files.count; i++) {
		const struct kept *kept = inspection->files.entries[i].value;
		if (!kept->is_expected && !text_is(kept->path, MANIFEST_NAME))
			add_answer(inspection, kept->path, "added: the sources don't publish it", NULL);
	}
}

static int compare_answers(const void *a, const void *b)
{
	const struct answer *first = a, *second = b;
	return text_compare(first->path, second->path);
}

static void tell(struct inspection *inspection)
{
	struct verifying *verifying = inspection->verifying;
	struct buffer *out = &verifying->out;
	if (inspection->answers.count)
		qsort(inspection->answers.items, inspection->answers.count, sizeof *inspection->answers.items,
		      compare_answers);
	for (size_t i = 0; i < inspection->answers.count; i++)
		buffer_append(out, inspection->answers.items[i].words);
	buffer_append_format(out, "%s: %zu of %zu files are what the sources publish there", inspection->folder,
			     inspection->right, inspection->expected);
	if (date_compare(verifying->then->today, verifying->today->today) != 0) {
		buffer_append_string(out, ", as at ");
		date_append_british(out, verifying->then->today);
	}
	buffer_append_byte(out, '\n');
	if (inspection->answers.count)
		verify_note(verifying, VERIFY_DIFFERS);
}

static bool holds_pdfs(const struct inspection *inspection)
{
	for (size_t i = 0; i < inspection->files.count; i++)
		if (text_ends(inspection->files.entries[i].key, TEXT("/policy.pdf")))
			return true;
	return false;
}

/* A folder in which nothing is of a site is no copy of one. */
static bool is_site(const struct inspection *inspection)
{
	bool is_one = inspection->manifest && inspection->manifest->kind == VALUE_MAP &&
		      value_map_get(inspection->manifest, TEXT("files"));
	for (size_t i = 0; i < inspection->files.count && !is_one; i++)
		is_one = text_begins(inspection->files.entries[i].key, TEXT("policies/")) &&
			 text_ends(inspection->files.entries[i].key, TEXT("/policy.json"));
	return is_one;
}

void verify_folder(struct verifying *verifying, const char *folder)
{
	struct inspection inspection = {.verifying = verifying};
	struct text name = text_of(folder);
	while (name.length > 1 && text_ends(name, TEXT("/")))
		name.length--;
	inspection.folder = arena_string(&inspection.arena, name);
	struct stage_taker taker = {take, &inspection};
	pthread_mutex_init(&inspection.mutex, NULL);
	if (read_folder(&inspection)) {
		read_manifest(&inspection);
		if (!is_site(&inspection)) {
			buffer_append_format(&verifying->why,
					     "%s is no published site: it has neither a " MANIFEST_NAME
					     " nor a policies/<policy>/policy.json",
					     folder);
			verify_note(verifying, VERIFY_IS_UNUSABLE);
		} else if (verify_build(verifying, holds_pdfs(&inspection), &taker)) {
			compare_manifest(&inspection);
			tell_added(&inspection);
			tell(&inspection);
		}
	}
	map_release(&inspection.files);
	ARRAY_RELEASE(&inspection.answers);
	arena_release(&inspection.arena);
	pthread_mutex_destroy(&inspection.mutex);
}
