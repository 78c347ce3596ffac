/* What no honest browser sends: looked at before anything else, so that nothing in front of us
 * and nothing behind can read one request as two. */
#pragma once

#include "http/request.h"

/* A request line and its headers as they lie in the library's memory. */
struct guard {
    str method;
    str url;
    str version;
    struct fields headers;
    size_t size; /* from the method to the end of the empty line */
};

/* 0, or the status that refuses it. */
int guard_status(const struct guard *g);
