#include "tree/site.h"

#include "base/memory.h"
#include "base/scan.h"

const char *const tag_colours[] = {
	"white", "grey", "green", "aqua-green", "blue", "purple", "pink", "red", "orange", "yellow", NULL,
};
static const char *const code_style_names[] = {
	[STYLE_DOTTED] = "dotted",
	[STYLE_UNDOTTED] = "undotted",
	NULL,
};
static const char *const code_system_ids[] = {
	[CODE_OPCS4] = "OPCS-4",
	[CODE_ICD10] = "ICD-10",
	[CODE_SYSTEM_COUNT] = NULL,
};

#define AT(member) .offset = offsetof(STRUCTURE, member)

#define STRUCTURE struct site_organisation
static const struct field organisation_rows[] = {
	{"name", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(name), NULL, NULL, "The organisation's full name."},
	{"short_name", NULL, FIELD_TEXT, 0, AT(short_name), NULL, NULL, "What people call the organisation."},
	{"ods", NULL, FIELD_TEXT, 0, AT(ods), NULL, NULL, "The organisation's code in the NHS register (ODS)."},
	{"website", NULL, FIELD_TEXT, 0, AT(website), NULL, NULL, "The address of the organisation's own website."},
	{"ifr", NULL, FIELD_TEXT, 0, AT(ifr), NULL, NULL,
	 "The address where a clinician finds out how to make an individual funding request."},
	{"email", NULL, FIELD_TEXT, 0, AT(email), NULL, NULL, "The email address to write to about policies."},
	{"phone", NULL, FIELD_TEXT, 0, AT(phone), NULL, NULL, "The telephone number to call about policies."},
	{"address", NULL, FIELD_TEXT, 0, AT(address), NULL, NULL, "The postal address to write to about policies."},
};
static const struct field_table organisation_fields = FIELD_TABLE("organisation", STRUCTURE, organisation_rows);
#undef STRUCTURE

#define STRUCTURE struct site_place
static const struct field place_rows[] = {
	{"id", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(id), NULL, NULL, "What a policy writes under applies_to: places."},
	{"label", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(label), NULL, NULL, "The name of the place as pages show it."},
};
static const struct field_table place_fields = FIELD_TABLE("place", STRUCTURE, place_rows);
#undef STRUCTURE

#define STRUCTURE struct site_category
static const struct field category_rows[] = {
	{"id", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(id), NULL, NULL, "What a policy writes as its category."},
	{"label", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(label), NULL, NULL, "What lists and filters call the category."},
	{"meaning", NULL, FIELD_TEXT, 0, AT(meaning), NULL, NULL, "What the category means, in a patient's words."},
	{"tag", NULL, FIELD_CHOICE, 0, AT(tag), tag_colours, NULL, "The colour of the category's tag."},
	{"conditional", NULL, FIELD_BOOLEAN, 0, AT(conditional), NULL, NULL,
	 "Whether policies of the category fund under conditions."},
};
static const struct field_table category_fields = FIELD_TABLE("category", STRUCTURE, category_rows);
#undef STRUCTURE

#define STRUCTURE struct site_route
static const struct field route_rows[] = {
	{"id", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(id), NULL, NULL, "What a policy writes under route."},
	{"label", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(label), NULL, NULL, "What pages call the route."},
	{"meaning", NULL, FIELD_TEXT, 0, AT(meaning), NULL, NULL, "What the route means, in plain words."},
	{"tag", NULL, FIELD_CHOICE, 0, AT(tag), tag_colours, NULL, "The colour of the route's tag."},
};
static const struct field_table route_fields = FIELD_TABLE("route", STRUCTURE, route_rows);
#undef STRUCTURE

#define STRUCTURE struct site_code_system
static const struct field code_system_rows[] = {
	{"id", NULL, FIELD_CHOICE, FIELD_REQUIRED, AT(id), code_system_ids, NULL, "Which code system this is."},
	{"name", NULL, FIELD_TEXT, 0, AT(name), NULL, NULL, "The full name of the code system."},
	{"fhir", NULL, FIELD_TEXT, 0, AT(fhir), NULL, NULL, "The address that names the code system in FHIR data."},
	{"edition", NULL, FIELD_TEXT, 0, AT(edition), NULL, NULL, "The edition that the policies' codes belong to."},
	{"style", NULL, FIELD_CHOICE, 0, AT(style), code_style_names, NULL,
	 "Whether codes are written with a dot (S10.3) or without (S103)."},
};
static const struct field_table code_system_fields = FIELD_TABLE("code system", STRUCTURE, code_system_rows);
#undef STRUCTURE

