/* The words of a text, one after another, as the Language checks take them. A word is a run of letters and digits, with
 * the apostrophes between its letters; a hyphen parts two words. */
#ifndef POLICYC_CHECK_WORD_SCAN_H
#define POLICYC_CHECK_WORD_SCAN_H

#include "base/memory.h"
#include "base/text.h"

/* What stands between a word and the one before it. */
enum word_gap {
	GAP_START,  /* there is none before it */
	GAP_SPACE,  /* spaces on one line */
	GAP_HYPHEN, /* one hyphen */
	GAP_OTHER   /* a mark of any kind, or a new line */
};

struct scanned_word {
	struct text text; /* text_slice(…, begin, end) */
	size_t begin, end;
	enum word_gap gap;
	uint32_t capitals, small; /* letters of either kind */
	bool begins_capital;
	bool has_apostrophe;
	bool has_digit;   /* a digit or another number, "_" counts as one: codes, quantities, file names */
	bool has_foreign; /* a letter of a script other than Latin */
};

/* The next word of a text: `word` is zeroed for the first and is then the one before. False when there is none. */
bool word_scan(struct text text, struct scanned_word *word);

/* A heap array: zeroed to begin with, released with ARRAY_RELEASE. */
struct scanned_words {
	struct scanned_word *items;
	size_t count, capacity;
};
/* All words of a text, in place of what the array held. */
void words_scan(struct text text, struct scanned_words *words);

/* A run without white space, and whether it is an address, a file's name or another identifier rather than words. */
struct word_chunk {
	size_t begin, end;
	bool is_identifier;
};
/* The run that holds the word at `at`; `chunk` is zeroed, or of the same text before. */
void word_chunk_find(struct word_chunk *chunk, struct text text, size_t at);

#endif
