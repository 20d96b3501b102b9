/* The half of page_values.h that is about a policy. */
#include "base/memory.h"
#include "site/page_values.h"
#include "tree/field_values.h"
#include "tree/review.h"
#include "tree/site.h"

/* What `documents: kind` is called on a page. */
static const char *const document_kind_words[] = {
	[DOCUMENT_FORM] = "Application form",
	[DOCUMENT_EVIDENCE_REQUIRED] = "Evidence required",
	[DOCUMENT_EQUALITY_IMPACT] = "Equality impact assessment",
	[DOCUMENT_QUALITY_IMPACT] = "Quality impact assessment",
	[DOCUMENT_PATIENT_LEAFLET] = "Patient leaflet",
	[DOCUMENT_EASY_READ] = "Easy read",
	[DOCUMENT_LARGE_PRINT] = "Large print",
	[DOCUMENT_TRANSLATION] = "Translation",
	[DOCUMENT_EVIDENCE_REVIEW] = "Evidence review",
	[DOCUMENT_COMMITTEE_PAPER] = "Committee paper",
	[DOCUMENT_CONSULTATION] = "Consultation",
};

/* Languages that leaflets are translated into in England, by the first part of their tag (BCP 47). */
static const struct {
	const char *tag, *name;
} languages[] = {
	{"ar", "Arabic"},     {"bfi", "British Sign Language"},
	{"bn", "Bengali"},    {"bg", "Bulgarian"},
	{"cs", "Czech"},      {"cy", "Welsh"},
	{"de", "German"},     {"es", "Spanish"},
	{"fa", "Farsi"},      {"fr", "French"},
	{"gu", "Gujarati"},   {"hi", "Hindi"},
	{"hu", "Hungarian"},  {"it", "Italian"},
	{"ku", "Kurdish"},    {"lt", "Lithuanian"},
	{"lv", "Latvian"},    {"pa", "Punjabi"},
	{"pl", "Polish"},     {"ps", "Pashto"},
	{"pt", "Portuguese"}, {"ro", "Romanian"},
	{"ru", "Russian"},    {"sk", "Slovak"},
	{"so", "Somali"},     {"sq", "Albanian"},
	{"ta", "Tamil"},      {"ti", "Tigrinya"},
	{"tr", "Turkish"},    {"uk", "Ukrainian"},
	{"ur", "Urdu"},       {"vi", "Vietnamese"},
	{"yue", "Cantonese"}, {"zh", "Chinese"},
};

#define ADULT_MONTHS 216 /* 18 years */

struct value *date_words(struct arena *arena, struct date date)
{
	struct buffer words = BUFFER_EMPTY;
	date_append_british(&words, date);
	struct value *value = value_text_or_null(arena, buffer_keep(&words, arena));
	return value;
}

struct value *effective_from_words(struct arena *arena, const struct policy *policy)
{
	struct date from = policy->effective.from.date;
	if (policy->effective.precision.choice == PRECISION_MONTH)
		from.day = 0;
	return date_words(arena, from);
}

struct value *effective_to_words(struct arena *arena, const struct policy *policy)
{
	struct date to = policy->effective.to.date;
	if (policy->effective.to_precision.choice == PRECISION_MONTH)
		to.day = 0;
	return date_words(arena, to);
}

static struct text duration_words(struct arena *arena, struct duration duration)
{
	struct buffer words = BUFFER_EMPTY;
	duration_append_words(&words, duration);
	return buffer_keep(&words, arena);
}

