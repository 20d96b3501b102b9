#include "base/sha256.h"

void sha256_begin(struct sha256_ctx *context)
{
	sha256_init(context);
}

void sha256_add(struct sha256_ctx *context, struct text bytes)
{
	if (bytes.length)
		sha256_update(context, bytes.length, (const uint8_t *)bytes.bytes);
}

void sha256_end(struct sha256_ctx *context, char hex[SHA256_HEX_LENGTH + 1])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_digest(context, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 0x0F];
	}
	hex[SHA256_HEX_LENGTH] = '\0';
}

void sha256_hex(struct text bytes, char hex[SHA256_HEX_LENGTH + 1])
{
	struct sha256_ctx context;

	sha256_begin(&context);
	sha256_add(&context, bytes);
	sha256_end(&context, hex);
}
