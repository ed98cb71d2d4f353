/* spk-visor: brings SmechVisor to other machines, and newer versions of it to this one. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"

static const struct {
	const char *name;
	int (*run)(char **args);
	const char *form, *summary;
} commands[] = {
	{"deploy-system-img-copy", deploy_command, "CODE",
	 "install this system on the machine whose deploy shim shows CODE\n"
	 "      --to ADDRESS         the shim's address, where several shims are waiting\n"
	 "      --packages FOLDER    packages and SHA256SUMS (default: this node's)\n"
	 "      --wait SECONDS       how long to look for a shim (default: 60)"},
	{"receive-deploy", receive_command, "",
	 "show a code, receive packages and install them: what the deploy shim runs\n"
	 "      --into FOLDER        where to receive (default: /run/spk-visor)\n"
	 "      --disk-bytes N       size of the disk to install on\n"
	 "      --install PROGRAM    started with the folder when all has arrived"},
	{"entire-system-upgrade", upgrade_command, "URL|FOLDER",
	 "replace base and daemon by the packages there, then restart the machine\n"
	 "      --sums HASH          SHA-256 of SHA256SUMS there; needed with a URL"},
	{"system-install", sealed_command, "", "not on SmechVisor: the system is sealed"},
	{"userland-install", sealed_command, "", "not on SmechVisor: the system is sealed"},
	{"about", about_command, "", "what this program is made of"},
	{"version", version_command, "", "its version"},
	{"help", help_command, "", "this text"},
};

#define COMMANDS (sizeof commands / sizeof *commands)

int say_failure(int code, const char *sentence)
{
	fflush(stdout);
	fprintf(stderr, "spk-visor: %s\n", sentence);
	return code;
}

int sealed_command(char **args)
{
	(void)args;
	return say_failure(FAILED, "The system is sealed: nothing is installed into it, only `entire-system-upgrade` replaces it as a whole.");
}

int about_command(char **args)
{
	(void)args;
	puts("spk-visor " SPK_VISOR_VERSION ": deploys and upgrades SmechVisor.\n"
	     "The short code authenticates both ends by EC-JPAKE (P-256), packages travel under ChaCha20-Poly1305\n"
	     "and are checked by SHA-256. Cryptography: Mbed TLS (Apache-2.0 OR GPL-2.0-or-later).");
	return DONE;
}

int version_command(char **args)
{
	(void)args;
	puts("spk-visor " SPK_VISOR_VERSION);
	return DONE;
}

int help_command(char **args)
{
	(void)args;
	puts("Usage: spk-visor COMMAND [WORD...]\n");
	for (size_t at = 0; at < COMMANDS; at++)
		printf("  %s%s%s\n      %s\n", commands[at].name, *commands[at].form == '\0' ? "" : " ", commands[at].form, commands[at].summary);
	return DONE;
}

int main(int count, char **args)
{
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (count < 2) {
		help_command(args);
		return USAGE;
	}
	for (size_t at = 0; at < COMMANDS; at++)
		if (strcmp(args[1], commands[at].name) == 0) return commands[at].run(args + 2);
	fprintf(stderr, "spk-visor: There is no command %.60s: see `spk-visor help`.\n", args[1]);
	return USAGE;
}
