/* policies/<slug>/ and policies/<slug>/versions/<version>/: the page and its data. */
#include <string.h>

#include "base/unicode.h"
#include "site/fo_document.h"
#include "site/page_values.h"
#include "site/pdfs.h"
#include "tree/flat_text.h"
#include "tree/version.h"
#include "write/document.h"
#include "write/forms.h"

/* A folder of the site that shows one version of a policy. */
struct folder {
	struct publication *publication;
	const struct record *record;
	const struct policy *policy;
	const char *path; /* with a slash at its end */
	struct edition edition;
	struct arena arena;
	struct buffer bytes; /* of one file at a time */
};

/* "41 KB": in thousands, as people who download know them. */
static struct text size_words(struct arena *arena, size_t size)
{
	if (size < 1000)
		return arena_format(arena, "%zu bytes", size);
	if (size < 999500)
		return arena_format(arena, "%zu KB", (size + 500) / 1000);
	return arena_format(arena, "%.1f MB", (double)size / 1e6);
}

static void add_file(struct folder *folder, const char *name)
{
	const char *path = arena_format(&folder->arena, "%s%s", folder->path, name).bytes;
	stage_add(&folder->publication->stage, path, buffer_text(&folder->bytes));
}

/* What the page says of a PDF; null where there is none. */
static struct value *pdf_value(struct folder *folder, bool is_large_print)
{
	struct arena *arena = &folder->arena;
	const char *name = pdf_name(arena, folder->policy, is_large_print);
	const struct pdf_published *pdf = pdf_at(folder->publication, arena_format(arena, "%s%s", folder->path, name));
	if (!pdf)
		return value_null(arena);
	struct value *file = value_map(arena);
	value_set_string(arena, file, "href", name);
	value_set_text(arena, file, "size_words", size_words(arena, pdf->size));
	value_set_text(arena, file, "pages_words", count_words(arena, pdf->pages, "page", "pages"));
	return file;
}

/* Writes each published form, and gives what the page says of them; it names their sizes, so it comes last. */
static struct value *publish_formats(struct folder *folder)
{
	struct arena *arena = &folder->arena;
	struct value *files = value_map(arena);
	value_set(arena, files, "pdf", pdf_value(folder, false));
	value_set(arena, files, "pdf_large_print", pdf_value(folder, true));
	for (size_t i = 0; i < FORM_COUNT; i++) {
		const struct policy_form_row *form = &forms[i];
		if (!form->file)
			continue;
		buffer_clear(&folder->bytes);
		if (form->write)
			form->write(&folder->bytes, folder->policy, &folder->edition);
		else if (!fo_document(folder->publication, folder->policy, &folder->edition, false, &folder->bytes))
			continue; /* no page will be published */
		add_file(folder, form->file);
		struct value *file = value_map(arena);
		value_set_string(arena, file, "href", form->file);
		value_set_text(arena, file, "size_words", size_words(arena, folder->bytes.length));
		value_set(arena, files, form->word, file);
	}
	return files;
}

/* The way from this folder to that of a version, or of the version in force. */
static struct text version_href(struct folder *folder, const struct policy *version)
{
	if (folder->edition.is_version_page && version == folder->policy)
		return TEXT("./");
	struct text slug = version_slug(&folder->arena, version->version.text);
	return arena_format(&folder->arena, "%s%.*s/", folder->edition.is_version_page ? "../" : "versions/",
			    TEXT_ARGUMENTS(slug));
}

static struct value *version_link(struct folder *folder, const struct policy *version, struct text href)
{
	struct arena *arena = &folder->arena;
	struct value *map = value_map(arena);
	value_set_text(arena, map, "version", version->version.text);
	value_set(arena, map, "from_words", effective_from_words(arena, version));
	value_set_text(arena, map, "href", href);
	return map;
}

/* Newest first. */
static struct value *versions_values(struct folder *folder)
{
	struct arena *arena = &folder->arena;
	struct value *list = value_list(arena);
	for (size_t i = folder->record->count; i-- > 0;) {
		const struct policy *version = folder->record->versions[i];
		if (!is_published(folder->publication, version))
			continue;
		struct value *map = version_link(folder, version, version_href(folder, version));
		value_set(arena, map, "to_words", effective_to_words(arena, version));
		value_set_boolean(arena, map, "is_this", version == folder->policy);
		value_set_string(arena, map, "status_words", standing_words(version));
		value_list_add(arena, list, map);
	}
	return list;
}

/* The version in force, on the page of another; null where there is none. */
static struct value *current_value(struct folder *folder)
{
	const struct policy *published = folder->record->published;
	if (!published || published == folder->policy || published->standing != STANDING_IN_FORCE)
		return value_null(&folder->arena);
	return version_link(folder, published, folder->edition.is_version_page ? TEXT("../../") : TEXT("./"));
}

/* On the page of a version before it, the version by which the policy was withdrawn, and what is said of that; null: it
 * wasn't. */
