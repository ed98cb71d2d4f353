#include "sum.h"

#include <stdio.h>
#include <string.h>

bool sum_start(struct summing *summing)
{
	mbedtls_md_init(&summing->context);
	return mbedtls_md_setup(&summing->context, mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), 0) == 0 &&
	       mbedtls_md_starts(&summing->context) == 0;
}

bool sum_add(struct summing *summing, const void *bytes, size_t length)
{
	return mbedtls_md_update(&summing->context, bytes, length) == 0;
}

bool sum_end(struct summing *summing, unsigned char sum[SUM_BYTES])
{
	bool ok = mbedtls_md_finish(&summing->context, sum) == 0;
	mbedtls_md_free(&summing->context);
	return ok;
}

void sum_to_text(const unsigned char sum[SUM_BYTES], char text[2 * SUM_BYTES + 1])
{
	for (int at = 0; at < SUM_BYTES; at++) snprintf(text + 2 * at, 3, "%02x", sum[at]);
}

bool sum_from_text(unsigned char sum[SUM_BYTES], const char *text)
{
	const char *digits = "0123456789abcdef";
	for (int at = 0; at < 2 * SUM_BYTES; at++) {
		const char *digit = text[at] == '\0' ? NULL : strchr(digits, text[at]);
		if (digit == NULL) return false;
		unsigned value = (unsigned)(digit - digits);
		if (at % 2 == 0) sum[at / 2] = (unsigned char)(value << 4);
		else sum[at / 2] |= (unsigned char)value;
	}
	return true;
}
