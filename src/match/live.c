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
#include <stdalign.h>
#include <stdlib.h>
#include <time.h>

enum {
    CHANGES_MOST = 2000,    /* taken in at once */
    SINGLY_MOST = 20,       /* more are sorted all together */
    FILL_MILLISECONDS = 50, /* of lists at a time, unless somebody waits */
    APART_MOST = 500,       /* organisations that are weighed one by one */
    CACHE_LINE = 64,
    LOOK_AGAIN_NANOSECONDS = 50000, /* whether the last reader has left */
};

/* One of the two that the same is put into. */
struct side {
    alignas(CACHE_LINE) atomic_uint readers;
    struct roster *roster;
    struct index *index;
    const struct thesaurus *codes; /* held; NULL where nothing was imported */
};

struct live {
    struct side sides[2];
    atomic_uint shown;          /* the side that those who come now read */
    pthread_mutex_t writing;    /* one catches up at a time; what follows is its own */
    atomic_int waiting;         /* so many want to: what is not urgent is left */
    const struct lexicon *base; /* held; what is compiled in */
    struct reader *reader;      /* by the lexicon with what people taught */
    struct live_lists *lists;
    struct arena mem;
    const float *letters;     /* from what is compiled in; what is taught makes no difference */
    atomic_llong caught_up;   /* when it last was, in seconds */
    struct change_place seen; /* the last change taken in */
    int64_t codes_read;       /* the last listing whose codes are sure to be read */
    bool taught;              /* the lexicon is not only what is compiled in */
    bool unsorted;            /* some that were put in stand in no list yet */
};

static struct side *shown(struct live *l) {
    return &l->sides[l->shown];
}

/* What is to be put into both sides; the second time with the first as its twin. */
typedef void change_side(struct side *side, const struct side *twin, void *what);

static void wait_for_readers(const struct side *side) {
    static const struct timespec moment = {.tv_nsec = LOOK_AGAIN_NANOSECONDS};
    while (side->readers) {
        (void)nanosleep(&moment, NULL);
    }
}

/* Left-Right, in a simple form (Ramalhete and Correia, Left-Right: a concurrency control technique with
 * wait-free population oblivious reads, 2015): the side that nobody reads is changed and shown, and when
 * the last reader has left the other one, the same is put into that. */
static void change_both(struct live *l, change_side *change, void *what) {
    unsigned before = l->shown;
    struct side *first = &l->sides[!before];
    struct side *second = &l->sides[before];
    change(first, NULL, what);
    l->shown = !before;
    wait_for_readers(second);
    change(second, first, what);
}

static bool open_sides(struct live *l, const struct lexicon *lexicon, str *fault) {
    for (size_t i = 0; i < 2; i++) {
        l->sides[i].index = index_open(lexicon);
        l->sides[i].roster = roster_open(fault);
    }
    return l->sides[0].roster && l->sides[1].roster;
}

struct live *live_open(const struct lexicon *lexicon, str *fault) {
    struct live *l = aligned_alloc(CACHE_LINE, sizeof(*l)); /* outlives every unit of work */
    if (!l) {
        *fault = STR("out of memory");
        return NULL;
    }
    *l = (struct live){.base = lexicon_hold(lexicon)};
    pthread_mutex_init(&l->writing, NULL);
    bool opened = open_sides(l, lexicon, fault);
    l->lists = live_lists_open();
    l->letters = cognate_idf(&l->mem, lexicon);
    l->reader = reader_open(lexicon);
    if (!opened || !l->reader || !l->lists) {
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
        lexicon_close(l->base);
        live_lists_close(l->lists);
        for (size_t i = 0; i < 2; i++) {
            thesaurus_close(l->sides[i].codes);
            index_close(l->sides[i].index);
            roster_close(l->sides[i].roster);
        }
        pthread_mutex_destroy(&l->writing);
        arena_free(&l->mem);
        free(l);
    }
}

