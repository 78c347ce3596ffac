/* What the log says of an answer besides: that something broke, or that somebody signed in, tried
 * to, or was refused. */
#pragma once

#include "base/str.h"

struct http_note {
    str event;       /* "signed in"; empty for what is neither */
    str means;       /* "password" */
    int64_t account; /* whose, by number; 0: nobody's that is known */
    str fault;       /* what broke */
};
