/* site/site.yaml: all that differs between organisations. Read once with the suite (load/site.h), then shared by all
 * threads unchanged. */
#ifndef POLICYC_TREE_SITE_H
#define POLICYC_TREE_SITE_H

#include "tree/policy.h"

struct site_organisation {
	struct place place;
	struct text_value name, short_name, ods, website, ifr, email, phone, address;
};
struct site_place {
	struct place place;
	struct text_value id, label;
};
struct site_category {
	struct place place;
	struct text_value id, label, meaning;
	struct choice_value tag; /* index into tag_colours; -1: the default colour */
	struct boolean_value conditional;
};
struct site_route {
	struct place place;
	struct text_value id, label, meaning;
	struct choice_value tag;
};
enum code_style { STYLE_DOTTED, STYLE_UNDOTTED };
struct site_code_system {
	struct place place;
	struct choice_value id; /* enum code_system */
	struct text_value name, fhir, edition;
	struct choice_value style; /* enum code_style; -1: none is asked for */
};
struct site_licence {
	struct place place; /* source NULL: none is stated */
	struct text_value name, url;
};
struct site_formats {
	struct place place; /* source NULL: nobody to ask is named */
	struct text_value email, phone, days;
};
struct site_colours {
	struct place place;
	struct text_value brand, text; /* "#005eb8" */
};
struct site_pdf {
	struct place place;
	struct text_value statement; /* the board's own sentence at the foot of each page */
	struct boolean_value large_print, attach_data;
};
struct site_logo {
	struct place place; /* source NULL: off */
	struct text_value file, alt;
};
enum published_site { PUBLISHED_PREVIOUS };
/* What is published now: by a name, or the site that the next build replaces. */
struct site_published {
	struct place place;
	struct text_value name;
	struct choice_value site; /* enum published_site; -1: it goes by a name */
};
struct site_link {
	struct place place;
	struct text_value label, path, url; /* path: a page of this site; url: an address elsewhere */
};
struct site_footer {
	struct place place;
	struct text_value text;
	struct list links; /* struct site_link */
};

struct site {
	const struct source *source; /* NULL: there is no site.yaml */
	struct text_value title;
	struct site_organisation organisation;
	struct text_value base_url; /* without a slash at its end */
	struct text_value ref_pattern;
	struct list places;       /* struct site_place */
	struct list categories;   /* struct site_category */
	struct list routes;       /* struct site_route */
	struct list code_systems; /* struct site_code_system */
	struct site_licence licence;
	struct site_formats accessible_formats;
	struct list checks; /* struct map_item, as written */
	struct site_published published;
	struct site_colours colours;
	struct site_pdf pdf;
	struct site_logo logo;
	struct list navigation; /* struct site_link */
	struct site_footer footer;
	/* worked out by the reader */
	struct severities severities; /* the defaults, changed by `checks` */
};
extern const struct field_table site_fields;
extern const char *const tag_colours[]; /* "white", "grey", … NULL */

/* Can pages be named after this address, by putting their paths behind it? */
bool site_base_url_is_right(struct text url);
/* Does a ref have the form of `ref_pattern`? Without a pattern: a letter, then letters, digits, "-" and "_". */
bool site_ref_matches(const struct site *site, struct text ref);
/* The length of a ref that begins at `offset` of a text and stands there as a word of its own; else 0. Always 0 without
 * a pattern. */
size_t site_ref_length(const struct site *site, struct text text, size_t offset);
/* The length of what begins at `offset` and was meant as a ref, but isn't written as one: with a space or another mark,
 * or none, where the pattern has one or before a number, with other capitals or too few digits ("CMICB Clin 87"); else
 * 0. */
size_t site_meant_ref_length(const struct site *site, struct text text, size_t offset);
/* The entries of an id (or of a code system), or NULL. */
const struct site_place *site_place(const struct site *site, struct text id);
const struct site_category *site_category(const struct site *site, struct text id);
const struct site_route *site_route(const struct site *site, struct text id);
const struct site_code_system *site_code_system(const struct site *site, enum code_system system);

#endif
