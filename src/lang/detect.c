#include "lang/detect.h"

#include "lang/lexicon.h"
#include "lang/normal.h"
#include "lang/stop.h"
#include "lang/token.h"

#include <math.h>

enum {
    GROUPS = 1 << 18,
    GROUP_MOST = 4,
    TEXT_MOST = 2000,
    WORD_MOST = 60,
    LATIN = TONGUE_COUNT - 1
};

static const float sentence_times = 8; /* words in sentences teach more than terms */
static const float unseen = 0.1F;      /* how often a group counts as met that never was */
static const double close_margin = 0.2;

struct detector {
    struct arena mem;
    float (*score)[LATIN]; /* log of how likely a group is in each language but Chinese */
};

/* What is done with each group of letters: counted while learning, summed while guessing. */
struct walk {
    struct arena *mem;        /* for one text after the other */
    struct detector *learner; /* or NULL */
    const struct detector *d;
    enum tongue tongue;
    float times;
    double sum[LATIN];
    size_t groups;
    size_t han;
};

_Static_assert(ZH == TONGUE_COUNT - 1, "Chinese comes last and needs no groups");

static void meet_group(struct walk *w, uint32_t hash) {
    uint32_t key = (hash ^ hash >> 16) % GROUPS;
    w->groups++;
    if (w->learner) {
        w->learner->score[key][w->tongue] += w->times;
        return;
    }
    for (int t = 0; t < LATIN; t++) {
        w->sum[t] += (double)w->d->score[key][t];
    }
}

/* The groups of one to four letters this text begins with. */
static void meet_groups(struct walk *w, str text) {
    uint32_t hash = 2166136261U;
    int letters = 0;
    for (size_t i = 0; i < text.len && letters < GROUP_MOST; i++) {
        hash = (hash ^ (unsigned char)text.at[i]) * 16777619U;
        bool whole = i + 1 == text.len || ((unsigned char)text.at[i + 1] & 0xC0) != 0x80;
        letters += whole;
        if (whole && !(letters == 1 && text.at[0] == ' ')) {
            meet_group(w, hash);
        }
    }
}

/* The groups that begin at each letter of a word between blanks. */
static void walk_word(struct walk *w, str word) {
    char text[WORD_MOST + 2];
    size_t len = 0;
    text[len++] = ' ';
    for (size_t i = 0; i < word.len && i < WORD_MOST; i++) {
        text[len++] = word.at[i];
    }
    text[len++] = ' ';
    for (size_t i = 0; i < len; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80) {
            meet_groups(w, (str){text + i, len - i});
        }
    }
}

static void walk_text(struct walk *w, str text) {
    struct arena_mark clean = arena_mark(w->mem);
    struct normal n = normal_of(w->mem, text);
    struct token t;
    for (size_t at = 0; token_next(n.text, at, &t); at = t.start + t.len) {
        if (t.kind == TOKEN_HAN) {
            w->han += t.len / 3;
        } else if (t.kind == TOKEN_WORD) {
            walk_word(w, token_text(n.text, t));
        }
    }
    arena_rewind(w->mem, clean);
}

static void learn_line(struct walk *w, str line, const enum tongue *columns) {
    str cell;
    for (int i = 0; i < TONGUE_COUNT && str_cut(&line, '\t', &cell); i++) {
        w->tongue = columns[i];
        walk_text(w, cell);
    }
}

static void learn_sentences(struct walk *w) {
    str rest = detect_sentences;
    str line = {0};
    str cell;
    enum tongue columns[TONGUE_COUNT] = {0};
    w->times = sentence_times;
    (void)str_cut(&rest, '\n', &line);
    for (int i = 0; i < TONGUE_COUNT && str_cut(&line, '\t', &cell); i++) {
        (void)tongue_of(cell, &columns[i]);
    }
    while (str_cut(&rest, '\n', &line)) {
        learn_line(w, line, columns);
    }
}

static void learn_stop_words(struct walk *w) {
    w->times = sentence_times;
    for (w->tongue = EN; w->tongue < ZH; w->tongue++) {
        walk_text(w, stop_words(w->tongue));
    }
}