/* "Women aged under 40 years". Words for children too, unless the ages leave them out. */
static struct value *who_words(struct arena *arena, const struct applies_to *applies)
{
	bool has_from = place_is_set(applies->age_from.place), has_under = place_is_set(applies->age_under.place);
	bool is_adult = has_from && applies->age_from.duration.months >= ADULT_MONTHS;
	const char *people = "People";
	if (applies->sex.choice == SEX_FEMALE)
		people = is_adult ? "Women" : "Women and girls";
	else if (applies->sex.choice == SEX_MALE)
		people = is_adult ? "Men" : "Men and boys";
	else if (!has_from && !has_under)
		return value_null(arena);
	struct text from = duration_words(arena, applies->age_from.duration);
	struct text under = duration_words(arena, applies->age_under.duration);
	if (has_from && has_under)
		return value_string(arena, arena_format(arena, "%s aged %.*s and over, and under %.*s", people,
							TEXT_ARGUMENTS(from), TEXT_ARGUMENTS(under)));
	if (has_from)
		return value_string(arena, arena_format(arena, "%s aged %.*s and over", people, TEXT_ARGUMENTS(from)));
	if (has_under)
		return value_string(arena, arena_format(arena, "%s aged under %.*s", people, TEXT_ARGUMENTS(under)));
	return value_string(arena, text_of(people));
}

/* "Cheshire East, Halton and Wirral" */
static struct value *places_words(struct arena *arena, const struct list *places)
{
	struct buffer words = BUFFER_EMPTY;
	for (size_t i = 0; i < places->count; i++) {
		const struct labelled *place = LIST_ITEM(*places, struct labelled, i);
		if (i)
			buffer_append_string(&words, i + 1 == places->count ? " and " : ", ");
		buffer_append(&words, place->label.text.length ? place->label.text : place->id.text);
	}
	struct value *value = value_text_or_null(arena, buffer_keep(&words, arena));
	return value;
}

static void add_category(struct arena *arena, const struct site *site, const struct policy *policy,
			 struct value *category)
{
	const struct site_category *kind = site_category(site, policy->category.text);
	bool has_tag = kind && kind->tag.choice >= 0;
	/* The tag needs words. */
	if (kind && !policy->category_details.meaning.text.length)
		value_replace(arena, category, "meaning", value_text_or_null(arena, kind->label.text));
	value_set(arena, category, "tag",
		  has_tag ? value_string(arena, text_of(tag_colours[kind->tag.choice])) : value_null(arena));
	value_set_boolean(arena, category, "conditional", kind && kind->conditional.boolean);
	value_set_boolean(arena, category, "unconditional",
			  kind && place_is_set(kind->conditional.place) && !kind->conditional.boolean);
}

static struct value *route_values(struct arena *arena, const struct site *site, const struct policy *policy)
{
	struct value *list = value_list(arena);
	for (size_t i = 0; i < policy->routes.count; i++) {
		const struct labelled *route = LIST_ITEM(policy->routes, struct labelled, i);
		const struct site_route *kind = site_route(site, route->id.text);
		bool has_tag = kind && kind->tag.choice >= 0;
		struct value *map = value_map(arena);
		value_set_text(arena, map, "label", route->label.text.length ? route->label.text : route->id.text);
		value_set(arena, map, "meaning", value_text_or_null(arena, route->meaning.text));
		value_set(arena, map, "tag",
			  has_tag ? value_string(arena, text_of(tag_colours[kind->tag.choice])) : value_null(arena));
		value_list_add(arena, list, map);
	}
	return list;
}

static struct value *state_values(struct arena *arena, const struct policy *policy)
{
	struct value *map = value_map(arena);
	bool is_unratified = policy->standing == STANDING_DRAFT;
	bool is_consultation = is_unratified && policy->status.choice == STATUS_CONSULTATION;
	value_set_boolean(arena, map, "is_draft", is_unratified && !is_consultation);
	value_set_boolean(arena, map, "is_consultation", is_consultation);
	value_set_boolean(arena, map, "is_unratified", is_unratified);
	value_set_boolean(arena, map, "is_upcoming", policy->standing == STANDING_UPCOMING);
	value_set_boolean(arena, map, "is_in_force", policy->standing == STANDING_IN_FORCE);
	value_set_boolean(arena, map, "is_superseded", policy->standing == STANDING_SUPERSEDED);
	value_set_boolean(arena, map, "is_withdrawn", policy->standing == STANDING_WITHDRAWN);
	return map;
}

