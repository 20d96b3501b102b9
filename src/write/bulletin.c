/* The bulletin as text, HTML for e-mail, and JSON. */
#include "write/bulletin.h"

#include <stdlib.h>

#include "base/json_writer.h"
#include "base/memory.h"
#include "base/xml_writer.h"
#include "tree/field_values.h"
#include "write/write.h"

#define TEXT_COLUMNS 80

static void append_from(struct buffer *out, const struct bulletin_entry *entry)
{
	struct date from = entry->from.date;
	if (!date_is_set(from))
		return;
	if (entry->precision.choice == PRECISION_MONTH)
		from.day = 0;
	buffer_append_string(out, ", from ");
	date_append_british(out, from);
}

void bulletin_append_event(struct buffer *out, const struct bulletin_entry *entry)
{
	switch (entry->type.choice) {
	case BULLETIN_NEW:
		buffer_append_format(out, "new policy, version %.*s", TEXT_ARGUMENTS(entry->version.text));
		append_from(out, entry);
		break;
	case BULLETIN_CHANGED:
		buffer_append_format(out, "version %.*s in place of %.*s", TEXT_ARGUMENTS(entry->version.text),
				     TEXT_ARGUMENTS(entry->previous_version.text));
		append_from(out, entry);
		break;
	default:
		buffer_append_string(out, "withdrawn");
		if (date_is_set(entry->date.date)) {
			buffer_append_string(out, " on ");
			date_append_british(out, entry->date.date);
		}
		if (entry->replaced_by.text.length)
			buffer_append_format(out, ", replaced by %.*s", TEXT_ARGUMENTS(entry->replaced_by.text));
		break;
	}
}

/* The entries by specialty; those of one in the order that they have. */
static int compare_specialty(const void *first, const void *second)
{
	const struct bulletin_entry *a = *(const struct bulletin_entry *const *)first;
	const struct bulletin_entry *b = *(const struct bulletin_entry *const *)second;
	/* "Other" is what has none, and comes last. */
	if (!a->specialty.count != !b->specialty.count)
		return a->specialty.count ? -1 : 1;
	int order = text_compare(bulletin_specialty(a), bulletin_specialty(b));
	return order ? order : (a > b) - (a < b);
}

static const struct bulletin_entry **by_specialty(const struct bulletin *bulletin)
{
	const struct bulletin_entry **sorted = memory_allocate_array(bulletin->count + 1, sizeof *sorted);
	for (size_t i = 0; i < bulletin->count; i++)
		sorted[i] = &bulletin->entries[i];
	if (bulletin->count)
		qsort(sorted, bulletin->count, sizeof *sorted, compare_specialty);
	return sorted;
}

static void append_title(struct buffer *out, const struct bulletin_document *document)
{
	buffer_append_string(out, "What changed");
	if (document->since)
		buffer_append_format(out, " since %s", document->since);
	buffer_append_string(out, ", as at ");
	date_append_british(out, document->today);
}

/* Words in lines of at most TEXT_COLUMNS, the first after `first`, the others after as many spaces. */
static void append_wrapped(struct buffer *out, const char *first, struct text words)
{
	size_t indent = text_of(first).length, column = indent;
	struct text rest = words, word;
	buffer_append_string(out, first);
	bool is_first = true;
	while (text_split(&rest, ' ', &word)) {
		if (!is_first && column + 1 + word.length > TEXT_COLUMNS) {
			buffer_append_byte(out, '\n');
			for (column = 0; column < indent; column++)
				buffer_append_byte(out, ' ');
		} else if (!is_first) {
			buffer_append_byte(out, ' ');
			column++;
		}
		buffer_append(out, word);
		column += word.length;
		is_first = false;
	}
	buffer_append_byte(out, '\n');
}

static void append_entry_text(struct buffer *out, const struct bulletin_entry *entry)
{
	struct buffer line = BUFFER_EMPTY;
	buffer_append_format(&line, "%.*s %.*s: ", TEXT_ARGUMENTS(entry->ref.text), TEXT_ARGUMENTS(entry->title.text));
	bulletin_append_event(&line, entry);
	if (entry->kind.choice >= 0)
		buffer_append_format(&line, " [%s]", change_kind_names[entry->kind.choice]);
	buffer_append_byte(out, '\n');
	append_wrapped(out, "", buffer_text(&line));
	if (entry->action.text.length) {
		buffer_clear(&line);
		buffer_append_format(&line, "What to do differently: %.*s", TEXT_ARGUMENTS(entry->action.text));
		append_wrapped(out, "    ", buffer_text(&line));
	}
	for (size_t i = 0; i < entry->changes.count; i++)
		append_wrapped(out, "    - ", LIST_ITEM(entry->changes, struct text_value, i)->text);
	buffer_append_format(out, "    %.*s\n", TEXT_ARGUMENTS(entry->version_url.text));
	buffer_release(&line);
}

