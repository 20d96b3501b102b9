/* The wording of a difference: every phrase that is said of a change, in whatever form. */
#include "write/diff_lines.h"

#include "tree/flat_text.h"
#include "tree/lead_in.h"

const char *diff_heading(const struct change *change)
{
	/* Of what may change what must hold, and of all else. */
	static const char *const headings[CLASS_COUNT][2] = {
		[CLASS_CRITERIA] = {"Criteria: other words", "Criteria"},
		[CLASS_CODING] = {"Codes", "Codes: a change of meaning"},
		[CLASS_DATES] = {"Dates", "Dates: a change of meaning"},
		[CLASS_EVIDENCE] = {"Evidence", "Evidence: a change of meaning"},
		[CLASS_GOVERNANCE] = {"Governance", "Governance: a change of meaning"},
		[CLASS_EDITORIAL] = {"Wording", "Wording"},
	};
	if (change->op == OP_FORMAT)
		return "Formatting";
	if (change->is_reading)
		return "Corrected readings: the words are the same";
	return headings[change->class][change->logic != 0];
}

static const char *noun_of(const struct change *change)
{
	static const char *const nouns[SUBJECT_COUNT] = {
		[SUBJECT_FIELD] = "",
		[SUBJECT_HISTORY] = "entry",
		[SUBJECT_SECTION] = "section",
		[SUBJECT_CLAUSE] = "clause",
		[SUBJECT_CRITERION] = "criterion",
		[SUBJECT_GROUP] = "how criteria combine",
		[SUBJECT_ITEM] = "item",
		[SUBJECT_NOTE] = "note",
		[SUBJECT_PARAGRAPH] = "paragraph",
		[SUBJECT_ROW] = "row",
		[SUBJECT_REFERENCE] = "reference",
		[SUBJECT_CODE] = "code",
		[SUBJECT_SENTENCE] = "sentence",
		[SUBJECT_ID] = "id",
	};
	bool is_of_criteria = change->subject == SUBJECT_CRITERION || change->subject == SUBJECT_CLAUSE;

	/* "None" is no exclusion. */
	if (diff_place(change)->kind == SECTION_EXCLUSIONS && is_of_criteria &&
	    (change->logic || (change->op != OP_ADDED && change->op != OP_REMOVED)))
		return "exclusion";
	return nouns[change->subject];
}

const struct change_place *diff_place(const struct change *change)
{
	return change->op == OP_REMOVED || change->op == OP_SPLIT ? &change->from : &change->to;
}

bool diff_is_same_place(const struct change_place *a, const struct change_place *b)
{
	return text_equal(a->number, b->number) && text_equal(a->section, b->section);
}

void diff_append_place(struct buffer *out, const struct change_place *place)
{
	buffer_append(out, place->number);
	if (place->number.length && place->section.length)
		buffer_append_byte(out, ' ');
	buffer_append(out, place->section);
}

/* " into 1.1 and 1.2" */
static void append_parts(struct buffer *out, const struct change *change)
{
	buffer_append_string(out, change->op == OP_SPLIT ? " into " : " from ");
	for (size_t i = 0; i < change->part_count; i++) {
		if (i)
			buffer_append_string(out, i + 1 == change->part_count ? " and " : ", ");
		if (change->parts[i].place.number.length)
			buffer_append(out, change->parts[i].place.number);
		else
			buffer_append_string(out, "a paragraph");
	}
}

/* Below the same heading or number: all that can be said is that its neighbours are in another order. */
static bool is_put_in_order(const struct change *change)
{
	return change->is_reordered && diff_is_same_place(&change->from, &change->to);
}

void diff_append_title(struct buffer *out, const struct change *change)
{
	const char *noun = noun_of(change);

	if (change->shape && change->subject != SUBJECT_REFERENCE) {
		buffer_append_string(out, change->shape);
		return;
	}
	if (change->shape) {
		buffer_append_format(out, "references %s", change->shape);
		return;
	}
	buffer_append_string(out, noun);
	if (*noun)
		buffer_append_byte(out, ' ');
	if (change->is_reading)
		buffer_append_string(out, "read otherwise");
	else if (change->subject == SUBJECT_ID && change->op == OP_CHANGED &&
		 text_equal(change->old_words, change->new_words))
		buffer_append_string(out, "put on another clause");
	else if (change->subject == SUBJECT_SENTENCE && !text_equal(change->old_words, change->new_words) &&
		 change->op == OP_MOVED)
		buffer_append_string(out, "exchanged with the next one");
	else if (change->op == OP_CHANGED && !change->words.count && change->logic & LOGIC_EFFECT)
		buffer_append_string(out, "means something else");
	else if (change->subject == SUBJECT_SECTION && change->op == OP_CHANGED)
		buffer_append_string(out, "renamed");
	else if (change->op == OP_MOVED && is_put_in_order(change))
		buffer_append_string(out, "put in another order");
	else if (change->op == OP_FORMAT)
		buffer_append_string(out, "set out otherwise");
	else
		buffer_append_string(out, change_op_names[change->op]);
	if (change->op == OP_SPLIT || change->op == OP_MERGED) {
		append_parts(out, change);
	} else if (change->op == OP_MOVED) {
		if (!is_put_in_order(change)) {
			bool is_same =
				diff_is_same_place(&change->from, &change->to); /* another clause has its number now */
			buffer_append_string(out, is_same ? " from what was " : " from ");
			diff_append_place(out, &change->from);
		}
		if (change->words.count)
			buffer_append_string(out, " and changed");
	}
}

