/* Patterns of addresses and names: what they find, what they pass over, where a name begins and ends. */
#include "unit.h"

#include "check/sources.h"
#include "load/word_table.h"

struct table {
	struct suite suite;
	struct source source;
	struct sources *sources;
};

static void table_make(struct table *table, const char *rows)
{
	*table = (struct table){0};
	findings_init(&table->suite.findings, &table->suite.arena, TEXT(""));
	struct text bytes = arena_format(&table->suite.arena, "kind\tpattern\tsince\treplaced_by\n%s", rows);
	source_init(&table->source, &table->suite.arena, "sources.tsv", bytes);
	table->suite.word_tables[WORD_TABLE_SOURCES] =
		word_table_read(&table->suite, &table->source, &word_table_forms[WORD_TABLE_SOURCES]);
	assert_int_equal(table->suite.findings.count, 0);
	table->sources = sources_new(&table->suite);
}

static void table_release(struct table *table)
{
	sources_free(table->sources);
	arena_release(&table->suite.arena);
}

static bool finds(const struct table *table, const char *address)
{
	return sources_find_address(table->sources, text_of(address)) != NULL;
}

static void addresses(void **state)
{
	struct table table;

	(void)state;
	table_make(&table, "address\twww.nhs.uk/*/pages/*.aspx\naddress\t*ccg.nhs.uk\naddress\tcks.nhs.uk/back\n");
	assert_true(finds(&table, "http://www.nhs.uk/Conditions/x/Pages/y.aspx"));
	assert_true(finds(&table, "HTTPS://NHS.UK/a/pages/b.aspx?x=1#y"));
	assert_true(finds(&table, "www.nhs.uk/a/b/pages/c/d.aspx"));
	assert_false(finds(&table, "https://www.nhs.uk/pages/y.aspx"));
	assert_false(finds(&table, "https://www.nhs.uk/a/pages/b.html"));
	assert_false(finds(&table, "https://other.nhs.uk/a/pages/b.aspx"));
	assert_true(finds(&table, "https://www.northccg.nhs.uk"));
	assert_true(finds(&table, "https://north.ccg.nhs.uk/a/b"));
	assert_false(finds(&table, "https://www.example.org/northccg.nhs.uk"));
	assert_false(finds(&table, "https://northccg.nhs.uk.example.org/"));
	assert_true(finds(&table, "https://cks.nhs.uk/back"));
	assert_false(finds(&table, "https://cks.nhs.uk/back/pain"));
	assert_false(finds(&table, "https://cks.nhs.uk"));
	table_release(&table);
}

/* The first name in a text, or "". */
static struct text name_in(const struct table *table, const char *words)
{
	struct source_name name;
	struct text text = text_of(words);

	if (!sources_find_name(table->sources, text, 0, &name))
		return TEXT("");
	return text_slice(text, name.begin, name.end);
}

static void names(void **state)
{
	struct table table;

	(void)state;
	table_make(&table,
		   "name\tGIRFT * report\nname\t{name} Protocol {year}\nname\tRoyal College of {name} * guideline\n");
	assert_text_is(name_in(&table, "The GIRFT national report says so."), "GIRFT national report");
	assert_text_is(name_in(&table, "the girft reports"), "girft reports");
	assert_text_is(name_in(&table, "The GIRFT team. A report followed."), "");
	assert_text_is(name_in(&table, "GIRFT a b c d e f g h report"), "GIRFT a b c d e f g h report");
	assert_text_is(name_in(&table, "GIRFT a b c d e f g h i report"), "");
	assert_text_is(name_in(&table, "as in the Interim NHS England Protocol 2013/14, which"),
		       "Interim NHS England Protocol 2013/14");
	assert_text_is(name_in(&table, "and use of the Care of Older People Protocol (2019)."),
		       "Care of Older People Protocol (2019)");
	assert_text_is(name_in(&table, "Treatment protocol 2020 applies."), "");
	assert_text_is(name_in(&table, "See the WHO protocol 2020."), "WHO protocol 2020");
	assert_text_is(name_in(&table, "This protocol 2020 and the Protocol 20200"), "");
	assert_text_is(name_in(&table, "with the Royal College of Surgeons’ joint guidelines"),
		       "Royal College of Surgeons’ joint guidelines");
	assert_text_is(name_in(&table, "Royal College of Surgeons; a guideline"), "");
	assert_text_is(name_in(&table, "GIRFT"), "");
	assert_text_is(name_in(&table, ""), "");
	table_release(&table);
}

static void no_table(void **state)
{
	struct suite suite = {0};
	struct sources *sources = sources_new(&suite);
	struct source_name name;

	(void)state;
	assert_null(sources_find_address(sources, TEXT("https://www.nhs.uk/")));
	assert_false(sources_find_name(sources, TEXT("GIRFT report"), 0, &name));
	sources_free(sources);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses),
		cmocka_unit_test(names),
		cmocka_unit_test(no_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
