#include "load/site.h"

#include "base/nearest.h"
#include "parse/limits.h"
#include "parse/yaml.h"
#include "read/fields.h"

void site_clear(struct site *site)
{
	*site = (struct site){0};
	field_clear(&site_fields, site);
	severities_default(&site->severities);
}

static void report_severity(struct findings *findings, const struct text_value *value)
{
	struct nearest nearest;

	nearest_init(&nearest, value->text);
	for (int severity = SEVERITY_OFF; severity <= SEVERITY_ERROR; severity++)
		nearest_offer(&nearest, text_of(severity_name((enum severity)severity)));
	findings_add(findings, CHECK_BAD_VALUE, value->place,
		     "a check is error, warning, info or off, not \"%.*s\"%s%s%s", TEXT_ARGUMENTS(value->text),
		     nearest.best.bytes ? "; did you mean " : "", nearest.best.bytes ? nearest.best.bytes : "",
		     nearest.best.bytes ? "?" : "");
}

/* Severities of `checks`: each key is a check, each value a severity. */
static void read_severities(struct findings *findings, struct site *site)
{
	for (size_t i = 0; i < site->checks.count; i++) {
		const struct map_item *item = LIST_ITEM(site->checks, struct map_item, i);
		enum check check;
		int severity = SEVERITY_OFF;
		if (!check_find(item->key.text, &check)) {
			const char *nearest = check_nearest(item->key.text);
			findings_add(findings, CHECK_UNKNOWN_KEY, item->key.place, "there is no check \"%.*s\"%s%s%s",
				     TEXT_ARGUMENTS(item->key.text),
				     nearest ? "; did you mean " : "; `policyc explain --all` lists them",
				     nearest ? nearest : "", nearest ? "?" : "");
			continue;
		}
		while (severity <= SEVERITY_ERROR && !text_is(item->value.text, severity_name((enum severity)severity)))
			severity++;
		/* To whoever writes false or no that is off, too. */
		if (severity > SEVERITY_ERROR &&
		    (text_is(item->value.text, "false") || text_is(item->value.text, "no")))
			severity = SEVERITY_OFF;
		if (severity <= SEVERITY_ERROR)
			site->severities.of[check] = (enum severity)severity;
		else
			report_severity(findings, &item->value);
	}
}

/* A ref becomes the name of a file and a part of an address, so its pattern may hold nothing that would be another
 * folder. */
static void check_ref_pattern(struct findings *findings, struct text_value *pattern)
{
	bool has_digit = false;

	for (size_t i = 0; i < pattern->text.length; i++) {
		char byte = pattern->text.bytes[i];
		bool is_more = byte == '+' && i > 0 && pattern->text.bytes[i - 1] == '#';
		has_digit = has_digit || byte == '#';
		if (is_ascii_letter(byte) || is_ascii_digit(byte) || byte == '_' || byte == '-' || byte == '#' ||
		    is_more)
			continue;
		findings_add(findings, CHECK_BAD_VALUE, pattern->place,
			     "the pattern of refs is made of letters, digits, _ and -, with # for a digit and + after "
			     "the last # for more of them");
		pattern->text = TEXT("");
		return;
	}
	if (pattern->text.length == 0 || (has_digit && is_ascii_letter(pattern->text.bytes[0])))
		return;
	findings_add(
		findings, CHECK_BAD_VALUE, pattern->place,
		"the pattern of refs begins with a letter and has # for each digit, as in CMICB_Clin###+; otherwise "
		"words of the text would be taken for refs");
	pattern->text = TEXT("");
}

static void check_base_url(struct findings *findings, struct text_value *url)
{
	while (text_ends(url->text, TEXT("/")))
		url->text.length--;
	if (url->text.length == 0 || site_base_url_is_right(url->text))
		return;
	findings_add(
		findings, CHECK_BAD_VALUE, url->place,
		"the site's address begins with https://, and has no ?, # or @, because the paths of pages are put "
		"behind it; without a right one, write null");
	url->text = TEXT("");
}

/* An address that pages make links of. */
static void check_address(struct findings *findings, struct text_value *address, bool is_any)
{
	if (!address->text.length || text_is_address(address->text, is_any))
		return;
	findings_add(findings, CHECK_BAD_VALUE, address->place,
		     "\"%.*s\" is no address that pages can link to; write it whole, from https:// on, without spaces",
		     TEXT_ARGUMENTS(address->text));
	address->text = TEXT("");
}

