#include "parse/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/bug.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "parse/limits.h"
#include "parse/yaml_fault.h"
#include "parse/yaml_repair.h"
#include "parse/yaml_scalar.h"

/* What aliases may add to a document, in values: enough for a shared list, too little for a bomb. */
#define ALIASED_VALUES_MOST 1000
#define ANCHORS_MOST        64
/* One in so many code points has its byte offset noted. */
#define CHECKPOINT          64

struct anchor {
	struct text name;
	struct value *value;
	uint32_t size, height; /* values in it, itself included; levels below it, itself included */
};

/* A list or map that is being read. */
struct frame {
	struct value *value;
	struct text anchor; /* the name that it is marked with; empty: none */
	uint32_t size_before, height;
	bool has_key, key_is_lost; /* of a map: a key was read and its value is due; no value can be put under it */
	struct text key;
	struct value_place key_place;
};

struct reader {
	struct arena *arena;
	const struct source *source;
	struct findings *findings;
	size_t begin;      /* of the document in the source */
	struct text bytes; /* the document, with what couldn't be read taken out of it */
	const struct yaml_repair *repair;
	uint32_t *checkpoints; /* byte offset of every CHECKPOINT-th code point; NULL where all bytes are ASCII */
	size_t checkpoint_count;
	yaml_parser_t parser;
	struct frame frames[LIMIT_YAML_DEPTH];
	size_t depth;
	struct value *root;
	struct anchor anchors[ANCHORS_MOST];
	size_t anchor_count;
	uint32_t size, aliased, aliases; /* values so far, those that aliases repeated, aliases */
	struct place quoted;             /* the last words in quotes that go over several lines */
	bool is_stopped;
};

/* libyaml counts code points: where each CHECKPOINT-th of them begins, unless all are bytes. */
static void find_checkpoints(struct reader *reader)
{
	size_t count = utf8_count(reader->bytes);

	if (count == reader->bytes.length)
		return;
	reader->checkpoints = ARENA_ARRAY(reader->arena, count / CHECKPOINT + 1, uint32_t);
	size_t offset = 0;
	for (size_t i = 0; offset < reader->bytes.length; i++) {
		if (i % CHECKPOINT == 0)
			reader->checkpoints[reader->checkpoint_count++] = (uint32_t)offset;
		utf8_decode(reader->bytes, &offset);
	}
}

/* The byte offset in the source of libyaml's mark. */
static size_t mark_offset(const struct reader *reader, yaml_mark_t mark)
{
	size_t offset = mark.index;

	if (reader->checkpoint_count > 0) {
		size_t checkpoint = mark.index / CHECKPOINT;
		if (checkpoint >= reader->checkpoint_count)
			checkpoint = reader->checkpoint_count - 1;
		offset = reader->checkpoints[checkpoint];
		for (size_t i = checkpoint * CHECKPOINT; i < mark.index && offset < reader->bytes.length; i++)
			utf8_decode(reader->bytes, &offset);
	}
	if (offset > reader->bytes.length)
		offset = reader->bytes.length;
	return reader->begin + offset;
}

static struct value_place event_place(const struct reader *reader, const yaml_event_t *event)
{
	size_t begin = mark_offset(reader, event->start_mark), end = mark_offset(reader, event->end_mark);

	return (struct value_place){(uint32_t)begin, (uint32_t)(end < begin ? begin : end)};
}

static struct place source_place(const struct reader *reader, struct value_place place)
{
	return place_of(reader->source, place.begin, place.end);
}

/* Is a key read next? */
static bool is_due_as_key(const struct reader *reader)
{
	const struct frame *frame = reader->depth > 0 ? &reader->frames[reader->depth - 1] : NULL;

	return frame != NULL && frame->value->kind == VALUE_MAP && !frame->has_key;
}

/* The key of the whole document's map under which what is being read stands. */
static struct text outermost_key(const struct reader *reader)
{
	return reader->frames[0].key;
}

static bool is_list_entry(const struct reader *reader, const struct frame *frame)
{
	return frame > reader->frames && frame[-1].value->kind == VALUE_LIST;
}

