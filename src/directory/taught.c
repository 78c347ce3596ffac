#include "directory/taught.h"

#include "base/buf.h"
#include "db/change.h"
#include "db/db.h"
#include "lang/normal.h"
#include "lang/plain.h"
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
    struct taught_files files = {.at = arena_new(w->mem, struct lexicon_file, FILES_MOST + 1)};
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

struct taught_files taught_files_with(
        struct work *w, const struct taught_terms *terms, const struct taught_concept *concept) {
    struct taught_files files = taught_files(w);
    struct buf text = {.mem = w->mem};
    buf_add(&text, STR(HEAD));
    for (size_t i = 0; i < terms->count; i++) {
        struct taught_concept c = concept ? *concept : (struct taught_concept){0};
        c.key = terms->at[i].concept;
        add_line(&text, &c, &terms->at[i]);
    }
    files.at[files.count++] = (struct lexicon_file){.name = STR("taught.tsv"),
            .text = buf_str(&text),
            .adds = true,
            .scope = terms->count ? (uint32_t)terms->at[0].cluster : 0};
    return files;
}

static bool is_plain(str term) {
    return term.len > 0 && plain_is_line(term) && !str_has(term, STR(";")) &&
           !strchr("!~=-", term.at[term.len - 1]);
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

/* Whether the lexicon has it as it is written. Terms of several words it keeps by their stems. */
static bool is_known(struct work *w, const struct lexicon *l, const struct taught_term *t) {
    uint32_t concept = 0;
    if (!lexicon_find(l, t->concept, &concept)) {
        return false;
    }
    struct senses s =
            terms_find(lexicon_terms(l), t->tongue, TERM_FORM, normal_of(w->mem, t->term).text);
    for (size_t i = 0; i < s.count; i++) {
        bool whole = (s.at[i].marks & MARK_WHOLE) && s.at[i].exact.len == 0;
        if (whole && s.at[i].concept == concept &&
                (s.at[i].scope == 0 || (int64_t)s.at[i].scope == t->cluster)) {
            return true;
        }
    }
    return false;
}

static bool stands_there(struct work *w, const struct lexicon *l, const struct taught_term *t) {
    return is_known(w, l, t) ||
           db_number(w,
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
    return stands_there(w, l, t) ? TAUGHT_THERE : TAUGHT_DONE;
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

static void note_act(struct work *w, int64_t term, enum taught_state state) {
    db_run(w, "INSERT INTO taught_act (term_id, state, account_id, at) VALUES (?, ?, ?, ?)",
            num(term), txt(state_word(state)), num(w->actor), num(w->now));
    change_note(w, STR("term"), term);
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
    note_act(w, t->id, t->state);
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
    note_act(w, term, state);
}

#define COLUMNS                                                                            \
    "SELECT t.id, t.concept, t.lang, t.term, t.mark, t.cluster_id, t.state, t.account_id," \
    " COALESCE(a.name, ''), t.at, t.decided_by, COALESCE(d.name, ''), t.decided, t.source" \
    " FROM taught_term AS t LEFT JOIN account AS a ON a.id = t.account_id"                 \
    " LEFT JOIN account AS d ON d.id = t.decided_by"

static bool next(struct rows *r, struct taught_term *t) {
    str lang = {0};
    str state = {0};
    bool there = db_next(r, to(t->id), to(t->concept), to(lang), to(t->term), to(t->mark),
            to(t->cluster), to(state), to(t->account), to(t->account_name), to(t->at),
            to(t->decided_by), to(t->decided_name), to(t->decided), to(t->source));
    if (there) {
        (void)tongue_of(lang, &t->tongue);
        t->state = state_of(state);
    }
    return there;
}

static struct taught_terms all_of(struct work *w, struct rows *r, size_t most) {
    struct taught_terms found = {.at = arena_new(w->mem, struct taught_term, most)};
    struct taught_term t = {0};
    while (found.count < most && next(r, &t)) {
        found.at[found.count++] = t;
    }
    db_stop(r);
    return found;
}

bool taught_one(struct work *w, int64_t term, struct taught_term *found) {
    struct rows r = db_rows(w, COLUMNS " WHERE t.id = ?", num(term));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

struct taught_terms taught_list(
        struct work *w, int64_t cluster, enum taught_state state, size_t most) {
    str wanted = (int)state > TAUGHT_WITHDRAWN ? STR("") : state_word(state);
    struct rows r = db_rows(w,
            COLUMNS " WHERE t.cluster_id IN (0, ?) AND (? = '' OR t.state = ?)"
                    " ORDER BY t.at DESC, t.id DESC LIMIT ?",
            num(cluster), txt(wanted), txt(wanted), num((int64_t)most));
    return all_of(w, &r, most);
}

struct taught_terms taught_for_all(struct work *w, size_t most) {
    struct rows r = db_rows(w,
            COLUMNS " WHERE t.cluster_id = 0"
                    " ORDER BY CASE WHEN t.state = 'proposed' THEN 0 ELSE 1 END, t.at DESC,"
                    " t.id DESC LIMIT ?",
            num((int64_t)most));
    return all_of(w, &r, most);
}

struct taught_acts taught_record(struct work *w, int64_t term) {
    enum { MOST = 200 };
    struct taught_acts found = {.at = arena_new(w->mem, struct taught_act, MOST)};
    struct taught_act one = {0};
    str state = {0};
    struct rows r = db_rows(w,
            "SELECT t.state, COALESCE(a.name, ''), t.at FROM taught_act AS t"
            " LEFT JOIN account AS a ON a.id = t.account_id WHERE t.term_id = ?"
            " ORDER BY t.id LIMIT ?",
            num(term), num(MOST));
    while (db_next(&r, to(state), to(one.account_name), to(one.at))) {
        one.state = state_of(state);
        found.at[found.count++] = one;
    }
    return found;
}

int64_t taught_proposals(struct work *w) {
    return db_number(
            w, "SELECT COUNT(*) FROM taught_term WHERE cluster_id = 0 AND state = 'proposed'");
}

struct taught_terms taught_terms_of(struct work *w, str key) {
    enum { MOST = 200 };
    struct rows r = db_rows(w,
            COLUMNS " WHERE t.concept = ? AND t.state <> 'withdrawn' ORDER BY t.id LIMIT ?",
            txt(key), num(MOST));
    return all_of(w, &r, MOST);
}

bool taught_concept_one(struct work *w, int64_t id, struct taught_concept *found) {
    struct rows r = db_rows(w,
            "SELECT id, key, kind, broader, cluster_id FROM taught_concept WHERE id = ?", num(id));
    bool there = db_next(&r, to(found->id), to(found->key), to(found->kind), to(found->broader),
            to(found->cluster));
    db_stop(&r);
    return there;
}

/* What is only proposed for everybody is nobody's to-do yet; what is proposed in a language is not
 * asked for twice. */
struct taught_gaps taught_gaps(struct work *w, int64_t cluster, size_t most) {
    struct taught_gaps found = {.at = arena_new(w->mem, struct taught_gap, most)};
    struct taught_gap one = {0};
    str lang = {0};
    struct rows r = db_rows(w,
            "SELECT c.id, c.key, c.cluster_id, t.lang, t.term FROM"
            " (SELECT c.id, c.key, c.cluster_id FROM taught_concept AS c"
            "  JOIN taught_term AS t ON t.concept = c.key AND t.state <> 'withdrawn'"
            "  WHERE c.cluster_id IN (0, ?) GROUP BY c.id, c.key, c.cluster_id"
            "  HAVING COUNT(DISTINCT t.lang) < ?"
            "  AND SUM(CASE WHEN t.state = 'approved' THEN 1 ELSE 0 END) > 0"
            "  ORDER BY c.id DESC LIMIT ?) AS c"
            " JOIN taught_term AS t ON t.concept = c.key AND t.state <> 'withdrawn'"
            " ORDER BY c.id DESC, t.id",
            num(cluster), num(TONGUE_COUNT), num((int64_t)most));
    while (db_next(&r, to(one.concept.id), to(one.concept.key), to(one.concept.cluster), to(lang),
            to(one.term))) {
        bool more = found.count && found.at[found.count - 1].concept.id == one.concept.id;
        if (!tongue_of(lang, &one.tongue)) {
            continue;
        }
        if (!more) {
            found.at[found.count++] = one;
        }
        found.at[found.count - 1].has[one.tongue] = true;
    }
    return found;
}

bool *taught_hidden(struct work *w, const struct lexicon *l, int64_t cluster) {
    bool *hidden = arena_new(w->mem, bool, lexicon_count(l) + 1);
    str key = {0};
    uint32_t concept = 0;
    struct rows r = db_rows(
            w, "SELECT key FROM taught_concept WHERE cluster_id NOT IN (0, ?)", num(cluster));
    while (db_next(&r, to(key))) {
        if (lexicon_find(l, key, &concept)) {
            hidden[concept] = true;
        }
    }
    return hidden;
}
