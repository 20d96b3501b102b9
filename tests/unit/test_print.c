/* Findings as they are shown: the text form with its carets under every kind of character, and JSON lines. */
#include "unit.h"

#include <jansson.h>

#include "base/unicode.h"
#include "diag/finding.h"

struct document {
	struct arena arena;
	struct source source;
	struct findings findings;
	struct buffer out;
};

static void document_init(struct document *document, const char *path, struct text bytes)
{
	*document = (struct document){.arena = ARENA_EMPTY};
	source_init(&document->source, &document->arena, path, bytes);
	findings_init(&document->findings, &document->arena, TEXT("CMICB_Clin055"));
}

static void document_release(struct document *document)
{
	buffer_release(&document->out);
	arena_release(&document->arena);
}

static void finish(struct document *document, struct report *report)
{
	struct findings *findings = &document->findings;
	struct severities severities;

	severities_default(&severities);
	findings_finish(report, &document->arena, &findings, 1, &severities);
	report->policies = 1;
}

static const char *print_whole_text(struct document *document, const struct print_options *options)
{
	struct report report;

	finish(document, &report);
	buffer_clear(&document->out);
	report_print_text(&report, options, &document->out);
	return buffer_string(&document->out);
}

/* The same without the lines that say why and how to mend it, which are the check's own in nearly all tests here. */
static const char *print_text(struct document *document, const struct print_options *options)
{
	struct buffer kept = BUFFER_EMPTY;
	struct text rest = text_of(print_whole_text(document, options)), line;

	while (text_split(&rest, '\n', &line)) {
		if (text_begins(line, TEXT("      = ")))
			continue;
		buffer_append(&kept, line);
		if (rest.bytes)
			buffer_append_byte(&kept, '\n');
	}
	buffer_clear(&document->out);
	buffer_append(&document->out, buffer_text(&kept));
	buffer_release(&kept);
	return buffer_string(&document->out);
}

/* How one finding at those bytes is shown, without the summary. */
static void assert_shown(struct text bytes, size_t begin, size_t end, const char *expected)
{
	struct document document;
	struct print_options options = {.level = SEVERITY_INFO};
	struct text shown;

	document_init(&document, "a.md", bytes);
	findings_add(&document.findings, CHECK_BAD_CODE, place_of(&document.source, begin, end), "m");
	shown = text_of(print_text(&document, &options));
	assert_true(text_ends(shown, TEXT("1 error in 1 policy\n")));
	assert_text_is(text_slice(shown, 0, shown.length - strlen("1 error in 1 policy\n")), expected);
	document_release(&document);
}

/* The example of the contract, letter by letter. */
static void test_as_promised(void **state)
{
	struct document document;
	struct print_options options = {.level = SEVERITY_WARNING};
	struct buffer source = BUFFER_EMPTY;
	struct finding *finding = NULL;
	size_t first = 0, second = 0;

	(void)state;
	for (int line = 1; line < 71; line++) {
		if (line == 67)
			first = source.length + 5;
		buffer_append_string(&source, line == 67 ? "   | S103 | Chemical peeling |\n" : "words\n");
	}
	second = source.length + 5;
	buffer_append_string(&source, "   | S103 | Chemical peeling of lesion of skin of head or neck |\n");
	document_init(&document, "policies/CMICB_Clin055.md", buffer_text(&source));
	finding = findings_add(&document.findings, CHECK_DUPLICATE_CODE, place_of(&document.source, second, second + 4),
			       "OPCS-4 code %s is listed twice", "S10.3");
	finding_note(&document.findings, finding, place_of(&document.source, first, first + 4), "first listed here");
	assert_string_equal(
		print_whole_text(&document, &options),
		"policies/CMICB_Clin055.md:71:6: warning: OPCS-4 code S10.3 is listed twice [duplicate-code]\n"
		"   71 |    | S103 | Chemical peeling of lesion of skin of head or neck |\n"
		"      |      ^~~~\n"
		"      = why: a reader looks for a difference between the two lines\n"
		"      = fix: remove one of them\n"
		"policies/CMICB_Clin055.md:67:6: note: first listed here\n"
		"1 warning in 1 policy\n");
	options.is_terse = true;
	assert_string_equal(
		print_whole_text(&document, &options),
		"policies/CMICB_Clin055.md:71:6: warning: OPCS-4 code S10.3 is listed twice [duplicate-code]\n"
		"1 warning in 1 policy\n");
	document_release(&document);
	buffer_release(&source);
}

