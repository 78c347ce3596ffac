/* JSON that others sent: of bounded size and depth, every name at most once in its object.
 *
 *     const struct json_value *name = json_member(v, STR("name"));
 *     if (name && name->kind == JSON_IS_TEXT) ... */
#pragma once

#include "base/arena.h"

#include <stdint.h>

enum { JSON_BYTES_MOST = 4 * 1024 * 1024, JSON_READ_DEPTH_MOST = 32 };

enum json_kind {
    JSON_IS_NONE,
    JSON_IS_TRUTH,
    JSON_IS_NUM,
    JSON_IS_REAL,
    JSON_IS_TEXT,
    JSON_IS_LIST,
    JSON_IS_OBJECT
};

struct json_value {
    enum json_kind kind;
    bool truth;
    int64_t num;
    double real;                 /* also of JSON_IS_NUM */
    str text;                    /* UTF-8, without zero bytes */
    str *names;                  /* of an object's members, as many as `count` */
    const struct json_value *at; /* a list's items or an object's members */
    size_t count;
};

/* NULL if it is no JSON, or beyond the bounds. */
const struct json_value *json_read(struct arena *mem, str bytes);
const struct json_value *json_member(const struct json_value *object, str name); /* or NULL */
