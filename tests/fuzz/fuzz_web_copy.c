/* A copy that somebody kept, for `policyc verify`: whatever its HTML or XML is, it gives lines of words, those lines as
 * HTML of ours give the same lines, and it differs in nothing from itself. As the words of a PDF it is compared too. */
#include "base/buffer.h"
#include "base/xml_writer.h"
#include "parse/web_copy.h"
#include "trial.h"
#include "verify/lines.h"
#include "verify/print.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void promise_copy(const struct web_copy *copy)
{
	promise_characters(copy->words, "the words of a copy");
	for (size_t i = 0; i < copy->line_count; i++) {
		struct text words = copy->lines[i].words;
		promise(words.length > 0 || i + 1 == copy->line_count, "a line without words that isn't the last");
		promise(text_equal(text_trim(words), words), "a line that is not trimmed");
		promise(text_find_byte(words, '\n', 0) == TEXT_NOT_FOUND, "a line that is two");
		promise(text_find(copy->words, words, 0) != TEXT_NOT_FOUND, "a line that the page hasn't got");
	}
}

static void try_again(const struct web_copy *copy, struct arena *arena)
{
	struct web_reading reading = {.address = TEXT(""), .base = TEXT("")};
	struct buffer html = BUFFER_EMPTY;

	buffer_append_string(&html, "<!DOCTYPE html><body>");
	for (size_t i = 0; i < copy->line_count; i++) {
		buffer_append_string(&html, "<p>");
		xml_escape(&html, copy->lines[i].words);
		buffer_append_string(&html, "</p>");
	}
	struct web_copy again = web_copy_read(arena, buffer_text(&html), &reading);
	promise(text_equal(again.words, copy->words), "“%.*s” is read as “%.*s”", TEXT_ARGUMENTS(copy->words),
		TEXT_ARGUMENTS(again.words));
	buffer_release(&html);
}

static void compare(const struct web_copy *copy, struct arena *arena, struct text input)
{
	struct differences none = {0}, printed = {0};

	lines_compare(copy->lines, copy->line_count, copy->lines, copy->line_count, &none);
	promise(differences_are_none(&none), "a copy that differs from itself");
	print_compare(print_of_page(arena, copy->paper, copy->title, TEXT("foot")), input, &printed);
	print_compare(print_of_fo(arena, input), copy->words, &printed);
	promise_characters(buffer_text(&printed.shown), "what differs");
	differences_release(&none);
	differences_release(&printed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = ARENA_EMPTY;
	struct text input = {size > 0 ? (const char *)bytes : "", size};

	for (int is_xml = 0; is_xml < 2; is_xml++) {
		struct web_reading reading = {is_xml, TEXT("policies/x/"), TEXT("https://example.org/")};
		struct web_copy copy = web_copy_read(&arena, input, &reading);
		promise_copy(&copy);
		try_again(&copy, &arena);
		compare(&copy, &arena, input);
	}
	arena_release(&arena);
	return 0;
}
