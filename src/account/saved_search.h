/* A search that somebody keeps under a name, to see later what is new. Everybody has their own, and
 * all of this is about the actor's. */
#pragma once

#include "base/work.h"

enum {
    SAVED_SEARCHES_MOST = 20,
    SAVED_SEARCH_CHARACTERS_MOST = 100,
    SAVED_SEARCH_BYTES_MOST = 400
};

struct saved_search {
    int64_t id;
    str name;
    str words;                           /* as typed */
    str side, kind, place, sector, lang; /* as in addresses; empty: any */
    int64_t seen;                        /* when they last looked */
};

struct saved_searches {
    struct saved_search *at;
    size_t count;
};

enum saved_search_flaw {
    SAVED_SEARCH_FINE,
    SAVED_SEARCH_WITHOUT_WORDS,
    SAVED_SEARCH_TOO_LONG,
    SAVED_SEARCH_TOO_MANY,
};

/* Without a name it is called by its words; one of the same name is replaced. */
enum saved_search_flaw saved_search_add(struct work *w, const struct saved_search *s);
void saved_search_remove(struct work *w, int64_t id);
void saved_search_look(struct work *w, int64_t id); /* seen now */

bool saved_search_one(struct work *w, int64_t id, struct saved_search *found);
struct saved_searches saved_search_list(struct work *w); /* by name */

bool saved_search_same(
        const struct saved_search *a, const struct saved_search *b); /* but the name */
