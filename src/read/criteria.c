#include "read/criteria.h"

#include "read/quantities.h"
#include "tree/profile.h"
#include "tree/words.h"

/* What a section's criteria are read with. */
struct reading {
	struct policy *policy;
	const struct profile *profile;
	const struct profile_section *section, *subsection;
};

/* The marks that may end a lead-in. "{at-least 2}" has its number apart. */
static const struct {
	const char *word;
	enum criteria_operator combination;
	bool is_list;
} marks[] = {
	{"all", CRITERIA_ALL, false},           {"any", CRITERIA_ANY, false},       {"none", CRITERIA_NONE, false},
	{"at-least", CRITERIA_AT_LEAST, false}, {"list", CRITERIA_NONE_READ, true},
};

/* Words of a lead-in that say how its items combine; "#" is a number, in digits or words. Where several stand in one
 * lead-in the last one counts: it is nearest to the list. */
static const struct {
	const char *words;
	enum criteria_operator combination;
} lead_ins[] = {
	{"all of", CRITERIA_ALL},
	{"all the following", CRITERIA_ALL},
	{"both of", CRITERIA_ALL},
	{"each of", CRITERIA_ALL},
	{"any of", CRITERIA_ANY},
	{"any one of", CRITERIA_ANY},
	{"any one or more of", CRITERIA_ANY},
	{"one or more of", CRITERIA_ANY},
	{"at least one of", CRITERIA_ANY},
	{"either of", CRITERIA_ANY},
	{"one of the following", CRITERIA_ANY},
	{"none of", CRITERIA_NONE},
	{"at least # of", CRITERIA_AT_LEAST},
	{"# or more of", CRITERIA_AT_LEAST},
};

static const char *const count_words[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
					  "seven", "eight", "nine", "ten",   "eleven", "twelve"};

static bool count_of_word(struct text word, uint32_t *count)
{
	if (text_to_number(word, 1000, count))
		return true;
	for (uint32_t i = 0; i < sizeof count_words / sizeof *count_words; i++) {
		if (text_equal_ignoring_case(word, text_of(count_words[i]))) {
			*count = i;
			return true;
		}
	}
	return false;
}

/* The next word of `text` at or after `*at`: letters and digits, or one other character. Empty at the end. */
static struct text next_word(struct text text, size_t *at)
{
	while (*at < text.length && is_ascii_space(text.bytes[*at]))
		++*at;
	size_t begin = *at;
	while (*at < text.length && (is_ascii_letter(text.bytes[*at]) || is_ascii_digit(text.bytes[*at])))
		++*at;
	if (*at == begin && *at < text.length)
		++*at;
	return text_slice(text, begin, *at);
}

/* Do the words of a pattern stand at `at`? Where they do, the offset after them. */
static size_t pattern_end(struct text text, size_t at, const char *pattern, uint32_t *count)
{
	struct text rest = text_of(pattern), word;
	while (text_split(&rest, ' ', &word)) {
		struct text found = next_word(text, &at);
		if (text_is(word, "#") ? !count_of_word(found, count) : !text_equal_ignoring_case(found, word))
			return 0;
	}
	return at;
}

/* A list's operator as its lead-in's words say it. */
static void read_lead_in_words(struct node *list, const struct flat_text *flat)
{
	for (size_t at = 0; at < flat->text.length;) {
		size_t word_begin = at;
		struct text word = next_word(flat->text, &at);
		word_begin = at - word.length;
		for (size_t i = 0; word.length && i < sizeof lead_ins / sizeof *lead_ins; i++) {
			uint32_t count = 0;
			size_t end = pattern_end(flat->text, word_begin, lead_ins[i].words, &count);
			if (!end)
				continue;
			list->list.group.combination = lead_ins[i].combination;
			list->list.group.basis = CRITERIA_BY_LEAD_IN;
			list->list.group.at_least = count;
			list->list.group.mark_place = flat_text_place(flat, word_begin, end);
			at = end;
			break;
		}
	}
	if (list->list.group.combination == CRITERIA_AT_LEAST && list->list.group.at_least == 1)
		list->list.group.combination = CRITERIA_ANY;
}

