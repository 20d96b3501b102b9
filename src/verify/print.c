#include <string.h>

#include "base/unicode.h"
#include "parse/entity.h"
#include "parse/web_copy.h"
#include "parse/web_tag.h"
#include "verify/lines.h"
#include "verify/print_parts.h"

/* Alphabetic Presentation Forms: what a font draws as one. */
static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

static bool is_bullet(uint32_t code_point)
{
	return code_point == 0x2022 || code_point == 0x25E6 || code_point == 0x25AA || code_point == 0x25A0 ||
	       code_point == 0x2023 || code_point == 0x25CF || code_point == 0x25CB;
}

/* Nothing that is seen, or only where a line ends. */
static bool is_unseen(uint32_t code_point)
{
	return unicode_is_space(code_point) || code_point == 0x200B || code_point == 0x00AD || code_point == 0x2060 ||
	       code_point == 0xFEFF || code_point == '\f' || code_point == '\n' || is_bullet(code_point);
}

static void add(struct glyphs *glyphs, uint32_t code_point, size_t at)
{
	*ARRAY_ADD(&glyphs->list) = (struct glyph){code_point, (uint32_t)at};
}

/* A line may be broken after a hyphen, and readers of PDFs leave out the hyphen then. So it counts only where a number
 * follows and no letter stands right before it. */
static void drop_hyphens(struct glyphs *glyphs)
{
	size_t kept = 0;
	for (size_t i = 0; i < glyphs->list.count; i++) {
		struct glyph *list = glyphs->list.items, glyph = list[i];
		bool is_after_letter =
			kept > 0 && unicode_is_letter(list[kept - 1].code_point) && list[kept - 1].at + 1 >= glyph.at;
		bool is_before_letter = i + 1 < glyphs->list.count && unicode_is_letter(list[i + 1].code_point);
		if (glyph.code_point == '-' && (is_after_letter || is_before_letter))
			continue;
		list[kept++] = glyph;
	}
	glyphs->list.count = kept;
}

/* The glyph of a mark in what a browser prints; 0: it is none. */
static uint32_t glyph_of_mark(uint32_t code_point)
{
	switch (code_point) {
	case WEB_MAYBE:
		return GLYPH_MAYBE;
	case WEB_END:
		return GLYPH_END;
	case WEB_HEAD:
		return GLYPH_HEAD;
	case WEB_HEAD_END:
		return GLYPH_HEAD_END;
	case WEB_BESIDE:
		return GLYPH_BESIDE;
	case WEB_BESIDE_END:
		return GLYPH_BESIDE_END;
	}
	return 0;
}

void glyphs_read(struct glyphs *glyphs, struct text text)
{
	glyphs->text = text;
	for (size_t at = 0; at < text.length;) {
		size_t begin = at;
		uint32_t code_point = utf8_decode(text, &at), mark = glyph_of_mark(code_point);
		if (code_point >= 0xFB00 && code_point <= 0xFB06) {
			for (const char *letter = ligatures[code_point - 0xFB00]; *letter; letter++)
				add(glyphs, (uint32_t)*letter, begin);
		} else if (mark || !is_unseen(code_point)) {
			add(glyphs, mark ? mark : code_point, begin);
		}
	}
	drop_hyphens(glyphs);
}

void glyphs_release(struct glyphs *glyphs)
{
	ARRAY_RELEASE(&glyphs->list);
}

/* A copy of the glyphs in the arena, so that nobody has to release them. */
static struct glyphs keep(struct arena *arena, struct glyphs *glyphs)
{
	struct glyphs kept = {.text = glyphs->text};
	kept.list.items = arena_copy_array(arena, glyphs->list.items, glyphs->list.count, sizeof *kept.list.items);
	kept.list.count = glyphs->list.count;
	glyphs_release(glyphs);
	return kept;
}

/* XSL-FO */

struct fo_reading {
	struct arena *arena;
	struct print *print;
	struct buffer text;           /* of what is being read */
	ARRAY_OF(struct glyph) marks; /* in place of the bytes at their offsets */
	bool is_inside;               /* of the flow, or of what stands at an edge */
	ARRAY_OF(struct glyphs) edges, heads, beside;
	size_t head; /* where the head of a table begins; SIZE_MAX: in none */
	struct glyphs flow;
};

static void add_mark(struct fo_reading *reading, uint32_t code_point)
{
	*ARRAY_ADD(&reading->marks) = (struct glyph){code_point, (uint32_t)reading->text.length};
	buffer_append_byte(&reading->text, ' ');
}

