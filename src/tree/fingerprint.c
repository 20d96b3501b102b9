#include "tree/fingerprint.h"

#include "base/sha256.h"
#include "tree/flat_text.h"

static void append_member(struct buffer *out, const char *name, struct text bytes)
{
	buffer_append_format(out, "%s %zu\n", name, bytes.length);
	buffer_append(out, bytes);
	buffer_append_byte(out, '\n');
}

static void append_count(struct buffer *out, const char *name, size_t count)
{
	struct buffer digits = BUFFER_EMPTY;

	buffer_append_format(&digits, "%zu", count);
	append_member(out, name, buffer_text(&digits));
	buffer_release(&digits);
}

static void append_date(struct buffer *out, const char *name, const struct date_value *value)
{
	struct buffer iso = BUFFER_EMPTY;

	date_append_iso(&iso, value->date);
	append_member(out, name, buffer_text(&iso));
	buffer_release(&iso);
}

static void append_duration(struct buffer *out, const char *name, const struct duration_value *value)
{
	struct buffer iso = BUFFER_EMPTY;

	if (place_is_set(value->place))
		duration_append_iso(&iso, value->duration);
	append_member(out, name, buffer_text(&iso));
	buffer_release(&iso);
}

static void append_lines(struct buffer *out, const char *name, const struct list *texts)
{
	struct buffer lines = BUFFER_EMPTY;

	for (size_t i = 0; i < texts->count; i++) {
		if (i > 0)
			buffer_append_byte(&lines, '\n');
		buffer_append(&lines, LIST_ITEM(*texts, struct text_value, i)->text);
	}
	append_member(out, name, buffer_text(&lines));
	buffer_release(&lines);
}

/* Does the policy word a row of the table itself? */
static bool has_own_words(const struct policy *policy, struct text key)
{
	for (size_t i = 0; i < policy->document_control.count; i++)
		if (text_equal(LIST_ITEM(policy->document_control, struct map_item, i)->key.text, key))
			return true;
	return false;
}

static void append_control(struct buffer *out, const struct policy *policy)
{
	append_count(out, "control-rows", policy->control_rows.count);
	for (size_t i = 0; i < policy->control_rows.count; i++) {
		const struct control_row *row = LIST_ITEM(policy->control_rows, struct control_row, i);
		bool as_written = text_is(row->key.text, "cross_references") && !has_own_words(policy, row->key.text);
		append_member(out, "control-key", row->key.text);
		append_lines(out, "control-words", as_written ? &policy->cross_reference_texts : &row->lines);
	}
}

static void append_body(struct buffer *out, const struct policy *policy)
{
	struct buffer words = BUFFER_EMPTY;

	if (policy->body != NULL)
		node_append_words(&words, policy->body, (struct words_options){.lines = true});
	append_member(out, "body", buffer_text(&words));
	buffer_release(&words);
}

static void append_codes(struct buffer *out, const struct policy *policy)
{
	append_count(out, "code-sets", policy->code_set_count);
	for (size_t i = 0; i < policy->code_set_count; i++) {
		const struct code_set *set = &policy->code_sets[i];
		append_member(out, "set-system", text_of(code_system_names[set->system]));
		append_member(out, "set-state", text_of(code_set_state_names[set->state]));
		append_member(out, "set-heading", set->heading);
		append_member(out, "set-url", set->url);
		append_count(out, "set-codes", set->count);
		for (size_t j = 0; j < set->count; j++) {
			const struct code *code = &set->codes[j];
			append_member(out, "code-match", text_of(code_match_names[code->match]));
			append_member(out, "code-canonical", code->canonical.length ? code->canonical : code->written);
			append_member(out, "code-last", code->last_canonical);
			append_member(out, "code-term", code->term);
			append_member(out, "code-marks", code->marks);
		}
	}
}

static void append_references(struct buffer *out, const struct policy *policy)
{
	append_count(out, "references", policy->reference_count);
	for (size_t i = 0; i < policy->reference_count; i++) {
		const struct reference *reference = &policy->references[i];
		append_member(out, "reference-kind", text_of(reference_kind_names[reference->kind]));
		append_member(out, "reference-identifier", reference->identifier);
		append_member(out, "reference-label", reference->label);
		append_member(out, "reference-text", reference->text);
		append_member(out, "reference-url", reference->kind == REFERENCE_URL ? reference->url : TEXT(""));
	}
}

void fingerprint_append_form(struct buffer *out, const struct policy *policy)
{
	buffer_append_string(out, FINGERPRINT_FORM "\n");
	append_member(out, "ref", policy->ref.text);
	append_member(out, "title", policy->title.text);
	append_member(out, "subtitle", policy->subtitle.text);
	append_member(out, "version", policy->version.text);
	append_member(out, "category", policy->category_details.label.text);
	append_date(out, "date_ratified", &policy->date_ratified);
	append_date(out, "date_published", &policy->date_published);
	append_date(out, "last_reviewed", &policy->last_reviewed);
	append_date(out, "review_date", &policy->review_date);
	append_date(out, "effective_from", &policy->effective_from);
	append_date(out, "effective_to", &policy->effective_to);
	append_duration(out, "review_every", &policy->review_every);
	append_control(out, policy);
	append_body(out, policy);
	append_codes(out, policy);
	append_references(out, policy);
}

bool policies_say_the_same(const struct policy *one, const struct policy *other)
{
	struct buffer forms[2] = {BUFFER_EMPTY, BUFFER_EMPTY};

	fingerprint_append_form(&forms[0], one);
	fingerprint_append_form(&forms[1], other);
	bool is_same = text_equal(buffer_text(&forms[0]), buffer_text(&forms[1]));
	buffer_release(&forms[0]);
	buffer_release(&forms[1]);
	return is_same;
}

void policy_fingerprint(struct policy *policy)
{
	struct buffer form = BUFFER_EMPTY;
	char hex[SHA256_HEX_LENGTH + 1];

	fingerprint_append_form(&form, policy);
	sha256_hex(buffer_text(&form), hex);
	buffer_release(&form);
	policy->fingerprint = (struct text_value){arena_format(&policy->arena, "sha256:%s", hex), policy->ref.place};
}
