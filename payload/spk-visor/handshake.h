/*
 * Two ends that know the same code agree on keys by EC-JPAKE: who has only listened, or guessed wrong, can't test codes afterwards, each
 * guess needs a connection of its own.
 */
#pragma once
#include "channel.h"
#include "code.h"
#include "reason.h"

enum end { NODE, SHIM };

/* WRONG_CODE: the two codes differ. BROKEN: it did not get that far. */
enum handshake { AGREED, WRONG_CODE, BROKEN };

/* Opens the channel when agreed. */
enum handshake shake_hands(struct channel *channel, int socket, enum end here, const struct code *code, struct reason *why);
