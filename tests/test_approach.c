/* Contact requests: two yeses open, and nothing else tells the side that asks what was answered. */
#include "db/db.h"
#include "directory/individual.h"
#include "lang/date.h"
#include "tests/test.h"
#include "tests/world.h"
#include "trust/approach_answer.h"
#include "trust/approach_check.h"
#include "trust/approach_due.h"
#include "trust/approach_who.h"

#include <string.h>

enum { DAY = 24 * 3600 };

/* Alu's manager asks Clara of the press for the foundry; whose data opens is given. */
static struct approach asked(struct work *w, int64_t speaker, str deadline) {
    struct approach a = {.cluster = WORLD_ALU,
            .partner_cluster = WORLD_AUTO,
            .own = WORLD_FOUNDRY,
            .partner = WORLD_PRESS,
            .reason = STR("  Støbegods passer til jeres pressede dele. "),
            .lang = STR("da"),
            .deadline = deadline};
    w->actor = WORLD_ALU_MANAGER;
    CHECK(approach_check_words(w, &a) == APPROACH_FINE);
    a.asker = individual_of_account(w, w->actor);
    a.speaker = speaker ? speaker : a.asker;
    a.asked = individual_of_person(w, WORLD_CLARA);
    CHECK(approach_check(w, &a) == APPROACH_FINE);
    approach_add(w, &a);
    return a;
}

static str in_days(struct work *w, int64_t days) {
    return date_of(w->mem, w->now + days * DAY);
}

static enum approach_replied say_as(
        struct work *w, int64_t id, enum approach_by by, enum approach_act act) {
    struct approach a = {.id = id};
    struct approach_reply r = {.by = by,
            .act = act,
            .reason = STR("no-time"),
            .day = in_days(w, 30),
            .name = STR("Dora Lang"),
            .mail = STR(" Dora@Press.example "),
            .tongue = DE};
    return approach_reply(w, &a, &r);
}

static enum approach_replied say_it(struct work *w, int64_t id, enum approach_act act) {
    return say_as(w, id, APPROACH_BY_ASKED, act);
}

static bool is(struct work *w, int64_t id, enum approach_state state, bool opened) {
    struct approach a = {0};
    return approach_one(w, id, &a) && a.state == state && (a.opened != 0) == opened;
}

static int64_t audited(struct work *w) {
    return db_number(w, "SELECT COUNT(*) FROM audit WHERE act IN ('opened', 'shut')");
}

static void a_yes_opens_and_either_shuts(struct work *w) {
    db_begin(w);
    struct approach a = asked(w, 0, in_days(w, 14));
    SAME(a.reason, "Støbegods passer til jeres pressede dele.");
    CHECK(a.days == 14 && is(w, a.id, APPROACH_OPEN, false));
    CHECK(say_it(w, a.id, APPROACH_SHUT_IT) == APPROACH_NOT_NOW && audited(w) == 0);
    CHECK(say_it(w, a.id, APPROACH_SAY_YES) == APPROACH_DONE);
    CHECK(is(w, a.id, APPROACH_YES, true) && audited(w) == 2);
    CHECK(say_it(w, a.id, APPROACH_UNDO) == APPROACH_NOT_NOW);
    CHECK(!approach_take_back(w, &a));
    CHECK(say_as(w, a.id, APPROACH_BY_SPEAKER, APPROACH_SHUT_IT) == APPROACH_DONE);
    CHECK(is(w, a.id, APPROACH_SHUT, false) && audited(w) == 4);
    CHECK(say_it(w, a.id, APPROACH_SAY_YES) == APPROACH_IS_OVER);
    db_forget(w);
}

