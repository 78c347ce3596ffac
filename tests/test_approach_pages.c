/* Contact requests as people meet them: from a match to a letter, an answer, and contact data; and
 * that nobody of the side that asks can tell a refusal from silence. */
#include "base/buf.h"
#include "db/db.h"
#include "job/approacher.h"
#include "lang/date.h"
#include "mail/unwanted.h"
#include "tests/mailbox.h"
#include "tests/test.h"

#include <string.h>

#define SEES(response, text) CHECK(sees((response), STR(text)))
#define LACKS(response, text) CHECK(!sees((response), STR(text)))
#define CLARA STR("clara@press.example")
#define DORA STR("dora@press.example")
#define ANE STR("alu@example.org")
#define FORM STR("/en/organisations/1/partners/2/approach")
#define REASON "reason=Your+castings+and+our+tools&theirs=Ihr+Guss+und+unsere+Werkzeuge"

enum { DAY = 24 * 3600 };

static bool sees(struct response r, str text) {
    return visitor_sees(&r, text);
}

static str address(struct visitor *v, const char *head, int64_t id, const char *tail) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, str_of(head));
    buf_num(&out, id);
    buf_add(&out, str_of(tail));
    return buf_str(&out);
}

static str form(struct visitor *v, const char *asked, const char *speaker) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, STR("asked="));
    buf_add(&out, str_of(asked));
    buf_add(&out, STR("&speaker="));
    buf_add(&out, str_of(speaker));
    buf_add(&out, STR("&" REASON "&deadline="));
    buf_add(&out, date_of(&v->mem, v->work.now + 14 * DAY));
    return buf_str(&out);
}

/* By the link alone, in a browser where nobody is signed in. */
static struct response reply(struct visitor *v, str link, str said) {
    str session = v->session;
    v->session = (str){0};
    struct response r = visitor_ask(v, POST, link, said);
    v->session = session;
    return r;
}

static int64_t newest(struct visitor *v) {
    return db_number(&v->work, "SELECT COALESCE(MAX(id), 0) FROM approach");
}

static int64_t writes(struct visitor *v) {
    return db_number(&v->work, "SELECT (SELECT COUNT(*) FROM approach_answer WHERE answer <> '')"
                               " + (SELECT COALESCE(SUM(told + opened), 0) FROM approach)");
}

static void start_anew(struct visitor *v) {
    db_run(&v->work, "DELETE FROM approach");
    db_run(&v->work, "DELETE FROM letter");
    db_run(&v->work, "DELETE FROM unwanted_letter");
}

static int64_t ask(struct visitor *v, const char *speaker) {
    start_anew(v);
    visitor_sign_in(v, ANE);
    struct response r = visitor_post(v, FORM, form(v, "3", speaker));
    CHECK(r.status == 303);
    return newest(v);
}

/* ---- the way from a match to contact data */

static void a_match_leads_to_a_draft(struct visitor *v) {
    visitor_sign_in(v, ANE);
    struct response r = visitor_get(v, STR("/en/organisations/1/partners/2"));
    SEES(r, "/en/organisations/1/partners/2/approach'>Ask for contact</a>");
    SEES(r, "Not for us");
    r = visitor_get(v, FORM);
    CHECK(r.status == 200);
    SEES(r, "Clara Vogt, Einkauf");
    SEES(r, "We at Støberiet A/S think that we could be of use to each other.");
    SEES(r, "Støbegods i aluminium");
    LACKS(r, "Presseværktøj"); /* a text of ours that is for partners only */
    LACKS(r, "clara@press.example");
    SEES(r, "name='theirs'");
    CHECK(newest(v) == 0);
}

static void what_was_typed_comes_back(struct visitor *v) {
    struct response r = visitor_post(
            v, FORM, STR("asked=3&speaker=0&reason=+&theirs=Ihr+Guss&deadline=2001-01-01"));
    CHECK(r.status == 422);
    SEES(r, "Say why: nobody answers a letter without a reason.");
    SEES(r, "Ihr Guss</textarea>");
    r = visitor_post(v, FORM, STR("asked=3&speaker=0&reason=Why+not&deadline=2001-01-01"));
    CHECK(r.status == 422);
    SEES(r, "Choose a day from ");
    SEES(r, "Why not</textarea>");
    SEES(r, "value='2001-01-01'");
    r = visitor_post(v, FORM, form(v, "1", "0")); /* nobody of theirs */
    CHECK(r.status == 422 && newest(v) == 0);
    r = visitor_post(v, FORM, form(v, "3", "3")); /* nobody of ours */
    CHECK(r.status == 422 && newest(v) == 0);
    CHECK(mailbox_count(v, CLARA, STR("approach")) == 0);
}

