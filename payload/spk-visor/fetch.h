/* Brings one file of a folder or of a web address into another folder. */
#pragma once
#include <stdbool.h>

#include "packages.h"
#include "reason.h"

bool is_web_address(const char *from);

/* FROM/NAME to FOLDER/NAME. */
bool fetch(const char *from, const char *name, const char *folder, struct reason *why);

/* Whether FOLDER's file has the sum of its header. */
bool verify(const char *folder, const struct file_header *header, struct reason *why);