/* What was read from an offset of the text on. */
static struct glyphs take_text(struct fo_reading *reading, size_t begin)
{
	struct text text =
		arena_copy(reading->arena, text_slice(buffer_text(&reading->text), begin, reading->text.length));
	struct glyphs plain = {0}, all = {.text = text};
	size_t next = 0;
	glyphs_read(&plain, text);
	while (next < reading->marks.count && reading->marks.items[next].at < begin)
		next++;
	for (size_t i = 0; i <= plain.list.count; i++) {
		size_t at = i < plain.list.count ? plain.list.items[i].at : text.length;
		for (; next < reading->marks.count && reading->marks.items[next].at - begin <= at; next++)
			add(&all, reading->marks.items[next].code_point, reading->marks.items[next].at - begin);
		if (i < plain.list.count)
			*ARRAY_ADD(&all.list) = plain.list.items[i];
	}
	glyphs_release(&plain);
	return keep(reading->arena, &all);
}

static void forget_text(struct fo_reading *reading)
{
	buffer_clear(&reading->text);
	reading->marks.count = 0;
}

static void enter_fo(struct fo_reading *reading, const struct web_tag *tag)
{
	struct text pattern = web_tag_value(tag, "leader-pattern");
	bool follows_leader = reading->marks.count &&
			      reading->marks.items[reading->marks.count - 1].code_point == GLYPH_LEADER &&
			      reading->text.length - reading->marks.items[reading->marks.count - 1].at < 4;
	if (text_is(tag->name, "fo:flow") || text_is(tag->name, "fo:static-content")) {
		forget_text(reading);
		reading->is_inside = true;
	} else if (text_is(tag->name, "fo:leader")) {
		if (text_is(pattern, "dots"))
			add_mark(reading, GLYPH_LEADER);
	} else if (text_begins(tag->name, TEXT("fo:page-number"))) {
		if (!follows_leader)
			add_mark(reading, GLYPH_NUMBER);
	} else if (text_is(tag->name, "fo:external-graphic") || text_is(tag->name, "fo:instream-foreign-object")) {
		reading->print->has_pictures |= reading->is_inside;
	} else if (text_is(tag->name, "fo:table-header")) {
		reading->head = reading->text.length;
	}
}

static void leave_fo(struct fo_reading *reading, const struct web_tag *tag)
{
	buffer_append_byte(&reading->text, ' ');
	if (text_is(tag->name, "fo:flow")) {
		reading->flow = take_text(reading, 0);
		reading->is_inside = false;
	} else if (text_is(tag->name, "fo:static-content")) {
		reading->is_inside = false;
	} else if (text_is(tag->name, "fo:table-header") && reading->head != SIZE_MAX) {
		*ARRAY_ADD(&reading->heads) = take_text(reading, reading->head);
		reading->head = SIZE_MAX;
	}
}

static void add_fo_words(struct fo_reading *reading, struct text words)
{
	for (size_t at = 0; at < words.length && reading->is_inside;) {
		size_t length =
			words.bytes[at] == '&' ? entity_decode(text_slice(words, at, at + 64), &reading->text) : 0;
		if (!length)
			buffer_append_byte(&reading->text, words.bytes[at]);
		at += length ? length : 1;
	}
}

static void read_fo(struct fo_reading *reading, struct text fo)
{
	bool is_edge = false;
	for (size_t at = 0; at < fo.length;) {
		struct web_tag tag;
		size_t begin = at;
		if (fo.bytes[at] != '<') {
			at = text_find_byte(fo, '<', at);
			at = at == TEXT_NOT_FOUND ? fo.length : at;
			add_fo_words(reading, text_slice(fo, begin, at));
		} else if (!web_tag_read(&tag, reading->arena, fo, &at, true)) {
			at = text_find_byte(fo, '>', at);
			at = at == TEXT_NOT_FOUND ? fo.length : at + 1;
		} else {
			if (text_is(tag.name, "fo:static-content"))
				is_edge = !tag.is_end;
			/* Each block of an edge by itself: which of them stand on a page is the state's business. */
			if (is_edge && tag.is_end && text_is(tag.name, "fo:block")) {
				*ARRAY_ADD(&reading->edges) = take_text(reading, 0);
				forget_text(reading);
			}
			if (!tag.is_end)
				enter_fo(reading, &tag);
			if (tag.is_end || tag.closes_itself)
				leave_fo(reading, &tag);
		}
	}
}

