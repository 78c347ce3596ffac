#include "lang/annotate.h"

#include "lang/lexicon.h"
#include "lang/normal.h"
#include "lang/token.h"
#include "lang/word.h"

#include <math.h>
#include <string.h>

enum { AREAS_MOST = 64, WORDS_IN_TERM_MOST = 8, GAP_LEAST = 3, ENDING_MOST = 4 };

static const float part_weight = 0.9F; /* of all parts of a compound but the last */
static const float doubt_weight = 0.5F;
static const float inner_weight = 0.5F; /* of the words within a term of several */

struct reader {
    struct arena mem;
    const struct lexicon *lexicon;
    const struct terms *terms;
    struct words words;
    const int64_t *clusters; /* whose own terms hold */
    size_t cluster_count;
};

struct found {
    struct span span;
    bool doubtful; /* a polyseme: its neighbours decide */
};

/* One text being read. */
struct passage {
    struct reader *reader;
    struct arena *mem;
    str original;
    enum tongue tongue;
    struct normal normal;
    struct found *found;
    size_t found_count;
    size_t found_room;
    struct gap *gaps;
    size_t gap_count;
    size_t gap_room;
    struct senses outer; /* of the term whose words are being read */
};

/* Where something stands in the comparable text. */
struct range {
    size_t start;
    size_t end;
};

struct reader *reader_open(const struct lexicon *lexicon) {
    struct arena mem = {0};
    struct reader *r = arena_new(&mem, struct reader, 1);
    r->lexicon = lexicon_hold(lexicon);
    r->terms = lexicon_terms(lexicon);
    r->words = words_open(&mem, r->terms);
    r->mem = mem;
    return r;
}

void reader_close(struct reader *r) {
    struct arena mem = r->mem; /* the reader itself lives in it */
    words_close(&r->words);
    lexicon_close(r->lexicon);
    arena_free(&mem);
}

const struct lexicon *reader_lexicon(const struct reader *r) {
    return r->lexicon;
}

static struct gap original_bytes(const struct passage *p, struct range at) {
    uint32_t start = normal_start(&p->normal, at.start);
    return (struct gap){start, normal_end(&p->normal, at.end) - start};
}

static void add_found(struct passage *p, struct found one) {
    if (p->found_count == p->found_room) {
        size_t room = p->found_room ? p->found_room * 2 : 64;
        struct found *more = arena_new(p->mem, struct found, room);
        if (p->found_count) {
            memcpy(more, p->found, p->found_count * sizeof(*more));
        }
        p->found = more;
        p->found_room = room;
    }
    p->found[p->found_count++] = one;
}

static void add_gap(struct passage *p, struct range at) {
    str text = {p->normal.text.at + at.start, at.end - at.start};
    bool han = (unsigned char)text.at[0] >= 0xE3;
    if (!han && text_letters(text) < GAP_LEAST) {
        return;
    }
    if (p->gap_count == p->gap_room) {
        size_t room = p->gap_room ? p->gap_room * 2 : 64;
        struct gap *more = arena_new(p->mem, struct gap, room);
        if (p->gap_count) {
            memcpy(more, p->gaps, p->gap_count * sizeof(*more));
        }
        p->gaps = more;
        p->gap_room = room;
    }
    p->gaps[p->gap_count++] = original_bytes(p, at);
}

static bool joins(char c) {
    return c == ' ' || c == '-';
}

/* Spaces and hyphens may be missing, so ISO-9001 is ISO 9001. */
static bool same_spelling(str a, str b) {
    size_t i = 0;
    size_t k = 0;
    for (;;) {
        while (i < a.len && joins(a.at[i])) {
            i++;
        }
        while (k < b.len && joins(b.at[k])) {
            k++;
        }
        if (i >= a.len || k >= b.len) {
            return i >= a.len && k >= b.len;
        }
        if (a.at[i++] != b.at[k++]) {
            return false;
        }
    }
}

static bool has_concept(struct senses senses, uint32_t concept) {
    for (size_t i = 0; i < senses.count; i++) {
        if (senses.at[i].concept == concept) {
            return true;
        }
    }
    return false;
}

static bool holds_here(const struct reader *r, uint32_t scope) {
    for (size_t i = 0; scope && i < r->cluster_count; i++) {
        if (r->clusters[i] == scope) {
            return true;
        }
    }
    return scope == 0;
}

static bool fits(const struct passage *p, struct gap bytes, const struct sense *s, unsigned mark) {
    if (!holds_here(p->reader, s->scope) || has_concept(p->outer, s->concept)) {
        return false;
    }
    str written = {p->original.at + bytes.start, bytes.len};
    return (s->marks & mark) && (s->exact.len == 0 || same_spelling(written, s->exact));
}

