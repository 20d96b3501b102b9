/* What a policy says of other policies: by ref, by title, by nothing but a common source. */
#include "base/memory.h"
#include "base/scan.h"
#include "check/other_policies.h"
#include "check/rules.h"
#include "check/tables.h"
#include "check/whole_text.h"

static bool is_decided(const struct policy *policy)
{
	return policy->status.choice == STATUS_RATIFIED || policy->status.choice == STATUS_WITHDRAWN;
}

/* SPEC section 3: no check across policies is an error for ratified words. Those of a shared block may be ratified in
 * any of the policies that include it. */
static void lower_if_ratified(const struct check_context *context, struct finding *finding, struct place place)
{
	bool is_own = place.source == &context->policy->source;

	if ((!is_own || is_decided(context->policy)) && finding->severity > SEVERITY_WARNING)
		finding->severity = SEVERITY_WARNING;
}

/* Is it a policy that people are no longer to use? On the suite's day. */
static bool is_over(const struct policy *policy)
{
	return policy->standing == STANDING_WITHDRAWN || policy->standing == STANDING_SUPERSEDED ||
	       policy->status.choice == STATUS_WITHDRAWN;
}

static void report_former_ref(struct check_context *context, struct text ref, struct place place,
			      const struct policy *now)
{
	findings_add_subject(
		context->findings, CHECK_LINKS_TO_SUPERSEDED, subject_at(context, place, ref), place,
		"%.*s is a former ref of %.*s, so a reader who looks for it finds no such policy; write %.*s",
		TEXT_ARGUMENTS(ref), TEXT_ARGUMENTS(now->ref.text), TEXT_ARGUMENTS(now->ref.text));
}

static void report_over(struct check_context *context, const struct policy *other, struct place place)
{
	struct text ref = other->ref.text, successor = other->withdrawn.replaced_by.text;
	bool is_withdrawn = other->status.choice == STATUS_WITHDRAWN;
	struct finding *finding;

	/* What took its place may well say so. */
	if (text_equal(successor, context->policy->ref.text))
		return;
	if (successor.length)
		finding = findings_add_subject(
			context->findings, CHECK_LINKS_TO_SUPERSEDED, subject_at(context, place, ref), place,
			"%.*s is withdrawn, so a reader is sent to rules that no longer apply; %.*s "
			"has taken its place: name that",
			TEXT_ARGUMENTS(ref), TEXT_ARGUMENTS(successor));
	else
		finding = findings_add_subject(
			context->findings, CHECK_LINKS_TO_SUPERSEDED, subject_at(context, place, ref), place,
			"%.*s is %s, so a reader is sent to rules that no longer apply; name the "
			"policy that applies now, or take this out",
			TEXT_ARGUMENTS(ref), is_withdrawn ? "withdrawn" : "no longer in force");
	if (finding->note_count == 0 && place_is_set(other->withdrawn.place))
		finding_note(context->findings, finding, other->withdrawn.place, "withdrawn here");
}

static void report_unknown(struct check_context *context, struct text ref, struct place place)
{
	const struct policy *near = other_policy_near(context->suite->check_tables->other_policies, ref);
	struct finding *finding;

	if (near && text_equal(near->ref.text, context->policy->ref.text))
		near = NULL;
	if (near)
		finding = findings_add_subject(
			context->findings, CHECK_UNKNOWN_POLICY, subject_at(context, place, ref), place,
			"there is no policy %.*s here, so this leads nowhere; did you mean %.*s (%.*s)?",
			TEXT_ARGUMENTS(ref), TEXT_ARGUMENTS(near->ref.text), TEXT_ARGUMENTS(near->title.text));
	else
		finding = findings_add_subject(
			context->findings, CHECK_UNKNOWN_POLICY, subject_at(context, place, ref), place,
			"there is no policy %.*s here, so this leads nowhere; correct the ref, or "
			"write the title alone where the policy is not one of these",
			TEXT_ARGUMENTS(ref));
	lower_if_ratified(context, finding, place);
}

