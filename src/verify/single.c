/* A single copy: which file of the site it is nearest to, and whether it is that file. */
#include <pthread.h>

#include "base/file.h"
#include "base/map.h"
#include "base/unicode.h"
#include "tree/site.h"
#include "verify/compare.h"
#include "verify/known.h"

/* What a copy says that it is. */
struct claim {
	struct text ref, version;           /* of a policy.json */
	const struct record *record;        /* of the policy that it names */
	const struct policy *fingerprinted; /* the version whose fingerprint it has */
};

/* The file that the copy is nearest to, of those seen so far. */
struct nearest {
	struct text path; /* bytes NULL: none yet */
	struct differences differences;
	unsigned likeness; /* of a hundred lines; only where there were too many differences to count */
	struct text base;
};

struct search {
	struct verifying *verifying;
	struct copy *copy;
	struct claim claim;
	struct arena arena;
	struct nearest nearest;
	struct map feet;       /* folder -> what print.css puts at the foot of its pages */
	pthread_mutex_t mutex; /* over nearest and arena */
};

/* Is the file of the folder of the policy that the copy is of? */
static bool is_of_claim(const struct search *search, const struct original *original)
{
	const struct policy *version = search->claim.fingerprinted;
	const struct record *record = search->claim.record;
	struct text slug = version ? version->slug : record && record->count ? record->versions[0]->slug : TEXT("");
	struct text below = text_slice(original->path, sizeof "policies/" - 1, original->path.length);
	return slug.length && text_begins(below, slug) && below.length > slug.length && below.bytes[slug.length] == '/';
}

/* Is it worth looking at? Of policies only those that the copy names; of what is about all, every file of its kind. */
static bool may_be(const struct search *search, const struct original *original)
{
	enum copy_kind kind = copy_kind_of_name(original->path);
	bool is_of_policy = text_begins(original->path, TEXT("policies/"));
	if (search->copy->kind == COPY_PDF) {
		bool is_print = kind == COPY_PDF && (text_ends(original->path, TEXT("/policy.pdf")) ||
						     text_ends(original->path, TEXT("/policy-large-print.pdf")));
		return is_of_policy && is_of_claim(search, original) &&
		       (is_print || text_ends(original->path, TEXT("/index.html")));
	}
	if (kind != search->copy->kind)
		return false;
	return is_of_policy ? is_of_claim(search, original) : !search->claim.ref.bytes;
}

static bool is_of_policy(struct text path)
{
	return text_begins(path, TEXT("policies/"));
}

/* Is the first nearer than the second? Of two that are as near, the one of a policy, and that with the shorter path:
 * the policy's own. */
static bool is_nearer(const struct nearest *one, const struct nearest *other)
{
	size_t first = one->differences.count, second = other->differences.count;
	if (!other->path.bytes || one->likeness != other->likeness)
		return !other->path.bytes || one->likeness > other->likeness;
	if (first != second)
		return first < second;
	if (is_of_policy(one->path) != is_of_policy(other->path))
		return is_of_policy(one->path);
	if (one->path.length != other->path.length)
		return one->path.length < other->path.length;
	return text_compare(one->path, other->path) < 0;
}

static void look_at(struct search *search, const struct original *original)
{
	struct nearest found = {.likeness = 100, .path = original->path};
	struct arena arena = ARENA_EMPTY;
	compare_with(search->copy, original, &found.differences, &arena, &found.base);
	if (search->copy->kind == COPY_PDF && found.differences.count)
		found.likeness = found.differences.alike;
	else if (found.differences.is_cut || (search->copy->kind == COPY_JSON && found.differences.count))
		found.likeness = copy_likeness(search->copy, original) * 99 / 100;
	pthread_mutex_lock(&search->mutex);
	if (is_nearer(&found, &search->nearest)) {
		differences_release(&search->nearest.differences);
		search->nearest = found;
		search->nearest.path = arena_copy(&search->arena, found.path);
		search->nearest.base = arena_copy(&search->arena, found.base);
	} else {
		differences_release(&found.differences);
	}
	pthread_mutex_unlock(&search->mutex);
	arena_release(&arena);
}

