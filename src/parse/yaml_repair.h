/* Taking out of a YAML document what can't be read, so that one slip hides nothing of what else is there. */
#ifndef POLICYC_PARSE_YAML_REPAIR_H
#define POLICYC_PARSE_YAML_REPAIR_H

#include "base/value.h"

/* So many faults of one document are told; the rest of it isn't read. */
#define YAML_FAULTS_MOST 16

struct yaml_repair {
	char *bytes; /* the document, what was taken out as spaces: of the same length and lines */
	size_t length;
	struct value_place taken[2 * YAML_FAULTS_MOST]; /* offsets into the document */
	size_t count;
};

void yaml_repair_init(struct yaml_repair *repair, struct arena *arena, struct text document);
/* Takes out the line of `offset`; where that line is empty already, or one of its entry was taken out before, all of
 * the entry: the lines from a key at the left margin to the next. False where nothing is left to take out. `key`, in
 * the document's own life: the key at the left margin that has lost words by it; empty where there is none. */
bool yaml_repair_take(struct yaml_repair *repair, struct text document, size_t offset, struct text *key);
/* Was anything taken out between two offsets of the document? */
bool yaml_repair_took(const struct yaml_repair *repair, size_t begin, size_t end);

#endif
