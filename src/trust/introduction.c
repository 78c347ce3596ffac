#include "trust/introduction.h"

#include "account/link.h"
#include "db/db.h"
#include "directory/cluster.h"
#include "directory/organisation.h"
#include "directory/person.h"

enum { MONTH_SECONDS = 30 * 24 * 3600 };

static const char *const aims[AIMS] = {
        [AIM_PERSON] = "person",
        [AIM_ORGANISATION] = "organisation",
        [AIM_CLUSTER] = "cluster",
};

static const char *const states[INTRODUCTION_STATES] = {
        [INTRODUCTION_OPEN] = "open",
        [INTRODUCTION_DONE] = "done",
        [INTRODUCTION_TAKEN_BACK] = "taken-back",
        [INTRODUCTION_OVER] = "over",
};

str introduction_aim_word(enum introduction_aim aim) {
    return aim < AIMS ? str_of(aims[aim]) : (str){0};
}

bool introduction_aim_of(str word, enum introduction_aim *found) {
    for (enum introduction_aim a = 0; a < AIMS; a++) {
        if (str_eq(word, str_of(aims[a]))) {
            *found = a;
            return true;
        }
    }
    return false;
}

static enum introduction_state state_of(str word) {
    for (enum introduction_state s = 0; s < INTRODUCTION_STATES; s++) {
        if (str_eq(word, str_of(states[s]))) {
            return s;
        }
    }
    return INTRODUCTION_OVER;
}

/* clang-format off */
#define COLUMNS                                                                            \
    "n.id, n.cluster_id, n.asker_id, COALESCE(n.target_id, 0), n.aim, n.aim_id, n.own_id," \
    " n.reason, n.lang, n.reason_there, n.lang_there, n.told_people, n.told_warmth,"       \
    " COALESCE(n.told_first_id, 0), COALESCE(ta.name,"                                     \
    "  (SELECT MAX(tp.name) FROM person AS tp WHERE tp.individual_id = n.told_first_id), ''),"   \
    " n.state, n.created, n.expires, n.settled, COALESCE(ao.name, ac.name, ap.name, ''),"  \
    " COALESCE(ao.lang, ac.lang, ''), c.name, c.lang, COALESCE(o.name, ''),"               \
    " COALESCE(o.lang, ''), COALESCE(po.name, '')"
#define FROM                                                                               \
    " FROM introduction AS n JOIN cluster AS c ON c.id = n.cluster_id"                     \
    " LEFT JOIN organisation AS ao ON ao.id = n.aim_id AND n.aim = 'organisation'"         \
    " LEFT JOIN cluster AS ac ON ac.id = n.aim_id AND n.aim = 'cluster'"                   \
    " LEFT JOIN person AS ap ON ap.id = n.aim_id AND n.aim = 'person'"                     \
    " LEFT JOIN organisation AS po ON po.id = ap.organisation_id"                          \
    " LEFT JOIN organisation AS o ON o.id = n.own_id"                                      \
    " LEFT JOIN individual AS ti ON ti.id = n.told_first_id"                               \
    " LEFT JOIN account AS ta ON ta.id = ti.account_id"
/* clang-format on */

static bool next(struct rows *r, struct introduction *n) {
    str aim;
    str state;
    str warmth;
    bool there = db_next(r, to(n->id), to(n->cluster), to(n->asker), to(n->target), to(aim),
            to(n->aim_id), to(n->own), to(n->reason), to(n->lang), to(n->reason_there),
            to(n->lang_there), to(n->told.people), to(warmth), to(n->told.first),
            to(n->told.first_name), to(state), to(n->created), to(n->expires), to(n->settled),
            to(n->aim_name), to(n->aim_lang), to(n->cluster_name), to(n->cluster_lang),
            to(n->own_name), to(n->own_lang), to(n->aim_place));
    if (there) {
        (void)introduction_aim_of(aim, &n->aim);
        n->state = state_of(state);
        n->told.warmth = introduction_warmth_of(warmth);
    }
    return there;
}

static const char *const warmths[] = {
        [WARMTH_NONE] = "",
        [WARMTH_FAINT] = "faint",
        [WARMTH_MILD] = "mild",
        [WARMTH_WARM] = "warm",
        [WARMTH_CLOSE] = "close",
};

