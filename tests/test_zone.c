#include "lang/codes.h"
#include "lang/zone.h"
#include "tests/test.h"

static struct work *in(enum tongue t) {
    static struct arena mem;
    static struct work w;
    w = (struct work){.mem = &mem, .tongue = t, .now = 1814256000};
    return &w;
}

static void clocks_are_read_and_set(void) {
    int64_t noon = zone_seconds(STR("Europe/Copenhagen"), STR("2027-06-30"), 720);
    CHECK(noon == 1814349600); /* 2027-06-30 10:00 UTC */
    struct zone_time there = zone_time(in(EN)->mem, STR("Asia/Shanghai"), noon);
    SAME(there.day, "2027-06-30");
    CHECK(there.minute == 18 * 60);
    there = zone_time(in(EN)->mem, STR("Pacific/Auckland"), noon + 7200);
    SAME(there.day, "2027-07-01");
    CHECK(there.minute == 0);
    CHECK(zone_offset(STR("Europe/Copenhagen"), noon) == 7200);
    CHECK(zone_offset(STR("Asia/Kolkata"), noon) == 19800);
    CHECK(zone_seconds(STR("UTC"), STR("2027-06-30"), 600) == noon);
    CHECK(zone_seconds(STR("Europe/Copenhagen"), STR("2027-06-31"), 600) == 0);
}

/* In Copenhagen clocks go from two to three on 28 March 2027, from three to two on 31 October. */
static void hours_that_come_twice_or_never_are_settled(void) {
    str zone = STR("Europe/Copenhagen");
    int64_t missing = zone_seconds(zone, STR("2027-03-28"), 150);
    CHECK(zone_time(in(EN)->mem, zone, missing).minute == 210);
    CHECK(missing == zone_seconds(zone, STR("2027-03-28"), 210));
    int64_t twice = zone_seconds(zone, STR("2027-10-31"), 150);
    CHECK(zone_time(in(EN)->mem, zone, twice).minute == 150);
    CHECK(zone_time(in(EN)->mem, zone, twice + 3600).minute == 150);
}

static void every_minute_comes_back(void) {
    static const char *const zones[] = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
            "Asia/Kathmandu", "Africa/Casablanca", "America/St_Johns", "Pacific/Apia"};
    for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
        str zone = str_of(zones[i]);
        for (int64_t at = 1798761600; at < 1830297600; at += 7 * 3600 + 60) { /* 2027 */
            struct arena_mark mark = arena_mark(in(EN)->mem);
            struct zone_time t = zone_time(in(EN)->mem, zone, at);
            int64_t back = zone_seconds(zone, t.day, t.minute);
            struct zone_change last;
            bool twice = zone_changed(zone, at, &last) && at - last.at < 3 * 3600;
            CHECK(back == at || (twice && back < at));
            arena_rewind(in(EN)->mem, mark);
        }
    }
}

static void only_zones_are_zones(void) {
    CHECK(zone_is(STR("Europe/Copenhagen")) && zone_is(STR("UTC")));
    CHECK(zone_is(STR("America/Argentina/Buenos_Aires")));
    CHECK(!zone_is(STR("")) && !zone_is(STR("Mars/Base")) && !zone_is(STR("GMT+3")));
    CHECK(!zone_is(STR("CET\r\nX:1")) && !zone_is(STR("../etc/passwd")) && !zone_is(STR("europe")));
    CHECK(zone_offset(STR("No/Where"), 1814349600) == 0);
}

static void each_country_has_a_zone(void) {
    struct code_names all = country_list(in(EN));
    int without = 0;
    for (size_t i = 0; i < all.count; i++) {
        str zone = zone_of_country(in(EN)->mem, all.at[i].code);
        CHECK(!zone.len || zone_is(zone));
        without += zone.len == 0;
    }
    CHECK(all.count > 240 && without <= 3); /* islands without people */
    struct arena *mem = in(EN)->mem;
    SAME(zone_of_country(mem, STR("DK")), "Europe/Copenhagen");
    SAME(zone_of_country(mem, STR("DE")), "Europe/Berlin");
    SAME(zone_of_country(mem, STR("CN")), "Asia/Shanghai");
    SAME(zone_of_country(mem, STR("US")), "America/New_York");
    SAME(zone_of_country(mem, STR("XX")), "");
    SAME(zone_of_place(mem, STR("US"), STR("US-CA")), "America/Los_Angeles");
    SAME(zone_of_place(mem, STR("ES"), STR("ES-TF")), "Atlantic/Canary");
    SAME(zone_of_place(mem, STR("DE"), STR("DE-BY")), "Europe/Berlin");
    SAME(zone_of_place(mem, STR("DK"), STR("")), "Europe/Copenhagen");
}

/* Or a form could not show what is chosen for a country. */
static void the_list_holds_every_countrys_zone(void) {
    struct zone_list zones = zone_list(in(EN)->mem);
    struct code_names all = country_list(in(EN));
    CHECK(zones.count > 400);
    for (size_t i = 1; i < zones.count; i++) {
        CHECK(str_order(zones.at[i - 1], zones.at[i]) < 0);
    }
    for (size_t i = 0; i < all.count; i++) {
        str zone = zone_of_country(in(EN)->mem, all.at[i].code);
        bool found = !zone.len;
        for (size_t k = 0; !found && k < zones.count; k++) {
            found = str_eq(zones.at[k], zone);
        }
        CHECK(found);
    }
}

static void places_are_named_for_the_reader(void) {
    SAME(zone_place(in(EN), STR("Europe/Copenhagen")), "Copenhagen");
    SAME(zone_place(in(DA), STR("Europe/Copenhagen")), "København");
    SAME(zone_place(in(DE), STR("Asia/Shanghai")), "Shanghai");
    SAME(zone_place(in(ZH), STR("Asia/Shanghai")), "上海");
    SAME(zone_place(in(ZH), STR("UTC")), "UTC");
}

static void changes_are_found(void) {
    struct zone_change c;
    CHECK(zone_changes(STR("Europe/Berlin"), 1814349600, &c) && c.at == 1824944400);
    CHECK(c.before == 7200 && c.after == 3600 && !c.summer);
    CHECK(zone_changed(STR("Europe/Berlin"), 1814349600, &c) && c.summer && c.after == 7200);
    CHECK(zone_changed(STR("Europe/Berlin"), c.at, &c) && c.after == 7200);
    CHECK(!zone_changes(STR("Asia/Tokyo"), 1814349600, &c));
    CHECK(!zone_changed(STR("UTC"), 1814349600, &c));
}

int main(void) {
    clocks_are_read_and_set();
    hours_that_come_twice_or_never_are_settled();
    every_minute_comes_back();
    only_zones_are_zones();
    each_country_has_a_zone();
    the_list_holds_every_countrys_zone();
    places_are_named_for_the_reader();
    changes_are_found();
    return test_failures > 0;
}
