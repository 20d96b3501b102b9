/* acronym-undefined. An acronym is spelled out by its full name before it in brackets, "magnetic resonance imaging
 * (MRI)", or after it, "MRI (magnetic resonance imaging)", "MRI: magnetic resonance imaging", or in the next cell of a
 * table. Names and letters agree loosely: "Musculoskeletal Clinical Assessment (MCAS)" spells it out. */
#include "check/acronyms.h"

#include <string.h>

#include "base/memory.h"
#include "base/scan.h"
#include "check/rules.h"
#include "check/tables.h"
#include "check/whole_text.h"
#include "tree/nice.h"
#include "tree/site.h"

/* Longer runs of capitals are words written large. */
#define ACRONYM_LETTERS_MOST 6
/* How far before "(" a full name may begin, in words. */
#define NAME_WORDS_MOST      12
/* A word of so many letters may be a full name by itself. */
#define LONG_WORD            6

struct acronyms {
	struct map known; /* and words that are none */
};

/* Words that are written large for weight. */
static const char *const weighty_words[] = {
	"ALL",  "ALSO", "ALWAYS", "AND",    "ANY",  "ARE",  "AT",     "BE",    "BEFORE", "BOTH",   "BUT",
	"BY",   "CAN",  "DO",     "EITHER", "FOR",  "FROM", "EXCEPT", "HAS",   "HAVE",   "IF",     "IN",
	"IS",   "LESS", "MAY",    "MORE",   "MUST", "NO",   "NEVER",  "NONE",  "NOR",    "NOT",    "NOTE",
	"OF",   "ON",   "ONE",    "ONLY",   "OR",   "PLUS", "THAN",   "SHALL", "SHOULD", "THAT",   "THE",
	"THEN", "THIS", "TO",     "TWO",    "WHEN", "WILL", "WHERE",  "WITH",  "YES",    "UNLESS",
};

struct acronyms *acronyms_new(const struct suite *suite)
{
	const struct word_table *table = suite->word_tables[WORD_TABLE_ACRONYMS];

	if (!table || suite->site->severities.of[CHECK_ACRONYM_UNDEFINED] == SEVERITY_OFF)
		return NULL;
	struct acronyms *acronyms = memory_allocate(sizeof *acronyms);
	for (size_t i = 0; i < table->count; i++)
		map_set(&acronyms->known, table->rows[i].cells[ACRONYM_SHORT].text, acronyms);
	for (size_t i = 0; i < ARRAY_COUNT(weighty_words); i++)
		map_set(&acronyms->known, text_of(weighty_words[i]), acronyms);
	return acronyms;
}

void acronyms_free(struct acronyms *acronyms)
{
	if (!acronyms)
		return;
	map_release(&acronyms->known);
	free(acronyms);
}

/* "II", "XIV" */
static bool is_roman_number(struct text word)
{
	size_t i = 0;

	while (i < word.length && strchr("IVX", word.bytes[i]))
		i++;
	return i == word.length;
}

/* Letters that a number follows are the name of one document of NICE: "NG 59". */
static bool is_before_number(struct text text, const struct scanned_word *word, struct text acronym)
{
	size_t at = word->end;

	if (at + 1 >= text.length || !is_ascii_digit(text.bytes[at + 1]))
		return false;
	return text.bytes[at] == '-' || (text.bytes[at] == ' ' && nice_is_kind(acronym));
}

/* The acronym that a word is, without "s" or "'s" at its end; empty where it is none. */
static struct text acronym_of(const struct scanned_word *word)
{
	struct text acronym = word->text;

	if (word->capitals < 2 || word->small > 1 || word->has_digit || word->has_foreign)
		return TEXT("");
	if (word->small) {
		if (!text_ends(acronym, TEXT("s")))
			return TEXT("");
		acronym.length--;
		if (text_ends(acronym, TEXT("'")))
			acronym.length--;
		else if (text_ends(acronym, TEXT("’")))
			acronym.length -= strlen("’");
	}
	for (size_t i = 0; i < acronym.length; i++)
		if (!is_ascii_upper(acronym.bytes[i]))
			return TEXT("");
	if (acronym.length > ACRONYM_LETTERS_MOST || is_roman_number(acronym))
		return TEXT("");
	return acronym;
}