struct reader *live_reader(struct live *l, struct reader *reader) {
    struct live_view view = live_read(l);
    const struct lexicon *now = lexicon_hold(view.index->lexicon);
    live_done(&view);
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

/* Goes on with what the reader reads by. */
static void take_reader(struct live *l, struct reader *reader) {
    reader_close(l->reader);
    l->reader = reader;
    l->taught = true;
}

static void take_codes(struct side *side, const struct thesaurus *codes) {
    thesaurus_close(side->codes);
    side->codes = thesaurus_hold(codes);
}

/* Texts are read anew by live_read_codes(); where there was and is nothing imported, there is nothing
 * to read. */
static int64_t codes_read_of(const struct thesaurus *before, const struct thesaurus *codes) {
    return !before && !codes ? INT64_MAX : 0;
}

void live_load(struct work *w, struct live *l) {
    struct side *one = &l->sides[0];
    struct side *other = &l->sides[1];
    pthread_mutex_lock(&l->writing);
    l->seen = change_last(w);
    atomic_store(&l->caught_up, w->now);
    struct reader *taught = learnt(w, l);
    if (taught) {
        take_reader(l, taught);
        index_learn(one->index, reader_lexicon(taught));
        index_learn(other->index, reader_lexicon(taught));
    }
    const struct thesaurus *codes = scheme_thesaurus(w);
    l->codes_read = codes_read_of(NULL, codes);
    take_codes(one, codes);
    take_codes(other, codes);
    thesaurus_close(codes);
    roster_load(w, one->roster, other->roster);
    db_begin_bulk(w);
    index_load(w, one->index, other->index, one->roster, l->reader);
    db_end(w);
    live_lists_forget(l->lists);
    pthread_mutex_unlock(&l->writing);
}

static struct live_lists_view lists_view(struct work *w, struct live *l) {
    return (struct live_lists_view){shown(l)->index, shown(l)->roster, match_today(w)};
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
static void read_codes(struct work *w, const struct thesaurus *codes, const struct news *news) {
    for (size_t i = 0; codes && news->listing_count <= SINGLY_MOST && i < news->listing_count;
            i++) {
        codes_read(w, codes, &news->listings[i].id, 1);
    }
}

struct taking {
    struct arena *scratch;
    const struct lexicon *lexicon; /* NULL: nothing new was taught */
    const struct thesaurus *codes;
    bool schemes; /* the codes are new */
    bool sort;
    struct news news;
    struct index_news read;
    struct index_changed changed;
};

static void take(struct side *side, const struct side *twin, void *what) {
    struct taking *t = what;
    struct index_putting how = {.scratch = t->scratch,
            .twin = twin ? twin->index : NULL,
            .changed = twin ? NULL : &t->changed};
    if (t->lexicon) {
        index_learn(side->index, t->lexicon);
    }
    if (t->schemes) {
        take_codes(side, t->codes);
    }
    roster_put(side->roster, t->scratch, &t->news, t->sort);
    index_put(&how, side->index, side->roster, &t->read);
}

/* All that needs the database is done before either side is changed. */
static size_t take_in(struct work *w, struct live *l, const struct changes *changes) {
    bool refusals = false;
    struct reader *taught = is_among(changes, STR("term")) ? learnt(w, l) : NULL;
    struct reader *reader = taught ? taught : l->reader;
    struct taking t = {.scratch = w->mem,
            .lexicon = taught ? reader_lexicon(taught) : NULL,
            .schemes = is_among(changes, STR("scheme"))};
    t.codes = t.schemes ? scheme_thesaurus(w) : NULL;
    db_begin_bulk(w);
    t.news = news_in(w, changes, &refusals);
    read_codes(w, shown(l)->codes, &t.news);
    t.read = index_read(w, reader, &t.news, refusals);
    if (!db_end(w)) {
        if (taught) {
            reader_close(taught);
        }
        thesaurus_close(t.codes);
        return 0; /* the next time takes them in again */
    }
    t.sort = t.news.organisation_count + t.news.listing_count <= SINGLY_MOST;
    if (taught) {
        take_reader(l, taught);
    }
    if (t.schemes) {
        l->codes_read = codes_read_of(shown(l)->codes, t.codes);
    }
    change_both(l, take, &t);
    thesaurus_close(t.codes);
    live_lists_note(l->lists, &t.changed);
    l->unsorted |= !t.sort;
    l->seen = changes->last;
    return changes->count;
}

static void sort(struct side *side, const struct side *twin, void *nothing) {
    (void)nothing;
    roster_sort(side->roster, twin ? twin->roster : NULL);
}

struct renewed {
    uint32_t number;
    struct partition *fresh;
};

static void take_partition(struct side *side, const struct side *twin, void *what) {
    const struct renewed *r = what;
    (void)twin;
    finder_take(&side->index->finder, r->number, r->fresh);
}

/* Where many stand apart, their partition is built anew, aside: nobody waits for it. */
static void renew_partitions(struct live *l) {
    for (;;) {
        const struct finder *f = &shown(l)->index->finder;
        struct renewed r = {.number = finder_due(f, APART_MOST)};
        if (r.number == FINDER_NONE) {
            return;
        }
        r.fresh = finder_build(f, r.number);
        change_both(l, take_partition, &r);
        partition_close(r.fresh);
    }
}

struct two_indexes {
    struct index *first, *second;
};

/* Leaves the two that they had. */
static void take_index(struct side *side, const struct side *twin, void *what) {
    struct two_indexes *two = what;
    struct index **one = twin ? &two->second : &two->first;
    struct index *old = side->index;
    side->index = *one;
    *one = old;
}

/* Half of the index closed: it is built anew, aside, and gives its memory back. */
static void renew_index(struct work *w, struct live *l) {
    const struct index *now = shown(l)->index;
    if (now->closed_count * 2 <= now->text_count || now->closed_count <= 1000) {
        return;
    }
    struct two_indexes two = {
            index_open(reader_lexicon(l->reader)), index_open(reader_lexicon(l->reader))};
    db_begin_bulk(w);
    index_load(w, two.first, two.second, shown(l)->roster, l->reader);
    if (db_end(w)) {
        struct live_lists_view before = lists_view(w, l);
        live_lists_follow(l->lists, &before);
        change_both(l, take_index, &two);
    }
    index_close(two.first);
    index_close(two.second);
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
        change_both(l, sort, NULL);
        l->unsorted = false;
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
    struct live_view view = live_read(l);
    const struct thesaurus *now = thesaurus_hold(view.codes);
    live_done(&view);
    return now;
}

/* On one machine at a time: the others find it done. */
bool live_read_codes(struct work *w, struct live *l) {
    pthread_mutex_lock(&l->writing);
    const struct thesaurus *codes = thesaurus_hold(shown(l)->codes);
    int64_t after = l->codes_read;
    pthread_mutex_unlock(&l->writing);
    int64_t last = after;
    if (after < INT64_MAX && db_try_lock(w, STR("codes"))) {
        last = codes_renew(w, codes, after);
        db_unlock(w, STR("codes"));
        pthread_mutex_lock(&l->writing);
        if (shown(l)->codes == codes && l->codes_read == after) {
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
    struct live_view view = live_read(l);
    uint32_t place = roster_organisation_at(view.roster, organisation);
    struct list list = live_lists_at(l->lists, place);
    *best = (struct live_best){0};
    for (size_t i = 0; i < list.count && best->count < LISTS_SHOWN; i++) {
        best->partner[best->count] = view.roster->organisations[list.at[i].organisation].id;
        best->score[best->count++] = list.at[i].score;
    }
    live_done(&view);
    return list.known;
}

/* Whoever counted himself to a side that is shown no more may have come too late to be waited for. */
struct live_view live_read(struct live *l) {
    for (;;) {
        unsigned at = l->shown;
        struct side *side = &l->sides[at];
        side->readers++;
        if (l->shown == at) {
            return (struct live_view){side->roster, side->index, side->codes, &side->readers};
        }
        side->readers--;
    }
}

void live_done(const struct live_view *view) {
    (*view->readers)--;
}
