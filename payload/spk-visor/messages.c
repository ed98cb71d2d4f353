#include "messages.h"

#include <string.h>

#define NAME_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

bool is_package_name(const char *name)
{
	size_t length = strlen(name);
	return length > 0 && length <= NAME_MAX_BYTES && name[0] != '.' && name[0] != '-' && strspn(name, NAME_LETTERS "._+-") == length;
}

bool is_password_hash(const char *text)
{
	size_t length = strlen(text);
	return length > 3 && length <= SECRET_MAX_BYTES && text[0] == '$' && strspn(text, NAME_LETTERS "./$=,-") == length;
}

static unsigned char *put_number(unsigned char *out, uint64_t number)
{
	for (int at = 0; at < 8; at++) *out++ = (unsigned char)(number >> (56 - 8 * at));
	return out;
}

static unsigned char *put_text(unsigned char *out, const char *text)
{
	size_t length = strlen(text);
	*out++ = (unsigned char)length;
	memcpy(out, text, length);
	return out + length;
}

size_t write_offer(const struct offer *offer, unsigned char *out)
{
	unsigned char *at = out;
	*at++ = (unsigned char)offer->files;
	at = put_number(at, offer->package_bytes);
	at = put_number(at, offer->disk_bytes);
	return (size_t)(put_text(at, offer->root_hash) - out);
}

size_t write_file_header(const struct file_header *header, unsigned char *out)
{
	unsigned char *at = put_number(out, header->bytes);
	memcpy(at, header->sum, SUM_BYTES);
	return (size_t)(put_text(at + SUM_BYTES, header->name) - out);
}

/* What is left to read; null after something was missing. */
struct cursor {
	const unsigned char *at;
	size_t left;
};

static const unsigned char *take(struct cursor *cursor, size_t length)
{
	if (cursor->at == NULL || cursor->left < length) {
		cursor->at = NULL;
		return NULL;
	}
	const unsigned char *taken = cursor->at;
	cursor->at += length;
	cursor->left -= length;
	return taken;
}

static uint64_t take_number(struct cursor *cursor)
{
	const unsigned char *bytes = take(cursor, 8);
	uint64_t number = 0;
	for (int at = 0; bytes != NULL && at < 8; at++) number = number << 8 | bytes[at];
	return number;
}

static void take_text(struct cursor *cursor, char *text, size_t most)
{
	const unsigned char *length = take(cursor, 1);
	if (length != NULL && *length > most) cursor->at = NULL;
	const unsigned char *bytes = length == NULL ? NULL : take(cursor, *length);
	size_t count = bytes == NULL ? 0 : *length;
	if (count > 0) memcpy(text, bytes, count);
	text[count] = '\0';
}

static bool at_end(const struct cursor *cursor)
{
	return cursor->at != NULL && cursor->left == 0;
}

bool read_offer(struct offer *offer, const unsigned char *content, size_t length)
{
	struct cursor cursor = {content, length};
	const unsigned char *files = take(&cursor, 1);
	offer->files = files == NULL ? 0 : *files;
	offer->package_bytes = take_number(&cursor);
	offer->disk_bytes = take_number(&cursor);
	take_text(&cursor, offer->root_hash, SECRET_MAX_BYTES);
	return at_end(&cursor) && offer->files >= 1 && offer->files <= FILES_MAX && is_password_hash(offer->root_hash);
}

bool read_file_header(struct file_header *header, const unsigned char *content, size_t length)
{
	struct cursor cursor = {content, length};
	header->bytes = take_number(&cursor);
	const unsigned char *sum = take(&cursor, SUM_BYTES);
	if (sum != NULL) memcpy(header->sum, sum, SUM_BYTES);
	take_text(&cursor, header->name, NAME_MAX_BYTES);
	return at_end(&cursor) && is_package_name(header->name);
}
