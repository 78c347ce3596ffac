#include "directory/scheme.h"

#include "base/buf.h"
#include "db/change.h"
#include "db/db.h"
#include "lang/thesaurus.h"

#include <stdlib.h>

bool scheme_key_fits(str key) {
    for (size_t i = 0; i < key.len; i++) {
        char c = key.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
            return false;
        }
    }
    return key.len > 0 && key.len <= SCHEME_KEY_MOST;
}

#define COLUMNS                                                                                    \
    "SELECT s.id, s.key, s.title, s.licence, s.attribution, s.source, s.cluster_id, s.account_id," \
    " COALESCE(a.name, ''), s.at, s.languages, s.concepts"                                         \
    " FROM scheme AS s LEFT JOIN account AS a ON a.id = s.account_id"

static bool next(struct rows *r, struct scheme *s) {
    return db_next(r, to(s->id), to(s->key), to(s->title), to(s->licence), to(s->attribution),
            to(s->source), to(s->cluster), to(s->account), to(s->account_name), to(s->at),
            to(s->languages), to(s->concepts));
}

struct schemes scheme_list(struct work *w) {
    struct schemes found = {.at = arena_new(w->mem, struct scheme, SCHEMES_MOST)};
    struct scheme s = {0};
    struct rows r = db_rows(w, COLUMNS " ORDER BY s.key LIMIT ?", num(SCHEMES_MOST));
    while (next(&r, &s)) {
        found.at[found.count++] = s;
    }
    return found;
}

bool scheme_one(struct work *w, str key, struct scheme *found) {
    struct rows r = db_rows(w, COLUMNS " WHERE s.key = ?", txt(key));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

bool scheme_by_id(struct work *w, int64_t id, struct scheme *found) {
    struct rows r = db_rows(w, COLUMNS " WHERE s.id = ?", num(id));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

/* The rows of one scheme as they are stored, by code. */
struct stored {
    struct thesaurus_row *at;
    size_t count, room;
};

static str lines_of(struct arena *mem, str label, str others) {
    struct buf lines = {.mem = mem};
    buf_add(&lines, label);
    buf_add(&lines, others.len ? STR("\n") : (str){0});
    buf_add(&lines, others);
    return buf_str(&lines);
}

static struct stored rows_of(struct work *w, int64_t scheme) {
    struct stored s = {0};
    str code = {0};
    str broader = {0};
    str lang = {0};
    str label = {0};
    str others = {0};
    struct rows r = db_rows(w,
            "SELECT c.code, c.broader, l.lang, l.label, l.others FROM scheme_concept AS c"
            " JOIN scheme_label AS l ON l.concept_id = c.id WHERE c.scheme_id = ?"
            " ORDER BY c.code, l.lang",
            num(scheme));
    while (db_next(&r, to(code), to(broader), to(lang), to(label), to(others))) {
        enum tongue t = EN;
        if (s.count == 0 || !str_eq(s.at[s.count - 1].code, code)) {
            arena_room(w->mem, struct thesaurus_row, s.at, s.count, s.room);
            s.at[s.count++] = (struct thesaurus_row){.code = code, .broader = broader};
        }
        if (tongue_of(lang, &t)) {
            s.at[s.count - 1].labels[t] = lines_of(w->mem, label, others);
        }
    }
    return s;
}

/* What is to be stored of a concept: the preferred label first, else the first one. */
static void labels_of(
        struct arena *mem, const struct skos_concept *c, enum tongue t, str *label, str *others) {
    struct buf rest = {.mem = mem};
    const struct skos_label *shown = NULL;
    for (size_t i = 0; i < c->label_count; i++) {
        const struct skos_label *l = &c->labels[i];
        if (l->tongue == t && (!shown || (l->preferred && !shown->preferred))) {
            shown = l;
        }
    }
    for (size_t i = 0; shown && i < c->label_count; i++) {
        const struct skos_label *l = &c->labels[i];
        if (l->tongue == t && l != shown) {
            buf_add(&rest, rest.len ? STR("\n") : (str){0});
            buf_add(&rest, l->text);
        }
    }
    *label = shown ? shown->text : (str){0};
    *others = buf_str(&rest);
}

/* Names of concepts in order, to find the code of what is broader. */
struct named {
    str name;
    str code;
};

static int by_name(const void *left, const void *right) {
    return str_order(((const struct named *)left)->name, ((const struct named *)right)->name);
}

static struct named *names_of(struct arena *mem, const struct skos *content) {
    struct named *names = arena_new(mem, struct named, content->count + 1);
    for (size_t i = 0; i < content->count; i++) {
        names[i] = (struct named){content->at[i].name, content->at[i].notation};
    }
    qsort(names, content->count, sizeof(*names), by_name);
    return names;
}

static str code_of(const struct named *names, size_t count, str name) {
    struct named wanted = {.name = name};
    const struct named *found =
            name.len ? bsearch(&wanted, names, count, sizeof(*names), by_name) : NULL;
    return found ? found->code : (str){0};
}

static struct thesaurus_row row_of(
        struct arena *mem, const struct skos_concept *c, const struct named *names, size_t count) {
    struct thesaurus_row row = {.code = c->notation, .broader = code_of(names, count, c->broader)};
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        str label = {0};
        str others = {0};
        labels_of(mem, c, t, &label, &others);
        row.labels[t] = lines_of(mem, label, others);
    }
    return row;
}

static int by_code(const void *left, const void *right) {
    return str_order(((const struct thesaurus_row *)left)->code,
            ((const struct thesaurus_row *)right)->code);
}

static bool is_same(const struct thesaurus_row *a, const struct thesaurus_row *b) {
    bool same = str_eq(a->broader, b->broader);
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        same = same && str_eq(a->labels[t], b->labels[t]);
    }
    return same;
}

