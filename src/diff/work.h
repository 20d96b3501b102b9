/* What the parts of one work share: diff.c makes it, and every part adds its changes. Inside src/diff alone. */
#ifndef POLICYC_DIFF_WORK_H
#define POLICYC_DIFF_WORK_H

#include "base/memory.h"
#include "diff/diff.h"

struct diff_work {
	struct arena *arena; /* of the result */
	const struct policy *old, *new;
	struct change_list {
		struct change *items;
		size_t count, capacity;
	} changes;
};

/* A new change at the end of the list, all zeros but for what is given; valid until the next one. */
struct change *change_add(struct diff_work *work, enum change_class class, enum change_op op,
			  enum change_subject subject);
/* Sets its path: texts that live as long as the arena, ended by one whose bytes are NULL. */
void change_path(struct diff_work *work, struct change *change, const struct text *path);
/* Sets both sides' words and, where both are there, the runs between them. */
void change_words(struct diff_work *work, struct change *change, struct text old, struct text new);

/* fields.c: the front matter, field by field; the version history, entry by entry. */
bool field_is_compared(const struct field *field);
void compare_fields(struct diff_work *work);

#endif
