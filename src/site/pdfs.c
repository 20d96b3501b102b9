#include "site/pdfs.h"

#include <inttypes.h>
#include <string.h>

#include "base/file.h"
#include "base/unicode.h"
#include "pdf/pdf_file.h"
#include "site/fo_document.h"
#include "tree/numbering.h"

#define PDF_BYTES_MOST     ((size_t)256 * 1024 * 1024)
#define PICTURE_BYTES_MOST ((size_t)64 * 1024 * 1024)
#define REMARKS_TOLD_MOST  3 /* of a document: what is wrong in a template is wrong everywhere */

/* Where a version stands: a folder of the site, in one of the two editions. */
struct pdf_place {
	const struct policy *policy;
	const char *folder;
	bool is_large_print;
	size_t document; /* in the list of documents */
};

struct pdf_work {
	struct publication *publication;
	struct arena arena;
	struct text renderer; /* what every PDF depends on */
	ARRAY_OF(struct pdf_place) places;
	ARRAY_OF(struct pdf_document) documents;  /* each once, however many places show it */
	ARRAY_OF(const struct policy *) policies; /* by document: whose it is */
	struct map of_key;
};

const char *pdf_name(struct arena *arena, const struct policy *policy, bool is_large_print)
{
	struct text version = version_slug(arena, policy->version.text);
	return arena_format(arena, "%.*s-v%.*s%s.pdf", TEXT_ARGUMENTS(policy->slug), TEXT_ARGUMENTS(version),
			    is_large_print ? "-large-print" : "")
		.bytes;
}

const struct pdf_published *pdf_at(const struct publication *publication, struct text path)
{
	return map_get(&publication->pdfs, path);
}

/* The day that a version is of: when it was published, ratified or came to apply; of a draft, the day of the build. */
static int64_t seconds_of(const struct publication *publication, const struct policy *policy)
{
	struct date date = policy->date_published.date;
	if (!date_is_set(date))
		date = policy->date_ratified.date;
	if (!date_is_set(date))
		date = policy->effective.from.date;
	if (!date_is_set(date) || policy->standing == STANDING_DRAFT)
		date = publication->suite->today;
	return (int64_t)date_to_days(date_first_day(date)) * 24 * 60 * 60;
}

/* The bytes of a policy's pictures: the PDF holds them, and its XSL-FO but their names. */
static void append_pictures(struct buffer *out, const struct publication *publication, const struct policy *policy)
{
	struct arena arena = ARENA_EMPTY;
	struct buffer bytes = BUFFER_EMPTY;
	struct walk walk = walk_begin(policy->body);
	while (walk_next(&walk)) {
		if (!walk.is_entering || walk.node->kind != NODE_IMAGE || !walk.node->link.url.length)
			continue;
		const char *path = arena_string(&arena, walk.node->link.url);
		char sha256[SHA256_HEX_LENGTH + 1];
		buffer_clear(&bytes);
		file_read_inside(publication->suite->root, path, PICTURE_BYTES_MOST, &bytes);
		sha256_hex(buffer_text(&bytes), sha256);
		buffer_append_format(out, "%s %s\n", path, sha256);
	}
	buffer_release(&bytes);
	arena_release(&arena);
}

/* The identifier of a PDF: what it is made from, in short. */
static void make_key(const struct pdf_work *work, const struct policy *policy, struct pdf_document *document)
{
	struct buffer all = BUFFER_EMPTY;
	char sha256[SHA256_HEX_LENGTH + 1];
	buffer_append_format(&all, "%" PRId64 "\n", document->seconds);
	append_pictures(&all, work->publication, policy);
	buffer_append(&all, document->fo);
	buffer_append(&all, work->renderer);
	sha256_hex(buffer_text(&all), sha256);
	for (size_t i = 0; i < PDF_KEY_LENGTH; i++)
		document->key[i] = ascii_upper(sha256[i]);
	buffer_release(&all);
}

