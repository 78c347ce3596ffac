#include "directory/taught.h"

#include "base/buf.h"
#include "db/change.h"
#include "db/db.h"
#include "lang/normal.h"
#include "lang/terms.h"
#include "lang/token.h"

#include <stdlib.h>
#include <string.h>

enum { FILES_MOST = 5001 }; /* everybody's, and one a cluster */

#define HEAD "id\tkind\tbroader\trelated\ten\tde\tsv\tda\tnb\tfr\tzh\tnote\n"

static const enum tongue columns[TONGUE_COUNT] = {EN, DE, SV, DA, NB, FR, ZH};

/* A line of a lexicon file: one term, or none where `term` is empty. */
static void add_line(struct buf *out, const struct taught_concept *c, const struct taught_term *t) {
    buf_add(out, c->key);
    buf_add(out, STR("\t"));
    buf_add(out, c->kind);
    buf_add(out, STR("\t"));
    buf_add(out, c->broader);
    buf_add(out, STR("\t"));
    for (size_t i = 0; i < TONGUE_COUNT; i++) {
        bool here = t && t->tongue == columns[i];
        buf_add(out, STR("\t"));
        buf_add(out, here ? t->term : STR("-"));
        buf_add(out, here ? t->mark : (str){0});
    }
    buf_add(out, STR("\t\n"));
}

/* Concepts stand in the order of their numbers, whatever became of their words: so that theirs in
 * the lexicon stay the same. */
static void add_concepts(struct work *w, struct buf *out) {
    struct taught_concept c = {0};
    struct rows r = db_rows(w, "SELECT key, kind, broader FROM taught_concept ORDER BY id");
    while (db_next(&r, to(c.key), to(c.kind), to(c.broader))) {
        add_line(out, &c, NULL);
    }
}

struct taught_files taught_files(struct work *w) {
    struct taught_files files = {.at = arena_new(w->mem, struct lexicon_file, FILES_MOST)};
    struct buf text = {.mem = w->mem};
    struct taught_concept c = {0};
    struct taught_term t = {0};
    str lang = {0};
    int64_t cluster = 0;
    buf_add(&text, STR(HEAD));
    add_concepts(w, &text);
    files.at[0] = (struct lexicon_file){STR("taught.tsv"), buf_str(&text), true, 0};
    struct rows r = db_rows(w,
            "SELECT concept, lang, term, mark, cluster_id FROM taught_term"
            " WHERE state = 'approved' ORDER BY cluster_id, id LIMIT ?",
            num(TAUGHT_TERMS_MOST));
    while (db_next(&r, to(c.key), to(lang), to(t.term), to(t.mark), to(t.cluster))) {
        if (t.cluster != cluster && files.count + 1 < FILES_MOST) {
            files.at[files.count++].text = buf_str(&text);
            text = (struct buf){.mem = w->mem};
            buf_add(&text, STR(HEAD));
            cluster = t.cluster;
            files.at[files.count] =
                    (struct lexicon_file){STR("taught.tsv"), {0}, true, (uint32_t)cluster};
        }
        if (tongue_of(lang, &t.tongue)) {
            add_line(&text, &c, &t);
        }
    }
    files.at[files.count++].text = buf_str(&text);
    bool nothing = files.count == 1 && files.at[0].text.len == sizeof(HEAD) - 1;
    files.count = nothing ? 0 : files.count;
    return files;
}

static bool is_plain(str term) {
    for (size_t i = 0; i < term.len; i++) {
        if ((unsigned char)term.at[i] < ' ' || term.at[i] == ';') {
            return false;
        }
    }
    return term.len > 0 && !strchr("!~=-", term.at[term.len - 1]);
}

/* One word that is a stop word would stand in every text. */
static bool is_stop(const struct lexicon *l, enum tongue t, str term, struct arena *mem) {
    str normal = normal_of(mem, term).text;
    struct token token = {0};
    return token_next(normal, 0, &token) && token.len == normal.len &&
           terms_find(lexicon_terms(l), t, TERM_STOP, normal).count > 0;
}

static bool has_word(str text) {
    struct token token = {0};
    return token_next(text, 0, &token);
}

static bool stands_there(struct work *w, const struct taught_term *t) {
    return db_number(w,
                   "SELECT COUNT(*) FROM taught_term WHERE concept = ? AND lang = ? AND term = ?"
                   " AND cluster_id IN (0, ?) AND state <> 'withdrawn'",
                   txt(t->concept), txt(tongue_code(t->tongue)), txt(t->term), num(t->cluster)) > 0;
}

