/* The kernel's random source, also in the shape that mbedTLS asks for. */
#pragma once
#include <stddef.h>

/* Returns 0, or -1 where the kernel gives none. */
int fill_random(void *unused, unsigned char *out, size_t length);
