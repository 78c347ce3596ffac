/* Scenes in which somebody is invited: by whom, for what, what they read, and what becomes of it. */
#include "account/invitation.h"
#include "account/role.h"
#include "base/buf.h"
#include "tests/mailbox.h"
#include "tests/test.h"

static str location(const struct response *r) {
    return visitor_header(r, STR("Location"));
}

static void forget_attempts(struct visitor *v) {
    db_run(&v->work, "DELETE FROM attempt");
}

static void leave(struct visitor *v) {
    v->session = (str){0};
    forget_attempts(v);
}

static int64_t account_with(struct visitor *v, str mail) {
    return db_number(&v->work, "SELECT id FROM account WHERE mail = ?", txt(mail));
}

static str joined(struct visitor *v, str a, str b) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, a);
    buf_add(&out, b);
    return buf_str(&out);
}

static struct response invite(struct visitor *v, str page, str form) {
    (void)visitor_get(v, page);
    return visitor_post(v, page, form);
}

static void a_manager_invites_into_the_own_cluster(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/colleagues"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("alu@example.org")));
    CHECK(!visitor_sees(&r, STR("auto@example.org")));
    r = invite(v, STR("/en/colleagues"), STR("name=&mail=eva&tongue=da"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='name-wrong'")));
    r = invite(v, STR("/en/colleagues"), STR("name=Eva&mail=eva&tongue=da"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='mail-wrong'")));
    CHECK(visitor_sees(&r, STR("value='Eva'")) &&
            visitor_sees(&r, STR("<option value='da' lang='da' selected>")));
    r = invite(
            v, STR("/en/colleagues"), STR("name=Eva&mail=Eva%40Example.org&tongue=da&role=admin"));
    SAME(location(&r), "/en/colleagues?done=invited");
    r = visitor_get(v, STR("/en/colleagues?done=invited"));
    CHECK(visitor_sees(&r, STR("eva@example.org")) &&
            visitor_sees(&r, STR("/invitations/1/resend")));
    struct letter l = {0};
    CHECK(mailbox_newest(v, STR("eva@example.org"), STR("invitation"), &l) && l.tongue == DA);
    CHECK(l.cluster == WORLD_ALU);
    r = invite(v, STR("/en/colleagues"), STR("name=Eva&mail=eva%40example.org&tongue=da"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='mail-wrong'")));
    leave(v);
}

/* Scanners of mail open what they find, so that must change nothing. */
static void opening_a_link_changes_nothing(struct visitor *v) {
    str link = mailbox_link(v, STR("eva@example.org"), STR("invitation"));
    CHECK(str_starts(link, STR("/da/invitation/")));
    for (int i = 0; i < 3; i++) {
        struct response r = visitor_get(v, link);
        CHECK(r.status == 200 && visitor_sees(&r, STR("<html lang='da'>")));
        (void)visitor_ask(v, HEAD, link, STR(""));
    }
    CHECK(!account_with(v, STR("eva@example.org")));
    CHECK(invitation_to_cluster(&v->work, WORLD_ALU).count == 1);
}

/* Article 14 of the GDPR: who has what from where, for what, on which basis, for how long. */
static void the_invited_read_what_is_stored(struct visitor *v) {
    str link = mailbox_link(v, STR("eva@example.org"), STR("invitation"));
    str rest = str_skip(link, 3);
    struct response r = visitor_get(v, joined(v, STR("/en"), rest));
    CHECK(visitor_sees(&r, STR("alu@example.org")) && visitor_sees(&r, STR("eva@example.org")));
    CHECK(visitor_sees(&r, STR("article 6, paragraph 1, letter f")));
    CHECK(visitor_sees(&r, STR("data protection authority")));
    CHECK(visitor_sees(&r, STR("If you do nothing it is deleted on ")));
    CHECK(visitor_sees(&r, joined(v, rest, STR("/delete'"))));
}

static void accepting_makes_the_account(struct visitor *v) {
    str link = mailbox_link(v, STR("eva@example.org"), STR("invitation"));
    struct response r = mailbox_press(v, link, STR("name=&password=short&again=other"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='name-wrong'")));
    CHECK(visitor_sees(&r, STR("id='password-wrong'")) &&
            visitor_sees(&r, STR("id='again-wrong'")));
    r = mailbox_press(
            v, link, STR("name=Eva+Lund&password=eva%40example.org&again=eva%40example.org"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("value='Eva Lund'")));
    r = mailbox_press(
            v, link, STR("name=Eva+Lund&password=wide+river+slow+boat&again=wide+river+slow+boat"));
    CHECK(r.status == 303 && v->session.len);
    SAME(location(&r), "/da/today");
    int64_t id = account_with(v, STR("eva@example.org"));
    struct roles own = role_list(&v->work, id);
    CHECK(own.count == 1 && own.at[0].kind == ROLE_MANAGER && own.at[0].cluster == WORLD_ALU);
    r = visitor_get(v, STR("/da/me"));
    CHECK(visitor_sees(&r, STR("Eva Lund")));
    leave(v);
    r = mailbox_press(v, mailbox_english(v, link), STR("name=Eva"));
    CHECK(mailbox_gone(&r));
    r = visitor_get(v, STR("/en/sign-in"));
    r = visitor_post(
            v, STR("/en/sign-in"), STR("mail=eva%40example.org&password=wide+river+slow+boat"));
    CHECK(r.status == 303);
    leave(v);
}

static void an_administrator_invites_for_any_role(struct visitor *v) {
    visitor_sign_in(v, STR("admin@example.org"));
    (void)visitor_get(v, STR("/en/accounts"));
    struct response r = visitor_post(v, STR("/en/accounts/invite"),
            STR("name=Nina&mail=nina%40example.org&tongue=de&role="));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='role-wrong'")));
    (void)visitor_get(v, STR("/en/accounts"));
    r = visitor_post(v, STR("/en/accounts/invite"),
            STR("name=Nina&mail=nina%40example.org&tongue=de&role=admin"));
    SAME(location(&r), "/en/accounts?done=invited");
    r = visitor_get(v, STR("/en/accounts"));
    CHECK(visitor_sees(&r, STR("Open invitations")) && visitor_sees(&r, STR("nina@example.org")));
    leave(v);
    str link = mailbox_link(v, STR("nina@example.org"), STR("invitation"));
    r = mailbox_press(v, link, STR("name=Nina&password=&again="));
    CHECK(r.status == 303 && v->session.len);
    r = visitor_get(v, STR("/de/accounts"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("<html lang='de'>")));
    r = visitor_get(v, STR("/en/me"));
    CHECK(visitor_sees(&r, STR("/forgotten'>Set a password")) &&
            !visitor_sees(&r, STR("name='old'")));
    leave(v);
}

static void with_an_account_one_gets_the_role_only(struct visitor *v) {
    visitor_sign_in(v, STR("admin@example.org"));
    (void)visitor_get(v, STR("/en/accounts"));
    struct response r = visitor_post(v, STR("/en/accounts/invite"),
            STR("name=Whoever&mail=outsider%40example.org&tongue=en&role=2"));
    CHECK(r.status == 303);
    leave(v);
    CHECK(role_list(&v->work, WORLD_OUTSIDER).count == 0);
    str link = mailbox_link(v, STR("outsider@example.org"), STR("invitation"));
    r = visitor_get(v, link);
    CHECK(visitor_sees(&r, STR("You have an account here already")) &&
            !visitor_sees(&r, STR("name='password'")));
    r = mailbox_press(v, link, STR(""));
    CHECK(r.status == 303 && role_list(&v->work, WORLD_OUTSIDER).count == 1);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM account WHERE mail = 'outsider@example.org'"
                              " AND name <> 'Whoever'") == 1);
    CHECK(role_remove(&v->work, &(struct role){.account = WORLD_OUTSIDER, .cluster = WORLD_AUTO}));
    leave(v);
}

static void a_manager_invites_for_a_member(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/organisations/2/colleagues"));
    CHECK(r.status == 404); /* of another cluster */
    r = visitor_get(v, STR("/en/organisations/1/colleagues"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("name='as'")));
    r = visitor_post(v, STR("/en/organisations/1/colleagues"),
            STR("name=Ida&mail=ida%40example.org&tongue=sv&as=researcher"));
    SAME(location(&r), "/en/organisations/1/colleagues?done=invited");
    r = visitor_get(v, STR("/en/organisations/1/colleagues"));
    CHECK(visitor_sees(&r, STR("ida@example.org")));
    leave(v);
    str link = mailbox_link(v, STR("ida@example.org"), STR("invitation"));
    r = mailbox_press(v, link, STR("name=Ida&password=&again="));
    CHECK(r.status == 303 && v->session.len);
    struct roles own = role_list(&v->work, account_with(v, STR("ida@example.org")));
    CHECK(own.count == 1 && own.at[0].kind == ROLE_MEMBER); /* it does no research */
    CHECK(own.at[0].organisation == WORLD_FOUNDRY);
    r = visitor_get(v, STR("/en/organisations/1/colleagues"));
    CHECK(r.status == 404); /* members invite nobody */
    leave(v);
}

static void the_invited_have_it_deleted(struct visitor *v) {
    visitor_sign_in(v, STR("auto@example.org"));
    struct response r =
            invite(v, STR("/en/colleagues"), STR("name=Ole&mail=ole%40example.org&tongue=en"));
    CHECK(r.status == 303);
    leave(v);
    str link = mailbox_link(v, STR("ole@example.org"), STR("invitation"));
    (void)visitor_get(v, link);
    r = visitor_post(v, joined(v, link, STR("/delete")), STR(""));
    CHECK(r.status == 200 && visitor_sees(&r, STR("<h1>Deleted</h1>")));
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM invitation WHERE mail = 'ole@example.org'") ==
            0);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM link WHERE mail = 'ole@example.org'") == 0);
    r = mailbox_press(v, link, STR("name=Ole"));
    CHECK(mailbox_gone(&r) && !account_with(v, STR("ole@example.org")));
}

static str act_on(struct visitor *v, str mail, str act) {
    struct buf path = {.mem = &v->mem};
    buf_add(&path, STR("/en/invitations/"));
    buf_num(&path, db_number(&v->work, "SELECT id FROM invitation WHERE mail = ?", txt(mail)));
    buf_add(&path, act);
    return buf_str(&path);
}

static void invitations_are_sent_again_and_withdrawn(struct visitor *v) {
    str mail = STR("liv@example.org");
    visitor_sign_in(v, STR("auto@example.org"));
    (void)invite(v, STR("/en/colleagues"), STR("name=Liv&mail=liv%40example.org&tongue=nb"));
    str first = mailbox_link(v, mail, STR("invitation"));
    struct response r = visitor_post(v, act_on(v, mail, STR("/resend")), STR("page=%2Fcolleagues"));
    SAME(location(&r), "/en/colleagues?done=too-soon");
    CHECK(mailbox_count(v, mail, STR("invitation")) == 1);
    db_run(&v->work, "UPDATE invitation SET sent = sent - ? WHERE mail = ?",
            num(INVITATION_SENT_EVERY), txt(mail));
    r = visitor_post(v, act_on(v, mail, STR("/resend")), STR("page=%2Fcolleagues"));
    SAME(location(&r), "/en/colleagues?done=invited");
    CHECK(mailbox_count(v, mail, STR("invitation")) == 2);

    visitor_sign_in(v, STR("alu@example.org")); /* it is another cluster's */
    r = visitor_post(v, act_on(v, mail, STR("/resend")), STR("page=%2Fcolleagues"));
    CHECK(r.status == 404);
    r = visitor_post(v, act_on(v, mail, STR("/withdraw")), STR("page=%2Fcolleagues"));
    CHECK(r.status == 404);
    leave(v);
    r = visitor_get(v, mailbox_english(v, first));
    CHECK(mailbox_gone(&r));
    str second = mailbox_link(v, mail, STR("invitation"));
    r = visitor_get(v, second);
    CHECK(r.status == 200);
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_post(v, act_on(v, mail, STR("/withdraw")), STR("page=%2Fcolleagues"));
    SAME(location(&r), "/en/colleagues?done=uninvited");
    leave(v);
    r = visitor_get(v, mailbox_english(v, second));
    CHECK(mailbox_gone(&r));
}

static void whoever_may_invite_no_more_lets_nobody_in(struct visitor *v) {
    struct role manager = {.account = WORLD_AUTO_MANAGER, .cluster = WORLD_AUTO};
    visitor_sign_in(v, STR("auto@example.org"));
    (void)invite(v, STR("/en/colleagues"), STR("name=Liv&mail=liv%40example.org&tongue=en"));
    leave(v);
    str link = mailbox_link(v, STR("liv@example.org"), STR("invitation"));
    CHECK(role_remove(&v->work, &manager));
    struct response r = visitor_get(v, link);
    CHECK(r.status == 200 && visitor_sees(&r, STR("This invitation has ended")));
    CHECK(!visitor_sees(&r, STR("Accept the invitation")));
    r = visitor_post(v, link, STR("name=Liv"));
    CHECK(mailbox_gone(&r) && !account_with(v, STR("liv@example.org")));
    r = visitor_post(v, joined(v, link, STR("/delete")), STR(""));
    CHECK(r.status == 200);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM invitation WHERE mail = 'liv@example.org'") ==
            0);
    role_add(&v->work, &manager);
}

int main(void) {
    struct visitor v;
    bool open = visitor_open(&v);
    CHECK(open);
    if (open) {
        a_manager_invites_into_the_own_cluster(&v);
        opening_a_link_changes_nothing(&v);
        the_invited_read_what_is_stored(&v);
        accepting_makes_the_account(&v);
        an_administrator_invites_for_any_role(&v);
        with_an_account_one_gets_the_role_only(&v);
        a_manager_invites_for_a_member(&v);
        the_invited_have_it_deleted(&v);
        invitations_are_sent_again_and_withdrawn(&v);
        whoever_may_invite_no_more_lets_nobody_in(&v);
        CHECK(work_ok(&v.work));
        visitor_close(&v);
    }
    return test_failures != 0;
}
