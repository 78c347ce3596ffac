#include "lang/compound.h"

#include "lang/token.h"

#include <string.h>

enum {
    LINKS_MOST = 8,
    LETTERS_LEAST = 3,
    /* Costs in hundredths. */
    COST_KNOWN = 101, /* so that a lone part of four letters loses against nothing known */
    COST_SHORT = 50,  /* a part of three letters is often chance */
    COST_LINK = 15,
    COST_UNKNOWN = 220,
    COST_LETTER = 25,
    COST_NEVER = 1 << 20,
};

static const char *const links[TONGUE_COUNT][LINKS_MOST] = {
        [DE] = {"s", "es", "n", "en", "er", "e", "ens"},
        [DA] = {"s", "e", "er"},
        [NB] = {"s", "e", "er"},
        [SV] = {"s", "e", "o", "u", "a"},
};

/* The final vowel a word may lose inside a compound. */
static const char dropped[TONGUE_COUNT] = {[DE] = 'e', [DA] = 'e', [NB] = 'e', [SV] = 'a'};

struct step {
    int cost;
    uint8_t from;
    uint8_t end; /* where the part itself ends, before a linking element */
    struct senses senses;
};

struct search {
    const struct terms *terms;
    const struct stems *stems;
    enum tongue tongue;
    str word;
    bool inner; /* the word as a whole does not count */
    struct step best[COMPOUND_MOST + 1];
};

bool compounds_in(enum tongue t) {
    return dropped[t] != 0;
}

static bool inside_letter(const struct search *s, size_t at) {
    return at < s->word.len && ((unsigned char)s->word.at[at] & 0xC0) == 0x80;
}

static void reach(struct search *s, size_t at, struct step step) {
    bool whole = step.from == 0 && at == s->word.len;
    if (whole && s->inner) {
        return;
    }
    if (step.cost < s->best[at].cost) {
        s->best[at] = step;
    }
}

static bool has_part(struct senses senses) {
    for (size_t i = 0; i < senses.count; i++) {
        if (senses.at[i].marks & MARK_PART) {
            return true;
        }
    }
    return false;
}

/* A known part from `from` to `end`: what follows may be the next part or a linking element. */
static void reach_known(struct search *s, struct step step) {
    reach(s, step.end, step);
    step.cost += COST_LINK;
    for (size_t i = 0; i < LINKS_MOST && links[s->tongue][i]; i++) {
        str link = str_of(links[s->tongue][i]);
        size_t next = step.end + link.len;
        if (next < s->word.len && memcmp(s->word.at + step.end, link.at, link.len) == 0) {
            reach(s, next, step);
        }
    }
}

static int part_cost(size_t letters) {
    return COST_KNOWN + (letters <= LETTERS_LEAST ? COST_SHORT : 0);
}

/* Terms that stand in the word from here exactly as written, or lack their last vowel. */
static void try_forms(struct search *s, size_t from) {
    const struct trie *trie = &s->terms->trie;
    uint32_t state = s->terms->root[s->tongue][TERM_FORM];
    size_t letters = 0;
    for (size_t end = from; state && end < s->word.len;) {
        state = trie_step(trie, state, (unsigned char)s->word.at[end++]);
        if (inside_letter(s, end)) {
            continue;
        }
        letters++;
        struct senses found = terms_at(s->terms, state);
        if (!has_part(found) && state && letters >= LETTERS_LEAST && end < s->word.len) {
            uint32_t longer = trie_step(trie, state, (unsigned char)dropped[s->tongue]);
            found = terms_at(s->terms, longer);
        }
        if (has_part(found)) {
            reach_known(s, (struct step){s->best[from].cost + part_cost(letters), (uint8_t)from,
                                   (uint8_t)end, found});
        }
    }
}

/* The German stemmer writes ä ö ü without their dots, so stems are looked for without them. */
static unsigned char stem_byte(const struct search *s, size_t *at) {
    unsigned char c = (unsigned char)s->word.at[(*at)++];
    if (s->tongue == DE && c == 0xC3 && *at < s->word.len) {
        unsigned char second = (unsigned char)s->word.at[*at];
        unsigned char plain = second == 0xA4   ? 'a'
                              : second == 0xB6 ? 'o'
                              : second == 0xBC ? 'u'
                                               : 0;
        *at += plain != 0;
        return plain ? plain : c;
    }
    return c;
}

