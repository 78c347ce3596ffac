#include "trust/trust.h"

#include "base/buf.h"
#include "db/change.h"
#include "db/db.h"
#include "trust/speaks.h"

#include <pthread.h>
#include <stdlib.h>

enum { CHANGES_MOST = 1000, GIVERS_AT_ONCE = 1000 };

struct trust {
    pthread_mutex_t writing; /* one catches up at a time */
    pthread_rwlock_t reading;
    struct graph *graph;
    struct speaks speaks;
    struct change_place seen; /* the last change taken in */
};

struct trust *trust_open(void) {
    struct trust *t = calloc(1, sizeof(*t)); /* outlives every unit of work */
    if (!t) {
        return NULL;
    }
    pthread_rwlockattr_t attributes;
    pthread_rwlockattr_init(&attributes);
    pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    pthread_rwlock_init(&t->reading, &attributes);
    pthread_rwlockattr_destroy(&attributes);
    pthread_mutex_init(&t->writing, NULL);
    t->graph = graph_open();
    return t;
}

void trust_close(struct trust *t) {
    if (t) {
        graph_close(t->graph);
        pthread_rwlock_destroy(&t->reading);
        pthread_mutex_destroy(&t->writing);
        free(t);
    }
}

/* ---- reading the database */

/* What some givers have seen, those after one of them, in their order. */
struct seen {
    struct evidence *at;
    size_t count, room;
    int64_t last; /* the last giver that is whole */
};

#define EVIDENCE_COLUMNS "SELECT giver_id, receiver_id, kind, day FROM evidence"

static void add_rows(struct work *w, struct seen *s, struct rows *r) {
    struct evidence e = {0};
    str kind = {0};
    while (db_next(r, to(e.giver), to(e.receiver), to(kind), to(e.day))) {
        if (evidence_kind_of(kind, &e.kind)) {
            arena_room(w->mem, struct evidence, s->at, s->count, s->room);
            s->at[s->count++] = e;
        }
    }
}

static struct seen read_after(struct work *w, int64_t giver) {
    struct seen s = {0};
    s.last = db_number(w,
            "SELECT COALESCE(MAX(giver_id), 0) FROM (SELECT DISTINCT giver_id FROM evidence"
            " WHERE giver_id > ? ORDER BY giver_id LIMIT ?) AS givers",
            num(giver), num(GIVERS_AT_ONCE));
    struct rows r = db_rows(w,
            EVIDENCE_COLUMNS " WHERE giver_id > ? AND giver_id <= ? ORDER BY giver_id, receiver_id",
            num(giver), num(s.last));
    add_rows(w, &s, &r);
    return s;
}

/* What is known of somebody besides what they have seen. */
struct spoken {
    int64_t id;
    str languages; /* all lists that there are of them, one after the other */
    bool off;
};

struct spoken_list {
    struct spoken *at;
    size_t count, room;
};

/* clang-format off */
/* Who has an account reads the pages in its language. An entry counts only where nobody said more
 * themselves. off: they said so themselves, or objected to it where they stand, or stand only where
 * they have not agreed to it. */
#define SPOKEN_COLUMNS                                                                        \
    "SELECT i.id, CASE WHEN i.languages <> '' THEN i.languages ELSE COALESCE(p.languages, '') END,"\
    " COALESCE(a.tongue, ''),"                                                                \
    " CASE WHEN o.individual_id IS NOT NULL THEN 1"                                           \
    "  WHEN ';' || COALESCE(p.objected, '') || ';' LIKE '%;introduced;%' THEN 1"              \
    "  WHEN i.account_id IS NOT NULL THEN 0"                                                  \
    "  WHEN ';' || COALESCE(p.consents, '') || ';' LIKE '%;introduced;%' THEN 0 ELSE 2 END"   \
    " FROM individual AS i LEFT JOIN account AS a ON a.id = i.account_id"                     \
    " LEFT JOIN person AS p ON p.individual_id = i.id"                                        \
    " LEFT JOIN introduction_off AS o ON o.individual_id = i.id"
