/* Tables beside the profiles: cells by column, what is passed over, what is said of lines that can't be used. */
#include "says.h"
#include "unit.h"

#include "load/word_table.h"

struct reading {
	struct suite suite;
	struct source source;
	struct word_table *table;
	struct buffer said; /* "line:column check", a line each */
};

static const struct word_column columns[] = {{"term", true}, {"since", false}, {"replaced_by", true}};

static bool refuses_bad(struct suite *suite, const struct word_row *row)
{
	if (!text_is(row->cells[0].text, "bad"))
		return true;
	findings_add(&suite->findings, CHECK_SYNTAX, row->cells[0].place, "bad");
	return false;
}

static const struct word_table_form form = {"terms.tsv", columns, 3, 1, refuses_bad};

static void read_table(struct reading *reading, const char *bytes)
{
	*reading = (struct reading){0};
	findings_init(&reading->suite.findings, &reading->suite.arena, TEXT(""));
	source_init(&reading->source, &reading->suite.arena, "terms.tsv", text_of(bytes));
	reading->table = word_table_read(&reading->suite, &reading->source, &form);
	for (const struct finding *finding = reading->suite.findings.first; finding; finding = finding->next) {
		struct position at = source_position(finding->place.source, finding->place.begin);
		assert_ptr_equal(finding->place.source, &reading->source);
		buffer_append_format(&reading->said, "%u:%u %s\n", at.line, at.column,
				     check_descriptions[finding->check].id);
	}
}

static void release(struct reading *reading)
{
	buffer_release(&reading->said);
	arena_release(&reading->suite.arena);
}

static void cells_by_column(void **state)
{
	struct reading reading;

	(void)state;
	read_table(&reading, "\xef\xbb\xbf# terms\r\n\r\nreplaced_by\tTerm\tsince\r\n"
			     " the NHS website \tNHS Choices\t2018\r\n\t\t\r\nICB\tCCG\n");
	assert_string_equal(buffer_string(&reading.said), "");
	assert_int_equal(reading.table->count, 2);
	const struct word_row *row = &reading.table->rows[0];
	assert_text_is(row->cells[0].text, "NHS Choices");
	assert_text_is(row->cells[1].text, "2018");
	assert_text_is(row->cells[2].text, "the NHS website");
	assert_text_is(place_text(row->cells[2].place), "the NHS website");
	assert_int_equal(source_position(&reading.source, row->cells[0].place.begin).line, 4);
	assert_int_equal(source_position(&reading.source, row->cells[0].place.begin).column, 19);
	row = &reading.table->rows[1];
	assert_text_is(row->cells[0].text, "CCG");
	assert_text_is(row->cells[1].text, "");
	assert_null(row->cells[1].place.source);
	assert_text_is(place_text(row->place), "ICB\tCCG");
	release(&reading);
}

static void lines_that_cannot_be_used(void **state)
{
	struct reading reading;

	(void)state;
	read_table(&reading, "term\tsince\treplaced_by\tnotes\n"
			     "a\t2018\tb\tc\n"  /* 2: a cell of no meaning */
			     "only a term\n"    /* 3 */
			     "a b\t1\tc\t\td\n" /* 4: more cells than columns */
			     "x\t\ty\t\t\t\n"   /* 5: as a spreadsheet writes it */
			     "A\t2019\tz\n"     /* 6: the first again */
			     "bad\t\tz\n"       /* 7 */
			     "good\t\tz\n");
	assert_string_equal(buffer_string(&reading.said),
			    "1:24 syntax\n3:1 syntax\n4:10 syntax\n6:1 syntax\n7:1 syntax\n");
	assert_int_equal(reading.table->count, 3);
	assert_text_is(reading.table->rows[0].cells[0].text, "a");
	assert_text_is(reading.table->rows[1].cells[0].text, "x");
	assert_text_is(reading.table->rows[2].cells[0].text, "good");
	release(&reading);
}

static void headers(void **state)
{
	struct reading reading;

	(void)state;
	read_table(&reading, "term\tsincee\treplaced_by\tterm\na\t2018\tb\tother\n");
	assert_string_equal(buffer_string(&reading.said), "1:6 syntax\n1:25 syntax\n");
	assert_int_equal(reading.table->count, 1);
	assert_text_is(reading.table->rows[0].cells[0].text, "a");
	assert_text_is(reading.table->rows[0].cells[1].text, "");
	assert_says(reading.suite.findings.first, "write since");
	release(&reading);

	read_table(&reading, "a\t2018\tb\n");
	assert_string_equal(buffer_string(&reading.said), "1:1 syntax\n");
	assert_null(reading.table);
	release(&reading);

	read_table(&reading, "# nothing yet\n");
	assert_string_equal(buffer_string(&reading.said), "");
	assert_int_equal(reading.table->count, 0);
	release(&reading);
}

static void more_columns_than_any_table_has(void **state)
{
	struct reading reading;
	struct buffer bytes = BUFFER_EMPTY;

	(void)state;
	buffer_append_string(&bytes, "term\treplaced_by");
	for (int i = 0; i < 40; i++)
		buffer_append_string(&bytes, "\t");
	buffer_append_string(&bytes, "\na\tb\n");
	read_table(&reading, buffer_string(&bytes));
	assert_string_equal(buffer_string(&reading.said), "");
	assert_int_equal(reading.table->count, 1);
	release(&reading);
	buffer_release(&bytes);
}

static void bytes_that_are_no_text(void **state)
{
	struct reading reading;

	(void)state;
	read_table(&reading, "term\treplaced_by\na\tb\xff\n");
	assert_string_equal(buffer_string(&reading.said), "2:4 encoding\n");
	assert_null(reading.table);
	release(&reading);
}

static const struct word_table_form *source_form(void)
{
	return &word_table_forms[WORD_TABLE_SOURCES];
}

static void patterns_of_sources(void **state)
{
	struct reading reading = {0};

	(void)state;
	findings_init(&reading.suite.findings, &reading.suite.arena, TEXT(""));
	source_init(&reading.source, &reading.suite.arena, "sources.tsv",
		    TEXT("kind\tpattern\tsince\treplaced_by\n"
			 "address\twww.nhs.uk/*/pages/*.aspx\t2018\tthe NHS website\n"
			 "address\thttp://www.nhs.uk/\t\t\n"
			 "address\twww.nhs.uk/a b\t\t\n"
			 "name\t{name} Protocol {year}\t\t\n"
			 "name\t{name} {year} *\t\t\n"
			 "name\t{who} report\t\t\n"
			 "host\twww.nhs.uk\t\t\n"));
	reading.table = word_table_read(&reading.suite, &reading.source, source_form());
	assert_non_null(reading.table);
	assert_int_equal(reading.table->count, 2);
	assert_int_equal(reading.suite.findings.count, 5);
	assert_text_is(reading.table->rows[1].cells[SOURCE_PATTERN].text, "{name} Protocol {year}");
	release(&reading);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_by_column),
		cmocka_unit_test(lines_that_cannot_be_used),
		cmocka_unit_test(headers),
		cmocka_unit_test(more_columns_than_any_table_has),
		cmocka_unit_test(bytes_that_are_no_text),
		cmocka_unit_test(patterns_of_sources),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
