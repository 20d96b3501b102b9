#include "check/retired_terms.h"

#include <string.h>

#include "base/memory.h"
#include "check/rules.h"
#include "check/tables.h"
#include "check/word_scan.h"
#include "tree/site.h"

/* How many words before a term may say that it is one of former times. */
#define WORDS_BEFORE   4
#define KEY_BYTES_MOST 40

struct term {
	const struct word_row *row;
	struct text words[8]; /* the words of the term */
	size_t count;
	bool is_exact; /* written with a capital: then capitals count */
	struct text message, subject;
	struct term *next; /* another that begins with the same word; more words go first */
};

struct retired_terms {
	struct arena arena;
	struct map by_first_word;     /* in small letters -> struct term */
	uint64_t lengths_of_key[256]; /* by the first byte of a key: a bit for each length that there is */
};

static struct text row_text(const struct term *term, enum retired_term_column column)
{
	return term->row->cells[column].text;
}

/* " since 1 July 2022", or as it is written where that is no date; empty where nothing is. */
static struct text since_words(struct arena *arena, struct text since)
{
	struct buffer words = BUFFER_EMPTY;
	struct date date;

	if (since.length)
		buffer_append_string(&words, " since ");
	if (date_parse(since, &date))
		date_append_british(&words, date);
	else
		buffer_append(&words, since);
	struct text text = arena_copy(arena, buffer_text(&words));
	buffer_release(&words);
	return text;
}

static void complete_term(struct arena *arena, struct term *term)
{
	struct text since = row_text(term, RETIRED_SINCE), replaced_by = row_text(term, RETIRED_REPLACED_BY);
	struct text since_when = since_words(arena, since);

	term->message = arena_format(arena,
				     "has been out of use%.*s, so a reader looks for it in vain; %s%.*s%swrite what "
				     "applies today",
				     TEXT_ARGUMENTS(since_when), replaced_by.length ? "it was replaced by " : "",
				     TEXT_ARGUMENTS(replaced_by), replaced_by.length ? ": " : "");
	/* The long and the short name of the same, or two ways to write it, are one subject. */
	term->subject = since.length && replaced_by.length
				? arena_format(arena, "%.*s, %.*s", TEXT_ARGUMENTS(since), TEXT_ARGUMENTS(replaced_by))
				: row_text(term, RETIRED_TERM);
	for (size_t i = 0; i < term->row->cells[RETIRED_TERM].text.length; i++)
		term->is_exact |= is_ascii_upper(term->row->cells[RETIRED_TERM].text.bytes[i]);
}

static void add_key(struct retired_terms *terms, const struct term *term, struct text key)
{
	char small[KEY_BYTES_MOST];

	if (!key.length || key.length > sizeof small)
		return;
	for (size_t i = 0; i < key.length; i++)
		small[i] = ascii_lower(key.bytes[i]);
	struct term *added = ARENA_NEW(&terms->arena, struct term);
	*added = *term;
	struct term **place = (struct term **)(void *)map_place(
		&terms->by_first_word, arena_copy(&terms->arena, (struct text){small, key.length}), NULL);
	while (*place && (*place)->count >= added->count)
		place = &(*place)->next;
	added->next = *place;
	*place = added;
	terms->lengths_of_key[(unsigned char)small[0]] |= UINT64_C(1) << key.length;
}

/* "authority" and "authorities": what a plural puts in the place of the last letter, which is `y`. */
static bool takes_ies(struct text word)
{
	return word.length > 2 && text_ends(word, TEXT("y")) &&
	       !strchr("aeiou", ascii_lower(word.bytes[word.length - 2]));
}

static void add_term(struct retired_terms *terms, const struct word_row *row)
{
	struct term term = {.row = row};
	struct scanned_word word = {0};

	while (word_scan(row->cells[RETIRED_TERM].text, &word)) {
		if (term.count == sizeof term.words / sizeof *term.words)
			return;
		term.words[term.count++] = word.text;
	}
	if (!term.count)
		return;
	complete_term(&terms->arena, &term);
	struct text first = term.words[0];
	add_key(terms, &term, first);
	if (term.count > 1)
		return;
	add_key(terms, &term, arena_format(&terms->arena, "%.*ss", TEXT_ARGUMENTS(first)));
	if (takes_ies(first))
		add_key(terms, &term, arena_format(&terms->arena, "%.*sies", (int)first.length - 1, first.bytes));
}

struct retired_terms *retired_terms_new(const struct suite *suite)
{
	const struct word_table *table = suite->word_tables[WORD_TABLE_RETIRED_TERMS];

	if (!table || suite->site->severities.of[CHECK_RETIRED_TERM] == SEVERITY_OFF)
		return NULL;
	struct retired_terms *terms = memory_allocate(sizeof *terms);
	for (size_t i = 0; i < table->count; i++)
		add_term(terms, &table->rows[i]);
	return terms;
}

void retired_terms_free(struct retired_terms *terms)
{
	if (!terms)
		return;
	map_release(&terms->by_first_word);
	arena_release(&terms->arena);
	free(terms);
}

static struct text without_possessive(struct text word)
{
	if (text_ends(word, TEXT("'s")))
		return text_slice(word, 0, word.length - 2);
	return text_ends(word, TEXT("’s")) ? text_slice(word, 0, word.length - strlen("’s")) : word;
}

