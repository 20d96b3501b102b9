/* What a copy has otherwise than the sources: the first of it in words, and how much there is. */
#ifndef POLICYC_VERIFY_DIFFERENCES_H
#define POLICYC_VERIFY_DIFFERENCES_H

#include "base/arena.h"
#include "base/buffer.h"

/* More than this is counted, and not shown. */
#define DIFFERENCES_SHOWN 20

/* A zeroed one is empty. */
struct differences {
	struct buffer shown;  /* a line each, begun by four spaces */
	struct buffer untold; /* why something could not be compared: a sentence each, on a line */
	size_t count;         /* of what differs */
	bool is_cut;          /* there may be more: nobody looked any further */
	unsigned alike;       /* of print_compare: how much of a hundred both have */
};

void differences_release(struct differences *differences);
/* Neither differs nor could not be compared. */
bool differences_are_none(const struct differences *differences);
/* `name`: where it stands; it may be empty. The words of the sources and of the copy, of which only what differs is
 * shown, with what stands around it: "at least [-eight-]{+nine+} weeks". Bytes NULL: it has nothing there. */
void differences_add(struct differences *differences, struct text name, struct text source, struct text copy);
/* A sentence in place of that. */
void differences_say(struct differences *differences, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What could not be compared, and why. */
void differences_cannot(struct differences *differences, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* All of it as lines; "and 12 more" at the end. */
void differences_print(const struct differences *differences, struct buffer *out);

#endif