str introduction_warmth_word(enum warmth warmth) {
    return str_of(warmths[warmth]);
}

enum warmth introduction_warmth_of(str word) {
    enum warmth found = WARMTH_NONE;
    for (size_t i = 0; i < sizeof(warmths) / sizeof(warmths[0]); i++) {
        found = str_eq(word, str_of(warmths[i])) ? (enum warmth)i : found;
    }
    return found;
}

/* Those who are asked would learn its name, and they are not those to whom its owner agreed. */
static bool hidden(const struct organisation *o) {
    return str_eq(o->visibility, STR("confidential")) || o->withdrawn;
}

static bool name_person(struct work *w, struct introduction *n) {
    struct organisation o = {0};
    int64_t at = db_number(w, "SELECT organisation_id FROM person WHERE id = ?", num(n->aim_id));
    if (!organisation_one(w, at, &o) || hidden(&o)) {
        return false;
    }
    n->aim_place = o.name;
    n->aim_lang = o.lang;
    struct people all = person_list(w, at);
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].id == n->aim_id) {
            n->aim_name = all.at[i].name;
            return true;
        }
    }
    return false;
}

static bool name_aim(struct work *w, struct introduction *n) {
    struct organisation o = {0};
    struct cluster c = {0};
    switch (n->aim) {
    case AIM_PERSON: return name_person(w, n);
    case AIM_ORGANISATION:
        if (!organisation_one(w, n->aim_id, &o) || hidden(&o)) {
            return false;
        }
        n->aim_name = o.name;
        n->aim_lang = o.lang;
        return true;
    case AIM_CLUSTER:
        if (!cluster_one(w, n->aim_id, &c)) {
            return false;
        }
        n->aim_name = c.name;
        n->aim_lang = c.lang;
        return true;
    case AIMS: break;
    }
    return false;
}

bool introduction_named(struct work *w, struct introduction *n) {
    struct cluster ours = {0};
    struct organisation own = {0};
    if (!name_aim(w, n)) {
        return false;
    }
    if (n->cluster && cluster_one(w, n->cluster, &ours)) {
        n->cluster_name = ours.name;
        n->cluster_lang = ours.lang;
    }
    if (n->own && organisation_one(w, n->own, &own) && str_eq(own.visibility, STR("public")) &&
            organisation_cluster(w, n->own, n->cluster) != 0) {
        n->own_name = own.name;
        n->own_lang = own.lang;
    } else {
        n->own = 0;
    }
    return true;
}

static int64_t count_open(struct work *w, int64_t asker) {
    return db_number(w,
            "SELECT COUNT(*) FROM introduction WHERE asker_id = ? AND state = 'open'"
            " AND expires > ?",
            num(asker), num(w->now));
}

static int64_t count_month(struct work *w, int64_t asker) {
    return db_number(w, "SELECT COUNT(*) FROM introduction WHERE asker_id = ? AND created > ?",
            num(asker), num(w->now - MONTH_SECONDS));
}

int64_t introduction_same(struct work *w, const struct introduction *n) {
    return db_number(w,
            "SELECT COALESCE(MAX(id), 0) FROM introduction WHERE asker_id = ? AND aim = ?"
            " AND aim_id = ? AND created > ?",
            num(n->asker), txt(introduction_aim_word(n->aim)), num(n->aim_id),
            num(w->now - INTRODUCTION_AGAIN_SECONDS));
}

enum introduction_flaw introduction_check(struct work *w, struct introduction *n) {
    n->reason = str_trim(n->reason);
    n->reason_there = str_trim(n->reason_there);
    if (!n->reason.len) {
        return INTRODUCTION_WITHOUT_REASON;
    }
    if (n->reason.len > INTRODUCTION_REASON_MOST ||
            n->reason_there.len > INTRODUCTION_REASON_MOST) {
        return INTRODUCTION_REASON_LONG;
    }
    if (introduction_same(w, n)) {
        return INTRODUCTION_AGAIN;
    }
    if (count_open(w, n->asker) >= INTRODUCTION_OPEN_MOST) {
        return INTRODUCTION_TOO_MANY_OPEN;
    }
    return count_month(w, n->asker) >= INTRODUCTION_MONTH_MOST ? INTRODUCTION_TOO_MANY
                                                               : INTRODUCTION_FINE;
}