#define STRUCTURE struct site_licence
static const struct field licence_rows[] = {
	{"name", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(name), NULL, NULL, "The name of the licence."},
	{"url", NULL, FIELD_TEXT, 0, AT(url), NULL, NULL, "The address of the licence."},
};
static const struct field_table licence_fields = FIELD_TABLE("licence", STRUCTURE, licence_rows);
#undef STRUCTURE

#define STRUCTURE struct site_formats
static const struct field formats_rows[] = {
	{"email", NULL, FIELD_TEXT, 0, AT(email), NULL, NULL, "The email address to ask for another format."},
	{"phone", NULL, FIELD_TEXT, 0, AT(phone), NULL, NULL, "The telephone number to ask for another format."},
	{"days", NULL, FIELD_TEXT, 0, AT(days), NULL, NULL, "How many working days an answer takes."},
};
static const struct field_table formats_fields = FIELD_TABLE("accessible formats", STRUCTURE, formats_rows);
#undef STRUCTURE

#define STRUCTURE struct site_colours
static const struct field colours_rows[] = {
	{"brand", NULL, FIELD_TEXT, 0, AT(brand), NULL, NULL, "The colour of the header, as #rrggbb."},
	{"text", NULL, FIELD_TEXT, 0, AT(text), NULL, NULL, "The colour of words on the header, as #rrggbb."},
};
static const struct field_table colours_fields = FIELD_TABLE("colours", STRUCTURE, colours_rows);
#undef STRUCTURE

#define STRUCTURE struct site_pdf
static const struct field pdf_rows[] = {
	{"statement", NULL, FIELD_TEXT, 0, AT(statement), NULL, NULL,
	 "The organisation's own sentence at the foot of each page."},
	{"large_print", NULL, FIELD_BOOLEAN, 0, AT(large_print), NULL, NULL,
	 "Whether there is an edition in large print too; there is unless this says false."},
	{"attach_data", NULL, FIELD_BOOLEAN, 0, AT(attach_data), NULL, NULL,
	 "Whether policy.json is attached to the PDF."},
};
static const struct field_table pdf_fields = FIELD_TABLE("pdf", STRUCTURE, pdf_rows);
#undef STRUCTURE

#define STRUCTURE struct site_logo
static const struct field logo_rows[] = {
	{"file", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(file), NULL, NULL, "The name of the picture in site/assets/."},
	{"alt", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(alt), NULL, NULL, "The words in the place of the picture."},
};
static const struct field_table logo_fields = FIELD_TABLE("logo", STRUCTURE, logo_rows);
#undef STRUCTURE

#define STRUCTURE struct site_published
static const char *const published_sites[] = {[PUBLISHED_PREVIOUS] = "previous", NULL};
static const struct field published_rows[] = {
	{"name", NULL, FIELD_TEXT, 0, AT(name), NULL, NULL,
	 "A folder or a JSON file, as a path from the project folder, or a git revision."},
	{"site", NULL, FIELD_CHOICE, 0, AT(site), published_sites, NULL,
	 "previous: the site that the next build replaces."},
};
static const struct field_table published_fields = FIELD_TABLE("published part", STRUCTURE, published_rows);
#undef STRUCTURE

#define STRUCTURE struct site_link
static const struct field link_rows[] = {
	{"label", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(label), NULL, NULL, "The words of the link."},
	{"path", NULL, FIELD_TEXT, 0, AT(path), NULL, NULL, "A page of this site."},
	{"url", NULL, FIELD_TEXT, 0, AT(url), NULL, NULL, "An address elsewhere."},
};
static const struct field_table link_fields = FIELD_TABLE("link", STRUCTURE, link_rows);
#undef STRUCTURE

#define STRUCTURE struct site_footer
static const struct field footer_rows[] = {
	{"text", NULL, FIELD_TEXT, 0, AT(text), NULL, NULL, "A line of text at the foot of every page."},
	{"links", NULL, FIELD_LIST, 0, AT(links), NULL, &link_fields, "Links at the foot of every page."},
};
static const struct field_table footer_fields = FIELD_TABLE("footer", STRUCTURE, footer_rows);
#undef STRUCTURE

