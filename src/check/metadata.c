/* The front matter: reference, category, document control, places, routes, documents. */
#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "check/rules.h"
#include "tree/asset.h"
#include "tree/flat_text.h"

/* bad-ref, ref-filename. */
static void rule_ref(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct text_value *ref = &policy->ref;
	if (!ref->text.length)
		return;
	bool is_file_right = site_ref_matches(context->suite->site, text_of(policy->file_ref));
	bool is_written_right = site_ref_matches(context->suite->site, ref->text);
	if (!is_written_right)
		findings_add(context->findings, CHECK_BAD_REF, ref->place,
			     "\"%.*s\" is not written as refs are here (%.*s: # is a digit, + means or more), so "
			     "letters and systems that look for it would not find it; %s%s%s",
			     TEXT_ARGUMENTS(ref->text), TEXT_ARGUMENTS(context->suite->site->ref_pattern.text),
			     is_file_right ? "did you mean " : "correct it, or ref_pattern in site/site.yaml",
			     is_file_right ? policy->file_ref : "", is_file_right ? ", as the file is called?" : "");
	const struct record *record = suite_record(context->suite, ref->text);
	bool is_taken = false;
	for (size_t i = 0; record && i < record->count; i++)
		is_taken |= !record->versions[i]->is_older_version && text_is(ref->text, record->versions[i]->file_ref);
	/* What comes from standard input has no file's name. */
	if (!is_written_right || !policy->file_ref[0] || text_is(ref->text, policy->file_ref))
		return;
	struct text mend =
		is_taken ? arena_format(context->arena,
					"there is a %.*s.md too, so take this file out, or move an earlier version to "
					"policies/versions/, as %.*s@%.*s.md",
					TEXT_ARGUMENTS(ref->text), TEXT_ARGUMENTS(ref->text),
					TEXT_ARGUMENTS(policy->version.text))
			 : arena_format(context->arena, "rename the file to %.*s.md, or correct the ref",
					TEXT_ARGUMENTS(ref->text));
	findings_add(
		context->findings, CHECK_REF_FILENAME, ref->place,
		"the ref is %.*s, but the file is called %s, so whoever looks for the policy opens the wrong file; "
		"%.*s",
		TEXT_ARGUMENTS(ref->text), policy->file_ref, TEXT_ARGUMENTS(mend));
}

/* "1, 2 and 3" of the site's ids, for messages. */
static struct text list_ids(struct arena *arena, const struct text *ids, size_t count)
{
	struct text words = TEXT("");
	for (size_t i = 0; i < count; i++)
		words = arena_format(arena, "%.*s%s%.*s", TEXT_ARGUMENTS(words),
				     i == 0           ? ""
				     : i + 1 == count ? " and "
						      : ", ",
				     TEXT_ARGUMENTS(ids[i]));
	return words;
}

/* What site.yaml names, and how readers know it. */
struct known_id {
	struct text id, label;
};

/* An id that is none of the site's: says so, with the nearest and with what there is. */
static void unknown_id(struct check_context *context, enum check check, const struct text_value *value,
		       const char *what, const char *key, const struct known_id *known, size_t count)
{
	struct text *ids = ARENA_ARRAY(context->arena, count + 1, struct text);
	struct nearest by_label;
	nearest_init(&by_label, value->text);
	for (size_t i = 0; i < count; i++) {
		ids[i] = known[i].id;
		nearest_offer(&by_label, known[i].label);
	}
	struct text nearest = nearest_text(value->text, ids, count);
	struct text all = list_ids(context->arena, ids, count);
	if (by_label.best.bytes && (!nearest.bytes || by_label.least == 0))
		nearest = ids[by_label.index];
	if (nearest.bytes)
		findings_add(context->findings, check, value->place,
			     "\"%.*s\" is no %s of site/site.yaml; did you mean \"%.*s\"?", TEXT_ARGUMENTS(value->text),
			     what, TEXT_ARGUMENTS(nearest));
	else if (count)
		findings_add(context->findings, check, value->place,
			     "\"%.*s\" is no %s of site/site.yaml, which has %.*s; write one of them, or add it there "
			     "under %s",
			     TEXT_ARGUMENTS(value->text), what, TEXT_ARGUMENTS(all), key);
	else
		findings_add(context->findings, check, value->place,
			     "\"%.*s\" is no %s of site/site.yaml, which names none; add it there under %s",
			     TEXT_ARGUMENTS(value->text), what, key);
}

