/* Makes NEW of OLD by the JSON of their difference: what shows that the JSON says all.
 *
 * A field of the front matter gets the change's `new`; null takes it away. The edits of all changes are then carried
 * out together, in whatever order they stand: `at` is a position in OLD, `to` one in NEW.
 *   set      the members of `value` in place of those of the same name; null takes a member away
 *   delete   the block goes, with all below it that isn't moved
 *   move     the block goes from `at` and stands at `to`, with all below it
 *   insert   the block `value` stands at `to`, with its content
 * Children that are named by no edit keep their parent and their order, and fill the places that moves and insertions
 * leave. An edit with a `field` is one of that list of the front matter. */
#ifndef POLICYC_TESTS_DIFF_APPLY_H
#define POLICYC_TESTS_DIFF_APPLY_H

#include "base/value.h"

/* `old` is a plain policy (diff/block_values.h), `difference` the document of write_diff_json. The result is in the
 * arena; NULL where the edits don't fit the policy. */
struct value *diff_apply(struct arena *arena, const struct value *old, const struct value *difference);

#endif
