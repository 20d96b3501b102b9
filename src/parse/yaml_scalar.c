#include "parse/yaml_scalar.h"

#include "base/memory.h"
#include "base/unicode.h"

/* The first byte after the white space at the end of a place goes back to the last byte that shows something. */
static struct value_place without_space_at_end(const struct source *source, struct value_place place)
{
	while (place.end > place.begin && is_ascii_space(source->bytes.bytes[place.end - 1]))
		place.end--;
	return place;
}

static bool is_forbidden(uint32_t code_point)
{
	return !unicode_is_xml_char(code_point) || unicode_is_bidi_control(code_point) || code_point == 0xFEFF;
}

/* A character that nobody may publish can stand here by an escape ("\x01", "\u202E"): it is reported, and U+FFFD takes
 * its place. */
static struct text without_forbidden(struct arena *arena, struct findings *findings, struct text words,
				     struct place place)
{
	struct buffer safe = BUFFER_EMPTY;
	bool is_reported = false;

	for (size_t offset = 0; offset < words.length;) {
		uint32_t code_point = utf8_decode(words, &offset);
		if (is_forbidden(code_point) && !is_reported)
			findings_add(
				findings, CHECK_ENCODING, place,
				"an escape in these words stands for the character U+%04X, which can't be published; "
				"delete the escape",
				(unsigned)code_point);
		is_reported = is_reported || is_forbidden(code_point);
		utf8_append(&safe, is_forbidden(code_point) ? 0xFFFD : code_point);
	}
	return buffer_keep(&safe, arena);
}

/* The words of a scalar: the source's own bytes where they are the same, so that a finding can point into them. */
static struct text scalar_words(const struct yaml_scalar *scalar, struct arena *arena, struct findings *findings)
{
	struct value_place place = scalar->place;
	struct text words = {(const char *)scalar->event->data.scalar.value, scalar->event->data.scalar.length};
	yaml_scalar_style_t style = scalar->event->data.scalar.style;
	size_t quote = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	struct text written = text_slice(scalar->source->bytes, place.begin + quote, place.end - quote);

	if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && text_find_byte(written, '\\', 0) != TEXT_NOT_FOUND)
		return without_forbidden(arena, findings, words, place_of(scalar->source, place.begin, place.end));
	return text_equal(written, words) ? written : arena_copy(arena, words);
}

static bool is_curly_quote(uint32_t code_point)
{
	return (code_point >= 0x2018 && code_point <= 0x201F) || code_point == 0xAB || code_point == 0xBB;
}

/* "#2" after a space: YAML takes it, and the rest of the line, for a remark. One that is meant has a space after the #.
 */
static void look_for_remark(const struct yaml_scalar *scalar, struct findings *findings)
{
	struct text bytes = scalar->source->bytes;
	size_t at = scalar->place.end;

	while (at < bytes.length && (bytes.bytes[at] == ' ' || bytes.bytes[at] == '\t'))
		at++;
	if (at + 1 >= bytes.length || bytes.bytes[at] != '#' || at == scalar->place.end || bytes.bytes[at + 1] == '#' ||
	    is_ascii_space(bytes.bytes[at + 1]))
		return;
	size_t end = text_find_byte(bytes, '\n', at);
	end = end == TEXT_NOT_FOUND ? bytes.length : end;
	findings_add(
		findings, CHECK_YAML, place_of(scalar->source, at, end),
		"what stands after a space and # is a remark, and is lost; put quotation marks round the words if it "
		"belongs to them, or a space after the # if not");
}

/* Quotation marks as Word types them, round the whole. */
static void look_for_curly_quotes(const struct yaml_scalar *scalar, struct text words, struct findings *findings)
{
	size_t after_first = 0, last = words.length;

	while (last > 0 && ((unsigned char)words.bytes[--last] & 0xC0) == 0x80)
		continue;
	size_t end = last;
	if (is_curly_quote(utf8_decode(words, &after_first)) && is_curly_quote(utf8_decode(words, &end)) &&
	    after_first < end)
		findings_add(findings, CHECK_YAML, place_of(scalar->source, scalar->place.begin, scalar->place.end),
			     "curly quotation marks, as Word types them, would be shown as part of the words; put "
			     "straight ones (\") in their place, or take them out");
}

