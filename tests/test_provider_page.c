/* The administrator's page of providers: what is typed is judged, and the button says what is wrong. */
#include "account/identity_provider.h"
#include "tests/openid_peer.h"
#include "tests/test.h"
#include "tests/visitor.h"

static int64_t id_of(struct visitor *v) {
    return db_number(&v->work, "SELECT COALESCE(MAX(id), 0) FROM identity_provider");
}

static str path_of(struct visitor *v, const char *act) {
    struct buf b = {.mem = &v->mem};
    buf_add(&b, STR("/en/sign-in/providers/"));
    buf_num(&b, id_of(v));
    buf_add(&b, str_of(act));
    return buf_str(&b);
}

static void wrong_entries_are_named_and_kept(struct visitor *v) {
    static const struct {
        const char *form, *said;
    } wrong[] = {
            {"name=&issuer=https%3A%2F%2Fa.example&client=x", "The name is missing"},
            {"name=Works&issuer=http%3A%2F%2Fa.example&client=x", "begins with https://"},
            {"name=Works&issuer=javascript%3Aalert(1)&client=x", "begins with https://"},
            {"name=Works&issuer=https%3A%2F%2Fa.example%3Fx&client=x", "begins with https://"},
            {"name=Works&issuer=https%3A%2F%2Fu%3Ap%40a.example&client=x", "begins with https://"},
            {"name=Works&issuer=https%3A%2F%2Fa.example&client=", "The client id is missing"},
            {"name=Works&issuer=https%3A%2F%2Fa.example&client=x&domains=example",
                    "One of these is no domain"},
            {"name=Works&issuer=https%3A%2F%2Fa.example&client=x&domains=&cluster=1",
                    "Newcomers can only be taken in from named domains"},
    };
    visitor_sign_in(v, STR("admin@example.org"));
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct response r = visitor_post(v, STR("/en/sign-in/providers"), str_of(wrong[i].form));
        CHECK(r.status == 422 && visitor_sees(&r, str_of(wrong[i].said)));
        CHECK(visitor_sees(&r, STR("value='Works'")) || i == 0);
        CHECK(id_of(v) == 0);
    }
}

static void a_provider_is_added_changed_and_removed(struct visitor *v) {
    struct response r = visitor_post(v, STR("/en/sign-in/providers"),
            STR("name=Works&issuer=https%3A%2F%2Fa.example&client=x&secret=hush"
                "&domains=Example.ORG%2C+b.example&cluster=1"));
    struct identity_provider p = {0};
    str secret = {0};
    CHECK(r.status == 303 && identity_provider_one(&v->work, id_of(v), &p));
    SAME(p.domains, "example.org;b.example");
    CHECK(p.cluster == WORLD_ALU);
    CHECK(seal_open(&v->mem, &v->house.seal, p.secret, &secret));
    SAME(secret, "hush");
    r = visitor_get(v, path_of(v, ""));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("hush")) && !visitor_sees(&r, p.secret));
    CHECK(visitor_sees(&r, STR("example.org, b.example")));
    CHECK(visitor_sees(&r, STR("https://handslag.example/sign-in/back")));

    /* An empty secret keeps the one there is; another issuer forgets what the old one sent. */
    db_run(&v->work, "UPDATE identity_provider SET document = '{}', document_at = 5");
    r = visitor_post(v, path_of(v, ""),
            STR("name=Works+2&issuer=https%3A%2F%2Fb.example&client=y&secret=&domains="));
    str before = p.secret;
    CHECK(r.status == 303 && identity_provider_one(&v->work, id_of(v), &p));
    CHECK(str_eq(p.secret, before) && p.document.len == 0 && p.document_at == 0 && !p.cluster);
    r = visitor_post(v, path_of(v, "/remove"), STR(""));
    CHECK(r.status == 303 && id_of(v) == 0);
}

static void others_see_nothing_of_it(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/sign-in/providers"));
    CHECK(r.status == 404);
    r = visitor_post(v, STR("/en/sign-in/providers"),
            STR("name=Works&issuer=https%3A%2F%2Fa.example&client=x"));
    CHECK(r.status == 404 && id_of(v) == 0);
}

static struct response try_it(struct visitor *v, struct peer *peer, enum peer_fault fault) {
    peer->fault = fault;
    return visitor_post(v, path_of(v, "/try"), STR(""));
}