static struct print *finish(struct fo_reading *reading)
{
	struct print *print = reading->print;
	print->flow = reading->flow;
	print->edges.count = reading->edges.count;
	print->edges.items = arena_copy_array(reading->arena, reading->edges.items, reading->edges.count,
					      sizeof *reading->edges.items);
	print->heads.count = reading->heads.count;
	print->heads.items = arena_copy_array(reading->arena, reading->heads.items, reading->heads.count,
					      sizeof *reading->heads.items);
	print->beside.count = reading->beside.count;
	print->beside.items = arena_copy_array(reading->arena, reading->beside.items, reading->beside.count,
					       sizeof *reading->beside.items);
	ARRAY_RELEASE(&reading->edges);
	ARRAY_RELEASE(&reading->heads);
	ARRAY_RELEASE(&reading->beside);
	ARRAY_RELEASE(&reading->marks);
	buffer_release(&reading->text);
	return print;
}

struct print *print_of_fo(struct arena *arena, struct text fo)
{
	struct fo_reading reading = {.arena = arena, .print = ARENA_NEW(arena, struct print), .head = SIZE_MAX};
	read_fo(&reading, fo);
	return finish(&reading);
}

/* A page */

static void add_edge(struct fo_reading *reading, struct text words)
{
	forget_text(reading);
	buffer_append(&reading->text, words);
	if (words.length)
		*ARRAY_ADD(&reading->edges) = take_text(reading, 0);
	forget_text(reading);
}

static void add_edge_of(struct fo_reading *reading, const char *before, uint32_t first, const char *between,
			uint32_t second)
{
	forget_text(reading);
	buffer_append_string(&reading->text, before);
	add_mark(reading, first);
	buffer_append_string(&reading->text, between);
	if (second)
		add_mark(reading, second);
	*ARRAY_ADD(&reading->edges) = take_text(reading, 0);
	forget_text(reading);
}

/* A run of glyphs of a list, kept by itself. */
static struct glyphs run_of(struct fo_reading *reading, const struct glyphs *glyphs, size_t begin, size_t end)
{
	struct glyphs run = {.text = glyphs->text};
	for (size_t i = begin; i < end; i++)
		*ARRAY_ADD(&run.list) = glyphs->list.items[i];
	return keep(reading->arena, &run);
}

/* The flow of what a browser prints; the heads of tables in it, and what stands beside it, which is taken out. */
static struct glyphs read_paper(struct fo_reading *reading, struct text paper)
{
	struct glyphs all = {0}, flow = {.text = paper};
	size_t head = 0, beside = 0;
	glyphs_read(&all, paper);
	for (size_t i = 0; i < all.list.count; i++) {
		struct glyph glyph = all.list.items[i];
		size_t size = glyph.code_point == '(' ? lines_size_length(paper, glyph.at) : 0;
		if (glyph.code_point == GLYPH_HEAD) {
			head = flow.list.count;
		} else if (glyph.code_point == GLYPH_BESIDE) {
			beside = flow.list.count;
		} else if (glyph.code_point == GLYPH_HEAD_END) {
			*ARRAY_ADD(&reading->heads) = run_of(reading, &flow, head, flow.list.count);
		} else if (glyph.code_point == GLYPH_BESIDE_END) {
			*ARRAY_ADD(&reading->beside) = run_of(reading, &flow, beside, flow.list.count);
			flow.list.count = beside;
		} else if (size) {
			add(&flow, GLYPH_SIZE, glyph.at);
			while (i + 1 < all.list.count && all.list.items[i + 1].at < glyph.at + size)
				i++;
		} else {
			*ARRAY_ADD(&flow.list) = glyph;
		}
	}
	glyphs_release(&all);
	return keep(reading->arena, &flow);
}

struct print *print_of_page(struct arena *arena, struct text paper, struct text title, struct text foot)
{
	struct fo_reading reading = {.arena = arena, .print = ARENA_NEW(arena, struct print), .head = SIZE_MAX};
	reading.print->ignores_case = true;
	reading.flow = read_paper(&reading, paper);
	add_edge(&reading, title);
	add_edge(&reading, foot);
	add_edge_of(&reading, "Page ", GLYPH_NUMBER, "of ", GLYPH_NUMBER);
	add_edge_of(&reading, "", GLYPH_NUMBER, "of ", GLYPH_NUMBER);
	add_edge_of(&reading, "", GLYPH_NUMBER, "/", GLYPH_NUMBER);
	add_edge_of(&reading, "", GLYPH_TIME, "", 0);
	add_edge_of(&reading, "", GLYPH_URL, "", 0);
	return finish(&reading);
}
