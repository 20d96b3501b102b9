#include "tree/dump.h"

#include "base/bug.h"
#include "tree/flat_text.h"
#include "tree/published.h"

struct dump {
	struct buffer *out;
	const struct source *home;
	unsigned depth;
	struct buffer scratch; /* one value at a time */
};

static void line_begin(struct dump *dump)
{
	for (unsigned i = 0; i < dump->depth; i++)
		buffer_append_string(dump->out, "  ");
}

/* A text in quotes on one line. */
static void quoted(struct buffer *out, struct text text)
{
	buffer_append_byte(out, '"');
	for (size_t i = 0; i < text.length; i++) {
		char c = text.bytes[i];
		if (c == '"' || c == '\\')
			buffer_append_byte(out, '\\');
		if (c == '\n')
			buffer_append_string(out, "\\n");
		else if (c == '\r')
			buffer_append_string(out, "\\r");
		else if (c == '\t')
			buffer_append_string(out, "\\t");
		else
			buffer_append_byte(out, c);
	}
	buffer_append_byte(out, '"');
}

static void place(struct dump *dump, struct place place)
{
	if (!place.source) {
		buffer_append_string(dump->out, " <no place>");
		return;
	}
	struct position begin = source_position(place.source, place.begin);
	struct position end = source_position(place.source, place.end);
	buffer_append_format(dump->out, " <%s%s%u:%u-%u:%u>", place.source == dump->home ? "" : place.source->path,
			     place.source == dump->home ? "" : ":", begin.line, begin.column, end.line, end.column);
}

static void property(struct dump *dump, const char *name, struct text value)
{
	if (!value.length)
		return;
	buffer_append_format(dump->out, " %s=", name);
	quoted(dump->out, value);
}

static void property_string(struct dump *dump, const char *name, const char *value)
{
	buffer_append_format(dump->out, " %s=%s", name, value);
}

static void dump_ids(struct dump *dump, const struct member *member, const void *object)
{
	const struct text *ids = *MEMBER_AT(object, member, struct text *);

	buffer_append_format(dump->out, " %s=", member->dump);
	for (size_t i = 0; i < member_count(member, object); i++) {
		if (i)
			buffer_append_byte(dump->out, ',');
		buffer_append(dump->out, ids[i]);
	}
}

/* One member: its name and value, where it has one. Those that are not in quotes are bare. */
static void dump_member(struct dump *dump, const struct member *member, const void *object)
{
	struct text words = member_words(member, object, NULL, &dump->scratch);

	if (member->type == MEMBER_IDS) {
		dump_ids(dump, member, object);
	} else if (member->flags & MEMBER_DUMP_BARE && words.length) {
		buffer_append_byte(dump->out, ' ');
		buffer_append(dump->out, words);
	} else if (member_is_text(member)) {
		property(dump, member->dump ? member->dump : member->name, words);
	} else if (words.length) {
		buffer_append_format(dump->out, " %s=", member->dump ? member->dump : member->name);
		buffer_append(dump->out, words);
	}
}

/* The members of a shape: those that are bare, then most, then those that come last. */
static void dump_shape(struct dump *dump, const struct shape *shape, const void *object)
{
	static const unsigned turns[] = {MEMBER_DUMP_BARE, 0, MEMBER_DUMP_LAST};

	for (size_t turn = 0; turn < ARRAY_COUNT(turns); turn++)
		for (size_t i = 0; i < shape->count; i++) {
			unsigned flags = shape->members[i].flags;
			if (!(flags & MEMBER_NO_DUMP) && (flags & (MEMBER_DUMP_BARE | MEMBER_DUMP_LAST)) == turns[turn])
				dump_member(dump, &shape->members[i], object);
		}
}

