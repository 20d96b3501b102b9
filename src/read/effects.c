#include "read/effects.h"

#include "read/effects_parts.h"
#include "tree/flat_text.h"
#include "tree/lead_in.h"

/* Words of titles that name no treatment. */
static bool is_common(struct text word)
{
	static const char common[] =
		"treatment treatments surgery surgical procedure procedures patient patients management therapy "
		"policy policies commissioning clinical people adults children chronic primary secondary services "
		"service based guidance practice evidence intervention interventions programme conditions assessment";

	return text_is_one_of(word, common);
}

static void add_own_words(struct effects *effects, struct text text)
{
	struct words words = words_cut(&effects->policy->scratch, text);
	struct text *grown = ARENA_ARRAY(&effects->policy->scratch, effects->own_count + words.count + 1, struct text);

	for (size_t i = 0; i < effects->own_count; i++)
		grown[i] = effects->own_words[i];
	effects->own_words = grown;
	for (size_t i = 0; i < words.count; i++)
		if (words.items[i].text.length >= 5 && !is_common(words.items[i].text))
			grown[effects->own_count++] = words.items[i].text;
}

struct effects effects_begin(struct policy *policy)
{
	struct effects effects = {.policy = policy};

	add_own_words(&effects, policy->title.text);
	add_own_words(&effects, policy->subtitle.text);
	return effects;
}

/* What the sentences of some paragraphs say, and the last of them. */
struct sum {
	struct act all, last;
	struct place place; /* of `all` */
	struct place last_place, unclear_place;
	size_t sentences;
};

static bool is_opening(enum effect effect)
{
	return effect == EFFECT_ELIGIBLE || effect == EFFECT_CONSIDERED || effect == EFFECT_ONLY_IF;
}

/* One sentence more. */
static void join_sentence(struct sum *sum, struct act act, struct place place)
{
	struct act *all = &sum->all;
	bool was_refusal = all->effect == EFFECT_NOT_COMMISSIONED && !all->is_unclear;

	sum->sentences++;
	if (act.is_exception_list && was_refusal)
		act = (struct act){
			.effect = EFFECT_ONLY_IF, .otherwise = EFFECT_NOT_COMMISSIONED, .has_condition = true};
	if (was_refusal && act.effect == EFFECT_REQUIRED && act.exception == EXCEPTION_APPROVAL)
		act = (struct act){.is_route = true, .exception = EXCEPTION_APPROVAL};
	if (was_refusal && act.is_route)
		all->exception = all->exception ? all->exception : act.exception;
	sum->last = act;
	sum->last_place = place;
	if (was_refusal && is_opening(act.effect) && !all->has_condition)
		sum->last.otherwise = EFFECT_NOT_COMMISSIONED;
	all->is_unclear |= act.is_unclear;
	all->phase = all->phase ? all->phase : act.phase;
	if (act.is_unclear && !sum->unclear_place.source)
		sum->unclear_place = place;
	if (!act.effect)
		return;
	if (!all->effect) {
		enum treatment_phase phase = all->phase;
		bool is_unclear = all->is_unclear;
		*all = act;
		all->phase = phase;
		all->is_unclear = is_unclear;
		sum->place = place;
	} else if (all->effect != act.effect) {
		bool is_exception =
			was_refusal && act.otherwise == EFFECT_NOT_COMMISSIONED && act.effect == EFFECT_ONLY_IF;
		all->effect = is_exception ? EFFECT_ONLY_IF : EFFECT_MIXED;
		all->otherwise = is_exception ? EFFECT_NOT_COMMISSIONED : EFFECT_UNSTATED;
		all->has_condition |= act.has_condition;
	} else {
		all->has_condition |= act.has_condition;
		all->is_before_referral &= act.is_before_referral;
		if (all->refusal != act.refusal)
			all->refusal = REFUSAL_ROUTINE;
	}
}

static void read_paragraph(const struct effects *effects, const struct node *paragraph, struct sum *sum)
{
	struct arena *scratch = &effects->policy->scratch;
	struct flat_text flat = flat_text_of(scratch, paragraph);
	struct words words = words_cut(scratch, flat.text);
	bool leads = paragraph->kind == NODE_PARAGRAPH && lead_in_block(paragraph);

	for (size_t from = 0, to; from < words.count; from = to) {
		to = words_sentence_end(&words, from);
		struct sentence context = {
			.own_words = effects->own_words,
			.own_count = effects->own_count,
			.leads_to_list = leads && to == words.count,
		};
		const struct act *before = sum->sentences ? &sum->last : NULL;
		struct act act = sentence_read(scratch, &words, from, to, &context, before);
		join_sentence(sum, act, flat_text_place(&flat, act.first, act.after));
	}
}

static struct effect_reading reading_of(const struct act *act, struct place place)
{
	if (act->is_unclear || !act->effect)
		return (struct effect_reading){.is_unclear = act->is_unclear,
					       .phase = act->phase,
					       .place = act->is_unclear ? place : PLACE_NONE};
	return (struct effect_reading){
		.effect = act->effect,
		.from = EFFECT_FROM_WORDS,
		.otherwise = act->effect == EFFECT_ONLY_IF && act->denies_otherwise ? EFFECT_NOT_COMMISSIONED
										    : act->otherwise,
		.exception = act->effect == EFFECT_NOT_COMMISSIONED ? act->exception : EXCEPTION_NONE,
		.phase = act->effect == EFFECT_MIXED ? PHASE_NONE : act->phase,
		.refusal = act->refusal,
		.has_condition = act->has_condition,
		.is_before_referral = act->is_before_referral,
		.place = place,
		.words = act->effect,
	};
}

