#include "parse/yaml_fault.h"

#include <stddef.h>
#include <string.h>

#include "base/memory.h"
#include "diag/finding.h"

/* The first row whose words stand in libyaml's problem and context decides. */
static const struct {
	const char *problem, *context; /* NULL: any */
	bool is_at_context;
	const char *message;
} faults[] = {
	{"mapping values are not allowed", NULL, false,
	 "a second colon is in this line" WHY "a colon and a space part a key from its value" FIX
	 "put quotation marks round the words: title: \"Scarring: laser treatment\""},
	{"found unexpected end of stream", "quoted scalar", true,
	 "this quotation mark is never closed" WHY "all that follows would be read as one value" FIX
	 "add a second one where the words end, or delete this one"},
	{"found unexpected document indicator", "quoted scalar", true,
	 "this quotation mark is never closed" WHY "all that follows would be read as one value" FIX
	 "add a second one where the words end, or delete this one"},
	{"found unknown escape character", NULL, false,
	 "a backslash between double quotation marks begins no known escape" WHY
	 "there a backslash is the beginning of an escape" FIX "write two backslashes, or use single quotation marks"},
	{"hexdecimal number", NULL, false,
	 "an escape has no number in hexadecimal digits (\"\\u00e9\")" WHY "nobody can say which character is meant" FIX
	 "write the character itself"},
	{"invalid Unicode character", NULL, false,
	 "this escape does not name a character" WHY "nobody can say which character is meant" FIX
	 "write the character itself"},
	{"tab", NULL, false,
	 "a tab is where spaces belong" WHY "the front matter takes no tabs there" FIX "indent with spaces"},
	{"cannot start any token", NULL, false,
	 "words can't begin with this mark (@, ` or %)" WHY "YAML keeps these marks for itself" FIX
	 "put quotation marks round the words"},
	{"block sequence entries are not allowed", NULL, false,
	 "a list can't begin here" WHY "an entry of a list begins in a line of its own" FIX
	 "put the - in a line of its own below the key, or quotation marks round the words"},
	{"mapping keys are not allowed", NULL, false,
	 "words can't begin with ? and a space here" WHY "that begins a key with several lines" FIX
	 "put quotation marks round the words"},
	{"could not find expected ':'", NULL, true,
	 "this line is not a key with a value" WHY "a key is followed by a colon and a space" FIX
	 "write both after the key; indent a line that continues the words above"},
	{"did not find expected key", "block mapping", false,
	 "this doesn't fit the lines above it" WHY
	 "keys are in one column, and nothing may follow a closing quotation mark" FIX
	 "put the key in the column of the key above, or the mark at the end"},
	{"did not find expected '-' indicator", NULL, false,
	 "this doesn't fit the list above it" WHY "each entry begins with - in the same column" FIX
	 "put the - below the one above, or indent what belongs to the entry"},
	{"did not find expected ',' or ']'", NULL, true,
	 "this [ is never closed, or a comma is missing in its list" WHY
	 "words that begin with [ are read as a list" FIX
	 "write the ] or the comma, or put quotation marks round the words"},
	{"did not find expected ',' or '}'", NULL, true,
	 "this { is never closed, or a comma is missing in it" WHY "words that begin with { are read as a map" FIX
	 "write the } or the comma, or put quotation marks round the words"},
	{"did not find expected node content", NULL, false,
	 "a value is missing here" WHY "words that begin with [ or { or a comma are not read as words" FIX
	 "write the value, or put quotation marks round the words"},
	{"alphabetic or numeric character", NULL, false,
	 "words that begin with & or * need quotation marks" WHY "these marks name something and repeat it" FIX
	 "put quotation marks round the words"},
	{"indentation indicator", NULL, false,
	 "these words are in the line of | or >" WHY "only a digit from 1 to 9, + or - may follow | or > there" FIX
	 "begin the words on the next line, indented"},
	{"expected comment or line break", NULL, false,
	 "something follows | or > in the same line" WHY "after | or > the words begin on the next line" FIX
	 "begin the words on the next line, indented"},
	{"undefined tag handle", NULL, false,
	 "a tag (a word that begins with !) has no meaning here" WHY "the word would be lost" FIX
	 "put quotation marks round the words"},
	{NULL, "tag", false,
	 "a tag (a word that begins with !) has no meaning here" WHY "the word would be lost" FIX
	 "put quotation marks round the words"},
	{NULL, "directive", false,
	 "a line that begins with % has no meaning here" WHY "it is an instruction to YAML, not a key" FIX "delete it"},
	{"document start", NULL, false,
	 "more than one list of keys is here" WHY "only the first would be read" FIX
	 "put everything between the --- lines as key: value"},
	{"incompatible YAML document", NULL, false,
	 "a line that begins with % has no meaning here" WHY "it is an instruction to YAML, not a key" FIX "delete it"},
	{"duplicate", NULL, false,
	 "a line that begins with % has no meaning here" WHY "it is an instruction to YAML, not a key" FIX "delete it"},
};

