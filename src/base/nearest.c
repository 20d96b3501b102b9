#include "base/nearest.h"

#include "base/memory.h"

static const char *const quotation_marks[] = {"\"", "'", "“", "”", "‘", "’"};

static struct text without_quotation_marks(struct text word)
{
	word = text_trim(word);
	for (size_t i = 0; i < ARRAY_COUNT(quotation_marks); i++) {
		struct text mark = text_of(quotation_marks[i]);
		if (text_begins(word, mark))
			word = text_slice(word, mark.length, word.length);
		if (text_ends(word, mark))
			word.length -= mark.length;
	}
	return word;
}

/* False for a word that is too long to compare. */
static bool make_plain(struct text word, char *plain, size_t *length)
{
	*length = 0;
	if (word.length > NEAREST_LENGTH_MOST)
		return false;
	for (; *length < word.length; ++*length) {
		char c = ascii_lower(word.bytes[*length]);
		plain[*length] = c == '_' || c == ' ' ? '-' : c;
	}
	return true;
}

void nearest_init(struct nearest *nearest, struct text word)
{
	*nearest = (struct nearest){0};
	word = without_quotation_marks(word);
	if (!make_plain(word, nearest->word, &nearest->length))
		return;
	size_t most = nearest->length < 4 ? 1 : nearest->length < 9 ? 2 : 3;
	nearest->least = (most < nearest->length ? most : nearest->length - (nearest->length > 0)) + 1;
}

void nearest_offer(struct nearest *nearest, struct text known)
{
	char plain[NEAREST_LENGTH_MOST];
	size_t length, index = nearest->offered++;

	if (nearest->length == 0 || !make_plain(known, plain, &length))
		return;
	size_t distance = text_distance((struct text){nearest->word, nearest->length}, (struct text){plain, length},
					nearest->least);
	if (distance < nearest->least) {
		nearest->least = distance;
		nearest->best = known;
		nearest->index = index;
	}
}
