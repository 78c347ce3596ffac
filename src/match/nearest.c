#include "match/nearest.h"

#include <string.h>

/* The postings are walked straight through. */
static void add_up(const struct index *x, const struct text *own, float *score) {
    for (size_t i = 0; i < own->vector.count; i++) {
        struct weight said = own->vector.at[i];
        if (said.key >= x->dimensions) {
            continue; /* of a concept that nobody's text has yet */
        }
        const struct postings *p = &x->by_dimension[!own->offer][said.key];
        for (size_t k = 0; k < p->count; k++) {
            score[p->at[k].text] += said.value * p->at[k].weight;
        }
    }
}

static float share_of(const struct index *x, const struct nearest *n, uint32_t text) {
    const struct text *other = &x->texts[text];
    struct profile_text ours = index_said(n->own);
    struct profile_text theirs = index_said(other);
    if (!index_is_open(x, text) || other->organisation == n->own->organisation ||
            !fit_is_open(&theirs, n->today)) {
        return 0;
    }
    return fit_share(&x->finder.terms, &ours, n->own->country, &theirs, other->country);
}

void nearest_find(const struct index *x, struct match_scratch *s, const struct nearest *n) {
    float above = n->above > FIT_LEAST ? n->above : FIT_LEAST;
    add_up(x, n->own, s->score);
    for (uint32_t other = 0; other < x->text_count && above < NEAREST_ENOUGH; other++) {
        if (s->score[other] < above) {
            continue;
        }
        float fit = s->score[other] * share_of(x, n, other);
        if (fit >= above) {
            above = n->take(n->context, other, fit < 1 ? fit : 1);
        }
    }
    memset(s->score, 0, x->text_count * sizeof(*s->score));
}