static void dump_line(struct dump *dump, const char *word, const struct shape *shape, const void *object)
{
	line_begin(dump);
	buffer_append_string(dump->out, word);
	dump_shape(dump, shape, object);
	place(dump, *(const struct place *)(const void *)((const char *)object + shape->place));
	buffer_append_byte(dump->out, '\n');
}

static void dump_quantities(struct dump *dump, const struct quantity *quantity)
{
	dump->depth++;
	for (; quantity; quantity = quantity->next)
		dump_line(dump, "quantity", &quantity_shape, quantity);
	dump->depth--;
}

static void reading_properties(struct dump *dump, const struct effect_reading *reading)
{
	static const char *const refusals[] = {"plain", "routine", "not-offered"};

	property_string(dump, "effect", effect_names[reading->effect]);
	if (reading->effect || reading->from == EFFECT_FROM_MARK)
		property_string(dump, "from", effect_basis_names[reading->from]);
	if (reading->otherwise)
		property_string(dump, "otherwise", effect_names[reading->otherwise]);
	if (reading->exception)
		property_string(dump, "exception", exception_names[reading->exception]);
	if (reading->phase)
		property_string(dump, "phase", phase_names[reading->phase]);
	if (reading->effect == EFFECT_NOT_COMMISSIONED)
		property_string(dump, "refusal", refusals[reading->refusal]);
	if (reading->has_condition && reading->effect)
		buffer_append_string(dump->out, " conditional");
	if (reading->is_before_referral)
		buffer_append_string(dump->out, " before-referral");
	if (reading->is_unclear)
		buffer_append_string(dump->out, " effect-unclear");
}

static void group_properties(struct dump *dump, const struct criteria_group *group)
{
	static const char *const bases[] = {
		[CRITERIA_BY_MARK] = "mark",
		[CRITERIA_BY_LEAD_IN] = "lead-in",
		[CRITERIA_BY_JOINER] = "joiner",
		[CRITERIA_BY_ENDINGS] = "endings",
	};
	if (group->is_marked_list)
		buffer_append_string(dump->out, " marked-list");
	if (group->combination == CRITERIA_NONE_READ)
		return;
	property_string(dump, "criteria", criteria_operator_names[group->combination]);
	if (group->at_least)
		buffer_append_format(dump->out, "(%u)", group->at_least);
	property_string(dump, "by", bases[group->basis]);
	if (group->own == OWN_CONDITION)
		property_string(dump, "own", own_join_names[group->join]);
	reading_properties(dump, &group->reading);
}

static void link_properties(struct dump *dump, const struct node *node)
{
	static const char *const kinds[] = {
		[LINK_URL] = "url",   [LINK_POLICY] = "policy", [LINK_WITHIN] = "within",   [LINK_NICE] = "nice",
		[LINK_PAGE] = "page", [LINK_EMPTY] = "empty",   [LINK_REFUSED] = "refused",
	};
	property_string(dump, "kind", kinds[node->link.kind]);
	property(dump, "target", node->link.target);
	property(dump, "url", node->link.url);
	property(dump, "ref", node->link.ref);
	property(dump, "fragment", node->link.fragment);
	property(dump, "title", node->link.title);
	if (node->link.is_bare)
		buffer_append_string(dump->out, " bare");
}

