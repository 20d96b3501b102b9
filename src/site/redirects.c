/* Old addresses that lead on, and the headers of every answer: _redirects and _headers, as hosts of plain files read
 * them, and the same for nginx in _nginx.conf. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "site/page_values.h"
#include "tree/site.h"
#include "write/forms.h"

/* What pages need: SPEC section 7. */
static const struct {
	const char *name, *value;
} headers[] = {
	{"Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'"},
	{"Referrer-Policy", "strict-origin-when-cross-origin"},
	{"X-Content-Type-Options", "nosniff"},
};
#define HEADER_COUNT (ARRAY_COUNT(headers))

/* Endings that servers don't know. */
static const struct {
	const char *ending, *type;
} types[] = {
	{"atom", "application/atom+xml"},   {"fo", "application/xml"},  {"ics", "text/calendar; charset=utf-8"},
	{"ndjson", "application/x-ndjson"}, {"rng", "application/xml"},
};
#define TYPE_COUNT (ARRAY_COUNT(types))

struct redirect {
	struct text from; /* a path on the host, decoded: "/old/scars.pdf" */
	struct text to;
};

struct redirects {
	struct publication *publication;
	struct arena arena;
	struct text root; /* the site's path on its host */
	struct map seen;  /* of `from` */
	ARRAY_OF(struct redirect) list;
};

static void append_encoded(struct buffer *out, struct text path)
{
	for (size_t i = 0; i < path.length; i++) {
		char c = path.bytes[i];
		if (is_ascii_letter(c) || is_ascii_digit(c) || text_find_byte(TEXT("-._~/"), c, 0) != TEXT_NOT_FOUND)
			buffer_append_byte(out, c);
		else
			buffer_append_format(out, "%%%02X", (unsigned char)c);
	}
}

/* A word of nginx's configuration in double quotes, in which only these two and the variable's sign mean anything; a
 * location's path holds no variables. */
static void append_quoted(struct buffer *out, struct text path)
{
	buffer_append_byte(out, '"');
	for (size_t i = 0; i < path.length; i++) {
		if (path.bytes[i] == '"' || path.bytes[i] == '\\')
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, path.bytes[i]);
	}
	buffer_append_byte(out, '"');
}

static bool has_control(struct text text)
{
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.bytes[i] < 0x20 || text.bytes[i] == 0x7f)
			return true;
	return utf8_first_invalid(text) != text.length;
}

/* From an address, once; the site's own pages are never hidden. */
static void add(struct redirects *redirects, struct text from, struct text to, const struct text_value *written)
{
	struct buffer path = BUFFER_EMPTY;
	address_append_decoded(&path, from);
	struct text decoded = buffer_keep(&path, &redirects->arena);
	struct text own = text_begins(decoded, redirects->root)
				  ? text_slice(decoded, redirects->root.length, decoded.length)
				  : decoded;
	if (has_control(decoded) || map_get(&redirects->seen, decoded))
		return;
	if (own.length && own.length < decoded.length && site_has(redirects->publication, own)) {
		findings_add(redirects->publication->findings, CHECK_REDIRECT_CLASH, written->place,
			     "the site itself has a page or file at this address" WHY
			     "nobody could be led on from it" FIX "take it out");
		return;
	}
	map_set(&redirects->seen, decoded, redirects);
	*ARRAY_ADD(&redirects->list) = (struct redirect){decoded, to};
}

/* Has the last part of a path an ending, as a file has? */
static bool names_a_file(struct text path)
{
	size_t dot = TEXT_NOT_FOUND;
	for (size_t i = 0; i < path.length; i++)
		dot = path.bytes[i] == '/' ? TEXT_NOT_FOUND : path.bytes[i] == '.' ? i : dot;
	return dot != TEXT_NOT_FOUND;
}

static void add_old_address(struct redirects *redirects, const struct text_value *old, struct text to)
{
	struct arena *arena = &redirects->arena;
	struct text path = old_address_path(old->text);
	if (!path.length)
		return;
	struct text from = arena_format(arena, "/%.*s", TEXT_ARGUMENTS(path));
	if (names_a_file(path)) {
		add(redirects, from, to, old);
		return;
	}
	/* A page is asked for with a slash at its end and without. */
	add(redirects, arena_format(arena, "%.*s/", TEXT_ARGUMENTS(from)), to, old);
	add(redirects, from, to, old);
}

/* A file of a policy whose ref changed, where the site has it. */
static void add_previous_file(struct redirects *redirects, const struct policy *policy, const char *name,
			      struct text from, const struct text_value *old, struct text to)
{
	struct arena *arena = &redirects->arena;
	struct text file = arena_format(arena, "policies/%.*s/%s", TEXT_ARGUMENTS(policy->slug), name);

	if (site_has(redirects->publication, file))
		add(redirects, arena_format(arena, "%.*s/%s", TEXT_ARGUMENTS(from), name),
		    arena_format(arena, "%.*s%s", TEXT_ARGUMENTS(to), name), old);
}

