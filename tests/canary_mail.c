#include "base/buf.h"
#include "directory/individual.h"
#include "mail/outbox.h"
#include "tests/planting.h"
#include "trust/evidence.h"

/* A letter about a published text of theirs, which somebody answered, and a note of a visit. */
void plant_asked(struct planting *k) {
    struct work *w = k->w;
    struct owner o = plant_owner(k, PUBLIC);
    int64_t text = db_number(w, "SELECT MIN(id) FROM listing WHERE organisation_id = ?", num(o.id));
    struct thing *t = plant_thing(k, AN_ASK, k->next_other++);
    struct buf mail = {.mem = w->mem};
    buf_add(&mail, plant_word(k, "mail of somebody asked", t->eyes, t->managers));
    buf_add(&mail, STR("@firm.example"));
    db_run(w,
            "INSERT INTO ask (id, purpose, cluster_id, organisation_id, name, mail, tongue, note,"
            " created, expires) VALUES (?, 'current', ?, ?, ?, ?, 'en', ?, ?, ?)",
            num(t->id), num(k->side + 1), num(o.id),
            txt(plant_word(k, "name of somebody asked", o.keep, o.keep)), txt(buf_str(&mail)),
            txt(plant_word(k, "note in a letter", t->eyes, t->managers)), num(w->now),
            num(w->now + 2000000));
    db_run(w,
            "INSERT INTO ask_text (ask_id, listing_id, answer, note, answered)"
            " VALUES (?, ?, 'no', ?, ?)",
            num(t->id), num(text), txt(plant_word(k, "answer to a letter", t->eyes, t->managers)),
            num(w->now));
    db_run(w,
            "INSERT INTO listing_act (listing_id, act, status, version, way, ask_id, note, at)"
            " VALUES (?, 'confirmed', 'published', 1, 'mail', ?, ?, ?)",
            num(text), num(t->id), txt(plant_word(k, "note in a record", o.keep, o.keep)),
            num(w->now));
}

void plant_visited(struct planting *k) {
    struct work *w = k->w;
    struct thing *t = plant_thing(k, A_VISIT, k->next_other++);
    db_run(w,
            "INSERT INTO visit (id, cluster_id, organisation_id, account_id, day, present, body,"
            " lang, created, updated) VALUES (?, ?, ?, 1, '2026-11-20', ?, ?, 'en', ?, ?)",
            num(t->id), num(k->side + 1), num(ORGANISATION_FROM + k->side * 100 + PUBLIC),
            txt(plant_word(k, "who was at a visit", t->eyes, t->managers)),
            txt(plant_sought(k, "note of a visit", t->eyes, "needs castings.")), num(w->now),
            num(w->now));
}

/* A contact request of each side to the next one: refused, silent, and passed on. */
struct approached {
    enum walker asked; /* by their account; VISITOR: a contact without one */
    const char *answer;
};

static int64_t individual_for(struct planting *k, enum walker who, int64_t organisation) {
    struct work *w = k->w;
    if (who != VISITOR) {
        return plant_account(who); /* see plant_introduction() */
    }
    int64_t known = db_number(w,
            "SELECT COALESCE(individual_id, 0) FROM person WHERE organisation_id = ?"
            " ORDER BY id LIMIT 1",
            num(organisation));
    if (known) {
        return known;
    }
    int64_t id = db_number(w, "INSERT INTO individual (created) VALUES (0) RETURNING id");
    db_run(w,
            "UPDATE person SET individual_id = ? WHERE id ="
            " (SELECT MIN(id) FROM person WHERE organisation_id = ?)",
            num(id), num(organisation));
    return id;
}

static void approached(struct planting *k, const struct approached *one, const struct thing *t) {
    struct work *w = k->w;
    int other = (k->side + 1) % SIDES;
    int64_t ours = ORGANISATION_FROM + k->side * 100 + PUBLIC;
    int64_t theirs = ORGANISATION_FROM + other * 100 + PUBLIC;
    unsigned sees = t->eyes;
    int64_t asker = individual_for(k, VISITOR, ours);
    int64_t asked = individual_for(k, one->asked, theirs);
    db_run(w,
            "INSERT INTO approach (id, cluster_id, partner_cluster_id, own_id, partner_id, asker_id,"
            " speaker_id, asked_id, reason, lang, deadline, days, confirmed, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'en', '2100-01-01', 14, ?, ?)",
            num(t->id), num(k->side + 1), num(other + 1), num(ours), num(theirs), num(asker),
            num(asker), num(asked),
            txt(plant_word(k, "reason of a contact request", sees, sees & ~admin)), num(w->now),
            num(w->now));
    unsigned reads = manager_of[other] | t->makers;
    bool no = str_eq(str_of(one->answer), STR("no"));
    db_run(w,
            "INSERT INTO approach_answer (approach_id, individual_id, answer, reason, note, at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            num(t->id), num(asked), txt(str_of(one->answer)), txt(no ? STR("no-time") : STR("")),
            txt(no ? plant_word(k, "why a contact was refused", reads, manager_of[other])
                   : STR("")),
            num(w->now));
    if (str_eq(str_of(one->answer), STR("passed-on"))) {
        struct buf mail = {.mem = w->mem};
        buf_add(&mail, plant_word(k, "mail of who was named", 0, 0));
        buf_add(&mail, STR("@firm.example"));
        db_run(w,
                "INSERT INTO approach_passed (approach_id, name, mail, tongue, created)"
                " VALUES (?, ?, ?, 'en', 0)",
                num(t->id), txt(plant_word(k, "name of who was named", t->makers, t->makers)),
                txt(buf_str(&mail)));
    }
}