/* Its address answers, with why there is nothing more. */
static void report_removed(struct check_context *context, struct text ref, struct place place)
{
	struct finding *finding = findings_add_subject(
		context->findings, CHECK_LINKS_TO_SUPERSEDED, subject_at(context, place, ref), place,
		"%.*s was removed, so a reader finds only why" FIX "name the policy that applies now, or take this out",
		TEXT_ARGUMENTS(ref));
	lower_if_ratified(context, finding, place);
}

/* unknown-policy, links-to-superseded: of one ref that is written at a place. */
static void check_ref(struct check_context *context, struct text ref, struct place place)
{
	const struct policy *other = other_policy(context->suite, ref), *now;
	const struct record *record = suite_record(context->suite, ref);

	if (text_equal(ref, context->policy->ref.text) || !ref.length)
		return;
	if (record && record->stub) {
		if (context->policy->status.choice != STATUS_WITHDRAWN)
			report_removed(context, ref, place);
		return;
	}
	if (other) {
		if (is_over(other) && context->policy->status.choice != STATUS_WITHDRAWN)
			report_over(context, other, place);
		return;
	}
	now = other_policy_by_former_ref(context->suite->check_tables->other_policies, ref);
	if (now != context->policy && now)
		report_former_ref(context, ref, place, now);
	else if (!now)
		report_unknown(context, ref, place);
}

/* unresolved-xref: "policy:X#name", and X has no such part. */
static void check_part(struct check_context *context, const struct node *link)
{
	const struct policy *other = other_policy(context->suite, link->link.ref);
	struct text part = link->link.fragment, nearest;
	struct finding *finding;

	if (!other || other_policy_has_part(context->suite->check_tables->other_policies, other, part))
		return;
	nearest = other_policy_nearest_part(other, context->arena, part);
	if (nearest.bytes)
		finding = findings_add_subject(
			context->findings, CHECK_UNRESOLVED_XREF, subject_at(context, link->place, link->link.target),
			link->link.target_place,
			"%.*s has no part called #%.*s, so this leads only to its first page; did "
			"you mean #%.*s?",
			TEXT_ARGUMENTS(other->ref.text), TEXT_ARGUMENTS(part), TEXT_ARGUMENTS(nearest));
	else
		finding = findings_add_subject(context->findings, CHECK_UNRESOLVED_XREF,
					       subject_at(context, link->place, link->link.target),
					       link->link.target_place,
					       "%.*s has no part called #%.*s, so this leads only to its first page; "
					       "correct the name, or leave out what stands after the ref",
					       TEXT_ARGUMENTS(other->ref.text), TEXT_ARGUMENTS(part));
	lower_if_ratified(context, finding, link->link.target_place);
}

/* unknown-policy, links-to-superseded, reference-by-number, unresolved-xref: of a link. */
static void rule_policy_link(struct check_context *context, const struct node *link)
{
	struct text part = link->link.fragment;

	if (link->link.kind != LINK_POLICY)
		return;
	check_ref(context, link->link.ref, link->link.target_place);
	if (!part.length || text_equal(link->link.ref, context->policy->ref.text))
		return;
	if (is_ascii_digit(part.bytes[0]))
		findings_add_subject(
			context->findings, CHECK_REFERENCE_BY_NUMBER,
			subject_at(context, link->place, link->link.target), link->link.target_place,
			"this link names %.*s of another policy by its number, which changes when that policy "
			"does, and then it leads to another clause; give the clause a name there, as "
			"{#name}, and link to that",
			TEXT_ARGUMENTS(part));
	check_part(context, link);
}

/* A name of at least so many letters is nobody's but a policy's, whether or not there is one of that number. */
#define TELLING_LETTERS 6

