/* private-address: addresses that nobody outside the organisation can open, by the patterns of sources.tsv, and paths
 * on its own drives. */
#include "base/scan.h"
#include "check/rules.h"
#include "check/tables.h"

static void report(struct check_context *context, struct text words, struct text subject, struct place place)
{
	struct text shown = words.length > 60 ? text_slice(words, 0, text_find_byte(words, '/', 12)) : words;

	findings_add_subject(context->findings, CHECK_PRIVATE_ADDRESS, subject_at(context, place, subject), place,
			     "nobody outside the organisation can open \"%.*s\"", TEXT_ARGUMENTS(shown));
}

/* "file:…", "S:\…", "\\server\…", of which Markdown leaves one stroke at the beginning. */
static bool is_path(struct text address)
{
	if (text_begins_ignoring_case(address, TEXT("file:/")) || text_begins(address, TEXT("\\\\")))
		return true;
	if (text_begins(address, TEXT("\\")) && word_end(address, 1, WORD_DIGIT) > 1 &&
	    text_find_byte(address, '\\', 1) != TEXT_NOT_FOUND)
		return true;
	return address.length > 3 && is_ascii_letter(address.bytes[0]) && address.bytes[1] == ':' &&
	       (address.bytes[2] == '\\' || (address.bytes[2] == '/' && address.bytes[3] != '/'));
}

/* Is it the organisation's alone? `subject` is then what such addresses have in common. */
static bool is_private(const struct check_context *context, struct text address, struct text *subject)
{
	const struct word_row *row = sources_find_private(context->suite->check_tables->sources, address);

	*subject = row ? row->cells[SOURCE_PATTERN].text : address;
	return row || is_path(address);
}

static void rule_private_link(struct check_context *context, const struct node *link)
{
	struct text address = text_trim(link->link.target), subject;

	if ((link->link.kind == LINK_URL || link->link.kind == LINK_REFUSED) &&
	    !text_begins_ignoring_case(address, TEXT("mailto:")) && is_private(context, address, &subject))
		report(context, address, subject, link->link.target_place);
}

/* The end of an address or path in the text: at a space or a mark that ends a sentence. */
static size_t address_end(struct text text, size_t at)
{
	size_t end = at;

	while (end < text.length && !is_ascii_space(text.bytes[end]) &&
	       text_find_byte(TEXT("()<>\"|"), text.bytes[end], 0) == TEXT_NOT_FOUND)
		end++;
	while (end > at && text_find_byte(TEXT(".,;:"), text.bytes[end - 1], 0) != TEXT_NOT_FOUND)
		end--;
	return end;
}

/* Words with a dot and a slash, or a drive: what is no link, and may be an address all the same. */
static bool may_be_address(struct text word)
{
	return is_path(word) ||
	       (text_find_byte(word, '/', 0) != TEXT_NOT_FOUND && is_ascii_letter(word.bytes[0]) &&
		text_find_byte(text_slice(word, 0, text_find_byte(word, '/', 0)), '.', 0) != TEXT_NOT_FOUND);
}

static void rule_private_words(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	struct text text = flat->text, subject;

	(void)leaf;
	for (size_t at = 0; at < text.length;) {
		size_t end = address_end(text, at);
		struct text word = text_slice(text, at, end);
		/* A link has been looked at. */
		if (end > at && may_be_address(word) && flat_text_is_prose(flat, at) &&
		    !node_ancestor(flat_text_node(flat, at), NODE_LINK) && is_private(context, word, &subject))
			report(context, word, subject, flat_text_place(flat, at, end));
		at = end > at ? end : at + 1;
	}
}

static void rule_private_documents(struct check_context *context)
{
	const struct list *documents = &context->policy->documents;
	struct text subject;

	for (size_t i = 0; i < documents->count; i++) {
		const struct related_document *document = LIST_ITEM(*documents, struct related_document, i);
		struct text address = document->refused_url.length ? document->refused_url : document->url.text;
		if (address.length && is_private(context, address, &subject))
			report(context, address, subject, document->url.place);
	}
}

const struct rule private_address_rules[] = {
	POLICY_RULE(REFERENCES, rule_private_documents),
	NODE_RULE(REFERENCES, LINK, rule_private_link),
	LEAF_RULE(REFERENCES, rule_private_words),
	RULES_END,
};
