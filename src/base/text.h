/* A run of bytes that somebody else owns: usually UTF-8, never required to end in NUL. Passed by value. */
#ifndef POLICYC_BASE_TEXT_H
#define POLICYC_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

/* What is asked of nearly every byte or word stands here, so that it is compiled into whatever asks. A text may have no
 * bytes at all (NULL), which memcmp and pointer arithmetic don't allow even for a length of 0; so lengths are looked at
 * first throughout. */

/* The text of a NUL-terminated string; NULL gives the empty text whose bytes are NULL. */
static inline struct text text_of(const char *string)
{
	return string ? (struct text){string, strlen(string)} : (struct text){NULL, 0};
}
/* The bytes from `begin` up to, not including, `end`; both are clamped to the text, and an `end` before `begin` gives
 * the empty text. */
static inline struct text text_slice(struct text text, size_t begin, size_t end)
{
	if (begin > text.length)
		begin = text.length;
	if (end > text.length)
		end = text.length;
	if (end < begin)
		end = begin;
	return (struct text){begin ? text.bytes + begin : text.bytes, end - begin};
}
static inline bool text_equal(struct text a, struct text b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}
/* True when `a` has exactly the characters of the string `b`. */
static inline bool text_is(struct text a, const char *b)
{
	return text_equal(a, text_of(b));
}
/* Equality and prefix that ignore the case of ASCII letters only. */
bool text_equal_ignoring_case(struct text a, struct text b);
bool text_begins_ignoring_case(struct text text, struct text prefix);
/* Is it one of the words of a list, which are in lower case with one space between? Ignores the case of ASCII letters
 * in `word`; no words, and what holds a space, are in no list. */
bool text_is_one_of(struct text word, const char *list);
static inline bool text_begins(struct text text, struct text prefix)
{
	return text.length >= prefix.length && text_equal(text_slice(text, 0, prefix.length), prefix);
}
static inline bool text_ends(struct text text, struct text suffix)
{
	return text.length >= suffix.length &&
	       text_equal(text_slice(text, text.length - suffix.length, text.length), suffix);
}
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
static inline bool is_ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}
static inline bool is_ascii_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}
static inline bool is_ascii_letter(char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26; /* the two cases differ in that bit alone */
}
/* Space, tab, LF, CR, FF, VT. */
static inline bool is_ascii_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool is_ascii_punctuation(char c)
{
	return c > ' ' && c < 0x7F && !is_ascii_digit(c) && !is_ascii_letter(c);
}
static inline char ascii_lower(char c)
{
	return is_ascii_upper(c) ? (char)(c - 'A' + 'a') : c;
}
static inline char ascii_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* A whole address that a page may link to: of the web, http:// or https:// and more; or, where `is_any`, of a mailbox
 * or a telephone too. Without what may not stand in one (RFC 3986, section 2; letters beyond ASCII may). Any other
 * scheme could run a program in the reader's browser. */
bool text_is_address(struct text text, bool is_any);

#endif
