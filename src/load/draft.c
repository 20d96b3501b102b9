#include "load/draft.h"

#include "base/memory.h"
#include "base/text_edit.h"
#include "parse/front_matter.h"
#include "read/policy.h"

struct draft {
	struct arena arena;
	struct text source;
	struct text line_end; /* as the file has them */
	ARRAY_OF(struct text_edit) edits;
};

static void replace(struct draft *draft, size_t begin, size_t end, struct text replacement)
{
	*ARRAY_ADD(&draft->edits) = (struct text_edit){begin, end, replacement};
}

/* Where the line of a byte begins, and where it ends without and with its line end. */
static size_t line_begin(struct text source, size_t at)
{
	while (at > 0 && source.bytes[at - 1] != '\n' && source.bytes[at - 1] != '\r')
		at--;
	return at;
}

static size_t line_words_end(struct text source, size_t at)
{
	while (at < source.length && source.bytes[at] != '\n' && source.bytes[at] != '\r')
		at++;
	return at;
}

static size_t line_end(struct text source, size_t at)
{
	at = line_words_end(source, at);
	if (at < source.length && source.bytes[at] == '\r')
		at++;
	if (at < source.length && source.bytes[at] == '\n' && at > 0 &&
	    (source.bytes[at - 1] == '\r' || line_words_end(source, at) == at))
		at++;
	return at;
}

/* The line end of the file's first line. */
static struct text line_end_of(struct text source)
{
	size_t end = line_words_end(source, 0);
	return end < source.length ? text_slice(source, end, line_end(source, end)) : TEXT("\n");
}

/* Is there nothing but spaces before the byte in its line? */
static bool begins_line(struct text source, size_t at)
{
	return text_trim(text_slice(source, line_begin(source, at), at)).length == 0;
}

/* The last byte of what a value is written with: the place of a block may reach into the lines after it. */
static size_t last_byte(struct text source, struct value_place place)
{
	size_t end = place.end;
	while (end > place.begin && is_ascii_space(source.bytes[end - 1]))
		end--;
	return end > place.begin ? end - 1 : place.begin;
}

/* A scalar's new words, in quotes like its old ones. */
static void replace_scalar(struct draft *draft, const struct value *value, struct text words)
{
	char quote = draft->source.bytes[value->place.begin];
	if (quote == '"' || quote == '\'')
		words = arena_format(&draft->arena, "%c%.*s%c", quote, TEXT_ARGUMENTS(words), quote);
	replace(draft, value->place.begin, value->place.end, words);
}

/* "key: # to fill in" */
static void empty(struct draft *draft, const struct value_member *member)
{
	struct text source = draft->source;
	size_t begin = member->key_place.end, end = last_byte(source, member->value->place) + 1;
	if (member->value->kind == VALUE_NULL || member->value->place.end <= member->value->place.begin)
		return;
	while (begin < end && source.bytes[begin] != ':')
		begin++;
	replace(draft, begin + 1, end, TEXT(" # to fill in"));
}

/* Each line of a member becomes a comment. */
static void comment_out(struct draft *draft, const struct value_member *member)
{
	struct text source = draft->source;
	size_t column = member->key_place.begin - line_begin(source, member->key_place.begin);
	size_t last = last_byte(source, member->value->place), at = line_begin(source, member->key_place.begin);
	if (last < member->key_place.end)
		last = member->key_place.end - 1;
	while (at <= last) {
		size_t words = line_words_end(source, at), indent = at + column;
		replace(draft, indent < words ? indent : words, indent < words ? indent : words, TEXT("# "));
		at = line_end(source, at);
	}
}

/* Takes a member out of a map in braces, with the comma before it or after it. */
static void cut_out(struct draft *draft, const struct value *map, uint32_t index)
{
	size_t begin = map->members[index].key_place.begin, end = map->members[index].value->place.end;
	if (index + 1 < map->count)
		end = map->members[index + 1].key_place.begin;
	else if (index > 0)
		begin = map->members[index - 1].value->place.end;
	replace(draft, begin, end, TEXT(""));
}

/* The words that document_control gives to rows which the next version will word anew. */
static void drop_old_words(struct draft *draft, const struct value *control)
{
	static const char *const rows[] = {"version", "date_ratified", "date_published", "last_reviewed",
					   "review_date"};
	uint32_t last_cut = UINT32_MAX;
	for (uint32_t i = 0; control && control->kind == VALUE_MAP && i < control->count; i++)
		for (size_t row = 0; row < ARRAY_COUNT(rows); row++) {
			if (!text_is(control->members[i].key, rows[row]))
				continue;
			if (draft->source.bytes[control->place.begin] != '{')
				comment_out(draft, &control->members[i]);
			else if (last_cut + 1 != i || i + 1 < control->count)
				cut_out(draft, control, i);
			else /* the member before it took the comma between them */
				replace(draft, control->members[i].key_place.begin,
					control->members[i].value->place.end, TEXT(""));
			last_cut = i;
		}
}

