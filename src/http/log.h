/* The access log: one line a request, `name=value` with quotes where needed. It says what was
 * asked, not by whom, but for signing in and refusals: an address loses its last part, a query is
 * never written, nor a secret that a link carries in its path. */
#pragma once

#include "base/arena.h"
#include "base/str.h"
#include "http/note.h"

#include <stdint.h>

struct http_log_line {
    int64_t at; /* when it began, in microseconds since 1970 */
    str method;
    str path; /* without query */
    int status;
    uint64_t bytes;                /* of the body sent */
    int64_t microseconds;          /* from the request line to the last byte sent */
    int64_t statements, waited_us; /* of the database, and microseconds waited for it */
    str id;
    str address; /* whole; shortened when written */
    struct http_note note;
};

str http_log_text(struct arena *mem, const struct http_log_line *line); /* with its line end */
void http_log_to(int file, const struct http_log_line *line);           /* in one write */

/* Without the last byte of an IPv4 address, the last ten of an IPv6 one. */
str http_log_address(struct arena *mem, str address);