/* A ref that changed: its page, and its data. */
static void add_previous_ref(struct redirects *redirects, const struct policy *policy, const struct text_value *old,
			     struct text to)
{
	struct arena *arena = &redirects->arena;
	struct text slug = ref_slug(arena, old->text);
	struct text from =
		arena_format(arena, "%.*spolicies/%.*s", TEXT_ARGUMENTS(redirects->root), TEXT_ARGUMENTS(slug));
	if (text_equal(slug, policy->slug))
		return;
	add(redirects, arena_format(arena, "%.*s/", TEXT_ARGUMENTS(from)), to, old);
	add(redirects, from, to, old);
	for (size_t i = 0; i < FORM_COUNT; i++)
		if (forms[i].file)
			add_previous_file(redirects, policy, forms[i].file, from, old, to);
	add_previous_file(redirects, policy, "policy.pdf", from, old, to);
}

static void find_redirects(struct redirects *redirects)
{
	const struct suite *suite = redirects->publication->suite;
	for (size_t i = 0; i < suite->record_count; i++) {
		/* What a draft claims shows only when it is published. */
		const struct policy *policy = suite->records[i]->published;
		if (!policy)
			continue;
		struct text to = arena_format(&redirects->arena, "%.*spolicies/%.*s/", TEXT_ARGUMENTS(redirects->root),
					      TEXT_ARGUMENTS(policy->slug));
		for (size_t k = 0; k < policy->redirect_from.count; k++)
			add_old_address(redirects, LIST_ITEM(policy->redirect_from, struct text_value, k), to);
		for (size_t k = 0; k < policy->previous_refs.count; k++)
			add_previous_ref(redirects, policy, LIST_ITEM(policy->previous_refs, struct text_value, k), to);
	}
}

static void publish_redirects(struct redirects *redirects)
{
	struct buffer out = BUFFER_EMPTY;
	buffer_append_string(&out, "# from, to, status\n");
	for (size_t i = 0; i < redirects->list.count; i++) {
		append_encoded(&out, redirects->list.items[i].from);
		buffer_append_byte(&out, ' ');
		append_encoded(&out, redirects->list.items[i].to);
		buffer_append_string(&out, " 301\n");
	}
	stage_add(&redirects->publication->stage, "_redirects", buffer_text(&out));
	buffer_release(&out);
}

static void publish_headers(struct redirects *redirects)
{
	struct buffer out = BUFFER_EMPTY;
	struct text root = redirects->root;
	buffer_append_format(&out, "%.*s*\n", TEXT_ARGUMENTS(root));
	for (size_t i = 0; i < HEADER_COUNT; i++)
		buffer_append_format(&out, "  %s: %s\n", headers[i].name, headers[i].value);
	if (redirects->publication->drafts)
		buffer_append_string(&out, "  X-Robots-Tag: noindex\n");
	buffer_append_format(&out, "%.*sdata/*\n  Access-Control-Allow-Origin: *\n", TEXT_ARGUMENTS(root));
	buffer_append_format(&out, "%.*spolicies/*/policy.json\n  Access-Control-Allow-Origin: *\n",
			     TEXT_ARGUMENTS(root));
	for (size_t i = 0; i < TYPE_COUNT; i++)
		buffer_append_format(&out, "%.*s*.%s\n  Content-Type: %s\n", TEXT_ARGUMENTS(root), types[i].ending,
				     types[i].type);
	stage_add(&redirects->publication->stage, "_headers", buffer_text(&out));
	buffer_release(&out);
}

static void publish_nginx(struct redirects *redirects)
{
	struct buffer out = BUFFER_EMPTY;
	buffer_append_format(&out,
			     "# For nginx: `include` this file in the server block of this site.\n"
			     "error_page 404 %.*s404.html;\n",
			     TEXT_ARGUMENTS(redirects->root));
	for (size_t i = 0; i < HEADER_COUNT; i++)
		buffer_append_format(&out, "add_header %s \"%s\" always;\n", headers[i].name, headers[i].value);
	if (redirects->publication->drafts)
		buffer_append_string(&out, "add_header X-Robots-Tag noindex always;\n");
	for (size_t i = 0; i < TYPE_COUNT; i++)
		buffer_append_format(&out, "location ~ \\.%s$ { default_type \"%s\"; }\n", types[i].ending,
				     types[i].type);
	for (size_t i = 0; i < redirects->list.count; i++) {
		buffer_append_string(&out, "location = ");
		append_quoted(&out, redirects->list.items[i].from);
		buffer_append_string(&out, " { return 301 \"");
		append_encoded(&out, redirects->list.items[i].to);
		buffer_append_string(&out, "\"; }\n");
	}
	stage_add(&redirects->publication->stage, "_nginx.conf", buffer_text(&out));
	buffer_release(&out);
}

void publish_server_files(struct publication *publication)
{
	struct redirects redirects = {.publication = publication};
	if (stage_has_failed(&publication->stage))
		return;
	redirects.root = text_of(site_path(&redirects.arena, publication->suite->site));
	find_redirects(&redirects);
	publish_redirects(&redirects);
	publish_headers(&redirects);
	publish_nginx(&redirects);
	map_release(&redirects.seen);
	ARRAY_RELEASE(&redirects.list);
	arena_release(&redirects.arena);
}
