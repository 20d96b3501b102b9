/* A pattern of names is a row of tokens. One of its written words, the anchor, is looked for in the text; what stands
 * around it is then compared token by token. Which words could be anchors is known from their first two letters, so
 * that a text is read once however many patterns there are. */
#include "check/sources.h"

#include "base/memory.h"
#include "base/scan.h"
#include "base/unicode.h"

#define TOKENS_MOST     16
/* The most words of a name, and between two words of a pattern. */
#define NAME_WORDS_MOST 10
#define GAP_WORDS_MOST  8

enum token_kind { TOKEN_WORD, TOKEN_ANY, TOKEN_NAME, TOKEN_YEAR };

struct token {
	enum token_kind kind;
	struct text word;
};

struct name_pattern {
	const struct word_row *row;
	struct token tokens[TOKENS_MOST];
	size_t count, anchor;
	struct name_pattern *next; /* with the same anchor */
};

struct sources {
	struct arena arena;
	const struct word_row **addresses, **private;
	size_t address_count, private_count;
	struct map anchors;          /* word in small letters -> struct name_pattern */
	uint8_t beginnings[1 << 13]; /* a bit for each two bytes that an anchor begins with */
	size_t shortest, longest;    /* of the anchors' lengths */
};

static unsigned beginning_of(const char *bytes)
{
	return ((unsigned)(unsigned char)ascii_lower(bytes[0]) << 8) | (unsigned char)ascii_lower(bytes[1]);
}

/* Patterns */

static struct token token_of(struct text word)
{
	if (text_is(word, "*"))
		return (struct token){TOKEN_ANY, word};
	if (text_is(word, "{name}"))
		return (struct token){TOKEN_NAME, word};
	if (text_is(word, "{year}"))
		return (struct token){TOKEN_YEAR, word};
	return (struct token){TOKEN_WORD, word};
}

/* The longest written word, since it is the rarest. */
static size_t choose_anchor(const struct name_pattern *pattern)
{
	size_t anchor = pattern->count;

	for (size_t i = 0; i < pattern->count; i++)
		if (pattern->tokens[i].kind == TOKEN_WORD && pattern->tokens[i].word.length > 1 &&
		    (anchor == pattern->count || pattern->tokens[i].word.length > pattern->tokens[anchor].word.length))
			anchor = i;
	return anchor;
}

static void add_name(struct sources *sources, const struct word_row *row)
{
	struct name_pattern *pattern = ARENA_NEW(&sources->arena, struct name_pattern);
	struct text rest = row->cells[SOURCE_PATTERN].text, word;

	pattern->row = row;
	while (text_split(&rest, ' ', &word))
		if (word.length && pattern->count < TOKENS_MOST)
			pattern->tokens[pattern->count++] = token_of(word);
	pattern->anchor = choose_anchor(pattern);
	if (pattern->anchor == pattern->count)
		return;
	struct text anchor = arena_lower(&sources->arena, pattern->tokens[pattern->anchor].word);
	unsigned beginning = beginning_of(anchor.bytes);
	sources->beginnings[beginning >> 3] |= (uint8_t)(1u << (beginning & 7));
	if (!sources->shortest || anchor.length < sources->shortest)
		sources->shortest = anchor.length;
	if (anchor.length > sources->longest)
		sources->longest = anchor.length;
	void **first = map_place(&sources->anchors, anchor, NULL);
	pattern->next = *first;
	*first = pattern;
}

struct sources *sources_new(const struct suite *suite)
{
	struct sources *sources = memory_allocate(sizeof *sources);
	const struct word_table *table = suite->word_tables[WORD_TABLE_SOURCES];
	size_t count = table ? table->count : 0;

	sources->addresses = ARENA_ARRAY(&sources->arena, count, const struct word_row *);
	sources->private = ARENA_ARRAY(&sources->arena, count, const struct word_row *);
	for (size_t i = 0; i < count; i++) {
		const struct word_row *row = &table->rows[i];
		if (text_equal_ignoring_case(row->cells[SOURCE_KIND].text, TEXT("address")))
			sources->addresses[sources->address_count++] = row;
		else if (text_equal_ignoring_case(row->cells[SOURCE_KIND].text, TEXT("private")))
			sources->private[sources->private_count++] = row;
		else
			add_name(sources, row);
	}
	return sources;
}

void sources_free(struct sources *sources)
{
	map_release(&sources->anchors);
	arena_release(&sources->arena);
	free(sources);
}

/* Addresses */

