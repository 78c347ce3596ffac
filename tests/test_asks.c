/* Texts written for somebody: what may become of them, and how their owners answer by mail. */
#include "account/link.h"
#include "base/buf.h"
#include "db/db.h"
#include "directory/ask_reply.h"
#include "directory/visit.h"
#include "tests/asking.h"
#include "tests/test.h"

#define SEES(response, text) CHECK(visitor_sees(&(response), STR(text)))
#define LACKS(response, text) CHECK(!visitor_sees(&(response), STR(text)))

enum { DAY = 24 * 3600 };

/* Who may, in each state: m manager, o member, l by the link of a letter, c the clock. Written once
 * more by hand, so that a slip in the table shows. */
static const struct {
    enum listing_act act;
    const char *draft, *review, *published, *expired, *withdrawn;
} may[] = {
        {LISTING_WRITTEN, "mo", "mo", "mo", "mo", "mo"},
        {LISTING_CHANGED, "mo", "mo", "mo", "mo", "mo"},
        {LISTING_CORRECTED, "l", "l", "l", "l", ""},
        {LISTING_HANDED_IN, "mo", "", "mo", "mo", "mo"},
        {LISTING_SENT_BACK, "", "mo", "", "", ""},
        {LISTING_ASKED, "mc", "mc", "mc", "mc", ""},
        {LISTING_REMINDED, "m", "m", "m", "m", ""},
        {LISTING_ASKED_NO_MORE, "m", "m", "m", "m", "m"},
        {LISTING_DECLINED, "l", "l", "", "", ""},
        {LISTING_PUBLISHED, "ml", "ml", "", "m", "m"},
        {LISTING_CONFIRMED, "", "", "mol", "ol", ""},
        {LISTING_EXPIRED, "", "", "c", "", ""},
        {LISTING_WITHDRAWN, "mo", "mo", "mol", "mol", ""},
        {LISTING_RESTORED, "", "", "", "", "mo"},
};

static void who_may(struct visitor *v, size_t row, const char *status, const char *holders) {
    static const enum listing_by all[] = {BY_MANAGER, BY_MEMBER, BY_MAIL, BY_CLOCK};
    listing_set_status(&v->work, WORLD_FOUNDRY_DRAFT, str_of(status), STR(""));
    for (size_t i = 0; i < 4; i++) {
        struct listing_move m = {WORLD_FOUNDRY_DRAFT, may[row].act, all[i], 0, {0}};
        bool want = str_has(str_of(holders), (str){&"molc"[i], 1});
        bool got = listing_may(&v->work, &m) == LISTING_MOVED;
        if (want != got) {
            printf("act %d in %s by %c: %d\n", (int)may[row].act, status, "molc"[i], got);
            test_failures++;
        }
    }
}

static void each_state_has_its_moves(struct visitor *v) {
    CHECK(sizeof(may) / sizeof(may[0]) == LISTING_ACTS);
    db_begin(&v->work);
    for (size_t i = 0; i < sizeof(may) / sizeof(may[0]); i++) {
        who_may(v, i, "draft", may[i].draft);
        who_may(v, i, "review", may[i].review);
        who_may(v, i, "published", may[i].published);
        who_may(v, i, "expired", may[i].expired);
        who_may(v, i, "withdrawn", may[i].withdrawn);
    }
    struct listing_move gone = {999, LISTING_PUBLISHED, BY_MANAGER, 0, {0}};
    CHECK(listing_move(&v->work, &gone) == LISTING_GONE);
    db_forget(&v->work);
}

static void a_refused_move_is_answered_plainly(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_post(v, STR("/en/listings/1/send-back"), STR("note=x"));
    CHECK(r.status == 409 && asking_is(v, 1, "published"));
    SEES(r, "This cannot be done with it now");
    r = visitor_post(v, STR("/en/listings/4/hand-in"), STR(""));
    CHECK(r.status == 303 && asking_is(v, 4, "review"));
    r = visitor_post(v, STR("/en/listings/4/hand-in"), STR(""));
    CHECK(r.status == 409);
    r = visitor_post(v, STR("/en/listings/4/send-back"), STR("note=Which+alloy%3F"));
    CHECK(r.status == 303 && asking_is(v, 4, "draft"));
    r = visitor_get(v, STR("/en/listings/4"));
    SEES(r, "Which alloy?");
    SEES(r, "Handed in for review");
}

