#include "read/fields.h"

#include "base/nearest.h"
#include "base/scan.h"
#include "base/unicode.h"

/* What reading one map needs throughout. */
struct reader {
	struct arena *arena;
	const struct source *source;
	struct findings *findings;
	const struct field_table *outermost; /* the table of the whole file */
};

static struct place place_at(const struct reader *reader, struct value_place place)
{
	return place_of(reader->source, place.begin, place.end);
}

static struct place value_place_of(const struct reader *reader, const struct value *value)
{
	return place_at(reader, value->place);
}

static const char *article(const struct field_table *table)
{
	return text_find_byte(TEXT("aeio"), table->name[0], 0) == TEXT_NOT_FOUND ? "a" : "an";
}

static const char *nearest_key(const struct field_table *table, struct text key)
{
	struct nearest nearest;

	nearest_init(&nearest, key);
	for (size_t i = 0; i < table->count; i++)
		nearest_offer(&nearest, text_of(table->fields[i].key ? table->fields[i].key : ""));
	return nearest.best.bytes;
}

static const char *nearest_choice(const char *const *choices, struct text word)
{
	struct nearest nearest;

	nearest_init(&nearest, word);
	for (size_t i = 0; choices[i] != NULL; i++)
		nearest_offer(&nearest, text_of(choices[i]));
	return nearest.best.bytes;
}

/* Words as a message shows them: in one line, and not at any length. */
static struct text shown(struct arena *arena, struct text words)
{
	const size_t most = 60;
	size_t end = 0;

	while (end < words.length && end < most)
		utf8_decode(words, &end);
	char *line = arena_string(arena,
				  arena_format(arena, "%.*s%s", (int)end, words.bytes, end < words.length ? "…" : ""));
	for (char *byte = line; *byte != '\0'; byte++)
		if (is_ascii_space(*byte))
			*byte = ' ';
	return text_of(line);
}

/* "draft, ratified or withdrawn" */
static struct text choice_words(struct arena *arena, const char *const *choices)
{
	struct buffer words = BUFFER_EMPTY;

	for (size_t i = 0; choices[i] != NULL; i++) {
		if (i > 0)
			buffer_append_string(&words, choices[i + 1] == NULL ? " or " : ", ");
		buffer_append_string(&words, choices[i]);
	}
	return buffer_keep(&words, arena);
}

/* The words of a scalar; false, with a finding, where a list or map stands. */
static bool scalar_text(struct reader *reader, const struct field *field, const struct value *value, struct text *text)
{
	*text = value->text;
	if (value->kind != VALUE_LIST && value->kind != VALUE_MAP)
		return true;
	findings_add(
		reader->findings, CHECK_BAD_VALUE, value_place_of(reader, value),
		"\"%s\" takes words in one line, and here stands %s; put quotation marks round words that begin with "
		"- or hold a colon",
		field->key, value_kind_words(value->kind));
	return false;
}

static void read_text(struct reader *reader, const struct field *field, const struct value *value,
		      struct text_value *into)
{
	struct text text;

	if (scalar_text(reader, field, value, &text))
		*into = (struct text_value){text, value_place_of(reader, value)};
}

/* What somebody meant by "May 2025", "12th May 2025", "12/05/2025", "12.5.25", "2025/5/12" or "2025-5": the numbers,
 * day first as in Britain, whether or not there is such a day. False where that is unclear. */
static bool guess_numbers(struct text text, uint32_t *day, uint32_t *month, uint32_t *year)
{
	static const char months[12][4] = {"jan", "feb", "mar", "apr", "may", "jun",
					   "jul", "aug", "sep", "oct", "nov", "dec"};
	struct text parts[3] = {{NULL, 0}};
	size_t count = 0;

	for (size_t at = 0; at < text.length;) {
		size_t begin = at;
		while (at < text.length && text_find_byte(TEXT(" /.-,"), text.bytes[at], 0) == TEXT_NOT_FOUND)
			at++;
		if (at > begin && count == 3)
			return false;
		if (at > begin)
			parts[count++] = text_slice(text, begin, at);
		at++;
	}
	if (count < 2)
		return false;
	bool is_year_first = parts[0].length == 4 && is_ascii_digit(parts[0].bytes[3]);
	struct text year_part = parts[is_year_first ? 0 : count - 1], name = parts[is_year_first ? 1 : count - 2];
	struct text day_part = count < 3 ? TEXT("") : parts[is_year_first ? 2 : 0];
	for (uint32_t i = 0; i < 12 && name.length >= 3; i++)
		if (text_begins_ignoring_case(name, text_of(months[i])))
			*month = i + 1;
	bool is_named = *month > 0;
	if (!is_named && !text_to_number(name, 12, month))
		return false;
	if (!text_to_number(year_part, 9999, year))
		return false;
	if (year_part.length == 2 && count == 3)
		*year += 2000;
	if (is_named && day_part.length > 2 && !is_ascii_digit(day_part.bytes[day_part.length - 1]))
		day_part.length -= 2; /* 12th */
	if (count == 3 && (!text_to_number(day_part, 31, day) || *day == 0))
		return false;
	return *year >= 1900 && *month > 0;
}

