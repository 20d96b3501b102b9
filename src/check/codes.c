/* Clinical codes: their form, repeats, style, and how two lists of them combine. */
#include "base/map.h"
#include "base/memory.h"
#include "check/rules.h"

/* What two codes are compared by: system, match and canonical form. */
static struct text code_key(struct arena *arena, const struct code_set *set, const struct code *code)
{
	return arena_format(arena, "%d %d %.*s %.*s", (int)set->system, (int)code->match,
			    TEXT_ARGUMENTS(code->canonical), TEXT_ARGUMENTS(code->last_canonical));
}

static struct text shown(const struct code *code)
{
	return code->match == MATCH_EXACT && code->canonical.length ? code->canonical : code->written;
}

/* Terms are the same when they differ only in capitals and white space. */
static struct text folded_term(struct arena *arena, struct text term)
{
	struct buffer folded = BUFFER_EMPTY;
	bool space = false;
	for (size_t i = 0; i < term.length; i++) {
		if (is_ascii_space(term.bytes[i])) {
			space = folded.length > 0;
			continue;
		}
		if (space)
			buffer_append_byte(&folded, ' ');
		space = false;
		buffer_append_byte(&folded, ascii_lower(term.bytes[i]));
	}
	return buffer_keep(&folded, arena);
}

static bool terms_conflict(struct arena *arena, const struct code *a, const struct code *b)
{
	return a->term.length && b->term.length &&
	       !text_equal(folded_term(arena, a->term), folded_term(arena, b->term));
}

/* bad-code: the form of no code of its system. */
static void check_form(struct check_context *context, const struct code_set *set, const struct code *code)
{
	static const char *const forms[CODE_SYSTEM_COUNT] = {
		[CODE_OPCS4] = "a letter (never I), two digits and a further digit, as S10.3",
		[CODE_ICD10] = "a letter, two digits and mostly a further digit, as M54.5",
	};
	bool has_unseen = false;
	for (size_t i = 0; i < code->written.length; i++)
		has_unseen |= (unsigned char)code->written.bytes[i] > 0x7F;
	findings_add_subject(
		context->findings, CHECK_BAD_CODE, code->written, code->place,
		"\"%.*s\" has not the form of an %s code (%s), so no system would find it; %s",
		TEXT_ARGUMENTS(code->written), code_system_names[set->system], forms[set->system],
		has_unseen ? "a character stands in it that is no letter or digit, and may be one that nobody "
			     "sees: type it anew"
			   : "correct it");
}

/* bad-code: a range that runs backwards. */
static void check_range(struct check_context *context, const struct code_set *set, const struct code *code)
{
	struct text first = code->undotted, last = code->last_undotted;
	size_t both = first.length < last.length ? first.length : last.length;

	if (code->match != MATCH_RANGE || memcmp(last.bytes, first.bytes, both) >= 0)
		return;
	findings_add_subject(context->findings, CHECK_BAD_CODE, code->written, code->place,
			     "\"%.*s\" runs from a later %s code to an earlier one, so no code lies in it; write the "
			     "earlier one first, or correct the one that is wrong",
			     TEXT_ARGUMENTS(code->written), code_system_names[set->system]);
}

/* short-code: three characters, where a family is not said to be meant. */
static void check_length(struct check_context *context, const struct code_set *set, const struct code *code)
{
	if (code->match != MATCH_EXACT || code->undotted.length != 3)
		return;
	findings_add_subject(
		context->findings, CHECK_SHORT_CODE, shown(code), code->place,
		"%s code %.*s has only three characters, which name a heading and not a code, so systems that look for "
		"whole codes find nothing; write the codes that are meant, or %.*s.- for all below it",
		code_system_names[set->system], TEXT_ARGUMENTS(shown(code)), TEXT_ARGUMENTS(shown(code)));
}

/* residual-code-without-parent: the words say "other" or "unspecified", and not of what. */
static void check_term(struct check_context *context, const struct code_set *set, const struct code *code)
{
	static const char *const residual[] = {"other specified",          "unspecified", "other",
					       "not elsewhere classified", "nec",         "nos"};
	struct text term = text_trim(code->term);
	while (term.length && is_ascii_punctuation(term.bytes[term.length - 1]))
		term.length--;
	for (size_t i = 0; i < ARRAY_COUNT(residual); i++) {
		if (!text_equal_ignoring_case(term, text_of(residual[i])))
			continue;
		findings_add_subject(
			context->findings, CHECK_RESIDUAL_CODE_WITHOUT_PARENT, shown(code), code->place,
			"%s code %.*s is described only as \"%.*s\", and a reader can't tell of what; add the words of "
			"the heading that it belongs to",
			code_system_names[set->system], TEXT_ARGUMENTS(shown(code)), TEXT_ARGUMENTS(term));
		return;
	}
}

