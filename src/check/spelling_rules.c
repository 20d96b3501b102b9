/* spelling: words that neither the dictionaries nor site/words.txt have. */
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/scan.h"
#include "base/unicode.h"
#include "check/language.h"
#include "check/spelling.h"
#include "check/tables.h"

/* How many different words of a run get a suggestion: each takes about a tenth of a second. */
#define SUGGESTED_MOST      10
/* Longer runs of words with hyphens are not looked up as one word. */
#define COMPOUND_BYTES_MOST 64

static struct spelling *spelling_of(const struct suite *suite)
{
	return suite->check_tables ? suite->check_tables->spelling : NULL;
}

/* Is it written as words of the language are? Codes, short forms (GPs, eGFR, pH) and names with a capital inside are
 * not. */
static bool is_ordinary(const struct scanned_word *word)
{
	return word->small + word->capitals > 1 && word->small > 0 && !word->has_digit && !word->has_foreign &&
	       (word->capitals == 0 || (word->capitals == 1 && word->begins_capital));
}

static bool is_in_compound(struct text text, size_t at)
{
	return text.bytes[at] == '-' || unicode_is_letter(utf8_decode(text, &at));
}

/* The words that hyphens join to this one. */
static struct text compound_of(struct text text, const struct scanned_word *word)
{
	size_t begin = word->begin, end = word->end;

	while (begin > 0 && word->end - begin <= COMPOUND_BYTES_MOST) {
		size_t before = begin - 1;
		while (before > 0 && ((unsigned char)text.bytes[before] & 0xC0) == 0x80)
			before--;
		if (!is_in_compound(text, before))
			break;
		begin = before;
	}
	while (end < text.length && end - word->begin <= COMPOUND_BYTES_MOST && is_in_compound(text, end))
		utf8_decode(text, &end);
	return text_slice(text, begin, end);
}

/* Words with hyphens of which a part is unknown: they are right where they are known as a whole, with the hyphens or
 * without ("cranio-facial", craniofacial). */
static bool knows_compound(struct spelling *spelling, struct text text, const struct scanned_word *word)
{
	struct text whole = compound_of(text, word);
	char closed[COMPOUND_BYTES_MOST];
	size_t length = 0;

	if (whole.length > sizeof closed || text_find_byte(whole, '-', 0) == TEXT_NOT_FOUND)
		return false;
	for (size_t i = 0; i < whole.length; i++)
		if (whole.bytes[i] != '-')
			closed[length++] = whole.bytes[i];
	return spelling_knows(spelling, whole) || spelling_knows(spelling, (struct text){closed, length});
}

static struct text spelling_message(struct arena *arena, struct text word, struct text suggestion)
{
	return arena_format(arena,
			    "\"%.*s\" is in no dictionary, and a word that is spelt wrongly is not found by a search; "
			    "correct it%s%.*s%s, or, where it is right, add it to site/words.txt",
			    TEXT_ARGUMENTS(word), suggestion.length ? " (perhaps " : "", TEXT_ARGUMENTS(suggestion),
			    suggestion.length ? ")" : "");
}

/* The length of a word without "'s". */
static size_t stem_length(const struct scanned_word *word)
{
	if (word->has_apostrophe && text_ends(word->text, TEXT("'s")))
		return word->text.length - strlen("'s");
	if (word->has_apostrophe && text_ends(word->text, TEXT("’s")))
		return word->text.length - strlen("’s");
	return word->text.length;
}

/* Is a word that is written as words are in no dictionary, with "'s" or without? */
static bool is_unknown(struct spelling *spelling, const struct scanned_word *word)
{
	if (!is_ordinary(word) || spelling_knows(spelling, word->text))
		return false;
	return !word->has_apostrophe || !spelling_knows(spelling, text_slice(word->text, 0, stem_length(word)));
}

/* One finding for a word, whatever its capitals. */
static void report_word(struct check_context *context, struct text word, struct place place)
{
	struct buffer folded = BUFFER_EMPTY;
	struct text message = spelling_message(context->arena, word, TEXT(""));

	unicode_fold_case(&folded, word);
	findings_add_subject(context->findings, CHECK_SPELLING, subject_at(context, place, buffer_text(&folded)), place,
			     "%.*s", TEXT_ARGUMENTS(message));
	buffer_release(&folded);
}

