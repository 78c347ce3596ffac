/* People of an organisation at their own pages: what they keep, what their cluster does, whom the
 * owner lets see what is confidential, and who is suspended. */
#include "account/role.h"
#include "account/session.h"
#include "account/unveil.h"
#include "base/buf.h"
#include "directory/listing.h"
#include "tests/test.h"
#include "tests/visitor.h"

enum { MEMBER = 11, PRESS_MEMBER, RESEARCHER };

/* Everybody's password is that of the world. */
static void add_person(struct work *w, int64_t id, str mail, enum role_kind kind, int64_t place) {
    db_run(w,
            "INSERT INTO account (id, mail, name, password, tongue, created)"
            " SELECT CAST(? AS BIGINT), CAST(? AS TEXT), 'Mette', password, 'en', 0 FROM account"
            " WHERE id = ?",
            num(id), txt(mail), num(WORLD_ADMIN));
    role_add(w, &(struct role){.account = id, .kind = kind, .organisation = place});
}

static void add_people(struct work *w) {
    add_person(w, MEMBER, STR("member@example.org"), ROLE_MEMBER, WORLD_FOUNDRY);
    add_person(w, PRESS_MEMBER, STR("press@example.org"), ROLE_MEMBER, WORLD_PRESS);
    add_person(w, RESEARCHER, STR("research@example.org"), ROLE_RESEARCHER, WORLD_FOUNDRY);
}

static str location(const struct response *r) {
    return visitor_header(r, STR("Location"));
}

static str status_of(struct work *w, int64_t listing) {
    struct listing l = {0};
    CHECK(listing_stored(w, listing, &l));
    return l.status;
}

