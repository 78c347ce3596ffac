/* Signing in with two steps, as a browser does it. */
#include "account/half_session.h"
#include "account/recovery.h"
#include "account/second.h"
#include "account/totp.h"
#include "base/buf.h"
#include "tests/steps.h"
#include "tests/test.h"
#include "web/route.h"

#include <string.h>

static str code_of(struct visitor *v, const struct totp *t) {
    return totp_code(&v->mem, t, v->work.now / TOTP_STEP_SECONDS, TOTP_DIGITS);
}

static str wrong_code(struct visitor *v, const struct totp *t) {
    for (int64_t step = 0;; step++) {
        str code = totp_code(&v->mem, t, step, TOTP_DIGITS);
        if (!totp_step(&v->work, t, 0, code)) {
            return code;
        }
    }
}

static void read_secret(struct visitor *v, const struct response *r, struct totp *t) {
    str spaced = visitor_between(r->body, STR("<code class='secret'>"), '<');
    struct buf text = {.mem = &v->mem};
    for (size_t i = 0; i < spaced.len; i++) {
        buf_add(&text, spaced.at[i] == ' ' ? (str){0} : (str){spaced.at + i, 1});
    }
    CHECK(totp_read(buf_str(&text), t));
}

static struct response post_code(struct visitor *v, const struct response *page, str code) {
    str sealed = visitor_between(page->body, STR("name='secret' value='"), '\'');
    return visitor_post(v, STR("/en/me/security/totp"),
            steps_joined(v, steps_joined(v, STR("secret="), sealed),
                    steps_joined(v, STR("&code="), code)));
}

static size_t read_codes(struct visitor *v, const struct response *r, str *codes) {
    size_t count = 0;
    str rest = r->body;
    while (count < RECOVERY_CODES) {
        str code = visitor_between(rest, STR("<li><code>"), '<');
        if (!code.len) {
            break;
        }
        codes[count++] = arena_copy(&v->mem, code);
        rest = (str){code.at, (size_t)(r->body.at + r->body.len - code.at)};
    }
    return count;
}

static void codes_are_set_up_with_a_first_one(struct visitor *v, struct totp *t, str *codes) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response page = visitor_get(v, STR("/en/me/security/totp"));
    CHECK(page.status == 200 && visitor_sees(&page, STR("<svg class='qr'")));
    read_secret(v, &page, t);
    struct response r = post_code(v, &page, wrong_code(v, t));
    CHECK(r.status == 422 && visitor_sees(&r, STR("These are not the digits of now")));
    struct totp same = {0};
    read_secret(v, &r, &same);
    CHECK(memcmp(t, &same, sizeof(*t)) == 0); /* the app that read it keeps its worth */
    CHECK(!totp_on(&v->work, WORLD_ALU_MANAGER));
    r = post_code(v, &r, code_of(v, t));
    CHECK(r.status == 200 && totp_on(&v->work, WORLD_ALU_MANAGER));
    CHECK(read_codes(v, &r, codes) == RECOVERY_CODES);
}

/* A secret from somebody else's form must not get into one's own account. */
static void a_sealed_secret_is_for_its_account(struct visitor *v) {
    struct totp t = {0};
    visitor_sign_in(v, STR("auto@example.org"));
    struct response page = visitor_get(v, STR("/en/me/security/totp"));
    read_secret(v, &page, &t);
    visitor_sign_in(v, STR("outsider@example.org"));
    struct response r = post_code(v, &page, code_of(v, &t));
    CHECK(r.status == 200 && !totp_on(&v->work, WORLD_OUTSIDER));
    visitor_sign_in(v, STR("auto@example.org"));
    r = post_code(v, &page, code_of(v, &t));
    CHECK(r.status == 200 && totp_on(&v->work, WORLD_AUTO_MANAGER)); /* it was a good one */
    totp_remove(&v->work, WORLD_AUTO_MANAGER);
    recovery_remove(&v->work, WORLD_AUTO_MANAGER);
}

static void the_password_alone_is_half_a_session(struct visitor *v) {
    struct response r = steps_first(v, STR("alu@example.org"));
    CHECK(r.status == 303 && v->session.len == 0 && v->half.len > 0);
    SAME(steps_location(&r), "/en/sign-in/second?next=%2Flistings%3Fq%3Da");
    r = visitor_get(v, steps_location(&r));
    CHECK(r.status == 200 && visitor_sees(&r, STR("name='code'")));
    CHECK(visitor_sees(&r, STR("value='/listings?q=a'")));
}

