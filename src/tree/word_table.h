/* The tables of words and patterns beside the profiles, which the organisation keeps: the .tsv files of
 * templates/profiles/. Read once with the suite (load/word_table.h), then shared by all threads unchanged. */
#ifndef POLICYC_TREE_WORD_TABLE_H
#define POLICYC_TREE_WORD_TABLE_H

#include "diag/source.h"
#include "tree/field.h"

enum word_table_name { WORD_TABLE_RETIRED_TERMS, WORD_TABLE_ACRONYMS, WORD_TABLE_SOURCES, WORD_TABLE_COUNT };

/* The columns of each table, in the order of `cells`, whatever order the file has them in. */
enum retired_term_column { RETIRED_TERM, RETIRED_SINCE, RETIRED_REPLACED_BY };
enum acronym_column { ACRONYM_SHORT, ACRONYM_LONG };
enum source_column { SOURCE_KIND, SOURCE_PATTERN, SOURCE_SINCE, SOURCE_REPLACED_BY };

struct word_row {
	struct place place;       /* of the line */
	struct text_value *cells; /* by column; place.source NULL, and an empty text: nothing is written there */
};

struct word_table {
	const struct source *source;
	struct word_row *rows; /* only those that can be used, in the order of the file */
	size_t count;
};

#endif
