/* A folder with packages: SHA256SUMS and the files that it names. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "messages.h"
#include "reason.h"

#define SUMS_FILE "SHA256SUMS"
#define PATH_BYTES 512

struct packages {
	char folder[PATH_BYTES];
	unsigned count;
	struct file_header files[FILES_MAX];
	/* All files as they are, and what is in them. */
	uint64_t packed_bytes, unpacked_bytes;
};

/* Reads SHA256SUMS, with `expected` (64 digits, or null) as its own sum, and the names in it. */
bool read_sums(struct packages *packages, const char *folder, const char *expected, struct reason *why);

/* Adds the sizes of the files. */
bool measure_packages(struct packages *packages, struct reason *why);

/* Both packages that make up a system, and no other. */
bool are_whole_system(const struct packages *packages, struct reason *why);

/* For all of these in `folder`, whose files have been checked. */
bool write_sums(const struct packages *packages, const char *folder, struct reason *why);

/* FOLDER/NAME; false where that is too long. */
bool join(char path[PATH_BYTES], const char *folder, const char *name, struct reason *why);
