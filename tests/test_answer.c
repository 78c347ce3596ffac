#include "tests/test.h"
#include "tests/visitor.h"
#include "web/asset.h"

static str location(const struct response *r) {
    return visitor_header(r, STR("Location"));
}

static void set_header(struct visitor *v, str name, str value) {
    v->headers[0] = (struct field){name, value};
    v->header_count = 1;
}

static str first_address(struct visitor *v, str accepted) {
    set_header(v, STR("Accept-Language"), accepted);
    struct response r = visitor_get(v, STR("/"));
    CHECK(r.status == 303);
    SAME(visitor_header(&r, STR("Vary")), "Accept-Language");
    v->header_count = 0;
    return location(&r);
}

static void the_first_visit_is_in_the_dearest_language(struct visitor *v) {
    SAME(first_address(v, STR("")), "/en/");
    SAME(first_address(v, STR("da")), "/da/");
    SAME(first_address(v, STR("de-AT,de;q=0.9,en;q=0.8")), "/de/");
    SAME(first_address(v, STR("en;q=0.5, fr;q=0.75, sv;q=0.7")), "/fr/");
    SAME(first_address(v, STR("pl, it;q=0.9, zh-Hant-TW;q=0.3")), "/zh/");
    SAME(first_address(v, STR("nn-NO, en;q=0.9")), "/nb/");
    SAME(first_address(v, STR("no")), "/nb/");
    SAME(first_address(v, STR("DA")), "/da/");
    SAME(first_address(v, STR("da;q=0, sv;q=0.001")), "/sv/");
    SAME(first_address(v, STR("da;q=0.8, sv;q=0.8")), "/da/");
    SAME(first_address(v, STR("deu, dan")), "/en/");
    SAME(first_address(v, STR("*")), "/en/");
    SAME(first_address(v, STR(";q=1,,;;,de;q=x, sv;q=0.1")), "/sv/");
}

static void a_language_alone_leads_to_its_first_page(struct visitor *v) {
    struct response r = visitor_get(v, STR("/da"));
    CHECK(r.status == 303);
    SAME(location(&r), "/da/");
    r = visitor_get(v, STR("/da/"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("<html lang='da'>")));
    r = visitor_get(v, STR("/zh/"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("<html lang='zh-Hans'>")));
}

static void unknown_paths_are_answered_in_the_readers_language(struct visitor *v) {
    struct response r = visitor_get(v, STR("/da/nothing"));
    CHECK(r.status == 404 && visitor_sees(&r, STR("<html lang='da'>")));
    set_header(v, STR("Accept-Language"), STR("de"));
    r = visitor_get(v, STR("/wp-login.php"));
    CHECK(r.status == 404 && visitor_sees(&r, STR("<html lang='de'>")));
    r = visitor_get(v, STR("/assets/style.0000000000.css"));
    CHECK(r.status == 404);
    v->header_count = 0;
    r = visitor_get(v, STR("/en/clusters/99999999999999999999"));
    CHECK(r.status == 404);
    r = visitor_get(v, STR("/en//"));
    CHECK(r.status == 404);
}

static void a_wrong_method_hears_the_right_ones(struct visitor *v) {
    struct response r = visitor_ask(v, POST, STR("/en/search"), STR(""));
    CHECK(r.status == 405);
    SAME(visitor_header(&r, STR("Allow")), "GET, HEAD");
    r = visitor_get(v, STR("/en/sign-out"));
    CHECK(r.status == 405);
    SAME(visitor_header(&r, STR("Allow")), "POST");
    r = visitor_ask(v, METHOD_OTHER, STR("/en/sign-in"), STR(""));
    CHECK(r.status == 405);
    SAME(visitor_header(&r, STR("Allow")), "GET, HEAD, POST");
    r = visitor_ask(v, POST, STR("/health"), STR(""));
    CHECK(r.status == 405);
    SAME(visitor_header(&r, STR("Allow")), "GET, HEAD");
}

static void health_is_told_in_a_word(struct visitor *v) {
    struct response r = visitor_get(v, STR("/health"));
    CHECK(r.status == 200);
    SAME(r.type, "text/plain; charset=utf-8");
    SAME(r.body, "ok\n");
}

static void assets_keep_for_good(struct visitor *v) {
    struct response r = visitor_get(v, asset_path(STR("style.css")));
    CHECK(r.status == 200 && r.body.len > 1000 && r.lasts);
    SAME(r.type, "text/css; charset=utf-8");
    CHECK(r.etag.len > 4 && !str_has(r.etag, STR("\"")));
    CHECK(str_has(visitor_header(&r, STR("Cache-Control")), STR("immutable")));
    set_header(v, STR("Accept-Encoding"), STR("br"));
    r = visitor_get(v, asset_path(STR("style.css")));
    SAME(r.encoding, "br");
    v->header_count = 0;
}

static int sign_out_from(struct visitor *v, str name, str value) {
    (void)visitor_get(v, STR("/en/sign-in"));
    set_header(v, name, value);
    struct response r = visitor_post(v, STR("/en/sign-out"), STR(""));
    v->header_count = 0;
    return r.status;
}

