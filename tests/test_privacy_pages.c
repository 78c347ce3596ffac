/* What people are told and decide about what is stored of them, as a browser and a mail program see it;
 * and what administrators see. */
#include "base/buf.h"
#include "directory/person.h"
#include "job/keeper.h"
#include "mail/outbox.h"
#include "privacy/erase.h"
#include "tests/test.h"
#include "tests/visitor.h"

#include <string.h>

#define SEES(r, part) CHECK(visitor_sees(&(r), STR(part)))
#define LACKS(r, part) CHECK(!visitor_sees(&(r), STR(part)))

static struct keeping keeping_of(struct visitor *v) {
    return (struct keeping){.notice = {&v->house.seal, v->house.address}};
}

static void keep_house(struct visitor *v) {
    struct keeping k = keeping_of(v);
    keeper_look(&v->work, &k);
    CHECK(work_ok(&v->work));
}

static int64_t letters(struct visitor *v, str to) {
    return db_number(&v->work, "SELECT COUNT(*) FROM letter WHERE recipient = ?", txt(to));
}

static struct letter newest_letter(struct visitor *v) {
    struct letter l = {0};
    CHECK(outbox_read(&v->work, &v->house.seal,
            db_number(&v->work, "SELECT COALESCE(MAX(id), 0) FROM letter"), &l));
    return l;
}

/* What follows the address of the place in a letter: "/da/privacy/yours/..." */
static str link_in(struct visitor *v, const struct letter *l) {
    str rest = l->text;
    str line;
    while (str_cut(&rest, '\n', &line)) {
        if (str_starts(line, v->house.address)) {
            return str_skip(line, v->house.address.len);
        }
    }
    return (str){0};
}

static str joined(struct visitor *v, str a, str b) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, a);
    buf_add(&out, b);
    return buf_str(&out);
}

static void leave(struct visitor *v) {
    v->session = (str){0};
}

static str enter_soeren(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/organisations/1/people/new"));
    struct response r = visitor_post(v, STR("/en/organisations/1/people/new"),
            STR("name=S%C3%B8ren+Vang&role=Salg&mail=soeren%40foundry.example&phone=%2B45+70+70+70+70"
                "&languages=da+C2&languages=en+C1&consents=listed"));
    CHECK(r.status == 303);
    keep_house(v);
    struct letter l = newest_letter(v);
    SAME(l.to, "soeren@foundry.example");
    CHECK(l.tongue == DA && l.cluster == WORLD_ALU);
    CHECK(str_has(l.text, STR("Søren Vang")) && str_has(l.text, STR("+45 70 70 70 70")));
    CHECK(str_has(l.text, STR("6(1)(f)")) && str_has(l.text, STR("Alu <Syd> & Søn")));
    keep_house(v);
    CHECK(letters(v, STR("soeren@foundry.example")) == 1); /* told once */
    return link_in(v, &l);
}

static void who_is_entered_by_others_stays_private_until_they_accept(struct visitor *v, str link) {
    struct response r = visitor_get(v, STR("/en/organisations/1"));
    SEES(r, "Søren Vang");
    SEES(r, "not accepted yet");
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, STR("/en/organisations/1"));
    LACKS(r, "Søren Vang");
    leave(v);
    r = visitor_get(v, STR("/en/organisations/1"));
    SEES(r, "Anne Holm");
    LACKS(r, "Søren Vang");
    CHECK(str_starts(link, STR("/da/privacy/yours/")));
    r = visitor_get(v, link); /* as mail scanners do */
    CHECK(r.status == 200);
    SEES(r, "soeren@foundry.example");
    SEES(r, "Ane"); /* who added it */
    r = visitor_get(v, STR("/en/organisations/1"));
    LACKS(r, "Søren Vang");
}