enum taught_result taught_check(
        struct work *w, const struct lexicon *l, const struct taught_term *t) {
    uint32_t concept = 0;
    if (t->term.len > TAUGHT_TERM_BYTES_MOST) {
        return TAUGHT_TOO_LONG;
    }
    if (!is_plain(t->term) || !has_word(normal_of(w->mem, t->term).text)) {
        return TAUGHT_EMPTY;
    }
    if (is_stop(l, t->tongue, t->term, w->mem)) {
        return TAUGHT_STOP_WORD;
    }
    bool known =
            lexicon_find(l, t->concept, &concept) ||
            db_number(w, "SELECT COUNT(*) FROM taught_concept WHERE key = ?", txt(t->concept)) > 0;
    if (!known) {
        return TAUGHT_NO_CONCEPT;
    }
    return stands_there(w, t) ? TAUGHT_THERE : TAUGHT_DONE;
}

static str state_word(enum taught_state s) {
    return s == TAUGHT_APPROVED   ? STR("approved")
           : s == TAUGHT_PROPOSED ? STR("proposed")
                                  : STR("withdrawn");
}

static enum taught_state state_of(str word) {
    return str_eq(word, STR("approved"))   ? TAUGHT_APPROVED
           : str_eq(word, STR("proposed")) ? TAUGHT_PROPOSED
                                           : TAUGHT_WITHDRAWN;
}

enum taught_result taught_save(struct work *w, const struct lexicon *l, struct taught_term *t) {
    enum taught_result flaw = taught_check(w, l, t);
    if (flaw != TAUGHT_DONE) {
        return flaw;
    }
    bool decided = t->state == TAUGHT_APPROVED;
    t->id = db_number(w,
            "INSERT INTO taught_term (concept, lang, term, mark, cluster_id, state, account_id,"
            " at, decided_by, decided, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (concept, lang, term, cluster_id) DO UPDATE SET mark = excluded.mark,"
            " state = excluded.state, account_id = excluded.account_id, at = excluded.at,"
            " decided_by = excluded.decided_by, decided = excluded.decided,"
            " source = excluded.source RETURNING id",
            txt(t->concept), txt(tongue_code(t->tongue)), txt(t->term), txt(t->mark),
            num(t->cluster), txt(state_word(t->state)), num(w->actor), num(w->now),
            num(decided ? w->actor : 0), num(decided ? w->now : 0), txt(t->source));
    change_note(w, STR("term"), t->id);
    return TAUGHT_DONE;
}

void taught_concept_save(struct work *w, struct taught_concept *c) {
    struct buf key = {.mem = w->mem};
    c->id = db_number(w,
            "INSERT INTO taught_concept (key, kind, broader, cluster_id, account_id, at)"
            " VALUES ('', ?, ?, ?, ?, ?) RETURNING id",
            txt(c->kind), txt(c->broader), num(c->cluster), num(w->actor), num(w->now));
    buf_add(&key, STR("own-"));
    buf_num(&key, c->id);
    c->key = buf_str(&key);
    db_run(w, "UPDATE taught_concept SET key = ? WHERE id = ?", txt(c->key), num(c->id));
    change_note(w, STR("term"), 0);
}

void taught_decide(struct work *w, int64_t term, enum taught_state state) {
    db_run(w, "UPDATE taught_term SET state = ?, decided_by = ?, decided = ? WHERE id = ?",
            txt(state_word(state)), num(w->actor), num(w->now), num(term));
    change_note(w, STR("term"), term);
}

#define COLUMNS                                                                            \
    "SELECT t.id, t.concept, t.lang, t.term, t.mark, t.cluster_id, t.state, t.account_id," \
    " COALESCE(a.name, ''), t.at, t.decided_by, t.decided, t.source"                       \
    " FROM taught_term AS t LEFT JOIN account AS a ON a.id = t.account_id"

static bool next(struct rows *r, struct taught_term *t) {
    str lang = {0};
    str state = {0};
    bool there = db_next(r, to(t->id), to(t->concept), to(lang), to(t->term), to(t->mark),
            to(t->cluster), to(state), to(t->account), to(t->account_name), to(t->at),
            to(t->decided_by), to(t->decided), to(t->source));
    if (there) {
        (void)tongue_of(lang, &t->tongue);
        t->state = state_of(state);
    }
    return there;
}

bool taught_one(struct work *w, int64_t term, struct taught_term *found) {
    struct rows r = db_rows(w, COLUMNS " WHERE t.id = ?", num(term));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

struct taught_terms taught_list(
        struct work *w, int64_t cluster, enum taught_state state, size_t most) {
    struct taught_terms found = {.at = arena_new(w->mem, struct taught_term, most)};
    struct taught_term t = {0};
    str wanted = (int)state > TAUGHT_WITHDRAWN ? STR("") : state_word(state);
    struct rows r = db_rows(w,
            COLUMNS " WHERE t.cluster_id IN (0, ?) AND (? = '' OR t.state = ?)"
                    " ORDER BY t.at DESC, t.id DESC LIMIT ?",
            num(cluster), txt(wanted), txt(wanted), num((int64_t)most));
    while (next(&r, &t)) {
        found.at[found.count++] = t;
    }
    return found;
}
