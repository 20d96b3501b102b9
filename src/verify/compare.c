#include "verify/compare.h"

#include "base/map.h"
#include "base/memory.h"
#include "parse/json_values.h"
#include "pdf/pdf_text.h"
#include "publish/manifest.h"
#include "verify/lines.h"
#include "verify/print.h"
#include "verify/values.h"

static const struct {
	const char *end;
	enum copy_kind kind;
} kinds[] = {
	{".html", COPY_PAGE},      {".xml", COPY_XML},  {".fo", COPY_XML},    {".atom", COPY_XML},
	{".svg", COPY_XML},        {".rng", COPY_XML},  {".json", COPY_JSON}, {".ndjson", COPY_LINES},
	{".pdf", COPY_PDF},        {".csv", COPY_TEXT}, {".ics", COPY_TEXT},  {".txt", COPY_TEXT},
	{".css", COPY_TEXT},       {".js", COPY_TEXT},  {".conf", COPY_TEXT}, {"_headers", COPY_TEXT},
	{"_redirects", COPY_TEXT},
};

enum copy_kind copy_kind_of_name(struct text path)
{
	for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
		if (text_ends(path, text_of(kinds[i].end)))
			return kinds[i].kind;
	return COPY_BYTES;
}

static bool has_early(struct text bytes, const char *words)
{
	struct text early = text_slice(bytes, 0, 1024);
	for (size_t i = 0; i < early.length; i++)
		if (early.bytes[i] == '<' &&
		    text_begins_ignoring_case(text_slice(early, i, early.length), text_of(words)))
			return true;
	return false;
}

enum copy_kind copy_kind_of_bytes(struct text bytes)
{
	struct text trimmed =
		text_trim(text_begins(bytes, TEXT("\xEF\xBB\xBF")) ? text_slice(bytes, 3, bytes.length) : bytes);
	size_t line = text_find_byte(trimmed, '\n', 0);
	char first = trimmed.length ? trimmed.bytes[0] : '\0';
	if (text_begins(bytes, TEXT("%PDF-")))
		return COPY_PDF;
	if (text_find_byte(bytes, '\0', 0) != TEXT_NOT_FOUND)
		return COPY_BYTES;
	if (first == '<' && (has_early(trimmed, "<html") || has_early(trimmed, "<!doctype html")))
		return COPY_PAGE;
	if (first == '<')
		return has_early(trimmed, "<?xml") ? COPY_XML : COPY_PAGE;
	if (first == '{' && line != TEXT_NOT_FOUND && trimmed.bytes[line - 1] == '}' && trimmed.bytes[line + 1] == '{')
		return COPY_LINES;
	return first == '{' || first == '[' ? COPY_JSON : COPY_TEXT;
}

/* More values than any file of a site has that is as short as a copy may be. */
#define VALUES_MOST 1000000

/* So that nobody fills the memory with brackets and commas. */
static bool has_too_many_values(struct text bytes)
{
	size_t count = 0;
	for (size_t i = 0; i < bytes.length; i++)
		count += bytes.bytes[i] == ',' || bytes.bytes[i] == '[' || bytes.bytes[i] == '{';
	return count > VALUES_MOST;
}

/* Each line of JSON as an item of one list; NULL, and the line, where one is none. */
static struct value *read_json_lines(struct arena *arena, struct text bytes, unsigned *fault_line)
{
	struct value *list = value_list(arena);
	struct text rest = bytes, line;
	for (unsigned number = 1; text_split(&rest, '\n', &line); number++) {
		if (!text_trim(line).length)
			continue;
		struct value *value = json_values_read(arena, line, fault_line);
		*fault_line = number;
		if (!value)
			return NULL;
		value_list_add(arena, list, value);
	}
	return list;
}

static struct value *read_values(struct arena *arena, enum copy_kind kind, struct text bytes, unsigned *line)
{
	/* Some programs begin every file of UTF-8 with a byte order mark. */
	if (text_begins(bytes, TEXT("\xEF\xBB\xBF")))
		bytes = text_slice(bytes, 3, bytes.length);
	return kind == COPY_LINES ? read_json_lines(arena, bytes, line) : json_values_read(arena, bytes, line);
}

static void read_words(struct copy *copy, enum pdf_order order)
{
	struct buffer words = BUFFER_EMPTY, why = BUFFER_EMPTY;
	if (pdf_text_read(copy->bytes, order, &words, &why))
		*(order == PDF_AS_READ ? &copy->as_read : &copy->as_written) =
			arena_copy(&copy->arena, buffer_text(&words));
	else
		copy->words_fault = arena_copy(&copy->arena, buffer_text(&why));
	buffer_release(&words);
	buffer_release(&why);
}

