#include "lang/thesaurus.h"

#include "lang/cognate.h"
#include "lang/terms.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { NOWHERE = UINT32_MAX, FURTHER = 4 };

static const float least_like = 0.02F; /* below it a label only shares some letters */

struct code {
    str code;
    uint32_t scheme;
    uint32_t broader;
    str labels[TONGUE_COUNT]; /* the ones that are shown */
};

struct posting {
    uint32_t code;
    float weight;
};

/* The labels of one scheme in one language by their groups of letters. */
struct labels_of {
    uint32_t *begin; /* by group, where its postings begin; one more at the end. NULL: no labels */
    struct posting *postings;
    float *idf; /* by group */
};

struct scheme {
    str key;
    uint32_t begin, end; /* its codes */
    struct labels_of labels[TONGUE_COUNT];
};

struct named {
    str code;
    uint32_t number;
};

struct thesaurus {
    struct arena mem;
    atomic_int *users;
    struct terms stops; /* nothing but the words without matter */
    struct scheme *schemes;
    size_t scheme_count;
    struct code *codes;
    struct named *by_code; /* sorted within each scheme */
    size_t count;
    uint64_t version;
};

/* FNV-1a: not for secrets, only to notice that something changed. */
static void hash_more(struct thesaurus *t, str text) {
    for (size_t i = 0; i < text.len; i++) {
        t->version = (t->version ^ (unsigned char)text.at[i]) * 1099511628211U;
    }
    t->version = (t->version ^ 0xFF) * 1099511628211U;
}

static int by_code(const void *left, const void *right) {
    const struct named *a = left;
    const struct named *b = right;
    return str_order(a->code, b->code);
}

static bool find_in(const struct thesaurus *t, const struct scheme *s, str code, uint32_t *found) {
    struct named wanted = {.code = code};
    const struct named *at = NULL;
    if (code.len && s->end > s->begin) {
        at = bsearch(&wanted, t->by_code + s->begin, s->end - s->begin, sizeof(*at), by_code);
    }
    if (at) {
        *found = at->number;
    }
    return at != NULL;
}

static str first_line(str lines) {
    str line = {0};
    return str_cut(&lines, '\n', &line) ? line : (str){0};
}

static void add_codes(struct thesaurus *t, struct scheme *s, const struct thesaurus_scheme *from) {
    s->begin = (uint32_t)t->count;
    s->end = (uint32_t)(t->count + from->count);
    for (size_t i = 0; i < from->count; i++) {
        const struct thesaurus_row *row = &from->rows[i];
        struct code *c = &t->codes[t->count];
        c->code = arena_copy(&t->mem, row->code);
        c->scheme = (uint32_t)(s - t->schemes);
        hash_more(t, row->code);
        hash_more(t, row->broader);
        for (enum tongue l = EN; l < TONGUE_COUNT; l++) {
            c->labels[l] = arena_copy(&t->mem, first_line(row->labels[l]));
            hash_more(t, row->labels[l]);
        }
        t->by_code[t->count] = (struct named){c->code, (uint32_t)t->count};
        t->count++;
    }
    if (from->count) {
        qsort(t->by_code + s->begin, from->count, sizeof(*t->by_code), by_code);
    }
    for (size_t i = 0; i < from->count; i++) {
        struct code *c = &t->codes[s->begin + i];
        c->broader = NOWHERE;
        (void)find_in(t, s, from->rows[i].broader, &c->broader);
    }
}

/* All labels of a code in one language as one text, its letters counted. */
static struct vector letters_of(struct thesaurus *t, struct arena *mem, str labels, enum tongue l) {
    struct tally letters = {.mem = mem};
    tally_letters(&letters, str_cap(labels, THESAURUS_LABEL_BYTES_MOST), l, &t->stops);
    return tally_close(&letters, NULL);
}

static void weigh_groups(struct labels_of *o, const uint32_t *with, size_t all) {
    for (size_t k = 0; k < COGNATE_KEYS; k++) {
        o->idf[k] = with[k] ? vector_idf(all, with[k]) : 0;
        o->begin[k + 1] = o->begin[k] + with[k];
    }
}

