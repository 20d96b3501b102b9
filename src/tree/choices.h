/* Closed lists of names that published data has: one entry for each, with its names by the values of its enum. Both
 * schemas, all writers and the reader of policy.json take them from here. */
#ifndef POLICYC_TREE_CHOICES_H
#define POLICYC_TREE_CHOICES_H

#include <stddef.h>

#include "base/text.h"

struct choices {
	const char *name;         /* of the list, in the XML's schema */
	const char *const *names; /* ended by NULL */
	unsigned hidden;          /* bits of values that are never published */
	unsigned forms;           /* bits of values that an element says in XML by having a form of its own */
	unsigned otherwise;       /* the value that a name which is none of these is read as */
	const char *sentence;     /* for the XML's schema */
};

/* In the order in which the XML's schema has them. */
enum choices_id {
	CHOICES_SECTION_KIND,
	CHOICES_EFFECT,
	CHOICES_EFFECT_BASIS,
	CHOICES_EXCEPTION,
	CHOICES_PHASE,
	CHOICES_OPERATOR,
	CHOICES_OWN,
	CHOICES_JOIN,
	CHOICES_QUANTITY_KIND,
	CHOICES_COMPARISON,
	CHOICES_TRUTH,
	CHOICES_OPEN,
	CHOICES_DIRECTION,
	CHOICES_ALIGNMENT,
	CHOICES_NOWHERE,
	CHOICES_CODE_SYSTEM,
	CHOICES_CODE_ROLE,
	CHOICES_CODE_SET_STATE,
	CHOICES_CODE_MATCH,
	CHOICES_REFERENCE_KIND,
	CHOICES_COUNT
};
extern const struct choices choice_lists[CHOICES_COUNT];

/* The names one by one, from *index = 0 on, without those whose bits are in `without`; NULL after the last. */
const char *choices_next(const struct choices *list, unsigned without, size_t *index);
/* The value of a name; `otherwise` where it is none of them, or is published as none of them. */
unsigned choices_find(const struct choices *list, struct text name);

#endif