static void members_come_to_their_organisation(struct visitor *v) {
    visitor_sign_in(v, STR("member@example.org"));
    struct response r = visitor_get(v, STR("/en/"));
    SAME(location(&r), "/en/today");
    r = visitor_get(v, STR("/en/organisations/1-stoeberiet"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Your organisation")));
    CHECK(visitor_sees(&r, STR("/en/organisations/1/edit")));
    CHECK(visitor_sees(&r, STR("bjarne@foundry.example")));
    CHECK(!visitor_sees(&r, STR("/en/organisations/1/withdraw")));
    r = visitor_get(v, STR("/en/organisations/1/partners"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Presswerk GmbH")));
    r = visitor_get(v, STR("/en/organisations/1/partners/2"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("/partners/2/refuse")));
    r = visitor_get(v, STR("/en/today"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("/en/partners")));
}

static void what_members_write_is_looked_at_first(struct visitor *v) {
    struct response r = visitor_get(v, STR("/en/organisations/1/listings/new?side=offer"));
    CHECK(visitor_sees(&r, STR("Hand in for review")));
    r = visitor_post(v, STR("/en/organisations/1/listings/new"),
            STR("side=offer&kind=business&title=Pump+housings&language=en&visibility=public"));
    CHECK(r.status == 303);
    int64_t made = db_number(&v->work, "SELECT MAX(id) FROM listing");
    SAME(status_of(&v->work, made), "review");
    (void)visitor_get(v, STR("/en/listings/1/edit"));
    r = visitor_post(v, STR("/en/listings/1/edit"),
            STR("version=1&side=offer&kind=business&title=Castings&language=da&visibility=public"));
    CHECK(r.status == 303);
    SAME(status_of(&v->work, WORLD_FOUNDRY_OFFER), "review");
    r = visitor_post(v, STR("/en/listings/1/publish"), STR(""));
    CHECK(r.status == 404);
    visitor_sign_in(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/listings/1"));
    r = visitor_post(v, STR("/en/listings/1/publish"), STR(""));
    CHECK(r.status == 303);
    SAME(status_of(&v->work, WORLD_FOUNDRY_OFFER), "published");
}

static void researchers_write_research(struct visitor *v) {
    visitor_sign_in(v, STR("research@example.org"));
    struct response r = visitor_get(v, STR("/en/organisations/1"));
    CHECK(!visitor_sees(&r, STR("bjarne@foundry.example")));
    CHECK(!visitor_sees(&r, STR("/en/organisations/1/edit")));
    (void)visitor_get(v, STR("/en/organisations/1/listings/new"));
    r = visitor_post(v, STR("/en/organisations/1/listings/new"),
            STR("side=need&kind=business&title=Alloy+trials&language=en"));
    CHECK(r.status == 303);
    struct listing l = {0};
    CHECK(listing_stored(&v->work, db_number(&v->work, "SELECT MAX(id) FROM listing"), &l));
    SAME(l.kind, "research");
    SAME(l.status, "review");
    r = visitor_get(v, STR("/en/listings/1/edit"));
    CHECK(r.status == 404);
}

static void publish_secret(struct visitor *v) {
    db_run(&v->work,
            "UPDATE listing SET side = 'offer', title = 'Støbegods i aluminium',"
            " body = 'Støbegods i aluminium' WHERE id = ?",
            num(WORLD_FOUNDRY_SECRET));
    live_load(&v->work, v->house.live);
}

static int status_for(struct visitor *v, str mail, str target) {
    visitor_sign_in(v, mail);
    return visitor_get(v, target).status;
}

/* What is confidential is seen by whom its owner agreed to, until that is undone. */
static void owners_let_others_see(struct visitor *v) {
    str secret = STR("/en/listings/3");
    publish_secret(v);
    CHECK(status_for(v, STR("auto@example.org"), secret) == 404);
    CHECK(status_for(v, STR("press@example.org"), secret) == 404);
    visitor_sign_in(v, STR("member@example.org"));
    struct response r = visitor_get(v, secret);
    CHECK(r.status == 200 && visitor_sees(&r, STR("/en/listings/3/unveil")));
    r = visitor_post(v, STR("/en/listings/3/unveil"), STR("cluster=2"));
    CHECK(r.status == 303 && str_ends(location(&r), STR("?done=unveiled")));
    r = visitor_post(v, STR("/en/listings/3/unveil"), STR("organisation=5"));
    CHECK(r.status == 404); /* it is hidden from whom agrees */
    CHECK(status_for(v, STR("auto@example.org"), secret) == 200);
    CHECK(status_for(v, STR("press@example.org"), secret) == 404);
    CHECK(status_for(v, STR("auto@example.org"), STR("/en/listings/3/edit")) == 404);
    r = visitor_get(v, STR("/en/organisations/2/partners?way=one"));
    CHECK(visitor_sees(&r, STR("Støberiet")));

    visitor_sign_in(v, STR("alu@example.org"));
    (void)visitor_get(v, secret);
    r = visitor_post(v, STR("/en/listings/3/unveil"), STR("organisation=2"));
    CHECK(r.status == 303);
    r = visitor_get(v, secret);
    CHECK(visitor_sees(&r, STR("Whoever works for Presswerk GmbH")));
    CHECK(status_for(v, STR("press@example.org"), secret) == 200);

    db_run(&v->work, "UPDATE listing SET status = 'draft' WHERE id = ?", num(WORLD_FOUNDRY_SECRET));
    CHECK(status_for(v, STR("press@example.org"), secret) == 404);
    db_run(&v->work, "UPDATE listing SET status = 'published' WHERE id = ?",
            num(WORLD_FOUNDRY_SECRET));

    struct unveilings all = unveil_list(&v->work, WORLD_FOUNDRY_SECRET);
    CHECK(all.count == 2);
    visitor_sign_in(v, STR("member@example.org"));
    (void)visitor_get(v, secret);
    for (size_t i = 0; i < all.count; i++) {
        struct buf path = {.mem = &v->mem};
        buf_add(&path, STR("/en/listings/3/unveiled/"));
        buf_num(&path, all.at[i].id);
        buf_add(&path, STR("/remove"));
        CHECK(visitor_post(v, buf_str(&path), STR("")).status == 303);
        CHECK(visitor_post(v, buf_str(&path), STR("")).status == 404);
    }
    CHECK(status_for(v, STR("auto@example.org"), secret) == 404);
    CHECK(status_for(v, STR("press@example.org"), secret) == 404);
}

static void one_account_works_for_several(struct visitor *v) {
    role_add(&v->work,
            &(struct role){.account = MEMBER, .kind = ROLE_MANAGER, .cluster = WORLD_WOOD});
    visitor_sign_in(v, STR("member@example.org"));
    struct response r = visitor_get(v, STR("/en/"));
    SAME(location(&r), "/en/today");
    r = visitor_get(v, STR("/en/today"));
    CHECK(visitor_sees(&r, STR("value='organisation-1'><button>Work for Støberiet A/S")));
    r = visitor_post(v, STR("/en/me/cluster"), STR("cluster=organisation-1"));
    SAME(location(&r), "/en/today");
    r = visitor_get(v, STR("/en/today"));
    CHECK(visitor_sees(&r, STR("value='3'><button>Work for")));
    r = visitor_get(v, STR("/en/organisations/1"));
    CHECK(visitor_sees(&r, STR("value='3'><button>Work for Trä i Småland")));
    r = visitor_post(v, STR("/en/me/cluster"), STR("cluster=organisation-2"));
    CHECK(r.status == 404);
    r = visitor_post(v, STR("/en/me/cluster"), STR("cluster=3"));
    SAME(location(&r), "/en/today");
    CHECK(role_remove(&v->work,
            &(struct role){.account = MEMBER, .kind = ROLE_MANAGER, .cluster = WORLD_WOOD}));
    r = visitor_get(v, STR("/en/"));
    SAME(location(&r), "/en/today"); /* and goes on with what is left */
}

static void administrators_give_places(struct visitor *v) {
    visitor_sign_in(v, STR("admin@example.org"));
    struct response r = visitor_get(v, STR("/en/accounts/4"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Let them work for it")));
    r = visitor_post(v, STR("/en/accounts/4/roles"), STR("as=member&organisation=presswerk+gmbh"));
    CHECK(r.status == 303);
    r = visitor_post(v, STR("/en/accounts/4/roles"), STR("as=member&organisation=nobody"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("There is none with this name or number")));
    CHECK(visitor_sees(&r, STR("value='nobody'")));
    r = visitor_post(v, STR("/en/accounts/4/roles"), STR("as=researcher&organisation=2"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("no research organisation")));
    r = visitor_get(v, STR("/en/accounts/4"));
    CHECK(visitor_sees(&r, STR("Member of Presswerk GmbH")));
    r = visitor_post(v, STR("/en/accounts/4/roles/end"), STR("as=member&organisation=2"));
    CHECK(r.status == 303);
    CHECK(role_list(&v->work, WORLD_OUTSIDER).count == 0);
}

static void who_is_suspended_is_nowhere(struct visitor *v) {
    visitor_sign_in(v, STR("member@example.org"));
    str session = v->session;
    visitor_sign_in(v, STR("admin@example.org"));
    (void)visitor_get(v, STR("/en/accounts/11"));
    struct response r = visitor_post(v, STR("/en/accounts/11/suspend"), STR(""));
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/en/accounts/11"));
    CHECK(visitor_sees(&r, STR("Suspended since")));
    r = visitor_post(v, STR("/en/accounts/1/suspend"), STR(""));
    CHECK(r.status == 422); /* the last one who administrates */
    str admin = v->session;

    v->session = session;
    CHECK(visitor_get(v, STR("/en/me")).status == 303);
    visitor_sign_in(v, STR("member@example.org"));
    CHECK(visitor_get(v, STR("/en/me")).status == 303);
    /* Whatever else starts a session: it is none. */
    v->session = session_start(&v->work, MEMBER);
    CHECK(visitor_get(v, STR("/en/me")).status == 303);

    v->session = admin;
    (void)visitor_get(v, STR("/en/accounts/11"));
    r = visitor_post(v, STR("/en/accounts/11/resume"), STR(""));
    CHECK(r.status == 303);
    db_run(&v->work, "DELETE FROM attempt");
    visitor_sign_in(v, STR("member@example.org"));
    r = visitor_get(v, STR("/en/"));
    SAME(location(&r), "/en/today");
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (v.worker) {
        add_people(&v.work);
        members_come_to_their_organisation(&v);
        what_members_write_is_looked_at_first(&v);
        researchers_write_research(&v);
        owners_let_others_see(&v);
        one_account_works_for_several(&v);
        administrators_give_places(&v);
        who_is_suspended_is_nowhere(&v);
        CHECK(work_ok(&v.work));
    }
    visitor_close(&v);
    return test_failures != 0;
}
