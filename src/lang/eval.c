#include "lang/eval.h"

#include "lang/cognate.h"
#include "lang/lexicon.h"
#include "lang/vector.h"

enum { QUERIES_MOST = 1000, TOP = 10, RANKS_MOST = 2000 };

static const float cognate_share = 0.6F;
static const float tie = 1e-6F;

/* The labels of one language in both channels. */
struct side {
    struct vector *concepts;
    struct vector *letters;
};

struct measuring {
    struct arena mem;
    const struct labels *labels;
    size_t keys[2]; /* of concepts, of letter groups */
    float *idf[2];
    float *query[2]; /* one query spread out, zero elsewhere */
    struct side from;
    struct side into;
};

static size_t count_lines(str text) {
    size_t lines = 0;
    for (size_t i = 0; i < text.len; i++) {
        lines += text.at[i] == '\n';
    }
    return lines + 1;
}

static bool read_row(struct labels *labels, str line, const int *column, size_t columns) {
    str cell;
    size_t at = 0;
    for (; str_cut(&line, '\t', &cell); at++) {
        if (at >= columns) {
            return false;
        }
        if (column[at] >= 0) {
            labels->text[column[at]][labels->count] = str_trim(cell);
        } else if (at == 0) {
            labels->code[labels->count] = cell;
        }
    }
    return at == columns;
}

struct labels labels_read(struct arena *mem, str tsv) {
    struct labels labels = {0};
    int column[64];
    size_t columns = 0;
    size_t room = count_lines(tsv);
    str line;
    str cell;
    if (!str_cut(&tsv, '\n', &line)) {
        return labels;
    }
    labels.code = arena_new(mem, str, room);
    while (columns < 64 && str_cut(&line, '\t', &cell)) {
        enum tongue t = EN;
        bool tongue = tongue_of(str_trim(cell), &t);
        column[columns++] = tongue ? (int)t : -1;
        if (tongue) {
            labels.text[t] = arena_new(mem, str, room);
        }
    }
    while (labels.count < LABEL_ROWS_MOST && str_cut(&tsv, '\n', &line)) {
        labels.count += read_row(&labels, line, column, columns);
    }
    return labels;
}

static void count_keys(float *with, struct vector v) {
    for (size_t i = 0; i < v.count; i++) {
        with[v.at[i].key]++;
    }
}

static void count_side(struct measuring *m, struct reader *r, struct side *side, enum tongue t) {
    const struct lexicon *l = reader_lexicon(r);
    side->concepts = arena_new(&m->mem, struct vector, m->labels->count);
    side->letters = arena_new(&m->mem, struct vector, m->labels->count);
    for (size_t i = 0; i < m->labels->count; i++) {
        str text = m->labels->text[t][i];
        struct tally concepts = {.mem = &m->mem};
        struct tally letters = {.mem = &m->mem};
        tally_reading(&concepts, l, reader_read(r, &m->mem, text, t), 1);
        tally_cognates(&letters, text, t, l);
        side->concepts[i] = tally_close(&concepts, NULL);
        side->letters[i] = tally_close(&letters, NULL);
        count_keys(m->idf[0], side->concepts[i]);
        count_keys(m->idf[1], side->letters[i]);
    }
}

static void weigh_side(struct measuring *m, struct side *side) {
    for (size_t i = 0; i < m->labels->count; i++) {
        vector_weigh(&side->concepts[i], m->idf[0]);
        vector_weigh(&side->letters[i], m->idf[1]);
    }
}

static void weigh_keys(struct measuring *m) {
    for (int channel = 0; channel < 2; channel++) {
        for (size_t i = 0; i < m->keys[channel]; i++) {
            m->idf[channel][i] = vector_idf(m->labels->count * 2, (size_t)m->idf[channel][i]);
        }
    }
}

static void spread(float *query, struct vector v, float times) {
    for (size_t i = 0; i < v.count; i++) {
        query[v.at[i].key] = v.at[i].value * times;
    }
}

static float against(const float *query, struct vector v) {
    float sum = 0;
    for (size_t i = 0; i < v.count; i++) {
        sum += query[v.at[i].key] * v.at[i].value;
    }
    return sum;
}

static float score(const struct measuring *m, size_t label) {
    return against(m->query[0], m->into.concepts[label]) +
           against(m->query[1], m->into.letters[label]);
}

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

static void ask(struct measuring *m, size_t query, struct label_scores *scores) {
    size_t better = 0;
    size_t equal = 0;
    spread(m->query[0], m->from.concepts[query], 1);
    spread(m->query[1], m->from.letters[query], cognate_share);
    float own = score(m, query);
    for (size_t i = 0; i < m->labels->count; i++) {
        float other = score(m, i);
        better += other > own + tie;
        equal += other >= own - tie && other <= own + tie;
    }
    add_rank(scores, better, equal ? equal : 1);
    spread(m->query[0], m->from.concepts[query], 0);
    spread(m->query[1], m->from.letters[query], 0);
}

static void open_measuring(struct measuring *m, size_t concepts) {
    m->keys[0] = concepts;
    m->keys[1] = COGNATE_KEYS;
    for (int channel = 0; channel < 2; channel++) {
        m->idf[channel] = arena_new(&m->mem, float, m->keys[channel] + 1);
        m->query[channel] = arena_new(&m->mem, float, m->keys[channel] + 1);
    }
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

struct label_scores labels_measure(struct reader *r, const struct labels *labels, enum tongue from,
        enum tongue into, uint64_t seed) {
    struct label_scores scores = {0};
    if (!labels->text[from] || !labels->text[into] || labels->count == 0) {
        return scores;
    }
    struct measuring m = {.labels = labels};
    open_measuring(&m, lexicon_count(reader_lexicon(r)));
    count_side(&m, r, &m.from, from);
    count_side(&m, r, &m.into, into);
    weigh_keys(&m);
    weigh_side(&m, &m.from);
    weigh_side(&m, &m.into);
    size_t count = labels->count < QUERIES_MOST ? labels->count : QUERIES_MOST;
    size_t *order = arena_new(&m.mem, size_t, labels->count);
    draw(order, labels->count, count, seed);
    for (size_t i = 0; i < count; i++) {
        ask(&m, order[i], &scores);
    }
    scores.first /= (double)scores.count;
    scores.tenth /= (double)scores.count;
    scores.mrr /= (double)scores.count;
    arena_free(&m.mem);
    return scores;
}
