#include "trust/encounter.h"

#include "db/db.h"
#include "directory/ask.h"
#include "directory/individual.h"

#include <stddef.h>

enum { AGAIN_SECONDS = 60 };

#define PLACE(name) offsetof(struct encounter, name)

static const struct column columns[] = {
        {"day", say_word("Day"), PLACE(day), COLUMN_DAY, 0, 10, true},
        {"place", say_word("Where"), PLACE(place), COLUMN_LINE, 0, ENCOUNTER_PLACE_MOST, false},
        {"title", say_word("What about"), PLACE(title), COLUMN_LINE, 0, ENCOUNTER_TITLE_MOST,
                false},
};

const struct columns encounter_columns = {columns, sizeof(columns) / sizeof(columns[0])};

static const char *const states[ENCOUNTER_STATES] = {
        "planned", "held", "not-held", "cancelled", "taken-back"};

/* clang-format off */
#define COLUMNS                                                                               \
    "e.id, e.version, e.created, e.updated, COALESCE(e.cluster_id, 0), COALESCE(e.own_id, 0)," \
    " COALESCE(e.partner_cluster_id, 0), COALESCE(e.partner_id, 0), e.starts, e.ends, e.zone,"  \
    " e.day, e.how, e.place, e.title, e.state, e.reason, e.approach_id, e.sequence, e.parted,"  \
    " e.account_id, CASE WHEN f.encounter_id IS NULL THEN 0 ELSE 1 END,"                        \
    " COALESCE(c.name, ''), COALESCE(c.lang, ''), COALESCE(c.country, ''),"                     \
    " COALESCE(o.name, ''), COALESCE(o.lang, ''), COALESCE(o.country, ''),"                     \
    " COALESCE(pc.name, ''), COALESCE(pc.lang, ''), COALESCE(pc.country, ''),"                  \
    " COALESCE(po.name, ''), COALESCE(po.lang, ''), COALESCE(po.country, '')"
#define FROM                                                                                  \
    " FROM encounter AS e LEFT JOIN confirmed_encounter AS f ON f.encounter_id = e.id"          \
    " LEFT JOIN cluster AS c ON c.id = e.cluster_id"                                            \
    " LEFT JOIN organisation AS o ON o.id = e.own_id"                                           \
    " LEFT JOIN cluster AS pc ON pc.id = e.partner_cluster_id"                                  \
    " LEFT JOIN organisation AS po ON po.id = e.partner_id"
/* The name of somebody: as typed, of the account, of the contact entry they hold now. */
#define NAME                                                                                  \
    "CASE WHEN p.name <> '' THEN p.name ELSE COALESCE(a.name, q.name, '') END"
#define PEOPLE                                                                                \
    " FROM encounter_person AS p JOIN individual AS i ON i.id = p.individual_id"                \
    " LEFT JOIN account AS a ON a.id = i.account_id"                                            \
    " LEFT JOIN person AS q ON q.id ="                                                          \
    " (SELECT MAX(x.id) FROM person AS x WHERE x.individual_id = i.id"                          \
    "  AND (x.until = '' OR NOT EXISTS (SELECT 1 FROM person AS y"                              \
    "       WHERE y.individual_id = i.id AND y.until = '')))"
#define TARGETS(e, state)                                                                     \
    to((e)->id), to((e)->version), to((e)->created), to((e)->updated), to((e)->cluster),       \
    to((e)->own), to((e)->partner_cluster), to((e)->partner), to((e)->starts), to((e)->ends),  \
    to((e)->zone), to((e)->day), to((e)->how), to((e)->place), to((e)->title), to(state),      \
    to((e)->reason), to((e)->approach), to((e)->sequence), to((e)->parted), to((e)->account),  \
    to((e)->confirmed), to((e)->cluster_name), to((e)->cluster_lang),                          \
    to((e)->cluster_country), to((e)->own_name), to((e)->own_lang), to((e)->own_country),      \
    to((e)->partner_cluster_name), to((e)->partner_cluster_lang),                              \
    to((e)->partner_cluster_country), to((e)->partner_name), to((e)->partner_lang),            \
    to((e)->partner_country)
/* clang-format on */

str encounter_state_word(enum encounter_state state) {
    return str_of(states[state]);
}

static enum encounter_state state_of(str word) {
    size_t i = 0;
    while (i + 1 < ENCOUNTER_STATES && !str_eq(word, str_of(states[i]))) {
        i++;
    }
    return (enum encounter_state)i;
}

bool encounter_one(struct work *w, int64_t id, struct encounter *found) {
    str state = {0};
    struct rows r = db_rows(w, "SELECT " COLUMNS FROM " WHERE e.id = ?", num(id));
    bool there = db_next(&r, TARGETS(found, state));
    db_stop(&r);
    if (there) {
        found->state = state_of(state);
    }
    return there;
}

static enum tongue tongue_to_write(str typed, str account, str languages, str lang) {
    enum tongue t = EN;
    if (tongue_of(typed, &t) || tongue_of(account, &t)) {
        return t;
    }
    return ask_tongue(languages, lang);
}

