#include "base/buf.h"
#include "wire/skos_rdf.h"

#include <stdlib.h>

static void keep_labelled(struct skos *s) {
    size_t kept = 0;
    for (size_t i = 0; i < s->count; i++) {
        if (s->at[i].declared && s->at[i].label_count) {
            s->at[kept++] = s->at[i];
        }
    }
    s->count = kept;
    if (kept == 0) {
        skos_fail(s, SKOS_NOTHING, 0);
    } else {
        skos_index(s);
    }
}

/* Where the broader concept has no label of ours, or is of another scheme, there is none. */
static void keep_broader(struct skos *s) {
    uint32_t at = 0;
    for (size_t i = 0; i < s->count; i++) {
        if (s->at[i].broader.len && !skos_find(s, s->at[i].broader, &at)) {
            s->at[i].broader = (str){0};
        }
    }
}

/* Each is walked once: what one walk has seen ends, or it would have been found out. */
static void look_for_circles(struct skos *s) {
    uint32_t *walk = arena_new(s->mem, uint32_t, s->count + 1);
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t at = i;
        while (walk[at] == 0) {
            walk[at] = i + 1;
            if (s->at[at].broader.len == 0 || !skos_find(s, s->at[at].broader, &at)) {
                break;
            }
            if (walk[at] == i + 1) {
                s->about = s->at[at].name;
                skos_fail(s, SKOS_CIRCLE, 0);
                return;
            }
        }
    }
}

/* "http://example.org/skill/12" is 12. */
static str tail_of(str name) {
    size_t at = name.len;
    while (at && name.at[at - 1] != '/' && name.at[at - 1] != '#' && name.at[at - 1] != ':') {
        at--;
    }
    return at < name.len ? str_skip(name, at) : name;
}

static int by_text(const void *left, const void *right) {
    const str *a = left;
    const str *b = right;
    return str_order(*a, *b);
}

static bool codes_differ(struct skos *s) {
    struct arena scratch = {0};
    str *codes = arena_new(&scratch, str, s->count + 1);
    bool differ = true;
    for (size_t i = 0; i < s->count; i++) {
        codes[i] = s->at[i].notation;
        differ = differ && codes[i].len;
    }
    qsort(codes, s->count, sizeof(*codes), by_text);
    for (size_t i = 1; i < s->count; i++) {
        differ = differ && !str_eq(codes[i - 1], codes[i]);
    }
    arena_free(&scratch);
    return differ;
}

/* So that it fits into lists. */
static str without_blanks(struct arena *mem, str name) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < name.len; i++) {
        bool blank = (unsigned char)name.at[i] <= ' ' || name.at[i] == ';';
        buf_add(&out, blank ? STR("_") : (str){name.at + i, 1});
    }
    return buf_str(&out);
}

static void settle_codes(struct skos *s) {
    for (size_t i = 0; i < s->count; i++) {
        struct skos_concept *c = &s->at[i];
        c->notation = without_blanks(s->mem, c->notation.len ? c->notation : tail_of(c->name));
    }
    if (!codes_differ(s)) {
        for (size_t i = 0; i < s->count; i++) {
            s->at[i].notation = without_blanks(s->mem, tail_of(s->at[i].name));
        }
    }
    if (!codes_differ(s)) {
        for (size_t i = 0; i < s->count; i++) {
            s->at[i].notation = without_blanks(s->mem, s->at[i].name);
        }
    }
}

bool skos_finish(struct skos *s) {
    if (s->flaw == SKOS_FINE) {
        keep_labelled(s);
    }
    if (s->flaw == SKOS_FINE) {
        keep_broader(s);
        look_for_circles(s);
        settle_codes(s);
    }
    return s->flaw == SKOS_FINE;
}