static struct text month_of(struct arena *arena, struct date today)
{
	struct buffer month = BUFFER_EMPTY;
	today.day = 0;
	date_append_iso(&month, today);
	return buffer_keep(&month, arena);
}

#define CHANGES_TO_FILL_IN "To be written before this version is ratified."

/* One more entry after the last, laid out as the others are. */
static void open_entry(struct draft *draft, const struct value_member *member, size_t front_end, struct text version,
		       struct date today)
{
	struct arena *arena = &draft->arena;
	struct text source = draft->source, end = draft->line_end, month = month_of(arena, today), indent = TEXT("  ");
	const struct value *history = member ? member->value : NULL;
	size_t at = front_end;
	const char *key = "";
	if (history && history->kind == VALUE_LIST && source.bytes[history->place.begin] == '[') {
		replace(draft, history->place.end - 1, history->place.end - 1,
			arena_format(arena, "%s{version: \"%.*s\", date: %.*s, changes: \"" CHANGES_TO_FILL_IN "\"}",
				     history->count ? ", " : "", TEXT_ARGUMENTS(version), TEXT_ARGUMENTS(month)));
		return;
	}
	if (history && history->kind == VALUE_LIST && history->count) {
		const struct value *last = history->items[history->count - 1];
		size_t begin = line_begin(source, history->items[0]->place.begin), dash = begin;
		while (dash < source.length && source.bytes[dash] == ' ')
			dash++;
		indent = text_slice(source, begin, dash);
		at = line_end(source, last_byte(source, last->place));
	} else if (history) {
		at = line_end(source, member->key_place.end);
	} else {
		key = "history:";
	}
	replace(draft, at, at,
		arena_format(arena,
			     "%s%.*s%.*s- version: \"%.*s\"%.*s%.*s  date: %.*s # to fill in%.*s%.*s  changes: "
			     "\"" CHANGES_TO_FILL_IN "\"%.*s",
			     key, *key ? (int)end.length : 0, end.bytes, TEXT_ARGUMENTS(indent),
			     TEXT_ARGUMENTS(version), TEXT_ARGUMENTS(end), TEXT_ARGUMENTS(indent),
			     TEXT_ARGUMENTS(month), TEXT_ARGUMENTS(end), TEXT_ARGUMENTS(indent), TEXT_ARGUMENTS(end)));
}

static void edit_members(struct draft *draft, const struct front_matter *front, struct text version, struct date today)
{
	static const char *const emptied[] = {"date_ratified", "date_published", "last_reviewed", "review_date"};
	static const char *const commented[] = {"effective_from", "effective_to", "publish_from", "withdrawn"};
	const struct value *map = front->map;
	replace_scalar(draft, value_map_get(map, TEXT("version")), version);
	replace_scalar(draft, value_map_get(map, TEXT("status")), TEXT("draft"));
	for (size_t i = 0; i < ARRAY_COUNT(emptied); i++) {
		const struct value_member *member = value_map_member(map, text_of(emptied[i]));
		if (member)
			empty(draft, member);
	}
	for (size_t i = 0; i < ARRAY_COUNT(commented); i++) {
		const struct value_member *member = value_map_member(map, text_of(commented[i]));
		if (member)
			comment_out(draft, member);
	}
	drop_old_words(draft, value_map_get(map, TEXT("document_control")));
	/* The front matter ends with its closing line, before which a new key goes. */
	open_entry(draft, value_map_member(map, TEXT("history")),
		   line_begin(draft->source,
			      last_byte(draft->source, (struct value_place){front->place.begin, front->place.end})),
		   version, today);
}

/* Does each key begin a line of its own, as it must for lines to be made comments? */
static bool is_laid_out_in_lines(struct text source, const struct value *map)
{
	for (uint32_t i = 0; i < map->count; i++)
		if (!begins_line(source, map->members[i].key_place.begin))
			return false;
	return map->count > 0;
}

/* Is what was made of the policy what it was to be: the next version, a draft, and not a fault more? */
static bool is_as_meant(const struct policy *policy, struct text made, struct text version)
{
	struct policy *draft = policy_read(policy->source.path, made, false);
	struct policy *before = policy_read(policy->source.path, policy->source.bytes, false);
	bool is_right =
		draft->is_readable && text_equal(draft->version.text, version) &&
		draft->status.choice == STATUS_DRAFT && draft->history.count == policy->history.count + 1 &&
		draft->findings.count <= before->findings.count &&
		text_equal(text_slice(made, draft->front_matter.end, made.length),
			   text_slice(policy->source.bytes, policy->front_matter.end, policy->source.bytes.length));
	policy_free(draft);
	policy_free(before);
	return is_right;
}

