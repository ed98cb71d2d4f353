/* How a node finds a shim: by what the shim says to everybody on its networks, once a second. */
#pragma once
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

#include "reason.h"

#define SHIMS_MAX 16
#define SHIM_NAME_BYTES 64

struct shim {
	/* With the port that it receives on. */
	struct sockaddr_in address;
	char name[SHIM_NAME_BYTES];
};

/* To `only`, or where that is null to each network's broadcast address. Returns to how many it went. */
unsigned announce(const char *only, uint16_t port, uint16_t transfer_port);

/* Listens for up to `seconds` until a shim is heard, then a little longer for others. Returns how many, or -1. */
int find_shims(uint16_t port, int seconds, struct shim shims[SHIMS_MAX], struct reason *why);
