#include "installer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ALIVE_MS 5000

struct lines {
	char text[240];
	size_t length;
	char *last;
	size_t size;
	void (*tell)(void *context, const char *line);
	void *context;
};

static void end_line(struct lines *lines)
{
	lines->text[lines->length] = '\0';
	if (lines->length > 0) {
		snprintf(lines->last, lines->size, "%s", lines->text);
		lines->tell(lines->context, lines->text);
	}
	lines->length = 0;
}

static void add(struct lines *lines, const char *bytes, ssize_t length)
{
	for (ssize_t at = 0; at < length; at++) {
		if (bytes[at] == '\n' || bytes[at] == '\r') end_line(lines);
		else if (lines->length < sizeof lines->text - 1) lines->text[lines->length++] = bytes[at];
	}
}

static void read_lines(int from, struct lines *lines)
{
	char bytes[1024];
	for (;;) {
		struct pollfd item = {.fd = from, .events = POLLIN};
		int found = poll(&item, 1, ALIVE_MS);
		if (found == 0) lines->tell(lines->context, "");
		if (found <= 0) continue;
		ssize_t got = read(from, bytes, sizeof bytes);
		if (got <= 0) break;
		add(lines, bytes, got);
	}
	end_line(lines);
}

static void start(const char *program, const char *folder, const int ends[2])
{
	int nothing = open("/dev/null", O_RDONLY);
	if (nothing >= 0) dup2(nothing, STDIN_FILENO);
	dup2(ends[1], STDOUT_FILENO);
	dup2(ends[1], STDERR_FILENO);
	execl(program, program, folder, (char *)NULL);
	fprintf(stderr, "%s can't be started: %s.\n", program, strerror(errno));
	_exit(127);
}

bool run_installer(const char *program, const char *folder, void (*tell)(void *context, const char *line), void *context, char *last,
		   size_t size)
{
	struct lines lines = {.last = last, .size = size, .tell = tell, .context = context};
	int ends[2], status = -1;
	snprintf(last, size, "The installer could not be started.");
	if (pipe2(ends, O_CLOEXEC) != 0) return false;
	pid_t child = fork();
	if (child == 0) start(program, folder, ends);
	close(ends[1]);
	if (child > 0) {
		read_lines(ends[0], &lines);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
	}
	close(ends[0]);
	return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
