/* An organisation's code lists. They are read from a folder, so the input is written to one, as a list of each system.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "load/code_list.h"
#include "read/codes.h"
#include "trial.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static char root[] = "/tmp/policyc-code-lists-XXXXXX";
static const char *const names[CODE_SYSTEM_COUNT] = {[CODE_OPCS4] = "opcs-4@4.10.tsv", [CODE_ICD10] = "icd-10@5.tsv"};

static void remove_root(void)
{
	folder_remove_all(root);
}

static void make_root(void)
{
	static bool is_made;
	struct arena arena = ARENA_EMPTY;

	if (is_made)
		return;
	promise(mkdtemp(root) != NULL && folder_create_all(path_join(&arena, root, "policies/codes")) == 0,
		"no folder for the lists can be made");
	atexit(remove_root);
	is_made = true;
	arena_release(&arena);
}

static void write_lists(struct arena *arena, struct text bytes)
{
	for (int i = 0; i < CODE_SYSTEM_COUNT; i++) {
		const char *path = path_join(arena, path_join(arena, root, "policies/codes"), names[i]);
		unlink(path);
		promise(file_create(path, bytes) == 0, "%s can't be written", path);
	}
}

static void promise_list(struct suite *trial, enum code_system system)
{
	struct code_list *list = trial->code_lists[system];

	promise(list != NULL, "a list is lost");
	promise_findings(&list->findings);
	for (size_t i = 0; i < list->entries.count; i++) {
		const struct code_list_entry *entry = list->entries.entries[i].value;
		struct text canonical, undotted, marks;
		promise(place_text(entry->place).length > 0, "an entry without a place");
		promise(code_normalise(&list->arena, system, entry->code, &canonical, &undotted, &marks) &&
				text_equal(undotted, entry->code),
			"%.*s is not the form without a dot of itself", TEXT_ARGUMENTS(entry->code));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct suite trial;

	make_root();
	trial_begin(&trial);
	trial.root = root;
	write_lists(&trial.arena, (struct text){(const char *)bytes, size});
	code_lists_read(&trial);
	for (int i = 0; i < CODE_SYSTEM_COUNT; i++)
		promise_list(&trial, (enum code_system)i);
	trial_run_sample(&trial);
	for (int i = 0; i < CODE_SYSTEM_COUNT; i++) {
		map_release(&trial.code_lists[i]->entries);
		arena_release(&trial.code_lists[i]->arena);
		free(trial.code_lists[i]);
	}
	trial_end(&trial);
	return 0;
}
