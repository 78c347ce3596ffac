/* Who is the same human, what is known of them, and that nobody gets hold of somebody else's. */
#include "account/account.h"
#include "directory/individual.h"
#include "directory/person.h"
#include "privacy/consent.h"
#include "tests/test.h"
#include "tests/world.h"
#include "trust/evidence.h"
#include "web/unite.h"

#include <stdio.h>

#define MAIL "vera.lindqvist@kontor.example"

static int64_t person_at(struct work *w, int64_t organisation, const char *mail) {
    struct person p = {.organisation = organisation,
            .name = STR("Vera Lindqvist"),
            .mail = str_of(mail),
            .languages = STR("sv C2;en B2")};
    CHECK(person_save(w, &p) == SAVED_NEW);
    return p.id;
}

static int64_t account_of(struct work *w, const char *mail) {
    struct account a = {.mail = str_of(mail), .name = STR("Vera L."), .tongue = SV};
    CHECK(account_add(w, &a, STR("x")) == ACCOUNT_FINE);
    return a.id;
}

static int64_t count(struct work *w) {
    return db_number(w, "SELECT COUNT(*) FROM individual");
}

static void who_was_entered_by_others_stays_apart(struct work *w) {
    int64_t account = account_of(w, MAIL);
    int64_t person = person_at(w, WORLD_FOUNDRY, "Vera.Lindqvist@Kontor.example");
    int64_t a = individual_of_account(w, account);
    int64_t p = individual_of_person(w, person);
    CHECK(a && p && a != p);
    CHECK(individual_of_account(w, account) == a && individual_of_person(w, person) == p);
    struct individual_twins twins;
    CHECK(!individual_twins_of(w, STR(MAIL), &twins));
    person_confirm(w, person);
    CHECK(individual_twins_of(w, STR(MAIL), &twins));
    CHECK(twins.from == p && twins.to == a);
    unite_by_mail(w, STR(MAIL));
    CHECK(individual_of_person(w, person) == a);
    CHECK(!individual_twins_of(w, STR(MAIL), &twins));
}

/* A day of acceptance that came with a table is what somebody says. */
static void a_table_proves_nothing(struct work *w) {
    int64_t account = account_of(w, MAIL);
    int64_t a = individual_of_account(w, account);
    struct person p = {.organisation = WORLD_PRESS,
            .name = STR("Vera Lindqvist"),
            .mail = STR(MAIL),
            .confirmed = STR("2026-05-01")};
    CHECK(person_save(w, &p) == SAVED_NEW && p.unconfirmed == 0);
    struct individual_twins twins;
    CHECK(individual_of_person(w, p.id) != a);
    CHECK(!individual_twins_of(w, STR(MAIL), &twins));
}

static void an_account_finds_who_accepted_before(struct work *w) {
    int64_t person = person_at(w, WORLD_FOUNDRY, MAIL);
    int64_t p = individual_of_person(w, person);
    person_confirm(w, person);
    int64_t account = account_of(w, MAIL);
    CHECK(individual_of_account(w, account) == p);
    int64_t other = person_at(w, WORLD_PRESS, MAIL);
    person_confirm(w, other);
    CHECK(individual_of_person(w, other) == p);
}

/* Who changes the address of an entry may be about to take it over. */
static void another_address_is_another_human(struct work *w) {
    int64_t person = person_at(w, WORLD_FOUNDRY, MAIL);
    int64_t before = individual_of_person(w, person);
    struct person p = {0};
    person_confirm(w, person);
    CHECK(person_stored(w, person, &p) && p.accepted == w->now);
    p.mail = STR("vera.LINDQVIST@kontor.example"); /* the same */
    CHECK(person_save(w, &p) == SAVED_CHANGED);
    CHECK(individual_of_person(w, person) == before);
    CHECK(person_stored(w, person, &p) && p.accepted == w->now);
    p.mail = STR("somebody@else.example");
    CHECK(person_save(w, &p) == SAVED_CHANGED);
    CHECK(person_stored(w, person, &p) && p.accepted == 0);
    int64_t after = individual_of_person(w, person);
    CHECK(after && after != before);
    person_confirm(w, person);
    unite_by_mail(w, p.mail);
    CHECK(individual_of_person(w, person) == after);
    CHECK(individual_of_account(w, account_of(w, "somebody@else.example")) == after);
    individual_sweep(w); /* who it was stays known */
    struct individual one;
    CHECK(individual_one(w, before, &one));
}

