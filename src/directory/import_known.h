/* What there is already, by likeness: the organisations stored, and the rows above in the file.
 *
 * Held in memory for one import, some hundred bytes an organisation, so that a row is compared
 * without asking the database. */
#pragma once

#include "base/work.h"

struct known;

/* How an organisation looks from outside; texts are kept as hashes, 0 where empty. */
struct known_fact {
    int64_t id;   /* stored; 0 if it is a row of the file */
    int64_t line; /* of the file; 0 if it is stored */
    uint32_t name;
    uint32_t country;
    uint32_t place;
    uint32_t host;
    bool own;   /* in the import's cluster, or the import may touch all */
    bool keyed; /* came with a key of its own */
};

struct known_look {
    str name;
    str country;
    str place;
    str website;
};

enum known_like { LIKE_NOTHING, LIKE_PLACE, LIKE_HOST, LIKE_NAME, LIKE_SAME };

struct known_match {
    enum known_like like;
    struct known_fact fact;
    bool elsewhere; /* in another place */
};

struct known *known_open(void);
void known_close(struct known *k);

/* Every organisation the actor may know of; `all`: whoever asks may touch all of them. */
void known_load(struct work *w, struct known *k, int64_t cluster, bool all);

/* Takes in one row of the file. */
void known_add(
        struct work *w, struct known *k, const struct known_look *look, struct known_fact fact);

/* The likest there is. A row with a key of its own is not like another such row. */
struct known_match known_find(
        struct work *w, const struct known *k, const struct known_look *look, bool keyed);

/* Lines by anything that may stand only once in a file: a key, a person of an organisation. */
void known_note(struct known *k, str what, int64_t line);
int64_t known_line(const struct known *k, str what); /* 0 if it did not stand yet */
