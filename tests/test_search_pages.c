/* The search page as people ask for it, and searches that are saved. */
#include "base/buf.h"
#include "db/change.h"
#include "tests/test.h"
#include "tests/visitor.h"

static struct response search(struct visitor *v, str address) {
    struct response r = visitor_get(v, address);
    CHECK(r.status == 200);
    return r;
}

static void a_hit_says_through_which_concept_in_the_readers_language(struct visitor *v) {
    struct response r = search(v, STR("/da/search?q=aluminiumsst%C3%B8begods"));
    CHECK(visitor_sees(&r, STR("/da/listings/5-gussteile-aus-aluminium")));
    CHECK(visitor_sees(&r, STR("Gennem begrebet")));
    CHECK(visitor_sees(&r, STR("lang='da'>støbegods")) && visitor_sees(&r, STR("lang='de'>Guss<")));
    CHECK(visitor_sees(&r, STR("<span class='tongue'>tysk</span>")));
    r = search(v, STR("/de/search?q=gussteile"));
    CHECK(visitor_sees(&r, STR("<mark class='met tint-1'>Gussteile</mark>")));
    r = search(v, STR("/en/search?q=%3Cb%3Ealuminium"));
    CHECK(visitor_sees(&r, STR("&lt;b&gt;")) && !visitor_sees(&r, STR("<b>")));
}

static void conditions_are_links_that_can_be_taken_back(struct visitor *v) {
    struct response r = search(v, STR("/en/search?q=aluminium"));
    CHECK(visitor_sees(&r, STR("href='/en/search?q=aluminium&amp;side=need'")));
    CHECK(visitor_sees(&r, STR("href='/en/search?q=aluminium&amp;place=DE'")));
    r = search(v, STR("/en/search?q=aluminium&side=need&place=DE"));
    CHECK(visitor_sees(&r, STR("/en/listings/5-")) && !visitor_sees(&r, STR("/en/listings/1-")));
    CHECK(visitor_sees(&r, STR("href='/en/search?q=aluminium&amp;place=DE' aria-current='true'")));
    r = search(v, STR("/en/search?q=aluminium&side=need&place=SE"));
    CHECK(visitor_sees(&r, STR("class='empty'")));
    CHECK(visitor_sees(&r, STR("href='/en/search?q=aluminium'")));
    r = search(v, STR("/en/search?q=aluminium&page=400"));
    CHECK(visitor_sees(&r, STR("To the first page of the list")));
}

static void who_is_not_signed_in_saves_nothing(struct visitor *v) {
    struct response r = search(v, STR("/en/search?q=aluminium"));
    CHECK(!visitor_sees(&r, STR("/en/searches")));
    (void)visitor_get(v, STR("/en/sign-in"));
    r = visitor_post(v, STR("/en/searches"), STR("q=aluminium&name=a"));
    CHECK(r.status == 403);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM saved_search") == 0);
}

static void publish(struct visitor *v) {
    db_run(&v->work,
            "UPDATE listing SET status = 'published', updated = ?, version = version + 1"
            " WHERE id = ?",
            num(v->work.now + 60), num(WORLD_FOUNDRY_DRAFT));
    db_begin(&v->work);
    change_note(&v->work, STR("listing"), WORLD_FOUNDRY_DRAFT);
    CHECK(db_end(&v->work));
    live_catch_up(&v->work, v->house.live);
}

static void a_saved_search_counts_what_is_new(struct visitor *v) {
    visitor_sign_in(v, STR("auto@example.org"));
    struct response r = search(v, STR("/en/search?q=kokiller"));
    CHECK(visitor_sees(&r, STR("action='/en/searches'")));
    r = visitor_post(v, STR("/en/searches"), STR("q=kokiller&name=Moulds+%3Ci%3E&side=offer"));
    CHECK(r.status == 303);
    SAME(visitor_header(&r, STR("Location")), "/en/search?q=kokiller&side=offer&done=saved");
    r = search(v, STR("/en/search?q=kokiller&side=offer"));
    CHECK(visitor_sees(&r, STR("Saved as “Moulds &lt;i&gt;”")));
    CHECK(visitor_sees(&r, STR("Nothing new since")));
    r = visitor_get(v, STR("/en/today"));
    CHECK(visitor_sees(&r, STR("Moulds &lt;i&gt;")) && visitor_sees(&r, STR("Nothing new since")));
    publish(v);
    r = visitor_get(v, STR("/en/today"));
    CHECK(visitor_sees(&r, STR("One new or changed since")));
    int64_t id = db_number(&v->work, "SELECT MAX(id) FROM saved_search");
    struct buf address = {.mem = &v->mem};
    buf_add(&address, STR("/en/searches/"));
    buf_num(&address, id);
    r = visitor_get(v, buf_str(&address));
    str to = visitor_header(&r, STR("Location"));
    CHECK(r.status == 303 && str_starts(to, STR("/en/search?q=kokiller&side=offer&since=")));
    r = search(v, to);
    CHECK(visitor_sees(&r, STR("<span class='state good'>New</span>")));
    db_run(&v->work, "UPDATE saved_search SET seen = ?", num(v->work.now + 120));
    r = visitor_get(v, STR("/en/today"));
    CHECK(visitor_sees(&r, STR("Nothing new since")));
}

static void nobody_elses_saved_search_is_there(struct visitor *v) {
    int64_t id = db_number(&v->work, "SELECT MAX(id) FROM saved_search");
    struct buf address = {.mem = &v->mem};
    buf_add(&address, STR("/en/searches/"));
    buf_num(&address, id);
    visitor_sign_in(v, STR("admin@example.org"));
    struct response r = visitor_get(v, buf_str(&address));
    CHECK(r.status == 404);
    buf_add(&address, STR("/remove"));
    (void)visitor_get(v, STR("/en/search?q=kokiller"));
    r = visitor_post(v, buf_str(&address), STR(""));
    CHECK(r.status == 404 && db_number(&v->work, "SELECT COUNT(*) FROM saved_search") == 1);
    visitor_sign_in(v, STR("auto@example.org"));
    (void)visitor_get(v, STR("/en/search"));
    r = visitor_post(v, buf_str(&address), STR(""));
    SAME(visitor_header(&r, STR("Location")), "/en/search?done=removed");
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM saved_search") == 0);
    r = visitor_post(v, STR("/en/searches"), STR("q=&name=Nothing"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("There are no words to search for.")));
    v->session = (str){0};
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    a_hit_says_through_which_concept_in_the_readers_language(&v);
    conditions_are_links_that_can_be_taken_back(&v);
    who_is_not_signed_in_saves_nothing(&v);
    a_saved_search_counts_what_is_new(&v);
    nobody_elses_saved_search_is_there(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}