/* The number of a document, which is new or there already. */
static size_t add_document(struct pdf_work *work, const struct policy *policy, struct text fo)
{
	bool is_new;
	struct pdf_document document = {.fo = fo, .seconds = seconds_of(work->publication, policy)};
	make_key(work, policy, &document);
	void **number = map_place(&work->of_key, arena_copy(&work->arena, text_of(document.key)), &is_new);
	if (is_new) {
		*number = (void *)(uintptr_t)work->documents.count;
		document.fo = arena_copy(&work->arena, fo);
		*ARRAY_ADD(&work->documents) = document;
		*ARRAY_ADD(&work->policies) = policy;
	}
	return (size_t)(uintptr_t)*number;
}

static void add_place(struct pdf_work *work, const struct policy *policy, bool is_version_page, bool is_large_print)
{
	struct policy_folder folder = policy_folder(&work->arena, work->publication, policy, is_version_page);
	struct buffer fo = BUFFER_EMPTY;
	if (fo_document(work->publication, policy, &folder.edition, is_large_print, &fo))
		*ARRAY_ADD(&work->places) = (struct pdf_place){policy, folder.path, is_large_print,
							       add_document(work, policy, buffer_text(&fo))};
	buffer_release(&fo);
}

static void gather(struct pdf_work *work)
{
	const struct suite *suite = work->publication->suite;
	const struct boolean_value *large_print = &suite->site->pdf.large_print;
	bool has_large_print = !place_is_set(large_print->place) || large_print->boolean;
	for (size_t i = 0; i < suite->record_count; i++) {
		const struct record *record = suite->records[i];
		for (size_t k = 0; k < record->count; k++) {
			const struct policy *policy = record->versions[k];
			if (!is_published(work->publication, policy))
				continue;
			for (int large = 0; large <= has_large_print; large++) {
				add_place(work, policy, true, large);
				if (policy == record->published)
					add_place(work, policy, false, large);
			}
		}
	}
}

/* "policies/x/policy.pdf": the address that stays, and beside it the name that a reader's own folder should have. */
static const char *usual_path(struct pdf_work *work, const struct pdf_place *place)
{
	return arena_format(&work->arena, "%spolicy%s.pdf", place->folder, place->is_large_print ? "-large-print" : "")
		.bytes;
}

/* Takes a document's bytes from the target, where they are what they would be again. */
static void take_kept(struct pdf_work *work, const struct pdf_place *place)
{
	struct pdf_document *document = &work->documents.items[place->document];
	const struct stage *stage = &work->publication->stage;
	const char *path = usual_path(work, place);
	const struct manifest_file *ours = manifest_find(&stage->ours, text_of(path));
	struct arena arena = ARENA_EMPTY;
	struct pdf_facts facts;
	char sha256[SHA256_HEX_LENGTH + 1];
	if (!ours || document->is_done)
		return;
	if (file_read_inside(stage->target.path, path, PDF_BYTES_MOST, &document->bytes) == 0) {
		sha256_hex(buffer_text(&document->bytes), sha256);
		document->is_done = strcmp(sha256, ours->sha256) == 0 &&
				    pdf_file_read(&arena, buffer_text(&document->bytes), &facts) &&
				    strcmp(facts.key, document->key) == 0;
	}
	if (!document->is_done)
		buffer_clear(&document->bytes);
	arena_release(&arena);
}

static void render(struct pdf_work *work, size_t threads, const struct pdf_progress *progress)
{
	struct publication *publication = work->publication;
	ARRAY_OF(struct pdf_document) wanted = {0};
	ARRAY_OF(size_t) numbers = {0};
	for (size_t i = 0; i < work->documents.count; i++)
		if (!work->documents.items[i].is_done) {
			*ARRAY_ADD(&wanted) = work->documents.items[i];
			*ARRAY_ADD(&numbers) = i;
		}
	pdf_render(wanted.items, wanted.count, publication->suite->root, threads, progress, &publication->stage.arena,
		   &publication->stage.fault);
	for (size_t i = 0; i < wanted.count; i++)
		work->documents.items[numbers.items[i]] = wanted.items[i];
	ARRAY_RELEASE(&wanted);
	ARRAY_RELEASE(&numbers);
}

