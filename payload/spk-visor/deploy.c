/* The node's end: finds the shim, proves the code, streams the packages. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "announce.h"
#include "channel.h"
#include "code.h"
#include "commands.h"
#include "handshake.h"
#include "net.h"
#include "options.h"
#include "packages.h"
#include "sum.h"

/* The EFI system partition and room for logs. */
#define DISK_EXTRA (400ull << 20)

static const char *const package_folders[] = {"/var/lib/smechvisor/packages", "/run/smech/medium/packages"};

static const char *own_packages(void)
{
	for (size_t at = 0; at < sizeof package_folders / sizeof *package_folders; at++)
		if (access(package_folders[at], R_OK) == 0) return package_folders[at];
	return package_folders[0];
}

/* root's line of /etc/shadow: the new machine takes the same password, which only its hash leaves this one for. */
static bool read_root_hash(char *hash, const char *shadow, struct reason *why)
{
	char line[1024];
	FILE *file = fopen(shadow, "re");
	if (file == NULL) return refuse(why, "%s can't be read (%s): run this as root.", shadow, strerror(errno));
	hash[0] = '\0';
	while (fgets(line, sizeof line, file) != NULL) {
		if (strncmp(line, "root:", 5) != 0) continue;
		size_t length = strcspn(line + 5, ":\n");
		if (length > SECRET_MAX_BYTES) continue;
		memcpy(hash, line + 5, length);
		hash[length] = '\0';
	}
	fclose(file);
	return is_password_hash(hash) || refuse(why, "root has no password here, and the new machine would get none: run `passwd` first.");
}

/* The one shim that is heard. */
static bool find_shim(struct sockaddr_in *found, uint16_t port, int seconds, struct reason *why)
{
	struct shim shims[SHIMS_MAX];
	printf("Looking for a deploy shim (up to %d s)\n", seconds);
	int count = find_shims(port, seconds, shims, why);
	if (count < 0) return false;
	if (count == 0)
		return refuse(why, "No deploy shim was heard within %d seconds: see that it shows its code and is on this network.", seconds);
	for (int at = 0; at < count; at++) printf("  %s at %s\n", shims[at].name, inet_ntoa(shims[at].address.sin_addr));
	*found = shims[0].address;
	return count == 1 || refuse(why, "%d shims are waiting: name the one with this code by --to ADDRESS.", count);
}

/* What the shim has to say meanwhile: with a refusal it ends the transfer. */
static bool heed(struct channel *channel, int seconds, struct record *record, struct reason *why)
{
	if (channel_receive(channel, record, seconds, why) != RECEIVED) return false;
	if (record->type != RECORD_REFUSE && record->type != RECORD_FAILED) return true;
	char text[300];
	record_text(record, text, sizeof text);
	return refuse(why, "The shim says: %s", text);
}

static bool send_data(struct channel *channel, FILE *file, const struct file_header *header, struct reason *why)
{
	unsigned char piece[CONTENT_MAX];
	struct record record;
	struct summing summing;
	unsigned char sum[SUM_BYTES];
	bool ok = sum_start(&summing);
	unsigned shown = 101;
	uint64_t sent = 0;
	for (size_t length; ok && (length = fread(piece, 1, sizeof piece, file)) > 0; sent += length) {
		ok = sum_add(&summing, piece, length) && channel_send(channel, RECORD_DATA, piece, length, why);
		/* A refusal is on its way, or came just before the connection ended. */
		if (net_ready(channel->socket) && !heed(channel, 1, &record, why)) ok = false;
		unsigned now = (unsigned)((sent + length) * 100 / header->bytes);
		if (now != shown && isatty(STDOUT_FILENO)) {
			printf("\r  %s  %3u%%", header->name, now);
			fflush(stdout);
		}
		shown = now;
	}
	if (isatty(STDOUT_FILENO)) putchar('\n');
	if (!sum_end(&summing, sum)) ok = false;
	if (!ok) return false;
	if (ferror(file) || sent != header->bytes || memcmp(sum, header->sum, SUM_BYTES) != 0)
		return refuse(why, "%s on this node is damaged: its sum is not that of " SUMS_FILE ".", header->name);
	return true;
}

static bool send_file(struct channel *channel, const struct packages *packages, const struct file_header *header, struct reason *why)
{
	char path[PATH_BYTES];
	unsigned char message[MESSAGE_BYTES];
	if (!join(path, packages->folder, header->name, why)) return false;
	FILE *file = fopen(path, "re");
	if (file == NULL) return refuse(why, "%s can't be read: %s.", path, strerror(errno));
	printf("Sending %s (%llu MiB)\n", header->name, (unsigned long long)(header->bytes >> 20));
	bool ok = channel_send(channel, RECORD_FILE, message, write_file_header(header, message), why) &&
		  send_data(channel, file, header, why) && channel_send(channel, RECORD_FILE_END, NULL, 0, why);
	fclose(file);
	return ok;
}

