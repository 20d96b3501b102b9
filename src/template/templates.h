/* The Mustache templates of a project: read once, then rendered from as many threads as like. */
#ifndef POLICYC_TEMPLATE_TEMPLATES_H
#define POLICYC_TEMPLATE_TEMPLATES_H

#include <pthread.h>

#include "diag/finding.h"
#include "publish/fault.h"
#include "template/mustache.h"

struct templates {
	struct arena *arena;
	struct findings *findings; /* faults of templates, each once; under `mutex` */
	struct map sources;        /* path -> struct source */
	struct map pages;          /* "policy" -> struct mustache_template: templates/policy.mustache */
	struct map partials;       /* "tag" -> templates/partials/tag.mustache */
	struct map told;           /* faults that are among the findings */
	pthread_mutex_t mutex;
};

/* Reads templates/ of the project folder `root`. Everything lives in `arena`, and what is wrong in a template becomes a
 * finding; those of rendering are added to the arena and the findings too, so that until templates_release nobody else
 * may use them while pages are rendered. False, and the fault, where a file can't be read. */
bool templates_read(struct templates *templates, struct arena *arena, const char *root, struct findings *findings,
		    struct fault *fault);
/* False, and the fault, where templates/ holds no template of one of the names (ended by NULL). */
bool templates_need(const struct templates *templates, const char *const *names, struct fault *fault);
void templates_release(struct templates *templates);
/* Appends a page: its own template around the data, then layout.mustache around that, which gets it as `content`.
 * False where there was a fault; then what was appended is of no use. */
bool templates_render(struct templates *templates, struct arena *arena, const char *name, struct value *data,
		      struct buffer *out);

/* Appends a template of templates/ alone, with no layout around it. */
bool templates_render_alone(struct templates *templates, const char *name, const struct value *data,
			    struct buffer *out);
/* Adds a fault of a template of templates/ that shows only in what it gives; `message` is copied. */
void templates_refuse(struct templates *templates, const char *name, const char *message);

#endif
