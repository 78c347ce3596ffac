/* How `handslag serve` is set: see docs/administrator.md, which says of each what it means. */
#pragma once

#include "command/guard_options.h"
#include "command/post_options.h"
#include "command/settings.h"
#include "http/proxy.h"

enum { SERVE_PROXIES_BYTES = 1024 };

struct serve_options {
    const char *path;
    const char *listen;
    const char *address;
    const char *key;
    const char *log;
    const char *metrics_key; /* a file; NULL: there are no metrics */
    int64_t port;
    int64_t workers;
    int listener; /* opened while it was root yet; 0: not */
    bool demo;
    bool check; /* only looks whether the settings make sense */
    struct guard_options guard;
    struct post_options post;
    enum proxy proxy;
    char proxies[SERVE_PROXIES_BYTES]; /* "10.0.0.5;10.0.0.6" */
};

struct setting_list {
    const struct setting *at;
    size_t count;
};

struct setting_list serve_settings(void);

/* From the file that --settings or $HANDSLAG_SETTINGS names, if one does, the environment and the
 * command line. An exit code, with the reason on the error output where it is not EXIT_DONE. */
int serve_options_read(struct arena *mem, struct serve_options *s, int argc, char **argv);