static void what_they_choose_holds_at_once(struct visitor *v, str link) {
    (void)visitor_get(v, link);
    struct response r = visitor_post(
            v, link, STR("person=4&listed=yes&introduced=no&mail_seen=public&phone_seen=cluster"));
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/en/organisations/1"));
    SEES(r, "Søren Vang");
    SEES(r, "mailto:soeren@foundry.example");
    LACKS(r, "70 70 70 70");
    LACKS(r, "anne@foundry.example");
    r = visitor_get(v, link);
    LACKS(r, "deleted by itself");
    (void)visitor_post(v, link, STR("person=4&listed=no&mail_seen=cluster"));
    r = visitor_get(v, STR("/en/organisations/1"));
    LACKS(r, "Søren Vang");
    LACKS(r, "soeren@foundry.example");
    /* a manager's tick does not put it back */
    visitor_sign_in(v, STR("alu@example.org"));
    r = visitor_get(v, STR("/en/people/4/edit"));
    SEES(r, "only they can change it");
    str version =
            STR("version=1&name=S%C3%B8ren+Vang&mail=soeren%40foundry.example&consents=listed");
    CHECK(visitor_post(v, STR("/en/people/4/edit"), version).status == 303);
    leave(v);
    r = visitor_get(v, STR("/en/organisations/1"));
    LACKS(r, "Søren Vang");
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM person WHERE id = 4 AND consents = ''") == 1);
    /* somebody else's contact is none of theirs */
    (void)visitor_get(v, link);
    CHECK(visitor_post(v, link, STR("person=1&listed=no")).status == 404);
    r = visitor_get(v, STR("/en/organisations/1"));
    SEES(r, "Anne Holm");
}

static void each_consent_has_its_text(struct visitor *v) {
    str body = {0};
    str lang = {0};
    str how = {0};
    int64_t withdrawn = 0;
    struct rows r =
            db_rows(&v->work, "SELECT body, lang, how, withdrawn FROM consent WHERE person_id = 4"
                              " ORDER BY id DESC LIMIT 1");
    CHECK(db_next(&r, to(body), to(lang), to(how), to(withdrawn)));
    db_stop(&r);
    CHECK(body.len > 40 && withdrawn > 0);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM consent WHERE person_id = 4"
                              " AND how = 'told' AND lang = 'en'") >= 1);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM audit WHERE object = 'person'"
                              " AND object_id = 4 AND act = 'objected'") == 2);
}

static void everything_is_taken_along(struct visitor *v, str link) {
    (void)visitor_get(v, link);
    struct response r = visitor_post(v, joined(v, link, STR("/data")), STR(""));
    CHECK(r.status == 200 && str_eq(r.type, STR("application/zip")));
    CHECK(str_starts(r.body, STR("PK")));
    CHECK(str_has(visitor_header(&r, STR("Content-Disposition")), STR(".zip")));
    CHECK(visitor_get(v, joined(v, link, STR("/data"))).status == 405);
}

static void one_click_erases(struct visitor *v, str link) {
    (void)visitor_get(v, link);
    struct response r = visitor_post(v, joined(v, link, STR("/erase")), STR(""));
    CHECK(r.status == 303);
    CHECK(str_has(visitor_header(&r, STR("Location")), STR("/privacy/erased")));
    CHECK(visitor_get(v, STR("/en/privacy/erased")).status == 200);
    CHECK(visitor_get(v, link).status == 404);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM person WHERE id = 4") == 0);
    keep_house(v);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM erasure WHERE scrubbed > 0") == 1);
    CHECK(letters(v, STR("soeren@foundry.example")) == 0);
}

static void asking_tells_nothing_to_others(struct visitor *v) {
    (void)visitor_get(v, STR("/en/privacy/yours"));
    struct response known =
            visitor_post(v, STR("/en/privacy/yours"), STR("mail=ANNE%40foundry.example"));
    (void)visitor_get(v, STR("/en/privacy/yours"));
    struct response unknown =
            visitor_post(v, STR("/en/privacy/yours"), STR("mail=NONE%40foundry.example"));
    CHECK(known.status == 200 && unknown.status == 200);
    CHECK(known.body.len == unknown.body.len);
    CHECK(letters(v, STR("anne@foundry.example")) == 1);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM letter WHERE LOWER(recipient) LIKE 'none%'") ==
            0);
    struct letter l = newest_letter(v);
    struct response r = visitor_get(v, link_in(v, &l));
    SEES(r, "anne@foundry.example");
    LACKS(r, "bjarne@foundry.example");
    (void)visitor_get(v, STR("/en/privacy/yours"));
    r = visitor_post(v, STR("/en/privacy/yours"), STR("mail=%3Cb%3E"));
    CHECK(r.status == 422);
    SEES(r, "&lt;b&gt;");
    int slow = 0;
    for (int i = 0; i < 12; i++) {
        (void)visitor_get(v, STR("/en/privacy/yours"));
        r = visitor_post(v, STR("/en/privacy/yours"), STR("mail=anne%40foundry.example"));
        slow += r.status == 429;
    }
    CHECK(slow > 0);
    CHECK(letters(v, STR("anne@foundry.example")) <= 3);
    CHECK(visitor_get(v, STR("/en/privacy/yours/made-up")).status == 404);
}

