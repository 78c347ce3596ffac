/* What people wrote, on its way into formats that go line by line: calendars and address books. */
#pragma once

#include "base/arena.h"

/* On one line: controls, and what separates lines in any character set (U+0085, U+2028, U+2029), are
 * blanks. Without blanks at its ends. */
str tame_line(struct arena *mem, str s);

/* The same with line feeds where lines end. */
str tame_lines(struct arena *mem, str s);

/* An address of the web in ASCII, without anything that could end it: http or https. */
bool tame_is_link(str link);