/* A finding's own words for why and how to mend it come before the check's, one or both. */
static void test_own_parts(void **state)
{
	struct document document;
	struct print_options options = {.level = SEVERITY_INFO};
	struct place place;

	(void)state;
	document_init(&document, "a.md", TEXT("words\n"));
	place = place_of(&document.source, 0, 5);
	findings_add(&document.findings, CHECK_BAD_CODE, place, "both" WHY "because %s" FIX "do %d", "of it", 1);
	findings_add(&document.findings, CHECK_BAD_CODE, place, "mend" FIX "do 2");
	findings_add(&document.findings, CHECK_BAD_CODE, place, "reason" WHY "because");
	assert_string_equal(print_whole_text(&document, &options),
			    "a.md:1:1: error: both [bad-code]\n"
			    "    1 | words\n"
			    "      | ^~~~~\n"
			    "      = why: because of it\n"
			    "      = fix: do 1\n"
			    "a.md:1:1: error: mend [bad-code]\n"
			    "    1 | words\n"
			    "      | ^~~~~\n"
			    "      = why: a code of this form matches no patient\n"
			    "      = fix: do 2\n"
			    "a.md:1:1: error: reason [bad-code]\n"
			    "    1 | words\n"
			    "      | ^~~~~\n"
			    "      = why: because\n"
			    "      = fix: correct the code\n"
			    "3 errors in 1 policy\n");
	document_release(&document);
}

static void test_tabs(void **state)
{
	(void)state;
	assert_shown(TEXT("\tab\tcd"), 4, 6,
		     "a.md:1:5: error: m [bad-code]\n"
		     "    1 |     ab  cd\n"
		     "      |         ^~\n");
	assert_shown(TEXT("abc\tx\n"), 3, 4,
		     "a.md:1:4: error: m [bad-code]\n"
		     "    1 | abc x\n"
		     "      |    ^\n");
	assert_shown(TEXT("\tx"), 0, 2,
		     "a.md:1:1: error: m [bad-code]\n"
		     "    1 |     x\n"
		     "      | ^~~~~\n");
}

static void test_line_ends(void **state)
{
	(void)state;
	assert_shown(TEXT("one\r\ntwo three\r\n"), 9, 14,
		     "a.md:2:5: error: m [bad-code]\n"
		     "    2 | two three\n"
		     "      |     ^~~~~\n");
	/* the line end itself */
	assert_shown(TEXT("one\r\ntwo\r\n"), 3, 5,
		     "a.md:1:4: error: m [bad-code]\n"
		     "    1 | one\n"
		     "      |    ^\n");
	assert_shown(TEXT("one\rtwo"), 4, 5,
		     "a.md:2:1: error: m [bad-code]\n"
		     "    2 | two\n"
		     "      | ^\n");
}

static void test_accents(void **state)
{
	(void)state;
	assert_shown(TEXT("cafe\u0301 bar"), 7, 10, /* the accent is a character of its own */
		     "a.md:1:7: error: m [bad-code]\n"
		     "    1 | cafe\u0301 bar\n"
		     "      |      ^~~\n");
	assert_shown(TEXT("caf\u00e9 bar"), 3, 5,
		     "a.md:1:4: error: m [bad-code]\n"
		     "    1 | caf\u00e9 bar\n"
		     "      |    ^\n");
	/* a place that ends after the accent, and one that is only the accent, stand under the letter */
	assert_shown(TEXT("cafe\u0301 bar"), 3, 6,
		     "a.md:1:4: error: m [bad-code]\n"
		     "    1 | cafe\u0301 bar\n"
		     "      |    ^\n");
	assert_shown(TEXT("cafe\u0301 bar"), 4, 6,
		     "a.md:1:5: error: m [bad-code]\n"
		     "    1 | cafe\u0301 bar\n"
		     "      |    ^\n");
}

