/* A policy as plain values, without numbers and places: what two versions are when they are the same, and what the
 * edits of a difference work on.
 *
 *   {"front_matter": {"ref": …, "review_date": …}, "body": {"type": "body", "content": [block…]}}
 *   block: {"type": "clause", "effect": "eligible", "content": [block…]}
 *          {"type": "paragraph", "markup": "…"}
 *
 * A member that says what goes without saying (false, an effect that is unstated) is left out. What is read out of the
 * words (quantities, code sets, the list of references) is no part of it, nor what the reader works out (ids). */
#ifndef POLICYC_DIFF_BLOCK_VALUES_H
#define POLICYC_DIFF_BLOCK_VALUES_H

#include "tree/policy.h"

/* Does it stand in front_matter: a row that a source has, or the organisation's own keys? `allow` is never in a
 * published file. */
bool field_is_compared(const struct field *field);
/* In the arena, as all below. */
struct value *plain_policy(struct arena *arena, const struct policy *policy);
/* A field's value as it stands in front_matter: of an object the members that have a value; null where nothing is left.
 */
struct value *plain_value(struct arena *arena, const struct value *value);
/* The members of one block, its content left out. */
struct value *plain_block(struct arena *arena, const struct node *block);

#endif
