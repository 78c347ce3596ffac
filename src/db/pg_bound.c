#include "db/pg_bound.h"

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

char *pg_numbered(struct arena *mem, const char *sql) {
    struct buf out = {.mem = mem};
    int64_t number = 0;
    bool quoted = false;
    const char *from = sql;
    for (const char *at = sql; *at; at++) {
        quoted ^= *at == '\'';
        if (*at == '?' && !quoted) {
            buf_add(&out, (str){from, (size_t)(at - from)});
            buf_add(&out, STR("$"));
            buf_num(&out, ++number);
            from = at + 1;
        }
    }
    buf_add(&out, str_of(from));
    return arena_z(mem, buf_str(&out));
}

static const char *figures(struct arena *mem, const struct arg *value) {
    char *out = arena_new(mem, char, 32);
    if (value->kind == ARG_NUM) {
        (void)snprintf(out, 32, "%lld", (long long)value->num);
    } else {
        (void)snprintf(out, 32, "%.17g", value->real);
    }
    return out;
}

struct pg_bound pg_bind(struct arena *mem, struct args values) {
    struct pg_bound b = {.count = (int)values.count,
            .types = arena_new(mem, Oid, values.count + 1),
            .at = arena_new(mem, const char *, values.count + 1),
            .lengths = arena_new(mem, int, values.count + 1),
            .formats = arena_new(mem, int, values.count + 1)};
    for (size_t i = 0; i < values.count; i++) {
        const struct arg *v = &values.at[i];
        switch (v->kind) {
        case ARG_NONE: break; /* of whatever type the place has */
        case ARG_NUM:
        case ARG_REAL:
            b.types[i] = v->kind == ARG_NUM ? PG_INT8 : PG_FLOAT8;
            b.at[i] = figures(mem, v);
            break;
        case ARG_TXT:
        case ARG_URL:
        case ARG_LINK:
            b.types[i] = PG_TEXT;
            b.at[i] = v->txt.len ? v->txt.at : "";
            b.lengths[i] = (int)v->txt.len;
            b.formats[i] = 1;
            break;
        }
    }
    return b;
}
