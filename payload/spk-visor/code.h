/* The code that a person reads on one screen and types at another. */
#pragma once
#include <stdbool.h>

#include "reason.h"

#define CODE_LENGTH 7

/* Of each pair that looks alike (0 O, 1 I L, 2 Z, 5 S, 8 B, U V) at most one is in it. */
#define CODE_ALPHABET "23456789ACDEFGHJKMNPQRTVWXY"

struct code {
	char text[CODE_LENGTH + 1];
};

bool make_code(struct code *code, struct reason *why);

/* As it was typed: small letters, spaces and dashes are fine. */
bool read_code(struct code *code, const char *typed, struct reason *why);