/* Takes the last `length` bytes off a text node, white space before them too; gone when nothing is left of it. */
static void cut_end(struct node *text, size_t length)
{
	struct text rest = text_slice(text->text.text, 0, text->text.text.length - length);
	while (rest.length && is_ascii_space(rest.bytes[rest.length - 1]))
		rest.length--;
	if (!rest.length) {
		struct node *before = text->previous;
		node_unlink(text);
		if (before && before->kind == NODE_SOFT_BREAK)
			node_unlink(before);
		return;
	}
	text->text.text = rest;
	text->place.end = text->place.begin + (uint32_t)rest.length;
}

static void report_unknown_mark(struct reading *reading, struct place place)
{
	findings_add(
		&reading->policy->findings, CHECK_SYNTAX, place,
		"this mark is not known, so it would be printed as it stands: the marks of a list are {all}, {any}, "
		"{none}, {at-least 2} and {list}; write one of them, or take the braces out");
}

/* A mark at the end of a paragraph: taken out of its words and put on the list that follows. */
static void read_mark(struct reading *reading, struct node *paragraph, struct node *list)
{
	struct node *last = paragraph->last_child;
	if (!last || last->kind != NODE_TEXT)
		return;
	struct text text = text_trim(last->text.text);
	if (!text_ends(text, TEXT("}")))
		return;
	size_t open = text.length;
	while (open > 0 && text.bytes[open - 1] != '{')
		open--;
	/* "{{" is an include, or a fault that has been told of already. */
	if (open == 0 || (open > 1 && text.bytes[open - 2] == '{'))
		return;
	struct text inside = text_trim(text_slice(text, open, text.length - 1));
	size_t from = (size_t)(text.bytes - last->text.text.bytes) + open - 1;
	struct place place = place_of(last->place.source, last->place.begin + from,
				      last->place.begin + from + text.length - open + 1);
	struct text rest = inside, word = {0}, number = {0};
	text_split(&rest, ' ', &word);
	if (rest.bytes)
		number = text_trim(rest);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!text_is(word, marks[i].word))
			continue;
		uint32_t count = 0;
		bool counted = marks[i].combination == CRITERIA_AT_LEAST;
		if (counted ? !text_to_number(number, 1000, &count) : number.length > 0)
			break;
		cut_end(last, last->text.text.length - from);
		if (!list) {
			findings_add(&reading->policy->findings, CHECK_SYNTAX, place,
				     "this mark says how the items of a list combine, and no list follows: put it at "
				     "the end of "
				     "the words just above the list, or take it out");
			return;
		}
		list->list.group.combination = marks[i].combination;
		list->list.group.basis = CRITERIA_BY_MARK;
		list->list.group.at_least = count;
		list->list.group.is_marked_list = marks[i].is_list;
		list->list.group.mark_place = place;
		return;
	}
	report_unknown_mark(reading, place);
}

/* The operator that joiners between the items agree on. */
static enum criteria_operator joiner_operator(const struct node *list, struct arena *arena)
{
	enum criteria_operator combination = CRITERIA_NONE_READ;
	for (const struct node *child = list->first_child; child; child = child->next) {
		if (child->kind != NODE_JOINER)
			continue;
		struct text words = text_trim(node_words(arena, child));
		enum criteria_operator this =
			text_equal_ignoring_case(words, TEXT("and")) ? CRITERIA_ALL : CRITERIA_ANY;
		if (combination != CRITERIA_NONE_READ && combination != this)
			return CRITERIA_UNCLEAR;
		combination = this;
	}
	return combination;
}

enum ending { ENDING_NONE, ENDING_SEMICOLON, ENDING_AND, ENDING_OR };

