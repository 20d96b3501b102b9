/* What each of the tables beside the profiles is made of. templates/profiles/README.md says it to the people who keep
 * them. */
#include "base/memory.h"
#include "load/word_table.h"

static const struct word_column retired_term_columns[] = {
	[RETIRED_TERM] = {"term", true},
	[RETIRED_SINCE] = {"since", false},
	[RETIRED_REPLACED_BY] = {"replaced_by", false},
};

static const struct word_column acronym_columns[] = {
	[ACRONYM_SHORT] = {"acronym", true},
	[ACRONYM_LONG] = {"meaning", true},
};

static const struct word_column source_columns[] = {
	[SOURCE_KIND] = {"kind", true},
	[SOURCE_PATTERN] = {"pattern", true},
	[SOURCE_SINCE] = {"since", false},
	[SOURCE_REPLACED_BY] = {"replaced_by", false},
};

static bool accepts_address(struct suite *suite, const struct text_value *pattern)
{
	if (text_find(pattern->text, TEXT("://"), 0) != TEXT_NOT_FOUND) {
		findings_add(&suite->findings, CHECK_SYNTAX, pattern->place,
			     "a pattern of addresses begins with the host (www.nhs.uk/…), so this line is not used; "
			     "take away what stands before it");
		return false;
	}
	for (size_t i = 0; i < pattern->text.length; i++) {
		if (!is_ascii_space(pattern->text.bytes[i]))
			continue;
		findings_add(&suite->findings, CHECK_SYNTAX, pattern->place,
			     "no address holds a space, so this line finds nothing, and it is not used; write * for "
			     "what may differ");
		return false;
	}
	return true;
}

/* A pattern of names finds nothing for sure unless one of its words is written out. */
static bool accepts_name(struct suite *suite, const struct text_value *pattern)
{
	struct text rest = pattern->text, word;
	bool has_word = false;
	size_t open = 0;

	while (text_split(&rest, ' ', &word)) {
		bool is_brace = text_begins(word, TEXT("{")) || text_ends(word, TEXT("}"));
		if (is_brace && !text_is(word, "{name}") && !text_is(word, "{year}")) {
			findings_add(&suite->findings, CHECK_SYNTAX, pattern->place,
				     "\"%.*s\" has no meaning in a pattern of names, so this line is not used; write "
				     "{name}, {year}, * or words",
				     TEXT_ARGUMENTS(word));
			return false;
		}
		bool is_open = text_is(word, "*") || text_is(word, "{name}");
		has_word |= word.length > 1 && !is_brace && !is_open;
		open += is_open;
	}
	if (open > 3) {
		findings_add(
			&suite->findings, CHECK_SYNTAX, pattern->place,
			"a pattern with more than three of * and {name} would take long to look for, so this line is "
			"not used; leave some out");
		return false;
	}
	if (!has_word)
		findings_add(&suite->findings, CHECK_SYNTAX, pattern->place,
			     "this pattern would find nearly everything, so it is not used; write at least one word of "
			     "the name, such as Protocol");
	return has_word;
}

static bool accepts_source(struct suite *suite, const struct word_row *row)
{
	const struct text_value *kind = &row->cells[SOURCE_KIND];

	if (text_equal_ignoring_case(kind->text, TEXT("address")) ||
	    text_equal_ignoring_case(kind->text, TEXT("private")))
		return accepts_address(suite, &row->cells[SOURCE_PATTERN]);
	if (text_equal_ignoring_case(kind->text, TEXT("name")))
		return accepts_name(suite, &row->cells[SOURCE_PATTERN]);
	findings_add(&suite->findings, CHECK_SYNTAX, kind->place,
		     "a line is about an address or a name, and \"%.*s\" is neither, so it is not used; write "
		     "\"address\", \"private\" or \"name\"",
		     TEXT_ARGUMENTS(kind->text));
	return false;
}

#define COLUMNS(columns) columns, ARRAY_COUNT(columns)

const struct word_table_form word_table_forms[WORD_TABLE_COUNT] = {
	[WORD_TABLE_RETIRED_TERMS] = {"retired-terms.tsv", COLUMNS(retired_term_columns), 1, NULL},
	[WORD_TABLE_ACRONYMS] = {"acronyms.tsv", COLUMNS(acronym_columns), 1, NULL},
	[WORD_TABLE_SOURCES] = {"sources.tsv", COLUMNS(source_columns), 2, accepts_source},
};
