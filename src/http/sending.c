#include "http/sending.h"

#include "http/decode.h"
#include "http/packing.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { HEADER_LINE_MOST = 16 * 1024 };

static const struct {
    const char *name, *value;
} always[] = {
        {"Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                "frame-ancestors 'none'; manifest-src 'self'"},
        {"X-Content-Type-Options", "nosniff"},
        /* For browsers so old that they do not know the policy above; scanners ask for them. */
        {"X-Frame-Options", "DENY"},
        {"X-XSS-Protection", "1; mode=block"},
        {"Referrer-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy",
                "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), "
                "encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), "
                "identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), "
                "microphone=(), midi=(), payment=(), picture-in-picture=(), screen-wake-lock=(), "
                "serial=(), storage-access=(), usb=(), xr-spatial-tracking=()"},
};

/* False where there was no memory for it. */
static bool add(struct MHD_Response *to, const char *name, str value) {
    char z[HEADER_LINE_MOST];
    if (value.len == 0 || value.len >= sizeof(z)) {
        return true;
    }
    (void)snprintf(z, sizeof(z), "%.*s", (int)value.len, value.at);
    return MHD_add_response_header(to, name, z) == MHD_YES;
}

static bool has_header(const struct response *r, str name) {
    for (size_t i = 0; i < r->header_count; i++) {
        if (decode_same(r->headers[i].name, name)) {
            return true;
        }
    }
    return false;
}

static bool may_pack(const struct response *r) {
    return r->compress && r->encoding.len == 0 && r->file < 0 && packing_helps(r->type);
}

static bool same_tag(str given, str etag) {
    given = str_trim(given);
    given = str_starts(given, STR("W/")) ? str_skip(given, 2) : given;
    return given.len == etag.len + 2 && given.at[0] == '"' && given.at[given.len - 1] == '"' &&
           str_eq((str){given.at + 1, etag.len}, etag);
}

static bool unchanged(const struct request *asked, const struct response *r) {
    str list = request_header(asked, STR("if-none-match"));
    str tag;
    if (r->etag.len == 0 || r->status != MHD_HTTP_OK || !request_reads(asked)) {
        return false;
    }
    while (str_cut(&list, ',', &tag)) {
        if (str_eq(str_trim(tag), STR("*")) || same_tag(tag, r->etag)) {
            return true;
        }
    }
    return false;
}

/* The library asks for bytes it could change, and never changes them. */
static struct MHD_Response *of_bytes(str body, enum MHD_ResponseMemoryMode mode) {
    union {
        const char *ours;
        void *theirs;
    } at = {body.at};
    return MHD_create_response_from_buffer(body.len, at.theirs, mode);
}

/* The bytes to send, packed if the browser and the application agree to it. */
static struct MHD_Response *content(
        const struct request *asked, const struct response *r, str *encoding, uint64_t *bytes) {
    *bytes = r->body.len;
    if (r->file >= 0) {
        *bytes = r->length;
        return MHD_create_response_from_fd64(r->length, r->file);
    }
    enum packing packing = may_pack(r) ? packing_accepted(asked) : PACKING_NONE;
    size_t len = 0;
    char *packed = packing_pack(packing, r->body, &len);
    if (packed) {
        *bytes = len;
        *encoding = packing == PACKING_BROTLI ? STR("br") : STR("gzip");
        return of_bytes((str){packed, len}, MHD_RESPMEM_MUST_FREE);
    }
    return of_bytes(r->body, r->lasts ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);
}

/* What every answer says, unless the application said it otherwise. */
static bool add_always(
        struct MHD_Response *to, const struct request *asked, const struct response *r) {
    bool all = true;
    for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++) {
        if (!has_header(r, str_of(always[i].name))) {
            all = add(to, always[i].name, str_of(always[i].value)) && all;
        }
    }
    if (asked->secure) {
        all = add(to, "Strict-Transport-Security", STR("max-age=31536000; includeSubDomains")) &&
              all;
    }
    return all;
}

static bool add_caching(struct MHD_Response *to, const struct response *r) {
    bool all = true;
    if (!has_header(r, STR("cache-control"))) {
        str kept = r->etag.len ? STR("private, no-cache") : STR("no-store");
        all = add(to, "Cache-Control", kept) && all;
    }
    if (r->etag.len) {
        char tag[256];
        (void)snprintf(tag, sizeof(tag), "W/\"%.*s\"", (int)r->etag.len, r->etag.at);
        all = add(to, "ETag", str_of(tag)) && all;
    }
    if (r->varies || may_pack(r)) {
        all = add(to, "Vary", STR("Accept-Encoding")) && all;
    }
    return all;
}

static bool add_headers(
        struct MHD_Response *to, const struct request *asked, const struct response *r) {
    bool all = add_always(to, asked, r) && add_caching(to, r);
    for (size_t i = 0; all && i < r->header_count; i++) {
        char name[128];
        (void)snprintf(
                name, sizeof(name), "%.*s", (int)r->headers[i].name.len, r->headers[i].name.at);
        all = add(to, name, r->headers[i].value);
    }
    return all;
}

struct sending sending_make(const struct request *asked, const struct response *r) {
    struct sending made = {.status = r->status};
    str encoding = r->encoding;
    bool same = unchanged(asked, r);
    bool empty = same || r->status == MHD_HTTP_NO_CONTENT || r->status == MHD_HTTP_NOT_MODIFIED;
    if (same) {
        made.status = MHD_HTTP_NOT_MODIFIED;
    }
    if (empty && r->file >= 0) {
        (void)close(r->file);
    }
    made.response = empty ? of_bytes(STR(""), MHD_RESPMEM_PERSISTENT)
                          : content(asked, r, &encoding, &made.bytes);
    if (!made.response) {
        return made;
    }
    bool all = add_headers(made.response, asked, r);
    if (!empty && made.bytes) {
        all = add(made.response, "Content-Type", r->type) && all;
        all = add(made.response, "Content-Encoding", encoding) && all;
    }
    made.bytes = asked->method == HEAD ? 0 : made.bytes;
    if (!all) { /* without its cookie or what protects it no page goes out: the line is closed */
        MHD_destroy_response(made.response);
        made.response = NULL;
    }
    return made;
}
