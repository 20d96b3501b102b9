/* Two trees of JSON values compared member by member. */
#ifndef POLICYC_VERIFY_VALUES_H
#define POLICYC_VERIFY_VALUES_H

#include "base/value.h"
#include "verify/differences.h"

/* What differs, each with its path ("criteria[c-1-1].text"): an item of a list by its id, where all have one of their
 * own, and else by its number from 0. The order of members makes no difference, that of items does. The top members
 * `generator` and `$schema` are passed over: they say how a file was made, not what it says. */
void values_compare(const struct value *source, const struct value *copy, struct differences *differences);

#endif