/* Slips for which libyaml has the same words as for others. NULL: none of them. */
static const char *special_fault(const char *problem, struct text before, struct text after)
{
	bool is_colon = strstr(problem, "mapping values are not allowed") != NULL;

	if (text_begins(after, TEXT("\t")) && text_trim(before).length == 0)
		return "a tab is where spaces belong" WHY "the front matter takes no tabs there" FIX
		       "indent with spaces";
	if (is_colon && (text_find(before, TEXT("\u201c"), 0) != TEXT_NOT_FOUND ||
			 text_find(before, TEXT("\u2018"), 0) != TEXT_NOT_FOUND))
		return "words with a colon and a space have only curly quotation marks" WHY
		       "curly marks, as Word types them, don't count" FIX "put straight ones (\") in their place";
	if (is_colon && text_find_byte(before, ':', 0) == TEXT_NOT_FOUND)
		return "this line is indented, and has a colon" WHY "it is read as more words of the value above" FIX
		       "begin its key in the column of the key above";
	before = text_trim(before);
	bool is_unexpected = strstr(problem, "did not find expected") != NULL && after.length > 0;
	size_t colon = text_find(before, TEXT(": "), 0);
	char first = colon == TEXT_NOT_FOUND ? ' ' : text_trim(text_slice(before, colon + 1, before.length)).bytes[0];
	if (is_unexpected && (first == '[' || first == '{'))
		return "words that begin with [ or { need quotation marks" WHY "they are read as a list or a map" FIX
		       "put quotation marks round the words: title: \"[Draft] Scarring\"";
	if (is_unexpected && before.length == 0 && text_find_byte(after, ':', 0) != TEXT_NOT_FOUND)
		return "this line is indented, and doesn't fit the lines above it" WHY
		       "all keys begin in one column" FIX "begin its key in the column of the key above";
	if (strstr(problem, "alphabetic or numeric") != NULL && text_is(before, "*"))
		return "an entry of a list begins with this mark and not with a dash" WHY
		       "* repeats something named before" FIX "write a plain dash (-) and a space in its place";
	if (is_unexpected && text_ends(before, TEXT("'")))
		return "the quotation mark before this ends the words too soon" WHY
		       "nothing may follow a closing quotation mark" FIX
		       "put double quotation marks (\") round words that hold an apostrophe";
	if (is_unexpected && text_ends(before, TEXT("\"")))
		return "the quotation mark before this ends the words too soon" WHY
		       "nothing may follow a closing quotation mark" FIX
		       "put single quotation marks (') round words that hold double ones";
	return NULL;
}

/* The same where the place is that at which the line begins. */
static const char *special_line(const char *problem, struct text line)
{
	size_t colon = text_find_byte(line, ':', 0);

	if (strstr(problem, "could not find expected ':'") == NULL)
		return NULL;
	if (text_begins(line, TEXT("-")))
		return "a space is missing after the dash" WHY "each entry of a list begins with a dash and a space" FIX
		       "put a space after the dash";
	if (colon == TEXT_NOT_FOUND && text_find(line, TEXT(" = "), 0) != TEXT_NOT_FOUND)
		return "a key and its value are parted by =" WHY "a colon and a space part a key from its value" FIX
		       "write a colon in its place, as in status: ratified";
	if (colon != TEXT_NOT_FOUND && colon > 0)
		return "a space is missing after the colon" WHY "a colon and a space part a key from its value" FIX
		       "put a space after the colon";
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
	*fault = (struct yaml_fault){
		"this can't be read as keys and values" FIX
		"compare it with the lines above, and put quotation marks round words that hold marks",
		false};
}
