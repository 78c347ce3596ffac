#include "directory/taught_exchange.h"

#include "base/buf.h"
#include "db/db.h"
#include "lang/annotate.h"
#include "lang/date.h"

enum { CONCEPT, KIND, BROADER, LANG, TERM, MARK, CELLS };

#define HEAD "concept\tkind\tbroader\tlang\tterm\tmark"

static void add_cell(struct buf *out, str cell, str end) {
    buf_add(out, cell);
    buf_add(out, end);
}

str taught_export(struct work *w, bool who) {
    struct buf out = {.mem = w->mem};
    str cells[CELLS] = {{0}};
    str name = {0};
    int64_t at = 0;
    buf_add(&out, STR(HEAD));
    buf_add(&out, who ? STR("\tby\tat\n") : STR("\n"));
    struct rows r = db_rows(w,
            "SELECT t.concept, COALESCE(c.kind, ''), COALESCE(c.broader, ''), t.lang, t.term,"
            " t.mark, COALESCE(a.name, ''), t.at FROM taught_term AS t"
            " LEFT JOIN taught_concept AS c ON c.key = t.concept"
            " LEFT JOIN account AS a ON a.id = t.account_id"
            " WHERE t.state <> 'withdrawn' ORDER BY t.id LIMIT ?",
            num(TAUGHT_TERMS_MOST));
    while (db_next(&r, to(cells[CONCEPT]), to(cells[KIND]), to(cells[BROADER]), to(cells[LANG]),
            to(cells[TERM]), to(cells[MARK]), to(name), to(at))) {
        for (size_t i = 0; i < CELLS; i++) {
            add_cell(&out, cells[i], i + 1 < CELLS ? STR("\t") : (str){0});
        }
        if (who) {
            add_cell(&out, (str){0}, STR("\t"));
            add_cell(&out, name, STR("\t"));
            add_cell(&out, date_of(w->mem, at), (str){0});
        }
        buf_add(&out, STR("\n"));
    }
    return buf_str(&out);
}

/* A concept of the other instance's own, and what it is here. */
struct adopted {
    str there, here;
};

struct exchanging {
    struct work *work;
    const struct lexicon *lexicon;
    struct reader *reader;
    str source;
    struct adopted *adopted;
    size_t adopted_count, adopted_room;
    struct exchange out;
    size_t room;
    size_t line;
};

static void remark(
        struct exchanging *x, enum exchange_remark_kind kind, const str *cells, str other) {
    x->out.left++;
    if (x->out.remark_count < EXCHANGE_REMARKS_MOST) {
        arena_room(
                x->work->mem, struct exchange_remark, x->out.remarks, x->out.remark_count, x->room);
        x->out.remarks[x->out.remark_count++] = (struct exchange_remark){
                x->line, kind, cells[LANG], cells[TERM], cells[CONCEPT], other};
    }
}

static bool cut(str line, str cells[CELLS]) {
    size_t count = 0;
    str cell;
    while (count < CELLS && str_cut(&line, '\t', &cell)) {
        cells[count++] = str_trim(cell);
    }
    return count + 1 == CELLS || count == CELLS; /* an empty last cell may be cut off */
}

static bool is_own(str concept) {
    return str_starts(concept, STR("own-"));
}

static str adopted_as(const struct exchanging *x, str there) {
    for (size_t i = 0; i < x->adopted_count; i++) {
        if (str_eq(x->adopted[i].there, there)) {
            return x->adopted[i].here;
        }
    }
    return (str){0};
}

static void adopt(struct exchanging *x, str there, str here) {
    arena_room(x->work->mem, struct adopted, x->adopted, x->adopted_count, x->adopted_room);
    x->adopted[x->adopted_count++] = (struct adopted){there, here};
}

/* An own concept here that has this word, and is of the same kind. */
static void adopt_by_word(struct exchanging *x, const str *cells) {
    str here = {0};
    if (!is_own(cells[CONCEPT]) || adopted_as(x, cells[CONCEPT]).len) {
        return;
    }
    struct rows r = db_rows(x->work,
            "SELECT t.concept FROM taught_term AS t"
            " JOIN taught_concept AS c ON c.key = t.concept"
            " WHERE t.lang = ? AND t.term = ? AND c.kind = ? AND t.state <> 'withdrawn'"
            " ORDER BY t.id LIMIT 1",
            txt(cells[LANG]), txt(cells[TERM]), txt(cells[KIND]));
    if (db_next(&r, to(here))) {
        adopt(x, cells[CONCEPT], here);
    }
    db_stop(&r);
}

/* The concept of that line here; it is made if the other instance made it. Empty: none. */
static str concept_here(struct exchanging *x, const str *cells) {
    uint32_t known = 0;
    if (!is_own(cells[CONCEPT])) {
        return lexicon_find(x->lexicon, cells[CONCEPT], &known) ? cells[CONCEPT] : (str){0};
    }
    str here = adopted_as(x, cells[CONCEPT]);
    if (here.len == 0 && cells[KIND].len == 1) {
        bool own = is_own(cells[BROADER]);
        bool there = !own && lexicon_find(x->lexicon, cells[BROADER], &known);
        struct taught_concept c = {.kind = cells[KIND],
                .broader = own     ? adopted_as(x, cells[BROADER])
                           : there ? cells[BROADER]
                                   : STR("")};
        taught_concept_save(x->work, &c);
        adopt(x, cells[CONCEPT], c.key);
        here = c.key;
    }
    return here;
}

