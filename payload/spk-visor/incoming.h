/* Packages as they come in: into memory, whole and verified before anything else sees them. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "channel.h"
#include "packages.h"
#include "reason.h"

#define HASH_FILE "root.hash"

/* Receives all into `folder`, with SHA256SUMS and root.hash. After a refusal the folder is empty, and the other end knows why. */
bool receive_packages(struct channel *channel, const char *folder, uint64_t disk_bytes, struct reason *why);

bool is_empty_folder(const char *folder);

/* Removes the files in a folder of packages. */
void empty_folder(const char *folder);
