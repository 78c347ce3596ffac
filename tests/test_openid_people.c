/* Who gets in over a provider, and as whom: its word counts as far as the administrator said. */
#include "account/account.h"
#include "account/identity.h"
#include "account/newcomer.h"
#include "account/role.h"
#include "account/session.h"
#include "tests/openid_way.h"
#include "tests/test.h"

#include <stdio.h>

static int64_t accounts(struct visitor *v) {
    return db_number(&v->work, "SELECT COUNT(*) FROM account");
}

static void a_trusted_domain_is_linked_at_once(struct visitor *v, struct peer *peer) {
    CHECK(way_set_up(v, peer, STR("elsewhere.example;example.org"), 0));
    way_unlink_all(v);
    way_sign_out(v);
    struct response r = way_go(v, peer);
    CHECK(r.status == 303 && way_is_in(v));
    CHECK(identity_account(&v->work, str_of(peer->issuer), str_of(peer->subject)) ==
            WORLD_OUTSIDER);
}

/* Whoever says at a provider that they are the administrator, without proof, stays outside, whatever
 * is trusted. */
static void an_address_without_proof_counts_nothing(struct visitor *v, struct peer *peer) {
    static const enum peer_fault claims[] = {PEER_UNVERIFIED, PEER_VERIFIED_UNSAID};
    CHECK(way_set_up(v, peer, STR("*"), WORLD_ALU));
    way_unlink_all(v);
    (void)snprintf(peer->mail, sizeof(peer->mail), "admin@example.org");
    for (size_t i = 0; i < 2; i++) {
        peer->fault = claims[i];
        way_sign_out(v);
        struct response r = way_go(v, peer);
        CHECK(r.status == 422 && visitor_sees(&r, STR("did not say that your mail address is")));
        CHECK(!way_is_in(v) && db_number(&v->work, "SELECT COUNT(*) FROM identity") == 0);
    }
    peer->fault = PEER_OTHER_PERSON;
    way_sign_out(v);
    struct response r = way_go(v, peer);
    CHECK(r.status == 422 && visitor_sees(&r, STR("first named you, and then somebody else")));
    peer->fault = PEER_WELL;
    CHECK(way_set_up(v, peer, STR("elsewhere.example"), WORLD_ALU));
    way_sign_out(v);
    r = way_go(v, peer);
    CHECK(r.status == 200 && visitor_sees(&r, STR("One more step, once")) && !way_is_in(v));
}

static void a_newcomer_needs_an_invitation_or_a_trusted_domain(
        struct visitor *v, struct peer *peer) {
    int64_t before = accounts(v);
    CHECK(way_set_up(v, peer, STR(""), 0));
    way_unlink_all(v);
    (void)snprintf(peer->mail, sizeof(peer->mail), "nora@nord.example");
    way_sign_out(v);
    struct response r = way_go(v, peer);
    CHECK(r.status == 422 && visitor_sees(&r, STR("You need an invitation")) && !way_is_in(v));
    CHECK(way_set_up(v, peer, STR("other.example"), WORLD_ALU));
    way_sign_out(v);
    r = way_go(v, peer);
    CHECK(r.status == 422 && !way_is_in(v) && accounts(v) == before);
    CHECK(way_set_up(v, peer, STR("nord.example"), WORLD_ALU));
    way_sign_out(v);
    r = way_go(v, peer);
    CHECK(r.status == 303 && way_is_in(v) && accounts(v) == before + 1);
    struct account a = {0};
    CHECK(account_by_mail(&v->work, STR("nora@nord.example"), &a));
    SAME(a.name, "Nora Nord");
    CHECK(role_list(&v->work, a.id).count == 0);
}

/* Whose address has the domain of a member's website is that member's; of two nobody can tell. */
static void a_newcomer_is_a_member_of_their_own_organisation(struct visitor *v, struct peer *peer) {
    struct account a = {0};
    db_run(&v->work,
            "UPDATE organisation SET website = 'https://www.press.example/om' WHERE id = ?",
            num(WORLD_PRESS));
    db_run(&v->work,
            "UPDATE organisation SET website = 'https://press.example.evil.example'"
            " WHERE id = ?",
            num(WORLD_SHARED));
    CHECK(way_set_up(v, peer, STR("press.example"), WORLD_AUTO));
    way_sign_out(v);
    (void)snprintf(peer->mail, sizeof(peer->mail), "pia@press.example");
    (void)snprintf(peer->subject, sizeof(peer->subject), "pia");
    struct response r = way_go(v, peer);
    CHECK(r.status == 303 && way_is_in(v));
    CHECK(account_by_mail(&v->work, STR("pia@press.example"), &a));
    struct roles own = role_list(&v->work, a.id);
    CHECK(own.count == 1 && own.at[0].kind == ROLE_MEMBER && own.at[0].organisation == WORLD_PRESS);

    /* Suspended they are kept out, and told so. */
    CHECK(account_suspend(&v->work, a.id, true));
    way_sign_out(v);
    r = way_go(v, peer);
    CHECK(r.status == 422 && visitor_sees(&r, STR("Your account is suspended")));
    CHECK(!way_is_in(v));

    db_run(&v->work, "UPDATE organisation SET website = 'http://press.example' WHERE id = ?",
            num(WORLD_SHARED));
    CHECK(newcomer_organisation(&v->work, WORLD_AUTO, STR("x@press.example")) == 0);
    CHECK(newcomer_organisation(&v->work, WORLD_ALU, STR("x@press.example")) == WORLD_SHARED);
}