/* At the foot of each printed sheet of a version's page, as site/policy_page.c words it in print.css. */
static struct text foot_of(struct arena *arena, struct text style)
{
	static const struct text before = TEXT_INIT("content:\"");
	struct buffer out = BUFFER_EMPTY;
	size_t at = text_find(style, before, 0), end;
	if (at == TEXT_NOT_FOUND)
		return TEXT("");
	for (at += before.length, end = text_find_byte(style, '"', at); at < end && at < style.length;) {
		uint32_t code_point = 0;
		if (style.bytes[at] != '\\') {
			buffer_append_byte(&out, style.bytes[at++]);
			continue;
		}
		for (at++; at < style.length && style.bytes[at] != ' '; at++)
			code_point = code_point * 16 + (uint32_t)(is_ascii_digit(style.bytes[at])
									  ? style.bytes[at] - '0'
									  : ascii_lower(style.bytes[at]) - 'a' + 10);
		utf8_append(&out, code_point);
		at++;
	}
	struct text foot = arena_copy(arena, buffer_text(&out));
	buffer_release(&out);
	return foot;
}

static void take(void *context, const char *path, struct text bytes)
{
	struct search *search = context;
	struct original original = {.path = text_of(path), .bytes = bytes, .foot = TEXT("")};
	struct text folder = path_folder(original.path);
	if (search->copy->kind == COPY_PDF) {
		pthread_mutex_lock(&search->mutex);
		/* A folder's print.css comes before its page. */
		if (text_ends(original.path, TEXT("/print.css")))
			map_set(&search->feet, arena_copy(&search->arena, folder),
				ARENA_NEW(&search->arena, struct text));
		struct text *foot = map_get(&search->feet, folder);
		if (foot && !foot->bytes)
			*foot = foot_of(&search->arena, bytes);
		original.foot = foot ? *foot : TEXT("");
		pthread_mutex_unlock(&search->mutex);
	}
	if (may_be(search, &original))
		look_at(search, &original);
	else if (search->copy->kind == copy_kind_of_name(original.path) &&
		 text_equal(search->copy->bytes, original.bytes))
		look_at(search, &original);
}

static struct claim claim_of(const struct verifying *verifying, const struct copy *copy)
{
	struct claim claim = {0};
	struct text words = copy->bytes;
	if (copy->kind == COPY_PDF)
		words = copy->as_written;
	else if (copy->kind == COPY_PAGE || copy->kind == COPY_XML)
		words = copy->kind == COPY_PAGE ? copy->page.words : copy->bytes;
	claim.fingerprinted = fingerprint_in(verifying, words);
	if (copy->kind == COPY_JSON && copy->value && copy->value->kind == VALUE_MAP) {
		claim.ref = value_text(value_map_get(copy->value, TEXT("ref")));
		claim.version = value_text(value_map_get(copy->value, TEXT("version")));
		if (!claim.version.bytes)
			claim.ref = (struct text){NULL, 0};
	}
	claim.record = claim.ref.bytes ? find_record(verifying->today, claim.ref) : named_in(verifying->today, words);
	return claim;
}

/* The words of the user's copy that lead to another place than the sources say; they make no difference. */
static void tell_base(struct search *search)
{
	const struct text *own = &search->verifying->today->site->base_url.text;
	struct text base = search->nearest.base;
	if (base.length && (!own->length || !text_begins(base, *own)))
		buffer_append_format(&search->verifying->out, "    its addresses are those of a site at %.*s\n",
				     TEXT_ARGUMENTS(base));
}

