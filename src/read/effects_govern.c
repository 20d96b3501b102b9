/* What governs each word of a sentence: its main part, a condition, an exception, what somebody else says. */
#include "read/effects_parts.h"

static bool is_comma(const struct words *words, size_t at)
{
	return at < words->count && words->items[at].kind == WORD_COMMA;
}

/* The negation at `at`: how many words it has; 0: none is there. */
static size_t negation_length(const struct words *words, size_t at)
{
	if (word_is(words, at, "not") || word_is(words, at, "never"))
		return 1;
	return word_is(words, at, "no") && word_is(words, at + 1, "longer") ? 2 : 0;
}

/* An auxiliary verb, and what it says. */
static bool chain_verb(const struct words *words, size_t at, struct chain *chain)
{
	bool is_be = word_in(words, at, CLASS_IS) || word_in(words, at, CLASS_BE);
	bool is_past = word_in(words, at, CLASS_PAST), is_modal = word_in(words, at, CLASS_MODAL);
	bool is_do = word_in(words, at, CLASS_DO), is_have = word_in(words, at, CLASS_HAVE);
	bool is_need = word_is(words, at, "need") || word_is(words, at, "needs");

	chain->be |= is_be || word_is(words, at, "was") || word_is(words, at, "were");
	chain->is_past |= is_past;
	chain->do_ |= is_do;
	chain->have |= is_have;
	chain->need |= is_need;
	chain->may |= word_is(words, at, "may") || word_is(words, at, "might");
	chain->must |= word_is(words, at, "must");
	chain->should |= word_is(words, at, "should") || word_is(words, at, "ought");
	chain->would |= word_is(words, at, "would") || word_is(words, at, "could") || word_is(words, at, "might");
	chain->can |= word_is(words, at, "can");
	return is_be || is_past || is_modal || is_do || is_have || is_need;
}

/* Words that may stand among the auxiliaries: "not", "routinely", "only". How many there are at `at`. */
static size_t chain_adverb(const struct words *words, size_t at, struct chain *chain)
{
	size_t negation = negation_length(words, at);

	if (negation) {
		chain->negations++;
		chain->is_hedged |= word_in(words, at + negation, CLASS_HEDGE);
		return negation;
	}
	if (word_in(words, at, CLASS_ROUTINELY))
		return chain->is_routine = true, 1;
	if (word_in(words, at, CLASS_ONLY))
		return chain->is_only = true, 1;
	if (word_is(words, at, "always"))
		return chain->always = true, 1;
	if (word_in(words, at, CLASS_ADVERB) || word_is(words, at, "automatically"))
		return 1;
	return pattern_length(words, at, "at present") + pattern_length(words, at, "at this time");
}

/* "to be", "required to", "unable to", "continue to be": how many words there are at `at`. */
static size_t chain_link(const struct words *words, size_t at, struct chain *chain)
{
	if (word_is(words, at, "to")) {
		bool is_duty = chain->need || chain->have;
		if (!word_in(words, at + 1, CLASS_BE) && !is_duty)
			return 0;
		chain->need |= chain->have;
		chain->to_be = true;
		return 1;
	}
	if (word_is(words, at, "required") && word_is(words, at + 1, "to"))
		return chain->need = true, 2;
	if (word_is(words, at, "unable") && word_is(words, at + 1, "to"))
		return chain->negations++, 2;
	if (word_is(words, at, "able") && word_is(words, at + 1, "to"))
		return 2;
	if (pattern_length(words, at, "continue|continues to be"))
		return chain->continues = true, 3;
	return 0;
}

bool chain_read(const struct words *words, size_t at, size_t to, struct chain *chain)
{
	bool is_need = word_is(words, at, "need") || word_is(words, at, "needs");

	*chain = (struct chain){.first = at};
	if (is_need && !word_is(words, at + 1, "to") && !word_is(words, at + 1, "not"))
		return false;
	if ((at && word_is(words, at - 1, "to")) || word_in(words, at, CLASS_BE) || !chain_verb(words, at, chain)) {
		/* "The ICB continues to fund", "will" as the first word of a question: not read. */
		return false;
	}
	for (at++; at < to;) {
		size_t length = chain_adverb(words, at, chain);
		length = length ? length : chain_link(words, at, chain);
		/* "nor will it fund", "under no circumstances will the ICB fund" */
		if (!length && at == chain->first + 1 && !chain->be) {
			length = word_is(words, at, "it") ? 1 : phrase_length(words, at, PHRASE_THIS_BOARD);
			chain->is_ours |= length > 0;
		}
		if (!length && chain_verb(words, at, chain))
			length = 1;
		if (!length)
			break;
		at += length;
	}
	chain->head = at;
	return true;
}