#define STRUCTURE struct site
static const struct field site_rows[] = {
	{"title", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(title), NULL, NULL, "The site's name."},
	{"organisation", NULL, FIELD_OBJECT, FIELD_REQUIRED, AT(organisation), NULL, &organisation_fields,
	 "Who publishes the policies."},
	{"base_url", NULL, FIELD_TEXT, 0, AT(base_url), NULL, NULL, "The address where the site stands."},
	{"ref_pattern", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(ref_pattern), NULL, NULL,
	 "What a policy's ref looks like."},
	{"places", NULL, FIELD_LIST, 0, AT(places), NULL, &place_fields, "The places that a policy can be for."},
	{"categories", NULL, FIELD_LIST, FIELD_REQUIRED, AT(categories), NULL, &category_fields,
	 "The categories of policies."},
	{"routes", NULL, FIELD_LIST, 0, AT(routes), NULL, &route_fields, "The ways in which a treatment is asked for."},
	{"code_systems", NULL, FIELD_LIST, 0, AT(code_systems), NULL, &code_system_fields, "The code systems."},
	{"licence", NULL, FIELD_OBJECT, FIELD_TEXT_FOR_FIRST, AT(licence), NULL, &licence_fields,
	 "The licence under which the policies are published."},
	{"accessible_formats", NULL, FIELD_OBJECT, 0, AT(accessible_formats), NULL, &formats_fields,
	 "Whom to ask for a policy in another format."},
	{"checks", NULL, FIELD_MAP, 0, AT(checks), NULL, NULL,
	 "Severities of checks, where they differ from the usual."},
	{"published", NULL, FIELD_OBJECT, FIELD_TEXT_FOR_FIRST, AT(published), NULL, &published_fields,
	 "What is published now, to compare with: a folder, a JSON file, a git revision, or {site: previous}."},
	{"colours", NULL, FIELD_OBJECT, 0, AT(colours), NULL, &colours_fields, "The colours of the site."},
	{"pdf", NULL, FIELD_OBJECT, 0, AT(pdf), NULL, &pdf_fields, "What the PDFs have beside the policy."},
	{"logo", NULL, FIELD_OBJECT, FIELD_FALSE_FOR_NONE, AT(logo), NULL, &logo_fields, "The logo in the header."},
	{"navigation", NULL, FIELD_LIST, 0, AT(navigation), NULL, &link_fields, "The links in the header."},
	{"footer", NULL, FIELD_OBJECT, 0, AT(footer), NULL, &footer_fields, "The foot of every page."},
};
const struct field_table site_fields = FIELD_TABLE("site configuration", STRUCTURE, site_rows);
#undef STRUCTURE

bool site_base_url_is_right(struct text url)
{
	static const char marks[] = {'?', '#', '@'};

	for (size_t i = 0; i < sizeof marks; i++)
		if (text_find_byte(url, marks[i], 0) != TEXT_NOT_FOUND)
			return false;
	return text_is_address(url, false);
}

/* The length of a ref of the pattern's form at the beginning of a text, else 0. In the pattern "#" is one digit and a
 * "+" after a "#" that digit or more; all else stands for itself. */
static size_t pattern_length(struct text pattern, struct text text)
{
	size_t at = 0;

	for (size_t i = 0; i < pattern.length; i++) {
		if (pattern.bytes[i] == '+' && i > 0 && pattern.bytes[i - 1] == '#') {
			at = digits_end(text, at);
			continue;
		}
		if (at == text.length)
			return 0;
		bool fits =
			pattern.bytes[i] == '#' ? is_ascii_digit(text.bytes[at]) : text.bytes[at] == pattern.bytes[i];
		if (!fits)
			return 0;
		at++;
	}
	return at;
}

bool site_ref_matches(const struct site *site, struct text ref)
{
	if (site->ref_pattern.text.length > 0)
		return ref.length > 0 && pattern_length(site->ref_pattern.text, ref) == ref.length;
	if (ref.length == 0 || !is_ascii_letter(ref.bytes[0]))
		return false;
	for (size_t i = 0; i < ref.length; i++) {
		char byte = ref.bytes[i];
		if (!is_ascii_letter(byte) && !is_ascii_digit(byte) && byte != '-' && byte != '_')
			return false;
	}
	return true;
}

