/* Turns the application's answer into what the library sends, with everything every answer
 * carries. */
#pragma once

#include "http/response.h"

#include <microhttpd.h>

struct sending {
    struct MHD_Response *response; /* NULL if memory ran out */
    int status;
    uint64_t bytes;
};

/* After it nothing of the arena is needed any more, and the file belongs to the library. */
struct sending sending_make(const struct request *asked, const struct response *r);
