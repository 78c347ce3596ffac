/* Makes a request of what the library has read. */
#pragma once

#include "http/guard.h"
#include "http/proxy.h"

#include <sys/socket.h>

/* Who is at the other end; the request's `address`, and whether that is this machine itself. */
str reading_address(struct arena *mem, const struct sockaddr *peer, bool *local);

/* Checks and decodes everything but the body. 0, or the status that refuses it; a refused request
 * holds only what was found good. The headers are copied. */
int reading_head(struct arena *mem, const struct guard *raw, enum proxy proxy, struct request *r);

/* Reads the body as a form if it is one. */
int reading_body(struct arena *mem, str body, struct request *r);

str reading_id(struct arena *mem);
