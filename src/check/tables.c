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
	tables->spelling = spelling_new(suite);
	tables->retired_terms = retired_terms_new(suite);
	tables->acronyms = acronyms_new(suite);
	tables->sources = sources_new(suite);
	tables->other_policies = other_policies_new(suite);
	suite->check_tables = tables;
}

void suite_release_checks(struct suite *suite)
{
	struct check_tables *tables = suite->check_tables;

	if (!tables)
		return;
	shared_wording_free(tables->shared_wording);
	spelling_free(tables->spelling);
	retired_terms_free(tables->retired_terms);
	acronyms_free(tables->acronyms);
	sources_free(tables->sources);
	other_policies_free(tables->other_policies);
	free(tables);
	suite->check_tables = NULL;
}
