/* YAML as a tree of values, front matter, and every table of fields over what was read. */
#include "base/unicode.h"
#include "parse/front_matter.h"
#include "parse/limits.h"
#include "parse/yaml.h"
#include "promises.h"
#include "read/fields.h"
#include "tree/profile.h"
#include "tree/site.h"
#include "tree/suite.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Aliases may repeat what stands before them: of any input that is read, no more than this comes. */
#define VALUES_MOST (LIMIT_FILE_BYTES * 2)

static void promise_text(struct text text)
{
	for (size_t offset = 0; offset < text.length;) {
		size_t begin = offset;
		uint32_t code_point = utf8_decode(text, &offset);
		promise(unicode_is_xml_char(code_point) && !unicode_is_bidi_control(code_point),
			"U+%04X at %zu of a text", (unsigned)code_point, begin);
	}
}

static void promise_place(const struct source *source, struct value_place place, struct value_place outer)
{
	promise(place.begin <= place.end && place.end <= source->bytes.length, "a place ends before it begins");
	promise(place.begin >= outer.begin && place.end <= outer.end, "a place lies outside that of its map");
}

/* `depth` is bounded by the reader: that it is, is the promise. */
static void promise_value(const struct source *source, const struct value *value, size_t depth, size_t *count)
{
	promise(depth <= LIMIT_YAML_DEPTH, "values are nested %zu deep", depth);
	promise(++*count <= VALUES_MOST, "there are too many values");
	promise(value->place.begin <= value->place.end && value->place.end <= source->bytes.length,
		"a value lies outside its source");
	if (value_is_scalar(value))
		promise_text(value->text);
	for (uint32_t i = 0; value->kind == VALUE_LIST && i < value->count; i++)
		promise_value(source, value->items[i], depth + 1, count);
	for (uint32_t i = 0; value->kind == VALUE_MAP && i < value->count; i++) {
		const struct value_member *member = &value->members[i];
		promise(member->key.length > 0, "a key without words");
		promise_text(member->key);
		promise_place(source, member->key_place, value->place);
		promise(value_map_member(value, member->key) == member, "a key stands twice");
		promise_value(source, member->value, depth + 1, count);
	}
}

static void read_tables(struct arena *arena, const struct source *source, const struct value *map,
			struct findings *findings)
{
	static const struct field_table *const tables[] = {&policy_fields, &profile_fields, &site_fields,
							   &shared_block_fields};
	const struct value *extra = NULL;

	for (size_t i = 0; i < ARRAY_COUNT(tables); i++) {
		void *object = arena_allocate(arena, tables[i]->size);
		fields_read(arena, source, map, tables[i], object, i == 0 ? &extra : NULL, findings);
		for (size_t j = 0; j < tables[i]->count; j++) {
			struct place place = field_place(object, &tables[i]->fields[j]);
			promise(place.source == NULL || (place.source == source && place.end <= source->bytes.length),
				"the field %s lies outside its source", tables[i]->fields[j].key);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = ARENA_EMPTY;
	struct source source;
	struct findings findings;
	size_t count = 0;

	source_init(&source, &arena, "x.yaml", arena_copy(&arena, (struct text){(const char *)bytes, size}));
	findings_init(&findings, &arena, TEXT("x"));
	if (bytes_are_safe(&source, &findings)) {
		struct value *value = yaml_read(&arena, &source, 0, source.bytes.length, &findings);
		if (value != NULL) {
			promise_value(&source, value, 0, &count);
			read_tables(&arena, &source, value, &findings);
		}
		struct front_matter front = front_matter_read(&arena, &source, &findings);
		count = 0;
		promise_value(&source, front.map, 0, &count);
		promise(front.body <= source.bytes.length, "the body begins after the end");
	}
	promise_findings(&findings);
	arena_release(&arena);
	return 0;
}
