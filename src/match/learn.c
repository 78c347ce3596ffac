#include "match/learn.h"

#include "db/db.h"
#include "directory/roster_find.h"
#include "lang/normal.h"
#include "lang/stem.h"
#include "lang/token.h"
#include "match/meaning.h"

#include <math.h>
#include <stdlib.h>

struct text_search {
    struct arena *mem;
    const struct roster *roster;
    const struct taught_term *term;
    struct learn_texts *out;
    size_t room;
};

static bool is_concerned(const struct text_search *f, uint32_t place) {
    const struct roster_listing *l = &f->roster->listings[place];
    enum tongue t = f->term->tongue;
    bool read_so = l->tongue == t || (t == EN && l->tongue == ZH);
    return read_so && !l->gone && l->published &&
           (f->term->cluster == 0 ||
                   roster_member(f->roster, &f->roster->organisations[l->organisation],
                           f->term->cluster));
}

static void met(void *who, uint32_t place) {
    struct text_search *f = who;
    if (is_concerned(f, place) && f->out->count < 2 * (size_t)LEARN_TEXTS_MOST) {
        arena_room(f->mem, uint32_t, f->out->at, f->out->count, f->room);
        f->out->at[f->out->count++] = place;
    }
}

static int by_place(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void once_each(struct learn_texts *t) {
    size_t kept = 0;
    if (t->count) {
        qsort(t->at, t->count, sizeof(*t->at), by_place);
    }
    for (size_t i = 0; i < t->count && kept < LEARN_TEXTS_MOST; i++) {
        if (kept == 0 || t->at[kept - 1] != t->at[i]) {
            t->at[kept++] = t->at[i];
        }
    }
    t->count = kept;
}

/* The longest word of the term, without its ending; of Han signs the first two. */
static str sign_of(struct arena *mem, const struct taught_term *t) {
    str normal = normal_of(mem, t->term).text;
    struct token token;
    struct token longest = {0};
    for (size_t at = 0; token_next(normal, at, &token); at = token.start + token.len) {
        longest = token.len > longest.len ? token : longest;
    }
    str word = token_text(normal, longest);
    if (longest.kind == TOKEN_HAN) {
        return str_cap(word, 6);
    }
    struct stem room;
    struct stems stems = stems_open();
    str stem = arena_copy(mem, stem_of(&stems, t->tongue, word, &room));
    stems_close(&stems);
    return stem.len && str_starts(word, stem) ? stem : word;
}

struct learn_texts learn_texts(struct work *w, const struct index *x, const struct roster *r,
        const struct taught_term *t) {
    struct learn_texts found = {0};
    struct text_search f = {.mem = w->mem, .roster = r, .term = t, .out = &found};
    words_holding(x->words, sign_of(w->mem, t), met, &f);
    once_each(&found);
    found.ids = arena_new(w->mem, int64_t, found.count + 1);
    for (size_t i = 0; i < found.count; i++) {
        found.ids[i] = r->listings[found.at[i]].id;
    }
    return found;
}

static int by_text(const void *a, const void *b) {
    uint32_t x = ((const struct met *)a)->text;
    uint32_t y = ((const struct met *)b)->text;
    return (x > y) - (x < y);
}

/* How many of `now` are not among `before`. */
static size_t more_than(const struct mets *now, const struct mets *before) {
    size_t more = 0;
    for (size_t i = 0, k = 0; i < now->count; i++) {
        while (k < before->count && before->at[k].text < now->at[i].text) {
            k++;
        }
        more += k == before->count || before->at[k].text != now->at[i].text;
    }
    return more;
}

static void sort(struct mets *m) {
    if (m->count) {
        qsort(m->at, m->count, sizeof(*m->at), by_text);
    }
}

static bool same(const struct vector *a, const struct vector *b) {
    bool alike = a->count == b->count;
    for (size_t i = 0; alike && i < a->count; i++) {
        alike = a->at[i].key == b->at[i].key && fabsf(a->at[i].value - b->at[i].value) < 1e-4F;
    }
    return alike;
}

static void note_change(struct learn_change *c, int64_t listing) {
    if (c->changed < LEARN_FIRST) {
        c->first[c->changed] = listing;
    }
    c->changed++;
}

static void keep_seen(const struct learn_trial *trial, struct learn_texts *texts) {
    const struct roster *r = trial->roster;
    size_t kept = 0;
    for (size_t i = 0; i < texts->count; i++) {
        if (roster_sees_listing(r, trial->scope, &r->listings[texts->at[i]])) {
            texts->at[kept] = texts->at[i];
            texts->ids[kept++] = texts->ids[i];
        }
    }
    texts->count = kept;
}

struct learn_change learn_try(
        struct work *w, const struct learn_trial *trial, const struct taught_term *t) {
    const struct index *x = trial->index;
    const struct roster *r = trial->roster;
    struct learn_texts texts = learn_texts(w, x, r, t);
    keep_seen(trial, &texts);
    struct learn_change change = {.texts = texts.count};
    struct match_scratch scratch = match_scratch(w->mem, x);
    struct reader *reader = reader_open(trial->then);
    struct arena_mark clean = arena_mark(w->mem);
    for (size_t i = 0; i < texts.count && change.tried < LEARN_TRIED_MOST; i++) {
        uint32_t place = texts.at[i];
        const struct text *own = index_text_of(x, place);
        struct read_text read = {0};
        int64_t version = 0;
        if (!meaning_now(w, reader, r->listings[place].id, &read, &version)) {
            continue;
        }
        struct text as = index_text(x, r, place, vector_of(w->mem, trial->then, &read.meaning));
        if (!own || !same(&own->vector, &as.vector)) {
            note_change(&change, r->listings[place].id);
        }
        struct mets before = own ? match_as(w, x, own, &scratch) : (struct mets){0};
        struct mets after = match_as(w, x, &as, &scratch);
        sort(&before);
        sort(&after);
        change.gained += more_than(&after, &before);
        change.lost += more_than(&before, &after);
        change.tried++;
        arena_rewind(w->mem, clean);
    }
    reader_close(reader);
    return change;
}

void learn_touch(struct work *w, const struct learn_texts *texts) {
    for (size_t i = 0; i < texts->count; i++) {
        meaning_forget(w, texts->ids[i]);
    }
}
