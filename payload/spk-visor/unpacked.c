#include "unpacked.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define FOOTER_BYTES 12

/* A number in groups of seven bits, least first; advances `at`, false past the end or 63 bits. */
static bool read_varint(FILE *file, uint64_t *left, uint64_t *number)
{
	*number = 0;
	for (unsigned shift = 0; shift < 63; shift += 7) {
		int byte = *left == 0 ? EOF : getc(file);
		if (byte == EOF) return false;
		(*left)--;
		*number |= (uint64_t)(byte & 0x7f) << shift;
		if ((byte & 0x80) == 0) return true;
	}
	return false;
}

/* The index: a zero, the number of blocks, and of each block its size as packed and as unpacked. */
static bool read_index(FILE *file, uint64_t left, uint64_t *bytes)
{
	uint64_t blocks, packed, unpacked;
	*bytes = 0;
	if (left-- == 0 || getc(file) != 0 || !read_varint(file, &left, &blocks)) return false;
	for (; blocks > 0; blocks--) {
		if (!read_varint(file, &left, &packed) || !read_varint(file, &left, &unpacked)) return false;
		if (__builtin_add_overflow(*bytes, unpacked, bytes)) return false;
	}
	return true;
}

/* The footer ends with the index's length in words of four bytes, two flags and YZ. */
static bool read_footer(FILE *file, uint64_t *bytes)
{
	unsigned char footer[FOOTER_BYTES];
	if (fseeko(file, -FOOTER_BYTES, SEEK_END) != 0 || fread(footer, 1, FOOTER_BYTES, file) != FOOTER_BYTES) return false;
	if (memcmp(footer + 10, "YZ", 2) != 0) return false;
	uint64_t words = (uint64_t)footer[4] | (uint64_t)footer[5] << 8 | (uint64_t)footer[6] << 16 | (uint64_t)footer[7] << 24;
	uint64_t index = (words + 1) * 4;
	if (fseeko(file, -(off_t)(FOOTER_BYTES + index), SEEK_END) != 0) return false;
	return read_index(file, index, bytes);
}

bool unpacked_bytes(const char *path, uint64_t *bytes, struct reason *why)
{
	FILE *file = fopen(path, "re");
	if (file == NULL) return refuse(why, "%s can't be read: %s.", path, strerror(errno));
	bool ok = read_footer(file, bytes);
	fclose(file);
	return ok || refuse(why, "%s is no whole .xz file.", path);
}
