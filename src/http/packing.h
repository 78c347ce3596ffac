/* Smaller on the wire: what the browser can unpack, and packing for it. */
#pragma once

#include "http/request.h"

enum packing { PACKING_NONE, PACKING_GZIP, PACKING_BROTLI };

enum { PACKING_LEAST = 1024 }; /* below it packing gains nothing */

enum packing packing_accepted(const struct request *r); /* the best of them */
bool packing_gzip_too(const struct request *r);

/* True if bytes of that type get smaller by packing. */
bool packing_helps(str type);

/* Allocated with malloc for whoever sends it, who frees it; NULL if it would not be smaller. */
char *packing_pack(enum packing packing, str body, size_t *len);
