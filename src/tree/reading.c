#include "tree/reading.h"

#include "base/sha256.h"
#include "tree/flat_text.h"

typedef ARRAY_OF(struct reading_part) part_array;

bool reading_is_looked_for(const struct node *node)
{
	enum section_kind kind = node_section_kind(node);
	return kind == SECTION_POLICY_STATEMENT || kind == SECTION_EXCLUSIONS || kind == SECTION_CORE_CRITERIA;
}

bool quantity_is_open(const struct quantity *quantity)
{
	if (quantity->is_amount)
		return false;
	return quantity->comparison == COMPARISON_UNSTATED || quantity->is_join_unclear ||
	       quantity->negated == TRUTH_OPEN ||
	       (quantity_is_bounded_above(quantity) && quantity->upper_inclusive == TRUTH_OPEN);
}

static unsigned open_quantities(const struct node *node)
{
	for (const struct quantity *quantity = node_quantities(node); quantity; quantity = quantity->next)
		if (quantity_is_open(quantity))
			return OPEN_QUANTITY;
	return 0;
}

static unsigned open_effect(const struct effect_reading *reading)
{
	return (reading->is_unclear ? OPEN_EFFECT : 0) | (reading->effect == EFFECT_MIXED ? OPEN_SEVERAL : 0);
}

/* "None" under a heading says that there is nothing, and so leaves nothing open. */
static bool says_none(const struct node *node)
{
	struct arena arena = ARENA_EMPTY;
	struct text words = text_trim(node_words(&arena, node));
	if (text_ends(words, TEXT(".")))
		words.length--;
	bool is_none = text_equal_ignoring_case(words, TEXT("none"));
	arena_release(&arena);
	return is_none;
}

/* `with_effect`: one of which it is read what it does. */
static bool has_group_below(const struct node *node, bool with_effect)
{
	for (const struct node *child = node->first_child; child; child = child->next)
		if (node_is_group(child) && (!with_effect || node_reading(child)->effect != EFFECT_UNSTATED))
			return true;
	return false;
}

static unsigned open_clause(const struct node *clause)
{
	const struct effect_reading *reading = &clause->ruling.reading;
	unsigned open = open_effect(reading) | open_quantities(clause);
	if (reading->effect == EFFECT_UNSTATED && !reading->is_unclear && reading->from != EFFECT_FROM_MARK &&
	    !has_group_below(clause, true) && reading_is_looked_for(clause) && !says_none(clause))
		open |= OPEN_SILENT;
	return open;
}

static unsigned open_group(const struct node *block)
{
	const struct criteria_group *group = node_group((struct node *)block);
	unsigned open = 0;
	if (block->parent->kind != NODE_CLAUSE || !block->parent->ruling.reading.is_unclear)
		open |= open_effect(&group->reading) & OPEN_EFFECT;
	if (group->combination == CRITERIA_UNCLEAR)
		open |= OPEN_COMBINATION;
	if (group->own == OWN_CONDITION && group->join == JOIN_UNCLEAR)
		open |= OPEN_OWN;
	if (group->left_out.source)
		open |= OPEN_LEFT_OUT;
	return open;
}

static unsigned open_criterion(const struct node *criterion)
{
	const struct effect_reading *around = node_reading(criterion->parent);
	unsigned open = open_quantities(criterion);
	if (criterion->ruling.reading.effect != around->effect)
		open |= open_effect(&criterion->ruling.reading);
	return open;
}

static const struct included_block *block_of(const struct policy *policy, const struct node *node)
{
	for (size_t i = 0; i < policy->include_count; i++)
		if (policy->includes[i].source && policy->includes[i].source == node->place.source)
			return &policy->includes[i];
	return NULL;
}

static void add(part_array *parts, enum reading_part_kind kind, const struct node *node, unsigned open)
{
	*ARRAY_ADD(parts) = (struct reading_part){.kind = kind, .node = node, .open = open};
}

/* A list that is no group, and stands in none. */
static bool is_unread_list(const struct node *list)
{
	const struct criteria_group *group = node_group((struct node *)list);
	if (group->is_marked_list || list->list.is_run || !reading_is_looked_for(list))
		return false;
	return list->parent->kind == NODE_CLAUSE || list->parent->kind == NODE_SECTION ||
	       node_is_criterion(list->parent);
}

