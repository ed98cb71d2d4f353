#include "options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char **value_of(const struct option *options, const char *name)
{
	for (; options->name != NULL; options++)
		if (strcmp(options->name, name) == 0) return options->value;
	return NULL;
}

int read_options(char **args, const struct option *options, const char **words, int most, struct reason *why)
{
	int count = 0;
	for (; *args != NULL; args++) {
		if (strncmp(*args, "--", 2) != 0) {
			if (count == most) {
				refuse(why, "There is a word too many: %.60s. `spk-visor help` shows how it goes.", *args);
				return -1;
			}
			words[count++] = *args;
			continue;
		}
		const char **value = value_of(options, *args);
		if (value == NULL || args[1] == NULL) {
			refuse(why, value == NULL ? "There is no option %.60s here: see `spk-visor help`." : "The option %.60s needs a value.", *args);
			return -1;
		}
		*value = *++args;
	}
	return count;
}

bool read_bytes(uint64_t *bytes, const char *text, struct reason *why)
{
	char *end;
	errno = 0;
	unsigned long long number = strtoull(text, &end, 10);
	if (errno != 0 || *text < '0' || *text > '9' || *end != '\0') return refuse(why, "%.60s is no number.", text);
	*bytes = number;
	return true;
}

bool read_port(uint16_t *port, const char *text, struct reason *why)
{
	uint64_t number;
	if (!read_bytes(&number, text, why)) return false;
	if (number < 1 || number > 65535) return refuse(why, "%.60s is no port: they go from 1 to 65535.", text);
	*port = (uint16_t)number;
	return true;
}