static bool is_telling(struct text ref)
{
	size_t letters = 0;

	for (size_t i = 0; i < ref.length; i++)
		letters += is_ascii_letter(ref.bytes[i]);
	return letters >= TELLING_LETTERS;
}

/* What was meant as a ref from `*at` on, which becomes its end; empty: there is no more. */
static struct text next_meant_ref(const struct check_context *context, struct text words, size_t *at)
{
	const struct site *site = context->suite->site;
	const struct other_policies *others = context->suite->check_tables->other_policies;

	while (*at < words.length) {
		size_t exact = site_ref_length(site, words, *at), length = site_meant_ref_length(site, words, *at);
		struct text ref = text_slice(words, *at, *at + length);
		*at += exact ? exact : length ? length : 1;
		if (length && (is_telling(ref) || other_policy_near(others, ref)))
			return ref;
	}
	return TEXT("");
}

/* unknown-policy: of what was meant as a ref, which no reader and no program finds as it is written. */
static void check_meant_ref(struct check_context *context, struct text ref, struct place place)
{
	const struct other_policies *others = context->suite->check_tables->other_policies;

	if (ref.length && other_policy_near(others, ref) != context->policy)
		report_unknown(context, ref, place);
}

static bool is_in_link(const struct node *leaf, struct place place)
{
	struct walk walk = walk_begin(leaf);

	while (walk_next(&walk)) {
		const struct node *link = walk.node;
		if (walk.is_entering && link->kind == NODE_LINK && link->place.source == place.source &&
		    link->place.begin < place.end && link->place.end > place.begin)
			return true;
	}
	return false;
}

/* A block of words that names more has a list of them. */
#define NAMED_MOST 50

/* unknown-policy: "CMICB Clin087" in the text. */
static void rule_meant_refs(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	struct text ref;
	size_t at = 0;

	for (size_t count = 0; count < NAMED_MOST; count++) {
		ref = next_meant_ref(context, flat->text, &at);
		if (!ref.length)
			break;
		struct place place = flat_text_place(flat, at - ref.length, at);
		if (!is_in_link(leaf, place))
			check_meant_ref(context, ref, place);
	}
}

/* What stands in the row for cross references where there are none. */
static bool is_none(struct text title)
{
	while (title.length && title.bytes[title.length - 1] == '.')
		title.length--;
	return text_equal_ignoring_case(title, TEXT("none")) || text_equal_ignoring_case(title, TEXT("nil")) ||
	       text_equal_ignoring_case(title, TEXT("not applicable"));
}

/* What stands in the row for cross references and is no policy of the organisation's. */
static bool is_guidance(struct text title)
{
	static const char *const words[] = {"nice", "nhs england", "guideline", "guidance", "http", "www."};

	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		for (size_t at = 0; at < title.length; at++)
			if (text_begins_ignoring_case(text_slice(title, at, title.length), text_of(words[i])))
				return true;
	return false;
}

static void report_title(struct check_context *context, struct text title, struct place place)
{
	const struct policy *other = other_policy_by_title(context->suite->check_tables->other_policies, title);
	struct text subject = subject_at(context, place, title), pattern = context->suite->site->ref_pattern.text;

	if (other == context->policy)
		return;
	if (other)
		findings_add_subject(
			context->findings, CHECK_RELATED_BY_TITLE_ONLY, subject, place,
			"the policy \"%.*s\" is named without its ref, so no link leads there; it is %.*s: "
			"write policy:%.*s",
			TEXT_ARGUMENTS(title), TEXT_ARGUMENTS(other->ref.text), TEXT_ARGUMENTS(other->ref.text));
	else
		findings_add_subject(
			context->findings, CHECK_RELATED_BY_TITLE_ONLY, subject, place,
			"the policy \"%.*s\" is named without a ref, so no link leads there, and nobody is "
			"told when it changes; write policy: and its ref (%.*s…)",
			TEXT_ARGUMENTS(title), TEXT_ARGUMENTS(text_slice(pattern, 0, text_find_byte(pattern, '#', 0))));
}