static void a_member_asked_for_agrees_too(struct work *w) {
    db_begin(w);
    struct approach a = asked(w, individual_of_person(w, WORLD_ANNE), in_days(w, 14));
    CHECK(say_it(w, a.id, APPROACH_SAY_YES) == APPROACH_DONE);
    CHECK(is(w, a.id, APPROACH_YES, false) && audited(w) == 0);
    CHECK(say_it(w, a.id, APPROACH_UNDO) == APPROACH_DONE && is(w, a.id, APPROACH_OPEN, false));
    CHECK(say_it(w, a.id, APPROACH_SAY_YES) == APPROACH_DONE);
    CHECK(say_as(w, a.id, APPROACH_BY_SPEAKER, APPROACH_SAY_LATER) == APPROACH_NOT_NOW);
    CHECK(say_as(w, a.id, APPROACH_BY_SPEAKER, APPROACH_SAY_YES) == APPROACH_DONE);
    CHECK(is(w, a.id, APPROACH_YES, true) && audited(w) == 2);
    db_forget(w);
    db_begin(w);
    a = asked(w, individual_of_person(w, WORLD_ANNE), in_days(w, 14));
    CHECK(say_as(w, a.id, APPROACH_BY_SPEAKER, APPROACH_SAY_NO) == APPROACH_DONE);
    CHECK(is(w, a.id, APPROACH_TAKEN_BACK, false));
    CHECK(say_it(w, a.id, APPROACH_SAY_YES) == APPROACH_IS_OVER);
    db_forget(w);
}

/* All that the other side can read of it, in one line. */
static str told_of(struct work *w, int64_t id) {
    struct rows r = db_rows(w,
            "SELECT state || ' ' || told || ' ' || again || ' ' || confirmed || ' ' || opened || ' '"
            " || asked_id || ' ' || deadline || ' ' || behind FROM approach WHERE id = ?",
            num(id));
    str line = {0};
    CHECK(db_next(&r, to(line)));
    db_stop(&r);
    return line;
}

static void a_refusal_leaves_no_trace(struct work *w) {
    db_begin(w);
    struct approach a = asked(w, 0, in_days(w, 14));
    str before = told_of(w, a.id);
    CHECK(say_it(w, a.id, APPROACH_SAY_NO) == APPROACH_DONE);
    CHECK(str_eq(told_of(w, a.id), before));
    CHECK(say_it(w, a.id, APPROACH_SAY_YES) == APPROACH_NOT_NOW);
    CHECK(approach_to_remind(w).count == 0);
    CHECK(say_it(w, a.id, APPROACH_UNDO) == APPROACH_DONE);
    CHECK(say_it(w, a.id, APPROACH_PASS_ON) == APPROACH_DONE);
    CHECK(str_eq(told_of(w, a.id), before));
    CHECK(say_as(w, a.id, APPROACH_BY_PASSED, APPROACH_SAY_NO) == APPROACH_DONE);
    CHECK(str_eq(told_of(w, a.id), before));
    CHECK(db_number(w, "SELECT COUNT(*) FROM approach_passed") == 0);
    CHECK(say_it(w, a.id, APPROACH_UNDO) == APPROACH_DONE);
    CHECK(say_it(w, a.id, APPROACH_PASS_ON) == APPROACH_NOT_NOW); /* once is enough */
    CHECK(str_eq(told_of(w, a.id), before));
    db_forget(w);
}

static void whoever_was_named_is_known_with_their_yes(struct work *w) {
    struct approach_answer n = {0};
    struct approach_person p = {0};
    db_begin(w);
    struct approach a = asked(w, 0, in_days(w, 14));
    int64_t people = db_number(w, "SELECT COUNT(*) FROM person");
    CHECK(say_it(w, a.id, APPROACH_PASS_ON) == APPROACH_DONE);
    CHECK(approach_answer_of(w, &a, &n));
    SAME(n.passed_mail, "dora@press.example");
    CHECK(db_number(w, "SELECT COUNT(*) FROM person") == people);
    CHECK(say_it(w, a.id, APPROACH_SAY_YES) == APPROACH_NOT_NOW);
    CHECK(say_as(w, a.id, APPROACH_BY_PASSED, APPROACH_SAY_YES) == APPROACH_DONE);
    CHECK(is(w, a.id, APPROACH_YES, true) && approach_one(w, a.id, &a));
    CHECK(approach_person(w, a.asked, WORLD_PRESS, &p));
    SAME(p.name, "Dora Lang");
    CHECK(!p.listed && db_number(w, "SELECT COUNT(*) FROM approach_passed") == 0);
    CHECK(db_number(w, "SELECT COUNT(*) FROM person") == people + 1);
    db_forget(w);
}

