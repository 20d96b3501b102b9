/* Streamed JSON: layout, escapes, numbers that read back the same, and the misuse that is a fault. */
#include "unit.h"

#include <float.h>
#include <math.h>

#include "base/json_writer.h"

static void test_one_line(void **state)
{
	struct buffer out = BUFFER_EMPTY;
	struct json_writer json;

	(void)state;
	json_write_begin(&json, &out, false);
	json_write_object_begin(&json);
	json_write_member(&json, "ref", TEXT("CMICB_Clin055"));
	json_write_member(&json, "subtitle", text_of(NULL));
	json_write_member(&json, "author", TEXT(""));
	json_write_name(&json, "route");
	json_write_array_begin(&json);
	json_write_array_end(&json);
	json_write_name_text(&json, TEXT("extra"));
	json_write_object_begin(&json);
	json_write_object_end(&json);
	json_write_name(&json, "list");
	json_write_array_begin(&json);
	json_write_integer(&json, INT64_MIN);
	json_write_boolean(&json, true);
	json_write_null(&json);
	json_write_object_begin(&json);
	json_write_member_integer(&json, "n", 1);
	json_write_member_boolean(&json, "b", false);
	json_write_member_null(&json, "z");
	json_write_object_end(&json);
	json_write_string(&json, TEXT("last"));
	json_write_array_end(&json);
	json_write_object_end(&json);
	json_write_end(&json);
	assert_text_is(buffer_text(&out),
		       "{\"ref\":\"CMICB_Clin055\",\"subtitle\":null,\"author\":\"\",\"route\":[],\"extra\":{},"
		       "\"list\":[-9223372036854775808,true,null,{\"n\":1,\"b\":false,\"z\":null},\"last\"]}");
	buffer_release(&out);
}

static void test_indented(void **state)
{
	struct buffer out = BUFFER_EMPTY;
	struct json_writer json;

	(void)state;
	json_write_begin(&json, &out, true);
	json_write_object_begin(&json);
	json_write_member(&json, "a", TEXT("1"));
	json_write_name(&json, "b");
	json_write_array_begin(&json);
	json_write_integer(&json, 1);
	json_write_array_begin(&json);
	json_write_array_end(&json);
	json_write_array_end(&json);
	json_write_object_end(&json);
	json_write_end(&json);
	assert_text_is(buffer_text(&out), "{\n"
					  "  \"a\": \"1\",\n"
					  "  \"b\": [\n"
					  "    1,\n"
					  "    []\n"
					  "  ]\n"
					  "}\n");
	buffer_release(&out);
}

static void test_several_documents_in_one_buffer(void **state)
{
	struct buffer out = BUFFER_EMPTY;
	struct json_writer json;

	(void)state;
	for (int i = 0; i < 2; i++) {
		json_write_begin(&json, &out, false);
		json_write_integer(&json, i);
		json_write_end(&json);
		buffer_append_byte(&out, '\n');
	}
	assert_text_is(buffer_text(&out), "0\n1\n");
	buffer_release(&out);
}

static void assert_quoted(struct text value, const char *expected)
{
	struct buffer out = BUFFER_EMPTY;
	struct json_writer json;

	json_write_begin(&json, &out, false);
	json_write_string(&json, value);
	json_write_end(&json);
	assert_text_is(buffer_text(&out), expected);
	buffer_release(&out);
}