#define SITE_IDS(context, list, type, ids)                                                                    \
	struct known_id *ids = ARENA_ARRAY((context)->arena, (list).count + 1, struct known_id);              \
	for (size_t id_index = 0; id_index < (list).count; id_index++)                                        \
		ids[id_index] = (struct known_id)                                                             \
		{                                                                                             \
			LIST_ITEM(list, type, id_index)->id.text, LIST_ITEM(list, type, id_index)->label.text \
		}

/* bad-category, category-wording. */
static void rule_category(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct site *site = context->suite->site;
	if (!policy->category.text.length)
		return;
	if (!site_category(site, policy->category.text)) {
		SITE_IDS(context, site->categories, struct site_category, ids);
		unknown_id(context, CHECK_BAD_CATEGORY, &policy->category, "category", "categories", ids,
			   site->categories.count);
		return;
	}
	const struct profile_category *wording =
		policy->profile ? profile_category(policy->profile, policy->category.text) : NULL;
	if (policy->category_label.place.source && wording &&
	    !text_equal(policy->category_label.text, wording->label.text)) {
		struct finding *finding = findings_add(
			context->findings, CHECK_CATEGORY_WORDING, policy->category_label.place,
			"category %.*s is worded unlike in other policies of its generation, so readers will look for "
			"a difference that is not meant; unless it was ratified so, take category_label out",
			TEXT_ARGUMENTS(policy->category.text));
		finding_note(context->findings, finding, wording->label.place, "the usual wording is \"%.*s\"",
			     TEXT_ARGUMENTS(wording->label.text));
	}
}

/* Words that make a clause a condition. */
static bool states_condition(struct text words)
{
	static const char *const conditional[] = {"if",       "when", "unless", "except",
						  "provided", "only", "where",  "criteria"};
	struct text rest = words, word;
	while (text_split(&rest, ' ', &word)) {
		while (word.length && is_ascii_punctuation(word.bytes[word.length - 1]))
			word.length--;
		for (size_t i = 0; i < ARRAY_COUNT(conditional); i++)
			if (text_equal_ignoring_case(word, text_of(conditional[i])))
				return true;
	}
	return false;
}

static bool opens(enum effect effect)
{
	return effect == EFFECT_ELIGIBLE || effect == EFFECT_CONSIDERED || effect == EFFECT_ONLY_IF;
}

/* The first place where the policy says that treatment is funded on a condition, or NULL. */
static const struct node *find_condition(struct arena *arena, const struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);
	while (walk_next_block(&walk)) {
		const struct node *node = walk.node;
		if (!walk.is_entering)
			continue;
		if (node->kind == NODE_LIST && node->list.group.combination != CRITERIA_NONE_READ &&
		    opens(node->list.group.reading.effect))
			return node;
		if (node->kind == NODE_CLAUSE && opens(node->ruling.reading.effect) &&
		    states_condition(node_words(arena, node)))
			return node;
	}
	return NULL;
}

/* Are there lines that are not read as what they were meant to be? A condition may stand in them. */
static bool may_be_unread(const struct findings *findings)
{
	for (const struct finding *finding = findings->first; finding; finding = finding->next)
		if (finding->check == CHECK_SYNTAX || finding->check == CHECK_TYPED_NUMBER)
			return true;
	return false;
}

/* category-contradiction: a category that funds on conditions, and none stated; or the other way round. */
static void rule_category_contradiction(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct site_category *category = site_category(context->suite->site, policy->category.text);
	if (!category || !category->conditional.place.source || !policy->body || !policy->profile)
		return;
	const struct node *condition = find_condition(context->arena, policy);
	if (category->conditional.boolean && !condition && !may_be_unread(context->findings)) {
		findings_add(
			context->findings, CHECK_CATEGORY_CONTRADICTION, policy->category.place,
			"category %.*s says that treatment is funded when criteria are met, but the policy states no "
			"condition, so nobody can tell who is eligible; add the criteria, or correct the category",
			TEXT_ARGUMENTS(policy->category.text));
	} else if (!category->conditional.boolean && condition) {
		struct finding *finding = findings_add(
			context->findings, CHECK_CATEGORY_CONTRADICTION, policy->category.place,
			"category %.*s says that treatment is not routinely funded, but the policy states who may have "
			"it, so a referrer cannot tell which holds; correct the category, or the text",
			TEXT_ARGUMENTS(policy->category.text));
		finding_note(context->findings, finding, condition->place, "the condition stands here");
	}
}

