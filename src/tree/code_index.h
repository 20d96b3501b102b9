/* Which policies name a code of a classification, and how. */
#ifndef POLICYC_TREE_CODE_INDEX_H
#define POLICYC_TREE_CODE_INDEX_H

#include "tree/suite.h"

/* A line of a code set. */
struct code_use {
	const struct policy *policy;
	const struct code_set *set;
	const struct code *code;
};
struct code_uses {
	struct code_use *items;
	size_t count;
};
/* The codes of one system that the published versions list, by code; of one code by ref and by the order of the text. A
 * line that says again what another of the same policy says stands once. What is no code of the system is left out.
 * Lives in the arena. */
struct code_uses code_uses_collect(struct arena *arena, const struct suite *suite, enum code_system system);

/* A published policy that leaves its codes of a system to another document. */
struct delegated_codes {
	const struct policy *policy;
	const struct code_set *set;
};
struct delegations {
	struct delegated_codes *items;
	size_t count;
};
/* In the order of refs. Lives in the arena. */
struct delegations delegations_collect(struct arena *arena, const struct suite *suite, enum code_system system);

/* How a line of a policy answers the question after a code. */
enum code_answer {
	ANSWER_NONE,
	ANSWER_EXACT,   /* the line is what was asked for */
	ANSWER_FAMILY,  /* H01.- was asked for as H01.1 */
	ANSWER_RANGE,   /* W37.1–W39.9 was asked for as W38.1 */
	ANSWER_BELOW,   /* S10.3 was asked for as S10, or as a range around it */
	ANSWER_HEADING, /* V53 alone is listed and V53.1 asked for: whether it is meant, the policy doesn't say */
	ANSWER_COUNT
};
const char *code_answer_name(enum code_answer answer); /* "exact" */
/* Both of one system, and codes of it. */
enum code_answer code_answers(const struct code *listed, const struct code *asked);

#endif
