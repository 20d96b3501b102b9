/* Mustache, second half: from a parsed template and data to text. */
#include "template/mustache_template.h"

/* What names are looked up in, the innermost first. It lives on the C stack; its length is bounded by the sections of a
 * template times the depth of partials. */
struct context {
	const struct value *value;
	const struct context *outer;
};

struct rendering {
	const struct mustache_options *options;
	struct buffer *out;
	struct buffer indent; /* what each line of the partial being rendered begins with */
	uint32_t depth;       /* of partials */
	bool failed;
	bool stopped; /* partials are too deep: nothing more is rendered */
};

#define FAULT(rendering, template, node, ...)                                                           \
	((rendering)->failed = true, mustache_report(&(rendering)->options->reporter, (template)->name, \
						     (template)->source, (node)->begin, (node)->end, __VA_ARGS__))

void mustache_escape(struct buffer *out, struct text text)
{
	size_t copied = 0;
	for (size_t i = 0; i < text.length; i++) {
		const char *written = NULL;
		switch (text.bytes[i]) {
		case '&':
			written = "&amp;";
			break;
		case '<':
			written = "&lt;";
			break;
		case '>':
			written = "&gt;";
			break;
		case '"':
			written = "&quot;";
			break;
		default:
			continue;
		}
		buffer_append(out, text_slice(text, copied, i));
		buffer_append_string(out, written);
		copied = i + 1;
	}
	buffer_append(out, text_slice(text, copied, text.length));
}

static struct text node_name(const struct mustache_template *template, const struct mustache_node *node)
{
	return text_slice(template->source, node->name, node->name_end);
}

/* A name's value; NULL where the data has no such name, which strict rendering reports. Only the first part of a dotted
 * name is looked for outwards: once it is found, the rest belongs to it (specification: interpolation). */
static const struct value *name_value(struct rendering *rendering, const struct mustache_template *template,
				      const struct mustache_node *node, const struct context *context)
{
	struct text name = node_name(template, node), rest = name, part;
	if (text_is(name, "."))
		return context->value;

	text_split(&rest, '.', &part);
	const struct value *value = NULL;
	for (; context != NULL && value == NULL; context = context->outer)
		value = value_map_get(context->value, part);
	if (value == NULL && rendering->options->strict)
		FAULT(rendering, template, node, "the data has no value \"%.*s\"", TEXT_ARGUMENTS(part));

	while (value != NULL && text_split(&rest, '.', &part)) {
		const struct value *owner = value;
		value = value_map_get(owner, part);
		if (value == NULL && owner->kind != VALUE_NULL && rendering->options->strict) {
			struct text above = text_slice(name, 0, (size_t)(part.bytes - name.bytes) - 1);
			if (owner->kind == VALUE_MAP)
				FAULT(rendering, template, node, "\"%.*s\" has no value \"%.*s\"",
				      TEXT_ARGUMENTS(above), TEXT_ARGUMENTS(part));
			else
				FAULT(rendering, template, node,
				      "\"%.*s\" is %s and has no parts, so there is no \"%.*s\"", TEXT_ARGUMENTS(above),
				      value_kind_words(owner->kind), TEXT_ARGUMENTS(name));
		}
	}
	return value;
}

static bool is_yes(const struct value *value)
{
	if (value == NULL)
		return false;
	switch (value->kind) {
	case VALUE_NULL:
		return false;
	case VALUE_BOOLEAN:
		return value->boolean;
	case VALUE_STRING:
		return value->text.length > 0;
	case VALUE_LIST:
		return value->count > 0;
	case VALUE_NUMBER:
	case VALUE_MAP:
		return true;
	}
	return false;
}

static void text_render(struct rendering *rendering, const struct mustache_template *template,
			const struct mustache_node *node)
{
	struct text text = text_slice(template->source, node->begin, node->end);
	struct text indent = buffer_text(&rendering->indent);
	if (indent.length == 0) {
		buffer_append(rendering->out, text);
		return;
	}
	if (node->begins_line)
		buffer_append(rendering->out, indent);
	while (text.length > 0) {
		size_t found = text_find_byte(text, '\n', 0);
		size_t line_end = found == TEXT_NOT_FOUND ? text.length : found + 1;
		buffer_append(rendering->out, text_slice(text, 0, line_end));
		text = text_slice(text, line_end, text.length);
		if (text.length > 0)
			buffer_append(rendering->out, indent);
	}
}