static void index_labels(
        struct thesaurus *t, struct scheme *s, const struct thesaurus_scheme *from, enum tongue l) {
    struct arena scratch = {0};
    struct labels_of *o = &s->labels[l];
    struct vector *letters = arena_new(&scratch, struct vector, from->count + 1);
    uint32_t *with = arena_new(&scratch, uint32_t, COGNATE_KEYS);
    size_t labels = 0;
    for (size_t i = 0; i < from->count; i++) {
        letters[i] = letters_of(t, &scratch, from->rows[i].labels[l], l);
        labels += letters[i].count > 0;
        for (size_t k = 0; k < letters[i].count; k++) {
            with[letters[i].at[k].key]++;
        }
    }
    if (labels) {
        o->begin = arena_new(&t->mem, uint32_t, COGNATE_KEYS + 1);
        o->idf = arena_new(&t->mem, float, COGNATE_KEYS);
        weigh_groups(o, with, labels);
        o->postings = arena_new(&t->mem, struct posting, (size_t)o->begin[COGNATE_KEYS] + 1);
    }
    for (size_t i = 0; i < from->count; i++) {
        vector_weigh(&letters[i], o->idf);
        for (size_t k = 0; k < letters[i].count; k++) {
            uint32_t key = letters[i].at[k].key;
            o->postings[o->begin[key + 1] - with[key]--] =
                    (struct posting){s->begin + (uint32_t)i, letters[i].at[k].value};
        }
    }
    arena_free(&scratch);
}

static void add_stops(struct thesaurus *t) {
    struct arena scratch = {0};
    struct term_list list = terms_begin(&scratch, &scratch);
    terms_build(&t->mem, &list, &t->stops);
    arena_free(&scratch);
}

struct thesaurus *thesaurus_make(const struct thesaurus_scheme *schemes, size_t count) {
    struct arena mem = {0};
    struct thesaurus *t = arena_new(&mem, struct thesaurus, 1);
    size_t codes = 0;
    for (size_t i = 0; i < count; i++) {
        codes += schemes[i].count;
    }
    t->mem = mem;
    t->version = 14695981039346656037U;
    t->users = arena_new(&t->mem, atomic_int, 1);
    atomic_store(t->users, 1);
    t->schemes = arena_new(&t->mem, struct scheme, count + 1);
    t->scheme_count = count;
    t->codes = arena_new(&t->mem, struct code, codes + 1);
    t->by_code = arena_new(&t->mem, struct named, codes + 1);
    add_stops(t);
    for (size_t i = 0; i < count; i++) {
        struct scheme *s = &t->schemes[i];
        s->key = arena_copy(&t->mem, schemes[i].key);
        hash_more(t, s->key);
        add_codes(t, s, &schemes[i]);
        for (enum tongue l = EN; l < TONGUE_COUNT; l++) {
            index_labels(t, s, &schemes[i], l);
        }
    }
    return t;
}

const struct thesaurus *thesaurus_hold(const struct thesaurus *t) {
    if (t) {
        atomic_fetch_add(t->users, 1);
    }
    return t;
}

void thesaurus_close(const struct thesaurus *t) {
    if (t && atomic_fetch_sub(t->users, 1) == 1) {
        struct arena mem = t->mem; /* the thesaurus itself lives in it */
        arena_free(&mem);
    }
}

uint64_t thesaurus_version(const struct thesaurus *t) {
    return t->version;
}

size_t thesaurus_count(const struct thesaurus *t) {
    return t->count;
}

str thesaurus_scheme(const struct thesaurus *t, uint32_t code) {
    return t->schemes[t->codes[code].scheme].key;
}

str thesaurus_code(const struct thesaurus *t, uint32_t code) {
    return t->codes[code].code;
}

str thesaurus_label(const struct thesaurus *t, uint32_t code, enum tongue tongue) {
    const struct code *c = &t->codes[code];
    str label = c->labels[tongue].len ? c->labels[tongue] : c->labels[EN];
    for (enum tongue l = EN; label.len == 0 && l < TONGUE_COUNT; l++) {
        label = c->labels[l];
    }
    return label;
}

bool thesaurus_broader(const struct thesaurus *t, uint32_t code, uint32_t *broader) {
    *broader = t->codes[code].broader;
    return *broader != NOWHERE;
}

bool thesaurus_find(const struct thesaurus *t, str scheme, str code, uint32_t *found) {
    for (size_t i = 0; i < t->scheme_count; i++) {
        if (str_eq(t->schemes[i].key, scheme)) {
            return find_in(t, &t->schemes[i], code, found);
        }
    }
    return false;
}

/* The nearest so far: a heap with the farthest of them on top. */
struct nearest {
    struct code_like at[THESAURUS_CODES_MOST];
    size_t count;
};

static bool is_nearer(struct code_like a, struct code_like b) {
    return a.like != b.like ? a.like > b.like : a.code < b.code;
}

