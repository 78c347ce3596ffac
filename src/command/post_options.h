/* The options of serve that say where letters go and in whose name. Without --smtp they wait, to be
 * read by an administrator. */
#pragma once

#include "job/post.h"

struct post_options {
    const char *server;
    const char *user;
    const char *password_file;
    const char *trusted;
    const char *from;
    bool plain;
};

/* False if it is none of these options, or its value makes no sense. */
bool post_options_take(struct post_options *o, str name, const char *value);

/* False, with the reason in `fault`, if they do not fit together or the password cannot be read;
 * without --smtp an office without a server. */
bool post_options_office(
        struct arena *mem, const struct post_options *o, struct post_office *office, str *fault);
