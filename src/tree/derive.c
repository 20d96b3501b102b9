#include "tree/derive.h"

#include "tree/pattern.h"
#include "tree/profile.h"
#include "tree/site.h"

static bool is_not_applicable(struct text text)
{
	return text_equal_ignoring_case(text_trim(text), TEXT("N/A"));
}

/* Words and where they come from. */
static struct text_value words_at(struct policy *policy, const struct buffer *buffer, struct place place)
{
	return (struct text_value){arena_copy(&policy->arena, buffer_text(buffer)), place};
}

/* The newest version that people may read, for its title; NULL where there is none. */
static const struct policy *readable_version(const struct record *record, struct date today)
{
	const struct policy *newest = NULL;

	for (size_t i = 0; record != NULL && i < record->count; i++) {
		const struct policy *version = record->versions[i];
		if (policy_is_publishable(version, today, false) &&
		    (newest == NULL || version_compare(newest->version.text, version->version.text) <= 0))
			newest = version;
	}
	return newest;
}

/* SPEC section 2, `cross_references`: a ref is shown by the title of its policy; "" and N/A are none. */
static void derive_cross_references(struct policy *policy, const struct suite *suite)
{
	const struct list *texts = &policy->cross_reference_texts;
	struct cross_reference *items = ARENA_ARRAY(&policy->arena, texts->count, struct cross_reference);
	size_t count = 0;

	for (size_t i = 0; i < texts->count; i++) {
		const struct text_value *written = LIST_ITEM(*texts, struct text_value, i);
		struct text ref = text_trim(written->text);
		bool is_scheme = text_begins(ref, TEXT("policy:"));
		if (ref.length == 0 || is_not_applicable(ref))
			continue;
		struct cross_reference *item = &items[count++];
		item->place = item->title.place = written->place;
		item->title.text = written->text;
		if (is_scheme)
			ref = text_slice(ref, 7, ref.length);
		ref = text_slice(ref, 0, text_find_byte(ref, '#', 0));
		if (!is_scheme && !site_ref_matches(suite->site, ref))
			continue;
		/* Without a pattern any word looks like a ref: only one that is there counts. */
		const struct record *record = suite_record(suite, ref);
		if (!is_scheme && record == NULL && suite->site->ref_pattern.text.length == 0)
			continue;
		const struct policy *other = readable_version(record, suite->today);
		item->ref = (struct text_value){ref, written->place};
		item->title.text = other != NULL && other->title.text.length > 0 ? other->title.text : ref;
	}
	policy->cross_references = (struct list){items, count, texts->place};
}

static void derive_category(struct policy *policy, const struct suite *suite)
{
	struct labelled *details = &policy->category_details;
	const struct site_category *category = site_category(suite->site, policy->category.text);
	const struct profile_category *wording =
		policy->profile ? profile_category(policy->profile, policy->category.text) : NULL;

	details->place = policy->category.place;
	details->id = policy->category;
	if (policy->category_label.text.length > 0)
		details->label = policy->category_label;
	else if (wording != NULL)
		details->label = wording->label;
	else if (category != NULL)
		details->label = category->label;
	if (category != NULL)
		details->meaning = category->meaning;
}

static void derive_routes(struct policy *policy, const struct suite *suite)
{
	struct labelled *items = ARENA_ARRAY(&policy->arena, policy->route.count, struct labelled);

	for (size_t i = 0; i < policy->route.count; i++) {
		const struct text_value *id = LIST_ITEM(policy->route, struct text_value, i);
		const struct site_route *route = site_route(suite->site, id->text);
		items[i] = (struct labelled){.place = id->place, .id = *id, .label = route ? route->label : *id};
		if (route != NULL)
			items[i].meaning = route->meaning;
	}
	policy->routes = (struct list){items, policy->route.count, policy->route.place};
}

static void derive_places(struct policy *policy, const struct suite *suite)
{
	const struct list *ids = &policy->applies_to.places;
	struct labelled *items = ARENA_ARRAY(&policy->arena, ids->count, struct labelled);

	for (size_t i = 0; i < ids->count; i++) {
		const struct text_value *id = LIST_ITEM(*ids, struct text_value, i);
		const struct site_place *place = site_place(suite->site, id->text);
		items[i] = (struct labelled){.place = id->place, .id = *id, .label = place ? place->label : *id};
	}
	policy->places = (struct list){items, ids->count, ids->place};
}

static void append_lines(struct buffer *out, const struct list *texts)
{
	for (size_t i = 0; i < texts->count; i++) {
		if (i > 0)
			buffer_append_byte(out, '\n');
		buffer_append(out, LIST_ITEM(*texts, struct text_value, i)->text);
	}
}

