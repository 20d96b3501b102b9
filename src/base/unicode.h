/* UTF-8 and the few facts about characters that policyc needs. Width and case come from libunistring. */
#ifndef POLICYC_BASE_UNICODE_H
#define POLICYC_BASE_UNICODE_H

#include "base/buffer.h"

/* Decodes the code point at `*offset`, which must be inside the text, and moves `*offset` past it. Text that is not
 * UTF-8 gives U+FFFD and moves one byte. */
uint32_t utf8_decode_sequence(struct text text, size_t *offset);
static inline uint32_t utf8_decode(struct text text, size_t *offset)
{
	unsigned char byte = (unsigned char)text.bytes[*offset];

	return byte < 0x80 ? (++*offset, byte) : utf8_decode_sequence(text, offset);
}
/* What is no code point, or a surrogate, becomes U+FFFD. */
void utf8_append(struct buffer *buffer, uint32_t code_point);
/* The offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7); text.length when all of it is. */
size_t utf8_first_invalid(struct text text);
size_t utf8_count(struct text text); /* code points */
/* Columns that a terminal gives a code point: 0 (combining, control), 1 or 2 (wide). Tabs are the caller's business. */
int unicode_width(uint32_t code_point);
/* XML 1.0 fifth edition, production 2 (Char): the characters that may stand in a document. */
bool unicode_is_xml_char(uint32_t code_point);
/* U+061C, U+200E, U+200F, U+202A–U+202E, U+2066–U+2069: marks that change the direction in which text is shown. */
bool unicode_is_bidi_control(uint32_t code_point);
/* What no document of ours holds, and no terminal should be sent: characters that XML or HTML (Living Standard, section
 * 13.2.3.5) forbids, other controls but tab and line ends, and marks of direction. */
bool unicode_is_unsafe(uint32_t code_point);
bool unicode_is_letter(uint32_t code_point);
bool unicode_is_upper(uint32_t code_point);
/* Digits and numbers of any form: "2", raised, lowered, fractions. */
bool unicode_is_number(uint32_t code_point);
/* Marks that belong to the letter before them: accents written by themselves. */
bool unicode_is_mark(uint32_t code_point);
/* White space of Unicode, no-break spaces too. */
bool unicode_is_space(uint32_t code_point);
/* Looks like another character or like none: U+00A0, U+202F, U+2007 and U+2009, which are spaces (unicode_is_space),
 * and U+00AD, U+200B and U+2060, which show nothing. */
bool unicode_is_invisible(uint32_t code_point);
/* Nothing but white space. */
bool unicode_is_blank(struct text text);
/* Full case folding (Unicode 15, section 5.18) appended to the buffer; bytes that are not UTF-8 become U+FFFD. */
void unicode_fold_case(struct buffer *buffer, struct text text);
/* The same as a text in the arena. */
struct text unicode_fold(struct arena *arena, struct text text);
/* The words of a heading as an id: letters and digits in lower case and without accents, runs of other characters one
 * "-", none at the ends; never empty ("x"). */
void unicode_append_slug(struct buffer *buffer, struct text text);

#endif
