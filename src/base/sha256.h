/* SHA-256 (FIPS 180-4), by nettle. */
#ifndef POLICYC_BASE_SHA256_H
#define POLICYC_BASE_SHA256_H

#include <nettle/sha2.h>

#include "base/text.h"

#define SHA256_HEX_LENGTH 64
/* The digest in lower-case hexadecimal with a NUL after it. */
void sha256_hex(struct text bytes, char hex[SHA256_HEX_LENGTH + 1]);
/* The same of bytes that come in pieces. */
void sha256_begin(struct sha256_ctx *context);
void sha256_add(struct sha256_ctx *context, struct text bytes);
void sha256_end(struct sha256_ctx *context, char hex[SHA256_HEX_LENGTH + 1]);

#endif
