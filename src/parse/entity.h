/* Entities of HTML: "&amp;", "&#38;". */
#ifndef POLICYC_PARSE_ENTITY_H
#define POLICYC_PARSE_ENTITY_H

#include "base/buffer.h"

/* The length of the entity at the text's first byte, which is "&", or 0. Its characters are appended to `decoded`. */
size_t entity_decode(struct text text, struct buffer *decoded);

#endif
