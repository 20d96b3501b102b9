/* Mustache templates, as the Mustache specification 1.x has them: interpolation, sections, inverted sections, comments,
 * partials and set delimiters. A template is parsed once and never changes after, so that any number of threads may
 * render it at the same time.
 *
 * "No" for a section is: null, false, an empty text and an empty list. Everything else is "yes", 0 too. */
#ifndef POLICYC_TEMPLATE_MUSTACHE_H
#define POLICYC_TEMPLATE_MUSTACHE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/value.h"

/* Sections inside each other in one template; partials inside each other when rendering. */
#define MUSTACHE_SECTION_DEPTH_MOST 64
#define MUSTACHE_PARTIAL_DEPTH_MOST 64

struct mustache_template;

/* A fault in a template. All of it lives only until the function that was told of it returns. */
struct mustache_error {
	struct text template_name;
	uint32_t begin, end;   /* the bytes of the template's source that are meant, for the tag as a whole */
	uint32_t line, column; /* of `begin`: from 1; columns count code points */
	const char *message;   /* a sentence without a full stop at its end */
};

/* Who is told of faults. `report` may be NULL: then they only show in what the functions return. */
struct mustache_reporter {
	void (*report)(void *context, const struct mustache_error *error);
	void *context;
};

/* Parses a template. `name` and `source` are not copied and must live as long as the arena; `source` is at most 16 MiB.
 * Every fault found is reported; then the result is NULL. */
const struct mustache_template *mustache_parse(struct arena *arena, struct text name, struct text source,
					       const struct mustache_reporter *reporter);

/* How to render. A zeroed one renders as the specification says: what is missing gives nothing. */
struct mustache_options {
	const struct map *partials; /* from name to const struct mustache_template *; NULL: there are none */
	/* A name that is nowhere in the data, a partial that is not there, and a list or map where a text belongs are
	 * faults, not silence. A name below null is none: there was something to name. */
	bool strict;
	struct mustache_reporter reporter;
};

/* Appends the rendered template to `out`. False when a fault was reported; then what was appended is of no use.
 * Rendering goes on after a fault, so that one run shows them all, but ends at once where partials are too deep. */
bool mustache_render(const struct mustache_template *template, const struct value *data,
		     const struct mustache_options *options, struct buffer *out);

/* Escapes & < > and " for HTML, as {{name}} does. */
void mustache_escape(struct buffer *out, struct text text);

#endif
