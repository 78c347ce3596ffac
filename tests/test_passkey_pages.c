/* Passkeys, as a browser uses them: alone, and as a second step. */
#include "account/account.h"
#include "account/half_session.h"
#include "account/passkey.h"
#include "account/recovery.h"
#include "base/buf.h"
#include "tests/authenticator.h"
#include "tests/steps.h"
#include "tests/test.h"

#include <string.h>

static str challenge_on(struct visitor *v, str path) {
    struct response r = visitor_get(v, path);
    return arena_copy(&v->mem, visitor_between(r.body, STR("data-challenge='"), '\''));
}

static str owner_on(struct visitor *v) {
    struct response r = visitor_get(v, STR("/en/me/security/passkeys/new"));
    return arena_copy(&v->mem, visitor_between(r.body, STR("data-owner='"), '\''));
}

static void add_field(struct buf *form, str name, str value) {
    buf_add(form, STR("&"));
    buf_add(form, name);
    buf_add(form, STR("="));
    buf_add(form, value);
}

static str made_form(struct visitor *v, const struct authenticator *a, str challenge) {
    struct webauthn_sent sent = authenticator_make(&v->mem, a, challenge);
    struct buf form = {.mem = &v->mem};
    buf_add(&form, STR("name=Key+ring"));
    add_field(&form, STR("client"), sent.client);
    add_field(&form, STR("device"), sent.device);
    return buf_str(&form);
}

static str signed_form(struct visitor *v, const struct authenticator *a, str challenge, str owner) {
    struct webauthn_sent sent = authenticator_sign(&v->mem, a, challenge);
    struct buf form = {.mem = &v->mem};
    buf_add(&form, STR("next=%2Flistings"));
    add_field(&form, STR("credential"), authenticator_credential(&v->mem, a));
    add_field(&form, STR("client"), sent.client);
    add_field(&form, STR("device"), sent.device);
    add_field(&form, STR("signature"), sent.signature);
    add_field(&form, STR("owner"), owner);
    return buf_str(&form);
}

static void here(struct authenticator *a) {
    authenticator_new(a);
    a->host = STR("handslag.example");
    a->origin = STR("https://handslag.example");
}

static str passkeys_are_added(struct visitor *v, struct authenticator *a) {
    static const str new = {"/en/me/security/passkeys/new", 28};
    here(a);
    visitor_sign_in(v, STR("outsider@example.org"));
    str challenge = challenge_on(v, new);
    struct authenticator bad = *a;
    bad.origin = STR("https://evil.example");
    struct response r = visitor_post(v, new, made_form(v, &bad, challenge));
    CHECK(r.status == 422);
    r = visitor_post(v, new, made_form(v, a, challenge_on(v, STR("/en/me/confirm"))));
    CHECK(r.status == 422); /* there is none on that page */
    CHECK(passkey_list(&v->work, WORLD_OUTSIDER).count == 0);
    challenge = challenge_on(v, new);
    r = visitor_post(v, new, made_form(v, a, challenge));
    CHECK(r.status == 200 && visitor_sees(&r, STR("<ol class='codes'>")));
    CHECK(passkey_list(&v->work, WORLD_OUTSIDER).count == 1);
    r = visitor_post(v, new, made_form(v, a, challenge));
    CHECK(r.status == 422); /* the challenge was used */
    r = visitor_post(v, new, made_form(v, a, challenge_on(v, new)));
    CHECK(r.status == 422 && visitor_sees(&r, STR("This passkey is known already.")));
    r = visitor_get(v, STR("/en/me/security"));
    CHECK(visitor_sees(&r, STR("<bdi>Key ring</bdi>")));
    return owner_on(v);
}

static int signs_in(struct visitor *v, const struct authenticator *a, str challenge, str owner) {
    (void)visitor_get(v, STR("/en/sign-in"));
    struct response r =
            visitor_post(v, STR("/en/sign-in/passkey"), signed_form(v, a, challenge, owner));
    return r.status;
}

