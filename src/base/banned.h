/* Functions of the C library that nothing under src/ may use: the compiler refuses their names. The Makefile puts this
 * before each source file (-include); no file includes it itself. */
#ifndef POLICYC_BASE_BANNED_H
#define POLICYC_BASE_BANNED_H

/* A feature macro counts only before the first header, and this is now where that one is: without it, a file that asks
 * for GNU functions at its top would ask too late. The empty definition is the one that such files make themselves. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

/* Once a name is poisoned its declaration is refused too, so the headers that declare these come first. Some of them
 * make a name a macro, which clang warns of when it is poisoned: hence #undef. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <wchar.h>

#undef strcpy
#undef strcat
#undef sprintf
#undef vsprintf
#undef strncpy
#undef strncat
#undef strtok

/* They write to memory whose size they don't know: struct buffer and arena_format do. */
#pragma GCC poison strcpy strcat sprintf vsprintf gets
/* They cut a string short without saying so, and may leave it without its NUL: text_slice and buffer_append don't. */
#pragma GCC poison strncpy strncat
/* It keeps its place in a static variable and writes to what it reads: text_split does neither. */
#pragma GCC poison strtok
/* They give 0 for what is no number and can't tell of overflow: text_to_number does. */
#pragma GCC poison atoi atol atof
/* They answer in memory that all threads share, and some depend on the time zone: struct date doesn't. */
#pragma GCC poison asctime ctime localtime gmtime

#endif
