/* Signing in with a provider: against one of the tests' own that answers well, or gets one thing
 * wrong, through the pages as a browser would. */
#include "account/identity.h"
#include "account/openid.h"
#include "tests/openid_way.h"
#include "tests/test.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static void the_question_is_as_it_should_be(struct visitor *v, struct peer *peer) {
    CHECK(way_set_up(v, peer, STR(""), 0));
    way_sign_out(v);
    struct response r = visitor_get(v, STR("/da/sign-in"));
    CHECK(visitor_sees(&r, STR("Works &amp; Co")));
    r = way_press(v, "next=%2Fsearch");
    str address = way_sent_to(&r);
    CHECK(r.status == 200 && str_starts(address, str_of(peer->issuer)));
    CHECK(str_has(address, STR("/authorize?response_type=code&client_id=handslag-here")));
    CHECK(str_has(address, STR("&redirect_uri=https%3A%2F%2Fhandslag.example%2Fsign-in%2Fback&")));
    CHECK(str_has(address, STR("&code_challenge_method=S256&ui_locales=en")));
    CHECK(str_has(address, STR("&scope=openid%20email%20profile&state=")));
    CHECK(v->openid.len == 43 && !str_has(address, v->openid));
}

/* What a thief of the database would have: neither token nor state nor nonce nor secret. */
static void nothing_is_stored_that_opens_anything(struct visitor *v) {
    struct response r = way_press(v, "");
    str address = way_sent_to(&r);
    str state = address;
    str nonce = {0};
    while (state.len && !str_starts(state, STR("&state="))) {
        state = str_skip(state, 1);
    }
    state = str_skip(state, 7);
    (void)str_cut(&state, '&', &nonce);
    str plain = nonce;
    struct rows rows = db_rows(&v->work, "SELECT state FROM openid_visit");
    str stored = {0};
    size_t count = 0;
    while (db_next(&rows, to(stored))) {
        CHECK(stored.len == 43 && !str_eq(stored, plain) && !str_eq(stored, v->openid));
        count++;
    }
    CHECK(count > 0);
    rows = db_rows(&v->work, "SELECT secret FROM identity_provider");
    CHECK(db_next(&rows, to(stored)) && stored.len && !str_has(stored, STR("s3cret")));
    db_stop(&rows);
}

static void an_account_is_added_to_once_its_owner_has_signed_in(
        struct visitor *v, struct peer *peer) {
    way_unlink_all(v);
    way_sign_out(v);
    struct response r = way_go(v, peer);
    CHECK(r.status == 200 && visitor_sees(&r, STR("One more step, once")));
    CHECK(visitor_sees(&r, STR("outsider@example.org")) && !way_is_in(v));
    CHECK(identity_account(&v->work, str_of(peer->issuer), str_of(peer->subject)) == 0);

    /* Somebody else signs in in this browser: it is not theirs to take. */
    str token = v->openid;
    visitor_sign_in(v, STR("alu@example.org"));
    r = visitor_post(v, STR("/en/me/sign-ins/offered"), STR(""));
    CHECK(r.status == 422 && visitor_sees(&r, STR("Nothing was added")));

    /* The owner does, but without the browser's token; then with it. */
    visitor_sign_in(v, STR("outsider@example.org"));
    v->openid = (str){0};
    r = visitor_get(v, STR("/en/me/sign-ins/offered"));
    CHECK(r.status == 422);
    v->openid = token;
    r = visitor_get(v, STR("/en/me/sign-ins/offered"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Add Works &amp; Co to your account")));
    r = visitor_post(v, STR("/en/me/sign-ins/offered"), STR(""));
    CHECK(r.status == 303);
    CHECK(identity_account(&v->work, str_of(peer->issuer), str_of(peer->subject)) ==
            WORLD_OUTSIDER);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM identity_offer") == 0);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM letter") == 1);

    way_sign_out(v);
    r = way_go(v, peer);
    CHECK(r.status == 303 && way_is_in(v));
    SAME(visitor_header(&r, STR("Location")), "/en/search");
    CHECK(v->openid.len == 0);
}

