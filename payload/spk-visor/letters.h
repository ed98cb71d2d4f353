/* Text in letters that can be read from across a room. */
#pragma once

void print_large(const char *text);
