/* The people of a meeting as speakers: what each side speaks, and what they do. */
#pragma once

#include "directory/speech.h"

struct encounter_speech {
    struct speakers ours, theirs; /* by name; their ids are individuals */
};

/* Whoever asks: the caller has asked for the right. */
struct encounter_speech encounter_speech(struct work *w, int64_t encounter);
