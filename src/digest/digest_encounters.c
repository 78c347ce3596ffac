/* Meetings: whether they took place, whether the reader comes, and those of the next days. */
#include "account/account.h"
#include "base/buf.h"
#include "db/db.h"
#include "digest/digest_part.h"
#include "lang/locale.h"
#include "lang/say.h"

enum {
    DAY_SECONDS = 24 * 3600,
    WAIT_SECONDS = 3600, /* after the end of one */
    OLD_DAYS = 60,       /* nobody is asked about what is longer ago */
    LINK_DAYS = 90,
    WEEK_DAYS = 7,
    MEETINGS_MOST = 20,
};

struct appointment {
    int64_t id, starts, ends;
    str zone, who;
};

/* Who is on the other side than the person p. */
#define WHO                                                              \
    "COALESCE(CASE WHEN p.side = 'ours' THEN COALESCE(po.name, pc.name)" \
    " ELSE COALESCE(oo.name, oc.name) END, '')"
#define SIDES                                               \
    " LEFT JOIN organisation AS oo ON oo.id = e.own_id"     \
    " LEFT JOIN cluster AS oc ON oc.id = e.cluster_id"      \
    " LEFT JOIN organisation AS po ON po.id = e.partner_id" \
    " LEFT JOIN cluster AS pc ON pc.id = e.partner_cluster_id"

static str path_of(struct work *w, int64_t id) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, STR("/meetings/"));
    buf_num(&out, id);
    return buf_str(&out);
}

/* As in the letter that asks: who it is for stands in the link. */
static struct link link_of(
        const struct digest_gathering *g, const struct appointment *m, enum link_purpose purpose) {
    struct buf whose = {.mem = g->w->mem};
    buf_num(&whose, g->reader->individual);
    return (struct link){.purpose = purpose,
            .object = m->id,
            .mail = account_mail(g->w->mem, g->reader->mail),
            .detail = buf_str(&whose),
            .expires = m->ends + (int64_t)LINK_DAYS * DAY_SECONDS};
}

static void add_question(struct digest_gathering *g, const struct appointment *m, bool held) {
    struct work *w = g->w;
    str moment = locale_moment(w, m->starts, m->zone);
    str day = locale_day(w, m->starts);
    digest_add(g,
            (struct digest_entry){.part = DIGEST_ENCOUNTERS,
                    .key = held ? STR("met") : STR("invited"),
                    .title = held ? say(w, "Did you meet {1} on {2}?", txt(m->who), txt(day))
                                  : say(w, "Are you coming to the meeting with {}?", txt(m->who)),
                    .list = held ? (str){0} : moment,
                    .act = say(w, "Answer"),
                    .path = path_of(w, m->id),
                    .link_path = held ? STR("/met/") : STR("/invited/"),
                    .link = link_of(g, m, held ? LINK_MET : LINK_INVITED),
                    .count = 1,
                    .at = held ? m->ends : 0},
            m->id);
}

static void to_confirm(struct digest_gathering *g) {
    int64_t now = g->w->now;
    struct appointment m = {0};
    struct rows r = db_rows(g->w,
            "SELECT e.id, e.starts, e.ends, e.zone, " WHO " FROM encounter_person AS p"
            " JOIN encounter AS e ON e.id = p.encounter_id" SIDES
            " WHERE p.individual_id = ? AND p.said = '' AND p.reply <> 'not-coming'"
            " AND e.state IN ('planned', 'held', 'not-held') AND e.ends < ? AND e.ends > ?"
            " ORDER BY e.ends, e.id LIMIT ?",
            num(g->reader->individual), num(now - WAIT_SECONDS),
            num(now - (int64_t)OLD_DAYS * DAY_SECONDS), num(MEETINGS_MOST));
    while (db_next(&r, to(m.id), to(m.starts), to(m.ends), to(m.zone), to(m.who))) {
        add_question(g, &m, true);
    }
}

static void to_come(struct digest_gathering *g) {
    struct appointment m = {0};
    struct rows r = db_rows(g->w,
            "SELECT e.id, e.starts, e.ends, e.zone, " WHO " FROM encounter_person AS p"
            " JOIN encounter AS e ON e.id = p.encounter_id" SIDES
            " WHERE p.individual_id = ? AND p.reply = '' AND p.invited > 0"
            " AND e.state = 'planned' AND e.starts > ? ORDER BY e.starts, e.id LIMIT ?",
            num(g->reader->individual), num(g->w->now), num(MEETINGS_MOST));
    while (db_next(&r, to(m.id), to(m.starts), to(m.ends), to(m.zone), to(m.who))) {
        add_question(g, &m, false);
    }
}

/* Of the whole side where the reader works for it; the name is that of the other one. */
static struct rows week_of(struct digest_gathering *g) {
    int64_t end = g->w->now + (int64_t)WEEK_DAYS * DAY_SECONDS;
    return g->reader->account
                   ? db_rows(g->w,
                             "SELECT e.id, e.starts, e.ends, e.zone, " WHO " FROM encounter AS e"
                             " JOIN (SELECT encounter_id, MIN(side) AS side FROM encounter_reader"
                             "  WHERE account_id = ? GROUP BY encounter_id) AS p"
                             " ON p.encounter_id = e.id" SIDES
                             " WHERE e.state = 'planned' AND e.ends > ? AND e.starts < ?"
                             " ORDER BY e.starts, e.id LIMIT ?",
                             num(g->reader->account), num(g->w->now), num(end), num(MEETINGS_MOST))
                   : db_rows(g->w,
                             "SELECT e.id, e.starts, e.ends, e.zone, " WHO
                             " FROM encounter_person AS p"
                             " JOIN encounter AS e ON e.id = p.encounter_id" SIDES
                             " WHERE p.individual_id = ? AND p.reply <> 'not-coming'"
                             " AND e.state = 'planned' AND e.ends > ? AND e.starts < ?"
                             " ORDER BY e.starts, e.id LIMIT ?",
                             num(g->reader->individual), num(g->w->now), num(end),
                             num(MEETINGS_MOST));
}

static void week(struct digest_gathering *g) {
    struct work *w = g->w;
    struct appointment m = {0};
    struct buf lines = {.mem = w->mem};
    size_t count = 0;
    int64_t last = 0;
    struct rows r = week_of(g);
    while (db_next(&r, to(m.id), to(m.starts), to(m.ends), to(m.zone), to(m.who))) {
        buf_add(&lines, count++ ? STR("\n") : (str){0});
        buf_add(&lines, say(w, "{1}: {2}", txt(locale_moment(w, m.starts, m.zone)), txt(m.who)));
        last = m.id;
    }
    if (count == 0) {
        return;
    }
    digest_add(g,
            (struct digest_entry){.part = DIGEST_ENCOUNTERS,
                    .key = STR("week"),
                    .title = say_many(w, "One meeting is in the next seven days.",
                            "{} meetings are in the next seven days.", count),
                    .list = buf_str(&lines),
                    .act = say_many(w, "See it", "See all {}", count),
                    .path = count == 1 ? path_of(w, last) : STR("/meetings"),
                    .count = count},
            last);
}

void digest_encounters(struct digest_gathering *g) {
    if (g->reader->individual) {
        to_confirm(g);
        to_come(g);
    }
    if (g->reader->individual || g->reader->account) {
        week(g);
    }
}
