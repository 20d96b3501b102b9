/* Addresses of a page that somebody kept, each the same however it is written. */
#ifndef POLICYC_PARSE_WEB_ADDRESS_H
#define POLICYC_PARSE_WEB_ADDRESS_H

#include "parse/web_copy.h"

/* "https:", "mailto:": does it begin with a scheme? */
bool web_address_is_whole(struct text address);
/* Without "index.html" at the end of its path. */
struct text web_address_of_folder(struct arena *arena, struct text address);
/* An address in the site of the page as "/policies/x/"; any other as it is. */
struct text web_address_resolve(struct arena *arena, const struct web_reading *reading, struct text address);
/* The same of a file that a page is shown with. */
struct text web_address_of_file(struct arena *arena, const struct web_reading *reading, struct text address);

#endif