static void test_wide_characters(void **state)
{
	(void)state;
	assert_shown(TEXT("\u4e2d\u6587 code"), 3, 6,
		     "a.md:1:2: error: m [bad-code]\n"
		     "    1 | \u4e2d\u6587 code\n"
		     "      |   ^~\n");
	assert_shown(TEXT("\u4e2d\u6587 code"), 7, 11,
		     "a.md:1:4: error: m [bad-code]\n"
		     "    1 | \u4e2d\u6587 code\n"
		     "      |      ^~~~\n");
	assert_shown(TEXT("\u4e2d\u0301x"), 3, 5, /* an accent on a wide letter */
		     "a.md:1:2: error: m [bad-code]\n"
		     "    1 | \u4e2d\u0301x\n"
		     "      | ^~\n");
	assert_shown(TEXT("a \U0001F600 b"), 7, 8,
		     "a.md:1:5: error: m [bad-code]\n"
		     "    1 | a \U0001F600 b\n"
		     "      |      ^\n");
	assert_shown(TEXT("a \U0001F600 b"), 2, 6,
		     "a.md:1:3: error: m [bad-code]\n"
		     "    1 | a \U0001F600 b\n"
		     "      |   ^~\n");
}

static void test_not_utf8(void **state)
{
	(void)state;
	assert_shown(TEXT("a\xFF\xFEz"), 3, 4,
		     "a.md:1:4: error: m [bad-code]\n"
		     "    1 | a\uFFFD\uFFFDz\n"
		     "      |    ^\n");
	assert_shown(TEXT("a\xE2\x82"), 1, 3,
		     "a.md:1:2: error: m [bad-code]\n"
		     "    1 | a\uFFFD\uFFFD\n"
		     "      |  ^~\n");
}

/* Nothing of the source does anything to a terminal but stand there. */
static void test_control_characters(void **state)
{
	(void)state;
	assert_shown(TEXT("\x1B[31mred\0 \x7F."), 5, 8,
		     "a.md:1:6: error: m [bad-code]\n"
		     "    1 | \u241B[31mred\u2400 \u2421.\n"
		     "      |      ^~~\n");
	assert_shown(TEXT("a\u202Eb\xC2\x9B"
			  "c"),
		     4, 5,
		     "a.md:1:3: error: m [bad-code]\n"
		     "    1 | a<U+202E>b<U+009B>c\n"
		     "      |          ^\n");
	assert_shown(TEXT("a\u200Bb"), 1, 4,
		     "a.md:1:2: error: m [bad-code]\n"
		     "    1 | a<U+200B>b\n"
		     "      |  ^~~~~~~~\n");
	assert_shown(TEXT("a\U000E0041\U0010FFFFb"), 9, 10,
		     "a.md:1:4: error: m [bad-code]\n"
		     "    1 | a<U+E0041><U+10FFFF>b\n"
		     "      |                     ^\n");
}

static void test_controls_in_words(void **state)
{
	struct document document;
	struct print_options options = {.level = SEVERITY_INFO, .accepted = true};
	struct finding *finding = NULL;

	(void)state;
	document_init(&document, "\x1B]0;x\x07.md", TEXT("a"));
	finding = findings_add(&document.findings, CHECK_SHORT_CODE, place_of(&document.source, 0, 1), "%s",
			       "a\x1B[0m key\nof\xFFmine");
	finding_note(&document.findings, finding, PLACE_NONE, "%s", "tab\there\r\n");
	finding->accepted = TEXT("be\x08"
				 "cause");
	assert_string_equal(print_text(&document, &options),
			    "\u241B]0;x\u2407.md:1:1: warning: a\u241B[0m key of\uFFFDmine [short-code]\n"
			    "    1 | a\n"
			    "      | ^\n"
			    "\u241B]0;x\u2407.md:1:1: note: tab here  \n"
			    "\u241B]0;x\u2407.md:1:1: note: accepted: be\u2408cause\n"
			    "no findings in 1 policy (1 accepted)\n");
	document_release(&document);
}