/* The same as a date as it is to be written; `is_real`: there is such a day. */
static bool guess_date(struct text text, struct buffer *iso, bool *is_real)
{
	uint32_t day = 0, month = 0, year = 0;
	struct date date;

	if (!guess_numbers(text_trim(text), &day, &month, &year))
		return false;
	if (day > 0)
		buffer_append_format(iso, "%04u-%02u-%02u", year, month, day);
	else
		buffer_append_format(iso, "%04u-%02u", year, month);
	*is_real = date_parse(buffer_text(iso), &date);
	return true;
}

static bool looks_iso(struct text text)
{
	for (size_t i = 0; i < text.length; i++)
		if (!is_ascii_digit(text.bytes[i]) && text.bytes[i] != '-')
			return false;
	return (text.length == 7 || text.length == 10) && text.bytes[4] == '-';
}

static void report_bad_date(struct reader *reader, const struct field *field, struct text text, struct place place)
{
	struct buffer iso = BUFFER_EMPTY;
	bool is_real = false;

	if (!looks_iso(text) && guess_date(text, &iso, &is_real)) {
		if (is_real)
			findings_add(reader->findings, CHECK_BAD_DATE, place,
				     "\"%s\" needs a date as year, month and day, so that computers and people read it "
				     "alike: write %s",
				     field->key, buffer_string(&iso));
		else
			findings_add(reader->findings, CHECK_BAD_DATE, place,
				     "\"%s\" needs a date as year, month and day, and there is no %s in the calendar; "
				     "correct the month or the day",
				     field->key, buffer_string(&iso));
	} else if (looks_iso(text)) {
		findings_add(reader->findings, CHECK_BAD_DATE, place,
			     "\"%s\": there is no %.*s in the calendar; correct the month or the day", field->key,
			     TEXT_ARGUMENTS(text));
	} else {
		findings_add(reader->findings, CHECK_BAD_DATE, place,
			     "\"%s\" needs a date: a month (2025-05) or a day (2025-05-12)", field->key);
	}
	buffer_release(&iso);
}

static void read_date(struct reader *reader, const struct field *field, const struct value *value,
		      struct date_value *into)
{
	struct text text;

	if (!scalar_text(reader, field, value, &text))
		return;
	*into = (struct date_value){.place = value_place_of(reader, value), .text = text};
	if (text.length == 0 && (field->flags & FIELD_BLANK_ALLOWED))
		return;
	if (!date_parse(text, &into->date))
		report_bad_date(reader, field, text, into->place);
}

static void read_duration(struct reader *reader, const struct field *field, const struct value *value,
			  struct duration_value *into)
{
	struct text text;

	if (!scalar_text(reader, field, value, &text))
		return;
	*into = (struct duration_value){.place = value_place_of(reader, value), .text = text};
	if (duration_parse(text, &into->duration))
		return;
	/* "16", "16 yrs", "over 16s": most are years. */
	size_t begin = 0;
	while (begin < text.length && !is_ascii_digit(text.bytes[begin]))
		begin++;
	size_t end = digits_end(text, begin);
	struct text unit = text_trim(text_slice(text, end, text.length));
	const char *name = unit.length == 0 || ascii_lower(unit.bytes[0]) == 'y' || ascii_lower(unit.bytes[0]) == 's'
				   ? "years"
			   : ascii_lower(unit.bytes[0]) == 'm' ? "months"
			   : ascii_lower(unit.bytes[0]) == 'w' ? "weeks"
			   : ascii_lower(unit.bytes[0]) == 'd' ? "days"
							       : NULL;
	if (begin < end && end - begin < 4 && name != NULL)
		findings_add(reader->findings, CHECK_BAD_VALUE, into->place,
			     "\"%s\" needs a length of time: a number and years, months, weeks or days; did you mean "
			     "%.*s %s?",
			     field->key, TEXT_ARGUMENTS(text_slice(text, begin, end)), name);
	else
		findings_add(
			reader->findings, CHECK_BAD_VALUE, into->place,
			"\"%s\" needs a length of time: a number and years, months, weeks or days (5 years, 18 months)",
			field->key);
}