/* Of words of the front matter: the ref that the reader found, or one that stands in them, or was meant. False: there
 * is none. */
static bool check_field_ref(struct check_context *context, struct text words, struct text ref, struct place place)
{
	size_t at = 0;

	if (!ref.length)
		ref = ref_within(context->suite->site, words);
	if (ref.length) {
		check_ref(context, ref, place);
		return true;
	}
	ref = next_meant_ref(context, words, &at);
	check_meant_ref(context, ref, place);
	return ref.length > 0;
}

/* unknown-policy, links-to-superseded, related-by-title-only: of the front matter. */
static void rule_cross_references(struct check_context *context)
{
	const struct policy *policy = context->policy;

	if (policy->withdrawn.replaced_by.text.length)
		check_field_ref(context, policy->withdrawn.replaced_by.text, TEXT(""),
				policy->withdrawn.replaced_by.place);
	for (size_t i = 0; i < policy->cross_references.count; i++) {
		const struct cross_reference *reference =
			LIST_ITEM(policy->cross_references, struct cross_reference, i);
		struct text title = text_trim(reference->title.text);
		bool has_ref = check_field_ref(context, title, reference->ref.text, reference->place);
		if (!has_ref && !is_none(title) && !is_guidance(title) && policy->status.choice != STATUS_WITHDRAWN)
			report_title(context, title, reference->place);
	}
}

/* Words of the text: "the current ICB gender incongruence policy". */

static bool is_name_byte(char c)
{
	return is_word_byte(c, WORD_DIGIT | WORD_BEYOND_ASCII) || (c && strchr("-'/&()", c));
}

/* The most words of a title that are looked up. */
#define TITLE_WORDS_MOST 8

static bool is_in_list(struct text word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal_ignoring_case(word, text_of(list[i])))
			return true;
	return false;
}

/* Words that stand before a name and are no part of it. */
static bool leads_to_name(struct text word)
{
	static const char *const words[] = {
		"this",        "the",     "that",     "these", "those", "each",     "any",        "all",
		"our",         "their",   "its",      "same",  "such",  "relevant", "individual", "separate",
		"other",       "current", "existing", "new",   "old",   "previous", "related",    "specific",
		"appropriate", "latest",  "full",     "main",  "own",   "general",  "local",      "clinical",
		"published",   "icb",     "icb's",    "ccg",   "ccg's", "board's",  "a",          "an",
	};

	return is_in_list(word, words, ARRAY_COUNT(words));
}

/* Words with which the policy is another kind of policy, or somebody else's, or no name at all. */
/* clang-format off */
static const char *const no_names[] = {
	"ifr", "funding", "request", "requests", "commissioning", "decision", "decisions", "making",
	"exceptional", "exceptionality", "trust", "trusts", "trust's", "provider", "providers", "provider's",
	"hospital", "hospitals", "hospital's", "national", "nhs", "england", "nice", "ebi", "privacy",
	"complaints", "equality", "governance", "approval", "prior", "conflict", "conflicts", "interest",
	"safeguarding", "records", "information", "retention", "prioritisation", "financial", "procurement",
	"access", "ethical", "policy", "policies", "website", "framework", "programme", "statement", "board",
	"no", "in", "with", "by", "to", "from", "under", "as", "is", "are", "not", "be", "which", "where",
	"when", "if", "will", "may", "should", "must", "what", "who", "they", "it", "only", "has", "have",
	"had", "was", "were", "does", "do", "been", "the", "a", "an", "on", "more", "further", "details",
	"example", "reasons", "use", "section", "criteria", "patient", "patients",
};
/* clang-format on */

static bool is_no_name(struct text word)
{
	return is_in_list(word, no_names, ARRAY_COUNT(no_names));
}

/* The words from `begin` to "policy" at `end` as a name: without those that lead to it. Empty where nothing is left;
 * bytes NULL where another kind of policy is meant. */
