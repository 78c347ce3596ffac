#include "account/account.h"
#include "account/attempt.h"
#include "account/link.h"
#include "account/role.h"
#include "account/session.h"
#include "base/buf.h"
#include "directory/attention.h"
#include "tests/test.h"
#include "tests/visitor.h"

static str location(const struct response *r) {
    return visitor_header(r, STR("Location"));
}

static struct response sign_in(struct visitor *v, str page, str form) {
    (void)visitor_get(v, page);
    return visitor_post(v, page, form);
}

static void forget_attempts(struct visitor *v) {
    db_run(&v->work, "DELETE FROM attempt");
}

static void the_right_password_opens_the_desk(struct visitor *v) {
    struct response r = sign_in(
            v, STR("/da/sign-in"), STR("mail=Alu%40Example.org&password=grey+herons+count+stairs"));
    str cookie = visitor_header(&r, STR("Set-Cookie"));
    CHECK(r.status == 303);
    SAME(location(&r), "/da/today");
    CHECK(str_starts(cookie, STR("session=")) && str_has(cookie, STR("; HttpOnly")));
    CHECK(str_has(cookie, STR("; SameSite=Lax")) && str_has(cookie, STR("; Path=/")));
    r = visitor_get(v, STR("/de/"));
    SAME(location(&r), "/de/today");
    r = visitor_get(v, STR("/de/sign-in"));
    SAME(location(&r), "/de/today");
    v->session = (str){0};
}

static void over_https_the_cookie_is_this_hosts_alone(struct visitor *v) {
    v->secure = true;
    struct response r = sign_in(v, STR("/de/sign-in"),
            STR("mail=auto%40example.org&password=grey+herons+count+stairs"));
    str cookie = visitor_header(&r, STR("Set-Cookie"));
    CHECK(str_starts(cookie, STR("__Host-session=")) && str_has(cookie, STR("; Secure")));
    r = visitor_get(v, STR("/de/today"));
    CHECK(r.status == 200);
    v->secure = false;
    v->session = (str){0};
}

/* The same words whether there is such an account or not; only what was typed comes back. */
static void a_wrong_password_tells_nothing(struct visitor *v) {
    static const str pages[] = {{"/de/sign-in", 11}, {"/da/sign-in", 11}};
    for (size_t i = 0; i < 2; i++) {
        forget_attempts(v);
        struct response known =
                sign_in(v, pages[i], STR("mail=alu%40example.org&password=abc-wrong"));
        CHECK(known.status == 422 && visitor_sees(&known, STR("role='alert'")));
        CHECK(visitor_sees(&known, STR("alu@example.org")));
        CHECK(!visitor_sees(&known, STR("abc-wrong")));
        CHECK(!visitor_header(&known, STR("Set-Cookie")).len);
        forget_attempts(v);
        struct response none =
                sign_in(v, pages[i], STR("mail=abc%40example.org&password=abc-wrong"));
        CHECK(none.status == 422 && none.body.len == known.body.len);
    }
    forget_attempts(v);
}

static void who_guesses_waits(struct visitor *v) {
    struct response r = {0};
    for (size_t i = 0; i < 8 && r.status != 429; i++) {
        r = sign_in(v, STR("/da/sign-in"), STR("mail=alu%40example.org&password=wrong"));
    }
    CHECK(r.status == 429);
    int64_t wait = 0;
    CHECK(str_num(visitor_header(&r, STR("Retry-After")), &wait));
    CHECK(wait > 0 && wait <= ATTEMPT_WAIT_MOST);
    CHECK(visitor_sees(&r, STR("<html lang='da'>")));
    forget_attempts(v);
}

static str after_sign_in(struct visitor *v, str next) {
    struct buf form = {.mem = &v->mem};
    buf_add(&form, STR("mail=auto%40example.org&password=grey+herons+count+stairs&next="));
    buf_add(&form, next);
    v->session = (str){0};
    struct response r = sign_in(v, STR("/de/sign-in"), buf_str(&form));
    CHECK(r.status == 303);
    v->session = (str){0};
    return location(&r);
}

