#include "wire/json_read.h"

#include <jansson.h>

static bool take(struct arena *mem, json_t *from, size_t depth, struct json_value *into);

/* How deep these two and take() call each other is bounded by JSON_READ_DEPTH_MOST. */
/* NOLINTNEXTLINE(misc-no-recursion) */
static bool take_list(struct arena *mem, json_t *from, size_t depth, struct json_value *v) {
    size_t count = json_array_size(from);
    struct json_value *items = arena_new(mem, struct json_value, count);
    v->kind = JSON_IS_LIST;
    v->at = items;
    while (v->count < count) {
        if (!take(mem, json_array_get(from, v->count), depth, &items[v->count])) {
            return false;
        }
        v->count++;
    }
    return true;
}

/* NOLINTNEXTLINE(misc-no-recursion) */
static bool take_object(struct arena *mem, json_t *from, size_t depth, struct json_value *v) {
    size_t count = json_object_size(from);
    struct json_value *members = arena_new(mem, struct json_value, count);
    v->kind = JSON_IS_OBJECT;
    v->at = members;
    v->names = arena_new(mem, str, count);
    for (void *i = json_object_iter(from); i; i = json_object_iter_next(from, i)) {
        if (!take(mem, json_object_iter_value(i), depth, &members[v->count])) {
            return false;
        }
        v->names[v->count++] = arena_copy(mem, str_of(json_object_iter_key(i)));
    }
    return true;
}

/* Recursion goes as deep as the bound and no deeper. */
/* NOLINTNEXTLINE(misc-no-recursion) */
static bool take(struct arena *mem, json_t *from, size_t depth, struct json_value *into) {
    switch (json_typeof(from)) {
    case JSON_OBJECT:
        return depth < JSON_READ_DEPTH_MOST && take_object(mem, from, depth + 1, into);
    case JSON_ARRAY: return depth < JSON_READ_DEPTH_MOST && take_list(mem, from, depth + 1, into);
    case JSON_STRING:
        into->kind = JSON_IS_TEXT;
        into->text = arena_copy(mem, (str){json_string_value(from), json_string_length(from)});
        return true;
    case JSON_INTEGER:
        into->kind = JSON_IS_NUM;
        into->num = json_integer_value(from);
        into->real = (double)into->num;
        return true;
    case JSON_REAL:
        into->kind = JSON_IS_REAL;
        into->real = json_real_value(from);
        return true;
    case JSON_TRUE:
    case JSON_FALSE:
        into->kind = JSON_IS_TRUTH;
        into->truth = json_is_true(from);
        return true;
    case JSON_NULL: break;
    }
    return true;
}

const struct json_value *json_read(struct arena *mem, str bytes) {
    if (bytes.len == 0 || bytes.len > JSON_BYTES_MOST) {
        return NULL;
    }
    size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY;
    json_t *tree = json_loadb(bytes.at, bytes.len, flags, NULL);
    struct json_value *v = arena_new(mem, struct json_value, 1);
    bool whole = tree && take(mem, tree, 0, v);
    json_decref(tree);
    return whole ? v : NULL;
}

const struct json_value *json_member(const struct json_value *object, str name) {
    for (size_t i = 0; object && object->kind == JSON_IS_OBJECT && i < object->count; i++) {
        if (str_eq(object->names[i], name)) {
            return &object->at[i];
        }
    }
    return NULL;
}
