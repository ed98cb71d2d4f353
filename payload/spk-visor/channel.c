#include "channel.h"

#include <mbedtls/platform_util.h>
#include <string.h>

#include "net.h"

#define TAG_BYTES 16
#define LENGTH_BYTES 4

bool channel_open(struct channel *channel, int socket, const unsigned char to_peer[KEY_BYTES], const unsigned char from_peer[KEY_BYTES])
{
	channel->socket = socket;
	channel->sent = channel->received = 0;
	mbedtls_chachapoly_init(&channel->to_peer);
	mbedtls_chachapoly_init(&channel->from_peer);
	return mbedtls_chachapoly_setkey(&channel->to_peer, to_peer) == 0 &&
	       mbedtls_chachapoly_setkey(&channel->from_peer, from_peer) == 0;
}

void channel_forget(struct channel *channel)
{
	mbedtls_chachapoly_free(&channel->to_peer);
	mbedtls_chachapoly_free(&channel->from_peer);
	mbedtls_platform_zeroize(channel->plain, sizeof channel->plain);
}

static void make_nonce(unsigned char nonce[12], uint64_t number)
{
	memset(nonce, 0, 12);
	for (int at = 0; at < 8; at++) nonce[4 + at] = (unsigned char)(number >> (56 - 8 * at));
}

bool channel_send(struct channel *channel, enum record_type type, const void *content, size_t length, struct reason *why)
{
	if (length > CONTENT_MAX) return refuse(why, "A record of %zu bytes is too long.", length);
	size_t whole = 1 + length;
	unsigned char nonce[12], *sealed = channel->sealed;
	uint32_t follow = (uint32_t)(whole + TAG_BYTES);
	for (int at = 0; at < LENGTH_BYTES; at++) sealed[at] = (unsigned char)(follow >> (24 - 8 * at));
	channel->plain[0] = (unsigned char)type;
	if (length > 0) memcpy(channel->plain + 1, content, length);
	make_nonce(nonce, channel->sent++);
	if (mbedtls_chachapoly_encrypt_and_tag(&channel->to_peer, whole, nonce, sealed, LENGTH_BYTES, channel->plain,
					       sealed + LENGTH_BYTES, sealed + LENGTH_BYTES + whole) != 0)
		return refuse(why, "A record could not be encrypted.");
	return net_write(channel->socket, sealed, LENGTH_BYTES + follow, PATIENCE_SECONDS, why);
}

bool channel_say(struct channel *channel, enum record_type type, const char *text, struct reason *why)
{
	return channel_send(channel, type, text, strlen(text), why);
}

static enum received forged(struct reason *why)
{
	refuse(why, "What came over the connection was changed on its way.");
	return FORGED;
}

enum received channel_receive(struct channel *channel, struct record *record, int seconds, struct reason *why)
{
	unsigned char nonce[12], *sealed = channel->sealed;
	if (!net_read(channel->socket, sealed, LENGTH_BYTES, seconds, why)) return CUT;
	uint32_t follow = 0;
	for (int at = 0; at < LENGTH_BYTES; at++) follow = follow << 8 | sealed[at];
	if (follow < 1 + TAG_BYTES || follow > 1 + CONTENT_MAX + TAG_BYTES) return forged(why);
	if (!net_read(channel->socket, sealed + LENGTH_BYTES, follow, PATIENCE_SECONDS, why)) return CUT;
	size_t whole = follow - TAG_BYTES;
	make_nonce(nonce, channel->received++);
	if (mbedtls_chachapoly_auth_decrypt(&channel->from_peer, whole, nonce, sealed, LENGTH_BYTES,
					    sealed + LENGTH_BYTES + whole, sealed + LENGTH_BYTES, channel->plain) != 0)
		return forged(why);
	record->type = channel->plain[0];
	record->content = channel->plain + 1;
	record->length = whole - 1;
	return RECEIVED;
}

void record_text(const struct record *record, char *text, size_t size)
{
	size_t length = record->length < size - 1 ? record->length : size - 1;
	memcpy(text, record->content, length);
	text[length] = '\0';
	make_printable(text);
}
