#include "match/live.h"

#include "db/change.h"
#include "db/db.h"
#include "directory/roster_sort.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    CHANGES_MOST = 20000, /* taken in at once */
    SINGLY_MOST = 2000,   /* more are sorted all together */
    HELD_MOST = 50,       /* then readers have a turn */
};

struct live {
    const struct lexicon *lexicon;
    pthread_mutex_t writing; /* one catches up at a time */
    pthread_rwlock_t reading;
    struct roster *roster;
    struct index *index;
    struct reader *reader;
    struct change_place seen; /* the last change taken in */
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

static void follow_organisation(struct work *w, struct live *l, int64_t id, bool sort) {
    uint32_t before = roster_organisation_at(l->roster, id);
    roster_follow_organisation(w, l->roster, id);
    uint32_t place = roster_organisation_at(l->roster, id);
    if (sort && place != ROSTER_NONE) {
        roster_sort_organisation(l->roster, place, before == ROSTER_NONE);
    }
    int64_t listing = 0;
    struct rows r =
            db_rows(w, "SELECT id FROM listing WHERE organisation_id = ? ORDER BY id", num(id));
    while (db_next(&r, to(listing))) { /* withdrawn, or moved to another country or sector */
        index_follow(w, l->index, l->roster, l->reader, listing);
    }
}

static void follow_listing(struct work *w, struct live *l, int64_t id, bool sort) {
    uint32_t before = roster_listing_at(l->roster, id);
    roster_follow_listing(w, l->roster, id);
    uint32_t place = roster_listing_at(l->roster, id);
    if (sort && place != ROSTER_NONE) {
        roster_sort_listing(l->roster, place, before == ROSTER_NONE);
    }
    index_follow(w, l->index, l->roster, l->reader, id);
}

static void follow(struct work *w, struct live *l, const struct change *c, bool sort) {
    if (str_eq(c->object, STR("organisation"))) {
        follow_organisation(w, l, c->id, sort);
    } else if (str_eq(c->object, STR("listing"))) {
        follow_listing(w, l, c->id, sort);
    } else if (str_eq(c->object, STR("refusal"))) {
        index_follow_refusals(w, l->index);
    }
}

/* Half of the index closed: it is built anew, and gives its memory back. */
static void renew_index(struct work *w, struct live *l) {
    if (l->index->closed_count * 2 > l->index->text_count && l->index->closed_count > 1000) {
        struct index *fresh = index_open(l->lexicon);
        index_load(w, fresh, l->roster, l->reader);
        index_close(l->index);
        l->index = fresh;
    }
}

static size_t take_in(struct work *w, struct live *l, const struct changes *changes) {
    bool sort = changes->count <= SINGLY_MOST;
    db_begin_bulk(w);
    pthread_rwlock_wrlock(&l->reading);
    for (size_t i = 0; i < changes->count; i++) {
        follow(w, l, &changes->at[i], sort);
        if (sort && i % HELD_MOST == HELD_MOST - 1) {
            pthread_rwlock_unlock(&l->reading);
            pthread_rwlock_wrlock(&l->reading);
        }
    }
    if (!sort) {
        roster_sort(l->roster);
    }
    renew_index(w, l);
    pthread_rwlock_unlock(&l->reading);
    if (!db_end(w)) {
        return 0; /* the next time takes them in again */
    }
    l->seen = changes->at[changes->count - 1].place;
    return changes->count;
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