size_t site_ref_length(const struct site *site, struct text text, size_t offset)
{
	struct text pattern = site->ref_pattern.text;

	/* Most offsets of a text fail here already. */
	if (pattern.length == 0 || offset >= text.length ||
	    (pattern.bytes[0] != '#' && pattern.bytes[0] != text.bytes[offset]))
		return 0;
	size_t length = pattern_length(pattern, text_slice(text, offset, text.length));
	if (length == 0 || !is_word_edge(text, offset) || !is_word_edge(text, offset + length))
		return 0;
	return length;
}

/* Past what may stand where a ref has a mark or nothing: at most two of space, new line, "_", "-", ".", and dashes. */
static size_t skip_marks(struct text text, size_t at)
{
	static const char *const marks[] = {" ", "\n", "_", "-", ".", "\xc2\xa0", "\xe2\x80\x91", "\xe2\x80\x93"};
	size_t most = ARRAY_COUNT(marks);

	for (int skipped = 0; skipped < 2; skipped++) {
		size_t i = 0;
		while (i < most && !text_begins(text_slice(text, at, text.length), text_of(marks[i])))
			i++;
		if (i == most)
			break;
		at += text_of(marks[i]).length;
	}
	return at;
}

static size_t letters_of(struct text pattern)
{
	size_t letters = 0;

	for (size_t i = 0; i < pattern.length; i++)
		letters += is_ascii_letter(pattern.bytes[i]);
	return letters;
}

static size_t meant_length(struct text pattern, struct text text)
{
	/* Few letters may be a word, as "ex" before a number; in capitals they are none. */
	bool is_any_case = letters_of(pattern) > 3;
	size_t at = 0;

	for (size_t i = 0; i < pattern.length;) {
		char c = pattern.bytes[i];
		bool is_number = c == '#';
		if (!is_number && !is_ascii_letter(c) && !is_ascii_digit(c)) {
			i++;
			continue;
		}
		bool is_first = i == 0 || !is_ascii_letter(pattern.bytes[i - 1]) || is_number;
		if (at > 0 && is_first)
			at = skip_marks(text, at);
		if (at == text.length)
			return 0;
		if (!is_number) {
			char written = is_any_case ? ascii_lower(text.bytes[at]) : text.bytes[at];
			if (written != (is_any_case ? ascii_lower(c) : c))
				return 0;
			i++, at++;
			continue;
		}
		if (!is_ascii_digit(text.bytes[at]))
			return 0;
		at = digits_end(text, at);
		while (i < pattern.length && (pattern.bytes[i] == '#' || pattern.bytes[i] == '+'))
			i++;
	}
	return at;
}

size_t site_meant_ref_length(const struct site *site, struct text text, size_t offset)
{
	struct text pattern = site->ref_pattern.text;

	if (pattern.length == 0 || offset >= text.length || !is_ascii_letter(pattern.bytes[0]) ||
	    ascii_lower(pattern.bytes[0]) != ascii_lower(text.bytes[offset]) || !is_word_edge(text, offset) ||
	    site_ref_length(site, text, offset))
		return 0;
	size_t length = meant_length(pattern, text_slice(text, offset, text.length));
	return length && is_word_edge(text, offset + length) ? length : 0;
}

const struct site_place *site_place(const struct site *site, struct text id)
{
	for (size_t i = 0; i < site->places.count; i++)
		if (text_equal(LIST_ITEM(site->places, struct site_place, i)->id.text, id))
			return LIST_ITEM(site->places, struct site_place, i);
	return NULL;
}

const struct site_category *site_category(const struct site *site, struct text id)
{
	for (size_t i = 0; i < site->categories.count; i++)
		if (text_equal(LIST_ITEM(site->categories, struct site_category, i)->id.text, id))
			return LIST_ITEM(site->categories, struct site_category, i);
	return NULL;
}

const struct site_route *site_route(const struct site *site, struct text id)
{
	for (size_t i = 0; i < site->routes.count; i++)
		if (text_equal(LIST_ITEM(site->routes, struct site_route, i)->id.text, id))
			return LIST_ITEM(site->routes, struct site_route, i);
	return NULL;
}

const struct site_code_system *site_code_system(const struct site *site, enum code_system system)
{
	for (size_t i = 0; i < site->code_systems.count; i++)
		if (LIST_ITEM(site->code_systems, struct site_code_system, i)->id.choice == (int)system)
			return LIST_ITEM(site->code_systems, struct site_code_system, i);
	return NULL;
}