static void the_button_says_what_is_wrong(struct visitor *v, struct peer *peer) {
    static const struct {
        enum peer_fault fault;
        const char *said;
    } wrong[] = {
            {PEER_AWAY, "It says that it cannot at the moment"},
            {PEER_NOTHING, "stands nothing"},
            {PEER_NONSENSE, "something that cannot be read"},
            {PEER_HUGE, "more than half a megabyte"},
            {PEER_ROUND_AND_ROUND, "It leads on to other addresses"},
            {PEER_OTHER_NAME, "It calls itself otherwise"},
            {PEER_PLAIN_ENDPOINT, "Its document lacks one of the addresses"},
            {PEER_WITHOUT_PKCE, "It does not take PKCE with S256"},
            {PEER_WITHOUT_KEYS, "None of its keys can be used"},
            {PEER_SILENT, "It answered too slowly"},
    };
    struct identity_provider p = {.name = STR("Works"),
            .issuer = str_of(peer->issuer),
            .client = STR(PEER_CLIENT),
            .secret = seal_close(&v->mem, &v->house.seal, STR(PEER_SECRET))};
    CHECK(identity_provider_save(&v->work, &p) == IDENTITY_PROVIDER_FINE);
    visitor_sign_in(v, STR("admin@example.org"));
    struct response r = try_it(v, peer, PEER_WELL);
    CHECK(r.status == 200 && visitor_sees(&r, STR("It answers as it should")));
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        r = try_it(v, peer, wrong[i].fault);
        CHECK(r.status == 200 && visitor_sees(&r, str_of(wrong[i].said)));
        CHECK(!visitor_sees(&r, STR("It answers as it should")));
        r = visitor_get(v, STR("/en/sign-in/providers"));
        CHECK(visitor_sees(&r, str_of(wrong[i].said)));
    }
    p.secret = seal_close(&v->mem, &v->house.seal, STR("another"));
    CHECK(identity_provider_save(&v->work, &p) == IDENTITY_PROVIDER_FINE);
    r = try_it(v, peer, PEER_WELL);
    CHECK(visitor_sees(&r, STR("It does not take the client id")));
    p.secret = seal_close(&v->mem, &v->house.seal, STR(PEER_SECRET));
    CHECK(identity_provider_save(&v->work, &p) == IDENTITY_PROVIDER_FINE);
    r = try_it(v, peer, PEER_WELL);
    CHECK(visitor_sees(&r, STR("It answers as it should")));
}

static void nobody_there_is_told(struct visitor *v) {
    struct identity_provider p = {0};
    CHECK(identity_provider_one(&v->work, id_of(v), &p));
    p.issuer = STR("http://127.0.0.1:9");
    CHECK(identity_provider_save(&v->work, &p) == IDENTITY_PROVIDER_FINE);
    struct response r = visitor_post(v, path_of(v, "/try"), STR(""));
    CHECK(r.status == 200 && visitor_sees(&r, STR("It cannot be reached")));
}

/* Where the addresses of one's own network segment lie, clouds keep keys for whoever asks. */
static void near_addresses_are_not_asked(struct visitor *v) {
    static const char *const near[] = {"https://169.254.169.254/latest", "https://0.0.0.0/",
            "https://[fe80::1]/", "https://[::ffff:169.254.1.1]/", "https://224.0.0.1/"};
    for (size_t i = 0; i < sizeof(near) / sizeof(near[0]); i++) {
        struct fetched f =
                fetch(&v->mem, &(struct fetch){.address = str_of(near[i]), .milliseconds = 1000});
        CHECK(f.trouble == FETCH_UNREACHABLE && f.body.len == 0);
    }
    CHECK(!fetch_may_ask(&v->mem, STR("file:///etc/passwd")));
    CHECK(!fetch_may_ask(&v->mem, STR("ftp://a.example/")));
    CHECK(!fetch_may_ask(&v->mem, STR("http://a.example/")));
    CHECK(!fetch_may_ask(&v->mem, STR("http://127.0.0.1@a.example/")));
    CHECK(!fetch_may_ask(&v->mem, STR("https://a.example\0.b.example/")));
    CHECK(!fetch_may_ask(&v->mem, STR("https://a.example/x\n")));
    CHECK(fetch_may_ask(&v->mem, STR("https://a.example:8443/realms/x")));
    CHECK(fetch_may_ask(&v->mem, STR("http://127.0.0.1:8080/")));
}

int main(void) {
    struct visitor v;
    struct peer peer;
    CHECK(visitor_open(&v));
    CHECK(peer_open(&peer, 0));
    if (test_failures) {
        return 1;
    }
    wrong_entries_are_named_and_kept(&v);
    a_provider_is_added_changed_and_removed(&v);
    others_see_nothing_of_it(&v);
    the_button_says_what_is_wrong(&v, &peer);
    nobody_there_is_told(&v);
    near_addresses_are_not_asked(&v);
    SAME(v.work.fault, "");
    peer_close(&peer);
    visitor_close(&v);
    return test_failures != 0;
}
