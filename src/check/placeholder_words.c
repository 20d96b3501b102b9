/* The forms of placeholders. Each that could be a word of a policy too has its reason beside it. */
#include "base/memory.h"
#include "base/scan.h"
#include "check/placeholder.h"

static struct text rest_of(struct text text, size_t at)
{
	return text_slice(text, at, text.length);
}

static bool begins(struct text text, size_t at, const char *words)
{
	return text_begins_ignoring_case(rest_of(text, at), text_of(words));
}

/* The end of words that stand at `at`, whole words; 0: they don't. */
static size_t end_of_words(struct text text, size_t at, const char *words)
{
	size_t end = at + strlen(words);

	return begins(text, at, words) && is_word_edge(text, at) && is_word_edge(text, end) ? end : 0;
}

static size_t end_of_any(struct text text, size_t at, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t end = end_of_words(text, at, list[i]);
		if (end)
			return end;
	}
	return 0;
}
#define END_OF_ANY(text, at, list) end_of_any(text, at, list, ARRAY_COUNT(list))

static bool is_blank(struct text text, size_t begin, size_t end)
{
	return text_trim(text_slice(text, begin, end)).length == 0;
}

/* The word before `at`, spaces between. */
static struct text word_before(struct text text, size_t at)
{
	while (at > 0 && text.bytes[at - 1] == ' ')
		at--;
	return text_slice(text, word_begin(text, at, WORD_DIGIT), at);
}

/* "To be written", which `revise` leaves: at the beginning, where it can't be the end of a sentence of the policy. */
static size_t to_write(struct text text, size_t at)
{
	size_t end = end_of_words(text, at, "to be written");

	return end && is_blank(text, 0, at) ? end : 0;
}

/* Do the initials of the words before a bracket give the short form in it: "tick-borne disease (TBD)"? */
static bool is_expanded(struct text text, size_t at, struct text form)
{
	if (at == 0 || text.bytes[at - 1] != '(')
		return false;
	size_t end = at - 1;
	for (size_t i = form.length; i > 0; i--) {
		while (end > 0 && (text.bytes[end - 1] == ' ' || text.bytes[end - 1] == '-'))
			end--;
		size_t begin = word_begin(text, end, WORD_LETTERS);
		if (begin == end || ascii_lower(text.bytes[begin]) != ascii_lower(form.bytes[i - 1]))
			return false;
		end = begin;
	}
	return true;
}

/* The short forms, capitals or not; the long ones only as all of the words, since "the diagnosis is to be confirmed by
 * a scan" is an instruction. */
static size_t undecided(struct text text, size_t at)
{
	static const char *const forms[] = {"TBC", "TBD", "T.B.C", "T.B.D", "TBA"};
	static const char *const phrases[] = {
		"to be confirmed", "to be decided", "to be determined",  "to be advised",    "to be completed",
		"to be agreed",    "to be added",   "to be inserted",    "to be filled in",  "to be updated",
		"to follow",       "to fill in",    "awaiting approval", "awaiting details",
	};
	size_t end = END_OF_ANY(text, at, forms);

	if (end) {
		struct text form = text_slice(text, at, end);
		bool is_written_so = text_equal(form, TEXT("TBC")) || text_equal(form, TEXT("TBD")) ||
				     text_find_byte(form, '.', 0) != TEXT_NOT_FOUND || text_is(form, "tbc") ||
				     text_is(form, "tbd");
		bool is_all = is_blank(text, 0, at) && is_blank(text, end, text.length);
		return (is_written_so || is_all) && !is_expanded(text, at, form) ? end : 0;
	}
	end = END_OF_ANY(text, at, phrases);
	if (!end)
		return 0;
	size_t before = at, after = end;
	while (before > 0 && text_find_byte(TEXT(" [("), text.bytes[before - 1], 0) != TEXT_NOT_FOUND)
		before--;
	while (after < text.length && text_find_byte(TEXT(" ]).…"), text.bytes[after], 0) != TEXT_NOT_FOUND)
		after++;
	bool is_bracketed = before < at && after > end && text.bytes[at - 1] != ' ' && text.bytes[end] != ' ' &&
			    text.bytes[end] != '.';
	return (before == 0 && after == text.length) || is_bracketed ? end : 0;
}

#define BRACKET_MOST 80