static void read_choice(struct reader *reader, const struct field *field, const struct value *value,
			struct choice_value *into)
{
	struct text text;

	*into = (struct choice_value){.choice = -1};
	if (!scalar_text(reader, field, value, &text))
		return;
	into->place = value_place_of(reader, value);
	into->text = text;
	for (int i = 0; field->choices[i] != NULL; i++)
		if (text_is(text, field->choices[i])) {
			into->choice = i;
			return;
		}
	struct text words = choice_words(reader->arena, field->choices);
	const char *nearest = nearest_choice(field->choices, text);
	text = shown(reader->arena, text);
	if (nearest != NULL)
		findings_add(reader->findings, CHECK_BAD_VALUE, into->place,
			     "\"%s\" can't be \"%.*s\"; did you mean %s? It takes %.*s", field->key,
			     TEXT_ARGUMENTS(text), nearest, TEXT_ARGUMENTS(words));
	else
		findings_add(reader->findings, CHECK_BAD_VALUE, into->place, "\"%s\" can't be \"%.*s\"; it takes %.*s",
			     field->key, TEXT_ARGUMENTS(text), TEXT_ARGUMENTS(words));
}

static void read_number(struct reader *reader, const struct field *field, const struct value *value,
			struct number_value *into)
{
	struct text text;
	uint32_t number = 0;

	if (!scalar_text(reader, field, value, &text))
		return;
	if (!text_to_number(text, UINT32_MAX, &number))
		findings_add(reader->findings, CHECK_BAD_VALUE, value_place_of(reader, value),
			     "\"%s\" needs a whole number in digits", field->key);
	*into = (struct number_value){.number = number, .place = value_place_of(reader, value), .text = text};
}

static void read_boolean(struct reader *reader, const struct field *field, const struct value *value,
			 struct boolean_value *into)
{
	if (value->kind != VALUE_BOOLEAN) {
		findings_add(reader->findings, CHECK_BAD_VALUE, value_place_of(reader, value),
			     "\"%s\" is either true or false, without quotation marks", field->key);
		return;
	}
	*into = (struct boolean_value){value->boolean, value_place_of(reader, value)};
}

/* Room for the items of a list value, or for the one item that stands in the place of a list. */
static void *list_items(struct reader *reader, const struct value *value, size_t size, struct list *into)
{
	into->count = value->kind == VALUE_LIST ? value->count : 1;
	into->place = value_place_of(reader, value);
	into->items = arena_allocate_array(reader->arena, into->count, size);
	return into->items;
}

static const struct value *list_item(const struct value *value, size_t index)
{
	return value->kind == VALUE_LIST ? value->items[index] : value;
}

static void read_texts(struct reader *reader, const struct field *field, const struct value *value, struct list *into)
{
	struct text_value *items = list_items(reader, value, sizeof *items, into);
	size_t kept = 0;

	for (size_t i = 0; i < into->count; i++) {
		const struct value *item = list_item(value, i);
		read_text(reader, field, item, &items[kept]);
		if (items[kept].place.source == NULL)
			continue;
		if (items[kept].text.length > 0 || (field->flags & FIELD_BLANK_ALLOWED))
			kept++;
		else
			findings_add(reader->findings, CHECK_BAD_VALUE, value_place_of(reader, item),
				     "an entry of \"%s\" is empty; write its words, or delete it", field->key);
	}
	into->count = kept;
}

static void read_choices(struct reader *reader, const struct field *field, const struct value *value, struct list *into)
{
	struct choice_value *items = list_items(reader, value, sizeof *items, into);
	size_t kept = 0;

	for (size_t i = 0; i < into->count; i++) {
		read_choice(reader, field, list_item(value, i), &items[kept]);
		if (items[kept].choice >= 0)
			kept++;
	}
	into->count = kept;
}

static void read_map(struct reader *reader, const struct field *field, const struct value *value, struct list *into)
{
	if (value->kind != VALUE_MAP) {
		findings_add(
			reader->findings, CHECK_BAD_VALUE, value_place_of(reader, value),
			"\"%s\" takes keys with words, each on a line of its own below it and indented; here stands %s",
			field->key, value_kind_words(value->kind));
		return;
	}
	struct map_item *items = arena_allocate_array(reader->arena, value->count, sizeof *items);
	*into = (struct list){items, 0, value_place_of(reader, value)};
	for (uint32_t i = 0; i < value->count; i++) {
		const struct value_member *member = &value->members[i];
		struct map_item *item = &items[into->count];
		item->key = (struct text_value){member->key, place_at(reader, member->key_place)};
		read_text(reader, field, member->value, &item->value);
		if (item->value.place.source != NULL)
			into->count++;
	}
}

