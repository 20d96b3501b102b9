/* assets/: what the pages need, and what the organisation publishes beside them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/unicode.h"
#include "publish/active_content.h"
#include "publish/folder_tree.h"
#include "site/publication.h"
#include "tree/asset.h"
#include "tree/site.h"

#define BUILT_FOLDER     "build/assets"
#define BUILT_STYLE      "site.css"
#define ASSET_BYTES_MOST ((size_t)1024 * 1024 * 1024)

/* Colours of the service, where site.yaml names none. */
#define DEFAULT_BRAND      TEXT("#005eb8")
#define DEFAULT_BRAND_TEXT TEXT("#ffffff")

/* RFC 3986, section 2.3: what an address may hold as it is; and the slash between the parts of a path. */
static bool is_plain_in_address(char c)
{
	return is_ascii_letter(c) || is_ascii_digit(c) || (c && strchr("-._~/", c));
}

static int hex_value(char c)
{
	c = ascii_lower(c);
	if (is_ascii_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* RFC 3986, section 2.1. */
void address_append_decoded(struct buffer *out, struct text path)
{
	for (size_t i = 0; i < path.length; i++) {
		int high = i + 2 < path.length && path.bytes[i] == '%' ? hex_value(path.bytes[i + 1]) : -1;
		int low = high >= 0 ? hex_value(path.bytes[i + 2]) : -1;
		if (low >= 0) {
			buffer_append_byte(out, (char)(high * 16 + low));
			i += 2;
		} else {
			buffer_append_byte(out, path.bytes[i]);
		}
	}
}

struct text asset_address_of_name(struct arena *arena, struct text name)
{
	struct buffer address = BUFFER_EMPTY;
	struct text path = text_of(path_normalise(arena, arena_string(arena, name)));
	buffer_append_string(&address, "assets/");
	for (size_t i = 0; i < path.length; i++) {
		if (is_plain_in_address(path.bytes[i]))
			buffer_append_byte(&address, path.bytes[i]);
		else
			buffer_append_format(&address, "%%%02X", (unsigned char)path.bytes[i]);
	}
	return buffer_keep(&address, arena);
}

struct text asset_address(struct arena *arena, struct text file)
{
	struct text name = asset_name(arena, file);
	return name.bytes ? asset_address_of_name(arena, name) : name;
}

/* Names of files in site/assets/: those that versions in this site name, and those that others do. */
struct naming {
	const struct publication *publication;
	struct arena *arena;
	const char *folder; /* the real path of site/assets/ */
	struct map published, withheld;
};

/* What a link in site/assets/ leads to, as a name there; bytes NULL where it leads elsewhere, or to nothing. */
static struct text real_name(const struct naming *naming, struct text name)
{
	struct arena *arena = naming->arena;
	char *real = realpath(path_join(arena, naming->folder, arena_string(arena, name)), NULL);
	struct text found = {NULL, 0}, path = real ? text_of(real) : found, folder = text_of(naming->folder);
	if (real && path.length > folder.length && text_begins(path, folder) && path.bytes[folder.length] == '/')
		found = arena_copy(arena, text_slice(path, folder.length + 1, path.length));
	free(real);
	return found;
}

static void add_name(struct naming *naming, struct map *names, struct text file)
{
	struct text name = asset_name(naming->arena, file), real = {NULL, 0};
	if (!name.bytes || map_get(names, name))
		return;
	map_set(names, name, naming);
	real = real_name(naming, name);
	if (real.bytes)
		map_set(names, real, naming);
}

/* An address means the file of its decoded path: "a%20b.png?x" the file "a b.png". */
static void add_address(struct naming *naming, struct map *names, struct text address)
{
	struct buffer decoded = BUFFER_EMPTY;
	size_t end = 0;
	while (end < address.length && address.bytes[end] != '?' && address.bytes[end] != '#')
		end++;
	address_append_decoded(&decoded, text_slice(address, 0, end));
	add_name(naming, names, address);
	add_name(naming, names, buffer_text(&decoded));
	buffer_release(&decoded);
}

static void add_body(struct naming *naming, struct map *names, const struct node *body)
{
	struct walk walk;
	if (!body)
		return;
	walk = walk_begin(body);
	while (walk_next(&walk))
		if (walk.is_entering && (walk.node->kind == NODE_IMAGE || walk.node->kind == NODE_LINK))
			add_address(naming, names, text_trim(walk.node->link.target));
}

/* What belongs to drafts, to what is out for consultation, and to what waits for its day, must not get out before
 * them. */
static void sort_names(struct naming *naming)
{
	const struct suite *suite = naming->publication->suite;
	for (size_t i = 0; i < suite->policy_count; i++) {
		const struct policy *policy = suite->policies[i];
		struct map *names = is_published(naming->publication, policy) ? &naming->published : &naming->withheld;
		for (size_t k = 0; k < policy->documents.count; k++)
			add_name(naming, names, LIST_ITEM(policy->documents, struct related_document, k)->file.text);
		add_body(naming, names, policy->body);
	}
	/* Of a block that is in a published version, the pictures stand in that version too. */
	for (size_t i = 0; i < suite->block_count && !naming->publication->drafts; i++)
		add_body(naming, &naming->withheld, suite->blocks[i]->body);
	for (size_t i = 0; i < suite->web_page_count; i++)
		add_body(naming, &naming->published, suite->web_pages[i]->document->body);
	if (place_is_set(suite->site->logo.place))
		map_set(&naming->published, suite->site->logo.file.text, naming);
}

static bool is_withheld(const struct naming *naming, struct text name)
{
	struct text real = real_name(naming, name);
	if (map_get(&naming->published, name))
		return false;
	return map_get(&naming->withheld, name) || (real.bytes && map_get(&naming->withheld, real));
}

static bool is_hidden(struct text path)
{
	return text_begins(path, TEXT(".")) || text_find(path, TEXT("/."), 0) != TEXT_NOT_FOUND;
}

/* A link in a folder that is published to something that isn't: both are named. */
static bool refuse_link(struct publication *publication, struct arena *arena, const char *folder, const char *path)
{
	const char *root = publication->suite->root;
	char *real = realpath(path_join(arena, root, path), NULL);
	const char *below = real ? path_below(arena, root, real) : NULL;
	struct stage *stage = &publication->stage;
	fault_refuse(&stage->fault, &stage->arena,
		     "%s is a link to %s, which is not in %s/, so it may not be meant for everybody; put a copy of the "
		     "file there if it is",
		     path,
		     below  ? below
		     : real ? real
			    : "nothing",
		     folder);
	free(real);
	return false;
}

static bool read_asset(struct publication *publication, struct arena *arena, const char *folder, const char *name,
		       struct buffer *bytes)
{
	struct stage *stage = &publication->stage;
	const char *path = path_join(arena, folder, name);
	if (utf8_first_invalid(text_of(name)) != strlen(name))
		return fault_refuse(&stage->fault, &stage->arena,
				    "the name of %s is not UTF-8, so no page could link to it; give it another name",
				    path);
	int error = file_read_inside(path_join(arena, publication->suite->root, folder), name, ASSET_BYTES_MOST, bytes);
	if (error == EXDEV)
		return refuse_link(publication, arena, folder, path);
	return !error || fault_of_file(&stage->fault, &stage->arena, error, "%s could not be read", path);
}

/* What would do something in a reader's browser is a finding. */
static void check_content(struct publication *publication, const char *folder, const char *name, struct text bytes)
{
	const char *why = strcmp(folder, ASSETS_FOLDER) == 0 ? active_content(text_of(name), bytes) : NULL;
	if (why)
		findings_add(publication->findings, CHECK_RAW_HTML,
			     place_of_path(publication->arena, path_join(publication->arena, folder, name)),
			     "this file %s, so it is not published; publish it as a PDF or a plain picture, or link to "
			     "where it is",
			     why);
}

static bool publish_file(struct publication *publication, const char *folder, const char *name)
{
	struct arena arena = ARENA_EMPTY;
	struct buffer bytes = BUFFER_EMPTY;
	bool is_fine = read_asset(publication, &arena, folder, name, &bytes);
	if (is_fine) {
		check_content(publication, folder, name, buffer_text(&bytes));
		is_fine = stage_add(&publication->stage, path_join(&arena, "assets", name), buffer_text(&bytes));
	}
	buffer_release(&bytes);
	arena_release(&arena);
	return is_fine;
}

/* Is it a file that pages or people ask for? Of a link, what it leads to counts too. */
static bool is_wanted(const struct naming *naming, struct text name)
{
	struct text real = naming ? real_name(naming, name) : name;
	return !is_hidden(name) && !text_ends(name, TEXT(".scss")) && !text_ends(name, TEXT(".sass")) &&
	       (!real.bytes || !is_hidden(real)) && (!naming || !is_withheld(naming, name));
}

/* A folder that is a link itself, or in one, would publish whatever that leads to. */
static bool check_folder(struct publication *publication, struct arena *arena, const char *folder)
{
	struct stage *stage = &publication->stage;
	char *root = realpath(publication->suite->root, NULL);
	char *real = root ? realpath(path_join(arena, root, folder), NULL) : NULL;
	bool is_own = !real || strcmp(real, path_join(arena, root, folder)) == 0;
	if (!is_own)
		fault_refuse(&stage->fault, &stage->arena,
			     "%s is a link to %s, and all that is there would be published; make it a folder, and put "
			     "the files into it",
			     folder, real);
	free(root);
	free(real);
	return is_own;
}

/* `naming`: which of its files are withheld; NULL: none. */
static bool publish_folder(struct publication *publication, struct arena *arena, const char *folder,
			   const struct naming *naming)
{
	struct stage *stage = &publication->stage;
	struct folder_tree tree = {0};
	const char *failed = NULL;
	int error = folder_tree_read(&tree, arena, path_join(arena, publication->suite->root, folder), &failed);
	bool is_fine = !error || fault_of_system(&stage->fault, &stage->arena, error, "%s could not be read", failed);
	for (size_t i = 0; i < tree.items.count && is_fine; i++) {
		struct text name = text_of(tree.items.items[i].path);
		if (tree.items.items[i].is_folder || !is_wanted(naming, name))
			continue;
		is_fine = publish_file(publication, folder, tree.items.items[i].path);
	}
	folder_tree_release(&tree);
	return is_fine;
}

/* The style sheet is made by other programs, so it may not be there. */
static bool check_built(struct publication *publication, struct arena *arena)
{
	struct stage *stage = &publication->stage;
	if (path_is_file(path_join(arena, publication->suite->root, BUILT_FOLDER "/" BUILT_STYLE)))
		return true;
	fault_of_system(&stage->fault, &stage->arena, ENOENT,
			"the style sheet " BUILT_FOLDER "/" BUILT_STYLE
			", without which no page can be read well, is not built yet; `make style` builds it");
	return false;
}

static void check_logo(const struct publication *publication, struct arena *arena, struct findings *findings)
{
	const struct site_logo *logo = &publication->suite->site->logo;
	if (!place_is_set(logo->place))
		return;
	const char *name = arena_string(arena, logo->file.text);
	const char *folder = path_join(arena, publication->suite->root, ASSETS_FOLDER);
	if (!manifest_path_is_plain(logo->file.text) || file_look_inside(folder, name) != 0)
		findings_add(findings, CHECK_DOCUMENT_MISSING, logo->file.place,
			     "there is no file \"%s\" in " ASSETS_FOLDER
			     "/, so every page would show a broken picture; put "
			     "the logo there, or write `logo: false`",
			     name);
}

struct text brand_colour(const struct site_colours *colours)
{
	return colours->brand.text.length ? colours->brand.text : DEFAULT_BRAND;
}

struct text brand_text_colour(const struct site_colours *colours)
{
	return colours->text.text.length ? colours->text.text : DEFAULT_BRAND_TEXT;
}

static bool publish_colours(struct publication *publication, struct arena *arena)
{
	const struct site_colours *colours = &publication->suite->site->colours;
	struct text brand = brand_colour(colours), words = brand_text_colour(colours);
	struct text css = arena_format(arena, ":root{--policyc-brand:%.*s;--policyc-brand-text:%.*s}\n",
				       TEXT_ARGUMENTS(brand), TEXT_ARGUMENTS(words));
	return stage_add(&publication->stage, "assets/colours.css", css);
}

bool publish_assets(struct publication *publication, struct findings *findings)
{
	struct arena arena = ARENA_EMPTY;
	char *own = realpath(path_join(&arena, publication->suite->root, ASSETS_FOLDER), NULL);
	struct naming naming = {.publication = publication, .arena = &arena, .folder = own};
	if (own)
		sort_names(&naming);
	check_logo(publication, &arena, findings);
	bool is_fine = check_folder(publication, &arena, ASSETS_FOLDER) &&
		       check_folder(publication, &arena, BUILT_FOLDER) && check_built(publication, &arena) &&
		       publish_colours(publication, &arena) &&
		       publish_folder(publication, &arena, BUILT_FOLDER, NULL) &&
		       (!own || publish_folder(publication, &arena, ASSETS_FOLDER, &naming));
	free(own);
	map_release(&naming.published);
	map_release(&naming.withheld);
	arena_release(&arena);
	return is_fine;
}
