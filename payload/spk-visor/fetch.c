#include "fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sum.h"

bool is_web_address(const char *from)
{
	return strncmp(from, "http://", 7) == 0 || strncmp(from, "https://", 8) == 0;
}

/* The system's wget; what it brings is checked by its sum, so that the way it came does not matter. */
static bool download(const char *address, const char *path, struct reason *why)
{
	int status = -1;
	pid_t child = fork();
	if (child == 0) {
		execlp("wget", "wget", "-q", "-O", path, "--", address, (char *)NULL);
		_exit(127);
	}
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
	if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
	return refuse(why, "%s can't be downloaded: see that the address is right and reached from here.", address);
}

static bool copy(const char *from, const char *path, struct reason *why)
{
	char piece[32768];
	FILE *source = fopen(from, "re");
	if (source == NULL) return refuse(why, "%s can't be read: %s.", from, strerror(errno));
	int opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	FILE *target = opened < 0 ? NULL : fdopen(opened, "w");
	bool ok = target != NULL;
	for (size_t length; ok && (length = fread(piece, 1, sizeof piece, source)) > 0;) ok = fwrite(piece, 1, length, target) == length;
	if (target != NULL && fclose(target) != 0) ok = false;
	ok = ok && !ferror(source);
	fclose(source);
	return ok || refuse(why, "%s can't be written: %s.", path, strerror(errno));
}

bool fetch(const char *from, const char *name, const char *folder, struct reason *why)
{
	char source[PATH_BYTES], path[PATH_BYTES];
	if (!join(source, from, name, why) || !join(path, folder, name, why)) return false;
	return is_web_address(from) ? download(source, path, why) : copy(source, path, why);
}

bool verify(const char *folder, const struct file_header *header, struct reason *why)
{
	char path[PATH_BYTES], piece[32768];
	struct summing summing;
	unsigned char sum[SUM_BYTES];
	if (!join(path, folder, header->name, why)) return false;
	FILE *file = fopen(path, "re");
	if (file == NULL) return refuse(why, "%s can't be read: %s.", path, strerror(errno));
	bool ok = sum_start(&summing);
	for (size_t length; ok && (length = fread(piece, 1, sizeof piece, file)) > 0;) ok = sum_add(&summing, piece, length);
	ok = !ferror(file) && ok;
	fclose(file);
	if (!sum_end(&summing, sum) || !ok || memcmp(sum, header->sum, SUM_BYTES) != 0)
		return refuse(why, "%s is damaged: its sum is not that of " SUMS_FILE ". Nothing was changed.", header->name);
	return true;
}
