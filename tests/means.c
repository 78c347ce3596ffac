#include "tests/means.h"

#include "match/fit.h"

#include <math.h>
#include <stdlib.h>

enum { LINE_MOST = 4096 };

const char *mean_name(enum mean m) {
    static const char *const names[MEANS] = {"harmonic", "product, geometric", "minimum",
            "arithmetic", "maximum", "a's alone", "b's alone"};
    return names[m];
}

double mean_of(enum mean m, double a, double b) {
    switch (m) {
    case MEAN_HARMONIC: return (double)fit_mutual((float)a, (float)b);
    case MEAN_PRODUCT: return a * b;
    case MEAN_MINIMUM: return fmin(a, b);
    case MEAN_ARITHMETIC: return (a + b) / 2;
    case MEAN_MAXIMUM: return fmax(a, b);
    case MEAN_ONLY_A: return a;
    case MEAN_ONLY_B: return b;
    case MEANS: break;
    }
    return 0;
}

/* Four numbers; a column that is empty or in words is none. */
static bool numbers_of(const char *line, double out[4]) {
    for (int i = 0; i < 4; i++) {
        char *end = NULL;
        if (i > 0 && *line++ != '\t') {
            return false;
        }
        if (*line != '.' && (*line < '0' || *line > '9')) {
            return false;
        }
        out[i] = strtod(line, &end);
        line = end;
    }
    return *line == '\0' || *line == '\r' || *line == '\n';
}

static bool is_answer(double value) {
    return value == 0 || value == 1;
}

static void add(struct arena *mem, struct meetings *all, struct meeting one) {
    arena_room(mem, struct meeting, all->at, all->count, all->room);
    all->at[all->count++] = one;
    all->agreed += one.both;
}

struct meetings means_read(struct arena *mem, FILE *file) {
    struct meetings all = {0};
    char line[LINE_MOST];
    for (bool first = true; fgets(line, sizeof(line), file); first = false) {
        double n[4] = {0};
        if (numbers_of(line, n) && is_answer(n[2]) && is_answer(n[3])) {
            add(mem, &all, (struct meeting){n[0], n[1], n[2] == 1 && n[3] == 1});
        } else if (!first || (line[0] >= '0' && line[0] <= '9')) {
            all.left_out++;
        }
    }
    return all;
}

struct scored {
    double score;
    bool both;
};

static int by_score(const void *a, const void *b) {
    double x = ((const struct scored *)a)->score;
    double y = ((const struct scored *)b)->score;
    return (x > y) - (x < y);
}

/* Pairs of one that agreed and one that did not, of which the first stands above. */
static double pairs_above(const struct scored *in_order, size_t count) {
    double above = 0;
    double others = 0; /* that did not agree, below */
    for (size_t i = 0; i < count;) {
        double agreed = 0;
        double refused = 0;
        size_t end = i;
        for (; end < count && in_order[end].score == in_order[i].score; end++) {
            agreed += in_order[end].both;
            refused += !in_order[end].both;
        }
        above += agreed * (others + refused / 2);
        others += refused;
        i = end;
    }
    return above;
}

struct area means_area(struct arena *mem, const struct meetings *all, enum mean m) {
    struct scored *in_order = arena_new(mem, struct scored, all->count);
    for (size_t i = 0; i < all->count; i++) {
        const struct meeting *one = &all->at[i];
        in_order[i] = (struct scored){mean_of(m, one->a, one->b), one->both};
    }
    qsort(in_order, all->count, sizeof(*in_order), by_score);
    double agreed = (double)all->agreed;
    double refused = (double)(all->count - all->agreed);
    double area = pairs_above(in_order, all->count) / (agreed * refused);
    double two_agreed = area / (2 - area); /* both above one that did not agree */
    double two_refused = 2 * area * area / (1 + area);
    double square = area * area;
    return (struct area){area, sqrt((area - square + (agreed - 1) * (two_agreed - square) +
                                            (refused - 1) * (two_refused - square)) /
                                       (agreed * refused))};
}
