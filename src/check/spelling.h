/* Which words are right: by the British English dictionary and the medical list of Hunspell, and site/words.txt. Each
 * word of a suite is looked up there once, whoever asks and however often.
 *
 * Hunspell is not safe from several threads: one at a time asks it, under a lock. What it said is kept where all
 * threads read it without one. */
#ifndef POLICYC_CHECK_SPELLING_H
#define POLICYC_CHECK_SPELLING_H

#include "tree/suite.h"

struct spelling;

/* Where the dictionaries are, unless DICPATH (as for other programs with Hunspell: folders, ":" between) says. */
#define DICTIONARY_FOLDER "/usr/share/hunspell"

/* Loads the dictionaries. NULL where nothing is to be spelled: the check is off, or there are no policies; and where a
 * dictionary is missing or can't be used: an `unreadable` finding of the suite, which says what to install, and
 * could_not_read. */
struct spelling *spelling_new(struct suite *suite);
void spelling_free(struct spelling *spelling);
/* Is a word right as it is written? From any thread. */
bool spelling_knows(struct spelling *spelling, struct text word);
/* What may be meant by a word that is not known: "\"Optometrist\" or \"Optimist\"", empty where nothing is near. Takes
 * about a tenth of a second. In the arena; from one thread. */
struct text spelling_suggest(struct spelling *spelling, struct arena *arena, struct text word);

#endif
