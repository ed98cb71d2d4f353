#include "reason.h"

#include <stdarg.h>
#include <stdio.h>

bool refuse(struct reason *why, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	vsnprintf(why->text, sizeof why->text, format, values);
	va_end(values);
	return false;
}

void make_printable(char *text)
{
	for (unsigned char *at = (unsigned char *)text; *at != '\0'; at++)
		if (*at < 0x20 || *at > 0x7e) *at = '?';
}
