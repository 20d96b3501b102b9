#include "base/json_writer.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/shown.h"
#include "base/unicode.h"

/* levels[0] is the document itself, an array of one value without brackets. */

static void json_line(struct json_writer *json)
{
	if (!json->indented)
		return;
	buffer_append_byte(json->out, '\n');
	for (uint16_t i = 0; i < json->depth; i++)
		buffer_append(json->out, TEXT("  "));
}

/* The comma and the line before a member or an item. */
static void json_next(struct json_writer *json)
{
	if (!json->levels[json->depth].is_empty)
		buffer_append_byte(json->out, ',');
	json->levels[json->depth].is_empty = false;
	if (json->depth > 0)
		json_line(json);
}

static void json_write_value(struct json_writer *json)
{
	if (json->after_name) {
		json->after_name = false;
		return;
	}
	if (json->levels[json->depth].is_object)
		BUG("JSON: a value stands where a name is due");
	if (json->depth == 0 && !json->levels[0].is_empty)
		BUG("JSON: a second value at the top");
	json_next(json);
}

static void json_open(struct json_writer *json, bool is_object)
{
	json_write_value(json);
	if (json->depth + 1 >= JSON_DEPTH_MOST)
		BUG("JSON: more than %d levels", JSON_DEPTH_MOST);
	buffer_append_byte(json->out, is_object ? '{' : '[');
	json->depth++;
	json->levels[json->depth].is_object = is_object;
	json->levels[json->depth].is_empty = true;
}

static void json_close(struct json_writer *json, bool is_object)
{
	bool was_empty = json->levels[json->depth].is_empty;

	if (json->depth == 0 || json->levels[json->depth].is_object != is_object)
		BUG("JSON: the end of an %s that isn't the innermost", is_object ? "object" : "array");
	if (json->after_name)
		BUG("JSON: an object ends where a value is due");
	json->depth--;
	if (!was_empty)
		json_line(json);
	buffer_append_byte(json->out, is_object ? '}' : ']');
}

void json_write_begin(struct json_writer *json, struct buffer *out, bool indented)
{
	json->out = out;
	json->indented = indented;
	json->depth = 0;
	json->after_name = false;
	json->levels[0].is_object = false;
	json->levels[0].is_empty = true;
}

void json_write_end(struct json_writer *json)
{
	if (json->depth > 0)
		BUG("JSON: the document ends with %d levels open", json->depth);
	if (json->levels[0].is_empty)
		BUG("JSON: the document ends without a value");
	if (json->indented)
		buffer_append_byte(json->out, '\n');
}

void json_write_object_begin(struct json_writer *json)
{
	json_open(json, true);
}

void json_write_object_end(struct json_writer *json)
{
	json_close(json, true);
}

void json_write_array_begin(struct json_writer *json)
{
	json_open(json, false);
}

void json_write_array_end(struct json_writer *json)
{
	json_close(json, false);
}

/* The escape that JSON has for `code_point` alone, or NULL. RFC 8259, section 7. */
static const char *json_short_escape(uint32_t code_point)
{
	switch (code_point) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\b':
		return "\\b";
	case '\f':
		return "\\f";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case '\t':
		return "\\t";
	default:
		return NULL;
	}
}

static bool is_plain_byte(char byte)
{
	return byte >= ' ' && byte < 0x7F && byte != '"' && byte != '\\' && byte != '[';
}

static void json_quoted(struct buffer *out, struct text text)
{
	size_t offset = 0;

	buffer_reserve(out, text.length + 2);
	buffer_append_byte(out, '"');
	while (offset < text.length) {
		size_t begin = offset;
		uint32_t code_point = 0;
		const char *escape = NULL;
		while (offset < text.length && is_plain_byte(text.bytes[offset]))
			offset++;
		buffer_append(out, text_slice(text, begin, offset));
		if (offset == text.length)
			break;
		code_point = utf8_decode(text, &offset);
		escape = json_short_escape(code_point);
		if (escape)
			buffer_append_string(out, escape);
		else if (code_point == '[' && !shown_begins_command(text_slice(text, 0, offset - 1)))
			buffer_append_byte(out, '[');
		else if (code_point == '[' || code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F) ||
			 code_point == 0x2028 || code_point == 0x2029)
			buffer_append_format(out, "\\u%04x", (unsigned)code_point);
		else
			utf8_append(out, code_point);
	}
	buffer_append_byte(out, '"');
}

