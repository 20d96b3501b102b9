/* Any bytes as Markdown: whatever is found safe and bounded is read, every place is right, and no word is lost. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parse/limits.h"
#include "parse/markdown.h"
#include "tree/flat_text.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	markdown_set_up();
	return 0;
}

static void fail(const struct node *node, const char *what)
{
	fprintf(stderr, "%s at bytes %u to %u: %s\n", node_kind_name(node->kind), node->place.begin, node->place.end,
		what);
	abort();
}

static void check_node(const struct source *source, const struct node *node)
{
	struct place place = node->place;

	if (place.source != source || place.begin > place.end || place.end > source->bytes.length)
		fail(node, "the place is none");
	if (node->parent && (place.begin < node->parent->place.begin || place.end > node->parent->place.end))
		fail(node, "the place is not inside its parent's");
	if (node->previous && place.begin < node->previous->place.end)
		fail(node, "the place begins inside the previous one");
	if (node_is_inline(node) && place.begin == place.end)
		fail(node, "an inline has an empty place");
	if (node->kind != NODE_TEXT)
		return;
	if (!node->text.text.length)
		fail(node, "a text is empty");
	if (node->text.text.bytes >= source->bytes.bytes &&
	    node->text.text.bytes < source->bytes.bytes + source->bytes.length) {
		if (node->text.text.bytes != source->bytes.bytes + place.begin ||
		    node->text.text.length != place.end - place.begin)
			fail(node, "a literal text does not stand at its place");
	} else if (!strchr("&\\", source->bytes.bytes[place.begin])) {
		fail(node, "a decoded text is no entity or escape");
	}
	if (!node_is_leaf_block(node->parent) && !node_is_inline(node->parent))
		fail(node, "a text stands in no leaf");
}

static bool is_letter(char c)
{
	return is_ascii_letter(c) || (unsigned char)c >= 0x80;
}

/* Letters in order, of a source that has no marks in which letters stand. */
static void check_letters(const struct source *source, const struct node *body)
{
	struct buffer words = BUFFER_EMPTY;
	struct text bytes = source->bytes, kept;
	size_t at = 0;

	for (size_t i = 0; i < bytes.length; i++)
		if (strchr("[<&`~|", bytes.bytes[i]))
			return;
	node_append_words(&words, body, (struct words_options){.lines = false});
	kept = buffer_text(&words);
	for (size_t i = text_begins(bytes, TEXT("\xEF\xBB\xBF")) ? 3 : 0; i < bytes.length; i++) {
		if (!is_letter(bytes.bytes[i]))
			continue;
		while (at < kept.length && !is_letter(kept.bytes[at]))
			at++;
		if (at == kept.length || kept.bytes[at++] != bytes.bytes[i])
			fail(body, "words are lost");
	}
	buffer_release(&words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_EMPTY;
	struct findings findings;
	struct source source;
	bool is_safe, is_bounded;

	findings_init(&findings, &arena, TEXT(""));
	source_init(&source, &arena, "fuzz.md", arena_copy(&arena, (struct text){(const char *)data, size}));
	is_safe = bytes_are_safe(&source, &findings);
	is_bounded = markdown_is_bounded(&source, 0, source.bytes.length, &findings);
	if (is_safe && is_bounded) {
		struct node *body = markdown_read(&arena, &source, 0, source.bytes.length, &findings);
		struct walk walk = walk_begin(body);
		while (walk_next(&walk))
			if (walk.is_entering)
				check_node(&source, walk.node);
		check_letters(&source, body);
	}
	arena_release(&arena);
	return 0;
}