/* What is asked for: "[insert name]", "<date>", "(insert link)". In round brackets only "insert" with what belongs to a
 * document, since "(insert a catheter)" is an instruction. */
static size_t bracketed(struct text text, size_t at)
{
	static const char *const asked[] = {"insert",    "enter",        "add",         "specify",   "please",
					    "delete as", "drafting",     "DN",          "note to",   "name of",
					    "date of",   "link to",      "placeholder", "type here", "your",
					    "TBC",       "hyperlink to", "TBD"};
	static const char *const alone[] = {"name",  "date", "link",  "number",   "text",  "title",
					    "url",   "year", "month", "xx",       "email", "details",
					    "phone", "ICB",  "blank", "reference"};
	static const char *const things[] = {"name", "date",      "link",    "number", "text",    "title", "reference",
					     "ref",  "details",   "here",    "policy", "version", "email", "contact",
					     "page", "hyperlink", "address", "url",    "section", "figure"};
	char open = text.bytes[at], close = open == '[' ? ']' : open == '<' ? '>' : open == '{' ? '}' : ')';
	size_t end = text_find_byte(text_slice(text, at, at + BRACKET_MOST), close, 0);

	if (end == TEXT_NOT_FOUND)
		return 0;
	end += at;
	size_t inside = spaces_end(text, at + 1);
	if (open == '(') {
		size_t after = end_of_words(text, inside, "insert");
		for (size_t i = after; i && i < end; i++)
			if (END_OF_ANY(text, i, things))
				return end + 1;
		return 0;
	}
	if (END_OF_ANY(text, inside, asked))
		return end + 1;
	/* "scar*[title]" is how libraries are searched. */
	bool is_apart = at == 0 || text_find_byte(TEXT(" (:\n"), text.bytes[at - 1], 0) != TEXT_NOT_FOUND;
	size_t after = is_apart ? END_OF_ANY(text, inside, alone) : 0;
	return after && is_blank(text, after, end) ? end + 1 : 0;
}

/* "INSERT NAME", "insert link here". */
static size_t insert_here(struct text text, size_t at)
{
	size_t end = end_of_words(text, at, "insert"), next = end ? spaces_end(text, end) : 0;

	if (!end)
		return 0;
	if (text_begins(rest_of(text, at), TEXT("INSERT ")) && next < text.length && is_ascii_upper(text.bytes[next]))
		return word_end(text, next, WORD_LETTERS);
	for (size_t words = 0; words < 4 && next < text.length; words++) {
		size_t last = word_end(text, next, WORD_LETTERS);
		if (text_equal_ignoring_case(text_slice(text, next, last), TEXT("here")))
			return words ? last : 0; /* "insert here" may be said of a needle */
		if (last == next)
			return 0;
		next = spaces_end(text, last);
	}
	return 0;
}

/* Three or more of X by themselves, also at the end of a ref or number. "47,XXX" is a karyotype. */
static size_t crosses(struct text text, size_t at)
{
	size_t end = at;
	char cross = text.bytes[at];

	if (at > 0 && text.bytes[at - 1] == cross)
		return 0;
	while (end < text.length && text.bytes[end] == cross)
		end++;
	if (end - at < 3 ||
	    (at > 0 && is_ascii_letter(text.bytes[at - 1]) && (cross == 'x' || is_ascii_upper(text.bytes[at - 1]))))
		return 0;
	if (!is_word_edge(text, end))
		return 0;
	size_t before = at;
	while (before > 0 && text.bytes[before - 1] == ' ')
		before--;
	static const char *const genetic[] = {"syndrome", "karyotype",  "females",
					      "female",   "chromosome", "chromosomes"};
	size_t after = spaces_end(text, end);
	if ((before > 0 && text.bytes[before - 1] == ',' && before > 1 && is_ascii_digit(text.bytes[before - 2])) ||
	    END_OF_ANY(text, after, genetic))
		return 0;
	struct text word = word_before(text, at);
	static const char *const numbered[] = {"chapter", "part", "volume", "karyotype", "annex"};
	for (size_t i = 0; i < ARRAY_COUNT(numbered); i++)
		if (text_equal_ignoring_case(word, text_of(numbered[i])))
			return 0;
	return end;
}

