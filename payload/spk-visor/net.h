/* TCP between two machines: whole pieces or a sentence, with an end to waiting. */
#pragma once
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reason.h"

#define ANNOUNCE_PORT 9191
#define TRANSFER_PORT 9192

/* -1 and the reason where it fails. */
int net_listen(uint16_t port, struct reason *why);
int net_connect(const struct sockaddr_in *to, int seconds, struct reason *why);

bool net_read(int socket, void *into, size_t length, int seconds, struct reason *why);
bool net_write(int socket, const void *from, size_t length, int seconds, struct reason *why);

/* Whether something can be read at once. */
bool net_ready(int socket);

/* Lets the other end read what was sent before: closing at once would throw it away. */
void net_close(int socket);