/* Stems inside the word, with or without an ending that links. True if there was any. */
static bool try_stems(struct search *s, size_t from) {
    uint32_t state = s->terms->root[s->tongue][TERM_STEM];
    size_t letters = 0;
    bool any = false;
    for (size_t end = from; state && end < s->word.len;) {
        state = trie_step(&s->terms->trie, state, stem_byte(s, &end));
        if (inside_letter(s, end)) {
            continue;
        }
        letters++;
        struct senses found = terms_at(s->terms, state);
        if (letters < LETTERS_LEAST || !has_part(found)) {
            continue;
        }
        any = true;
        if (letters > LETTERS_LEAST && end < s->word.len && !s->inner) {
            reach_known(s, (struct step){s->best[from].cost + COST_KNOWN, (uint8_t)from,
                                   (uint8_t)end, found});
        }
    }
    return any;
}

/* The rest of the word is a known word with an ending of its own. */
static void try_last(struct search *s, size_t from) {
    struct stem room;
    str rest = {s->word.at + from, s->word.len - from};
    str stem = stem_of(s->stems, s->tongue, rest, &room);
    if (text_letters(stem) < LETTERS_LEAST) {
        return;
    }
    struct senses found = terms_find(s->terms, s->tongue, TERM_STEM, stem);
    if (has_part(found)) {
        int cost = s->best[from].cost + part_cost(text_letters(rest));
        reach(s, s->word.len, (struct step){cost, (uint8_t)from, (uint8_t)s->word.len, found});
    }
}

/* Unknown rests cost by the letter, so of all places one may have begun at, at least three letters
 * ago, only the cheapest matters. */
struct rest {
    int cost; /* less the letters before it */
    uint8_t from;
    uint8_t letters;               /* before the place reached */
    uint8_t at[COMPOUND_MOST + 1]; /* where each letter begins */
};

static void try_unknown(struct search *s, struct rest *rest, size_t at) {
    rest->at[rest->letters] = (uint8_t)at;
    if (rest->letters >= LETTERS_LEAST) {
        int begun = rest->letters - LETTERS_LEAST;
        uint8_t from = rest->at[begun];
        int cost = s->best[from].cost - begun * COST_LETTER;
        if (cost < rest->cost) {
            rest->cost = cost;
            rest->from = from;
        }
        cost = rest->cost + COST_UNKNOWN + rest->letters * COST_LETTER;
        reach(s, at, (struct step){cost, rest->from, (uint8_t)at, {0}});
    }
    rest->letters++;
}

static void collect(const struct search *s, struct parts *out) {
    struct part backwards[COMPOUND_MOST];
    size_t count = 0;
    for (size_t at = s->word.len; at > 0 && count < COMPOUND_MOST; at = s->best[at].from) {
        struct step step = s->best[at];
        backwards[count++] = (struct part){step.from, (uint8_t)(step.end - step.from), step.senses};
    }
    while (count && out->count < PARTS_MOST) {
        out->at[out->count] = backwards[--count];
        out->known += out->at[out->count++].senses.count > 0;
    }
}

static void try_known(struct search *s, size_t from) {
    if (from == s->word.len || s->best[from].cost >= COST_NEVER) {
        return;
    }
    try_forms(s, from);
    if (try_stems(s, from)) {
        try_last(s, from);
    }
}

struct parts compound_split(
        const struct terms *terms, const struct stems *stems, enum tongue t, str word, bool inner) {
    struct parts out = {.count = 0};
    if (!compounds_in(t) || word.len == 0 || word.len >= COMPOUND_MOST) {
        return out;
    }
    struct search s = {.terms = terms, .stems = stems, .tongue = t, .word = word, .inner = inner};
    for (size_t i = 1; i <= word.len; i++) {
        s.best[i].cost = COST_NEVER;
    }
    struct rest rest = {.cost = COST_NEVER};
    for (size_t from = 0; from <= word.len; from++) {
        if (inside_letter(&s, from)) {
            continue;
        }
        try_unknown(&s, &rest, from);
        try_known(&s, from);
    }
    if (s.best[word.len].cost < COST_NEVER) {
        collect(&s, &out);
    }
    return out;
}