static struct value *withdrawn_since_value(struct folder *folder)
{
	struct arena *arena = &folder->arena;
	const struct policy *published = folder->record->published;
	if (!published || published == folder->policy || published->standing != STANDING_WITHDRAWN)
		return value_null(arena);
	struct value *map =
		version_link(folder, published, folder->edition.is_version_page ? TEXT("../../") : TEXT("./"));
	value_set(arena, map, "replaced_by", value_text_or_null(arena, published->withdrawn.replaced_by.text));
	add_withdrawal(arena, folder->publication->suite, published, folder->edition.root, map);
	return map;
}

/* On the page of a version whose policy was removed, that it was; null: it wasn't. */
static struct value *removed_since_value(struct folder *folder)
{
	struct arena *arena = &folder->arena;
	const struct policy *stub = folder->record->stub;
	if (!stub || !removal_has_come(stub, folder->publication->suite->today))
		return value_null(arena);
	struct value *map = value_map(arena);
	value_set(arena, map, "date_words", date_words(arena, stub->removed.date.date));
	value_set(arena, map, "reason", value_text_or_null(arena, stub->removed.reason.text));
	value_set_string(arena, map, "href", folder->edition.is_version_page ? "../../" : "./");
	return map;
}

/* Where no version applies any more and the policy was neither withdrawn nor removed, the page that says so; null:
 * that isn't so. */
static struct value *no_version_value(struct folder *folder)
{
	const struct record *record = folder->record;
	bool is_so = !record->published && !record->stub && folder->policy->standing == STANDING_SUPERSEDED;
	return is_so ? value_string(&folder->arena, TEXT("../../")) : value_null(&folder->arena);
}

/* The next version that will apply, where people may know of it. */
static struct value *upcoming_value(struct folder *folder)
{
	for (const struct policy *next = folder->policy->next_version; next; next = next->next_version)
		if (next->standing == STANDING_UPCOMING && is_published(folder->publication, next))
			return version_link(folder, next, version_href(folder, next));
	return value_null(&folder->arena);
}

static struct value *contents_values(struct folder *folder)
{
	struct arena *arena = &folder->arena;
	struct value *list = value_list(arena);
	struct contents_lines outline = document_outline(arena, folder->policy);
	for (size_t i = 0; i < outline.count; i++) {
		const struct contents_line *line = &outline.lines[i];
		struct value *map = value_map(arena);
		value_set_text(arena, map, "id", line->id);
		value_set(arena, map, "number",
			  value_text_or_null(arena, line->section ? line->section->number : TEXT("")));
		value_set_text(arena, map, "heading", line->heading);
		value_list_add(arena, list, map);
	}
	return list;
}

/* Where a reader finds who is eligible: the policy statement, and what may hold against it or above it. */
static struct value *deciding_value(struct folder *folder, enum section_kind kind)
{
	struct arena *arena = &folder->arena;
	const struct node *section = document_section_of(folder->policy, kind);
	struct buffer words = BUFFER_EMPTY;
	if (!section)
		return value_null(arena);
	struct value *map = value_map(arena);
	document_append_section_number(&words, folder->policy, section);
	if (words.length)
		buffer_append_byte(&words, ' ');
	buffer_append(&words, node_words(arena, node_heading(section)));
	value_set_text(arena, map, "id", section->id);
	value_set_text(arena, map, "heading", buffer_keep(&words, arena));
	return map;
}

static void add_deciding(struct folder *folder, struct value *values)
{
	struct arena *arena = &folder->arena;
	struct value *map = value_map(arena), *exclusions = deciding_value(folder, SECTION_EXCLUSIONS);
	struct value *core = deciding_value(folder, SECTION_CORE_CRITERIA);
	value_set(arena, map, "statement", deciding_value(folder, SECTION_POLICY_STATEMENT));
	value_set(arena, map, "exclusions", exclusions);
	value_set(arena, map, "core", core);
	value_set_boolean(arena, map, "has_both", exclusions->kind == VALUE_MAP && core->kind == VALUE_MAP);
	value_set_boolean(arena, map, "has_any", exclusions->kind == VALUE_MAP || core->kind == VALUE_MAP);
	value_set(arena, values, "deciding", map);
}

/* For a list of search results: what it means for a patient, and which document this is. */
static struct text description_of(struct folder *folder)
{
	const struct policy *policy = folder->policy;
	struct text meaning = policy->category_details.meaning.text;
	if (policy->summary.text.length)
		return policy->summary.text;
	return arena_format(&folder->arena, "%.*s%s%.*s, version %.*s: %.*s", TEXT_ARGUMENTS(meaning),
			    meaning.length ? ". " : "", TEXT_ARGUMENTS(policy->ref.text),
			    TEXT_ARGUMENTS(policy->version.text), TEXT_ARGUMENTS(policy->title.text));
}

