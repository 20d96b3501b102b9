/* Ages, durations and other quantities in the words of a criterion. The text has authority: this is what programs may
 * compare, and it is read only where the words leave no doubt. All lists are closed; a number that none of them knows
 * is not read. The kinds, with their units in UCUM and the words that they are read from:
 *
 *   age             a, mo, wk, d: "aged 16 or over", "over the age of 65", "18 years old", "the patient is under 40",
 *                   "16+" after "age", "under 18s", "before their 35th birthday", and "39 years and 364 days", which
 *                   is under 40
 *   duration        a, mo, wk, d, h, min: "for 18 months", "at least one year", "in the last 12 months"
 *   interval        the same: "every 3 months", "at least 4 weeks apart"
 *   bmi             kg/m2: "BMI of 30 or more", "body mass index ≥ 35 kg/m²"
 *   score           {score}: a number that "score" or "scale", or a name such as DLQI leads to
 *   blood_pressure  mm[Hg]: "140/90" after "blood pressure" or before "mmHg"; "a systolic pressure of 160 mmHg"
 *   acuity          {Snellen}: "6/12" beside words of vision; {logMAR}: "0.3 logMAR"
 *   count, rate     {episode}, {session}, {cycle} …: "at least three episodes"; a rate is in each time: "per year"
 *   percentage      %, laboratory (mmol/mol, g/L …, or a name such as HbA1c), hearing, temperature, dose, weight,
 * length other           another unit (degrees, dioptres), or a number of which the words don't say what it measures
 *
 * The comparisons:
 *
 *   unstated        none of the words below; "over 16s"; "at least 6-8 weeks"; several of one kind that can't be told
 *                   apart; "worse" and "better" of anything but sight; "more" of a number below zero
 *   at_least        at least, minimum, no less than, ≥, or more, or over, and above, or older, from (an age)
 *   at_most         at most, up to, maximum, no more than, ≤, or less, or under, and below
 *   more_than       over, above, more than, older than, exceeding, beyond, >
 *   less_than       under, below, less than, younger than, <, before or until (an age, a birthday)
 *   between         18 to 40, 18–40, between 18 and 40, one or two
 *   within          in the last 12 months, within 6 weeks of injury
 *   equal           exactly
 *
 * "1 year and 6 months" is 18 months. Of sight "worse" is less, but a greater logMAR.
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
