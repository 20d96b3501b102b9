/* Where a finding is, when what it is about has no words of its own, and what tells two findings apart. */
#ifndef POLICYC_CHECK_PLACES_H
#define POLICYC_CHECK_PLACES_H

#include "check/check.h"

/* The place of a finding about something that is not written: the --- that opens the front matter. */
struct place place_of_absence(const struct policy *policy);
/* The words of the first heading of that kind, or the front matter's opening: the place of a finding about a kind of
 * section. */
struct place place_of_section_kind(const struct policy *policy, enum section_kind kind);
/* The place in the policy's own file: of what comes from a shared block, that of its include. */
struct place place_in_policy(const struct policy *policy, struct place place);
/* Where words stand in a value of the front matter, which the source may have with quotes, escapes, over lines: there
 * all of the value. */
struct place place_in_value(struct place value, struct text words);
/* The subject of a finding about words at a place: in a shared block's words, whose findings become the block's, it is
 * another one than in the policy's own. The words themselves are at its end, after "\n" where anything is before. */
struct text subject_at(const struct check_context *context, struct place place, struct text words);
/* The id of the list that is nearest to a misspelt one, or empty where none is near. */
struct text nearest_text(struct text word, const struct text *candidates, size_t count);
/* The most names that are compared with a misspelt one: of very many the first. */
#define NAMES_COMPARED_MOST 200
/* May the word that begins at `at` stand beside the number of a part of a document: section, clause, paragraph,
 * appendix, criteria, see, above, below? */
bool begins_part_word(struct text text, size_t at);

#endif