/* Each wrong by itself; before and after them what is right gets in. */
static void a_passkey_alone_signs_in(struct visitor *v, struct authenticator *a, str owner) {
    static const str page = {"/en/sign-in", 11};
    steps_out(v);
    str challenge = challenge_on(v, page);
    a->counter = 10;
    CHECK(signs_in(v, a, challenge, owner) == 303 && v->session.len > 0);
    steps_out(v);
    a->counter = 11;
    CHECK(signs_in(v, a, challenge, owner) == 422); /* again */
    CHECK(signs_in(v, a, STR(""), owner) == 422);
    struct authenticator bad = *a;
    bad.origin = STR("http://handslag.example");
    CHECK(signs_in(v, &bad, challenge_on(v, page), owner) == 422);
    bad = *a;
    bad.host = STR("evil.example");
    CHECK(signs_in(v, &bad, challenge_on(v, page), owner) == 422);
    bad = *a;
    bad.absent = true;
    CHECK(signs_in(v, &bad, challenge_on(v, page), owner) == 422);
    bad = *a;
    bad.verifies = false;
    CHECK(signs_in(v, &bad, challenge_on(v, page), owner) == 422);
    here(&bad);
    memcpy(bad.credential, a->credential, sizeof(bad.credential));
    bad.counter = 11;
    CHECK(signs_in(v, &bad, challenge_on(v, page), owner) == 422); /* another key's signature */
    here(&bad);
    CHECK(signs_in(v, &bad, challenge_on(v, page), owner) == 422); /* one nobody knows */
    CHECK(signs_in(v, a, challenge_on(v, page), STR("somebody")) == 422);
    CHECK(signs_in(v, a, challenge_on(v, page), STR("")) == 422);
    CHECK(v->session.len == 0);
    int64_t before = steps_letters(v, STR("account-warned"));
    bad = *a;
    bad.counter = 10;
    CHECK(signs_in(v, &bad, challenge_on(v, page), owner) == 422); /* it went back */
    CHECK(steps_letters(v, STR("account-warned")) == before + 1 && v->session.len == 0);
    CHECK(signs_in(v, a, challenge_on(v, page), owner) == 303 && v->session.len > 0);
}

static void who_is_suspended_stays_out(struct visitor *v, struct authenticator *a, str owner) {
    struct half_session h = {0};
    str half = half_session_start(&v->work, WORLD_OUTSIDER);
    a->counter = 12;
    steps_out(v);
    CHECK(account_suspend(&v->work, WORLD_OUTSIDER, true));
    CHECK(signs_in(v, a, challenge_on(v, STR("/en/sign-in")), owner) == 422);
    CHECK(v->session.len == 0 && !half_session_find(&v->work, half, &h));
    half = half_session_start(&v->work, WORLD_OUTSIDER);
    CHECK(!half_session_find(&v->work, half, &h));
    CHECK(account_suspend(&v->work, WORLD_OUTSIDER, false));
    half = half_session_start(&v->work, WORLD_OUTSIDER);
    CHECK(half_session_find(&v->work, half, &h));
    CHECK(signs_in(v, a, challenge_on(v, STR("/en/sign-in")), owner) == 303);
}

static void a_passkey_is_a_second_step(struct visitor *v, struct authenticator *a) {
    static const str page = {"/en/sign-in/second?next=%2Flistings", 35};
    static const str action = {"/en/sign-in/second/passkey", 26};
    steps_out(v);
    str visitors = challenge_on(v, STR("/en/sign-in"));
    struct response r = steps_first(v, STR("outsider@example.org"));
    CHECK(v->half.len > 0 && v->session.len == 0);
    a->counter = 20;
    a->verifies = false; /* the password was the other step */
    str challenge = challenge_on(v, page);
    r = visitor_post(v, action, signed_form(v, a, visitors, STR("")));
    CHECK(r.status == 422); /* made for another page */
    str half = v->half;
    r = steps_first(v, STR("outsider@example.org"));
    str other = challenge_on(v, page);
    r = visitor_post(v, action, signed_form(v, a, challenge, STR("")));
    CHECK(r.status == 422); /* made for another half session */
    v->half = half;
    r = visitor_post(v, action, signed_form(v, a, other, STR("")));
    CHECK(r.status == 422);
    r = visitor_post(v, action, signed_form(v, a, challenge, STR("")));
    CHECK(r.status == 303 && v->session.len > 0);
    SAME(steps_location(&r), "/en/listings");
    /* Of somebody else, who has one too, it is none. */
    struct passkey theirs = {.account = WORLD_ALU_MANAGER,
            .credential = STR("dGhlaXJz"),
            .key = STR("dGhlaXJz"),
            .name = STR("Theirs")};
    CHECK(passkey_add(&v->work, &theirs, STR("Passkey")) == PASSKEY_FINE);
    steps_forget(v);
    r = steps_first(v, STR("alu@example.org"));
    CHECK(v->half.len > 0);
    a->counter = 21;
    challenge = challenge_on(v, page);
    CHECK(challenge.len > 0);
    r = visitor_post(v, action, signed_form(v, a, challenge, STR("")));
    CHECK(r.status == 422 && v->session.len == 0);
    a->verifies = true;
}

