/* placeholder: words that were to be replaced before anybody reads them, in the text and in the front matter. */
#include "check/placeholder.h"

#include "base/scan.h"
#include "check/rules.h"

/* A block with more is a form or a table of contents: one finding says enough. */
#define PLACEHOLDERS_MOST 100

static const struct {
	const char *is, *why, *mend;
} sayings[] = {
	[PLACEHOLDER_TO_WRITE] = {"was left for words that are still to be written", "readers get no answer here",
				  "write what belongs here"},
	[PLACEHOLDER_UNDECIDED] = {"says that something here is not yet decided", "readers get no answer here",
				   "write what was decided, or take it out"},
	[PLACEHOLDER_GAP] = {"is still to be replaced by the words meant", "readers get no answer here",
			     "write the words that belong here"},
	[PLACEHOLDER_WORD_ERROR] = {"is an error message of Word", "the reference that stood here is lost",
				    "write the number or words that were referred to"},
	[PLACEHOLDER_PAGE] = {"is a page number of another document", "it interrupts the policy, and is wrong here",
			      "take it out"},
	[PLACEHOLDER_COMMENT] = {"is left over from marks of a reviewer in Word", "it is no part of the policy",
				 "take it out, with the comment's words"},
	[PLACEHOLDER_BOX] = {"is a box to tick", "nobody can tick it here, or tell what was chosen",
			     "take the box out, and write what applies"},
	[PLACEHOLDER_PROMPT] = {"is a prompt of a form in Word", "nothing was entered here",
				"write what was to be entered, or take it out"},
	[PLACEHOLDER_LEADER] = {"is a line to fill in, or of a contents list", "nothing stands here to be read",
				"take it out, or write what belongs here"},
};

static void report(struct check_context *context, const struct placeholder *found, struct text words,
		   struct place place)
{
	struct text shown = words.length > 40 ? text_slice(words, 0, word_end(words, 36, WORD_BEYOND_ASCII)) : words;
	struct finding *finding =
		findings_add_subject(context->findings, CHECK_PLACEHOLDER, subject_at(context, place, words), place,
				     "\"%.*s\" %s" WHY "%s" FIX "%s", TEXT_ARGUMENTS(shown), sayings[found->kind].is,
				     sayings[found->kind].why, sayings[found->kind].mend);
	if (found->kind != PLACEHOLDER_TO_WRITE && finding->severity > SEVERITY_WARNING)
		finding->severity = SEVERITY_WARNING;
}

/* What a draft leaves to be written is for its author alone. */
static bool is_wanted(const struct check_context *context, const struct placeholder *found)
{
	return found->kind != PLACEHOLDER_TO_WRITE || context->policy->status.choice != STATUS_DRAFT;
}

static void rule_placeholders(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	struct placeholder found;
	size_t count = 0;

	(void)leaf;
	for (size_t at = 0; count < PLACEHOLDERS_MOST && placeholder_find(flat->text, at, &found); at = found.end) {
		count++;
		if (is_wanted(context, &found) && flat_text_is_prose(flat, found.begin))
			report(context, &found, text_slice(flat->text, found.begin, found.end),
			       flat_text_place(flat, found.begin, found.end));
	}
}

static void check_value(void *data, const struct field *field, const struct text_value *value)
{
	struct check_context *context = data;
	struct placeholder found;
	size_t count = 0;

	if (field->flags & FIELD_TOKEN)
		return;
	for (size_t at = 0; count < PLACEHOLDERS_MOST && placeholder_find(value->text, at, &found); at = found.end) {
		struct text words = text_slice(value->text, found.begin, found.end);
		count++;
		if (is_wanted(context, &found))
			report(context, &found, words, place_in_value(value->place, words));
	}
}

#define MARK "# to fill in"

/* The key that a line of the front matter begins with, after the dash of a list; empty: none. */
static struct text key_of_line(struct text line)
{
	struct text rest = text_trim(line);

	if (text_begins(rest, TEXT("- ")))
		rest = text_trim(text_slice(rest, 2, rest.length));
	size_t end = word_end(rest, 0, WORD_DIGIT | WORD_UNDERSCORE);
	return end < rest.length && rest.bytes[end] == ':' ? text_slice(rest, 0, end) : TEXT("");
}

/* Dates that a version has only when it is ratified are to be filled in until then, in a consultation too. */
static bool is_for_later(const struct policy *policy, struct text key)
{
	const struct field *field = field_find(&policy_fields, key);

	return policy->status.choice == STATUS_CONSULTATION && field && (field->flags & FIELD_OF_RATIFIED);
}

/* The marks of `revise` in the front matter, and the texts there. */
static void rule_front_matter(struct check_context *context)
{
	const struct policy *policy = context->policy;
	struct text bytes = place_text(policy->front_matter), mark = TEXT(MARK);

	field_each_text(&policy_fields, policy, check_value, context);
	if (policy->status.choice == STATUS_DRAFT)
		return;
	for (size_t at = 0; (at = text_find(bytes, mark, at)) != TEXT_NOT_FOUND; at += mark.length) {
		size_t begin = at;
		while (begin > 0 && bytes.bytes[begin - 1] != '\n')
			begin--;
		struct text key = key_of_line(text_slice(bytes, begin, at));
		size_t place = policy->front_matter.begin + at;
		if (key.length && !is_for_later(policy, key))
			findings_add(context->findings, CHECK_PLACEHOLDER,
				     place_of(&policy->source, place, place + mark.length),
				     "\"%.*s\" is still marked to be filled in" WHY
				     "readers get the date of the version before, or none" FIX
				     "write its value, then delete the mark",
				     TEXT_ARGUMENTS(key));
	}
}

const struct rule placeholder_rules[] = {
	POLICY_RULE(SOURCE, rule_front_matter),
	LEAF_RULE(SOURCE, rule_placeholders),
	RULES_END,
};