static enum ending item_ending(struct arena *arena, const struct node *item)
{
	struct text words = text_trim(node_words(arena, item));
	if (text_ends(words, TEXT(";")))
		return ENDING_SEMICOLON;
	static const struct {
		const char *word;
		enum ending ending;
	} joined[] = {{"and", ENDING_AND}, {"or", ENDING_OR}};
	for (size_t i = 0; i < 2; i++) {
		struct text word = text_of(joined[i].word);
		if (words.length <= word.length)
			continue;
		struct text tail = text_slice(words, words.length - word.length, words.length);
		struct text before = text_trim(text_slice(words, 0, words.length - word.length));
		if (text_equal_ignoring_case(tail, word) && text_ends(before, TEXT(";")))
			return joined[i].ending;
	}
	return ENDING_NONE;
}

/* "; and" or "; or" at the end of each item but the last; or of the last but one, where the others end in ";". */
static enum criteria_operator ending_operator(struct arena *arena, const struct node *list)
{
	enum ending found = ENDING_NONE;
	bool is_mixed = false, is_broken = false;
	for (const struct node *item = list->first_child; item; item = item->next) {
		const struct node *next = item->next;
		if (item->kind != NODE_ITEM || !next)
			continue;
		enum ending ending = item_ending(arena, item);
		if (ending == ENDING_AND || ending == ENDING_OR) {
			is_mixed |= found != ENDING_NONE && found != ending;
			found = ending;
		} else if (ending == ENDING_NONE || !next->next) {
			is_broken = true; /* bare ";" is enough for any but the last but one */
		}
	}
	if (found == ENDING_NONE || (is_broken && !is_mixed))
		return CRITERIA_NONE_READ;
	if (is_mixed)
		return CRITERIA_UNCLEAR;
	return found == ENDING_AND ? CRITERIA_ALL : CRITERIA_ANY;
}

/* The paragraph just above a list, or NULL. */
static struct node *lead_in_of(const struct node *list)
{
	struct node *before = list->previous;
	return before && before->kind == NODE_PARAGRAPH ? before : NULL;
}

static void read_items(struct reading *reading, struct node *list)
{
	struct arena *arena = &reading->policy->arena;
	for (struct node *item = list->first_child; item; item = item->next) {
		if (item->kind != NODE_ITEM)
			continue;
		struct node *first = item->first_child;
		bool only_note = first && first->kind == NODE_NOTE && !first->next;
		item->item.is_criterion = !only_note;
		item->item.effect = list->list.group.effect;
		if (item->item.is_criterion && first && node_is_leaf_block(first)) {
			struct flat_text flat = flat_text_of(arena, first);
			item->item.quantities = quantities_read(arena, &flat);
		}
	}
}

static void read_list(struct reading *reading, struct node *list, enum effect effect)
{
	struct arena *arena = &reading->policy->arena;
	struct node *lead_in = lead_in_of(list);
	list->list.group.effect = effect;
	if (list->list.group.is_marked_list)
		return;
	if (list->list.group.combination == CRITERIA_NONE_READ && lead_in) {
		struct flat_text flat = flat_text_of(arena, lead_in);
		read_lead_in_words(list, &flat);
	}
	enum criteria_operator joined = joiner_operator(list, arena);
	bool by_joiner = joined != CRITERIA_NONE_READ;
	if (!by_joiner)
		joined = ending_operator(arena, list);
	if (joined != CRITERIA_NONE_READ && list->list.group.combination != joined) {
		/* A mark decides; a lead-in and joiners that contradict each other can't be read. */
		if (list->list.group.combination == CRITERIA_NONE_READ) {
			list->list.group.combination = joined;
			list->list.group.basis = by_joiner ? CRITERIA_BY_JOINER : CRITERIA_BY_ENDINGS;
		} else if (list->list.group.basis != CRITERIA_BY_MARK) {
			list->list.group.combination = CRITERIA_UNCLEAR;
		}
	}
	if (list->list.group.combination != CRITERIA_NONE_READ)
		read_items(reading, list);
}

