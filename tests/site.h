/* The whole site over the small world, asked as browsers ask: from a request to a page, with
 * languages, sessions, rights and form keys in place. */
#pragma once

#include "tests/fresh.h"
#include "tests/world.h"
#include "web/answer.h"

struct site {
    struct lexicon *lexicon;
    struct house house;
    struct db *db;
    void *worker;
    struct arena mem;   /* of everything asked, until the site is closed */
    struct fresh fresh; /* the database */
};

struct answered {
    int status;
    str body;
    str location; /* where a redirect leads */
};

bool site_open(struct site *s); /* says why not */
void site_close(struct site *s);

/* As that account, or 0 for a visitor. A form is written as in "name=Alu&place=T%C3%B8nder"; the
 * key that every form needs is added. */
struct answered site_get(struct site *s, int64_t account, const char *address);
struct answered site_post(struct site *s, int64_t account, const char *address, const char *form);

/* A unit of work of its own on the site's database. */
struct work site_work(struct site *s, int64_t account);