static void a_first_address_changes_nothing(struct work *w) {
    int64_t person = person_at(w, WORLD_FOUNDRY, "");
    int64_t before = individual_of_person(w, person);
    struct person p = {0};
    CHECK(person_stored(w, person, &p));
    p.mail = STR(MAIL);
    CHECK(person_save(w, &p) == SAVED_CHANGED);
    CHECK(individual_of_person(w, person) == before);
}

static void two_accounts_are_never_one(struct work *w) {
    int64_t first = individual_of_account(w, account_of(w, MAIL));
    int64_t person = person_at(w, WORLD_FOUNDRY, "vera@second.example");
    db_run(w, "UPDATE person SET individual_id = ? WHERE id = ?", num(first), num(person));
    person_confirm(w, person);
    int64_t second = individual_of_account(w, account_of(w, "vera@second.example"));
    CHECK(second != first);
    unite_by_mail(w, STR("vera@second.example"));
    struct individual one;
    CHECK(individual_one(w, first, &one) && individual_one(w, second, &one));
}

static void what_they_said_goes_along(struct work *w) {
    int64_t from = individual_of_person(w, person_at(w, WORLD_FOUNDRY, MAIL));
    int64_t to = individual_of_person(w, person_at(w, WORLD_PRESS, MAIL));
    int64_t before = count(w);
    individual_say(w, from, &(struct individual_word){STR("fi C2"), STR("Europe/Helsinki")});
    individual_merge(w, from, to);
    struct individual one = {0};
    CHECK(count(w) == before - 1 && !individual_one(w, from, &one));
    CHECK(individual_one(w, to, &one));
    SAME(one.languages, "fi C2");
    SAME(one.zone, "Europe/Helsinki");
    CHECK(individual_roles(w, to).count == 2);
    individual_merge(w, to, to);
    CHECK(individual_one(w, to, &one));
}

static int64_t seen(struct work *w, int64_t giver, int64_t receiver) {
    return (int64_t)evidence_of(w, giver, receiver).count;
}

static void met(struct work *w, int64_t one, int64_t other, int64_t encounter) {
    evidence_add_both(w, &(struct evidence){.giver = one,
                                 .receiver = other,
                                 .kind = EVIDENCE_MET,
                                 .day = STR("2026-11-02"),
                                 .source = SOURCE_ENCOUNTER,
                                 .source_id = encounter});
}

static void judge(struct work *w, int64_t judge, int64_t judged, int64_t good) {
    int64_t id = db_number(w,
            "INSERT INTO judgement (judge_id, judged_id, good, day, made)"
            " VALUES (?, ?, ?, '2026-11-02', 1) RETURNING id",
            num(judge), num(judged), num(good));
    evidence_add(w, &(struct evidence){.giver = judge,
                            .receiver = judged,
                            .kind = good ? EVIDENCE_GOOD : EVIDENCE_BAD,
                            .day = STR("2026-11-02"),
                            .source = SOURCE_JUDGEMENT,
                            .source_id = id});
}

static void trust_follows(struct work *w) {
    int64_t from = individual_of_person(w, person_at(w, WORLD_FOUNDRY, MAIL));
    int64_t to = individual_of_person(w, person_at(w, WORLD_PRESS, MAIL));
    int64_t third = individual_of_person(w, WORLD_CLARA);
    met(w, from, third, 1);
    met(w, to, third, 1); /* the same meeting */
    met(w, from, third, 2);
    met(w, from, to, 3); /* of whom nobody knew they are one */
    judge(w, third, from, 0);
    judge(w, third, to, 1);
    judge(w, from, to, 1);
    db_run(w, "INSERT INTO introduction_off (individual_id, at) VALUES (?, 1)", num(from));
    evidence_merge(w, from, to);
    individual_merge(w, from, to);
    CHECK(seen(w, to, third) == 2);
    CHECK(seen(w, third, to) == 3); /* two meetings, and what they think now */
    CHECK(seen(w, to, to) == 0);
    CHECK(db_number(w, "SELECT COUNT(*) FROM judgement") == 1);
    CHECK(db_number(w, "SELECT good FROM judgement WHERE judged_id = ?", num(to)) == 1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM introduction_off WHERE individual_id = ?", num(to)) ==
            1);
    CHECK(db_number(w, "SELECT COUNT(*) FROM change WHERE object = 'evidence' AND object_id = ?",
                  num(third)) > 0);
}

