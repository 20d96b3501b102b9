/* A template, and after a line of "=" a partial of it called "part": as the specification has it, and strictly. */
#include "base/map.h"
#include "promises.h"
#include "template/mustache.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

struct faults {
	struct text source[2]; /* of the template and the partial */
	size_t count;
};

static void count_fault(void *context, const struct mustache_error *error)
{
	struct faults *faults = context;
	struct text source = faults->source[text_is(error->template_name, "part")];

	promise(error->begin <= error->end && error->end <= source.length && error->line > 0 && error->column > 0,
		"a fault at bytes %u to %u of %zu", error->begin, error->end, source.length);
	promise(error->message != NULL && error->message[0] != '\0', "a fault without a message");
	faults->count++;
}

/* A list's items shadow its name, so that lists in lists can't multiply without end. */
static struct value *sample(struct arena *arena)
{
	struct value *data = value_map(arena), *list = value_list(arena), *inner = value_map(arena);

	value_set_string(arena, data, "title", "Scars & <peels> \"1\"");
	value_set_string(arena, data, "empty", "");
	value_set(arena, data, "none", value_null(arena));
	value_set_boolean(arena, data, "yes", true);
	value_set_boolean(arena, data, "no", false);
	value_set_integer(arena, data, "zero", 0);
	value_set(arena, data, "nothing", value_list(arena));
	for (int i = 0; i < 2; i++) {
		struct value *item = value_map(arena);
		value_set_integer(arena, item, "number", i);
		value_set(arena, item, "list", value_null(arena));
		value_set(arena, item, "inner", value_null(arena));
		value_list_add(arena, list, item);
	}
	value_set(arena, data, "list", list);
	value_set_string(arena, inner, "name", "inner\nname");
	value_set(arena, data, "inner", inner);
	return data;
}

static void render(struct faults *faults, const struct mustache_template *template, const struct value *data,
		   const struct map *partials, bool strict)
{
	struct buffer out = BUFFER_EMPTY;
	struct mustache_options options = {.partials = partials, .strict = strict, .reporter = {count_fault, faults}};

	faults->count = 0;
	bool is_rendered = mustache_render(template, data, &options, &out);
	promise(is_rendered == (faults->count == 0), "%zu faults, and rendered: %d", faults->count, is_rendered);
	buffer_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = ARENA_EMPTY;
	struct map partials = MAP_EMPTY;
	struct text input = arena_copy(&arena, (struct text){(const char *)bytes, size});
	size_t line = text_find(input, TEXT("\n=\n"), 0);
	struct faults faults = {0};
	const struct mustache_reporter reporter = {count_fault, &faults};
	const struct mustache_template *template, *part = NULL;

	faults.source[0] = text_slice(input, 0, line);
	if (line != TEXT_NOT_FOUND) {
		faults.source[1] = text_slice(input, line + 3, input.length);
		part = mustache_parse(&arena, TEXT("part"), faults.source[1], &reporter);
		promise((part == NULL) == (faults.count > 0), "a partial and its faults");
		faults.count = 0;
	}
	if (part != NULL)
		map_set(&partials, TEXT("part"), (void *)part);
	template = mustache_parse(&arena, TEXT("whole"), faults.source[0], &reporter);
	promise((template == NULL) == (faults.count > 0), "a template and its faults");
	if (template != NULL) {
		const struct value *data = sample(&arena);
		render(&faults, template, data, &partials, false);
		render(&faults, template, data, &partials, true);
	}
	map_release(&partials);
	arena_release(&arena);
	return 0;
}
