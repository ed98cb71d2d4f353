/* How much an .xz file unpacks to, from the index at its end. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "reason.h"

bool unpacked_bytes(const char *path, uint64_t *bytes, struct reason *why);