static void properties(struct dump *dump, const struct node *node)
{
	property(dump, "id", node->id);
	property(dump, "number", node->number);
	property(dump, "name", node->name);
	switch (node->kind) {
	case NODE_SECTION:
		buffer_append_format(dump->out, " level=%u", node->section.level);
		property_string(dump, "kind", section_kind_names[node->section.kind]);
		if (node->section.is_unnumbered)
			buffer_append_string(dump->out, " unnumbered");
		if (node->section.presentation != PRESENTATION_CLAUSES)
			property_string(dump, "as",
					node->section.presentation == PRESENTATION_BULLETS ? "bullets" : "paragraphs");
		break;
	case NODE_CLAUSE:
		reading_properties(dump, &node->ruling.reading);
		break;
	case NODE_ITEM:
		if (node->ruling.is_criterion)
			buffer_append_string(dump->out, " criterion");
		if (node->ruling.is_criterion && node->ruling.reading.effect != node_reading(node->parent)->effect)
			reading_properties(dump, &node->ruling.reading);
		break;
	case NODE_LIST:
		if (node->list.is_ordered)
			buffer_append_format(dump->out, " ordered from %u", node->list.start);
		if (node->list.is_loose)
			buffer_append_string(dump->out, " loose");
		if (node->list.is_run)
			buffer_append_string(dump->out, " run");
		group_properties(dump, &node->list.group);
		break;
	case NODE_TABLE:
		buffer_append_format(dump->out, " columns=%u%s", node->table.columns,
				     node->table.is_header_empty ? " header-empty" : "");
		group_properties(dump, &node->table.group);
		break;
	case NODE_ROW:
		if (node->row.is_header)
			buffer_append_string(dump->out, " header");
		if (node->ruling.is_criterion)
			buffer_append_string(dump->out, " criterion");
		break;
	case NODE_REFERENCE:
		property(dump, "label", node->reference.label);
		buffer_append_format(dump->out, " shown=%u", node->reference.number);
		break;
	case NODE_TEXT:
	case NODE_CODE:
		buffer_append_byte(dump->out, ' ');
		quoted(dump->out, node->text.text);
		break;
	case NODE_LINK:
	case NODE_IMAGE:
		link_properties(dump, node);
		break;
	case NODE_CITATION:
		property(dump, "label", node->citation.label);
		buffer_append_format(dump->out, " shown=%u%s", node->citation.number,
				     node->citation.reference ? "" : " undefined");
		break;
	default:
		break;
	}
}

static void dump_nodes(struct dump *dump, const struct node *root)
{
	unsigned base = dump->depth;
	struct walk walk = walk_begin(root);
	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		if (!walk.is_entering)
			continue;
		dump->depth = base;
		for (const struct node *above = node; above != root; above = above->parent)
			dump->depth++;
		line_begin(dump);
		buffer_append_string(dump->out, node_kind_name(node->kind));
		properties(dump, node);
		if (block_shapes[node->kind])
			dump_shape(dump, block_shapes[node->kind], node);
		place(dump, node->place);
		buffer_append_byte(dump->out, '\n');
		dump_quantities(dump, node_quantities(node));
	}
	dump->depth = base;
}

static void dump_fields(struct dump *dump, const struct field_table *table, const void *object);

static void dump_date(struct buffer *out, struct date date)
{
	if (date_is_set(date))
		date_append_iso(out, date);
	else
		buffer_append_string(out, "no-date");
}

static void dump_objects(struct dump *dump, const struct list *list, const struct field_table *members)
{
	for (size_t i = 0; i < list->count; i++) {
		line_begin(dump);
		buffer_append_string(dump->out, "-\n");
		dump->depth++;
		dump_fields(dump, members, (const char *)list->items + i * members->size);
		dump->depth--;
	}
}

static void dump_choice(struct buffer *out, const struct field *field, const struct choice_value *value)
{
	buffer_append_byte(out, ' ');
	buffer_append_string(out, value->choice < 0 ? "unknown" : field->choices[value->choice]);
}

/* What follows the name of a value that fits its line. */
static void dump_scalar(struct dump *dump, const struct field *field, const void *object)
{
	struct buffer *out = dump->out;
	buffer_append_byte(out, ' ');
	switch (field->type) {
	case FIELD_TEXT:
		quoted(out, FIELD_AT_CONST(object, field, struct text_value)->text);
		break;
	case FIELD_DATE:
		dump_date(out, FIELD_AT_CONST(object, field, struct date_value)->date);
		break;
	case FIELD_DURATION:
		duration_append_iso(out, FIELD_AT_CONST(object, field, struct duration_value)->duration);
		break;
	case FIELD_NUMBER:
		buffer_append_format(out, "%lld",
				     (long long)FIELD_AT_CONST(object, field, struct number_value)->number);
		break;
	case FIELD_BOOLEAN:
		buffer_append_string(out,
				     FIELD_AT_CONST(object, field, struct boolean_value)->boolean ? "true" : "false");
		break;
	default:
		BUG("field %s is no scalar", field->key);
	}
}

