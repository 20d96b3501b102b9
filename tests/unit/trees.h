/* Small policies built by hand, for tests of what is written from a tree. */
#ifndef POLICYC_TESTS_TREES_H
#define POLICYC_TESTS_TREES_H

#include "unit.h"

#include "tree/node.h"
#include "tree/policy.h"
#include "tree/profile.h"
#include "tree/site.h"
#include "write/write.h"

struct sample {
	struct policy *policy;
	struct profile profile;
	struct site site;
	struct edition edition;
	struct buffer out;
};

static inline struct arena *sample_arena(struct sample *sample)
{
	return &sample->policy->arena;
}

static inline void sample_begin(struct sample *sample)
{
	memset(sample, 0, sizeof *sample);
	sample->policy = policy_new("policies/CM_1.md", TEXT(""));
	sample->policy->body = node_new(sample_arena(sample), NODE_BODY, PLACE_NONE);
	sample->policy->profile = &sample->profile;
	sample->edition = (struct edition){.site = &sample->site, .root = "../../"};
}

static inline void sample_end(struct sample *sample)
{
	buffer_release(&sample->out);
	policy_free(sample->policy);
}

static inline struct text_value words_value(const char *words)
{
	return (struct text_value){.text = text_of(words)};
}

static inline struct list choices(struct sample *sample, const int *values, size_t count)
{
	struct list list = {ARENA_ARRAY(sample_arena(sample), count, struct choice_value), count, PLACE_NONE};
	for (size_t i = 0; i < count; i++)
		LIST_ITEM(list, struct choice_value, i)->choice = values[i];
	return list;
}

static inline struct list texts(struct sample *sample, const char *const *words, size_t count)
{
	struct list list = {ARENA_ARRAY(sample_arena(sample), count, struct text_value), count, PLACE_NONE};
	for (size_t i = 0; i < count; i++)
		*LIST_ITEM(list, struct text_value, i) = words_value(words[i]);
	return list;
}

/* A node of any kind as the last child of `parent`. */
static inline struct node *add(struct sample *sample, struct node *parent, enum node_kind kind)
{
	struct node *node = node_new(sample_arena(sample), kind, PLACE_NONE);
	node_append(parent, node);
	return node;
}

static inline struct node *add_text(struct sample *sample, struct node *parent, const char *words)
{
	struct node *node = add(sample, parent, NODE_TEXT);
	node->text.text = text_of(words);
	return node;
}

/* A leaf block with words, or an inline with a text below it. */
static inline struct node *add_words(struct sample *sample, struct node *parent, enum node_kind kind, const char *words)
{
	struct node *node = add(sample, parent, kind);
	add_text(sample, node, words);
	return node;
}

static inline struct node *add_section(struct sample *sample, struct node *parent, int level, const char *number,
				       const char *id, const char *heading)
{
	struct node *section = add(sample, parent, NODE_SECTION);
	section->section.level = (uint8_t)level;
	section->number = text_of(number);
	section->id = text_of(id);
	add_words(sample, section, NODE_HEADING, heading);
	return section;
}

static inline struct node *add_clause(struct sample *sample, struct node *section, const char *number, const char *id,
				      const char *words)
{
	struct node *clause = add(sample, section, NODE_CLAUSE);
	clause->number = text_of(number);
	clause->id = text_of(id);
	if (words)
		add_words(sample, clause, NODE_PARAGRAPH, words);
	return clause;
}

static inline struct node *add_group(struct sample *sample, struct node *parent, enum criteria_operator combination)
{
	struct node *list = add(sample, parent, NODE_LIST);
	list->list.group.combination = combination;
	list->list.start = 1;
	return list;
}

static inline struct node *add_criterion(struct sample *sample, struct node *list, const char *id, const char *words)
{
	struct node *item = add(sample, list, NODE_ITEM);
	item->ruling.is_criterion = true;
	item->id = text_of(id);
	add_words(sample, item, NODE_PARAGRAPH, words);
	return item;
}

static inline struct node *add_note_item(struct sample *sample, struct node *list, const char *words)
{
	struct node *item = add(sample, list, NODE_ITEM);
	add_words(sample, item, NODE_NOTE, words);
	return item;
}

static inline struct node *add_link(struct sample *sample, struct node *parent, enum link_kind kind, const char *url,
				    const char *words)
{
	struct node *link = add_words(sample, parent, NODE_LINK, words);
	link->link.kind = kind;
	link->link.url = link->link.target = text_of(url);
	return link;
}

/* A table of two columns whose header cells are empty, with one row. */
static inline struct node *add_code_table(struct sample *sample, struct node *parent)
{
	struct node *table = add(sample, parent, NODE_TABLE);
	table->table.columns = 2;
	table->table.is_header_empty = true;
	struct node *header = add(sample, table, NODE_ROW);
	header->row.is_header = true;
	add(sample, header, NODE_CELL);
	add(sample, header, NODE_CELL);
	struct node *row = add(sample, table, NODE_ROW);
	add_words(sample, row, NODE_CELL, "S103");
	add_words(sample, row, NODE_CELL, "Chemical peeling");
	return table;
}

/* What was written holds these words, or doesn't; and the one before the other. */
static inline bool holds(struct sample *sample, const char *words)
{
	return text_find(buffer_text(&sample->out), text_of(words), 0) != TEXT_NOT_FOUND;
}

#define assert_holds(sample, words)                                                              \
	do {                                                                                     \
		if (!holds(sample, words))                                                       \
			fail_msg("\"%s\" is not in:\n%s", words, buffer_string(&(sample)->out)); \
	} while (0)
#define assert_lacks(sample, words)                                                          \
	do {                                                                                 \
		if (holds(sample, words))                                                    \
			fail_msg("\"%s\" is in:\n%s", words, buffer_string(&(sample)->out)); \
	} while (0)

static inline void assert_in_order(struct sample *sample, const char *const *words, size_t count)
{
	size_t from = 0;
	for (size_t i = 0; i < count; i++) {
		size_t at = text_find(buffer_text(&sample->out), text_of(words[i]), from);
		if (at == TEXT_NOT_FOUND)
			fail_msg("\"%s\" is not where it belongs in:\n%s", words[i], buffer_string(&sample->out));
		from = at + 1;
	}
}

#endif
