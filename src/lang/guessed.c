#include "lang/guessed.h"

#include <stdlib.h>
#include <string.h>

static int by_place(const void *left, const void *right) {
    const struct span *a = left;
    const struct span *b = right;
    int order = (a->start > b->start) - (a->start < b->start);
    order = order ? order : (a->concept > b->concept) - (a->concept < b->concept);
    return order ? order : (a->weight < b->weight) - (a->weight > b->weight);
}

static struct spans join_met(struct arena *mem, const struct reading *of, size_t count) {
    size_t all = 0;
    for (size_t i = 0; i < count; i++) {
        all += of[i].met.count;
    }
    struct spans met = {arena_new(mem, struct span, all + 1), 0};
    for (size_t i = 0; i < count; i++) {
        if (of[i].met.count) {
            memcpy(met.at + met.count, of[i].met.at, of[i].met.count * sizeof(*met.at));
            met.count += of[i].met.count;
        }
    }
    qsort(met.at, met.count, sizeof(*met.at), by_place);
    size_t kept = 0;
    for (size_t i = 0; i < met.count; i++) {
        bool again = kept && met.at[kept - 1].start == met.at[i].start &&
                     met.at[kept - 1].concept == met.at[i].concept;
        if (!again) {
            met.at[kept++] = met.at[i];
        }
    }
    met.count = kept;
    return met;
}

static bool is_met(struct spans met, struct gap gap) {
    for (size_t i = 0; i < met.count; i++) {
        struct span s = met.at[i];
        if (s.start < gap.start + gap.len && gap.start < s.start + s.len) {
            return true;
        }
    }
    return false;
}

struct reading reader_read_guessed(struct reader *r, const struct detector *d, struct arena *mem,
        str text, struct guess *guess) {
    static const enum tongue nordic[] = {DA, NB, SV};
    struct reading of[3];
    *guess = detect(d, text);
    struct reading best = reader_read(r, mem, text, guess->best);
    if (!guess_nordic(*guess)) {
        return best;
    }
    for (size_t i = 0; i < 3; i++) {
        of[i] = reader_read(r, mem, text, nordic[i]);
    }
    struct reading joined = {join_met(mem, of, 3), best.unknown};
    joined.unknown.count = 0;
    for (size_t i = 0; i < best.unknown.count; i++) {
        if (!is_met(joined.met, best.unknown.at[i])) {
            joined.unknown.at[joined.unknown.count++] = best.unknown.at[i];
        }
    }
    return joined;
}
