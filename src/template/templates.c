#include "template/templates.h"

#include <errno.h>

#include "base/file.h"
#include "base/unicode.h"

#define TEMPLATE_BYTES_MOST ((size_t)1024 * 1024)

static void tell(struct templates *templates, enum check check, struct text path, size_t begin, size_t end,
		 const char *message)
{
	pthread_mutex_lock(&templates->mutex);
	/* Pages that are made from one template have its faults in common. */
	struct text key = arena_format(templates->arena, "%.*s:%zu:%s", TEXT_ARGUMENTS(path), begin, message);
	if (!map_set(&templates->told, key, templates)) {
		const struct source *source = map_get(&templates->sources, path);
		findings_add(templates->findings, check, source ? place_of(source, begin, end) : PLACE_NONE, "%s",
			     message);
	}
	pthread_mutex_unlock(&templates->mutex);
}

static void report(void *context, const struct mustache_error *error)
{
	tell(context, CHECK_SYNTAX, error->template_name, error->begin, error->end, error->message);
}

/* Reads one template into `map` under `name`. */
static bool read_template(struct templates *templates, const char *root, const char *path, struct text name,
			  struct map *map, struct fault *fault)
{
	struct arena *arena = templates->arena;
	struct buffer bytes = BUFFER_EMPTY;
	int error = file_read_inside(root, path, TEMPLATE_BYTES_MOST, &bytes);
	if (error) {
		buffer_release(&bytes);
		return fault_of_file(fault, arena, error, "the template %s could not be read", path);
	}
	struct source *source = ARENA_NEW(arena, struct source);
	source_init(source, arena, arena_string(arena, text_of(path)), buffer_keep(&bytes, arena));
	map_set(&templates->sources, text_of(source->path), source);
	size_t invalid = utf8_first_invalid(source->bytes);
	if (invalid < source->bytes.length) {
		tell(templates, CHECK_ENCODING, text_of(source->path), invalid, invalid + 1,
		     "this template is not UTF-8, so pages would hold characters that nobody can read; save it as "
		     "UTF-8");
		return true;
	}
	for (size_t at = 0; at < source->bytes.length;) {
		size_t begin = at;
		uint32_t code_point = utf8_decode(source->bytes, &at);
		if (!unicode_is_unsafe(code_point))
			continue;
		tell(templates, CHECK_ENCODING, text_of(source->path), begin, at,
		     "this template holds a character that no page may hold (a control, or one that turns the "
		     "direction of text); delete it");
		return true;
	}
	struct mustache_reporter reporter = {report, templates};
	const struct mustache_template *template =
		mustache_parse(arena, text_of(source->path), source->bytes, &reporter);
	/* A template with faults stays out; its faults are told, and nothing will be published. */
	if (template)
		map_set(map, name, (void *)(uintptr_t) template);
	return true;
}

/* Reads the templates that stand in a folder itself. */
static bool read_folder(struct templates *templates, const char *root, const char *folder, struct map *map,
			struct fault *fault)
{
	static const struct text ending = TEXT_INIT(".mustache");
	const char **names = NULL;
	size_t count = 0;
	int error = folder_list(templates->arena, path_join(templates->arena, root, folder), &names, &count);
	if (error && error != ENOENT)
		return fault_of_system(fault, templates->arena, error, "the folder %s could not be read", folder);
	for (size_t i = 0; i < count; i++) {
		struct text name = text_of(names[i]);
		if (!text_ends(name, ending))
			continue;
		name.length -= ending.length;
		if (!read_template(templates, root, path_join(templates->arena, folder, names[i]), name, map, fault))
			return false;
	}
	return true;
}

bool templates_read(struct templates *templates, struct arena *arena, const char *root, struct findings *findings,
		    struct fault *fault)
{
	*templates = (struct templates){.arena = arena, .findings = findings};
	pthread_mutex_init(&templates->mutex, NULL);
	if (!read_folder(templates, root, "templates", &templates->pages, fault) ||
	    !read_folder(templates, root, "templates/partials", &templates->partials, fault))
		return false;
	return true;
}

bool templates_need(const struct templates *templates, const char *const *names, struct fault *fault)
{
	for (size_t i = 0; names[i]; i++) {
		const char *path = arena_format(templates->arena, "templates/%s.mustache", names[i]).bytes;
		if (!map_get(&templates->sources, text_of(path)))
			return fault_of_system(fault, templates->arena, ENOENT, "the template %s could not be read",
					       path);
	}
	return true;
}

void templates_release(struct templates *templates)
{
	if (!templates->arena)
		return;
	map_release(&templates->sources);
	map_release(&templates->pages);
	map_release(&templates->partials);
	map_release(&templates->told);
	pthread_mutex_destroy(&templates->mutex);
}

static bool render(struct templates *templates, const char *name, const struct value *data, struct buffer *out)
{
	const struct mustache_template *template = map_get(&templates->pages, text_of(name));
	struct mustache_options options = {
		.partials = &templates->partials, .strict = true, .reporter = {report, templates}};
	return template && mustache_render(template, data, &options, out);
}

bool templates_render(struct templates *templates, struct arena *arena, const char *name, struct value *data,
		      struct buffer *out)
{
	struct buffer content = BUFFER_EMPTY;
	bool is_fine = render(templates, name, data, &content);
	/* Even with faults in it, so that those of the layout are found in the same run. */
	value_set_text(arena, data, "content", buffer_text(&content));
	is_fine = render(templates, "layout", data, out) && is_fine;
	buffer_release(&content);
	return is_fine;
}

bool templates_render_alone(struct templates *templates, const char *name, const struct value *data, struct buffer *out)
{
	return render(templates, name, data, out);
}

void templates_refuse(struct templates *templates, const char *name, const char *message)
{
	tell(templates, CHECK_SYNTAX, arena_format(templates->arena, "templates/%s.mustache", name), 0, 1, message);
}
