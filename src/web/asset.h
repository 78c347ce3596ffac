/* What browsers fetch besides pages: style, script, fonts, icons. Embedded at build.
 *
 * Paths carry the content's hash, so an answer may be kept by the browser for good; pages ask
 * asset_path() and never write a hash themselves. */
#pragma once

#include "base/str.h"

struct asset_file {
    const char *path; /* /assets/style.3f2a9c81d0.css */
    const char *name; /* style.css */
    const char *type;
    const unsigned char *bytes;
    size_t len;
    const unsigned char *brotli; /* NULL where compressing does not pay */
    size_t brotli_len;
    const unsigned char *gzip;
    size_t gzip_len;
    const char *etag; /* with its quotes */
};

/* Made by tools/assets.mjs, sorted by path. */
extern const struct asset_file asset_table[];
extern const size_t asset_count;

/* NULL when there is none. */
const struct asset_file *asset_find(str path);

/* The name must be one of the table's: a page that asks for another is a mistake of ours. */
str asset_path(str name);
