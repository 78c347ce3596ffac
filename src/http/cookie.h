/* Cookies: only for this host, never for scripts, never sent along from other sites' forms.
 *
 * Over https the name carries the prefix __Host-, so that no neighbouring host can plant one;
 * callers give and get the plain name. */
#pragma once

#include "http/response.h"

struct cookie {
    str name;
    str value;       /* letters, digits and a few signs: no blank, comma, quote, semicolon */
    int64_t seconds; /* how long it stays; 0: until the browser closes; below: take it away */
};

str cookie_get(const struct request *r, str name); /* `at` is NULL if there is none */
void cookie_set(struct arena *mem, struct response *out, const struct request *r,
        const struct cookie *cookie);
