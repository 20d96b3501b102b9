/* The sentences of the reading sheet: what a clause does, how criteria combine, made-up cases, codes. None may say more
 * than what was read. */
#include "tree/made_up.h"
#include "write/reading.h"

static const char *refusal_words(enum refusal refusal, bool has_condition)
{
	switch (refusal) {
	case REFUSAL_ROUTINE:
		return has_condition ? "Refuses: not routinely funded, as these words say."
				     : "Refuses: not routinely funded.";
	case REFUSAL_NOT_OFFERED:
		return has_condition ? "Refuses: not to be offered, as these words say."
				     : "Refuses: not to be offered.";
	case REFUSAL_PLAIN:
		break;
	}
	return has_condition ? "Refuses: not funded, as these words say." : "Refuses: not funded.";
}

static const char *effect_words(const struct effect_reading *reading)
{
	switch (reading->effect) {
	case EFFECT_ELIGIBLE:
		return "Opens: can be funded, as these words say.";
	case EFFECT_CONSIDERED:
		return "Opens: may be considered.";
	case EFFECT_ONLY_IF:
		return "Not funded without this. Whether it is enough is not said.";
	case EFFECT_REQUIRED:
		return reading->has_condition        ? "Also needed, where these words apply."
		       : reading->is_before_referral ? "Also needed, before referral."
						     : "Also needed.";
	case EFFECT_NOT_COMMISSIONED:
		return refusal_words(reading->refusal, reading->has_condition);
	case EFFECT_OUTSIDE_POLICY:
		return reading->has_condition ? "Outside this policy, as these words say." : "Outside this policy.";
	case EFFECT_SCOPE:
		return "Scope: who this policy is for.";
	case EFFECT_ELSEWHERE:
		return "Elsewhere: another service or commissioner.";
	case EFFECT_OVERRIDES:
		return "Opens: can be referred, whatever the policy statement says.";
	case EFFECT_MIXED:
		return "Open: its sentences do different things, so none is read.";
	case EFFECT_UNSTATED:
	case EFFECT_COUNT:
		break;
	}
	if (reading->is_unclear)
		return "Open: what these words do can't be read.";
	return reading->from == EFFECT_FROM_MARK ? "Does nothing." : "Nothing is read from these words.";
}

static const char *otherwise_words(enum effect effect)
{
	switch (effect) {
	case EFFECT_NOT_COMMISSIONED:
		return " Where this is not met: not funded.";
	case EFFECT_ELIGIBLE:
		return " Where this does not hold: can be funded.";
	case EFFECT_CONSIDERED:
		return " Where this does not hold: may be considered.";
	default:
		return "";
	}
}

static const char *phase_words(enum treatment_phase phase)
{
	static const char *const words[PHASE_COUNT] = {
		[PHASE_START] = " This is about starting treatment.",
		[PHASE_CONTINUE] = " This is about going on with treatment.",
		[PHASE_STOP] = " This is about stopping treatment.",
		[PHASE_REPEAT] = " This is about repeating treatment.",
		[PHASE_UNSTATED] = " Which part of treatment this is about is not read.",
	};
	return words[phase] ? words[phase] : "";
}

void effect_sentences_append(struct buffer *out, const struct effect_reading *reading)
{
	buffer_append_string(out, effect_words(reading));
	buffer_append_string(out, otherwise_words(reading->otherwise));
	if (reading->exception == EXCEPTION_IFR)
		buffer_append_string(out, " It names individual requests: that opens nothing.");
	if (reading->exception == EXCEPTION_APPROVAL)
		buffer_append_string(out, " It names approval: that opens nothing.");
	buffer_append_string(out, phase_words(reading->phase));
	if (reading->from == EFFECT_FROM_MARK)
		buffer_append_string(out, " (From a mark.)");
	if (reading->from == EFFECT_FROM_PROFILE && reading->effect != EFFECT_UNSTATED)
		buffer_append_string(out, " (From the profile.)");
}

