/* Replaces the whole system by another version of its two packages; the ones before stay for the way back. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "commands.h"
#include "fetch.h"
#include "incoming.h"
#include "installer.h"
#include "options.h"
#include "packages.h"

#define STATE "/var/lib/smechvisor"

/* Below the root of the system that is changed. */
struct places {
	char state[PATH_BYTES], incoming[PATH_BYTES], current[PATH_BYTES], previous[PATH_BYTES];
};

static bool find_places(struct places *places, const char *root, struct reason *why)
{
	char base[PATH_BYTES];
	snprintf(base, sizeof base, "%s", strcmp(root, "/") == 0 ? "" : root);
	return join(places->state, base, STATE + 1, why) && join(places->incoming, places->state, "incoming", why) &&
	       join(places->current, places->state, "packages", why) && join(places->previous, places->state, "previous", why);
}

static void discard(const char *folder)
{
	empty_folder(folder);
	rmdir(folder);
}

static bool make_folders(const struct places *places, struct reason *why)
{
	discard(places->incoming);
	if ((mkdir(places->state, 0755) == 0 || errno == EEXIST) && mkdir(places->incoming, 0755) == 0) return true;
	return refuse(why, "%s can't be made (%s): run this as root, on a node.", places->incoming, strerror(errno));
}

/* Unpacked beside the old files, which only then give way. */
static bool has_room(const struct places *places, const struct packages *packages, struct reason *why)
{
	struct statvfs space;
	uint64_t needed = packages->unpacked_bytes / 4 * 5;
	if (statvfs(places->state, &space) != 0) return refuse(why, "%s can't be used: %s.", places->state, strerror(errno));
	uint64_t room = (uint64_t)space.f_bavail * space.f_frsize;
	if (room >= needed) return true;
	return refuse(why, "%s has %llu MiB free, and this needs %llu MiB: nothing was changed.", places->state, (unsigned long long)(room >> 20),
		      (unsigned long long)(needed >> 20));
}

static bool take_in(const struct places *places, const char *from, const char *sums, struct packages *packages, struct reason *why)
{
	if (!make_folders(places, why) || !fetch(from, SUMS_FILE, places->incoming, why) ||
	    !read_sums(packages, places->incoming, sums, why) || !are_whole_system(packages, why))
		return false;
	for (unsigned at = 0; at < packages->count; at++) {
		printf("Taking in %s\n", packages->files[at].name);
		if (!fetch(from, packages->files[at].name, places->incoming, why) || !verify(places->incoming, &packages->files[at], why))
			return false;
	}
	return measure_packages(packages, why) && has_room(places, packages, why);
}

static void show(void *context, const char *line)
{
	(void)context;
	if (*line != '\0') printf("  %s\n", line);
}

/* The packages of now become the previous ones. */
static bool keep_previous(const struct places *places, struct reason *why)
{
	discard(places->previous);
	if ((rename(places->current, places->previous) == 0 || errno == ENOENT) && rename(places->incoming, places->current) == 0) return true;
	return refuse(why, "The system is replaced, but its packages could not be moved to %s: %s.", places->current, strerror(errno));
}

int upgrade_command(char **args)
{
	const char *from = NULL, *sums = NULL, *root = "/", *apply = "/usr/lib/spk-visor/apply";
	const struct option options[] = {{"--sums", &sums}, {"--root", &root}, {"--apply", &apply}, {NULL, NULL}};
	struct reason why;
	struct places places;
	struct packages packages;
	char last[240];
	int words = read_options(args, options, &from, 1, &why);
	if (words < 0) return say_failure(USAGE, why.text);
	if (words == 0) return say_failure(USAGE, "Say where the packages are: a folder, or an address of one.");
	if (is_web_address(from) && sums == NULL)
		return say_failure(USAGE, "With an address, --sums HASH is needed: the SHA-256 of its SHA256SUMS, from who made the packages.");
	if (!find_places(&places, root, &why)) return say_failure(FAILED, why.text);
	if (!take_in(&places, from, sums, &packages, &why)) {
		discard(places.incoming);
		return say_failure(FAILED, why.text);
	}
	if (setenv("SMECH_ROOT", root, 1) != 0 || !run_installer(apply, places.incoming, show, NULL, last, sizeof last)) {
		discard(places.incoming);
		refuse(&why, "%s The packages before are in %s: the same command with that folder goes back to them.", last, places.current);
		return say_failure(FAILED, why.text);
	}
	if (!keep_previous(&places, &why)) return say_failure(FAILED, why.text);
	printf("The system is replaced: restart the machine. The way back: spk-visor entire-system-upgrade %s\n", places.previous);
	return DONE;
}