static const struct term *terms_of_word(const struct retired_terms *terms, struct text word)
{
	char small[KEY_BYTES_MOST];

	word = without_possessive(word);
	if (!word.length || word.length > sizeof small ||
	    !(terms->lengths_of_key[(unsigned char)ascii_lower(word.bytes[0])] >> word.length & 1))
		return NULL;
	for (size_t i = 0; i < word.length; i++)
		small[i] = ascii_lower(word.bytes[i]);
	return map_get(&terms->by_first_word, (struct text){small, word.length});
}

static bool is_equal(const struct term *term, struct text a, struct text b)
{
	return term->is_exact ? text_equal(a, b) : text_equal_ignoring_case(a, b);
}

static bool is_plural(const struct term *term, struct text written, struct text word)
{
	if (text_ends(written, TEXT("s")) && is_equal(term, text_slice(written, 0, written.length - 1), word))
		return true;
	return takes_ies(word) && text_ends(written, TEXT("ies")) &&
	       is_equal(term, text_slice(written, 0, written.length - 3), text_slice(word, 0, word.length - 1));
}

/* Does the term stand where `word` begins? Then `word` becomes its last one. */
static bool term_matches(const struct term *term, struct text text, struct scanned_word *word)
{
	struct scanned_word at = *word;

	for (size_t i = 0; i < term->count; i++) {
		bool is_last = i + 1 == term->count;
		if (i > 0 && (!word_scan(text, &at) || (at.gap != GAP_SPACE && at.gap != GAP_HYPHEN)))
			return false;
		struct text written = is_last ? without_possessive(at.text) : at.text;
		if (!is_equal(term, written, term->words[i]) && !(is_last && is_plural(term, written, term->words[i])))
			return false;
	}
	*word = at;
	return true;
}

bool retired_terms_hold(const struct retired_terms *terms, struct text word)
{
	const struct term *term = terms ? terms_of_word(terms, word) : NULL;

	while (term && (term->count > 1 || !is_equal(term, word, term->words[0])))
		term = term->next;
	return term != NULL;
}

/* A term that is said to be one of former times is rightly named. */
static bool is_past_word(struct text word)
{
	static const char *const past_words[] = {"former",       "formerly", "previous",  "previously", "predecessor",
						 "predecessors", "legacy",   "abolished", "defunct"};

	for (size_t i = 0; i < sizeof past_words / sizeof *past_words; i++)
		if (text_equal_ignoring_case(word, text_of(past_words[i])))
			return true;
	return false;
}

/* "Public Health England (now …)", "NHS Choices, now the NHS website". */
static bool is_told_of_today(struct text text, const struct scanned_word *last)
{
	struct scanned_word next = *last;

	if (!word_scan(text, &next) || !text_equal_ignoring_case(next.text, TEXT("now")))
		return false;
	struct text gap = text_slice(text, last->end, next.begin);
	return text_is(gap, " (") || text_is(gap, ", ");
}

static const struct term *find_term(const struct retired_terms *terms, struct text text, struct scanned_word *word)
{
	const struct term *term = terms_of_word(terms, word->text);

	while (term && !term_matches(term, text, word))
		term = term->next;
	return term;
}

/* "Clinical Commissioning Group (CCG)" is found once, as a whole: `word` becomes the short name, where there is one,
 * and the end of all is given. */
static size_t include_short_name(const struct retired_terms *terms, const struct term *term, struct text text,
				 struct scanned_word *word)
{
	struct scanned_word next = *word;
	size_t end = word->begin + without_possessive(word->text).length;

	if (!word_scan(text, &next) || !text_is(text_slice(text, word->end, next.begin), " ("))
		return end;
	const struct term *other = find_term(terms, text, &next);
	if (!other || !text_equal(other->subject, term->subject))
		return end;
	*word = next;
	return text_is(text_slice(text, next.end, next.end + 1), ")") ? next.end + 1 : next.end;
}

/* Looks for a term where `word` begins; where one stands, `word` becomes its last one. */
static void look_at_word(struct check_context *context, const struct flat_text *flat, bool is_past,
			 struct scanned_word *word)
{
	const struct retired_terms *terms = context->suite->check_tables->retired_terms;
	size_t begin = word->begin;
	const struct term *term = find_term(terms, flat->text, word);

	if (!term)
		return;
	size_t end = include_short_name(terms, term, flat->text, word);
	if (is_past || is_told_of_today(flat->text, word) || !flat_text_is_prose(flat, begin))
		return;
	struct place place = flat_text_place(flat, begin, end);
	struct text written = text_slice(flat->text, begin, end);
	findings_add_subject(context->findings, CHECK_RETIRED_TERM, subject_at(context, place, term->subject), place,
			     "\"%.*s\" %.*s", TEXT_ARGUMENTS(written), TEXT_ARGUMENTS(term->message));
}

/* Does "former" reach over what stands before the word? Over a comma and into a bracket, not into the next sentence. */
static bool reaches(struct text text, const struct scanned_word *word)
{
	struct text before = text_slice(text, 0, word->begin);

	return word->gap != GAP_OTHER || text_ends(before, TEXT(", ")) || text_ends(before, TEXT(" ("));
}

void rule_retired_terms(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	struct scanned_word word = {0};
	size_t past = 0; /* how many words "former" still speaks of */

	if (!context->suite->check_tables || !context->suite->check_tables->retired_terms)
		return;
	/* What others wrote has the names of its time. */
	if (leaf->kind == NODE_REFERENCE || node_section_kind(leaf) == SECTION_REFERENCES)
		return;
	while (word_scan(flat->text, &word)) {
		if (is_past_word(word.text))
			past = WORDS_BEFORE + 1;
		else if (!reaches(flat->text, &word))
			past = 0;
		look_at_word(context, flat, past > 0, &word);
		past -= past > 0;
	}
}
