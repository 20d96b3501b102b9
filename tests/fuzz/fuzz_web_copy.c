/* A page that somebody kept, for `policyc verify`: whatever its HTML is, it gives lines of words, and those lines as
 * HTML of ours give the same lines. */
#include "base/buffer.h"
#include "base/xml_writer.h"
#include "parse/web_copy.h"
#include "trial.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void promise_copy(const struct web_copy *copy)
{
	promise_characters(copy->words, "the words of a copy");
	for (size_t i = 0; i < copy->line_count; i++) {
		struct text line = copy->lines[i];
		promise(line.length > 0 && text_equal(text_trim(line), line), "a line that is empty, or not trimmed");
		promise(text_find_byte(line, '\n', 0) == TEXT_NOT_FOUND, "a line that is two");
		promise(text_find(copy->words, line, 0) != TEXT_NOT_FOUND, "a line that the page hasn't got");
	}
}

static void try_again(const struct web_copy *copy, struct arena *arena)
{
	struct buffer html = BUFFER_EMPTY;

	buffer_append_string(&html, "<!DOCTYPE html><body>");
	for (size_t i = 0; i < copy->line_count; i++) {
		buffer_append_string(&html, "<p>");
		xml_escape(&html, copy->lines[i]);
		buffer_append_string(&html, "</p>");
	}
	struct web_copy again = web_copy_read(arena, buffer_text(&html), true);
	promise(again.line_count == copy->line_count, "of %zu lines %zu are read again", copy->line_count,
		again.line_count);
	for (size_t i = 0; i < copy->line_count; i++)
		promise(text_equal(again.lines[i], copy->lines[i]), "“%.*s” is read as “%.*s”",
			TEXT_ARGUMENTS(copy->lines[i]), TEXT_ARGUMENTS(again.lines[i]));
	buffer_release(&html);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = ARENA_EMPTY;
	struct text input = {size > 0 ? (const char *)bytes : "", size};

	project(); /* sets libxml2 up */
	for (int is_text_alone = 0; is_text_alone < 2; is_text_alone++) {
		struct web_copy copy = web_copy_read(&arena, input, is_text_alone);
		promise(copy.has_text || copy.line_count == 0, "lines of a text that isn't there");
		promise_copy(&copy);
		try_again(&copy, &arena);
	}
	arena_release(&arena);
	return 0;
}
