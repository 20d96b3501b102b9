/* The one configuration file: site/site.yaml. */
#ifndef POLICYC_LOAD_SITE_H
#define POLICYC_LOAD_SITE_H

#include "tree/site.h"
#include "tree/suite.h"

/* Fills `site` (cleared by site_clear) from its source; everything wrong with it is a finding of the suite. `source`
 * lives as long as the suite. */
void site_read(struct suite *suite, const struct source *source, struct site *site);
/* A site that nobody has configured. */
void site_clear(struct site *site);

#endif
