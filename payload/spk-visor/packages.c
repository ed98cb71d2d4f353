#include "packages.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "sum.h"
#include "unpacked.h"

static const char *const system_names[] = {"smechvisor-base.tar.xz", "smechvisor-daemon.tar.xz"};

bool join(char path[PATH_BYTES], const char *folder, const char *name, struct reason *why)
{
	if (snprintf(path, PATH_BYTES, "%s/%s", folder, name) < PATH_BYTES) return true;
	return refuse(why, "The path %.80s... is too long.", folder);
}

/* One line of sha256sum: 64 digits, two spaces, a name. */
static bool read_line(struct packages *packages, char *line)
{
	line[strcspn(line, "\r\n")] = '\0';
	if (packages->count == FILES_MAX) return false;
	struct file_header *file = &packages->files[packages->count];
	if (!sum_from_text(file->sum, line) || strncmp(line + 2 * SUM_BYTES, "  ", 2) != 0) return false;
	const char *name = line + 2 * SUM_BYTES + 2;
	if (!is_package_name(name)) return false;
	for (unsigned at = 0; at < packages->count; at++)
		if (strcmp(packages->files[at].name, name) == 0) return false;
	strcpy(file->name, name);
	packages->count++;
	return true;
}

static bool has_sum(const char *text, size_t length, const char *expected)
{
	struct summing summing;
	unsigned char sum[SUM_BYTES], wanted[SUM_BYTES];
	bool ok = sum_start(&summing) && sum_add(&summing, text, length);
	return sum_end(&summing, sum) && ok && sum_from_text(wanted, expected) && memcmp(sum, wanted, SUM_BYTES) == 0;
}

bool read_sums(struct packages *packages, const char *folder, const char *expected, struct reason *why)
{
	char path[PATH_BYTES], text[FILES_MAX * (2 * SUM_BYTES + NAME_MAX_BYTES + 4) + 2], *rest = text;
	memset(packages, 0, sizeof *packages);
	if (!join(path, folder, SUMS_FILE, why)) return false;
	strcpy(packages->folder, folder);
	FILE *file = fopen(path, "re");
	if (file == NULL) return refuse(why, "%s can't be read: %s.", path, strerror(errno));
	size_t length = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	text[length] = '\0';
	if (expected != NULL && !has_sum(text, length, expected))
		return refuse(why, "%s has another sum than the one given: nothing was taken from there.", path);
	for (char *line; (line = strsep(&rest, "\n")) != NULL;)
		if (*line != '\0' && !read_line(packages, line)) return refuse(why, "%s is no list of SHA-256 sums of packages.", path);
	if (packages->count == 0) return refuse(why, "%s names no package.", path);
	return true;
}

bool measure_packages(struct packages *packages, struct reason *why)
{
	packages->packed_bytes = packages->unpacked_bytes = 0;
	for (unsigned at = 0; at < packages->count; at++) {
		char path[PATH_BYTES];
		struct stat info;
		uint64_t unpacked;
		if (!join(path, packages->folder, packages->files[at].name, why)) return false;
		if (stat(path, &info) != 0) return refuse(why, "%s can't be read: %s.", path, strerror(errno));
		if (!unpacked_bytes(path, &unpacked, why)) return false;
		packages->files[at].bytes = (uint64_t)info.st_size;
		packages->packed_bytes += (uint64_t)info.st_size;
		packages->unpacked_bytes += unpacked;
	}
	return true;
}

bool are_whole_system(const struct packages *packages, struct reason *why)
{
	for (size_t name = 0; name < 2; name++) {
		bool found = false;
		for (unsigned at = 0; at < packages->count; at++) found |= strcmp(packages->files[at].name, system_names[name]) == 0;
		if (!found) return refuse(why, "%s/%s does not name %s.", packages->folder, SUMS_FILE, system_names[name]);
	}
	if (packages->count == 2) return true;
	return refuse(why, "%s/%s names more than base and daemon.", packages->folder, SUMS_FILE);
}

bool write_sums(const struct packages *packages, const char *folder, struct reason *why)
{
	char path[PATH_BYTES], digits[2 * SUM_BYTES + 1];
	if (!join(path, folder, SUMS_FILE, why)) return false;
	FILE *file = fopen(path, "we");
	bool ok = file != NULL;
	for (unsigned at = 0; ok && at < packages->count; at++) {
		sum_to_text(packages->files[at].sum, digits);
		ok = fprintf(file, "%s  %s\n", digits, packages->files[at].name) > 0;
	}
	if (file != NULL && fclose(file) != 0) ok = false;
	return ok || refuse(why, "%s can't be written: %s.", path, strerror(errno));
}
