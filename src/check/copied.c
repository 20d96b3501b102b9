/* What is left of another policy when a policy is made from a copy of it: its title, its words in the document control
 * table; and a policy that names itself where others belong. */
#include "base/memory.h"
#include "check/other_policies.h"
#include "check/rules.h"
#include "check/tables.h"

static const struct other_policies *others_of(const struct check_context *context)
{
	return context->suite->check_tables->other_policies;
}

static struct text without_scheme(struct text ref)
{
	ref = text_trim(ref);
	return text_begins(ref, TEXT("policy:")) ? text_slice(ref, sizeof "policy:" - 1, ref.length) : ref;
}

static void report_self(struct check_context *context, const char *key, struct place place)
{
	findings_add_subject(context->findings, CHECK_SELF_REFERENCE, text_of(key), place,
			     "\"%s\" names this policy itself", key);
}

/* self-reference: in the front matter. Of previous_refs redirect-clash speaks. */
static void rule_self_reference(struct check_context *context)
{
	const struct policy *policy = context->policy;
	struct text ref = policy->ref.text, title = plain_title(context->arena, policy->title.text);

	if (!ref.length)
		return;
	for (size_t i = 0; i < policy->cross_references.count; i++) {
		const struct cross_reference *row = LIST_ITEM(policy->cross_references, struct cross_reference, i);
		if (text_equal(row->ref.text, ref) || text_equal(without_scheme(row->title.text), ref) ||
		    (!row->ref.text.length && title.length &&
		     text_equal(plain_title(context->arena, row->title.text), title)))
			report_self(context, "cross_references", row->place);
	}
	if (text_equal(policy->withdrawn.replaced_by.text, ref))
		report_self(context, "replaced_by", policy->withdrawn.replaced_by.place);
}

/* A link of the text to the page that it stands on; a bare ref may well name its own policy. */
static void rule_link_to_itself(struct check_context *context, const struct node *link)
{
	if (link->link.kind == LINK_POLICY && !link->link.is_bare && !link->link.fragment.length &&
	    link->place.source == &context->policy->source && text_equal(link->link.ref, context->policy->ref.text))
		findings_add_subject(context->findings, CHECK_SELF_REFERENCE, TEXT("link"), link->link.target_place,
				     "this link leads to the policy that it stands in");
}

/* Words that stand in the titles of many policies. */
static bool is_common(struct text word)
{
	return text_is_one_of(word, "policy surgery surgical treatment treatments patient patients adults children "
				    "removal intervention interventions assessment management procedure procedures "
				    "commissioning clinical services service referral therapy therapies criteria "
				    "routine elective people excision repair correction");
}

/* Have two plain texts a word in common that tells policies apart? */
static bool share_a_word(struct text first, struct text second)
{
	struct text rest = first, word;

	while (text_split(&rest, ' ', &word)) {
		struct text others = second, other;
		while (word.length > 3 && !is_common(word) && text_split(&others, ' ', &other)) {
			size_t stem = word.length < 6 ? word.length : 6;
			if (text_equal(text_slice(word, 0, stem), text_slice(other, 0, stem)))
				return true;
		}
	}
	return false;
}

/* Authors, audiences and addresses hold names of specialties, which may be titles of other policies too: there only a
 * title of three words is sure. In a purpose one word is, where it is long. */
static bool is_telling_title(struct text plain, bool is_purpose)
{
	size_t spaces = 0;

	for (size_t i = 0; i < plain.length; i++)
		spaces += plain.bytes[i] == ' ';
	return spaces >= (is_purpose ? 1 : 2) || (is_purpose && plain.length >= 8);
}

static bool was_its_ref(const struct policy *policy, struct text ref)
{
	for (size_t i = 0; i < policy->previous_refs.count; i++)
		if (text_equal(without_scheme(LIST_ITEM(policy->previous_refs, struct text_value, i)->text), ref))
			return true;
	return text_equal(policy->ref.text, ref);
}

/* The ref or title of another policy that words name, which name nothing of this one's; empty: none. */
static struct text other_named(struct check_context *context, struct text words, bool is_purpose)
{
	const struct policy *policy = context->policy;
	struct text plain = plain_title(context->arena, words);
	struct text own = plain_title(context->arena,
				      ARENA_JOIN(context->arena, policy->title.text, TEXT(" "), policy->subtitle.text));
	struct text ref = ref_within(context->suite->site, words);

