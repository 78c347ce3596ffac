/* What somebody is about to teach: a word, what it means, and for whose texts. What they typed
 * stays as it is until it is right; teach_check() says in words what is wrong. */
#pragma once

#include "directory/taught.h"
#include "match/learn.h"
#include "web/page.h"

#define TEACH_KINDS "MPCSFZQ"

struct teach {
    str word;
    enum tongue tongue;
    str query;       /* what concepts were looked for by */
    int64_t listing; /* where the word was met; 0: nowhere */
    str concept;     /* its id, "new", or empty */
    str kind, broader;
    str others[TONGUE_COUNT]; /* of a new concept, in other languages */
    bool everybody;
    str wrong_word, wrong_concept, wrong_kind, wrong_scope;
    str wrong_others[TONGUE_COUNT];
};

struct teach teach_read(struct page *p);
bool teach_is_new(const struct teach *t);
void teach_check(struct page *p, struct teach *t);
bool teach_is_wrong(const struct teach *t);

/* The word, and the others of a new concept. */
struct taught_terms teach_terms(struct page *p, const struct teach *t);

/* Which open texts hold one of the words; asked before anything is written. */
struct learn_texts teach_texts(struct page *p, const struct taught_terms *terms);

/* What would change, all words together. */
struct learn_change teach_try(struct page *p, const struct teach *t);

/* Saves it in one unit; false where it is wrong by now, or the page has turned into a fault. */
bool teach_save(struct page *p, struct teach *t);

str teach_flaw(struct work *w, enum taught_result result); /* empty where nothing is wrong */
str teach_kind(struct work *w, char kind);
str teach_person(struct work *w, str name); /* also one whose account is gone */
