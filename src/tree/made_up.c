#include "tree/made_up.h"

bool criteria_are_met(enum criteria_operator combination, uint32_t number, size_t holding, size_t count)
{
	switch (combination) {
	case CRITERIA_ALL:
		return holding == count;
	case CRITERIA_ANY:
		return holding > 0;
	case CRITERIA_NONE:
		return holding == 0;
	case CRITERIA_AT_LEAST:
		return holding >= number;
	case CRITERIA_AT_MOST:
		return holding <= number;
	case CRITERIA_EXACTLY:
		return holding == number;
	default:
		return false;
	}
}

static bool is_known(enum criteria_operator combination)
{
	return combination == CRITERIA_ALL || combination == CRITERIA_ANY || combination == CRITERIA_NONE ||
	       criteria_operator_counts(combination);
}

/* Met by as few as meet it, or, where few meet it, as many; not met by one more or one fewer than that. */
struct made_up_cases made_up_cases_of(enum criteria_operator combination, uint32_t number, size_t count)
{
	struct made_up_cases cases = {0};
	bool is_limit = combination == CRITERIA_AT_MOST || combination == CRITERIA_NONE;

	if (!is_known(combination))
		return cases;
	for (size_t i = 0; i <= count; i++) {
		size_t holding = is_limit ? count - i : i;
		if (criteria_are_met(combination, number, holding, count)) {
			cases.met = (struct made_up_case){true, holding};
			break;
		}
		cases.unmet = (struct made_up_case){true, holding};
	}
	/* Of "exactly none of them" no fewer is left, only one more. */
	if (!cases.unmet.is_there && cases.met.is_there && cases.met.holding < count &&
	    !criteria_are_met(combination, number, cases.met.holding + 1, count))
		cases.unmet = (struct made_up_case){true, cases.met.holding + 1};
	return cases;
}