/* Does a key that isn't known look like this one, misspelt? Then unknown-key has told how to mend it. */
static bool is_misspelt(const struct value *map, const struct field_table *table, const struct field *field)
{
	for (uint32_t i = 0; i < map->count; i++) {
		const char *nearest =
			field_find(table, map->members[i].key) ? NULL : nearest_key(table, map->members[i].key);
		if (nearest != NULL && text_is(text_of(nearest), field->key))
			return true;
	}
	return false;
}

static void read_members(struct reader *reader, const struct value *map, const struct field_table *table, void *object,
			 const struct value **extra);

/* A list of maps, or one map that stands for a list of one. */
static void read_list(struct reader *reader, const struct field *field, const struct value *value, struct list *into)
{
	size_t size = field->members->size, kept = 0;
	char *items = list_items(reader, value, size, into);

	for (size_t i = 0; i < into->count; i++) {
		const struct value *item = list_item(value, i);
		if (item->kind != VALUE_MAP) {
			findings_add(reader->findings, CHECK_BAD_VALUE, value_place_of(reader, item),
				     "each entry of \"%s\" takes keys with values; here stands %s", field->key,
				     value_kind_words(item->kind));
			continue;
		}
		void *object = items + kept++ * size;
		field_clear(field->members, object);
		*(struct place *)object = value_place_of(reader, item);
		read_members(reader, item, field->members, object, NULL);
	}
	into->count = kept;
}

static void read_object(struct reader *reader, const struct field *field, const struct value *value, void *object)
{
	if ((field->flags & FIELD_FALSE_FOR_NONE) && value->kind == VALUE_BOOLEAN && !value->boolean)
		return;
	if ((field->flags & FIELD_TEXT_FOR_FIRST) && (value->kind == VALUE_STRING || value->kind == VALUE_NUMBER)) {
		*(struct place *)object = value_place_of(reader, value);
		*FIELD_AT(object, &field->members->fields[0], struct text_value) =
			(struct text_value){value->text, value_place_of(reader, value)};
		return;
	}
	if (value->kind != VALUE_MAP) {
		findings_add(reader->findings, CHECK_BAD_VALUE, value_place_of(reader, value),
			     "\"%s\" takes keys with values, each on a line of its own below it and indented; here "
			     "stands %s",
			     field->key, value_kind_words(value->kind));
		return;
	}
	*(struct place *)object = value_place_of(reader, value);
	read_members(reader, value, field->members, object, NULL);
}

static void read_field(struct reader *reader, const struct field *field, const struct value *value, void *object)
{
	switch (field->type) {
	case FIELD_TEXT:
		read_text(reader, field, value, FIELD_AT(object, field, struct text_value));
		break;
	case FIELD_TEXT_LIST:
		read_texts(reader, field, value, FIELD_AT(object, field, struct list));
		break;
	case FIELD_DATE:
		read_date(reader, field, value, FIELD_AT(object, field, struct date_value));
		break;
	case FIELD_DURATION:
		read_duration(reader, field, value, FIELD_AT(object, field, struct duration_value));
		break;
	case FIELD_CHOICE:
		read_choice(reader, field, value, FIELD_AT(object, field, struct choice_value));
		break;
	case FIELD_CHOICES:
		read_choices(reader, field, value, FIELD_AT(object, field, struct list));
		break;
	case FIELD_NUMBER:
		read_number(reader, field, value, FIELD_AT(object, field, struct number_value));
		break;
	case FIELD_BOOLEAN:
		read_boolean(reader, field, value, FIELD_AT(object, field, struct boolean_value));
		break;
	case FIELD_OBJECT:
		read_object(reader, field, value, FIELD_AT(object, field, char));
		break;
	case FIELD_LIST:
		read_list(reader, field, value, FIELD_AT(object, field, struct list));
		break;
	case FIELD_MAP:
		read_map(reader, field, value, FIELD_AT(object, field, struct list));
		break;
	case FIELD_VALUE:
		*FIELD_AT(object, field, const struct value *) = value;
		break;
	}
}