static void a_passkey_is_removed_by_its_owner(
        struct visitor *v, struct authenticator *a, str owner) {
    struct buf path = {.mem = &v->mem};
    buf_add(&path, STR("/en/me/security/passkeys/"));
    buf_num(&path, passkey_list(&v->work, WORLD_OUTSIDER).at[0].id);
    buf_add(&path, STR("/remove"));
    visitor_sign_in(v, STR("admin@example.org"));
    struct response r = visitor_post(v, buf_str(&path), STR(""));
    CHECK(r.status == 404 && passkey_list(&v->work, WORLD_OUTSIDER).count == 1);
    steps_out(v);
    a->counter = 30;
    CHECK(signs_in(v, a, challenge_on(v, STR("/en/sign-in")), owner) == 303);
    (void)visitor_get(v, STR("/en/me"));
    r = visitor_post(v, buf_str(&path), STR(""));
    CHECK(r.status == 303 && passkey_list(&v->work, WORLD_OUTSIDER).count == 0);
    CHECK(recovery_left(&v->work, WORLD_OUTSIDER) == 0);
    steps_out(v);
    a->counter = 31;
    CHECK(signs_in(v, a, challenge_on(v, STR("/en/sign-in")), owner) == 422);
    r = steps_first(v, STR("outsider@example.org"));
    CHECK(v->session.len > 0);
}

/* A number for a host: the pages do without passkeys and say so. */
static void without_a_name_there_are_no_passkeys(struct visitor *v) {
    str address = v->house.address;
    visitor_sign_in(v, STR("outsider@example.org"));
    v->house.address = STR("https://192.0.2.7");
    struct response r = visitor_get(v, STR("/en/me/security"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("not by a number")));
    r = visitor_get(v, STR("/en/me/security/passkeys/new"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("data-passkey=")));
    v->house.address = address;
    r = visitor_get(v, STR("/en/me/security/passkeys/new"));
    CHECK(visitor_sees(&r, STR("data-passkey='create'")));
}

static void a_new_password_ends_what_was_begun(struct visitor *v) {
    steps_forget(v);
    (void)steps_first(v, STR("alu@example.org"));
    str half = v->half;
    struct half_session h = {0};
    CHECK(half_session_find(&v->work, half, &h));
    account_set_password(&v->work, WORLD_ALU_MANAGER, STR("x"));
    CHECK(!half_session_find(&v->work, half, &h));
}

int main(void) {
    struct visitor v;
    struct authenticator a;
    CHECK(visitor_open(&v));
    if (test_failures == 0) {
        str owner = passkeys_are_added(&v, &a);
        a_passkey_alone_signs_in(&v, &a, owner);
        who_is_suspended_stays_out(&v, &a, owner);
        a_passkey_is_a_second_step(&v, &a);
        a_passkey_is_removed_by_its_owner(&v, &a, owner);
        without_a_name_there_are_no_passkeys(&v);
        a_new_password_ends_what_was_begun(&v);
        CHECK(work_ok(&v.work));
    }
    visitor_close(&v);
    return test_failures ? 1 : 0;
}