static const struct {
    enum peer_fault fault;
    const char *said;
} faults[] = {
        {PEER_FORGED, "The signature under what Works &amp; Co said of you is wrong."},
        {PEER_CHANGED, "The signature under what Works &amp; Co said of you is wrong."},
        {PEER_NOT_SIGNED, "What Works &amp; Co said of you is not signed"},
        {PEER_HMAC, "is signed in a way that is not taken here"},
        {PEER_UNKNOWN_KEY, "is signed with a key that it does not publish"},
        {PEER_OTHER_ISSUER, "comes from somebody else than Works &amp; Co"},
        {PEER_OTHER_AUDIENCE, "was meant for another platform"},
        {PEER_TWO_AUDIENCES, "was meant for another platform"},
        {PEER_EXPIRED, "has expired already"},
        {PEER_FROM_FUTURE, "a clock is wrong"},
        {PEER_OTHER_NONCE, "belongs to another sign-in"},
        {PEER_WITHOUT_NONCE, "belongs to another sign-in"},
        {PEER_NO_SUBJECT, "did not say who you are"},
        {PEER_MIXED_UP, "came from somebody else than Works &amp; Co"},
        {PEER_AWAY, "does not answer at the moment"},
        {PEER_NOTHING, "cannot be used"},
        {PEER_NONSENSE, "cannot be used"},
        {PEER_HUGE, "cannot be used"},
        {PEER_OTHER_NAME, "cannot be used"},
        {PEER_PLAIN_ENDPOINT, "cannot be used"},
        {PEER_WITHOUT_PKCE, "cannot be used"},
        {PEER_WITHOUT_KEYS, "is signed with a key that it does not publish"},
        {PEER_NAMES_ITSELF, "came from somebody else than Works &amp; Co"},
        {PEER_ROUND_AND_ROUND, "cannot be used"},
};

/* The person is linked, so that whoever believed a wrong answer would let them in. */
static void every_wrong_answer_is_refused_and_named(struct visitor *v, struct peer *peer) {
    char subject[sizeof(peer->subject)];
    memcpy(subject, peer->subject, sizeof(subject));
    for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
        int before = test_failures;
        peer->fault = faults[i].fault;
        way_forget_fetched(v);
        way_sign_out(v);
        struct response r = way_go(v, peer);
        CHECK(r.status == 422 && !way_is_in(v));
        CHECK(visitor_sees(&r, STR("You are not signed in")));
        CHECK(visitor_sees(&r, str_of(faults[i].said)));
        if (test_failures > before) {
            printf("  with the fault '%s': %.*s\n", faults[i].said, (int)r.body.len, r.body.at);
        }
        memcpy(peer->subject, subject, sizeof(subject));
    }
    peer->fault = PEER_WELL;
}

static void every_right_answer_is_taken(struct visitor *v, struct peer *peer) {
    static const enum peer_fault well[] = {
            PEER_WELL, PEER_WELL_ON_CURVE, PEER_WELL_FOR_TWO, PEER_SECRET_IN_FORM, PEER_MAIL_APART};
    for (size_t i = 0; i < sizeof(well) / sizeof(well[0]); i++) {
        peer->fault = well[i];
        way_forget_fetched(v);
        way_sign_out(v);
        struct response r = way_go(v, peer);
        CHECK(r.status == 303 && way_is_in(v));
    }
    peer->fault = PEER_WELL;
}

static void an_answer_is_good_once_and_for_ten_minutes(struct visitor *v, struct peer *peer) {
    way_sign_out(v);
    struct response r = way_press(v, "");
    str query = peer_says_yes(peer, &v->mem, way_sent_to(&r));
    str token = v->openid;
    r = way_come_back(v, query);
    CHECK(r.status == 303 && way_is_in(v));
    v->session = (str){0};
    v->openid = token;
    r = way_come_back(v, query);
    CHECK(r.status == 422 && visitor_sees(&r, STR("or was used already")) && !way_is_in(v));

    way_sign_out(v);
    r = way_press(v, "");
    query = peer_says_yes(peer, &v->mem, way_sent_to(&r));
    db_run(&v->work, "UPDATE openid_visit SET expires = ?", num((int64_t)time(NULL) - 1));
    r = way_come_back(v, query);
    CHECK(r.status == 422 && visitor_sees(&r, STR("took more than ten minutes")) && !way_is_in(v));
}