/* The note of the first visit, and the drafts drawn out of it: a need, an offer, a need. */
struct scene {
    int64_t visit;
    int64_t drafts[3];
    str link;
};

#define NOTE                                                                                  \
    "day=2026-11-20&present=Anne&note=God+stemning+hos+dem.+Vi+s%C3%B8ger+en+leverand%C3%B8r" \
    "+af+str%C3%B8mpumper.+Vi+tilbyder+bearbejdning+af+profiler.+De+mangler+ogs%C3%A5"        \
    "+r%C3%B8ntgen+af+st%C3%B8begods."

static struct scene after_a_visit(struct visitor *v) {
    struct scene s = {0};
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_post(v, STR("/da/organisations/1/visits/new"), STR(NOTE));
    CHECK(r.status == 303);
    s.visit = db_number(&v->work, "SELECT COALESCE(MAX(id), 0) FROM visit");
    r = visitor_post(v, STR("/da/organisations/1/visits/new"), STR(NOTE)); /* pressed twice */
    CHECK(r.status == 303 && db_number(&v->work, "SELECT COUNT(*) FROM visit") == 1);
    r = visitor_get(v, asking_text(v, "/da/visits/", s.visit, ""));
    SEES(r, "name='s1' value='need' checked");
    SEES(r, "name='s2' value='offer' checked");
    SEES(r, "name='s0' value='none' checked");
    r = visitor_post(v, asking_text(v, "/da/visits/", s.visit, "/draw"),
            STR("version=1&s0=none&s1=need&s2=offer&s3=need"));
    CHECK(r.status == 303);
    int64_t last = db_number(&v->work, "SELECT MAX(id) FROM listing");
    for (int i = 0; i < 3; i++) {
        s.drafts[i] = last - 2 + i;
    }
    return s;
}

static void a_note_becomes_drafts_in_its_own_language(struct visitor *v, const struct scene *s) {
    struct listing first = asking_stored(v, s->drafts[0]);
    SAME(first.title, "Vi søger en leverandør af strømpumper.");
    SAME(first.lang, "da");
    SAME(first.status, "draft");
    SAME(first.side, "need");
    SAME(asking_stored(v, s->drafts[1]).side, "offer");
    struct response r = visitor_post(v, asking_text(v, "/da/visits/", s->visit, "/draw"),
            STR("version=1&s1=need&s2=offer&s3=need"));
    CHECK(r.status == 303);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM visit_listing") == 3);
    r = visitor_post(v, asking_text(v, "/da/visits/", s->visit, "/draw"), STR("version=0&s0=need"));
    CHECK(r.status == 409);
}

static void one_letter_asks_about_all_of_them(struct visitor *v, struct scene *s) {
    struct letter l = {0};
    struct buf form = {.mem = &v->mem};
    int64_t before = asking_letters(v);
    struct response r =
            visitor_get(v, asking_text(v, "/en/organisations/1/ask?visit=", s->visit, ""));
    SEES(r, "Anne Holm");
    r = visitor_post(v, STR("/en/organisations/1/ask"), STR("person=1"));
    CHECK(r.status == 422);
    SEES(r, "Choose at least one text.");
    buf_add(&form, STR("person=1&note=Tak+for+i+dag"));
    for (int i = 0; i < 3; i++) {
        buf_add(&form, asking_text(v, "&text=", s->drafts[i], ""));
    }
    r = visitor_post(v, STR("/en/organisations/1/ask"), buf_str(&form));
    CHECK(r.status == 303 && asking_letters(v) == before + 1);
    r = visitor_post(v, STR("/en/organisations/1/ask"), buf_str(&form)); /* pressed twice */
    CHECK(r.status == 303 && asking_letters(v) == before + 1);
    CHECK(asking_letter(v, &l));
    SAME(l.to, "anne@foundry.example");
    CHECK(l.tongue == DA && l.cluster == WORLD_ALU);
    CHECK(!str_has(l.subject, STR("strømpumper")));
    CHECK(str_has(l.text, STR("strømpumper")) && str_has(l.text, STR("Tak for i dag")));
    s->link = asking_link(v, &l);
    CHECK(str_starts(s->link, STR("/da/asked/")));
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM link WHERE token = ?",
                  txt(str_skip(s->link, 10))) == 0);
}

