/* What tests of quantities share. */
#include "unit.h"

#include "read/quantities.h"

/* Reads the quantities of one line of text, and says them as "kind comparison value[-upper] unit "words"" each. */
static void assert_quantities(const char *words, const char *expected)
{
	struct arena arena = ARENA_EMPTY;
	struct buffer said = BUFFER_EMPTY;
	struct source source;
	source_init(&source, &arena, "test.md", text_of(words));
	struct node *paragraph = node_new(&arena, NODE_PARAGRAPH, place_of(&source, 0, source.bytes.length));
	struct node *text = node_new(&arena, NODE_TEXT, paragraph->place);
	text->text.text = source.bytes;
	node_append(paragraph, text);
	struct flat_text flat = flat_text_of(&arena, paragraph);
	for (const struct quantity *q = quantities_read(&arena, &flat); q; q = q->next) {
		if (said.length)
			buffer_append_string(&said, "; ");
		buffer_append_format(&said, "%s %s %g", quantity_kind_names[q->kind], comparison_names[q->comparison],
				     q->value);
		if (q->has_upper)
			buffer_append_format(&said, "-%g", q->upper);
		if (q->has_second)
			buffer_append_format(&said, "/%g", q->second);
		buffer_append_format(&said, " %.*s \"%.*s\"", TEXT_ARGUMENTS(q->unit), TEXT_ARGUMENTS(q->words));
		if (q->name.length)
			buffer_append_format(&said, " [%.*s]", TEXT_ARGUMENTS(q->name));
		if (q->negated != TRUTH_NO)
			buffer_append_string(&said, q->negated == TRUTH_YES ? " negated" : " negated?");
		if (q->per.length)
			buffer_append_format(&said, " per %.*s", TEXT_ARGUMENTS(q->per));
		if (q->of.length)
			buffer_append_format(&said, " of %.*s", TEXT_ARGUMENTS(q->of));
		if (q->comparison == COMPARISON_WITHIN)
			buffer_append_format(&said, " %s %.*s", direction_names[q->direction],
					     TEXT_ARGUMENTS(q->anchor));
		if (q->for_words.length)
			buffer_append_format(&said, " (%.*s)", TEXT_ARGUMENTS(q->for_words));
		if (q->is_join_unclear)
			buffer_append_string(&said, " join");
		if (q->is_amount)
			buffer_append_string(&said, " amount");
		/* The place is that of the words. */
		struct text there = place_text(q->place);
		assert_int_equal(there.length, q->words.length);
		assert_memory_equal(there.bytes, q->words.bytes, there.length);
	}
	assert_string_equal(buffer_string(&said), expected);
	buffer_release(&said);
	arena_release(&arena);
}
