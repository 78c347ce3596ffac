#include "match/live.h"

#include "db/change.h"
#include "db/db.h"
#include "directory/scheme.h"
#include "directory/taught.h"
#include "lang/cognate.h"
#include "lang/thesaurus.h"
#include "match/codes.h"
#include "match/live_lists.h"
#include "match/match.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum {
    CHANGES_MOST = 2000,    /* taken in at once: readers wait some milliseconds */
    SINGLY_MOST = 20,       /* more are sorted all together, aside */
    FILL_MILLISECONDS = 50, /* of lists at a time, unless somebody waits */
    APART_MOST = 500,       /* organisations that are weighed one by one */
};

struct live {
    const struct lexicon *base;    /* held; what is compiled in */
    const struct lexicon *lexicon; /* held; and what people taught */
    pthread_mutex_t writing;       /* one catches up at a time */
    atomic_int waiting;            /* so many want to: what is not urgent is left */
    pthread_rwlock_t reading;
    struct roster *roster;
    struct index *index;
    struct live_lists *lists;
    struct reader *reader;
    struct arena mem;
    const float *letters;     /* from what is compiled in; what is taught makes no difference */
    atomic_llong caught_up;   /* when it last was, in seconds */
    struct change_place seen; /* the last change taken in */
    const struct thesaurus *codes; /* held; NULL where nothing was imported */
    int64_t codes_read;            /* the last listing whose codes are sure to be read */
    bool taught;                   /* the lexicon is not only what is compiled in */
    bool unsorted;                 /* some that were put in stand in no list yet */
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
    l->base = lexicon_hold(lexicon);
    l->lexicon = lexicon_hold(lexicon);
    pthread_mutex_init(&l->writing, NULL);
    open_lock(&l->reading);
    l->roster = roster_open(fault);
    l->index = index_open(lexicon);
    l->lists = live_lists_open();
    l->letters = cognate_idf(&l->mem, lexicon);
    l->reader = reader_open(lexicon);
    if (!l->roster || !l->reader || !l->lists) {
        live_close(l);
        return NULL;
    }
    return l;
}

void live_close(struct live *l) {
    if (l) {
        if (l->reader) {
            reader_close(l->reader);
        }
        lexicon_close(l->lexicon);
        lexicon_close(l->base);
        thesaurus_close(l->codes);
        live_lists_close(l->lists);
        index_close(l->index);
        roster_close(l->roster);
        pthread_rwlock_destroy(&l->reading);
        pthread_mutex_destroy(&l->writing);
        arena_free(&l->mem);
        free(l);
    }
}

struct reader *live_reader(struct live *l, struct reader *reader) {
    pthread_rwlock_rdlock(&l->reading);
    const struct lexicon *now = lexicon_hold(l->lexicon);
    pthread_rwlock_unlock(&l->reading);
    if (reader && reader_lexicon(reader) != now) {
        reader_close(reader);
        reader = NULL;
    }
    reader = reader ? reader : reader_open(now);
    lexicon_close(now);
    return reader;
}

/* A reader by the lexicon with all that is taught by now; NULL where nothing new was, or it cannot be
 * read in. */
static struct reader *learnt(struct work *w, const struct live *l) {
    str fault = {0};
    struct taught_files files = taught_files(w);
    bool same = files.count == 0 && !l->taught;
    struct lexicon *fresh =
            work_ok(w) && !same ? lexicon_taught(l->base, files.at, files.count, &fault) : NULL;
    if (fault.len) {
        work_fail(w, fault);
    }
    struct reader *reader = fresh ? reader_open(fresh) : NULL;
    lexicon_close(fresh);
    return reader;
}

/* Goes on with what the reader reads by; while nobody reads. */
static void take_lexicon(struct live *l, struct reader *reader) {
    lexicon_close(l->lexicon);
    reader_close(l->reader);
    l->lexicon = lexicon_hold(reader_lexicon(reader));
    l->taught = true;
    l->reader = reader;
    index_learn(l->index, l->lexicon);
}

/* While nobody reads. Texts are read anew by live_read_codes(); the first time there may be nothing
 * imported, and nothing to read. */
static void take_codes(struct live *l, const struct thesaurus *codes) {
    bool none = !l->codes && !codes;
    thesaurus_close(l->codes);
    l->codes = codes;
    l->codes_read = none ? INT64_MAX : 0;
}

void live_load(struct work *w, struct live *l) {
    pthread_mutex_lock(&l->writing);
    pthread_rwlock_wrlock(&l->reading);
    l->seen = change_last(w);
    atomic_store(&l->caught_up, w->now);
    struct reader *taught = learnt(w, l);
    if (taught) {
        take_lexicon(l, taught);
    }
    take_codes(l, scheme_thesaurus(w));
    roster_load(w, l->roster);
    db_begin_bulk(w);
    index_load(w, l->index, l->roster, l->reader);
    db_end(w);
    pthread_rwlock_unlock(&l->reading);
    live_lists_forget(l->lists);
    pthread_mutex_unlock(&l->writing);
}