/* Where document_control words a row as "", over what its field says. */
static struct place blank_wording(const struct policy *policy, struct text key)
{
	for (size_t i = 0; i < policy->document_control.count; i++) {
		const struct map_item *item = LIST_ITEM(policy->document_control, struct map_item, i);
		if (text_equal(item->key.text, key) && !text_trim(item->value.text).length)
			return item->value.place;
	}
	return PLACE_NONE;
}

/* blank-field: rows of the document control table with nothing in them. */
static void rule_blank_rows(struct check_context *context)
{
	const struct policy *policy = context->policy;
	bool is_draft = policy->status.choice == STATUS_DRAFT || policy->status.choice == STATUS_CONSULTATION;
	for (size_t i = 0; i < policy->control_rows.count; i++) {
		const struct control_row *row = LIST_ITEM(policy->control_rows, struct control_row, i);
		const struct field *field = field_find(&policy_fields, row->key.text);
		if (row->lines.count || (is_draft && field && field->flags & FIELD_OF_RATIFIED))
			continue;
		if (field && (field->flags & FIELD_REQUIRED))
			continue; /* missing-field has spoken of it */
		if (field && findings_name_key(context->findings, field->key))
			continue; /* what stands there couldn't be read */
		struct place place = blank_wording(policy, row->key.text);
		if (!place.source && field)
			place = field_place(policy, field);
		bool is_written = place.source != NULL;
		struct text label = row->label.text;
		if (text_ends(label, TEXT(":")))
			label.length--;
		findings_add_subject(
			context->findings, CHECK_BLANK_FIELD, row->key.text,
			is_written ? place : place_of_absence(policy),
			"\"%.*s\" is blank in the document control table, so readers can't see what belongs there; "
			"give %.*s%s",
			TEXT_ARGUMENTS(label), TEXT_ARGUMENTS(row->key.text),
			is_written ? ", or accept the blank with allow" : " in the front matter, or N/A");
	}
}

/* unknown-place, and routes that site.yaml does not name (bad-value). */
static void rule_places_and_routes(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct site *site = context->suite->site;
	SITE_IDS(context, site->places, struct site_place, place_ids);
	for (size_t i = 0; i < policy->applies_to.places.count; i++) {
		const struct text_value *place = LIST_ITEM(policy->applies_to.places, struct text_value, i);
		if (!site_place(site, place->text))
			unknown_id(context, CHECK_UNKNOWN_PLACE, place, "place", "places", place_ids,
				   site->places.count);
	}
	SITE_IDS(context, site->routes, struct site_route, route_ids);
	for (size_t i = 0; i < policy->route.count; i++) {
		const struct text_value *route = LIST_ITEM(policy->route, struct text_value, i);
		if (!site_route(site, route->text))
			unknown_id(context, CHECK_BAD_VALUE, route, "route", "routes", route_ids, site->routes.count);
	}
}

/* A tag of two or three letters, and subtags of up to eight letters and digits (RFC 5646, section 2.1). */
static bool is_language(struct text tag)
{
	struct text rest = tag, part;

	for (bool is_first = true; text_split(&rest, '-', &part); is_first = false) {
		if (part.length < (is_first ? 2 : 1) || part.length > (is_first ? 3 : 8))
			return false;
		for (size_t i = 0; i < part.length; i++)
			if (!is_ascii_letter(part.bytes[i]) && (is_first || !is_ascii_digit(part.bytes[i])))
				return false;
	}
	return true;
}