static void test_places_without_words(void **state)
{
	(void)state;
	assert_shown(TEXT("one two"), 4, 4,
		     "a.md:1:5: error: m [bad-code]\n"
		     "    1 | one two\n"
		     "      |     ^\n");
	/* the end of a file with and without a line end */
	assert_shown(TEXT("one\ntwo"), 7, 7,
		     "a.md:2:4: error: m [bad-code]\n"
		     "    2 | two\n"
		     "      |    ^\n");
	assert_shown(TEXT("one\ntwo\n"), 8, 8,
		     "a.md:3:1: error: m [bad-code]\n"
		     "    3 |\n"
		     "      | ^\n");
	/* an empty file has no line to show */
	assert_shown(TEXT(""), 0, 0, "a.md:1:1: error: m [bad-code]\n");
	assert_shown(TEXT("\uFEFF---\nx"), 0, 3,
		     "a.md:1:1: error: m [bad-code]\n"
		     "    1 | ---\n"
		     "      | ^\n");
}

static void test_several_lines(void **state)
{
	(void)state;
	assert_shown(TEXT("one two\nthree\nfour\n"), 4, 16,
		     "a.md:1:5: error: m [bad-code]\n"
		     "    1 | one two\n"
		     "      |     ^~~\n");
}

static void test_high_line_numbers(void **state)
{
	struct buffer source = BUFFER_EMPTY;

	(void)state;
	for (int i = 1; i < 123456; i++)
		buffer_append_byte(&source, '\n');
	buffer_append_string(&source, "here");
	assert_shown(buffer_text(&source), source.length - 3, source.length,
		     "a.md:123456:2: error: m [bad-code]\n"
		     "123456 | here\n"
		     "       |  ^~~\n");
	buffer_release(&source);
}

/* The columns of the characters of one line of what is shown, and the place of its carets. */
static size_t columns_of(struct text line)
{
	size_t at = 0, columns = 0;

	while (at < line.length)
		columns += (size_t)unicode_width(utf8_decode(line, &at));
	return columns;
}

/* Shows a place of a long line; gives what stands above the carets. */
static struct text words_above_carets(struct document *document, struct text bytes, size_t begin, size_t end)
{
	struct print_options options = {.level = SEVERITY_INFO};
	struct text rest, before, header = {NULL, 0}, line = {NULL, 0}, carets = {NULL, 0};
	size_t at = 0, column = 0, from = 0;

	document_init(document, "a.md", bytes);
	findings_add(&document->findings, CHECK_BAD_CODE, place_of(&document->source, begin, end), "m");
	rest = text_of(print_text(document, &options));
	assert_true(text_split(&rest, '\n', &header) && text_split(&rest, '\n', &line) &&
		    text_split(&rest, '\n', &carets));
	assert_true(columns_of(line) <= 120);
	assert_true(carets.length <= 120);
	before = text_slice(carets, 0, text_find_byte(carets, '^', 0));
	while (at < line.length && column < before.length)
		column += (size_t)unicode_width(utf8_decode(line, &at));
	assert_int_equal(column, before.length);
	from = at;
	while (at < line.length && column < carets.length)
		column += (size_t)unicode_width(utf8_decode(line, &at));
	assert_int_equal(column, carets.length);
	return text_slice(line, from, at);
}

