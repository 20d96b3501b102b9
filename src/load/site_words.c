#include "load/site_words.h"

#include <string.h>

#include "base/unicode.h"
#include "parse/limits.h"

/* Why a line is no word that could stand in a policy: NULL where it is one. */
static const char *word_fault(struct text word)
{
	for (size_t at = 0; at < word.length;) {
		uint32_t code_point = utf8_decode(word, &at);
		if (unicode_is_space(code_point))
			return "one word belongs on a line, so this line is not used; put each word on a line of its "
			       "own, without \"-s\" or a note after it";
		if (code_point == ',' || code_point == ';')
			return "a word is written without a mark after it, so this line is not used; take the mark out";
	}
	return NULL;
}

/* With straight apostrophes: however one is typed, the word is the same. */
static struct text plain_word(struct arena *arena, struct text word)
{
	struct buffer plain = BUFFER_EMPTY;
	size_t begin = 0, at;

	if (text_find(word, TEXT("’"), 0) == TEXT_NOT_FOUND)
		return word;
	while ((at = text_find(word, TEXT("’"), begin)) != TEXT_NOT_FOUND) {
		buffer_append(&plain, text_slice(word, begin, at));
		buffer_append_byte(&plain, '\'');
		begin = at + strlen("’");
	}
	buffer_append(&plain, text_slice(word, begin, word.length));
	return buffer_keep(&plain, arena);
}

static void read_line(struct suite *suite, const struct source *source, struct text line)
{
	struct text word = text_trim(line);
	size_t begin = (size_t)(word.bytes - source->bytes.bytes);

	if (!word.length || word.bytes[0] == '#')
		return;
	const char *fault = word_fault(word);
	if (fault)
		findings_add(&suite->findings, CHECK_SYNTAX, place_of(source, begin, begin + word.length), "%s", fault);
	else
		map_set(&suite->words, plain_word(&suite->arena, word), suite);
}

void site_words_read(struct suite *suite, const struct source *source)
{
	if (!bytes_are_safe(source, &suite->findings))
		return;
	for (uint32_t i = 1; i <= source->line_count; i++)
		read_line(suite, source, source_line(source, i));
}
