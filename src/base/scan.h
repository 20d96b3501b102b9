/* Words, addresses, sentences and numbers of plain text: the one place that says where each begins and ends. What its
 * users need differently is a flag, with the reason beside it. Offsets are bytes. */
#ifndef POLICYC_BASE_SCAN_H
#define POLICYC_BASE_SCAN_H

#include "base/memory.h"
#include "base/text.h"

/* What a word is made of beside the letters of ASCII, which are in every word. */
enum {
	WORD_LETTERS = 0,           /* and nothing else */
	WORD_DIGIT = 1 << 0,        /* 0 to 9; not where a number is a token of its own, as in "6weeks" */
	WORD_UNDERSCORE = 1 << 1,   /* where names of files, hosts and references are looked at: none ends at one */
	WORD_BEYOND_ASCII = 1 << 2, /* any byte beyond ASCII: quick, but dashes and curly quotation marks count too */
	/* Characters beyond ASCII, decoded. */
	WORD_UNICODE = 1 << 3, /* letters, and the marks that belong to them */
	WORD_NUMERAL = 1 << 4, /* "²", "½"; not in names, which end at the raised number of a note */
	WORD_SYMBOL = 1 << 5, /* all but spaces, punctuation, arrows and operators: of "°", "€" and "™" none may be
				 lost where texts are compared */
	/* Marks inside a word, which neither begin nor end one. */
	WORD_APOSTROPHE = 1 << 6, /* straight or curly, before a letter or digit: "patient’s" */
	WORD_POINT = 1 << 7,      /* point or comma between two digits: "1,000.5" is one word of a comparison */
};
/* Is the byte a letter, or one of the first three kinds? */
static inline bool is_word_byte(char c, unsigned kinds)
{
	return is_ascii_letter(c) || ((kinds & WORD_DIGIT) && is_ascii_digit(c)) ||
	       ((kinds & WORD_UNDERSCORE) && c == '_') || ((kinds & WORD_BEYOND_ASCII) && (unsigned char)c >= 0x80);
}
/* The end of the word that begins at `at`; `at` itself where none does. */
size_t word_end(struct text text, size_t at, unsigned kinds);
/* The beginning of the word that ends before `at`; `at` itself where none does. Of bytes: the first three kinds. */
size_t word_begin(struct text text, size_t at, unsigned kinds);
/* May a word or a name begin or end at `at`? Not between two letters, digits or "_": of a raised number, as of a note,
 * it may. True at either end of the text and beyond. */
bool is_word_edge(struct text text, size_t at);

/* The length of a sign at `at` that says something by itself: one of $ % & + < = > £ ±, an arrow, an operator; 0: none.
 */
size_t sign_length(struct text text, size_t at);
/* The length of an apostrophe at `at`, straight or curly to either side; 0: none. */
size_t apostrophe_length(struct text text, size_t at);
/* The end of the white space at `at`, no-break spaces too; `at` itself where none is. */
size_t spaces_end(struct text text, size_t at);

/* What stands between a word and the one before it. */
enum word_gap {
	GAP_START,  /* there is none before it */
	GAP_SPACE,  /* spaces on one line */
	GAP_HYPHEN, /* one hyphen */
	GAP_OTHER   /* a mark of any kind, or a new line */
};

/* A word of prose: a run of letters and digits of any script and "_", with the apostrophes between them. A hyphen
 * parts two words. */
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

/* The length of a web address that begins at `at` with "https://", "http://" or "www.", without the punctuation that
 * ends the sentence around it; 0 when there is none. Case makes no difference. */
enum {
	/* Where the address is to be a link: it doesn't begin inside a word, has a host with a dot, and keeps a bracket
	 * that it opens itself. Without: whatever begins like one is compared as one word, up to a space or bracket. */
	ADDRESS_LINKED = 1 << 0,
};
size_t address_length(struct text text, size_t at, unsigned flags);
/* The host that an address begins with after "//": the part before the first of "/?#:". */
struct text address_host(struct text rest);

/* Does a sentence end with the byte at `at`: a full stop, question or exclamation mark before white space or the end?
 * `flags` says what else is asked. */
enum {
	SENTENCE_LINE = 1 << 0,    /* ends at a line feed too: where the text holds several blocks, one on a line */
	SENTENCE_CAPITAL = 1 << 1, /* only before a capital or the end: where it matters more that no sentence is cut
				      than that each is found. Not for folded text, which has no capitals. */
	SENTENCE_INITIAL = 1 << 2, /* not after a single letter or digit, or "No": "e.g. ", "J. Smith", "No. 4" */
	SENTENCE_LATIN = 1 << 3,   /* not after "e.g.", "i.e.": the least of the same, for folded text */
};
bool is_sentence_end(struct text text, size_t at, unsigned flags);
/* The end of the sentence that `at` is in, after its mark or before its line feed, and its beginning, the space before
 * it included; no further away than `most` bytes, and no further than the text. */
size_t sentence_end(struct text text, size_t at, size_t most, unsigned flags);
size_t sentence_begin(struct text text, size_t at, size_t most, unsigned flags);

/* The end of the run of digits at `at`; `at` itself where none begins. */
size_t digits_end(struct text text, size_t at);
enum {
	/* More than one point may be between digits, as in the clause "3.2.1". A quantity has one at most. */
	NUMBER_OF_PART = 1 << 0,
	/* A capital is as good as the first digits: "A", "A.1". */
	NUMBER_OF_APPENDIX = 1 << 1,
	/* "50,000": a comma before each three digits. Not of clauses, which a comma parts: "3,4". */
	NUMBER_THOUSANDS = 1 << 2,
};
/* The end of the number in figures at `at`; `at` itself where none begins. A point at its end is not of it. */
size_t number_end(struct text text, size_t at, unsigned flags);
/* The value of digits with at most one point, and commas before thousands; false for what is none, or too long to be
 * any quantity. */
bool number_value(struct text figures, double *value);

#endif