/* Places all over a long line of every width of character: the carets stand under them, and both ends are cut. */
static void test_long_lines(void **state)
{
	struct document document;
	struct buffer source = BUFFER_EMPTY;
	size_t begin[300], end[300];

	(void)state;
	for (size_t i = 0; i < 300; i++) {
		buffer_append_string(&source, i % 3 == 0   ? " e\u0301t\u00e9 "
					      : i % 3 == 1 ? " \u4e2d\u6587 "
							   : " \xFF\xFE ");
		begin[i] = source.length;
		buffer_append_format(&source, "<%zu>", i);
		end[i] = source.length;
	}
	for (size_t i = 0; i < 300; i++) {
		char expected[16];
		snprintf(expected, sizeof expected, "<%zu>", i);
		assert_text_is(words_above_carets(&document, buffer_text(&source), begin[i], end[i]), expected);
		document_release(&document);
	}
	/* a place longer than what is shown */
	assert_true(
		text_begins(words_above_carets(&document, buffer_text(&source), begin[100], end[250]), TEXT("<100>")));
	assert_true(text_find(buffer_text(&document.out), TEXT("| \u2026"), 0) != TEXT_NOT_FOUND);
	assert_true(text_find(buffer_text(&document.out), TEXT("\u2026\n"), 0) != TEXT_NOT_FOUND);
	document_release(&document);
	buffer_release(&source);
}

static void test_where_long_lines_are_cut(void **state)
{
	struct document document;
	struct buffer source = BUFFER_EMPTY;
	struct text shown;

	(void)state;
	for (int i = 0; i < 112; i++)
		buffer_append_byte(&source, (char)('a' + i % 26));
	/* 112 columns are shown whole */
	words_above_carets(&document, buffer_text(&source), 111, 112);
	assert_true(text_find(buffer_text(&document.out), TEXT("\u2026"), 0) == TEXT_NOT_FOUND);
	document_release(&document);
	/* of 113 the end is cut, or the beginning where the place is at the end */
	buffer_append_byte(&source, '!');
	words_above_carets(&document, buffer_text(&source), 0, 5);
	shown = buffer_text(&document.out);
	assert_true(text_find(shown, TEXT("    1 | abc"), 0) != TEXT_NOT_FOUND);
	assert_true(text_find(shown, TEXT("\u2026\n"), 0) != TEXT_NOT_FOUND);
	document_release(&document);
	assert_text_is(words_above_carets(&document, buffer_text(&source), 112, 113), "!");
	shown = buffer_text(&document.out);
	assert_true(text_find(shown, TEXT("    1 | \u2026"), 0) != TEXT_NOT_FOUND);
	assert_true(text_find(shown, TEXT("\u2026\n"), 0) == TEXT_NOT_FOUND);
	document_release(&document);
	buffer_release(&source);
}

/* Whatever a line holds, what is shown of it stays short. */
static void test_output_is_bounded(void **state)
{
	static const char *const units[] = {"x",    "\u0301", "\u4e2d", "\t",
					    "\x01", "\u200B", "\xFF",   "e\u0301\u0301\u0301"};
	struct buffer source = BUFFER_EMPTY;

	(void)state;
	for (size_t unit = 0; unit < ARRAY_COUNT(units); unit++) {
		buffer_clear(&source);
		while (source.length < 300000)
			buffer_append_string(&source, units[unit]);
		for (size_t at = 0; at <= source.length; at += 4999) {
			struct document document;
			struct print_options options = {.level = SEVERITY_INFO};
			document_init(&document, "a.md", buffer_text(&source));
			findings_add(&document.findings, CHECK_BAD_CODE,
				     place_of(&document.source, at, at + at % 3 * 100000), "m");
			print_text(&document, &options);
			assert_true(document.out.length < 4000);
			assert_int_equal(utf8_first_invalid(buffer_text(&document.out)), document.out.length);
			document_release(&document);
		}
	}
	buffer_release(&source);
}

static void test_seventy_notes(void **state)
{
	struct document document;
	struct print_options options = {.level = SEVERITY_INFO};
	struct finding *finding = NULL;

	(void)state;
	document_init(&document, "a.md", TEXT("abc\nabc\n"));
	finding = findings_add(&document.findings, CHECK_SHORT_CODE, place_of(&document.source, 0, 3), "m");
	for (int i = 0; i < 70; i++)
		finding_note(&document.findings, finding, place_of(&document.source, 4, 7), "note %d", i);
	assert_string_equal(print_text(&document, &options), "a.md:1:1: warning: m [short-code]\n"
							     "    1 | abc\n"
							     "      | ^~~\n"
							     "a.md:2:1: note: note 0\n"
							     "a.md:2:1: note: note 1\n"
							     "a.md:2:1: note: note 2\n"
							     "a.md:2:1: note: note 3\n"
							     "a.md:2:1: note: note 4\n"
							     "a.md:1:1: note: and 65 more\n"
							     "1 warning in 1 policy\n");
	document_release(&document);
}

