#include "site/fo_document.h"

#include "base/memory.h"
#include "site/page_values.h"
#include "write/diff.h"
#include "write/fo_style.h"

/* Of the file's metadata: the names of templates/pdf.mustache that are no standard's (PDF/A-3, 6.6.2.3). */
static const struct {
	const char *name, *meaning;
} xmp_properties[] = {
	{"ref", "The policy's reference"},
	{"version", "Which version of the policy this is"},
	{"fingerprint", "The fingerprint of what this version says"},
};

static struct value *xmp_values(struct arena *arena)
{
	struct value *list = value_list(arena);
	for (size_t i = 0; i < ARRAY_COUNT(xmp_properties); i++) {
		struct value *map = value_map(arena);
		value_set_string(arena, map, "name", xmp_properties[i].name);
		value_set_string(arena, map, "meaning", xmp_properties[i].meaning);
		value_list_add(arena, list, map);
	}
	return list;
}

static void append_words(struct buffer *words, const struct list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		buffer_append_string(words, words->length ? ", " : "");
		buffer_append(words, LIST_ITEM(*list, struct text_value, i)->text);
	}
}

static struct value *keyword_words(struct arena *arena, const struct policy *policy)
{
	struct buffer words = BUFFER_EMPTY;
	append_words(&words, &policy->keywords);
	append_words(&words, &policy->specialty);
	struct value *value = value_text_or_null(arena, buffer_keep(&words, arena));
	return value;
}

