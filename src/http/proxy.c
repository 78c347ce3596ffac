#include "http/proxy.h"

#include "http/decode.h"

#include <arpa/inet.h>
#include <string.h>

/* The last item of the last header of that name. */
static str last_item(const struct request *r, str name) {
    str last = {0};
    for (size_t i = 0; i < r->headers.count; i++) {
        str list = r->headers.at[i].value;
        while (decode_same(r->headers.at[i].name, name) && str_cut(&list, ',', &last)) {
        }
    }
    return str_trim(last);
}

static str unquoted(str s) {
    bool quotes = s.len > 1 && s.at[0] == '"' && s.at[s.len - 1] == '"';
    return quotes ? (str){s.at + 1, s.len - 2} : s;
}

/* "1.2.3.4:80", "[2001:db8::1]:80" and both without port. */
static str without_port(str s) {
    str head;
    str rest = s;
    if (str_starts(s, STR("["))) {
        rest = str_skip(s, 1);
        return str_cut(&rest, ']', &head) ? head : s;
    }
    return str_cut(&rest, ':', &head) && rest.at && !str_has(rest, STR(":")) ? head : s;
}

static bool is_address(struct arena *mem, str s) {
    unsigned char bytes[16];
    const char *z = arena_z(mem, s);
    return s.len && !memchr(z, 0, s.len) &&
           (inet_pton(AF_INET, z, bytes) == 1 || inet_pton(AF_INET6, z, bytes) == 1);
}

/* Written as the system writes it, or it would never be found again. */
static bool is_written_so(struct arena *mem, str s) {
    char text[INET6_ADDRSTRLEN] = "";
    unsigned char bytes[16];
    int family = str_has(s, STR(":")) ? AF_INET6 : AF_INET;
    bool there = is_address(mem, s) && inet_pton(family, arena_z(mem, s), bytes) == 1 &&
                 inet_ntop(family, bytes, text, sizeof(text));
    return there && str_eq(str_of(text), s);
}

bool proxy_listed(str addresses) {
    struct arena mem = {0};
    bool listed = addresses.len > 0;
    str one;
    while (str_cut(&addresses, ';', &one)) {
        listed = listed && is_written_so(&mem, str_trim(one));
    }
    arena_free(&mem);
    return listed;
}

static str forwarded(str item, str name) {
    str pair;
    while (str_cut(&item, ';', &pair)) {
        str key;
        if (str_cut(&pair, '=', &key) && pair.at && decode_same(str_trim(key), name)) {
            return unquoted(str_trim(pair));
        }
    }
    return (str){0};
}

void proxy_apply(struct arena *mem, struct request *r, enum proxy proxy) {
    if (proxy == PROXY_NONE) {
        return;
    }
    str item = last_item(r, STR("forwarded"));
    bool standard = proxy == PROXY_FORWARDED;
    str address = standard ? forwarded(item, STR("for")) : last_item(r, STR("x-forwarded-for"));
    str scheme = standard ? forwarded(item, STR("proto")) : last_item(r, STR("x-forwarded-proto"));
    address = without_port(address);
    if (is_address(mem, address)) {
        r->address = arena_copy(mem, address);
    }
    r->secure = decode_same(scheme, STR("https"));
}