/* What is part of a name that isn't told by its letters: "e-RS", "AT&T". */
static bool is_part_of_name(struct text text, const struct scanned_word *word)
{
	struct text around = text_slice(text, word->begin ? word->begin - 1 : 0, word->end + 1);

	return text_find_byte(around, '&', 0) != TEXT_NOT_FOUND ||
	       (word->gap == GAP_HYPHEN && (word->begin < 3 || is_ascii_space(text.bytes[word->begin - 3])));
}

/* What a policy does with one acronym. */
struct use {
	struct text acronym;
	struct place first, full_name;
	bool is_spelled_out;
	bool is_used_before; /* it is spelled out, if it ever is */
};

struct reading {
	struct check_context *context;
	const struct acronyms *acronyms;
	const struct retired_terms *retired_terms; /* told of as such: what they stand for matters no more */
	struct arena scratch;
	struct map uses; /* acronym -> struct use */
};

static struct use *use_of(struct reading *reading, struct text acronym)
{
	void **place = map_place(&reading->uses, acronym, NULL);

	if (!*place) {
		struct use *use = ARENA_NEW(&reading->scratch, struct use);
		use->acronym = acronym;
		*place = use;
	}
	return *place;
}

/* Letters of the last words, for what stands before a bracket. */
struct initials {
	char letters[NAME_WORDS_MOST];
	size_t count; /* of all words so far */
};

static void initials_add(struct initials *initials, struct text word)
{
	initials->letters[initials->count++ % NAME_WORDS_MOST] = ascii_upper(word.bytes[0]);
}

/* Does one of the words before the last one begin as the acronym does? */
static bool initials_hold(const struct initials *initials, struct text acronym)
{
	size_t most = acronym.length + 4 < NAME_WORDS_MOST ? acronym.length + 4 : NAME_WORDS_MOST;

	for (size_t i = 0; i < most && i < initials->count; i++)
		if (initials->letters[(initials->count - 1 - i) % NAME_WORDS_MOST] == acronym.bytes[0])
			return true;
	return false;
}

/* Does the word stand first in brackets: "(MRI", "(the ‘MRI’"? */
static bool is_in_bracket(struct text text, size_t begin)
{
	struct text before = text_slice(text, 0, begin);

	for (;;) {
		struct text mark = text_slice(before, before.length >= 3 ? before.length - 3 : 0, before.length);
		if (text_is(mark, "‘") || text_is(mark, "“"))
			before.length -= mark.length;
		else if (text_ends(before, TEXT("\"")) || text_ends(before, TEXT("'")))
			before.length--;
		else if (text_ends(before, TEXT("(the ")) || text_ends(before, TEXT("(or ")))
			return true;
		else
			return text_ends(before, TEXT("(")) || text_ends(before, TEXT("["));
	}
}

/* "known as MRI", "imaging, or MRI" */
static bool is_named_so(struct text text, size_t begin)
{
	static const char *const leads[] = {" known as ",       " referred to as ", " abbreviated to ",
					    " abbreviated as ", " called ",         ", or "};
	struct text before = text_slice(text, 0, begin);

	for (size_t i = 0; i < ARRAY_COUNT(leads); i++)
		if (text_ends(before, text_of(leads[i])))
			return true;
	return false;
}

/* What may stand between an acronym and its full name after it. */
static const struct name_lead {
	const char *words;
	bool is_enough; /* for a name of one long word: "ECG (electrocardiogram)" */
} name_leads[] = {
	{" (", true},  {" stands for ", true}, {" means ", true}, {" = ", true},
	{": ", false}, {" – ", false},         {" - ", false},    {" — ", false},
};

