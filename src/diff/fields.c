/* The front matter of two versions, field by field, and their histories, entry by entry. */
#include "base/json_writer.h"
#include "base/memory.h"
#include "diff/block_values.h"
#include "diff/comparison.h"
#include "diff/sequence.h"
#include "tree/field_values.h"

/* What a change of a field is, where it is not one of governance. */
struct field_meaning {
	unsigned flag; /* of its row */
	enum change_class class;
	unsigned logic;
};

static struct field_meaning meaning_of(const struct field *field)
{
	static const struct field_meaning meanings[] = {
		{FIELD_SCOPE, CLASS_CRITERIA, LOGIC_SCOPE},
		{FIELD_CODING, CLASS_CODING, LOGIC_CODES},
		{FIELD_DATING, CLASS_DATES, 0},
		{FIELD_EDITORIAL, CLASS_EDITORIAL, 0},
	};
	for (size_t i = 0; i < ARRAY_COUNT(meanings); i++)
		if (field->flags & meanings[i].flag)
			return meanings[i];
	return (struct field_meaning){0, CLASS_GOVERNANCE, 0};
}

static const char *key_of(const struct field *field)
{
	return field->key ? field->key : field->json;
}

/* "Review date" of "review_date", unless its row says otherwise. */
static struct text label_of(struct arena *arena, const struct field *field)
{
	struct text key = text_of(key_of(field));
	if (field->label)
		return text_of(field->label);
	char *label = arena_string(arena, key);

	for (size_t i = 0; i < key.length; i++)
		if (label[i] == '_')
			label[i] = ' ';
	if (key.length)
		label[0] = ascii_upper(label[0]);
	return (struct text){label, key.length};
}

/* The words of values, as people say them */

static void append_words(struct buffer *out, const struct field *field, const void *object);

static void append_texts(struct buffer *out, const struct list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		if (i) /* whole sentences need no more between them */
			buffer_append_string(out, text_ends(buffer_text(out), TEXT(".")) ? " " : "; ");
		buffer_append(out, LIST_ITEM(*list, struct text_value, i)->text);
	}
}

static void append_choice(struct buffer *out, const struct field *field, const struct choice_value *value)
{
	if (value->choice < 0)
		return;
	struct text name = text_of(field->choices[value->choice]);
	for (size_t i = 0; i < name.length; i++)
		buffer_append_byte(out, name.bytes[i] == '_' ? ' ' : name.bytes[i]);
}

/* The members that are set: "to May 2028, by ICB Board". Tables nest as their definitions do: this recursion ends. */
static void append_members(struct buffer *out, const struct field_table *table, const void *object)
{
	size_t begin = out->length;

	for (size_t i = 0; i < table->count; i++) {
		const struct field *field = &table->fields[i];
		if (!field_is_set(object, field))
			continue;
		if (out->length > begin)
			buffer_append_string(out, ", ");
		for (const char *key = field->key ? field->key : field->json; *key; key++)
			buffer_append_byte(out, *key == '_' ? ' ' : *key);
		buffer_append_byte(out, ' ');
		append_words(out, field, object);
	}
}

/* Of the organisation's own keys: words as they are, and what has parts as JSON. */
static void append_value(struct buffer *out, const struct value *value)
{
	struct text words = value_text(value);
	struct json_writer json;

	if (words.bytes) {
		buffer_append(out, words);
		return;
	}
	json_write_begin(&json, out, false);
	json_write_value(&json, value);
	json_write_end(&json);
}

static void append_map(struct buffer *out, const struct value *map)
{
	for (uint32_t i = 0; i < map->count; i++) {
		if (i)
			buffer_append_string(out, "; ");
		buffer_append_format(out, "%.*s: ", TEXT_ARGUMENTS(map->members[i].key));
		append_value(out, map->members[i].value);
	}
}