/* Does a text have the form of a pattern in which "*" stands for anything? Capitals make no difference. */
static bool has_form(struct text text, struct text pattern)
{
	size_t at = 0, in = 0, star = TEXT_NOT_FOUND, resume = 0;

	while (at < text.length) {
		if (in < pattern.length && pattern.bytes[in] == '*') {
			star = in++;
			resume = at;
		} else if (in < pattern.length && ascii_lower(pattern.bytes[in]) == ascii_lower(text.bytes[at])) {
			in++;
			at++;
		} else if (star != TEXT_NOT_FOUND) {
			in = star + 1;
			at = ++resume;
		} else {
			return false;
		}
	}
	while (in < pattern.length && pattern.bytes[in] == '*')
		in++;
	return in == pattern.length;
}

/* Takes "https://" and "www." away, and parts the host from the path, which begins with "/"; false where there is no
 * path. */
static bool split_address(struct text address, struct text *host, struct text *path)
{
	size_t slashes = text_find(address, TEXT("//"), 0), slash;

	if (slashes != TEXT_NOT_FOUND)
		address = text_slice(address, slashes + 2, address.length);
	if (text_begins_ignoring_case(address, TEXT("www.")))
		address = text_slice(address, 4, address.length);
	slash = text_find_byte(address, '/', 0);
	*host = text_slice(address, 0, slash);
	*path = slash == TEXT_NOT_FOUND ? TEXT("/") : text_slice(address, slash, address.length);
	return slash != TEXT_NOT_FOUND;
}

static const struct word_row *find_address(const struct word_row *const *rows, size_t count, struct text address)
{
	struct text host, path, pattern_host, pattern_path;
	size_t end = 0;

	while (end < address.length && address.bytes[end] != '?' && address.bytes[end] != '#')
		end++;
	split_address(text_slice(address, 0, end), &host, &path);
	host.length = host.length - text_slice(host, text_find_byte(host, ':', 0), host.length).length; /* the port */
	for (size_t i = 0; i < count; i++) {
		bool has_path = split_address(rows[i]->cells[SOURCE_PATTERN].text, &pattern_host, &pattern_path);
		if (has_form(host, pattern_host) && (!has_path || has_form(path, pattern_path)))
			return rows[i];
	}
	return NULL;
}

const struct word_row *sources_find_address(const struct sources *sources, struct text address)
{
	return find_address(sources->addresses, sources->address_count, address);
}

const struct word_row *sources_find_private(const struct sources *sources, struct text address)
{
	return find_address(sources->private, sources->private_count, address);
}

/* Names */

/* A word of a text, and what parts it from the one before. */
struct name_word {
	size_t begin, end;
	bool follows; /* only spaces, brackets, quotation marks, "&" and dashes lie between */
};

#define WORD_BYTES (WORD_DIGIT | WORD_BEYOND_ASCII)

/* Bytes of letters and digits; those of no-break spaces, dashes and quotation marks above ASCII are not. */
static bool is_in_word(struct text text, size_t at)
{
	char c = text.bytes[at];

	if ((unsigned char)c < 0x80) {
		bool is_inside = at > 0 && at + 1 < text.length && is_word_byte(text.bytes[at - 1], WORD_BYTES) &&
				 is_word_byte(text.bytes[at + 1], WORD_BYTES);
		return is_word_byte(c, WORD_BYTES) || (is_inside && (c == '\'' || c == '/' || c == '-'));
	}
	if (((unsigned char)c & 0xc0) == 0x80) /* the rest of a character */
		return at > 0 && is_in_word(text, at - 1);
	struct text rest = text_slice(text, at, text.length);
	return !text_begins(rest, TEXT("\u00a0")) && !text_begins(rest, TEXT("\u2013")) &&
	       !text_begins(rest, TEXT("\u2014")) && !text_begins(rest, TEXT("\u2018")) &&
	       !text_begins(rest, TEXT("\u201c")) && !text_begins(rest, TEXT("\u201d"));
}

static bool parts_names(char c)
{
	return text_find_byte(TEXT(".;:?!\n|"), c, 0) != TEXT_NOT_FOUND;
}

/* The word after `from`; false where there is none. */
static bool word_after(struct text text, size_t from, struct name_word *word)
{
	size_t at = from;

	word->follows = true;
	for (; at < text.length && !is_in_word(text, at); at++)
		word->follows &= !parts_names(text.bytes[at]) && text.bytes[at] != ',';
	word->begin = at;
	while (at < text.length && is_in_word(text, at))
		at++;
	word->end = at;
	return word->end > word->begin;
}

