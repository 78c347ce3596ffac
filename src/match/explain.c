#include "match/explain.h"

#include "base/buf.h"
#include "lang/cognate.h"
#include "lang/fold.h"
#include "lang/normal.h"
#include "match/understood.h"

#include <stdlib.h>

enum { FURTHER = 2 };

struct reading_of {
    struct spans title, body;
    struct gaps unknown_title, unknown_body;
};

static struct reading_of read_listing(
        struct work *w, struct reader *reader, const struct listing *l) {
    struct understood_text text = {.title = l->title, .body = l->body};
    (void)tongue_of(l->lang, &text.tongue);
    struct understood u = understood_read(w, reader, l->id, text);
    return (struct reading_of){u.title.met, u.body.met, u.title.unknown, u.body.unknown};
}

bool explain_within(const struct lexicon *l, uint32_t concept, uint32_t wider) {
    for (int up = 0; up <= FURTHER; up++) {
        if (concept == wider) {
            return true;
        }
        if (!lexicon_broader(l, concept, &concept)) {
            return false;
        }
    }
    return false;
}

static bool means(const struct lexicon *l, const struct spans *s, uint32_t concept) {
    for (size_t i = 0; i < s->count; i++) {
        if (explain_within(l, s->at[i].concept, concept)) {
            return true;
        }
    }
    return false;
}

static bool reading_means(const struct lexicon *l, const struct reading_of *r, uint32_t concept) {
    return means(l, &r->title, concept) || means(l, &r->body, concept);
}

/* Concepts of kinds that say little come last, and find no room where there are many. */
static int telling(const struct lexicon *l, uint32_t concept) {
    switch (lexicon_kind(l, concept)) {
    case 'Q': return 0;
    case 'F': return 1;
    case 'S': return 2;
    default: return 3;
    }
}

static void add_concept(struct explanation *e, uint32_t concept) {
    for (size_t i = 0; i < e->concept_count; i++) {
        if (e->concepts[i] == concept) {
            return;
        }
    }
    if (e->concept_count < EXPLAIN_CONCEPTS) {
        e->concepts[e->concept_count++] = concept;
    }
}

/* What one text means and the other means too, or something within it. */
static void add_shared(struct explanation *e, const struct lexicon *l, const struct spans *mine,
        const struct reading_of *other, int wanted) {
    for (size_t i = 0; i < mine->count; i++) {
        uint32_t concept = mine->at[i].concept;
        if (telling(l, concept) == wanted && reading_means(l, other, concept)) {
            add_concept(e, concept);
        }
    }
}

static uint32_t tint_of(const struct explanation *e, const struct lexicon *l, uint32_t concept) {
    for (size_t i = 0; i < e->concept_count; i++) {
        if (e->concepts[i] == concept) {
            return (uint32_t)i + 1;
        }
    }
    for (size_t i = 0; i < e->concept_count; i++) {
        if (explain_within(l, concept, e->concepts[i])) {
            return (uint32_t)i + 1;
        }
    }
    return 0;
}

static struct marks marks_of(struct work *w, const struct explanation *e, const struct lexicon *l,
        const struct spans *s) {
    struct marks m = {.at = arena_new(w->mem, struct mark, s->count + 1)};
    uint32_t end = 0;
    for (size_t i = 0; i < s->count; i++) {
        uint32_t tint = tint_of(e, l, s->at[i].concept);
        if (tint && s->at[i].start >= end) {
            m.at[m.count++] = (struct mark){s->at[i].start, s->at[i].len, tint};
            end = s->at[i].start + s->at[i].len;
        }
    }
    return m;
}

static bool lists_alike(struct work *w, str list, str wanted) {
    str one;
    while (list.len && str_cut(&list, ';', &one)) {
        if (str_starts(fold_name(w->mem, one), wanted)) {
            return true;
        }
    }
    return false;
}

static void add_item(struct buf *list, str item) {
    buf_add(list, list->len ? STR(";") : (str){0});
    buf_add(list, item);
}

static void compare_certificates(struct work *w, struct explanation *e, const struct listing *need,
        const struct listing *offer, str held) {
    struct buf met = {.mem = w->mem};
    struct buf not_stated = {.mem = w->mem};
    str asked = need->certificates;
    str one;
    while (asked.len && str_cut(&asked, ';', &one)) {
        str wanted = fold_name(w->mem, one);
        bool has = lists_alike(w, offer->certificates, wanted) || lists_alike(w, held, wanted);
        add_item(has ? &met : &not_stated, str_trim(one));
    }
    e->met = buf_str(&met);
    e->not_stated = buf_str(&not_stated);
}

