#include "load/web_page.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "parse/front_matter.h"
#include "parse/inlines.h"
#include "parse/limits.h"
#include "parse/markdown.h"
#include "read/addresses.h"
#include "read/fields.h"
#include "read/links.h"
#include "tree/flat_text.h"
#include "tree/site.h"
#include "tree/web_page.h"

#define GAP_MARK  TEXT("GAP:")
#define PAGE_LINK TEXT("page:")

struct reading {
	struct suite *suite;
	struct web_page *page;
	struct arena *arena;
	struct node *body;
	struct map ids; /* of headings -> node */
	struct place first_gap;
};

static void check_name(struct reading *reading)
{
	struct text name = reading->page->name;
	bool is_plain = name.length > 0 && name.bytes[0] != '-';

	for (size_t i = 0; i < name.length; i++)
		is_plain &= (name.bytes[i] >= 'a' && name.bytes[i] <= 'z') || is_ascii_digit(name.bytes[i]) ||
			    name.bytes[i] == '-';
	if (!is_plain)
		findings_add(&reading->suite->findings, CHECK_BAD_VALUE,
			     place_of(&reading->page->document->source, 0, 0),
			     "the file's name \"%.*s\" does not make a good web address" WHY
			     "a page's address comes from its file's name" FIX
			     "use small letters a to z, digits and hyphens, as in about-us.md",
			     TEXT_ARGUMENTS(name));
}

/* What site.yaml says */

/* Its text at a path of keys ("organisation.email"): NULL where there is no such key or it holds no single text. */
static const struct text_value *configured(const struct site *site, struct text path)
{
	const struct field_table *table = &site_fields;
	const char *object = (const char *)site;
	struct text key;

	while (table && text_split(&path, '.', &key)) {
		const struct field *found = NULL;
		for (size_t i = 0; i < table->count; i++)
			if (table->fields[i].key && text_is(key, table->fields[i].key))
				found = &table->fields[i];
		if (!found)
			return NULL;
		object += found->offset;
		if (found->type == FIELD_TEXT && !path.length)
			return (const struct text_value *)(const void *)object;
		table = found->type == FIELD_OBJECT ? found->members : NULL;
	}
	return NULL;
}

/* Finds the next {{path}} of a text from `at`; false: there is none. `*end` is after its braces. */
static bool next_value(struct text text, size_t at, size_t *begin, size_t *end, struct text *path)
{
	*begin = text_find(text, TEXT("{{"), at);
	if (*begin == TEXT_NOT_FOUND)
		return false;
	size_t close = text_find(text, TEXT("}}"), *begin + 2);
	if (close == TEXT_NOT_FOUND) {
		*path = TEXT("");
		*end = text.length;
	} else {
		*path = text_trim(text_slice(text, *begin + 2, close));
		*end = close + 2;
	}
	return true;
}

static const struct text_value *value_of(struct reading *reading, struct text path, struct place place)
{
	const struct text_value *value = configured(reading->suite->site, path);
	if (!value)
		findings_add(&reading->suite->findings, CHECK_SYNTAX, place,
			     "site.yaml has no text called \"%.*s\"" WHY "{{…}} puts a text of site.yaml here" FIX
			     "name one that it has, such as {{organisation.name}}",
			     TEXT_ARGUMENTS(path));
	return value;
}

static void note_gap(struct reading *reading, struct place place)
{
	if (!reading->page->gap_count++)
		reading->first_gap = place;
}

static struct node *text_node(struct reading *reading, struct text text, struct place place)
{
	struct node *node = node_new(reading->arena, NODE_TEXT, place);
	node->text.text = text;
	return node;
}

/* An address of the web or of a mailbox leads there. */
static struct node *linked(struct reading *reading, struct node *words)
{
	struct text text = words->text.text;
	bool is_web = text_begins(text, TEXT("https://")) || text_begins(text, TEXT("http://"));
	bool is_mailbox = !is_web && text_find_byte(text, '@', 0) != TEXT_NOT_FOUND &&
			  text_find_byte(text, ' ', 0) == TEXT_NOT_FOUND;
	if (!is_web && !is_mailbox)
		return words;
	struct node *link = node_new(reading->arena, NODE_LINK, words->place);
	link->link.target = is_web ? text : arena_format(reading->arena, "mailto:%.*s", TEXT_ARGUMENTS(text));
	address_classify(reading->arena, link);
	node_append(link, words);
	return link;
}

