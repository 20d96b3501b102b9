#include <string.h>

#include "base/memory.h"
#include "write/diff.h"

const char *diff_heading(const struct change *change)
{
	static const char *const headings[CLASS_COUNT] = {
		[CLASS_CRITERIA] = "Other changes to criteria",
		[CLASS_CODING] = "Codes",
		[CLASS_DATES] = "Dates",
		[CLASS_EVIDENCE] = "Evidence",
		[CLASS_GOVERNANCE] = "Governance",
		[CLASS_EDITORIAL] = "Editorial",
	};
	if (change->op == OP_FORMAT)
		return "Formatting";
	if (!change->logic)
		return headings[change->class];
	return change->class == CLASS_CRITERIA || change->class == CLASS_CODING
		       ? "Changes to what must hold"
		       : "Changes of meaning outside the criteria";
}

const struct policy *diff_policy(const struct diff_pair *pair)
{
	bool is_new = pair->new.policy && (pair->new.policy->ref.text.length || !pair->old.policy);

	return is_new ? pair->new.policy : pair->old.policy;
}

bool diff_has_changes(const struct diff_pair *pair)
{
	if (!pair->old.policy || !pair->new.policy)
		return true;
	return pair->formatting ? pair->difference->count > 0 : pair->difference->shown > 0;
}

const struct change_place *diff_place(const struct change *change)
{
	return change->op == OP_REMOVED || change->op == OP_SPLIT ? &change->from : &change->to;
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
	};
	bool is_of_criteria = change->subject == SUBJECT_CRITERION || change->subject == SUBJECT_CLAUSE;

	/* "None" is no exclusion. */
	if (diff_place(change)->kind == SECTION_EXCLUSIONS && is_of_criteria &&
	    (change->logic || (change->op != OP_ADDED && change->op != OP_REMOVED)))
		return "exclusion";
	return nouns[change->subject];
}

void diff_append_place(struct buffer *out, const struct change_place *place)
{
	buffer_append(out, place->number);
	if (place->number.length && place->section.length)
		buffer_append_byte(out, ' ');
	buffer_append(out, place->section);
}

static bool is_same_place(const struct change_place *a, const struct change_place *b)
{
	return text_equal(a->number, b->number) && text_equal(a->section, b->section);
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
	return change->is_reordered && is_same_place(&change->from, &change->to);
}

void diff_append_title(struct buffer *out, const struct change *change)
{
	const char *noun = noun_of(change);

	buffer_append_string(out, noun);
	if (*noun)
		buffer_append_byte(out, ' ');
	if (change->op == OP_CHANGED && !change->words.count && change->logic & LOGIC_EFFECT)
		buffer_append_string(out, "means something else");
	else if (change->subject == SUBJECT_SECTION && change->op == OP_CHANGED)
		buffer_append_string(out, "renamed");
	else if (change->op == OP_MOVED && is_put_in_order(change))
		buffer_append_string(out, "put in another order");
	else if (change->op == OP_FORMAT)
		buffer_append_string(out, "set out otherwise");
	else
		buffer_append_string(out, change_op_name(change->op));
	if (change->op == OP_SPLIT || change->op == OP_MERGED) {
		append_parts(out, change);
	} else if (change->op == OP_MOVED) {
		if (!is_put_in_order(change)) {
			bool is_same =
				is_same_place(&change->from, &change->to); /* another clause has its number now */
			buffer_append_string(out, is_same ? " from what was " : " from ");
			diff_append_place(out, &change->from);
		}
		if (change->words.count)
			buffer_append_string(out, " and changed");
	}
}

/* Lines that stand deeper than this leave no room for words on paper. */
#define DEPTH_MOST 12

struct diff_lines diff_lines_of(struct arena *arena, const struct change *change, struct text words)
{
	const struct change_levels *levels = &change->levels;
	ARRAY_OF(struct diff_line) lines = {0};
	struct text rest = words, line;
	size_t depth = 0, next = 0;

	while (words.length && text_split(&rest, '\n', &line)) {
		size_t at = (size_t)(line.bytes - words.bytes);
		for (; next < levels->count && levels->items[next].begin <= at; next++) {
			const struct criteria_group *group = levels->items[next].group;
			depth = levels->items[next].depth < DEPTH_MOST ? levels->items[next].depth : DEPTH_MOST;
			if (group)
				*ARRAY_ADD(&lines) = (struct diff_line){
					arena_format(arena,
						     "%.*s:", TEXT_ARGUMENTS(criteria_group_words(arena, group))),
					depth, true};
		}
		*ARRAY_ADD(&lines) = (struct diff_line){line, depth, false};
	}
	struct diff_lines result = {arena_copy_array(arena, lines.items, lines.count, sizeof(struct diff_line)),
				    lines.count};
	ARRAY_RELEASE(&lines);
	return result;
}

struct text diff_neighbours(struct arena *arena, const struct change *change)
{
	const struct criteria_group *group = change->op == OP_ADDED     ? change->new_group
					     : change->op == OP_REMOVED ? change->old_group
									: NULL;

	return group ? arena_format(arena, "With its neighbours: %.*s",
				    TEXT_ARGUMENTS(criteria_group_words(arena, group)))
		     : TEXT("");
}

void diff_append_codes_title(struct buffer *out, const struct change *first, size_t count)
{
	buffer_append_format(out, "%zu %.*s code%s ", count, TEXT_ARGUMENTS(first->label), count == 1 ? "" : "s");
	if (!first->is_repeat)
		buffer_append_string(out, change_op_name(first->op));
	else
		buffer_append_string(out, first->op == OP_REMOVED ? "removed where listed twice"
					  : first->op == OP_ADDED ? "listed once more"
								  : change_op_name(first->op));
	if (first->op == OP_MOVED && !is_same_place(&first->from, &first->to)) {
		buffer_append_string(out, " from ");
		diff_append_place(out, &first->from);
	}
}

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
		[EFFECT_UNSTATED] = "not said",
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

void diff_append_version(struct buffer *out, const struct diff_side *side)
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

size_t diff_code_run_end(const struct difference *difference, size_t begin, size_t end)
{
	const struct change *first = &difference->changes[begin];
	size_t at = begin + 1;

	if (first->subject != SUBJECT_CODE)
		return at;
	for (; at < end; at++) {
		const struct change *change = &difference->changes[at];
		const struct change_place *a = first->op == OP_REMOVED ? &first->from : &first->to;
		const struct change_place *b = change->op == OP_REMOVED ? &change->from : &change->to;
		if (change->subject != SUBJECT_CODE || change->op != first->op || change->class != first->class ||
		    change->is_repeat != first->is_repeat || !text_equal(change->label, first->label) ||
		    !is_same_place(a, b) || (first->op == OP_MOVED && !is_same_place(&first->from, &change->from)))
			break;
	}
	return at;
}