static void the_letter_is_in_their_language(struct visitor *v) {
    struct letter l = {0};
    int64_t id = ask(v, "0");
    CHECK(id && mailbox_newest(v, CLARA, STR("approach"), &l));
    CHECK(l.tongue == DE && str_has(l.text, STR("Ihr Guss und unsere Werkzeuge")));
    CHECK(str_has(l.text, STR("Ane")) && !str_has(l.text, STR("alu@example.org")));
    CHECK(str_starts(mailbox_link(v, CLARA, STR("approach")), STR("/de/approached/")));
    CHECK(visitor_post(v, FORM, form(v, "3", "0")).status == 409 && newest(v) == id);
    CHECK(mailbox_count(v, CLARA, STR("approach")) == 1);
}

static void opening_the_page_changes_nothing(struct visitor *v) {
    str link = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    str session = v->session;
    v->session = (str){0};
    int64_t before = writes(v);
    for (int i = 0; i < 3; i++) {
        struct response r = visitor_get(v, link);
        CHECK(r.status == 200);
        SEES(r, "Your castings and our tools");
        SEES(r, "Yes, get in touch");
        SEES(r, "Ask somebody else");
        LACKS(r, "alu@example.org");
        LACKS(r, "name='form_key'");
    }
    CHECK(writes(v) == before);
    struct response r = reply(v, link, STR("answer=perhaps"));
    CHECK(r.status == 400 && writes(v) == before);
    r = reply(v, link, STR("answer=no&note=Zu+viel"));
    CHECK(r.status == 422 && writes(v) == before);
    SEES(r, "Choose why.");
    SEES(r, "Zu viel</textarea>");
    v->session = session;
}

static void two_yeses_open_and_nothing_before(struct visitor *v) {
    int64_t id = ask(v, "0");
    str page = address(v, "/en/approaches/", id, "");
    str link = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    struct response r = visitor_get(v, page);
    LACKS(r, "clara@press.example");
    SEES(r, "Nothing is known yet.");
    SEES(r, "Clara Vogt");
    CHECK(reply(v, link, STR("answer=yes")).status == 303);
    r = visitor_get(v, page);
    SEES(r, "clara@press.example");
    SEES(r, "In contact");
    r = visitor_get(v, link);
    SEES(r, "alu@example.org");
    CHECK(mailbox_count(v, ANE, STR("approach-open")) == 1);
    CHECK(mailbox_count(v, CLARA, STR("approach-open")) == 1);
    CHECK(mailbox_count(v, ANE, STR("approach-news")) == 1);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM audit WHERE act = 'opened'") == 2);
    CHECK(reply(v, link, STR("answer=undo")).status == 409);
    CHECK(visitor_post(
                  v, address(v, "/en/approaches/", id, "/answer"), STR("answer=shut&by=speaker"))
                    .status == 303);
    LACKS(visitor_get(v, page), "clara@press.example");
    LACKS(visitor_get(v, link), "alu@example.org");
    CHECK(mailbox_count(v, CLARA, STR("approach-news")) == 1);
}

/* The manager asked for a member: only the member's person sees what is opened. */
static void contact_data_is_for_the_two_alone(struct visitor *v) {
    struct letter l = {0};
    int64_t id = ask(v, "1");
    str page = address(v, "/en/approaches/", id, "");
    str anne = mailbox_english(
            v, mailbox_link(v, STR("anne@foundry.example"), STR("approach-speaker")));
    str clara = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    CHECK(reply(v, clara, STR("answer=yes")).status == 303);
    LACKS(visitor_get(v, clara), "anne@foundry.example");
    struct response r = visitor_get(v, anne);
    SEES(r, "Yes, I agree");
    LACKS(r, "clara@press.example");
    CHECK(reply(v, anne, STR("answer=yes")).status == 303);
    SEES(visitor_get(v, anne), "clara@press.example");
    SEES(visitor_get(v, clara), "anne@foundry.example");
    r = visitor_get(v, page);
    SEES(r, "In contact");
    LACKS(r, "clara@press.example");
    CHECK(mailbox_newest(v, STR("anne@foundry.example"), STR("approach-open"), &l));
    CHECK(str_has(l.text, CLARA));
    CHECK(mailbox_count(v, ANE, STR("approach-open")) == 0);
}

