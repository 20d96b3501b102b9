/* reading-changed: the reading beside the one that was agreed to. */
#include "check/rules.h"
#include "tree/reading.h"

/* Is this word of a reading in another? Readings are short. */
static bool has_word(struct text reading, struct text word)
{
	struct text other;
	while (text_split(&reading, ' ', &other))
		if (text_equal(word, other))
			return true;
	return false;
}

/* What of one reading the other has not: "effect=only_if from=mark". */
static struct text words_apart(struct arena *arena, struct text reading, struct text other)
{
	struct buffer apart = BUFFER_EMPTY;
	struct text word;

	while (text_split(&reading, ' ', &word))
		if (!has_word(other, word)) {
			if (apart.length)
				buffer_append_byte(&apart, ' ');
			buffer_append(&apart, word);
		}
	return apart.length ? buffer_keep(&apart, arena) : TEXT("nothing more");
}

static void note_change(struct check_context *context, struct finding *finding, const struct reading_change *change)
{
	if (!change->was.length) {
		finding_note(context->findings, finding, change->node->place, "this is not in the agreed reading so");
		return;
	}
	struct text was = words_apart(context->arena, change->was, change->now);
	struct text now = words_apart(context->arena, change->now, change->was);
	finding_note(context->findings, finding, change->node->place, "agreed was %.*s; now it is %.*s",
		     TEXT_ARGUMENTS(was), TEXT_ARGUMENTS(now));
}

static void rule_reading(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct reading_summary *reading = &policy->reading;
	struct place place = policy->agreement.of.place;
	struct finding *finding;

	if (reading->state.choice != READING_CHANGED)
		return;
	if (!reading->is_kept) {
		findings_add(context->findings, CHECK_READING_CHANGED, place,
			     "the policy is read otherwise than was agreed, and the agreed reading isn't kept" WHY
			     "what differs can't be told, so all that is read is published as open" FIX
			     "put policies/readings/%.*s@%.*s.json back, or agree to `policyc show %.*s --as reading`",
			     TEXT_ARGUMENTS(policy->ref.text), TEXT_ARGUMENTS(policy->version.text),
			     TEXT_ARGUMENTS(policy->ref.text));
		return;
	}
	if (reading->change_count == 0) {
		findings_add(context->findings, CHECK_READING_CHANGED, place,
			     reading->agreed_grammar == READING_GRAMMAR
				     ? "words or their order changed since the reading was agreed" WHY
				       "nobody has agreed to how the policy is read now" FIX
				       "look at `policyc show %.*s --as reading`, and agree to it again"
				     : "the reading was agreed by an older grammar of policyc" WHY
				       "the same reading may mean something else now" FIX
				       "look at `policyc show %.*s --as reading`, and agree to it again",
			     TEXT_ARGUMENTS(policy->ref.text));
		return;
	}
	finding = findings_add(context->findings, CHECK_READING_CHANGED, place,
			       "%zu part%s of the policy %s read otherwise than was agreed" WHY
			       "nobody has agreed to what would be published, so what differs is published as open" FIX
			       "look at `policyc show %.*s --as reading`, and agree to it or mend the marks",
			       reading->change_count, reading->change_count == 1 ? "" : "s",
			       reading->change_count == 1 ? "is" : "are", TEXT_ARGUMENTS(policy->ref.text));
	for (size_t i = 0; i < reading->change_count; i++)
		note_change(context, finding, &reading->changes[i]);
}

const struct rule readings_rules[] = {
	POLICY_RULE(CRITERIA, rule_reading),
	RULES_END,
};
