#include "db/db.h"
#include "directory/listing.h"
#include "match/consortium.h"
#include "tests/test.h"
#include "tests/visitor.h"

static int64_t add(struct visitor *v, int64_t organisation, str kind, str title, str visibility) {
    struct listing l = {.side = STR("offer"),
            .organisation = organisation,
            .kind = kind,
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

static struct consortium_role role(struct visitor *v, const char *text) {
    struct reader *reader = reader_open(v->lexicon);
    struct meaning m = meaning_read(reader, v->work.mem, (str){0}, str_of(text), EN);
    struct consortium_role made = {
            .meaning = profile_rounded(vector_of(v->work.mem, v->lexicon, &m))};
    reader_close(reader);
    return made;
}

static struct consortium_wish wish_for(struct visitor *v, size_t countries) {
    return (struct consortium_wish){.cluster = WORLD_ALU,
            .country = STR("DK"),
            .roles = {role(v, "wind turbine blades"), role(v, "beekeeping")},
            .role_count = 2,
            .countries = countries};
}

static struct consortium find(struct visitor *v, const struct consortium_wish *wish) {
    struct scope scope = {.reach = 1, .clusters = {WORLD_ALU}, .count = 1};
    return consortium_find(&v->work, v->house.live, &scope, wish);
}

static int64_t taken(const struct consortium *c, size_t at) {
    const struct consortium_seat *s = &c->seats[at];
    return s->taken < s->count ? s->at[s->taken].organisation : 0;
}

static void offers(struct visitor *v) {
    str open = STR("public");
    str business = STR("business");
    (void)add(v, WORLD_FOUNDRY, business, STR("Wind turbine blades"), open);
    (void)add(v, WORLD_SHARED, STR("training"), STR("Beekeeping"), open);
    (void)add(v, WORLD_PRESS, STR("research"), STR("Wind turbine blades and fish farming"), open);
}

static void the_best_of_different_ones_take_the_roles(struct visitor *v) {
    struct consortium_wish wish = wish_for(v, 1);
    struct consortium c = find(v, &wish);
    CHECK(taken(&c, 0) == WORLD_FOUNDRY && taken(&c, 1) == WORLD_SHARED);
    CHECK(c.open == 0 && c.countries == 1 && c.score > 0.99F && !c.cut);
    CHECK(c.seats[0].count >= 2 && c.seats[0].at[0].ours && c.seats[0].at[0].why.count > 0);
    wish.roles[1] = role(v, "wind turbine blades");
    c = find(v, &wish);
    CHECK(c.open == 0 && taken(&c, 0) != taken(&c, 1));
}

static void the_countries_asked_for_go_before_fit(struct visitor *v) {
    struct consortium_wish wish = wish_for(v, 2);
    struct consortium c = find(v, &wish);
    CHECK(taken(&c, 0) == WORLD_PRESS && taken(&c, 1) == WORLD_SHARED);
    CHECK(c.countries == 2 && c.score < 0.99F);
    wish.countries = 3; /* of two roles */
    c = find(v, &wish);
    CHECK(c.countries == 2 && c.open == 0);
}

static void who_is_chosen_takes_the_role(struct visitor *v) {
    struct consortium_wish wish = wish_for(v, 1);
    wish.roles[0].chosen = WORLD_PRESS;
    struct consortium c = find(v, &wish);
    CHECK(taken(&c, 0) == WORLD_PRESS && taken(&c, 1) == WORLD_SHARED);
    wish.roles[0].chosen = WORLD_SAWMILL; /* who offers nothing like it */
    c = find(v, &wish);
    CHECK(taken(&c, 0) == WORLD_FOUNDRY);
    wish.roles[1] = role(v, "wind turbine blades");
    wish.roles[0].chosen = wish.roles[1].chosen = WORLD_PRESS;
    c = find(v, &wish);
    CHECK(c.open == 1 && (taken(&c, 0) == WORLD_PRESS) != (taken(&c, 1) == WORLD_PRESS));
}

static void what_is_hidden_is_counted_only(struct visitor *v) {
    struct consortium_wish wish = wish_for(v, 1);
    size_t before = find(v, &wish).seats[1].count;
    (void)add(v, WORLD_PRESS, STR("business"), STR("Beekeeping"), STR("confidential"));
    struct consortium c = find(v, &wish);
    CHECK(c.seats[1].count == before && c.seats[1].veiled == 1);
    CHECK(taken(&c, 1) == WORLD_SHARED);
}

static void a_role_nobody_understands_stays_open(struct visitor *v) {
    struct consortium_wish wish = wish_for(v, 2);
    wish.roles[1] = role(v, "xyzzyx");
    struct consortium c = find(v, &wish);
    CHECK(c.open == 1 && c.seats[1].count == 0 && taken(&c, 1) == 0);
    CHECK(taken(&c, 0) == WORLD_FOUNDRY && c.countries == 1);
    wish.roles[0] = wish.roles[1];
    c = find(v, &wish);
    CHECK(c.open == 2 && c.score <= 0 && c.countries == 0);
}

/* What the page says is best is the best of all teams there are. */
static void no_team_is_better(struct visitor *v) {
    struct consortium_wish wish = wish_for(v, 3);
    str open = STR("public");
    (void)add(v, WORLD_SAWMILL, STR("business"), STR("Beekeeping, and wind turbine blades"), open);
    (void)add(v, WORLD_SHARED, STR("facilities"), STR("Fish farming"), open);
    (void)add(v, WORLD_SAWMILL, STR("business"), STR("Fish farming with wind turbines"), open);
    wish.roles[2] = role(v, "fish farming");
    wish.role_count = 3;
    for (size_t countries = 1; countries <= 3; countries++) {
        wish.countries = countries;
        struct consortium c = find(v, &wish);
        CHECK(c.open == 0 && c.countries >= countries);
        const struct consortium_seat *s = c.seats;
        for (size_t n = 0; n < s[0].count * s[1].count * s[2].count; n++) {
            const struct consortium_candidate *x = &s[0].at[n % s[0].count];
            const struct consortium_candidate *y = &s[1].at[n / s[0].count % s[1].count];
            const struct consortium_candidate *z = &s[2].at[n / s[0].count / s[1].count];
            size_t of = 1 + (size_t)(y->country != x->country) +
                        (size_t)(z->country != x->country && z->country != y->country);
            bool apart = x->organisation != y->organisation && y->organisation != z->organisation &&
                         x->organisation != z->organisation;
            float score = 3.0F / (1 / x->fit + 1 / y->fit + 1 / z->fit);
            CHECK(!apart || of < countries || score <= c.score + 1e-6F);
        }
    }
}

static void the_page_shows_the_team(struct visitor *v) {
    CHECK(visitor_get(v, STR("/en/consortia/call")).status == 303); /* to sign in */
    visitor_sign_in(v, STR("alu%40example.org"));
    struct response r = visitor_get(v, STR("/en/consortia/call"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Here will stand the team")));
    r = visitor_get(v, STR("/en/consortia/call?title=Blade%20%3C1%3E&role1=vindm%C3%B8llevinger"
                           "&role3=beekeeping&countries=2&pick1=2"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Blade &lt;1&gt;")));
    CHECK(visitor_sees(&r, STR("They are of 2 countries.")));
    CHECK(visitor_sees(&r, STR("name='pick1' value='2' checked")));
    CHECK(visitor_sees(&r, STR("name='pick3' value='0' checked")));
    CHECK(visitor_sees(&r, STR("DK, your member")) || visitor_sees(&r, STR(", your member")));
    CHECK(!visitor_sees(&r, STR("note care")));
    r = visitor_get(v, STR("/en/consortia/call?role1=beekeeping&role2=xyzzyx&countries=9"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Type a whole number from 1 to 8.")));
    CHECK(visitor_sees(&r, STR("1 of 2 roles are taken")) && visitor_sees(&r, STR("note care")));
    CHECK(visitor_sees(&r, STR("None of its words is understood yet.")));
    r = visitor_get(v, STR("/de/consortia/call?role1=beekeeping"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("id='team'")));
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    offers(&v);
    the_best_of_different_ones_take_the_roles(&v);
    the_countries_asked_for_go_before_fit(&v);
    who_is_chosen_takes_the_role(&v);
    a_role_nobody_understands_stays_open(&v);
    what_is_hidden_is_counted_only(&v);
    no_team_is_better(&v);
    the_page_shows_the_team(&v);
    visitor_close(&v);
    return test_failures != 0;
}