/* The code of one sign-in in the address of the next. */
static void a_code_is_good_once(struct visitor *v, struct peer *peer) {
    way_sign_out(v);
    struct response r = way_press(v, "");
    (void)peer_says_yes(peer, &v->mem, way_sent_to(&r));
    char used[sizeof(peer->next_code)];
    memcpy(used, peer->next_code, sizeof(used));
    r = way_press(v, "");
    str query = peer_says_yes(peer, &v->mem, way_sent_to(&r));
    struct buf b = {.mem = &v->mem};
    str rest = query;
    str code = {0};
    (void)str_cut(&rest, '&', &code);
    buf_add(&b, STR("code="));
    buf_add(&b, str_of(used));
    buf_add(&b, STR("&"));
    buf_add(&b, rest);
    r = way_come_back(v, buf_str(&b));
    CHECK(r.status == 422 && visitor_sees(&r, STR("no longer knows of this sign-in")));
    CHECK(!way_is_in(v));
}

static void an_answer_is_for_the_browser_that_asked(struct visitor *v, struct peer *peer) {
    way_sign_out(v);
    struct response r = way_press(v, "");
    str query = peer_says_yes(peer, &v->mem, way_sent_to(&r));
    v->openid = STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    r = way_come_back(v, query);
    CHECK(r.status == 422 && visitor_sees(&r, STR("begun in another browser")) && !way_is_in(v));

    way_sign_out(v);
    r = way_press(v, "");
    query = peer_says_yes(peer, &v->mem, way_sent_to(&r));
    v->openid = (str){0};
    r = way_come_back(v, query);
    CHECK(r.status == 422 && visitor_sees(&r, STR("begun in another browser")) && !way_is_in(v));
}

static void the_providers_no_is_told(struct visitor *v, const char *error, const char *said) {
    way_sign_out(v);
    struct response r = way_press(v, "");
    str state = way_sent_to(&r);
    while (state.len && !str_starts(state, STR("state="))) {
        state = str_skip(state, 1);
    }
    str pair = {0};
    (void)str_cut(&state, '&', &pair);
    struct buf b = {.mem = &v->mem};
    buf_add(&b, STR("error="));
    buf_add(&b, str_of(error));
    buf_add(&b, STR("&error_description=%3Cscript%3Ealert(1)%3C%2Fscript%3E&"));
    buf_add(&b, pair);
    r = way_come_back(v, buf_str(&b));
    CHECK(r.status == 422 && visitor_sees(&r, str_of(said)) && !way_is_in(v));
    CHECK(!visitor_sees(&r, STR("<script>alert")));
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM identity_provider WHERE trouble <> ''") == 0);
}

static void nos_are_told(struct visitor *v) {
    db_run(&v->work, "UPDATE identity_provider SET trouble = '', trouble_at = 0");
    the_providers_no_is_told(v, "access_denied", "It was broken off at Works &amp; Co");
    the_providers_no_is_told(v, "login_required", "It was broken off at Works &amp; Co");
    the_providers_no_is_told(v, "server_error", "does not answer at the moment");
    the_providers_no_is_told(v, "invalid_scope", "does not take sign-ins for this platform");
}

static void documents_are_fetched_once_and_keys_when_one_is_new(
        struct visitor *v, struct peer *peer) {
    way_forget_fetched(v);
    peer->document_asked = 0;
    peer->key_asked = 0;
    for (int i = 0; i < 3; i++) {
        way_sign_out(v);
        (void)way_go(v, peer);
        CHECK(way_is_in(v));
    }
    CHECK(peer->document_asked == 1 && peer->key_asked == 1);
    peer->fault = PEER_NEW_KEY;
    way_sign_out(v);
    struct response r = way_go(v, peer);
    CHECK(r.status == 422 && peer->key_asked == 1); /* they were asked for a moment ago */
    db_run(&v->work, "UPDATE identity_provider SET keys_at = keys_at - ?", num(OPENID_KEYS_WAIT));
    r = way_go(v, peer);
    CHECK(r.status == 303 && way_is_in(v) && peer->key_asked == 2);
    peer->fault = PEER_WELL;
    db_run(&v->work, "UPDATE identity_provider SET document_at = document_at - ?",
            num(OPENID_DOCUMENT_AGE_MOST + 1));
    way_sign_out(v);
    (void)way_go(v, peer);
    CHECK(way_is_in(v) && peer->document_asked == 2);
}

