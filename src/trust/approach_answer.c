#include "trust/approach_answer.h"

#include "account/account.h"
#include "audit/audit.h"
#include "db/db.h"
#include "directory/individual.h"
#include "directory/person.h"
#include "lang/date.h"
#include "lang/label.h"
#include "trust/approach_who.h"

enum { DAY_SECONDS = 24 * 3600 };

static const char *const saids[APPROACH_SAIDS] = {"", "yes", "no", "later", "passed-on"};
static const char *const acts[APPROACH_ACTS] = {"yes", "no", "later", "else", "undo", "shut"};

bool approach_act_of(str word, enum approach_act *found) {
    for (enum approach_act a = 0; a < APPROACH_ACTS; a++) {
        if (str_eq(word, str_of(acts[a]))) {
            *found = a;
            return true;
        }
    }
    return false;
}

static enum approach_said said_named(str word) {
    enum approach_said s = APPROACH_SAID_NOTHING;
    while (s + 1 < APPROACH_SAIDS && !str_eq(word, str_of(saids[s]))) {
        s++;
    }
    return s;
}

bool approach_answer_of(struct work *w, const struct approach *a, struct approach_answer *found) {
    str said = {0};
    str tongue = {0};
    *found = (struct approach_answer){0};
    struct rows r = db_rows(w,
            "SELECT n.answer, n.individual_id, n.reason, n.note, n.at, n.passed,"
            " COALESCE(p.name, ''), COALESCE(p.mail, ''), COALESCE(p.tongue, '')"
            " FROM approach_answer AS n LEFT JOIN approach_passed AS p"
            " ON p.approach_id = n.approach_id WHERE n.approach_id = ?",
            num(a->id));
    bool there = db_next(&r, to(said), to(found->individual), to(found->reason), to(found->note),
            to(found->at), to(found->passed), to(found->passed_name), to(found->passed_mail),
            to(tongue));
    db_stop(&r);
    found->said = said_named(said);
    (void)tongue_of(tongue, &found->passed_tongue);
    return there;
}

struct approach_tolds approach_answers(struct work *w) {
    struct approach_tolds found = {.at = arena_new(w->mem, struct approach_told, APPROACHES_MOST)};
    struct approach_told t = {0};
    str said = {0};
    struct rows r = db_rows(w,
            "SELECT n.approach_id, n.answer FROM approach_answer AS n WHERE n.approach_id IN"
            " (SELECT s.approach_id FROM approach_side AS s"
            "  WHERE s.account_id = ? AND s.side = 'theirs')"
            " ORDER BY n.approach_id DESC LIMIT ?",
            num(w->actor), num(APPROACHES_MOST));
    while (db_next(&r, to(t.approach), to(said))) {
        t.said = said_named(said);
        found.at[found.count++] = t;
    }
    return found;
}

/* ---- what may be answered now */

static bool speaker_may(const struct approach *a, enum approach_act act) {
    if (act == APPROACH_SHUT_IT) {
        return a->state == APPROACH_YES && a->opened;
    }
    bool asked =
            a->state == APPROACH_OPEN || a->state == APPROACH_YES || a->state == APPROACH_LATER;
    return asked && !a->opened && !a->confirmed &&
           (act == APPROACH_SAY_YES || act == APPROACH_SAY_NO);
}

static bool passed_may(
        const struct approach *a, const struct approach_answer *n, enum approach_act act) {
    return a->state == APPROACH_OPEN && n->passed_mail.len &&
           (act == APPROACH_SAY_YES || act == APPROACH_SAY_NO);
}

static bool asked_may(
        const struct approach *a, const struct approach_answer *n, enum approach_act act) {
    switch (act) {
    case APPROACH_SAY_YES:
    case APPROACH_SAY_NO:
    case APPROACH_SAY_LATER: return a->state == APPROACH_OPEN && n->said == APPROACH_SAID_NOTHING;
    case APPROACH_PASS_ON:
        return a->state == APPROACH_OPEN && n->said == APPROACH_SAID_NOTHING && !n->passed;
    case APPROACH_UNDO: return n->said != APPROACH_SAID_NOTHING && !a->opened;
    case APPROACH_SHUT_IT: return a->state == APPROACH_YES && a->opened;
    case APPROACH_ACTS: break;
    }
    return false;
}

static bool is_past(struct work *w, const struct approach *a) {
    return str_order(a->deadline, date_of(w->mem, w->now)) < 0;
}

bool approach_may(struct work *w, const struct approach *a, const struct approach_answer *n,
        const struct approach_reply *r) {
    if (r->act != APPROACH_SHUT_IT &&
            (is_past(w, a) && !(r->by == APPROACH_BY_SPEAKER && a->state == APPROACH_LATER))) {
        return false;
    }
    switch (r->by) {
    case APPROACH_BY_SPEAKER: return speaker_may(a, r->act);
    case APPROACH_BY_PASSED: return passed_may(a, n, r->act);
    case APPROACH_BY_ASKED: break;
    }
    return asked_may(a, n, r->act);
}

