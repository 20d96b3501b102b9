/* What the address of a link is: its scheme, what it names, and how a page writes it. SPEC sections 2 (Links) and 7. */
#ifndef POLICYC_READ_ADDRESSES_H
#define POLICYC_READ_ADDRESSES_H

#include "tree/node.h"

/* Sets kind, ref and fragment of a NODE_LINK or NODE_IMAGE from its target. */
void address_classify(struct arena *arena, struct node *link);

/* The address that a page writes for a link with an address of its own (LINK_URL, LINK_NICE), in ASCII: what may not
 * stand in an address (RFC 3986, section 2) is percent-encoded as UTF-8, and what is encoded already stays. Empty for
 * all other kinds. */
struct text address_url(struct arena *arena, const struct node *link);

#endif