static void administrators_see_who_saw_what(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/people/1/edit"));
    CHECK(visitor_get(v, STR("/en/audit")).status == 404);
    CHECK(visitor_get(v, STR("/en/audit/rows.csv")).status == 404);
    (void)visitor_get(v, STR("/en/export/persons.csv"));
    visitor_sign_in(v, STR("admin@example.org"));
    keep_house(v);
    struct response r = visitor_get(v, STR("/en/audit"));
    CHECK(r.status == 200);
    SEES(r, "Anne Holm");
    SEES(r, "saw it");
    SEES(r, "exported it");
    r = visitor_get(v, STR("/en/audit?person=anne%40foundry.example&actor=Ane"));
    SEES(r, "All people of Støberiet A/S");
    LACKS(r, "Clara");
    r = visitor_get(v, STR("/en/audit?actor=auto%40example.org&from=2001-01-01&to=2001-01-02"));
    SEES(r, "Nobody so far.");
    r = visitor_get(v, STR("/en/audit?person=nobody%40x.example"));
    CHECK(r.status == 422);
    r = visitor_get(v, STR("/en/audit?from=yesterday"));
    CHECK(r.status == 422);
    r = visitor_get(v, STR("/en/audit/rows.csv?person=1"));
    CHECK(r.status == 200 && str_starts(r.body, STR("day,at,actor,")));
    SEES(r, ",Ane,seen,person,1,Anne Holm");
}

static void retention_can_be_set_within_bounds(struct visitor *v) {
    struct response r = visitor_get(v, STR("/en/privacy/retention"));
    SEES(r, "0 would go now");
    r = visitor_post(v, STR("/en/privacy/retention"),
            STR("account=700&invitation=30&contact=31&letter=x&audit=1826"));
    CHECK(r.status == 422);
    SEES(r, "from 1 to 30");
    SEES(r, "value='x'");
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM retention") == 0);
    r = visitor_post(v, STR("/en/privacy/retention"),
            STR("account=700&invitation=30&contact=20&letter=10&audit=1826"));
    CHECK(r.status == 303);
    CHECK(db_number(&v->work, "SELECT days FROM retention WHERE word = 'contact'") == 20);
}

static void the_record_says_who_answers(struct visitor *v) {
    struct response r = visitor_get(v, STR("/en/privacy"));
    SEES(r, "has not filled this in");
    (void)visitor_get(v, STR("/en/privacy/record"));
    r = visitor_post(v, STR("/en/privacy/record"), STR("name=Klynge+%3CSyd%3E&mail=a%0Ab"));
    CHECK(r.status == 422);
    r = visitor_post(v, STR("/en/privacy/record"),
            STR("name=Klynge+%3CSyd%3E&mail=data%40klynge.example&authority=Datatilsynet"));
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/de/privacy"));
    SEES(r, "Klynge &lt;Syd&gt;");
    SEES(r, "Datatilsynet");
    SEES(r, "700"); /* as it was set */
    leave(v);
    CHECK(visitor_get(v, STR("/en/privacy/record")).status == 303);
    CHECK(visitor_get(v, STR("/en/privacy/retention")).status == 303);
}

static size_t cookies_set(const struct response *r) {
    size_t count = 0;
    for (size_t i = 0; i < r->header_count; i++) {
        count += str_eq(r->headers[i].name, STR("Set-Cookie"));
    }
    return count;
}

