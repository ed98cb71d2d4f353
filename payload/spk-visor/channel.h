/*
 * Records over an agreed key: four bytes of length, then a type and its content, encrypted and authenticated by ChaCha20-Poly1305. The nonce is the
 * record's number and each direction has its own key, so a record that is changed, left out, repeated or turned back is found out.
 */
#pragma once
#include <mbedtls/chachapoly.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reason.h"

#define KEY_BYTES 32
#define CONTENT_MAX 32768
#define PATIENCE_SECONDS 30

enum record_type {
	RECORD_CONFIRM = 1,
	RECORD_OFFER,
	RECORD_ACCEPT,
	RECORD_REFUSE,
	RECORD_FILE,
	RECORD_DATA,
	RECORD_FILE_END,
	RECORD_END,
	RECORD_STATUS,
	RECORD_DONE,
	RECORD_FAILED,
};

struct channel {
	int socket;
	mbedtls_chachapoly_context to_peer, from_peer;
	uint64_t sent, received;
	unsigned char sealed[4 + 1 + CONTENT_MAX + 16], plain[1 + CONTENT_MAX];
};

struct record {
	enum record_type type;
	const unsigned char *content;
	size_t length;
};

/* CUT: the connection ended or was silent. FORGED: what came was not sealed with the agreed key. */
enum received { RECEIVED, CUT, FORGED };

bool channel_open(struct channel *channel, int socket, const unsigned char to_peer[KEY_BYTES], const unsigned char from_peer[KEY_BYTES]);
void channel_forget(struct channel *channel);

bool channel_send(struct channel *channel, enum record_type type, const void *content, size_t length, struct reason *why);
bool channel_say(struct channel *channel, enum record_type type, const char *text, struct reason *why);

/* The record is valid until the next call. */
enum received channel_receive(struct channel *channel, struct record *record, int seconds, struct reason *why);

/* A record's content as printable text. */
void record_text(const struct record *record, char *text, size_t size);