static void forms_of_other_sites_are_refused(struct visitor *v) {
    CHECK(sign_out_from(v, STR("X-Nothing"), STR("")) == 303);
    CHECK(sign_out_from(v, STR("Sec-Fetch-Site"), STR("same-origin")) == 303);
    CHECK(sign_out_from(v, STR("Sec-Fetch-Site"), STR("same-site")) == 403);
    CHECK(sign_out_from(v, STR("Sec-Fetch-Site"), STR("cross-site")) == 403);
    CHECK(sign_out_from(v, STR("Origin"), STR("https://handslag.example")) == 303);
    CHECK(sign_out_from(v, STR("Origin"), STR("http://handslag.example")) == 303);
    CHECK(sign_out_from(v, STR("Origin"), STR("https://evil-handslag.example")) == 403);
    CHECK(sign_out_from(v, STR("Origin"), STR("https://evil.example")) == 403);
    CHECK(sign_out_from(v, STR("Origin"), STR("https://handslag.example.evil.example")) == 403);
    CHECK(sign_out_from(v, STR("Origin"), STR("handslag.example")) == 403);
}

static void a_form_needs_its_key(struct visitor *v) {
    struct response r = visitor_ask(v, POST, STR("/da/sign-in"), STR("mail=a&password=b"));
    CHECK(r.status == 403 && visitor_sees(&r, STR("<html lang='da'>")));
    r = visitor_ask(v, POST, STR("/da/sign-in"), STR("form_key=12.abc&mail=a&password=b"));
    CHECK(r.status == 403);
    (void)visitor_get(v, STR("/en/sign-in"));
    str visitors_key = v->form_key;
    visitor_sign_in(v, STR("alu@example.org"));
    CHECK(!str_eq(visitors_key, v->form_key));
    v->form_key = visitors_key;
    r = visitor_post(v, STR("/en/me"), STR("name=Somebody&tongue=en"));
    CHECK(r.status == 403);
    v->session = (str){0};
}

static void head_is_answered_like_get(struct visitor *v) {
    struct response r = visitor_ask(v, HEAD, STR("/de/"), STR(""));
    CHECK(r.status == 200 && r.body.len > 0);
    r = visitor_ask(v, HEAD, asset_path(STR("app.js")), STR(""));
    CHECK(r.status == 200);
    r = visitor_ask(v, HEAD, STR("/health"), STR(""));
    CHECK(r.status == 200);
}

static void who_must_sign_in_comes_back_to_where_they_were(struct visitor *v) {
    struct response r = visitor_get(v, STR("/de/today"));
    CHECK(r.status == 303);
    SAME(location(&r), "/de/sign-in?next=%2Ftoday");
    r = visitor_get(v, STR("/de/accounts?after=a%40b&x=1"));
    SAME(location(&r), "/de/sign-in?next=%2Faccounts%3Fafter%3Da%2540b%26x%3D1");
    r = visitor_ask(v, POST, STR("/de/me"), STR("name=x"));
    CHECK(r.status == 403);
}

static void who_lost_their_cluster_has_no_desk(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/today"));
    CHECK(r.status == 200);
    db_run(&v->work, "DELETE FROM role WHERE account_id = ?", num(WORLD_ALU_MANAGER));
    r = visitor_get(v, STR("/en/today"));
    CHECK(r.status == 303 && !visitor_sees(&r, STR("/en/partners")));
    SAME(visitor_header(&r, STR("Location")), "/en/");
    r = visitor_get(v, STR("/en/"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("/en/partners")));
    db_run(&v->work,
            "INSERT INTO role (account_id, kind, cluster_id, reach) VALUES (?, 'manager', ?, 1)",
            num(WORLD_ALU_MANAGER), num(WORLD_ALU));
    v->session = (str){0};
}

static void what_never_reached_a_worker_has_a_page(struct visitor *v) {
    struct response out = response_new();
    struct request r = {.method = GET, .path = STR("/sv/import"), .id = STR("test")};
    answer_refused(&v->house, &v->mem, &r, 413, &out);
    CHECK(out.status == 413 && visitor_sees(&out, STR("<html lang='sv'>")));
}

static void a_broken_database_is_a_500(struct visitor *v) {
    db_run(&v->work, "ALTER TABLE cluster RENAME TO lost");
    struct response r = visitor_get(v, STR("/en/"));
    CHECK(r.status == 500 && visitor_sees(&r, STR("<html lang='en'>")));
    CHECK(str_has(r.note.fault, STR("cluster")));
    db_run(&v->work, "ALTER TABLE lost RENAME TO cluster");
    r = visitor_get(v, STR("/en/"));
    CHECK(r.status == 200);
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    the_first_visit_is_in_the_dearest_language(&v);
    a_language_alone_leads_to_its_first_page(&v);
    unknown_paths_are_answered_in_the_readers_language(&v);
    a_wrong_method_hears_the_right_ones(&v);
    health_is_told_in_a_word(&v);
    assets_keep_for_good(&v);
    forms_of_other_sites_are_refused(&v);
    a_form_needs_its_key(&v);
    head_is_answered_like_get(&v);
    who_must_sign_in_comes_back_to_where_they_were(&v);
    who_lost_their_cluster_has_no_desk(&v);
    what_never_reached_a_worker_has_a_page(&v);
    a_broken_database_is_a_500(&v);
    visitor_close(&v);
    return test_failures != 0;
}