struct encounter_people encounter_people(struct work *w, int64_t id) {
    struct encounter_people found = {
            .at = arena_new(w->mem, struct encounter_person, ENCOUNTER_PEOPLE_MOST)};
    str side;
    str typed;
    str typed_tongue;
    str tongue;
    str levels;
    str lang;
    struct encounter_person p = {0};
    struct rows r = db_rows(w,
            "SELECT p.individual_id, p.side, " NAME ", p.mail,"
            " CASE WHEN p.mail <> '' THEN p.mail ELSE COALESCE(a.mail, q.mail, '') END, p.tongue,"
            " COALESCE(a.tongue, ''), COALESCE(q.languages, ''),"
            " COALESCE((SELECT o.lang FROM organisation AS o WHERE o.id = q.organisation_id), ''),"
            " COALESCE(i.account_id, 0), p.reply, p.note, p.replied, p.said, p.at, p.invited,"
            " p.asked, p.reminded" PEOPLE
            " WHERE p.encounter_id = ? ORDER BY p.side, 3, p.individual_id LIMIT ?",
            num(id), num(ENCOUNTER_PEOPLE_MOST));
    while (db_next(&r, to(p.individual), to(side), to(p.name), to(typed), to(p.mail),
            to(typed_tongue), to(tongue), to(levels), to(lang), to(p.account), to(p.reply),
            to(p.note), to(p.replied), to(p.said), to(p.at), to(p.invited), to(p.asked),
            to(p.reminded))) {
        p.side = str_eq(side, STR("ours")) ? SIDE_OURS : SIDE_THEIRS;
        p.typed = typed.len > 0;
        p.tongue = tongue_to_write(typed_tongue, tongue, levels, lang);
        found.at[found.count++] = p;
    }
    return found;
}

const struct encounter_person *encounter_person_of(
        const struct encounter_people *all, int64_t individual) {
    for (size_t i = 0; i < all->count; i++) {
        if (individual && all->at[i].individual == individual) {
            return &all->at[i];
        }
    }
    return NULL;
}

static str side_word(enum encounter_side side) {
    return side == SIDE_OURS ? STR("ours") : STR("theirs");
}

static void add_person(
        struct work *w, const struct encounter *e, const struct encounter_person *p) {
    int64_t me = db_number(w,
            "SELECT COALESCE((SELECT id FROM individual WHERE account_id = ?), 0)", num(w->actor));
    bool said = e->state == ENCOUNTER_HELD && p->individual == me && p->side == SIDE_OURS;
    db_run(w,
            "INSERT INTO encounter_person (encounter_id, individual_id, side, name, mail, tongue,"
            " said, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (encounter_id, individual_id) DO NOTHING",
            num(e->id), num(p->individual), txt(side_word(p->side)),
            txt(p->typed ? p->name : STR("")), txt(p->typed ? p->mail : STR("")),
            txt(p->typed ? tongue_code(p->tongue) : STR("")), txt(said ? STR("met") : STR("")),
            num(said ? w->now : 0));
}

static void store_people(
        struct work *w, const struct encounter *e, const struct encounter_people *people) {
    struct encounter_people before = encounter_people(w, e->id);
    for (size_t i = 0; i < before.count; i++) {
        if (!encounter_person_of(people, before.at[i].individual)) {
            db_run(w, "DELETE FROM encounter_person WHERE encounter_id = ? AND individual_id = ?",
                    num(e->id), num(before.at[i].individual));
        }
    }
    for (size_t i = 0; i < people->count && i < ENCOUNTER_PEOPLE_MOST; i++) {
        if (!encounter_person_of(&before, people->at[i].individual)) {
            add_person(w, e, &people->at[i]);
        }
    }
}

static bool has_all(struct work *w, int64_t id, const struct encounter_people *people) {
    struct encounter_people stored = encounter_people(w, id);
    for (size_t i = 0; i < people->count; i++) {
        if (!encounter_person_of(&stored, people->at[i].individual)) {
            return false;
        }
    }
    return true;
}

/* The same day, place and people: pressed twice. With other people it is another meeting. */
static int64_t again(
        struct work *w, const struct encounter *e, const struct encounter_people *people) {
    int64_t id = db_number(w,
            "SELECT COALESCE(MAX(id), 0) FROM encounter WHERE account_id = ? AND starts = ?"
            " AND ends = ? AND COALESCE(partner_id, 0) = ? AND COALESCE(partner_cluster_id, 0) = ?"
            " AND place = ? AND title = ? AND created > ? AND state IN ('planned', 'held')",
            num(w->actor), num(e->starts), num(e->ends), num(e->partner), num(e->partner_cluster),
            txt(e->place), txt(e->title), num(w->now - AGAIN_SECONDS));
    return id && has_all(w, id, people) ? id : 0;
}