static void what_is_known_of_a_contact_person(struct work *w) {
    int64_t person = person_at(w, WORLD_PRESS, MAIL);
    int64_t id = individual_of_person(w, person);
    struct individual one = {0};
    CHECK(individual_one(w, id, &one));
    SAME(one.name, "Vera Lindqvist");
    SAME(one.mail, MAIL);
    SAME(one.languages, "sv C2;en B2");
    SAME(one.country, "DE");
    SAME(one.zone, "");
    CHECK(one.tongue == SV && one.organisation == WORLD_PRESS && one.person == person);
    CHECK(!one.account && !one.cluster && !one.introduced);
    CHECK(!individual_one(w, id + 1000, &one));
}

static void what_is_known_of_an_account(struct work *w) {
    struct individual one = {0};
    CHECK(individual_one(w, individual_of_account(w, WORLD_ALU_MANAGER), &one));
    SAME(one.mail, "alu@example.org");
    CHECK(one.account == WORLD_ALU_MANAGER && one.cluster == WORLD_ALU && !one.organisation);
    SAME(one.country, "DK");
    CHECK(one.cluster_name.len && individual_roles(w, one.id).count == 1);
    SAME(individual_roles(w, one.id).at[0].role, "manager");
    db_run(w, "UPDATE account SET suspended = 5 WHERE id = ?", num(WORLD_ALU_MANAGER));
    CHECK(individual_one(w, one.id, &one));
    SAME(one.mail, "");
}

static void end_on(struct work *w, int64_t person, const char *day) {
    db_run(w, "UPDATE person SET until = ? WHERE id = ?", txt(str_of(day)), num(person));
}

/* The world is at 15 January 2027. */
static void where_they_left_they_are_not(struct work *w) {
    int64_t person = person_at(w, WORLD_FOUNDRY, MAIL);
    int64_t id = individual_of_person(w, person);
    struct individual one = {0};
    end_on(w, person, "2027-01-15");
    CHECK(individual_one(w, id, &one) && one.organisation == WORLD_FOUNDRY); /* the last day */
    end_on(w, person, "2027-01-14");
    CHECK(individual_one(w, id, &one) && !one.organisation && !one.person);
    SAME(one.mail, "");
    SAME(one.name, "Vera Lindqvist");
    SAME(one.languages, "sv C2;en B2");
    int64_t now = person_at(w, WORLD_SAWMILL, "vera@saw.example");
    db_run(w, "UPDATE person SET individual_id = ? WHERE id = ?", num(id), num(now));
    CHECK(individual_one(w, id, &one) && one.organisation == WORLD_SAWMILL);
    SAME(one.mail, "vera@saw.example");
    struct individual_roles all = individual_roles(w, id);
    CHECK(all.count == 2 && all.at[0].person == now && !all.at[0].ended);
    CHECK(all.at[1].person == person && all.at[1].ended);
    SAME(all.at[1].until, "2027-01-14");
}

static size_t listed(struct work *w, int64_t actor, int64_t organisation) {
    w->actor = actor;
    size_t count = person_list(w, organisation).count;
    w->actor = WORLD_ADMIN;
    return count;
}