/* En and em dash, and bullets, with a space after them: three bytes each. */
static bool begins_with_typed_dash(struct text words)
{
	static const char *const marks[] = {"\u2013 ", "\u2014 ", "\u2022 ", "\u25cf ", "\u25aa "};

	for (size_t i = 0; i < ARRAY_COUNT(marks); i++)
		if (text_begins(words, text_of(marks[i])))
			return true;
	return false;
}

/* The first line after the first that begins with a dash: a dash below a dash that stands in another column makes one
 * entry of two. */
static void look_for_dash_in_other_column(const struct yaml_scalar *scalar, struct text words,
					  struct findings *findings)
{
	for (size_t line = text_find_byte(words, '\n', 0); line != TEXT_NOT_FOUND;
	     line = text_find_byte(words, '\n', line + 1)) {
		size_t dash = line + 1;
		while (dash < words.length && is_ascii_space(words.bytes[dash]))
			dash++;
		if (!text_begins(text_slice(words, dash, words.length), TEXT("- ")))
			continue;
		findings_add(findings, CHECK_YAML,
			     place_of(scalar->source, scalar->place.begin + dash, scalar->place.begin + dash + 1),
			     "this - stands in another column than the one above, so this line counts as more words "
			     "of the line above; put it straight below the other -");
		return;
	}
}

/* Slips that YAML reads as words. Quotation marks of YAML's own settle each of them. */
static void look_for_slips(const struct yaml_scalar *scalar, struct findings *findings)
{
	struct text words = text_slice(scalar->source->bytes, scalar->place.begin, scalar->place.end);
	bool is_typed_dash = begins_with_typed_dash(words);

	look_for_remark(scalar, findings);
	if (words.length == 0 || scalar->is_key)
		return;
	if (is_typed_dash)
		findings_add(findings, CHECK_YAML,
			     place_of(scalar->source, scalar->place.begin, scalar->place.begin + 3),
			     "this mark is typed by a word processor; an entry of a list begins with a plain dash (-) "
			     "and a space");
	look_for_curly_quotes(scalar, words, findings);
	/* Where the first of two marks is no dash, that the second is one follows from it. */
	if (!is_typed_dash)
		look_for_dash_in_other_column(scalar, words, findings);
}

/* Words without quotation marks may be no text: nothing, true, false. */
static void set_plain_kind(struct value *value)
{
	static const struct {
		const char *words;
		enum value_kind kind;
		bool boolean;
	} plain[] = {
		{"", VALUE_NULL, false},       {"~", VALUE_NULL, false},     {"null", VALUE_NULL, false},
		{"true", VALUE_BOOLEAN, true}, {"yes", VALUE_BOOLEAN, true}, {"false", VALUE_BOOLEAN, false},
		{"no", VALUE_BOOLEAN, false},
	};

	for (size_t i = 0; i < ARRAY_COUNT(plain); i++)
		if (text_equal_ignoring_case(value->text, text_of(plain[i].words))) {
			value->kind = plain[i].kind;
			value->boolean = plain[i].boolean;
		}
}

struct value *yaml_scalar_read(const struct yaml_scalar *scalar, struct arena *arena, struct findings *findings)
{
	yaml_scalar_style_t style = scalar->event->data.scalar.style;
	struct yaml_scalar shown = *scalar;

	if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE)
		shown.place = without_space_at_end(scalar->source, scalar->place);
	else if (style == YAML_PLAIN_SCALAR_STYLE)
		look_for_slips(&shown, findings);
	struct value *value = value_string(arena, scalar_words(&shown, arena, findings));
	value->place = shown.place;
	if (style == YAML_PLAIN_SCALAR_STYLE)
		set_plain_kind(value);
	return value;
}