/* "/clusters/{id}/edit" is "/en/clusters/1/edit". */
static str address_of(struct visitor *v, const struct route *route) {
    struct buf all = {.mem = &v->mem};
    str rest = str_of(route->path);
    str part;
    buf_add(&all, STR("/en"));
    (void)str_cut(&rest, '/', &part);
    while (str_cut(&rest, '/', &part)) {
        buf_add(&all, STR("/"));
        buf_add(&all, str_eq(part, STR("{id}"))     ? STR("1")
                      : str_eq(part, STR("{word}")) ? STR("today")
                                                    : part);
    }
    return buf_str(&all);
}

/* Every address answers whoever has only done the first step as it answers a visitor. A whole
 * session in its place is the known bad: there the answers differ. */
static void half_a_session_holds_no_right_anywhere(struct visitor *v) {
    struct routes all = route_list();
    size_t asked = 0;
    size_t differ = 0;
    (void)steps_first(v, STR("alu@example.org"));
    str half = v->half;
    visitor_sign_in(v, STR("outsider@example.org"));
    str whole = v->session;
    for (size_t i = 0; i < all.count; i++) {
        str path = address_of(v, &all.at[i]);
        if (str_has(path, STR("/sign-in")) || str_has(path, STR("/sign-out"))) {
            continue;
        }
        steps_out(v);
        struct response visitors = visitor_ask(v, all.at[i].method, path, STR(""));
        steps_out(v);
        v->half = half;
        struct response halves = visitor_ask(v, all.at[i].method, path, STR(""));
        steps_out(v);
        v->session = half; /* nor does its token pass for a session's */
        struct response taken = visitor_ask(v, all.at[i].method, path, STR(""));
        CHECK(halves.status == visitors.status && taken.status == visitors.status);
        CHECK(str_eq(steps_location(&halves), steps_location(&visitors)));
        CHECK(str_eq(steps_location(&taken), steps_location(&visitors)));
        CHECK(all.at[i].right == RIGHT_ANYONE || halves.status != 200);
        steps_out(v);
        v->session = whole;
        struct response wholes = visitor_ask(v, all.at[i].method, path, STR(""));
        differ += wholes.status != visitors.status;
        asked++;
    }
    CHECK(asked > 100 && differ > 20);
}

