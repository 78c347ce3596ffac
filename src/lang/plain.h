/* What a text that people wrote may be made of, so that what one sees is what is stored: letters in
 * their composed form (NFC, Unicode annex 15), and nothing unseen that changes how they read. */
#pragma once

#include "base/arena.h"

/* False if it holds a control character other than a tab or a line end, a mark that turns the
 * direction of reading (U+202A to U+202E, U+2066 to U+2069), or a tag (U+E0000 to U+E007F). */
bool plain_is(str text);
bool plain_is_line(str text); /* and no tab or line end either */

str plain_composed(struct arena *mem, str text);

/* As well without what takes no room: zero-width spaces, joiners of words, byte order marks, soft
 * hyphens. For names, which are told apart by looking at them. */
str plain_name(struct arena *mem, str text);