static void add_to_map(struct reader *reader, struct frame *frame, struct value *value, struct value_place written)
{
	if (!frame->has_key) {
		/* The value is a key. Its own kind doesn't count: `no: 1` has the key "no". */
		frame->has_key = true;
		frame->key_is_lost = value->kind == VALUE_LIST || value->kind == VALUE_MAP || value->text.length == 0;
		frame->key = value->text;
		frame->key_place = written;
		if (frame->key_is_lost)
			findings_add(reader->findings, CHECK_YAML, source_place(reader, written),
				     "a key is missing here: write a name before the colon");
		return;
	}
	frame->has_key = false;
	if (frame->key_is_lost)
		return;
	struct value_member *member = value_map_add(reader->arena, frame->value, frame->key, value);
	if (member != NULL) {
		member->key_place = frame->key_place;
		return;
	}
	struct place place = source_place(reader, frame->key_place);
	struct value_member *first = value_map_member(frame->value, frame->key);
	/* What parted the two may be what couldn't be read. */
	if (yaml_repair_took(reader->repair, first->key_place.begin - reader->begin,
			     frame->key_place.begin - reader->begin))
		return;
	/* A dash that is lost makes all keys of an entry stand twice: that is told once. */
	struct text subject = is_list_entry(reader, frame)
				      ? arena_format(reader->arena, "entry at %u", frame->value->place.begin)
				      : frame->key;
	struct finding *finding = findings_add_subject(
		reader->findings, CHECK_YAML, subject, place,
		"the key \"%.*s\" stands here a second time, so it is unclear which of the two counts; %s",
		TEXT_ARGUMENTS(frame->key),
		is_list_entry(reader, frame) ? "delete one, or begin a new entry of the list with a dash and a space"
					     : "delete one");
	finding->key = outermost_key(reader);
	if (finding->note_count == 0)
		finding_note(reader->findings, finding, source_place(reader, first->key_place), "first written here");
}

/* Puts a finished value where it belongs. `written`: where it stands, which for one that is repeated is not its own
 * place; `height`: levels below it. */
static void add_value(struct reader *reader, struct value *value, struct value_place written, uint32_t height)
{
	if (reader->depth == 0) {
		reader->root = value;
		return;
	}
	struct frame *frame = &reader->frames[reader->depth - 1];
	if (frame->height < height + 1)
		frame->height = height + 1;
	if (written.end > frame->value->place.end)
		frame->value->place.end = written.end;
	if (frame->value->kind == VALUE_LIST)
		value_list_add(reader->arena, frame->value, value);
	else
		add_to_map(reader, frame, value, written);
}

static void note_anchor(struct reader *reader, struct text name, struct value *value, uint32_t size, uint32_t height)
{
	if (name.length > 0 && reader->anchor_count < ANCHORS_MOST)
		reader->anchors[reader->anchor_count++] = (struct anchor){name, value, size, height};
}

static struct text anchor_name(struct reader *reader, const yaml_char_t *anchor)
{
	return anchor ? arena_copy(reader->arena, text_of((const char *)anchor)) : TEXT("");
}

/* SPEC section 3, `yaml`: a tag asks for something to be made of the words that they are not. */
static void refuse_tag(struct reader *reader, const yaml_event_t *event, const yaml_char_t *tag)
{
	struct value_place place = event_place(reader, event);

	if (tag == NULL)
		return;
	/* The place of the event has the tag before the words: the tag alone is what is to go. */
	struct text rest = text_slice(reader->source->bytes, place.begin, place.end), word = rest;
	size_t mark = text_find_byte(rest, '!', 0);
	if (mark != TEXT_NOT_FOUND) {
		word = text_slice(rest, mark, rest.length);
		size_t end = 0;
		while (end < word.length && !is_ascii_space(word.bytes[end]))
			end++;
		place.begin += (uint32_t)mark;
		place.end = place.begin + (uint32_t)end;
	}
	findings_add_subject(
		reader->findings, CHECK_YAML, TEXT("!"), source_place(reader, place),
		"a tag (words that begin with !) has no meaning here; delete it, or put quotation marks round the "
		"words if they are to be shown");
}

static void stop(struct reader *reader)
{
	reader->is_stopped = true;
}

static void begin_collection(struct reader *reader, const yaml_event_t *event, struct value *value,
			     const yaml_char_t *anchor)
{
	value->place = event_place(reader, event);
	if (reader->depth == LIMIT_YAML_DEPTH) {
		findings_add(
			reader->findings, CHECK_LIMIT, source_place(reader, value->place),
			"lists and maps stand inside each other more than %d deep here; nothing after this is read",
			LIMIT_YAML_DEPTH);
		stop(reader);
		return;
	}
	reader->frames[reader->depth++] = (struct frame){
		.value = value,
		.anchor = anchor_name(reader, anchor),
		.size_before = reader->size++,
		.height = 1,
	};
}

