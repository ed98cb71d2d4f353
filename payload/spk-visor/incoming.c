#include "incoming.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "sum.h"

/* Left for everything else that runs in memory. */
#define MEMORY_EXTRA (16ull << 20)

#define MIB(bytes) ((unsigned long long)((bytes) >> 20))

static bool is_entry(const struct dirent *item)
{
	return strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0;
}

bool is_empty_folder(const char *folder)
{
	DIR *list = opendir(folder);
	bool empty = list != NULL;
	for (struct dirent *item; list != NULL && (item = readdir(list)) != NULL;)
		if (is_entry(item)) empty = false;
	if (list != NULL) closedir(list);
	return empty;
}

void empty_folder(const char *folder)
{
	DIR *list = opendir(folder);
	if (list == NULL) return;
	for (struct dirent *item; (item = readdir(list)) != NULL;)
		if (is_entry(item)) unlinkat(dirfd(list), item->d_name, 0);
	closedir(list);
}

static bool next_record(struct channel *channel, struct record *record, struct reason *why)
{
	enum received received = channel_receive(channel, record, PATIENCE_SECONDS, why);
	return received == RECEIVED;
}

static bool unexpected(struct reason *why)
{
	return refuse(why, "The node sent something else than expected.");
}

static bool check_offer(const struct offer *offer, const char *folder, uint64_t disk_bytes, struct reason *why)
{
	struct statvfs space;
	if (disk_bytes != 0 && disk_bytes < offer->disk_bytes)
		return refuse(why, "The disk is too small: it has %llu MiB, and this system needs %llu MiB.", MIB(disk_bytes), MIB(offer->disk_bytes));
	if (statvfs(folder, &space) != 0) return refuse(why, "%s can't be used: %s.", folder, strerror(errno));
	uint64_t room = (uint64_t)space.f_bavail * space.f_frsize;
	if (room < MEMORY_EXTRA || room - MEMORY_EXTRA < offer->package_bytes)
		return refuse(why, "%s has room for %llu MiB, and the packages have %llu MiB: the machine needs more memory.", folder, MIB(room),
			      MIB(offer->package_bytes));
	return true;
}

/* One file's pieces, until its end is said and its sum is right. */
static bool receive_data(struct channel *channel, FILE *file, const struct file_header *header, struct reason *why)
{
	struct record record;
	struct summing summing;
	unsigned char sum[SUM_BYTES];
	uint64_t left = header->bytes;
	bool ok = sum_start(&summing);
	while (ok && (ok = next_record(channel, &record, why)) && record.type == RECORD_DATA) {
		if (record.length > left) ok = unexpected(why);
		else if (fwrite(record.content, 1, record.length, file) != record.length)
			ok = refuse(why, "%s can't be written: %s.", header->name, strerror(errno));
		else {
			ok = sum_add(&summing, record.content, record.length);
			left -= record.length;
		}
	}
	if (!sum_end(&summing, sum)) ok = false;
	if (!ok) return false;
	if (record.type != RECORD_FILE_END) return unexpected(why);
	if (left != 0 || memcmp(sum, header->sum, SUM_BYTES) != 0)
		return refuse(why, "%s is damaged: its sum is not the one that was announced.", header->name);
	return true;
}

static bool receive_file(struct channel *channel, struct packages *packages, uint64_t *room, struct reason *why)
{
	struct record record;
	struct file_header *header = &packages->files[packages->count];
	char path[PATH_BYTES];
	if (!next_record(channel, &record, why)) return false;
	if (record.type != RECORD_FILE || !read_file_header(header, record.content, record.length)) return unexpected(why);
	if (header->bytes > *room) return refuse(why, "The packages are larger than the node had said.");
	*room -= header->bytes;
	if (!join(path, packages->folder, header->name, why)) return false;
	printf("Receiving %s (%llu MiB)\n", header->name, MIB(header->bytes));
	int opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	FILE *file = opened < 0 ? NULL : fdopen(opened, "w");
	if (file == NULL) return refuse(why, "%s can't be written: %s.", path, strerror(errno));
	bool ok = receive_data(channel, file, header, why);
	if (fclose(file) != 0 && ok) ok = refuse(why, "%s can't be written: %s.", path, strerror(errno));
	packages->count++;
	return ok;
}

static bool write_hash(const char *folder, const char *hash, struct reason *why)
{
	char path[PATH_BYTES];
	if (!join(path, folder, HASH_FILE, why)) return false;
	int opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	FILE *file = opened < 0 ? NULL : fdopen(opened, "w");
	bool ok = file != NULL && fprintf(file, "%s\n", hash) > 0;
	if (file != NULL && fclose(file) != 0) ok = false;
	return ok || refuse(why, "%s can't be written: %s.", path, strerror(errno));
}

static bool receive_all(struct channel *channel, const char *folder, uint64_t disk_bytes, struct reason *why)
{
	struct record record;
	struct offer offer;
	struct packages packages = {.count = 0};
	if (!next_record(channel, &record, why)) return false;
	if (record.type != RECORD_OFFER || !read_offer(&offer, record.content, record.length)) return unexpected(why);
	if (!check_offer(&offer, folder, disk_bytes, why)) return false;
	if (!channel_send(channel, RECORD_ACCEPT, NULL, 0, why)) return false;
	snprintf(packages.folder, sizeof packages.folder, "%s", folder);
	uint64_t room = offer.package_bytes;
	while (packages.count < offer.files)
		if (!receive_file(channel, &packages, &room, why)) return false;
	if (!next_record(channel, &record, why)) return false;
	if (record.type != RECORD_END) return unexpected(why);
	return write_sums(&packages, folder, why) && write_hash(folder, offer.root_hash, why);
}

bool receive_packages(struct channel *channel, const char *folder, uint64_t disk_bytes, struct reason *why)
{
	struct reason unheard;
	empty_folder(folder);
	if (receive_all(channel, folder, disk_bytes, why)) return true;
	empty_folder(folder);
	channel_say(channel, RECORD_REFUSE, why->text, &unheard);
	return false;
}
