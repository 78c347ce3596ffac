#include "http/cookie.h"

#include "base/buf.h"
#include "http/decode.h"

#include <assert.h>

static bool named(str given, bool secure, str name) {
    str prefix = STR("__Host-");
    if (!secure) {
        return str_eq(given, name);
    }
    return str_starts(given, prefix) && str_eq(str_skip(given, prefix.len), name);
}

static str find(str header, bool secure, str name) {
    str pair;
    while (str_cut(&header, ';', &pair)) {
        str given;
        if (str_cut(&pair, '=', &given) && pair.at && named(str_trim(given), secure, name)) {
            return str_trim(pair);
        }
    }
    return (str){0};
}

str cookie_get(const struct request *r, str name) {
    str found = {0};
    for (size_t i = 0; i < r->headers.count && !found.at; i++) {
        if (decode_same(r->headers.at[i].name, STR("cookie"))) {
            found = find(r->headers.at[i].value, r->secure, name);
        }
    }
    return found;
}

static bool may_stand(str value) {
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.at[i];
        if (c <= 0x20 || c >= 0x7F || c == '"' || c == ',' || c == ';' || c == '\\') {
            return false;
        }
    }
    return true;
}

void cookie_set(struct arena *mem, struct response *out, const struct request *r,
        const struct cookie *cookie) {
    assert(cookie->name.len && may_stand(cookie->name) && may_stand(cookie->value));
    struct buf line = {.mem = mem};
    buf_add(&line, r->secure ? STR("__Host-") : STR(""));
    buf_add(&line, cookie->name);
    buf_add(&line, STR("="));
    buf_add(&line, cookie->value);
    buf_add(&line, STR("; Path=/; HttpOnly; SameSite=Lax"));
    if (r->secure) {
        buf_add(&line, STR("; Secure"));
    }
    if (cookie->seconds) {
        buf_add(&line, STR("; Max-Age="));
        buf_num(&line, cookie->seconds > 0 ? cookie->seconds : 0);
    }
    response_header(mem, out, STR("Set-Cookie"), buf_str(&line));
}
