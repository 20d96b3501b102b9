/* What must hold whatever the input is: asked by every fuzz target of what was read and written. A promise that isn't
 * kept ends the program, with words on standard error, so that the fuzzer keeps the input. */
#ifndef POLICYC_TESTS_FUZZ_PROMISES_H
#define POLICYC_TESTS_FUZZ_PROMISES_H

#include <libxml/tree.h>

#include "base/memory.h"
#include "base/text.h"
#include "diag/finding.h"
#include "tree/policy.h"

void promise(bool kept, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* UTF-8, and no character that a document may not hold. `name` is the writer's, for messages. */
void promise_characters(struct text text, const char *name);
/* One JSON document without a name twice. */
void promise_json(struct text text, const char *name);
/* Each line is one. */
void promise_json_lines(struct text text, const char *name);
/* Well-formed; read without network, entities of its own or a DTD. The caller frees the document. */
xmlDoc *promise_xml(struct text text, const char *name);
/* Elements nest as they may, attributes are in quotes, ids stand once, every address has an allowed scheme, and there
 * is no script and no style. */
void promise_html(struct text html);
/* No id stands twice, and each place that a link within leads to is there. */
void promise_targets(const xmlDoc *document, const char *name);
/* The words of the body stand in `given` in their order; between them there may be others. Words are what white space
 * parts; zero width spaces, which writers put where an address may end a line, count for nothing. */
void promise_words(const struct policy *policy, struct text given, const char *name);
/* The words of a page: a tag of a block parts words, one of an inline doesn't; citations are left out. */
void html_words(struct buffer *out, struct text html);
/* The same of policy.xml and of XSL-FO. */
void xml_words(struct buffer *out, const xmlDoc *document);

/* Of two versions, through every writer and in both directions: the JSON makes the new of the old, and nothing differs
 * from itself. */
void promise_difference(const struct policy *old, const struct policy *new);

/* Places lie in their sources; messages are words. */
void promise_findings(const struct findings *findings);
/* A finished tree: places, order, links between nodes, words that are the source's bytes, ids. */
void promise_tree(const struct policy *policy);
/* The blocks and inlines below a node, finished or raw. */
void promise_nodes(const struct node *root);

#endif