	if (share_a_word(plain, own) || text_find(words, policy->ref.text, 0) != TEXT_NOT_FOUND)
		return TEXT("");
	if (ref.length)
		return was_its_ref(policy, ref) ? TEXT("") : ref;
	const struct policy *other = other_policy_named_in(others_of(context), plain, policy);
	return other && is_telling_title(plain_title(context->arena, other->title.text), is_purpose) ? other->title.text
												     : TEXT("");
}

static void check_row(struct check_context *context, const char *key, const struct text_value *value)
{
	struct text other =
		value->text.length ? other_named(context, value->text, strcmp(key, "purpose") == 0) : TEXT("");

	if (other.length)
		findings_add_subject(context->findings, CHECK_COPIED_WORDING, text_of(key), value->place,
				     "\"%s\" names another policy, \"%.*s\", and not this one", key,
				     TEXT_ARGUMENTS(other));
}

/* copied-wording: in rows that speak of the policy itself. Those on what it replaces and what belongs to it may name
 * others. */
static void rule_copied_wording(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct {
		const char *key;
		const struct text_value *value;
	} rows[] = {
		{"purpose", &policy->purpose},
		{"target_audience", &policy->target_audience},
		{"published_where", &policy->published_where},
		{"ratified_by", &policy->ratified_by},
		{"author", &policy->author},
		{"category_label", &policy->category_label},
	};

	if (!policy->title.text.length || !policy->ref.text.length)
		return;
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		check_row(context, rows[i].key, rows[i].value);
	for (size_t i = 0; i < policy->document_control.count; i++) {
		const struct map_item *item = LIST_ITEM(policy->document_control, struct map_item, i);
		if (!text_is(item->key.text, "supersedes") && !text_is(item->key.text, "cross_references"))
			check_row(context, arena_string(context->arena, item->key.text), &item->value);
	}
}

/* Does a policy apply no more, or is it one that is named as the other's predecessor? */
static bool is_over(const struct policy *policy)
{
	return policy->status.choice == STATUS_WITHDRAWN || policy->standing == STANDING_WITHDRAWN ||
	       policy->standing == STANDING_SUPERSEDED;
}

static bool comes_after(const struct policy *policy, const struct policy *other)
{
	return was_its_ref(policy, other->ref.text) ||
	       text_find(policy->supersedes.text, other->ref.text, 0) != TEXT_NOT_FOUND;
}

/* duplicate-title: of policies that apply, or are to apply. A subtitle tells two apart. */
static void suite_rule_titles(struct check_context *context)
{
	const struct suite *suite = context->suite;
	struct arena scratch = ARENA_EMPTY;
	struct map by_title = MAP_EMPTY;

	for (size_t i = 0; i < suite->policy_count; i++) {
		struct policy *policy = suite->policies[i];
		bool is_new;
		if (policy->is_older_version || !policy->is_readable || is_over(policy))
			continue;
		struct text title = plain_title(&scratch, policy->title.text);
		struct text subtitle = plain_title(&scratch, policy->subtitle.text);
		void **first =
			title.length ? map_place(&by_title, ARENA_JOIN(&scratch, title, TEXT("\n"), subtitle), &is_new)
				     : NULL;
		if (!first)
			continue;
		const struct policy *other = *first;
		if (is_new) {
			*first = policy;
			continue;
		}
		if (text_equal(policy->slug, other->slug) || comes_after(policy, other) || comes_after(other, policy))
			continue;
		struct finding *finding = findings_add(&policy->findings, CHECK_DUPLICATE_TITLE, policy->title.place,
						       "%.*s has the same title", TEXT_ARGUMENTS(other->ref.text));
		finding_note(&policy->findings, finding, other->title.place, "the other one");
	}
	map_release(&by_title);
	arena_release(&scratch);
}

const struct rule copied_rules[] = {
	POLICY_RULE(METADATA, rule_self_reference),
	POLICY_RULE(METADATA, rule_copied_wording),
	NODE_RULE(METADATA, LINK, rule_link_to_itself),
	SUITE_RULE(suite_rule_titles),
	RULES_END,
};
