/* An answer on its way to a browser. The server adds what every answer carries: length, date,
 * the security headers, and `Cache-Control: no-store`; but a header the application sets itself
 * stands instead. */
#pragma once

#include "http/note.h"
#include "http/request.h"

enum { RESPONSE_HEADERS_MOST = 16 };

struct response {
    int status; /* 200 unless set */
    str type;   /* text/html; charset=utf-8 unless set */
    str body;   /* copied before the arena goes, unless it lasts */
    bool lasts; /* the body outlives the server: part of the program itself */
    bool compress;
    str encoding;                  /* of the body if it is compressed already */
    bool varies;                   /* by what the browser can unpack */
    str etag;                      /* without quotes, 200 bytes at most; empty: none */
    int file;                      /* sent instead of the body and closed then, or -1 */
    size_t length;                 /* of the file */
    int64_t statements, waited_us; /* what it cost the database, for the log */
    struct http_note note;         /* for the log too */
    struct field headers[RESPONSE_HEADERS_MOST];
    size_t header_count;
};

struct response response_new(void);

/* May be repeated with one name. Control characters in the value become blanks, so nothing can
 * begin a header of its own; the value is kept in `mem` then. */
void response_header(struct arena *mem, struct response *r, str name, str value);

/* 303: look there with GET. Whatever could not stand in an address is percent-encoded. */
void response_redirect(struct arena *mem, struct response *r, str to);

/* A file of the program, in the forms it was packed into at build; empty: not in that form. */
struct asset {
    str bytes;
    str brotli;
    str gzip;
    str type;
    str etag;
    bool immutable; /* its address changes with its content */
};

void response_asset(struct response *r, const struct request *asked, const struct asset *asset);
