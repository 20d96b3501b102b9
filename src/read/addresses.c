#include "read/addresses.h"

#include "base/buffer.h"
#include "base/scan.h"
#include "tree/nice.h"

/* The scheme before ":" in small letters (RFC 3986, section 3.1), and where the rest begins; empty: there is none. */
static struct text scheme_of(struct arena *arena, struct text target, struct text *rest)
{
	size_t colon = text_find_byte(target, ':', 0);

	*rest = target;
	if (colon == TEXT_NOT_FOUND || colon == 0 || !is_ascii_letter(target.bytes[0]))
		return TEXT("");
	for (size_t i = 0; i < colon; i++) {
		char c = target.bytes[i];
		if (!is_ascii_letter(c) && !is_ascii_digit(c) && c != '+' && c != '-' && c != '.')
			return TEXT("");
	}
	*rest = text_slice(target, colon + 1, target.length);
	return arena_lower(arena, text_slice(target, 0, colon));
}

static void split_fragment(struct text whole, struct text *before, struct text *fragment)
{
	size_t hash = text_find_byte(whole, '#', 0);

	*before = text_slice(whole, 0, hash);
	*fragment = hash == TEXT_NOT_FOUND ? TEXT("") : text_slice(whole, hash + 1, whole.length);
}

/* "ng59", "NG 59" → "NG59"; false when it is no identifier and nothing more. */
static bool whole_nice_identifier(struct arena *arena, struct text written, struct text *identifier)
{
	struct text trimmed = text_trim(written);
	char *upper = arena_string(arena, trimmed);

	for (size_t i = 0; i < trimmed.length; i++)
		upper[i] = ascii_upper(upper[i]);
	struct text text = {upper, trimmed.length};
	return text.length && nice_identifier(arena, text, 0, identifier) == text.length;
}

/* "//www.nice.org.uk/guidance/ng59…" names NG59. */
static bool nice_address(struct arena *arena, struct text rest, struct text *identifier)
{
	struct text host = address_host(text_slice(rest, 2, rest.length));
	struct text path = text_slice(rest, 2 + host.length, rest.length);
	struct text prefix = TEXT("/guidance/");

	if (!text_equal_ignoring_case(host, TEXT("www.nice.org.uk")) &&
	    !text_equal_ignoring_case(host, TEXT("nice.org.uk")))
		return false;
	if (!text_begins_ignoring_case(path, prefix))
		return false;
	size_t end = prefix.length;
	while (end < path.length && text_find_byte(TEXT("/?#"), path.bytes[end], 0) == TEXT_NOT_FOUND)
		end++;
	return whole_nice_identifier(arena, text_slice(path, prefix.length, end), identifier);
}

static void classify_web(struct arena *arena, struct node *link, struct text rest)
{
	struct text host = text_begins(rest, TEXT("//")) ? address_host(text_slice(rest, 2, rest.length)) : TEXT("");
	struct text before;

	link->link.kind = LINK_REFUSED;
	for (size_t i = 0; i < host.length; i++)
		if (is_ascii_space(host.bytes[i]) || host.bytes[i] == '\\' || host.bytes[i] == '<')
			return;
	if (!host.length)
		return;
	split_fragment(link->link.target, &before, &link->link.fragment);
	link->link.kind = nice_address(arena, rest, &link->link.ref) ? LINK_NICE : LINK_URL;
}

/* A picture is a file of the site, named from the project's site folder: pages may load nothing from elsewhere. */
static void classify_image(struct node *image, struct text target, bool has_scheme)
{
	struct text rest = target, part;
	bool is_inside = !has_scheme && target.length && target.bytes[0] != '/' &&
			 text_find_byte(target, '\\', 0) == TEXT_NOT_FOUND && target.bytes[0] != '#';

	while (text_split(&rest, '/', &part))
		is_inside &= !text_is(part, "..");
	image->link.kind = !target.length ? LINK_EMPTY : is_inside ? LINK_URL : LINK_REFUSED;
}

