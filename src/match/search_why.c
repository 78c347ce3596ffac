#include "match/search_why.h"

#include "lang/fold.h"
#include "lang/normal.h"
#include "lang/token.h"

enum { TINT_TYPED = 1, TINT_CONCEPTS = 7 };

/* One text being coloured: a tint for each byte, 0 where there is none. */
struct paint {
    struct arena *mem;
    str text;
    enum tongue tongue;
    struct normal normal;
    uint8_t *tints;
    bool any;
};

static struct paint paint_of(struct work *w, str text, str lang) {
    struct paint p = {.mem = w->mem,
            .text = text,
            .normal = normal_of(w->mem, text),
            .tints = arena_new(w->mem, uint8_t, text.len + 1)};
    (void)tongue_of(lang, &p.tongue);
    return p;
}

static void colour(struct paint *p, uint32_t start, uint32_t end, uint32_t tint) {
    for (uint32_t i = start; i < end; i++) {
        p->tints[i] = (uint8_t)tint;
    }
}

/* Bytes of the comparable text. */
static void colour_typed(struct paint *p, size_t start, size_t end) {
    colour(p, normal_start(&p->normal, start), normal_end(&p->normal, end), TINT_TYPED);
    p->any = true;
}

static bool is_asked(const struct search_query *q, str word) {
    for (size_t i = 0; i < q->word_count; i++) {
        if (str_eq(q->words[i], word)) {
            return true;
        }
    }
    return false;
}

/* Every place where the part stands in a run of the comparable text. */
static void colour_within(struct paint *p, struct token run, str part) {
    str text = token_text(p->normal.text, run);
    for (size_t i = 0; part.len && i + part.len <= text.len; i++) {
        if (str_starts(str_skip(text, i), part)) {
            colour_typed(p, run.start + i, run.start + i + part.len);
        }
    }
}

static void colour_words(struct paint *p, const struct search_query *q) {
    struct token t;
    for (size_t at = 0; token_next(p->normal.text, at, &t); at = t.start + t.len) {
        if (t.kind != TOKEN_HAN && is_asked(q, token_text(p->normal.text, t))) {
            colour_typed(p, t.start, t.start + t.len);
        }
        for (size_t i = 0; i < q->word_count && t.kind == TOKEN_HAN; i++) {
            colour_within(p, t, q->words[i]);
        }
    }
}

/* Words of which what was typed is a part, as it is found in titles. */
static void colour_parts(struct paint *p, const struct search_query *q) {
    str parts = fold_search(p->mem, q->text);
    str part;
    while (parts.len && str_cut(&parts, ' ', &part)) {
        struct token t;
        for (size_t at = 0; token_next(p->normal.text, at, &t); at = t.start + t.len) {
            str word = token_text(p->normal.text, t);
            if (t.kind == TOKEN_HAN) {
                colour_within(p, t, part);
            } else if (part.len && str_has(fold_search(p->mem, word), part)) {
                colour_typed(p, t.start, t.start + t.len);
            }
        }
    }
}

static bool is_free(const struct paint *p, const struct span *s) {
    for (uint32_t i = 0; i < s->len; i++) {
        if (p->tints[s->start + i]) {
            return false;
        }
    }
    return true;
}

/* 0 where the concept lies within none of those asked for. */
static uint32_t tint_of(const struct search_query *q, const struct lexicon *l, uint32_t concept) {
    for (size_t i = 0; i < q->meaning.count; i++) {
        if (explain_within(l, concept, q->meaning.at[i].key)) {
            return TINT_TYPED + 1 + (uint32_t)(i % TINT_CONCEPTS);
        }
    }
    return 0;
}

static void colour_concepts(struct paint *p, struct reader *reader, const struct search_query *q,
        uint32_t concept, str *said) {
    const struct lexicon *l = reader_lexicon(reader);
    struct spans met = reader_read(reader, p->mem, p->text, p->tongue).met;
    for (size_t i = 0; i < met.count; i++) {
        const struct span *s = &met.at[i];
        uint32_t tint = tint_of(q, l, s->concept);
        if (tint && !said->len && concept != SEARCH_NO_CONCEPT &&
                explain_within(l, s->concept, concept)) {
            *said = (str){p->text.at + s->start, s->len};
        }
        if (tint && is_free(p, s)) {
            colour(p, s->start, s->start + s->len, tint);
        }
    }
}

static struct marks marks_of(const struct paint *p) {
    struct marks m = {0};
    size_t room = 0;
    for (uint32_t i = 0; i < p->text.len; i++) {
        if (!p->tints[i]) {
            continue;
        }
        if (i == 0 || p->tints[i - 1] != p->tints[i]) {
            arena_room(p->mem, struct mark, m.at, m.count, room);
            m.at[m.count++] = (struct mark){i, 0, p->tints[i]};
        }
        m.at[m.count - 1].len++;
    }
    return m;
}

static str asked_words(const struct search_query *q, uint32_t concept) {
    for (size_t i = 0; i < q->met.count; i++) {
        if (q->met.at[i].concept == concept) {
            return (str){q->text.at + q->met.at[i].start, q->met.at[i].len};
        }
    }
    return (str){0};
}

struct search_why search_why(struct work *w, struct reader *reader, const struct search_query *q,
        const struct search_hit *hit, const struct listing *l) {
    struct search_why why = {.asked = asked_words(q, hit->concept)};
    struct paint title = paint_of(w, l->title, l->lang);
    struct paint body = paint_of(w, l->body, l->lang);
    colour_words(&title, q);
    colour_words(&body, q);
    if (!title.any && !body.any) {
        colour_parts(&title, q);
    }
    why.exact = title.any || body.any;
    why.tint = hit->concept == SEARCH_NO_CONCEPT ? 0
                                                 : tint_of(q, reader_lexicon(reader), hit->concept);
    colour_concepts(&title, reader, q, hit->concept, &why.said);
    colour_concepts(&body, reader, q, hit->concept, &why.said);
    why.marks = (struct explained){marks_of(&title), marks_of(&body)};
    return why;
}