/* The first place in a policy's sources of a character: in the file itself, else where the tree has it. */
static struct place place_of_character(const struct policy *policy, struct text character)
{
	size_t at = text_find(policy->source.bytes, character, 0);
	if (at != TEXT_NOT_FOUND)
		return place_of(&policy->source, at, at + character.length);
	struct walk walk = walk_begin(policy->body);
	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		if (!walk.is_entering || (node->kind != NODE_TEXT && node->kind != NODE_CODE) ||
		    text_find(node->text.text, character, 0) == TEXT_NOT_FOUND)
			continue;
		/* In a shared block it most likely stands there as it is. */
		at = node->place.source ? text_find(node->place.source->bytes, character, node->place.begin)
					: TEXT_NOT_FOUND;
		return at < node->place.end ? place_of(node->place.source, at, at + character.length) : node->place;
	}
	return PLACE_NONE;
}

static void tell_of_glyph(struct pdf_work *work, const struct policy *policy, const struct pdf_remark *remark)
{
	struct publication *publication = work->publication;
	struct buffer character = BUFFER_EMPTY;
	utf8_append(&character, remark->character);
	struct place place = place_of_character(policy, buffer_text(&character));
	if (!place_is_set(place))
		place = place_of(&policy->source, 0, 0);
	findings_add_subject(publication->findings, CHECK_MISSING_GLYPH,
			     arena_copy(publication->arena, buffer_text(&character)), place,
			     "the PDF's font (%.*s) has no \"%.*s\" (U+%04" PRIX32
			     "), so readers would see a box; write it otherwise, or name a font that has it in "
			     "templates/pdf.mustache and put its files into site/fonts/",
			     TEXT_ARGUMENTS(remark->words), TEXT_ARGUMENTS(buffer_text(&character)), remark->character);
	buffer_release(&character);
}

/* The node that a line of the XSL-FO is about: the last id before it. */
static struct place place_of_line(const struct policy *policy, struct text fo, uint32_t line)
{
	static const struct text before = TEXT_INIT(" id=\"");
	size_t end = 0;
	for (uint32_t i = 0; i < line && end != TEXT_NOT_FOUND; i++)
		end = text_find_byte(fo, '\n', end + (i > 0));
	struct place place = place_of(&policy->source, 0, 0);
	fo = text_slice(fo, 0, end);
	for (size_t at = text_find(fo, before, 0); at != TEXT_NOT_FOUND; at = text_find(fo, before, at + 1)) {
		size_t begin = at + before.length;
		const struct node *node = policy_find_id(policy, text_slice(fo, begin, text_find_byte(fo, '"', begin)));
		if (node && place_is_set(node->place))
			place = node->place;
	}
	return place;
}

static void append_fault(struct buffer *out, const struct policy *policy, const struct pdf_document *document,
			 const struct pdf_remark *remark)
{
	struct place place = place_of_line(policy, document->fo, remark->line);
	struct position position = source_position(place.source, place.begin);
	buffer_append_format(out, "\n  %s:%" PRIu32 ":%" PRIu32, place.source->path, position.line, position.column);
	if (remark->line)
		buffer_append_format(out, " (its policy.fo, line %" PRIu32 ", column %" PRIu32 ")", remark->line,
				     remark->column);
	buffer_append_string(out, ": ");
	buffer_append(out, remark->words);
}

/* What FOP said of a document; gives how much of it was left out. */
static size_t append_faults(struct buffer *out, const struct policy *policy, const struct pdf_document *document)
{
	size_t faults = 0;
	for (size_t i = 0; i < document->remarks.count; i++)
		if (!document->remarks.items[i].character && faults++ < REMARKS_TOLD_MOST)
			append_fault(out, policy, document, &document->remarks.items[i]);
	return faults > REMARKS_TOLD_MOST ? faults - REMARKS_TOLD_MOST : 0;
}