static void test_no_place(void **state)
{
	struct document document;
	struct print_options options = {.level = SEVERITY_INFO};
	struct finding *finding = NULL;

	(void)state;
	document_init(&document, "a.md", TEXT(""));
	finding = findings_add(&document.findings, CHECK_LIMIT, PLACE_NONE, "too many policies");
	finding_note(&document.findings, finding, PLACE_NONE, "100,000 at most");
	assert_string_equal(print_text(&document, &options), "policyc: error: too many policies [limit]\n"
							     "policyc: note: 100,000 at most\n"
							     "1 error in 1 policy\n");
	document_release(&document);
}

static void test_color(void **state)
{
	struct document document;
	struct print_options options = {.level = SEVERITY_INFO, .color = true};

	(void)state;
	document_init(&document, "a.md", TEXT("abc\n"));
	finding_note(&document.findings,
		     findings_add(&document.findings, CHECK_SHORT_CODE, place_of(&document.source, 1, 3), "m"),
		     PLACE_NONE, "n");
	assert_string_equal(print_text(&document, &options),
			    "\033[1ma.md:1:2:\033[0m \033[1;35mwarning:\033[0m m [short-code]\n"
			    "    1 | abc\n"
			    "      |  \033[1;32m^~\033[0m\n"
			    "\033[1ma.md:1:2:\033[0m \033[1;34mnote:\033[0m n\n"
			    "1 warning in 1 policy\n");
	document_release(&document);
}

static void test_levels(void **state)
{
	static const char info[] = "a.md:1:1: info: i [no-summary]\n    1 | abc\n      | ^\n";
	static const char warning[] = "a.md:1:2: warning: w [short-code]\n    1 | abc\n      |  ^\n";
	static const char error[] = "a.md:1:3: error: e [bad-code]\n    1 | abc\n      |   ^\n";
	static const char accepted[] = "a.md:1:3: note: accepted: as ratified\n";
	static const char summary[] = "1 warning, 1 info in 1 policy (1 accepted)\n";
	struct document document;
	struct buffer expected = BUFFER_EMPTY;

	(void)state;
	document_init(&document, "a.md", TEXT("abc"));
	findings_add(&document.findings, CHECK_NO_SUMMARY, place_of(&document.source, 0, 1), "i");
	findings_add(&document.findings, CHECK_SHORT_CODE, place_of(&document.source, 1, 2), "w");
	findings_add(&document.findings, CHECK_BAD_CODE, place_of(&document.source, 2, 3), "e")->accepted =
		TEXT("as ratified");
	for (int level = SEVERITY_INFO; level <= SEVERITY_ERROR; level++) {
		for (int show = 0; show < 2; show++) {
			struct print_options options = {.level = (enum severity)level, .accepted = show == 1};
			buffer_clear(&expected);
			buffer_append_string(&expected, level <= SEVERITY_INFO ? info : "");
			buffer_append_string(&expected, level <= SEVERITY_WARNING ? warning : "");
			buffer_append_string(&expected, show ? error : "");
			buffer_append_string(&expected, show ? accepted : "");
			buffer_append_string(&expected, summary);
			assert_string_equal(print_text(&document, &options), buffer_string(&expected));
		}
	}
	buffer_release(&expected);
	document_release(&document);
}

static void assert_summary(struct report report, const char *expected)
{
	struct buffer out = BUFFER_EMPTY;

	report_print_summary(&report, &out);
	assert_text_is(buffer_text(&out), expected);
	buffer_release(&out);
}

