/* What all requests share: opened before the first, closed after the last, never changed between
 * (the live view and the gate guard themselves). */
#pragma once

#include "account/form_stamp.h"
#include "account/password.h"
#include "lang/lexicon.h"
#include "match/live.h"

struct importing;

struct house {
    struct live *live;
    struct importing *importing; /* for long imports; NULL: each is done at once */
    const struct lexicon *lexicon;
    struct password_gate gate;
    struct form_secret secret;
    const char *database; /* where a worker opens its connection */
    bool demo;            /* the data is invented, and every page says so */
};
