/* Whether a text says that it seeks something or that it offers it: "we look for", "wir bieten".
 *
 * Whichever is said first holds: "we look for a supplier who offers" seeks. */
#pragma once

#include "base/arena.h"
#include "base/str.h"
#include "base/tongue.h"

enum side_said { SIDE_UNSAID, SIDE_SEEKS, SIDE_OFFERS };

enum side_said side_said(struct arena *scratch, str text, enum tongue t);