/* The words of a front matter key as a document shows them. */
static bool policy_words(struct buffer *out, struct text name, const void *context)
{
	const struct policy *policy = context;
	const struct field *field = field_find(&policy_fields, name);
	size_t before = out->length;

	if (field == NULL)
		return false;
	if (text_is(name, "cross_references")) {
		for (size_t i = 0; i < policy->cross_references.count; i++) {
			if (i > 0)
				buffer_append_byte(out, '\n');
			buffer_append(out, LIST_ITEM(policy->cross_references, struct cross_reference, i)->title.text);
		}
		return out->length > before;
	}
	switch (field->type) {
	case FIELD_TEXT:
		buffer_append(out, FIELD_AT_CONST(policy, field, struct text_value)->text);
		break;
	case FIELD_DATE:
		date_append_british(out, FIELD_AT_CONST(policy, field, struct date_value)->date);
		break;
	case FIELD_DURATION:
		if (field_is_set(policy, field))
			buffer_append(out, text_trim(FIELD_AT_CONST(policy, field, struct duration_value)->text));
		break;
	case FIELD_CHOICE:
		if (field_is_set(policy, field))
			buffer_append_string(
				out, field->choices[FIELD_AT_CONST(policy, field, struct choice_value)->choice]);
		break;
	case FIELD_TEXT_LIST:
		append_lines(out, FIELD_AT_CONST(policy, field, struct list));
		break;
	case FIELD_CHOICES:
	case FIELD_NUMBER:
	case FIELD_BOOLEAN:
	case FIELD_OBJECT:
	case FIELD_LIST:
	case FIELD_MAP:
	case FIELD_VALUE:
		break;
	}
	return out->length > before;
}

/* The words of a pattern over the policy's fields; not set where it shows nothing. */
static struct text_value pattern_words(struct policy *policy, const struct text_value *pattern)
{
	struct buffer words = BUFFER_EMPTY;
	struct text_value value = {{NULL, 0}, PLACE_NONE};

	if (pattern->text.length > 0 && pattern_expand(&words, pattern->text, policy_words, policy))
		value = words_at(policy, &words, pattern->place);
	buffer_release(&words);
	return value;
}

/* A cell's words, a line each; nothing for no words at all. */
static struct list lines_of(struct policy *policy, struct text words, struct place place)
{
	struct text rest = words, line = {NULL, 0};
	size_t count = 0;

	while (rest.length > 0 && rest.bytes[rest.length - 1] == '\n')
		rest.length--;
	if (rest.length == 0)
		return (struct list){NULL, 0, place};
	for (size_t i = 0; i < rest.length; i++)
		count += rest.bytes[i] == '\n';
	struct text_value *lines = ARENA_ARRAY(&policy->arena, count + 1, struct text_value);
	count = 0;
	while (text_split(&rest, '\n', &line))
		lines[count++] = (struct text_value){line, place};
	return (struct list){lines, count, place};
}

static const struct text_value *control_override(const struct policy *policy, struct text key)
{
	for (size_t i = 0; i < policy->document_control.count; i++) {
		const struct map_item *item = LIST_ITEM(policy->document_control, struct map_item, i);
		if (text_equal(item->key.text, key))
			return &item->value;
	}
	return NULL;
}

/* The one text that a field of the front matter holds, as it was written; bytes NULL: none, or more than one. */
static struct text written_text(const struct policy *policy, const struct field *field)
{
	switch (field->type) {
	case FIELD_TEXT:
		return FIELD_AT_CONST(policy, field, struct text_value)->text;
	case FIELD_DATE:
		return FIELD_AT_CONST(policy, field, struct date_value)->text;
	case FIELD_TEXT_LIST: {
		const struct list *list = FIELD_AT_CONST(policy, field, struct list);
		return list->count == 1 ? LIST_ITEM(*list, struct text_value, 0)->text : (struct text){NULL, 0};
	}
	default:
		return (struct text){NULL, 0};
	}
}

/* templates/profiles/README.md, "document_control": the first of four that applies. */
static struct list control_lines(struct policy *policy, const struct profile_control *control,
				 const struct profile_control_row *row)
{
	const struct text_value *own = control_override(policy, row->key.text);
	const struct field *field = field_find(&policy_fields, row->key.text);
	struct place place = field == NULL ? PLACE_NONE : field_place(policy, field);

	if (own != NULL)
		return lines_of(policy, own->text, own->place);
	if (field == NULL)
		return (struct list){NULL, 0, place};
	struct text written = written_text(policy, field);
	if (is_not_applicable(written))
		return lines_of(policy, control->none.text.length > 0 ? control->none.text : written, place);
	if (!field_is_set(policy, field) || (written.bytes != NULL && text_trim(written).length == 0))
		return (struct list){NULL, 0, place};
	return lines_of(policy, pattern_words(policy, &row->pattern).text, place);
}