/* The same subject of another issuer is somebody else. */
static void a_person_is_theirs_of_one_issuer_only(struct visitor *v, struct peer *peer) {
    struct peer other;
    CHECK(peer_open(&other, 0));
    (void)snprintf(other.mail, sizeof(other.mail), "stranger@elsewhere.example");
    CHECK(way_set_up(v, &other, STR(""), 0));
    way_sign_out(v);
    struct response r = way_go(v, &other);
    CHECK(r.status == 422 && !way_is_in(v));
    CHECK(identity_account(&v->work, str_of(peer->issuer), str_of(peer->subject)) != 0);
    peer_close(&other);
}

static void one_adds_and_removes_on_ones_own_page(struct visitor *v, struct peer *peer) {
    CHECK(way_set_up(v, peer, STR(""), 0));
    way_unlink_all(v);
    way_sign_out(v);
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/me"));
    CHECK(visitor_sees(&r, STR("Add Works &amp; Co")));
    /* Not at a browser that was left open. */
    db_run(&v->work, "UPDATE session SET fresh = fresh - ?", num(SESSION_FRESH_MOST + 1));
    r = way_press(v, "");
    CHECK(r.status == 303 && way_sent_to(&r).len == 0);
    CHECK(str_has(visitor_header(&r, STR("Location")), STR("/me/confirm")));
    db_run(&v->work, "UPDATE session SET fresh = fresh + ?", num(SESSION_FRESH_MOST + 1));
    (void)visitor_get(v, STR("/en/me"));
    r = way_go(v, peer);
    CHECK(r.status == 303);
    CHECK(identity_account(&v->work, str_of(peer->issuer), str_of(peer->subject)) ==
            WORLD_ALU_MANAGER);

    /* Somebody else cannot have it, nor take it away. */
    way_sign_out(v);
    visitor_sign_in(v, STR("auto@example.org"));
    r = way_go(v, peer);
    CHECK(r.status == 422 && visitor_sees(&r, STR("It belongs to another account")));
    struct buf b;
    int64_t id = db_number(&v->work, "SELECT id FROM identity");
    str remove = way_text(v, &b, "/en/me/sign-ins/", id);
    buf_add(&b, STR("/remove"));
    remove = buf_str(&b);
    (void)visitor_get(v, STR("/en/me"));
    r = visitor_post(v, remove, STR(""));
    CHECK(r.status == 404 && db_number(&v->work, "SELECT COUNT(*) FROM identity") == 1);

    /* Who signed out and in as somebody else on the way adds nothing to anybody. */
    visitor_sign_in(v, STR("alu@example.org"));
    r = way_press(v, "");
    str query = peer_says_yes(peer, &v->mem, way_sent_to(&r));
    visitor_sign_in(v, STR("auto@example.org"));
    r = way_come_back(v, query);
    CHECK(r.status == 422);

    visitor_sign_in(v, STR("alu@example.org"));
    r = visitor_post(v, remove, STR(""));
    CHECK(r.status == 303 && db_number(&v->work, "SELECT COUNT(*) FROM identity") == 0);
}

static void one_goes_on_to_no_other_site(struct visitor *v, struct peer *peer) {
    CHECK(way_set_up(v, peer, STR("example.org"), 0));
    (void)snprintf(peer->mail, sizeof(peer->mail), "outsider@example.org");
    way_sign_out(v);
    struct response r = way_press(v, "next=%2F%2Fevil.example%2F");
    r = way_come_back(v, peer_says_yes(peer, &v->mem, way_sent_to(&r)));
    CHECK(r.status == 303);
    SAME(visitor_header(&r, STR("Location")), "/en/");
}

int main(void) {
    struct visitor v;
    struct peer peer;
    CHECK(visitor_open(&v));
    CHECK(peer_open(&peer, 0));
    if (test_failures) {
        return 1;
    }
    a_trusted_domain_is_linked_at_once(&v, &peer);
    an_address_without_proof_counts_nothing(&v, &peer);
    a_newcomer_needs_an_invitation_or_a_trusted_domain(&v, &peer);
    a_newcomer_is_a_member_of_their_own_organisation(&v, &peer);
    a_person_is_theirs_of_one_issuer_only(&v, &peer);
    one_adds_and_removes_on_ones_own_page(&v, &peer);
    one_goes_on_to_no_other_site(&v, &peer);
    SAME(v.work.fault, "");
    peer_close(&peer);
    visitor_close(&v);
    return test_failures != 0;
}