static void append_words(struct buffer *out, const struct field *field, const void *object)
{
	const struct list *list = FIELD_AT_CONST(object, field, struct list);

	switch (field->type) {
	case FIELD_TEXT:
		buffer_append(out, FIELD_AT_CONST(object, field, struct text_value)->text);
		break;
	case FIELD_DATE:
		date_append_british(out, FIELD_AT_CONST(object, field, struct date_value)->date);
		break;
	case FIELD_DURATION:
		duration_append_words(out, FIELD_AT_CONST(object, field, struct duration_value)->duration);
		break;
	case FIELD_CHOICE:
		append_choice(out, field, FIELD_AT_CONST(object, field, struct choice_value));
		break;
	case FIELD_TEXT_LIST:
		append_texts(out, list);
		break;
	case FIELD_OBJECT:
		append_members(out, field->members, list);
		break;
	case FIELD_LIST:
		for (size_t i = 0; i < list->count; i++) {
			if (i)
				buffer_append_string(out, "; ");
			append_members(out, field->members, (const char *)list->items + i * field->members->size);
		}
		break;
	case FIELD_MAP:
		for (size_t i = 0; i < list->count; i++) {
			const struct map_item *item = LIST_ITEM(*list, struct map_item, i);
			buffer_append_format(out, "%s%.*s: %.*s", i ? "; " : "", TEXT_ARGUMENTS(item->key.text),
					     TEXT_ARGUMENTS(item->value.text));
		}
		break;
	case FIELD_VALUE:
		if (*FIELD_AT_CONST(object, field, struct value *))
			append_map(out, *FIELD_AT_CONST(object, field, struct value *));
		break;
	default:
		buffer_append(out, FIELD_AT_CONST(object, field, struct text_value)->text);
		break;
	}
}

/* Bytes NULL where there is no value to show. */
static struct text words_of(struct arena *arena, const struct field *field, const void *object)
{
	struct buffer words = BUFFER_EMPTY;
	struct text text = {NULL, 0};

	if (field->type == FIELD_VALUE || field_is_set(object, field))
		append_words(&words, field, object);
	if (words.length)
		text = arena_copy(arena, buffer_text(&words));
	buffer_release(&words);
	return text;
}

/* Fields */

/* Nothing to speak of: null, or a list or map that holds nothing. */
static bool is_nothing(const struct value *value)
{
	return value->kind == VALUE_NULL ||
	       ((value->kind == VALUE_LIST || value->kind == VALUE_MAP) && value->count == 0);
}

/* The enclosing field, where the field is a member of one. */
struct outer {
	const struct field *field;
	struct text label;
};

static enum change_op op_of(const struct value *old, const struct value *new)
{
	return is_nothing(old) ? OP_ADDED : is_nothing(new) ? OP_REMOVED : OP_CHANGED;
}

/* Adds a change of one field, or of a member of an object. */
static struct change *add_field(struct version_comparison *comparison, const struct outer *outer,
				const struct field *field, const struct value *old, const struct value *new)
{
	const char *key = key_of(field);
	struct field_meaning meaning = meaning_of(outer ? outer->field : field);
	struct change *change = change_add(comparison, meaning.class, op_of(old, new), SUBJECT_FIELD);
	struct text label = label_of(comparison->arena, field);
	struct text path[3] = {text_of(outer ? key_of(outer->field) : key), outer ? text_of(key) : (struct text){0}};

	change->logic = meaning.logic;
	change->field = outer ? key_of(outer->field) : key;
	change->label = label;
	if (outer)
		change->label = arena_format(comparison->arena, "%.*s (%c%.*s)", TEXT_ARGUMENTS(outer->label),
					     ascii_lower(label.bytes[0]), (int)label.length - 1, label.bytes + 1);
	change_path(comparison, change, path);
	change->old_value = old;
	change->new_value = new;
	return change;
}

/* The words of the ids in a list, as the site has them; an id that it doesn't know by itself. */
static struct text labels_of(struct arena *arena, const struct list *details)
{
	struct buffer words = BUFFER_EMPTY;

	for (size_t i = 0; i < details->count; i++) {
		const struct labelled *detail = LIST_ITEM(*details, struct labelled, i);
		buffer_append_string(&words, words.length ? "; " : "");
		buffer_append(&words, detail->label.text.length ? detail->label.text : detail->id.text);
	}
	struct text text = words.length ? arena_copy(arena, buffer_text(&words)) : (struct text){NULL, 0};
	buffer_release(&words);
	return text;
}

/* People know a route and a place by its label. */
static bool say_labels(struct version_comparison *comparison, struct change *change, const struct field *field)
{
	struct text key = text_of(key_of(field));
	bool is_route = text_is(key, "route"), is_place = text_is(key, "places");
	struct arena *arena = comparison->arena;

	if (is_route)
		change_words(comparison, change, labels_of(arena, &comparison->old->routes),
			     labels_of(arena, &comparison->new->routes));
	else if (is_place)
		change_words(comparison, change, labels_of(arena, &comparison->old->places),
			     labels_of(arena, &comparison->new->places));
	return (is_route || is_place) && (change->old_words.length || change->new_words.length);
}

static void compare_field(struct version_comparison *comparison, const struct outer *outer, const struct field *field,
			  const void *old_object, const void *new_object);