/* Whether either means the other, or something wider or narrower. */
static bool touches(const struct lexicon *l, const struct reading_of *r, uint32_t asked) {
    const struct spans *all[2] = {&r->title, &r->body};
    for (int k = 0; k < 2; k++) {
        for (size_t i = 0; i < all[k]->count; i++) {
            uint32_t said = all[k]->at[i].concept;
            if (explain_within(l, said, asked) || explain_within(l, asked, said)) {
                return true;
            }
        }
    }
    return false;
}

static void add_missing(struct explanation *e, uint32_t concept) {
    for (size_t i = 0; i < e->missing_count; i++) {
        if (e->missing[i] == concept) {
            return;
        }
    }
    if (e->missing_count < EXPLAIN_MISSING) {
        e->missing[e->missing_count++] = concept;
    }
}

/* Only things, processes and certificates: what is generic is not missed. */
static void find_missing(struct explanation *e, const struct lexicon *l, const struct spans *need,
        const struct reading_of *offer) {
    for (size_t i = 0; i < need->count; i++) {
        uint32_t concept = need->at[i].concept;
        bool sure = need->at[i].evidence != EVIDENCE_COMPOUND && need->at[i].weight >= 0.9F;
        if (sure && telling(l, concept) == 3 && !touches(l, offer, concept)) {
            add_missing(e, concept);
        }
    }
}

static void add_unknown(struct explanation *e, int which, str word) {
    for (size_t i = 0; i < e->unknown_count[which]; i++) {
        if (str_eq(e->unknown[which][i], word)) {
            return;
        }
    }
    if (e->unknown_count[which] < EXPLAIN_WORDS) {
        e->unknown[which][e->unknown_count[which]++] = word;
    }
}

static void find_unknown(struct explanation *e, int which, str text, const struct gaps *gaps) {
    for (size_t i = 0; i < gaps->count; i++) {
        add_unknown(e, which, (str){text.at + gaps->at[i].start, gaps->at[i].len});
    }
}

static bool sounds_alike(struct work *w, str a, str b) {
    struct cognate x;
    struct cognate y;
    str one = normal_of(w->mem, a).text;
    str two = normal_of(w->mem, b).text;
    if (one.len > COGNATE_WORD_MOST || two.len > COGNATE_WORD_MOST) {
        return false;
    }
    cognate_of(one, &x);
    cognate_of(two, &y);
    return x.len >= 3 && str_eq((str){x.at, x.len}, (str){y.at, y.len});
}

/* What looks alike is understood after all, in its way. */
static void find_alike(struct work *w, struct explanation *e) {
    for (size_t i = 0; i < e->unknown_count[0]; i++) {
        for (size_t k = 0; k < e->unknown_count[1] && e->alike_count < EXPLAIN_WORDS; k++) {
            if (sounds_alike(w, e->unknown[0][i], e->unknown[1][k])) {
                e->alike[e->alike_count++] = (struct likeness){e->unknown[0][i], e->unknown[1][k]};
            }
        }
    }
}

struct explanation explain_pair(struct work *w, struct reader *reader, const struct listing *need,
        const struct listing *offer, str held) {
    const struct lexicon *l = reader_lexicon(reader);
    struct reading_of n = read_listing(w, reader, need);
    struct reading_of o = read_listing(w, reader, offer);
    struct explanation e = {0};
    for (int wanted = 3; wanted >= 0; wanted--) {
        add_shared(&e, l, &n.title, &o, wanted);
        add_shared(&e, l, &o.title, &n, wanted);
        add_shared(&e, l, &n.body, &o, wanted);
        add_shared(&e, l, &o.body, &n, wanted);
    }
    e.need = (struct explained){marks_of(w, &e, l, &n.title), marks_of(w, &e, l, &n.body)};
    e.offer = (struct explained){marks_of(w, &e, l, &o.title), marks_of(w, &e, l, &o.body)};
    find_missing(&e, l, &n.title, &o);
    find_missing(&e, l, &n.body, &o);
    find_unknown(&e, 0, need->title, &n.unknown_title);
    find_unknown(&e, 0, need->body, &n.unknown_body);
    find_unknown(&e, 1, offer->title, &o.unknown_title);
    find_unknown(&e, 1, offer->body, &o.unknown_body);
    find_alike(w, &e);
    compare_certificates(w, &e, need, offer, held);
    return e;
}