/* The state while a part is passed through. */
struct governing {
	enum governor now, outer;
	bool is_leading; /* what governs now stands before the part's own verb */
	bool has_main;   /* the part's own verb has been */
	bool has_verb;   /* what governs now has its own verb */
	bool outer_has_verb;
	size_t opened;
};

/* "who" has the next word for its verb, where that is no auxiliary. */
static bool is_followed_by_verb(const struct words *words, size_t at, size_t to)
{
	struct chain chain;

	while (at < to && (word_in(words, at, CLASS_ADVERB) || word_in(words, at, CLASS_ROUTINELY)))
		at++;
	return !chain_read(words, at, to, &chain);
}

/* "not funded without approval", and not "patients with or without pain", "patients without pain". */
static bool is_exception_without(const struct words *words, const struct governing *governing, size_t at)
{
	size_t route =
		phrase_length(words, at + 1, PHRASE_APPROVAL) + phrase_length(words, at + 1, PHRASE_EXCEPTIONALITY);

	return governing->has_main && at &&
	       (route || word_in(words, at - 1, CLASS_FUNDED) || word_in(words, at - 1, CLASS_OFFERED) ||
		word_in(words, at - 1, CLASS_GRANTED) || word_in(words, at - 1, CLASS_ADVERB));
}

/* What begins at `at`, and how many words it has; BY_MAIN and 0: nothing. */
static enum governor opener_at(const struct sentence *sentence, const struct governing *governing, size_t at, size_t to,
			       size_t *length)
{
	static const struct {
		enum phrase_family family;
		enum governor governor;
	} openers[] = {
		{PHRASE_REGARDLESS, BY_REGARDLESS}, {PHRASE_WHATEVER, BY_REGARDLESS},
		{PHRASE_EXCEPTION, BY_EXCEPTION},   {PHRASE_CONDITION, BY_CONDITION},
		{PHRASE_REASON, BY_REASON},         {PHRASE_CONCESSION, BY_CONCESSION},
	};
	const struct words *words = &sentence->words;
	struct chain chain;

	for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
		*length = phrase_length(words, at, openers[i].family);
		/* "patients who have not slept after two weeks are": of the same words */
		bool is_preposition =
			governing->now == BY_RELATIVE && text_is_one_of(words->items[at].text, "after before once");
		if (*length && !is_preposition &&
		    !(word_is(words, at, "without") && !is_exception_without(words, governing, at)))
			return openers[i].governor;
	}
	*length = 1;
	if (word_is(words, at, "who") || word_is(words, at, "which") || word_is(words, at, "whom") ||
	    word_is(words, at, "whose") || word_is(words, at, "how") || word_is(words, at, "why") ||
	    word_is(words, at, "what"))
		return BY_RELATIVE;
	if (word_is(words, at, "that") && at + 1 < to)
		return chain_read(words, at + 1, to, &chain) ? BY_RELATIVE : BY_REPORT;
	if (word_is(words, at, "whether") || pattern_length(words, at, "according to"))
		return BY_REPORT;
	*length = 0;
	return BY_MAIN;
}

static void open_governor(struct governing *governing, enum governor by, const struct words *words, size_t at,
			  size_t to)
{
	if (by == BY_RELATIVE) {
		governing->outer_has_verb =
			governing->now == BY_RELATIVE ? governing->outer_has_verb : governing->has_verb;
		governing->outer = governing->now == BY_RELATIVE ? governing->outer : governing->now;
	} else {
		governing->is_leading = !governing->has_main;
	}
	governing->now = by;
	governing->opened = at;
	governing->has_verb = word_is(words, at, "who") && is_followed_by_verb(words, at + 1, to);
}

static void close_relative(struct governing *governing)
{
	governing->now = governing->outer;
	governing->has_verb = governing->outer_has_verb;
}

static void pass_comma(struct governing *governing, size_t at)
{
	if (governing->now == BY_RELATIVE)
		close_relative(governing);
	else if (governing->now != BY_MAIN && governing->now != BY_REPORT && governing->is_leading &&
		 (governing->has_verb || at - governing->opened >= 4 || governing->now == BY_EXCEPTION ||
		  governing->now == BY_REGARDLESS || governing->now == BY_REASON))
		governing->now = BY_MAIN;
}

static bool is_coordinated(const struct words *words, size_t at)
{
	return at && (word_is(words, at - 1, "and") || word_is(words, at - 1, "or") || word_is(words, at - 1, "nor"));
}

