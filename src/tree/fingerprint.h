/* The fingerprint of a version: equal for two copies that say the same, whatever else differs. SPEC section 5.
 *
 * It is SHA-256 over these bytes, form "policyc-fingerprint-1": the line of that name, then one record for each member,
 * always in this order, present or not:
 *
 *   <name> SP <number of bytes that follow the line, in decimal> LF <the bytes> LF
 *
 *   ref, title, subtitle, version
 *   category                the wording that the document shows
 *   date_ratified, date_published, last_reviewed, review_date, effective_from, effective_to
 *                           as written, in ISO 8601 with the precision written
 *   review_every            ISO 8601
 *   control-rows            how many rows the document control table has; then for each row
 *     control-key, control-words   the row's key, and the words of its second cell with LF between lines; of the row
 *                           cross_references, where the policy doesn't word it itself, the entries as written: the
 * title of another policy is no part of this one body                    the words of the body with shared blocks in
 * it, a block a line, without numbers code-sets               how many there are; then for each set set-system,
 * set-state, set-heading, set-url (of a delegated one), set-codes (how many); then for each code code-match,
 * code-canonical (as written where it is no code of its system), code-last (the end of a range), code-term, code-marks
 *   references              how many there are; then for each
 *     reference-kind, reference-identifier, reference-label, reference-text, reference-url (of an address alone)
 *
 * What is not there has length 0. Text is UTF-8 as the source has it, words with one space between them. Another set of
 * members is another form with another number. */
#ifndef POLICYC_TREE_FINGERPRINT_H
#define POLICYC_TREE_FINGERPRINT_H

#include "base/buffer.h"
#include "tree/policy.h"

#define FINGERPRINT_FORM  "policyc-fingerprint-1"
/* How many of its characters pages and PDFs show, after "sha256:". */
#define FINGERPRINT_SHOWN 12

/* Appends the bytes described above. The policy is complete (policy_derive has run). */
void fingerprint_append_form(struct buffer *out, const struct policy *policy);
/* Have both the same form, whatever is claimed? */
bool policies_say_the_same(const struct policy *one, const struct policy *other);
/* Sets policy->fingerprint: "sha256:" and the digest in lower-case hexadecimal. */
void policy_fingerprint(struct policy *policy);

#endif