static void check_document(struct check_context *context, const struct related_document *document)
{
	const char *root = context->suite->root;
	if (document->refused_url.length)
		findings_add(
			context->findings, CHECK_BAD_URL, document->url.place,
			"\"%.*s\" is no address of the web, so no page links to it; write it whole, from https:// on, "
			"without spaces",
			TEXT_ARGUMENTS(document->refused_url));
	if (document->lang.text.length && !is_language(document->lang.text))
		findings_add(
			context->findings, CHECK_BAD_VALUE, document->lang.place,
			"\"%.*s\" is no tag of a language, by which screen readers choose a voice; write its two or "
			"three letters, such as pl for Polish, ur for Urdu or cy for Welsh",
			TEXT_ARGUMENTS(document->lang.text));
	if (!document->file.text.length) {
		if (!document->url.text.length && !document->refused_url.length)
			findings_add(context->findings, CHECK_DOCUMENT_MISSING, document->place,
				     "this document has neither a file nor an address, so readers would find nothing; "
				     "give it file or url");
		return;
	}
	const char *file = arena_string(context->arena, document->file.text);
	switch (asset_look(context->arena, root, document->file.text)) {
	case ASSET_IS_FINE:
		break;
	case ASSET_LEADS_OUT:
		findings_add(context->findings, CHECK_DOCUMENT_MISSING, document->file.place,
			     "\"%s\" leads out of site/assets/, so it can't be published; put the file itself there",
			     file);
		break;
	case ASSET_IS_ELSEWHERE:
		findings_add(context->findings, CHECK_DOCUMENT_MISSING, document->file.place,
			     "\"%s\" does not stand below site/assets/, and only what stands there is published; move "
			     "it there",
			     file);
		break;
	case ASSET_IS_MISSING:
		findings_add(context->findings, CHECK_DOCUMENT_MISSING, document->file.place,
			     "there is no file \"%s\", so readers would find nothing; correct its name, or put the "
			     "file there",
			     file);
		break;
	}
}

/* bad-value: "keywords: back pain, sciatica, MRI scan" is one keyword, for which nobody searches. In a list, each with
 * its dash, a comma may be meant. */
static void rule_keywords(struct check_context *context)
{
	const struct policy *policy = context->policy;
	const struct text_value *only =
		policy->keywords.count == 1 ? LIST_ITEM(policy->keywords, struct text_value, 0) : NULL;

	if (!only || !only->place.source || text_find_byte(only->text, ',', 0) == TEXT_NOT_FOUND)
		return;
	struct text before = text_trim(text_slice(only->place.source->bytes, 0, only->place.begin));
	if (!text_ends(before, TEXT("keywords:")))
		return;
	struct finding *finding = findings_add(
		context->findings, CHECK_BAD_VALUE, only->place,
		"these words are one keyword with commas in it, so a search finds them only together; write "
		"each on a line of its own that begins with a dash, or put [ and ] around them all");
	finding->severity = finding->severity > SEVERITY_WARNING ? SEVERITY_WARNING : finding->severity;
}

/* document-missing, no-summary, equality-analysis-unlinked. */
static void rule_documents(struct check_context *context)
{
	const struct policy *policy = context->policy;
	bool has_equality = false;
	for (size_t i = 0; i < policy->documents.count; i++) {
		const struct related_document *document = LIST_ITEM(policy->documents, struct related_document, i);
		check_document(context, document);
		has_equality |= document->kind.choice == DOCUMENT_EQUALITY_IMPACT;
	}
	if (policy->status.choice == STATUS_WITHDRAWN)
		return;
	if (!has_equality && !findings_name_key(context->findings, "documents"))
		findings_add(context->findings, CHECK_EQUALITY_ANALYSIS_UNLINKED,
			     place_of_section_kind(policy, SECTION_EQUALITY),
			     "no equality impact assessment is linked, so a reader who asks how equality was "
			     "considered finds nothing; add it to documents with kind: equality_impact");
	if (!policy->summary.text.length && !findings_name_key(context->findings, "summary"))
		findings_add(context->findings, CHECK_NO_SUMMARY, place_of_absence(policy),
			     "there is no summary, and most readers are patients; add two or three plain sentences as "
			     "summary");
}

/* duplicate-ref: two policies of one address. Older versions share their policy's. */
static void suite_rule_refs(struct check_context *context)
{
	const struct suite *suite = context->suite;
	struct map by_slug = MAP_EMPTY;
	for (size_t i = 0; i < suite->policy_count; i++) {
		struct policy *policy = suite->policies[i];
		if (policy->is_older_version || !policy->ref.text.length)
			continue;
		bool is_new;
		void **first = map_place(&by_slug, policy->slug, &is_new);
		if (is_new) {
			*first = policy;
			continue;
		}
		const struct policy *other = *first;
		struct finding *finding =
			findings_add(&policy->findings, CHECK_DUPLICATE_REF, policy->ref.place,
				     "another policy %s %.*s, so only one of the two could be published; give one of "
				     "them a ref of its own",
				     text_equal(other->ref.text, policy->ref.text) ? "has the ref"
										   : "has the same address, by its ref",
				     TEXT_ARGUMENTS(other->ref.text));
		finding_note(&policy->findings, finding, other->ref.place, "the other one");
	}
	map_release(&by_slug);
}

/* Addresses that lead on, while their policies are gone through. */
struct old_addresses {
	struct map pages;   /* "policies/cmicb-clin055" -> the policy that is there now */
	struct map claimed; /* -> struct text_value: who names the address */
};

