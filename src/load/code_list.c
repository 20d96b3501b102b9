#include "load/code_list.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "read/codes.h"
#include "tree/version.h"

/* "opcs-4@4.10.tsv": the system and the edition of a list's file name. */
static bool parse_name(struct text name, enum code_system *system, struct text *edition)
{
	size_t at = text_find_byte(name, '@', 0);
	if (at == TEXT_NOT_FOUND || !text_ends(name, TEXT(".tsv")) || at + 1 >= name.length - 4)
		return false;
	*edition = text_slice(name, at + 1, name.length - 4);
	for (int i = 0; i < CODE_SYSTEM_COUNT; i++) {
		*system = (enum code_system)i;
		if (text_equal_ignoring_case(text_slice(name, 0, at), text_of(code_system_names[*system])))
			return true;
	}
	return false;
}

static void read_line(struct code_list *list, enum code_system system, size_t begin, size_t end)
{
	const struct source *source = &list->source;
	struct text line = text_slice(source->bytes, begin, end);
	size_t tab = text_find_byte(line, '\t', 0);
	if (text_trim(line).length == 0)
		return;
	if (tab == TEXT_NOT_FOUND) {
		findings_add(&list->findings, CHECK_SYNTAX, place_of(source, begin, end),
			     "this line has no tab, so it can't be seen where the code ends; write the code, a tab, "
			     "and the words");
		return;
	}
	struct text canonical, undotted, marks, written = text_trim(text_slice(line, 0, tab));
	struct place place = place_of(source, begin, begin + tab);
	if (!code_normalise(&list->arena, system, written, &canonical, &undotted, &marks)) {
		findings_add(&list->findings, CHECK_BAD_CODE, place,
			     "\"%.*s\" has not the form of an %s code, so no policy's code can be compared with it; "
			     "correct it, or take the line out",
			     TEXT_ARGUMENTS(written), code_system_names[system]);
		return;
	}
	bool is_new;
	void **value = map_place(&list->entries, undotted, &is_new);
	if (!is_new) {
		struct finding *finding =
			findings_add(&list->findings, CHECK_DUPLICATE_CODE, place,
				     "%.*s stands in this list twice; the first counts, so take this one out",
				     TEXT_ARGUMENTS(written));
		finding_note(&list->findings, finding, ((struct code_list_entry *)*value)->place, "first listed here");
		return;
	}
	struct code_list_entry *entry = ARENA_NEW(&list->arena, struct code_list_entry);
	*entry = (struct code_list_entry){undotted, text_trim(text_slice(line, tab + 1, line.length)), place};
	*value = entry;
	if (!entry->term.length)
		findings_add(
			&list->findings, CHECK_SYNTAX, place_of(source, begin, end),
			"no words stand after the tab, so those of a policy can't be compared with them; write them, "
			"or take the line out");
}

/* The list of a file, with what is wrong in it. */
static void read_list(struct suite *suite, const char *shown, enum code_system system)
{
	struct buffer bytes = BUFFER_EMPTY;
	int error = file_read_inside(suite->root, shown, LIMIT_CODE_LIST_BYTES, &bytes);
	struct code_list *list = memory_allocate(sizeof *list);
	source_init(&list->source, &list->arena, arena_string(&list->arena, text_of(shown)),
		    buffer_keep(&bytes, &list->arena));
	findings_init(&list->findings, &list->arena, TEXT(""));
	suite->code_lists[system] = list;
	if (error) {
		suite->could_not_read = true;
		findings_add(&list->findings, CHECK_UNREADABLE, place_of(&list->source, 0, 0),
			     "this code list can't be read (%s), so codes are not compared with it",
			     file_error_words(error));
		return;
	}
	size_t invalid = utf8_first_invalid(list->source.bytes);
	if (invalid < list->source.bytes.length) {
		findings_add(&list->findings, CHECK_ENCODING, place_of(&list->source, invalid, invalid + 1),
			     "this code list is not UTF-8, so codes are not compared with it; save it as UTF-8");
		return;
	}
	for (uint32_t i = 0; i < list->source.line_count; i++) {
		size_t begin = list->source.lines[i];
		read_line(list, system, begin, begin + source_line(&list->source, i + 1).length);
	}
}

void code_lists_read(struct suite *suite)
{
	char *folder = path_join(&suite->arena, suite->root, "policies/codes");
	const char **names, *newest[CODE_SYSTEM_COUNT] = {NULL};
	struct text editions[CODE_SYSTEM_COUNT] = {{NULL, 0}};
	size_t count;
	if (!path_is_folder(folder) || folder_list(&suite->arena, folder, &names, &count) != 0)
		return;
	for (size_t i = 0; i < count; i++) {
		enum code_system system;
		struct text edition;
		if (!parse_name(text_of(names[i]), &system, &edition)) {
			const char *path = path_join(&suite->arena, "policies/codes", names[i]);
			findings_add(&suite->findings, CHECK_SYNTAX, place_of_path(&suite->arena, path),
				     "this file is not named as a code list is (opcs-4@4.10.tsv, icd-10@5.tsv), so it "
				     "is not used; rename it, or take it out");
			continue;
		}
		if (!newest[system] || version_compare(edition, editions[system]) > 0) {
			newest[system] = names[i];
			editions[system] = edition;
		}
	}
	for (int i = 0; i < CODE_SYSTEM_COUNT; i++)
		if (newest[i])
			read_list(suite, path_join(&suite->arena, "policies/codes", newest[i]), (enum code_system)i);
}
