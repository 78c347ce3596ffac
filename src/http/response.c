#include "http/response.h"

#include "base/buf.h"
#include "http/packing.h"

#include <assert.h>

struct response response_new(void) {
    return (struct response){
            .status = 200, .type = STR("text/html; charset=utf-8"), .body = STR(""), .file = -1};
}

static bool is_control(char c) {
    return (unsigned char)c < 0x20 || c == 0x7F;
}

static str without_controls(struct arena *mem, str value) {
    char *clean = arena_new(mem, char, value.len + 1);
    for (size_t i = 0; i < value.len; i++) {
        clean[i] = value.at[i];
        if (is_control(clean[i])) {
            clean[i] = ' ';
        }
    }
    return str_trim((str){clean, value.len});
}

static void keep(struct response *r, str name, str value) {
    assert(r->header_count < RESPONSE_HEADERS_MOST);
    for (size_t i = 0; i < name.len; i++) {
        assert(!is_control(name.at[i]) && name.at[i] != ' ' && name.at[i] != ':');
    }
    r->headers[r->header_count++] = (struct field){name, value};
}

void response_header(struct arena *mem, struct response *r, str name, str value) {
    keep(r, name, without_controls(mem, value));
}

static str as_address(struct arena *mem, str to) {
    static const char digits[] = "0123456789ABCDEF";
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < to.len; i++) {
        unsigned char c = (unsigned char)to.at[i];
        char coded[3] = {'%', digits[c >> 4], digits[c & 15]};
        bool plain = c > 0x20 && c < 0x7F && c != '"' && c != '<' && c != '>' && c != '\\';
        buf_add(&out, plain ? (str){to.at + i, 1} : (str){coded, 3});
    }
    return buf_str(&out);
}

void response_redirect(struct arena *mem, struct response *r, str to) {
    r->status = 303;
    r->body = STR("");
    keep(r, STR("Location"), as_address(mem, to));
}

void response_asset(struct response *r, const struct request *asked, const struct asset *asset) {
    enum packing packing = packing_accepted(asked);
    r->body = asset->bytes;
    if (asset->brotli.len && packing == PACKING_BROTLI) {
        r->body = asset->brotli;
        r->encoding = STR("br");
    } else if (asset->gzip.len && packing_gzip_too(asked)) {
        r->body = asset->gzip;
        r->encoding = STR("gzip");
    }
    r->varies = asset->brotli.len || asset->gzip.len;
    r->type = asset->type;
    r->etag = asset->etag;
    r->lasts = true;
    keep(r, STR("Cache-Control"),
            asset->immutable ? STR("public, max-age=31536000, immutable")
                             : STR("public, max-age=300"));
}