/* Is the acronym followed by a name whose first two words begin as it does? */
static bool is_followed_by_name(struct text text, const struct scanned_word *word, struct text acronym)
{
	struct text after = text_slice(text, word->end, text.length);
	struct scanned_word name = {0};
	size_t i = 0, count = ARRAY_COUNT(name_leads);

	while (i < count && !text_begins(after, text_of(name_leads[i].words)))
		i++;
	if (i == count)
		return false;
	after = text_slice(after, strlen(name_leads[i].words), after.length);
	if (!word_scan(after, &name) || ascii_upper(name.text.bytes[0]) != acronym.bytes[0] ||
	    text_equal(name.text, acronym))
		return false;
	if (name_leads[i].is_enough && name.text.length >= LONG_WORD)
		return true;
	return word_scan(after, &name) && ascii_upper(name.text.bytes[0]) == acronym.bytes[1];
}

/* A cell with nothing but the acronym, beside one whose words begin as it does. */
static bool is_glossary_cell(struct reading *reading, const struct node *leaf, struct text text, struct text acronym)
{
	if (leaf->kind != NODE_CELL || !leaf->next || !text_equal(text_trim(text), acronym))
		return false;
	struct text meaning = text_trim(node_words(&reading->scratch, leaf->next));
	return meaning.length > acronym.length && ascii_upper(meaning.bytes[0]) == acronym.bytes[0];
}

static void note_use(struct reading *reading, struct text acronym, struct place place, bool is_spelled_out)
{
	struct use *use = use_of(reading, acronym);

	if (is_spelled_out && !use->is_spelled_out) {
		use->is_spelled_out = true;
		use->full_name = place;
	} else if (!use->is_spelled_out && !use->is_used_before) {
		use->is_used_before = true;
		use->first = place;
	}
}

static bool is_capital(char c)
{
	return (unsigned char)(c - 'A') < 26;
}

/* Is there a run of capitals in these words that may be an acronym to look at? Most leaves have none. */
static bool has_unknown_capitals(const struct reading *reading, struct text text)
{
	/* Of two capitals side by side one is at every second place. */
	for (size_t at = 1; at < text.length; at += 2) {
		if (!is_capital(text.bytes[at]))
			continue;
		size_t begin = at;
		while (begin > 0 && is_capital(text.bytes[begin - 1]))
			begin--;
		while (at < text.length && is_capital(text.bytes[at]))
			at++;
		struct text capitals = {text.bytes + begin, at - begin};
		if (capitals.length < 2 || map_get(&reading->acronyms->known, capitals))
			continue;
		/* Once it is spelled out, no more is to be learnt of it. */
		const struct use *use = map_get(&reading->uses, capitals);
		if (!use || !use->is_spelled_out)
			return true;
	}
	return false;
}

static bool may_hold_acronym(const struct reading *reading, const struct node *leaf)
{
	struct walk walk = walk_begin(leaf);

	while (walk_next(&walk))
		if (walk.is_entering && walk.node->kind == NODE_TEXT &&
		    has_unknown_capitals(reading, walk.node->text.text))
			return true;
	return false;
}

/* References name what others wrote, and the words of codes are those of their classification. */
static bool is_passed_over(const struct node *leaf)
{
	enum section_kind kind = node_section_kind(leaf);

	return leaf->kind == NODE_JOINER || leaf->kind == NODE_REFERENCE || kind == SECTION_REFERENCES ||
	       kind == SECTION_CODING;
}

/* A heading or a warning that is written in capitals. */
static bool is_all_capitals(struct text text)
{
	size_t small = 0, words = 0;
	struct scanned_word word = {0};

	while (small == 0 && word_scan(text, &word)) {
		small += word.small;
		words++;
	}
	return small == 0 && words > 1;
}

