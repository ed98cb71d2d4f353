/*
 * Reads one message from standard input with spk-visor's own parser and says what it is: `offer`, `file`, `sums` or `xz` by the first argument.
 * What was read is written again: parsing and writing must agree.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "messages.h"
#include "packages.h"
#include "unpacked.h"

static unsigned char *read_all(size_t *length)
{
	/* Exactly as long as what came, so that reading past its end is found out. */
	unsigned char *bytes = NULL, piece[4096];
	*length = 0;
	for (size_t got; (got = fread(piece, 1, sizeof piece, stdin)) > 0; *length += got) {
		bytes = realloc(bytes, *length + got);
		memcpy(bytes + *length, piece, got);
	}
	return bytes;
}

static int show(bool ok, const unsigned char *content, size_t length, const unsigned char *again, size_t written, const char *text)
{
	if (!ok) return puts("refused") < 0;
	printf("%s %s\n", length == written && memcmp(content, again, length) == 0 ? "same" : "DIFFERENT", text);
	return 0;
}

int main(int count, char **args)
{
	unsigned char again[MESSAGE_BYTES];
	size_t length;
	struct reason why;
	if (count > 2 && strcmp(args[1], "sums") == 0) {
		struct packages packages;
		if (!read_sums(&packages, args[2], NULL, &why)) return puts(why.text) < 0;
		printf("%u packages\n", packages.count);
		return 0;
	}
	if (count > 2 && strcmp(args[1], "xz") == 0) {
		uint64_t bytes;
		if (!unpacked_bytes(args[2], &bytes, &why)) return puts(why.text) < 0;
		printf("%llu bytes\n", (unsigned long long)bytes);
		return 0;
	}
	unsigned char *content = read_all(&length);
	int result;
	if (count > 1 && strcmp(args[1], "offer") == 0) {
		struct offer offer;
		bool ok = read_offer(&offer, content, length);
		result = show(ok, content, length, again, ok ? write_offer(&offer, again) : 0, offer.root_hash);
	} else {
		struct file_header header;
		bool ok = read_file_header(&header, content, length);
		result = show(ok, content, length, again, ok ? write_file_header(&header, again) : 0, header.name);
	}
	free(content);
	return result;
}