/* Names of authors and titles of what others wrote stand in references: only words in small letters are looked at. */
static bool is_in_reference(const struct node *leaf)
{
	return leaf->kind == NODE_REFERENCE || node_section_kind(leaf) == SECTION_REFERENCES;
}

static bool is_title(struct text word)
{
	static const char *const titles[] = {"Dr", "Mr", "Mrs", "Ms", "Miss", "Prof", "Professor", "Sir", "Dame"};

	for (size_t i = 0; i < ARRAY_COUNT(titles); i++)
		if (text_is(word, titles[i]))
			return true;
	return false;
}

/* Is the word the name of a person: "Prof. Kowalczyk", "Dr Anna Kowalczyk"? */
static bool is_titled(const struct scanned_words *words, size_t i)
{
	for (size_t before = 1; before <= 2 && before <= i; before++) {
		const struct scanned_word *word = &words->items[i - before];
		if (is_title(word->text))
			return true;
		if (!word->begins_capital)
			return false;
	}
	return false;
}

static bool is_before_et_al(struct text text, const struct scanned_word *word)
{
	struct text after = text_slice(text, word->end, text.length);

	return text_begins(after, TEXT(" et al")) || text_begins(after, TEXT(", et al"));
}

void check_spelling(struct check_context *context, const struct node *leaf, const struct flat_text *flat,
		    const struct scanned_words *words)
{
	struct spelling *spelling = spelling_of(context->suite);
	struct word_chunk chunk = {0};

	for (size_t i = 0; spelling && i < words->count; i++) {
		const struct scanned_word *word = &words->items[i];
		if (!is_unknown(spelling, word))
			continue;
		if (word->begins_capital &&
		    (is_titled(words, i) || is_before_et_al(flat->text, word) || is_in_reference(leaf)))
			continue;
		word_chunk_find(&chunk, flat->text, word->begin);
		if (chunk.is_identifier || !flat_text_is_prose(flat, word->begin) ||
		    knows_compound(spelling, flat->text, word))
			continue;
		size_t length = stem_length(word);
		report_word(context, text_slice(word->text, 0, length),
			    flat_text_place(flat, word->begin, word->begin + length));
	}
}

static void check_value(void *data, const struct field *field, const struct text_value *value)
{
	struct check_context *context = data;
	struct spelling *spelling = spelling_of(context->suite);
	struct scanned_word word = {0};
	struct word_chunk chunk = {0};

	while ((field->flags & FIELD_PROSE) && word_scan(value->text, &word)) {
		if (!is_unknown(spelling, &word))
			continue;
		word_chunk_find(&chunk, value->text, word.begin);
		struct text stem = text_slice(word.text, 0, stem_length(&word));
		if (!chunk.is_identifier && !knows_compound(spelling, value->text, &word))
			report_word(context, stem, place_in_value(value->place, stem));
	}
}

static void rule_spelling_of_fields(struct check_context *context)
{
	if (spelling_of(context->suite))
		field_each_text(&policy_fields, context->policy, check_value, context);
}

/* The word that a finding is about: as it is written, or in small letters, as its subject ends, where the source has it
 * otherwise (with an entity). */
static struct text misspelt_word(const struct finding *finding)
{
	size_t begin = finding->subject.length;

	while (begin > 0 && finding->subject.bytes[begin - 1] != '\n')
		begin--;
	struct text word = text_slice(finding->subject, begin, finding->subject.length);
	struct text written = place_text(finding->place);
	return text_equal_ignoring_case(word, written) ? written : word;
}

void suite_suggest(struct suite *suite, const struct report *report, enum severity level, bool accepted)
{
	struct spelling *spelling = spelling_of(suite);
	struct map messages = MAP_EMPTY;

	for (size_t i = 0; spelling && i < report->count; i++) {
		struct finding *finding = report->findings[i];
		if (finding->check != CHECK_SPELLING || finding->severity < level ||
		    (finding->accepted.bytes && !accepted))
			continue;
		struct text word = misspelt_word(finding), *message = map_get(&messages, word);
		if (!message && messages.count < SUGGESTED_MOST) {
			message = ARENA_NEW(&suite->arena, struct text);
			*message =
				spelling_message(&suite->arena, word, spelling_suggest(spelling, &suite->arena, word));
			map_set(&messages, word, message);
		}
		if (message)
			finding->message = *message;
	}
	map_release(&messages);
}

const struct rule spelling_rules[] = {
	POLICY_RULE(LANGUAGE, rule_spelling_of_fields),
	RULES_END,
};