/* An address of a mailbox. */
static void check_email(struct findings *findings, struct text_value *email)
{
	struct arena scratch = ARENA_EMPTY;
	size_t at = text_find_byte(email->text, '@', 0);
	bool is_fine = at != TEXT_NOT_FOUND && at > 0 && at + 1 < email->text.length &&
		       text_is_address(arena_format(&scratch, "mailto:%.*s", TEXT_ARGUMENTS(email->text)), true);
	arena_release(&scratch);
	if (is_fine || !email->text.length)
		return;
	findings_add(findings, CHECK_BAD_VALUE, email->place,
		     "\"%.*s\" is no email address, so nobody could write there; correct it, or write null",
		     TEXT_ARGUMENTS(email->text));
	email->text = TEXT("");
}

static void check_colour(struct findings *findings, struct text_value *colour)
{
	bool is_colour = colour->text.length == 7 && colour->text.bytes[0] == '#';

	for (size_t i = 1; is_colour && i < 7; i++) {
		char byte = ascii_lower(colour->text.bytes[i]);
		is_colour = is_ascii_digit(byte) || (byte >= 'a' && byte <= 'f');
	}
	if (is_colour || !place_is_set(colour->place))
		return;
	findings_add(findings, CHECK_BAD_VALUE, colour->place,
		     "a colour is # and six digits of 0 to 9 and a to f, in quotation marks: \"#005eb8\"");
	*colour = (struct text_value){0};
}

/* Ids that stand twice in a list of structs that begin with a place and an id. */
static void check_ids(struct findings *findings, const char *key, const struct list *list, size_t size)
{
	struct map seen = MAP_EMPTY;

	for (size_t i = 0; i < list->count; i++) {
		const char *item = (const char *)list->items + i * size;
		struct text_value *id = (struct text_value *)(void *)(item + sizeof(struct place));
		struct text_value *first = map_get(&seen, id->text);
		if (id->text.length == 0)
			continue;
		if (first == NULL) {
			map_set(&seen, id->text, id);
			continue;
		}
		struct finding *finding =
			findings_add(findings, CHECK_BAD_VALUE, id->place,
				     "the id \"%.*s\" stands twice under \"%s\", so it is unclear which is meant; "
				     "change one",
				     TEXT_ARGUMENTS(id->text), key);
		finding_note(findings, finding, first->place, "first written here");
	}
	map_release(&seen);
}

static void check_links(struct findings *findings, const struct list *links)
{
	for (size_t i = 0; i < links->count; i++) {
		struct site_link *link = LIST_ITEM(*links, struct site_link, i);
		check_address(findings, &link->url, true);
		if (place_is_set(link->path.place) == place_is_set(link->url.place))
			findings_add(findings, CHECK_BAD_VALUE, link->place,
				     "a link has either path (a page of this site) or url (an address elsewhere)");
	}
}

/* Where a word isn't known, there is a finding already. */
static void check_published(struct findings *findings, const struct site_published *published)
{
	bool has_name = place_is_set(published->name.place), has_site = place_is_set(published->site.place);

	if (!place_is_set(published->place) || (has_name != has_site && (has_site || published->name.text.length)) ||
	    (has_site && !has_name) || findings_name_key(findings, "published"))
		return;
	findings_add(findings, CHECK_BAD_VALUE, published->place,
		     "\"published\" names one thing to compare with, or says {site: previous}" FIX
		     "write one of the two");
}

void site_read(struct suite *suite, const struct source *source, struct site *site)
{
	struct findings *findings = &suite->findings;

	site_clear(site);
	site->source = source;
	if (!bytes_are_safe(source, findings))
		return;
	const struct value *map = yaml_read(&suite->arena, source, 0, source->bytes.length, findings);
	if (map == NULL)
		map = value_map(&suite->arena);
	fields_read(&suite->arena, source, map, &site_fields, site, NULL, findings);
	read_severities(findings, site);
	check_ref_pattern(findings, &site->ref_pattern);
	check_base_url(findings, &site->base_url);
	check_address(findings, &site->organisation.website, false);
	check_address(findings, &site->organisation.ifr, false);
	check_address(findings, &site->licence.url, false);
	check_email(findings, &site->organisation.email);
	check_email(findings, &site->accessible_formats.email);
	check_colour(findings, &site->colours.brand);
	check_colour(findings, &site->colours.text);
	check_published(findings, &site->published);
	check_ids(findings, "places", &site->places, sizeof(struct site_place));
	check_ids(findings, "categories", &site->categories, sizeof(struct site_category));
	check_ids(findings, "routes", &site->routes, sizeof(struct site_route));
	check_links(findings, &site->navigation);
	check_links(findings, &site->footer.links);
}
