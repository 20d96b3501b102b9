/* `policyc code`: which policies name a code, and how. */
#include "base/json_writer.h"
#include "cli/command.h"
#include "read/code_forms.h"
#include "tree/code_index.h"

/* A code, family or range that is asked for, as each system reads it; one that a system can't have is empty there. */
struct question {
	const char *words;
	struct code codes[CODE_SYSTEM_COUNT];
	bool is_code; /* of one system at least */
};

static struct question question_read(struct arena *arena, const char *words)
{
	struct question question = {.words = words};
	struct text text = text_trim(text_of(words));
	char *upper = arena_string(arena, text);
	for (size_t i = 0; i < text.length; i++)
		upper[i] = ascii_upper(upper[i]);
	for (int i = 0; i < CODE_SYSTEM_COUNT; i++) {
		struct code *code = &question.codes[i];
		struct text whole = {upper, text.length};
		if (code_read(arena, (enum code_system)i, whole, 0, code) != whole.length)
			*code = (struct code){0};
		question.is_code |= code->undotted.length > 0;
	}
	return question;
}

/* All that is looked up, once for all questions. */
struct lookup {
	const struct suite *suite;
	struct code_uses uses[CODE_SYSTEM_COUNT];
	struct delegations delegations[CODE_SYSTEM_COUNT];
};

static struct lookup lookup_make(struct suite *suite)
{
	struct lookup lookup = {.suite = suite};
	for (int i = 0; i < CODE_SYSTEM_COUNT; i++) {
		lookup.uses[i] = code_uses_collect(&suite->arena, suite, (enum code_system)i);
		lookup.delegations[i] = delegations_collect(&suite->arena, suite, (enum code_system)i);
	}
	return lookup;
}

static const char *answer_words(enum code_answer answer)
{
	static const char *const words[ANSWER_COUNT] = {
		[ANSWER_EXACT] = "exact",
		[ANSWER_FAMILY] = "by family",
		[ANSWER_RANGE] = "by range",
		[ANSWER_BELOW] = "one of those asked for",
		[ANSWER_HEADING] = "only the heading is listed; whether this code is meant, the policy does not say",
	};
	return words[answer];
}

/* The next line that answers the question, from *index on. */
static const struct code_use *next_use(const struct lookup *lookup, const struct question *question,
				       enum code_system system, size_t *index, enum code_answer *answer)
{
	const struct code_uses *uses = &lookup->uses[system];
	while (question->codes[system].undotted.length && *index < uses->count) {
		const struct code_use *use = &uses->items[(*index)++];
		*answer = code_answers(use->code, &question->codes[system]);
		if (*answer != ANSWER_NONE)
			return use;
	}
	return NULL;
}

static const char *standing_note(const struct policy *policy)
{
	if (policy->standing == STANDING_WITHDRAWN)
		return ", withdrawn";
	return policy->standing == STANDING_DRAFT ? ", draft" : "";
}

static void append_answers(struct buffer *out, const struct lookup *lookup, const struct question *question)
{
	bool is_named = false;
	buffer_append_format(out, "%s\n", question->words);
	for (int system = 0; system < CODE_SYSTEM_COUNT; system++) {
		const struct policy *before = NULL;
		const struct code_use *use;
		enum code_answer answer;
		for (size_t i = 0; (use = next_use(lookup, question, (enum code_system)system, &i, &answer));) {
			if (use->policy != before)
				buffer_append_format(
					out, "  %.*s %.*s (version %.*s%s)\n", TEXT_ARGUMENTS(use->policy->ref.text),
					TEXT_ARGUMENTS(use->policy->title.text),
					TEXT_ARGUMENTS(use->policy->version.text), standing_note(use->policy));
			before = use->policy;
			buffer_append_format(out, "    %s %.*s %.*s [%s]\n", code_system_names[system],
					     TEXT_ARGUMENTS(use->code->written), TEXT_ARGUMENTS(use->code->term),
					     answer_words(answer));
			is_named = true;
		}
	}
	if (!is_named)
		buffer_append_string(out, "  no policy names it\n");
}

/* Policies whose codes can't be known from here: an answer without them would claim too much. */
static void append_delegations(struct buffer *out, const struct lookup *lookup)
{
	for (int system = 0; system < CODE_SYSTEM_COUNT; system++) {
		const struct delegations *delegations = &lookup->delegations[system];
		if (!delegations->count)
			continue;
		buffer_append_format(out, "%s codes stand in another document for", code_system_names[system]);
		for (size_t i = 0; i < delegations->count; i++)
			buffer_append_format(out, "%s %.*s", i ? "," : "",
					     TEXT_ARGUMENTS(delegations->items[i].policy->ref.text));
		buffer_append_byte(out, '\n');
	}
}

