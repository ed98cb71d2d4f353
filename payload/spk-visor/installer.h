/* Runs the program that installs what was received, and passes on what it says. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/* Calls `tell` with each line, and with an empty one every few seconds. `last` is its last line. True when it exited with 0. */
bool run_installer(const char *program, const char *folder, void (*tell)(void *context, const char *line), void *context, char *last,
		   size_t size);