/* "DD/MM/YYYY" and its like: letters where the figures of a date belong. */
static size_t date_pattern(struct text text, size_t at)
{
	static const char *const forms[] = {"dd/mm/yyyy",  "dd/mm/yy",   "dd-mm-yyyy", "dd.mm.yyyy", "dd mm yyyy",
					    "mm/yyyy",     "yyyy-mm-dd", "xx/xx/xxxx", "xx/xx/xx",   "dd month yyyy",
					    "dd mmm yyyy", "month yyyy", "xx/xxxx",    "yyyy/mm/dd", "mm-yyyy"};

	return END_OF_ANY(text, at, forms);
}

static size_t gap(struct text text, size_t at)
{
	size_t end = 0;

	switch (ascii_lower(text.bytes[at])) {
	case '[':
	case '<':
	case '{':
	case '(':
		return bracketed(text, at);
	case 'i':
		return insert_here(text, at);
	case 'x':
		end = date_pattern(text, at);
		return end ? end : crosses(text, at);
	case 'd':
	case 'm':
	case 'y':
		return date_pattern(text, at);
	case 'l':
		return end_of_words(text, at, "lorem ipsum");
	case '?':
		for (end = at; end < text.length && text.bytes[end] == '?'; end++)
			;
		return end - at > 1 ? end : 0;
	default:
		return 0;
	}
}

/* "Error! Reference source not found.", "Error! Bookmark not defined.", and what else Word puts so. */
static size_t word_error(struct text text, size_t at)
{
	size_t end;

	if (!text_begins(rest_of(text, at), TEXT("Error! ")) || at + 7 >= text.length ||
	    !is_ascii_upper(text.bytes[at + 7]))
		return 0;
	for (end = at + 7; end < text.length && text.bytes[end] != '.' && text.bytes[end] != '\n' && end - at < 80;)
		end++;
	return end < text.length && text.bytes[end] == '.' ? end + 1 : end;
}

/* "Page 3 of 9": with a capital and not led to, since "see page 3 of 9 in the leaflet" is a reference. "Page 3" or
 * "Page | 3" only as all of the words. */
static size_t page_number(struct text text, size_t at)
{
	if (!text_begins(rest_of(text, at), TEXT("Page ")) && !text_begins(rest_of(text, at), TEXT("PAGE ")))
		return 0;
	size_t begin = at + 5;
	if (begin < text.length && text.bytes[begin] == '|')
		begin = spaces_end(text, begin + 1);
	size_t end = digits_end(text, begin);
	if (end == begin || !is_word_edge(text, at))
		return 0;
	size_t of = spaces_end(text, end), most = 0;
	if (begins(text, of, "of "))
		most = digits_end(text, of + 3) > of + 3 ? digits_end(text, of + 3) : 0;
	else if (of < text.length && text.bytes[of] == '/')
		most = digits_end(text, of + 1) > of + 1 ? digits_end(text, of + 1) : 0;
	if (!most)
		return is_blank(text, 0, at) && is_blank(text, end, text.length) ? end : 0;
	static const char *const leads[] = {"see", "on", "at", "to", "from", "in", "and"};
	struct text before = word_before(text, at);
	for (size_t i = 0; i < ARRAY_COUNT(leads); i++)
		if (text_equal_ignoring_case(before, text_of(leads[i])))
			return 0;
	return is_word_edge(text, most) && !begins(text, spaces_end(text, most), "of ") &&
			       !begins(text, spaces_end(text, most), "in ")
		       ? most
		       : 0;
}

/* "Commented [JS1]", "Comment [JS1R2]:", "Formatted: Font: Bold". */
static size_t comment(struct text text, size_t at)
{
	static const char *const formats[] = {"Font",     "Indent", "Left",   "Right",  "Normal",   "List",
					      "Centered", "Space",  "Bullet", "Header", "Bulleted", "Numbered"};
	struct text rest = rest_of(text, at);

	if (!is_word_edge(text, at))
		return 0;
	if (text_begins(rest, TEXT("Formatted: ")))
		return at == 0 && END_OF_ANY(text, at + 11, formats) ? at + 11 : 0;
	size_t begin = text_begins(rest, TEXT("Commented [")) ? at + 11
		       : text_begins(rest, TEXT("Comment [")) ? at + 9
							      : 0;
	size_t letters = begin ? word_end(text, begin, WORD_LETTERS) : 0;
	size_t end = begin ? word_end(text, begin, WORD_DIGIT) : 0;
	if (!begin || letters == begin || letters - begin > 6 || letters == end || end >= text.length ||
	    text.bytes[end] != ']')
		return 0;
	return end + 1;
}