/* The members of an object that both have. Tables nest as their definitions do: this recursion ends. */
static void compare_members(struct version_comparison *comparison, const struct field *field, const void *old_object,
			    const void *new_object)
{
	struct outer outer = {field, label_of(comparison->arena, field)};

	for (size_t i = 0; i < field->members->count; i++)
		compare_field(comparison, &outer, &field->members->fields[i], FIELD_AT_CONST(old_object, field, char),
			      FIELD_AT_CONST(new_object, field, char));
}

/* The rows of the document control table whose words are stated, each on its own. */
static void compare_map(struct version_comparison *comparison, const struct field *field, const struct value *old,
			const struct value *new)
{
	struct outer outer = {field, label_of(comparison->arena, field)};
	const struct value *nothing = value_null(comparison->arena);

	for (uint32_t i = 0; i < old->count + new->count; i++) {
		bool is_old = i < old->count;
		struct text key = is_old ? old->members[i].key : new->members[i - old->count].key;
		const struct value *before = value_map_get(old, key), *after = value_map_get(new, key);
		const struct field *known = field_find(&policy_fields, key);
		struct field row = {.key = arena_string(comparison->arena, key), .label = known ? known->label : NULL};
		if ((!is_old && before) || value_equal(before, after))
			continue;
		struct change *change =
			add_field(comparison, &outer, &row, before ? before : nothing, after ? after : nothing);
		change_words(comparison, change, value_text(before), value_text(after));
	}
}

static void compare_field(struct version_comparison *comparison, const struct outer *outer, const struct field *field,
			  const void *old_object, const void *new_object)
{
	struct arena *arena = comparison->arena;
	const struct value *old = field_value(arena, field, old_object), *new = field_value(arena, field, new_object);

	if (value_equal(old, new))
		return;
	if (field->type == FIELD_OBJECT && !is_nothing(old) && !is_nothing(new)) {
		compare_members(comparison, field, old_object, new_object);
		return;
	}
	if (field->type == FIELD_MAP) {
		compare_map(comparison, field, old, new);
		return;
	}
	struct change *change = add_field(comparison, outer, field, old, new);
	if (say_labels(comparison, change, field))
		return;
	struct text old_words = words_of(arena, field, old_object), new_words = words_of(arena, field, new_object);
	change_words(comparison, change, old_words, new_words);
	if (!old_words.length && !new_words.length) /* a row that is blank, and one that isn't there */
		change->op = OP_FORMAT;
}

/* The category by its wording, which is what people know it by; its wording alone where that is all that changed. */
static void compare_category(struct version_comparison *comparison, const struct field *category,
			     const struct field *label)
{
	struct arena *arena = comparison->arena;
	const struct policy *old = comparison->old, *new = comparison->new;
	const struct field *fields[] = {category, label};
	bool is_other = !text_equal(old->category.text, new->category.text);
	struct text old_words = old->category_details.label.text, new_words = new->category_details.label.text;

	for (size_t i = 0; i < 2; i++) {
		const struct value *before = field_value(arena, fields[i], old);
		const struct value *after = field_value(arena, fields[i], new);
		bool is_told = i == 0 ? is_other : !is_other && !text_equal(old_words, new_words);
		if (!is_told && value_equal(before, after))
			continue;
		struct change *change = add_field(comparison, NULL, fields[i], before, after);
		change->op = is_told ? OP_CHANGED : OP_FORMAT;
		if (!old_words.length || !new_words.length) {
			old_words = old->category.text;
			new_words = new->category.text;
		}
		change_words(comparison, change, old_words, new_words);
	}
}

/* The version history */

static const struct text *versions_of(struct arena *arena, const struct list *history)
{
	struct text *versions = ARENA_ARRAY(arena, history->count, struct text);

	for (size_t i = 0; i < history->count; i++)
		versions[i] = arena_copy(arena, LIST_ITEM(*history, struct history_entry, i)->version.text);
	return versions;
}

/* "0.3, May 2025: Criteria changed; Codes added". The kind says what class of change it was: nobody reads it unless it
 * is what changed. */
static struct text history_words(struct arena *arena, const struct history_entry *entry, bool with_kind)
{
	struct buffer words = BUFFER_EMPTY;

	buffer_append(&words, entry->version.text);
	if (date_is_set(entry->date.date)) {
		buffer_append_string(&words, ", ");
		date_append_british(&words, entry->date.date);
	}
	buffer_append_string(&words, ": ");
	append_texts(&words, &entry->changes);
	if (entry->action.text.length)
		buffer_append_format(&words, " (what to do differently: %.*s)", TEXT_ARGUMENTS(entry->action.text));
	if (with_kind && entry->kind.choice >= 0)
		buffer_append_format(&words, " (kind of change: %s)", change_kind_names[entry->kind.choice]);
	return buffer_keep(&words, arena);
}