/* clang-format on */

enum { OFF_BY_THEM = 1, OFF_HERE = 2 };

/* One row for each entry: one of them where they agreed is enough, and one where they object. */
static struct spoken_list take_spoken(struct work *w, struct rows *r) {
    struct spoken_list all = {0};
    int64_t id = 0;
    int64_t off = 0;
    bool agreed = false;
    bool objected = false;
    str languages = {0};
    str tongue = {0};
    while (db_next(r, to(id), to(languages), to(tongue), to(off))) {
        bool same = all.count && all.at[all.count - 1].id == id;
        if (!same) {
            arena_room(w->mem, struct spoken, all.at, all.count, all.room);
            all.at[all.count++] = (struct spoken){.id = id, .languages = tongue};
            agreed = objected = false;
        }
        struct spoken *s = &all.at[all.count - 1];
        struct buf lists = {.mem = w->mem};
        buf_add(&lists, s->languages);
        buf_add(&lists, STR(";"));
        buf_add(&lists, languages);
        s->languages = buf_str(&lists);
        agreed = agreed || off == 0;
        objected = objected || off == OFF_BY_THEM;
        s->off = objected || !agreed;
    }
    return all;
}

static struct spoken_list spoken_after(struct work *w, int64_t after, int64_t last) {
    struct rows r = db_rows(
            w, SPOKEN_COLUMNS " WHERE i.id > ? AND i.id <= ? ORDER BY i.id", num(after), num(last));
    return take_spoken(w, &r);
}

static void put_spoken(struct trust *t, const struct spoken_list *all) {
    for (size_t i = 0; i < all->count; i++) {
        uint32_t place = graph_place(t->graph, all->at[i].id);
        if (place != GRAPH_NONE) {
            struct graph_person *p = &t->graph->people[place];
            p->speaks = speaks_of(&t->speaks, all->at[i].languages);
            p->off = all->at[i].off;
        }
    }
}

/* ---- all of it */

static void put_seen(struct graph *g, const struct seen *s) {
    size_t begin = 0;
    for (size_t i = 1; i <= s->count; i++) {
        if (i == s->count || s->at[i].giver != s->at[begin].giver) {
            graph_put(g, s->at[begin].giver, &(struct evidences){s->at + begin, i - begin});
            begin = i;
        }
    }
}

static void load_people(struct work *w, struct trust *t) {
    int64_t last = db_number(w, "SELECT COALESCE(MAX(id), 0) FROM individual");
    for (int64_t after = 0; after < last && work_ok(w); after += GIVERS_AT_ONCE) {
        struct arena_mark clean = arena_mark(w->mem);
        struct spoken_list some = spoken_after(w, after, after + GIVERS_AT_ONCE);
        put_spoken(t, &some);
        if (work_ok(w)) {
            arena_rewind(w->mem, clean);
        }
    }
}

void trust_load(struct work *w, struct trust *t) {
    pthread_mutex_lock(&t->writing);
    pthread_rwlock_wrlock(&t->reading);
    graph_close(t->graph);
    t->graph = graph_open();
    t->seen = change_last(w);
    graph_load(t->graph);
    int64_t last = 0;
    do {
        struct arena_mark clean = arena_mark(w->mem);
        struct seen s = read_after(w, last);
        put_seen(t->graph, &s);
        last = s.last;
        if (work_ok(w)) {
            arena_rewind(w->mem, clean);
        }
    } while (last && work_ok(w));
    load_people(w, t);
    graph_swap(t->graph, graph_settled(t->graph));
    pthread_rwlock_unlock(&t->reading);
    pthread_mutex_unlock(&t->writing);
}

/* ---- what is new */

/* Each once; what is in them is read before the readers are held up. */
struct fresh {
    int64_t giver; /* or 0 */
    struct seen seen;
    struct spoken_list spoken; /* of the giver and those they have seen, or of one person */
    int64_t gone;              /* an individual that is no more */
};

