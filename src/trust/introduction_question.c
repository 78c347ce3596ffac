#include "trust/introduction_question.h"

#include "db/db.h"
#include "lang/date.h"

enum { DAY_SECONDS = 24 * 3600, MONTH_SECONDS = 30 * DAY_SECONDS };

struct introduction_question introduction_question_of(
        struct work *w, const struct introduction *n) {
    struct introduction_question q = {.asker = n->asker, .about = n->aim, .about_id = n->aim_id};
    if (n->aim == AIM_PERSON) {
        q.about = AIM_ORGANISATION;
        q.about_id =
                db_number(w, "SELECT organisation_id FROM person WHERE id = ?", num(n->aim_id));
    }
    return q;
}

bool introduction_question_told(struct work *w, struct introduction_question *q) {
    str warmth = {0};
    q->told = (struct introduction_told){0};
    struct rows r = db_rows(w,
            "SELECT q.people, q.warmth, COALESCE(q.first_id, 0), COALESCE(a.name,"
            " (SELECT MAX(p.name) FROM person AS p WHERE p.individual_id = q.first_id), '')"
            " FROM introduction_question AS q LEFT JOIN individual AS i ON i.id = q.first_id"
            " LEFT JOIN account AS a ON a.id = i.account_id"
            " WHERE q.individual_id = ? AND q.about = ? AND q.about_id = ? AND q.asked > ?",
            num(q->asker), txt(introduction_aim_word(q->about)), num(q->about_id),
            num(w->now - INTRODUCTION_QUESTION_SECONDS));
    bool there =
            db_next(&r, to(q->told.people), to(warmth), to(q->told.first), to(q->told.first_name));
    db_stop(&r);
    q->told.warmth = introduction_warmth_of(warmth);
    return there;
}

static int64_t asked_since(struct work *w, int64_t asker, int64_t since) {
    return db_number(w,
            "SELECT COUNT(*) FROM introduction_question WHERE individual_id = ? AND asked > ?",
            num(asker), num(since));
}

bool introduction_question_may(struct work *w, int64_t asker) {
    return asked_since(w, asker, w->now - DAY_SECONDS) < INTRODUCTION_QUESTIONS_DAY_MOST &&
           asked_since(w, asker, w->now - MONTH_SECONDS) < INTRODUCTION_QUESTIONS_MONTH_MOST;
}

/* Everybody counts who is there, whatever they agreed to and whomever they know: else the count
 * itself would tell. */
bool introduction_question_crowd(struct work *w, const struct introduction_question *q) {
    int64_t people = q->about == AIM_CLUSTER
                             ? db_number(w,
                                       "SELECT COUNT(*) FROM role"
                                       " WHERE kind = 'manager' AND cluster_id = ?",
                                       num(q->about_id))
                             : db_number(w,
                                       "SELECT COUNT(*) FROM person WHERE organisation_id = ?"
                                       " AND (until = '' OR until >= ?)",
                                       num(q->about_id), txt(date_of(w->mem, w->now)));
    return people >= INTRODUCTION_CROWD_LEAST;
}

void introduction_question_keep(struct work *w, const struct introduction_question *q) {
    db_run(w,
            "INSERT INTO introduction_question"
            " (individual_id, about, about_id, people, warmth, first_id, asked)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (individual_id, about, about_id) DO UPDATE SET people = excluded.people,"
            " warmth = excluded.warmth, first_id = excluded.first_id, asked = excluded.asked",
            num(q->asker), txt(introduction_aim_word(q->about)), num(q->about_id),
            num(q->told.people), txt(introduction_warmth_word(q->told.warmth)),
            q->told.first ? num(q->told.first) : none(), num(w->now));
}

void introduction_question_sweep(struct work *w) {
    db_run(w, "DELETE FROM introduction_question WHERE asked <= ?",
            num(w->now - INTRODUCTION_QUESTION_SECONDS));
}