static void whoever_is_named_stays_unknown_until_their_yes(struct visitor *v) {
    struct letter l = {0};
    int64_t id = ask(v, "0");
    str page = address(v, "/en/approaches/", id, "");
    str clara = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    struct response r = reply(v, clara, STR("answer=else&name=Dora+Lang&mail=dora"));
    CHECK(r.status == 422);
    SEES(r, "value='Dora Lang'");
    r = reply(v, clara, STR("answer=else&name=Dora+Lang&mail=dora%40press.example&language=de"));
    CHECK(r.status == 303 && mailbox_newest(v, DORA, STR("approach-passed"), &l));
    CHECK(str_has(l.text, STR("Clara Vogt")) && str_has(l.text, STR("/de/privacy")));
    LACKS(visitor_get(v, page), "Dora");
    str dora = mailbox_english(v, mailbox_link(v, DORA, STR("approach-passed")));
    SEES(visitor_get(v, dora), "you become a contact of Presswerk GmbH");
    CHECK(reply(v, clara, STR("answer=undo")).status == 303);
    CHECK(visitor_get(v, dora).status == 404);
    CHECK(reply(v, dora, STR("answer=yes")).status == 404);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM approach_passed") == 0);
    id = ask(v, "0");
    page = address(v, "/en/approaches/", id, "");
    clara = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    CHECK(reply(v, clara, STR("answer=else&name=Dora+Lang&mail=dora%40press.example&language=de"))
                    .status == 303);
    dora = mailbox_english(v, mailbox_link(v, DORA, STR("approach-passed")));
    CHECK(reply(v, dora, STR("answer=yes")).status == 303);
    SEES(visitor_get(v, dora), "alu@example.org");
    SEES(visitor_get(v, page), "dora@press.example");
    CHECK(visitor_get(v, clara).status == 404);
}

static void their_manager_sees_why_and_ours_does_not(struct visitor *v) {
    int64_t id = ask(v, "0");
    str page = address(v, "/en/approaches/", id, "");
    str clara = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    CHECK(reply(v, clara, STR("answer=no&reason=no-time&note=Nicht+dieses+Jahr")).status == 303);
    struct response r = visitor_get(v, page);
    LACKS(r, "Nicht dieses Jahr");
    SEES(r, "Nothing is known yet.");
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, page);
    SEES(r, "Nicht dieses Jahr");
    SEES(r, "We have no time for it");
    LACKS(r, "alu@example.org");
    SEES(visitor_get(v, STR("/en/approaches")), "Declined");
    CHECK(visitor_post(v, address(v, "/en/approaches/", id, "/take-back"), STR("")).status == 404);
    CHECK(visitor_post(v, address(v, "/en/approaches/", id, "/answer"), STR("answer=yes")).status ==
            404);
    visitor_sign_in(v, STR("outsider@example.org"));
    CHECK(visitor_get(v, page).status == 404);
    CHECK(visitor_get(v, FORM).status == 404);
}

static void colleagues_join_instead_of_asking(struct visitor *v) {
    int64_t id = ask(v, "0");
    visitor_sign_in(v, STR("admin@example.org"));
    struct response r = visitor_get(v, FORM);
    SEES(r, "A colleague has asked already");
    CHECK(visitor_post(v, address(v, "/en/approaches/", id, "/join"), STR("")).status == 303);
    str clara = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    CHECK(reply(v, clara, STR("answer=yes")).status == 303);
    CHECK(mailbox_count(v, STR("admin@example.org"), STR("approach-news")) == 1);
    LACKS(visitor_get(v, address(v, "/en/approaches/", id, "")), "clara@press.example");
}

