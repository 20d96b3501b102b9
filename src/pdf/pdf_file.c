#include "pdf/pdf_file.h"

#include <string.h>

#include "base/memory.h"

/* The last place of `words`, or TEXT_NOT_FOUND: a file that was changed has its newest parts at its end. */
static size_t find_last(struct text bytes, struct text words)
{
	size_t last = TEXT_NOT_FOUND;
	for (size_t at = text_find(bytes, words, 0); at != TEXT_NOT_FOUND; at = text_find(bytes, words, at + 1))
		last = at;
	return last;
}

static const struct {
	const char *entity;
	char character;
} entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};

/* The words of an XML element that holds nothing else. */
static struct text element_words(struct arena *arena, struct text xml, const char *name)
{
	struct text begin = arena_format(arena, "<%s>", name), end = arena_format(arena, "</%s>", name);
	size_t from = text_find(xml, begin, 0);
	size_t to = from == TEXT_NOT_FOUND ? from : text_find(xml, end, from);
	struct buffer words = BUFFER_EMPTY;
	if (to == TEXT_NOT_FOUND)
		return (struct text){NULL, 0};
	for (size_t at = from + begin.length; at < to;) {
		size_t i = 0;
		struct text rest = text_slice(xml, at, to);
		while (i < ARRAY_COUNT(entities) && !text_begins(rest, text_of(entities[i].entity)))
			i++;
		bool is_entity = i < ARRAY_COUNT(entities);
		buffer_append_byte(&words, is_entity ? entities[i].character : xml.bytes[at]);
		at += is_entity ? strlen(entities[i].entity) : 1;
	}
	return buffer_keep(&words, arena);
}

static bool is_key(struct text digits)
{
	for (size_t i = 0; i < digits.length; i++)
		if (!is_ascii_digit(digits.bytes[i]) && !(digits.bytes[i] >= 'A' && digits.bytes[i] <= 'F'))
			return false;
	return digits.length == PDF_KEY_LENGTH;
}

static void read_key(struct text bytes, struct pdf_facts *facts)
{
	static const struct text before = TEXT_INIT("/ID [<");
	size_t at = find_last(bytes, before);
	struct text digits = at == TEXT_NOT_FOUND
				     ? TEXT("")
				     : text_slice(bytes, at + before.length, at + before.length + PDF_KEY_LENGTH);
	if (is_key(digits))
		memcpy(facts->key, digits.bytes, PDF_KEY_LENGTH);
}

/* PDF 1.7, 7.7.3.2: the root of the page tree counts its leaves; FOP's tree is that root. */
static void read_pages(struct text bytes, struct pdf_facts *facts)
{
	static const struct text before = TEXT_INIT("/Type /Pages\n/Count ");
	size_t at = find_last(bytes, before);
	uint32_t pages = 0;
	if (at == TEXT_NOT_FOUND)
		return;
	for (at += before.length; at < bytes.length && is_ascii_digit(bytes.bytes[at]) && pages < 1000000; at++)
		pages = pages * 10 + (uint32_t)(bytes.bytes[at] - '0');
	facts->pages = pages;
}

bool pdf_file_read(struct arena *arena, struct text bytes, struct pdf_facts *facts)
{
	static const struct text end = TEXT_INIT("<?xpacket end");
	*facts = (struct pdf_facts){0};
	size_t from = find_last(bytes, TEXT("<?xpacket begin"));
	size_t to = from == TEXT_NOT_FOUND ? from : text_find(bytes, end, from);
	if (!text_begins(bytes, TEXT("%PDF-")) || to == TEXT_NOT_FOUND)
		return false;
	struct text xmp = text_slice(bytes, from, to);
	facts->ref = element_words(arena, xmp, "policyc:ref");
	facts->version = element_words(arena, xmp, "policyc:version");
	facts->fingerprint = element_words(arena, xmp, "policyc:fingerprint");
	read_key(bytes, facts);
	read_pages(bytes, facts);
	return facts->ref.bytes != NULL;
}