static void opening_the_page_changes_nothing(struct visitor *v, const struct scene *s) {
    v->session = (str){0};
    int64_t before = asking_writes(v);
    for (int i = 0; i < 3; i++) {
        struct response r = visitor_get(v, s->link);
        CHECK(r.status == 200);
        SEES(r, "strømpumper");
        SEES(r, "Tak for i dag");
        LACKS(r, "/da/sign-in");
    }
    CHECK(asking_writes(v) == before);
    CHECK(visitor_get(v, STR("/da/asked/none")).status == 404);
    CHECK(visitor_post(v, STR("/da/asked/none"), STR("answer=yes&listing=1&version=1")).status ==
            404);
}

static void yes_publishes_once(struct visitor *v, const struct scene *s) {
    int64_t id = s->drafts[0];
    str stale = asking_reply(v, id, "&answer=yes");
    struct response r = visitor_ask(v, POST, s->link, STR("answer=maybe"));
    CHECK(r.status == 400 && asking_is(v, id, "draft"));
    r = visitor_ask(v, POST, s->link, stale);
    CHECK(r.status == 303 && asking_is(v, id, "published"));
    CHECK(asking_stored(v, id).confirmed.len == 10);
    r = visitor_post(v, s->link, asking_reply(v, id, "&answer=yes"));
    CHECK(r.status == 409);
    r = visitor_post(v, s->link, asking_reply(v, id, "&answer=no&reason=x"));
    CHECK(r.status == 409 && asking_is(v, id, "published"));
    r = visitor_post(v, s->link, asking_reply(v, WORLD_PRESS_NEED, "&answer=no&reason=x"));
    CHECK(r.status == 409 && asking_is(v, WORLD_PRESS_NEED, "published"));
    r = visitor_get(v, asking_text(v, "/en/listings/", id, ""));
    CHECK(r.status == 200);
    SEES(r, "Confirmed by the organisation on");
    LACKS(r, "Anne Holm");
    LACKS(r, "anne@foundry.example");
}

static void a_correction_is_theirs_and_can_be_mended(struct visitor *v, const struct scene *s) {
    int64_t id = s->drafts[1];
    (void)visitor_get(v, s->link);
    struct response r =
            visitor_post(v, s->link, asking_reply(v, id, "&answer=corrected&title=+&text=Mere"));
    CHECK(r.status == 422 && asking_is(v, id, "draft"));
    SEES(r, "Mere</textarea>");
    SEES(r, "<details class='reveal' open>");
    r = visitor_post(v, s->link,
            asking_reply(v, id, "&answer=corrected&title=Bearbejdning%2C+5+akser&text=Op+til+3+m"));
    CHECK(r.status == 303 && asking_is(v, id, "published"));
    SAME(asking_stored(v, id).title, "Bearbejdning, 5 akser");
    SAME(asking_stored(v, id).body, "Op til 3 m");
    r = visitor_post(v, s->link,
            asking_reply(v, id, "&answer=corrected&title=Bearbejdning%2C+5+akser&text=Op+til+4+m"));
    CHECK(r.status == 303);
    SAME(asking_stored(v, id).body, "Op til 4 m");
    r = visitor_post(v, s->link, asking_reply(v, id, "&answer=no&reason=Nej"));
    CHECK(r.status == 409 && asking_is(v, id, "published"));
}

