/* The part of an address that many share: enough to know a place again or to slow a guesser down,
 * too little to know who it was. */
#pragma once

#include "base/arena.h"

/* "192.0.2.0/24", "2001:db8:7::/48"; what is no address stays as it is. */
str subnet_of(struct arena *mem, str address);
