#include "parse/yaml_fault.h"

#include <stddef.h>
#include <string.h>

#include "base/memory.h"

/* The first row whose words stand in libyaml's problem and context decides. */
static const struct {
	const char *problem, *context; /* NULL: any */
	bool is_at_context;
	const char *message;
} faults[] = {
	{"mapping values are not allowed", NULL, false,
	 "a second colon stands in this line, and words that hold a colon and a space need quotation marks round them: "
	 "title: \"Scarring: laser treatment\""},
	{"found unexpected end of stream", "quoted scalar", true,
	 "this quotation mark is never closed; add a second one where the words end, or delete this one"},
	{"found unexpected document indicator", "quoted scalar", true,
	 "this quotation mark is never closed; add a second one where the words end, or delete this one"},
	{"found unknown escape character", NULL, false,
	 "between double quotation marks a backslash begins an escape, and this is none; write two backslashes, or use "
	 "single quotation marks"},
	{"hexdecimal number", NULL, false,
	 "an escape for a character needs its number in hexadecimal digits (\"\\u00e9\"); write the character itself"},
	{"invalid Unicode character", NULL, false, "this escape stands for no character; write the character itself"},
	{"tab", NULL, false, "a tab stands where spaces belong; indent with spaces"},
	{"cannot start any token", NULL, false,
	 "words can't begin with this mark (@, ` or %); put quotation marks round them"},
	{"block sequence entries are not allowed", NULL, false,
	 "a list can't begin here; put the - on a line of its own below the key, or quotation marks round the words"},
	{"mapping keys are not allowed", NULL, false,
	 "words can't begin with ? and a space here; put quotation marks round them"},
	{"could not find expected ':'", NULL, true,
	 "this line is no key with a value: a colon and a space are missing after the key, or, where it goes on with "
	 "the words above, two spaces before it"},
	{"did not find expected key", "block mapping", false,
	 "this doesn't fit what stands above it: a key must stand in the same column as the key before it, and words "
	 "after a closing quotation mark don't belong to the value"},
	{"did not find expected '-' indicator", NULL, false,
	 "this doesn't fit the list above it: each entry begins with - in the same column, and what belongs to it is "
	 "indented further"},
	{"did not find expected ',' or ']'", NULL, true,
	 "this [ is never closed, or a comma is missing in its list; words that begin with [ need quotation marks "
	 "round them"},
	{"did not find expected ',' or '}'", NULL, true,
	 "this { is never closed, or a comma is missing in it; words that begin with { need quotation marks round "
	 "them"},
	{"did not find expected node content", NULL, false,
	 "a value is missing here; words that begin with [ or { or a comma need quotation marks round them"},
	{"alphabetic or numeric character", NULL, false,
	 "words that begin with & or * need quotation marks round them"},
	{"indentation indicator", NULL, false,
	 "after | or > only a digit from 1 to 9, + or - may follow in the line; begin the words on the next line"},
	{"expected comment or line break", NULL, false,
	 "after | or > the words begin on the next line, indented; nothing else may stand here"},
	{"undefined tag handle", NULL, false,
	 "a tag (words that begin with !) has no meaning here; put quotation marks round the words"},
	{NULL, "tag", false,
	 "a tag (words that begin with !) has no meaning here; put quotation marks round the words"},
	{NULL, "directive", false, "a line that begins with % has no meaning here; delete it"},
	{"document start", NULL, false,
	 "more stands here than one list of keys; put everything between the --- lines as key: value"},
	{"incompatible YAML document", NULL, false, "a line that begins with % has no meaning here; delete it"},
	{"duplicate", NULL, false, "a line that begins with % has no meaning here; delete it"},
};

/* Slips for which libyaml has the same words as for others. NULL: none of them. */
static const char *special_fault(const char *problem, struct text before, struct text after)
{
	bool is_colon = strstr(problem, "mapping values are not allowed") != NULL;

	if (text_begins(after, TEXT("\t")) && text_trim(before).length == 0)
		return "a tab stands where spaces belong; indent with spaces";
	if (is_colon && (text_find(before, TEXT("\u201c"), 0) != TEXT_NOT_FOUND ||
			 text_find(before, TEXT("\u2018"), 0) != TEXT_NOT_FOUND))
		return "words that hold a colon and a space need quotation marks round them, and curly ones, as Word "
		       "types them, don't count: put straight ones (\") in their place";
	if (is_colon && text_find_byte(before, ':', 0) == TEXT_NOT_FOUND)
		return "this line is indented, so it counts as more words of the value above; begin its key in the "
		       "same column as the key above";
	before = text_trim(before);
	bool is_unexpected = strstr(problem, "did not find expected") != NULL && after.length > 0;
	size_t colon = text_find(before, TEXT(": "), 0);
	char first = colon == TEXT_NOT_FOUND ? ' ' : text_trim(text_slice(before, colon + 1, before.length)).bytes[0];
	if (is_unexpected && (first == '[' || first == '{'))
		return "words that begin with [ or { need quotation marks round them: title: \"[Draft] Scarring\"";
	if (is_unexpected && before.length == 0 && text_find_byte(after, ':', 0) != TEXT_NOT_FOUND)
		return "this line is indented, so it doesn't fit what stands above it; begin its key in the same "
		       "column as the key above";
	if (strstr(problem, "alphabetic or numeric") != NULL && text_is(before, "*"))
		return "an entry of a list begins with a dash (-) and a space, not with this mark";
	if (is_unexpected && text_ends(before, TEXT("'")))
		return "the quotation mark before this ends the words; put double quotation marks (\") round words "
		       "that hold an apostrophe";
	if (is_unexpected && text_ends(before, TEXT("\"")))
		return "the quotation mark before this ends the words; put single quotation marks (') round words that "
		       "hold double ones";
	return NULL;
}

/* The same where the place is that at which the line begins. */
static const char *special_line(const char *problem, struct text line)
{
	size_t colon = text_find_byte(line, ':', 0);

	if (strstr(problem, "could not find expected ':'") == NULL)
		return NULL;
	if (text_begins(line, TEXT("-")))
		return "a space is missing after the dash: each entry of a list begins with a dash and a space";
	if (colon == TEXT_NOT_FOUND && text_find(line, TEXT(" = "), 0) != TEXT_NOT_FOUND)
		return "a colon belongs between a key and its value, as in status: ratified";
	if (colon != TEXT_NOT_FOUND && colon > 0)
		return "a space is missing after the colon: a key, a colon, a space, and then the value";
	return NULL;
}

void yaml_fault_describe(struct yaml_fault *fault, const char *problem, const char *context, struct text before,
			 struct text after, struct text construct)
{
	const char *special = problem == NULL ? NULL : special_fault(problem, before, after);

	if (special != NULL) {
		*fault = (struct yaml_fault){special, false};
		return;
	}
	special = problem == NULL || context == NULL ? NULL : special_line(problem, construct);
	if (special != NULL) {
		*fault = (struct yaml_fault){special, true};
		return;
	}
	for (size_t i = 0; i < ARRAY_COUNT(faults); i++) {
		if (faults[i].problem != NULL && (problem == NULL || strstr(problem, faults[i].problem) == NULL))
			continue;
		if (faults[i].context != NULL && (context == NULL || strstr(context, faults[i].context) == NULL))
			continue;
		*fault = (struct yaml_fault){faults[i].message, faults[i].is_at_context && context != NULL};
		return;
	}
	*fault = (struct yaml_fault){"this can't be read as keys and values; compare it with the lines above and put "
				     "quotation marks round words that hold marks",
				     false};
}
