/* For the tests of what reads Markdown: cmark-gfm is set up once for the program. */
#ifndef POLICYC_TESTS_READING_H
#define POLICYC_TESTS_READING_H

#include "parse/markdown.h"

static inline int reading_set_up(void **state)
{
	(void)state;
	markdown_set_up();
	return 0;
}

static inline int reading_tear_down(void **state)
{
	(void)state;
	markdown_tear_down();
	return 0;
}

#endif
