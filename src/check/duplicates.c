/* What may stand in a policy only once: an id, and a sentence. */
#include "check/whole_text.h"

/* The fewest words that are worth saying once. */
#define WORDS_LEAST 5

/* Where {#name} is written: at the end of a heading, or of a clause's or item's first paragraph. */
static struct place place_of_name(const struct whole_text *survey, const struct node *node)
{
	struct text words = place_text(node->place);
	size_t at = 0;

	while ((at = text_find(words, node->name, at)) != TEXT_NOT_FOUND) {
		if (at > 0 && words.bytes[at - 1] == '#')
			break;
		at++;
	}
	struct place place = node->place;
	if (at != TEXT_NOT_FOUND)
		place = place_of(place.source, place.begin + at - 1, place.begin + at + node->name.length);
	return place_in_policy(survey->context->policy, place);
}

/* duplicate-id. */
void whole_text_ids(struct whole_text *survey)
{
	struct findings *findings = survey->context->findings;
	struct map first_of = MAP_EMPTY;

	for (size_t i = 0; i < survey->named.count; i++) {
		const struct node *node = survey->named.items[i];
		bool is_new;
		void **first = map_place(&first_of, node->name, &is_new);
		struct place place = place_of_name(survey, node);
		if (is_new) {
			*first = (void *)node;
		} else {
			struct finding *finding = findings_add_subject(
				findings, CHECK_DUPLICATE_ID, node->name, place,
				"the name #%.*s is given twice, so a link to it can lead to one of the two only; give "
				"this one a name of its own",
				TEXT_ARGUMENTS(node->name));
			if (!finding->note_count)
				finding_note(findings, finding, place_of_name(survey, *first), "first given here");
		}
	}
	map_release(&first_of);
}

/* The words with single spaces and without marks at their end: what must be the same. */
static struct text plain_words(struct arena *arena, const struct node *node)
{
	struct text words = node_words(arena, node);
	struct buffer plain = BUFFER_EMPTY;

	for (size_t i = 0; i < words.length; i++) {
		char c = words.bytes[i];
		if (!is_ascii_space(c))
			buffer_append_byte(&plain, ascii_lower(c));
		else if (plain.length && plain.bytes[plain.length - 1] != ' ')
			buffer_append_byte(&plain, ' ');
	}
	while (plain.length && text_find_byte(TEXT(" .,;:"), plain.bytes[plain.length - 1], 0) != TEXT_NOT_FOUND)
		plain.length--;
	return buffer_keep(&plain, arena);
}

static size_t count_words(struct text plain)
{
	size_t count = plain.length > 0;

	for (size_t i = 0; i < plain.length; i++)
		count += plain.bytes[i] == ' ';
	return count;
}

/* Shared wording comes first, so that what is told of is what the policy says itself. */
static int compare_texts(const void *a, const void *b)
{
	const struct surveyed_text *first = a, *second = b;

	if (first->hash != second->hash)
		return first->hash < second->hash ? -1 : 1;
	if (first->is_shared != second->is_shared)
		return first->is_shared ? -1 : 1;
	return first->order < second->order ? -1 : 1;
}

/* "4.1", or "Objectives" of what has no number. */
static struct text name_of(struct arena *arena, const struct node *node)
{
	const struct node *section = node_ancestor(node, NODE_SECTION);

	if (node->number.length)
		return node->number;
	if (!section || !node_heading(section))
		return TEXT("the text before the first heading");
	return arena_format(arena, "\"%.*s\"", TEXT_ARGUMENTS(text_trim(node_words(arena, node_heading(section)))));
}

/* The words under the caret: a clause's begin after its number. */
static struct place place_of_words(const struct node *node)
{
	const struct node *leaf = node;

	while (leaf->first_child && !node_is_leaf_block(leaf))
		leaf = leaf->first_child;
	if (!node_is_leaf_block(leaf) || !leaf->first_child)
		return node->place;
	return place_join(leaf->first_child->place, leaf->last_child->place);
}