static void add(struct work *w, struct encounter *e) {
    e->id = db_number(w,
            "INSERT INTO encounter (cluster_id, own_id, partner_cluster_id, partner_id, starts,"
            " ends, zone, day, how, place, title, state, approach_id, account_id, created, updated)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            key_or_none(e->cluster), key_or_none(e->own), key_or_none(e->partner_cluster),
            key_or_none(e->partner), num(e->starts), num(e->ends), txt(e->zone), txt(e->day),
            txt(e->how), txt(e->place), txt(e->title), txt(encounter_state_word(e->state)),
            num(e->approach), num(w->actor), num(w->now), num(w->now));
    e->version = 1;
}

/* Answers to an invitation were to the time and place that stood there. */
static void forget_replies(struct work *w, const struct encounter *e) {
    db_run(w,
            "UPDATE encounter_person SET reply = '', note = '', replied = 0, invited = 0,"
            " asked = 0, reminded = 0"
            " WHERE encounter_id = ? AND said = ''",
            num(e->id));
}

static bool change(struct work *w, struct encounter *e, bool moved) {
    e->sequence = db_number(w,
            "UPDATE encounter SET starts = ?, ends = ?, zone = ?, day = ?, how = ?, place = ?,"
            " title = ?, state = ?, updated = ?, sequence = sequence + 1, version = version + 1"
            " WHERE id = ? AND version = ? AND state IN ('planned', 'held', 'not-held')"
            " RETURNING sequence",
            num(e->starts), num(e->ends), txt(e->zone), txt(e->day), txt(e->how), txt(e->place),
            txt(e->title), txt(encounter_state_word(e->state)), num(w->now), num(e->id),
            num(e->version));
    if (e->sequence && moved) {
        forget_replies(w, e);
    }
    return e->sequence != 0;
}

enum saved encounter_save(
        struct work *w, struct encounter *e, const struct encounter_people *people) {
    struct encounter before = {0};
    int64_t stored_before = e->id ? 0 : again(w, e, people);
    if (stored_before) {
        e->id = stored_before;
        return SAVED_CHANGED;
    }
    e->state = e->starts > w->now ? ENCOUNTER_PLANNED : ENCOUNTER_HELD;
    bool is_new = e->id == 0;
    if (is_new) {
        add(w, e);
    } else {
        bool there = encounter_one(w, e->id, &before);
        bool moved = before.starts != e->starts || before.ends != e->ends ||
                     !str_eq(before.place, e->place) || !str_eq(before.how, e->how);
        if (!there || !change(w, e, moved)) {
            return SAVED_OLD_VERSION;
        }
        e->version++;
    }
    store_people(w, e, people);
    return is_new ? SAVED_NEW : SAVED_CHANGED;
}

bool encounter_changeable(const struct encounter *e, const struct encounter_people *people) {
    if (e->state == ENCOUNTER_CANCELLED || e->state == ENCOUNTER_TAKEN_BACK) {
        return false;
    }
    for (size_t i = 0; i < people->count; i++) {
        const struct encounter_person *p = &people->at[i];
        if (p->side == SIDE_THEIRS && str_eq(p->said, STR("met"))) {
            return false;
        }
    }
    return e->parted == 0;
}

bool encounter_cancel(struct work *w, const struct encounter *e, str reason) {
    return db_number(w,
                   "UPDATE encounter SET state = 'cancelled', reason = ?, updated = ?,"
                   " sequence = sequence + 1, version = version + 1"
                   " WHERE id = ? AND state = 'planned' RETURNING id",
                   txt(str_cap(str_trim(reason), ENCOUNTER_REASON_MOST)), num(w->now),
                   num(e->id)) != 0;
}

bool encounter_remove(struct work *w, const struct encounter *e) {
    return db_number(w,
                   "DELETE FROM encounter WHERE id = ? AND NOT EXISTS"
                   " (SELECT 1 FROM confirmed_encounter WHERE encounter_id = encounter.id)"
                   " RETURNING id",
                   num(e->id)) != 0;
}

/* Typed by others it proves nothing: only who answered by mail has shown that the address is theirs. */
int64_t encounter_typed(struct work *w, const struct encounter *e, str mail) {
    int64_t known = db_number(w,
            "SELECT COALESCE(MIN(p.individual_id), 0) FROM encounter_person AS p"
            " JOIN encounter AS e ON e.id = p.encounter_id"
            " WHERE p.mail = LOWER(?) AND (p.replied > 0 OR p.at > 0 OR e.cluster_id = ?"
            "      OR (e.cluster_id IS NULL AND e.own_id = ?))",
            txt(mail), num(e->cluster), num(e->own));
    return known ? known : individual_typed(w, mail);
}

bool encounter_standing(struct work *w, int64_t id, enum encounter_side *side) {
    str found = {0};
    struct rows r = db_rows(w,
            "SELECT side FROM encounter_reader WHERE encounter_id = ? AND account_id = ?"
            " UNION SELECT 'ours' FROM role WHERE account_id = ? AND kind = 'admin'"
            " ORDER BY side LIMIT 1",
            num(id), num(w->actor), num(w->actor));
    bool there = db_next(&r, to(found));
    db_stop(&r);
    *side = str_eq(found, STR("theirs")) ? SIDE_THEIRS : SIDE_OURS;
    return there;
}
