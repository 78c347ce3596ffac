/* Contact requests as people meet them: from a match to a letter, an answer, and contact data. */
#include "db/db.h"
#include "lang/date.h"
#include "tests/approaching.h"
#include "tests/test.h"

#define SEES(response, text) CHECK(sees((response), STR(text)))
#define LACKS(response, text) CHECK(!sees((response), STR(text)))
#define CLARA STR("clara@press.example")
#define DORA STR("dora@press.example")
#define ANE STR("alu@example.org")
#define FORM APPROACHING_FORM

static bool sees(struct response r, str text) {
    return visitor_sees(&r, text);
}

static int64_t writes(struct visitor *v) {
    return db_number(&v->work, "SELECT (SELECT COUNT(*) FROM approach_answer WHERE answer <> '')"
                               " + (SELECT COALESCE(SUM(told + opened), 0) FROM approach)");
}

static int64_t ask(struct visitor *v, const char *speaker) {
    approaching_anew(v);
    visitor_sign_in(v, ANE);
    struct response r = visitor_post(v, FORM, approaching_form(v, "3", speaker));
    CHECK(r.status == 303);
    return approaching_newest(v);
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
    CHECK(approaching_newest(v) == 0);
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
    r = visitor_post(v, FORM, approaching_form(v, "1", "0")); /* nobody of theirs */
    CHECK(r.status == 422 && approaching_newest(v) == 0);
    r = visitor_post(v, FORM, approaching_form(v, "3", "3")); /* nobody of ours */
    CHECK(r.status == 422 && approaching_newest(v) == 0);
    CHECK(mailbox_count(v, CLARA, STR("approach")) == 0);
}

static void the_letter_is_in_their_language(struct visitor *v) {
    struct letter l = {0};
    int64_t id = ask(v, "0");
    CHECK(id && mailbox_newest(v, CLARA, STR("approach"), &l));
    CHECK(l.tongue == DE && str_has(l.text, STR("Ihr Guss und unsere Werkzeuge")));
    CHECK(str_has(l.text, STR("Ane")) && !str_has(l.text, STR("alu@example.org")));
    CHECK(str_starts(mailbox_link(v, CLARA, STR("approach")), STR("/de/approached/")));
    CHECK(visitor_post(v, FORM, approaching_form(v, "3", "0")).status == 409 &&
            approaching_newest(v) == id);
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
    struct response r = approaching_reply(v, link, STR("answer=perhaps"));
    CHECK(r.status == 400 && writes(v) == before);
    r = approaching_reply(v, link, STR("answer=no&note=Zu+viel"));
    CHECK(r.status == 422 && writes(v) == before);
    SEES(r, "Choose why.");
    SEES(r, "Zu viel</textarea>");
    v->session = session;
}

static void two_yeses_open_and_nothing_before(struct visitor *v) {
    int64_t id = ask(v, "0");
    str page = approaching_address(v, "/en/approaches/", id, "");
    str link = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    struct response r = visitor_get(v, page);
    LACKS(r, "clara@press.example");
    SEES(r, "Nothing is known yet.");
    SEES(r, "Clara Vogt");
    LACKS(r, "meetings/new?approach=");
    str meet = approaching_address(v, "/en/organisations/1/meetings/new?approach=", id, "");
    CHECK(visitor_get(v, meet).status == 404);
    str card = approaching_address(v, "/en/approaches/", id, "/card.vcf");
    CHECK(visitor_get(v, card).status == 404);
    CHECK(approaching_reply(v, link, STR("answer=yes")).status == 303);
    r = visitor_get(v, page);
    SEES(r, "clara@press.example");
    SEES(r, "In contact");
    SEES(r, "/en/organisations/1/meetings/new?approach=");
    r = visitor_get(v, meet);
    CHECK(r.status == 200);
    SEES(r, "checked> <span><bdi>Clara Vogt</bdi>");
    r = visitor_get(v, card);
    CHECK(r.status == 200 && str_starts(r.type, STR("text/vcard")));
    SEES(r, "EMAIL;TYPE=work:clara@press.example");
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM audit WHERE act = 'seen'"
                              " AND object = 'person' AND object_id = 3") == 1);
    r = visitor_get(v, link);
    SEES(r, "alu@example.org");
    CHECK(mailbox_count(v, ANE, STR("approach-open")) == 1);
    CHECK(mailbox_count(v, CLARA, STR("approach-open")) == 1);
    CHECK(mailbox_count(v, ANE, STR("approach-news")) == 1);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM audit WHERE act = 'opened'") == 2);
    CHECK(approaching_reply(v, link, STR("answer=undo")).status == 409);
    CHECK(visitor_post(v, approaching_address(v, "/en/approaches/", id, "/answer"),
                  STR("answer=shut&by=speaker"))
                    .status == 303);
    LACKS(visitor_get(v, page), "clara@press.example");
    LACKS(visitor_get(v, link), "alu@example.org");
    CHECK(visitor_get(v, meet).status == 404 && visitor_get(v, card).status == 404);
    CHECK(mailbox_count(v, CLARA, STR("approach-news")) == 1);
}

