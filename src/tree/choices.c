#include "tree/choices.h"

#include "tree/policy.h"

static const char *const truth_names[] = {"false", "true", NULL};
static const char *const open_names[] = {"false", "true", "open", NULL};
static const char *const alignment_names[] = {"left", "centre", "right", NULL};
static const char *const nowhere_names[] = {"empty", "refused", NULL};
static const char *const role_names[] = {"procedure", "diagnosis", NULL};

const struct choices choice_lists[CHOICES_COUNT] = {
	[CHOICES_SECTION_KIND] = {.name = "section_kind",
				  .names = section_kind_names,
				  .otherwise = SECTION_OTHER,
				  .sentence = "What kind of section it is, by its document profile. A subsection "
					      "without a kind of its own has its section's."},
	[CHOICES_EFFECT] = {.name = "effect",
			    .names = effect_names,
			    .otherwise = EFFECT_UNSTATED,
			    .sentence = "What it does to a patient's case. eligible: who meets it is funded; "
					"not_commissioned: who meets it is not; outside_policy: the policy does not "
					"apply to who meets it, and refuses nothing; overrides: who meets it can be "
					"referred whatever else the policy says; considered: it may be considered; "
					"only_if: it is not funded without this, and whether this is enough is not "
					"said; required: it is needed before treatment; scope: whom the policy is "
					"for; elsewhere: another service or commissioner deals with it; mixed: its "
					"sentences do different things; unstated: the text does not say, or not for "
					"certain."},
	[CHOICES_EFFECT_BASIS] = {.name = "effect_basis",
				  .names = effect_basis_names,
				  .sentence = "Where an effect is read: in the words, in a mark of the source, in the "
					      "document profile."},
	[CHOICES_EXCEPTION] = {.name = "exception",
			       .names = exception_names,
			       .hidden = 1u << EXCEPTION_NONE,
			       .sentence = "The way round a refusal that the words name, and which opens nothing. ifr: "
					   "an individual funding request; approval: prior approval."},
	[CHOICES_PHASE] = {.name = "phase",
			   .names = phase_names,
			   .hidden = 1u << PHASE_NONE,
			   .sentence = "What part of a treatment it is about."},
	[CHOICES_OPERATOR] = {.name = "operator",
			      .names = criteria_operator_names,
			      .hidden = 1u << CRITERIA_NONE_READ,
			      .forms = 1u << CRITERIA_AT_LEAST | 1u << CRITERIA_AT_MOST | 1u << CRITERIA_EXACTLY |
				       1u << CRITERIA_UNSTATED,
			      .otherwise = CRITERIA_NONE_READ,
			      .sentence = "How criteria combine. all: each must hold; any: one is enough; none: none "
					  "may hold; unclear: they are criteria, but the text does not say how they "
					  "combine."},
	[CHOICES_OWN] = {.name = "own",
			 .names = own_words_names,
			 .sentence = "What the words beside a list say for themselves. none: there are none; lead: "
				     "they only lead to it; condition: they are a condition of their own."},
	[CHOICES_JOIN] = {.name = "join",
			  .names = own_join_names,
			  .hidden = 1u << JOIN_NOT_SAID,
			  .sentence = "How a condition in the words beside a list goes with the list. each: with each "
				      "of its criteria; when: the list counts only where it holds; unclear: the words "
				      "don't say."},
	[CHOICES_QUANTITY_KIND] = {.name = "quantity_kind",
				   .names = quantity_kind_names,
				   .otherwise = QUANTITY_OTHER,
				   .sentence = "What a quantity measures."},
	[CHOICES_COMPARISON] = {.name = "comparison",
				.names = comparison_names,
				.otherwise = COMPARISON_UNSTATED,
				.sentence = "How a patient's value is compared with a quantity. unstated: the words "
					    "don't say; between: from value to upper; within: in that time before or "
					    "after the anchor."},
	[CHOICES_TRUTH] = {.name = "truth", .names = truth_names, .sentence = "Yes or no."},
	[CHOICES_OPEN] = {.name = "open", .names = open_names, .sentence = "Yes, no, or left open by the words."},
	[CHOICES_DIRECTION] = {.name = "direction",
			       .names = direction_names,
			       .sentence = "On which side of what a time counts from."},
	[CHOICES_ALIGNMENT] = {.name = "alignment",
			       .names = alignment_names,
			       .sentence = "How the cells of a column are aligned."},
	[CHOICES_NOWHERE] = {.name = "nowhere",
			     .names = nowhere_names,
			     .sentence = "Why a link leads nowhere. empty: it has no address; refused: its address "
					 "may not be published."},
	[CHOICES_CODE_SYSTEM] = {.name = "code_system",
				 .names = code_system_names,
				 .otherwise = CODE_OPCS4,
				 .sentence = "The system that codes belong to."},
	[CHOICES_CODE_ROLE] = {.name = "code_role", .names = role_names, .sentence = "What codes stand for."},
	[CHOICES_CODE_SET_STATE] = {.name = "code_set_state",
				    .names = code_set_state_names,
				    .otherwise = CODES_ABSENT,
				    .sentence = "What the text says on codes. listed: it lists them; none: it says "
						"that there are none; delegated: it leaves them to another document; "
						"absent: it does not speak of them."},
	[CHOICES_CODE_MATCH] = {.name = "code_match",
				.names = code_match_names,
				.forms = 1u << MATCH_RANGE,
				.otherwise = MATCH_EXACT,
				.sentence = "What a code means. exact: itself; family: all codes below it."},
	[CHOICES_REFERENCE_KIND] = {.name = "reference_kind",
				    .names = reference_kind_names,
				    .otherwise = REFERENCE_TEXT,
				    .sentence = "What a reference names. nice: guidance of NICE; policy: another "
						"policy; url: another address; text: what has only words."},
};

const char *choices_next(const struct choices *list, unsigned without, size_t *index)
{
	while (list->names[*index] && without >> *index & 1u)
		++*index;
	return list->names[*index] ? list->names[(*index)++] : NULL;
}

unsigned choices_find(const struct choices *list, struct text name)
{
	for (unsigned i = 0; name.bytes && list->names[i]; i++)
		if (!(list->hidden >> i & 1u) && text_is(name, list->names[i]))
			return i;
	return list->otherwise;
}