/* Returns the nearest key, or NULL. */
static const char *report_unknown_key(struct reader *reader, const struct field_table *table, const struct value *map,
				      const struct value_member *member)
{
	struct place place = place_at(reader, member->key_place);
	const char *nearest = nearest_key(table, member->key);

	if (nearest == NULL) {
		findings_add(
			reader->findings, CHECK_UNKNOWN_KEY, place,
			"\"%.*s\" is no key of %s %s, so what it says would be lost; a key of your own organisation "
			"begins with x_",
			TEXT_ARGUMENTS(member->key), article(table), table->name);
		return NULL;
	}
	struct finding *finding =
		findings_add(reader->findings, CHECK_UNKNOWN_KEY, place,
			     "\"%.*s\" is no key of %s %s, so what it says would be lost; did you mean %s?",
			     TEXT_ARGUMENTS(member->key), article(table), table->name, nearest);
	/* Where the right key is there too, a second one would only be another fault. */
	if (value_map_get(map, text_of(nearest)) == NULL)
		finding_fix(reader->findings, finding, place, text_of(nearest),
			    arena_string(reader->arena, arena_format(reader->arena, "write %s", nearest)));
	return nearest;
}

static void report_missing(struct reader *reader, const struct value *map, const struct field_table *table,
			   const struct field *field)
{
	const struct value_member *member = value_map_member(map, text_of(field->key));
	/* What front matter lacks is told at the dashes that open it. */
	size_t begin = map->place.begin;
	bool is_front =
		text_begins(text_slice(reader->source->bytes, begin, reader->source->bytes.length), TEXT("---"));
	struct place place = place_of(reader->source, begin, begin + (is_front ? 3 : 0));

	if (member != NULL)
		findings_add(reader->findings, CHECK_MISSING_FIELD, place_at(reader, member->key_place),
			     "\"%s\" says nothing, and %s %s needs it; write its value after the colon", field->key,
			     article(table), table->name);
	else
		findings_add(reader->findings, CHECK_MISSING_FIELD, place,
			     "this %s has no \"%s\"; add a line \"%s: …\"", table->name, field->key, field->key);
}

/* True where the source says something under a required key, be it wrong: that has its own finding. */
static bool says_something(const struct value *value)
{
	switch (value == NULL ? VALUE_NULL : value->kind) {
	case VALUE_NULL:
		return false;
	case VALUE_LIST:
	case VALUE_MAP:
		return value->count > 0;
	case VALUE_BOOLEAN:
	case VALUE_NUMBER:
	case VALUE_STRING:
		break;
	}
	return text_trim(value->text).length > 0;
}

/* The findings after `before` are about this key. */
static void name_key(const struct findings *findings, const struct finding *before, struct text key)
{
	for (struct finding *finding = before ? before->next : findings->first; finding; finding = finding->next)
		finding->key = key;
}

static void read_members(struct reader *reader, const struct value *map, const struct field_table *table, void *object,
			 const struct value **extra)
{
	struct value *own = NULL;
	bool is_outermost = table == reader->outermost;

	for (uint32_t i = 0; i < map->count; i++) {
		const struct value_member *member = &map->members[i];
		const struct field *field = field_find(table, member->key);
		const struct finding *before = reader->findings->last;
		if (field != NULL) {
			if (member->value->kind != VALUE_NULL)
				read_field(reader, field, member->value, object);
		} else if (extra != NULL && text_begins(member->key, TEXT("x_")) && member->key.length > 2) {
			own = own != NULL ? own : value_map(reader->arena);
			value_map_add(reader->arena, own, member->key, member->value)->key_place = member->key_place;
		} else {
			const char *nearest = report_unknown_key(reader, table, map, member);
			name_key(reader->findings, before, text_of(nearest ? nearest : ""));
			continue;
		}
		name_key(reader->findings, before, member->key);
	}
	for (size_t i = 0; i < table->count && !map->is_incomplete; i++) {
		const struct field *field = &table->fields[i];
		if (field->key != NULL && (field->flags & FIELD_REQUIRED) &&
		    !says_something(value_map_get(map, text_of(field->key))) && !is_misspelt(map, table, field) &&
		    !(is_outermost && findings_name_key(reader->findings, field->key)))
			report_missing(reader, map, table, field);
	}
	if (extra != NULL)
		*extra = own;
}

void fields_read(struct arena *arena, const struct source *source, const struct value *map,
		 const struct field_table *table, void *object, const struct value **extra, struct findings *findings)
{
	struct reader reader = {arena, source, findings, table};

	field_clear(table, object);
	if (map->kind != VALUE_MAP) {
		findings_add(
			findings, CHECK_YAML, value_place_of(&reader, map),
			"%s %s is a list of keys with values, each on a line of its own (title: …); here stands %s",
			article(table), table->name, value_kind_words(map->kind));
		return;
	}
	read_members(&reader, map, table, object, extra);
}