static void sink(struct nearest *n, size_t at) {
    for (;;) {
        size_t least = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < n->count; child++) {
            least = is_nearer(n->at[least], n->at[child]) ? child : least;
        }
        if (least == at) {
            return;
        }
        struct code_like swapped = n->at[at];
        n->at[at] = n->at[least];
        n->at[least] = swapped;
        at = least;
    }
}

static void offer(struct nearest *n, struct code_like one) {
    if (n->count < THESAURUS_CODES_MOST) {
        size_t at = n->count++;
        for (; at && is_nearer(n->at[(at - 1) / 2], one); at = (at - 1) / 2) {
            n->at[at] = n->at[(at - 1) / 2];
        }
        n->at[at] = one;
    } else if (is_nearer(one, n->at[0])) {
        n->at[0] = one;
        sink(n, 0);
    }
}

static int by_number(const void *left, const void *right) {
    const struct code_like *a = left;
    const struct code_like *b = right;
    return (a->code > b->code) - (a->code < b->code);
}

/* Appends the nearest codes of one scheme. */
static void read_by(struct arena *mem, const struct scheme *s, const struct labels_of *o,
        struct vector letters, struct code_likes *out) {
    struct nearest near = {0};
    struct arena_mark clean = arena_mark(mem);
    float *like = arena_new(mem, float, (size_t)(s->end - s->begin) + 1);
    for (size_t i = 0; i < letters.count; i++) {
        uint32_t key = letters.at[i].key;
        for (uint32_t p = o->begin[key]; p < o->begin[key + 1]; p++) {
            like[o->postings[p].code - s->begin] += letters.at[i].value * o->postings[p].weight;
        }
    }
    for (uint32_t code = s->begin; code < s->end; code++) {
        if (like[code - s->begin] > least_like) {
            offer(&near, (struct code_like){code, like[code - s->begin]});
        }
    }
    arena_rewind(mem, clean);
    qsort(near.at, near.count, sizeof(*near.at), by_number);
    memcpy(out->at + out->count, near.at, near.count * sizeof(*near.at));
    out->count += near.count;
}

static struct vector letters_in(
        const struct thesaurus *t, struct arena *mem, str title, str body, enum tongue tongue) {
    struct tally letters = {.mem = mem};
    for (int times = 0; times < VECTOR_TITLE_TIMES; times++) {
        tally_letters(&letters, title, tongue, &t->stops);
    }
    tally_letters(&letters, body, tongue, &t->stops);
    return tally_close(&letters, NULL);
}

struct code_likes thesaurus_read(
        const struct thesaurus *t, struct arena *mem, str title, str body, enum tongue tongue) {
    size_t most = t->scheme_count * THESAURUS_CODES_MOST;
    struct code_likes out = {.at = arena_new(mem, struct code_like, most + 1)};
    struct arena_mark clean = arena_mark(mem);
    struct vector plain = letters_in(t, mem, title, body, tongue);
    struct vector weighed = {arena_new(mem, struct weight, plain.count + 1), plain.count};
    for (size_t i = 0; i < t->scheme_count; i++) {
        const struct labels_of *o = &t->schemes[i].labels[tongue];
        if (o->begin && plain.count) {
            memcpy(weighed.at, plain.at, plain.count * sizeof(*plain.at));
            vector_weigh(&weighed, o->idf);
            read_by(mem, &t->schemes[i], o, weighed, &out);
        }
    }
    arena_rewind(mem, clean);
    return out;
}

struct code_likes thesaurus_widen(
        const struct thesaurus *t, struct arena *mem, struct code_likes codes) {
    struct tally all = {.mem = mem};
    for (size_t i = 0; i < codes.count; i++) {
        uint32_t code = codes.at[i].code;
        float value = codes.at[i].like * codes.at[i].like;
        tally_add(&all, code, value);
        for (int up = 1; up < FURTHER && thesaurus_broader(t, code, &code); up++) {
            value *= 0.5F;
            tally_add(&all, code, value);
        }
    }
    struct vector v = tally_close(&all, NULL);
    struct code_likes wide = {arena_new(mem, struct code_like, v.count + 1), v.count};
    for (size_t i = 0; i < v.count; i++) {
        wide.at[i] = (struct code_like){v.at[i].key, v.at[i].value};
    }
    return wide;
}

float thesaurus_fit(struct code_likes a, struct code_likes b) {
    float sum = 0;
    for (size_t i = 0, k = 0; i < a.count && k < b.count;) {
        uint32_t left = a.at[i].code;
        uint32_t right = b.at[k].code;
        sum += left == right ? a.at[i].like * b.at[k].like : 0;
        i += left <= right;
        k += right <= left;
    }
    return sum;
}