static void wrong_answers_come_back(struct work *w) {
    struct approach a = {0};
    db_begin(w);
    a = asked(w, 0, in_days(w, 14));
    struct approach_reply no = {.act = APPROACH_SAY_NO};
    CHECK(approach_reply(w, &a, &no) == APPROACH_WITHOUT_WHY);
    struct approach_reply later = {.act = APPROACH_SAY_LATER, .day = in_days(w, 0)};
    CHECK(approach_reply(w, &a, &later) == APPROACH_LATER_WRONG);
    later.day = in_days(w, APPROACH_LATER_DAYS_MOST + 1);
    CHECK(approach_reply(w, &a, &later) == APPROACH_LATER_WRONG);
    struct approach_reply other = {
            .act = APPROACH_PASS_ON, .name = STR("Dora"), .mail = STR("nobody")};
    CHECK(approach_reply(w, &a, &other) == APPROACH_WITHOUT_MAIL);
    other.mail = STR("clara@press.example");
    CHECK(approach_reply(w, &a, &other) == APPROACH_MAIL_KNOWN);
    other.name = STR(" ");
    CHECK(approach_reply(w, &a, &other) == APPROACH_WITHOUT_NAME);
    CHECK(is(w, a.id, APPROACH_OPEN, false));
    db_forget(w);
}

static void it_reminds_once_and_lapses(struct work *w) {
    int64_t begun = w->now;
    db_begin(w);
    struct approach a = asked(w, 0, in_days(w, 14));
    w->now = begun + 10 * DAY;
    CHECK(approach_to_remind(w).count == 0);
    w->now = begun + 11 * DAY;
    CHECK(approach_to_remind(w).count == 1 && approach_unanswered(w, &a));
    approach_note_reminded(w, &a);
    CHECK(approach_to_remind(w).count == 0);
    w->now = begun + 14 * DAY;
    CHECK(approach_to_close(w).count == 0 && !approach_over(w, &a));
    w->now = begun + 15 * DAY;
    CHECK(approach_over(w, &a) && say_it(w, a.id, APPROACH_SAY_YES) == APPROACH_IS_OVER);
    struct approaches ended = approach_to_close(w);
    CHECK(ended.count == 1);
    approach_close(w, &ended.at[0]);
    CHECK(is(w, a.id, APPROACH_CLOSED, false) && approach_to_close(w).count == 0);
    db_forget(w);
    w->now = begun;
}

static void not_now_is_asked_again(struct work *w) {
    int64_t begun = w->now;
    db_begin(w);
    struct approach a = asked(w, 0, in_days(w, 5));
    CHECK(say_it(w, a.id, APPROACH_SAY_LATER) == APPROACH_DONE);
    CHECK(is(w, a.id, APPROACH_LATER, false));
    w->now = begun + 29 * DAY;
    CHECK(approach_to_close(w).count == 0 && approach_to_ask_again(w).count == 0);
    w->now = begun + 30 * DAY;
    struct approaches due = approach_to_ask_again(w);
    CHECK(due.count == 1);
    approach_ask_again(w, &due.at[0]);
    CHECK(is(w, a.id, APPROACH_OPEN, false) && approach_to_ask_again(w).count == 0);
    SAME(told_of(w, a.id).at ? due.at[0].again : STR("?"), "");
    CHECK(str_eq(due.at[0].deadline, in_days(w, 5)));
    CHECK(say_it(w, a.id, APPROACH_SAY_YES) == APPROACH_DONE);
    db_forget(w);
    w->now = begun;
}