void json_write_name(struct json_writer *json, const char *name)
{
	json_write_name_text(json, text_of(name));
}

void json_write_name_text(struct json_writer *json, struct text name)
{
	if (!json->levels[json->depth].is_object || json->after_name)
		BUG("JSON: the name \"%.*s\" stands where a value is due", TEXT_ARGUMENTS(name));
	json_next(json);
	json_quoted(json->out, name);
	buffer_append_string(json->out, json->indented ? ": " : ":");
	json->after_name = true;
}

void json_write_string(struct json_writer *json, struct text value)
{
	json_write_value(json);
	json_quoted(json->out, value);
}

/* Leading and trailing zeros in numbers up to these powers of ten are written out; beyond them there is an exponent.
 * ECMA-262 (2023), 6.1.6.1.20, Number::toString: so that a script that reads and writes the file doesn't change it. */
#define POINT_MOST  21
#define POINT_LEAST (-6)
#define DIGITS_MOST 17 /* which tell any two doubles apart: IEEE 754-2019, 5.12.2 */

/* The fewest significant digits that read back as `value`, and where the decimal point stands among them: 0.0123 is
 * "123" and -1, 12300 is "123" and 5. */
static int shortest_digits(double value, char digits[DIGITS_MOST], int *point)
{
	char written[40];
	int count = 0;

	for (int precision = 0; precision < DIGITS_MOST; precision++) {
		snprintf(written, sizeof written, "%.*e", precision, value);
		if (strtod(written, NULL) == value)
			break;
	}
	/* Only digits are taken, since the locale may have another point. */
	for (const char *c = written; *c != 'e'; c++)
		if (is_ascii_digit(*c))
			digits[count++] = *c;
	*point = (int)strtol(strchr(written, 'e') + 1, NULL, 10) + 1;
	return count;
}

static void append_zeros(struct buffer *out, int count)
{
	while (count-- > 0)
		buffer_append_byte(out, '0');
}

static void append_digits(struct buffer *out, const char *digits, int begin, int end)
{
	if (begin < end)
		buffer_append(out, (struct text){digits + begin, (size_t)(end - begin)});
}

static void append_positive(struct buffer *out, double value)
{
	char digits[DIGITS_MOST];
	int point = 0, count = shortest_digits(value, digits, &point);

	if (point > POINT_MOST || point <= POINT_LEAST) {
		append_digits(out, digits, 0, 1);
		if (count > 1)
			buffer_append_byte(out, '.');
		append_digits(out, digits, 1, count);
		buffer_append_format(out, "e%+d", point - 1);
	} else if (point <= 0) {
		buffer_append_string(out, "0.");
		append_zeros(out, -point);
		append_digits(out, digits, 0, count);
	} else {
		append_digits(out, digits, 0, count < point ? count : point);
		append_zeros(out, point - count);
		if (count > point)
			buffer_append_byte(out, '.');
		append_digits(out, digits, point, count);
	}
}

void json_write_number(struct json_writer *json, double value)
{
	if (!isfinite(value))
		BUG("JSON: a number that isn't finite");
	json_write_value(json);
	if (signbit(value))
		buffer_append_byte(json->out, '-');
	if (fpclassify(value) == FP_ZERO)
		buffer_append_byte(json->out, '0');
	else
		append_positive(json->out, signbit(value) ? -value : value);
}

void json_write_integer(struct json_writer *json, int64_t value)
{
	json_write_value(json);
	buffer_append_format(json->out, "%" PRId64, value);
}

void json_write_boolean(struct json_writer *json, bool value)
{
	json_write_value(json);
	buffer_append_string(json->out, value ? "true" : "false");
}

void json_write_null(struct json_writer *json)
{
	json_write_value(json);
	buffer_append_string(json->out, "null");
}

void json_write_member(struct json_writer *json, const char *name, struct text value)
{
	json_write_name(json, name);
	if (value.bytes)
		json_write_string(json, value);
	else
		json_write_null(json);
}

void json_write_member_integer(struct json_writer *json, const char *name, int64_t value)
{
	json_write_name(json, name);
	json_write_integer(json, value);
}

void json_write_member_boolean(struct json_writer *json, const char *name, bool value)
{
	json_write_name(json, name);
	json_write_boolean(json, value);
}

void json_write_member_null(struct json_writer *json, const char *name)
{
	json_write_name(json, name);
	json_write_null(json);
}