void copy_read_print(struct copy *copy)
{
	read_words(copy, PDF_AS_READ);
}

void copy_open(struct copy *copy, struct text bytes, enum copy_kind kind)
{
	struct web_reading reading = {.is_xml = kind == COPY_XML, .address = TEXT(""), .base = TEXT("")};
	*copy = (struct copy){
		.kind = kind, .bytes = bytes, .words_fault = TEXT(""), .as_written = TEXT(""), .as_read = TEXT("")};
	bool is_json = kind == COPY_JSON || kind == COPY_LINES;
	copy->has_too_many = is_json && has_too_many_values(bytes);
	if (kind == COPY_PAGE || kind == COPY_XML)
		copy->page = web_copy_read(&copy->arena, bytes, &reading);
	else if (is_json && !copy->has_too_many)
		copy->value = read_values(&copy->arena, kind, bytes, &copy->fault_line);
	else if (kind == COPY_PDF)
		read_words(copy, PDF_AS_WRITTEN);
	else if (kind == COPY_TEXT)
		copy->lines = lines_of_text(&copy->arena, bytes, &copy->line_count);
}

void copy_release(struct copy *copy)
{
	arena_release(&copy->arena);
}

/* "policies/x/" for "policies/x/index.html" */
static struct text address_of(struct text path)
{
	static const struct text index = TEXT_INIT("index.html");
	return text_ends(path, index) ? text_slice(path, 0, path.length - index.length) : path;
}

static void compare_pages(struct copy *copy, const struct original *original, struct differences *differences,
			  struct arena *arena, struct text *base)
{
	struct arena scratch = ARENA_EMPTY;
	struct web_reading reading = {
		.is_xml = copy->kind == COPY_XML, .address = address_of(original->path), .base = TEXT("")};
	struct web_copy page = web_copy_read(&scratch, original->bytes, &reading), kept = copy->page;
	if (!reading.is_xml && !kept.fault) {
		reading.base = web_copy_base(&scratch, &page, &reading, &kept);
		*base = arena_copy(arena, reading.base.length ? reading.base : kept.base);
		kept = web_copy_read(&scratch, copy->bytes, &reading);
	}
	if (kept.fault)
		differences_cannot(differences, "what follows in it: %s", kept.fault);
	else
		lines_compare(page.lines, page.line_count, kept.lines, kept.line_count, differences);
	arena_release(&scratch);
}

/* Of a site with PDFs: a PDF, or a page that says how long its PDFs are. */
static bool depends_on_pdf(struct text path)
{
	return text_ends(path, TEXT(".pdf")) ||
	       (text_begins(path, TEXT("policies/")) && text_ends(path, TEXT("/index.html")));
}

/* Sets the hashes of PDFs in a manifest to those of the copy, since nobody makes the PDFs, and those of the pages that
 * say how long they are. Has it any? */
static bool forget_pdfs(struct arena *arena, struct value *manifest, const struct value *copy)
{
	const struct value *files = value_map_get(manifest, TEXT("files")), *kept = value_map_get(copy, TEXT("files"));
	struct map hashes = MAP_EMPTY;
	bool has_any = false;
	for (uint32_t i = 0; files && files->kind == VALUE_LIST && i < files->count; i++)
		has_any |= text_ends(value_text(value_map_get(files->items[i], TEXT("path"))), TEXT(".pdf"));
	for (uint32_t i = 0; kept && kept->kind == VALUE_LIST && i < kept->count; i++)
		map_set(&hashes, value_text(value_map_get(kept->items[i], TEXT("path"))),
			value_map_get(kept->items[i], TEXT("sha256")));
	for (uint32_t i = 0; has_any && i < files->count; i++) {
		struct text path = value_text(value_map_get(files->items[i], TEXT("path")));
		struct value *hash = map_get(&hashes, path);
		if (hash && depends_on_pdf(path))
			value_replace(arena, files->items[i], "sha256", hash);
	}
	map_release(&hashes);
	return has_any;
}

