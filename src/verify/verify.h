/* Is a copy what the sources publish? A file or a folder that somebody kept against what a build would write. */
#ifndef POLICYC_VERIFY_VERIFY_H
#define POLICYC_VERIFY_VERIFY_H

#include "base/buffer.h"
#include "base/text_set.h"
#include "tree/suite.h"

/* In order of weight; the numbers are those of exit statuses. */
enum verify_outcome {
	VERIFY_IS_RIGHT = 0,
	VERIFY_DIFFERS = 1,      /* also where something could not be compared, or the version doesn't apply now */
	VERIFY_IS_UNUSABLE = 2,  /* it is no copy of anything, or the sources can't be published */
	VERIFY_IS_UNREADABLE = 3 /* a file could not be read */
};

struct verifying {
	struct suite *today; /* which versions apply now */
	struct suite *then;  /* as on the day of the copy; the same where it says none */
	size_t threads;
	struct buffer out; /* what is found, for the user; released by verifying_release */
	struct buffer why; /* a complaint, where it is unusable or unreadable */
	enum verify_outcome outcome;
	struct text_set fingerprints; /* as much of them as pages show; numbers as those of today->policies */
};

void verifying_open(struct verifying *verifying, struct suite *today);
void verifying_release(struct verifying *verifying);

/* The day that a page says it is of ("as at 21 November 2026"), or a JSON ("as_of"). Not set: it says none. */
struct date verify_day_of_file(struct text bytes);
/* The same of a published folder. */
struct date verify_day_of_folder(const char *folder);

/* A single copy, wherever it was kept; `shown` is its name for the user. */
void verify_file(struct verifying *verifying, const char *shown, struct text bytes);
/* A copy of a whole site. */
void verify_folder(struct verifying *verifying, const char *folder);

#endif
