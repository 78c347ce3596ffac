/* What a cluster calls something of its own, in as many languages as it likes: its stages and its
 * fields. A reader gets the name in their language, else the English one, else the first there is. */
#pragma once

#include "base/work.h"

struct named {
    str in[TONGUE_COUNT]; /* by enum tongue; empty where there is none */
};

enum { NAME_CHARACTERS_MOST = 80, NAME_MOST = 3 * NAME_CHARACTERS_MOST /* bytes */ };

enum named_flaw { NAMED_FINE, NAMED_TOO_LONG };

bool named_any(const struct named *n);

/* The name for a reader, and the language it is in; empty if there is none at all. */
str named_for(const struct named *n, enum tongue reader, enum tongue *in);

/* Trims each; whether they fit. */
enum named_flaw named_check(struct named *n);

/* Puts the name of that language, as a row of a table of names has it. */
void named_put(struct named *n, str lang, str name);
