/* The whole published site: which pages there are, staging, and publishing as one step. SPEC section 5. */
#ifndef POLICYC_SITE_SITE_BUILD_H
#define POLICYC_SITE_SITE_BUILD_H

#include "diag/finding.h"
#include "pdf/pdf_renderer.h"
#include "publish/manifest.h"
#include "publish/stage.h"
#include "tree/suite.h"

struct build_options {
	const char *output; /* the folder to publish to; NULL: what is built goes to `taker` */
	const struct stage_taker *taker;
	/* The manifest of the site that the sources were compared with: it must be there still when the lock is held.
	 * NULL: they were compared with none. */
	const struct manifest *previous;
	bool drafts;  /* as the suite was loaded */
	bool pdf;     /* PDFs too; a taker is given the XSL-FO of each in its place */
	bool no_sync; /* don't wait for the disk */
	size_t threads;
	struct pdf_progress progress; /* of PDFs, which take their time */
};

struct build_result {
	size_t policies, files; /* published */
	bool was_damaged;       /* the manifest of the site that was there was cut short */
	size_t mended, kept;    /* of that site: see struct stage */
	size_t rules_only;      /* old addresses that lead on only where the host reads rules; some of their names: */
	struct text rules_only_names;
	struct text afterwards; /* what went wrong once the new site was there; empty: nothing */
	int error;              /* an errno value: something could not be read or written (exit status 3) */
	bool is_refused;        /* the folder is not ours, or is locked (exit status 2) */
	bool was_exchanged;     /* false: files were replaced one by one, and a kill may have left a mixture */
	struct text message;    /* what to tell the user when it failed; in the suite's arena */
	/* What is wrong in templates and in what pages name: in the suite's arena, and not among the suite's own
	 * findings, whose report has been made by now. */
	struct findings findings;
};

/* Writes every file of a suite in which nothing stands against it into a staging folder beside the target, then
 * exchanges the two. False where nothing was published: a fault, or findings. */
bool site_build(struct suite *suite, const struct build_options *options, struct build_result *result);

#endif
