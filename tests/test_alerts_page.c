#include "db/db.h"
#include "directory/listing.h"
#include "match/alert_filter.h"
#include "match/weighing.h"
#include "tests/test.h"
#include "tests/visitor.h"

static int64_t add(struct visitor *v, int64_t organisation, const char *side, str title) {
    struct listing l = {.side = str_of(side),
            .organisation = organisation,
            .kind = STR("business"),
            .title = title,
            .lang = STR("en"),
            .status = STR("published"),
            .visibility = STR("public")};
    v->work.actor = WORLD_ADMIN;
    db_begin(&v->work);
    listing_save(&v->work, &l);
    CHECK(db_end(&v->work));
    live_catch_up(&v->work, v->house.live);
    return l.id;
}

static size_t told(struct visitor *v, const struct alert_wish *wish) {
    struct alerts a = alert_list(&v->work, v->house.live, WORLD_ALU, wish);
    for (size_t i = 1; i < a.count; i++) {
        CHECK(a.at[i].score <= a.at[i - 1].score);
    }
    return a.count;
}

static void see_all(struct visitor *v) {
    struct alert_wish any = {0};
    struct alerts a = alert_list(&v->work, v->house.live, WORLD_ALU, &any);
    db_begin(&v->work);
    alert_see(&v->work, WORLD_ALU, &a);
    CHECK(db_end(&v->work));
}

static void what_is_new_is_told_until_it_is_seen(struct visitor *v) {
    struct alert_wish any = {0};
    struct alerts before = alert_list(&v->work, v->house.live, WORLD_ALU, &any);
    CHECK(before.count == 0 && before.waiting > 0);
    while (live_fill_lists(&v->work, v->house.live)) {
    }
    see_all(v);
    CHECK(told(v, &any) == 0);
    (void)add(v, WORLD_FOUNDRY, "need", STR("Wind turbine blades"));
    (void)add(v, WORLD_SAWMILL, "offer", STR("Wind turbine blades"));
    (void)live_fill_lists(&v->work, v->house.live);
    CHECK(told(v, &any) == 1);
    CHECK(told(v, &(struct alert_wish){.country = STR("SE")}) == 1);
    CHECK(told(v, &(struct alert_wish){.country = STR("DE")}) == 0);
    CHECK(told(v, &(struct alert_wish){.least = 1}) == 0);
    CHECK(told(v, &(struct alert_wish){.ours = WORLD_SHARED}) == 0);
}

static void the_desk_and_the_page_say_so(struct visitor *v) {
    CHECK(visitor_get(v, STR("/en/new-matches")).status == 303); /* to sign in */
    visitor_sign_in(v, STR("alu%40example.org"));
    struct response r = visitor_get(v, STR("/en/today"));
    CHECK(visitor_sees(&r, STR("One strong match abroad is new.")));
    r = visitor_get(v, STR("/en/new-matches"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Wind turbine blades")));
    CHECK(visitor_sees(&r, STR("One new match")) && visitor_sees(&r, STR("partners/3'")));
    r = visitor_get(v, STR("/da/new-matches?by=cluster&country=DE"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("Wind turbine blades")));
    CHECK(visitor_post(v, STR("/en/new-matches"), STR("country=DE")).status == 303);
    struct alert_wish any = {0};
    CHECK(told(v, &any) == 1); /* not among those that were asked for */
    CHECK(visitor_post(v, STR("/en/new-matches"), STR("least=35")).status == 303);
    CHECK(told(v, &any) == 0);
    r = visitor_get(v, STR("/en/today"));
    CHECK(!visitor_sees(&r, STR("strong match abroad is new")));
}

static void a_filter_is_followed_until_it_is_removed(struct visitor *v) {
    (void)add(v, WORLD_FOUNDRY, "need", STR("Wave energy buoys"));
    (void)add(v, WORLD_SAWMILL, "offer", STR("Wave energy buoys"));
    (void)live_fill_lists(&v->work, v->house.live);
    db_run(&v->work, "DELETE FROM match_seen");
    str of = STR("/en/new-matches?country=SE&kind=company&by=text");
    struct response r = visitor_get(v, of);
    CHECK(visitor_sees(&r, STR("Follow these")) && visitor_sees(&r, STR("class='group'")));
    r = visitor_get(v, STR("/en/new-matches?by=cluster"));
    CHECK(visitor_sees(&r, STR("class='group'")) && !visitor_sees(&r, STR("Follow these")));
    CHECK(visitor_post(v, STR("/en/new-matches/filters"), STR("name=+&country=SE")).status == 422);
    CHECK(visitor_post(v, STR("/en/new-matches/filters"), STR("name=Sweden&country=SE")).status ==
            303);
    CHECK(visitor_post(v, STR("/en/new-matches/filters"), STR("name=France&country=FR")).status ==
            303);
    r = visitor_get(v, STR("/en/today"));
    CHECK(visitor_sees(&r, STR(">Sweden</a>")) && visitor_sees(&r, STR("One new match<")));
    CHECK(visitor_sees(&r, STR("Nothing new<")));
    v->work.actor = WORLD_AUTO_MANAGER;
    CHECK(alert_filter_list(&v->work).count == 0); /* everybody has their own */
    alert_filter_remove(&v->work, 1);
    v->work.actor = WORLD_ALU_MANAGER;
    struct alert_filters mine = alert_filter_list(&v->work);
    CHECK(mine.count == 2 && str_eq(mine.at[1].country, STR("SE")));
    alert_filter_remove(&v->work, mine.at[0].id);
    CHECK(alert_filter_list(&v->work).count == 1);
}

static void what_is_strong_is_the_clusters_own(struct visitor *v) {
    struct alert_wish any = {0};
    size_t before = told(v, &any);
    CHECK(before > 0);
    struct weighing w = weighing_usual();
    w.strong = 0.9F;
    weighing_save(&v->work, WORLD_ALU, &w);
    size_t after = told(v, &any);
    CHECK(after <= before);
    struct alerts a = alert_list(&v->work, v->house.live, WORLD_ALU, &any);
    for (size_t i = 0; i < a.count; i++) {
        CHECK(a.at[i].score >= 0.9F);
    }
    CHECK(told(v, &(struct alert_wish){.ecosystem = STR("digital")}) == 0);
    CHECK(weighing_undo(&v->work, WORLD_ALU));
    CHECK(told(v, &any) == before);
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    what_is_new_is_told_until_it_is_seen(&v);
    the_desk_and_the_page_say_so(&v);
    a_filter_is_followed_until_it_is_removed(&v);
    what_is_strong_is_the_clusters_own(&v);
    visitor_close(&v);
    return test_failures != 0;
}