void introduction_add(struct work *w, struct introduction *n) {
    n->created = w->now;
    n->expires = w->now + INTRODUCTION_SECONDS;
    n->state = INTRODUCTION_OPEN;
    n->id = db_number(w,
            "INSERT INTO introduction (cluster_id, asker_id, aim, aim_id, own_id, reason, lang,"
            " reason_there, lang_there, told_people, told_warmth, told_first_id, created, expires)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            num(n->cluster), num(n->asker), txt(introduction_aim_word(n->aim)), num(n->aim_id),
            num(n->own), txt(n->reason), txt(n->lang), txt(n->reason_there), txt(n->lang_there),
            num(n->told.people), txt(introduction_warmth_word(n->told.warmth)),
            n->told.first ? num(n->told.first) : none(), num(n->created), num(n->expires));
    db_run(w, "INSERT INTO introduction_course (introduction_id, due) VALUES (?, 0)", num(n->id));
}

bool introduction_one(struct work *w, int64_t id, struct introduction *found) {
    *found = (struct introduction){0};
    struct rows r = db_rows(w, "SELECT " COLUMNS FROM " WHERE n.id = ?", num(id));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

struct introductions introduction_list(struct work *w, int64_t asker) {
    struct introductions found = {.at = arena_new(w->mem, struct introduction, INTRODUCTIONS_MOST)};
    struct introduction n = {0};
    struct rows r =
            db_rows(w, "SELECT " COLUMNS FROM " WHERE n.asker_id = ? ORDER BY n.id DESC LIMIT ?",
                    num(asker), num(INTRODUCTIONS_MOST));
    while (next(&r, &n)) {
        found.at[found.count++] = n;
    }
    return found;
}

enum introduction_state introduction_state(const struct work *w, const struct introduction *n) {
    return n->state == INTRODUCTION_OPEN && n->expires <= w->now ? INTRODUCTION_OVER : n->state;
}

/* Nobody else is asked, and who was asked has nothing more to answer. */
static void close(struct work *w, const struct introduction *n) {
    db_run(w,
            "UPDATE introduction_link SET state = 'ended'"
            " WHERE introduction_id = ? AND state = 'asked'",
            num(n->id));
    db_run(w, "DELETE FROM introduction_link WHERE introduction_id = ? AND state = 'planned'",
            num(n->id));
    db_run(w, "DELETE FROM introduction_course WHERE introduction_id = ?", num(n->id));
    link_end(w, LINK_INTRODUCTION, n->id);
}

bool introduction_take_back(struct work *w, const struct introduction *n) {
    bool open = introduction_state(w, n) == INTRODUCTION_OPEN &&
                db_number(w,
                        "UPDATE introduction SET state = 'taken-back', settled = ?"
                        " WHERE id = ? AND state = 'open' RETURNING id",
                        num(w->now), num(n->id)) != 0;
    if (open) {
        close(w, n);
    }
    return open;
}

void introduction_end(struct work *w, const struct introduction *n) {
    db_run(w, "UPDATE introduction SET state = 'over' WHERE id = ? AND state = 'open'", num(n->id));
    close(w, n);
}

void introduction_unite(struct work *w, int64_t from, int64_t to) {
    db_run(w, "UPDATE introduction SET asker_id = ? WHERE asker_id = ?", num(to), num(from));
    db_run(w, "UPDATE introduction SET target_id = ? WHERE target_id = ?", num(to), num(from));
    db_run(w, "UPDATE introduction SET told_first_id = ? WHERE told_first_id = ?", num(to),
            num(from));
    db_run(w, "UPDATE introduction_link SET individual_id = ? WHERE individual_id = ?", num(to),
            num(from));
    db_run(w,
            "UPDATE introduction_question SET individual_id = ? WHERE individual_id = ?"
            " AND NOT EXISTS (SELECT 1 FROM introduction_question AS b WHERE b.individual_id = ?"
            "  AND b.about = introduction_question.about"
            "  AND b.about_id = introduction_question.about_id)",
            num(to), num(from), num(to));
    db_run(w, "DELETE FROM introduction_question WHERE individual_id = ?", num(from));
    db_run(w, "UPDATE introduction_question SET first_id = ? WHERE first_id = ?", num(to),
            num(from));
}