/* Notes every meaning that fits; the weight is shared among them. False if none does. */
static bool meet(struct passage *p, struct range at, struct senses senses, struct span like) {
    unsigned mark = like.evidence == EVIDENCE_COMPOUND ? MARK_PART : MARK_WHOLE;
    struct gap bytes = original_bytes(p, at);
    size_t count = 0;
    for (size_t i = 0; i < senses.count; i++) {
        count += fits(p, bytes, &senses.at[i], mark);
    }
    for (size_t i = 0; i < senses.count; i++) {
        const struct sense *s = &senses.at[i];
        if (fits(p, bytes, s, mark)) {
            float weight = like.weight / sqrtf((float)count);
            struct span span = {bytes.start, bytes.len, s->concept, weight, like.evidence};
            add_found(p, (struct found){span, s->marks & MARK_POLYSEME});
        }
    }
    return count > 0;
}

/* The words of a term also mean what they mean alone, only less. */
static void read_inner(struct passage *p, struct range term) {
    struct token t;
    size_t at = term.start;
    while (token_next(p->normal.text, at, &t) && t.start < term.end) {
        at = t.start + t.len;
        const struct word *word =
                word_of(&p->reader->words, p->tongue, token_text(p->normal.text, t));
        struct span like = {
                .weight = inner_weight, .evidence = word->stemmed ? EVIDENCE_STEM : EVIDENCE_FORM};
        if (!word->stop) {
            (void)meet(p, (struct range){t.start, at}, word->whole, like);
        }
    }
}

/* One word further in a term; a stop word may be passed over. 0: no term goes on so. */
static uint32_t next_in_term(struct passage *p, uint32_t state, str text) {
    const struct trie *trie = &p->reader->terms->trie;
    const struct word *word = word_of(&p->reader->words, p->tongue, text);
    uint32_t next = trie_step(trie, state, ' ');
    next = next && word->stem_len ? trie_walk(trie, next, (str){word->stem, word->stem_len}) : 0;
    /* Not where a longer word only begins so: "de" is no beginning of a word in a term. */
    bool whole = next && (terms_at(p->reader->terms, next).count || trie_step(trie, next, ' '));
    next = whole ? next : 0;
    return next || !word->stop ? next : state;
}

/* The longest term of several words beginning with this one. */
static bool read_many(struct passage *p, struct token first, str stem, size_t *end) {
    const struct terms *terms = p->reader->terms;
    str text = p->normal.text;
    uint32_t state = trie_walk(&terms->trie, terms->root[p->tongue][TERM_MANY], stem);
    struct senses best = {0};
    struct token t = first;
    for (int i = 0; state && i < WORDS_IN_TERM_MOST; i++) {
        if (!token_next(text, t.start + t.len, &t) || t.apart || t.kind == TOKEN_HAN) {
            break;
        }
        uint32_t next = next_in_term(p, state, token_text(text, t));
        struct senses here = next != state ? terms_at(terms, next) : (struct senses){0};
        state = next;
        if (here.count) {
            best = here;
            *end = t.start + t.len;
        }
    }
    struct span like = {.weight = 1, .evidence = EVIDENCE_WORDS};
    struct range term = {first.start, *end};
    if (best.count == 0 || !meet(p, term, best, like)) {
        return false;
    }
    p->outer = best;
    read_inner(p, term);
    p->outer = (struct senses){0};
    return true;
}

static void read_parts(struct passage *p, size_t start, const struct parts *parts, float times) {
    for (size_t i = 0; i < parts->count; i++) {
        struct part part = parts->at[i];
        struct range at = {start + part.start, start + part.start + part.len};
        bool last = i + 1 == parts->count;
        float weight = last ? times : times * part_weight;
        struct span like = {.weight = weight, .evidence = EVIDENCE_COMPOUND};
        bool met = part.senses.count && meet(p, at, part.senses, like);
        bool ending = last && i > 0 && part.len <= ENDING_MOST;
        if (!met && !ending && part.senses.count == 0) {
            add_gap(p, at);
        }
    }
}

static void read_one(struct passage *p, struct token t, enum tongue tongue) {
    struct range at = {t.start, t.start + t.len};
    const struct word *word = word_of(&p->reader->words, tongue, token_text(p->normal.text, t));
    struct span like = {.weight = 1, .evidence = word->stemmed ? EVIDENCE_STEM : EVIDENCE_FORM};
    if (word->whole.count && meet(p, at, word->whole, like)) {
        p->outer = word->whole;
        read_parts(p, t.start, &word->parts, inner_weight);
        p->outer = (struct senses){0};
        return;
    }
    if (word->parts.known) {
        read_parts(p, t.start, &word->parts, 1);
    } else if (!word->stop && t.kind == TOKEN_WORD) {
        add_gap(p, at);
    }
}

static bool is_latin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* How far the longest term of the kind reaches from `at`; 0 if none begins there. A term does
 * not end inside a word of Latin letters. */
