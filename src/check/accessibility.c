/* What a page needs so that everybody can use it: words of links, pictures with text, tables with headings. */
#include "base/file.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "check/rules.h"
#include "tree/asset.h"

/* Words that say nothing of where a link leads, when they are all that it has. */
static const char *const vague_words[] = {
	"here",
	"click here",
	"this link",
	"link",
	"this",
	"read more",
	"more",
	"more information",
	"see here",
	"this page",
	"web page",
	"webpage",
	"website",
	"this website",
	"download",
	"details",
	"further information",
	"page",
	"pdf",
};

/* vague-link-text: a person who goes from link to link hears "here, here, here". */
static void rule_link_words(struct check_context *context, const struct node *link)
{
	if (link->link.is_bare || !link->first_child)
		return;
	struct text words = text_trim(node_words(context->arena, link));
	while (words.length && is_ascii_punctuation(words.bytes[words.length - 1]))
		words.length--;
	for (size_t i = 0; i < ARRAY_COUNT(vague_words); i++) {
		if (!text_equal_ignoring_case(words, text_of(vague_words[i])))
			continue;
		findings_add(context->findings, CHECK_VAGUE_LINK_TEXT,
			     place_join(link->first_child->place, link->last_child->place),
			     "the words of this link are only \"%.*s\", and a screen reader reads links one by one "
			     "without what stands around them; let them say where the link leads",
			     TEXT_ARGUMENTS(words));
		return;
	}
}

/* image-without-text; and document-missing of a picture that is not there to be published. */
static void rule_image(struct check_context *context, const struct node *image)
{
	const char *file = arena_string(context->arena, image->link.target);
	enum asset_state state = ASSET_IS_FINE;
	if (image->link.kind == LINK_URL)
		state = asset_look(context->arena, context->suite->root, image->link.target);
	if (state == ASSET_IS_ELSEWHERE)
		findings_add(context->findings, CHECK_DOCUMENT_MISSING, image->link.target_place,
			     "the picture \"%s\" does not stand below site/assets/, and only what stands there is "
			     "published; move it there, and write its path from the project folder on",
			     file);
	else if (state == ASSET_LEADS_OUT)
		findings_add(context->findings, CHECK_DOCUMENT_MISSING, image->link.target_place,
			     "the picture \"%s\" leads out of site/assets/, so it can't be published; put the file "
			     "itself there",
			     file);
	else if (state == ASSET_IS_MISSING)
		findings_add(context->findings, CHECK_DOCUMENT_MISSING, image->link.target_place,
			     "there is no picture \"%s\", so readers would find nothing; correct its name, or put the "
			     "file there",
			     file);
	if (unicode_is_blank(node_words(context->arena, image)))
		findings_add(
			context->findings, CHECK_IMAGE_WITHOUT_TEXT, image->place,
			"this picture has no text in its place, so a reader who can't see it learns nothing; write "
			"what it says between the square brackets, as ![the pathway from referral to surgery](…)");
}

/* Does this table stand in a coding section, where the profile gives empty header cells their words? */
static bool takes_profile_header(const struct node *table)
{
	const struct node *section = node_ancestor(table, NODE_SECTION);
	return section && node_section_kind(section) == SECTION_CODING;
}

/* table-without-header: a table, or one of its columns, that nothing heads. */
static void rule_table_header(struct check_context *context, const struct node *table)
{
	const struct node *header = table->first_child;
	if (!header || takes_profile_header(table))
		return;
	if (table->table.is_header_empty) {
		findings_add(context->findings, CHECK_TABLE_WITHOUT_HEADER, table->place,
			     "no column of this table has a heading, so a screen reader can't say what a cell is "
			     "about; write the headings in the first row");
		return;
	}
	uint32_t column = 0;
	for (const struct node *cell = header->first_child; cell; cell = cell->next) {
		column++;
		if (unicode_is_blank(node_words(context->arena, cell)))
			findings_add(context->findings, CHECK_TABLE_WITHOUT_HEADER, cell->place,
				     "column %u of this table has no heading, so a screen reader can't say what its "
				     "cells are about; write one in the first row",
				     column);
	}
}

const struct rule accessibility_rules[] = {
	NODE_RULE(ACCESSIBILITY, LINK, rule_link_words),
	NODE_RULE(ACCESSIBILITY, IMAGE, rule_image),
	NODE_RULE(ACCESSIBILITY, TABLE, rule_table_header),
	RULES_END,
};