void address_classify(struct arena *arena, struct node *link)
{
	struct text target = text_trim(link->link.target), rest, before;
	struct text scheme = scheme_of(arena, target, &rest);

	link->link.ref = link->link.fragment = TEXT("");
	if (link->kind == NODE_IMAGE) {
		classify_image(link, target, scheme.length > 0);
	} else if (link->link.is_bare && text_begins_ignoring_case(target, TEXT("www."))) {
		link->link.kind = LINK_URL;
	} else if (target.length == 0 || text_is(target, "#")) {
		link->link.kind = LINK_EMPTY;
	} else if (target.bytes[0] == '#') {
		link->link.kind = LINK_WITHIN;
		link->link.fragment = text_slice(target, 1, target.length);
	} else if (text_is(scheme, "https") || text_is(scheme, "http")) {
		classify_web(arena, link, rest);
	} else if (text_is(scheme, "mailto") || text_is(scheme, "tel")) {
		link->link.kind = text_trim(rest).length ? LINK_URL : LINK_EMPTY;
	} else if (text_is(scheme, "policy")) {
		split_fragment(rest, &before, &link->link.fragment);
		link->link.ref = text_trim(before);
		link->link.kind = link->link.ref.length ? LINK_POLICY : LINK_REFUSED;
	} else if (text_is(scheme, "nice")) {
		split_fragment(rest, &before, &link->link.fragment);
		link->link.kind = whole_nice_identifier(arena, before, &link->link.ref) ? LINK_NICE : LINK_REFUSED;
	} else {
		link->link.kind = LINK_REFUSED;
	}
}

static bool is_hex(char c)
{
	return is_ascii_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

/* RFC 3986, sections 2.2 and 2.3, without the square brackets, which only a host may have. */
static bool is_address_byte(char c)
{
	return is_ascii_letter(c) || is_ascii_digit(c) ||
	       text_find_byte(TEXT("-._~:/?@!$&'()*+,;="), c, 0) != TEXT_NOT_FOUND;
}

static void append_encoded(struct buffer *buffer, struct text text)
{
	bool has_fragment = false;

	for (size_t i = 0; i < text.length; i++) {
		char c = text.bytes[i];
		bool is_encoded =
			c == '%' && i + 2 < text.length && is_hex(text.bytes[i + 1]) && is_hex(text.bytes[i + 2]);
		if (is_address_byte(c) || is_encoded || (c == '#' && !has_fragment))
			buffer_append_byte(buffer, c);
		else
			buffer_append_format(buffer, "%%%02X", (unsigned)(unsigned char)c);
		has_fragment |= c == '#';
	}
}

struct text address_url(struct arena *arena, const struct node *link)
{
	struct text target = text_trim(link->link.target), rest;
	struct text scheme = scheme_of(arena, target, &rest);
	struct buffer url = BUFFER_EMPTY;

	if (link->link.kind != LINK_URL && link->link.kind != LINK_NICE)
		return TEXT("");
	if (text_is(scheme, "https") || text_is(scheme, "http") || text_is(scheme, "mailto") ||
	    text_is(scheme, "tel")) {
		buffer_append(&url, scheme);
		buffer_append_byte(&url, ':');
		append_encoded(&url, rest);
	} else if (link->link.kind == LINK_NICE) {
		buffer_append_string(&url, "https://www.nice.org.uk/guidance/");
		for (size_t i = 0; i < link->link.ref.length; i++)
			buffer_append_byte(&url, ascii_lower(link->link.ref.bytes[i]));
		if (link->link.fragment.length) {
			buffer_append_byte(&url, '#');
			append_encoded(&url, link->link.fragment);
		}
	} else {
		/* A bare "www.…", or the path of a picture. */
		if (link->kind == NODE_LINK)
			buffer_append_string(&url, "https://");
		append_encoded(&url, target);
	}
	return buffer_keep(&url, arena);
}
