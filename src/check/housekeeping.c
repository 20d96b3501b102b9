/* Entries of `allow` that accept nothing. */
#include "check/rules.h"
#include "check/tables.h"

bool allow_entry_counts(const struct allow_entry *entry, enum check *check)
{
	return check_find(entry->check.text, check) && entry->reason.text.length > 0;
}

/* Checks that need what is not on every machine, or that site.yaml turns off, find nothing without it. */
static bool is_asked(const struct suite *suite, enum check check)
{
	if (suite->site->severities.of[check] == SEVERITY_OFF)
		return false;
	if (check == CHECK_UNKNOWN_CODE || check == CHECK_CODE_TERM_DIFFERS)
		return suite->code_lists[CODE_OPCS4] || suite->code_lists[CODE_ICD10];
	if (check == CHECK_SPELLING)
		return suite->check_tables && suite->check_tables->spelling;
	return true;
}

/* What couldn't be read has no findings, and an entry for them is not therefore out of date. */
static bool is_partly_read(const struct findings *findings)
{
	for (const struct finding *finding = findings->first; finding; finding = finding->next)
		if (!check_may_be_accepted(finding->check) || finding->check == CHECK_UNKNOWN_PROFILE)
			return true;
	return false;
}

/* What a document has findings of, accepted or not; made once where an entry is unused. */
struct found {
	bool is_known;
	bool here[CHECK_COUNT];
	const struct shared_block *in_block[CHECK_COUNT]; /* a block of the policy's that has one, or NULL */
};

static void look(struct found *found, const struct suite *suite, const struct findings *findings,
		 const struct policy *policy)
{
	if (found->is_known)
		return;
	found->is_known = true;
	for (const struct finding *finding = findings->first; finding; finding = finding->next)
		found->here[finding->check] |= !finding->accepted.bytes;
	for (size_t i = 0; policy && i < policy->include_count; i++) {
		const struct shared_block *block = NULL;
		for (size_t j = 0; j < suite->block_count && !block; j++)
			if (&suite->blocks[j]->source == policy->includes[i].source)
				block = suite->blocks[j];
		for (const struct finding *finding = block ? block->findings.first : NULL; finding;
		     finding = finding->next)
			found->in_block[finding->check] = block;
	}
}

/* The whole lines of an entry in a list of its own lines; false where it is written in another way, or where a comment
 * would be lost. */
static bool lines_of(struct place entry, struct place *lines)
{
	struct text bytes = entry.source->bytes;
	size_t begin = entry.begin, end = entry.end;

	while (begin > 0 && bytes.bytes[begin - 1] != '\n')
		begin--;
	struct text before = text_trim(text_slice(bytes, begin, entry.begin));
	while (end > entry.begin && is_ascii_space(bytes.bytes[end - 1]))
		end--;
	size_t line_end = text_find_byte(bytes, '\n', end);
	if (line_end == TEXT_NOT_FOUND || !text_is(before, "-") ||
	    text_find_byte(text_slice(bytes, begin, line_end), '#', 0) != TEXT_NOT_FOUND ||
	    text_trim(text_slice(bytes, end, line_end)).length)
		return false;
	*lines = place_of(entry.source, begin, line_end + 1);
	return true;
}

/* With the line "allow:" above, which would be left with nothing. */
static bool lines_with_key(struct place *lines)
{
	struct text bytes = lines->source->bytes;
	size_t begin = lines->begin ? lines->begin - 1 : 0;

	while (begin > 0 && bytes.bytes[begin - 1] != '\n')
		begin--;
	if (!text_is(text_trim(text_slice(bytes, begin, lines->begin)), "allow:"))
		return false;
	lines->begin = (uint32_t)begin;
	return true;
}

static void add_fix(struct findings *findings, struct finding *finding, const struct allow_entry *entry, bool is_only)
{
	struct place lines;

	if (lines_of(entry->place, &lines) && (!is_only || lines_with_key(&lines)))
		finding_fix(findings, finding, lines, TEXT(""), "take the entry out");
}

void report_unused_allowances(const struct suite *suite, struct findings *findings, const struct policy *policy,
			      const struct list *entries, const struct allowance *allowances)
{
	struct found found = {0};
	const struct allowance *next = allowances;

	for (size_t i = 0; i < entries->count; i++) {
		const struct allow_entry *entry = LIST_ITEM(*entries, struct allow_entry, i);
		struct finding *finding;
		enum check check;
		if (!allow_entry_counts(entry, &check) || (next++)->is_used || !is_asked(suite, check))
			continue;
		const char *id = check_descriptions[check].id;
		look(&found, suite, findings, policy);
		if (!check_may_be_accepted(check) && found.here[check])
			finding = findings_add(findings, CHECK_UNUSED_ALLOW, entry->check.place,
					       "findings of %s can't be accepted" WHY
					       "words would be missing from what is published" FIX
					       "mend what it finds, and take this entry out",
					       id);
		else if (found.here[check] && entry->matches.text.length)
			finding = findings_add(findings, CHECK_UNUSED_ALLOW, entry->check.place,
					       "no finding of %s here has \"%.*s\" in its words" WHY
					       "nothing is accepted" FIX "correct matches, or take the entry out",
					       id, TEXT_ARGUMENTS(entry->matches.text));
		else if (found.in_block[check])
			finding = findings_add(findings, CHECK_UNUSED_ALLOW, entry->check.place,
					       "%s finds nothing in this file" WHY
					       "what it finds in the shared wording %.*s is accepted there" FIX
					       "take the entry out, or move it to that file",
					       id, TEXT_ARGUMENTS(found.in_block[check]->key));
		else if (is_partly_read(findings))
			continue;
		else
			finding = findings_add(findings, CHECK_UNUSED_ALLOW, entry->check.place,
					       "%s finds nothing here that this entry accepts" FIX "take the entry out",
					       id);
		finding->path = TEXT("front-matter");
		if (!found.here[check])
			add_fix(findings, finding, entry, entries->count == 1);
	}
}