static void one_between_two_is_under_way(struct work *w) {
    int64_t begun = w->now;
    struct approach found = {0};
    db_begin(w);
    struct approach a = asked(w, 0, in_days(w, 14));
    CHECK(approach_check(w, &a) == APPROACH_UNDER_WAY);
    struct approach_pair back = {WORLD_AUTO, WORLD_ALU, WORLD_PRESS, WORLD_FOUNDRY};
    CHECK(approach_between(w, &back, &found) && found.id == a.id);
    CHECK(approach_take_back(w, &a) && !approach_between(w, &back, &found));
    CHECK(approach_check(w, &a) == APPROACH_RESTS);
    w->now = begun + 31 * DAY;
    CHECK(approach_check(w, &a) == APPROACH_FINE);
    a.speaker = a.asked;
    CHECK(approach_check(w, &a) == APPROACH_OF_ONESELF);
    db_forget(w);
    w->now = begun;
}

static void days_and_words_have_bounds(struct work *w) {
    struct approach a = {.reason = STR(" \n "), .deadline = in_days(w, 14)};
    CHECK(approach_check_words(w, &a) == APPROACH_WITHOUT_REASON);
    char *many = arena_new(w->mem, char, APPROACH_REASON_MOST + 1);
    memset(many, 'x', APPROACH_REASON_MOST + 1);
    a.reason = (str){many, APPROACH_REASON_MOST + 1};
    CHECK(approach_check_words(w, &a) == APPROACH_REASON_LONG);
    a.reason.len--;
    CHECK(approach_check_words(w, &a) == APPROACH_FINE && a.days == 14);
    static const int64_t wrong[] = {-1, 0, APPROACH_DAYS_LEAST - 1, APPROACH_DAYS_MOST + 1};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        a.deadline = in_days(w, wrong[i]);
        CHECK(approach_check_words(w, &a) == APPROACH_DAY_WRONG);
    }
    a.deadline = STR("someday");
    CHECK(approach_check_words(w, &a) == APPROACH_DAY_WRONG);
}

/* Many of one cluster that came to nothing, refused or not: the next stands behind, and fewer may be
 * open at once. */
static void what_came_to_nothing_puts_the_next_behind(struct work *w) {
    db_begin(w);
    int64_t clara = individual_of_person(w, WORLD_CLARA);
    int64_t anton = individual_of_account(w, WORLD_AUTO_MANAGER);
    CHECK(approach_open_most(w, WORLD_ALU) == APPROACH_OPEN_USUAL);
    for (int64_t i = 0; i < 27; i++) {
        db_run(w,
                "INSERT INTO approach (cluster_id, asker_id, speaker_id, asked_id, reason, lang,"
                " deadline, days, state, told, created) VALUES (?, ?, ?, ?, 'x', 'en', '', 14,"
                " 'closed', ?, ?)",
                num(WORLD_ALU), num(anton), num(anton), num(i < 2 ? clara : anton),
                num(w->now - DAY), num(w->now - 40 * DAY));
    }
    CHECK(approach_open_most(w, WORLD_ALU) == APPROACH_OPEN_LEAST);
    CHECK(approach_open_most(w, WORLD_AUTO) == APPROACH_OPEN_USUAL);
    struct approach a = asked(w, 0, in_days(w, 14));
    CHECK(a.behind == 2 * 3 + 25);
    db_forget(w);
}