/* One field: its name, place and value. Tables nest as their definitions do: this recursion ends. */
static void dump_field(struct dump *dump, const struct field *field, const void *object)
{
	const struct list *list = FIELD_AT_CONST(object, field, struct list);
	line_begin(dump);
	buffer_append_string(dump->out, field->key ? field->key : field->json);
	if (field->type != FIELD_VALUE)
		place(dump, field_place(object, field));
	switch (field->type) {
	case FIELD_TEXT_LIST:
		for (size_t i = 0; i < list->count; i++) {
			buffer_append_byte(dump->out, ' ');
			quoted(dump->out, LIST_ITEM(*list, struct text_value, i)->text);
		}
		break;
	case FIELD_CHOICE:
		dump_choice(dump->out, field, FIELD_AT_CONST(object, field, struct choice_value));
		break;
	case FIELD_CHOICES:
		for (size_t i = 0; i < list->count; i++)
			dump_choice(dump->out, field, LIST_ITEM(*list, struct choice_value, i));
		break;
	case FIELD_MAP:
		for (size_t i = 0; i < list->count; i++) {
			buffer_append_byte(dump->out, ' ');
			buffer_append(dump->out, LIST_ITEM(*list, struct map_item, i)->key.text);
			buffer_append_byte(dump->out, '=');
			quoted(dump->out, LIST_ITEM(*list, struct map_item, i)->value.text);
		}
		break;
	case FIELD_OBJECT:
	case FIELD_LIST:
		buffer_append_byte(dump->out, '\n');
		dump->depth++;
		if (field->type == FIELD_LIST)
			dump_objects(dump, list, field->members);
		else
			dump_fields(dump, field->members, list);
		dump->depth--;
		return;
	case FIELD_VALUE:
		buffer_append_string(dump->out, " given on unchanged");
		break;
	default:
		dump_scalar(dump, field, object);
		break;
	}
	buffer_append_byte(dump->out, '\n');
}

static void dump_fields(struct dump *dump, const struct field_table *table, const void *object)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->fields[i].key && field_is_set(object, &table->fields[i]))
			dump_field(dump, &table->fields[i], object);
}

static void dump_code_set(struct dump *dump, const struct code_set *set)
{
	dump_line(dump, "code-set", &code_set_shape, set);
	dump->depth++;
	for (size_t i = 0; i < set->count; i++)
		dump_line(dump, "code", &code_shape, &set->codes[i]);
	dump->depth--;
}

void policy_dump(struct buffer *out, const struct policy *policy)
{
	struct dump dump = {.out = out, .home = &policy->source};
	buffer_append_string(out, "policy\n");
	dump.depth = 1;
	dump_fields(&dump, &policy_fields, policy);
	dump.depth = 0;
	if (policy->body)
		dump_nodes(&dump, policy->body);
	for (size_t i = 0; i < policy->code_set_count; i++)
		dump_code_set(&dump, &policy->code_sets[i]);
	for (size_t i = 0; i < policy->reference_count; i++)
		dump_line(&dump, "reference", &reference_shape, &policy->references[i]);
	for (size_t i = 0; i < policy->include_count; i++) {
		buffer_append_string(out, "includes ");
		buffer_append(out, policy->includes[i].block);
		buffer_append_byte(out, '@');
		buffer_append(out, policy->includes[i].edition);
		place(&dump, policy->includes[i].place);
		buffer_append_byte(out, '\n');
	}
	buffer_release(&dump.scratch);
}