struct scheme_change scheme_compare(struct work *w, str key, const struct skos *content) {
    struct scheme_change change = {0};
    struct scheme there = {0};
    struct stored old = scheme_one(w, key, &there) ? rows_of(w, there.id) : (struct stored){0};
    const struct named *names = names_of(w->mem, content);
    for (size_t i = 0; i < content->count; i++) {
        struct thesaurus_row row = row_of(w->mem, &content->at[i], names, content->count);
        const struct thesaurus_row *was =
                old.count ? bsearch(&row, old.at, old.count, sizeof(row), by_code) : NULL;
        change.added += !was;
        change.equal += was && is_same(was, &row);
        change.changed += was && !is_same(was, &row);
    }
    change.removed = old.count - change.equal - change.changed;
    return change;
}

static void save_labels(
        struct work *w, int64_t concept, const struct skos_concept *c, unsigned *languages) {
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        str label = {0};
        str others = {0};
        labels_of(w->mem, c, t, &label, &others);
        if (label.len) {
            db_run(w,
                    "INSERT INTO scheme_label (concept_id, lang, label, others)"
                    " VALUES (?, ?, ?, ?)",
                    num(concept), txt(tongue_code(t)), txt(label), txt(others));
            *languages |= 1U << t;
        }
    }
}

static str language_list(struct arena *mem, unsigned languages) {
    struct buf list = {.mem = mem};
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        if (languages >> t & 1) {
            buf_add(&list, list.len ? STR(";") : (str){0});
            buf_add(&list, tongue_code(t));
        }
    }
    return buf_str(&list);
}

static unsigned save_concepts(struct work *w, int64_t scheme, const struct skos *content) {
    unsigned languages = 0;
    const struct named *names = names_of(w->mem, content);
    struct arena_mark clean = arena_mark(w->mem);
    for (size_t i = 0; i < content->count && work_ok(w); i++) {
        const struct skos_concept *c = &content->at[i];
        int64_t concept = db_number(w,
                "INSERT INTO scheme_concept (scheme_id, code, broader) VALUES (?, ?, ?)"
                " RETURNING id",
                num(scheme), txt(c->notation), txt(code_of(names, content->count, c->broader)));
        save_labels(w, concept, c, &languages);
        if (work_ok(w)) {
            arena_rewind(w->mem, clean);
        }
    }
    return languages;
}

void scheme_save(struct work *w, struct scheme *s, const struct skos *content) {
    s->id = db_number(w,
            "INSERT INTO scheme (key, title, licence, attribution, source, cluster_id, account_id,"
            " at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET title = excluded.title, licence = excluded.licence,"
            " attribution = excluded.attribution, source = excluded.source,"
            " cluster_id = excluded.cluster_id, account_id = excluded.account_id,"
            " at = excluded.at RETURNING id",
            txt(s->key), txt(s->title), txt(s->licence), txt(s->attribution), txt(s->source),
            num(s->cluster), num(w->actor), num(w->now));
    db_run(w, "DELETE FROM scheme_concept WHERE scheme_id = ?", num(s->id));
    unsigned languages = save_concepts(w, s->id, content);
    s->languages = language_list(w->mem, languages);
    s->concepts = (int64_t)content->count;
    db_run(w, "UPDATE scheme SET languages = ?, concepts = ? WHERE id = ?", txt(s->languages),
            num(s->concepts), num(s->id));
    change_note(w, STR("scheme"), s->id);
}

bool scheme_remove(struct work *w, str key) {
    struct scheme s = {0};
    if (!scheme_one(w, key, &s)) {
        return false;
    }
    db_run(w, "DELETE FROM scheme WHERE id = ?", num(s.id));
    change_note(w, STR("scheme"), s.id);
    return true;
}

struct thesaurus *scheme_thesaurus(struct work *w) {
    struct schemes all = scheme_list(w);
    struct thesaurus_scheme *schemes = arena_new(w->mem, struct thesaurus_scheme, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        struct stored rows = rows_of(w, all.at[i].id);
        schemes[i] = (struct thesaurus_scheme){all.at[i].key, rows.at, rows.count};
    }
    return all.count && work_ok(w) ? thesaurus_make(schemes, all.count) : NULL;
}