static void learn_cell(struct walk *w, str cell) {
    str term;
    char mark = 0;
    while (cell.len && lexicon_term(&cell, &term, &mark)) {
        walk_text(w, term);
    }
}

static void learn_terms(struct walk *w, const struct lexicon *l) {
    w->times = 1;
    for (size_t i = 0; i < lexicon_count(l); i++) {
        for (w->tongue = EN; w->tongue < ZH; w->tongue++) {
            learn_cell(w, lexicon_source(l)->at[i].terms[w->tongue]);
        }
    }
}

static float likelihood(float count, float all) {
    return logf((count + unseen) / (all + unseen * (float)GROUPS));
}

/* From counts to the log of likelihoods, with a share for what was never seen: that are most. */
static void settle(struct detector *d) {
    float all[LATIN] = {0};
    float never[LATIN];
    for (size_t i = 0; i < GROUPS; i++) {
        for (int t = 0; t < LATIN; t++) {
            all[t] += d->score[i][t];
        }
    }
    for (int t = 0; t < LATIN; t++) {
        never[t] = likelihood(0, all[t]);
    }
    for (size_t i = 0; i < GROUPS; i++) {
        for (int t = 0; t < LATIN; t++) {
            float count = d->score[i][t];
            d->score[i][t] = count > 0 ? likelihood(count, all[t]) : never[t];
        }
    }
}

struct detector *detector_open(const struct lexicon *lexicon) {
    struct arena mem = {0};
    struct detector *d = arena_new(&mem, struct detector, 1);
    d->score = (float(*)[LATIN])arena_alloc(&mem, sizeof(*d->score), _Alignof(float), GROUPS);
    d->mem = mem;
    struct arena scratch = {0};
    struct walk w = {.mem = &scratch, .learner = d, .d = d};
    (void)arena_new(&scratch, char, 1); /* so that its first block stays between two texts */
    learn_sentences(&w);
    learn_stop_words(&w);
    learn_terms(&w, lexicon);
    arena_free(&scratch);
    settle(d);
    return d;
}

void detector_close(struct detector *d) {
    struct arena mem = d->mem; /* the detector itself lives in it */
    arena_free(&mem);
}

static struct walk heard(const struct detector *d, str text) {
    struct arena mem = {0};
    struct walk w = {.mem = &mem, .d = d};
    walk_text(&w, (str){text.at, text.len < TEXT_MOST ? text.len : TEXT_MOST});
    arena_free(&mem);
    w.mem = NULL;
    return w;
}

static struct guess guess_of(const struct walk *w) {
    if (w->han * 8 > w->groups / GROUP_MOST) {
        return (struct guess){ZH, EN, w->han ? 1 : 0};
    }
    struct guess g = {EN, DA, 0};
    for (enum tongue t = EN; t < ZH; t++) {
        if (w->sum[t] > w->sum[g.best]) {
            g.best = t;
        }
    }
    g.second = g.best == EN ? DA : EN;
    for (enum tongue t = EN; t < ZH; t++) {
        if (t != g.best && w->sum[t] > w->sum[g.second]) {
            g.second = t;
        }
    }
    g.margin = w->groups ? (w->sum[g.best] - w->sum[g.second]) / (double)w->groups : 0;
    return g;
}

struct guess detect(const struct detector *d, str text) {
    struct walk w = heard(d, text);
    return guess_of(&w);
}

double detect_lead(const struct detector *d, str text, enum tongue than) {
    struct walk w = heard(d, text);
    enum tongue best = guess_of(&w).best;
    if (best == ZH || than == ZH) {
        return best == than ? 0 : 1;
    }
    return w.groups ? (w.sum[best] - w.sum[than]) / (double)w.groups : 0;
}

bool guess_nordic(struct guess g) {
    bool best = g.best == DA || g.best == NB || g.best == SV;
    bool second = g.second == DA || g.second == NB || g.second == SV;
    return best && second && g.margin < close_margin;
}
