#include "tree/web_page.h"

static const char *const menu_names[] = {
	[PAGE_MENU_HEADER] = "header",
	[PAGE_MENU_FOOTER] = "footer",
	[PAGE_MENU_NONE] = "none",
	NULL,
};

#define STRUCTURE struct web_page
#define KEY(key, type, flags, member, choices, sentence)                                               \
	{                                                                                              \
		key, NULL, type, flags, .offset = offsetof(STRUCTURE, member), choices, NULL, sentence \
	}
static const struct field web_page_rows[] = {
	KEY("title", FIELD_TEXT, FIELD_REQUIRED, title, NULL, "The page's title, which no other page of the site has."),
	KEY("description", FIELD_TEXT, 0, description, NULL, "A sentence on the page, for search engines."),
	KEY("order", FIELD_NUMBER, 0, order, NULL, "Where the page stands among the links of its menu: 1, 2, 3 …"),
	KEY("navigation", FIELD_CHOICE, 0, navigation, menu_names,
	    "The menu that links to the page, after the links of site.yaml: header, footer or none."),
};
const struct field_table web_page_fields = FIELD_TABLE("page", STRUCTURE, web_page_rows);
#undef STRUCTURE