static void no_needs_a_reason_and_keeps_it_a_draft(struct visitor *v, const struct scene *s) {
    int64_t id = s->drafts[2];
    (void)visitor_get(v, s->link);
    struct response r = visitor_post(v, s->link, asking_reply(v, id, "&answer=no&reason=+"));
    CHECK(r.status == 422);
    r = visitor_post(v, s->link, asking_reply(v, id, "&answer=no&reason=Vi+har+et+apparat"));
    CHECK(r.status == 303 && asking_is(v, id, "draft"));
    r = visitor_get(v, s->link);
    CHECK(r.status == 200);
    LACKS(r, "<textarea id='reason");
}

static void the_manager_sees_who_answered_what(struct visitor *v, const struct scene *s) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/asks"));
    SEES(r, "Anne Holm");
    SEES(r, "Done");
    int64_t ask = db_number(&v->work, "SELECT MAX(id) FROM ask");
    r = visitor_get(v, asking_text(v, "/en/asks/", ask, ""));
    SEES(r, "Vi har et apparat");
    SEES(r, "Corrected and confirmed on");
    r = visitor_get(v, asking_text(v, "/en/listings/", s->drafts[1], ""));
    SEES(r, "by Anne Holm, through the link in the letter");
    SEES(r, "by Ane, for the cluster");
    r = visitor_get(v, STR("/en/today"));
    SEES(r, "Anne Holm");
    r = visitor_post(v, asking_text(v, "/en/listings/", s->drafts[2], "/publish"), STR(""));
    CHECK(r.status == 303);
    r = visitor_get(v, asking_text(v, "/en/listings/", s->drafts[2], ""));
    SEES(r, "Published, as the cluster&#39;s own decision");
    LACKS(r, "Confirmed by the organisation");
}

/* Whoever keeps it at another cluster, at none, or not at all. */
static void nobody_else_sees_any_of_it(struct visitor *v, const struct scene *s) {
    static const str mails[] = {{"auto@example.org", 16}, {"outsider@example.org", 20}};
    int64_t ask = db_number(&v->work, "SELECT MAX(id) FROM ask");
    for (size_t i = 0; i < 2; i++) {
        visitor_sign_in(v, mails[i]);
        CHECK(visitor_get(v, asking_text(v, "/en/visits/", s->visit, "")).status == 404);
        CHECK(visitor_get(v, asking_text(v, "/en/visits/", s->visit, "/edit")).status == 404);
        CHECK(visitor_post(v, asking_text(v, "/en/visits/", s->visit, "/remove"), STR("")).status ==
                404);
        CHECK(visitor_get(v, asking_text(v, "/en/asks/", ask, "")).status == 404);
        CHECK(visitor_get(v, STR("/en/organisations/1/ask")).status == 404);
        CHECK(visitor_get(v, STR("/en/organisations/1/visits/new")).status == 404);
        struct response r = visitor_get(v, STR("/en/visits"));
        LACKS(r, "stemning");
        r = visitor_get(v, asking_text(v, "/en/listings/", s->drafts[1], ""));
        LACKS(r, "Anne Holm");
    }
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/visits"));
    SEES(r, "stemning");
}