static void compare_json(struct copy *copy, const struct original *original, struct differences *differences)
{
	struct arena scratch = ARENA_EMPTY;
	unsigned line = 0;
	struct value *source = read_values(&scratch, copy->kind, original->bytes, &line);
	if (copy->has_too_many)
		differences_cannot(differences, "it has over a million values, which is more than any policy");
	else if (!copy->value)
		differences_cannot(differences,
				   "it is no JSON (line %u), or has a name twice in an object, or is nested too deep",
				   copy->fault_line);
	else if (source && text_is(original->path, MANIFEST_NAME) && forget_pdfs(&scratch, source, copy->value))
		differences_cannot(
			differences,
			"the hashes of PDFs, and of the pages that say how long they are; verify the folder");
	if (source && copy->value)
		values_compare(source, copy->value, differences);
	arena_release(&scratch);
}

static void compare_text(struct copy *copy, const struct original *original, struct differences *differences)
{
	struct arena scratch = ARENA_EMPTY;
	size_t count;
	struct web_line *lines = lines_of_text(&scratch, original->bytes, &count);
	lines_compare(lines, count, copy->lines, copy->line_count, differences);
	arena_release(&scratch);
}

static void compare_print(struct copy *copy, const struct original *original, struct differences *differences)
{
	struct arena scratch = ARENA_EMPTY;
	bool is_page = copy_kind_of_name(original->path) == COPY_PAGE;
	if (copy->words_fault.length) {
		differences_cannot(differences, "the words of the PDF: %.*s", TEXT_ARGUMENTS(copy->words_fault));
	} else if (is_page) {
		struct web_reading reading = {.address = address_of(original->path), .base = TEXT("")};
		struct web_copy page = web_copy_read(&scratch, original->bytes, &reading);
		print_compare(print_of_page(&scratch, page.paper, page.title, original->foot), copy->as_read,
			      differences);
	} else {
		print_compare(print_of_fo(&scratch, original->bytes), copy->as_written, differences);
	}
	arena_release(&scratch);
}

/* However it is written, a copy is not so much longer; and comparing it would take its time for each file. */
static bool is_far_longer(const struct copy *copy, const struct original *original)
{
	return copy->kind != COPY_PDF && copy->bytes.length > 8 * original->bytes.length + 256 * 1024;
}

void compare_with(struct copy *copy, const struct original *original, struct differences *differences,
		  struct arena *arena, struct text *base)
{
	*base = TEXT("");
	if (copy->kind != COPY_PDF && text_equal(copy->bytes, original->bytes))
		return;
	if (is_far_longer(copy, original)) {
		differences_say(differences, "it is %zu KB long, and what the sources publish %zu KB",
				copy->bytes.length / 1000 + 1, original->bytes.length / 1000 + 1);
		differences->is_cut = true;
		return;
	}
	switch (copy->kind) {
	case COPY_PAGE:
	case COPY_XML:
		compare_pages(copy, original, differences, arena, base);
		break;
	case COPY_JSON:
	case COPY_LINES:
		compare_json(copy, original, differences);
		break;
	case COPY_PDF:
		compare_print(copy, original, differences);
		break;
	case COPY_TEXT:
		compare_text(copy, original, differences);
		break;
	case COPY_BYTES:
		differences_say(differences, "its bytes differ");
		break;
	}
}

/* Of a hundred top members of either, how many both have. */
static unsigned members_in_common(const struct value *source, const struct value *copy)
{
	uint32_t common = 0;
	if (!source || !copy || source->kind != VALUE_MAP || copy->kind != VALUE_MAP)
		return 0;
	for (uint32_t i = 0; i < source->count; i++)
		common += value_map_member(copy, source->members[i].key) != NULL;
	return common * 100 / (source->count + copy->count - common + 1);
}

unsigned copy_likeness(struct copy *copy, const struct original *original)
{
	struct arena scratch = ARENA_EMPTY;
	struct web_reading reading = {.is_xml = copy->kind == COPY_XML, .address = TEXT(""), .base = TEXT("")};
	unsigned likeness = 0;
	if (is_far_longer(copy, original))
		return 0;
	if (copy->kind == COPY_JSON) {
		unsigned line;
		likeness = members_in_common(json_values_read(&scratch, original->bytes, &line), copy->value);
	} else if (copy->kind == COPY_PAGE || copy->kind == COPY_XML) {
		struct web_copy page = web_copy_read(&scratch, original->bytes, &reading);
		likeness = lines_in_common(page.lines, page.line_count, copy->page.lines, copy->page.line_count);
	} else if (copy->kind == COPY_TEXT) {
		size_t count;
		struct web_line *lines = lines_of_text(&scratch, original->bytes, &count);
		likeness = lines_in_common(lines, count, copy->lines, copy->line_count);
	}
	arena_release(&scratch);
	return likeness;
}