static enum governor governor_of_chain(struct governing *governing, const struct words *words, size_t at)
{
	if (governing->now == BY_RELATIVE) {
		bool is_own = !governing->has_verb || is_coordinated(words, at);
		governing->has_verb = true;
		if (is_own)
			return BY_RELATIVE;
		close_relative(governing);
	}
	if (governing->now == BY_MAIN || governing->now == BY_REPORT) {
		governing->has_main |= governing->now == BY_MAIN;
		return governing->now;
	}
	if (!governing->has_verb) {
		governing->has_verb = true;
		return governing->now;
	}
	if (governing->is_leading && !is_coordinated(words, at)) {
		governing->now = BY_MAIN;
		governing->has_main = true;
		return BY_MAIN;
	}
	return governing->is_leading ? governing->now : BY_UNSURE;
}

/* "The ICB has taken the view that": what follows is the board's own. How many words it has from its verb on. */
static size_t own_view_length(const struct sentence *sentence, const struct part *part, size_t at)
{
	size_t length = phrase_length(&sentence->words, at, PHRASE_OWN_VIEW);
	size_t after = 0;

	for (size_t i = part->from; length && i < at; i++)
		if (phrase_find(&sentence->words, i, at, PHRASE_THIS_BOARD, &after) < at && after == at)
			return length;
	return 0;
}

/* A part goes on with what governs the end of the one before it: what is reported, whatever "but" stands in it, and a
 * condition that a dash interrupts. */
static void govern_part(struct sentence *sentence, const struct part *part, struct governing *before)
{
	struct governing governing = *before;
	const struct words *words = &sentence->words;
	uint8_t *governors = sentence->governors;

	for (size_t at = part->from, length = 0; at < part->to; at += length) {
		struct chain chain;
		enum governor by = governing.now;
		if (governing.now == BY_REPORT) {
			length = 1;
		} else if (is_comma(words, at)) {
			pass_comma(&governing, at);
			length = 1;
			by = governing.now;
		} else if ((length = pattern_length(words, at, "which means that?"))) {
			/* What is meant is said anew: "which means they are eligible". */
			governing = (struct governing){0};
			by = BY_MAIN;
		} else if ((length = own_view_length(sentence, part, at))) {
			by = governing.now;
		} else if ((by = opener_at(sentence, &governing, at, part->to, &length)) != BY_MAIN) {
			open_governor(&governing, by, words, at, part->to);
		} else if (chain_read(words, at, part->to, &chain)) {
			by = governor_of_chain(&governing, words, at);
			length = chain.head - at;
		} else {
			by = governing.now;
			length = 1;
		}
		for (size_t i = at; i < at + length && i < part->to; i++)
			governors[i] = (uint8_t)by;
	}
	*before = governing;
}

static bool is_break(enum word_kind kind)
{
	return kind == WORD_SEMICOLON || kind == WORD_COLON || kind == WORD_DASH;
}

static void add_part(struct sentence *sentence, struct part part)
{
	if (part.from == part.to)
		return;
	if (sentence->part_count == PARTS_MOST)
		sentence->is_tangled = true;
	else
		sentence->parts[sentence->part_count++] = part;
}

static void cut_parts(struct sentence *sentence)
{
	const struct words *words = &sentence->words;
	struct part part = {0};

	for (size_t at = 0; at < words->count;) {
		size_t length =
			phrase_length(words, at, PHRASE_WHATEVER) ? 0 : phrase_length(words, at, PHRASE_CONTRAST);
		/* "it will do so, however, if": the word is in the middle of what it contrasts. */
		bool is_inside = length && word_is(words, at, "however") && at > part.from + 1 &&
				 is_comma(words, at - 1) && is_comma(words, at + 1);
		bool is_mark = is_break(words->items[at].kind);
		part.to = at;
		if (is_inside) {
			part.is_contrast = true;
			at++;
		} else if (length || is_mark) {
			enum word_kind kind = words->items[at].kind;
			add_part(sentence, part);
			at += is_mark ? 1 : length;
			/* A comma after "however" or before it belongs to it. */
			at += length && is_comma(words, at);
			part = (struct part){.from = at, .is_contrast = length > 0};
			part.begins_anew = kind == WORD_COLON || kind == WORD_DASH;
		} else {
			at++;
		}
	}
	part.to = words->count;
	add_part(sentence, part);
}

void sentence_govern(struct arena *arena, struct sentence *sentence)
{
	sentence->governors = ARENA_ARRAY(arena, sentence->words.count + 1, uint8_t);
	cut_parts(sentence);
	struct governing governing = {0};
	for (size_t i = 0; i < sentence->part_count; i++) {
		const struct part *part = &sentence->parts[i];
		enum word_kind mark = part->from ? sentence->words.items[part->from - 1].kind : WORD_PLAIN;
		bool is_report = governing.now == BY_REPORT && mark != WORD_SEMICOLON;
		bool is_interrupted = mark == WORD_DASH && governing.now != BY_MAIN && !governing.has_main;
		if (!is_report && !is_interrupted)
			governing = (struct governing){0};
		govern_part(sentence, part, &governing);
	}
}
