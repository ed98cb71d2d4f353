/* What the records of a transfer carry. Numbers are big-endian. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAME_MAX_BYTES 64
#define SECRET_MAX_BYTES 255
#define SUM_BYTES 32
#define FILES_MAX 8
#define MESSAGE_BYTES 512

/* First: whether the shim can take it is known before a package is sent. */
struct offer {
	unsigned files;
	uint64_t package_bytes, disk_bytes;
	/* root's password as /etc/shadow has it: the machines of a site share it. */
	char root_hash[SECRET_MAX_BYTES + 1];
};

struct file_header {
	uint64_t bytes;
	unsigned char sum[SUM_BYTES];
	char name[NAME_MAX_BYTES + 1];
};

/* Length of what was written to `out`, which has MESSAGE_BYTES. */
size_t write_offer(const struct offer *offer, unsigned char *out);
size_t write_file_header(const struct file_header *header, unsigned char *out);

/* False where the content is not one, to the last byte. */
bool read_offer(struct offer *offer, const unsigned char *content, size_t length);
bool read_file_header(struct file_header *header, const unsigned char *content, size_t length);

/* A plain file name: no folder, no hidden file. */
bool is_package_name(const char *name);

/* A hash as crypt(3) writes it. */
bool is_password_hash(const char *text);
