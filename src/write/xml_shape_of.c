/* Which shape a node is written in. */
#include "write/xml_shapes.h"

/* The form of a list or table: with no criteria, with a number of them that must hold, or with criteria otherwise. */
static const struct xml_shape *group_shape(const struct node *node)
{
	static const enum xml_shape_id counted[CRITERIA_OPERATOR_COUNT][2] = {
		[CRITERIA_AT_LEAST] = {XML_COUNTED_GROUP, XML_COUNTED_TABLE},
		[CRITERIA_AT_MOST] = {XML_LIMITED_GROUP, XML_LIMITED_TABLE},
		[CRITERIA_EXACTLY] = {XML_EXACT_GROUP, XML_EXACT_TABLE},
	};
	enum criteria_operator combination = node_group((struct node *)node)->combination;
	bool is_table = node->kind == NODE_TABLE;

	if (criteria_operator_counts(combination))
		return &xml_shapes[counted[combination][is_table]];
	if (combination == CRITERIA_NONE_READ)
		return &xml_shapes[is_table ? XML_TABLE : XML_LIST];
	return &xml_shapes[is_table ? XML_TABLE_GROUP : XML_GROUP];
}

static const struct xml_shape *link_shape(const struct node *link)
{
	static const enum xml_shape_id shapes[] = {
		[LINK_URL] = XML_LINK_URL,   [LINK_POLICY] = XML_LINK_POLICY, [LINK_WITHIN] = XML_LINK_WITHIN,
		[LINK_NICE] = XML_LINK_NICE, [LINK_EMPTY] = XML_LINK_NOWHERE, [LINK_REFUSED] = XML_LINK_NOWHERE,
	};
	return &xml_shapes[shapes[link->link.kind]];
}

const struct xml_shape *xml_shape_of(const struct node *node)
{
	static const enum xml_shape_id shapes[NODE_KIND_COUNT] = {
		[NODE_BODY] = XML_BODY,
		[NODE_QUOTE] = XML_QUOTE,
		[NODE_REFERENCE_LIST] = XML_REFERENCE_LIST,
		[NODE_HEADING] = XML_HEADING,
		[NODE_PARAGRAPH] = XML_PARAGRAPH,
		[NODE_NOTE] = XML_NOTE,
		[NODE_JOINER] = XML_JOINER,
		[NODE_CELL] = XML_CELL,
		[NODE_REFERENCE] = XML_REFERENCE,
		[NODE_EMPHASIS] = XML_EMPHASIS,
		[NODE_STRONG] = XML_STRONG,
		[NODE_IMAGE] = XML_IMAGE,
		[NODE_CODE] = XML_LITERAL,
		[NODE_LINE_BREAK] = XML_LINE_BREAK,
		[NODE_CITATION] = XML_CITATION,
	};

	switch (node->kind) {
	case NODE_SECTION:
		return &xml_shapes[node_ancestor(node->parent, NODE_SECTION) ? XML_SUBSECTION : XML_SECTION];
	case NODE_CLAUSE:
		return &xml_shapes[node->number.length ? XML_CLAUSE : XML_UNNUMBERED_CLAUSE];
	case NODE_LIST:
		return group_shape(node);
	case NODE_ITEM:
		return &xml_shapes[node->ruling.is_criterion ? XML_CRITERION : XML_ITEM];
	case NODE_TABLE:
		return group_shape(node);
	case NODE_ROW:
		return &xml_shapes[node->ruling.is_criterion ? XML_CRITERION_ROW : XML_ROW];
	case NODE_LINK:
		return link_shape(node);
	default:
		return shapes[node->kind] ? &xml_shapes[shapes[node->kind]] : NULL;
	}
}