static void member_or_null(struct json_writer *json, const char *name, struct text text)
{
	if (text.length)
		json_write_member(json, name, text);
	else
		json_write_member_null(json, name);
}

static void write_use(struct json_writer *json, const struct code_use *use, enum code_answer answer)
{
	json_write_object_begin(json);
	json_write_member(json, "ref", use->policy->ref.text);
	json_write_member(json, "title", use->policy->title.text);
	json_write_member(json, "version", use->policy->version.text);
	json_write_member(json, "url", use->policy->url.text);
	json_write_member(json, "state", text_of(standing_names[use->policy->standing]));
	member_or_null(json, "id", use->set->id);
	json_write_member(json, "system", text_of(code_system_names[use->set->system]));
	json_write_member(json, "role", use->set->role);
	json_write_member(json, "code", use->code->written);
	json_write_member(json, "canonical", use->code->canonical);
	json_write_member(json, "undotted", use->code->undotted);
	json_write_member(json, "match", text_of(code_match_names[use->code->match]));
	member_or_null(json, "last_canonical", use->code->last_canonical);
	member_or_null(json, "term", use->code->term);
	json_write_member(json, "answer", text_of(code_answer_name(answer)));
	json_write_object_end(json);
}

static void write_question(struct json_writer *json, const struct lookup *lookup, const struct question *question)
{
	json_write_object_begin(json);
	json_write_member(json, "asked", text_of(question->words));
	json_write_name(json, "uses");
	json_write_array_begin(json);
	for (int system = 0; system < CODE_SYSTEM_COUNT; system++) {
		const struct code_use *use;
		enum code_answer answer;
		for (size_t i = 0; (use = next_use(lookup, question, (enum code_system)system, &i, &answer));)
			write_use(json, use, answer);
	}
	json_write_array_end(json);
	json_write_object_end(json);
}

static void append_json(struct buffer *out, const struct lookup *lookup, const struct question *questions, size_t count)
{
	struct json_writer json;
	struct buffer day = BUFFER_EMPTY;
	date_append_iso(&day, lookup->suite->today);
	json_write_begin(&json, out, true);
	json_write_object_begin(&json);
	json_write_member(&json, "as_at", buffer_text(&day));
	json_write_name(&json, "questions");
	json_write_array_begin(&json);
	for (size_t i = 0; i < count; i++)
		write_question(&json, lookup, &questions[i]);
	json_write_array_end(&json);
	json_write_name(&json, "codes_elsewhere");
	json_write_array_begin(&json);
	for (int system = 0; system < CODE_SYSTEM_COUNT; system++) {
		for (size_t i = 0; i < lookup->delegations[system].count; i++) {
			const struct delegated_codes *delegated = &lookup->delegations[system].items[i];
			json_write_object_begin(&json);
			json_write_member(&json, "ref", delegated->policy->ref.text);
			json_write_member(&json, "system", text_of(code_system_names[system]));
			member_or_null(&json, "url", delegated->set->url);
			json_write_object_end(&json);
		}
	}
	json_write_array_end(&json);
	json_write_object_end(&json);
	json_write_end(&json);
	buffer_release(&day);
}

static int print_answers(struct suite *suite, const struct settings *settings, const struct question *questions)
{
	struct buffer out = BUFFER_EMPTY;
	struct lookup lookup = lookup_make(suite);
	if (settings->format == FORMAT_JSON) {
		append_json(&out, &lookup, questions, settings->argument_count);
	} else {
		for (size_t i = 0; i < settings->argument_count; i++)
			append_answers(&out, &lookup, &questions[i]);
		append_delegations(&out, &lookup);
	}
	int status = print_out(buffer_text(&out));
	buffer_release(&out);
	return status;
}

int command_code(const struct settings *settings)
{
	struct suite suite;
	struct arena arena = ARENA_EMPTY;
	struct question *questions = ARENA_ARRAY(&arena, settings->argument_count, struct question);
	for (size_t i = 0; i < settings->argument_count; i++) {
		questions[i] = question_read(&arena, settings->arguments[i]);
		if (questions[i].is_code)
			continue;
		complain("\"%s\" has not the form of an OPCS-4 or ICD-10 code, such as S10.3, S103, M54.- or "
			 "W37.1-W39.9",
			 settings->arguments[i]);
		arena_release(&arena);
		return STATUS_USAGE;
	}
	int status = suite_open_whole(&suite, settings);
	if (status <= STATUS_FINDINGS) {
		int answered = print_answers(&suite, settings, questions);
		status = answered > status ? answered : status;
	}
	suite_release(&suite);
	arena_release(&arena);
	return status;
}
