/* The parts of the manual that come from tables, as mdoc source: so that no page names a check, a key, an option or a
 * limit that the program does not know. */
#include "base/memory.h"
#include "cli/command.h"
#include "parse/limits.h"

#define COLUMNS 78 /* bytes */

/* Words as mdoc takes them: a backslash is one, and a line begins with no point or apostrophe. */
static void append_word(struct buffer *out, struct text word, bool begins_line)
{
	if (begins_line && word.length && (word.bytes[0] == '.' || word.bytes[0] == '\''))
		buffer_append_string(out, "\\&");
	for (size_t i = 0; i < word.length; i++)
		if (word.bytes[i] == '\\')
			buffer_append_string(out, "\\e");
		else
			buffer_append_byte(out, word.bytes[i]);
}

static bool ends_sentence(struct text word)
{
	uint32_t number;

	if (word.length > 1 && text_to_number(text_slice(word, 0, word.length - 1), 1000, &number))
		return false;
	while (word.length && text_find_byte(TEXT(")\"'"), word.bytes[word.length - 1], 0) != TEXT_NOT_FOUND)
		word.length--;
	return word.length && text_find_byte(TEXT(".?!"), word.bytes[word.length - 1], 0) != TEXT_NOT_FOUND;
}

/* Words filled into lines; each sentence begins a new one, as mdoc wants it. */
static void append_words(struct buffer *out, const char *words)
{
	struct text rest = text_of(words), word;
	size_t column = 0;

	while (text_split(&rest, ' ', &word)) {
		if (column > 0 && column + 1 + word.length > COLUMNS) {
			buffer_append_byte(out, '\n');
			column = 0;
		}
		if (column > 0)
			buffer_append_byte(out, ' ');
		append_word(out, word, column == 0);
		column += word.length + (column > 0);
		if (ends_sentence(word)) {
			buffer_append_byte(out, '\n');
			column = 0;
		}
	}
	if (column > 0)
		buffer_append_byte(out, '\n');
}

static void append_lines(struct buffer *out, const char *lines)
{
	struct text rest = text_of(lines), line;

	buffer_append_string(out, ".Bd -literal -offset indent\n");
	while (text_split(&rest, '\n', &line)) {
		append_word(out, line, true);
		buffer_append_byte(out, '\n');
	}
	buffer_append_string(out, ".Ed\n");
}

static void append_check(struct buffer *out, const struct check_description *check)
{
	buffer_append_format(out, ".It Sy %s Pq %s\n", check->id, severity_name(check->severity));
	append_words(out, check->line);
	buffer_append_string(out, ".Pp\n");
	append_words(out, check->purpose);
	append_lines(out, check->example);
	append_words(out, check->mend);
}

static void append_checks(struct buffer *out)
{
	for (int group = 0; group < GROUP_COUNT; group++) {
		bool is_open = false;
		for (int i = 0; i < CHECK_COUNT; i++) {
			if (check_descriptions[i].group != (enum check_group)group)
				continue;
			if (!is_open)
				buffer_append_format(out, ".Ss %s\n.Bl -tag -width Ds\n",
						     check_group_name((enum check_group)group));
			is_open = true;
			append_check(out, &check_descriptions[i]);
		}
		if (is_open)
			buffer_append_string(out, ".El\n");
	}
}

static void append_choices(struct buffer *out, const char *const *choices)
{
	buffer_append_string(out, "One of\n");
	for (size_t i = 0; choices[i]; i++)
		buffer_append_format(out, ".Cm %s%s\n", choices[i],
				     !choices[i + 1]   ? " ."
				     : !choices[i + 2] ? "\nor"
						       : " ,");
}

static void append_keys(struct buffer *out, const struct field_table *table, bool is_inner)
{
	buffer_append_string(out, is_inner ? ".Bl -tag -width Ds -compact\n" : ".Bl -tag -width Ds\n");
	for (size_t i = 0; i < table->count; i++) {
		const struct field *field = &table->fields[i];
		if (!field->key)
			continue;
		buffer_append_format(out, ".It Ic %s%s\n", field->key,
				     field->flags & FIELD_REQUIRED ? " Pq required" : "");
		append_words(out, field->sentence);
		if (field->choices)
			append_choices(out, field->choices);
		/* No table has members of members that are keys. */
		if (field->members && !is_inner)
			append_keys(out, field->members, true);
	}
	buffer_append_string(out, ".El\n");
}

static void append_limits(struct buffer *out)
{
	static const struct {
		const char *what;
		size_t most;
	} limits[] = {
		{"bytes in a file", LIMIT_FILE_BYTES},
		{"bytes in a line", LIMIT_LINE_BYTES},
		{"lists and quotations inside each other, and as many of emphasis and links", LIMIT_NESTING},
		{"lists and maps inside each other in front matter and configuration", LIMIT_YAML_DEPTH},
		{"repetitions (words that begin with *) in one of these", LIMIT_YAML_ALIASES},
		{"columns of a table", LIMIT_TABLE_COLUMNS},
		{"columns of a table times the lines that follow its headings", LIMIT_TABLE_CELLS},
		{"opening square brackets in a paragraph", LIMIT_BRACKETS},
		{"marks of emphasis in a paragraph", LIMIT_EMPHASIS_MARKS},
		{"shared blocks included by each other", LIMIT_INCLUDE_DEPTH},
		{"policies in a folder", LIMIT_POLICIES},
	};

	buffer_append_string(out, ".Bl -column \"1048576\" \"x\"\n");
	for (size_t i = 0; i < ARRAY_COUNT(limits); i++)
		buffer_append_format(out, ".It %zu Ta %s\n", limits[i].most, limits[i].what);
	buffer_append_string(out, ".El\n");
}

static void append_commands(struct buffer *out, const struct command *commands)
{
	buffer_append_string(out, ".Bl -tag -width Ds\n");
	for (const struct command *command = commands; command->name; command++) {
		buffer_append_format(out, ".It Nm Cm %s", command->name);
		if (*command->arguments)
			buffer_append_format(out, " Ar %s", command->arguments);
		buffer_append_string(out, "\n");
		append_words(out, command->line);
		buffer_append_string(out, ".Bl -tag -width Ds -compact\n");
		size_t before = out->length;
		options_append_manual(out, command);
		if (out->length == before)
			buffer_append_string(out, ".It no options of its own\n");
		buffer_append_string(out, ".El\n");
	}
	buffer_append_string(out, ".El\n");
}

static void append_common_options(struct buffer *out)
{
	buffer_append_string(out, ".Bl -tag -width Ds\n");
	options_append_manual(out, NULL);
	buffer_append_string(out, ".El\n");
}

int print_manual_part(enum manual_part part, const struct command *commands)
{
	struct buffer out = BUFFER_EMPTY;

	switch (part) {
	case MANUAL_CHECKS:
		append_checks(&out);
		break;
	case MANUAL_KEYS:
		append_keys(&out, &policy_fields, false);
		break;
	case MANUAL_LIMITS:
		append_limits(&out);
		break;
	case MANUAL_COMMANDS:
		append_commands(&out, commands);
		break;
	case MANUAL_OPTIONS:
		append_common_options(&out);
		break;
	}
	int status = print_out(buffer_text(&out));
	buffer_release(&out);
	return status;
}
