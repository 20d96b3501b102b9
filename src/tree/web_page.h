/* A page of the organisation's own: site/pages/<name>.md, published as <name>/index.html. */
#ifndef POLICYC_TREE_WEB_PAGE_H
#define POLICYC_TREE_WEB_PAGE_H

#include "tree/policy.h"

enum page_menu { PAGE_MENU_HEADER, PAGE_MENU_FOOTER, PAGE_MENU_NONE };

struct web_page {
	struct policy *document; /* what the Markdown reader needs: arena, source, body; nothing else of it is set */
	struct text name;        /* of the file, without ".md" */
	struct text_value title, description;
	struct number_value order;      /* among the pages of its menu; not set: after those that have one */
	struct choice_value navigation; /* enum page_menu; -1: as PAGE_MENU_NONE */
	size_t gap_count;               /* parts that are still to be written */
};
extern const struct field_table web_page_fields;

#endif
