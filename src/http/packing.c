#define ZLIB_CONST /* so that what is packed may be constant */

#include "http/packing.h"

#include "http/decode.h"

#include <brotli/encode.h>
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

enum { GZIP_LEVEL = 5, GZIP_WINDOW = 15 + 16, GZIP_MEMORY = 8, BROTLI_LEVEL = 4 };

/* q=0, q=0.0 and so on: not wanted. */
static bool is_nothing(str quality) {
    while (quality.len && (quality.at[0] == '0' || quality.at[0] == '.')) {
        quality = str_skip(quality, 1);
    }
    return quality.len == 0;
}

static bool wanted(str parameters) {
    str one;
    while (str_cut(&parameters, ';', &one)) {
        one = str_trim(one);
        if (one.len > 2 && decode_same((str){one.at, 2}, STR("q="))) {
            return !is_nothing(str_skip(one, 2));
        }
    }
    return true;
}

static bool accepts(const struct request *r, str name) {
    str list = request_header(r, STR("accept-encoding"));
    str item;
    while (str_cut(&list, ',', &item)) {
        str coding;
        if (str_cut(&item, ';', &coding) && decode_same(str_trim(coding), name)) {
            return wanted(item);
        }
    }
    return false;
}

bool packing_gzip_too(const struct request *r) {
    return accepts(r, STR("gzip"));
}

enum packing packing_accepted(const struct request *r) {
    if (accepts(r, STR("br"))) {
        return PACKING_BROTLI;
    }
    return packing_gzip_too(r) ? PACKING_GZIP : PACKING_NONE;
}

bool packing_helps(str type) {
    static const str packed[] = {{"text/", 5}, {"application/json", 16},
            {"application/ld+json", 19}, {"application/javascript", 22}, {"application/xml", 15},
            {"image/svg+xml", 13}, {"application/manifest+json", 25}, {"application/geo+json", 20}};
    for (size_t i = 0; i < sizeof(packed) / sizeof(packed[0]); i++) {
        if (str_starts(type, packed[i])) {
            return true;
        }
    }
    return false;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): it is written to */
static bool gzip(str body, uint8_t *to, size_t *len) {
    z_stream z = {.next_in = (const Bytef *)body.at,
            .avail_in = (uInt)body.len,
            .next_out = to,
            .avail_out = (uInt)*len};
    if (deflateInit2(&z, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY, Z_DEFAULT_STRATEGY) !=
            Z_OK) {
        return false;
    }
    bool whole = deflate(&z, Z_FINISH) == Z_STREAM_END;
    *len = z.total_out;
    (void)deflateEnd(&z);
    return whole;
}

static bool brotli(str body, uint8_t *to, size_t *len) {
    return BrotliEncoderCompress(BROTLI_LEVEL, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, body.len,
                   (const uint8_t *)body.at, len, to) == BROTLI_TRUE;
}

char *packing_pack(enum packing packing, str body, size_t *len) {
    if (packing == PACKING_NONE || body.len < PACKING_LEAST || body.len > INT_MAX) {
        return NULL;
    }
    *len = body.len - 1;
    char *packed = malloc(*len);
    if (packed && (packing == PACKING_BROTLI ? brotli : gzip)(body, (uint8_t *)packed, len)) {
        return packed;
    }
    free(packed);
    return NULL;
}
