/* What depends on the place of words in their policy, and is asked of shared wording again in each policy that includes
 * it: ids, clauses that say the same, citations, references within the document. One walk gathers all of it. */
#ifndef POLICYC_CHECK_WHOLE_TEXT_H
#define POLICYC_CHECK_WHOLE_TEXT_H

#include "base/map.h"
#include "base/memory.h"
#include "check/rules.h"

/* Words that could say the same as others: a clause, a paragraph of a section, an item of a list there. */
struct surveyed_text {
	const struct node *node;
	uint64_t hash;
	size_t order;   /* in the document */
	bool is_shared; /* from a shared block */
};

struct whole_text {
	struct check_context *context;
	struct arena scratch;
	ARRAY_OF(const struct node *) named;      /* nodes with a {#name} */
	ARRAY_OF(const struct node *) sections;   /* sections and subsections */
	ARRAY_OF(const struct node *) numbered;   /* sections and clauses with a number */
	ARRAY_OF(const struct node *) lost_links; /* LINK_WITHIN that lead nowhere */
	ARRAY_OF(const struct node *) citations;
	ARRAY_OF(const struct node *) references; /* definitions */
	ARRAY_OF(const struct node *) leaves;     /* with a word that may begin "section 9" */
	ARRAY_OF(struct surveyed_text) texts;
};

/* Each reads the survey and adds findings. */
void whole_text_ids(struct whole_text *survey);               /* duplicates.c */
void whole_text_texts(struct whole_text *survey);             /* duplicates.c */
void whole_text_sections(struct whole_text *survey);          /* duplicates.c */
void whole_text_references_within(struct whole_text *survey); /* references_within.c */
void whole_text_citations(struct whole_text *survey);         /* references.c */

#endif