static void answer_same(struct search *search, const char *shown)
{
	struct verifying *verifying = search->verifying;
	struct buffer *out = &verifying->out;
	const struct policy *version = version_of_path(verifying, search->nearest.path);
	buffer_append_format(out, "%s: ", shown);
	if (version) {
		append_name(out, version);
		buffer_append_string(out, is_current(verifying, version) ? ": what the sources publish now, " : ": ");
		append_standing_now(out, verifying, version);
		verify_note(verifying, is_current(verifying, version) ? VERIFY_IS_RIGHT : VERIFY_DIFFERS);
	} else {
		buffer_append_format(out, "what the sources publish at %.*s", TEXT_ARGUMENTS(search->nearest.path));
	}
	buffer_append_byte(out, '\n');
	tell_base(search);
}

/* A version of the policy that is in the sources and that nobody may publish. */
static const struct policy *find_draft(const struct search *search)
{
	const struct claim *claim = &search->claim;
	const struct suite *suite = search->verifying->today;
	if (claim->fingerprinted && !is_known_version(suite, claim->fingerprinted))
		return claim->fingerprinted;
	for (size_t i = 0; claim->record && claim->version.bytes && i < claim->record->count; i++) {
		const struct policy *version = claim->record->versions[i];
		if (version->is_readable && !is_known_version(suite, version) &&
		    version_compare(version->version.text, claim->version) == 0)
			return version;
	}
	return NULL;
}

/* "it calls itself version 3 of FEL_101", "it is nearest to version 3 of FEL_101" */
static void append_claim(struct search *search, const struct policy *version)
{
	struct buffer *out = &search->verifying->out;
	const struct claim *claim = &search->claim;
	if (claim->ref.bytes && !claim->record) {
		buffer_append_format(
			out,
			"it calls itself version %.*s of %.*s, and they have no policy %.*s; it is nearest to "
			"version %.*s of %.*s",
			TEXT_ARGUMENTS(claim->version), TEXT_ARGUMENTS(claim->ref), TEXT_ARGUMENTS(claim->ref),
			TEXT_ARGUMENTS(version->version.text), TEXT_ARGUMENTS(version->ref.text));
		return;
	}
	if (claim->ref.bytes) {
		bool is_its_own = version_compare(version->version.text, claim->version) == 0;
		buffer_append_format(out, "it calls itself version %.*s of %.*s", TEXT_ARGUMENTS(claim->version),
				     TEXT_ARGUMENTS(claim->ref));
		if (is_its_own)
			buffer_append_string(out, ", and differs from it");
		else
			buffer_append_format(out, ", which the sources don't have; it differs from version %.*s",
					     TEXT_ARGUMENTS(version->version.text));
		return;
	}
	buffer_append_format(out, "it %s version %.*s of %.*s, and differs from it",
			     claim->fingerprinted == version ? "has the fingerprint of" : "is nearest to",
			     TEXT_ARGUMENTS(version->version.text), TEXT_ARGUMENTS(version->ref.text));
}

/* Does the copy claim the fingerprint of the very version that it differs from? */
static bool is_changed_afterwards(const struct search *search, const struct policy *version)
{
	if (search->copy->kind == COPY_JSON && search->copy->value)
		return text_equal(value_text(value_map_get(search->copy->value, TEXT("fingerprint"))),
				  version->fingerprint.text);
	return search->claim.fingerprinted == version;
}

static void answer_other(struct search *search, const char *shown)
{
	struct verifying *verifying = search->verifying;
	struct buffer *out = &verifying->out;
	const struct policy *version = version_of_path(verifying, search->nearest.path);
	bool differs = search->nearest.differences.count > 0;
	buffer_append_format(out, "%s: %s: ", shown,
			     differs ? "not what the sources publish" : "not known to be what the sources publish");
	if (version && differs)
		append_claim(search, version);
	else
		buffer_append_string(out, differs ? "it differs from" : "it could not be compared with");
	buffer_append_format(out, "%s%.*s%s\n", version && differs ? " (" : " ", TEXT_ARGUMENTS(search->nearest.path),
			     version && differs ? ")" : "");
	if (version && differs && is_changed_afterwards(search, version))
		buffer_append_string(out, "    its fingerprint is that of the version, so it was changed afterwards\n");
	differences_print(&search->nearest.differences, out);
	if (version) {
		buffer_append_string(out, "    that version is ");
		append_standing_now(out, verifying, version);
		buffer_append_byte(out, '\n');
	}
	tell_base(search);
	verify_note(verifying, VERIFY_DIFFERS);
}