static void add_node(part_array *parts, const struct node *node)
{
	switch (node->kind) {
	case NODE_CLAUSE: {
		const struct effect_reading *reading = &node->ruling.reading;
		if (reading_is_looked_for(node) || reading->effect != EFFECT_UNSTATED || reading->is_unclear ||
		    reading->from == EFFECT_FROM_MARK || has_group_below(node, false))
			add(parts, READING_CLAUSE, node, open_clause(node));
		break;
	}
	case NODE_LIST:
	case NODE_TABLE:
		if (node_is_group(node))
			add(parts, READING_GROUP, node, open_group(node));
		else if (is_unread_list(node))
			add(parts, READING_LIST, node, OPEN_SILENT);
		break;
	case NODE_ITEM:
	case NODE_ROW:
		if (node_is_criterion(node))
			add(parts, READING_CRITERION, node, open_criterion(node));
		else if (node->kind == NODE_ITEM && node_is_group(node->parent) && !node_is_run(node))
			add(parts, READING_NOTE, node, 0);
		break;
	case NODE_PARAGRAPH:
		if (node->parent->kind == NODE_SECTION && reading_is_looked_for(node) && !says_none(node))
			add(parts, READING_WORDS, node, OPEN_SILENT);
		break;
	default:
		break;
	}
}

struct reading_parts reading_parts_of(struct arena *arena, const struct policy *policy)
{
	part_array parts = {0};
	struct reading_parts kept = {0};
	struct walk walk = walk_begin(policy->body);

	while (policy->body && walk_next_block(&walk))
		if (walk.is_entering)
			add_node(&parts, walk.node);
	for (size_t i = 0; i < policy->code_set_count; i++)
		*ARRAY_ADD(&parts) = (struct reading_part){.kind = READING_CODES, .set = &policy->code_sets[i]};
	for (size_t i = 0; i < parts.count; i++) {
		struct reading_part *part = &parts.items[i];
		part->block = part->node ? block_of(policy, part->node) : NULL;
		kept.open += part->open != 0;
	}
	kept.count = parts.count;
	kept.items = arena_copy_array(arena, parts.items, parts.count, sizeof *parts.items);
	ARRAY_RELEASE(&parts);
	return kept;
}

/* What is read, as names and values */

static void append_effect(struct buffer *out, const struct effect_reading *reading)
{
	buffer_append_format(out, " effect=%s from=%s", effect_names[reading->effect],
			     effect_basis_names[reading->from]);
	if (reading->otherwise)
		buffer_append_format(out, " otherwise=%s", effect_names[reading->otherwise]);
	if (reading->exception)
		buffer_append_format(out, " exception=%s", exception_names[reading->exception]);
	if (reading->phase)
		buffer_append_format(out, " phase=%s", phase_names[reading->phase]);
	if (reading->effect == EFFECT_NOT_COMMISSIONED)
		buffer_append_format(out, " refusal=%u", (unsigned)reading->refusal);
	if (reading->effect && reading->has_condition)
		buffer_append_string(out, " conditional");
	if (reading->is_before_referral)
		buffer_append_string(out, " before-referral");
	if (reading->is_unclear)
		buffer_append_string(out, " unclear");
}

static void append_words(struct buffer *out, const char *name, struct text words)
{
	if (words.length)
		buffer_append_format(out, " %s=\"%.*s\"", name, TEXT_ARGUMENTS(words));
}

static void append_quantity(struct buffer *out, const struct quantity *quantity)
{
	static const char *const truths[] = {"no", "yes", "open"};
	buffer_append_format(out, " (%s %s %.10g", quantity_kind_names[quantity->kind],
			     comparison_names[quantity->comparison], quantity->value);
	if (quantity->has_upper)
		buffer_append_format(out, " upper=%.10g", quantity->upper);
	if (quantity->has_second)
		buffer_append_format(out, " second=%.10g", quantity->second);
	if (quantity_is_bounded_above(quantity))
		buffer_append_format(out, " inclusive=%s", truths[quantity->upper_inclusive]);
	if (quantity->negated != TRUTH_NO)
		buffer_append_format(out, " negated=%s", truths[quantity->negated]);
	append_words(out, "unit", quantity->unit);
	append_words(out, "measure", quantity->name);
	append_words(out, "per", quantity->per);
	append_words(out, "of", quantity->of);
	if (quantity->comparison == COMPARISON_WITHIN) {
		append_words(out, "anchor", quantity->anchor);
		buffer_append_format(out, " direction=%s", direction_names[quantity->direction]);
	}
	append_words(out, "for", quantity->for_words);
	if (quantity->is_join_unclear)
		buffer_append_string(out, " join=unclear");
	if (quantity->is_amount)
		buffer_append_string(out, " amount");
	append_words(out, "words", quantity->words);
	buffer_append_byte(out, ')');
}

