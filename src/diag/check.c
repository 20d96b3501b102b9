#include "diag/check.h"

#include "base/nearest.h"
#include "base/unicode.h"

#define EXPLANATION_COLUMNS 80

const struct check_description check_descriptions[CHECK_COUNT] = {
#define CHECK(name, id, group, severity, line, why, fix, purpose, example, mend) \
	[CHECK_##name] = {id, GROUP_##group, SEVERITY_##severity, line, why, fix, purpose, example, mend},
#include "diag/checks.def"
#undef CHECK
};

const char *severity_name(enum severity severity)
{
	static const char *const names[] = {
		[SEVERITY_OFF] = "off",
		[SEVERITY_INFO] = "info",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};

	return names[severity];
}

const char *check_group_name(enum check_group group)
{
	static const char *const names[GROUP_COUNT] = {
		[GROUP_SOURCE] = "Source",
		[GROUP_METADATA] = "Metadata",
		[GROUP_DATES] = "Dates",
		[GROUP_VERSIONS] = "Versions",
		[GROUP_STRUCTURE] = "Structure",
		[GROUP_CRITERIA] = "Criteria",
		[GROUP_CODES] = "Codes",
		[GROUP_REFERENCES] = "References",
		[GROUP_OTHER_POLICIES] = "Other policies",
		[GROUP_SHARED_WORDING] = "Shared wording",
		[GROUP_LANGUAGE] = "Language",
		[GROUP_ACCESSIBILITY] = "Accessibility",
		[GROUP_HOUSEKEEPING] = "Housekeeping",
	};

	return names[group];
}

bool check_find(struct text id, enum check *check)
{
	for (size_t i = 0; i < CHECK_COUNT; i++) {
		if (text_is(id, check_descriptions[i].id)) {
			*check = (enum check)i;
			return true;
		}
	}
	return false;
}

const char *check_nearest(struct text id)
{
	struct nearest nearest;

	nearest_init(&nearest, id);
	for (size_t i = 0; i < CHECK_COUNT; i++)
		nearest_offer(&nearest, text_of(check_descriptions[i].id));
	return nearest.best.bytes;
}

bool check_may_be_accepted(enum check check)
{
	switch (check) {
	case CHECK_SYNTAX:
	case CHECK_YAML:
	case CHECK_UNREADABLE:
	case CHECK_ENCODING:
	case CHECK_RAW_HTML:
	case CHECK_INCLUDE_MISSING:
	case CHECK_INCLUDE_CYCLE:
	case CHECK_LIMIT:
		return false;
	default:
		return true;
	}
}

static void append_indent(struct buffer *out, size_t indent)
{
	for (size_t i = 0; i < indent; i++)
		buffer_append_byte(out, ' ');
}

/* Words filled into lines, each indented; `words` has single spaces between them. */
static void print_paragraph(struct buffer *out, size_t indent, const char *words)
{
	struct text rest = text_of(words), word;
	size_t column = 0;

	while (text_split(&rest, ' ', &word)) {
		size_t width = utf8_count(word);
		if (column > 0 && column + 1 + width > EXPLANATION_COLUMNS) {
			buffer_append_byte(out, '\n');
			column = 0;
		}
		if (column == 0) {
			append_indent(out, indent);
			column = indent;
		} else {
			buffer_append_byte(out, ' ');
			column++;
		}
		buffer_append(out, word);
		column += width;
	}
	buffer_append_byte(out, '\n');
}

static void print_example(struct buffer *out, const char *example)
{
	struct text rest = text_of(example), line;

	while (text_split(&rest, '\n', &line)) {
		if (line.length)
			append_indent(out, 4);
		buffer_append(out, line);
		buffer_append_byte(out, '\n');
	}
}

static void print_acceptance(struct buffer *out, enum check check)
{
	const struct check_description *description = &check_descriptions[check];

	buffer_append_string(out, "\nTo accept it\n");
	if (!check_may_be_accepted(check)) {
		print_paragraph(
			out, 2,
			"It cannot be accepted: words that policyc cannot read or pass on would be missing from "
			"what is published.");
		return;
	}
	print_paragraph(out, 2,
			"Where the words are ratified or right as they stand, say so in the front matter of the file, "
			"with the reason. The finding then no longer counts; the reason is never published:");
	buffer_append_format(out,
			     "    allow:\n"
			     "      - check: %s\n"
			     "        matches: some words of the finding\n"
			     "        reason: why it may stand\n",
			     description->id);
	print_paragraph(out, 2, "Without matches, every finding of this check in the file is accepted.");
	print_paragraph(out, 2,
			"To give it another severity in all files, or to turn it off, set it in site/site.yaml:");
	buffer_append_format(out,
			     "    checks:\n"
			     "      %s: %s\n",
			     description->id, description->severity == SEVERITY_INFO ? "off" : "info");
}

void check_print_explanation(enum check check, struct buffer *out)
{
	const struct check_description *description = &check_descriptions[check];

	buffer_append_format(out, "%s: %s\n", description->id, description->line);
	buffer_append_format(out, "Group: %s. Severity: %s, unless site/site.yaml sets another.\n",
			     check_group_name(description->group), severity_name(description->severity));
	buffer_append_string(out, "\nWhy it matters\n");
	print_paragraph(out, 2, description->purpose);
	buffer_append_string(out, "\nAn example that it finds\n");
	print_example(out, description->example);
	buffer_append_string(out, "\nWhat to do\n");
	print_paragraph(out, 2, description->mend);
	print_acceptance(out, check);
}