/* The word before `to`; `follows` is of what lies between it and `to`. */
static bool word_before(struct text text, size_t to, struct name_word *word)
{
	size_t at = to;

	word->follows = true;
	for (; at > 0 && !is_in_word(text, at - 1); at--)
		word->follows &= !parts_names(text.bytes[at - 1]) && text.bytes[at - 1] != ',';
	word->end = at;
	while (at > 0 && is_in_word(text, at - 1))
		at--;
	word->begin = at;
	return word->end > word->begin;
}

static struct text word_text(struct text text, const struct name_word *word)
{
	return text_slice(text, word->begin, word->end);
}

/* The word of a pattern, or its plural. */
static bool is_word(struct text word, struct text wanted)
{
	if (word.length == wanted.length + 1 && ascii_lower(word.bytes[wanted.length]) == 's')
		word.length--;
	return text_equal_ignoring_case(word, wanted);
}

static bool is_small_word(struct text word)
{
	static const char *const words[] = {"of", "and", "the", "for", "in", "on", "with", "to", "a", "an"};

	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (text_is(word, words[i]))
			return true;
	return false;
}

/* Words that have a capital only because they begin a sentence. */
static bool is_opening_word(struct text word)
{
	static const char *const words[] = {"The", "This", "That", "These", "Those", "A",  "An", "Each", "Any",
					    "All", "No",   "In",   "See",   "As",    "At", "By", "For",  "From",
					    "Our", "Its",  "When", "Where", "If",    "Of", "On", "To",   "Under"};

	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (text_is(word, words[i]))
			return true;
	return false;
}

static bool is_name_word(struct text word)
{
	size_t next = 0;

	return word.length && unicode_is_upper(utf8_decode(word, &next)) && !is_opening_word(word);
}

/* "2013", "2013/14", "2013-2014". */
static bool is_year(struct text word)
{
	uint32_t year;

	if (word.length < 4 || !text_to_number(text_slice(word, 0, 4), 2099, &year) || year < 1948)
		return false;
	for (size_t i = 4; i < word.length; i++)
		if (!is_ascii_digit(word.bytes[i]) && word.bytes[i] != '/' && word.bytes[i] != '-')
			return false;
	return word.length == 4 || !is_ascii_digit(word.bytes[4]);
}

/* Names to the right: the tokens from `token` on, after a word that ends at `from`. The end of the last, or 0.
 * Recursive as deep as a pattern has tokens. */
static size_t match_right(const struct name_pattern *pattern, size_t token, struct text text, size_t from)
{
	struct name_word word;
	size_t at = from, most = 0;

	if (token == pattern->count)
		return from;
	switch (pattern->tokens[token].kind) {
	case TOKEN_WORD:
		return word_after(text, from, &word) && word.follows &&
				       is_word(word_text(text, &word), pattern->tokens[token].word)
			       ? match_right(pattern, token + 1, text, word.end)
			       : 0;
	case TOKEN_YEAR:
		return word_after(text, from, &word) && word.follows && is_year(word_text(text, &word))
			       ? match_right(pattern, token + 1, text, word.end)
			       : 0;
	case TOKEN_ANY:
		for (size_t i = 0; i <= GAP_WORDS_MOST; i++) {
			size_t end = match_right(pattern, token + 1, text, at);
			if (end)
				return end;
			if (!word_after(text, at, &word) || !word.follows)
				return 0;
			at = word.end;
		}
		return 0;
	case TOKEN_NAME:
		for (size_t i = 0; i < NAME_WORDS_MOST && word_after(text, at, &word) && word.follows; i++) {
			bool is_name = is_name_word(word_text(text, &word));
			if (!is_name && (i == 0 || !is_small_word(word_text(text, &word))))
				break;
			at = word.end;
			size_t end = is_name ? match_right(pattern, token + 1, text, at) : 0;
			if (end > most)
				most = end;
		}
		return most;
	}
	return 0;
}

/* One word with a capital at the beginning of a sentence may be any word. */
static bool may_be_any_word(struct text text, size_t begin, size_t names)
{
	struct name_word word, before;

	word_after(text, begin, &word);
	bool is_first = !word_before(text, begin, &before) || !before.follows;
	bool is_all_capitals = word.end - word.begin > 1 && is_ascii_upper(text.bytes[word.begin + 1]);
	return names == 1 && is_first && !is_all_capitals;
}

