/* What follows from a policy's front matter, its profile, the site's configuration and the other policies: the words
 * that the ratified document shows around its body. */
#ifndef POLICYC_TREE_DERIVE_H
#define POLICYC_TREE_DERIVE_H

#include "tree/suite.h"

/* Fills slug, url, version_url, category_details, routes, places, cross_references, control_rows, history_lines, each
 * history entry's changes_words, last_reviewed_line and review_sentence. Needs the front matter of every policy of the
 * suite and its records (not yet resolved). Touches nothing but `policy`, so that threads may work on several. */
void policy_derive(struct policy *policy, const struct suite *suite);

#endif
