#include "http/reading.h"

#include "base/utf8.h"
#include "http/decode.h"
#include "http/form.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/random.h>

enum { ID_LETTERS = 12 };

static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

str reading_address(struct arena *mem, const struct sockaddr *peer, bool *local) {
    char text[INET6_ADDRSTRLEN] = "";
    unsigned char bytes[16];
    *local = peer->sa_family == AF_UNIX;
    if (peer->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, peer, sizeof(v4));
        memcpy(bytes, mapped, sizeof(mapped));
        memcpy(bytes + sizeof(mapped), &v4.sin_addr, 4);
    } else if (peer->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, peer, sizeof(v6));
        memcpy(bytes, &v6.sin6_addr, 16);
    } else {
        return STR("local");
    }
    if (memcmp(bytes, mapped, sizeof(mapped)) == 0) {
        *local = bytes[12] == 127;
        (void)inet_ntop(AF_INET, bytes + 12, text, sizeof(text));
    } else {
        *local = memcmp(bytes, &in6addr_loopback, 16) == 0;
        (void)inet_ntop(AF_INET6, bytes, text, sizeof(text));
    }
    return arena_copy(mem, str_of(text));
}

str reading_id(struct arena *mem) {
    static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
    unsigned char bytes[ID_LETTERS] = {0};
    char *id = arena_new(mem, char, ID_LETTERS);
    (void)!getrandom(bytes, sizeof(bytes), 0);
    for (size_t i = 0; i < ID_LETTERS; i++) {
        id[i] = letters[bytes[i] % (sizeof(letters) - 1)];
    }
    return (str){id, ID_LETTERS};
}

static enum method method_of(str name) {
    static const struct {
        str name;
        enum method method;
    } known[] = {{{"GET", 3}, GET}, {{"HEAD", 4}, HEAD}, {{"POST", 4}, POST}};
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (str_eq(known[i].name, name)) {
            return known[i].method;
        }
    }
    return METHOD_OTHER;
}

/* "http://host/path" is allowed as well as "/path". */
static str without_origin(str target) {
    str origins[] = {STR("http://"), STR("https://")};
    for (size_t i = 0; i < sizeof(origins) / sizeof(origins[0]); i++) {
        size_t len = origins[i].len;
        if (target.len > len && decode_same((str){target.at, len}, origins[i])) {
            str rest = str_skip(target, len);
            const char *path = memchr(rest.at, '/', rest.len);
            return path ? str_skip(rest, (size_t)(path - rest.at)) : STR("/");
        }
    }
    return target;
}

static bool has_control(str s) {
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.at[i] < 0x20 || s.at[i] == 0x7F) {
            return true;
        }
    }
    return false;
}

static bool read_target(struct arena *mem, str target, struct request *r) {
    str rest = without_origin(target);
    str path;
    if (!str_starts(rest, STR("/")) || str_has(rest, STR("#")) || !str_cut(&rest, '?', &path)) {
        return false;
    }
    if (!decode_percent(mem, path, &r->path) || has_control(r->path)) {
        r->path = STR("/");
        return false;
    }
    r->raw_query = rest.at ? arena_copy(mem, rest) : STR("");
    return form_urlencoded(mem, r->raw_query, &r->query) == FORM_FINE;
}

/* What is no text nobody could read: as if it were not there. */
static void copy_headers(struct arena *mem, const struct fields *raw, struct fields *kept) {
    *kept = (struct fields){.at = arena_new(mem, struct field, raw->count + 1)};
    for (size_t i = 0; i < raw->count; i++) {
        str value = raw->at[i].value;
        if (utf8_is_text(value)) {
            kept->at[kept->count++] = (struct field){
                    arena_copy(mem, raw->at[i].name), arena_copy(mem, str_trim(value))};
        }
    }
}

int reading_head(struct arena *mem, const struct guard *raw, enum proxy proxy, struct request *r) {
    r->path = STR("/");
    r->raw_query = STR("");
    int status = guard_status(raw);
    if (status) {
        return status;
    }
    r->method_name = arena_copy(mem, raw->method);
    r->method = method_of(r->method_name);
    copy_headers(mem, &raw->headers, &r->headers);
    proxy_apply(mem, r, proxy);
    return read_target(mem, raw->url, r) ? 0 : MHD_HTTP_BAD_REQUEST;
}

int reading_body(struct arena *mem, str body, struct request *r) {
    struct form form;
    r->body = body;
    enum form_result result = form_read(mem, request_header(r, STR("content-type")), body, &form);
    if (result == FORM_TOO_LARGE) {
        return MHD_HTTP_CONTENT_TOO_LARGE;
    }
    r->form = form.fields;
    r->uploads = form.uploads;
    return result == FORM_FINE ? 0 : MHD_HTTP_BAD_REQUEST;
}