static void test_summary(void **state)
{
	(void)state;
	assert_summary((struct report){.errors = 2, .warnings = 5, .infos = 3, .accepted = 6, .policies = 4},
		       "2 errors, 5 warnings, 3 infos in 4 policies (6 accepted)");
	assert_summary((struct report){.errors = 1, .warnings = 1, .infos = 1, .policies = 1},
		       "1 error, 1 warning, 1 info in 1 policy");
	assert_summary((struct report){.warnings = 2, .policies = 2}, "2 warnings in 2 policies");
	assert_summary((struct report){.policies = 4}, "no findings in 4 policies");
	assert_summary((struct report){.accepted = 1}, "no findings in 0 policies (1 accepted)");
}

static json_t *print_json(struct document *document, enum severity level)
{
	struct print_options options = {.level = level};
	struct report report;
	struct text rest, line;
	json_t *lines = json_array();
	json_error_t error;

	finish(document, &report);
	buffer_clear(&document->out);
	report_print_json(&report, &options, &document->out);
	rest = buffer_text(&document->out);
	assert_true(rest.length == 0 || text_ends(rest, TEXT("\n")));
	while (text_split(&rest, '\n', &line)) {
		json_t *object = NULL;
		if (line.length == 0 && !rest.bytes)
			break;
		object = json_loadb(line.bytes, line.length, JSON_REJECT_DUPLICATES, &error);
		if (!object)
			fail_msg("%s: %.*s", error.text, TEXT_ARGUMENTS(line));
		json_array_append_new(lines, object);
	}
	return lines;
}

static void test_json(void **state)
{
	struct document document;
	struct finding *finding = NULL;
	char expected[1024];

	(void)state;
	document_init(&document, "policies/a.md", TEXT("caf\u00e9 date_ratifed: 1\nx\n"));
	finding = findings_add(&document.findings, CHECK_UNKNOWN_KEY, place_of(&document.source, 6, 18),
			       "a \"key\"" WHY "because" FIX "mend it");
	finding_note(&document.findings, finding, place_of(&document.source, 22, 23), "see here");
	finding_note(&document.findings, finding, PLACE_NONE, "nowhere");
	finding_fix(&document.findings, finding, finding->place, TEXT("date_ratified"), "write date_ratified");
	finding->accepted = TEXT("");
	document.findings.owner = TEXT("");
	findings_add(&document.findings, CHECK_LIMIT, PLACE_NONE, "of the suite" WHY "w" FIX "f");
	json_decref(print_json(&document, SEVERITY_INFO));
	snprintf(expected, sizeof expected,
		 "{\"id\":\"%s\",\"check\":\"limit\",\"severity\":\"error\",\"message\":\"of the "
		 "suite\",\"why\":\"w\",\"fix_text\":\"f\",\"file\":null,"
		 "\"line\":null,\"column\":null,\"end_line\":null,\"end_column\":null,\"policy\":null,\"notes\":[],"
		 "\"fix\":null,\"accepted\":null}\n"
		 "{\"id\":\"%s\",\"check\":\"unknown-key\",\"severity\":\"error\",\"message\":\"a \\\"key\\\"\","
		 "\"why\":\"because\",\"fix_text\":\"mend it\","
		 "\"file\":\"policies/a.md\",\"line\":1,\"column\":6,\"end_line\":1,\"end_column\":18,"
		 "\"policy\":\"CMICB_Clin055\",\"notes\":[{\"message\":\"see here\",\"file\":\"policies/a.md\","
		 "\"line\":2,\"column\":1},{\"message\":\"nowhere\",\"file\":null,\"line\":null,\"column\":null}],"
		 "\"fix\":{\"file\":\"policies/a.md\",\"line\":1,\"column\":6,\"end_line\":1,\"end_column\":18,"
		 "\"replacement\":\"date_ratified\",\"description\":\"write date_ratified\"},\"accepted\":\"\"}\n",
		 finding->next->identity, finding->identity);
	assert_text_is(buffer_text(&document.out), expected);
	document_release(&document);
}