static void name_render(struct rendering *rendering, const struct mustache_template *template,
			const struct mustache_node *node, const struct context *context)
{
	const struct value *value = name_value(rendering, template, node, context);
	struct text text = value_text(value);
	if (value != NULL && !value_is_scalar(value) && rendering->options->strict)
		FAULT(rendering, template, node, "\"%.*s\" is %s, which can't be shown as text",
		      TEXT_ARGUMENTS(node_name(template, node)), value_kind_words(value->kind));
	if (text.bytes == NULL)
		return;
	if (node->kind == MUSTACHE_RAW)
		buffer_append(rendering->out, text);
	else
		mustache_escape(rendering->out, text);
}

static void nodes_render(struct rendering *rendering, const struct mustache_template *template, uint32_t first,
			 uint32_t end, const struct context *context);

/* A list renders the content for each of its items, anything else that means "yes" once. */
static void section_render(struct rendering *rendering, const struct mustache_template *template, uint32_t at,
			   const struct context *context)
{
	const struct mustache_node *node = &template->nodes[at];
	const struct value *value = name_value(rendering, template, node, context);
	if (node->kind == MUSTACHE_INVERTED) {
		if (!is_yes(value))
			nodes_render(rendering, template, at + 1, node->next, context);
		return;
	}
	if (!is_yes(value))
		return;
	struct context inner = {.value = value, .outer = context};
	if (value->kind != VALUE_LIST) {
		nodes_render(rendering, template, at + 1, node->next, &inner);
		return;
	}
	for (uint32_t i = 0; i < value->count && !rendering->stopped; i++) {
		inner.value = value->items[i];
		nodes_render(rendering, template, at + 1, node->next, &inner);
	}
}

/* A standalone partial's white space is put before each line of the partial's template, never inside values; one in the
 * middle of a line is not indented (specification: partials). */
static void partial_render(struct rendering *rendering, const struct mustache_template *template,
			   const struct mustache_node *node, const struct context *context)
{
	struct text name = node_name(template, node);
	const struct mustache_template *partial =
		rendering->options->partials == NULL ? NULL : map_get(rendering->options->partials, name);
	if (partial == NULL) {
		if (rendering->options->strict)
			FAULT(rendering, template, node, "there is no partial \"%.*s\"", TEXT_ARGUMENTS(name));
		return;
	}
	if (rendering->depth == MUSTACHE_PARTIAL_DEPTH_MOST) {
		FAULT(rendering, template, node,
		      "the partial \"%.*s\" is inside itself, or partials are nested more than %d deep",
		      TEXT_ARGUMENTS(name), MUSTACHE_PARTIAL_DEPTH_MOST);
		rendering->stopped = true;
		return;
	}
	struct buffer outer = rendering->indent;
	rendering->indent = (struct buffer)BUFFER_EMPTY;
	if (node->standalone) {
		buffer_append(&rendering->indent, buffer_text(&outer));
		buffer_append(&rendering->indent, text_slice(template->source, node->indent_begin, node->begin));
	}
	rendering->depth++;
	nodes_render(rendering, partial, 0, partial->count, context);
	rendering->depth--;
	buffer_release(&rendering->indent);
	rendering->indent = outer;
}

static void nodes_render(struct rendering *rendering, const struct mustache_template *template, uint32_t first,
			 uint32_t end, const struct context *context)
{
	for (uint32_t at = first; at < end && !rendering->stopped;) {
		const struct mustache_node *node = &template->nodes[at++];
		switch ((enum mustache_kind)node->kind) {
		case MUSTACHE_TEXT:
			text_render(rendering, template, node);
			break;
		case MUSTACHE_ESCAPED:
		case MUSTACHE_RAW:
			name_render(rendering, template, node, context);
			break;
		case MUSTACHE_SECTION:
		case MUSTACHE_INVERTED:
			section_render(rendering, template, at - 1, context);
			at = node->next;
			break;
		case MUSTACHE_PARTIAL:
			partial_render(rendering, template, node, context);
			break;
		}
	}
}

bool mustache_render(const struct mustache_template *template, const struct value *data,
		     const struct mustache_options *options, struct buffer *out)
{
	struct rendering rendering = {.options = options, .out = out};
	struct context outermost = {.value = data};
	nodes_render(&rendering, template, 0, template->count, &outermost);
	buffer_release(&rendering.indent);
	return !rendering.failed;
}