static void test_escapes(void **state)
{
	(void)state;
	assert_quoted(TEXT("plain"), "\"plain\"");
	assert_quoted(TEXT(""), "\"\"");
	assert_quoted(text_of(NULL), "\"\"");
	assert_quoted(TEXT("\"\\/"), "\"\\\"\\\\/\"");
	assert_quoted(TEXT("\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\"");
	assert_quoted(TEXT("a\0b\x01\x1F\x7F"), "\"a\\u0000b\\u0001\\u001f\\u007f\"");
	assert_quoted(TEXT("\xC2\xA3\xE2\x82\xAC\xF0\x9F\x98\x80"), "\"\xC2\xA3\xE2\x82\xAC\xF0\x9F\x98\x80\"");
	assert_quoted(TEXT("\xE2\x80\xA8|\xE2\x80\xA9|\xE2\x80\xA7"), "\"\\u2028|\\u2029|\xE2\x80\xA7\"");
	assert_quoted(TEXT("a\xFFz\xE2\x82\""), "\"a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\\\"\"");
	assert_quoted(TEXT("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""); /* a surrogate */
}

static void test_names_are_escaped(void **state)
{
	struct buffer out = BUFFER_EMPTY;
	struct json_writer json;

	(void)state;
	json_write_begin(&json, &out, false);
	json_write_object_begin(&json);
	json_write_name_text(&json, TEXT("x_\"\n"));
	json_write_null(&json);
	json_write_object_end(&json);
	json_write_end(&json);
	assert_text_is(buffer_text(&out), "{\"x_\\\"\\n\":null}");
	buffer_release(&out);
}

static void write_number(struct buffer *out, double value)
{
	struct json_writer json;

	json_write_begin(&json, out, false);
	json_write_number(&json, value);
	json_write_end(&json);
}

static void assert_number(double value, const char *expected)
{
	struct buffer out = BUFFER_EMPTY;

	write_number(&out, value);
	assert_text_is(buffer_text(&out), expected);
	buffer_release(&out);
}

static void test_numbers(void **state)
{
	(void)state;
	assert_number(0, "0");
	assert_number(-0.0, "-0");
	assert_number(1, "1");
	assert_number(-40, "-40");
	assert_number(100, "100");
	assert_number(27.5, "27.5");
	assert_number(0.1, "0.1");
	assert_number(0.1 + 0.2, "0.30000000000000004");
	assert_number(1.0 / 3, "0.3333333333333333");
	assert_number(123456789.125, "123456789.125");
	assert_number(0.000001, "0.000001");
	assert_number(0.0000001, "1e-7");
	assert_number(-0.00000012, "-1.2e-7");
	assert_number(1e20, "100000000000000000000");
	assert_number(1e21, "1e+21");
	assert_number(1.5e300, "1.5e+300");
	assert_number(9007199254740993.0, "9007199254740992");
	assert_number(DBL_MAX, "1.7976931348623157e+308");
	assert_number(DBL_MIN, "2.2250738585072014e-308");
	assert_number(DBL_TRUE_MIN, "5e-324");
}

/* RFC 8259, section 6: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)? */
static bool is_json_number(const char *c)
{
	c += *c == '-';
	if (!is_ascii_digit(*c) || (*c == '0' && is_ascii_digit(c[1])))
		return false;
	c += strspn(c, "0123456789");
	if (*c == '.') {
		if (!is_ascii_digit(*++c))
			return false;
		c += strspn(c, "0123456789");
	}
	if (*c == 'e') {
		c++;
		c += *c == '-' || *c == '+';
		if (!is_ascii_digit(*c))
			return false;
		c += strspn(c, "0123456789");
	}
	return *c == '\0';
}

static void test_numbers_read_back(void **state)
{
	uint64_t bits = 88172645463325252u;
	struct buffer out = BUFFER_EMPTY;
	int seen = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		double value = 0, back = 0;
		bits ^= bits << 13;
		bits ^= bits >> 7;
		bits ^= bits << 17;
		/* Any bits at all, and quantities with a few decimals by turns. */
		memcpy(&value, &bits, sizeof value);
		if (i % 2)
			value = (double)(int64_t)(bits >> 40) / 1000;
		if (!isfinite(value))
			continue;
		buffer_clear(&out);
		write_number(&out, value);
		back = strtod(buffer_string(&out), NULL);
		if (memcmp(&back, &value, sizeof back) != 0 || !is_json_number(buffer_string(&out)))
			fail_msg("%a became %s", value, buffer_string(&out));
		seen++;
	}
	assert_true(seen > 19000);
	buffer_release(&out);
}

static void test_deep(void **state)
{
	struct buffer out = BUFFER_EMPTY;
	struct json_writer json;

	(void)state;
	json_write_begin(&json, &out, false);
	for (int i = 0; i < JSON_DEPTH_MOST - 1; i++)
		json_write_array_begin(&json);
	for (int i = 0; i < JSON_DEPTH_MOST - 1; i++)
		json_write_array_end(&json);
	json_write_end(&json);
	assert_int_equal(out.length, 2 * (JSON_DEPTH_MOST - 1));
	buffer_release(&out);
}

/* Each leaves its memory to the end of its process. */
static struct json_writer wrong;
static struct buffer wrong_out;

static void value_for_name(void)
{
	json_write_object_begin(&wrong);
	json_write_null(&wrong);
}

static void name_for_value(void)
{
	json_write_object_begin(&wrong);
	json_write_name(&wrong, "a");
	json_write_name(&wrong, "b");
}

static void name_in_array(void)
{
	json_write_array_begin(&wrong);
	json_write_name(&wrong, "a");
}

static void end_for_value(void)
{
	json_write_object_begin(&wrong);
	json_write_name(&wrong, "a");
	json_write_object_end(&wrong);
}

static void wrong_end(void)
{
	json_write_object_begin(&wrong);
	json_write_array_end(&wrong);
}

static void end_of_nothing(void)
{
	json_write_array_end(&wrong);
}

static void left_open(void)
{
	json_write_array_begin(&wrong);
	json_write_end(&wrong);
}

static void no_value(void)
{
	json_write_end(&wrong);
}

static void second_value(void)
{
	json_write_null(&wrong);
	json_write_null(&wrong);
}

static void not_finite(void)
{
	json_write_number(&wrong, HUGE_VAL);
}

static void too_deep(void)
{
	for (int i = 0; i < JSON_DEPTH_MOST; i++)
		json_write_array_begin(&wrong);
}

static void test_misuse_is_a_fault(void **state)
{
	static void (*const acts[])(void) = {value_for_name, name_for_value, name_in_array, end_for_value,
					     wrong_end,      end_of_nothing, left_open,     no_value,
					     second_value,   not_finite,     too_deep};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(acts); i++) {
		char said[512];
		json_write_begin(&wrong, &wrong_out, false);
		assert_int_equal(unit_ending(acts[i], said, sizeof said), 4);
		assert_non_null(strstr(said, "json_writer.c"));
	}
	buffer_release(&wrong_out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_line),
		cmocka_unit_test(test_indented),
		cmocka_unit_test(test_several_documents_in_one_buffer),
		cmocka_unit_test(test_escapes),
		cmocka_unit_test(test_names_are_escaped),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_numbers_read_back),
		cmocka_unit_test(test_deep),
		cmocka_unit_test(test_misuse_is_a_fault),
	};

	return cmocka_run_group_tests_name("json_writer", tests, NULL, NULL);
}
