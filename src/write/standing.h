/* What is said of a policy at whose address no version is shown, as data. */
#ifndef POLICYC_WRITE_STANDING_H
#define POLICYC_WRITE_STANDING_H

#include "tree/standing.h"
#include "write/write.h"

#define STANDING_SCHEMA "urn:policyc:schema:1:standing"

/* policy.json at the policy's own address. */
void write_standing_json(struct buffer *out, const struct standing_notice *notice, const struct edition *edition,
			 bool drafts);
/* Its JSON Schema. */
void write_standing_schema(struct buffer *out, struct text base_url);

#endif
