/* Why something was refused or failed: one sentence for the operator. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct reason {
	char text[360];
};

/* Writes the sentence and returns false, so that a function can end with it. */
bool refuse(struct reason *why, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What came from another machine is shown with printable characters only. */
void make_printable(char *text);
