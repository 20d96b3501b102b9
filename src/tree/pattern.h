/* Patterns of a profile: words with the names of fields in braces and optional pieces in square brackets.
 * templates/profiles/README.md, "Patterns". */
#ifndef POLICYC_TREE_PATTERN_H
#define POLICYC_TREE_PATTERN_H

#include "base/buffer.h"

/* Appends the words of a field; false where it has none or there is no such field. */
typedef bool pattern_field(struct buffer *out, struct text name, const void *context);

/* Appends the pattern's words. False, and nothing appended, where a field outside brackets has no words. */
bool pattern_expand(struct buffer *out, struct text pattern, pattern_field *field, const void *context);

enum pattern_fault { PATTERN_FINE, PATTERN_UNBALANCED, PATTERN_UNKNOWN_FIELD };
/* Is the pattern well formed, with no field but those that `knows` gives true for? `*where` is the part at fault. */
enum pattern_fault pattern_check(struct text pattern, bool (*knows)(struct text name, const void *context),
				 const void *context, struct text *where);

#endif
