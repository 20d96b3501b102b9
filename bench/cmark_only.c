/* cmark_only FOLDER: reads the bodies of a project folder's policies, with the text of their shared blocks in place of
 * the includes, by cmark-gfm with tables and footnotes, and renders each to HTML, on one thread. Prints how many there
 * were, their bytes, and the seconds of processor time that parsing and rendering took, without those for reading
 * files. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"

struct bodies {
	struct arena arena;
	struct map blocks; /* "aims@2024" -> struct text */
	const char *root;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* What stands below the front matter. */
static struct text body_of(struct text bytes)
{
	size_t close = text_find(bytes, TEXT("\n---\n"), 0);

	return close == TEXT_NOT_FOUND ? bytes : text_slice(bytes, close + 5, bytes.length);
}

static struct text read_body(struct arena *arena, const char *path)
{
	struct buffer bytes = BUFFER_EMPTY;

	if (file_read(path, 1024 * 1024, &bytes) != 0) {
		fprintf(stderr, "%s can't be read\n", path);
		exit(3);
	}
	struct text body = arena_copy(arena, body_of(buffer_text(&bytes)));
	buffer_release(&bytes);
	return body;
}

static size_t list(struct bodies *bodies, const char *folder, const char ***names)
{
	size_t count = 0;

	if (folder_list(&bodies->arena, path_join(&bodies->arena, bodies->root, folder), names, &count) != 0) {
		fprintf(stderr, "there is no %s/%s\n", bodies->root, folder);
		exit(3);
	}
	return count;
}

static void read_blocks(struct bodies *bodies)
{
	const char **names = NULL;
	size_t count = list(bodies, "policies/shared", &names);

	for (size_t i = 0; i < count; i++) {
		struct text key = text_of(names[i]), *body = ARENA_NEW(&bodies->arena, struct text);
		char *folder = path_join(&bodies->arena, bodies->root, "policies/shared");
		key.length -= text_ends(key, TEXT(".md")) ? 3 : 0;
		*body = read_body(&bodies->arena, path_join(&bodies->arena, folder, names[i]));
		map_set(&bodies->blocks, key, body);
	}
}

/* The body with the blocks' text in it. */
static void expand(struct buffer *out, const struct bodies *bodies, struct text body)
{
	const struct text open = TEXT("{{include "), close = TEXT("}}");

	for (size_t at = 0;;) {
		size_t begin = text_find(body, open, at), end;
		buffer_append(out, text_slice(body, at, begin));
		if (begin == TEXT_NOT_FOUND || (end = text_find(body, close, begin)) == TEXT_NOT_FOUND)
			return;
		const struct text *block = map_get(&bodies->blocks, text_slice(body, begin + open.length, end));
		if (block != NULL)
			buffer_append(out, *block);
		at = end + close.length;
	}
}

static size_t render(struct text body)
{
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);

	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
	cmark_parser_feed(parser, body.bytes, body.length);
	cmark_node *document = cmark_parser_finish(parser);
	char *html = cmark_render_html(document, CMARK_OPT_FOOTNOTES, cmark_parser_get_syntax_extensions(parser));
	size_t length = text_of(html).length;
	free(html);
	cmark_node_free(document);
	cmark_parser_free(parser);
	return length;
}

int main(int argument_count, char **arguments)
{
	struct bodies bodies = {.root = arguments[1]};
	const char **names = NULL;
	size_t bytes = 0, policies = 0, html = 0;
	double seconds = 0;

	if (argument_count != 2) {
		fputs("usage: cmark_only FOLDER\n", stderr);
		return 2;
	}
	cmark_gfm_core_extensions_ensure_registered();
	read_blocks(&bodies);
	size_t count = list(&bodies, "policies", &names);
	for (size_t i = 0; i < count; i++) {
		struct buffer body = BUFFER_EMPTY;
		struct arena arena = ARENA_EMPTY;
		if (!text_ends(text_of(names[i]), TEXT(".md")))
			continue;
		char *folder = path_join(&arena, bodies.root, "policies");
		expand(&body, &bodies, read_body(&arena, path_join(&arena, folder, names[i])));
		double began = now();
		html += render(buffer_text(&body));
		seconds += now() - began;
		bytes += body.length;
		policies++;
		buffer_release(&body);
		arena_release(&arena);
	}
	printf("%zu %zu %zu %.6f\n", policies, bytes, html, seconds);
	map_release(&bodies.blocks);
	arena_release(&bodies.arena);
	return 0;
}