static void who_left_is_shown_to_their_own_only(struct work *w) {
    size_t own = listed(w, WORLD_ALU_MANAGER, WORLD_FOUNDRY);
    size_t others = listed(w, 0, WORLD_FOUNDRY);
    CHECK(own == 2 && others == 1); /* Anne agreed to be listed */
    end_on(w, WORLD_ANNE, "2027-01-15");
    CHECK(listed(w, 0, WORLD_FOUNDRY) == 1);
    end_on(w, WORLD_ANNE, "2027-01-14");
    CHECK(listed(w, 0, WORLD_FOUNDRY) == 0);
    CHECK(listed(w, WORLD_AUTO_MANAGER, WORLD_FOUNDRY) == 0);
    CHECK(listed(w, WORLD_ALU_MANAGER, WORLD_FOUNDRY) == 2);
    w->actor = WORLD_ALU_MANAGER;
    struct people all = person_list(w, WORLD_FOUNDRY);
    CHECK(all.at[0].id == WORLD_BJARNE && all.at[1].id == WORLD_ANNE); /* who left comes last */
    CHECK(!person_ended(w, &all.at[0]) && person_ended(w, &all.at[1]));
}

static void the_days_of_a_role_are_kept(struct work *w) {
    struct person p = {.organisation = WORLD_PRESS,
            .name = STR("Vera Lindqvist"),
            .since = STR("2024-03-01"),
            .until = STR("2024-02-01")};
    struct flaws flaws = {0};
    person_check(&p, &flaws);
    CHECK(flaw_of(&flaws, "until") == FLAW_DAY_TURNED);
    p.until = STR("2024-03-01");
    flaws.count = 0;
    person_check(&p, &flaws);
    CHECK(flaws.count == 0 && person_save(w, &p) == SAVED_NEW);
    struct people out = person_export(w, 0, (str){0}, PEOPLE_MOST);
    bool met_it = false;
    for (size_t i = 0; i < out.count; i++) {
        met_it = met_it || (out.at[i].id == p.id && str_eq(out.at[i].since, p.since) &&
                                   str_eq(out.at[i].until, p.until));
    }
    CHECK(met_it);
}

static void set(struct work *w, int64_t person, const char *consents, const char *objected) {
    db_run(w, "UPDATE person SET consents = ?, objected = ? WHERE id = ?", txt(str_of(consents)),
            txt(str_of(objected)), num(person));
}

static bool introduced(struct work *w, int64_t id) {
    struct individual one = {0};
    CHECK(individual_one(w, id, &one));
    return one.introduced;
}

static void introductions_need_a_yes_and_no_no(struct work *w) {
    int64_t person = person_at(w, WORLD_FOUNDRY, MAIL);
    int64_t id = individual_of_person(w, person);
    set(w, person, "introduced", "");
    CHECK(!introduced(w, id)); /* others say so, and nobody accepted it */
    person_confirm(w, person);
    CHECK(introduced(w, id));
    set(w, person, "introduced;listed", "introduced");
    CHECK(!introduced(w, id));
    set(w, person, "", "");
    CHECK(!introduced(w, id));
    int64_t account = account_of(w, MAIL);
    struct consent c = {.account = account, .purpose = PURPOSE_INTRODUCED, .how = CONSENT_SELF};
    CHECK(individual_of_account(w, account) == id);
    consent_give(w, &c);
    CHECK(introduced(w, id));
    consent_withdraw(w, &c);
    set(w, person, "introduced", "");
    CHECK(!introduced(w, id)); /* what they took back signed in holds for all of them */
    consent_give(w, &c);
    CHECK(introduced(w, id));
}

int main(void) {
    static void (*const tests[])(struct work *) = {who_was_entered_by_others_stays_apart,
            a_table_proves_nothing, an_account_finds_who_accepted_before,
            another_address_is_another_human, a_first_address_changes_nothing,
            two_accounts_are_never_one, what_they_said_goes_along, trust_follows,
            what_is_known_of_a_contact_person, what_is_known_of_an_account,
            where_they_left_they_are_not, who_left_is_shown_to_their_own_only,
            the_days_of_a_role_are_kept, introductions_need_a_yes_and_no_no};
    for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
        struct arena mem = {0};
        struct work w = {.mem = &mem, .now = WORLD_NOW, .actor = WORLD_ADMIN, .db = world_open()};
        if (!w.db) {
            return 1;
        }
        db_begin(&w);
        tests[i](&w);
        CHECK(db_end(&w));
        if (!work_ok(&w)) {
            printf("fault: %.*s\n", (int)w.fault.len, w.fault.at);
        }
        db_close(w.db);
        arena_free(&mem);
    }
    return test_failures != 0;
}
