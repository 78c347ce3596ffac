/* What is left to `handslag serve` of the system. */
#pragma once

#include "base/arena.h"

/* The files of this database, and the place it listens at: an address as server_options has it, or
 * NULL where it listens already. Says in one line what is in force. */
str serve_confine(struct arena *mem, const char *database, const char *listen, uint16_t port);
