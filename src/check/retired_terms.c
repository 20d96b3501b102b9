#include "check/retired_terms.h"

#include <string.h>

#include "base/memory.h"
#include "base/scan.h"
#include "check/language.h"
#include "check/tables.h"
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
	struct map by_first_word; /* in small letters -> struct term */
	/* By the first byte of a word, small or capital: a bit for each length, and for the low bits of each second
	 * byte, that a key has. Nearly all words end here. */
	uint64_t lengths[256];
	uint32_t second_bytes[256];
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
	return buffer_keep(&words, arena);
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
	unsigned char firsts[] = {(unsigned char)small[0], (unsigned char)ascii_upper(small[0])};
	for (size_t i = 0; i < sizeof firsts; i++) {
		terms->lengths[firsts[i]] |= UINT64_C(1) << key.length;
		terms->second_bytes[firsts[i]] |= UINT32_C(1) << (key.length > 1 ? small[1] & 31 : 0);
	}
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
		if (term.count == ARRAY_COUNT(term.words))
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

/* The word as it stands in the text, without "'s". */
static struct text plain_word(const struct scanned_word *word)
{
	if (!word->has_apostrophe)
		return word->text;
	if (text_ends(word->text, TEXT("'s")))
		return text_slice(word->text, 0, word->text.length - 2);
	if (text_ends(word->text, TEXT("’s")))
		return text_slice(word->text, 0, word->text.length - strlen("’s"));
	return word->text;
}

/* May a term begin with this word, as far as its first two bytes and its length say? */
static bool may_be_key(const struct retired_terms *terms, struct text word)
{
	unsigned char first = word.length ? (unsigned char)word.bytes[0] : 0;
	char second = word.length > 1 ? word.bytes[1] : '\0';

	return word.length && word.length <= KEY_BYTES_MOST && terms->lengths[first] >> word.length & 1 &&
	       terms->second_bytes[first] >> (second & 31) & 1;
}

/* The terms of which a word may be the first. */
static const struct term *terms_of_word(const struct retired_terms *terms, struct text word)
{
	char small[KEY_BYTES_MOST];

	if (!may_be_key(terms, word))
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

/* Do the words from `first` on say the term? */
static bool term_matches(const struct term *term, const struct scanned_words *words, size_t first)
{
	if (words->count - first < term->count)
		return false;
	for (size_t i = 0; i < term->count; i++) {
		const struct scanned_word *word = &words->items[first + i];
		bool is_last = i + 1 == term->count;
		if (i > 0 && word->gap != GAP_SPACE && word->gap != GAP_HYPHEN)
			return false;
		struct text written = is_last ? plain_word(word) : word->text;
		if (!is_equal(term, written, term->words[i]) && !(is_last && is_plural(term, written, term->words[i])))
			return false;
	}
	return true;
}

/* The term that the words from `first` on say, or NULL. */
static const struct term *find_term(const struct retired_terms *terms, const struct scanned_words *words, size_t first)
{
	const struct term *term = terms_of_word(terms, plain_word(&words->items[first]));

	while (term && !term_matches(term, words, first))
		term = term->next;
	return term;
}

bool retired_terms_hold(const struct retired_terms *terms, struct text word)
{
	const struct term *term = terms ? terms_of_word(terms, word) : NULL;

	while (term && (term->count > 1 || !is_equal(term, word, term->words[0])))
		term = term->next;
	return term != NULL;
}

static bool is_past_word(struct text word)
{
	static const char *const past_words[] = {"former",       "formerly", "previous",  "previously", "predecessor",
						 "predecessors", "legacy",   "abolished", "defunct"};

	for (size_t i = 0; i < ARRAY_COUNT(past_words); i++)
		if (text_equal_ignoring_case(word, text_of(past_words[i])))
			return true;
	return false;
}

/* What stands between the words at `next` and the one before it. */
static struct text gap_before(struct text text, const struct scanned_words *words, size_t next)
{
	return text_slice(text, words->items[next - 1].end, words->items[next].begin);
}

/* A term that is said to be one of former times is rightly named: "the former Cheshire CCGs", "formerly (NHS Choices".
 * Over a comma and into a bracket, not into the next sentence. */
static bool is_of_past(struct text text, const struct scanned_words *words, size_t first)
{
	for (size_t i = first, seen = 0; i > 0 && seen < WORDS_BEFORE; i--, seen++) {
		struct text gap = gap_before(text, words, i);
		if (words->items[i].gap == GAP_OTHER && !text_is(gap, ", ") && !text_is(gap, " ("))
			return false;
		if (is_past_word(words->items[i - 1].text))
			return true;
	}
	return false;
}

/* "Public Health England (now …)", "NHS Choices, now the NHS website": `next` is the word after the term. */
static bool is_told_of_today(struct text text, const struct scanned_words *words, size_t next)
{
	if (next >= words->count || !text_equal_ignoring_case(words->items[next].text, TEXT("now")))
		return false;
	struct text gap = gap_before(text, words, next);
	return text_is(gap, " (") || text_is(gap, ", ");
}

/* "Clinical Commissioning Group (CCG)" is found once, as a whole: `*next`, the word after the term, goes past the short
 * name where there is one. Gives the end of all. */
static size_t include_short_name(const struct retired_terms *terms, const struct term *term, struct text text,
				 const struct scanned_words *words, size_t *next)
{
	const struct scanned_word *last = &words->items[*next - 1];
	size_t end = last->begin + plain_word(last).length;

	if (*next >= words->count || !text_is(gap_before(text, words, *next), " ("))
		return end;
	const struct term *other = find_term(terms, words, *next);
	if (!other || !text_equal(other->subject, term->subject))
		return end;
	*next += other->count;
	end = words->items[*next - 1].end;
	return end < text.length && text.bytes[end] == ')' ? end + 1 : end;
}

void check_retired_terms(struct check_context *context, const struct node *leaf, const struct flat_text *flat,
			 const struct scanned_words *words)
{
	const struct check_tables *tables = context->suite->check_tables;
	const struct retired_terms *terms = tables ? tables->retired_terms : NULL;

	for (size_t i = 0, next; terms && i < words->count; i = next) {
		const struct term *term = find_term(terms, words, i);
		next = i + (term ? term->count : 1);
		if (!term)
			continue;
		/* What others wrote has the names of its time. */
		if (leaf->kind == NODE_REFERENCE || node_section_kind(leaf) == SECTION_REFERENCES)
			return;
		size_t begin = words->items[i].begin, end = include_short_name(terms, term, flat->text, words, &next);
		if (is_of_past(flat->text, words, i) || is_told_of_today(flat->text, words, next) ||
		    !flat_text_is_prose(flat, begin))
			continue;
		struct place place = flat_text_place(flat, begin, end);
		struct text written = text_slice(flat->text, begin, end);
		findings_add_subject(context->findings, CHECK_RETIRED_TERM, subject_at(context, place, term->subject),
				     place, "\"%.*s\" %.*s", TEXT_ARGUMENTS(written), TEXT_ARGUMENTS(term->message));
	}
}