static const struct edit *history_edit(struct arena *arena, enum edit_op op, uint32_t at, uint32_t to,
				       const struct value *value)
{
	struct edit *edit = ARENA_NEW(arena, struct edit);

	*edit = (struct edit){.op = op, .field = "history", .value = value};
	if (at != PAIR_NONE) {
		edit->at = arena_copy_array(arena, &at, 1, sizeof at);
		edit->at_count = 1;
	}
	if (to != PAIR_NONE) {
		edit->to = arena_copy_array(arena, &to, 1, sizeof to);
		edit->to_count = 1;
	}
	return edit;
}

static struct change *add_history(struct version_comparison *comparison, enum change_op op,
				  const struct history_entry *entry, const struct edit *edit)
{
	struct change *change = change_add(comparison, CLASS_GOVERNANCE, op, SUBJECT_HISTORY);
	struct text path[] = {TEXT("history"), entry->version.text, {NULL, 0}};

	change->field = "history";
	change->label = TEXT("Version history");
	change_path(comparison, change, path);
	change->edits = edit;
	change->edit_count = 1;
	return change;
}

static struct value *entry_value(struct arena *arena, const struct history_entry *entry)
{
	struct value *value = value_map(arena);

	value_set(arena, value, "entry", field_values(arena, &history_entry_fields, entry));
	return value;
}

/* An entry that both have. */
static void compare_entry(struct version_comparison *comparison, uint32_t at, uint32_t to, bool is_kept)
{
	struct arena *arena = comparison->arena;
	const struct history_entry *old = LIST_ITEM(comparison->old->history, struct history_entry, at);
	const struct history_entry *new = LIST_ITEM(comparison->new->history, struct history_entry, to);
	const struct value *old_value = field_values(arena, &history_entry_fields, old);
	const struct value *new_value = field_values(arena, &history_entry_fields, new);

	if (!is_kept)
		add_history(comparison, OP_FORMAT, new, history_edit(arena, EDIT_MOVE, at, to, NULL));
	if (value_equal(old_value, new_value))
		return;
	struct change *change = add_history(comparison, OP_CHANGED, new,
					    history_edit(arena, EDIT_SET, at, PAIR_NONE, entry_value(arena, new)));
	change->old_value = old_value;
	change->new_value = new_value;
	bool is_other_kind = old->kind.choice != new->kind.choice;
	change_words(comparison, change, history_words(arena, old, is_other_kind),
		     history_words(arena, new, is_other_kind));
}

static void compare_history(struct version_comparison *comparison)
{
	struct arena *arena = comparison->arena;
	const struct list *old = &comparison->old->history, *new = &comparison->new->history;
	uint32_t *old_of = ARENA_ARRAY(arena, new->count, uint32_t);
	bool *is_kept = ARENA_ARRAY(arena, new->count, bool), *is_paired = ARENA_ARRAY(arena, old->count, bool);

	pair_by_key(versions_of(arena, old), old->count, versions_of(arena, new), new->count, old_of);
	keep_order(old_of, new->count, is_kept);
	for (uint32_t i = 0; i < new->count; i++) {
		const struct history_entry *entry = LIST_ITEM(*new, struct history_entry, i);
		if (old_of[i] != PAIR_NONE) {
			is_paired[old_of[i]] = true;
			compare_entry(comparison, old_of[i], i, is_kept[i]);
			continue;
		}
		struct change *change =
			add_history(comparison, OP_ADDED, entry,
				    history_edit(arena, EDIT_INSERT, PAIR_NONE, i, entry_value(arena, entry)));
		change->new_value = field_values(arena, &history_entry_fields, entry);
		change->new_words = history_words(arena, entry, false);
	}
	for (uint32_t i = 0; i < old->count; i++) {
		const struct history_entry *entry = LIST_ITEM(*old, struct history_entry, i);
		if (is_paired[i])
			continue;
		struct change *change = add_history(comparison, OP_REMOVED, entry,
						    history_edit(arena, EDIT_DELETE, i, PAIR_NONE, NULL));
		change->old_value = field_values(arena, &history_entry_fields, entry);
		change->old_words = history_words(arena, entry, false);
	}
}

void compare_fields(struct version_comparison *comparison)
{
	const struct field *label = field_find(&policy_fields, TEXT("category_label"));

	for (size_t i = 0; i < policy_fields.count; i++) {
		const struct field *field = &policy_fields.fields[i];
		if (!field_is_compared(field) || field == label)
			continue;
		if (text_is(text_of(key_of(field)), "category"))
			compare_category(comparison, field, label);
		else if (text_is(text_of(key_of(field)), "history"))
			compare_history(comparison);
		else
			compare_field(comparison, NULL, field, comparison->old, comparison->new);
	}
}