void plant_approach(struct planting *k) {
    static const struct approached all[SIDES] = {
            {PARTNER_MEMBER, "no"}, {VISITOR, ""}, {MEMBER, "passed-on"}};
    const struct approached *one = &all[k->side];
    struct owner o = plant_owner(k, PUBLIC);
    struct thing *t = plant_thing(k, AN_APPROACH, k->next_other++);
    t->members = o.members;
    t->makers = one->asked == VISITOR ? 0 : 1U << one->asked;
    t->desks = manager_of[(k->side + 1) % SIDES];
    t->eyes = t->managers | t->members | t->makers | t->desks | admin;
    approached(k, one, t);
}

/* Each wants to be introduced, and asks whoever walks before them. */
void plant_introduction(struct planting *k, enum walker who) {
    struct work *w = k->w;
    unsigned makers = who == SUSPENDED ? 0 : 1U << who;
    unsigned asked = who == OUTSIDER ? 0 : 1U << (who - 1);
    struct thing *t = plant_thing(k, AN_INTRODUCTION, k->next_other++);
    t->managers = 0;
    t->eyes = t->makers = makers;
    db_run(w, "INSERT INTO individual (id, account_id, created) VALUES (?, ?, ?)",
            num(plant_account(who)), num(plant_account(who)), num(w->now));
    db_run(w,
            "INSERT INTO introduction (id, cluster_id, asker_id, aim, aim_id, reason, lang,"
            " created, expires) VALUES (?, 1, ?, 'cluster', 2, ?, 'en', ?, ?)",
            num(t->id), num(plant_account(who)),
            txt(plant_word(k, "reason for an introduction", makers | asked, makers | asked)),
            num(w->now), num(w->now + 2000000));
    if (who != OUTSIDER) {
        db_run(w,
                "INSERT INTO introduction_link (introduction_id, chain, place, individual_id,"
                " state, asked) VALUES (?, 1, 1, ?, 'asked', ?)",
                num(t->id), num(plant_account(who - 1)), num(w->now));
    }
}

/* A claim that they met the next side, which that side must not learn of: it has not said so. What
 * they note and what it cost is for whoever works for the cluster. */
void plant_met(struct planting *k) {
    struct work *w = k->w;
    struct owner o = plant_owner(k, PUBLIC);
    struct thing *t = plant_thing(k, A_MEETING, k->next_other++);
    unsigned managers = t->managers;
    int64_t who = db_number(w, "INSERT INTO individual (created) VALUES (0) RETURNING id");
    struct buf mail = {.mem = w->mem};
    buf_add(&mail, plant_word(k, "mail of somebody met", 0, 0));
    buf_add(&mail, STR("@met.example"));
    t->eyes = o.keep;
    t->members = o.members;
    db_run(w,
            "INSERT INTO encounter (id, cluster_id, partner_cluster_id, own_id, partner_id, starts,"
            " ends, zone, day, how, place, title, state, account_id, created, updated)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'Europe/Copenhagen', '2026-11-20', 'person', ?, ?, 'held',"
            " 1, ?, ?)",
            num(t->id), num(k->side + 1), num((k->side + 1) % SIDES + 1), num(o.id),
            num(ORGANISATION_FROM + (k->side + 1) % SIDES * 100 + PUBLIC), num(w->now - 90000),
            num(w->now - 86400), txt(plant_word(k, "place of a meeting", o.keep, managers)),
            txt(plant_word(k, "title of a meeting", o.keep, managers)), num(w->now - 90000),
            num(w->now - 90000));
    db_run(w,
            "INSERT INTO encounter_person (encounter_id, individual_id, side, name, mail, tongue)"
            " VALUES (?, ?, 'theirs', ?, ?, 'en')",
            num(t->id), num(who), txt(plant_word(k, "name of somebody met", o.keep, managers)),
            txt(buf_str(&mail)));
    db_run(w,
            "INSERT INTO encounter_note (encounter_id, cluster_id, body, step, account_id, updated)"
            " VALUES (?, ?, ?, ?, 1, ?)",
            num(t->id), num(k->side + 1),
            txt(plant_word(k, "note of a meeting", t->eyes & ~o.members, managers)),
            txt(plant_word(k, "next step of a meeting", t->eyes & ~o.members, managers)),
            num(w->now));
    db_run(w,
            "INSERT INTO encounter_cost (encounter_id, cluster_id, kind, amount, currency, note,"
            " account_id, at) VALUES (?, ?, 'travel', 98765, 'DKK', ?, 1, ?)",
            num(t->id), num(k->side + 1),
            txt(plant_word(k, "cost of a meeting", t->eyes & ~o.members, managers)), num(w->now));
}

