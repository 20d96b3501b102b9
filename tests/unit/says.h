/* Looks for words in all that a finding says: its message, why that matters, and how to mend it. */
#ifndef POLICYC_TESTS_SAYS_H
#define POLICYC_TESTS_SAYS_H

#include "unit.h"

#include "diag/finding.h"

static inline void assert_says(const struct finding *finding, const char *words)
{
	struct text message = finding->message, why = finding_why(finding), mend = finding_mend(finding);

	if (text_find(message, text_of(words), 0) == TEXT_NOT_FOUND &&
	    text_find(why, text_of(words), 0) == TEXT_NOT_FOUND && text_find(mend, text_of(words), 0) == TEXT_NOT_FOUND)
		fail_msg("\"%s\" is not in \"%.*s\", \"%.*s\" or \"%.*s\"", words, TEXT_ARGUMENTS(message),
			 TEXT_ARGUMENTS(why), TEXT_ARGUMENTS(mend));
}

#endif
