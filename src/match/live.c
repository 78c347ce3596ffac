#include "match/live.h"

#include "db/change.h"
#include "db/db.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    CHANGES_MOST = 2000, /* taken in at once: readers wait some milliseconds */
    SINGLY_MOST = 20,    /* more are sorted all together, aside */
};

struct live {
    const struct lexicon *lexicon;
    pthread_mutex_t writing; /* one catches up at a time */
    pthread_rwlock_t reading;
    struct roster *roster;
    struct index *index;
    struct reader *reader;
    struct change_place seen; /* the last change taken in */
    bool unsorted;            /* some that were put in stand in no list yet */
};

/* A writer that waits goes before new readers, or a busy hour would hold it up. */
static void open_lock(pthread_rwlock_t *lock) {
    pthread_rwlockattr_t attributes;
    pthread_rwlockattr_init(&attributes);
    pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    pthread_rwlock_init(lock, &attributes);
    pthread_rwlockattr_destroy(&attributes);
}

struct live *live_open(const struct lexicon *lexicon, str *fault) {
    struct live *l = calloc(1, sizeof(*l)); /* outlives every unit of work */
    if (!l) {
        *fault = STR("out of memory");
        return NULL;
    }
    l->lexicon = lexicon;
    pthread_mutex_init(&l->writing, NULL);
    open_lock(&l->reading);
    l->roster = roster_open(fault);
    l->index = index_open(lexicon);
    l->reader = reader_open(lexicon);
    if (!l->roster || !l->reader) {
        live_close(l);
        return NULL;
    }
    return l;
}

void live_close(struct live *l) {
    if (l) {
        reader_close(l->reader);
        index_close(l->index);
        roster_close(l->roster);
        pthread_rwlock_destroy(&l->reading);
        pthread_mutex_destroy(&l->writing);
        free(l);
    }
}

void live_load(struct work *w, struct live *l) {
    pthread_mutex_lock(&l->writing);
    pthread_rwlock_wrlock(&l->reading);
    l->seen = change_last(w);
    roster_load(w, l->roster);
    db_begin_bulk(w);
    index_load(w, l->index, l->roster, l->reader);
    db_end(w);
    pthread_rwlock_unlock(&l->reading);
    pthread_mutex_unlock(&l->writing);
}

/* What the changes are about. */
static struct news news_in(struct work *w, const struct changes *changes, bool *refusals) {
    struct news_ids organisations = {0};
    struct news_ids listings = {0};
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *c = &changes->at[i];
        if (str_eq(c->object, STR("organisation"))) {
            news_add(w->mem, &organisations, c->id);
        } else if (str_eq(c->object, STR("listing"))) {
            news_add(w->mem, &listings, c->id);
        }
        *refusals |= str_eq(c->object, STR("refusal"));
    }
    return news_of(w, organisations, listings);
}

/* All that needs the database is done before the readers are held up. */
static size_t take_in(struct work *w, struct live *l, const struct changes *changes) {
    bool refusals = false;
    db_begin_bulk(w);
    struct news news = news_in(w, changes, &refusals);
    struct index_news read = index_read(w, l->index, l->reader, &news, refusals);
    if (!db_end(w)) {
        return 0; /* the next time takes them in again */
    }
    bool sort = news.organisation_count + news.listing_count <= SINGLY_MOST;
    pthread_rwlock_wrlock(&l->reading);
    roster_put(l->roster, w->mem, &news, sort);
    index_put(w->mem, l->index, l->roster, &news, &read);
    pthread_rwlock_unlock(&l->reading);
    l->unsorted |= !sort;
    l->seen = changes->last;
    return changes->count;
}

static void sort(struct live *l) {
    roster_sort(l->roster);
    pthread_rwlock_wrlock(&l->reading);
    roster_sorted(l->roster);
    pthread_rwlock_unlock(&l->reading);
    l->unsorted = false;
}

/* Half of the index closed: it is built anew, aside, and gives its memory back. */
static void renew_index(struct work *w, struct live *l) {
    if (l->index->closed_count * 2 <= l->index->text_count || l->index->closed_count <= 1000) {
        return;
    }
    struct index *fresh = index_open(l->lexicon);
    db_begin_bulk(w);
    index_load(w, fresh, l->roster, l->reader);
    if (!db_end(w)) {
        index_close(fresh);
        return;
    }
    pthread_rwlock_wrlock(&l->reading);
    struct index *old = l->index;
    l->index = fresh;
    pthread_rwlock_unlock(&l->reading);
    index_close(old);
}

size_t live_catch_up(struct work *w, struct live *l) {
    size_t taken = 0;
    size_t last = 0;
    pthread_mutex_lock(&l->writing);
    do {
        struct arena_mark clean = arena_mark(w->mem);
        struct changes changes = change_list(w, l->seen, CHANGES_MOST);
        last = changes.count ? take_in(w, l, &changes) : 0;
        taken += last;
        if (work_ok(w)) {
            arena_rewind(w->mem, clean);
        }
    } while (last);
    if (l->unsorted) {
        sort(l);
    }
    if (taken) {
        renew_index(w, l);
    }
    pthread_mutex_unlock(&l->writing);
    return taken;
}

struct live_view live_read(struct live *l) {
    pthread_rwlock_rdlock(&l->reading);
    return (struct live_view){l->roster, l->index};
}

void live_done(struct live *l) {
    pthread_rwlock_unlock(&l->reading);
}
