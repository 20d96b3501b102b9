/* A fault in policyc itself: reported once, in one place, and the program ends with status 4. */
#ifndef POLICYC_BASE_BUG_H
#define POLICYC_BASE_BUG_H

/* Ends the program with exit status 4 after printing where the fault was found and what it was.
 * Never used for anything that a user, a file or the system can cause. */
_Noreturn void bug_report(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

#define BUG(...) bug_report(__FILE__, __LINE__, __VA_ARGS__)

#endif
