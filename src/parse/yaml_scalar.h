/* A scalar of YAML as a value, and the slips in plain words that YAML itself passes over. */
#ifndef POLICYC_PARSE_YAML_SCALAR_H
#define POLICYC_PARSE_YAML_SCALAR_H

#include <yaml.h>

#include "base/value.h"
#include "diag/finding.h"

struct yaml_scalar {
	const struct source *source;
	const yaml_event_t *event; /* a YAML_SCALAR_EVENT */
	struct value_place place;  /* of the event, in the source */
	bool is_key;
};

/* Its kind and text are as yaml_read promises them; its place is the scalar's, without the white space after a block
 * of text. Escapes that stand for what can't be published are `encoding` findings; words that a word processor or a
 * slip made something else than was meant are `yaml` findings. */
struct value *yaml_scalar_read(const struct yaml_scalar *scalar, struct arena *arena, struct findings *findings);

#endif