static void clusters_ask_each_other(struct visitor *v) {
    start_anew(v);
    visitor_sign_in(v, ANE);
    SEES(visitor_get(v, STR("/en/partners/2")), "/en/partners/2/approach'>Ask for contact</a>");
    struct response r = visitor_get(v, STR("/en/partners/2/approach"));
    SEES(r, "The manager of Auto Bayern is asked.");
    LACKS(r, "Anton");
    r = visitor_post(v, STR("/en/partners/2/approach"), form(v, "0", "0"));
    CHECK(r.status == 303);
    int64_t id = newest(v);
    LACKS(visitor_get(v, address(v, "/en/approaches/", id, "")), "Anton");
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, STR("/en/approaches"));
    SEES(r, "One waits for your answer.");
    r = visitor_get(v, address(v, "/en/approaches/", id, ""));
    SEES(r, "Yes, get in touch");
    CHECK(visitor_post(v, address(v, "/en/approaches/", id, "/answer"), STR("answer=yes")).status ==
            303);
    SEES(visitor_get(v, address(v, "/en/approaches/", id, "")), "alu@example.org");
    visitor_sign_in(v, ANE);
    SEES(visitor_get(v, address(v, "/en/approaches/", id, "")), "auto@example.org");
}

/* ---- a refusal looks like silence */

/* Two worlds in which the same happens, but for what is not told: only in the first one does somebody
 * refuse, name somebody else, or want no letters. */
struct worlds {
    struct visitor *v[2];
    str sessions[2][2]; /* of the asker and of an administrator */
    uint64_t state;
    size_t compared;
    size_t silent;  /* acts that must leave no trace */
    size_t answers; /* that stood only in the first world when both were looked at */
    bool by_heart;  /* the control: look at what is really stored */
};

static size_t dice(struct worlds *x, size_t sides) {
    x->state ^= x->state << 13;
    x->state ^= x->state >> 7;
    x->state ^= x->state << 17;
    return (size_t)(x->state % sides);
}

/* Without the keys of forms, which are a session's own. */
static str without_keys(struct arena *mem, str body) {
    static const char mark[] = "name='form_key' value='";
    struct buf out = {.mem = mem};
    for (const char *at = NULL; (at = memmem(body.at, body.len, mark, sizeof(mark) - 1)) != NULL;) {
        size_t head = (size_t)(at - body.at) + sizeof(mark) - 1;
        str key = {0};
        buf_add(&out, (str){body.at, head});
        body = str_skip(body, head);
        (void)str_cut(&body, '\'', &key);
    }
    buf_add(&out, body);
    return buf_str(&out);
}

static str pages_of(struct visitor *v) {
    static const char *const paths[] = {"/en/approaches", "/de/approaches", "/en/today",
            "/en/organisations/1/partners/2", "/en/organisations/1/partners/2/approach",
            "/en/organisations/1/partners", "/en/partners/2", "/en/partners/2/approach",
            "/en/partners", "/en/organisations/2", "/en/members", "/en/me", "/en/new-matches"};
    struct buf out = {.mem = &v->mem};
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        struct response r = visitor_get(v, str_of(paths[i]));
        buf_add(&out, str_of(paths[i]));
        buf_num(&out, r.status);
        buf_add(&out, without_keys(&v->mem, r.body));
    }
    int64_t last = newest(v);
    for (int64_t id = last > 3 ? last - 3 : 1; id <= last; id++) {
        struct response r = visitor_get(v, address(v, "/en/approaches/", id, ""));
        buf_num(&out, r.status);
        buf_add(&out, without_keys(&v->mem, r.body));
    }
    return buf_str(&out);
}

/* What came by mail, in its order, and when. */
static str letters_of(struct visitor *v, str to) {
    struct buf out = {.mem = &v->mem};
    int64_t ids[100];
    size_t count = 0;
    int64_t id = 0;
    struct rows r =
            db_rows(&v->work, "SELECT id FROM letter WHERE recipient = ? ORDER BY id", txt(to));
    while (count < 100 && db_next(&r, to(id))) {
        ids[count++] = id;
    }
    db_stop(&r);
    for (size_t i = 0; i < count; i++) {
        struct letter l = {0};
        CHECK(outbox_read(&v->work, &v->house.seal, ids[i], &l));
        buf_add(&out, l.kind);
        buf_add(&out, l.subject);
        if (!str_eq(l.kind, STR("approach-open"))) { /* it has a link of its own */
            buf_add(&out, l.text);
        }
    }
    return buf_str(&out);
}

