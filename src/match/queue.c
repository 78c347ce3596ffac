#include "match/queue.h"

#include "db/db.h"
#include "lang/annotate.h"
#include "lang/date.h"
#include "lang/normal.h"

#include <stdlib.h>

struct place {
    struct queued queued;
    uint64_t hash; /* 0: nothing stands here */
    bool ignored;
};

struct counting {
    struct arena *mem;
    struct place *at; /* open addressing; a power of two */
    size_t count, room;
};

static uint64_t hash_of(str word, enum tongue t) {
    uint64_t h = 0xCBF29CE484222325u + t; /* FNV-1a */
    for (size_t i = 0; i < word.len; i++) {
        h = (h ^ (unsigned char)word.at[i]) * 0x100000001B3u;
    }
    return h | 1;
}

static struct place *place_of(struct counting *c, str word, enum tongue t) {
    uint64_t hash = hash_of(word, t);
    size_t at = hash & (c->room - 1);
    while (c->at[at].hash && !(c->at[at].hash == hash && c->at[at].queued.tongue == t &&
                                     str_eq(c->at[at].queued.word, word))) {
        at = (at + 1) & (c->room - 1);
    }
    return &c->at[at];
}

static void make_room(struct counting *c) {
    if (c->count * 2 < c->room) {
        return;
    }
    struct counting more = {.mem = c->mem, .count = c->count, .room = c->room ? c->room * 2 : 1024};
    more.at = arena_new(c->mem, struct place, more.room);
    for (size_t i = 0; i < c->room; i++) {
        if (c->at[i].hash) {
            *place_of(&more, c->at[i].queued.word, c->at[i].queued.tongue) = c->at[i];
        }
    }
    *c = more;
}

static struct place *put(struct counting *c, str word, enum tongue t) {
    make_room(c);
    struct place *p = place_of(c, word, t);
    if (!p->hash) {
        p->hash = hash_of(word, t);
        p->queued.word = word;
        p->queued.tongue = t;
        c->count++;
    }
    return p;
}

static void leave_out_ignored(struct work *w, struct counting *c, int64_t cluster) {
    struct ignored_words all = queue_ignored(w, cluster);
    for (size_t i = 0; i < all.count; i++) {
        put(c, all.at[i].word, all.at[i].tongue)->ignored = true;
    }
}

static void count_words(struct counting *c, str words, enum tongue t, const struct queued *text) {
    str word;
    while (words.len && str_cut(&words, ' ', &word)) {
        struct queued *q = word.len ? &put(c, word, reader_tongue(t, word))->queued : NULL;
        if (q && q->listing != text->listing) {
            q->listing = text->listing;
            q->title = text->title;
            q->title_lang = text->title_lang;
            q->texts++;
        }
    }
}

static int by_texts(const void *a, const void *b) {
    const struct queued *x = a;
    const struct queued *y = b;
    if (x->texts != y->texts) {
        return x->texts > y->texts ? -1 : 1;
    }
    int order = str_order(x->word, y->word);
    return order ? order : (x->tongue > y->tongue) - (x->tongue < y->tongue);
}

static struct queue sorted(const struct counting *c) {
    struct queue q = {.at = arena_new(c->mem, struct queued, c->count + 1)};
    for (size_t i = 0; i < c->room; i++) {
        const struct queued *one = &c->at[i].queued;
        if (c->at[i].hash && !c->at[i].ignored && one->texts) {
            q.at[q.total++] = *one;
            q.frequent += one->texts >= QUEUE_FREQUENT;
        }
    }
    if (q.total) {
        qsort(q.at, q.total, sizeof(*q.at), by_texts);
    }
    q.count = q.total < QUEUE_MOST ? q.total : QUEUE_MOST;
    return q;
}

struct queue queue_of(struct work *w, int64_t cluster) {
    struct counting c = {.mem = w->mem};
    struct queued text = {0};
    str words = {0};
    leave_out_ignored(w, &c, cluster);
    struct rows r = db_rows(w,
            "SELECT l.id, l.title, l.lang, n.unknown FROM membership AS m"
            " JOIN organisation AS o ON o.id = m.organisation_id AND o.withdrawn = 0"
            " JOIN listing AS l ON l.organisation_id = o.id AND l.status = 'published'"
            " JOIN annotation AS n ON n.listing_id = l.id AND n.unknown <> ''"
            " WHERE m.cluster_id = ? AND (l.valid_until = '' OR l.valid_until >= ?)"
            " ORDER BY l.id DESC LIMIT ?",
            num(cluster), txt(date_of(w->mem, w->now)), num(QUEUE_TEXTS_MOST));
    while (db_next(&r, to(text.listing), to(text.title), to(text.title_lang), to(words))) {
        enum tongue t = EN;
        if (tongue_of(text.title_lang, &t)) {
            count_words(&c, words, t, &text);
        }
    }
    return sorted(&c);
}

struct ignored_words queue_ignored(struct work *w, int64_t cluster) {
    struct ignored_words found = {.at = arena_new(w->mem, struct ignored, IGNORED_MOST)};
    struct ignored one = {0};
    str lang = {0};
    struct rows r = db_rows(w,
            "SELECT i.word, i.lang, COALESCE(a.name, ''), i.at FROM ignored_word AS i"
            " LEFT JOIN account AS a ON a.id = i.account_id"
            " WHERE i.cluster_id = ? ORDER BY i.at DESC, i.lang, i.word LIMIT ?",
            num(cluster), num(IGNORED_MOST));
    while (db_next(&r, to(one.word), to(lang), to(one.account_name), to(one.at))) {
        if (tongue_of(lang, &one.tongue)) {
            found.at[found.count++] = one;
        }
    }
    return found;
}

void queue_ignore(struct work *w, int64_t cluster, str word, enum tongue t) {
    db_run(w,
            "INSERT INTO ignored_word (cluster_id, lang, word, account_id, at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            num(cluster), txt(tongue_code(t)), txt(normal_of(w->mem, word).text), num(w->actor),
            num(w->now));
}

void queue_heed(struct work *w, int64_t cluster, str word, enum tongue t) {
    db_run(w, "DELETE FROM ignored_word WHERE cluster_id = ? AND lang = ? AND word = ?",
            num(cluster), txt(tongue_code(t)), txt(normal_of(w->mem, word).text));
}