static bool is_told_later(const struct changes *c, size_t i) {
    for (size_t n = i + 1; n < c->count; n++) {
        if (c->at[n].id == c->at[i].id && str_eq(c->at[n].object, c->at[i].object)) {
            return true;
        }
    }
    return false;
}

static struct fresh read_giver(struct work *w, int64_t giver) {
    struct fresh f = {.giver = giver};
    struct rows r =
            db_rows(w, EVIDENCE_COLUMNS " WHERE giver_id = ? ORDER BY receiver_id", num(giver));
    add_rows(w, &f.seen, &r);
    struct rows p = db_rows(w,
            SPOKEN_COLUMNS " WHERE i.id = ? OR i.id IN"
                           " (SELECT receiver_id FROM evidence WHERE giver_id = ?) ORDER BY i.id",
            num(giver), num(giver));
    f.spoken = take_spoken(w, &p);
    return f;
}

static struct fresh read_person(struct work *w, int64_t individual) {
    struct fresh f = {0};
    struct rows r = db_rows(w, SPOKEN_COLUMNS " WHERE i.id = ? ORDER BY i.id", num(individual));
    f.spoken = take_spoken(w, &r);
    f.gone = f.spoken.count ? 0 : individual;
    return f;
}

static void put_fresh(struct trust *t, const struct fresh *f) {
    if (f->giver) {
        graph_put(t->graph, f->giver, &(struct evidences){f->seen.at, f->seen.count});
    }
    if (f->gone) {
        graph_remove(t->graph, f->gone);
    }
    put_spoken(t, &f->spoken);
}

static bool take_in(struct work *w, struct trust *t, const struct changes *changes) {
    struct fresh *all = arena_new(w->mem, struct fresh, changes->count);
    size_t count = 0;
    for (size_t i = 0; i < changes->count; i++) {
        bool giver = str_eq(changes->at[i].object, STR("evidence"));
        bool person = str_eq(changes->at[i].object, STR("individual"));
        if ((giver || person) && !is_told_later(changes, i)) {
            all[count++] =
                    giver ? read_giver(w, changes->at[i].id) : read_person(w, changes->at[i].id);
        }
    }
    if (!work_ok(w)) {
        return false; /* the next time takes them in again */
    }
    pthread_rwlock_wrlock(&t->reading);
    for (size_t i = 0; i < count; i++) {
        put_fresh(t, &all[i]);
    }
    pthread_rwlock_unlock(&t->reading);
    t->seen = changes->last;
    return true;
}

static void settle(struct trust *t) {
    if (graph_is_wasteful(t->graph)) {
        struct graph *settled = graph_settled(t->graph);
        pthread_rwlock_wrlock(&t->reading);
        graph_swap(t->graph, settled);
        pthread_rwlock_unlock(&t->reading);
    }
}

size_t trust_catch_up(struct work *w, struct trust *t) {
    size_t taken = 0;
    bool more = true;
    pthread_mutex_lock(&t->writing);
    while (more) {
        struct arena_mark clean = arena_mark(w->mem);
        struct changes changes = change_list(w, t->seen, CHANGES_MOST);
        more = changes.count && take_in(w, t, &changes);
        taken += more ? changes.count : 0;
        if (work_ok(w)) {
            arena_rewind(w->mem, clean);
        }
    }
    if (taken) {
        settle(t);
    }
    pthread_mutex_unlock(&t->writing);
    return taken;
}

/* ---- asking */

struct trust_chains trust_chains(
        struct work *w, struct trust *t, const struct chain_question *question) {
    pthread_rwlock_rdlock(&t->reading);
    struct trust_chains found = chain_find(w->mem, t->graph, question);
    pthread_rwlock_unlock(&t->reading);
    return found;
}

const struct graph *trust_read(struct trust *t) {
    pthread_rwlock_rdlock(&t->reading);
    return t->graph;
}

void trust_done(struct trust *t) {
    pthread_rwlock_unlock(&t->reading);
}
