/* One way to write what looks the same: Unicode's composed form (NFC), so that a name typed on one
 * machine is found from another. */
#pragma once

#include "base/arena.h"

str composed(struct arena *mem, str text); /* the text itself where it is so already; UTF-8 */