/* Somebody typed in is asked about the draft 4. */
static struct letter ask_by_hand(struct visitor *v) {
    struct letter l = {0};
    visitor_sign_in(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/organisations/1/ask?listing=4"));
    struct response r = visitor_post(v, STR("/en/organisations/1/ask"),
            STR("text=4&person=0&name=Li+Wei&mail=li.wei%40foundry.example&language=zh"));
    CHECK(r.status == 303 && asking_letter(v, &l));
    return l;
}

static void a_letter_is_reminded_of_once_and_can_be_taken_back(struct visitor *v) {
    struct response r = visitor_post(v, STR("/en/organisations/1/ask"),
            STR("text=4&person=0&name=Li+Wei&mail=nonsense&language=zh"));
    CHECK(r.status == 422);
    SEES(r, "value='Li Wei'");
    struct letter l = ask_by_hand(v);
    CHECK(l.tongue == ZH);
    int64_t ask = db_number(&v->work, "SELECT MAX(id) FROM ask");
    int64_t before = asking_letters(v);
    (void)visitor_post(v, asking_text(v, "/en/asks/", ask, "/remind"), STR(""));
    (void)visitor_post(v, asking_text(v, "/en/asks/", ask, "/remind"), STR(""));
    CHECK(asking_letters(v) == before + 1);
    struct letter again = {0};
    CHECK(asking_letter(v, &again));
    str first = asking_link(v, &l);
    str second = asking_link(v, &again);
    CHECK(!str_eq(first, second));
    CHECK(visitor_get(v, first).status == 200 && visitor_get(v, second).status == 200);
    visitor_sign_in(v, STR("alu@example.org"));
    (void)visitor_post(v, asking_text(v, "/en/asks/", ask, "/take-back"), STR(""));
    v->session = (str){0};
    CHECK(visitor_get(v, first).status == 404);
    (void)visitor_get(v, STR("/en/sign-in"));
    r = visitor_post(v, second, asking_reply(v, 4, "&answer=yes"));
    CHECK(r.status == 404 && asking_is(v, 4, "draft"));
}

static void a_text_changed_meanwhile_is_to_be_read_again(struct visitor *v) {
    struct letter l = ask_by_hand(v);
    v->session = (str){0};
    (void)visitor_get(v, asking_link(v, &l));
    str form = asking_reply(v, 4, "&answer=yes");
    struct listing changed = asking_stored(v, 4);
    changed.title = STR("Kokiller til 400 kg");
    db_begin(&v->work);
    (void)listing_save(&v->work, &changed);
    CHECK(db_end(&v->work));
    struct response r = visitor_post(v, asking_link(v, &l), form);
    CHECK(r.status == 409 && asking_is(v, 4, "draft"));
    SEES(r, "Kokiller til 400 kg");
    (void)visitor_get(v, asking_link(v, &l));
    r = visitor_post(v, asking_link(v, &l), asking_reply(v, 4, "&answer=yes"));
    CHECK(r.status == 303 && asking_is(v, 4, "published"));
}

static void a_cluster_asks_in_its_own_words(struct visitor *v) {
    db_run(&v->work, "UPDATE listing SET status = 'draft' WHERE id = 4");
    visitor_sign_in(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/mail/texts/draft?lang=zh"));
    struct response r = visitor_post(v, STR("/en/mail/texts/draft?lang=zh"),
            STR("subject=Ni+hao+%7Bname%7D&text=Qing+kan%3A%0D%0A%7Blist%7D%0D%0A%7Blink%7D%0D%0A"
                "Zai+jian%2C+%7Borganisation%7D"));
    CHECK(r.status == 303);
    struct letter l = ask_by_hand(v);
    CHECK(str_eq(l.subject, STR("Ni hao Li Wei")) && str_starts(l.text, STR("Qing kan:\n")));
    CHECK(str_has(l.text, asking_stored(v, 4).title) && str_has(l.text, STR("\nZai jian, ")));
    CHECK(visitor_get(v, asking_link(v, &l)).status == 200);
    CHECK(str_has(l.text, STR("您收到此信"))); /* whatever a cluster writes, why they get it */
    (void)visitor_get(v, STR("/en/mail/texts/draft?lang=zh"));
    r = visitor_post(v, STR("/en/mail/texts/draft/default?lang=zh"), STR(""));
    CHECK(r.status == 303);
    db_run(&v->work, "UPDATE ask SET created = created - ?", num(DAY)); /* not pressed twice */
    l = ask_by_hand(v);
    CHECK(!str_has(l.text, STR("Qing kan")) && asking_link(v, &l).len);
}

static void a_link_is_over_after_thirty_days(struct visitor *v) {
    db_run(&v->work, "UPDATE listing SET status = 'draft' WHERE id = 4");
    struct letter l = ask_by_hand(v);
    v->session = (str){0};
    CHECK(visitor_get(v, asking_link(v, &l)).status == 200);
    db_run(&v->work, "UPDATE link SET expires = expires - ?", num(ASK_SECONDS + DAY));
    CHECK(visitor_get(v, asking_link(v, &l)).status == 404);
    db_run(&v->work, "UPDATE link SET expires = expires + ?", num(ASK_SECONDS + DAY));
    db_run(&v->work, "UPDATE ask SET expires = expires - ?", num(ASK_SECONDS + DAY));
    CHECK(visitor_get(v, asking_link(v, &l)).status == 404);
    int64_t ask = db_number(&v->work, "SELECT MAX(id) FROM ask");
    struct ask typed = {0};
    struct ask answered = {0};
    ask_sweep(&v->work);
    CHECK(ask_one(&v->work, ask, &typed) && typed.mail.len == 0 && typed.name.len == 0);
    CHECK(ask_one(&v->work, 1, &answered) && str_eq(answered.name, STR("Anne Holm")));
    db_run(&v->work, "UPDATE ask SET expires = expires + ?", num(ASK_SECONDS + DAY));
}

static void what_a_table_changes_is_noted(struct visitor *v) {
    struct listing l = asking_stored(v, WORLD_FOUNDRY_SECRET);
    struct listing_record before = listing_record(&v->work, l.id);
    v->work.actor = WORLD_ALU_MANAGER;
    db_begin(&v->work);
    listing_imported(&v->work, &l); /* nothing to note */
    l.status = STR("withdrawn");
    listing_imported(&v->work, &l);
    CHECK(db_end(&v->work));
    v->work.actor = 0;
    struct listing_record after = listing_record(&v->work, l.id);
    CHECK(after.count == before.count + 1 && after.at[0].by == BY_IMPORT);
    CHECK(after.at[0].act == LISTING_WITHDRAWN && str_eq(after.at[0].who, STR("Ane")));
}

static void whoever_wants_no_letters_gets_none(struct visitor *v) {
    struct letter l = ask_by_hand(v);
    v->session = (str){0};
    (void)visitor_get(v, asking_link(v, &l));
    struct response r = visitor_post(v, asking_link(v, &l), STR("answer=stop"));
    CHECK(r.status == 200);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM ask WHERE mail = 'li.wei@foundry.example'"
                              " OR name = 'Li Wei'") == 0);
    visitor_sign_in(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/organisations/1/ask?listing=4"));
    int64_t before = asking_letters(v);
    r = visitor_post(v, STR("/en/organisations/1/ask"),
            STR("text=4&person=0&name=Li+Wei&mail=Li.Wei%40foundry.example&language=zh"));
    CHECK(r.status == 422 && asking_letters(v) == before);
    SEES(r, "This address wants no such letters.");
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    each_state_has_its_moves(&v);
    a_refused_move_is_answered_plainly(&v);
    struct scene s = after_a_visit(&v);
    a_note_becomes_drafts_in_its_own_language(&v, &s);
    one_letter_asks_about_all_of_them(&v, &s);
    opening_the_page_changes_nothing(&v, &s);
    yes_publishes_once(&v, &s);
    a_correction_is_theirs_and_can_be_mended(&v, &s);
    no_needs_a_reason_and_keeps_it_a_draft(&v, &s);
    the_manager_sees_who_answered_what(&v, &s);
    nobody_else_sees_any_of_it(&v, &s);
    a_letter_is_reminded_of_once_and_can_be_taken_back(&v);
    a_text_changed_meanwhile_is_to_be_read_again(&v);
    a_cluster_asks_in_its_own_words(&v);
    a_link_is_over_after_thirty_days(&v);
    what_a_table_changes_is_noted(&v);
    whoever_wants_no_letters_gets_none(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}
