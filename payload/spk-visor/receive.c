/* The shim's end: shows the code, announces itself, receives, installs. Ready again after each refusal. */
#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "announce.h"
#include "channel.h"
#include "code.h"
#include "commands.h"
#include "handshake.h"
#include "incoming.h"
#include "installer.h"
#include "letters.h"
#include "net.h"
#include "options.h"

#define TRIES 3

struct shop {
	const char *into, *install, *only;
	uint64_t disk_bytes;
	uint16_t port, announce_port;
	struct code code;
	int wrong;
};

enum visit { REFUSED, RECEIVED_ALL, NOT_INSTALLED };

static void print_addresses(void)
{
	struct ifaddrs *list;
	if (getifaddrs(&list) != 0) return;
	for (struct ifaddrs *item = list; item != NULL; item = item->ifa_next) {
		if (item->ifa_addr == NULL || item->ifa_addr->sa_family != AF_INET || (item->ifa_flags & IFF_LOOPBACK) != 0) continue;
		struct sockaddr_in address;
		memcpy(&address, item->ifa_addr, sizeof address);
		printf("This machine:  %s  %s\n", item->ifa_name, inet_ntoa(address.sin_addr));
	}
	freeifaddrs(list);
}

static void show_code(const struct shop *shop, const char *message)
{
	if (isatty(STDOUT_FILENO)) fputs("\033[2J\033[H", stdout);
	puts("SmechVisor Deploy Shim is waiting for a node.\n");
	print_large(shop->code.text);
	printf("\nCode: %s\n", shop->code.text);
	print_addresses();
	printf("On the node:   spk-visor deploy-system-img-copy %s\n", shop->code.text);
	if (*message != '\0') printf("\nLast try: %s\nNothing on a disk was changed.\n", message);
}

struct audience {
	struct channel *channel;
};

/* A node that has gone does not stop the installation. */
static void tell(void *context, const char *line)
{
	struct reason unheard;
	if (*line != '\0') printf("  %s\n", line);
	channel_say(((struct audience *)context)->channel, RECORD_STATUS, line, &unheard);
}

static enum visit install(struct channel *channel, const struct shop *shop)
{
	struct audience audience = {channel};
	struct reason unheard;
	char last[240] = "All packages have arrived and are verified.";
	bool ok = shop->install == NULL || run_installer(shop->install, shop->into, tell, &audience, last, sizeof last);
	make_printable(last);
	channel_say(channel, ok ? RECORD_DONE : RECORD_FAILED, last, &unheard);
	if (shop->install == NULL) puts(last);
	return ok ? RECEIVED_ALL : NOT_INSTALLED;
}

/* After too many wrong codes the old one is worth nothing any more. */
static void count_wrong(struct shop *shop, struct reason *why)
{
	if (++shop->wrong < TRIES) {
		refuse(why, "A node came with a wrong code. %d more and there is a new one.", TRIES - shop->wrong);
		return;
	}
	shop->wrong = 0;
	if (make_code(&shop->code, why)) refuse(why, "%d nodes came with a wrong code: this is a new one.", TRIES);
}

static enum visit serve(struct channel *channel, struct shop *shop, int socket, struct reason *why)
{
	enum visit visit = REFUSED;
	enum handshake hands = shake_hands(channel, socket, SHIM, &shop->code, why);
	if (hands == WRONG_CODE) count_wrong(shop, why);
	if (hands == AGREED) {
		shop->wrong = 0;
		if (receive_packages(channel, shop->into, shop->disk_bytes, why)) visit = install(channel, shop);
		channel_forget(channel);
	}
	net_close(socket);
	return visit;
}

static int wait_for_node(const struct shop *shop, int listening)
{
	for (;;) {
		struct pollfd item = {.fd = listening, .events = POLLIN};
		if (poll(&item, 1, 1000) > 0) {
			int socket = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
			if (socket >= 0) return socket;
		} else announce(shop->only, shop->announce_port, shop->port);
	}
}

static int keep_shop(struct shop *shop, struct reason *why)
{
	struct channel *channel = calloc(1, sizeof *channel);
	int listening = channel == NULL ? -1 : net_listen(shop->port, why);
	enum visit visit = REFUSED;
	if (listening >= 0 && make_code(&shop->code, why)) {
		show_code(shop, "");
		while (visit == REFUSED) {
			visit = serve(channel, shop, wait_for_node(shop, listening), why);
			if (visit == REFUSED) show_code(shop, why->text);
		}
		close(listening);
		free(channel);
		return visit == RECEIVED_ALL ? DONE : INSTALL_FAILED;
	}
	free(channel);
	return say_failure(FAILED, why->text);
}

int receive_command(char **args)
{
	struct shop shop = {.into = "/run/spk-visor"};
	const char *disk = "0", *port = "9192", *announced = "9191";
	const struct option options[] = {{"--into", &shop.into}, {"--disk-bytes", &disk}, {"--install", &shop.install},
					 {"--announce", &shop.only}, {"--port", &port}, {"--announce-port", &announced}, {NULL, NULL}};
	struct reason why;
	if (read_options(args, options, NULL, 0, &why) < 0 || !read_port(&shop.port, port, &why) ||
	    !read_port(&shop.announce_port, announced, &why) || !read_bytes(&shop.disk_bytes, disk, &why))
		return say_failure(USAGE, why.text);
	if (mkdir(shop.into, 0700) != 0 && errno != EEXIST) {
		refuse(&why, "%s can't be made: %s.", shop.into, strerror(errno));
		return say_failure(FAILED, why.text);
	}
	if (!is_empty_folder(shop.into)) {
		refuse(&why, "%s is not empty: name another folder by --into, or empty it.", shop.into);
		return say_failure(FAILED, why.text);
	}
	return keep_shop(&shop, &why);
}