void diff_append_codes_title(struct buffer *out, const struct change *first, size_t count)
{
	buffer_append_format(out, "%zu %.*s code%s ", count, TEXT_ARGUMENTS(first->label), count == 1 ? "" : "s");
	if (!first->is_repeat)
		buffer_append_string(out, change_op_names[first->op]);
	else
		buffer_append_string(out, first->op == OP_REMOVED ? "removed where listed twice"
					  : first->op == OP_ADDED ? "listed once more"
								  : change_op_names[first->op]);
	if (first->op == OP_MOVED && !diff_is_same_place(&first->from, &first->to)) {
		buffer_append_string(out, " from ");
		diff_append_place(out, &first->from);
	}
}

void diff_append_short_field(struct buffer *out, const struct change *field)
{
	bool is_changed = field->op == OP_CHANGED;

	buffer_append(out, field->old_words);
	buffer_append_string(out, is_changed ? " → " : "");
	buffer_append(out, field->new_words);
	buffer_append_string(out, is_changed ? "" : field->op == OP_REMOVED ? " (taken out)" : " (new)");
}

/* Kinds of logic that the title of a change says by itself. */
#define LOGIC_SAID (LOGIC_CRITERION | LOGIC_EXCLUSION)

void diff_append_logic(struct buffer *out, const struct change *change)
{
	bool is_first = true;

	for (unsigned i = 0; i < LOGIC_COUNT; i++) {
		if (!(change->logic & ~(unsigned)LOGIC_SAID & 1u << i))
			continue;
		if (!is_first)
			buffer_append_string(out, ", ");
		buffer_append_string(out, logic_words((enum logic)(1u << i)));
		is_first = false;
	}
}

const char *diff_effect_words(enum effect effect)
{
	static const char *const words[EFFECT_COUNT] = {
		[EFFECT_UNSTATED] = "not read by policyc",
		[EFFECT_ELIGIBLE] = "eligible",
		[EFFECT_NOT_COMMISSIONED] = "not commissioned",
		[EFFECT_OUTSIDE_POLICY] = "outside this policy",
		[EFFECT_OVERRIDES] = "eligible whatever else the policy says",
		[EFFECT_CONSIDERED] = "may be considered",
		[EFFECT_ONLY_IF] = "not funded without this",
		[EFFECT_REQUIRED] = "also needed",
		[EFFECT_SCOPE] = "whom the policy is for",
		[EFFECT_ELSEWHERE] = "another service or commissioner",
		[EFFECT_MIXED] = "several things",
	};
	return words[effect];
}

struct text diff_group_remark(struct arena *arena, const struct criteria_group *group)
{
	return ARENA_JOIN(arena, criteria_group_words(arena, group), TEXT(":"));
}

struct text diff_neighbours_sentence(struct arena *arena, const struct criteria_group *group)
{
	return ARENA_JOIN(arena, TEXT(DIFF_OF_NEIGHBOURS ": "), criteria_group_words(arena, group));
}

struct text diff_list_sentence(struct arena *arena, struct text lead)
{
	return ARENA_JOIN(arena, TEXT("In the list “"), lead, TEXT("”"));
}

/* Of an item its own words alone, and not those of a list below it. */
static const struct node *own_words_of(const struct node *item)
{
	return item->kind == NODE_ITEM && item->first_child && node_is_leaf_block(item->first_child) ? item->first_child
												     : item;
}

/* Of a long list the first are named. */
#define LED_MOST 6

struct text diff_led_sentence(struct arena *arena, const struct node *unit)
{
	const struct node *own = unit && node_is_leaf_block(unit) ? unit : unit ? unit->first_child : NULL;
	const struct node *list = own && own->kind == NODE_PARAGRAPH ? lead_in_block(own) : NULL;
	struct buffer words = BUFFER_EMPTY;
	size_t count = 0;

	for (const struct node *item = list ? list->first_child : NULL; item; item = item->next) {
		if ((item->kind != NODE_ITEM && item->kind != NODE_ROW) ||
		    (item->kind == NODE_ROW && item->row.is_header))
			continue;
		if (count++ >= LED_MOST)
			continue;
		buffer_append_string(&words, words.length ? "; " : "It leads to: ");
		struct text item_words = text_trim(node_words(arena, own_words_of(item)));
		while (text_ends(item_words, TEXT(";")) || text_ends(item_words, TEXT(".")))
			item_words.length--;
		buffer_append(&words, item_words);
	}
	if (count > LED_MOST)
		buffer_append_format(&words, "; and %zu more", count - LED_MOST);
	struct text sentence = buffer_keep(&words, arena);
	return sentence;
}

const char *diff_parts_heading(const struct change *change)
{
	return change->op == OP_SPLIT ? "Where the words stand now:" : "Where the words stood:";
}

static void append_version(struct buffer *out, const struct diff_side *side)
{
	const struct policy *policy = side->policy;

	if (!policy || !policy->version.text.length) {
		buffer_append_string(out, "no version");
		return;
	}
	buffer_append_format(out, "version %.*s", TEXT_ARGUMENTS(policy->version.text));
	if (policy->status.choice == STATUS_DRAFT || policy->status.choice == STATUS_CONSULTATION)
		buffer_append_format(out, " (%s)", status_names[policy->status.choice]);
}

void diff_append_versions(struct buffer *out, const struct diff_pair *pair, const char *between)
{
	append_version(out, &pair->old);
	buffer_append_string(out, between);
	append_version(out, &pair->new);
}

void diff_append_other_policy(struct buffer *out, const struct diff_pair *pair)
{
	buffer_append_format(out, "The old is %.*s %.*s.", TEXT_ARGUMENTS(pair->old.policy->ref.text),
			     TEXT_ARGUMENTS(pair->old.policy->title.text));
}
