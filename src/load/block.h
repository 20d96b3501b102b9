/* Shared blocks: policies/shared/<block>@<edition>.md. */
#ifndef POLICYC_LOAD_BLOCK_H
#define POLICYC_LOAD_BLOCK_H

#include "tree/suite.h"

/* A block on the heap, its key from the file's name, its body as raw blocks with includes still in place; `path` and
 * `bytes` are copied. Never NULL: what can't be read has is_readable false. */
struct shared_block *block_read(const char *path, struct text bytes);
/* The block of a file whose bytes can't be had; `reason` says why. */
struct shared_block *block_unreadable(const char *path, enum check check, const char *reason);

#endif
