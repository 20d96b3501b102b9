/* Rows of a field table as elements and attributes: how policy.xml has what policy.json has from the same rows. A row
 * is an attribute where its value is one for programs to compare: a date, a duration, a choice, a number, a text that
 * is a FIELD_TOKEN. All others are elements. xml.c writes by it and relaxng.c makes the schema by it. */
#ifndef POLICYC_WRITE_XML_ROWS_H
#define POLICYC_WRITE_XML_ROWS_H

#include "tree/field.h"

/* Rows come in order, those of a dotted path as one group at its first row. */
struct xml_row {
	struct text name;          /* its own, or the group's */
	const struct field *field; /* NULL: a group */
	bool is_attribute;
};
/* The next row of the group `prefix` ("review.", or empty for the rows of the table itself) from *index on; false after
 * the last. */
bool xml_row_next(const struct field_table *table, struct text prefix, size_t *index, struct xml_row *row);
/* What the values of FIELD_VALUE rows are told apart by: "map", "number"… */
#define XML_ANY_TYPE_COUNT (VALUE_MAP + 1)
const char *xml_any_type_name(enum value_kind kind);
/* True where the words of a text row may be empty: a row that is left blank on purpose is told from one that is not
 * there. */
bool xml_row_may_be_blank(const struct field *field);

#endif
