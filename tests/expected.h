/* Who may ask for which address, and what comes back: written down once more, apart from the
 * program, so that a right that changes there is noticed here. A route without a row is a failure. */
#pragma once

#include "tests/canary.h"

/* To whom an address answers; what they are to the thing it is about. */
enum to {
    TO_ANYBODY = 1,
    TO_ACCOUNTS = 2,
    TO_EYES = 4, /* who sees the thing; to others it is not there, signed in or not */
    TO_RESEARCHERS = 8,
    TO_MEMBERS = 16,
    TO_MANAGERS = 32,
    TO_ADMINS = 64,
    TO_MAKERS = 128,
    TO_DESKS = 256,    /* who works for a cluster */
    TO_ITS_DESK = 512, /* who works for the thing's cluster */
    WITHOUT_KEY = 1024 /* a letter's address is key enough */
};

struct expected {
    enum method method;
    const char *path;
    enum about about;
    unsigned to;
    int ok, also;        /* what comes back to them; the second may be 0 */
    const char *words;   /* for {word}, with blanks between */
    const char *queries; /* also asked with each of these, with blanks between */
    const char *form;
    enum about other; /* the second number in the path */
};

extern const struct expected expected[];
extern const size_t expected_count;

const struct expected *expected_for(enum method method, const char *path);

/* Whether it answers the walker; the thing may be NULL. */
bool expected_allows(const struct expected *e, enum walker who, const struct thing *t);

/* What comes back to somebody whom it does not answer. */
int expected_denial(const struct expected *e, enum walker who);
