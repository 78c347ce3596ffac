/* Whose eyes a note or a cost of a meeting is for: those who work for one cluster, or for one
 * organisation. The other side of the meeting never sees it. */
#pragma once

#include <stdint.h>

struct encounter_keeper {
    int64_t cluster;      /* 0: none, then */
    int64_t organisation; /* this */
};
