/* Ages, durations and other quantities in the words of a criterion. The text has authority: this is what programs may
 * compare, and it is read only where the words leave no doubt. All lists are closed; a number that none of them knows
 * is not read. The kinds, with their units in UCUM and the words that they are read from:
 *
 *   age             a, mo, wk, d: "aged 16 or over", "over the age of 65", "18 years old", "adults under 40 years",
 *                   "16+" after "age", "under 18s", "before their 35th birthday", and "39 years and 364 days", which
 *                   is under 40
 *   duration        a, mo, wk, d, h, min: "for 18 months", "at least one year", "a 12-week course"
 *   bmi             kg/m2: "BMI of 30 or more", "body mass index ≥ 35 kg/m²"
 *   score           {score}: a number that "score", "scoring" or "scale" leads to
 *   blood_pressure  mm[Hg]: "140/90" after "blood pressure" or before "mmHg"; "160 mmHg"
 *   acuity          {Snellen}: "6/12" after "acuity" or "vision"; {logMAR}: "0.3 logMAR"
 *   count           {episode}, {session}, {cycle} …: "at least three episodes"; nouns of a closed list
 *
 * The comparisons:
 *
 *   at_least        at least, minimum, no less than, ≥, or more, or over, and above, or older, or better, from (an age)
 *   at_most         at most, up to, within, maximum, no more than, ≤, or less, or under, and below, or worse
 *   more_than       over, above, more than, older than, exceeding, beyond, >, better than
 *   less_than       under, below, less than, younger than, <, worse than, before or until (an age, a birthday)
 *   between         18 to 40, 18–40, between 18 and 40, one or two: both ends are included
 *   equal           none of these
 *
 * "23 to 39 years and 364 days" is two quantities, at least 23 and less than 40, for a range includes its ends. "1 year
 * and 6 months" is 18 months. "Worse than 6/12" is less acuity, "worse than 0.3 logMAR" a greater number.
 *
 * `unit` is empty where the words leave it out and it doesn't go without saying: "for at least 6", "patients over 40".
 * An age may leave its years out. */
#ifndef POLICYC_READ_QUANTITIES_H
#define POLICYC_READ_QUANTITIES_H

#include "tree/flat_text.h"
#include "tree/node.h"

/* The quantities in some words, in their order, or NULL. */
struct quantity *quantities_read(struct arena *arena, const struct flat_text *flat);

#endif
