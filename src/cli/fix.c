/* `policyc check --fix`: the mends that leave the published words as they are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/shown.h"
#include "base/text_edit.h"
#include "cli/command.h"

/* By file, and in a file from its end to its beginning, so that a mend moves no place that is still to come. */
static int compare_fixes(const void *first, const void *second)
{
	const struct fix *a = *(struct fix *const *)first, *b = *(struct fix *const *)second;
	int order = strcmp(a->place.source->path, b->place.source->path);

	if (order != 0)
		return order;
	/* Two files may be shown by one name: one of the project, and one that was named from another folder. */
	if (a->place.source != b->place.source)
		return (uintptr_t)a->place.source < (uintptr_t)b->place.source ? -1 : 1;
	return a->place.begin < b->place.begin ? 1 : a->place.begin > b->place.begin ? -1 : 0;
}

static void show(const struct fix *fix)
{
	struct position position = source_position(fix->place.source, fix->place.begin);
	struct text before = place_text(fix->place);

	struct buffer words = BUFFER_EMPTY, shown = BUFFER_EMPTY;

	buffer_append_format(&words, "%s:%u:%u: %.*s: \"%.*s\" is now \"%.*s\"", fix->place.source->path, position.line,
			     position.column, TEXT_ARGUMENTS(fix->description), TEXT_ARGUMENTS(before),
			     TEXT_ARGUMENTS(fix->replacement));
	shown_append_path(&shown, buffer_text(&words));
	fprintf(stderr, "%.*s\n", TEXT_ARGUMENTS(buffer_text(&shown)));
	buffer_release(&words);
	buffer_release(&shown);
}

/* Where a source can be opened: one that was named, and is read beside the suite, goes by the name that it was given;
 * all others stand in the project folder. */
static const char *path_of(struct arena *arena, const struct source *source, const char *root,
			   const struct settings *settings)
{
	for (size_t i = 0; i < settings->argument_count; i++)
		if (strcmp(source->path, settings->arguments[i]) == 0)
			return settings->arguments[i];
	return path_join(arena, root, source->path);
}

/* Writes one file with its mends, which are sorted from its end. */
static int mend_file(const char *root, const struct settings *settings, struct fix *const *fixes, size_t count)
{
	const struct source *source = fixes[0]->place.source;
	struct arena arena = ARENA_EMPTY;
	struct buffer now = BUFFER_EMPTY, mended = BUFFER_EMPTY;
	const char *path = path_of(&arena, source, root, settings);
	int error = file_read(path, source->bytes.length + 1, &now);
	int status = STATUS_FINE;

	if (error == 0 && !text_equal(buffer_text(&now), source->bytes)) {
		complain("%s changed while it was checked, so nothing was mended in it; run the command again",
			 source->path);
		status = STATUS_FILES;
	} else if (error == 0) {
		struct text_edit *edits = ARENA_ARRAY(&arena, count, struct text_edit);
		for (size_t i = 0; i < count; i++)
			edits[i] =
				(struct text_edit){fixes[count - 1 - i]->place.begin, fixes[count - 1 - i]->place.end,
						   fixes[count - 1 - i]->replacement};
		text_edits_apply(&mended, source->bytes, edits, count);
		error = file_write(path, buffer_text(&mended));
	}
	if (error) {
		complain("%s could not be mended: %s", source->path, strerror(error));
		status = STATUS_FILES;
	}
	for (size_t i = count; status == STATUS_FINE && i-- > 0;)
		show(fixes[i]);
	buffer_release(&now);
	buffer_release(&mended);
	arena_release(&arena);
	return status;
}

/* What came from standard input can be mended nowhere. */
static bool has_file(const struct fix *fix)
{
	return strcmp(fix->place.source->path, "-") != 0;
}

/* Is it certain whatever else was not read? */
static bool is_of_reading(const struct finding *finding)
{
	return check_descriptions[finding->check].group == GROUP_SOURCE;
}

int fixes_apply(const struct report *report, const char *root, const struct settings *settings, bool is_partial)
{
	struct fix **fixes = memory_allocate_array(report->count, sizeof *fixes);
	size_t count = 0, left = 0;
	int status = STATUS_FINE;

	for (size_t i = 0; i < report->count; i++)
		if (report->findings[i]->fix && !report->findings[i]->accepted.bytes &&
		    has_file(report->findings[i]->fix)) {
			if (is_partial && !is_of_reading(report->findings[i]))
				left++;
			else
				fixes[count++] = report->findings[i]->fix;
		}
	if (count)
		qsort(fixes, count, sizeof *fixes, compare_fixes);
	for (size_t begin = 0, end; begin < count; begin = end) {
		size_t kept = begin + 1;
		for (end = begin + 1; end < count && fixes[end]->place.source == fixes[begin]->place.source; end++)
			/* Of two that overlap the later one in the file is done now, the other in the next run. */
			if (fixes[end]->place.end <= fixes[kept - 1]->place.begin)
				fixes[kept++] = fixes[end];
		int mended = mend_file(root, settings, fixes + begin, kept - begin);
		if (mended > status)
			status = mended;
	}
	if (left)
		complain("%zu more %s left, because something could not be read whole: correct that, then run the "
			 "command again",
			 left, left == 1 ? "mend was" : "mends were");
	free(fixes);
	return status;
}
