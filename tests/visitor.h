/* Somebody with a browser: asks the pages through answer(), keeps the cookie, and takes the form
 * key from the page last seen. Each has a copy of the world in a database of its own. */
#pragma once

#include "http/request.h"
#include "http/response.h"
#include "tests/fresh.h"
#include "tests/world.h"
#include "web/answer.h"

struct visitor {
    struct house house;
    struct lexicon *lexicon;
    struct arena mem;
    struct work work; /* to look into the database with, at the time it is */
    void *worker;
    struct fresh fresh; /* the database */
    str session;        /* the cookie's value; empty: none */
    str half;           /* the same of the cookie between the two steps of signing in */
    str openid;         /* as well, of who is on the way to a provider and back */
    str form_key;       /* of the page last seen */
    bool secure;
    struct field headers[4]; /* sent along with every request */
    size_t header_count;
    struct uploads uploads; /* and these files */
};

bool visitor_open(struct visitor *v);
void visitor_close(struct visitor *v);

/* The target is a path with what follows "?"; the form "mail=a%40b&password=x", to which the key
 * is added. */
struct response visitor_get(struct visitor *v, str target);
struct response visitor_post(struct visitor *v, str target, str form);
struct response visitor_ask(struct visitor *v, enum method method, str target, str form);

/* Everybody of the world has one password. */
void visitor_sign_in(struct visitor *v, str mail);

str visitor_header(const struct response *r, str name); /* empty if it has none */
bool visitor_sees(const struct response *r, str part);

/* What stands after `before` up to `end`; empty if it is not there. */
str visitor_between(str text, str before, char end);
