/* Behind a proxy of our own the peer is the proxy: it says who the reader is. What it appended
 * last is believed, anything before that came from outside. */
#pragma once

#include "http/request.h"

/* Only the headers that the proxy itself writes may be read: the other kind it passes through
 * from outside. */
enum proxy {
    PROXY_NONE,
    PROXY_X_FORWARDED, /* X-Forwarded-For and X-Forwarded-Proto */
    PROXY_FORWARDED    /* Forwarded, RFC 7239 */
};

/* Whether these are addresses of proxies, as a connection from one is called: "10.0.0.5;::1". */
bool proxy_listed(str addresses);

/* Sets `address` and `secure` as the proxy says. */
void proxy_apply(struct arena *mem, struct request *r, enum proxy proxy);
