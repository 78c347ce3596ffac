/* Files of one side about a collaboration: for that side alone, unless it shares one. They are kept as
 * they came and never opened; what kind a file is, its first bytes tell. */
#pragma once

#include "project/collaboration.h"

enum {
    COLLABORATION_FILE_MOST = 5 * 1024 * 1024, /* bytes */
    COLLABORATION_FILES_MOST = 50,             /* of one collaboration, both sides together */
    COLLABORATION_FILE_NAME_MOST = 120,
};

enum collaboration_file_flaw {
    COLLABORATION_FILE_FINE,
    COLLABORATION_FILE_MISSING, /* none came, or an empty one */
    COLLABORATION_FILE_LARGE,
    COLLABORATION_FILE_MANY,
};

struct collaboration_file {
    int64_t id;
    int64_t bytes;
    bool shared;
    str name, type;
};

/* "application/pdf", by its first bytes; what is none of the known kinds is "application/octet-stream". */
str collaboration_file_type(str content);

/* A name that can stand in a header and in any folder; "file" where nothing is left of it. */
str collaboration_file_name(struct arena *mem, str name);

/* In a transaction. Takes the name in `f` and gives the rest; the same file of the same actor a moment
 * ago is that one. */
enum collaboration_file_flaw collaboration_file_add(
        struct work *w, const struct collaboration *c, struct collaboration_file *f, str content);

/* One that our side may see, with its content; false if there is none such. */
bool collaboration_file_read(struct work *w, const struct collaboration *c, int64_t id,
        struct collaboration_file *found, str *content);

/* Each in a transaction, of our side; false if it is none of ours. */
bool collaboration_file_share(
        struct work *w, const struct collaboration *c, int64_t id, bool shared);
bool collaboration_file_remove(struct work *w, const struct collaboration *c, int64_t id);
