#include "http/reaper.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum { ROUND_MS = 100 };

struct reaper {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t end;
    bool ending;
    struct line *lines;
    size_t count;
};

int64_t reaper_now(void) {
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Shut down, not closed: the library sees the end of it and closes. */
static void end_line(struct line *line, int64_t deadline) {
    (void)shutdown(line->socket, SHUT_RDWR);
    atomic_compare_exchange_strong(&line->deadline, &deadline, 0);
}

static void reap(struct reaper *reaper, int64_t now) {
    for (struct line *line = reaper->lines; line; line = line->next) {
        int64_t deadline = atomic_load(&line->deadline);
        if (deadline && deadline < now) {
            end_line(line, deadline);
        }
    }
}

static void *reaper_run(void *given) {
    struct reaper *reaper = given;
    pthread_mutex_lock(&reaper->lock);
    while (!reaper->ending) {
        struct timespec until;
        (void)clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += (long)ROUND_MS * 1000000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        (void)pthread_cond_timedwait(&reaper->end, &reaper->lock, &until);
        reap(reaper, reaper_now());
    }
    pthread_mutex_unlock(&reaper->lock);
    return NULL;
}

struct reaper *reaper_start(void) {
    struct reaper *reaper = calloc(1, sizeof(*reaper));
    if (!reaper) {
        return NULL;
    }
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_mutex_init(&reaper->lock, NULL);
    pthread_cond_init(&reaper->end, &clock);
    pthread_condattr_destroy(&clock);
    if (pthread_create(&reaper->thread, NULL, reaper_run, reaper) == 0) {
        return reaper;
    }
    pthread_cond_destroy(&reaper->end);
    pthread_mutex_destroy(&reaper->lock);
    free(reaper);
    return NULL;
}

void reaper_stop(struct reaper *reaper) {
    pthread_mutex_lock(&reaper->lock);
    reaper->ending = true;
    pthread_cond_signal(&reaper->end);
    pthread_mutex_unlock(&reaper->lock);
    pthread_join(reaper->thread, NULL);
    pthread_cond_destroy(&reaper->end);
    pthread_mutex_destroy(&reaper->lock);
    free(reaper);
}

void reaper_add(struct reaper *reaper, struct line *line) {
    pthread_mutex_lock(&reaper->lock);
    line->next = reaper->lines;
    line->link = &reaper->lines;
    if (line->next) {
        line->next->link = &line->next;
    }
    reaper->lines = line;
    reaper->count++;
    pthread_mutex_unlock(&reaper->lock);
}

void reaper_remove(struct reaper *reaper, struct line *line) {
    pthread_mutex_lock(&reaper->lock);
    *line->link = line->next;
    if (line->next) {
        line->next->link = line->link;
    }
    reaper->count--;
    pthread_mutex_unlock(&reaper->lock);
}

void reaper_make_room(struct reaper *reaper, size_t most) {
    struct line *first = NULL;
    int64_t soonest = INT64_MAX;
    pthread_mutex_lock(&reaper->lock);
    for (struct line *line = reaper->count > most ? reaper->lines : NULL; line; line = line->next) {
        int64_t deadline = atomic_load(&line->deadline);
        if (deadline && deadline < soonest) {
            first = line;
            soonest = deadline;
        }
    }
    if (first) {
        end_line(first, soonest);
    }
    pthread_mutex_unlock(&reaper->lock);
}

void reaper_end_heads(struct reaper *reaper, int64_t deadline) {
    pthread_mutex_lock(&reaper->lock);
    for (struct line *line = reaper->lines; line; line = line->next) {
        if (atomic_load(&line->heading)) {
            atomic_store(&line->deadline, deadline);
        }
    }
    pthread_mutex_unlock(&reaper->lock);
}

void reaper_end_reading(struct reaper *reaper) {
    pthread_mutex_lock(&reaper->lock);
    for (struct line *line = reaper->lines; line; line = line->next) {
        (void)shutdown(line->socket, SHUT_RD);
    }
    pthread_mutex_unlock(&reaper->lock);
}

bool reaper_is_empty(struct reaper *reaper) {
    pthread_mutex_lock(&reaper->lock);
    bool empty = !reaper->lines;
    pthread_mutex_unlock(&reaper->lock);
    return empty;
}
