/* Scenes with links in letters: somebody is invited, signs in without a password, sets a new one,
 * and changes the mail address. */
#include "account/asked.h"
#include "account/invitation.h"
#include "account/role.h"
#include "base/buf.h"
#include "tests/mailbox.h"
#include "tests/test.h"
#include "web/route.h"

#include <string.h>

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

/* Opened, then sent as its button does. A page that says that a link is gone has no form, and so no
 * key: it is taken from another one. */
static struct response press(struct visitor *v, str path, str form) {
    (void)visitor_get(v, STR("/en/sign-in"));
    (void)visitor_get(v, path);
    return visitor_post(v, path, form);
}

static bool is_gone(const struct response *r) {
    return r->status == 404 && visitor_sees(r, STR("This link is good no more"));
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
    struct response r = press(v, link, STR("name=&password=short&again=other"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='name-wrong'")));
    CHECK(visitor_sees(&r, STR("id='password-wrong'")) &&
            visitor_sees(&r, STR("id='again-wrong'")));
    r = press(v, link, STR("name=Eva+Lund&password=eva%40example.org&again=eva%40example.org"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("value='Eva Lund'")));
    r = press(
            v, link, STR("name=Eva+Lund&password=wide+river+slow+boat&again=wide+river+slow+boat"));
    CHECK(r.status == 303 && v->session.len);
    SAME(location(&r), "/da/today");
    int64_t id = account_with(v, STR("eva@example.org"));
    struct roles own = role_list(&v->work, id);
    CHECK(own.count == 1 && own.at[0].kind == ROLE_MANAGER && own.at[0].cluster == WORLD_ALU);
    r = visitor_get(v, STR("/da/me"));
    CHECK(visitor_sees(&r, STR("Eva Lund")));
    leave(v);
    r = press(v, joined(v, STR("/en"), str_skip(link, 3)), STR("name=Eva"));
    CHECK(is_gone(&r));
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
    r = press(v, link, STR("name=Nina&password=&again="));
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
    r = press(v, link, STR(""));
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
    r = press(v, link, STR("name=Ida&password=&again="));
    CHECK(r.status == 303 && v->session.len);
    struct roles own = role_list(&v->work, account_with(v, STR("ida@example.org")));
    CHECK(own.count == 1 && own.at[0].kind == ROLE_MEMBER); /* it does no research */
    CHECK(own.at[0].organisation == WORLD_FOUNDRY);
    r = visitor_get(v, STR("/en/organisations/1/colleagues"));
    CHECK(r.status == 404); /* members invite nobody */
    leave(v);
}

static void whoever_is_suspended_stays_out(struct visitor *v) {
    (void)visitor_get(v, STR("/en/sign-in"));
    (void)visitor_post(v, STR("/en/sign-in/link"), STR("mail=outsider%40example.org"));
    str link = mailbox_link(v, STR("outsider@example.org"), STR("sign-in"));
    link = joined(v, STR("/en"), str_skip(link, 3));
    CHECK(account_suspend(&v->work, WORLD_OUTSIDER, true));
    struct response r = visitor_get(v, link);
    CHECK(is_gone(&r));
    r = press(v, link, STR(""));
    CHECK(is_gone(&r) && !v->session.len);
    CHECK(account_suspend(&v->work, WORLD_OUTSIDER, false));
    r = press(v, link, STR(""));
    CHECK(r.status == 303 && v->session.len);
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
    r = press(v, link, STR("name=Ole"));
    CHECK(is_gone(&r) && !account_with(v, STR("ole@example.org")));
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
    r = visitor_get(v, joined(v, STR("/en"), str_skip(first, 3)));
    CHECK(is_gone(&r));
    str second = mailbox_link(v, mail, STR("invitation"));
    r = visitor_get(v, second);
    CHECK(r.status == 200);
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_post(v, act_on(v, mail, STR("/withdraw")), STR("page=%2Fcolleagues"));
    SAME(location(&r), "/en/colleagues?done=uninvited");
    leave(v);
    r = visitor_get(v, joined(v, STR("/en"), str_skip(second, 3)));
    CHECK(is_gone(&r));
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
    CHECK(is_gone(&r) && !account_with(v, STR("liv@example.org")));
    r = visitor_post(v, joined(v, link, STR("/delete")), STR(""));
    CHECK(r.status == 200);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM invitation WHERE mail = 'liv@example.org'") ==
            0);
    role_add(&v->work, &manager);
}

static struct response ask_for_link(struct visitor *v, str form) {
    (void)visitor_get(v, STR("/en/sign-in"));
    return visitor_post(v, STR("/en/sign-in/link"), form);
}

static void a_link_signs_in_once(struct visitor *v) {
    struct response r = ask_for_link(v, STR("mail=Auto%40example.org&password=typed&next="));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Look into your mail")));
    CHECK(!v->session.len);
    str link = mailbox_link(v, STR("auto@example.org"), STR("sign-in"));
    CHECK(str_has(link, STR("/enter/")));
    link = joined(v, STR("/en"), str_skip(link, 3));
    r = visitor_get(v, link);
    CHECK(r.status == 200 && !v->session.len && visitor_sees(&r, STR("auto@example.org")));
    CHECK(!visitor_sees(&r, STR("in another browser")));
    r = press(v, link, STR(""));
    CHECK(r.status == 303 && v->session.len);
    r = visitor_get(v, STR("/en/today"));
    CHECK(r.status == 200);
    leave(v);
    r = press(v, link, STR(""));
    CHECK(is_gone(&r) && !v->session.len);
}

static void another_browser_gets_in_but_is_told(struct visitor *v) {
    v->headers[0] = (struct field){STR("User-Agent"), STR("One")};
    v->header_count = 1;
    (void)ask_for_link(v, STR("mail=auto%40example.org"));
    str link = mailbox_link(v, STR("auto@example.org"), STR("sign-in"));
    v->headers[0].value = STR("Another");
    struct response r = visitor_get(v, joined(v, STR("/en"), str_skip(link, 3)));
    CHECK(r.status == 200 && visitor_sees(&r, STR("in another browser")));
    r = press(v, link, STR(""));
    CHECK(r.status == 303 && v->session.len);
    v->header_count = 0;
    leave(v);
}

static void one_link_used_ends_the_others(struct visitor *v) {
    (void)ask_for_link(v, STR("mail=auto%40example.org"));
    str first = mailbox_link(v, STR("auto@example.org"), STR("sign-in"));
    (void)ask_for_link(v, STR("mail=auto%40example.org"));
    str second = mailbox_link(v, STR("auto@example.org"), STR("sign-in"));
    CHECK(!str_eq(first, second));
    struct response r = press(v, second, STR(""));
    CHECK(r.status == 303 && v->session.len);
    leave(v);
    r = visitor_get(v, joined(v, STR("/en"), str_skip(first, 3)));
    CHECK(is_gone(&r));
}

static void a_link_is_for_its_purpose_only(struct visitor *v) {
    (void)ask_for_link(v, STR("mail=auto%40example.org"));
    str link = mailbox_link(v, STR("auto@example.org"), STR("sign-in"));
    str token = str_skip(link, sizeof("/en/enter/") - 1);
    static const str others[] = {{"/en/reset/", 10}, {"/en/invitation/", 15},
            {"/en/mail-change/", 16}, {"/en/first/", 10}};
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        struct response r = press(v, joined(v, others[i], token),
                STR("answer=yes&name=x&password=wide+river+slow+boat&again=wide+river+slow+boat"));
        CHECK(r.status == 404 && !v->session.len);
    }
    struct response r = press(v, link, STR(""));
    CHECK(r.status == 303);
    leave(v);
}

