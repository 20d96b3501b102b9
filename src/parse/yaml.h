/* YAML 1.1 by libyaml's events to a tree of values with places. */
#ifndef POLICYC_PARSE_YAML_H
#define POLICYC_PARSE_YAML_H

#include "base/value.h"
#include "diag/finding.h"

/* Reads the bytes from begin to end of a safe source as one document. Scalars are texts as written (plain `null`, `~`
 * and nothing are VALUE_NULL; plain true and false, yes and no are VALUE_BOOLEAN with their words kept; numbers stay
 * text). Duplicate keys, tags, more than LIMIT_YAML_ALIASES aliases or any anchor's re-use that would repeat much, a
 * second document: `yaml` findings at the exact place; deeper than LIMIT_YAML_DEPTH: `limit`. NULL for a document
 * without a value. A line that can't be read is left out, and the rest read: each fault is told, up to
 * YAML_FAULTS_MOST, with the key at the left margin that it belongs to. A list or map below that lost words so
 * is_incomplete, and so is the whole where reading ended early: an empty map where nothing could be read. Never shows
 * libyaml's own words: each fault is said in plain words with what to do. The text of a scalar lies in the source
 * itself where it is the same bytes there. */
struct value *yaml_read(struct arena *arena, const struct source *source, size_t begin, size_t end,
			struct findings *findings);

#endif
