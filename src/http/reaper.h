/* Ends connections that have been given enough time. The library's own limit counts silence only,
 * so a client that sends a byte now and then would stay for ever. */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct reaper;

/* One open connection. Its time is up at `deadline`, in milliseconds of reaper_now(); 0: never. */
struct line {
    struct line *next;
    struct line **link;
    int socket;
    _Atomic int64_t deadline;
    atomic_bool heading; /* the head of a request comes in */
};

struct reaper *reaper_start(void); /* NULL if there is no thread for it */
void reaper_stop(struct reaper *reaper);

void reaper_add(struct reaper *reaper, struct line *line);
void reaper_remove(struct reaper *reaper, struct line *line); /* before its socket is closed */

/* Where there are more than so many, the one whose time is up soonest ends now. */
void reaper_make_room(struct reaper *reaper, size_t most);

/* Heads that are not in by then are not waited for. */
void reaper_end_heads(struct reaper *reaper, int64_t deadline);

/* From now on nothing more is read from any of them: what came in whole is answered, and then the
 * library closes it. */
void reaper_end_reading(struct reaper *reaper);
bool reaper_is_empty(struct reaper *reaper);

int64_t reaper_now(void);
