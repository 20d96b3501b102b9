/* Streamed XML 1.0 into a buffer, UTF-8, no declaration of its own but what xml_begin writes. Element and attribute
 * names are the caller's literals. Text and attribute values must hold only characters that XML allows (the reader has
 * refused all others; anything else here is a BUG). */
#ifndef POLICYC_BASE_XML_WRITER_H
#define POLICYC_BASE_XML_WRITER_H

#include "base/buffer.h"

/* Over what the limits on nesting in a source can reach. */
#define XML_DEPTH_MOST 1024

struct xml_writer {
	struct buffer *out;
	uint16_t depth;
	bool open_tag; /* attributes may still be added */
	struct {
		const char *name;
		bool inline_content; /* text stands in it or around it: no white space may be added */
		bool has_children;
	} levels[XML_DEPTH_MOST];
};

/* Writes the XML declaration. Elements are indented by two spaces a level except inside an element that was begun
 * with xml_element_begin_inline, or that text has been written to, where nothing is added. Text after an indented
 * child is a BUG: white space has been added already. */
void xml_begin(struct xml_writer *xml, struct buffer *out);
/* <?target data?> on a line of its own, before the document's element. The data is not escaped. */
void xml_instruction(struct xml_writer *xml, const char *target, const char *data);
/* BUG when an element is still open, or the document has none. The document ends with a line break. */
void xml_end(struct xml_writer *xml);
void xml_element_begin(struct xml_writer *xml, const char *name);
void xml_element_begin_inline(struct xml_writer *xml, const char *name);
void xml_element_end(struct xml_writer *xml);
/* Only between an element's begin and its first content. */
void xml_attribute(struct xml_writer *xml, const char *name, struct text value);
void xml_attribute_string(struct xml_writer *xml, const char *name, const char *value);
void xml_attribute_format(struct xml_writer *xml, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void xml_text(struct xml_writer *xml, struct text text);
/* <name>text</name>, inline. */
void xml_element_text(struct xml_writer *xml, const char *name, struct text text);

/* The bare escaping, also for HTML: & < > and CR and, in attributes, " and tab and LF, each as an entity or a character
 * reference. A character that XML forbids, and a byte that is not UTF-8, becomes U+FFFD. */
void xml_escape(struct buffer *out, struct text text);
void xml_escape_attribute(struct buffer *out, struct text text);

#endif
