/* Notes of one side about a collaboration: for that side alone, unless it shares one. */
#pragma once

#include "project/collaboration.h"

enum { COLLABORATION_NOTES_MOST = 500, COLLABORATION_TEXT_MOST = 8000 };

enum collaboration_note_flaw {
    COLLABORATION_NOTE_FINE,
    COLLABORATION_NOTE_EMPTY,
    COLLABORATION_NOTE_LONG,
    COLLABORATION_NOTE_MANY,
};

struct collaboration_note {
    int64_t id;
    bool shared;
    str body, lang;
};

/* Each in a transaction. The same words of the same actor a moment ago are one note. */
enum collaboration_note_flaw collaboration_note_add(
        struct work *w, const struct collaboration *c, struct collaboration_note *n);

/* Of our side; false if it is none of ours. */
bool collaboration_note_share(
        struct work *w, const struct collaboration *c, int64_t note, bool shared);
bool collaboration_note_remove(struct work *w, const struct collaboration *c, int64_t note);