/* The manager asked for a member: only the member's person sees what is opened. */
static void contact_data_is_for_the_two_alone(struct visitor *v) {
    struct letter l = {0};
    int64_t id = ask(v, "1");
    str page = approaching_address(v, "/en/approaches/", id, "");
    str anne = mailbox_english(
            v, mailbox_link(v, STR("anne@foundry.example"), STR("approach-speaker")));
    str clara = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    CHECK(approaching_reply(v, clara, STR("answer=yes")).status == 303);
    LACKS(visitor_get(v, clara), "anne@foundry.example");
    struct response r = visitor_get(v, anne);
    SEES(r, "Yes, I agree");
    LACKS(r, "clara@press.example");
    CHECK(approaching_reply(v, anne, STR("answer=yes")).status == 303);
    SEES(visitor_get(v, anne), "clara@press.example");
    SEES(visitor_get(v, clara), "anne@foundry.example");
    r = visitor_get(v, page);
    SEES(r, "In contact");
    LACKS(r, "clara@press.example");
    CHECK(visitor_get(v, approaching_address(v, "/en/approaches/", id, "/card.vcf")).status == 404);
    CHECK(mailbox_newest(v, STR("anne@foundry.example"), STR("approach-open"), &l));
    CHECK(str_has(l.text, CLARA));
    CHECK(mailbox_count(v, ANE, STR("approach-open")) == 0);
}

static void whoever_is_named_stays_unknown_until_their_yes(struct visitor *v) {
    struct letter l = {0};
    int64_t id = ask(v, "0");
    str page = approaching_address(v, "/en/approaches/", id, "");
    str clara = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    struct response r = approaching_reply(v, clara, STR("answer=else&name=Dora+Lang&mail=dora"));
    CHECK(r.status == 422);
    SEES(r, "value='Dora Lang'");
    r = approaching_reply(
            v, clara, STR("answer=else&name=Dora+Lang&mail=dora%40press.example&language=de"));
    CHECK(r.status == 303 && mailbox_newest(v, DORA, STR("approach-passed"), &l));
    CHECK(str_has(l.text, STR("Clara Vogt")) && str_has(l.text, STR("/de/privacy")));
    LACKS(visitor_get(v, page), "Dora");
    str dora = mailbox_english(v, mailbox_link(v, DORA, STR("approach-passed")));
    SEES(visitor_get(v, dora), "you become a contact of Presswerk GmbH");
    CHECK(approaching_reply(v, clara, STR("answer=undo")).status == 303);
    CHECK(visitor_get(v, dora).status == 404);
    CHECK(approaching_reply(v, dora, STR("answer=yes")).status == 404);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM approach_passed") == 0);
    id = ask(v, "0");
    page = approaching_address(v, "/en/approaches/", id, "");
    clara = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    CHECK(approaching_reply(
                  v, clara, STR("answer=else&name=Dora+Lang&mail=dora%40press.example&language=de"))
                    .status == 303);
    dora = mailbox_english(v, mailbox_link(v, DORA, STR("approach-passed")));
    CHECK(approaching_reply(v, dora, STR("answer=yes")).status == 303);
    SEES(visitor_get(v, dora), "alu@example.org");
    SEES(visitor_get(v, page), "dora@press.example");
    CHECK(visitor_get(v, clara).status == 404);
}