static void too_many_askings_wait(struct visitor *v) {
    struct response r = {0};
    for (int i = 0; i < 8 && r.status != 429; i++) {
        r = ask_for_link(v, STR("mail=nobody%40example.org"));
    }
    CHECK(r.status == 429 && visitor_header(&r, STR("Retry-After")).len);
    CHECK(visitor_sees(&r, STR("value='nobody@example.org'")));
    r = ask_for_link(v, STR("mail=nobody"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='mail-wrong'")));
    forget_attempts(v);
}

static void a_forgotten_password_is_set_anew(struct visitor *v) {
    visitor_sign_in(v, STR("auto@example.org"));
    str before = v->session;
    v->session = (str){0};
    (void)visitor_get(v, STR("/en/forgotten"));
    struct response r = visitor_post(v, STR("/en/forgotten"), STR("mail=auto"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='mail-wrong'")));
    (void)visitor_get(v, STR("/en/forgotten"));
    r = visitor_post(v, STR("/en/forgotten"), STR("mail=auto%40example.org"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Look into your mail")));
    str link = mailbox_link(v, STR("auto@example.org"), STR("reset"));
    link = joined(v, STR("/en"), str_skip(link, 3));
    r = press(v, link, STR("password=short&again=other"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='password-wrong'")));
    CHECK(visitor_sees(&r, STR("id='again-wrong'")) && !visitor_sees(&r, STR("value='short'")));
    r = press(v, link, STR("password=wide+river+slow+boat&again=wide+river+slow+boat"));
    SAME(location(&r), "/en/sign-in?done=password");
    CHECK(!v->session.len);
    CHECK(mailbox_count(v, STR("auto@example.org"), STR("account-changed")) == 1);
    r = press(v, link, STR("password=wide+river+slow+boat&again=wide+river+slow+boat"));
    CHECK(is_gone(&r));

    v->session = before; /* whoever was in with the old one is out */
    r = visitor_get(v, STR("/en/today"));
    CHECK(r.status == 303);
    v->session = (str){0};
    (void)visitor_get(v, STR("/en/sign-in"));
    r = visitor_post(v, STR("/en/sign-in"),
            STR("mail=auto%40example.org&password=grey+herons+count+stairs"));
    CHECK(r.status == 422);
    forget_attempts(v);
    (void)visitor_get(v, STR("/en/sign-in"));
    r = visitor_post(
            v, STR("/en/sign-in"), STR("mail=auto%40example.org&password=wide+river+slow+boat"));
    CHECK(r.status == 303);
    leave(v);
}

static void a_link_lapses(struct visitor *v) {
    (void)ask_for_link(v, STR("mail=auto%40example.org"));
    str link = mailbox_link(v, STR("auto@example.org"), STR("sign-in"));
    db_run(&v->work, "UPDATE link SET expires = expires - ?", num(ASKED_SIGN_IN_AGE_MOST));
    struct response r = press(v, joined(v, STR("/en"), str_skip(link, 3)), STR(""));
    CHECK(is_gone(&r));
    forget_attempts(v);
}

static struct response ask_for_mail(struct visitor *v, str form) {
    (void)visitor_get(v, STR("/en/me"));
    return visitor_post(v, STR("/en/me/mail"), form);
}

static void a_mail_address_changes_when_both_agreed(struct visitor *v) {
    visitor_sign_in(v, STR("outsider@example.org"));
    struct response r = ask_for_mail(v, STR("mail=nonsense"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='mail-wrong'")));
    CHECK(visitor_sees(&r, STR("value='nonsense'")));
    r = ask_for_mail(v, STR("mail=outsider%40example.org"));
    CHECK(r.status == 422);
    r = ask_for_mail(v, STR("mail=Moved%40example.org"));
    SAME(location(&r), "/en/me?done=mail-asked");
    r = visitor_get(v, STR("/en/me"));
    CHECK(visitor_sees(&r, STR("moved@example.org")) &&
            visitor_sees(&r, STR("/me/mail/withdraw'")));
    leave(v);

    str old_link = mailbox_link(v, STR("outsider@example.org"), STR("old-mail"));
    str new_link = mailbox_link(v, STR("moved@example.org"), STR("new-mail"));
    CHECK(old_link.len && new_link.len && !str_eq(old_link, new_link));
    r = visitor_get(v, old_link);
    CHECK(r.status == 200);
    CHECK(account_with(v, STR("outsider@example.org")) == WORLD_OUTSIDER);
    r = press(v, old_link, STR("answer=yes"));
    CHECK(r.status == 200);
    CHECK(account_with(v, STR("outsider@example.org")) == WORLD_OUTSIDER);
    r = press(v, joined(v, STR("/en"), str_skip(old_link, 3)), STR("answer=yes"));
    CHECK(is_gone(&r));
    r = press(v, new_link, STR("answer=yes"));
    CHECK(r.status == 200 && account_with(v, STR("moved@example.org")) == WORLD_OUTSIDER);
    CHECK(!account_with(v, STR("outsider@example.org")));
    CHECK(mailbox_count(v, STR("outsider@example.org"), STR("account-changed")) == 1);
    CHECK(mailbox_count(v, STR("moved@example.org"), STR("account-changed")) == 1);
    visitor_sign_in(v, STR("moved@example.org"));
    CHECK(v->session.len);
}

static void either_address_may_refuse(struct visitor *v) {
    static const struct {
        const char *to, *kind;
    } refusing[] = {{"moved@example.org", "old-mail"}, {"third@example.org", "new-mail"}};
    for (size_t i = 0; i < 2; i++) {
        forget_attempts(v);
        (void)ask_for_mail(v, STR("mail=third%40example.org"));
        str link = mailbox_link(v, str_of(refusing[i].to), str_of(refusing[i].kind));
        struct response r = press(v, link, STR("answer=no"));
        CHECK(r.status == 200 && account_with(v, STR("moved@example.org")) == WORLD_OUTSIDER);
        CHECK(mailbox_count(v, STR("moved@example.org"), STR("mail-stays")) == (int64_t)i + 1);
        r = visitor_get(v, STR("/en/me"));
        CHECK(visitor_sees(&r, STR("action='/en/me/mail'")));
    }
}

static void a_change_is_withdrawn(struct visitor *v) {
    forget_attempts(v);
    (void)ask_for_mail(v, STR("mail=third%40example.org"));
    str link = mailbox_link(v, STR("third@example.org"), STR("new-mail"));
    (void)visitor_get(v, STR("/en/me"));
    struct response r = visitor_post(v, STR("/en/me/mail/withdraw"), STR(""));
    SAME(location(&r), "/en/me?done=mail-stays");
    r = press(v, joined(v, STR("/en"), str_skip(link, 3)), STR("answer=yes"));
    CHECK(is_gone(&r));
}

static void a_taken_address_is_said_where_it_is_read(struct visitor *v) {
    forget_attempts(v);
    struct response r = ask_for_mail(v, STR("mail=alu%40example.org"));
    SAME(location(&r), "/en/me?done=mail-asked");
    r = visitor_get(v, STR("/en/me"));
    CHECK(visitor_sees(&r, STR("alu@example.org")));
    leave(v);
    str link = mailbox_link(v, STR("alu@example.org"), STR("new-mail"));
    r = press(v, joined(v, STR("/en"), str_skip(link, 3)), STR("answer=yes"));
    CHECK(r.status == 409 && account_with(v, STR("alu@example.org")) == WORLD_ALU_MANAGER);
}

/* Each page that a link leads to is asked for without a form key, and by a made-up link. */
static void forms_of_links_carry_a_key(struct visitor *v) {
    struct routes all = route_list();
    size_t seen = 0;
    for (size_t i = 0; i < all.count; i++) {
        bool link = strstr(all.at[i].path, "{word}") && all.at[i].right == RIGHT_ANYONE;
        if (!link || all.at[i].method != POST) {
            continue;
        }
        str rest = str_of(all.at[i].path);
        str head = {0};
        (void)str_cut(&rest, '{', &head);
        (void)str_cut(&rest, '}', &(str){0});
        struct buf path = {.mem = &v->mem};
        buf_add(&path, STR("/en"));
        buf_add(&path, head);
        buf_add(&path, STR("made-up"));
        buf_add(&path, rest);
        struct response r = visitor_ask(v, POST, buf_str(&path), STR("answer=yes"));
        CHECK(r.status == 403);
        r = visitor_get(v, STR("/en/sign-in"));
        r = visitor_post(v, buf_str(&path), STR("answer=yes&name=x"));
        CHECK(r.status == 404);
        seen++;
    }
    CHECK(seen >= 6);
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
        whoever_is_suspended_stays_out(&v);
        the_invited_have_it_deleted(&v);
        invitations_are_sent_again_and_withdrawn(&v);
        whoever_may_invite_no_more_lets_nobody_in(&v);
        a_link_signs_in_once(&v);
        another_browser_gets_in_but_is_told(&v);
        one_link_used_ends_the_others(&v);
        a_link_is_for_its_purpose_only(&v);
        too_many_askings_wait(&v);
        a_link_lapses(&v);
        a_forgotten_password_is_set_anew(&v);
        a_mail_address_changes_when_both_agreed(&v);
        either_address_may_refuse(&v);
        a_change_is_withdrawn(&v);
        a_taken_address_is_said_where_it_is_read(&v);
        forms_of_links_carry_a_key(&v);
        CHECK(work_ok(&v.work));
        visitor_close(&v);
    }
    return test_failures != 0;
}
