/* The references of a policy: definitions, citations, NICE guidance and policies that the text names. */
#include "base/map.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "read/addresses.h"
#include "read/links.h"
#include "tree/flat_text.h"

/* A reference while the places that cite it are gathered. */
struct gathered {
	struct reference reference;
	ARRAY_OF(struct text) cited_in;
	const struct node *last_clause, *last_section; /* that cited it: a body goes back to neither */
	uint32_t citations;
};

struct resolving {
	struct policy *policy;
	struct arena *arena, *scratch; /* the policy's: for what is kept, and for the keys of the maps */
	struct map ids, numbers;       /* -> node */
	struct map labels;             /* of definitions, folded -> node */
	struct map keys;               /* what a reference names -> its index and one */
	ARRAY_OF(struct gathered) references;
};

static void set_first(struct map *map, struct text key, struct node *node)
{
	bool is_new;
	void **value;

	if (!key.length)
		return;
	value = map_place(map, key, &is_new);
	if (is_new)
		*value = node;
}

static void index_nodes(struct resolving *resolving)
{
	struct walk walk = walk_begin(resolving->policy->body);

	while (walk_next(&walk)) {
		struct node *node = walk.node;
		if (!walk.is_entering)
			continue;
		set_first(&resolving->ids, node->id, node);
		set_first(&resolving->numbers, node->number, node);
		if (node->kind == NODE_REFERENCE && node->reference.label.length)
			set_first(&resolving->labels, unicode_fold(resolving->scratch, node->reference.label), node);
	}
}

static void resolve_link(struct resolving *resolving, struct node *link)
{
	struct node *target;

	link->link.url = address_url(resolving->arena, link);
	if (link->link.kind != LINK_WITHIN)
		return;
	target = map_get(&resolving->ids, link->link.fragment);
	if (!target)
		target = map_get(&resolving->numbers, link->link.fragment);
	link->link.resolved = target;
	if (target && target->id.length)
		link->link.url = ARENA_JOIN(resolving->arena, TEXT("#"), target->id);
}

/* What a link names, as a key that is equal for the same thing however it is written; empty: no reference. */
static struct text key_of(struct resolving *resolving, const struct node *link)
{
	switch (link->link.kind) {
	case LINK_NICE:
		return ARENA_JOIN(resolving->scratch, TEXT("nice "), link->link.ref);
	case LINK_POLICY:
		if (text_equal(link->link.ref, resolving->policy->ref.text))
			return TEXT("");
		return ARENA_JOIN(resolving->scratch, TEXT("policy "), link->link.ref);
	case LINK_URL:
		if (!text_begins(link->link.url, TEXT("http")))
			return TEXT("");
		return ARENA_JOIN(resolving->scratch, TEXT("url "), link->link.url);
	default:
		return TEXT("");
	}
}

static enum reference_kind kind_of_link(const struct node *link)
{
	if (link->link.kind == LINK_NICE)
		return REFERENCE_NICE;
	return link->link.kind == LINK_POLICY ? REFERENCE_POLICY : REFERENCE_URL;
}

static bool has_written_address(const struct node *link)
{
	return text_begins_ignoring_case(link->link.target, TEXT("http"));
}

/* What a definition's links say of it: a NICE identifier before a policy, a policy before an address. Of several links
 * to the same guidance the one with an address of its own gives the url. */
static void describe(struct reference *reference, const struct node *link)
{
	enum reference_kind kind = kind_of_link(link);
	bool is_same = kind == REFERENCE_NICE && reference->kind == REFERENCE_NICE &&
		       text_equal(reference->identifier, link->link.ref);

	if (is_same && has_written_address(link) && (!reference->node || !has_written_address(reference->node))) {
		reference->url = link->link.url;
		reference->node = (struct node *)link;
	}
	if (kind >= reference->kind)
		return;
	reference->kind = kind;
	reference->identifier = kind == REFERENCE_URL ? TEXT("") : link->link.ref;
	reference->url = link->link.url;
	reference->node = (struct node *)link;
}

static void add_definition(struct resolving *resolving, struct node *node)
{
	size_t index = resolving->references.count;
	struct gathered *gathered = ARRAY_ADD(&resolving->references);
	struct walk walk = walk_begin(node);

	*gathered = (struct gathered){
		.reference = {.kind = REFERENCE_TEXT,
			      .identifier = TEXT(""),
			      .url = TEXT(""),
			      .label = node->reference.label,
			      .number = node->reference.number,
			      .text = node_words(resolving->arena, node),
			      .place = node->place},
	};
	node->reference.index = index;
	while (walk_next(&walk)) {
		struct text key;
		if (!walk.is_entering || walk.node->kind != NODE_LINK)
			continue;
		key = key_of(resolving, walk.node);
		if (!key.length)
			continue;
		describe(&gathered->reference, walk.node);
		if (!map_get(&resolving->keys, key))
			map_set(&resolving->keys, key, (void *)(uintptr_t)(index + 1));
	}
	gathered->reference.node = node;
}

