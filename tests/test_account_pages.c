/* Scenes with links in letters: signing in without a password, a new one for who forgot theirs, and
 * another mail address. */
#include "account/asked.h"
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

static void whoever_is_suspended_stays_out(struct visitor *v) {
    (void)visitor_get(v, STR("/en/sign-in"));
    (void)visitor_post(v, STR("/en/sign-in/link"), STR("mail=outsider%40example.org"));
    str link = mailbox_link(v, STR("outsider@example.org"), STR("sign-in"));
    link = mailbox_english(v, link);
    CHECK(account_suspend(&v->work, WORLD_OUTSIDER, true));
    struct response r = visitor_get(v, link);
    CHECK(mailbox_gone(&r));
    r = mailbox_press(v, link, STR(""));
    CHECK(mailbox_gone(&r) && !v->session.len);
    CHECK(account_suspend(&v->work, WORLD_OUTSIDER, false));
    r = mailbox_press(v, link, STR(""));
    CHECK(r.status == 303 && v->session.len);
    leave(v);
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
    link = mailbox_english(v, link);
    r = visitor_get(v, link);
    CHECK(r.status == 200 && !v->session.len && visitor_sees(&r, STR("auto@example.org")));
    CHECK(!visitor_sees(&r, STR("in another browser")));
    r = mailbox_press(v, link, STR(""));
    CHECK(r.status == 303 && v->session.len);
    r = visitor_get(v, STR("/en/today"));
    CHECK(r.status == 200);
    leave(v);
    r = mailbox_press(v, link, STR(""));
    CHECK(mailbox_gone(&r) && !v->session.len);
}

static void another_browser_gets_in_but_is_told(struct visitor *v) {
    v->headers[0] = (struct field){STR("User-Agent"), STR("One")};
    v->header_count = 1;
    (void)ask_for_link(v, STR("mail=auto%40example.org"));
    str link = mailbox_link(v, STR("auto@example.org"), STR("sign-in"));
    v->headers[0].value = STR("Another");
    struct response r = visitor_get(v, mailbox_english(v, link));
    CHECK(r.status == 200 && visitor_sees(&r, STR("in another browser")));
    r = mailbox_press(v, link, STR(""));
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
    struct response r = mailbox_press(v, second, STR(""));
    CHECK(r.status == 303 && v->session.len);
    leave(v);
    r = visitor_get(v, mailbox_english(v, first));
    CHECK(mailbox_gone(&r));
}

static void a_link_is_for_its_purpose_only(struct visitor *v) {
    (void)ask_for_link(v, STR("mail=auto%40example.org"));
    str link = mailbox_link(v, STR("auto@example.org"), STR("sign-in"));
    str token = str_skip(link, sizeof("/en/enter/") - 1);
    static const str others[] = {{"/en/reset/", 10}, {"/en/invitation/", 15},
            {"/en/mail-change/", 16}, {"/en/first/", 10}};
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        struct response r = mailbox_press(v, joined(v, others[i], token),
                STR("answer=yes&name=x&password=wide+river+slow+boat&again=wide+river+slow+boat"));
        CHECK(r.status == 404 && !v->session.len);
    }
    struct response r = mailbox_press(v, link, STR(""));
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
    link = mailbox_english(v, link);
    r = mailbox_press(v, link, STR("password=short&again=other"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='password-wrong'")));
    CHECK(visitor_sees(&r, STR("id='again-wrong'")) && !visitor_sees(&r, STR("value='short'")));
    r = mailbox_press(v, link, STR("password=wide+river+slow+boat&again=wide+river+slow+boat"));
    SAME(location(&r), "/en/sign-in?done=password");
    CHECK(!v->session.len);
    CHECK(mailbox_count(v, STR("auto@example.org"), STR("account-changed")) == 1);
    r = mailbox_press(v, link, STR("password=wide+river+slow+boat&again=wide+river+slow+boat"));
    CHECK(mailbox_gone(&r));

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
    struct response r = mailbox_press(v, mailbox_english(v, link), STR(""));
    CHECK(mailbox_gone(&r));
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
    r = mailbox_press(v, old_link, STR("answer=yes"));
    CHECK(r.status == 200);
    CHECK(account_with(v, STR("outsider@example.org")) == WORLD_OUTSIDER);
    r = mailbox_press(v, mailbox_english(v, old_link), STR("answer=yes"));
    CHECK(mailbox_gone(&r));
    r = mailbox_press(v, new_link, STR("answer=yes"));
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
        struct response r = mailbox_press(v, link, STR("answer=no"));
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
    r = mailbox_press(v, mailbox_english(v, link), STR("answer=yes"));
    CHECK(mailbox_gone(&r));
}

static void a_taken_address_is_said_where_it_is_read(struct visitor *v) {
    forget_attempts(v);
    struct response r = ask_for_mail(v, STR("mail=alu%40example.org"));
    SAME(location(&r), "/en/me?done=mail-asked");
    r = visitor_get(v, STR("/en/me"));
    CHECK(visitor_sees(&r, STR("alu@example.org")));
    leave(v);
    str link = mailbox_link(v, STR("alu@example.org"), STR("new-mail"));
    r = mailbox_press(v, mailbox_english(v, link), STR("answer=yes"));
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
        whoever_is_suspended_stays_out(&v);
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
