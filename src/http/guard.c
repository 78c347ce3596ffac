#include "http/guard.h"

#include "base/utf8.h"
#include "http/decode.h"
#include "http/server.h"

#include <microhttpd.h>
#include <string.h>

enum { METHOD_MOST = 32, LENGTH_DIGITS_MOST = 15, PORT_DIGITS_MOST = 5 };

static bool only_of(str s, const char *marks) {
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter && (c == 0 || !strchr(marks, c))) {
            return false;
        }
    }
    return true;
}

static bool is_token(str s) {
    return s.len > 0 && only_of(s, "!#$%&'*+-.^_`|~");
}

/* Bytes beyond ASCII may stand in a value, whatever they mean. */
static bool is_plain(str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F) {
            return false;
        }
    }
    return true;
}

static bool is_length(str s) {
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9') {
            return false;
        }
    }
    return s.len > 0 && s.len <= LENGTH_DIGITS_MOST;
}

static bool is_port(str s) {
    return s.len == 0 || (is_length(s) && s.len <= PORT_DIGITS_MOST);
}

/* A name or an address, and perhaps a port: RFC 3986, section 3.2, without an account. */
static bool is_host(str s) {
    str host;
    if (!str_starts(s, STR("["))) {
        return str_cut(&s, ':', &host) && host.len && only_of(host, "-._~%!$&'()*+,;=") &&
               is_port(s);
    }
    str rest = str_skip(s, 1);
    bool closed = str_has(rest, STR("]")) && str_cut(&rest, ']', &host);
    return closed && host.len && only_of(host, ".:") &&
           (rest.len == 0 || (rest.at[0] == ':' && is_port(str_skip(rest, 1))));
}

/* The only header of that name; `count` says how many there are. */
static str only(const struct fields *headers, str name, size_t *count) {
    str value = {0};
    *count = 0;
    for (size_t i = 0; i < headers->count; i++) {
        if (decode_same(headers->at[i].name, name)) {
            value = headers->at[i].value;
            (*count)++;
        }
    }
    return value;
}

static bool framing_is_plain(const struct guard *g) {
    size_t hosts;
    size_t lengths;
    size_t codings;
    str host = only(&g->headers, STR("host"), &hosts);
    str length = only(&g->headers, STR("content-length"), &lengths);
    str coding = only(&g->headers, STR("transfer-encoding"), &codings);
    bool old = str_eq(g->version, STR("HTTP/1.0")); /* and may be without a host */
    bool named = hosts == 1 ? is_host(str_trim(host)) : old && hosts == 0;
    if (!named || lengths + codings > 1) {
        return false;
    }
    if (codings && (!decode_same(coding, STR("chunked")) || !str_eq(g->version, STR("HTTP/1.1")))) {
        return false;
    }
    return !lengths || is_length(length);
}

/* The library takes a lone CR or LF for the end of a line and cuts a line at a zero byte without
 * saying so. Until version 1.0 it leaves names and values where they were read, so an odd line
 * shows: the next does not begin two bytes after it, or the whole is not as long as its lines and
 * the empty one. Later versions refuse by themselves. */
static bool lines_are_plain(const struct guard *g) {
    if (MHD_VERSION >= 0x01000000) {
        return true;
    }
    const char *next = g->version.at + g->version.len + 2;
    if (g->version.at != g->method.at + g->method.len + g->url.len + 2) {
        return false;
    }
    for (size_t i = 0; i < g->headers.count; i++) {
        str name = g->headers.at[i].name;
        str value = g->headers.at[i].value;
        if (name.at != next) {
            return false;
        }
        next = value.at + value.len + 2;
    }
    return next + 2 == g->method.at + g->size;
}

int guard_status(const struct guard *g) {
    size_t bytes = 0;
    if (g->url.len > URL_MOST) {
        return MHD_HTTP_URI_TOO_LONG;
    }
    for (size_t i = 0; i < g->headers.count; i++) {
        bytes += g->headers.at[i].name.len + g->headers.at[i].value.len;
        if (!is_token(g->headers.at[i].name) || !is_plain(g->headers.at[i].value)) {
            return MHD_HTTP_BAD_REQUEST;
        }
    }
    if (bytes > HEADER_BYTES_MOST || g->headers.count > HEADER_FIELDS_MOST) {
        return MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE;
    }
    bool fine = is_token(g->method) && g->method.len <= METHOD_MOST && is_plain(g->url) &&
                utf8_is_text(g->url) && !str_has(g->url, STR(" ")) && lines_are_plain(g) &&
                framing_is_plain(g);
    return fine ? 0 : MHD_HTTP_BAD_REQUEST;
}
