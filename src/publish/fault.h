/* Why a site was not published: the one form in which everything in this folder says it. */
#ifndef POLICYC_PUBLISH_FAULT_H
#define POLICYC_PUBLISH_FAULT_H

#include "base/arena.h"

/* A zeroed one is none. */
struct fault {
	int error;           /* an errno value: something could not be read or written (exit status 3) */
	bool is_refused;     /* publishing there would be wrong (exit status 2) */
	struct text message; /* for the user; in the arena of whoever made it; bytes NULL: there is no fault */
};

/* These set the fault, unless there is one already: the first is what the user should mend. They give false. */
bool fault_refuse(struct fault *fault, struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The system's reason follows the message: "public/index.html could not be written: No space left on device". */
bool fault_of_system(struct fault *fault, struct arena *arena, int error, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* Of file_read_inside: what is no plain file of the project is refused, and all else is the system's. */
bool fault_of_file(struct fault *fault, struct arena *arena, int error, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* What another program could not do; its own words are the reason. Exit status 3. */
bool fault_of_program(struct fault *fault, struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool fault_is_set(const struct fault *fault);

#endif