static struct live_lists_view lists_view(struct work *w, const struct live *l) {
    return (struct live_lists_view){l->index, l->roster, match_today(w)};
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

static bool is_among(const struct changes *changes, str object) {
    for (size_t i = 0; i < changes->count; i++) {
        if (str_eq(changes->at[i].object, object)) {
            return true;
        }
    }
    return false;
}

/* What was saved just now is read at once: it is little. */
static void read_codes(struct work *w, const struct live *l, const struct news *news) {
    for (size_t i = 0; l->codes && news->listing_count <= SINGLY_MOST && i < news->listing_count;
            i++) {
        codes_read(w, l->codes, &news->listings[i].id, 1);
    }
}

/* All that needs the database is done before the readers are held up. */
static size_t take_in(struct work *w, struct live *l, const struct changes *changes) {
    bool refusals = false;
    struct reader *taught = is_among(changes, STR("term")) ? learnt(w, l) : NULL;
    struct reader *reader = taught ? taught : l->reader;
    bool schemes = is_among(changes, STR("scheme"));
    const struct thesaurus *codes = schemes ? scheme_thesaurus(w) : NULL;
    db_begin_bulk(w);
    struct news news = news_in(w, changes, &refusals);
    read_codes(w, l, &news);
    struct index_news read = index_read(w, reader, &news, refusals);
    if (!db_end(w)) {
        if (taught) {
            reader_close(taught);
        }
        thesaurus_close(codes);
        return 0; /* the next time takes them in again */
    }
    bool sort = news.organisation_count + news.listing_count <= SINGLY_MOST;
    pthread_rwlock_wrlock(&l->reading);
    if (taught) {
        take_lexicon(l, taught);
    }
    if (schemes) {
        take_codes(l, codes);
    }
    roster_put(l->roster, w->mem, &news, sort);
    struct index_changed changed = {0};
    index_put(w->mem, l->index, l->roster, &read, &changed);
    pthread_rwlock_unlock(&l->reading);
    live_lists_note(l->lists, &changed);
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

/* Where many stand apart, their partition is built anew, aside: nobody waits for it. */
static void renew_partitions(struct live *l) {
    struct finder *f = &l->index->finder;
    for (uint32_t due = finder_due(f, APART_MOST); due != FINDER_NONE;
            due = finder_due(f, APART_MOST)) {
        struct partition *fresh = finder_build(f, due);
        pthread_rwlock_wrlock(&l->reading);
        struct partition *old = finder_take(f, due, fresh);
        pthread_rwlock_unlock(&l->reading);
        partition_free(old);
    }
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
    struct live_lists_view before = lists_view(w, l);
    live_lists_follow(l->lists, &before);
    pthread_rwlock_wrlock(&l->reading);
    struct index *old = l->index;
    l->index = fresh;
    pthread_rwlock_unlock(&l->reading);
    index_close(old);
}

size_t live_catch_up(struct work *w, struct live *l) {
    size_t taken = 0;
    size_t last = 0;
    atomic_fetch_add(&l->waiting, 1);
    pthread_mutex_lock(&l->writing);
    atomic_fetch_sub(&l->waiting, 1);
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
    if (work_ok(w)) {
        atomic_store(&l->caught_up, w->now);
    }
    if (taken) {
        renew_partitions(l);
        renew_index(w, l);
    }
    pthread_mutex_unlock(&l->writing);
    return taken;
}

int64_t live_caught_up(const struct live *l) {
    return atomic_load(&l->caught_up);
}

const float *live_letters(const struct live *l) {
    return l->letters;
}

const struct thesaurus *live_codes(struct live *l) {
    pthread_rwlock_rdlock(&l->reading);
    const struct thesaurus *now = thesaurus_hold(l->codes);
    pthread_rwlock_unlock(&l->reading);
    return now;
}

/* On one machine at a time: the others find it done. */
bool live_read_codes(struct work *w, struct live *l) {
    pthread_mutex_lock(&l->writing);
    const struct thesaurus *codes = thesaurus_hold(l->codes);
    int64_t after = l->codes_read;
    pthread_mutex_unlock(&l->writing);
    int64_t last = after;
    if (after < INT64_MAX && db_try_lock(w, STR("codes"))) {
        last = codes_renew(w, codes, after);
        db_unlock(w, STR("codes"));
        pthread_mutex_lock(&l->writing);
        if (l->codes == codes && l->codes_read == after) {
            l->codes_read = last;
        }
        pthread_mutex_unlock(&l->writing);
    }
    thesaurus_close(codes);
    return last > after && last < INT64_MAX && work_ok(w);
}

static int64_t milliseconds(void) {
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool live_fill_lists(struct work *w, struct live *l) {
    pthread_mutex_lock(&l->writing);
    struct live_lists_view view = lists_view(w, l);
    live_lists_follow(l->lists, &view);
    bool more = true;
    int64_t begin = milliseconds();
    while (more && atomic_load(&l->waiting) == 0 && milliseconds() - begin < FILL_MILLISECONDS) {
        more = live_lists_fill(l->lists, &view, 1);
    }
    pthread_mutex_unlock(&l->writing);
    return more;
}

bool live_best(struct live *l, int64_t organisation, struct live_best *best) {
    struct list list = {0};
    *best = (struct live_best){0};
    pthread_rwlock_rdlock(&l->reading);
    uint32_t place = roster_organisation_at(l->roster, organisation);
    bool known = place != ROSTER_NONE && live_lists_at(l->lists, place, &list);
    for (size_t i = 0; i < list.count && best->count < LISTS_SHOWN; i++) {
        best->partner[best->count] = l->roster->organisations[list.at[i].organisation].id;
        best->score[best->count++] = list.at[i].score;
    }
    pthread_rwlock_unlock(&l->reading);
    return known;
}

struct live_view live_read(struct live *l) {
    pthread_rwlock_rdlock(&l->reading);
    return (struct live_view){l->roster, l->index, l->codes};
}

void live_done(struct live *l) {
    pthread_rwlock_unlock(&l->reading);
}