/* ---- what was typed */

static enum approach_replied check_no(struct approach_reply *r) {
    r->note = str_trim(r->note);
    if (r->by == APPROACH_BY_ASKED && !label_knows(LABEL_DECLINED, r->reason)) {
        return APPROACH_WITHOUT_WHY;
    }
    return r->note.len > APPROACH_NOTE_MOST ? APPROACH_NOTE_LONG : APPROACH_DONE;
}

static enum approach_replied check_later(struct work *w, struct approach_reply *r) {
    str day = date_parse_human(w->mem, str_trim(r->day));
    int64_t most = w->now + (int64_t)APPROACH_LATER_DAYS_MOST * DAY_SECONDS;
    bool within = day.len && str_order(day, date_of(w->mem, w->now)) > 0 &&
                  str_order(day, date_of(w->mem, most)) <= 0;
    r->day = within ? day : r->day;
    return within ? APPROACH_DONE : APPROACH_LATER_WRONG;
}

static bool is_mail_of(struct work *w, const struct approach *a, int64_t individual, str mail) {
    struct approach_person p = {0};
    int64_t place = individual == a->asked ? a->partner : a->own;
    return approach_person(w, individual, place, &p) && str_eq(account_mail(w->mem, p.mail), mail);
}

static enum approach_replied check_else(
        struct work *w, const struct approach *a, struct approach_reply *r) {
    struct account known = {0};
    r->name = str_trim(r->name);
    r->mail = account_mail(w->mem, r->mail);
    if (!account_name_fits(r->name)) {
        return APPROACH_WITHOUT_NAME;
    }
    if (!account_mail_fits(r->mail)) {
        return APPROACH_WITHOUT_MAIL;
    }
    if (is_mail_of(w, a, a->asked, r->mail) || is_mail_of(w, a, a->speaker, r->mail) ||
            is_mail_of(w, a, a->asker, r->mail)) {
        return APPROACH_MAIL_KNOWN;
    }
    if (!a->partner && (!account_by_mail(w, r->mail, &known) ||
                               db_number(w,
                                       "SELECT COUNT(*) FROM role WHERE account_id = ?"
                                       " AND kind = 'manager' AND cluster_id = ?",
                                       num(known.id), num(a->partner_cluster)) == 0)) {
        return APPROACH_NO_COLLEAGUE;
    }
    return APPROACH_DONE;
}

static enum approach_replied check(
        struct work *w, const struct approach *a, struct approach_reply *r) {
    switch (r->act) {
    case APPROACH_SAY_NO: return check_no(r);
    case APPROACH_SAY_LATER: return check_later(w, r);
    case APPROACH_PASS_ON: return check_else(w, a, r);
    case APPROACH_SAY_YES:
    case APPROACH_UNDO:
    case APPROACH_SHUT_IT:
    case APPROACH_ACTS: break;
    }
    return APPROACH_DONE;
}

/* ---- what comes of it */

/* Only what the side that asks may know goes into `approach`. */
static void tell(struct work *w, struct approach *a, enum approach_state state, str again) {
    a->state = state;
    a->told = w->now;
    a->again = again;
    db_run(w, "UPDATE approach SET state = ?, told = ?, again = ? WHERE id = ?",
            txt(approach_word(state)), num(w->now), txt(again), num(a->id));
}

static void keep(struct work *w, const struct approach *a, enum approach_said said,
        const struct approach_reply *r) {
    bool no = said == APPROACH_SAID_NO;
    db_run(w,
            "UPDATE approach_answer SET answer = ?, reason = ?, note = ?, at = ?"
            " WHERE approach_id = ?",
            txt(str_of(saids[said])), txt(no ? r->reason : (str){0}), txt(no ? r->note : (str){0}),
            num(said == APPROACH_SAID_NOTHING ? 0 : w->now), num(a->id));
}

static void note_audit(struct work *w, int64_t individual, int64_t place, enum audit_act act) {
    struct approach_person p = {0};
    if (approach_person(w, individual, place, &p)) {
        audit_note(
                w, act, p.person ? STR("person") : STR("account"), p.person ? p.person : p.account);
    }
}

static void note_both(struct work *w, const struct approach *a, enum audit_act act) {
    note_audit(w, a->speaker, a->own, act);
    note_audit(w, a->asked, a->partner, act);
}

/* Once both have said yes, and not before. */
static void open_if_both(struct work *w, struct approach *a) {
    if (a->state == APPROACH_YES && a->confirmed && !a->opened) {
        a->opened = w->now;
        db_run(w, "UPDATE approach SET opened = ? WHERE id = ?", num(w->now), num(a->id));
        note_both(w, a, AUDIT_OPENED);
    }
}

