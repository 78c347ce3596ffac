/* Whether a text shows everything it holds: a name with what nobody sees in it could pass for another
 * one, or turn the reading direction of all that follows. */
#pragma once

#include "base/arena.h"

enum plain_lines { PLAIN_LINE, PLAIN_LINES }; /* line ends and tabs have no place in it, or have */

/* No control characters (C0, C1, DEL), no line or paragraph separators, nothing that embeds,
 * overrides or isolates a reading direction (U+202A to U+202E, U+2066 to U+2069), and no code that
 * never is a character (U+FDD0 to U+FDEF, and the last two of each plane). The text is UTF-8. */
bool plain_text(str s, enum plain_lines lines);

/* What of it shows: for notes in passing, where nothing is lost with the rest. */
str plain_only(struct arena *mem, str s, enum plain_lines lines);