/* All of the table that others join, and that goes along with the asker's own data. */
static str rows_of(struct visitor *v) {
    struct buf out = {.mem = &v->mem};
    str line = {0};
    struct rows r = db_rows(&v->work,
            "SELECT id || ' ' || state || ' ' || again || ' ' || deadline || ' ' || asked_id || ' '"
            " || behind || ' ' || (CASE WHEN told > 0 THEN 1 ELSE 0 END) || ' ' || opened"
            " FROM approach ORDER BY id");
    while (db_next(&r, to(line))) {
        buf_add(&out, line);
        buf_add(&out, STR("\n"));
    }
    return buf_str(&out);
}

static void same(struct worlds *x, str one, str other, const char *what) {
    size_t i = 0;
    x->compared++;
    while (i < one.len && i < other.len && one.at[i] == other.at[i]) {
        i++;
    }
    if (i < one.len || i < other.len) {
        size_t from = i > 80 ? i - 80 : 0;
        str a = str_cap(str_skip(one, from), 200);
        str b = str_cap(str_skip(other, from), 200);
        if (!x->by_heart) {
            printf("%s differ:\n%.*s\n----\n%.*s\n", what, (int)a.len, a.at, (int)b.len, b.at);
        }
        test_failures++;
    }
}

static void compare(struct worlds *x) {
    x->answers += db_number(&x->v[0]->work,
                          "SELECT COUNT(*) FROM approach_answer WHERE answer <> ''") > 0;
    CHECK(db_number(&x->v[1]->work, "SELECT COUNT(*) FROM approach_answer WHERE answer <> ''") ==
            0);
    struct arena_mark marks[2] = {arena_mark(&x->v[0]->mem), arena_mark(&x->v[1]->mem)};
    for (size_t who = 0; who < 2; who++) {
        str seen[2];
        for (size_t i = 0; i < 2; i++) {
            x->v[i]->session = x->sessions[i][who];
            seen[i] = pages_of(x->v[i]);
        }
        same(x, seen[0], seen[1], "pages");
    }
    same(x, letters_of(x->v[0], ANE), letters_of(x->v[1], ANE), "letters");
    same(x, rows_of(x->v[0]), rows_of(x->v[1]), "rows");
    for (size_t i = 0; i < 2; i++) {
        x->v[i]->session = x->sessions[i][0];
        arena_rewind(&x->v[i]->mem, marks[i]);
    }
}

static void press(struct visitor *v, str to, const char *kind, const char *said) {
    str link = mailbox_link(v, to, str_of(kind));
    if (link.len) {
        struct response r = reply(v, link, str_of(said));
        CHECK(r.status < 500);
    }
}

/* In the first world only. */
static void silently(struct worlds *x) {
    struct visitor *v = x->v[0];
    x->silent++;
    switch (dice(x, 6)) {
    case 0: press(v, CLARA, "approach", "answer=no&reason=no-time&note=x"); break;
    case 1: press(v, CLARA, "approach", "answer=undo"); break;
    case 2:
        press(v, CLARA, "approach", "answer=else&name=Dora+Lang&mail=dora%40press.example");
        break;
    case 3: press(v, DORA, "approach-passed", "answer=no"); break;
    case 4:
        unwanted_add(&v->work, &v->house.seal,
                &(struct unwanted){.mail = CLARA, .kind = STR("approach")});
        break;
    default: press(v, CLARA, "approach", "answer=no&reason=other"); break;
    }
}

/* Days go by in both: everything was that much longer ago, and the clock has its turn. */
static void days_pass(struct worlds *x, int64_t days) {
    for (size_t i = 0; i < 2; i++) {
        struct work *w = &x->v[i]->work;
        struct approach_post post = {&x->v[i]->house.seal, x->v[i]->house.address};
        for (int64_t id = 1; id <= newest(x->v[i]); id++) {
            struct approach a = {0};
            if (approach_one(w, id, &a)) {
                int64_t again = a.again.len ? date_seconds(a.again) - days * DAY : 0;
                db_run(w,
                        "UPDATE approach SET deadline = ?, again = ?, created = created - ?,"
                        " told = CASE WHEN told > 0 THEN told - ? ELSE 0 END WHERE id = ?",
                        txt(date_of(w->mem, date_seconds(a.deadline) - days * DAY)),
                        txt(a.again.len ? date_of(w->mem, again) : (str){0}), num(days * DAY),
                        num(days * DAY), num(id));
            }
        }
        CHECK(approacher_turn(w, &post));
    }
}