static void a_right_code_makes_it_whole_once(struct visitor *v, const struct totp *t) {
    steps_forget(v);
    (void)steps_first(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/sign-in/second?next=%2Flistings"));
    str half = v->half;
    struct response r = visitor_post(v, STR("/en/sign-in/second"),
            steps_joined(v, STR("next=%2Flistings&code="), wrong_code(v, t)));
    CHECK(r.status == 422 && v->session.len == 0);
    CHECK(visitor_sees(&r, STR("This code is not right")));
    str code = code_of(v, t);
    r = visitor_post(
            v, STR("/en/sign-in/second"), steps_joined(v, STR("next=%2Flistings&code="), code));
    CHECK(r.status == 303 && v->session.len > 0 && v->half.len == 0);
    SAME(steps_location(&r), "/en/listings");
    CHECK(!str_eq(v->session, half));
    r = visitor_get(v, STR("/en/me"));
    CHECK(r.status == 200);
    /* The half session is over, and in another one the code was used already. */
    steps_out(v);
    v->half = half;
    r = visitor_get(v, STR("/en/sign-in/second"));
    SAME(steps_location(&r), "/en/sign-in");
    (void)steps_first(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/sign-in/second"));
    r = visitor_post(v, STR("/en/sign-in/second"), steps_joined(v, STR("code="), code));
    CHECK(r.status == 422 && v->session.len == 0);
}

static void guessing_ends_the_half_session_and_is_told(struct visitor *v, const struct totp *t) {
    steps_forget(v);
    (void)steps_first(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/sign-in/second"));
    str form = steps_joined(v, STR("code="), wrong_code(v, t));
    struct response r = {0};
    int misses = 0;
    for (int tries = 0; tries < 20 && v->half.len; tries++) {
        r = visitor_post(v, STR("/en/sign-in/second"), form);
        misses += r.status == 422;
        if (r.status == 429) {
            CHECK(visitor_header(&r, STR("Retry-After")).len > 0);
            steps_forget(v);
        }
    }
    CHECK(misses == HALF_SESSION_MISSES_MOST && v->half.len == 0 && v->session.len == 0);
    CHECK(visitor_sees(&r, STR("Too many wrong codes")));
    CHECK(steps_letters(v, STR("account-warned")) == 1);
}

static void a_recovery_code_helps_once(struct visitor *v, str *codes) {
    steps_forget(v);
    (void)steps_first(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/sign-in/second"));
    str form = steps_joined(v, STR("next=%2Flistings&code="), codes[0]);
    struct response r = visitor_post(v, STR("/en/sign-in/second"), form);
    CHECK(r.status == 303 && v->session.len > 0);
    SAME(steps_location(&r), "/en/me/security");
    r = visitor_get(v, STR("/en/me/security"));
    CHECK(visitor_sees(&r, STR("9 codes are left.")));
    CHECK(visitor_sees(&r, STR("A recovery code was used")));
    (void)steps_first(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/sign-in/second"));
    r = visitor_post(v, STR("/en/sign-in/second"), form);
    CHECK(r.status == 422 && v->session.len == 0);
}

static void few_codes_left_are_told_and_made_anew(struct visitor *v, str *codes) {
    visitor_sign_in(v, STR("alu@example.org"));
    for (size_t i = 1; i < RECOVERY_CODES - 2; i++) {
        CHECK(recovery_take(&v->work, WORLD_ALU_MANAGER, codes[i]));
    }
    steps_forget(v);
    (void)steps_first(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/sign-in/second"));
    (void)visitor_post(v, STR("/en/sign-in/second"), steps_joined(v, STR("code="), codes[8]));
    struct response r = visitor_get(v, STR("/en/me/security"));
    CHECK(visitor_sees(&r, STR("One code is left. Make new ones")));
    r = visitor_post(v, STR("/en/me/security/codes"), STR(""));
    CHECK(r.status == 200 && read_codes(v, &r, codes) == RECOVERY_CODES);
    r = visitor_get(v, STR("/en/me/security"));
    CHECK(visitor_sees(&r, STR("10 codes are left.")));
}

static str stale_at(struct visitor *v, enum method method, str path) {
    db_run(&v->work, "UPDATE session SET fresh = ?", num(v->work.now - SESSION_FRESH_MOST - 5));
    struct response r = method == GET ? visitor_get(v, path) : visitor_post(v, path, STR("code=1"));
    CHECK(r.status == 303);
    return steps_location(&r);
}

static void what_is_sensitive_asks_again(struct visitor *v) {
    visitor_sign_in(v, STR("outsider@example.org"));
    SAME(stale_at(v, GET, STR("/en/me/security/totp")),
            "/en/me/confirm?next=%2Fme%2Fsecurity%2Ftotp");
    SAME(stale_at(v, POST, STR("/en/me/security/totp")),
            "/en/me/confirm?next=%2Fme%2Fsecurity%2Ftotp");
    SAME(stale_at(v, POST, STR("/en/me/security/codes")), "/en/me/confirm?next=%2Fme%2Fsecurity");
    SAME(stale_at(v, POST, STR("/en/me/security/passkeys/1/remove")),
            "/en/me/confirm?next=%2Fme%2Fsecurity");
    struct response r = visitor_get(v, STR("/en/me/confirm?next=%2Fme%2Fsecurity%2Ftotp"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("value='/me/security/totp'")));
    r = visitor_post(
            v, STR("/en/me/confirm/password"), STR("next=%2Fme%2Fsecurity%2Ftotp&password=no"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("This is not your password.")));
    CHECK(stale_at(v, GET, STR("/en/me/security/totp")).len > 0);
    r = visitor_post(v, STR("/en/me/confirm/password"),
            STR("next=%2Fme%2Fsecurity%2Ftotp&password=grey+herons+count+stairs"));
    CHECK(r.status == 303);
    SAME(steps_location(&r), "/en/me/security/totp");
    r = visitor_get(v, STR("/en/me/security/totp"));
    CHECK(r.status == 200);
    r = visitor_post(v, STR("/en/me/confirm/password"),
            STR("next=%2F%2Fevil.example&password=grey+herons+count+stairs"));
    CHECK(r.status == 303 && !str_has(steps_location(&r), STR("evil")));
}

static void a_code_will_do_for_that(struct visitor *v, const struct totp *t, str *codes) {
    steps_forget(v);
    (void)steps_first(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/sign-in/second"));
    (void)visitor_post(v, STR("/en/sign-in/second"), steps_joined(v, STR("code="), codes[0]));
    (void)visitor_get(v, STR("/en/me"));
    CHECK(stale_at(v, GET, STR("/en/me/security/totp")).len > 0);
    struct response r = visitor_post(
            v, STR("/en/me/confirm/code"), steps_joined(v, STR("code="), wrong_code(v, t)));
    CHECK(r.status == 422);
    r = visitor_post(v, STR("/en/me/confirm/code"), steps_joined(v, STR("code="), code_of(v, t)));
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/en/me/security/totp"));
    CHECK(r.status == 200);
}

static void roles_that_ask_for_it_open_nothing_else(struct visitor *v) {
    struct totp t = {0};
    visitor_sign_in(v, STR("admin@example.org"));
    struct response r = visitor_get(v, STR("/en/accounts/second-step"));
    CHECK(r.status == 200);
    r = visitor_post(v, STR("/en/accounts/second-step"), STR("manager=yes"));
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/en/accounts")); /* administrators need none yet */
    CHECK(r.status == 200);
    visitor_sign_in(v, STR("auto@example.org"));
    CHECK(v->session.len > 0);
    static const str shut[] = {{"/en/today", 9}, {"/en/", 4}, {"/en/listings/1", 14}, {"/en/me", 6},
            {"/en/export/members.csv", 22}};
    for (size_t i = 0; i < sizeof(shut) / sizeof(shut[0]); i++) {
        r = visitor_get(v, shut[i]);
        CHECK(r.status == 303);
        SAME(steps_location(&r), "/en/me/security");
    }
    r = visitor_get(v, STR("/en/organisations/2/partners.json"));
    CHECK(r.status == 401);
    r = visitor_get(v, STR("/en/me/security"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("a second step is asked for")));
    r = visitor_get(v, STR("/en/me/security/totp"));
    read_secret(v, &r, &t);
    r = post_code(v, &r, code_of(v, &t));
    CHECK(r.status == 200);
    r = visitor_get(v, STR("/en/today"));
    CHECK(r.status == 200);
    visitor_sign_in(v, STR("admin@example.org"));
    (void)visitor_get(v, STR("/en/accounts/second-step"));
    r = visitor_post(v, STR("/en/accounts/second-step"), STR("member=yes&researcher=yes"));
    CHECK(r.status == 303 && second_wanted(&v->work, ROLE_MEMBER));
    CHECK(second_wanted(&v->work, ROLE_RESEARCHER) && !second_wanted(&v->work, ROLE_MANAGER));
    r = visitor_post(v, STR("/en/accounts/second-step"), STR("x=1"));
    CHECK(r.status == 303 && !second_wanted(&v->work, ROLE_MEMBER));
}

static void a_lost_one_is_removed_by_an_administrator(struct visitor *v) {
    struct session s = {0};
    str theirs = session_start(&v->work, WORLD_AUTO_MANAGER);
    int64_t before = steps_letters(v, STR("account-changed"));
    CHECK(totp_on(&v->work, WORLD_AUTO_MANAGER) && session_find(&v->work, theirs, &s));
    visitor_sign_in(v, STR("outsider@example.org"));
    struct response r = visitor_post(v, STR("/en/accounts/3/second/remove"), STR(""));
    CHECK(r.status == 404 && totp_on(&v->work, WORLD_AUTO_MANAGER));
    visitor_sign_in(v, STR("admin@example.org"));
    r = visitor_get(v, STR("/en/accounts/3"));
    CHECK(visitor_sees(&r, STR("They have codes from an app.")));
    CHECK(stale_at(v, POST, STR("/en/accounts/3/second/remove")).len > 0);
    CHECK(totp_on(&v->work, WORLD_AUTO_MANAGER));
    visitor_sign_in(v, STR("admin@example.org"));
    r = visitor_post(v, STR("/en/accounts/3/second/remove"), STR(""));
    CHECK(r.status == 303 && !totp_on(&v->work, WORLD_AUTO_MANAGER));
    CHECK(!session_find(&v->work, theirs, &s));
    CHECK(steps_letters(v, STR("account-changed")) == before + 1);
    r = steps_first(v, STR("auto@example.org"));
    CHECK(v->session.len > 0 && v->half.len == 0);
    r = visitor_get(v, STR("/en/me/security"));
    CHECK(visitor_sees(&r, STR("The second step was removed by an administrator")));
}

static void sessions_are_listed_and_ended(struct visitor *v) {
    visitor_sign_in(v, STR("outsider@example.org"));
    str first = v->session;
    v->headers[0] = (struct field){
            STR("User-Agent"), STR("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0")};
    v->header_count = 1;
    visitor_sign_in(v, STR("outsider@example.org"));
    struct response r = visitor_get(v, STR("/en/me/security"));
    CHECK(visitor_sees(&r, STR("Firefox on Linux <span class='quiet'>(this one)</span>")));
    CHECK(visitor_sees(&r, STR("A browser that does not say which")));
    CHECK(visitor_sees(&r, STR("192.0.2.0/24")) && !visitor_sees(&r, STR("192.0.2.7")));
    r = visitor_post(v, STR("/en/me/security/sessions/end"),
            steps_joined(v, STR("session="), session_key(&v->work, first)));
    CHECK(r.status == 303);
    struct session s = {0};
    CHECK(!session_find(&v->work, first, &s) && session_find(&v->work, v->session, &s));
    str another = session_start(&v->work, WORLD_OUTSIDER);
    str others = session_start(&v->work, WORLD_ADMIN);
    r = visitor_post(v, STR("/en/me/security/sessions/end"),
            steps_joined(v, STR("session="), session_key(&v->work, others)));
    CHECK(session_find(&v->work, others, &s)); /* of somebody else */
    r = visitor_post(v, STR("/en/me/security/sessions/others"), STR(""));
    CHECK(!session_find(&v->work, another, &s) && session_find(&v->work, v->session, &s));
    r = visitor_post(v, STR("/en/me/sessions"), STR(""));
    CHECK(v->session.len == 0);
    v->header_count = 0;
}

/* The whole file, with what is not yet moved into it: no secret stands there as it is typed or sent.
 * A mail address is what must be found. */
static bool stored(struct visitor *v, str what) {
    static const char *const ends[] = {"", "-wal"};
    bool found = false;
    for (size_t i = 0; i < 2; i++) {
        struct buf path = {.mem = &v->mem};
        buf_add(&path, str_of(v->fresh.address));
        buf_add(&path, str_of(ends[i]));
        FILE *f = fopen(arena_z(&v->mem, buf_str(&path)), "rb");
        if (f) {
            static char bytes[16 * 1024 * 1024];
            size_t len = fread(bytes, 1, sizeof(bytes), f);
            found = found || str_has((str){bytes, len}, what);
            (void)fclose(f);
        }
    }
    return found;
}

static void nothing_secret_is_stored_in_clear(
        struct visitor *v, const struct totp *t, const str *codes) {
    if (!db_is_file(v->fresh.address)) {
        return;
    }
    CHECK(stored(v, STR("outsider@example.org")));
    CHECK(!stored(v, totp_text(&v->mem, t)));
    CHECK(!stored(v, (str){(const char *)t->secret, sizeof(t->secret)}));
    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        CHECK(codes[i].len && !stored(v, codes[i]));
    }
    visitor_sign_in(v, STR("outsider@example.org"));
    CHECK(v->session.len && !stored(v, v->session));
    CHECK(stored(v, session_key(&v->work, v->session)));
}

int main(void) {
    struct visitor v;
    struct totp t = {0};
    str codes[RECOVERY_CODES] = {0};
    CHECK(visitor_open(&v));
    if (test_failures == 0) {
        codes_are_set_up_with_a_first_one(&v, &t, codes);
        a_sealed_secret_is_for_its_account(&v);
        the_password_alone_is_half_a_session(&v);
        half_a_session_holds_no_right_anywhere(&v);
        a_right_code_makes_it_whole_once(&v, &t);
        guessing_ends_the_half_session_and_is_told(&v, &t);
        a_recovery_code_helps_once(&v, codes);
        few_codes_left_are_told_and_made_anew(&v, codes);
        what_is_sensitive_asks_again(&v);
        a_code_will_do_for_that(&v, &t, codes);
        roles_that_ask_for_it_open_nothing_else(&v);
        a_lost_one_is_removed_by_an_administrator(&v);
        sessions_are_listed_and_ended(&v);
        nothing_secret_is_stored_in_clear(&v, &t, codes);
        CHECK(work_ok(&v.work));
    }
    visitor_close(&v);
    return test_failures ? 1 : 0;
}