/* A block that is included twice is one mistake, however many clauses it has. */
static void report_block_twice(struct whole_text *survey, const struct node *node, const struct source **told)
{
	struct place place = place_in_policy(survey->context->policy, node->place);

	if (*told == node->place.source)
		return;
	*told = node->place.source;
	findings_add(survey->context->findings, CHECK_DUPLICATE_CLAUSE, place,
		     "this shared wording is included twice, so readers meet the same clauses again; take one of the "
		     "two includes out");
}

/* Texts of one hash, in the order of the document. */
static void compare_group(struct whole_text *survey, const struct surveyed_text *texts, size_t count,
			  const struct source **told)
{
	const struct policy *policy = survey->context->policy;
	struct findings *findings = survey->context->findings;
	const struct node *first = texts[0].node;
	struct text words = plain_words(&survey->scratch, first);
	struct finding *finding = NULL;

	if (count_words(words) < WORDS_LEAST)
		return;
	for (size_t i = 1; i < count; i++) {
		const struct node *node = texts[i].node;
		if (!text_equal(plain_words(&survey->scratch, node), words))
			continue;
		if (texts[i].is_shared && place_compare(node->place, first->place) == 0) {
			report_block_twice(survey, node, told);
			continue;
		}
		struct place place = place_in_policy(policy, place_of_words(node));
		if (finding) {
			finding_note(findings, finding, place, "and here again");
			continue;
		}
		struct text name = name_of(&survey->scratch, first);
		finding =
			findings_add(findings, CHECK_DUPLICATE_CLAUSE, place,
				     "these words stand in %.*s too, so a change of one can be forgotten in the other; "
				     "say it once, and refer to it where it is needed",
				     TEXT_ARGUMENTS(name));
		finding_note(findings, finding, place_of_words(first), "the same words");
	}
}

/* duplicate-clause. */
void whole_text_texts(struct whole_text *survey)
{
	size_t count = survey->texts.count;
	struct surveyed_text *texts = survey->texts.items;
	const struct source *told = NULL;

	if (count < 2)
		return;
	qsort(texts, count, sizeof *texts, compare_texts);
	for (size_t begin = 0, end; begin < count; begin = end) {
		for (end = begin + 1; end < count && texts[end].hash == texts[begin].hash;)
			end++;
		if (end - begin > 1)
			compare_group(survey, texts + begin, end - begin, &told);
	}
}

static struct place place_of_heading(const struct whole_text *survey, const struct node *heading)
{
	return place_in_policy(survey->context->policy,
			       place_join(heading->first_child->place, heading->last_child->place));
}

/* duplicate-section: the same heading twice in one place. Subsections of different sections may well be called alike.
 */
void whole_text_sections(struct whole_text *survey)
{
	struct findings *findings = survey->context->findings;
	struct map first_of = MAP_EMPTY;

	for (size_t i = 0; i < survey->sections.count; i++) {
		const struct node *section = survey->sections.items[i], *heading = node_heading(section);
		struct text words = heading ? plain_words(&survey->scratch, heading) : TEXT("");
		if (!words.length)
			continue;
		bool is_new;
		struct text key = arena_format(&survey->scratch, "%.*s\n%.*s", TEXT_ARGUMENTS(section->parent->id),
					       TEXT_ARGUMENTS(words));
		void **first = map_place(&first_of, key, &is_new);
		if (is_new) {
			*first = (void *)heading;
			continue;
		}
		const struct node *other = *first;
		struct finding *finding =
			findings_add_subject(findings, CHECK_DUPLICATE_SECTION, key, place_of_heading(survey, heading),
					     "a section of this heading stands here twice");
		if (!finding->note_count)
			finding_note(findings, finding, place_of_heading(survey, other), "the first one");
	}
	map_release(&first_of);
}