static void nobody_is_written_to_by_everybody(struct work *w) {
    db_begin(w);
    struct approach a = asked(w, 0, in_days(w, 14));
    a.partner = WORLD_SHARED;
    CHECK(approach_check(w, &a) == APPROACH_FINE);
    approach_add(w, &a);
    a.partner = WORLD_SAWMILL;
    CHECK(approach_check(w, &a) == APPROACH_MANY_THERE);
    a.asked = individual_of_account(w, WORLD_AUTO_MANAGER);
    CHECK(approach_check(w, &a) == APPROACH_FINE);
    db_run(w, "UPDATE approach SET cluster_id = ?, created = ?", num(WORLD_WOOD), num(w->now));
    for (int64_t i = 0; i < APPROACH_BY_ONE_A_DAY - 2; i++) {
        CHECK(approach_check(w, &a) == APPROACH_FINE);
        db_run(w,
                "INSERT INTO approach (cluster_id, asker_id, speaker_id, asked_id, reason, lang,"
                " deadline, days, state, created) VALUES (?, ?, ?, ?, 'x', 'en', '', 14, 'shut', ?)",
                num(WORLD_WOOD), num(a.asker), num(a.asker), num(a.asker), num(w->now));
    }
    CHECK(approach_check(w, &a) == APPROACH_MANY_BY_YOU);
    db_forget(w);
}

static void who_stands_where(struct work *w) {
    db_begin(w);
    struct approach a = asked(w, individual_of_person(w, WORLD_ANNE), in_days(w, 14));
    w->actor = WORLD_ALU_MANAGER;
    CHECK(approach_stand(w, a.id) == (APPROACH_ASKER | APPROACH_COLLEAGUE));
    CHECK(approach_ours(w, 0).count == 1 && approach_theirs(w, 0).count == 0);
    w->actor = WORLD_AUTO_MANAGER;
    CHECK(approach_stand(w, a.id) == APPROACH_WITNESS);
    CHECK(approach_ours(w, 0).count == 0 && approach_theirs(w, 0).count == 1);
    w->actor = WORLD_OUTSIDER;
    CHECK(approach_stand(w, a.id) == 0);
    approach_follow(w, a.id);
    approach_follow(w, a.id);
    CHECK(approach_stand(w, a.id) == APPROACH_FOLLOWER && approach_readers(w, &a).count == 2);
    db_run(w, "INSERT INTO role (account_id, kind, cluster_id, reach) VALUES (?, 'manager', ?, 1)",
            num(WORLD_AUTO_MANAGER), num(WORLD_ALU));
    w->actor = WORLD_AUTO_MANAGER;
    CHECK(approach_stand(w, a.id) == APPROACH_COLLEAGUE); /* of both sides: as who asks */
    CHECK(approach_theirs(w, 0).count == 0);
    db_forget(w);
}

static void two_who_are_one_have_one_history(struct work *w) {
    db_begin(w);
    struct approach a = asked(w, 0, in_days(w, 14));
    int64_t anne = individual_of_person(w, WORLD_ANNE);
    approach_unite(w, a.asked, anne);
    struct approach_answer n = {0};
    CHECK(approach_one(w, a.id, &a) && a.asked == anne);
    CHECK(approach_answer_of(w, &a, &n) && n.individual == anne);
    approach_unite(w, a.asker, anne);
    CHECK(!approach_one(w, a.id, &a));
    db_forget(w);
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = world_open(), .now = WORLD_NOW};
    if (!w.db) {
        return 1;
    }
    a_yes_opens_and_either_shuts(&w);
    a_member_asked_for_agrees_too(&w);
    a_refusal_leaves_no_trace(&w);
    whoever_was_named_is_known_with_their_yes(&w);
    wrong_answers_come_back(&w);
    it_reminds_once_and_lapses(&w);
    not_now_is_asked_again(&w);
    one_between_two_is_under_way(&w);
    days_and_words_have_bounds(&w);
    what_came_to_nothing_puts_the_next_behind(&w);
    nobody_is_written_to_by_everybody(&w);
    who_stands_where(&w);
    two_who_are_one_have_one_history(&w);
    if (!work_ok(&w)) {
        printf("fault: %.*s\n", (int)w.fault.len, w.fault.at);
    }
    CHECK(work_ok(&w));
    db_close(w.db);
    arena_free(&mem);
    return test_failures != 0;
}