/* Until the shim says that the machine is installed. */
static bool follow(struct channel *channel, struct reason *why)
{
	struct record record;
	char text[300], shown[300] = "";
	while (heed(channel, PATIENCE_SECONDS, &record, why)) {
		record_text(&record, text, sizeof text);
		/* The last line of the installation is its result too. */
		if (*text != '\0' && strcmp(text, shown) != 0) printf("  %s\n", text);
		if (record.type == RECORD_DONE) return true;
		if (*text != '\0') strcpy(shown, text);
	}
	return false;
}

static bool transfer(struct channel *channel, const struct packages *packages, const char *root_hash, struct reason *why)
{
	struct record record;
	unsigned char message[MESSAGE_BYTES];
	struct offer offer = {.files = packages->count, .package_bytes = packages->packed_bytes};
	/* A file system keeps something for itself, the packages stay on the disk, and an eighth of it is swap. */
	offer.disk_bytes = (packages->unpacked_bytes / 4 * 5 + packages->packed_bytes + DISK_EXTRA) / 7 * 8;
	strcpy(offer.root_hash, root_hash);
	if (!channel_send(channel, RECORD_OFFER, message, write_offer(&offer, message), why)) return false;
	if (!heed(channel, PATIENCE_SECONDS, &record, why)) return false;
	if (record.type != RECORD_ACCEPT) return refuse(why, "The shim answered something else than expected.");
	for (unsigned at = 0; at < packages->count; at++)
		if (!send_file(channel, packages, &packages->files[at], why)) return false;
	return channel_send(channel, RECORD_END, NULL, 0, why) && follow(channel, why);
}

static bool deploy_to(const struct sockaddr_in *shim, const struct code *code, const struct packages *packages, const char *root_hash,
		      struct reason *why)
{
	struct channel *channel = calloc(1, sizeof *channel);
	int socket = channel == NULL ? -1 : net_connect(shim, 10, why);
	bool ok = false;
	if (socket >= 0) {
		enum handshake hands = shake_hands(channel, socket, NODE, code, why);
		if (hands == WRONG_CODE)
			refuse(why, "The code is wrong: type the one that the shim at %s shows now.", inet_ntoa(shim->sin_addr));
		if (hands == AGREED) {
			ok = transfer(channel, packages, root_hash, why);
			channel_forget(channel);
		}
		net_close(socket);
	}
	free(channel);
	return ok;
}

int deploy_command(char **args)
{
	const char *to = NULL, *folder = own_packages(), *shadow = "/etc/shadow", *wait = "60", *port = "9192", *announced = "9191", *typed;
	const struct option options[] = {{"--to", &to}, {"--packages", &folder}, {"--shadow", &shadow}, {"--wait", &wait},
					 {"--port", &port}, {"--announce-port", &announced}, {NULL, NULL}};
	struct reason why;
	struct code code;
	struct packages packages;
	struct sockaddr_in shim = {.sin_family = AF_INET};
	uint16_t transfer_port, announce_port;
	uint64_t seconds;
	char root_hash[SECRET_MAX_BYTES + 1];
	int words = read_options(args, options, &typed, 1, &why);
	if (words < 0) return say_failure(USAGE, why.text);
	if (words == 0) return say_failure(USAGE, "The code is missing: type the one that the shim shows, as in `spk-visor deploy-system-img-copy CODE`.");
	if (!read_code(&code, typed, &why) || !read_port(&transfer_port, port, &why) || !read_port(&announce_port, announced, &why) ||
	    !read_bytes(&seconds, wait, &why))
		return say_failure(USAGE, why.text);
	if (to != NULL && inet_aton(to, &shim.sin_addr) == 0) return say_failure(USAGE, "The value of --to is no IPv4 address.");
	if (seconds > 3600) return say_failure(USAGE, "The value of --wait is more than an hour.");
	shim.sin_port = htons(transfer_port);
	if (!read_sums(&packages, folder, NULL, &why) || !measure_packages(&packages, &why) || !read_root_hash(root_hash, shadow, &why) ||
	    (to == NULL && !find_shim(&shim, announce_port, (int)seconds, &why)) || !deploy_to(&shim, &code, &packages, root_hash, &why))
		return say_failure(FAILED, why.text);
	return DONE;
}
