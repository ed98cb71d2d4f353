/* --name value and plain words, in any order. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "reason.h"

struct option {
	const char *name;
	const char **value;
};

/* Fills the options' values and up to `most` words; ends with the null option. Returns how many words there were, or -1. */
int read_options(char **args, const struct option *options, const char **words, int most, struct reason *why);

bool read_port(uint16_t *port, const char *text, struct reason *why);
bool read_bytes(uint64_t *bytes, const char *text, struct reason *why);