static void forget_passed(struct work *w, const struct approach *a) {
    db_run(w, "DELETE FROM approach_passed WHERE approach_id = ?", num(a->id));
}

static int64_t known_there(struct work *w, int64_t organisation, str mail) {
    return db_number(w,
            "SELECT COALESCE(MIN(id), 0) FROM person WHERE organisation_id = ? AND LOWER(mail) = ?"
            " AND until = ''",
            num(organisation), txt(mail));
}

/* Who was named and says yes becomes a contact person of the organisation, by their own consent; in
 * the office of a cluster they have an account. */
static int64_t colleague(
        struct work *w, const struct approach *a, const struct approach_answer *n) {
    struct account known = {0};
    if (!a->partner) {
        return account_by_mail(w, n->passed_mail, &known) ? individual_of_account(w, known.id) : 0;
    }
    int64_t person = known_there(w, a->partner, n->passed_mail);
    if (person) {
        person_confirm(w, person);
        return individual_of_person(w, person);
    }
    struct person p = {.organisation = a->partner,
            .name = n->passed_name,
            .mail = n->passed_mail,
            .confirmed = date_of(w->mem, w->now)};
    (void)person_save(w, &p);
    return individual_of_person(w, p.id);
}

static void say_yes(struct work *w, struct approach *a, const struct approach_answer *n,
        const struct approach_reply *r) {
    if (r->by == APPROACH_BY_SPEAKER) {
        a->confirmed = w->now;
        db_run(w, "UPDATE approach SET confirmed = ? WHERE id = ?", num(w->now), num(a->id));
        open_if_both(w, a);
        return;
    }
    if (r->by == APPROACH_BY_PASSED) {
        int64_t named = colleague(w, a, n);
        a->asked = named ? named : a->asked;
        db_run(w, "UPDATE approach SET asked_id = ? WHERE id = ?", num(a->asked), num(a->id));
        forget_passed(w, a);
    } else {
        keep(w, a, APPROACH_SAID_YES, r);
    }
    tell(w, a, APPROACH_YES, (str){0});
    open_if_both(w, a);
}

static void say_no(struct work *w, struct approach *a, const struct approach_reply *r) {
    if (r->by == APPROACH_BY_SPEAKER) {
        tell(w, a, APPROACH_TAKEN_BACK, (str){0});
    } else if (r->by == APPROACH_BY_PASSED) {
        forget_passed(w, a);
    } else {
        keep(w, a, APPROACH_SAID_NO, r);
    }
}

static void pass_on(struct work *w, const struct approach *a, const struct approach_reply *r) {
    keep(w, a, APPROACH_SAID_PASSED_ON, r);
    db_run(w, "UPDATE approach_answer SET passed = ? WHERE approach_id = ?", num(w->now),
            num(a->id));
    db_run(w,
            "INSERT INTO approach_passed (approach_id, name, mail, tongue, created)"
            " VALUES (?, ?, ?, ?, ?)",
            num(a->id), txt(r->name), txt(r->mail), txt(tongue_code(r->tongue)), num(w->now));
}

/* What was told is taken back visibly; what was not leaves no trace. */
static void undo(struct work *w, struct approach *a, const struct approach_reply *r) {
    keep(w, a, APPROACH_SAID_NOTHING, r);
    forget_passed(w, a);
    if (a->state != APPROACH_OPEN) {
        tell(w, a, APPROACH_OPEN, (str){0});
    }
}

static void shut(struct work *w, struct approach *a) {
    tell(w, a, APPROACH_SHUT, (str){0});
    db_run(w, "UPDATE approach SET opened = 0 WHERE id = ?", num(a->id));
    a->opened = 0;
    note_both(w, a, AUDIT_SHUT);
}

enum approach_replied approach_reply(struct work *w, struct approach *a, struct approach_reply *r) {
    struct approach_answer n = {0};
    if (!approach_one(w, a->id, a) || !approach_answer_of(w, a, &n)) {
        return APPROACH_IS_OVER;
    }
    if (!approach_may(w, a, &n, r)) {
        return approach_over(w, a) ? APPROACH_IS_OVER : APPROACH_NOT_NOW;
    }
    enum approach_replied wrong = check(w, a, r);
    if (wrong != APPROACH_DONE) {
        return wrong;
    }
    switch (r->act) {
    case APPROACH_SAY_YES: say_yes(w, a, &n, r); break;
    case APPROACH_SAY_NO: say_no(w, a, r); break;
    case APPROACH_SAY_LATER:
        keep(w, a, APPROACH_SAID_LATER, r);
        tell(w, a, APPROACH_LATER, r->day);
        break;
    case APPROACH_PASS_ON: pass_on(w, a, r); break;
    case APPROACH_UNDO: undo(w, a, r); break;
    case APPROACH_SHUT_IT: shut(w, a); break;
    case APPROACH_ACTS: break;
    }
    return APPROACH_DONE;
}