static void claim_address(struct old_addresses *addresses, struct policy *policy, struct text_value *old,
			  struct text address)
{
	const struct policy *page = map_get(&addresses->pages, address);
	bool is_new;
	void **first = map_place(&addresses->claimed, address, &is_new);
	if (page) {
		findings_add(&policy->findings, CHECK_REDIRECT_CLASH, old->place,
			     "%.*s is published at this address now, so nobody could be led on from it; take it out",
			     TEXT_ARGUMENTS(page->ref.text));
	} else if (is_new) {
		*first = old;
	} else {
		struct finding *finding = findings_add(&policy->findings, CHECK_REDIRECT_CLASH, old->place,
						       "this old address is claimed twice, and it can lead to one "
						       "policy only; leave it with the policy "
						       "that it should lead to");
		finding_note(&policy->findings, finding, ((struct text_value *)*first)->place, "first claimed here");
	}
}

static bool is_address(struct text address)
{
	for (size_t i = 0; i < address.length; i++)
		if ((unsigned char)address.bytes[i] <= ' ' || address.bytes[i] == '"' || address.bytes[i] == '\\')
			return false;
	return address.length > 0;
}

static void claim_old_addresses(struct check_context *context, struct old_addresses *addresses, struct policy *policy)
{
	for (size_t i = 0; i < policy->redirect_from.count; i++) {
		struct text_value *old = LIST_ITEM(policy->redirect_from, struct text_value, i);
		if (is_address(old->text))
			claim_address(addresses, policy, old, old_address_path(old->text));
		else
			findings_add(&policy->findings, CHECK_BAD_VALUE, old->place,
				     "\"%.*s\" is no address, so nobody who follows it could be led on; write it as it "
				     "stood in the browser, with %%20 for a space: /old/scars.pdf or https://…",
				     TEXT_ARGUMENTS(old->text));
	}
	for (size_t i = 0; i < policy->previous_refs.count; i++) {
		struct text_value *old = LIST_ITEM(policy->previous_refs, struct text_value, i);
		struct text slug = ref_slug(context->arena, old->text);
		claim_address(addresses, policy, old,
			      arena_format(context->arena, "policies/%.*s", TEXT_ARGUMENTS(slug)));
	}
}

/* redirect-clash: old addresses that two policies claim, or that a policy has now. */
static void suite_rule_redirects(struct check_context *context)
{
	const struct suite *suite = context->suite;
	struct old_addresses addresses = {MAP_EMPTY, MAP_EMPTY};
	for (size_t i = 0; i < suite->policy_count; i++) {
		const struct policy *policy = suite->policies[i];
		struct text page = arena_format(context->arena, "policies/%.*s", TEXT_ARGUMENTS(policy->slug));
		map_set(&addresses.pages, page, suite->policies[i]);
	}
	for (size_t i = 0; i < suite->policy_count; i++)
		if (!suite->policies[i]->is_older_version)
			claim_old_addresses(context, &addresses, suite->policies[i]);
	map_release(&addresses.claimed);
	map_release(&addresses.pages);
}

/* no-accessible-format-contact: once, for the site. */
static void suite_rule_formats_contact(struct check_context *context)
{
	const struct site *site = context->suite->site;
	const struct site_formats *formats = &site->accessible_formats;
	if (!site->source || formats->email.text.length || formats->phone.text.length)
		return;
	struct place place = formats->place.source ? formats->place : place_of(site->source, 0, 0);
	findings_add(context->findings, CHECK_NO_ACCESSIBLE_FORMAT_CONTACT, place,
		     "nobody is named whom a person can ask for large print, easy read or another language, which the "
		     "accessibility regulations ask for; fill in accessible_formats (email, phone, days)");
}

const struct rule metadata_rules[] = {
	POLICY_RULE(METADATA, rule_ref),
	POLICY_RULE(METADATA, rule_category),
	POLICY_RULE(METADATA, rule_category_contradiction),
	POLICY_RULE(METADATA, rule_blank_rows),
	POLICY_RULE(METADATA, rule_places_and_routes),
	POLICY_RULE(METADATA, rule_documents),
	POLICY_RULE(METADATA, rule_keywords),
	SUITE_RULE(suite_rule_refs),
	SUITE_RULE(suite_rule_redirects),
	SUITE_RULE(suite_rule_formats_contact),
	RULES_END,
};
