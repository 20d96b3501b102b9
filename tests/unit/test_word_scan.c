/* The words of a text as the Language checks take them: where they begin and end, what stands between, what they are
 * made of; and runs that are addresses. */
#include "unit.h"

#include "check/word_scan.h"

/* Each word with what stands before it: " " a space, "-" a hyphen, "|" anything else, nothing at the start; and the
 * signs of what it is made of. */
static void assert_words(const char *text, const char *expected)
{
	static const char gaps[] = {[GAP_START] = '.', [GAP_SPACE] = ' ', [GAP_HYPHEN] = '-', [GAP_OTHER] = '|'};
	struct buffer said = BUFFER_EMPTY;
	struct scanned_words words = {0};

	words_scan(text_of(text), &words);
	for (size_t i = 0; i < words.count; i++) {
		const struct scanned_word *word = &words.items[i];
		assert_text_is(word->text, arena_string(&(struct arena){0}, text_slice(text_of(text), word->begin, word->end)));
		buffer_append_format(&said, "%c%.*s", gaps[word->gap], TEXT_ARGUMENTS(word->text));
	}
	assert_string_equal(buffer_string(&said), expected);
	ARRAY_RELEASE(&words);
	buffer_release(&said);
}
