#include "http/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct worker {
    struct pool *pool;
    pthread_t thread;
    unsigned index;
};

struct pool {
    struct pool_options options;
    pthread_mutex_t lock;
    pthread_cond_t work;    /* a job came, or the end */
    pthread_cond_t changed; /* a worker opened, failed or ended */
    struct job *first;
    struct job **last;
    unsigned waiting;
    unsigned started;
    unsigned opened;
    unsigned failed;
    unsigned ended;
    bool ending;
    struct worker workers[];
};

static struct job *take(struct pool *pool) {
    struct job *job = pool->first;
    if (job) {
        pool->first = job->next;
        pool->last = pool->first ? pool->last : &pool->first;
        pool->waiting--;
    }
    return job;
}

static struct job *next_job(struct pool *pool) {
    pthread_mutex_lock(&pool->lock);
    while (!pool->first && !pool->ending) {
        pthread_cond_wait(&pool->work, &pool->lock);
    }
    struct job *job = take(pool);
    pthread_mutex_unlock(&pool->lock);
    return job;
}

static void tell(struct pool *pool, unsigned *count) {
    pthread_mutex_lock(&pool->lock);
    (*count)++;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
}

static void *worker_run(void *given) {
    struct worker *self = given;
    struct pool *pool = self->pool;
    struct arena mem = {0};
    void *opened = pool->options.open(pool->options.owner, self->index);
    tell(pool, opened ? &pool->opened : &pool->failed);

    struct arena_mark clean = arena_mark(&mem);
    struct job *job = opened ? next_job(pool) : NULL;
    while (job) {
        pool->options.run(pool->options.owner, opened, &mem, job);
        arena_rewind(&mem, clean);
        job = next_job(pool);
    }
    if (opened) {
        pool->options.close(pool->options.owner, opened);
    }
    arena_free(&mem);
    tell(pool, &pool->ended);
    return NULL;
}

static bool all_open(struct pool *pool) {
    pthread_mutex_lock(&pool->lock);
    while (pool->opened + pool->failed < pool->started) {
        pthread_cond_wait(&pool->changed, &pool->lock);
    }
    bool all = pool->failed == 0;
    pthread_mutex_unlock(&pool->lock);
    return all;
}

static struct pool *pool_new(const struct pool_options *options) {
    struct pool *pool = calloc(1, sizeof(*pool) + options->workers * sizeof(struct worker));
    if (!pool) {
        return NULL;
    }
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pool->options = *options;
    pool->last = &pool->first;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->work, NULL);
    pthread_cond_init(&pool->changed, &clock);
    pthread_condattr_destroy(&clock);
    return pool;
}

struct pool *pool_start(const struct pool_options *options, bool *unopened) {
    struct pool *pool = pool_new(options);
    *unopened = false;
    if (!pool) {
        return NULL;
    }
    for (unsigned i = 0; i < options->workers; i++) {
        pool->workers[i] = (struct worker){.pool = pool, .index = i};
        if (pthread_create(&pool->workers[i].thread, NULL, worker_run, &pool->workers[i])) {
            break;
        }
        pool->started++;
    }
    *unopened = !all_open(pool);
    if (pool->started == options->workers && !*unopened) {
        return pool;
    }
    (void)pool_end(pool, INT32_MAX);
    pool_free(pool);
    return NULL;
}

bool pool_full(struct pool *pool) {
    pthread_mutex_lock(&pool->lock);
    bool full = pool->waiting >= pool->options.waiting_most;
    pthread_mutex_unlock(&pool->lock);
    return full;
}

bool pool_give(struct pool *pool, struct job *job) {
    pthread_mutex_lock(&pool->lock);
    bool taken = !pool->ending;
    if (taken) {
        job->next = NULL;
        *pool->last = job;
        pool->last = &job->next;
        pool->waiting++;
        pthread_cond_signal(&pool->work);
    }
    pthread_mutex_unlock(&pool->lock);
    return taken;
}

struct job *pool_take_back(struct pool *pool) {
    pthread_mutex_lock(&pool->lock);
    struct job *job = take(pool);
    pthread_mutex_unlock(&pool->lock);
    return job;
}

static bool all_ended(struct pool *pool, int64_t most_ms) {
    struct timespec until;
    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += (time_t)(most_ms / 1000);
    until.tv_nsec += (long)(most_ms % 1000) * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;

    pthread_mutex_lock(&pool->lock);
    pool->ending = true;
    pthread_cond_broadcast(&pool->work);
    int waited = 0;
    while (pool->ended < pool->started && waited == 0) {
        waited = pthread_cond_timedwait(&pool->changed, &pool->lock, &until);
    }
    bool all = pool->ended == pool->started;
    pthread_mutex_unlock(&pool->lock);
    return all;
}

bool pool_end(struct pool *pool, int64_t most_ms) {
    bool ended = all_ended(pool, most_ms);
    for (unsigned i = 0; i < pool->started; i++) {
        if (ended) {
            pthread_join(pool->workers[i].thread, NULL);
        } else {
            pthread_detach(pool->workers[i].thread);
        }
    }
    return ended;
}

void pool_free(struct pool *pool) {
    pthread_cond_destroy(&pool->changed);
    pthread_cond_destroy(&pool->work);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}