static void next_cannot_leave_the_site(struct visitor *v) {
    SAME(after_sign_in(v, STR("%2Fmembers%3Fplace%3DDE")), "/de/members?place=DE");
    SAME(after_sign_in(v, STR("%2F%2Fevil.example")), "/de/today");
    SAME(after_sign_in(v, STR("%2F%5Cevil.example")), "/de/today");
    SAME(after_sign_in(v, STR("%2F%0A%2Fevil.example")), "/de/today");
    SAME(after_sign_in(v, STR("https%3A%2F%2Fevil.example")), "/de/today");
    SAME(after_sign_in(v, STR("%2Fsign-out")), "/de/today");
    SAME(after_sign_in(v, STR("")), "/de/today");
}

/* So that whoever looks into something sees who came in and how, and who tried to. */
static void the_log_is_told_of_signing_in(struct visitor *v) {
    struct response r = sign_in(
            v, STR("/da/sign-in"), STR("mail=alu%40example.org&password=grey+herons+count+stairs"));
    struct account a = {0};
    CHECK(account_by_mail(&v->work, STR("alu@example.org"), &a));
    SAME(r.note.event, "signed in");
    SAME(r.note.means, "password");
    CHECK(r.note.account == a.id);
    r = visitor_get(v, STR("/da/accounts"));
    CHECK(r.status == 404 && r.note.account == a.id);
    SAME(r.note.event, "refused");
    r = visitor_get(v, STR("/da/today"));
    CHECK(r.status == 200 && r.note.event.len == 0 && r.note.account == 0);
    r = visitor_post(v, STR("/da/sign-out"), STR(""));
    SAME(r.note.event, "signed out");
    CHECK(r.note.account == a.id);
    v->session = (str){0};
    r = sign_in(v, STR("/da/sign-in"), STR("mail=alu%40example.org&password=wrong"));
    SAME(r.note.event, "sign-in refused");
    SAME(r.note.means, "password");
    r = visitor_get(v, STR("/da/today"));
    CHECK(r.status == 303 && r.note.account == 0);
    SAME(r.note.event, "refused");
    r = visitor_get(v, STR("/da/never-there"));
    CHECK(r.status == 404 && r.note.event.len == 0);
    forget_attempts(v);
}

static void signing_out_ends_the_session(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    str before = v->session;
    struct response r = visitor_post(v, STR("/da/sign-out"), STR(""));
    CHECK(r.status == 303 && v->session.len == 0);
    CHECK(str_has(visitor_header(&r, STR("Set-Cookie")), STR("Max-Age=0")));
    v->session = before;
    r = visitor_get(v, STR("/da/today"));
    CHECK(r.status == 303);
    v->session = (str){0};
}