/* Definitions in the order written, then links alone. */
static void add_definitions(struct resolving *resolving)
{
	for (int pass = 0; pass < 2; pass++) {
		struct walk walk = walk_begin(resolving->policy->body);
		while (walk_next_block(&walk))
			if (walk.is_entering && walk.node->kind == NODE_REFERENCE &&
			    (walk.node->reference.label.length == 0) == (pass == 1))
				add_definition(resolving, walk.node);
	}
}

static size_t add_mention(struct resolving *resolving, struct node *link)
{
	*ARRAY_ADD(&resolving->references) = (struct gathered){
		.reference = {.kind = kind_of_link(link),
			      .identifier = link->link.kind == LINK_URL ? TEXT("") : link->link.ref,
			      .label = TEXT(""),
			      .url = link->link.url,
			      .text = TEXT(""),
			      .node = link,
			      .place = link->place},
	};
	return resolving->references.count - 1;
}

/* Notes the clause, or outside clauses the section, in which a reference is named. */
static void cite(struct gathered *gathered, const struct node *from)
{
	const struct node *clause = node_ancestor(from, NODE_CLAUSE), *section = node_ancestor(from, NODE_SECTION);

	if (clause && clause->id.length) {
		if (gathered->last_clause != clause)
			*ARRAY_ADD(&gathered->cited_in) = clause->id;
		gathered->last_clause = clause;
	} else if (section) {
		if (gathered->last_section != section)
			*ARRAY_ADD(&gathered->cited_in) = section->id;
		gathered->last_section = section;
	}
}

static void resolve_citation(struct resolving *resolving, struct node *citation, bool is_in_definition)
{
	struct node *definition =
		map_get(&resolving->labels, unicode_fold(resolving->scratch, citation->citation.label));

	citation->citation.reference = definition;
	citation->citation.number = citation->citation.occurrence = 0;
	if (!definition)
		return;
	struct gathered *gathered = &resolving->references.items[definition->reference.index];
	citation->citation.number = definition->reference.number;
	citation->citation.occurrence = ++gathered->citations;
	if (!is_in_definition)
		cite(gathered, citation);
}

static void add_mentions(struct resolving *resolving)
{
	struct walk walk = walk_begin(resolving->policy->body);
	bool is_in_definition = false;

	while (walk_next(&walk)) {
		struct node *node = walk.node;
		if (node->kind == NODE_REFERENCE)
			is_in_definition = walk.is_entering;
		if (!walk.is_entering)
			continue;
		if (node->kind == NODE_CITATION)
			resolve_citation(resolving, node, is_in_definition);
		if (node->kind != NODE_LINK || is_in_definition)
			continue;
		struct text key = key_of(resolving, node);
		if (!key.length)
			continue;
		uintptr_t found = (uintptr_t)map_get(&resolving->keys, key);
		size_t index = found ? found - 1 : add_mention(resolving, node);
		if (!found)
			map_set(&resolving->keys, key, (void *)(uintptr_t)(index + 1));
		cite(&resolving->references.items[index], node);
	}
}

static void keep(struct resolving *resolving)
{
	struct policy *policy = resolving->policy;

	policy->reference_count = resolving->references.count;
	policy->references = ARENA_ARRAY(resolving->arena, policy->reference_count, struct reference);
	for (size_t i = 0; i < policy->reference_count; i++) {
		struct gathered *gathered = &resolving->references.items[i];
		policy->references[i] = gathered->reference;
		policy->references[i].cited_in = arena_copy_array(resolving->arena, gathered->cited_in.items,
								  gathered->cited_in.count, sizeof(struct text));
		policy->references[i].cited_count = gathered->cited_in.count;
		ARRAY_RELEASE(&gathered->cited_in);
	}
}

void links_resolve(struct policy *policy)
{
	struct resolving resolving = {.policy = policy, .arena = &policy->arena, .scratch = &policy->scratch};
	struct walk walk = walk_begin(policy->body);

	index_nodes(&resolving);
	while (walk_next(&walk))
		if (walk.is_entering && (walk.node->kind == NODE_LINK || walk.node->kind == NODE_IMAGE))
			resolve_link(&resolving, walk.node);
	add_definitions(&resolving);
	add_mentions(&resolving);
	keep(&resolving);
	ARRAY_RELEASE(&resolving.references);
	map_release(&resolving.ids);
	map_release(&resolving.numbers);
	map_release(&resolving.labels);
	map_release(&resolving.keys);
}