static void both_ask(struct worlds *x) {
    for (size_t i = 0; i < 2; i++) {
        struct visitor *v = x->v[i];
        bool clusters = x->state % 3 == 0;
        str path = clusters ? STR("/en/partners/2/approach") : FORM;
        (void)visitor_get(v, STR("/en/me"));
        struct response r = visitor_post(v, path, form(v, clusters ? "0" : "3", "0"));
        CHECK(r.status < 500);
    }
}

static void both_take_back(struct worlds *x) {
    for (size_t i = 0; i < 2; i++) {
        (void)visitor_get(x->v[i], STR("/en/me"));
        (void)visitor_post(x->v[i],
                address(x->v[i], "/en/approaches/", newest(x->v[i]), "/take-back"), STR(""));
    }
}

static void step(struct worlds *x) {
    switch (dice(x, 12)) {
    case 0:
    case 1:
    case 2: both_ask(x); break;
    case 3: days_pass(x, 1 + (int64_t)dice(x, 5)); break;
    case 4: days_pass(x, 14); break;
    case 5: both_take_back(x); break;
    case 6: days_pass(x, 31); break;
    default: silently(x); break;
    }
}

static void begin(struct worlds *x) {
    static const str mails[2] = {{"alu@example.org", 15}, {"admin@example.org", 17}};
    for (size_t i = 0; i < 2; i++) {
        start_anew(x->v[i]);
        for (size_t who = 0; who < 2; who++) {
            visitor_sign_in(x->v[i], mails[who]);
            x->sessions[i][who] = x->v[i]->session;
        }
        x->v[i]->session = x->sessions[i][0];
        (void)visitor_get(x->v[i], STR("/en/me"));
    }
    days_pass(x, 0);
}

enum { HISTORIES = 12, STEPS = 14 };

static void refused_and_unanswered_look_alike(struct worlds *x) {
    int before = test_failures;
    for (int h = 0; h < HISTORIES; h++) {
        begin(x);
        both_ask(x);
        for (int s = 0; s < STEPS && test_failures == before; s++) {
            step(x);
            compare(x);
        }
    }
    CHECK(work_ok(&x->v[0]->work) && work_ok(&x->v[1]->work));
    CHECK(x->silent > HISTORIES && x->answers > HISTORIES &&
            x->compared > (size_t)HISTORIES * STEPS);
    CHECK(db_number(&x->v[0]->work, "SELECT COUNT(*) FROM letter") > 0);
}

/* The known bad: were a refusal written where the asker's side reads, it would be seen. */
static void a_trace_would_be_seen(struct worlds *x) {
    int before = test_failures;
    begin(x);
    both_ask(x);
    x->by_heart = true;
    db_run(&x->v[0]->work, "UPDATE approach SET state = 'closed', told = 1 WHERE state = 'open'");
    compare(x);
    bool seen = test_failures > before;
    test_failures = before;
    CHECK(seen);
}

int main(void) {
    struct visitor v;
    struct visitor other;
    CHECK(visitor_open(&v) && visitor_open(&other));
    if (v.worker && other.worker) {
        a_match_leads_to_a_draft(&v);
        what_was_typed_comes_back(&v);
        the_letter_is_in_their_language(&v);
        opening_the_page_changes_nothing(&v);
        two_yeses_open_and_nothing_before(&v);
        contact_data_is_for_the_two_alone(&v);
        whoever_is_named_stays_unknown_until_their_yes(&v);
        their_manager_sees_why_and_ours_does_not(&v);
        colleagues_join_instead_of_asking(&v);
        clusters_ask_each_other(&v);
        CHECK(work_ok(&v.work));
    }
    visitor_close(&v);
    visitor_close(&other);
    struct worlds x = {.v = {&v, &other}, .state = 88172645463325252U};
    CHECK(visitor_open(&v) && visitor_open(&other));
    if (v.worker && other.worker) {
        refused_and_unanswered_look_alike(&x);
        a_trace_would_be_seen(&x);
        printf("%zu comparisons, %zu silent acts, %zu looks with an answer\n", x.compared, x.silent,
                x.answers);
    }
    visitor_close(&v);
    visitor_close(&other);
    return test_failures != 0;
}
