/* Links of every scheme, and the references that follow from them. */
#ifndef POLICYC_READ_LINKS_H
#define POLICYC_READ_LINKS_H

#include "tree/policy.h"

/* Before numbering: makes links of bare addresses, bare refs and bare NICE identifiers in the text (splitting text
 * nodes; the words stay as written), and sets kind, ref, fragment of every link and image. bad-url is the check's: a
 * refused scheme gets LINK_REFUSED here and keeps its words. A paragraph of a references section that is one link and
 * nothing else becomes a NODE_REFERENCE without a label, in a NODE_REFERENCE_LIST as definitions are. */
void links_recognise(struct policy *policy, const struct site *site);
/* After numbering: resolves LINK_WITHIN, sets url of each link (node.h says of which), gives citations their numbers,
 * and fills policy->references: definitions in the order written, then links alone, then each NICE identifier, policy
 * and web address that the text names and no definition or link alone already covers, in the order of the text.
 * `cited_in` are the clauses, or outside clauses the sections, that cite or name it; shared wording counts as the
 * policy's. The policy itself is none of its references. */
void links_resolve(struct policy *policy);

#endif