static void derive_control_rows(struct policy *policy)
{
	const struct profile_control *control = &policy->profile->document_control;
	struct control_row *rows = ARENA_ARRAY(&policy->arena, control->rows.count, struct control_row);

	for (size_t i = 0; i < control->rows.count; i++) {
		const struct profile_control_row *row = LIST_ITEM(control->rows, struct profile_control_row, i);
		rows[i] = (struct control_row){.key = row->key, .label = row->label};
		rows[i].lines = control_lines(policy, control, row);
		rows[i].place = rows[i].lines.place;
	}
	policy->control_rows = (struct list){rows, control->rows.count, PLACE_NONE};
}

struct numbered_change {
	size_t number;
	struct text change;
};

static bool change_field(struct buffer *out, struct text name, const void *context)
{
	const struct numbered_change *change = context;

	if (text_is(name, "number"))
		buffer_append_format(out, "%zu", change->number);
	else if (text_is(name, "change"))
		buffer_append(out, change->change);
	else
		return false;
	return true;
}

/* All changes of a version in one line: a list is numbered as the profile says, a text stays as it is. */
static void derive_changes(struct policy *policy, struct history_entry *entry)
{
	const struct text_value *pattern = &policy->profile->version_history.change;
	const struct list *changes = &entry->changes;
	struct buffer words = BUFFER_EMPTY;
	/* A single text was read as a list of one, which stands where its only item stands. */
	bool is_list = changes->count != 1 ||
		       place_compare(changes->place, LIST_ITEM(*changes, struct text_value, 0)->place) != 0;

	for (size_t i = 0; i < changes->count; i++) {
		struct numbered_change change = {i + 1, LIST_ITEM(*changes, struct text_value, i)->text};
		if (i > 0)
			buffer_append_byte(&words, ' ');
		if (!is_list || pattern->text.length == 0 ||
		    !pattern_expand(&words, pattern->text, change_field, &change))
			buffer_append(&words, change.change);
	}
	entry->changes_words = buffer_keep(&words, &policy->arena);
}

static bool history_field(struct buffer *out, struct text name, const void *context)
{
	const struct history_entry *entry = context;
	size_t before = out->length;

	if (text_is(name, "version"))
		buffer_append(out, entry->version.text);
	else if (text_is(name, "date"))
		date_append_british(out, entry->date.date);
	else if (text_is(name, "changes"))
		buffer_append(out, entry->changes_words);
	return out->length > before;
}

static void derive_history(struct policy *policy)
{
	const struct profile_history *form = &policy->profile->version_history;
	struct text_value *lines = ARENA_ARRAY(&policy->arena, policy->history.count, struct text_value);
	struct buffer words = BUFFER_EMPTY;
	size_t count = 0;

	for (size_t i = 0; i < policy->history.count; i++) {
		struct history_entry *entry = LIST_ITEM(policy->history, struct history_entry, i);
		derive_changes(policy, entry);
		buffer_clear(&words);
		if (form->form.choice == HISTORY_SENTENCES &&
		    pattern_expand(&words, form->sentence.text, history_field, entry))
			lines[count++] = words_at(policy, &words, entry->place);
	}
	buffer_release(&words);
	policy->history_lines = (struct list){lines, count, policy->history.place};
}

/* SPEC section 5: policies/<slug>/ and policies/<slug>/versions/<version>/. */
static void derive_addresses(struct policy *policy, const struct site *site)
{
	struct text ref = policy->ref.text.length > 0 ? policy->ref.text : text_of(policy->file_ref);
	struct text base = site->base_url.text, version = version_slug(&policy->arena, policy->version.text);
	const char *slash = base.length > 0 ? "/" : "";

	if (base.bytes == NULL)
		base = TEXT("");
	policy->slug = ref_slug(&policy->arena, ref);
	policy->url.text = arena_format(&policy->arena, "%.*s%spolicies/%.*s/", TEXT_ARGUMENTS(base), slash,
					TEXT_ARGUMENTS(policy->slug));
	policy->version_url.text = arena_format(&policy->arena, "%.*sversions/%.*s/", TEXT_ARGUMENTS(policy->url.text),
						TEXT_ARGUMENTS(version));
}

void policy_derive(struct policy *policy, const struct suite *suite)
{
	derive_addresses(policy, suite->site);
	derive_category(policy, suite);
	derive_routes(policy, suite);
	derive_places(policy, suite);
	derive_cross_references(policy, suite);
	if (policy->profile == NULL)
		return;
	policy->last_reviewed_line = pattern_words(policy, &policy->profile->last_reviewed);
	policy->review_sentence = pattern_words(policy, &policy->profile->review_sentence);
	derive_control_rows(policy);
	derive_history(policy);
}
