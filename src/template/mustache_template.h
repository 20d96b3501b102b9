/* The parsed form of a Mustache template, shared by mustache_parse.c (which makes it) and mustache.c (which renders
 * it). Nobody else looks inside. */
#ifndef POLICYC_TEMPLATE_MUSTACHE_TEMPLATE_H
#define POLICYC_TEMPLATE_MUSTACHE_TEMPLATE_H

#include "template/mustache.h"

enum mustache_kind {
	MUSTACHE_TEXT,     /* begin to end are copied as they stand */
	MUSTACHE_ESCAPED,  /* {{name}} */
	MUSTACHE_RAW,      /* {{{name}}} and {{&name}} */
	MUSTACHE_SECTION,  /* {{#name}}; its content is the nodes up to `next` */
	MUSTACHE_INVERTED, /* {{^name}}; likewise */
	MUSTACHE_PARTIAL,  /* {{>name}} */
};

/* One piece of a template. All offsets are bytes of its source. */
struct mustache_node {
	uint8_t kind;            /* enum mustache_kind */
	bool begins_line;        /* MUSTACHE_TEXT: it stands at the begin of a line (it may be empty) */
	bool standalone;         /* MUSTACHE_PARTIAL: alone in its line; indent_begin to begin indents it */
	uint32_t begin, end;     /* the text, or the whole tag with its delimiters */
	uint32_t indent_begin;   /* MUSTACHE_PARTIAL */
	uint32_t name, name_end; /* the tag's name */
	uint32_t next;           /* MUSTACHE_SECTION, MUSTACHE_INVERTED: the first node after it */
};

struct mustache_template {
	struct text name, source;
	const struct mustache_node *nodes;
	uint32_t count;
};

/* Tells of a fault in bytes `begin` to `end` of the source. */
void mustache_report(const struct mustache_reporter *reporter, struct text name, struct text source, uint32_t begin,
		     uint32_t end, const char *format, ...) __attribute__((format(printf, 6, 7)));

#endif