bool draft_append(struct buffer *out, const struct policy *policy, struct text version, struct date today,
		  struct buffer *why)
{
	struct draft draft = {.source = policy->source.bytes};
	struct findings ignored;
	findings_init(&ignored, &draft.arena, TEXT(""));
	struct front_matter front = front_matter_read(&draft.arena, &policy->source, &ignored);
	struct buffer made = BUFFER_EMPTY;
	bool is_done = false;
	draft.line_end = line_end_of(draft.source);
	if (ignored.count == 0 && value_map_get(front.map, TEXT("version")) &&
	    value_map_get(front.map, TEXT("status")) && is_laid_out_in_lines(draft.source, front.map)) {
		edit_members(&draft, &front, version, today);
		text_edits_apply(&made, draft.source, draft.edits.items, draft.edits.count);
		is_done = is_as_meant(policy, buffer_text(&made), version);
	}
	if (is_done)
		buffer_append(out, buffer_text(&made));
	else
		buffer_append_string(why, "its front matter is laid out in a way that can't be edited with every other "
					  "byte kept; put each key on a line of its own");
	buffer_release(&made);
	ARRAY_RELEASE(&draft.edits);
	arena_release(&draft.arena);
	return is_done;
}

/* Words in double quotes as YAML reads them; "# to fill in" for none. */
static void append_words(struct buffer *out, struct text words)
{
	if (!words.length) {
		buffer_append_string(out, "# to fill in");
		return;
	}
	buffer_append_byte(out, '"');
	for (size_t i = 0; i < words.length; i++) {
		if (words.bytes[i] == '"' || words.bytes[i] == '\\')
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, words.bytes[i] == '\n' || words.bytes[i] == '\r' ? ' ' : words.bytes[i]);
	}
	buffer_append_byte(out, '"');
}

/* "key:" and, below it, the date and the reason. */
static void append_ending(struct buffer *out, const char *key, const struct ending *ending, struct text line_end)
{
	buffer_append_format(out, "%s:%.*s  date: ", key, TEXT_ARGUMENTS(line_end));
	date_append_iso(out, ending->date);
	buffer_append_format(out, "%.*s  reason: ", TEXT_ARGUMENTS(line_end));
	append_words(out, ending->reason);
	buffer_append(out, line_end);
	if (!ending->replaced_by.length)
		return;
	buffer_append_string(out, "  replaced_by: ");
	append_words(out, ending->replaced_by);
	buffer_append(out, line_end);
}

/* Is it the same version still, withdrawn, with not a fault more? */
static bool is_withdrawn_as_meant(const struct policy *policy, struct text made)
{
	struct policy *now = policy_read(policy->source.path, made, false);
	struct policy *before = policy_read(policy->source.path, policy->source.bytes, false);
	bool is_right =
		now->is_readable && now->status.choice == STATUS_WITHDRAWN && date_is_set(now->withdrawn.date.date) &&
		text_equal(now->version.text, policy->version.text) && now->findings.count <= before->findings.count &&
		text_equal(text_slice(made, now->front_matter.end, made.length),
			   text_slice(policy->source.bytes, policy->front_matter.end, policy->source.bytes.length));
	policy_free(now);
	policy_free(before);
	return is_right;
}

bool withdrawal_append(struct buffer *out, const struct policy *policy, const struct ending *ending, struct buffer *why)
{
	struct draft draft = {.source = policy->source.bytes, .line_end = line_end_of(policy->source.bytes)};
	struct findings ignored;
	findings_init(&ignored, &draft.arena, TEXT(""));
	struct front_matter front = front_matter_read(&draft.arena, &policy->source, &ignored);
	struct buffer made = BUFFER_EMPTY, lines = BUFFER_EMPTY;
	bool is_done = false;
	if (ignored.count == 0 && value_map_get(front.map, TEXT("status")) &&
	    !value_map_get(front.map, TEXT("withdrawn")) && is_laid_out_in_lines(draft.source, front.map)) {
		size_t last = last_byte(draft.source, (struct value_place){front.place.begin, front.place.end});
		size_t at = line_begin(draft.source, last);
		replace_scalar(&draft, value_map_get(front.map, TEXT("status")), TEXT("withdrawn"));
		append_ending(&lines, "withdrawn", ending, draft.line_end);
		replace(&draft, at, at, buffer_text(&lines));
		text_edits_apply(&made, draft.source, draft.edits.items, draft.edits.count);
		is_done = is_withdrawn_as_meant(policy, buffer_text(&made));
	}
	if (is_done)
		buffer_append(out, buffer_text(&made));
	else
		buffer_append_string(why,
				     "its front matter has `withdrawn` already, or is laid out in a way that can't "
				     "be edited with every other byte kept; put each key on a line of its own");
	buffer_release(&made);
	buffer_release(&lines);
	ARRAY_RELEASE(&draft.edits);
	arena_release(&draft.arena);
	return is_done;
}

void stub_append(struct buffer *out, const struct policy *policy, const struct ending *ending)
{
	struct ending of_stub = {ending->date, ending->reason, TEXT("")};
	buffer_append_format(out, "---\nref: %.*s\ntitle: ", TEXT_ARGUMENTS(policy->ref.text));
	append_words(out, policy->title.text);
	buffer_append_byte(out, '\n');
	append_ending(out, "removed", &of_stub, TEXT("\n"));
	buffer_append_string(out, "  versions: keep\n---\n");
}
