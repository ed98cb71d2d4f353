#include "handshake.h"

#include <mbedtls/ecjpake.h>
#include <mbedtls/hkdf.h>
#include <mbedtls/platform_util.h>
#include <string.h>

#include "net.h"
#include "random.h"

#define HELLO "SPKVISOR\1"
#define HELLO_BYTES 9
#define MESSAGE_MAX 512
#define SECONDS 15

static const char confirmations[2][5] = {[NODE] = "node", [SHIM] = "shim"};

/* All four messages in their order: keys depend on each byte that was exchanged. */
struct transcript {
	unsigned char bytes[4 * (2 + MESSAGE_MAX)];
	size_t length;
};

static void note(struct transcript *transcript, const unsigned char *message, size_t length)
{
	memcpy(transcript->bytes + transcript->length, message, length);
	transcript->length += length;
}

static bool send_message(int socket, struct transcript *transcript, unsigned char *message, size_t length, struct reason *why)
{
	message[0] = (unsigned char)(length >> 8);
	message[1] = (unsigned char)length;
	note(transcript, message, 2 + length);
	return net_write(socket, message, 2 + length, SECONDS, why);
}

static bool read_message(int socket, struct transcript *transcript, unsigned char *message, size_t *length, struct reason *why)
{
	if (!net_read(socket, message, 2, SECONDS, why)) return false;
	*length = (size_t)message[0] << 8 | message[1];
	if (*length > MESSAGE_MAX) return refuse(why, "The other end does not speak spk-visor's handshake.");
	if (!net_read(socket, message + 2, *length, SECONDS, why)) return false;
	note(transcript, message, 2 + *length);
	return true;
}

static bool say_hello(int socket, enum end here, struct reason *why)
{
	unsigned char hello[HELLO_BYTES];
	if (here == NODE && !net_write(socket, HELLO, HELLO_BYTES, SECONDS, why)) return false;
	if (!net_read(socket, hello, HELLO_BYTES, SECONDS, why)) return false;
	if (memcmp(hello, HELLO, HELLO_BYTES) != 0) return refuse(why, "The other end is no spk-visor of this kind.");
	return here == NODE || net_write(socket, HELLO, HELLO_BYTES, SECONDS, why);
}

typedef int write_round(mbedtls_ecjpake_context *, unsigned char *, size_t, size_t *, int (*)(void *, unsigned char *, size_t), void *);
typedef int read_round(mbedtls_ecjpake_context *, const unsigned char *, size_t);

/* The node speaks first in each round. */
static bool exchange(mbedtls_ecjpake_context *pake, int socket, enum end here, struct transcript *transcript, write_round *write,
		     read_round *read, struct reason *why)
{
	unsigned char message[2 + MESSAGE_MAX];
	size_t length;
	for (int turn = 0; turn < 2; turn++) {
		if ((turn == 0) == (here == NODE)) {
			if (write(pake, message + 2, MESSAGE_MAX, &length, fill_random, NULL) != 0)
				return refuse(why, "The handshake can't be computed.");
			if (!send_message(socket, transcript, message, length, why)) return false;
		} else {
			if (!read_message(socket, transcript, message, &length, why)) return false;
			if (read(pake, message + 2, length) != 0)
				return refuse(why, "The handshake was changed on its way, or the other end is no spk-visor.");
		}
	}
	return true;
}

static bool agree(int socket, enum end here, const struct code *code, unsigned char keys[2][KEY_BYTES], struct reason *why)
{
	mbedtls_ecjpake_context pake;
	struct transcript transcript = {.length = 0};
	unsigned char secret[MBEDTLS_MD_MAX_SIZE];
	size_t length = 0;
	mbedtls_ecjpake_init(&pake);
	bool ok = mbedtls_ecjpake_setup(&pake, here == NODE ? MBEDTLS_ECJPAKE_CLIENT : MBEDTLS_ECJPAKE_SERVER, MBEDTLS_MD_SHA256,
					MBEDTLS_ECP_DP_SECP256R1, (const unsigned char *)code->text, CODE_LENGTH) == 0;
	if (!ok) refuse(why, "The handshake can't be set up.");
	ok = ok && say_hello(socket, here, why) &&
	     exchange(&pake, socket, here, &transcript, mbedtls_ecjpake_write_round_one, mbedtls_ecjpake_read_round_one, why) &&
	     exchange(&pake, socket, here, &transcript, mbedtls_ecjpake_write_round_two, mbedtls_ecjpake_read_round_two, why);
	if (ok && (mbedtls_ecjpake_derive_secret(&pake, secret, sizeof secret, &length, fill_random, NULL) != 0 ||
		   mbedtls_hkdf(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), transcript.bytes, transcript.length, secret, length,
				(const unsigned char *)HELLO, HELLO_BYTES, (unsigned char *)keys, 2 * KEY_BYTES) != 0))
		ok = refuse(why, "The keys can't be derived.");
	mbedtls_platform_zeroize(secret, sizeof secret);
	mbedtls_ecjpake_free(&pake);
	return ok;
}

static bool is_confirmation(const struct record *record, enum end from)
{
	return record->type == RECORD_CONFIRM && record->length == 4 && memcmp(record->content, confirmations[from], 4) == 0;
}

/* The node shows first that it has the key, so that a guess is counted before the answer can be looked at. */
static enum handshake confirm(struct channel *channel, enum end here, struct reason *why)
{
	struct record record;
	unsigned char verdict;
	if (here == NODE) {
		if (!channel_say(channel, RECORD_CONFIRM, confirmations[NODE], why)) return BROKEN;
		if (!net_read(channel->socket, &verdict, 1, SECONDS, why)) return BROKEN;
		if (verdict != 'Y') return WRONG_CODE;
	}
	enum received received = channel_receive(channel, &record, SECONDS, why);
	if (received == CUT) return BROKEN;
	bool right = received == RECEIVED && is_confirmation(&record, here == NODE ? SHIM : NODE);
	if (here == NODE) return right ? AGREED : BROKEN;
	if (!right) {
		net_write(channel->socket, "N", 1, SECONDS, why);
		return WRONG_CODE;
	}
	return net_write(channel->socket, "Y", 1, SECONDS, why) && channel_say(channel, RECORD_CONFIRM, confirmations[SHIM], why) ? AGREED
																  : BROKEN;
}

enum handshake shake_hands(struct channel *channel, int socket, enum end here, const struct code *code, struct reason *why)
{
	unsigned char keys[2][KEY_BYTES];
	if (!agree(socket, here, code, keys, why)) return BROKEN;
	bool open = channel_open(channel, socket, keys[here], keys[here == NODE ? SHIM : NODE]);
	mbedtls_platform_zeroize(keys, sizeof keys);
	enum handshake result = open ? confirm(channel, here, why) : BROKEN;
	if (!open) refuse(why, "The channel can't be set up.");
	if (result != AGREED) channel_forget(channel);
	return result;
}