static struct text name_of_policy(struct text text, size_t begin, size_t end)
{
	struct text rest = text_trim(text_slice(text, begin, end)), words = rest, word;
	size_t count = 0;

	while (text_split(&words, ' ', &word)) {
		if (count == 0 && leads_to_name(word))
			rest = words.bytes ? text_trim(words) : TEXT("");
		else if (is_no_name(word))
			return (struct text){0};
		else
			count++;
	}
	return count && count <= 6 ? rest : TEXT("");
}

/* Where a run of name's words begins that ends at `end`: back to a mark, at most eight words. */
static size_t run_begin(struct text text, size_t end)
{
	size_t begin = end, words = 0;

	while (begin > 0 && (is_name_byte(text.bytes[begin - 1]) || text.bytes[begin - 1] == ' ')) {
		words += text.bytes[begin - 1] == ' ';
		if (words > 9)
			break;
		begin--;
	}
	return begin;
}

static bool is_joining_word(struct text word)
{
	return text_is(word, "and") || text_is(word, "or") || text_is(word, "of");
}

/* Of "policy on varicose veins": the name after "on", up to a mark or a word that no name holds; `end` becomes its end.
 */
static struct text name_after(struct text text, size_t after, size_t *end)
{
	struct text rest = text_slice(text, after, text.length);
	size_t begin = text_begins(rest, TEXT(" on "))    ? after + 4
		       : text_begins(rest, TEXT(" for ")) ? after + 5
							  : text.length;
	size_t at = begin;

	*end = begin;
	for (size_t words = 0; words < 6 && at < text.length && is_name_byte(text.bytes[at]); words++) {
		size_t word_end = at;
		while (word_end < text.length && is_name_byte(text.bytes[word_end]))
			word_end++;
		struct text word = text_slice(text, at, word_end);
		if (is_no_name(word) || text_is(word, "for") || (words == 0 && leads_to_name(word)))
			break;
		if (!is_joining_word(word))
			*end = word_end;
		at = word_end < text.length && text.bytes[word_end] == ' ' ? word_end + 1 : text.length;
	}
	return text_slice(text, begin, *end);
}

/* The name of another of the organisation's policies around the word "policy" at `at`: "the (current) ICB … policy",
 * "see the … policy", "refer to the ICB policy on …". Empty: none is named. From its beginning to `end` it is told of.
 */
static struct text named_policy(const struct site *site, struct text text, size_t at, size_t *end)
{
	static const char *const leads[] = {"see the ",        "see our ",        "refer to the ",    "refer to our ",
					    "set out in the ", "covered by the ", "described in the "};
	static const char *const organisations[] = {"ICB ", "ICB's ", "CCG ", "CCG's ", "Board's "};
	size_t begin = run_begin(text, at), led = 0;
	struct text run = text_slice(text, begin, at), short_name = site->organisation.short_name.text;

	for (size_t i = 0; i < run.length && !led; i++) {
		struct text rest = text_slice(run, i, run.length);
		if (i > 0 && run.bytes[i - 1] != ' ')
			continue;
		for (size_t j = 0; j < ARRAY_COUNT(organisations); j++)
			if (text_begins(rest, text_of(organisations[j])))
				led = i + text_of(organisations[j]).length;
		for (size_t j = 0; j < ARRAY_COUNT(leads); j++)
			if (text_begins_ignoring_case(rest, text_of(leads[j])))
				led = i + text_of(leads[j]).length;
		if (!led && short_name.length && text_begins(rest, short_name))
			led = i + short_name.length;
	}
	*end = at + sizeof "policy" - 1;
	if (!led)
		return TEXT("");
	struct text name = name_of_policy(run, led, run.length);
	return name.length || !name.bytes ? name : name_after(text, *end, end);
}

/* The title of another policy of the suite beside the word "policy" at `at`, whatever leads to it: "the varicose veins
 * policy", "the policy on varicose veins". Empty: none. */
