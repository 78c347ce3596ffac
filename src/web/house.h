/* What all requests share: opened before the first, closed after the last, never changed between
 * (the live view, trust, the gate and the import under way guard themselves). */
#pragma once

#include "account/form_stamp.h"
#include "account/password.h"
#include "db/seal.h"
#include "directory/import_order.h"
#include "http/tally.h"
#include "lang/detect.h"
#include "lang/lexicon.h"
#include "match/live.h"
#include "net/fetch.h"
#include "trust/trust.h"

struct house {
    struct live *live;
    struct trust *trust;            /* who has seen what of whom */
    struct import_running *running; /* the long import under way; NULL: each is done at once */
    const struct lexicon *lexicon;
    struct detector *detector; /* of the language something is typed in; NULL: not told */
    struct password_gate gate;
    struct fetch_gate fetches; /* for waiting for other machines */
    struct form_secret secret;
    struct seal seal;
    struct limits *limits; /* how much one reader may ask for; NULL: as much as they like */
    const char *database;  /* where a worker opens its connection */
    const char *scratch; /* the folder for files without a name; NULL: where the system has them */
    str address;         /* of this place for everybody outside: "https://clusters.example.org" */
    struct http_tally *tally; /* what was answered since the start */
    str metrics_key;          /* who may read it brings that; empty: nobody may */
    str version;
    bool posts; /* letters are sent; else they wait, to be read here */
    bool demo;  /* the data is invented, and every page says so */
};
