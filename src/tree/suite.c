#include "tree/suite.h"

#include <stdlib.h>

#include "base/nearest.h"
#include "tree/profile.h"
#include "tree/version.h"

#define STRUCTURE struct shared_block
#define KEY(key, type, flags, member, members, sentence)                                               \
	{                                                                                              \
		key, NULL, type, flags, .offset = offsetof(STRUCTURE, member), NULL, members, sentence \
	}
static const struct field shared_block_rows[] = {
	KEY("block", FIELD_TEXT, FIELD_REQUIRED, block, NULL,
	    "The block's name, as the file's name has it before the @."),
	KEY("edition", FIELD_TEXT, FIELD_REQUIRED, edition, NULL,
	    "The edition, as the file's name has it after the @."),
	KEY("title", FIELD_TEXT, FIELD_REQUIRED, title, NULL, "What people call the block, shown in messages."),
	KEY("history", FIELD_LIST, 0, history, &history_entry_fields, "What changed in each edition, oldest first."),
	KEY("allow", FIELD_LIST, 0, allow, &allow_entry_fields,
	    "Findings in the block's words that were looked at and accepted, each with a reason."),
};
const struct field_table shared_block_fields = FIELD_TABLE("shared block", STRUCTURE, shared_block_rows);
#undef STRUCTURE

void suite_release(struct suite *suite)
{
	for (size_t i = 0; i < suite->policy_count; i++)
		policy_free(suite->policies[i]);
	for (size_t i = 0; i < suite->stub_count; i++)
		policy_free(suite->stubs[i]);
	for (size_t i = 0; i < suite->web_page_count; i++) {
		policy_free(suite->web_pages[i]->document);
		free(suite->web_pages[i]);
	}
	for (size_t i = 0; i < suite->block_count; i++) {
		arena_release(&suite->blocks[i]->arena);
		free(suite->blocks[i]);
	}
	for (size_t i = 0; i < CODE_SYSTEM_COUNT; i++) {
		struct code_list *list = suite->code_lists[i];
		if (!list)
			continue;
		map_release(&list->entries);
		arena_release(&list->arena);
		free(list);
	}
	map_release(&suite->profiles);
	map_release(&suite->words);
	map_release(&suite->block_of_key);
	arena_release(&suite->arena);
	*suite = (struct suite){0};
}

struct record *suite_record(const struct suite *suite, struct text ref)
{
	size_t low = 0, high = suite->record_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = text_compare(suite->records[middle]->ref, ref);
		if (order == 0)
			return suite->records[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct text suite_nearest_profile(const struct suite *suite, struct text name)
{
	struct nearest nearest;

	nearest_init(&nearest, name);
	for (size_t i = 0; i < suite->profiles.count; i++)
		nearest_offer(&nearest, ((const struct profile *)suite->profiles.entries[i].value)->name);
	return nearest.best;
}

static struct text key_block(struct text key)
{
	return text_slice(key, 0, text_find_byte(key, '@', 0));
}

static struct text key_edition(struct text key)
{
	size_t at = text_find_byte(key, '@', 0);

	return at == TEXT_NOT_FOUND ? TEXT("") : text_slice(key, at + 1, key.length);
}

struct text suite_nearest_block(const struct suite *suite, struct text key)
{
	struct nearest nearest;
	struct text best = {0};

	nearest_init(&nearest, key_block(key));
	for (size_t i = 0; i < suite->block_count; i++)
		nearest_offer(&nearest, key_block(suite->blocks[i]->key));
	for (size_t i = 0; nearest.best.bytes && i < suite->block_count; i++) {
		struct text other = suite->blocks[i]->key;
		if (text_equal(key_block(other), nearest.best) &&
		    (!best.length || version_compare(key_edition(other), key_edition(best)) > 0))
			best = other;
	}
	return best;
}