/* Symbols of boxes, and boxes made of brackets; "[x]" only where a line begins. */
static size_t box(struct text text, size_t at)
{
	static const char *const symbols[] = {"☐",    "☑",   "☒", "\xEF\x82\xA8", "\xEF\x81\xAF", "\xEF\x83\xBE",
					      "🗹", "🗷"};
	struct text rest = rest_of(text, at);
	bool begins_line = at == 0 || text.bytes[at - 1] == '\n' || is_blank(text, 0, at);

	for (size_t i = 0; i < ARRAY_COUNT(symbols); i++)
		if (text_begins(rest, text_of(symbols[i])))
			return at + strlen(symbols[i]);
	if (text_begins(rest, TEXT("□")) && (begins_line || at + 3 == text.length))
		return at + strlen("□");
	if (text_begins(rest, TEXT("[ ]")))
		return at + 3;
	if (text_begins(rest, TEXT("[]")))
		return at + 2;
	return begins_line && (text_begins(rest, TEXT("[x] ")) || text_begins(rest, TEXT("[X] "))) ? at + 3 : 0;
}

static size_t prompt(struct text text, size_t at)
{
	static const char *const prompts[] = {"click or tap here to enter",
					      "click or tap to enter",
					      "click here to enter",
					      "choose an item",
					      "click to enter",
					      "enter text here",
					      "type text here",
					      "type here",
					      "select a date",
					      "tap here to enter",
					      "choose a building block",
					      "click or tap here to"};
	size_t end = END_OF_ANY(text, at, prompts);

	/* "Choose an item of clothing" is no prompt; "Click or tap here to enter" can be nothing else. */
	if (!end || begins(text, at, "click or tap") || begins(text, at, "click here to enter"))
		return end;
	struct text after = text_trim(rest_of(text, end));
	return is_blank(text, 0, at) && (!after.length || text_is(after, ".")) ? end : 0;
}

/* Five dots or more, or two "…", with a number or nothing after them; a line of "_" to write on. */
static size_t leader(struct text text, size_t at)
{
	static const struct {
		const char *dot;
		size_t least;
	} rows[] = {{".", 5}, {". ", 5}, {"…", 2}, {"_", 4}};
	size_t end = 0;

	for (size_t i = 0; i < ARRAY_COUNT(rows) && !end; i++) {
		size_t next = at, count = 0;
		for (; text_begins(rest_of(text, next), text_of(rows[i].dot)); next += strlen(rows[i].dot))
			count++;
		end = count >= rows[i].least ? next : 0;
	}
	if (!end)
		return 0;
	size_t number = digits_end(text, spaces_end(text, end));
	return number > spaces_end(text, end) && is_word_edge(text, number) ? number : end;
}

/* What can begin at a byte, by that byte alone. */
static bool look(struct text text, size_t at, struct placeholder *found)
{
	static const struct {
		const char *first; /* in small letters; bytes beyond ASCII are those that begin its symbols */
		enum placeholder_kind kind;
		size_t (*end_of)(struct text text, size_t at);
	} forms[] = {
		{"t", PLACEHOLDER_TO_WRITE, to_write},     {"ta", PLACEHOLDER_UNDECIDED, undecided},
		{"[\xE2\xEF\xF0", PLACEHOLDER_BOX, box},   {"[<{(ixdmyl?", PLACEHOLDER_GAP, gap},
		{"e", PLACEHOLDER_WORD_ERROR, word_error}, {"p", PLACEHOLDER_PAGE, page_number},
		{"cf", PLACEHOLDER_COMMENT, comment},      {"cets", PLACEHOLDER_PROMPT, prompt},
		{"._\xE2", PLACEHOLDER_LEADER, leader},
	};
	char first = ascii_lower(text.bytes[at]);

	for (size_t i = 0; i < ARRAY_COUNT(forms); i++) {
		size_t end = strchr(forms[i].first, first) ? forms[i].end_of(text, at) : 0;
		if (!end)
			continue;
		*found = (struct placeholder){forms[i].kind, at, end};
		return true;
	}
	return false;
}

bool placeholder_find(struct text text, size_t from, struct placeholder *found)
{
	for (size_t at = from; at < text.length; at++)
		if (text.bytes[at] && look(text, at, found))
			return true;
	return false;
}
