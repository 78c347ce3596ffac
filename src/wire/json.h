/* JSON written straight into bytes, without a tree.
 *
 *     struct json j = {.out = &out};
 *     json_object_begin(&j);
 *     json_key(&j, STR("name"));
 *     json_text(&j, cluster->name);
 *     json_object_end(&j);
 *
 * Commas come by themselves. A key where none belongs, a value without its key, or an end that
 * does not fit its beginning is a mistake of the program and ends it. No function bears the name
 * of one in jansson, which would then call ours instead of its own. */
#pragma once

#include "base/buf.h"

enum { JSON_DEPTH_MOST = 32 };

enum json_place { JSON_AT_TOP, JSON_IN_ARRAY, JSON_IN_OBJECT, JSON_AFTER_KEY };

struct json {
    struct buf *out;
    enum json_place at[JSON_DEPTH_MOST + 1];
    bool begun[JSON_DEPTH_MOST + 1]; /* the next one here needs a comma before it */
    size_t depth;
};

void json_object_begin(struct json *j);
void json_object_end(struct json *j);
void json_array_begin(struct json *j);
void json_array_end(struct json *j);
void json_key(struct json *j, str key);

void json_text(struct json *j, str value);
void json_num(struct json *j, int64_t value);
void json_float(struct json *j, double value); /* finite, and read back as the same number */
void json_bool(struct json *j, bool value);
void json_none(struct json *j);
