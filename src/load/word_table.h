/* Reads the tables beside the profiles: tab-separated, made to be edited in a spreadsheet or a text editor. Lines that
 * begin with "#", and empty lines, are passed over; the first other line names the columns, in any order; each further
 * line is a row. Cells are taken without white space around them, and nothing in them has a meaning of its own: no
 * quotation marks, no escapes. */
#ifndef POLICYC_LOAD_WORD_TABLE_H
#define POLICYC_LOAD_WORD_TABLE_H

#include "tree/suite.h"

struct word_column {
	const char *name;
	bool is_required; /* a row has no meaning without it */
};

/* What a table is made of. Rows are alike that have the same words, whatever their capitals, in all `key_columns`
 * first columns. */
struct word_table_form {
	const char *file; /* below templates/profiles/ */
	const struct word_column *columns;
	size_t column_count, key_columns;
	/* May be NULL. Looks at a row that has all its required cells; where it can't be used adds a finding to the
	 * suite's and gives false. */
	bool (*accepts)(struct suite *suite, const struct word_row *row);
};
extern const struct word_table_form word_table_forms[WORD_TABLE_COUNT];

/* Reads a table into the suite's arena. What is wrong are findings of the suite in that file, at the line: `encoding`,
 * and `syntax` for a header or a row that can't be used, or a row that is there twice. All other rows are used. NULL
 * where the whole can't be: not UTF-8, or without a required column. */
struct word_table *word_table_read(struct suite *suite, const struct source *source,
				   const struct word_table_form *form);

#endif