static void end_collection(struct reader *reader, const yaml_event_t *event)
{
	struct frame *frame = &reader->frames[--reader->depth];
	size_t limit = mark_offset(reader, event->end_mark);

	/* Nobody is told that something is missing where something couldn't be read. Of the whole document the keys are
	 * known that have lost words. */
	if (reader->depth > 0)
		frame->value->is_incomplete |= yaml_repair_took(
			reader->repair, frame->value->place.begin - reader->begin, limit - reader->begin);
	/* A flow collection ends with its bracket; a block with its last item, not with the white space after it. */
	struct value_place end = event_place(reader, event);
	if (end.end > end.begin)
		frame->value->place.end = end.end;
	note_anchor(reader, frame->anchor, frame->value, reader->size - frame->size_before, frame->height);
	add_value(reader, frame->value, frame->value->place, frame->height);
}

static void read_alias(struct reader *reader, const yaml_event_t *event)
{
	struct value_place place = event_place(reader, event);
	struct text name = text_of((const char *)event->data.alias.anchor);
	const struct anchor *anchor = NULL;
	struct value *value = value_null(reader->arena);

	value->place = place;
	for (size_t i = reader->anchor_count; i-- > 0 && anchor == NULL;)
		if (text_equal(reader->anchors[i].name, name))
			anchor = &reader->anchors[i];
	if (++reader->aliases > LIMIT_YAML_ALIASES) {
		findings_add_subject(
			reader->findings, CHECK_YAML, TEXT("*"), source_place(reader, place),
			"more than %d words here begin with *, each of which repeats something; write out what "
			"is meant, or put quotation marks round words that are to be shown",
			LIMIT_YAML_ALIASES);
	} else if (anchor == NULL) {
		findings_add(
			reader->findings, CHECK_YAML, source_place(reader, place),
			"words that begin with * repeat something marked with &%.*s before, and there is no such mark; "
			"put quotation marks round the words",
			TEXT_ARGUMENTS(name));
	} else if (reader->aliased + anchor->size > ALIASED_VALUES_MOST ||
		   reader->depth + anchor->height > LIMIT_YAML_DEPTH) {
		findings_add_subject(reader->findings, CHECK_YAML, TEXT("*"), source_place(reader, place),
				     "what is repeated here by * would become too large; write out what is meant");
	} else {
		reader->aliased += anchor->size;
		reader->size += anchor->size;
		add_value(reader, anchor->value, place, anchor->height);
		return;
	}
	reader->size++;
	add_value(reader, value, value->place, 0);
}

static void read_scalar(struct reader *reader, const yaml_event_t *event)
{
	struct yaml_scalar scalar = {reader->source, event, event_place(reader, event), is_due_as_key(reader)};
	struct value *value = yaml_scalar_read(&scalar, reader->arena, reader->findings);
	bool is_quoted = event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
			 event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;

	if (is_quoted && event->start_mark.line != event->end_mark.line)
		reader->quoted = source_place(reader, value->place);
	refuse_tag(reader, event, event->data.scalar.tag);
	reader->size++;
	note_anchor(reader, anchor_name(reader, event->data.scalar.anchor), value, 1, 0);
	add_value(reader, value, value->place, 0);
}

static void read_event(struct reader *reader, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		read_scalar(reader, event);
		break;
	case YAML_ALIAS_EVENT:
		read_alias(reader, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
		refuse_tag(reader, event, event->data.sequence_start.tag);
		begin_collection(reader, event, value_list(reader->arena), event->data.sequence_start.anchor);
		break;
	case YAML_MAPPING_START_EVENT:
		refuse_tag(reader, event, event->data.mapping_start.tag);
		begin_collection(reader, event, value_map(reader->arena), event->data.mapping_start.anchor);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		end_collection(reader, event);
		break;
	case YAML_DOCUMENT_START_EVENT:
		if (reader->root != NULL) {
			findings_add(
				reader->findings, CHECK_YAML, source_place(reader, event_place(reader, event)),
				"a second part begins here, and only the first is read; delete this line, or put what "
				"follows above it");
			stop(reader);
		}
		break;
	case YAML_STREAM_END_EVENT:
		stop(reader);
		break;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		break;
	}
}

/* libyaml refuses C1 controls wherever they are, with nothing but a number: they are found first. True: there is none.
 */
static bool has_no_controls(struct reader *reader)
{
	bool has_none = true;

	for (size_t offset = 0; offset < reader->bytes.length;) {
		size_t begin = reader->begin + offset;
		uint32_t code_point = utf8_decode(reader->bytes, &offset);
		if (code_point < 0x7F || code_point > 0x9F || code_point == 0x85)
			continue;
		findings_add_subject(reader->findings, CHECK_ENCODING, TEXT("control"),
				     place_of(reader->source, begin, reader->begin + offset),
				     "the control character U+%04X, which nobody can see, stands here; delete it",
				     (unsigned)code_point);
		has_none = false;
	}
	return has_none;
}