void write_bulletin_text(struct buffer *out, const struct bulletin_document *document)
{
	const struct bulletin_entry **sorted = by_specialty(document->bulletin);
	append_title(out, document);
	buffer_append_byte(out, '\n');
	for (size_t i = 0; i < document->bulletin->count; i++) {
		struct text specialty = bulletin_specialty(sorted[i]);
		if (!i || !text_equal(specialty, bulletin_specialty(sorted[i - 1]))) {
			buffer_append_format(out, "\n%.*s\n", TEXT_ARGUMENTS(specialty));
			for (size_t k = 0; k < specialty.length; k++)
				buffer_append_byte(out, '=');
			buffer_append_byte(out, '\n');
		}
		append_entry_text(out, sorted[i]);
	}
	if (!document->bulletin->count)
		buffer_append_string(out, "\nNothing has changed.\n");
	free(sorted);
}

/* HTML */

static void append_element(struct buffer *out, const char *before, struct text words, const char *after)
{
	buffer_append_string(out, before);
	xml_escape(out, words);
	buffer_append_string(out, after);
}

static void append_entry_html(struct buffer *out, const struct bulletin_document *document,
			      const struct bulletin_entry *entry)
{
	struct buffer event = BUFFER_EMPTY;
	bool has_address = document->site->base_url.text.length > 0;
	bulletin_append_event(&event, entry);
	buffer_append_string(out, "<h3>");
	if (has_address) {
		buffer_append_string(out, "<a href=\"");
		xml_escape_attribute(out, entry->version_url.text);
		buffer_append_string(out, "\">");
	}
	append_element(out, "", entry->title.text, has_address ? "</a>" : "");
	append_element(out, " (", entry->ref.text, ")</h3>\n");
	append_element(out, "<p>", buffer_text(&event), "");
	if (entry->kind.choice >= 0)
		buffer_append_format(out, ". Kind of change: %s", change_kind_names[entry->kind.choice]);
	buffer_append_string(out, "</p>\n");
	if (entry->action.text.length)
		append_element(out, "<p><strong>What to do differently:</strong> ", entry->action.text, "</p>\n");
	if (entry->changes.count)
		buffer_append_string(out, "<ul>\n");
	for (size_t i = 0; i < entry->changes.count; i++)
		append_element(out, "<li>", LIST_ITEM(entry->changes, struct text_value, i)->text, "</li>\n");
	if (entry->changes.count)
		buffer_append_string(out, "</ul>\n");
	buffer_release(&event);
}

void write_bulletin_html(struct buffer *out, const struct bulletin_document *document)
{
	const struct bulletin_entry **sorted = by_specialty(document->bulletin);
	struct buffer title = BUFFER_EMPTY;
	append_title(&title, document);
	buffer_append_string(out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
	append_element(out, "<title>", buffer_text(&title), "</title>\n</head>\n<body>\n");
	append_element(out, "<h1>", document->site->title.text, "</h1>\n");
	append_element(out, "<p>", buffer_text(&title), "</p>\n");
	for (size_t i = 0; i < document->bulletin->count; i++) {
		struct text specialty = bulletin_specialty(sorted[i]);
		if (!i || !text_equal(specialty, bulletin_specialty(sorted[i - 1])))
			append_element(out, "<h2>", specialty, "</h2>\n");
		append_entry_html(out, document, sorted[i]);
	}
	if (!document->bulletin->count)
		buffer_append_string(out, "<p>Nothing has changed.</p>\n");
	buffer_append_string(out, "</body>\n</html>\n");
	buffer_release(&title);
	free(sorted);
}

void write_bulletin_json(struct buffer *out, const struct bulletin_document *document)
{
	struct arena arena = ARENA_EMPTY;
	struct json_writer json;
	struct buffer today = BUFFER_EMPTY;
	date_append_iso(&today, document->today);
	json_write_begin(&json, out, true);
	json_write_object_begin(&json);
	if (document->root)
		json_write_member(&json, "$schema", arena_format(&arena, "%sschema/changes.json", document->root));
	json_write_member(&json, "schema_version", TEXT(CHANGES_SCHEMA_VERSION));
	json_write_member(&json, "generator", TEXT("policyc " POLICYC_VERSION));
	json_write_member(&json, "as_of", today.length ? buffer_text(&today) : (struct text){NULL, 0});
	json_write_member(&json, "since", text_of(document->since));
	json_write_name(&json, "changes");
	json_write_array_begin(&json);
	for (size_t i = 0; i < document->bulletin->count; i++)
		json_write_value(&json, field_values(&arena, &bulletin_entry_fields, &document->bulletin->entries[i]));
	json_write_array_end(&json);
	json_write_object_end(&json);
	json_write_end(&json);
	buffer_release(&today);
	arena_release(&arena);
}
