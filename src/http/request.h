/* What a browser asked for, checked and decoded.
 *
 * All of it lives until the request is answered; what must live longer is copied. Names of
 * headers match in either case, names of fields exactly. */
#pragma once

#include "base/arena.h"
#include "base/str.h"

enum method { GET, HEAD, POST, METHOD_OTHER };

struct field {
    str name;
    str value;
};

struct fields {
    struct field *at;
    size_t count;
};

struct upload {
    str name;     /* of the field */
    str filename; /* the last part of it, without folders */
    str type;     /* as the browser says; believe it only after a look at the bytes */
    str bytes;
};

struct uploads {
    struct upload *at;
    size_t count;
};

struct values {
    str *at;
    size_t count;
};

struct request {
    enum method method;
    str method_name;
    str path; /* decoded once: UTF-8 without control characters, beginning with a slash */
    str raw_query;
    struct fields query;
    struct fields form;
    struct fields headers;
    struct uploads uploads;
    str body;    /* as it came */
    str address; /* of the reader, also behind a trusted proxy; "local" on a Unix socket */
    bool secure; /* the reader came by https */
    str id;      /* short and random, to find this request again in the log */
};

/* The first value of that name; `at` is NULL if there is none. */
str request_header(const struct request *r, str name);
str request_query(const struct request *r, str name);
str request_form(const struct request *r, str name);

/* All of them, as a list of checkboxes sends them. */
struct values request_form_all(struct arena *mem, const struct request *r, str name);
struct values request_query_all(struct arena *mem, const struct request *r, str name);

const struct upload *request_upload(const struct request *r, str name); /* NULL if none came */

/* True if an item of the comma-separated list in that header is this one, in either case. */
bool request_header_lists(const struct request *r, str name, str item);

static inline bool request_reads(const struct request *r) {
    return r->method == GET || r->method == HEAD;
}
