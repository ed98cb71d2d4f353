#include "net.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static long now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

/* Waits until `end` for an event; 1: it is there, 0: the time is over, -1: an error. */
static int wait_for(int socket, short event, long end)
{
	for (;;) {
		long left = end - now_ms();
		if (left <= 0) return 0;
		struct pollfd item = {.fd = socket, .events = event};
		int found = poll(&item, 1, (int)left);
		if (found < 0 && errno == EINTR) continue;
		return found;
	}
}

int net_listen(uint16_t port, struct reason *why)
{
	int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int on = 1;
	struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_ANY)};
	if (listening >= 0 && setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
	    bind(listening, (struct sockaddr *)&here, sizeof here) == 0 && listen(listening, 4) == 0)
		return listening;
	refuse(why, "TCP port %u can't be listened on: %s.", port, strerror(errno));
	if (listening >= 0) close(listening);
	return -1;
}

int net_connect(const struct sockaddr_in *to, int seconds, struct reason *why)
{
	int connected = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int error = 0;
	socklen_t size = sizeof error;
	if (connected < 0) {
		refuse(why, "No socket could be made: %s.", strerror(errno));
		return -1;
	}
	if (connect(connected, (const struct sockaddr *)to, sizeof *to) == 0) return connected;
	if (errno == EINPROGRESS) {
		if (wait_for(connected, POLLOUT, now_ms() + seconds * 1000L) == 0) error = ETIMEDOUT;
		else getsockopt(connected, SOL_SOCKET, SO_ERROR, &error, &size);
		if (error == 0) return connected;
	} else error = errno;
	refuse(why, "The shim does not answer on TCP port %u: %s.", ntohs(to->sin_port), strerror(error));
	close(connected);
	return -1;
}

bool net_read(int socket, void *into, size_t length, int seconds, struct reason *why)
{
	unsigned char *at = into;
	long end = now_ms() + seconds * 1000L;
	while (length > 0) {
		int found = wait_for(socket, POLLIN, end);
		if (found == 0) return refuse(why, "The other end was silent for %d seconds.", seconds);
		ssize_t got = recv(socket, at, length, MSG_DONTWAIT);
		if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
		if (got <= 0) return refuse(why, "The connection was cut.");
		at += got;
		length -= (size_t)got;
	}
	return true;
}

bool net_write(int socket, const void *from, size_t length, int seconds, struct reason *why)
{
	const unsigned char *at = from;
	long end = now_ms() + seconds * 1000L;
	while (length > 0) {
		int found = wait_for(socket, POLLOUT, end);
		if (found == 0) return refuse(why, "The other end took nothing for %d seconds.", seconds);
		ssize_t put = send(socket, at, length, MSG_DONTWAIT | MSG_NOSIGNAL);
		if (put < 0 && (errno == EAGAIN || errno == EINTR)) continue;
		if (put <= 0) return refuse(why, "The connection was cut.");
		at += put;
		length -= (size_t)put;
	}
	return true;
}

bool net_ready(int socket)
{
	struct pollfd item = {.fd = socket, .events = POLLIN};
	return poll(&item, 1, 0) > 0;
}

void net_close(int socket)
{
	char rest[4096];
	long end = now_ms() + 2000;
	shutdown(socket, SHUT_WR);
	while (wait_for(socket, POLLIN, end) > 0 && recv(socket, rest, sizeof rest, MSG_DONTWAIT) > 0) continue;
	close(socket);
}