/* Visitors get none, and who signs in one; every page leads to the notice. */
static void no_cookie_but_the_session(struct visitor *v) {
    static const char *const paths[] = {"/en/", "/en/clusters", "/en/organisations", "/en/listings",
            "/en/search?q=x", "/en/sign-in", "/en/privacy", "/en/privacy/yours", "/en/nothing",
            "/en/organisations/1"};
    leave(v);
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        struct response r = visitor_get(v, str_of(paths[i]));
        CHECK(cookies_set(&r) == 0);
        SEES(r, "href='/en/privacy'");
    }
    struct response r = visitor_post(v, STR("/en/sign-in"),
            STR("mail=auto%40example.org&password=grey+herons+count+stairs"));
    CHECK(cookies_set(&r) == 1);
    CHECK(str_starts(visitor_header(&r, STR("Set-Cookie")), STR("session=")));
    r = visitor_get(v, STR("/en/me/privacy"));
    CHECK(r.status == 200 && cookies_set(&r) == 0);
}

static void an_account_decides_and_goes(struct visitor *v) {
    visitor_sign_in(v, STR("auto@example.org"));
    struct response r = visitor_get(v, STR("/en/me/privacy"));
    SEES(r, "value='yes'> ");
    CHECK(visitor_post(v, STR("/en/me/privacy/account"), STR("statistics=yes")).status == 303);
    r = visitor_get(v, STR("/en/me/privacy"));
    SEES(r, "value='yes' checked");
    SEES(r, "by you, signed in");
    CHECK(visitor_post(v, STR("/en/me/privacy/account"), STR("")).status == 303);
    CHECK(db_number(&v->work,
                  "SELECT COUNT(*) FROM consent WHERE account_id = ?"
                  " AND withdrawn > 0",
                  num(WORLD_AUTO_MANAGER)) == 1);
    CHECK(visitor_post(v, STR("/en/me/privacy"), STR("person=1&listed=no")).status == 404);
    (void)visitor_get(v, STR("/en/me/privacy"));
    r = visitor_post(v, STR("/en/me/privacy/data"), STR(""));
    CHECK(str_starts(r.body, STR("PK")));
    r = visitor_post(v, STR("/en/me/privacy/erase"), STR("mail=alu%40example.org"));
    CHECK(r.status == 422);
    SEES(r, "Nothing was deleted");
    r = visitor_post(v, STR("/en/me/privacy/erase"), STR("mail=AUTO%40example.org"));
    CHECK(r.status == 303);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM account WHERE id = ?",
                  num(WORLD_AUTO_MANAGER)) == 0);
    visitor_sign_in(v, STR("auto@example.org"));
    CHECK(visitor_get(v, STR("/en/me")).status == 303);
    visitor_sign_in(v, STR("admin@example.org"));
    (void)visitor_get(v, STR("/en/me/privacy"));
    r = visitor_post(v, STR("/en/me/privacy/erase"), STR("mail=admin%40example.org"));
    CHECK(r.status == 422);
    SEES(r, "Nobody else administrates");
}

/* The hourly turn in the time of another day. */
static void the_hour_lets_go_of_what_is_past_its_day(struct visitor *v) {
    struct keeping k = keeping_of(v);
    db_begin(&v->work);
    struct person p = {
            .organisation = WORLD_PRESS, .name = STR("Late"), .mail = STR("l@x.example")};
    CHECK(person_save(&v->work, &p) == SAVED_NEW);
    CHECK(db_end(&v->work));
    int64_t people = db_number(&v->work, "SELECT COUNT(*) FROM person");
    keeper_hour(&v->work, &k);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM person") == people);
    v->work.now += 20 * 86400 + 60; /* as it was set */
    keeper_hour(&v->work, &k);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM person") == people - 1);
    CHECK(work_ok(&v->work));
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    /* The world is made in the future; what is seen today is of people who are there today. */
    db_run(&v.work, "UPDATE account SET created = ?", num(v.work.now - 60));
    db_run(&v.work, "UPDATE person SET created = ?", num(v.work.now - 60));
    str link = enter_soeren(&v);
    who_is_entered_by_others_stays_private_until_they_accept(&v, link);
    what_they_choose_holds_at_once(&v, link);
    each_consent_has_its_text(&v);
    everything_is_taken_along(&v, link);
    one_click_erases(&v, link);
    asking_tells_nothing_to_others(&v);
    administrators_see_who_saw_what(&v);
    retention_can_be_set_within_bounds(&v);
    the_record_says_who_answers(&v);
    no_cookie_but_the_session(&v);
    an_account_decides_and_goes(&v);
    the_hour_lets_go_of_what_is_past_its_day(&v);
    visitor_close(&v);
    return test_failures > 0;
}
