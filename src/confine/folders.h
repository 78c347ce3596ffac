/* What of the file system the process still sees: Landlock, as linux/Documentation/
 * userspace-api/landlock.rst describes it. It holds for the thread that asks and all it starts
 * later, and only for what is opened from then on. */
#pragma once

#include "base/arena.h"

enum folder_use {
    FOLDER_READ,
    FOLDER_WRITE,  /* read, and files in it made, written and removed */
    FOLDER_SOCKET, /* a socket in it made and removed */
};

/* A folder with all below it, or a file. What is not there is passed over. */
struct folder {
    const char *path;
    enum folder_use use;
};

struct folders {
    const struct folder *at;
    size_t count;
    bool listens; /* over TCP, at `port`; nothing else may be listened on, where Landlock is 4 */
    uint16_t port;
};

/* The version of Landlock that is in force now; 0, with the reason in English, if it is not. */
int folders_close(const struct folders *left, str *why);
