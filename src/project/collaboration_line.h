/* The time line of a collaboration: all that happened between the two clusters and the members it
 * concerns, the newest first, as far as one side may see it. */
#pragma once

#include "project/collaboration.h"

enum line_kind {
    LINE_BEGUN,
    LINE_INVITED,
    LINE_ACCEPTED,
    LINE_DECLINED,
    LINE_MOVED,
    LINE_UNDONE,
    LINE_NOTE,
    LINE_FILE,
    LINE_APPROACH,
    LINE_MEETING,
    LINE_KINDS,
};

struct collaboration_line {
    enum line_kind kind;
    int64_t id;       /* of the note, the file, the move, the meeting, the contact request */
    int64_t at;       /* seconds; of a meeting: when it begins */
    int64_t cluster;  /* which side did it; 0: not told */
    int64_t from, to; /* stages, of a move */
    int64_t bytes;    /* of a file */
    bool shared;      /* a note or file that both see */
    str state;      /* of a contact request: "open" "yes" "later" "closed" "taken-back" "shut"; of a
                         meeting: "planned" "confirmed" "claimed" "not-held" "cancelled" */
    str how;        /* of a meeting: "person" "video" "phone"; of a contact request: its last day */
    str text, lang; /* the note, the name of the file, the title of the meeting */
    str who;        /* who did it; empty: somebody who is gone, or not told */
};

struct collaboration_lines {
    struct collaboration_line *at;
    size_t count;
    int64_t total;
};

enum { COLLABORATION_LINES_MOST = 500 };

/* At most COLLABORATION_LINES_MOST, and how many there are. */
struct collaboration_lines collaboration_lines(struct work *w, const struct collaboration *c);