static void add_review(struct arena *arena, const struct suite *suite, const struct policy *policy,
		       struct value *review)
{
	struct text every = TEXT("");
	if (place_is_set(policy->review_every.place))
		every = duration_words(arena, policy->review_every.duration);
	struct value *extended = value_at(review, "extended");
	if (extended && extended->kind == VALUE_MAP)
		value_set(arena, extended, "from_words", date_words(arena, policy->review_date.date));
	value_set(arena, review, "started_words", date_words(arena, policy->review_started.date));
	value_set(arena, review, "last_reviewed_words", date_words(arena, policy->last_reviewed.date));
	value_set(arena, review, "due_words", date_words(arena, review_due(policy)));
	value_set(arena, review, "every_words", value_text_or_null(arena, every));
	value_set_boolean(arena, review, "is_overdue", review_state_of(policy, suite->today) == REVIEW_OVERDUE);
}

static struct value *language_words(struct arena *arena, struct text tag)
{
	struct text rest = tag, first = TEXT("");
	if (!tag.length)
		return value_null(arena);
	text_split(&rest, '-', &first);
	if (text_equal_ignoring_case(first, TEXT("en")))
		return value_null(arena);
	for (size_t i = 0; i < ARRAY_COUNT(languages); i++)
		if (text_equal_ignoring_case(first, text_of(languages[i].tag)))
			return value_string(arena, text_of(languages[i].name));
	return value_string(arena, tag);
}

static void add_documents(struct arena *arena, const struct policy *policy, const char *root, struct value *documents)
{
	for (size_t i = 0; i < policy->documents.count; i++) {
		const struct related_document *document = LIST_ITEM(policy->documents, struct related_document, i);
		struct value *map = documents->items[i];
		struct text address = asset_address(arena, document->file.text), href = TEXT("");
		if (document->url.text.length)
			href = document->url.text;
		if (address.bytes)
			href = arena_format(arena, "%s%.*s", root, TEXT_ARGUMENTS(address));
		int kind = document->kind.choice;
		value_set(arena, map, "href", value_text_or_null(arena, href));
		value_set_string(arena, map, "kind_words", kind >= 0 ? document_kind_words[kind] : "Document");
		value_set(arena, map, "lang_words", language_words(arena, document->lang.text));
		value_set(arena, map, "date_words", date_words(arena, document->date.date));
	}
}

/* The documents that a referrer fills in or sends along. */
static struct value *form_values(struct arena *arena, const struct policy *policy, const struct value *documents)
{
	struct value *list = value_list(arena);
	for (size_t i = 0; i < policy->documents.count; i++) {
		int kind = LIST_ITEM(policy->documents, struct related_document, i)->kind.choice;
		if (kind == DOCUMENT_FORM || kind == DOCUMENT_EVIDENCE_REQUIRED)
			value_list_add(arena, list, documents->items[i]);
	}
	return list;
}

void add_withdrawal(struct arena *arena, const struct suite *suite, const struct policy *policy, const char *root,
		    struct value *withdrawn)
{
	struct text other = policy->withdrawn.replaced_by.text;
	const struct record *record = other.length ? suite_record(suite, other) : NULL;
	struct value *href = value_null(arena);
	if (record && record->published)
		href = value_string(
			arena, arena_format(arena, "%spolicies/%.*s/", root, TEXT_ARGUMENTS(record->published->slug)));
	value_set(arena, withdrawn, "date_words", date_words(arena, policy->withdrawn.date.date));
	value_set(arena, withdrawn, "replaced_by_href", href);
}

const char *standing_words(const struct policy *policy)
{
	switch (policy->standing) {
	case STANDING_DRAFT:
		return policy->status.choice == STATUS_CONSULTATION ? "draft for consultation" : "draft";
	case STANDING_UPCOMING:
		return "upcoming";
	case STANDING_IN_FORCE:
		return "in force";
	case STANDING_SUPERSEDED:
		return "superseded";
	case STANDING_WITHDRAWN:
		return "withdrawn";
	}
	return "";
}

