/* One function a command: the words after its name, to an exit code. */
#pragma once

enum exit_code { DONE = 0, FAILED = 1, USAGE = 2, INSTALL_FAILED = 4 };

int deploy_command(char **args);
int receive_command(char **args);
int upgrade_command(char **args);
int sealed_command(char **args);
int about_command(char **args);
int version_command(char **args);
int help_command(char **args);

/* One sentence on stderr. */
int say_failure(int code, const char *sentence);
