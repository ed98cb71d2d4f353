/* SHA-256 of what streams by. */
#pragma once
#include <mbedtls/md.h>
#include <stdbool.h>
#include <stddef.h>

#include "messages.h"

struct summing {
	mbedtls_md_context_t context;
};

bool sum_start(struct summing *summing);
bool sum_add(struct summing *summing, const void *bytes, size_t length);
/* Ends it, whatever came before. */
bool sum_end(struct summing *summing, unsigned char sum[SUM_BYTES]);

/* 64 digits and the end of the text. */
void sum_to_text(const unsigned char sum[SUM_BYTES], char text[2 * SUM_BYTES + 1]);
/* Of the first 64 digits. */
bool sum_from_text(unsigned char sum[SUM_BYTES], const char *text);