/* duplicate-code, or conflicting-code-terms where the words beside the two differ. */
static void check_repeat(struct check_context *context, const struct code_set *set, const struct code *first,
			 const struct code *again)
{
	struct text code = shown(again);
	const char *system = code_system_names[set->system];
	struct finding *finding;
	if (terms_conflict(context->arena, first, again)) {
		finding = findings_add_subject(context->findings, CHECK_CONFLICTING_CODE_TERMS, code, again->place,
					       "%s code %.*s is listed twice with different words" WHY
					       "one of the two lines must mean another code" FIX
					       "look both up, and correct the code or the words",
					       system, TEXT_ARGUMENTS(code));
		if (finding->note_count == 0)
			finding_note(context->findings, finding, first->place, "first listed here, as \"%.*s\"",
				     TEXT_ARGUMENTS(first->term));
		return;
	}
	finding = findings_add_subject(context->findings, CHECK_DUPLICATE_CODE, code, again->place,
				       "%s code %.*s is listed twice", system, TEXT_ARGUMENTS(code));
	if (finding->note_count == 0)
		finding_note(context->findings, finding, first->place, "first listed here");
}

/* supplementary-code-alone: methods (Y) and sites (Z) say nothing without the procedure that they add to. */
static void check_supplementary(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct code *first = NULL;
	for (size_t i = 0; i < policy->code_set_count; i++) {
		const struct code_set *set = &policy->code_sets[i];
		for (size_t j = 0; set->system == CODE_OPCS4 && j < set->count; j++) {
			char chapter = set->codes[j].canonical.length ? set->codes[j].canonical.bytes[0] : 'A';
			if (chapter != 'Y' && chapter != 'Z')
				return;
			if (!first)
				first = &set->codes[j];
		}
	}
	if (first)
		findings_add(context->findings, CHECK_SUPPLEMENTARY_CODE_ALONE, first->place,
			     "all OPCS-4 codes here are of chapters Y and Z (methods and sites), which only add to "
			     "another code, so no procedure is named; add the codes of the procedures");
}

/* bad-code: codes under a label that names both systems. Nearly every OPCS-4 code has the form of an ICD-10 code too.
 */
static void check_shared_label(struct check_context *context)
{
	const struct policy *policy = context->policy;

	for (size_t i = 1; i < policy->code_set_count; i++) {
		const struct code_set *set = &policy->code_sets[i - 1], *other = &policy->code_sets[i];
		const struct code_set *listed = set->count ? set : other;
		if (set->system == other->system || !set->heading.length ||
		    place_compare(set->place, other->place) != 0 || !listed->count)
			continue;
		struct finding *finding = findings_add(
			context->findings, CHECK_BAD_CODE, set->place,
			"this label names OPCS-4 and ICD-10, and most codes have the form of both, so those below it "
			"are taken for %s, and one of the other system would count the wrong patients; write a label "
			"for each system, and its codes below it",
			code_system_names[listed->system]);
		finding->severity = finding->severity > SEVERITY_WARNING ? SEVERITY_WARNING : finding->severity;
	}
}

static void rule_codes(struct check_context *context)
{
	const struct policy *policy = context->policy;
	struct map seen = MAP_EMPTY;
	for (size_t i = 0; i < policy->code_set_count; i++) {
		const struct code_set *set = &policy->code_sets[i];
		for (size_t j = 0; j < set->count; j++) {
			struct code *code = &set->codes[j];
			if (!code->canonical.length) {
				check_form(context, set, code);
				continue;
			}
			bool is_new;
			void **first = map_place(&seen, code_key(context->arena, set, code), &is_new);
			if (is_new)
				*first = code;
			else
				check_repeat(context, set, *first, code);
			check_range(context, set, code);
			check_length(context, set, code);
			check_term(context, set, code);
		}
	}
	map_release(&seen);
	check_shared_label(context);
	check_supplementary(context);
}

/* A35X, beside M54.5: the filler stands where nothing follows the dot. */
static bool has_filler(struct text undotted)
{
	return undotted.length == 4 && undotted.bytes[3] == 'X';
}

/* mixed-code-style: a set's first code with more than three characters, unlike the site's style. */
static void rule_code_style(struct check_context *context)
{
	const struct policy *policy = context->policy;
	for (size_t i = 0; i < policy->code_set_count; i++) {
		const struct code_set *set = &policy->code_sets[i];
		const struct site_code_system *system = site_code_system(context->suite->site, set->system);
		const struct code *code = set->count ? &set->codes[0] : NULL;
		if (!code || !system || system->style.choice < 0 || code->match != MATCH_EXACT ||
		    code->undotted.length < 4)
			continue;
		bool is_dotted = text_find_byte(code->written, '.', 0) != TEXT_NOT_FOUND;
		if (is_dotted == (system->style.choice == STYLE_DOTTED) || (!is_dotted && has_filler(code->undotted)))
			continue;
		findings_add(context->findings, CHECK_MIXED_CODE_STYLE, code->place,
			     "these %s codes are written %s a dot, and your organisation writes them %s (%.*s), so a "
			     "search for one form misses the other; write all alike at the next revision",
			     code_system_names[set->system], is_dotted ? "with" : "without",
			     is_dotted ? "without" : "with one",
			     TEXT_ARGUMENTS(is_dotted ? code->undotted : code->canonical));
	}
}

