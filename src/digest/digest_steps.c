/* What comes next: invitations to collaborate, next steps of collaborations, and those written down
 * after a meeting, each of the side the reader works for. */
#include "base/buf.h"
#include "db/db.h"
#include "digest/digest_part.h"
#include "lang/date.h"
#include "lang/locale.h"
#include "lang/say.h"

enum { DAY_SECONDS = 24 * 3600, WEEK_DAYS = 7, STEPS_MOST = 50 };

/* The first few with their days, and how many there are. */
struct steps {
    struct buf lines;
    size_t count;
    int64_t first; /* what the first is about */
};

static str soon(struct work *w) {
    return date_of(w->mem, w->now + (int64_t)WEEK_DAYS * DAY_SECONDS);
}

static void take(struct work *w, struct steps *s, struct rows *r) {
    int64_t id = 0;
    str step = {0};
    str of = {0};
    str day = {0};
    s->lines.mem = w->mem;
    while (db_next(r, to(id), to(step), to(of), to(day))) {
        str until = locale_date(w, day, DATE_LONG);
        s->first = s->count ? s->first : id;
        if (s->count++ < DIGEST_LINES) {
            buf_add(&s->lines, s->lines.len ? STR("\n") : (str){0});
            buf_add(&s->lines,
                    of.len ? say(w, "{1} ({2}), until {3}", txt(step), txt(of), txt(until))
                           : say(w, "{1}, until {2}", txt(step), txt(until)));
        }
    }
}

static str path_of(struct work *w, const char *list, const struct steps *s) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, str_of(list));
    if (s->count == 1) {
        buf_add(&out, STR("/"));
        buf_num(&out, s->first);
    }
    return buf_str(&out);
}

static void add(struct digest_gathering *g, const struct digest_task *t, const struct steps *s,
        struct digest_entry e) {
    if (s->count) {
        e.part = DIGEST_STEPS;
        e.of = digest_of(g, t);
        e.list = buf_str(&s->lines);
        e.act = say_many(g->w, "See it", "See all {}", s->count);
        e.count = s->count;
        digest_add(g, e, t->cluster ? t->cluster : t->organisation);
    }
}

static void invitations(struct digest_gathering *g, const struct digest_task *t) {
    struct work *w = g->w;
    int64_t count = db_number(w,
            "SELECT COUNT(*) FROM collaboration WHERE partner_cluster_id = ? AND state = 'invited'",
            num(t->cluster));
    struct steps s = {.count = (size_t)count};
    add(g, t, &s,
            (struct digest_entry){.key = STR("invited"),
                    .title = say_many(w, "One cluster abroad invites you to work together.",
                            "{} invitations to work together wait for an answer.", count),
                    .path = STR("/collaborations")});
}

static void of_collaborations(struct digest_gathering *g, const struct digest_task *t) {
    struct work *w = g->w;
    struct steps s = {0};
    struct rows r = db_rows(w,
            "SELECT c.id, s.next_step, c.title, s.next_day FROM collaboration_side AS s"
            " JOIN collaboration AS c ON c.id = s.collaboration_id"
            "  AND (c.cluster_id = s.cluster_id OR c.state = 'accepted')"
            " WHERE s.cluster_id = ? AND s.closed = 0 AND s.next_step <> '' AND s.next_day <> ''"
            " AND s.next_day <= ? ORDER BY s.next_day, c.id LIMIT ?",
            num(t->cluster), txt(soon(w)), num(STEPS_MOST));
    take(w, &s, &r);
    add(g, t, &s,
            (struct digest_entry){.key = STR("collaborations"),
                    .title = say_many(w, "One next step of a collaboration is due within a week.",
                            "{} next steps of collaborations are due within a week.", s.count),
                    .path = path_of(w, "/collaborations", &s)});
}

static void of_meetings(struct digest_gathering *g, const struct digest_task *t) {
    struct work *w = g->w;
    struct steps s = {0};
    struct rows r = db_rows(w,
            "SELECT n.encounter_id, n.step, n.step_who, n.step_day FROM encounter_note AS n"
            " JOIN encounter AS e ON e.id = n.encounter_id AND e.state <> 'taken-back'"
            " WHERE COALESCE(n.cluster_id, 0) = ? AND COALESCE(n.organisation_id, 0) = ?"
            " AND n.step <> '' AND n.step_done = 0 AND n.step_day <> '' AND n.step_day <= ?"
            " ORDER BY n.step_day, n.id LIMIT ?",
            num(t->cluster), num(t->organisation), txt(soon(w)), num(STEPS_MOST));
    take(w, &s, &r);
    add(g, t, &s,
            (struct digest_entry){.key = STR("meetings"),
                    .title = say_many(w, "One next step after a meeting is due within a week.",
                            "{} next steps after meetings are due within a week.", s.count),
                    .path = path_of(w, "/meetings", &s)});
}

void digest_steps(struct digest_gathering *g, const struct digest_task *t) {
    if (t->cluster) {
        invitations(g, t);
        of_collaborations(g, t);
    }
    of_meetings(g, t);
}
