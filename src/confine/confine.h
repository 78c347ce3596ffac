/* Taking away from the server what serving does not need, before its first thread starts and after
 * everything is open that it would not see any more. */
#pragma once

#include "confine/folders.h"

enum { CONFINE_FOLDERS_MOST = 64 };

/* What this server needs besides what every one does: certificates, time zones, the names of
 * other machines, libraries that are loaded late. */
struct confine {
    struct folder folders[CONFINE_FOLDERS_MOST];
    size_t count;
    bool listens; /* over TCP, at `port` */
    uint16_t port;
};

void confine_leave(struct confine *c, const char *path, enum folder_use use); /* keeps the path */
void confine_leave_beside(struct arena *mem, struct confine *c, const char *file,
        enum folder_use use); /* the folder the file is in */

/* What is in force from now on, and what is not and why, as one line in English. */
str confine_close(struct arena *mem, const struct confine *c);