/* code-logic-unstated, coding-delegated: each once for a policy. */
static void rule_code_logic(struct check_context *context)
{
	const struct policy *policy = context->policy;
	bool has_codes[CODE_SYSTEM_COUNT] = {false};
	const struct code_set *delegated = NULL;
	for (size_t i = 0; i < policy->code_set_count; i++) {
		const struct code_set *set = &policy->code_sets[i];
		has_codes[set->system] |= set->count > 0;
		if (set->state == CODES_DELEGATED && !delegated)
			delegated = set;
	}
	if (has_codes[CODE_OPCS4] && has_codes[CODE_ICD10] && !policy->coding_logic.place.source)
		findings_add(context->findings, CHECK_CODE_LOGIC_UNSTATED,
			     place_of_section_kind(policy, SECTION_CODING),
			     "procedures and diagnoses are listed, and it is not said whether a patient's record needs "
			     "both, so two analysts count different patients; add coding_logic");
	if (delegated)
		findings_add(context->findings, CHECK_CODING_DELEGATED, delegated->place,
			     "a link stands in place of the codes, so no system can read them from here, and they "
			     "change when that page does; list the codes that the policy means");
}

/* unknown-code, code-term-differs: against the organisation's own code list, where it has one. */
static void rule_code_list(struct check_context *context)
{
	const struct policy *policy = context->policy;
	for (size_t i = 0; i < policy->code_set_count; i++) {
		const struct code_set *set = &policy->code_sets[i];
		const struct code_list *list = context->suite->code_lists[set->system];
		for (size_t j = 0; list && j < set->count; j++) {
			const struct code *code = &set->codes[j];
			if (!code->canonical.length || code->match == MATCH_RANGE)
				continue;
			const struct code_list_entry *entry = map_get(&list->entries, code->undotted);
			if (!entry) {
				findings_add_subject(context->findings, CHECK_UNKNOWN_CODE, shown(code), code->place,
						     "%s code %.*s is not in %s, so it may mean nothing, or something "
						     "else; correct it",
						     code_system_names[set->system], TEXT_ARGUMENTS(shown(code)),
						     list->source.path);
			} else if (code->term.length && entry->term.length &&
				   !text_equal(folded_term(context->arena, code->term),
					       folded_term(context->arena, entry->term))) {
				struct finding *finding = findings_add(
					context->findings, CHECK_CODE_TERM_DIFFERS, code->term_place,
					"the words beside %s code %.*s are not those of the code list (\"%.*s\"), so "
					"the code or the words may be wrong; compare the two",
					code_system_names[set->system], TEXT_ARGUMENTS(shown(code)),
					TEXT_ARGUMENTS(entry->term));
				finding_note(context->findings, finding, entry->place, "the code list says");
			}
		}
	}
}

/* Where a code's words were first seen. */
struct first_use {
	const struct code *code;
	const struct policy *policy;
};

/* conflicting-code-terms across policies: a warning, once for each policy and code, against the first policy that lists
 * the code with words. One pass and one map over the suite's codes. */
static void suite_rule_code_terms(struct check_context *context)
{
	const struct suite *suite = context->suite;
	struct map uses = MAP_EMPTY;
	for (size_t i = 0; i < suite->policy_count; i++) {
		struct policy *policy = suite->policies[i];
		for (size_t j = 0; !policy->is_older_version && j < policy->code_set_count; j++) {
			const struct code_set *set = &policy->code_sets[j];
			for (size_t k = 0; k < set->count; k++) {
				const struct code *code = &set->codes[k];
				if (!code->canonical.length || !code->term.length)
					continue;
				bool is_new;
				void **place = map_place(&uses, code_key(context->arena, set, code), &is_new);
				if (is_new) {
					struct first_use *first = ARENA_NEW(context->arena, struct first_use);
					*first = (struct first_use){code, policy};
					*place = first;
					continue;
				}
				const struct first_use *first = *place;
				if (first->policy == policy || !terms_conflict(context->arena, first->code, code))
					continue;
				struct finding *finding = findings_add_subject(
					&policy->findings, CHECK_CONFLICTING_CODE_TERMS,
					arena_format(&policy->arena, "across policies %.*s",
						     TEXT_ARGUMENTS(shown(code))),
					code->place,
					"%s code %.*s stands here with other words than in %.*s, "
					"so one of the two policies may name the "
					"wrong code; look it up",
					code_system_names[set->system], TEXT_ARGUMENTS(shown(code)),
					TEXT_ARGUMENTS(first->policy->ref.text));
				finding->severity = SEVERITY_WARNING;
				if (finding->note_count == 0)
					finding_note(&policy->findings, finding, first->code->place,
						     "there it is \"%.*s\"", TEXT_ARGUMENTS(first->code->term));
			}
		}
	}
	map_release(&uses);
}

const struct rule codes_rules[] = {
	POLICY_RULE(CODES, rule_codes),     POLICY_RULE(CODES, rule_code_style), POLICY_RULE(CODES, rule_code_logic),
	POLICY_RULE(CODES, rule_code_list), SUITE_RULE(suite_rule_code_terms),   RULES_END,
};