/* The same to the left: the tokens before `token`, before a word that begins at `to`. Where the first begins. */
static size_t match_left(const struct name_pattern *pattern, size_t token, struct text text, size_t to)
{
	struct name_word word;
	size_t at = to, names = 0, first = TEXT_NOT_FOUND;

	if (token == 0)
		return to;
	switch (pattern->tokens[token - 1].kind) {
	case TOKEN_WORD:
		return word_before(text, to, &word) && word.follows &&
				       is_word(word_text(text, &word), pattern->tokens[token - 1].word)
			       ? match_left(pattern, token - 1, text, word.begin)
			       : TEXT_NOT_FOUND;
	case TOKEN_YEAR:
		return word_before(text, to, &word) && word.follows && is_year(word_text(text, &word))
			       ? match_left(pattern, token - 1, text, word.begin)
			       : TEXT_NOT_FOUND;
	case TOKEN_ANY:
		for (size_t i = 0; i <= GAP_WORDS_MOST; i++) {
			size_t begin = match_left(pattern, token - 1, text, at);
			if (begin != TEXT_NOT_FOUND)
				return begin;
			if (!word_before(text, at, &word) || !word.follows)
				return TEXT_NOT_FOUND;
			at = word.begin;
		}
		return TEXT_NOT_FOUND;
	case TOKEN_NAME:
		/* The longest that the rest of the pattern fits. */
		for (size_t i = 0; i < NAME_WORDS_MOST && word_before(text, at, &word) && word.follows; i++) {
			bool is_name = is_name_word(word_text(text, &word));
			if (!is_name && (i == 0 || !is_small_word(word_text(text, &word))))
				break;
			at = word.begin;
			names += is_name;
			size_t begin = is_name ? match_left(pattern, token - 1, text, at) : TEXT_NOT_FOUND;
			if (begin != TEXT_NOT_FOUND && (token > 1 || !may_be_any_word(text, at, names)))
				first = begin;
		}
		return first;
	}
	return TEXT_NOT_FOUND;
}

static bool has_name_token(const struct name_pattern *pattern)
{
	for (size_t i = 0; i < pattern->count; i++)
		if (pattern->tokens[i].kind == TOKEN_NAME)
			return true;
	return false;
}

/* The end of a name with the bracket that closes one in it: "Monitor Report (2012)". */
static size_t with_bracket(struct text text, size_t begin, size_t end)
{
	long open = 0;

	for (size_t i = begin; i < end; i++)
		open += (text.bytes[i] == '(') - (text.bytes[i] == ')');
	return open > 0 && end < text.length && text.bytes[end] == ')' ? end + 1 : end;
}

/* The longest name with an anchor at a word. */
static bool match_at(const struct name_pattern *pattern, struct text text, size_t begin, size_t end,
		     struct source_name *name)
{
	bool is_found = false;

	for (; pattern; pattern = pattern->next) {
		size_t last = match_right(pattern, pattern->anchor + 1, text, end);
		size_t first = last ? match_left(pattern, pattern->anchor, text, begin) : TEXT_NOT_FOUND;
		if (first == TEXT_NOT_FOUND || (is_found && last - first <= name->end - name->begin))
			continue;
		*name = (struct source_name){first, with_bracket(text, first, last), pattern->row,
					     has_name_token(pattern)};
		is_found = true;
	}
	return is_found;
}

bool sources_find_name(const struct sources *sources, struct text text, size_t from, struct source_name *name)
{
	char lower[64];

	for (size_t at = from; at + 1 < text.length; at++) {
		unsigned beginning = beginning_of(text.bytes + at);
		if (!(sources->beginnings[beginning >> 3] & (1u << (beginning & 7))))
			continue;
		if (at > 0 && is_in_word(text, at - 1))
			continue;
		size_t end = at;
		while (end < text.length && is_in_word(text, end))
			end++;
		if (end - at < sources->shortest || end - at > sources->longest + 1 || end - at > sizeof lower)
			continue;
		for (size_t i = at; i < end; i++)
			lower[i - at] = ascii_lower(text.bytes[i]);
		struct text word = {lower, end - at};
		const struct name_pattern *pattern = map_get(&sources->anchors, word);
		if (!pattern && lower[word.length - 1] == 's') {
			word.length--;
			pattern = map_get(&sources->anchors, word);
		}
		if (pattern && match_at(pattern, text, at, end, name) && name->begin >= from)
			return true;
	}
	return false;
}