/* An old document still serves while the provider cannot give a new one. */
static void an_old_document_is_better_than_none(struct visitor *v, struct peer *peer) {
    db_run(&v->work, "UPDATE identity_provider SET document_at = 1");
    peer->fault = PEER_AWAY;
    way_sign_out(v);
    struct response r = way_press(v, "");
    CHECK(r.status == 200 && way_sent_to(&r).len);
    peer->fault = PEER_WELL;
}

/* As slow as it may be, and no slower: asked without the page, with less patience. */
static void nobody_waits_for_long(struct visitor *v, struct peer *peer) {
    struct openid o = {.seal = &v->house.seal,
            .gate = &v->house.fetches,
            .back = STR("https://handslag.example/sign-in/back"),
            .milliseconds = 200};
    struct openid_visit visit = {.provider = way_provider(v)};
    str address = {0};
    str token = {0};
    struct timespec from;
    struct timespec until;
    way_forget_fetched(v);
    CHECK(identity_provider_one(&v->work, way_provider(v), &o.provider));
    peer->fault = PEER_SILENT;
    (void)clock_gettime(CLOCK_MONOTONIC, &from);
    CHECK(openid_begin(&v->work, &o, &visit, &address, &token) == OPENID_TOO_SLOW);
    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    CHECK(until.tv_sec - from.tv_sec <= 2);
    peer->fault = PEER_WELL;
    CHECK(openid_begin(&v->work, &o, &visit, &address, &token) == OPENID_FINE);

    way_forget_fetched(v);
    CHECK(fetch_enter(&v->house.fetches) && fetch_enter(&v->house.fetches));
    CHECK(!fetch_enter(&v->house.fetches));
    way_sign_out(v);
    struct response r = way_press(v, "");
    CHECK(r.status == 503 && visitor_sees(&r, STR("Many people sign in just now")));
    fetch_leave(&v->house.fetches);
    fetch_leave(&v->house.fetches);
    r = way_press(v, "");
    CHECK(r.status == 200 && way_sent_to(&r).len);
}

static void the_way_back_has_one_address_for_all_languages(struct visitor *v) {
    v->headers[0] = (struct field){STR("Accept-Language"), STR("de")};
    v->header_count = 1;
    struct response r = visitor_get(v, STR("/sign-in/back?code=a%2Bb&state=c"));
    v->header_count = 0;
    CHECK(r.status == 303);
    SAME(visitor_header(&r, STR("Location")), "/de/sign-in/back?code=a%2Bb&state=c");
}

int main(void) {
    struct visitor v;
    struct peer peer;
    CHECK(visitor_open(&v));
    CHECK(peer_open(&peer, 0));
    if (test_failures) {
        return 1;
    }
    the_question_is_as_it_should_be(&v, &peer);
    nothing_is_stored_that_opens_anything(&v);
    an_account_is_added_to_once_its_owner_has_signed_in(&v, &peer);
    every_right_answer_is_taken(&v, &peer);
    every_wrong_answer_is_refused_and_named(&v, &peer);
    every_right_answer_is_taken(&v, &peer);
    an_answer_is_good_once_and_for_ten_minutes(&v, &peer);
    a_code_is_good_once(&v, &peer);
    an_answer_is_for_the_browser_that_asked(&v, &peer);
    nos_are_told(&v);
    documents_are_fetched_once_and_keys_when_one_is_new(&v, &peer);
    an_old_document_is_better_than_none(&v, &peer);
    nobody_waits_for_long(&v, &peer);
    the_way_back_has_one_address_for_all_languages(&v);
    SAME(v.work.fault, "");
    peer_close(&peer);
    visitor_close(&v);
    return test_failures != 0;
}