/* What stands against the documents: findings, and one fault with what FOP said. */
static void tell_of_remarks(struct pdf_work *work)
{
	struct publication *publication = work->publication;
	struct buffer said = BUFFER_EMPTY;
	size_t untold = 0;
	for (size_t i = 0; i < work->documents.count; i++) {
		const struct pdf_document *document = &work->documents.items[i];
		for (size_t k = 0; k < document->remarks.count; k++)
			if (document->remarks.items[k].character)
				tell_of_glyph(work, work->policies.items[i], &document->remarks.items[k]);
		untold += append_faults(&said, work->policies.items[i], document);
	}
	if (untold)
		buffer_append_format(&said, "\n  and %zu more", untold);
	if (said.length)
		fault_of_program(&publication->stage.fault, &publication->stage.arena,
				 "a PDF could not be made as it should be. Apache FOP says:%.*s",
				 TEXT_ARGUMENTS(buffer_text(&said)));
	buffer_release(&said);
}

static void add_file(struct pdf_work *work, const char *path, struct text bytes, uint32_t pages)
{
	struct publication *publication = work->publication;
	struct pdf_published *published = ARENA_NEW(publication->arena, struct pdf_published);
	*published = (struct pdf_published){bytes.length, pages};
	stage_add(&publication->stage, path, bytes);
	map_set(&publication->pdfs, arena_copy(publication->arena, text_of(path)), published);
}

/* For a taker, which is given what each PDF is made from; how long the PDF would be isn't known. */
static void add_sources(struct pdf_work *work)
{
	for (size_t i = 0; i < work->places.count; i++) {
		const struct pdf_place *place = &work->places.items[i];
		const char *name = pdf_name(&work->arena, place->policy, place->is_large_print);
		struct text fo = work->documents.items[place->document].fo;
		add_file(work, usual_path(work, place), fo, 0);
		add_file(work, arena_format(&work->arena, "%s%s", place->folder, name).bytes, fo, 0);
	}
}

static void add_files(struct pdf_work *work)
{
	struct pdf_facts facts;
	for (size_t i = 0; i < work->places.count; i++) {
		const struct pdf_place *place = &work->places.items[i];
		const struct pdf_document *document = &work->documents.items[place->document];
		struct text bytes = buffer_text(&document->bytes);
		if (document->remarks.count)
			continue;
		const char *name = pdf_name(&work->arena, place->policy, place->is_large_print);
		pdf_file_read(&work->arena, bytes, &facts);
		add_file(work, usual_path(work, place), bytes, facts.pages);
		add_file(work, arena_format(&work->arena, "%s%s", place->folder, name).bytes, bytes, facts.pages);
	}
}

static void make_files(struct pdf_work *work, size_t threads, const struct pdf_progress *progress)
{
	struct stage *stage = &work->publication->stage;
	for (size_t i = 0; i < work->places.count; i++)
		take_kept(work, &work->places.items[i]);
	if (work->publication->findings->count || stage_has_failed(stage))
		return;
	render(work, threads, progress);
	tell_of_remarks(work);
	if (!stage_has_failed(stage))
		add_files(work);
}

void publish_pdfs(struct publication *publication, size_t threads, const struct pdf_progress *progress)
{
	struct pdf_work work = {.publication = publication};
	struct buffer renderer = BUFFER_EMPTY;
	pdf_renderer_version(&renderer, publication->suite->root);
	work.renderer = buffer_text(&renderer);
	gather(&work);
	if (publication->stage.taker.take)
		add_sources(&work);
	else
		make_files(&work, threads, progress);
	for (size_t i = 0; i < work.documents.count; i++) {
		buffer_release(&work.documents.items[i].bytes);
		ARRAY_RELEASE(&work.documents.items[i].remarks);
	}
	ARRAY_RELEASE(&work.places);
	ARRAY_RELEASE(&work.documents);
	ARRAY_RELEASE(&work.policies);
	map_release(&work.of_key);
	buffer_release(&renderer);
	arena_release(&work.arena);
}