static size_t longest(const struct passage *p, size_t at, enum term_kind kind, struct senses *out) {
    const struct terms *terms = p->reader->terms;
    str text = p->normal.text;
    uint32_t state = terms->root[ZH][kind];
    size_t end = 0;
    for (size_t i = at; state && i < text.len && text.at[i];) {
        state = trie_step(&terms->trie, state, (unsigned char)text.at[i++]);
        struct senses here = terms_at(terms, state);
        bool inside = i < text.len && is_latin(text.at[i - 1]) && is_latin(text.at[i]);
        if (here.count && !inside) {
            *out = here;
            end = i;
        }
    }
    return end;
}

static size_t letter_end(str text, size_t at) {
    at++;
    while (at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80) {
        at++;
    }
    return at;
}

/* Han signs, by the longest term from left to right. Returns where the reading went to. */
static size_t read_han(struct passage *p, struct token run) {
    str text = p->normal.text;
    size_t end = run.start + run.len;
    struct span like = {.weight = 1, .evidence = EVIDENCE_SIGNS};
    struct range unknown = {run.start, run.start};
    size_t at = run.start;
    while (at < end) {
        struct senses senses = {0};
        struct senses none = {0};
        size_t term = longest(p, at, TERM_FORM, &senses);
        size_t stop = longest(p, at, TERM_STOP, &none);
        if (term == 0 && stop == 0) {
            at = letter_end(text, at);
            unknown.end = at;
            continue;
        }
        if (unknown.end > unknown.start) {
            add_gap(p, unknown);
        }
        if (term >= stop) {
            (void)meet(p, (struct range){at, term}, senses, like);
        }
        at = term > stop ? term : stop;
        unknown = (struct range){at, at};
    }
    if (unknown.end > unknown.start) {
        add_gap(p, unknown);
    }
    return at;
}

/* A Latin word in a Chinese text: part of a term with signs, or an English word. */
static size_t read_latin(struct passage *p, struct token t) {
    struct senses senses = {0};
    size_t end = longest(p, t.start, TERM_FORM, &senses);
    struct span like = {.weight = 1, .evidence = EVIDENCE_SIGNS};
    if (end && meet(p, (struct range){t.start, end}, senses, like)) {
        return end;
    }
    read_one(p, t, EN);
    return t.start + t.len;
}

static void read_words(struct passage *p) {
    str text = p->normal.text;
    struct token t;
    size_t at = 0;
    while (token_next(text, at, &t)) {
        at = t.start + t.len;
        if (t.kind == TOKEN_HAN) {
            at = read_han(p, t);
            continue;
        }
        if (p->tongue == ZH) {
            at = read_latin(p, t);
            continue;
        }
        const struct word *word = word_of(&p->reader->words, p->tongue, token_text(text, t));
        str stem = {word->stem, word->stem_len};
        bool known = stem.len && read_many(p, t, stem, &at);
        if (!known) {
            at = t.start + t.len;
            read_one(p, t, p->tongue);
        }
    }
}

/* Doubtful meanings count fully only beside a sure one of the same area. */
static struct spans weigh(struct passage *p) {
    struct spans out = {arena_new(p->mem, struct span, p->found_count + 1), p->found_count};
    uint32_t sure[AREAS_MOST] = {0}; /* a sure concept of the area, and one; 0: none */
    bool several[AREAS_MOST] = {0};
    for (size_t i = 0; i < p->found_count; i++) {
        uint32_t concept = p->found[i].span.concept;
        uint32_t area = lexicon_area(p->reader->lexicon, concept) % AREAS_MOST;
        if (!p->found[i].doubtful) {
            several[area] = several[area] || (sure[area] && sure[area] != concept + 1);
            sure[area] = concept + 1;
        }
    }
    for (size_t i = 0; i < p->found_count; i++) {
        struct span span = p->found[i].span;
        uint32_t area = lexicon_area(p->reader->lexicon, span.concept) % AREAS_MOST;
        bool backed = several[area] || (sure[area] && sure[area] != span.concept + 1);
        span.weight *= p->found[i].doubtful && !backed ? doubt_weight : 1;
        out.at[i] = span;
    }
    return out;
}

void reader_scope(struct reader *r, const int64_t *clusters, size_t count) {
    r->clusters = clusters;
    r->cluster_count = count;
}

struct reading reader_read(struct reader *r, struct arena *mem, str text, enum tongue t) {
    struct passage p = {.reader = r, .mem = mem, .original = text, .tongue = t};
    p.normal = normal_of(mem, text);
    read_words(&p);
    return (struct reading){weigh(&p), {p.gaps, p.gap_count}};
}

enum tongue reader_tongue(enum tongue text, str word) {
    struct token first = {0};
    bool latin = token_next(word, 0, &first) && first.kind != TOKEN_HAN;
    return text == ZH && latin ? EN : text;
}
