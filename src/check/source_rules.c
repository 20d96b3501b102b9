/* Addresses that are retired, and sources that are named and not cited: what the patterns of sources.tsv find. */
#include "base/memory.h"
#include "base/scan.h"
#include "check/rules.h"
#include "check/sources.h"
#include "check/tables.h"

/* " since July 2022", or as it is written where that is no date. */
static struct text since_words(struct arena *arena, struct text since)
{
	struct buffer words = BUFFER_EMPTY;
	struct date date;

	if (!since.length)
		return TEXT("");
	buffer_append_string(&words, " since ");
	if (date_parse(since, &date))
		date_append_british(&words, date);
	else
		buffer_append(&words, since);
	return buffer_keep(&words, arena);
}

/* retired-host. */
static void rule_retired_address(struct check_context *context, const struct node *link)
{
	struct text address = text_trim(link->link.target);
	const struct word_row *row;

	if ((link->link.kind != LINK_URL && link->link.kind != LINK_NICE) ||
	    (!text_begins_ignoring_case(address, TEXT("http")) && !text_begins_ignoring_case(address, TEXT("www."))))
		return;
	row = sources_find_address(context->suite->check_tables->sources, address);
	if (!row)
		return;
	struct text pattern = row->cells[SOURCE_PATTERN].text,
		    since = since_words(context->arena, row->cells[SOURCE_SINCE].text);
	struct text replaced = row->cells[SOURCE_REPLACED_BY].text;
	findings_add_subject(context->findings, CHECK_RETIRED_HOST, subject_at(context, link->place, pattern),
			     link->link.target_place,
			     "addresses of the form %.*s are retired%.*s%s%.*s%s, so a reader finds nothing there, or "
			     "something else; look the page up again, and give its address of today",
			     TEXT_ARGUMENTS(pattern), TEXT_ARGUMENTS(since), replaced.length ? " (see " : "",
			     TEXT_ARGUMENTS(replaced), replaced.length ? ")" : "");
}

/* Is a link or a citation put to the name, in the rest of its sentence or straight after it? */
static bool is_followed_by_source(const struct node *leaf, const struct flat_text *flat, const struct source_name *name)
{
	struct place rest =
		flat_text_place(flat, name->begin, sentence_end(flat->text, name->end, SIZE_MAX, SENTENCE_LINE));
	struct walk walk = walk_begin(leaf);

	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		bool is_source =
			node->kind == NODE_CITATION ||
			(node->kind == NODE_LINK && (node->link.kind == LINK_URL || node->link.kind == LINK_NICE ||
						     node->link.kind == LINK_POLICY));
		if (walk.is_entering && is_source && node->place.source == rest.source &&
		    node->place.end > rest.begin && node->place.begin <= rest.end + 1)
			return true;
	}
	return false;
}

/* The names in the definitions of a policy's references, in small letters, in order, and the rows that found them. */
struct reference_names {
	struct text *words;
	const struct word_row **rows;
	size_t count;
};

static int by_words(const void *a, const void *b)
{
	return text_compare(*(const struct text *)a, *(const struct text *)b);
}

static int compare_rows(const void *a, const void *b)
{
	const struct word_row *first = *(const struct word_row *const *)a;
	const struct word_row *second = *(const struct word_row *const *)b;

	return (first > second) - (first < second);
}

/* Made when the first name is met: most policies have none. */
static const struct reference_names *names_of_references(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct sources *sources = context->suite->check_tables->sources;
	struct reference_names *names;
	struct source_name name;
	ARRAY_OF(struct text) words = {0};
	ARRAY_OF(const struct word_row *) rows = {0};

	if (context->reference_names)
		return context->reference_names;
	for (size_t i = 0; i < policy->reference_count; i++) {
		struct text text = policy->references[i].text;
		for (size_t at = 0; sources_find_name(sources, text, at, &name); at = name.end) {
			*ARRAY_ADD(&words) = arena_lower(context->arena, text_slice(text, name.begin, name.end));
			*ARRAY_ADD(&rows) = name.row;
		}
	}
	names = ARENA_NEW(context->arena, struct reference_names);
	names->count = words.count;
	names->words = arena_copy_array(context->arena, words.items, words.count, sizeof *words.items);
	names->rows = arena_copy_array(context->arena, rows.items, rows.count, sizeof *rows.items);
	if (names->count) {
		qsort(names->words, names->count, sizeof *names->words, by_words);
		qsort(names->rows, names->count, sizeof *names->rows, compare_rows);
	}
	ARRAY_RELEASE(&words);
	ARRAY_RELEASE(&rows);
	context->reference_names = names;
	return names;
}

/* Does a definition name it? A pattern of one source is found there in other words too; one of any source only in the
 * same. */
static bool is_in_references(struct check_context *context, struct text words, const struct source_name *name)
{
	const struct reference_names *names = names_of_references(context);
	struct text lower = arena_lower(context->arena, words);

	if (!names->count)
		return false;
	return bsearch(&lower, names->words, names->count, sizeof lower, by_words) ||
	       (!name->is_general && bsearch(&name->row, names->rows, names->count, sizeof name->row, compare_rows));
}

/* A block of words that names more is a list of sources itself. */
#define NAMES_MOST 100

/* uncited-source. */
static void rule_uncited_source(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	const struct sources *sources = context->suite->check_tables->sources;
	struct source_name name;
	size_t count = 0;

	if (leaf->kind == NODE_HEADING || leaf->kind == NODE_REFERENCE)
		return;
	for (size_t at = 0; count < NAMES_MOST && sources_find_name(sources, flat->text, at, &name); at = name.end) {
		struct text words = text_slice(flat->text, name.begin, name.end);
		count++;
		if (is_followed_by_source(leaf, flat, &name) || is_in_references(context, words, &name))
			continue;
		findings_add_subject(
			context->findings, CHECK_UNCITED_SOURCE, subject_at(context, leaf->place, words),
			flat_text_place(flat, name.begin, name.end),
			"\"%.*s\" is named and no reference to it is given, so a reader can't find what it "
			"says; cite it, with [^1] and its definition in the references, or link to it",
			TEXT_ARGUMENTS(words));
	}
}

const struct rule source_rules[] = {
	NODE_RULE(REFERENCES, LINK, rule_retired_address),
	LEAF_RULE(REFERENCES, rule_uncited_source),
	RULES_END,
};
