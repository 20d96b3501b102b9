/* A run of bytes that somebody else owns: usually UTF-8, never required to end in NUL. Passed by value. */
#ifndef POLICYC_BASE_TEXT_H
#define POLICYC_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
	const char *bytes;
	size_t length;
};

/* A text of a string literal, in an expression; TEXT_INIT is the same for initialisers of static data. */
#define TEXT(literal) ((struct text){"" literal, sizeof(literal) - 1})
#define TEXT_INIT(literal)                      \
	{                                       \
		"" literal, sizeof(literal) - 1 \
	}
/* For printf: printf("%.*s", TEXT_ARGUMENTS(t)). The length must fit an int (every source does: see LIMIT_FILE_BYTES).
 */
#define TEXT_ARGUMENTS(t) (int)(t).length, (t).bytes

/* The text of a NUL-terminated string; NULL gives the empty text whose bytes are NULL. */
struct text text_of(const char *string);
/* The bytes from `begin` up to, not including, `end`; both are clamped to the text, and an `end` before `begin` gives
 * the empty text. */
struct text text_slice(struct text text, size_t begin, size_t end);
bool text_equal(struct text a, struct text b);
/* True when `a` has exactly the characters of the string `b`. */
bool text_is(struct text a, const char *b);
/* Equality and prefix that ignore the case of ASCII letters only. */
bool text_equal_ignoring_case(struct text a, struct text b);
bool text_begins_ignoring_case(struct text text, struct text prefix);
bool text_begins(struct text text, struct text prefix);
bool text_ends(struct text text, struct text suffix);
/* Order by bytes, which for UTF-8 is the order of code points: <0, 0, >0. */
int text_compare(struct text a, struct text b);
/* Without ASCII white space at either end. */
struct text text_trim(struct text text);
/* The offset of the first `needle` at or after `from`; TEXT_NOT_FOUND where there is none. An empty needle is found at
 * `from` itself. */
#define TEXT_NOT_FOUND ((size_t)-1)
size_t text_find(struct text text, struct text needle, size_t from);
size_t text_find_byte(struct text text, char byte, size_t from);
/* Takes the part before the first `separator` off the front of `*rest` into `*part`; false when `*rest` is used up
 * (its bytes pointer is NULL). "a,,b" gives "a", "", "b". */
bool text_split(struct text *rest, char separator, struct text *part);
/* A whole number in decimal digits only, no sign; false when it is anything else or over `most`. */
bool text_to_number(struct text text, uint32_t most, uint32_t *number);
uint64_t text_hash(struct text text);
/* Edit distance (insertion, removal, replacement, exchange of neighbours that are not edited again) of bytes; gives up
 * and returns `most` + 1 when it is over `most`. For "did you mean". */
size_t text_distance(struct text a, struct text b, size_t most);
/* ASCII only, whatever the locale. */
bool is_ascii_digit(char c);
bool is_ascii_letter(char c);
bool is_ascii_upper(char c);
bool is_ascii_space(char c); /* space, tab, LF, CR, FF, VT */
bool is_ascii_punctuation(char c);
char ascii_lower(char c);
char ascii_upper(char c);

#endif
