/* What libpq reads from files whenever it makes a connection: certificates, keys, passwords. */
#pragma once

#include "base/arena.h"

size_t pg_files(struct arena *mem, const char *address, const char **paths, size_t most);