static struct node *value_node(struct reading *reading, struct text path, struct place place, bool is_in_link)
{
	const struct text_value *value = value_of(reading, path, place);
	if (value && value->text.length) {
		struct node *words = text_node(reading, value->text, place);
		return is_in_link ? words : linked(reading, words);
	}
	struct node *gap = node_new(reading->arena, NODE_STRONG, place);
	note_gap(reading, place);
	node_append(gap, text_node(reading,
				   arena_format(reading->arena, "[to be filled in: %.*s of site.yaml]",
						TEXT_ARGUMENTS(path)),
				   place));
	return gap;
}

/* Where a part of a text stands: exactly, but in one that an entity or an escape made, which is taken whole. */
static struct place part_place(const struct node *node, size_t begin, size_t end)
{
	struct place place = node->place;
	bool is_literal = place.source && node->text.text.bytes == place.source->bytes.bytes + place.begin;
	return is_literal ? place_of(place.source, place.begin + begin, place.begin + end) : place;
}

/* Takes the bytes before `begin` off a text; it goes when nothing is left of it. */
static void cut_begin(struct node *node, size_t begin)
{
	struct text rest = text_slice(node->text.text, begin, node->text.text.length);
	if (!rest.length) {
		node_unlink(node);
		return;
	}
	node->place = part_place(node, begin, node->text.text.length);
	node->text.text = rest;
}

/* A text with {{…}} in it becomes the texts around and the values. */
static void fill_text(struct reading *reading, struct node *node)
{
	struct text text = node->text.text, path;
	size_t at = 0, begin = 0, end = 0;
	bool is_in_link = node_ancestor(node, NODE_LINK) != NULL;

	while (next_value(text, at, &begin, &end, &path)) {
		if (begin > at)
			node_insert_before(
				node, text_node(reading, text_slice(text, at, begin), part_place(node, at, begin)));
		node_insert_before(node, value_node(reading, path, part_place(node, begin, end), is_in_link));
		at = end;
	}
	if (at)
		cut_begin(node, at);
}

static void fill_target(struct reading *reading, struct node *link)
{
	struct buffer filled = BUFFER_EMPTY;
	struct text target = link->link.target, path;
	size_t at = 0, begin = 0, end = 0;

	while (next_value(target, at, &begin, &end, &path)) {
		const struct text_value *value = value_of(reading, path, link->place);
		buffer_append(&filled, text_slice(target, at, begin));
		if (value && value->text.length)
			buffer_append(&filled, value->text);
		else
			note_gap(reading, link->place);
		at = end;
	}
	if (at) {
		buffer_append(&filled, text_slice(target, at, target.length));
		link->link.target = arena_copy(reading->arena, buffer_text(&filled));
		address_classify(reading->arena, link);
	}
	buffer_release(&filled);
}

static void fill_values(struct reading *reading)
{
	ARRAY_OF(struct node *) texts = {0};
	struct walk walk = walk_begin(reading->body);

	while (walk_next(&walk)) {
		if (!walk.is_entering)
			continue;
		if (walk.node->kind == NODE_TEXT)
			*ARRAY_ADD(&texts) = walk.node;
		else if (walk.node->kind == NODE_LINK)
			fill_target(reading, walk.node);
	}
	for (size_t i = 0; i < texts.count; i++)
		fill_text(reading, texts.items[i]);
	ARRAY_RELEASE(&texts);
}

/* Gaps */

static void find_gaps(struct reading *reading)
{
	struct walk walk = walk_begin(reading->body);

	while (walk_next(&walk)) {
		struct node *paragraph = walk.node, *first = paragraph->first_child;
		if (!walk.is_entering || paragraph->kind != NODE_PARAGRAPH || !first || first->kind != NODE_TEXT ||
		    !text_begins(first->text.text, GAP_MARK))
			continue;
		size_t begin = GAP_MARK.length;
		while (begin < first->text.text.length && is_ascii_space(first->text.text.bytes[begin]))
			begin++;
		cut_begin(first, begin);
		paragraph->kind = NODE_NOTE;
		paragraph->note.is_gap = true;
		note_gap(reading, paragraph->place);
	}
}

static void tell_gaps(struct reading *reading)
{
	size_t count = reading->page->gap_count;
	if (count)
		findings_add(&reading->suite->findings, CHECK_PAGE_GAP, reading->first_gap,
			     "this page has %zu %s still to be filled in" FIX
			     "write the words here, or fill in the value in site/site.yaml",
			     count, count == 1 ? "part" : "parts");
}

/* Headings and links */

