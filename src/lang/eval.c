#include "lang/eval.h"

#include "lang/corpus.h"

#include <math.h>

enum { QUERIES_MOST = 1000, TOP = 10, RANKS_MOST = 2000, CODE_DIGITS = 4 };

static const float tie = 1e-6F;

static void add_rank(struct label_scores *scores, size_t better, size_t equal) {
    double share = 0;
    size_t last = better + (equal < RANKS_MOST ? equal : RANKS_MOST);
    for (size_t rank = better + 1; rank <= last; rank++) {
        share += 1.0 / (double)rank;
    }
    scores->mrr += share / (double)(last - better);
    scores->first += better == 0 ? 1.0 / (double)equal : 0;
    if (better < TOP) {
        size_t within = better + equal < TOP ? equal : TOP - better;
        scores->tenth += (double)within / (double)equal;
    }
    scores->count++;
}

/* The labels of `from` have the numbers [0, count), those of `into` follow. */
static void ask_label(
        struct corpus *c, size_t count, size_t query, float *fits, struct label_scores *scores) {
    size_t better = 0;
    size_t equal = 0;
    corpus_ask(c, query, count, 2 * count, fits);
    for (size_t i = 0; i < count; i++) {
        better += fits[i] > fits[query] + tie;
        equal += fits[i] >= fits[query] - tie && fits[i] <= fits[query] + tie;
    }
    add_rank(scores, better, equal ? equal : 1);
}

static uint64_t next_random(uint64_t *state) {
    *state += 0x9E3779B97F4A7C15U;
    uint64_t mixed = *state;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

/* The first `count` places of `order` become a random draw without repeats. */
static void draw(size_t *order, size_t all, size_t count, uint64_t seed) {
    for (size_t i = 0; i < all; i++) {
        order[i] = i;
    }
    for (size_t i = 0; i < count; i++) {
        size_t k = i + (size_t)(next_random(&seed) % (all - i));
        size_t swapped = order[i];
        order[i] = order[k];
        order[k] = swapped;
    }
}

struct label_scores eval_labels(struct reader *r, const struct labels *labels, enum tongue from,
        enum tongue into, uint64_t seed) {
    struct label_scores scores = {0};
    if (!labels->text[from] || !labels->text[into] || labels->count == 0) {
        return scores;
    }
    struct corpus c;
    corpus_open(&c, r, NULL, 2 * labels->count);
    for (size_t i = 0; i < labels->count; i++) {
        corpus_add(&c, (str){0}, labels->text[from][i], from);
    }
    for (size_t i = 0; i < labels->count; i++) {
        corpus_add(&c, (str){0}, labels->text[into][i], into);
    }
    corpus_weigh(&c);
    size_t count = labels->count < QUERIES_MOST ? labels->count : QUERIES_MOST;
    size_t *order = arena_new(&c.mem, size_t, labels->count);
    float *fits = arena_new(&c.mem, float, labels->count);
    draw(order, labels->count, count, seed);
    for (size_t i = 0; i < count; i++) {
        ask_label(&c, labels->count, order[i], fits, &scores);
    }
    scores.first /= (double)scores.count;
    scores.tenth /= (double)scores.count;
    scores.mrr /= (double)scores.count;
    corpus_close(&c);
    return scores;
}

static bool is_right(const struct notice *query, const struct notice *other) {
    str a = str_cap(query->code, CODE_DIGITS);
    str b = str_cap(other->code, CODE_DIGITS);
    return a.len == CODE_DIGITS && str_eq(a, b);
}

/* One question in one language: what fits best comes first, of equals the earlier one. */
struct asked {
    const struct notices *all;
    const float *fits; /* by notice */
    size_t query;
    enum tongue into;
};

static bool is_candidate(const struct asked *a, size_t i) {
    return i != a->query && a->all->at[i].tongue == a->into;
}

static double gain_at(size_t rank) {
    return 1.0 / log2((double)rank + 1);
}

/* Puts a candidate in its place among the best. */
static size_t place(const struct asked *a, size_t *best, size_t found, size_t candidate) {
    size_t at = found;
    for (; at > 0 && a->fits[best[at - 1]] < a->fits[candidate]; at--) {
        if (at < TOP) {
            best[at] = best[at - 1];
        }
    }
    if (at < TOP) {
        best[at] = candidate;
    }
    return found < TOP ? found + 1 : TOP;
}

/* Negative if nothing among the candidates is right. */
static double ndcg(const struct asked *a) {
    size_t best[TOP];
    size_t found = 0;
    size_t right = 0;
    for (size_t i = 0; i < a->all->count; i++) {
        if (is_candidate(a, i)) {
            right += is_right(&a->all->at[a->query], &a->all->at[i]);
            found = place(a, best, found, i);
        }
    }
    double sum = 0;
    double ideal = 0;
    for (size_t rank = 1; rank <= found; rank++) {
        bool hit = is_right(&a->all->at[a->query], &a->all->at[best[rank - 1]]);
        sum += hit ? gain_at(rank) : 0;
        ideal += rank <= right ? gain_at(rank) : 0;
    }
    return right ? sum / ideal : -1;
}

static void sum_up(struct notice_scores *s) {
    size_t count[2] = {0};
    double sum[2] = {0};
    for (enum tongue from = EN; from < TONGUE_COUNT; from++) {
        for (enum tongue into = EN; into < TONGUE_COUNT; into++) {
            sum[from == into] += s->ndcg[from][into];
            count[from == into] += s->queries[from][into];
            s->ndcg[from][into] /= s->queries[from][into] ? (double)s->queries[from][into] : 1;
        }
    }
    s->across = count[0] ? sum[0] / (double)count[0] : 0;
    s->within = count[1] ? sum[1] / (double)count[1] : 0;
}

struct notice_scores eval_notices(
        struct reader *r, const struct thesaurus *codes, const struct notices *notices) {
    struct notice_scores s = {0};
    struct corpus c;
    corpus_open(&c, r, codes, notices->count);
    for (size_t i = 0; i < notices->count; i++) {
        const struct notice *n = &notices->at[i];
        corpus_add(&c, n->title, n->text, n->tongue);
    }
    corpus_weigh(&c);
    float *fits = arena_new(&c.mem, float, notices->count + 1);
    for (size_t query = 0; query < notices->count; query++) {
        enum tongue from = notices->at[query].tongue;
        corpus_ask(&c, query, 0, notices->count, fits);
        for (enum tongue into = EN; into < TONGUE_COUNT; into++) {
            double one = ndcg(&(struct asked){notices, fits, query, into});
            if (one >= 0) {
                s.ndcg[from][into] += one;
                s.queries[from][into]++;
            }
        }
    }
    sum_up(&s);
    corpus_close(&c);
    return s;
}
