/* The bulletin as a feed: Atom, RFC 4287. */
#include "base/sha256.h"
#include "base/xml_writer.h"
#include "write/bulletin.h"

/* A URN of its own for what has no address: version 8 of RFC 9562, of the SHA-256 of the words. */
static void append_urn(struct buffer *out, struct text words)
{
	char hex[SHA256_HEX_LENGTH + 1];
	sha256_hex(words, hex);
	buffer_append_format(out, "urn:uuid:%.8s-%.4s-8%.3s-a%.3s-%.12s", hex, hex + 8, hex + 13, hex + 17, hex + 20);
}

static void append_feed_id(struct buffer *out, const struct site *site)
{
	struct buffer words = BUFFER_EMPTY;
	if (site->base_url.text.length) {
		buffer_append_format(out, "%.*s/changes/feed.atom", TEXT_ARGUMENTS(site->base_url.text));
		return;
	}
	buffer_append_format(&words, "policyc feed\n%.*s\n%.*s", TEXT_ARGUMENTS(site->organisation.ods.text),
			     TEXT_ARGUMENTS(site->organisation.name.text));
	append_urn(out, buffer_text(&words));
	buffer_release(&words);
}

static void append_entry_id(struct buffer *out, const struct site *site, const struct bulletin_entry *entry)
{
	struct buffer words = BUFFER_EMPTY;
	const char *type = entry->type.choice == BULLETIN_WITHDRAWN ? "withdrawn" : "published";
	if (site->base_url.text.length) {
		buffer_append_format(out, "%.*s#%s", TEXT_ARGUMENTS(entry->version_url.text), type);
		return;
	}
	buffer_append_format(&words, "policyc change\n%.*s\n%.*s\n%.*s\n%.*s\n%s",
			     TEXT_ARGUMENTS(site->organisation.ods.text), TEXT_ARGUMENTS(site->organisation.name.text),
			     TEXT_ARGUMENTS(entry->ref.text), TEXT_ARGUMENTS(entry->version.text), type);
	append_urn(out, buffer_text(&words));
	buffer_release(&words);
}

/* RFC 3339; what has no date is put at the beginning of time as computers know it. */
static void append_updated(struct buffer *out, struct date date)
{
	struct date day = date_first_day(date);
	date_append_iso(out, date_is_set(day) ? day : date_from_days(0));
	buffer_append_string(out, "T00:00:00Z");
}

/* From changes/ to a page of the site, or its full address. */
static void link_to(struct xml_writer *xml, const struct site *site, struct text address, const char *rel)
{
	struct buffer href = BUFFER_EMPTY;
	if (!site->base_url.text.length)
		buffer_append_string(&href, "../");
	buffer_append(&href, address);
	xml_element_begin(xml, "link");
	xml_attribute_string(xml, "rel", rel);
	xml_attribute(xml, "href", buffer_text(&href));
	xml_element_end(xml);
	buffer_release(&href);
}

static void write_summary(struct xml_writer *xml, const struct bulletin_entry *entry)
{
	struct buffer words = BUFFER_EMPTY;
	for (size_t i = 0; i < entry->changes.count; i++)
		buffer_append_format(&words, "%s%.*s", i ? " " : "",
				     TEXT_ARGUMENTS(LIST_ITEM(entry->changes, struct text_value, i)->text));
	if (entry->action.text.length)
		buffer_append_format(&words, "%sWhat to do differently: %.*s", words.length ? " " : "",
				     TEXT_ARGUMENTS(entry->action.text));
	if (words.length)
		xml_element_text(xml, "summary", buffer_text(&words));
	buffer_release(&words);
}

static void write_entry(struct xml_writer *xml, const struct site *site, const struct bulletin_entry *entry)
{
	struct buffer words = BUFFER_EMPTY;
	xml_element_begin(xml, "entry");
	append_entry_id(&words, site, entry);
	xml_element_text(xml, "id", buffer_text(&words));
	buffer_clear(&words);
	buffer_append_format(&words, "%.*s (%.*s): ", TEXT_ARGUMENTS(entry->title.text),
			     TEXT_ARGUMENTS(entry->ref.text));
	bulletin_append_event(&words, entry);
	xml_element_text(xml, "title", buffer_text(&words));
	buffer_clear(&words);
	append_updated(&words, entry->date.date);
	xml_element_text(xml, "updated", buffer_text(&words));
	link_to(xml, site, entry->version_url.text, "alternate");
	for (size_t i = 0; i < entry->specialty.count; i++) {
		xml_element_begin(xml, "category");
		xml_attribute(xml, "term", LIST_ITEM(entry->specialty, struct text_value, i)->text);
		xml_element_end(xml);
	}
	write_summary(xml, entry);
	xml_element_end(xml);
	buffer_release(&words);
}

void write_bulletin_atom(struct buffer *out, const struct bulletin_document *document)
{
	const struct bulletin *bulletin = document->bulletin;
	const struct site *site = document->site;
	struct text name = site->organisation.name.text.length ? site->organisation.name.text : site->title.text;
	struct date newest = bulletin->count ? bulletin->entries[0].date.date : (struct date){0};
	struct buffer words = BUFFER_EMPTY;
	struct xml_writer xml;
	xml_begin(&xml, out);
	xml_element_begin(&xml, "feed");
	xml_attribute_string(&xml, "xmlns", "http://www.w3.org/2005/Atom");
	xml_attribute_string(&xml, "xml:lang", "en-GB");
	append_feed_id(&words, site);
	xml_element_text(&xml, "id", buffer_text(&words));
	buffer_clear(&words);
	buffer_append_format(&words, "What changed – %.*s", TEXT_ARGUMENTS(site->title.text));
	xml_element_text(&xml, "title", buffer_text(&words));
	buffer_clear(&words);
	append_updated(&words, newest);
	xml_element_text(&xml, "updated", buffer_text(&words));
	xml_element_begin(&xml, "author");
	xml_element_text(&xml, "name", name.length ? name : TEXT("policyc"));
	xml_element_end(&xml);
	buffer_clear(&words);
	buffer_append_format(&words, "%.*s%schanges/", TEXT_ARGUMENTS(site->base_url.text),
			     site->base_url.text.length ? "/" : "");
	link_to(&xml, site, buffer_text(&words), "alternate");
	if (site->base_url.text.length) {
		buffer_append_string(&words, "feed.atom");
		link_to(&xml, site, buffer_text(&words), "self");
	}
	for (size_t i = 0; i < bulletin->count && i < ATOM_ENTRIES_MOST; i++)
		write_entry(&xml, site, &bulletin->entries[i]);
	xml_element_end(&xml);
	xml_end(&xml);
	buffer_release(&words);
}