static void put_join(struct buffer *out, enum own_join join)
{
	static const char *const words[OWN_JOIN_COUNT] = {
		[JOIN_AND] = " The words beside the list are a condition too: both are needed.",
		[JOIN_OR] = " The words beside the list are a condition too: either is enough.",
		[JOIN_EACH] = " The words beside the list go with each of the criteria.",
		[JOIN_WHEN] = " The list counts only where the words beside it apply.",
		[JOIN_UNCLEAR] = " Open: how the condition beside the list goes with it is not read.",
	};
	if (words[join])
		buffer_append_string(out, words[join]);
}

void group_sentences_append(struct buffer *out, const struct node *block)
{
	const struct criteria_group *group = node_group((struct node *)block);
	struct arena arena = ARENA_EMPTY;

	if (group->combination == CRITERIA_UNCLEAR) {
		buffer_append_string(out, "Open: how these criteria go together is not read.");
	} else {
		size_t begin = out->length;
		buffer_append(out, criteria_group_words(&arena, group));
		out->bytes[begin] = ascii_upper(out->bytes[begin]);
		buffer_append_byte(out, '.');
		if (group->basis == CRITERIA_BY_MARK)
			buffer_append_string(out, " (From a mark.)");
	}
	if (group->own == OWN_CONDITION)
		put_join(out, group->join);
	if (group->left_out.source)
		buffer_append_string(out, " Open: a paragraph after the list adds to it, and is not read.");
	arena_release(&arena);
}

/* A criterion that a made-up case may name: it does what its group does. */
static bool is_plain(const struct node *criterion)
{
	const struct effect_reading *around = node_reading(criterion->parent);
	return criterion->ruling.reading.effect == around->effect;
}

/* "B and C only", "all of them", "none of them": the first plain ones, as many as hold. */
static void put_case(struct buffer *out, const struct node *group, size_t holding)
{
	size_t count = group_criterion_count(group), named = 0;

	if (holding == 0 || holding == count) {
		buffer_append_string(out, holding == 0   ? "None of them"
					  : holding == 1 ? "The one criterion"
					  : holding == 2 ? "Both of them"
							 : "All of them");
		return;
	}
	for (int turn = 0; turn < 2; turn++)
		for (const struct node *criterion = group->first_child; criterion; criterion = criterion->next) {
			if (!node_is_criterion(criterion) || named == holding || is_plain(criterion) != (turn == 0))
				continue;
			if (named)
				buffer_append_string(out, named + 1 == holding ? " and " : ", ");
			criterion_label_append(out, criterion);
			named++;
		}
	buffer_append_string(out, " only");
}

void made_up_append(struct buffer *out, const struct node *block)
{
	const struct criteria_group *group = node_group((struct node *)block);
	struct made_up_cases cases =
		made_up_cases_of(group->combination, group->at_least, group_criterion_count(block));

	if (!cases.met.is_there && !cases.unmet.is_there)
		return;
	buffer_append_string(out, "Made-up cases.");
	if (cases.met.is_there) {
		buffer_append_byte(out, ' ');
		put_case(out, block, cases.met.holding);
		buffer_append_string(out, ": the list is met.");
	}
	if (cases.unmet.is_there) {
		buffer_append_byte(out, ' ');
		put_case(out, block, cases.unmet.holding);
		buffer_append_string(out, ": the list is not met.");
	}
}

static void put_match(struct buffer *out, const char *words, size_t count)
{
	if (count)
		buffer_append_format(out, " %s: %zu.", words, count);
}

void codes_sentences_append(struct buffer *out, const struct code_set *set)
{
	size_t counts[3] = {0}, unread = 0;

	switch (set->state) {
	case CODES_NONE:
		buffer_append_string(out, "The policy says that there are none.");
		return;
	case CODES_ABSENT:
		buffer_append_string(out, "The policy lists none.");
		return;
	case CODES_DELEGATED:
		buffer_append_string(out, "The policy leaves them to another place.");
		return;
	case CODES_LISTED:
		break;
	}
	for (size_t i = 0; i < set->count; i++)
		if (set->codes[i].canonical.length)
			counts[set->codes[i].match]++;
		else
			unread++;
	buffer_append_format(out, "%zu listed.", set->count);
	put_match(out, "Matched as written", counts[MATCH_EXACT]);
	put_match(out, "Families, with all codes below them", counts[MATCH_FAMILY]);
	put_match(out, "Ranges, with both ends", counts[MATCH_RANGE]);
	put_match(out, "Open, since they are no codes of the system", unread);
}
