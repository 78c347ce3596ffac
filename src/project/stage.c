#include "project/stage.h"

#include "db/db.h"
#include "lang/say.h"

enum { BOTH_MOST = 200 }; /* stages of two clusters, with those removed */

static const struct {
    const char *word, *title;
    enum stage_evidence evidence;
} usual[STAGES_USUAL] = {
        {"needs", say_word("Needs collected"), STAGE_NOTHING},
        {"screened", say_word("Partners screened"), STAGE_NOTHING},
        {"contact", say_word("Contact made"), STAGE_AGREED},
        {"met", say_word("Met in person"), STAGE_MET},
        {"ground", say_word("Common ground"), STAGE_NOTHING},
        {"agreement", say_word("Agreement"), STAGE_FILE},
        {"joint", say_word("Joint activity"), STAGE_NOTHING},
        {"outcome", say_word("Outcome counted"), STAGE_NOTE},
        {"reviewed", say_word("Reviewed"), STAGE_NOTE},
};

static const char *const evidences[STAGE_EVIDENCES] = {"none", "met", "note", "file", "agreed"};

str stage_evidence_word(enum stage_evidence e) {
    return str_of(evidences[e]);
}

bool stage_evidence_of(str word, enum stage_evidence *e) {
    for (enum stage_evidence i = 0; i < STAGE_EVIDENCES; i++) {
        if (str_eq(word, str_of(evidences[i]))) {
            *e = i;
            return true;
        }
    }
    return false;
}

str stage_title(struct work *w, const struct stage *s, enum tongue *in) {
    *in = w->tongue;
    for (size_t i = 0; i < STAGES_USUAL && !named_any(&s->names); i++) {
        if (str_eq(s->usual, str_of(usual[i].word))) {
            return say_key(w, usual[i].title);
        }
    }
    return named_for(&s->names, w->tongue, in);
}

static struct stages usual_list(struct work *w, int64_t cluster) {
    struct stages all = {arena_new(w->mem, struct stage, STAGES_USUAL), STAGES_USUAL};
    for (size_t i = 0; i < STAGES_USUAL; i++) {
        all.at[i] = (struct stage){.cluster = cluster,
                .place = (int64_t)i + 1,
                .usual = str_of(usual[i].word),
                .evidence = usual[i].evidence};
    }
    return all;
}

/* A row for each name, so a stage may come several times, one after the other. */
static struct stages take(struct work *w, struct rows *r, size_t most) {
    struct stages all = {.at = arena_new(w->mem, struct stage, most)};
    struct stage s = {0};
    str evidence = {0};
    str lang = {0};
    str name = {0};
    while (db_next(r, to(s.id), to(s.cluster), to(s.place), to(s.usual), to(evidence),
            to(s.removed), to(s.standing), to(lang), to(name))) {
        bool fresh = all.count == 0 || all.at[all.count - 1].id != s.id;
        if (fresh && all.count == most) {
            break;
        }
        if (fresh) {
            s.evidence = STAGE_NOTHING;
            (void)stage_evidence_of(evidence, &s.evidence);
            all.at[all.count++] = s;
        }
        named_put(&all.at[all.count - 1].names, lang, name);
    }
    db_stop(r);
    return all;
}

/* clang-format off */
#define COLUMNS                                                                              \
    "SELECT s.id, s.cluster_id, s.place, s.usual, s.evidence, s.removed,"                    \
    " (SELECT COUNT(*) FROM collaboration_side AS k WHERE k.stage_id = s.id),"               \
    " COALESCE(n.lang, ''), COALESCE(n.name, '')"                                            \
    " FROM stage AS s LEFT JOIN stage_name AS n ON n.stage_id = s.id"
/* clang-format on */

struct stages stage_list(struct work *w, int64_t cluster) {
    struct rows r =
            db_rows(w, COLUMNS " WHERE s.cluster_id = ? AND s.removed = 0 ORDER BY s.place, s.id",
                    num(cluster));
    struct stages all = take(w, &r, STAGES_MOST);
    return all.count ? all : usual_list(w, cluster);
}

