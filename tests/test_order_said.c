/* What moved a match is said in sentences, and in a few words; what moved nothing is not said. */
#include "directory/roster.h"
#include "tests/test.h"
#include "web/order_said.h"

static struct order_facts usual(void) {
    return (struct order_facts){.days = ORDER_UNKNOWN, .kilometres = ORDER_UNKNOWN};
}

static struct order all_of(float influence) {
    struct order o = {0};
    for (enum order_factor f = 0; f < ORDER_FACTORS; f++) {
        o.influence[f] = influence;
    }
    return o;
}

static void what_is_not_known_is_not_said(struct page *p) {
    struct order o = all_of(0.9F);
    struct order_facts f = usual();
    CHECK(order_said(p, &o, &f).count == 0);
    SAME(order_said_briefly(p, &o, &f), "");
}

static void without_influence_nothing_moves(struct page *p) {
    struct order o = all_of(0);
    struct order_facts f = {.days = 4000, .kilometres = 9000, .good = 0, .refused = 9};
    CHECK(order_said(p, &o, &f).count == 0);
}

static void each_factor_has_its_sentence(struct page *p) {
    struct order o = all_of(0.5F);
    o.countries = STR("SE");
    struct order_facts f = {.days = 430,
            .kilometres = 707,
            .good = 1,
            .refused = 7,
            .size = roster_code(STR("1-9")),
            .own_size = roster_code(STR("500+")),
            .country = roster_code(STR("DE"))};
    struct order_said said = order_said(p, &o, &f);
    CHECK(said.count == ORDER_FACTORS);
    CHECK(str_has(said.at[0], STR("14 months ago")) && str_has(said.at[1], STR("707")));
    SAME(said.at[2], "Moved down: 7 of 8 earlier matches with their clusters were not for you.");
    CHECK(str_has(said.at[3], STR("of another size than yours")));
    CHECK(str_has(said.at[4], STR("not in a country you prefer")));
    str brief = order_said_briefly(p, &o, &f);
    CHECK(str_starts(brief, STR("a text 14 months old, 707")));
    CHECK(str_has(brief, STR("1 of 8 earlier ones good, of another size, not in a country")));
}

static void a_wish_and_good_experience_are_said_otherwise(struct page *p) {
    struct order o = all_of(0.5F);
    o.sizes = STR("500+");
    struct order_facts f = usual();
    f.days = 25;
    f.good = 6;
    f.size = roster_code(STR("1-9"));
    struct order_said said = order_said(p, &o, &f);
    CHECK(said.count == 3 && str_has(said.at[0], STR("25 days ago")));
    SAME(said.at[1], "Moved up: 6 of 6 earlier matches with their clusters were good.");
    CHECK(str_has(said.at[2], STR("not of a size you wish for")));
    CHECK(str_has(order_said_briefly(p, &o, &f), STR("a text 25 days old, 6 of 6 earlier")));
}

int main(void) {
    struct arena mem = {0};
    struct page p = {.work = {.mem = &mem}};
    what_is_not_known_is_not_said(&p);
    without_influence_nothing_moves(&p);
    each_factor_has_its_sentence(&p);
    a_wish_and_good_experience_are_said_otherwise(&p);
    arena_free(&mem);
    return test_failures != 0;
}
