/* Text of others (names of files, arguments, sources) as a terminal and the log of a build service only show it, and do
 * nothing that it says. */
#ifndef POLICYC_BASE_SHOWN_H
#define POLICYC_BASE_SHOWN_H

#include <stdint.h>

#include "base/buffer.h"

/* Appends a character: a control character as its picture (U+2400 and on), one that isn't seen, or that changes how
 * others are shown, by its number. */
void shown_append_character(struct buffer *out, uint32_t code_point);
/* How many columns that takes. */
size_t shown_width(uint32_t code_point);
/* Appends a text in one line, with white space of any kind as a space; after `most` characters (0: all) an ellipsis.
 * What a build service would take for a command ("##[error]", "##vso[…]") has its "[" as "\[". */
void shown_append(struct buffer *out, struct text text, size_t most);
/* Does a text end in "##" and perhaps a word ("##vso"), so that a "[" after it would make a command of it? */
bool shown_begins_command(struct text before);
/* The path of a file at the beginning of a line: the same, but one that begins "::", as commands of a build service do,
 * has "./" before it. */
void shown_append_path(struct buffer *out, struct text path);

#endif