static void their_manager_sees_why_and_ours_does_not(struct visitor *v) {
    int64_t id = ask(v, "0");
    str page = approaching_address(v, "/en/approaches/", id, "");
    str clara = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    CHECK(approaching_reply(v, clara, STR("answer=no&reason=no-time&note=Nicht+dieses+Jahr"))
                    .status == 303);
    struct response r = visitor_get(v, page);
    LACKS(r, "Nicht dieses Jahr");
    SEES(r, "Nothing is known yet.");
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, page);
    SEES(r, "Nicht dieses Jahr");
    SEES(r, "We have no time for it");
    LACKS(r, "alu@example.org");
    SEES(visitor_get(v, STR("/en/approaches")), "Declined");
    CHECK(visitor_post(v, approaching_address(v, "/en/approaches/", id, "/take-back"), STR(""))
                    .status == 404);
    CHECK(visitor_post(
                  v, approaching_address(v, "/en/approaches/", id, "/answer"), STR("answer=yes"))
                    .status == 404);
    visitor_sign_in(v, STR("outsider@example.org"));
    CHECK(visitor_get(v, page).status == 404);
    CHECK(visitor_get(v, FORM).status == 404);
}

static void colleagues_join_instead_of_asking(struct visitor *v) {
    int64_t id = ask(v, "0");
    visitor_sign_in(v, STR("admin@example.org"));
    struct response r = visitor_get(v, FORM);
    SEES(r, "A colleague has asked already");
    CHECK(visitor_post(v, approaching_address(v, "/en/approaches/", id, "/join"), STR("")).status ==
            303);
    str clara = mailbox_english(v, mailbox_link(v, CLARA, STR("approach")));
    CHECK(approaching_reply(v, clara, STR("answer=yes")).status == 303);
    CHECK(mailbox_count(v, STR("admin@example.org"), STR("approach-news")) == 1);
    LACKS(visitor_get(v, approaching_address(v, "/en/approaches/", id, "")), "clara@press.example");
}

static void clusters_ask_each_other(struct visitor *v) {
    approaching_anew(v);
    visitor_sign_in(v, ANE);
    SEES(visitor_get(v, STR("/en/partners/2")), "/en/partners/2/approach'>Ask for contact</a>");
    struct response r = visitor_get(v, STR("/en/partners/2/approach"));
    SEES(r, "The manager of Auto Bayern is asked.");
    LACKS(r, "Anton");
    r = visitor_post(v, STR("/en/partners/2/approach"), approaching_form(v, "0", "0"));
    CHECK(r.status == 303);
    int64_t id = approaching_newest(v);
    LACKS(visitor_get(v, approaching_address(v, "/en/approaches/", id, "")), "Anton");
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, STR("/en/approaches"));
    SEES(r, "One waits for your answer.");
    r = visitor_get(v, approaching_address(v, "/en/approaches/", id, ""));
    SEES(r, "Yes, get in touch");
    CHECK(visitor_post(
                  v, approaching_address(v, "/en/approaches/", id, "/answer"), STR("answer=yes"))
                    .status == 303);
    SEES(visitor_get(v, approaching_address(v, "/en/approaches/", id, "")), "alu@example.org");
    visitor_sign_in(v, ANE);
    SEES(visitor_get(v, approaching_address(v, "/en/approaches/", id, "")), "auto@example.org");
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (v.worker) {
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
    return test_failures != 0;
}
