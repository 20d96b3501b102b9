/* assets/: what the pages need, and what the organisation publishes beside them. */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/unicode.h"
#include "publish/folder_tree.h"
#include "site/publication.h"
#include "tree/site.h"

#define BUILT_FOLDER     "build/assets"
#define BUILT_STYLE      "site.css"
#define OWN_FOLDER       "site/assets"
#define ASSET_BYTES_MOST ((size_t)1024 * 1024 * 1024)

/* Colours of the service, where site.yaml names none. */
#define DEFAULT_BRAND      TEXT("#005eb8")
#define DEFAULT_BRAND_TEXT TEXT("#ffffff")

/* RFC 3986, section 2.3: what an address may hold as it is; and the slash between the parts of a path. */
static bool is_plain_in_address(char c)
{
	return is_ascii_letter(c) || is_ascii_digit(c) || (c && strchr("-._~/", c));
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

/* The name in site/assets/ of a file of the project; bytes NULL where it stands elsewhere. */
static struct text own_name(struct arena *arena, struct text file)
{
	static const struct text folder = TEXT_INIT(OWN_FOLDER "/");
	if (!file.length)
		return (struct text){NULL, 0};
	struct text path = text_of(path_normalise(arena, arena_string(arena, file)));
	if (!text_begins(path, folder))
		return (struct text){NULL, 0};
	return text_slice(path, folder.length, path.length);
}

struct text asset_address(struct arena *arena, struct text file)
{
	struct text name = own_name(arena, file);
	return name.bytes ? asset_address_of_name(arena, name) : name;
}

/* Fills `published` and `withheld` with the names of the documents of versions that are in this site, and of those that
 * are not: what belongs to a draft alone must not get out before it. */
static void sort_documents(struct publication *publication, struct arena *arena, struct map *published,
			   struct map *withheld)
{
	const struct suite *suite = publication->suite;
	for (size_t i = 0; i < suite->policy_count; i++) {
		const struct policy *policy = suite->policies[i];
		struct map *names = is_published(publication, policy) ? published : withheld;
		for (size_t k = 0; k < policy->documents.count; k++) {
			const struct related_document *document =
				LIST_ITEM(policy->documents, struct related_document, k);
			struct text name = own_name(arena, document->file.text);
			if (name.bytes)
				map_set(names, name, publication);
		}
	}
	if (place_is_set(suite->site->logo.place))
		map_set(published, suite->site->logo.file.text, publication);
}

static bool is_hidden(struct text path)
{
	return text_begins(path, TEXT(".")) || text_find(path, TEXT("/."), 0) != TEXT_NOT_FOUND;
}

static bool publish_file(struct publication *publication, const char *folder, const char *name)
{
	struct stage *stage = &publication->stage;
	struct arena arena = ARENA_EMPTY;
	struct buffer bytes = BUFFER_EMPTY;
	const char *path = path_join(&arena, folder, name);
	bool is_fine = true;
	if (utf8_first_invalid(text_of(name)) != strlen(name)) {
		is_fine = fault_refuse(&stage->fault, &stage->arena,
				       "the name of %s is not UTF-8, so no page could link to it; give it another name",
				       path);
	} else if (!path_stays_inside(publication->suite->root, path)) {
		is_fine =
			fault_refuse(&stage->fault, &stage->arena,
				     "%s is a link that leads out of the project folder, so what it shows might not be "
				     "meant for everybody; put the file itself there",
				     path);
	} else {
		int error = file_read(path_join(&arena, publication->suite->root, path), ASSET_BYTES_MOST, &bytes);
		if (error)
			is_fine = fault_of_system(&stage->fault, &stage->arena, error, "%s could not be read", path);
	}
	if (is_fine)
		is_fine = stage_add(stage, path_join(&arena, "assets", name), buffer_text(&bytes));
	buffer_release(&bytes);
	arena_release(&arena);
	return is_fine;
}

static bool publish_folder(struct publication *publication, struct arena *arena, const char *folder,
			   const struct map *published, const struct map *withheld)
{
	struct stage *stage = &publication->stage;
	struct folder_tree tree = {0};
	const char *failed = NULL;
	int error = folder_tree_read(&tree, arena, path_join(arena, publication->suite->root, folder), &failed);
	bool is_fine = !error || fault_of_system(&stage->fault, &stage->arena, error, "%s could not be read", failed);
	for (size_t i = 0; i < tree.items.count && is_fine; i++) {
		struct text name = text_of(tree.items.items[i].path);
		if (tree.items.items[i].is_folder || is_hidden(name) || text_ends(name, TEXT(".scss")) ||
		    text_ends(name, TEXT(".sass")))
			continue;
		if (map_get(withheld, name) && !map_get(published, name))
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
	const char *folder = path_join(arena, publication->suite->root, OWN_FOLDER);
	if (!manifest_path_is_plain(logo->file.text) || !path_is_file(path_join(arena, folder, name)))
		findings_add(findings, CHECK_DOCUMENT_MISSING, logo->file.place,
			     "there is no file \"%s\" in " OWN_FOLDER
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
	struct map published = MAP_EMPTY, withheld = MAP_EMPTY, none = MAP_EMPTY;
	const char *own = path_join(&arena, publication->suite->root, OWN_FOLDER);
	sort_documents(publication, &arena, &published, &withheld);
	check_logo(publication, &arena, findings);
	bool is_fine = check_built(publication, &arena) && publish_colours(publication, &arena) &&
		       publish_folder(publication, &arena, BUILT_FOLDER, &none, &none) &&
		       (!path_is_folder(own) || publish_folder(publication, &arena, OWN_FOLDER, &published, &withheld));
	map_release(&published);
	map_release(&withheld);
	arena_release(&arena);
	return is_fine;
}