static void append_group(struct buffer *out, const struct criteria_group *group)
{
	buffer_append_format(out, " op=%s", criteria_operator_names[group->combination]);
	if (criteria_operator_counts(group->combination))
		buffer_append_format(out, "(%u)", group->at_least);
	buffer_append_format(out, " by=%s own=%s", group->basis == CRITERIA_BY_MARK ? "mark" : "words",
			     own_words_names[group->own]);
	if (group->own == OWN_CONDITION && group->join != JOIN_NOT_SAID)
		buffer_append_format(out, " join=%s", own_join_names[group->join]);
	if (group->left_out.source)
		buffer_append_string(out, " left-out");
}

static void append_codes(struct buffer *out, const struct code_set *set)
{
	buffer_append_format(out, " %s %s", code_system_names[set->system], code_set_state_names[set->state]);
	append_words(out, "role", set->role);
	append_words(out, "url", set->url);
	for (size_t i = 0; i < set->count; i++) {
		const struct code *code = &set->codes[i];
		buffer_append_format(out, " (%s", code_match_names[code->match]);
		append_words(out, "code", code->canonical.length ? code->canonical : code->written);
		append_words(out, "last", code->last_canonical);
		buffer_append_byte(out, ')');
	}
}

void reading_part_append(struct buffer *out, const struct reading_part *part)
{
	static const char *const kinds[] = {
		[READING_CLAUSE] = "clause",       [READING_GROUP] = "group", [READING_LIST] = "list",
		[READING_CRITERION] = "criterion", [READING_WORDS] = "words", [READING_CODES] = "codes",
		[READING_NOTE] = "note",
	};
	const struct node *node = part->node;

	buffer_append_string(out, kinds[part->kind]);
	switch (part->kind) {
	case READING_CODES:
		append_codes(out, part->set);
		return;
	case READING_GROUP:
		append_group(out, node_group((struct node *)node));
		append_effect(out, node_reading(node));
		break;
	case READING_CLAUSE:
	case READING_CRITERION:
		append_effect(out, &node->ruling.reading);
		for (const struct quantity *quantity = node_quantities(node); quantity; quantity = quantity->next)
			append_quantity(out, quantity);
		break;
	case READING_NOTE:
	case READING_LIST:
	case READING_WORDS:
		break;
	}
}

/* The form */

static void append_member(struct buffer *out, const char *name, struct text value)
{
	buffer_append_format(out, "%s %zu\n", name, value.length);
	buffer_append(out, value);
	buffer_append_byte(out, '\n');
}

void reading_append_form(struct buffer *out, const struct policy *policy)
{
	struct arena arena = ARENA_EMPTY;
	struct buffer scratch = BUFFER_EMPTY;
	struct reading_parts parts = reading_parts_of(&arena, policy);

	buffer_append_format(out, READING_FORM "\ngrammar %d\n", READING_GRAMMAR);
	append_member(out, "ref", policy->ref.text);
	append_member(out, "title", policy->title.text);
	if (policy->body)
		node_append_words(&scratch, policy->body, (struct words_options){.lines = true});
	append_member(out, "body", buffer_text(&scratch));
	buffer_append_format(out, "parts %zu\n", parts.count);
	for (size_t i = 0; i < parts.count; i++) {
		buffer_clear(&scratch);
		if (parts.items[i].node)
			node_append_words(&scratch, parts.items[i].node, (struct words_options){0});
		append_member(out, "words", buffer_text(&scratch));
		buffer_clear(&scratch);
		reading_part_append(&scratch, &parts.items[i]);
		append_member(out, "reading", buffer_text(&scratch));
	}
	buffer_release(&scratch);
	arena_release(&arena);
}

struct text reading_fingerprint(struct arena *arena, const struct policy *policy)
{
	struct buffer form = BUFFER_EMPTY;
	char hex[SHA256_HEX_LENGTH + 1];

	reading_append_form(&form, policy);
	sha256_hex(buffer_text(&form), hex);
	buffer_release(&form);
	return arena_format(arena, "sha256:%s", hex);
}