static struct text titled_policy(const struct other_policies *others, struct text text, size_t at, size_t *end)
{
	size_t begin = at - 1, after = at + sizeof "policy" - 1;
	struct text rest = text_slice(text, after, text.length);
	size_t from = text_begins(rest, TEXT(" on ")) ? after + 4 : text_begins(rest, TEXT(" for ")) ? after + 5 : 0;

	*end = after;
	for (size_t words = 0; words < TITLE_WORDS_MOST && begin > 0 && is_name_byte(text.bytes[begin - 1]); words++) {
		while (begin > 0 && is_name_byte(text.bytes[begin - 1]))
			begin--;
		struct text name = text_slice(text, begin, at - 1);
		if (words == 0 && (is_no_name(name) || leads_to_name(name)))
			break;
		if (other_policy_by_title(others, name))
			return name;
		if (begin > 0 && text.bytes[begin - 1] == ' ')
			begin--;
	}
	*end = from;
	for (size_t words = 0; from && words < TITLE_WORDS_MOST && *end < text.length; words++) {
		while (*end < text.length && is_name_byte(text.bytes[*end]))
			(*end)++;
		if (other_policy_by_title(others, text_slice(text, from, *end)))
			return text_slice(text, from, *end);
		if (*end < text.length && text.bytes[*end] != ' ')
			break;
		(*end)++;
	}
	return TEXT("");
}

/* Does the name stand in a link, or is a ref or a link to a policy put to it in its sentence? */
static bool is_linked(const struct node *leaf, const struct flat_text *flat, size_t begin, size_t end)
{
	struct place name = flat_text_place(flat, begin, end);
	size_t after = end + 80 < flat->text.length ? end + 80 : flat->text.length;
	struct place rest = flat_text_place(flat, begin, after);
	struct walk walk = walk_begin(leaf);

	while (walk_next(&walk)) {
		const struct node *link = walk.node;
		if (!walk.is_entering || link->kind != NODE_LINK || link->place.source != name.source)
			continue;
		if (link->place.begin < name.end && link->place.end > name.begin)
			return true;
		if (link->link.kind == LINK_POLICY && link->place.begin < rest.end && link->place.end > rest.begin)
			return true;
	}
	return false;
}

/* related-by-title-only: of the text. */
static void rule_named_policy(struct check_context *context, const struct node *leaf, const struct flat_text *flat)
{
	struct text text = flat->text, word = TEXT("olicy");
	size_t count = 0;

	if (leaf->kind == NODE_HEADING || leaf->kind == NODE_REFERENCE ||
	    context->policy->status.choice == STATUS_WITHDRAWN)
		return;
	for (size_t at = 0; count < NAMED_MOST && (at = text_find(text, word, at)) != TEXT_NOT_FOUND;
	     at += word.length) {
		if (at < 2 || ascii_lower(text.bytes[at - 1]) != 'p' || text.bytes[at - 2] != ' ' ||
		    word_end(text, at + word.length, WORD_BEYOND_ASCII) > at + word.length)
			continue;
		size_t end;
		struct text name = named_policy(context->suite->site, text, at - 1, &end);
		if (!name.length)
			name = titled_policy(context->suite->check_tables->other_policies, text, at - 1, &end);
		if (!name.length)
			continue;
		count++;
		size_t begin = (size_t)(name.bytes - text.bytes);
		if (!is_linked(leaf, flat, begin, end))
			report_title(context, name, flat_text_place(flat, begin, end));
	}
}

const struct rule related_rules[] = {
	POLICY_RULE(OTHER_POLICIES, rule_cross_references),
	NODE_RULE(OTHER_POLICIES, LINK, rule_policy_link),
	LEAF_RULE(OTHER_POLICIES, rule_meant_refs),
	LEAF_RULE(OTHER_POLICIES, rule_named_policy),
	RULES_END,
};
