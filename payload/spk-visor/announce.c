#include "announce.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAGIC "SPKSHIM\1"
#define MAGIC_BYTES 8
#define OTHERS_MS 2500

static bool send_to(int socket, struct in_addr address, uint16_t port, const void *packet, size_t length)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = address};
	return sendto(socket, packet, length, MSG_NOSIGNAL, (struct sockaddr *)&to, sizeof to) == (ssize_t)length;
}

static unsigned send_to_all(int socket, uint16_t port, const void *packet, size_t length)
{
	struct ifaddrs *list;
	unsigned sent = 0;
	if (getifaddrs(&list) != 0) return 0;
	for (struct ifaddrs *item = list; item != NULL; item = item->ifa_next) {
		bool usable = item->ifa_addr != NULL && item->ifa_addr->sa_family == AF_INET && item->ifa_broadaddr != NULL &&
			      (item->ifa_flags & IFF_UP) != 0 && (item->ifa_flags & IFF_BROADCAST) != 0;
		if (!usable) continue;
		struct sockaddr_in broadcast;
		memcpy(&broadcast, item->ifa_broadaddr, sizeof broadcast);
		sent += send_to(socket, broadcast.sin_addr, port, packet, length);
	}
	freeifaddrs(list);
	return sent;
}

unsigned announce(const char *only, uint16_t port, uint16_t transfer_port)
{
	unsigned char packet[MAGIC_BYTES + 2 + SHIM_NAME_BYTES] = MAGIC;
	char *name = (char *)packet + MAGIC_BYTES + 2;
	int on = 1, speaking = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (speaking < 0) return 0;
	setsockopt(speaking, SOL_SOCKET, SO_BROADCAST, &on, sizeof on);
	packet[MAGIC_BYTES] = (unsigned char)(transfer_port >> 8);
	packet[MAGIC_BYTES + 1] = (unsigned char)transfer_port;
	if (gethostname(name, SHIM_NAME_BYTES - 1) != 0) strcpy(name, "?");
	size_t length = MAGIC_BYTES + 2 + strlen(name);
	struct in_addr address;
	unsigned sent = only == NULL ? send_to_all(speaking, port, packet, length)
				     : inet_aton(only, &address) != 0 && send_to(speaking, address, port, packet, length);
	close(speaking);
	return sent;
}

static void take(const unsigned char *packet, size_t length, struct sockaddr_in from, struct shim shims[SHIMS_MAX], int *count)
{
	if (length < MAGIC_BYTES + 2 || memcmp(packet, MAGIC, MAGIC_BYTES) != 0) return;
	from.sin_port = htons((uint16_t)(packet[MAGIC_BYTES] << 8 | packet[MAGIC_BYTES + 1]));
	for (int at = 0; at < *count; at++) {
		const struct sockaddr_in *known = &shims[at].address;
		if (known->sin_addr.s_addr == from.sin_addr.s_addr && known->sin_port == from.sin_port) return;
	}
	if (*count == SHIMS_MAX) return;
	struct shim *shim = &shims[(*count)++];
	size_t name = length - MAGIC_BYTES - 2;
	if (name > SHIM_NAME_BYTES - 1) name = SHIM_NAME_BYTES - 1;
	shim->address = from;
	memcpy(shim->name, packet + MAGIC_BYTES + 2, name);
	shim->name[name] = '\0';
	make_printable(shim->name);
}

static long now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

int find_shims(uint16_t port, int seconds, struct shim shims[SHIMS_MAX], struct reason *why)
{
	struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_ANY)};
	int count = 0, on = 1, hearing = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (hearing < 0 || setsockopt(hearing, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
	    bind(hearing, (struct sockaddr *)&here, sizeof here) != 0) {
		refuse(why, "UDP port %u can't be listened on: %s.", port, strerror(errno));
		if (hearing >= 0) close(hearing);
		return -1;
	}
	long end = now_ms() + seconds * 1000L;
	for (long left; (left = end - now_ms()) > 0;) {
		struct pollfd item = {.fd = hearing, .events = POLLIN};
		unsigned char packet[256];
		struct sockaddr_in from;
		socklen_t size = sizeof from;
		if (poll(&item, 1, (int)left) <= 0) continue;
		ssize_t got = recvfrom(hearing, packet, sizeof packet, MSG_DONTWAIT, (struct sockaddr *)&from, &size);
		if (got < 0) continue;
		int before = count;
		take(packet, (size_t)got, from, shims, &count);
		if (before == 0 && count == 1 && now_ms() + OTHERS_MS < end) end = now_ms() + OTHERS_MS;
	}
	close(hearing);
	return count;
}
