#include "random.h"

#include <errno.h>
#include <sys/random.h>

int fill_random(void *unused, unsigned char *out, size_t length)
{
	(void)unused;
	while (length > 0) {
		ssize_t got = getrandom(out, length, 0);
		if (got < 0 && errno == EINTR) continue;
		if (got <= 0) return -1;
		out += got;
		length -= (size_t)got;
	}
	return 0;
}
