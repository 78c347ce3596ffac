#include "http/request.h"

#include "http/decode.h"

static str first(const struct fields *fields, str name) {
    for (size_t i = 0; i < fields->count; i++) {
        if (str_eq(fields->at[i].name, name)) {
            return fields->at[i].value;
        }
    }
    return (str){0};
}

str request_header(const struct request *r, str name) {
    for (size_t i = 0; i < r->headers.count; i++) {
        if (decode_same(r->headers.at[i].name, name)) {
            return r->headers.at[i].value;
        }
    }
    return (str){0};
}

str request_query(const struct request *r, str name) {
    return first(&r->query, name);
}

str request_form(const struct request *r, str name) {
    return first(&r->form, name);
}

static struct values all(struct arena *mem, const struct fields *fields, str name) {
    struct values found = {.at = arena_new(mem, str, fields->count + 1)};
    for (size_t i = 0; i < fields->count; i++) {
        if (str_eq(fields->at[i].name, name)) {
            found.at[found.count++] = fields->at[i].value;
        }
    }
    return found;
}

struct values request_form_all(struct arena *mem, const struct request *r, str name) {
    return all(mem, &r->form, name);
}

struct values request_query_all(struct arena *mem, const struct request *r, str name) {
    return all(mem, &r->query, name);
}

const struct upload *request_upload(const struct request *r, str name) {
    for (size_t i = 0; i < r->uploads.count; i++) {
        if (str_eq(r->uploads.at[i].name, name)) {
            return &r->uploads.at[i];
        }
    }
    return NULL;
}

static bool lists(str list, str item) {
    str one;
    while (str_cut(&list, ',', &one)) {
        if (decode_same(str_trim(one), item)) {
            return true;
        }
    }
    return false;
}

bool request_header_lists(const struct request *r, str name, str item) {
    for (size_t i = 0; i < r->headers.count; i++) {
        if (decode_same(r->headers.at[i].name, name) && lists(r->headers.at[i].value, item)) {
            return true;
        }
    }
    return false;
}