static void the_first_address_makes_one_administrator(struct visitor *v) {
    struct buf path = {.mem = &v->mem};
    buf_add(&path, STR("/fr/first/"));
    buf_add(&path, link_make(&v->work,
                           &(struct link){.purpose = LINK_FIRST, .expires = v->work.now + 60}));
    struct response r = visitor_get(v, STR("/fr/first/made-up"));
    CHECK(r.status == 404);
    r = visitor_get(v, buf_str(&path));
    CHECK(r.status == 200);
    r = visitor_post(
            v, buf_str(&path), STR("name=&mail=eva%40example.org&password=short&again=no"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='name-wrong'")));
    CHECK(visitor_sees(&r, STR("id='password-wrong'")) &&
            visitor_sees(&r, STR("id='again-wrong'")));
    CHECK(visitor_sees(&r, STR("value='eva@example.org'")) &&
            !visitor_sees(&r, STR("value='short'")));
    str form = STR("name=Eva&mail=eva%40example.org&password=wide+river+slow+boat"
                   "&again=wide+river+slow+boat");
    r = visitor_post(v, buf_str(&path), form);
    CHECK(r.status == 303 && v->session.len);
    r = visitor_get(v, STR("/fr/accounts"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("eva@example.org")));
    v->session = (str){0};
    (void)visitor_get(v, STR("/fr/sign-in"));
    r = visitor_post(v, buf_str(&path), form);
    CHECK(r.status == 404);
    db_run(&v->work, "DELETE FROM account WHERE mail = 'eva@example.org'");
}

static void a_new_password_ends_the_other_browsers(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    str other = v->session;
    visitor_sign_in(v, STR("alu@example.org"));
    str mine = v->session;
    CHECK(!str_eq(other, mine));
    str fresh = STR("&password=wide+river+slow+boat&again=wide+river+slow+boat");
    struct buf wrong = {.mem = &v->mem};
    buf_add(&wrong, STR("old=not+it"));
    buf_add(&wrong, fresh);
    struct response r = visitor_post(v, STR("/da/me/password"), buf_str(&wrong));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='old-wrong'")));
    forget_attempts(v);
    struct buf right = {.mem = &v->mem};
    buf_add(&right, STR("old=grey+herons+count+stairs"));
    buf_add(&right, fresh);
    r = visitor_post(v, STR("/da/me/password"), buf_str(&right));
    CHECK(r.status == 303 && v->session.len && !str_eq(v->session, mine));
    r = visitor_get(v, STR("/da/today"));
    CHECK(r.status == 200);
    v->session = other;
    r = visitor_get(v, STR("/da/today"));
    CHECK(r.status == 303);
    v->session = (str){0};
    r = sign_in(v, STR("/da/sign-in"), STR("mail=alu%40example.org&password=wide+river+slow+boat"));
    CHECK(r.status == 303);
    db_run(&v->work,
            "UPDATE account SET password = (SELECT password FROM account WHERE id = ?)"
            " WHERE id = ?",
            num(WORLD_ADMIN), num(WORLD_ALU_MANAGER));
    v->session = (str){0};
}

static void name_and_language_are_ones_own(struct visitor *v) {
    visitor_sign_in(v, STR("outsider@example.org"));
    struct response r = visitor_post(v, STR("/en/me"), STR("name=&tongue=sv"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='name-wrong'")));
    r = visitor_post(v, STR("/en/me"), STR("name=Otto+%3Cb%3E&tongue=sv"));
    SAME(location(&r), "/sv/me?done=saved");
    r = visitor_get(v, STR("/sv/me"));
    CHECK(visitor_sees(&r, STR("Otto &lt;b&gt;")) && !visitor_sees(&r, STR("<b>")));
    r = visitor_post(v, STR("/sv/me/cluster"), STR("cluster=1"));
    CHECK(r.status == 404);
    str other = v->session;
    (void)visitor_get(v, STR("/sv/me"));
    r = visitor_post(v, STR("/sv/me/sessions"), STR(""));
    CHECK(r.status == 303 && v->session.len == 0);
    v->session = other;
    r = visitor_get(v, STR("/sv/me"));
    CHECK(r.status == 303);
    v->session = (str){0};
}

static void one_works_for_one_cluster_at_a_time(struct visitor *v) {
    role_add(&v->work, &(struct role){.account = WORLD_ALU_MANAGER, .cluster = WORLD_WOOD});
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/me"));
    CHECK(visitor_sees(&r, STR("Småland")) && !visitor_sees(&r, STR("Auto Bayern")));
    r = visitor_post(v, STR("/en/me/cluster"), STR("cluster=3"));
    SAME(location(&r), "/en/today");
    r = visitor_get(v, STR("/en/today"));
    CHECK(visitor_sees(&r, STR("Småland")));
    r = visitor_post(v, STR("/en/me/cluster"), STR("cluster=2"));
    CHECK(r.status == 404);
    db_run(&v->work, "DELETE FROM role WHERE cluster_id = ?", num(WORLD_WOOD));
    r = visitor_get(v, STR("/en/today"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("Småland")));
    v->session = (str){0};
}

static void only_administrators_see_the_accounts(struct visitor *v) {
    struct response r = visitor_get(v, STR("/en/accounts"));
    CHECK(r.status == 303);
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, STR("/en/accounts"));
    CHECK(r.status == 404);
    r = visitor_get(v, STR("/en/accounts/1"));
    CHECK(r.status == 404);
    r = visitor_post(v, STR("/en/accounts/1/remove"), STR(""));
    CHECK(r.status == 404);
    r = visitor_post(v, STR("/en/accounts/3/roles"), STR("role=0"));
    CHECK(r.status == 404);
    visitor_sign_in(v, STR("admin@example.org"));
    r = visitor_get(v, STR("/en/accounts"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("alu@example.org")));
    CHECK(visitor_sees(&r, STR("Alu &lt;Syd&gt; &amp; Søn")));
}

static int64_t account_with(struct visitor *v, str mail) {
    return db_number(&v->work, "SELECT id FROM account WHERE mail = ?", txt(mail));
}

static void an_account_is_added_with_a_password_shown_once(struct visitor *v) {
    struct response r =
            visitor_post(v, STR("/en/accounts"), STR("name=Nina&mail=Nina%40example.org&role=2"));
    int64_t id = account_with(v, STR("nina@example.org"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("nina@example.org")) && id);
    struct roles roles = role_list(&v->work, id);
    CHECK(roles.count == 1 && roles.at[0].cluster == WORLD_AUTO);
    (void)visitor_get(v, STR("/en/accounts"));
    r = visitor_post(v, STR("/en/accounts"), STR("name=Nina&mail=nina%40example.org&role=admin"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("id='mail-wrong'")));
    CHECK(visitor_sees(&r, STR("<option value='admin' selected>")));
    r = visitor_post(v, STR("/en/accounts"), STR("name=Olaf&mail=olaf&role="));
    CHECK(r.status == 422 && !account_with(v, STR("olaf")));
}

static void whoever_has_a_password_that_was_made_for_them_is_told(struct visitor *v) {
    str own = v->session;
    int64_t id = account_with(v, STR("nina@example.org"));
    v->session = session_start(&v->work, id);
    struct response r = visitor_get(v, STR("/en/today"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Choose your own")));
    r = visitor_get(v, STR("/en/listings"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("Choose your own")));
    r = visitor_post(v, STR("/en/me/password"),
            STR("old=k3fm-x8wq-two-more&password=k3fm-x8wq-two-more&again=k3fm-x8wq-two-more"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("Somebody else has seen this one")));
    account_set_password(&v->work, id, STR("")); /* as they would; it ends the session */
    v->session = session_start(&v->work, id);
    r = visitor_get(v, STR("/en/today"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("Choose your own")));
    v->session = own;
    struct buf path = {.mem = &v->mem};
    buf_add(&path, STR("/en/accounts/"));
    buf_num(&path, id);
    buf_add(&path, STR("/password"));
    (void)visitor_get(v, STR("/en/accounts"));
    r = visitor_post(v, buf_str(&path), STR(""));
    CHECK(r.status == 200 && visitor_sees(&r, STR("It is good for seven days")));
    CHECK(db_number(&v->work, "SELECT password_ends FROM account WHERE id = ?", num(id)) > 0);
}

static void roles_are_given_and_taken(struct visitor *v) {
    int64_t id = account_with(v, STR("nina@example.org"));
    struct buf path = {.mem = &v->mem};
    buf_add(&path, STR("/en/accounts/"));
    buf_num(&path, id);
    struct response r = visitor_get(v, buf_str(&path));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Auto Bayern")));
    struct buf roles = path;
    buf_add(&roles, STR("/roles"));
    r = visitor_post(v, buf_str(&roles), STR("role=1"));
    CHECK(r.status == 303 && role_list(&v->work, id).count == 2);
    r = visitor_post(v, buf_str(&roles), STR("role=99"));
    CHECK(r.status == 404 && role_list(&v->work, id).count == 2);
    buf_add(&roles, STR("/end"));
    r = visitor_post(v, buf_str(&roles), STR("role=2"));
    CHECK(r.status == 303 && role_list(&v->work, id).count == 1);
    buf_add(&path, STR("/remove"));
    r = visitor_post(v, buf_str(&path), STR(""));
    CHECK(r.status == 303 && !account_with(v, STR("nina@example.org")));
}

static void the_last_administrator_stays(struct visitor *v) {
    (void)visitor_get(v, STR("/en/accounts/1"));
    struct response r = visitor_post(v, STR("/en/accounts/1/roles/end"), STR("role=0"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("role='alert'")));
    r = visitor_post(v, STR("/en/accounts/1/remove"), STR(""));
    CHECK(r.status == 422 && role_admin_exists(&v->work));
    r = visitor_get(v, STR("/en/accounts/1"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("/accounts/1/remove'")));
    v->session = (str){0};
}

/* Of the world as it stands in 2027, then with something of everything. */
static void attention_counts_one_cluster_only(struct visitor *v) {
    struct work w = v->work;
    w.now = WORLD_NOW;
    struct attention a = attention_of(&w, WORLD_ALU);
    CHECK(a.members == 3 && a.needs == 2 && a.offers == 2);
    CHECK(a.of[CONCERN_DRAFT] == 1 && a.of[CONCERN_REVIEW] == 0 && a.of[CONCERN_LAPSING] == 0);
    CHECK(a.of[CONCERN_EXPIRED] == 0 && a.of[CONCERN_UNCONFIRMED] == 0);
    CHECK(a.of[CONCERN_SILENT] == 1 && a.of[CONCERN_ENGLISH] == 3);
    CHECK(a.of[CONCERN_REMARK] == 0 && a.of[CONCERN_COUNTRY] == 0);

    db_run(&w, "UPDATE listing SET valid_until = '2027-02-14' WHERE id = ?",
            num(WORLD_FOUNDRY_OFFER));
    db_run(&w, "UPDATE listing SET valid_until = '2027-01-14' WHERE id = ?",
            num(WORLD_FOUNDRY_NEED));
    db_run(&w, "UPDATE listing SET confirmed = '2026-01-14' WHERE id = ?",
            num(WORLD_FOUNDRY_SECRET));
    db_run(&w, "UPDATE organisation SET country = '', remark = 'no such place' WHERE id = ?",
            num(WORLD_SHARED));
    db_run(&w, "INSERT INTO translation (object, object_id, field, lang, body, made_by, updated)"
               " VALUES ('organisation', 1, 'profile', 'en', 'A foundry.', 'human', 1)");
    a = attention_of(&w, WORLD_ALU);
    CHECK(a.needs == 1 && a.offers == 2);
    CHECK(a.of[CONCERN_LAPSING] == 1 && a.of[CONCERN_EXPIRED] == 1);
    CHECK(a.of[CONCERN_UNCONFIRMED] == 1 && a.of[CONCERN_ENGLISH] == 2);
    CHECK(a.of[CONCERN_REMARK] == 1 && a.of[CONCERN_COUNTRY] == 1);
    a = attention_of(&w, WORLD_AUTO);
    CHECK(a.members == 2 && a.needs == 1 && a.offers == 1 && a.of[CONCERN_LAPSING] == 0);
    a = attention_of(&w, WORLD_WOOD);
    CHECK(a.members == 1 && a.needs == 1 && a.of[CONCERN_REMARK] == 0);
}

/* Every list holds as many as its count says. */
static void attention_lists_what_it_counts(struct visitor *v) {
    struct work w = v->work;
    w.now = WORLD_NOW;
    for (int64_t cluster = WORLD_ALU; cluster <= WORLD_WOOD; cluster++) {
        struct attention a = attention_of(&w, cluster);
        for (enum concern c = 0; c < CONCERN_COUNT; c++) {
            enum concern named = CONCERN_COUNT;
            CHECK((int64_t)attention_list(&w, cluster, c, ATTENTION_MOST).count == a.of[c]);
            CHECK(attention_named(attention_word(c), &named) && named == c);
        }
    }
    struct attention_things lapsing = attention_list(&w, WORLD_ALU, CONCERN_LAPSING, 3);
    CHECK(lapsing.count == 1 && lapsing.at[0].id == WORLD_FOUNDRY_OFFER);
    SAME(lapsing.at[0].organisation, "Støberiet A/S");
}

static void the_desk_shows_ones_own_and_what_is_abroad(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/today"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("/en/today/drafts")));
    CHECK(visitor_sees(&r, STR("Gussteile aus Aluminium")) && visitor_sees(&r, STR("Sågblad")));
    CHECK(!visitor_sees(&r, STR("Stoßstangen")) && !visitor_sees(&r, STR("Legeringer")));
    r = visitor_get(v, STR("/en/today/drafts"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Kokiller")));
    r = visitor_get(v, STR("/en/today/remarks"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("no such place")));
    r = visitor_get(v, STR("/en/today/something"));
    CHECK(r.status == 404);
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, STR("/de/today"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("/de/today/drafts")));
    CHECK(!visitor_sees(&r, STR("Kokiller")) && !visitor_sees(&r, STR("Køber til")));
    r = visitor_get(v, STR("/de/today/drafts"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("Kokiller")));
    v->session = (str){0};
    r = visitor_get(v, STR("/de/today"));
    CHECK(r.status == 303);
}

static bool finds(struct visitor *v, str words, str what) {
    struct buf target = {.mem = &v->mem};
    buf_add(&target, STR("/en/search?q="));
    buf_add(&target, words);
    struct response r = visitor_get(v, buf_str(&target));
    CHECK(r.status == 200);
    return visitor_sees(&r, what);
}

static void search_finds_only_what_may_be_seen(struct visitor *v) {
    CHECK(finds(v, STR("stobegods"), STR("/en/listings/1-")));
    CHECK(finds(v, STR("presswerk"), STR("Presswerk GmbH")));
    CHECK(finds(v, STR("bayern"), STR("/en/clusters/2-auto-bayern")));
    CHECK(!finds(v, STR("presse"), STR("/en/listings/2-")));
    CHECK(!finds(v, STR("skjult"), STR("Skjult ApS")));
    CHECK(!finds(v, STR("legeringer"), STR("/en/listings/8")));
    CHECK(!finds(v, STR("ehemals"), STR("Ehemals KG")));
    CHECK(!finds(v, STR("kokiller"), STR("/en/listings/4")));
    CHECK(finds(v, STR("%3Cb%3E"), STR("&lt;b&gt;")));
    CHECK(finds(v, STR(""), STR("class='empty'")));
    visitor_sign_in(v, STR("auto@example.org"));
    CHECK(finds(v, STR("presse"), STR("/en/listings/2-")));
    CHECK(!finds(v, STR("til"), STR("/en/listings/3-")));
    CHECK(!finds(v, STR("skjult"), STR("Skjult ApS")));
    visitor_sign_in(v, STR("alu@example.org"));
    CHECK(finds(v, STR("til"), STR("/en/listings/3-")));
    CHECK(finds(v, STR("skjult"), STR("Skjult ApS")));
    v->session = (str){0};
}

static void the_first_page_counts_what_a_visitor_may_see(struct visitor *v) {
    struct response r = visitor_get(v, STR("/en/"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Støbegods i aluminium")));
    CHECK(visitor_sees(&r, STR("?side=need'>Open needs</a></dt><dd>2</dd>")));
    CHECK(visitor_sees(&r, STR("?side=offer'>Open offers</a></dt><dd>2</dd>")));
    CHECK(visitor_sees(&r, STR("organisations'>Organisations</a></dt><dd>3</dd>")));
    CHECK(!visitor_sees(&r, STR("Presseværktøj")) && !visitor_sees(&r, STR("Legeringer")));
    visitor_sign_in(v, STR("outsider@example.org"));
    r = visitor_get(v, STR("/en/"));
    CHECK(r.status == 200);
    v->session = (str){0};
}

static void run(struct visitor *v) {
    the_right_password_opens_the_desk(v);
    over_https_the_cookie_is_this_hosts_alone(v);
    a_wrong_password_tells_nothing(v);
    who_guesses_waits(v);
    next_cannot_leave_the_site(v);
    signing_out_ends_the_session(v);
    the_log_is_told_of_signing_in(v);
    the_first_address_makes_one_administrator(v);
    a_new_password_ends_the_other_browsers(v);
    name_and_language_are_ones_own(v);
    one_works_for_one_cluster_at_a_time(v);
    only_administrators_see_the_accounts(v);
    an_account_is_added_with_a_password_shown_once(v);
    whoever_has_a_password_that_was_made_for_them_is_told(v);
    roles_are_given_and_taken(v);
    the_last_administrator_stays(v);
    search_finds_only_what_may_be_seen(v);
    the_first_page_counts_what_a_visitor_may_see(v);
    attention_counts_one_cluster_only(v);
    attention_lists_what_it_counts(v);
    the_desk_shows_ones_own_and_what_is_abroad(v);
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    run(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}
