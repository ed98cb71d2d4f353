#include "code.h"

#include <ctype.h>
#include <string.h>

#include "random.h"

bool make_code(struct code *code, struct reason *why)
{
	const unsigned count = sizeof CODE_ALPHABET - 1;
	for (size_t at = 0; at < CODE_LENGTH;) {
		unsigned char byte;
		if (fill_random(NULL, &byte, 1) != 0) return refuse(why, "The kernel gives no random numbers.");
		/* Bytes of the last, incomplete round would favour the first letters. */
		if (byte >= 256 / count * count) continue;
		code->text[at++] = CODE_ALPHABET[byte % count];
	}
	code->text[CODE_LENGTH] = '\0';
	return true;
}

bool read_code(struct code *code, const char *typed, struct reason *why)
{
	size_t length = 0;
	for (; *typed != '\0'; typed++) {
		if (*typed == ' ' || *typed == '-') continue;
		char letter = (char)toupper((unsigned char)*typed);
		if (strchr(CODE_ALPHABET, letter) == NULL)
			return refuse(why, "A code has the characters %s only: look at the shim's screen again.", CODE_ALPHABET);
		if (length == CODE_LENGTH) break;
		code->text[length++] = letter;
	}
	if (length != CODE_LENGTH || *typed != '\0')
		return refuse(why, "A code has %d characters: look at the shim's screen again.", CODE_LENGTH);
	code->text[length] = '\0';
	return true;
}
