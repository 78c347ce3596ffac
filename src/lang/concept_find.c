#include "lang/concept_find.h"

#include "lang/fold.h"

enum { WHOLE, BEGINNING, INSIDE, NOWHERE };

struct finding {
    struct arena *mem;
    const struct lexicon *lexicon;
    str wanted; /* folded */
    const struct concept_wish *wish;
    struct concepts_found found;
};

static int rank_of(str term, str wanted) {
    if (str_starts(term, wanted)) {
        return term.len == wanted.len ? WHOLE : BEGINNING;
    }
    return str_has(term, wanted) ? INSIDE : NOWHERE;
}

static bool goes_before(
        const struct finding *f, const struct concept_found *a, const struct concept_found *b) {
    if (a->rank != b->rank) {
        return a->rank < b->rank;
    }
    if ((a->tongue == f->wish->tongue) != (b->tongue == f->wish->tongue)) {
        return a->tongue == f->wish->tongue;
    }
    return a->term.len < b->term.len;
}

/* Where it stands already; the count if it does not. */
static size_t place_of(const struct concepts_found *found, uint32_t concept) {
    size_t at = 0;
    while (at < found->count && found->at[at].concept != concept) {
        at++;
    }
    return at;
}

static void take(struct finding *f, struct concept_found one) {
    struct concepts_found *found = &f->found;
    size_t at = place_of(found, one.concept);
    if (at < found->count && !goes_before(f, &one, &found->at[at])) {
        return;
    }
    if (at == found->count && found->count < CONCEPT_FOUND_MOST) {
        found->count++;
    } else if (at == found->count) {
        at--;
        if (!goes_before(f, &one, &found->at[at])) {
            return;
        }
    }
    while (at > 0 && goes_before(f, &one, &found->at[at - 1])) {
        found->at[at] = found->at[at - 1];
        at--;
    }
    found->at[at] = one;
}

/* A cell is folded whole first: most hold nothing of what is wanted. */
static void look_at_cell(struct finding *f, str cell, struct concept_found one) {
    struct arena_mark clean = arena_mark(f->mem);
    bool worth = cell.len && str_has(fold_search(f->mem, cell), f->wanted);
    arena_rewind(f->mem, clean);
    char mark = 0;
    while (worth && lexicon_term(&cell, &one.term, &mark)) {
        one.rank = rank_of(fold_search(f->mem, one.term), f->wanted);
        if (one.rank < NOWHERE) {
            take(f, one);
        }
        arena_rewind(f->mem, clean);
    }
}

static void look_at(struct finding *f, const struct lexicon_rows *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        struct concept_found one = {0};
        uint32_t scope = rows->at[i].scope;
        bool others = scope && scope != f->wish->cluster;
        if (others || !lexicon_find(f->lexicon, rows->at[i].id, &one.concept) ||
                (f->wish->hidden && f->wish->hidden[one.concept])) {
            continue;
        }
        for (one.tongue = EN; one.tongue < TONGUE_COUNT; one.tongue++) {
            look_at_cell(f, rows->at[i].terms[one.tongue], one);
        }
    }
}

struct concepts_found concept_find(
        struct arena *mem, const struct lexicon *l, const struct concept_wish *wish) {
    struct finding f = {.mem = mem, .lexicon = l, .wish = wish};
    f.wanted = fold_search(mem, str_trim(wish->text));
    if (f.wanted.len) {
        look_at(&f, lexicon_source(l));
        look_at(&f, lexicon_added(l));
    }
    return f.found;
}

str concept_label(const struct lexicon *l, uint32_t concept, enum tongue t, enum tongue *in) {
    str own = lexicon_written(l, concept, t);
    *in = t;
    if (own.len) {
        return own;
    }
    for (*in = EN; *in < TONGUE_COUNT; (*in)++) {
        str other = lexicon_written(l, concept, *in);
        if (other.len) {
            return other;
        }
    }
    *in = EN;
    return lexicon_id(l, concept);
}
