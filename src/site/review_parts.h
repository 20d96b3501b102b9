/* The files of reviews/ beside its page. */
#ifndef POLICYC_SITE_REVIEW_PARTS_H
#define POLICYC_SITE_REVIEW_PARTS_H

#include "site/publication.h"
#include "tree/review.h"

/* timeline.svg. Gives the words that say what it shows, in the arena; empty where there is nothing to draw, and no
 * file. */
struct text publish_review_timeline(struct publication *publication, struct arena *arena,
				    const struct reviews *reviews);
/* reviews.ics */
void publish_review_calendar(struct publication *publication, const struct reviews *reviews);

#endif