/* RFC 4648, section 4. */
static struct text base64(struct arena *arena, struct text bytes)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	struct buffer out = BUFFER_EMPTY;
	for (size_t i = 0; i < bytes.length; i += 3) {
		size_t count = bytes.length - i < 3 ? bytes.length - i : 3;
		uint32_t group = 0;
		for (size_t k = 0; k < 3; k++)
			group = group << 8 | (k < count ? (unsigned char)bytes.bytes[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buffer_append_byte(&out, k <= count ? digits[group >> (18 - 6 * k) & 63] : '=');
	}
	return buffer_keep(&out, arena);
}

/* policy.json, where the organisation asks for it; never the source, which holds what was accepted and why. */
static struct value *attachment_values(struct arena *arena, const struct policy *policy, const struct edition *edition)
{
	if (!edition->site->pdf.attach_data.boolean)
		return value_null(arena);
	struct buffer bytes = BUFFER_EMPTY;
	struct value *map = value_map(arena);
	write_json(&bytes, policy, edition);
	value_set_string(arena, map, "name", "policy.json");
	value_set_text(arena, map, "base64", base64(arena, buffer_text(&bytes)));
	buffer_release(&bytes);
	return map;
}

static struct value *document_values(struct publication *publication, struct arena *arena, const struct policy *policy,
				     const struct edition *edition, bool is_large_print)
{
	struct page page = {.path = "", .root = edition->root, .title = policy->title.text};
	struct value *values = page_values(arena, publication, &page);
	policy_values(arena, publication, policy, edition->root, values);
	value_set_boolean(arena, values, "is_large_print", is_large_print);
	value_set(arena, values, "keyword_words", keyword_words(arena, policy));
	value_set(arena, values, "xmp_properties", xmp_values(arena));
	value_set(arena, values, "attachment", attachment_values(arena, policy, edition));
	return values;
}

static bool read_styles(struct publication *publication, struct arena *arena, const struct value *values,
			struct fo_styles *styles)
{
	struct templates *templates = &publication->templates;
	struct buffer words = BUFFER_EMPTY, why = BUFFER_EMPTY;
	size_t line;
	bool is_fine = templates_render_alone(templates, "pdf-styles", values, &words);
	if (is_fine && !fo_styles_read(styles, arena, buffer_text(&words), &why, &line)) {
		const char *message =
			arena_format(arena, "in line %zu of what this gives, %s", line, buffer_string(&why)).bytes;
		templates_refuse(templates, "pdf-styles", message);
		is_fine = false;
	}
	buffer_release(&words);
	buffer_release(&why);
	return is_fine;
}

/* The versions that a redline lies between, or null. A redline is of no day: of its state, all that counts is whether
 * what it leads to is ratified. */
static void add_redline(struct arena *arena, const struct diff_pair *pair, struct value *values)
{
	struct value *map = value_map(arena), *state = value_at(values, "state");
	value_set(arena, values, "redline", pair ? map : value_null(arena));
	if (!pair)
		return;
	int status = pair->new.policy->status.choice;
	bool is_unratified = status == STATUS_DRAFT || status == STATUS_CONSULTATION;
	value_set_text(arena, map, "old", pair->old.policy->version.text);
	value_set_text(arena, map, "new", pair->new.policy->version.text);
	for (uint32_t i = 0; i < state->count; i++)
		state->members[i].value = value_boolean(arena, false);
	value_replace(arena, state, "is_draft", value_boolean(arena, status == STATUS_DRAFT));
	value_replace(arena, state, "is_consultation", value_boolean(arena, status == STATUS_CONSULTATION));
	value_replace(arena, state, "is_unratified", value_boolean(arena, is_unratified));
	value_replace(arena, state, "is_in_force", value_boolean(arena, !is_unratified));
}

static void write_parts(const struct policy *policy, const struct diff_pair *pair, const struct edition *edition,
			struct buffer *flow, struct buffer *bookmarks)
{
	if (pair) {
		write_diff_fo(flow, pair, edition);
		write_diff_fo_bookmarks(bookmarks, pair, edition);
	} else {
		write_fo(flow, policy, edition);
		write_fo_bookmarks(bookmarks, policy, edition);
	}
}

/* `pair`: a redline; NULL: the policy itself. */
static bool make_document(struct publication *publication, const struct policy *policy, const struct diff_pair *pair,
			  const struct edition *edition, bool is_large_print, struct buffer *out)
{
	struct arena arena = ARENA_EMPTY;
	struct buffer flow = BUFFER_EMPTY, bookmarks = BUFFER_EMPTY;
	struct fo_styles styles;
	struct edition styled = *edition;
	struct value *values = document_values(publication, &arena, policy, edition, is_large_print);
	add_redline(&arena, pair, values);
	bool is_fine = read_styles(publication, &arena, values, &styles);
	if (is_fine) {
		styled.fo_styles = &styles;
		styled.is_large_print = is_large_print;
		write_parts(policy, pair, &styled, &flow, &bookmarks);
		value_set_text(&arena, values, "flow", buffer_text(&flow));
		value_set_text(&arena, values, "bookmarks", buffer_text(&bookmarks));
		is_fine = templates_render_alone(&publication->templates, "pdf", values, out);
	}
	buffer_release(&flow);
	buffer_release(&bookmarks);
	arena_release(&arena);
	return is_fine;
}

bool fo_document(struct publication *publication, const struct policy *policy, const struct edition *edition,
		 bool is_large_print, struct buffer *out)
{
	return make_document(publication, policy, NULL, edition, is_large_print, out);
}

/* A document alone, with the project's templates. */
static bool show_document(struct suite *suite, const struct policy *policy, const struct diff_pair *pair,
			  const struct edition *edition, struct findings *findings, struct fault *fault,
			  struct buffer *out)
{
	static const char *const needed[] = {"pdf", "pdf-styles", NULL};
	struct publication publication = {.suite = suite};
	findings_init(findings, &suite->arena, (struct text){NULL, 0});
	bool is_fine = templates_read(&publication.templates, &suite->arena, suite->root, findings, fault) &&
		       templates_need(&publication.templates, needed, fault) &&
		       make_document(&publication, policy, pair, edition, false, out);
	templates_release(&publication.templates);
	return is_fine && !findings->count;
}

bool fo_document_show(struct suite *suite, const struct policy *policy, const struct edition *edition,
		      struct findings *findings, struct fault *fault, struct buffer *out)
{
	return show_document(suite, policy, NULL, edition, findings, fault, out);
}

bool fo_redline(struct suite *suite, const struct diff_pair *pair, struct findings *findings, struct fault *fault,
		struct buffer *out)
{
	/* It stands in no folder of the site: what it leads to has an address only where the site has one. */
	struct edition edition = {.site = suite->site, .suite = suite, .root = "./"};
	return show_document(suite, pair->new.policy, pair, &edition, findings, fault, out);
}