/* Somebody with an account and no role, whom the account has met: nobody else is to know even that. */
void plant_acquaintance(struct planting *k, int64_t account, unsigned seen) {
    struct work *w = k->w;
    int64_t own = individual_of_account(w, account);
    struct thing *t = plant_thing(k, AN_ACQUAINTANCE, k->next_other++);
    t->managers = 0;
    t->eyes = t->makers = seen;
    struct buf mail = {.mem = w->mem};
    buf_add(&mail, STR("met"));
    buf_num(&mail, t->id);
    buf_add(&mail, STR("@new.example"));
    db_run(w,
            "INSERT INTO account (id, mail, name, password, tongue, created)"
            " VALUES (?, ?, 'Somebody', '$argon2id$none', 'en', ?)",
            num(t->id), txt(buf_str(&mail)), num(w->now));
    db_run(w, "INSERT INTO individual (id, account_id, created) VALUES (?, ?, ?)", num(t->id),
            num(t->id), num(w->now));
    evidence_add(w, &(struct evidence){.giver = own,
                            .receiver = t->id,
                            .kind = EVIDENCE_MET,
                            .day = STR("2026-11-02"),
                            .source = SOURCE_ENCOUNTER,
                            .source_id = t->id});
}

/* ---- letters, and who is asked to come */

void plant_invitation(struct planting *k, int64_t cluster, int64_t place) {
    struct work *w = k->w;
    struct thing *t = plant_thing(k, AN_INVITATION, k->next_other++);
    struct buf mail = {.mem = w->mem};
    buf_add(&mail, plant_word(k, "mail of an invitation", t->eyes, t->managers));
    buf_add(&mail, STR("@new.example"));
    db_run(w,
            "INSERT INTO invitation (id, mail, name, tongue, kind, cluster_id, organisation_id,"
            " invited_by, created, sent) VALUES (?, ?, ?, 'en', ?, ?, ?, 1, ?, 0)",
            num(t->id), txt(buf_str(&mail)),
            txt(plant_word(k, "name of an invitation", t->eyes, t->managers)),
            txt(place ? STR("member") : STR("manager")), key_or_none(cluster), key_or_none(place),
            num(w->now));
}

void plant_letter_text(struct planting *k) {
    unsigned own = manager_of[k->side];
    db_run(k->w,
            "INSERT INTO mail_template (cluster_id, kind, tongue, subject, body, account_id, updated)"
            " VALUES (?, 'invitation', 'en', ?, ?, 1, 0)",
            num(k->side + 1),
            txt(plant_word(k, "subject of a cluster's letters", own | admin, own)),
            txt(plant_word(k, "text of a cluster's letters", own | admin, own)));
}

void plant_letter(struct planting *k) {
    struct buf to = {.mem = k->w->mem};
    buf_add(&to, plant_word(k, "mail that a letter goes to", admin, admin));
    buf_add(&to, STR("@to.example"));
    struct letter l = {.to = buf_str(&to),
            .tongue = EN,
            .kind = STR("test"),
            .subject =
                    plant_word(k, "subject of a letter", 0, 0), /* only its reader gets to see it */
            .text = plant_word(k, "text of a letter", 0, 0)};
    outbox_add(k->w, &k->v->house.seal, &l);
    struct thing *t = plant_thing(k, A_LETTER, db_number(k->w, "SELECT MAX(id) FROM letter"));
    t->managers = 0;
    t->eyes = admin;
}

/* Nobody answers there. */
#define ISSUER "http://127.0.0.1:9/issuer"

void plant_provider(struct planting *k) {
    struct thing *t = plant_thing(k, A_PROVIDER, k->next_other++);
    t->managers = 0;
    t->eyes = admin;
    db_run(k->w,
            "INSERT INTO identity_provider (id, name, issuer, client, secret)"
            " VALUES (?, 'Elsewhere', ?, ?, ?)",
            num(t->id), txt(STR(ISSUER)),
            txt(plant_word(k, "client id at a provider", admin, admin)),
            txt(seal_close(
                    k->w->mem, &k->v->house.seal, plant_word(k, "secret of a provider", 0, 0))));
    t = plant_thing(k, AN_IDENTITY, k->next_other++);
    t->managers = 0;
    t->eyes = t->makers = 1U << MANAGER;
    db_run(k->w,
            "INSERT INTO identity (id, account_id, issuer, subject, mail, created)"
            " VALUES (?, ?, ?, 'subject', ?, 0)",
            num(t->id), num(plant_account(MANAGER)), txt(STR(ISSUER)),
            txt(plant_word(k, "mail at a provider", t->eyes, t->eyes)));
    t = plant_thing(k, A_PASSKEY, k->next_other++);
    t->managers = 0;
    t->eyes = t->makers = 1U << MANAGER;
    db_run(k->w,
            "INSERT INTO passkey (id, account_id, credential, key, algorithm, name, counter, created)"
            " VALUES (?, ?, 'credential', 'key', -7, ?, 0, 0)",
            num(t->id), num(plant_account(MANAGER)),
            txt(plant_word(k, "name of a passkey", t->eyes, t->eyes)));
}