struct text fingerprint_short(const struct policy *policy)
{
	static const struct text algorithm = TEXT_INIT("sha256:");
	struct text fingerprint = policy->fingerprint.text;
	if (text_begins(fingerprint, algorithm))
		fingerprint = text_slice(fingerprint, algorithm.length, fingerprint.length);
	return text_slice(fingerprint, 0, FINGERPRINT_SHOWN);
}

void policy_values(struct arena *arena, const struct publication *publication, const struct policy *policy,
		   const char *root, struct value *values)
{
	const struct suite *suite = publication->suite;
	struct value *fields = field_values(arena, &policy_fields, policy);
	for (uint32_t i = 0; i < fields->count; i++)
		value_map_add(arena, values, fields->members[i].key, fields->members[i].value);
	add_category(arena, suite->site, policy, value_at(fields, "category"));
	value_set(arena, values, "route_words", route_values(arena, suite->site, policy));
	value_set_boolean(arena, values, "has_route", policy->routes.count > 0);
	value_set(arena, value_at(fields, "applies_to"), "who_words", who_words(arena, &policy->applies_to));
	value_set(arena, value_at(fields, "applies_to"), "places_words", places_words(arena, &policy->places));
	value_set(arena, value_at(fields, "effective"), "from_words", effective_from_words(arena, policy));
	value_set(arena, value_at(fields, "effective"), "to_words", effective_to_words(arena, policy));
	add_review(arena, suite, policy, value_at(fields, "review"));
	value_set(arena, values, "state", state_values(arena, policy));
	add_documents(arena, policy, root, value_at(fields, "documents"));
	value_set_boolean(arena, values, "has_documents", policy->documents.count > 0);
	struct value *forms = form_values(arena, policy, value_at(fields, "documents"));
	value_set(arena, values, "forms", forms);
	value_set_boolean(arena, values, "has_forms", forms->count > 0);
	const struct site_category *kind = site_category(suite->site, policy->category.text);
	/* Nobody can ask for it by a version that doesn't apply. */
	bool applies = policy->standing == STANDING_IN_FORCE || policy->standing == STANDING_UPCOMING;
	value_set_boolean(
		arena, values, "has_asking",
		applies && (policy->routes.count || forms->count || (kind && place_is_set(kind->conditional.place))));
	if (value_at(fields, "withdrawn")->kind == VALUE_MAP)
		add_withdrawal(arena, suite, policy, root, value_at(fields, "withdrawn"));
	value_set_text(arena, values, "fingerprint_short", fingerprint_short(policy));
}

static struct value *category_values(struct arena *arena, const struct site *site, const struct policy *policy)
{
	struct value *category = value_map(arena);
	value_set_text(arena, category, "id", policy->category.text);
	value_set(arena, category, "label", value_text_or_null(arena, policy->category_details.label.text));
	value_set(arena, category, "meaning", value_text_or_null(arena, policy->category_details.meaning.text));
	add_category(arena, site, policy, category);
	return category;
}

struct value *listed_values(struct arena *arena, const struct publication *publication, const struct policy *policy)
{
	const struct suite *suite = publication->suite;
	struct value *values = value_map(arena), *review = value_map(arena), *effective = value_map(arena);
	value_set_text(arena, values, "ref", policy->ref.text);
	value_set_text(arena, values, "title", policy->title.text);
	value_set(arena, values, "subtitle", value_text_or_null(arena, policy->subtitle.text));
	value_set_text(arena, values, "version", policy->version.text);
	value_set_text(arena, values, "path", arena_format(arena, "policies/%.*s/", TEXT_ARGUMENTS(policy->slug)));
	value_set(arena, values, "category", category_values(arena, suite->site, policy));
	value_set(arena, effective, "from_words", effective_from_words(arena, policy));
	value_set(arena, effective, "to_words", effective_to_words(arena, policy));
	value_set(arena, values, "effective", effective);
	add_review(arena, suite, policy, review);
	value_set(arena, values, "review", review);
	value_set(arena, values, "state", state_values(arena, policy));
	return values;
}
