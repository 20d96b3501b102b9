/* SHA-256 against the examples that FIPS 180 comes with. */
#include "unit.h"

#include "base/buffer.h"
#include "base/sha256.h"

static void assert_digest(struct text bytes, const char *expected)
{
	char hex[SHA256_HEX_LENGTH + 1];

	sha256_hex(bytes, hex);
	assert_string_equal(hex, expected);
}

static void test_known_digests(void **state)
{
	struct buffer million = BUFFER_EMPTY;

	(void)state;
	assert_digest(TEXT(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_digest(text_of(NULL), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_digest(TEXT("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_digest(TEXT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
		      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	for (int i = 0; i < 1000000; i++)
		buffer_append_byte(&million, 'a');
	assert_digest(buffer_text(&million), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	buffer_release(&million);
}

static void test_every_byte_counts(void **state)
{
	char one[SHA256_HEX_LENGTH + 1], other[SHA256_HEX_LENGTH + 1];

	(void)state;
	sha256_hex(TEXT("a\0b"), one);
	sha256_hex(TEXT("a\0c"), other);
	assert_string_not_equal(one, other);
	sha256_hex(TEXT("a"), other);
	assert_string_not_equal(one, other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_digests),
		cmocka_unit_test(test_every_byte_counts),
	};

	return cmocka_run_group_tests_name("sha256", tests, NULL, NULL);
}