/* Every line can be read, whatever is in the words, the path and the owner. */
static void test_json_of_anything(void **state)
{
	struct document document;
	struct finding *finding = NULL;
	json_t *lines = NULL, *line = NULL;

	(void)state;
	document_init(&document, "policies/\xFF\"\n.md", TEXT("a\0b\xFE\x1B\n"));
	document.findings.owner = TEXT("\xC3\0");
	finding = findings_add(&document.findings, CHECK_ENCODING, place_of(&document.source, 1, 5), "%s",
			       "a \xFF \x01 \x1B \u2028 \\ line\nbreak");
	finding_note(&document.findings, finding, finding->place, "%s", "\xED\xA0\x80");
	finding_fix(&document.findings, finding, finding->place, TEXT("\0\xFF"), "\xFF");
	finding->accepted = TEXT("\xF5");
	finding->message = TEXT("nul \0 and \xFF");
	lines = print_json(&document, SEVERITY_ERROR);
	assert_int_equal(json_array_size(lines), 1);
	line = json_array_get(lines, 0);
	assert_string_equal(json_string_value(json_object_get(line, "message")), "nul \uFFFD and \uFFFD");
	assert_string_equal(json_string_value(json_object_get(line, "file")), "policies/\uFFFD\"\n.md");
	assert_string_equal(json_string_value(json_object_get(line, "policy")), "\uFFFD\uFFFD");
	assert_string_equal(json_string_value(json_object_get(line, "accepted")), "\uFFFD");
	assert_int_equal(json_integer_value(json_object_get(line, "column")), 2);
	assert_int_equal(json_integer_value(json_object_get(line, "end_column")), 6);
	json_decref(lines);
	document_release(&document);
}

static void test_json_levels_and_notes(void **state)
{
	struct document document;
	struct finding *finding = NULL;
	json_t *lines = NULL, *notes = NULL;

	(void)state;
	document_init(&document, "a.md", TEXT("abc\r\ndef"));
	findings_add(&document.findings, CHECK_NO_SUMMARY, PLACE_NONE, "i");
	finding = findings_add(&document.findings, CHECK_SHORT_CODE, place_of(&document.source, 1, 6), "w");
	finding->accepted = TEXT("ratified"); /* shown all the same */
	for (int i = 0; i < 70; i++)
		finding_note(&document.findings, finding, place_of(&document.source, 0, 1), "note %d", i);
	lines = print_json(&document, SEVERITY_WARNING);
	assert_int_equal(json_array_size(lines), 1);
	assert_int_equal(json_integer_value(json_object_get(json_array_get(lines, 0), "end_line")), 2);
	assert_int_equal(json_integer_value(json_object_get(json_array_get(lines, 0), "end_column")), 2);
	notes = json_object_get(json_array_get(lines, 0), "notes");
	assert_int_equal(json_array_size(notes), 6);
	assert_string_equal(json_string_value(json_object_get(json_array_get(notes, 5), "message")), "and 65 more");
	assert_true(json_is_null(json_object_get(json_array_get(notes, 5), "file")));
	json_decref(lines);
	lines = print_json(&document, SEVERITY_INFO);
	assert_int_equal(json_array_size(lines), 2);
	json_decref(lines);
	lines = print_json(&document, SEVERITY_ERROR);
	assert_int_equal(json_array_size(lines), 0);
	json_decref(lines);
	document_release(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_promised),
		cmocka_unit_test(test_own_parts),
		cmocka_unit_test(test_tabs),
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_accents),
		cmocka_unit_test(test_wide_characters),
		cmocka_unit_test(test_not_utf8),
		cmocka_unit_test(test_control_characters),
		cmocka_unit_test(test_controls_in_words),
		cmocka_unit_test(test_places_without_words),
		cmocka_unit_test(test_several_lines),
		cmocka_unit_test(test_high_line_numbers),
		cmocka_unit_test(test_long_lines),
		cmocka_unit_test(test_where_long_lines_are_cut),
		cmocka_unit_test(test_output_is_bounded),
		cmocka_unit_test(test_seventy_notes),
		cmocka_unit_test(test_no_place),
		cmocka_unit_test(test_color),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_summary),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_json_of_anything),
		cmocka_unit_test(test_json_levels_and_notes),
	};

	return cmocka_run_group_tests_name("print", tests, NULL, NULL);
}
