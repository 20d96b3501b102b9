/* Marks: what a writer says in braces at the end of some words, and no reader of the policy sees. SPEC section 2,
 * Criteria and What a clause does.
 *
 *   how the list or table below combines   {all} {any} {none} {at-least 2} {at-most 1} {exactly 1}; {list}: no criteria
 *   what the clause, item or list does      {eligible} {considered} {only-if} {required} {not-commissioned}
 *                                           {outside-policy} {scope} {elsewhere} {overrides} {no-effect}
 *   an item that gives information          {note}
 *
 * They are the last words of a clause's or item's first paragraph or of a lead-in, in any order, each kind once, and a
 * permanent name {#name} after them. */
#ifndef POLICYC_READ_MARKS_H
#define POLICYC_READ_MARKS_H

#include "diag/finding.h"
#include "tree/flat_text.h"

#define BRACES_MOST 8 /* more at the end of one line are words */

/* "{…}" in the flat text of a leaf block, in braces that were written as such and not inside code. */
struct braces {
	size_t begin, end;
	struct text inside; /* as in the source, so that "_" in it is no emphasis */
	struct place place;
};

/* Those at the end of a leaf block's words, last first. */
size_t braces_at_end(const struct flat_text *flat, struct braces braces[BRACES_MOST]);

/* Takes one into `marks`. A second of one kind, and a number that is missing or too many, are `syntax`. False: it is no
 * mark, and nothing was reported. */
bool mark_read(struct marks *marks, struct findings *findings, const struct braces *braces);
/* `syntax` for braces at the end of words that are no mark, with the nearest one that is. */
void mark_report_unknown(struct findings *findings, const struct braces *braces);

/* `syntax` for marks that were left in the words of policy->body: not at the end, or in square brackets. Those of
 * included blocks are reported where the block is read. */
struct policy;
void marks_find_stray(struct policy *policy);

#endif
