/* Old addresses that lead on, and the headers of every answer: _redirects and _headers, as hosts of plain files read
 * them, and the same for nginx in _nginx.conf. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "base/xml_writer.h"
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

/* How many old addresses that need rules the build names. */
#define RULES_ONLY_NAMED 10

struct redirect {
	struct text from; /* a path on the host, decoded: "/old/scars.pdf" */
	struct text to;
	/* `from` and `to` are folders: every address below the one leads to the same below the other, or, where they
	 * don't go on, to `to` itself. */
	bool is_folder, goes_on;
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

/* All below a folder of the site, which is no page's: "/policies/xccg-55/". */
static void add_folder(struct redirects *redirects, struct text from, struct text to, bool goes_on)
{
	struct text key = ARENA_JOIN(&redirects->arena, from, TEXT("*"));
	if (map_get(&redirects->seen, key))
		return;
	map_set(&redirects->seen, key, redirects);
	*ARRAY_ADD(&redirects->list) = (struct redirect){from, to, true, goes_on};
}

/* From an address, once; the site's own pages are never hidden. */
static bool add(struct redirects *redirects, struct text from, struct text to, const struct text_value *written)
{
	struct buffer path = BUFFER_EMPTY;
	address_append_decoded(&path, from);
	struct text decoded = buffer_keep(&path, &redirects->arena);
	struct text own = text_begins(decoded, redirects->root)
				  ? text_slice(decoded, redirects->root.length, decoded.length)
				  : decoded;
	if (has_control(decoded) || map_get(&redirects->seen, decoded))
		return false;
	if (own.length && own.length < decoded.length && site_has(redirects->publication, own)) {
		findings_add(redirects->publication->findings, CHECK_REDIRECT_CLASH, written->place,
			     "the site itself has a page or file at this address" WHY
			     "nobody could be led on from it" FIX "take it out");
		return false;
	}
	map_set(&redirects->seen, decoded, redirects);
	*ARRAY_ADD(&redirects->list) = (struct redirect){decoded, to, false, false};
	return true;
}

/* Has the last part of a path an ending, as a file has? */
static bool names_a_file(struct text path)
{
	size_t dot = TEXT_NOT_FOUND;
	for (size_t i = 0; i < path.length; i++)
		dot = path.bytes[i] == '/' ? TEXT_NOT_FOUND : path.bytes[i] == '.' ? i : dot;
	return dot != TEXT_NOT_FOUND;
}

/* A page that leads to another address of the site by itself, for hosts that read no rules. */
static void append_leading_page(struct buffer *out, struct text href)
{
	buffer_append_string(out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
				  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">\n"
				  "<meta name=\"robots\" content=\"noindex\">\n"
				  "<meta http-equiv=\"refresh\" content=\"0; url=");
	xml_escape_attribute(out, href);
	buffer_append_string(out, "\">\n<title>This page has moved</title>\n</head>\n<body>\n<main>\n<h1>This page has "
				  "moved</h1>\n<p><a href=\"");
	xml_escape_attribute(out, href);
	buffer_append_string(out, "\">Go to where it is now</a></p>\n</main>\n</body>\n</html>\n");
}

/* Would a file stand where another has a folder, or in a folder where another file is? */
static bool is_in_the_way(const struct publication *publication, struct text path)
{
	const struct manifest *next = &publication->stage.next;
	if (manifest_find(next, path) || manifest_has_file_above(next, path))
		return true;
	for (size_t i = 0; i < next->files.count; i++) {
		struct text other = next->files.items[i]->path;
		if (other.length > path.length && other.bytes[path.length] == '/' && text_begins(other, path))
			return true;
	}
	return false;
}

/* Has the path a character that not every file system takes in a name? */
static bool is_no_file_name(struct text path)
{
	for (size_t i = 0; i < path.length; i++)
		if (strchr("<>:\"|?*\\", path.bytes[i]))
			return true;
	return false;
}

/* The file of this site that answers for an address of its host; empty where none can: another program makes that
 * address, it is no page's, or no file can be called so. */
static struct text page_for(struct redirects *redirects, struct text from)
{
	struct buffer path = BUFFER_EMPTY;
	address_append_decoded(&path, from);
	struct text own = buffer_keep(&path, &redirects->arena);
	if (!text_begins(own, redirects->root))
		return TEXT("");
	own = text_slice(own, redirects->root.length, own.length);
	if (text_ends(own, TEXT("/")))
		own = ARENA_JOIN(&redirects->arena, own, TEXT("index.html"));
	bool is_page = text_ends(own, TEXT(".html")) || text_ends(own, TEXT(".htm"));
	if (!is_page || !manifest_path_is_plain(own) || is_no_file_name(own) || own.bytes[0] == '_' ||
	    own.bytes[0] == '.' || is_in_the_way(redirects->publication, own))
		return TEXT("");
	return own;
}

/* As many ".." as the file is deep. */
static struct text way_back(struct arena *arena, struct text path)
{
	struct buffer back = BUFFER_EMPTY;
	for (size_t i = 0; i < path.length; i++)
		if (path.bytes[i] == '/')
			buffer_append_string(&back, "../");
	if (!back.length)
		buffer_append_string(&back, "./");
	return buffer_keep(&back, arena);
}

/* Adds a page at a path of the site that leads to another path of it. */
static void add_leading_page(struct redirects *redirects, struct text path, struct text to)
{
	struct buffer bytes = BUFFER_EMPTY;
	append_leading_page(&bytes, ARENA_JOIN(&redirects->arena, way_back(&redirects->arena, path), to));
	stage_add(&redirects->publication->stage, arena_string(&redirects->arena, path), buffer_text(&bytes));
	buffer_release(&bytes);
}

/* `to` is on the host. What can't be led on from without rules is told of. */
static void lead_on_without_rules(struct redirects *redirects, struct text from, struct text to)
{
	struct publication *publication = redirects->publication;
	struct text path = page_for(redirects, from);
	if (path.length) {
		add_leading_page(redirects, path, text_slice(to, redirects->root.length, to.length));
		return;
	}
	publication->rules_only.count++;
	if (publication->rules_only.count <= RULES_ONLY_NAMED)
		buffer_append_format(&publication->rules_only.names, "%s%.*s",
				     publication->rules_only.names.length ? ", " : "", TEXT_ARGUMENTS(from));
}

static void add_old_address(struct redirects *redirects, const struct text_value *old, struct text to)
{
	struct arena *arena = &redirects->arena;
	struct text path = old_address_path(old->text);
	if (!path.length)
		return;
	struct text from = arena_format(arena, "/%.*s", TEXT_ARGUMENTS(path));
	if (names_a_file(path)) {
		if (add(redirects, from, to, old))
			lead_on_without_rules(redirects, from, to);
		return;
	}
	/* A page is asked for with a slash at its end and without. */
	if (add(redirects, arena_format(arena, "%.*s/", TEXT_ARGUMENTS(from)), to, old))
		lead_on_without_rules(redirects, arena_format(arena, "%.*s/", TEXT_ARGUMENTS(from)), to);
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

/* For hosts that read no rules: below the old ref each page leads on, and data and PDFs are copies. */
static void copy_policy(struct redirects *redirects, struct text slug, struct text old_slug)
{
	struct arena *arena = &redirects->arena;
	struct stage *stage = &redirects->publication->stage;
	struct text now = arena_format(arena, "policies/%.*s/", TEXT_ARGUMENTS(slug));
	size_t count = stage->next.files.count;
	for (size_t i = 0; i < count && !stage_has_failed(stage); i++) {
		const struct manifest_file *file = stage->next.files.items[i];
		if (!text_begins(file->path, now) || text_ends(file->path, TEXT(".css")))
			continue;
		struct text rest = text_slice(file->path, now.length, file->path.length);
		struct text path =
			arena_format(arena, "policies/%.*s/%.*s", TEXT_ARGUMENTS(old_slug), TEXT_ARGUMENTS(rest));
		if (is_in_the_way(redirects->publication, path))
			continue;
		if (!text_ends(rest, TEXT("index.html"))) {
			stage_add_copy(stage, arena_string(arena, path), file);
			continue;
		}
		add_leading_page(redirects, path,
				 ARENA_JOIN(arena, now, text_slice(rest, 0, rest.length - strlen("index.html"))));
	}
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
	add_folder(redirects, arena_format(arena, "%.*s/", TEXT_ARGUMENTS(from)), to, true);
	copy_policy(redirects, policy->slug, slug);
}

/* Whose old addresses count: the version that is shown, else the newest that may be known. What a draft claims shows
 * only when it is published. */
static const struct policy *claiming_version(const struct redirects *redirects, const struct record *record)
{
	const struct policy *newest = record->published;
	for (size_t i = record->count; !newest && i-- > 0;)
		if (is_published(redirects->publication, record->versions[i]) &&
		    record->versions[i]->standing != STANDING_DRAFT)
			newest = record->versions[i];
	return newest;
}

/* What stood at the policy's own address and below it while a version did, and does no more. */
static void lead_to_notice(struct redirects *redirects, const struct record *record)
{
	struct arena *arena = &redirects->arena;
	struct text slug = ref_slug(arena, record->ref);
	struct text to =
		arena_format(arena, "%.*spolicies/%.*s/", TEXT_ARGUMENTS(redirects->root), TEXT_ARGUMENTS(slug));
	static const struct text_value nothing;
	static const char *const folders[] = {"versions/", "changes/"};
	for (size_t i = 0; i < FORM_COUNT; i++)
		if (forms[i].file &&
		    !site_has(redirects->publication,
			      arena_format(arena, "policies/%.*s/%s", TEXT_ARGUMENTS(slug), forms[i].file)))
			add(redirects, arena_format(arena, "%.*s%s", TEXT_ARGUMENTS(to), forms[i].file), to, &nothing);
	add(redirects, ARENA_JOIN(arena, to, TEXT("policy.pdf")), to, &nothing);
	for (size_t i = 0; i < ARRAY_COUNT(folders) && record->stub; i++)
		if (record->stub->removed.versions.choice == REMOVED_GONE)
			add_folder(redirects, arena_format(arena, "%.*s%s", TEXT_ARGUMENTS(to), folders[i]), to, false);
}

static void find_redirects(struct redirects *redirects)
{
	const struct suite *suite = redirects->publication->suite;
	for (size_t i = 0; i < suite->record_count; i++) {
		const struct record *record = suite->records[i];
		const struct policy *policy = claiming_version(redirects, record);
		if (!record->published && record->has_page)
			lead_to_notice(redirects, record);
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
		const struct redirect *redirect = &redirects->list.items[i];
		append_encoded(&out, redirect->from);
		buffer_append_string(&out, redirect->is_folder ? "* " : " ");
		append_encoded(&out, redirect->to);
		buffer_append_string(&out, redirect->goes_on ? ":splat 301\n" : " 301\n");
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

/* A regular expression in double quotes; a brace, too, would end the word without them. */
static void append_nginx_folder(struct buffer *out, const struct redirect *redirect)
{
	buffer_append_string(out, "location ~ \"^");
	for (size_t i = 0; i < redirect->from.length; i++) {
		char c = redirect->from.bytes[i];
		if (c == '"')
			buffer_append_byte(out, '\\');
		else if (text_find_byte(TEXT("\\^$.|?*+()[]{}"), c, 0) != TEXT_NOT_FOUND)
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, c);
	}
	buffer_append_string(out, "(.*)$\" { return 301 \"");
	append_encoded(out, redirect->to);
	buffer_append_string(out, redirect->goes_on ? "$1\"; }\n" : "\"; }\n");
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
	/* Before the types: of regular expressions nginx takes the first that matches. */
	for (size_t i = 0; i < redirects->list.count; i++)
		if (redirects->list.items[i].is_folder)
			append_nginx_folder(&out, &redirects->list.items[i]);
	for (size_t i = 0; i < TYPE_COUNT; i++)
		buffer_append_format(&out, "location ~ \\.%s$ { default_type \"%s\"; }\n", types[i].ending,
				     types[i].type);
	for (size_t i = 0; i < redirects->list.count; i++) {
		if (redirects->list.items[i].is_folder)
			continue;
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