static void name_headings(struct reading *reading)
{
	struct buffer id = BUFFER_EMPTY;

	for (struct node *node = reading->body->first_child; node; node = node->next) {
		if (node->kind != NODE_HEADING)
			continue;
		struct text words = node_words(reading->arena, node);
		for (unsigned count = 1; !node->id.length; count++) {
			buffer_clear(&id);
			unicode_append_slug(&id, words);
			if (count > 1)
				buffer_append_format(&id, "-%u", count);
			if (map_get(&reading->ids, buffer_text(&id)))
				continue;
			node->id = arena_copy(reading->arena, buffer_text(&id));
			map_set(&reading->ids, node->id, node);
		}
	}
	buffer_release(&id);
}

static void check_link(struct reading *reading, struct node *link)
{
	struct findings *findings = &reading->suite->findings;
	struct text target = link->link.target;

	switch (link->link.kind) {
	case LINK_REFUSED:
		findings_add(findings, CHECK_BAD_URL, link->link.target_place,
			     "\"%.*s\" is not an address that a page may link to" FIX
			     "write https://…, mailto:…, tel:…, policy:REF, nice:NG59, page:about/ or #a-heading",
			     TEXT_ARGUMENTS(target));
		break;
	case LINK_EMPTY:
		/* Unless it waits for an address of site.yaml, which has been told as a gap. */
		if (!text_begins(link->link.target, TEXT("#")) && reading->page->gap_count)
			break;
		findings_add(findings, CHECK_EMPTY_LINK, link->place,
			     "this link leads nowhere" FIX "give it an address, or write its words alone");
		break;
	case LINK_WITHIN:
		if (!map_get(&reading->ids, link->link.fragment))
			findings_add(findings, CHECK_UNRESOLVED_XREF, link->place,
				     "this page has no heading whose address would be \"#%.*s\"" FIX
				     "write the heading's words in small letters with hyphens",
				     TEXT_ARGUMENTS(link->link.fragment));
		break;
	case LINK_POLICY:
		if (!suite_record(reading->suite, link->link.ref))
			findings_add(findings, CHECK_UNKNOWN_POLICY, link->place,
				     "there is no policy \"%.*s\" in this project" WHY "the link would lead nowhere" FIX
				     "correct the reference",
				     TEXT_ARGUMENTS(link->link.ref));
		break;
	default:
		break;
	}
}

static void resolve_links(struct reading *reading)
{
	struct walk walk = walk_begin(reading->body);

	while (walk_next(&walk)) {
		struct node *link = walk.node;
		if (!walk.is_entering || (link->kind != NODE_LINK && link->kind != NODE_IMAGE))
			continue;
		if (link->link.kind == LINK_REFUSED && text_begins(link->link.target, PAGE_LINK)) {
			struct text path = text_slice(link->link.target, PAGE_LINK.length, link->link.target.length);
			size_t hash = text_find_byte(path, '#', 0);
			link->link.kind = LINK_PAGE;
			link->link.ref = text_slice(path, 0, hash);
			link->link.fragment =
				hash == TEXT_NOT_FOUND ? TEXT("") : text_slice(path, hash + 1, path.length);
		}
		link->link.url = address_url(reading->arena, link);
		if (link->link.kind == LINK_WITHIN)
			link->link.url = link->link.target;
		check_link(reading, link);
	}
}

static void read_body(struct reading *reading, size_t begin)
{
	struct policy *document = reading->page->document;
	struct findings *findings = &reading->suite->findings;

	if (!markdown_is_bounded(&document->source, begin, document->source.bytes.length, findings))
		return;
	document->body = reading->body =
		markdown_read(reading->arena, &document->source, begin, document->source.bytes.length, findings);
	name_headings(reading);
	find_gaps(reading);
	links_recognise(document, reading->suite->site);
	fill_values(reading);
	resolve_links(reading);
	tell_gaps(reading);
}

struct web_page *web_page_read(struct suite *suite, const char *path, struct text bytes)
{
	struct web_page *page = memory_allocate(sizeof *page);
	struct reading reading = {.suite = suite, .page = page};
	struct text name = path_base_name(text_of(path));

	*page = (struct web_page){.document = policy_new(path, bytes)};
	reading.arena = &page->document->arena;
	page->name = arena_copy(reading.arena, text_slice(name, 0, name.length - TEXT(".md").length));
	page->document->body = node_new(reading.arena, NODE_BODY, place_of(&page->document->source, 0, bytes.length));
	field_clear(&web_page_fields, page);
	check_name(&reading);
	if (!bytes_are_safe(&page->document->source, &suite->findings))
		return page;
	struct front_matter front = front_matter_read(reading.arena, &page->document->source, &suite->findings);
	if (place_is_set(front.place))
		fields_read(reading.arena, &page->document->source, front.map, &web_page_fields, page, NULL,
			    &suite->findings);
	read_body(&reading, front.body);
	map_release(&reading.ids);
	return page;
}
