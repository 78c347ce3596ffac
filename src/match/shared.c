#include "match/shared.h"

#include "match/explain.h"

static void take_out(struct shared *s, size_t at) {
    s->count--;
    for (size_t i = at; i < s->count; i++) {
        s->concepts[i] = s->concepts[i + 1];
        s->telling[i] = s->telling[i + 1];
    }
}

static void put_in(struct shared *s, uint32_t concept, float telling) {
    size_t at = s->count;
    while (at > 0 && s->telling[at - 1] < telling) {
        at--;
    }
    if (at == SHARED_MOST) {
        return;
    }
    s->count += s->count < SHARED_MOST;
    for (size_t i = s->count - 1; i > at; i--) {
        s->concepts[i] = s->concepts[i - 1];
        s->telling[i] = s->telling[i - 1];
    }
    s->concepts[at] = concept;
    s->telling[at] = telling;
}

void shared_add(struct shared *s, const struct lexicon *l, uint32_t concept, float telling) {
    for (size_t i = s->count; i-- > 0;) {
        if (explain_within(l, s->concepts[i], concept)) {
            return;
        }
        if (explain_within(l, concept, s->concepts[i])) {
            telling = s->telling[i] > telling ? s->telling[i] : telling;
            take_out(s, i);
        }
    }
    put_in(s, concept, telling);
}

struct shared shared_of(const struct lexicon *l, const struct vector *a, const struct vector *b) {
    struct shared s = {0};
    for (size_t i = 0, k = 0; i < a->count; i++) {
        while (k < b->count && b->at[k].key < a->at[i].key) {
            k++;
        }
        if (k < b->count && b->at[k].key == a->at[i].key) {
            shared_add(&s, l, a->at[i].key, a->at[i].value * b->at[k].value);
        }
    }
    return s;
}