static struct page page_of(struct folder *folder)
{
	const struct policy *policy = folder->policy;
	struct arena *arena = &folder->arena;
	bool is_version = folder->edition.is_version_page;
	struct value *breadcrumbs = value_list(arena);
	breadcrumb_add(arena, breadcrumbs, TEXT("All policies"), folder->edition.root);
	if (is_version)
		breadcrumb_add(arena, breadcrumbs,
			       folder->record->published ? folder->record->published->title.text : policy->title.text,
			       "../../");
	struct page page = {.path = arena_format(arena, "%sindex.html", folder->path).bytes,
			    .root = folder->edition.root,
			    .breadcrumbs = breadcrumbs,
			    .is_noindex =
				    policy->standing == STANDING_DRAFT || policy->standing == STANDING_SUPERSEDED};
	page.title = is_version ? arena_format(arena, "%.*s (%.*s version %.*s)", TEXT_ARGUMENTS(policy->title.text),
					       TEXT_ARGUMENTS(policy->ref.text), TEXT_ARGUMENTS(policy->version.text))
				: arena_format(arena, "%.*s (%.*s)", TEXT_ARGUMENTS(policy->title.text),
					       TEXT_ARGUMENTS(policy->ref.text));
	page.description = description_of(folder);
	/* The version in force has two addresses; the one that people should find is the policy's own. */
	if (folder->publication->suite->site->base_url.text.length && policy == folder->record->published)
		page.url = policy->url.text;
	page.changed = policy->date_published.date;
	return page;
}

/* CSS Syntax 3, section 4.3.7: a string, in which all but letters and digits is escaped by its number. */
static void append_css_string(struct buffer *out, struct text text)
{
	size_t at = 0;
	buffer_append_byte(out, '"');
	while (at < text.length) {
		uint32_t c = utf8_decode(text, &at);
		if (c < 0x80 && (is_ascii_letter((char)c) || is_ascii_digit((char)c) || c == ' '))
			buffer_append_byte(out, (char)c);
		else
			buffer_append_format(out, "\\%x ", (unsigned)c);
	}
	buffer_append_byte(out, '"');
}

#define PRINT_STYLE     "print.css"
/* More would not fit on a line at the foot of a sheet. */
#define FOOT_BYTES_MOST 60

/* At the foot of each printed sheet: what it is a copy of. The words are the policy's own, and pages hold no style, so
 * they stand in a style sheet of their own. */
static void add_print_style(struct folder *folder)
{
	const struct policy *policy = folder->policy;
	struct buffer foot = BUFFER_EMPTY;
	buffer_append_format(&foot, "%.*s · version %.*s",
			     TEXT_ARGUMENTS(text_slice(policy->ref.text, 0, FOOT_BYTES_MOST)),
			     TEXT_ARGUMENTS(text_slice(policy->version.text, 0, FOOT_BYTES_MOST)));
	if (policy->standing != STANDING_IN_FORCE)
		buffer_append_format(&foot, " (%s)", standing_words(policy));
	buffer_append_format(&foot, " · fingerprint %.*s", TEXT_ARGUMENTS(fingerprint_short(policy)));
	buffer_clear(&folder->bytes);
	buffer_append_string(&folder->bytes, "@page{@bottom-left{content:");
	append_css_string(&folder->bytes, buffer_text(&foot));
	buffer_append_string(&folder->bytes, ";font:9pt arial,\"Liberation Sans\",helvetica,sans-serif}}\n");
	add_file(folder, PRINT_STYLE);
	buffer_release(&foot);
}

static void add_page(struct folder *folder, struct value *files)
{
	struct arena *arena = &folder->arena;
	struct page page = page_of(folder);
	page.print_style = PRINT_STYLE;
	add_print_style(folder);
	struct value *values = page_values(arena, folder->publication, &page);
	struct buffer body = BUFFER_EMPTY;
	policy_values(arena, folder->publication, folder->policy, page.root, values);
	write_html(&body, folder->policy, &folder->edition);
	value_set_text(arena, values, "body", buffer_text(&body));
	value_set(arena, values, "contents", contents_values(folder));
	add_deciding(folder, values);
	related_values(&folder->publication->related, arena, folder->publication->suite, folder->policy, page.root,
		       values);
	value_set(arena, values, "current", current_value(folder));
	value_set(arena, values, "withdrawn_since", withdrawn_since_value(folder));
	value_set(arena, values, "removed_since", removed_since_value(folder));
	value_set(arena, values, "no_version_href", no_version_value(folder));
	value_set(arena, values, "upcoming", upcoming_value(folder));
	value_set(arena, values, "versions", versions_values(folder));
	value_set_text(arena, values, "version_href", version_href(folder, folder->policy));
	value_set_string(arena, values, "versions_href", folder->edition.is_version_page ? "../" : "versions/");
	value_set(arena, values, "files", files);
	publish_page(folder->publication, arena, "policy", values, &page);
	buffer_release(&body);
}

void publish_policy(struct publication *publication, const struct record *record, const struct policy *policy,
		    bool is_version_page)
{
	struct folder folder = {.publication = publication, .record = record, .policy = policy};
	struct policy_folder place = policy_folder(&folder.arena, publication, policy, is_version_page);
	folder.path = place.path;
	folder.edition = place.edition;
	add_page(&folder, publish_formats(&folder));
	buffer_release(&folder.bytes);
	arena_release(&folder.arena);
}