/* What the whole term means here, if that is not the concept; empty if nothing. */
static str means_elsewhere(struct exchanging *x, str concept, enum tongue t, str term) {
    struct spans met = reader_read(x->reader, x->work->mem, term, t).met;
    str other = {0};
    for (size_t i = 0; i < met.count; i++) {
        str id = lexicon_id(x->lexicon, met.at[i].concept);
        bool whole = met.at[i].start == 0 && met.at[i].len == term.len &&
                     met.at[i].evidence != EVIDENCE_COMPOUND;
        if (whole && str_eq(id, concept)) {
            return (str){0};
        }
        other = whole ? id : other;
    }
    return other;
}

static str taught_elsewhere(struct exchanging *x, str concept, const str *cells, bool *withdrawn) {
    str other = {0};
    *withdrawn = db_number(x->work,
                         "SELECT COUNT(*) FROM taught_term WHERE concept = ? AND lang = ?"
                         " AND term = ? AND cluster_id = 0 AND state = 'withdrawn'",
                         txt(concept), txt(cells[LANG]), txt(cells[TERM])) > 0;
    struct rows r = db_rows(x->work,
            "SELECT concept FROM taught_term WHERE concept <> ? AND lang = ? AND term = ?"
            " AND cluster_id = 0 AND state <> 'withdrawn' ORDER BY id LIMIT 1",
            txt(concept), txt(cells[LANG]), txt(cells[TERM]));
    (void)db_next(&r, to(other));
    db_stop(&r);
    return other;
}

static void save(struct exchanging *x, str concept, enum tongue t, const str *cells) {
    struct taught_term term = {.concept = concept,
            .tongue = t,
            .term = cells[TERM],
            .mark = cells[MARK],
            .state = TAUGHT_PROPOSED,
            .source = x->source};
    switch (taught_save(x->work, x->lexicon, &term)) {
    case TAUGHT_DONE: x->out.proposed++; break;
    case TAUGHT_THERE: x->out.there++; break;
    case TAUGHT_NO_CONCEPT: remark(x, EXCHANGE_NO_CONCEPT, cells, (str){0}); break;
    case TAUGHT_EMPTY:
    case TAUGHT_TOO_LONG:
    case TAUGHT_STOP_WORD: remark(x, EXCHANGE_NO_TERM, cells, (str){0}); break;
    }
}

static bool mark_fits(str mark) {
    return mark.len == 0 || str_eq(mark, STR("!")) || str_eq(mark, STR("~")) ||
           str_eq(mark, STR("="));
}

static void take_line(struct exchanging *x, str line) {
    str cells[CELLS] = {{0}};
    enum tongue t = EN;
    bool withdrawn = false;
    if (!cut(line, cells) || !tongue_of(cells[LANG], &t) || !mark_fits(cells[MARK])) {
        remark(x, EXCHANGE_NO_LINE, cells, (str){0});
        return;
    }
    str known = is_own(cells[CONCEPT]) ? adopted_as(x, cells[CONCEPT]) : cells[CONCEPT];
    str other = taught_elsewhere(x, known, cells, &withdrawn);
    other = other.len ? other : means_elsewhere(x, known, t, cells[TERM]);
    if (withdrawn) {
        remark(x, EXCHANGE_WITHDRAWN, cells, (str){0});
    } else if (other.len) {
        remark(x, EXCHANGE_ELSEWHERE, cells, other);
    } else {
        str concept = concept_here(x, cells);
        if (concept.len) {
            save(x, concept, t, cells);
        } else {
            remark(x, EXCHANGE_NO_CONCEPT, cells, (str){0});
        }
    }
}

/* Every line once: first to find which own concepts are here already, then to take them in. */
static void each_line(struct exchanging *x, str rest, bool taking) {
    str line;
    x->line = 1;
    while (x->line < EXCHANGE_LINES_MOST && str_cut(&rest, '\n', &line)) {
        str cells[CELLS] = {{0}};
        x->line++;
        if (str_trim(line).len == 0) {
            continue;
        }
        if (taking) {
            take_line(x, line);
        } else if (cut(line, cells)) {
            adopt_by_word(x, cells);
        }
    }
}

struct exchange taught_import(struct work *w, const struct lexicon *l, str tsv, str source) {
    struct exchanging x = {.work = w, .lexicon = l, .source = source};
    str head = {0};
    if (!str_cut(&tsv, '\n', &head) || !str_starts(head, STR(HEAD))) {
        x.out.broken = true;
        return x.out;
    }
    x.reader = reader_open(l);
    each_line(&x, tsv, false);
    each_line(&x, tsv, true);
    reader_close(x.reader);
    return x.out;
}
