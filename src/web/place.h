/* Where something is, in the reader's words. */
#pragma once

#include "base/work.h"

/* "Tønder, Southern Denmark, Denmark"; a part nobody stated is left out. */
str place_text(struct work *w, str place, str region, str country);
