#include "load/records.h"

#include <stdlib.h>

/* The ref that a policy goes by: its own, else what its file's name says. */
static struct text policy_ref(const struct policy *policy)
{
	return policy->ref.text.length > 0 ? policy->ref.text : text_of(policy->file_ref);
}

/* Stubs are no versions: nothing that looks at policies sees them. */
void records_set_stubs_apart(struct suite *suite)
{
	size_t kept = 0;

	suite->stubs = ARENA_ARRAY(&suite->arena, suite->policy_count, struct policy *);
	for (size_t i = 0; i < suite->policy_count; i++) {
		struct policy *policy = suite->policies[i];
		if (!policy->is_stub) {
			suite->policies[kept++] = policy;
			continue;
		}
		policy->slug = ref_slug(&policy->arena, policy_ref(policy));
		suite->stubs[suite->stub_count++] = policy;
	}
	suite->policy_count = kept;
}

static int compare_records(const void *first, const void *second)
{
	const struct record *a = *(struct record *const *)first, *b = *(struct record *const *)second;

	return text_compare(a->ref, b->ref);
}

/* The record of a policy's ref, made where it is missing; NULL where it has no ref. */
static struct record *record_for(struct suite *suite, struct map *records, const struct policy *policy)
{
	struct text ref = policy_ref(policy);
	void **record = ref.length > 0 ? map_place(records, ref, NULL) : NULL;

	if (record == NULL)
		return NULL;
	if (*record == NULL) {
		*record = ARENA_NEW(&suite->arena, struct record);
		((struct record *)*record)->ref = ref;
	}
	return *record;
}

/* One record for each ref, with all its versions, or the stub of a policy that was removed. */
void records_make(struct suite *suite)
{
	struct map records = MAP_EMPTY;

	for (size_t i = 0; i < suite->policy_count; i++) {
		struct record *record = record_for(suite, &records, suite->policies[i]);
		if (record != NULL)
			record->count++;
	}
	for (size_t i = 0; i < suite->stub_count; i++) {
		struct record *record = record_for(suite, &records, suite->stubs[i]);
		if (record != NULL && !suite->stubs[i]->is_older_version)
			record->stub = suite->stubs[i];
	}
	suite->record_count = records.count;
	suite->records = ARENA_ARRAY(&suite->arena, records.count, struct record *);
	for (size_t i = 0; i < records.count; i++) {
		struct record *record = records.entries[i].value;
		record->versions = ARENA_ARRAY(&suite->arena, record->count, struct policy *);
		record->count = 0;
		suite->records[i] = record;
	}
	for (size_t i = 0; i < suite->policy_count; i++) {
		struct record *record = map_get(&records, policy_ref(suite->policies[i]));
		if (record != NULL)
			record->versions[record->count++] = suite->policies[i];
	}
	if (suite->record_count > 0)
		qsort(suite->records, suite->record_count, sizeof *suite->records, compare_records);
	map_release(&records);
}

static void replace_record(struct record *old, struct record *successor)
{
	if (old == NULL || successor == NULL || old == successor || old->successor != NULL)
		return;
	old->successor = successor;
	old->next_replaced = successor->first_replaced;
	successor->first_replaced = old;
}

/* Which policy took the place of which: what the old one says goes first, then what the new one does. From the end, so
 * that those of one successor stand in the order of their refs. */
void records_find_successors(struct suite *suite)
{
	for (size_t i = suite->record_count; i-- > 0;) {
		const struct policy *policy = suite->records[i]->published;
		if (policy != NULL && policy->status.choice == STATUS_WITHDRAWN)
			replace_record(suite->records[i], suite_record(suite, policy->withdrawn.replaced_by.text));
	}
	for (size_t i = suite->record_count; i-- > 0;) {
		const struct policy *policy = suite->records[i]->published;
		for (size_t k = policy != NULL ? policy->replaces.count : 0; k-- > 0;)
			replace_record(suite_record(suite, LIST_ITEM(policy->replaces, struct text_value, k)->text),
				       suite->records[i]);
	}
}