/* A mark decides, whatever the words say. */
static void apply_mark(struct effect_reading *reading, const struct marks *marks)
{
	if (!marks || !marks->effect_place.source)
		return;
	struct effect_reading words = *reading;

	reading->from = EFFECT_FROM_MARK;
	reading->effect = marks->effect;
	reading->is_unclear = false;
	if (words.effect == marks->effect)
		return;
	reading->otherwise = EFFECT_UNSTATED;
	reading->exception = EXCEPTION_NONE;
	/* What the words call a refusal: plain words are the stronger, so what isn't known is "routinely". */
	reading->refusal = REFUSAL_ROUTINE;
}

/* A board's own words, and what it says of the section, where the clause's own words are silent. */
static void apply_profile(const struct effects *effects, struct effect_reading *reading, struct text words)
{
	if (reading->effect || reading->is_unclear)
		return;
	enum effect effect = profile_effect(effects->section, effects->subsection, words);

	if (!effect)
		return;
	reading->effect = effect;
	reading->from = EFFECT_FROM_PROFILE;
	reading->refusal = REFUSAL_ROUTINE;
}

static bool has_list(const struct node *block)
{
	for (const struct node *child = block->first_child; child; child = child->next)
		if (node_group((struct node *)child))
			return true;
	return false;
}

void effects_read_clause(const struct effects *effects, struct node *clause)
{
	struct sum sum = {.place = PLACE_NONE};
	const struct node *first = clause->first_child;

	for (const struct node *child = first; child; child = child->next)
		if (child->kind == NODE_PARAGRAPH)
			read_paragraph(effects, child, &sum);
	clause->ruling.reading = reading_of(&sum.all, sum.all.is_unclear ? sum.unclear_place : sum.place);
	bool has_words = first && node_is_leaf_block(first);
	if (has_words)
		apply_profile(effects, &clause->ruling.reading, node_words(&effects->policy->scratch, first));
	clause->ruling.reading.has_condition |= has_list(clause);
	apply_mark(&clause->ruling.reading, clause->ruling.marks);
}

/* What a list has from around it: nothing of a refusal, which its own words would have to say. */
static struct effect_reading from_around(const struct effect_reading *around)
{
	bool is_refusal = around && (around->effect == EFFECT_NOT_COMMISSIONED || around->effect == EFFECT_MIXED ||
				     around->effect == EFFECT_OUTSIDE_POLICY || around->effect == EFFECT_ELSEWHERE);

	if (!around || (is_refusal && around->from == EFFECT_FROM_WORDS))
		return (struct effect_reading){.place = PLACE_NONE};
	return *around;
}

static struct effect_reading read_lead_in(const struct effects *effects, const struct node *words,
					  const struct effect_reading *around)
{
	struct sum sum = {.place = PLACE_NONE};

	read_paragraph(effects, words, &sum);
	if (sum.last.effect || sum.last.is_unclear)
		return reading_of(&sum.last, sum.last_place);
	/* "It is not funded. These are examples:" refuses nobody by the list. */
	bool is_carried = is_opening(sum.all.effect) || sum.all.effect == EFFECT_REQUIRED;
	if (sum.all.effect || sum.all.is_unclear)
		return is_carried || sum.all.is_unclear
			       ? reading_of(&sum.all, sum.all.is_unclear ? sum.unclear_place : sum.place)
			       : (struct effect_reading){.place = PLACE_NONE};
	struct effect_reading reading = {.place = PLACE_NONE};
	if (!around)
		apply_profile(effects, &reading, node_words(&effects->policy->scratch, words));
	return reading.effect ? reading : from_around(around);
}

void effects_read_group(const struct effects *effects, struct node *block, const struct effect_reading *around,
			bool is_nested)
{
	struct criteria_group *group = node_group(block);
	const struct node *words = lead_in_of(block);

	if (is_nested && around)
		group->reading = *around;
	else
		group->reading = words ? read_lead_in(effects, words, around) : from_around(around);
	group->reading.has_condition = true;
	if (!is_nested)
		apply_mark(&group->reading, group->marks);
}

/* What an item asks of the patient is its condition, and no further effect. */
static bool is_own_effect(const struct effect_reading *own, enum effect around)
{
	return own->effect && own->effect != around && own->effect != EFFECT_REQUIRED && own->effect != EFFECT_SCOPE;
}

static void read_item(const struct effects *effects, struct node *item, const struct effect_reading *around)
{
	struct sum sum = {.place = PLACE_NONE};

	for (const struct node *child = item->first_child; child; child = child->next)
		if (child->kind == NODE_PARAGRAPH)
			read_paragraph(effects, child, &sum);
	struct effect_reading own = reading_of(&sum.all, sum.all.is_unclear ? sum.unclear_place : sum.place);
	item->ruling.reading = is_own_effect(&own, around->effect) ? own : *around;
	item->ruling.reading.is_unclear = false;
	item->ruling.reading.words = own.effect == EFFECT_REQUIRED ? EFFECT_UNSTATED : own.effect;
	apply_mark(&item->ruling.reading, item->ruling.marks);
}

void effects_read_criteria(const struct effects *effects, struct node *block)
{
	const struct effect_reading *around = &node_group(block)->reading;

	for (struct node *child = block->first_child; child; child = child->next) {
		if (child->kind == NODE_ITEM && child->ruling.is_criterion)
			read_item(effects, child, around);
		else if (child->kind == NODE_ROW && child->ruling.is_criterion)
			child->ruling.reading = *around;
	}
}