static void read_leaf(struct reading *reading, const struct node *leaf)
{
	struct scanned_word word = {0};
	struct word_chunk chunk = {0};
	struct initials initials = {0};

	if (!may_hold_acronym(reading, leaf) || is_passed_over(leaf))
		return;
	struct flat_text flat = flat_text_of(&reading->scratch, leaf);
	if (is_all_capitals(flat.text))
		return;
	for (; word_scan(flat.text, &word); initials_add(&initials, word.text)) {
		struct text acronym = acronym_of(&word);
		if (!acronym.length || map_get(&reading->acronyms->known, acronym) ||
		    retired_terms_hold(reading->retired_terms, acronym))
			continue;
		bool is_after_name = (is_in_bracket(flat.text, word.begin) || is_named_so(flat.text, word.begin)) &&
				     initials_hold(&initials, acronym);
		bool is_spelled_out = is_after_name || is_followed_by_name(flat.text, &word, acronym) ||
				      is_glossary_cell(reading, leaf, flat.text, acronym);
		word_chunk_find(&chunk, flat.text, word.begin);
		if (!is_spelled_out && (chunk.is_identifier || is_before_number(flat.text, &word, acronym) ||
					is_part_of_name(flat.text, &word) || !flat_text_is_prose(&flat, word.begin)))
			continue;
		note_use(reading, acronym, flat_text_place(&flat, word.begin, word.begin + acronym.length),
			 is_spelled_out);
	}
}

/* What the title, its subtitle and the summary spell out counts; what they leave short doesn't. */
static void read_value(struct reading *reading, const struct text_value *value)
{
	struct scanned_word word = {0};
	struct initials initials = {0};

	for (; word_scan(value->text, &word); initials_add(&initials, word.text)) {
		struct text acronym = acronym_of(&word);
		if (acronym.length && is_in_bracket(value->text, word.begin) && initials_hold(&initials, acronym))
			note_use(reading, acronym, value->place, true);
	}
}

static void report_use(struct check_context *context, const struct use *use)
{
	struct place place = place_in_policy(context->policy, use->first);
	struct finding *finding;

	if (use->is_spelled_out)
		finding = findings_add_subject(context->findings, CHECK_ACRONYM_UNDEFINED, use->acronym, place,
					       "%.*s is used here before it is spelled out" FIX
					       "write the full name here, with %.*s in brackets after it",
					       TEXT_ARGUMENTS(use->acronym), TEXT_ARGUMENTS(use->acronym));
	else
		finding = findings_add_subject(context->findings, CHECK_ACRONYM_UNDEFINED, use->acronym, place,
					       "%.*s is not spelled out in this policy" FIX
					       "write the full name here with %.*s in brackets after it, or, where "
					       "everyone knows it, add it to templates/profiles/acronyms.tsv",
					       TEXT_ARGUMENTS(use->acronym), TEXT_ARGUMENTS(use->acronym));
	if (place.source != use->first.source)
		finding_note(context->findings, finding, use->first, "in these words of the shared block");
	if (use->is_spelled_out)
		finding_note(context->findings, finding, use->full_name, "spelled out only here");
}

static void rule_acronyms(struct check_context *context)
{
	struct reading reading = {.context = context};
	const struct policy *policy = context->policy;

	if (!context->suite->check_tables || !context->suite->check_tables->acronyms)
		return;
	reading.acronyms = context->suite->check_tables->acronyms;
	reading.retired_terms = context->suite->check_tables->retired_terms;
	read_value(&reading, &policy->title);
	read_value(&reading, &policy->subtitle);
	read_value(&reading, &policy->summary);
	struct walk walk = walk_begin(policy->body);
	while (walk_next_block(&walk))
		if (walk.is_entering && node_is_leaf_block(walk.node))
			read_leaf(&reading, walk.node);
	for (size_t i = 0; i < reading.uses.count; i++) {
		const struct use *use = reading.uses.entries[i].value;
		if (use->is_used_before)
			report_use(context, use);
	}
	map_release(&reading.uses);
	arena_release(&reading.scratch);
}

const struct rule acronyms_rules[] = {
	POLICY_RULE(LANGUAGE, rule_acronyms),
	RULES_END,
};
