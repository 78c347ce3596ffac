/* What a text that people wrote may be made of, so that what one sees is what is stored: letters in
 * their composed form (NFC, Unicode annex 15), and nothing unseen that changes how they read. */
#pragma once

#include "base/arena.h"

/* False if it holds a control character other than a tab or a line end, a separator of lines or
 * paragraphs (U+2028, U+2029), a mark that turns the direction of reading (U+202A to U+202E, U+2066
 * to U+2069), a tag (U+E0000 to U+E007F), or what never is a character (U+FDD0 to U+FDEF, and the
 * last two of each plane). */
bool plain_is(str text);
bool plain_is_line(str text); /* and no tab or line end either */

/* One line of what is not refused: for notes in passing, where nothing seen is lost. */
str plain_only(struct arena *mem, str text);

str plain_composed(struct arena *mem, str text);

/* As well without what takes no room: zero-width spaces, joiners of words, byte order marks, soft
 * hyphens. For names, which are told apart by looking at them. */
str plain_name(struct arena *mem, str text);