static bool has_group(const struct node *clause)
{
	for (const struct node *child = clause->first_child; child; child = child->next)
		if (child->kind == NODE_LIST && child->list.group.combination != CRITERIA_NONE_READ)
			return true;
	return false;
}

/* The effect of a clause, or of a list that stands in none: by the words of its lead-in. */
static enum effect effect_of(struct reading *reading, const struct node *lead_in)
{
	struct text words = lead_in ? node_words(&reading->policy->arena, lead_in) : TEXT("");
	return profile_effect(reading->section, reading->subsection, words);
}

static void read_clause(struct reading *reading, struct node *clause)
{
	struct node *first = clause->first_child;
	clause->clause.effect = effect_of(reading, first && node_is_leaf_block(first) ? first : NULL);
	struct walk walk = walk_begin(clause);
	while (walk_next(&walk))
		if (walk.is_entering && walk.node->kind == NODE_LIST)
			read_list(reading, walk.node, clause->clause.effect);
	if (first && node_is_leaf_block(first) && !has_group(clause)) {
		struct flat_text flat = flat_text_of(&reading->policy->arena, first);
		clause->clause.quantities = quantities_read(&reading->policy->arena, &flat);
	}
}

/* The effect on which those that state one agree. */
static void agree(enum effect *agreed, bool *differs, enum effect effect)
{
	if (effect == EFFECT_UNSTATED)
		return;
	if (*agreed != EFFECT_UNSTATED && *agreed != effect)
		*differs = true;
	*agreed = effect;
}

static void read_section(struct reading *reading, struct node *section)
{
	enum effect agreed = EFFECT_UNSTATED;
	bool differs = false;
	for (struct node *child = section->first_child; child; child = child->next) {
		if (child->kind == NODE_CLAUSE) {
			read_clause(reading, child);
			agree(&agreed, &differs, child->clause.effect);
		} else if (child->kind == NODE_LIST) {
			enum effect effect = effect_of(reading, lead_in_of(child));
			struct walk walk = walk_begin(child);
			while (walk_next(&walk))
				if (walk.is_entering && walk.node->kind == NODE_LIST)
					read_list(reading, walk.node, effect);
			agree(&agreed, &differs, effect);
		} else if (child->kind == NODE_SECTION) {
			agree(&agreed, &differs, child->section.effect);
		}
	}
	section->section.effect = differs ? EFFECT_UNSTATED : agreed;
}

static bool holds_criteria(enum section_kind kind)
{
	return kind == SECTION_POLICY_STATEMENT || kind == SECTION_EXCLUSIONS || kind == SECTION_CORE_CRITERIA;
}

static void read_marks(struct reading *reading)
{
	struct walk walk = walk_begin(reading->policy->body);
	while (walk_next(&walk)) {
		if (!walk.is_entering || walk.node->kind != NODE_PARAGRAPH)
			continue;
		struct node *next = walk.node->next;
		read_mark(reading, walk.node, next && next->kind == NODE_LIST ? next : NULL);
	}
}

void criteria_read(struct policy *policy, const struct profile *profile)
{
	struct reading reading = {.policy = policy, .profile = profile};
	read_marks(&reading);
	/* On leaving, so that a section's subsections have their effect before it has. */
	struct walk walk = walk_begin(policy->body);
	while (walk_next(&walk)) {
		struct node *section = walk.node;
		if (section->kind != NODE_SECTION)
			continue;
		if (walk.is_entering) {
			struct node *heading = node_heading(section);
			struct text words = heading ? node_words(&policy->arena, heading) : TEXT("");
			if (section->section.level <= 2) {
				reading.section = profile ? profile_section_of(profile, words) : NULL;
				reading.subsection = NULL;
			} else {
				reading.subsection =
					reading.section ? profile_subsection_of(reading.section, words) : NULL;
			}
		} else if (holds_criteria(node_section_kind(section))) {
			if (section->section.level <= 2)
				reading.subsection = NULL;
			read_section(&reading, section);
		}
	}
}