/* The line of an offset up to it, and from it on. */
static void parts_of_line(const struct reader *reader, size_t offset, struct text *before, struct text *after)
{
	struct text line = source_line(reader->source, source_position(reader->source, (uint32_t)offset).line);
	size_t column = offset - (size_t)(line.bytes - reader->source->bytes.bytes);

	*before = text_slice(line, 0, column);
	*after = text_slice(line, column, line.length);
}

/* Tells of libyaml's fault in plain words. Returns where, in the source, what can't be read begins. */
static size_t report_fault(struct reader *reader, struct findings *findings, struct finding **told)
{
	struct yaml_fault fault;
	yaml_parser_t *parser = &reader->parser;
	struct text before, after, start, rest;

	if (parser->error == YAML_MEMORY_ERROR)
		memory_run_out();
	size_t offset = mark_offset(reader, parser->problem_mark), begin = mark_offset(reader, parser->context_mark);
	parts_of_line(reader, offset, &before, &after);
	parts_of_line(reader, begin, &start, &rest);
	yaml_fault_describe(&fault, parser->problem, parser->context, before, after, rest);
	if (fault.is_at_context)
		offset = begin;
	struct value_place place = {(uint32_t)offset, (uint32_t)offset};
	if (offset < reader->begin + reader->bytes.length && !is_ascii_space(reader->source->bytes.bytes[offset])) {
		size_t end = offset;
		utf8_decode(reader->source->bytes, &end);
		place.end = (uint32_t)end;
	}
	*told = findings_add(findings, CHECK_YAML, source_place(reader, place), "%s", fault.message);
	if (reader->quoted.source == NULL)
		return offset;
	finding_note(findings, *told, reader->quoted,
		     "these words in quotation marks go over several lines: is a closing mark missing?");
	return reader->quoted.begin;
}

/* A map of which nothing could be read, where the document begins. */
static struct value *incomplete_map(struct arena *arena, size_t begin)
{
	struct value *map = value_map(arena);

	map->place = (struct value_place){(uint32_t)begin, (uint32_t)begin};
	map->is_incomplete = true;
	return map;
}

/* Reads all of reader->bytes, or up to the first fault: false. */
static bool read_document(struct reader *reader)
{
	if (!yaml_parser_initialize(&reader->parser))
		memory_run_out();
	yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader->parser, (const unsigned char *)reader->bytes.bytes, reader->bytes.length);
	while (!reader->is_stopped) {
		yaml_event_t event;
		if (!yaml_parser_parse(&reader->parser, &event))
			return false;
		read_event(reader, &event);
		yaml_event_delete(&event);
	}
	return true;
}

/* What was read before reading ended early still counts. */
static void close_collections(struct reader *reader)
{
	while (reader->depth > 0) {
		struct frame *frame = &reader->frames[--reader->depth];
		frame->value->is_incomplete = true;
		add_value(reader, frame->value, frame->value->place, frame->height);
	}
}

struct value *yaml_read(struct arena *arena, const struct source *source, size_t begin, size_t end,
			struct findings *findings)
{
	struct text document = text_slice(source->bytes, begin, end);
	struct yaml_repair repair = {.length = document.length};
	struct findings found;
	bool is_whole = false, is_lost = false;
	struct value *root = NULL;

	/* Each fault is told, and what can't be read is taken out, until the rest can be read. What else is found
	 * counts only in the last reading: it would be told once for each. */
	for (size_t faults = 0; !is_whole && !is_lost; faults++) {
		struct reader reader = {
			.arena = arena,
			.source = source,
			.findings = &found,
			.begin = begin,
			.bytes = repair.bytes ? (struct text){repair.bytes, repair.length} : document,
			.repair = &repair,
		};
		findings_init(&found, findings->arena, findings->owner);
		if (!has_no_controls(&reader)) {
			findings_move(findings, &found);
			return incomplete_map(arena, begin);
		}
		find_checkpoints(&reader);
		is_whole = read_document(&reader);
		if (!is_whole) {
			struct finding *told;
			if (!repair.bytes)
				yaml_repair_init(&repair, arena, document);
			size_t offset = report_fault(&reader, findings, &told) - begin;
			is_lost = faults + 1 == YAML_FAULTS_MOST ||
				  !yaml_repair_take(&repair, document, offset, &told->key);
		}
		close_collections(&reader);
		root = reader.root;
		yaml_parser_delete(&reader.parser);
	}
	findings_move(findings, &found);
	return root == NULL && repair.bytes ? incomplete_map(arena, begin) : root;
}
