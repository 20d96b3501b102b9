#include "check/tables.h"

#include "base/bug.h"
#include "base/memory.h"
#include "check/check.h"

void suite_prepare_checks(struct suite *suite)
{
	struct check_tables *tables = memory_allocate(sizeof *tables);

	if (suite->check_tables)
		BUG("the tables of the checks are made twice");
	tables->shared_wording = shared_wording_new(suite);
	suite->check_tables = tables;
}

void suite_release_checks(struct suite *suite)
{
	struct check_tables *tables = suite->check_tables;

	if (!tables)
		return;
	shared_wording_free(tables->shared_wording);
	free(tables);
	suite->check_tables = NULL;
}
