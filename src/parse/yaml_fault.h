/* libyaml's faults in plain words. */
#ifndef POLICYC_PARSE_YAML_FAULT_H
#define POLICYC_PARSE_YAML_FAULT_H

#include "base/text.h"

struct yaml_fault {
	const char *message; /* what is wrong, WHY and FIX, as findings_add takes them */
	bool is_at_context;  /* the place to show is where the construct began, not where reading stopped */
};

/* `problem` and `context` as libyaml gives them; either may be NULL. `before`: the line up to the place of the problem;
 * `after`: the rest of it; `construct`: the line where what could not be read began, from there on. */
void yaml_fault_describe(struct yaml_fault *fault, const char *problem, const char *context, struct text before,
			 struct text after, struct text construct);

#endif