static void answer_none(struct search *search, const char *shown)
{
	struct buffer *out = &search->verifying->out;
	const struct policy *draft = find_draft(search);
	buffer_append_format(out, "%s: not what the sources publish: ", shown);
	if (draft) {
		buffer_append_format(out, "version %.*s of %.*s is %s\n", TEXT_ARGUMENTS(draft->version.text),
				     TEXT_ARGUMENTS(draft->ref.text),
				     draft->standing == STANDING_DRAFT ? "a draft there" : "not published there yet");
	} else if (search->claim.ref.bytes && !search->claim.record) {
		buffer_append_format(out, "they have no policy %.*s\n", TEXT_ARGUMENTS(search->claim.ref));
	} else {
		buffer_append_string(out, "it names no policy that they have, and is like no other file of the site\n");
	}
	if (search->copy->words_fault.length)
		buffer_append_format(out, "    not compared: the words of the PDF: %.*s\n",
				     TEXT_ARGUMENTS(search->copy->words_fault));
	verify_note(search->verifying, VERIFY_DIFFERS);
}

/* A JSON of a later form can't be read as one of ours. */
static bool is_of_later_form(struct verifying *verifying, const char *shown, const struct copy *copy)
{
	struct text form = value_text(value_map_get(copy->value, TEXT("schema_version"))), major;
	uint32_t number;
	text_split(&form, '.', &major);
	if (!form.bytes || !text_to_number(major, 1000, &number) || number == 1)
		return false;
	buffer_append_format(
		&verifying->why,
		"%s says \"schema_version\" %.*s.%.*s, which this policyc doesn't know; use the policyc that "
		"wrote it, or a newer one",
		shown, TEXT_ARGUMENTS(major), TEXT_ARGUMENTS(form));
	verify_note(verifying, VERIFY_IS_UNUSABLE);
	return true;
}

/* Does the copy, or what it was printed from, name PDFs? Sites are built with them or without. */
static bool names_pdfs(const struct copy *copy)
{
	static const struct text words = TEXT_INIT(" as PDF");
	return copy->kind == COPY_PDF || text_find(copy->bytes, words, 0) != TEXT_NOT_FOUND ||
	       text_find(copy->bytes, TEXT(".pdf\""), 0) != TEXT_NOT_FOUND;
}

void verify_file(struct verifying *verifying, const char *shown, struct text bytes)
{
	struct copy copy;
	copy_open(&copy, bytes, copy_kind_of_bytes(bytes));
	if (copy.kind == COPY_PDF)
		copy_read_print(&copy);
	if (!is_of_later_form(verifying, shown, &copy)) {
		struct search search = {.verifying = verifying, .copy = &copy, .claim = claim_of(verifying, &copy)};
		struct stage_taker taker = {take, &search};
		const struct policy *draft = find_draft(&search);
		pthread_mutex_init(&search.mutex, NULL);
		if (verify_build(verifying, names_pdfs(&copy), &taker)) {
			if (!search.nearest.path.bytes || draft)
				answer_none(&search, shown);
			else if (differences_are_none(&search.nearest.differences))
				answer_same(&search, shown);
			else
				answer_other(&search, shown);
		}
		differences_release(&search.nearest.differences);
		map_release(&search.feet);
		arena_release(&search.arena);
		pthread_mutex_destroy(&search.mutex);
	}
	copy_release(&copy);
}
