#include "db/change.h"
#include "db/db.h"
#include "directory/listing.h"
#include "match/ring.h"
#include "tests/test.h"
#include "tests/visitor.h"

static int64_t add(
        struct visitor *v, int64_t organisation, const char *side, str title, str visibility) {
    struct listing l = {.side = str_of(side),
            .organisation = organisation,
            .kind = STR("business"),
            .title = title,
            .lang = STR("en"),
            .status = STR("published"),
            .visibility = visibility};
    v->work.actor = WORLD_ADMIN;
    db_begin(&v->work);
    listing_save(&v->work, &l);
    CHECK(db_end(&v->work));
    live_catch_up(&v->work, v->house.live);
    return l.id;
}

static struct rings found_for(struct visitor *v, int64_t cluster) {
    struct scope scope = {.reach = 1, .clusters = {cluster}, .count = 1};
    return ring_list(&v->work, v->house.live, &scope, cluster);
}

/* Denmark needs what Germany offers, Germany what Sweden offers, and Sweden what Denmark offers. */
static void three_needs_close_one_ring(struct visitor *v) {
    str open = STR("public");
    size_t before = found_for(v, WORLD_ALU).count;
    int64_t need = add(v, WORLD_FOUNDRY, "need", STR("Wind turbine blades"), open);
    int64_t offer = add(v, WORLD_PRESS, "offer", STR("Wind turbine blades"), open);
    (void)add(v, WORLD_PRESS, "need", STR("Beekeeping"), open);
    (void)add(v, WORLD_SAWMILL, "offer", STR("Beekeeping"), open);
    CHECK(found_for(v, WORLD_ALU).count == before);
    (void)add(v, WORLD_SAWMILL, "need", STR("Fish farming"), open);
    (void)add(v, WORLD_FOUNDRY, "offer", STR("Fish farming"), open);
    struct rings r = found_for(v, WORLD_ALU);
    CHECK(r.count == before + 1);
    const struct ring *ring = &r.at[0];
    CHECK(ring->at[0].organisation == WORLD_FOUNDRY && ring->at[0].need == need &&
            ring->at[0].offer == offer);
    CHECK(ring->at[1].organisation == WORLD_PRESS && ring->at[2].organisation == WORLD_SAWMILL);
    CHECK(ring->score >= RING_GOOD && ring->score <= ring->at[0].fit &&
            ring->score <= ring->at[1].fit && ring->score <= ring->at[2].fit);
    r = found_for(v, WORLD_WOOD);
    CHECK(r.count >= 1 && r.at[0].at[0].organisation == WORLD_SAWMILL);
}

static size_t of_size(const struct rings *r, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < r->count; i++) {
        count += r->at[i].size == size;
    }
    return count;
}

/* The foundry needs what the press offers, that what the shared one offers, that what the sawmill
 * offers, and the sawmill what the foundry offers; the press and the sawmill have nothing in common. */
static void four_needs_close_one(struct visitor *v) {
    str open = STR("public");
    int64_t need = add(v, WORLD_FOUNDRY, "need", STR("Pottery"), open);
    (void)add(v, WORLD_PRESS, "offer", STR("Pottery"), open);
    (void)add(v, WORLD_PRESS, "need", STR("Cheese"), open);
    (void)add(v, WORLD_SHARED, "offer", STR("Cheese"), open);
    (void)add(v, WORLD_SHARED, "need", STR("Shipbuilding"), open);
    (void)add(v, WORLD_SAWMILL, "offer", STR("Shipbuilding"), open);
    (void)add(v, WORLD_SAWMILL, "need", STR("Perfume"), open);
    struct rings r = found_for(v, WORLD_ALU);
    CHECK(of_size(&r, RING_MOST) == 0);
    (void)add(v, WORLD_FOUNDRY, "offer", STR("Perfume"), open);
    r = found_for(v, WORLD_ALU);
    CHECK(of_size(&r, RING_MOST) == 1);
    const struct ring *four = &r.at[r.count - 1];
    CHECK(four->size == RING_MOST && four->at[0].organisation == WORLD_FOUNDRY &&
            four->at[0].need == need && four->at[1].organisation == WORLD_PRESS);
    CHECK(four->at[2].organisation == WORLD_SHARED && four->at[3].organisation == WORLD_SAWMILL);
    CHECK(four->score >= RING_GOOD && four->at[3].why.count > 0);
    visitor_sign_in(v, STR("alu%40example.org"));
    struct response page = visitor_get(v, STR("/en/consortia"));
    CHECK(visitor_sees(&page, STR("Perfume")) &&
            visitor_sees(&page, STR("Fælles &amp; Gemeinsam and Sågen AB")));
}

/* Three of the four close a ring once the sawmill fills a need of the press. */
static void a_ring_of_three_is_rather_shown(struct visitor *v) {
    (void)add(v, WORLD_SAWMILL, "offer", STR("Cheese"), STR("public"));
    struct rings r = found_for(v, WORLD_ALU);
    CHECK(of_size(&r, RING_MOST) == 0 && of_size(&r, RING_LEAST) >= 1);
}

/* From each of its members it is found, and it is one. */
static void a_ring_of_two_members_stands_once(struct visitor *v) {
    size_t before = found_for(v, WORLD_ALU).count;
    db_begin(&v->work);
    (void)db_run(&v->work, "INSERT INTO membership (organisation_id, cluster_id) VALUES (?, ?)",
            num(WORLD_PRESS), num(WORLD_ALU));
    change_note(&v->work, STR("organisation"), WORLD_PRESS);
    CHECK(db_end(&v->work));
    live_catch_up(&v->work, v->house.live);
    struct rings r = found_for(v, WORLD_ALU);
    CHECK(r.count >= before && r.at[0].at[0].organisation == WORLD_FOUNDRY);
    for (size_t i = 1; i < r.count; i++) {
        CHECK(r.at[i].at[0].organisation != WORLD_PRESS ||
                r.at[i].at[1].organisation != WORLD_SAWMILL ||
                r.at[i].at[2].organisation != WORLD_FOUNDRY);
    }
    CHECK(r.at[0].at[0].why.count > 0);
}

static void the_page_shows_it(struct visitor *v) {
    CHECK(visitor_get(v, STR("/en/consortia")).status == 303); /* to sign in */
    visitor_sign_in(v, STR("alu%40example.org"));
    struct response r = visitor_get(v, STR("/en/consortia"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Wind turbine blades")));
    CHECK(visitor_sees(&r, STR("Fish farming")) && visitor_sees(&r, STR("Sågen AB")));
}

/* What one of them hides from others closes no ring that they could read. */
static void what_is_hidden_closes_none(struct visitor *v) {
    size_t before = found_for(v, WORLD_ALU).count;
    (void)add(v, WORLD_FOUNDRY, "need", STR("Violin strings"), STR("public"));
    (void)add(v, WORLD_PRESS, "offer", STR("Violin strings"), STR("confidential"));
    CHECK(found_for(v, WORLD_ALU).count == before);
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    three_needs_close_one_ring(&v);
    the_page_shows_it(&v);
    what_is_hidden_closes_none(&v);
    a_ring_of_two_members_stands_once(&v);
    visitor_close(&v);
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    four_needs_close_one(&v);
    a_ring_of_three_is_rather_shown(&v);
    visitor_close(&v);
    return test_failures != 0;
}