struct stages stage_all(struct work *w, int64_t collaboration) {
    struct rows r = db_rows(w,
            COLUMNS " JOIN collaboration_side AS m ON m.cluster_id = s.cluster_id"
                    " WHERE m.collaboration_id = ? ORDER BY s.cluster_id, s.place, s.id",
            num(collaboration));
    return take(w, &r, BOTH_MOST);
}

const struct stage *stage_find(const struct stages *all, int64_t id) {
    for (size_t i = 0; id && i < all->count; i++) {
        if (all->at[i].id == id) {
            return &all->at[i];
        }
    }
    return NULL;
}

const struct stage *stage_at(const struct stages *all, int64_t place) {
    for (size_t i = 0; place && i < all->count; i++) {
        if (all->at[i].place == place) {
            return &all->at[i];
        }
    }
    return NULL;
}

static void insert(struct work *w, struct stage *s) {
    s->id = db_number(w,
            "INSERT INTO stage (cluster_id, place, usual, evidence) VALUES (?, ?, ?, ?)"
            " RETURNING id",
            num(s->cluster), num(s->place), txt(s->usual), txt(stage_evidence_word(s->evidence)));
}

struct stages stage_begin(struct work *w, int64_t cluster) {
    struct stages all = stage_list(w, cluster);
    for (size_t i = 0; i < all.count && all.at[i].id == 0; i++) {
        insert(w, &all.at[i]);
    }
    return all;
}

static void save_names(struct work *w, const struct stage *s) {
    db_run(w, "DELETE FROM stage_name WHERE stage_id = ?", num(s->id));
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        if (s->names.in[t].len) {
            db_run(w, "INSERT INTO stage_name (stage_id, lang, name) VALUES (?, ?, ?)", num(s->id),
                    txt(tongue_code(t)), txt(s->names.in[t]));
        }
    }
}

static enum stage_flaw check(const struct stages *all, struct stage *s) {
    const struct stage *stored = stage_at(all, s->place);
    if (named_check(&s->names) != NAMED_FINE) {
        return STAGE_NAME_LONG;
    }
    if (s->place && !stored) {
        return STAGE_GONE;
    }
    if (!named_any(&s->names) && !(stored && stored->usual.len)) {
        return STAGE_WITHOUT_NAME;
    }
    return !stored && all->count == STAGES_MOST ? STAGE_TOO_MANY : STAGE_FINE;
}

enum stage_flaw stage_save(struct work *w, struct stage *s) {
    struct stages all = stage_begin(w, s->cluster);
    const struct stage *stored = stage_at(&all, s->place);
    enum stage_flaw flaw = check(&all, s);
    if (flaw != STAGE_FINE) {
        return flaw;
    }
    if (stored) {
        s->id = stored->id;
        db_run(w, "UPDATE stage SET evidence = ? WHERE id = ?",
                txt(stage_evidence_word(s->evidence)), num(s->id));
    } else {
        s->place = all.at[all.count - 1].place + 1;
        insert(w, s);
    }
    save_names(w, s);
    return STAGE_FINE;
}

static void put_at(struct work *w, const struct stage *s, int64_t place) {
    db_run(w, "UPDATE stage SET place = ? WHERE id = ?", num(place), num(s->id));
}

enum stage_flaw stage_shift(struct work *w, int64_t cluster, int64_t place, bool later) {
    struct stages all = stage_begin(w, cluster);
    const struct stage *s = stage_at(&all, place);
    const struct stage *end = later ? all.at + all.count - 1 : all.at;
    if (!s) {
        return STAGE_GONE;
    }
    if (s != end) {
        const struct stage *other = later ? s + 1 : s - 1;
        put_at(w, s, other->place);
        put_at(w, other, s->place);
    }
    return STAGE_FINE;
}

enum stage_flaw stage_remove(struct work *w, int64_t cluster, int64_t place) {
    struct stages all = stage_begin(w, cluster);
    const struct stage *s = stage_at(&all, place);
    if (!s) {
        return STAGE_GONE;
    }
    if (all.count == 1) {
        return STAGE_LAST;
    }
    if (s->standing) {
        return STAGE_IN_USE;
    }
    db_run(w, "UPDATE stage SET removed = ? WHERE id = ?", num(w->now), num(s->id));
    return STAGE_FINE;
}
