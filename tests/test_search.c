/* Search: exact words first, then what means the same in any language; only what the reader may
 * see is found and counted. */
#include "account/saved_search.h"
#include "directory/listing.h"
#include "match/search_why.h"
#include "tests/test.h"
#include "tests/workbench.h"

static const struct scope visitor = {0};
static const struct scope alu = {.reach = 1, .clusters = {WORLD_ALU}, .count = 1};
static const struct scope autos = {.reach = 1, .clusters = {WORLD_AUTO}, .count = 1};

static struct search_query read_as(struct bench *b, enum tongue t, str text) {
    b->work.tongue = t;
    return search_read(&b->work, b->reader, b->detector, &visitor, text);
}

static struct search_found find(
        struct bench *b, const struct scope *scope, str text, const struct search_wish *wish) {
    struct search_query q = search_read(&b->work, b->reader, b->detector, scope, text);
    struct live_view v = live_read(b->live);
    struct search_found found = search_listings(&b->work, &v, scope, &q, wish);
    live_done(&v);
    return found;
}

static struct search_found find_any(struct bench *b, const struct scope *scope, str text) {
    struct search_wish wish = {0};
    return find(b, scope, text, &wish);
}

static const struct search_hit *hit(const struct search_found *f, int64_t listing) {
    for (size_t i = 0; i < f->count; i++) {
        if (f->hits[i].listing == listing) {
            return &f->hits[i];
        }
    }
    return NULL;
}

static size_t facet(const struct search_found *f, enum search_by by, str value) {
    for (size_t i = 0; i < f->facets[by].count; i++) {
        if (f->facets[by].at[i].code == roster_code(value)) {
            return f->facets[by].at[i].hits;
        }
    }
    return 0;
}

static void a_danish_query_finds_the_german_offer_and_names_the_concept(struct bench *b) {
    int64_t offer = bench_listing(b, WORLD_PRESS, "offer", STR("Stranggepresste Profile"), "de");
    b->work.tongue = DA;
    str text = STR("ekstruderede profiler");
    struct search_found f = find_any(b, &visitor, text);
    const struct search_hit *h = hit(&f, offer);
    CHECK(h && h->concept != SEARCH_NO_CONCEPT);
    if (h) {
        struct search_query q = read_as(b, DA, text);
        struct listing l = {0};
        CHECK(listing_one(&b->work, offer, &l));
        struct search_why why = search_why(&b->work, b->reader, &q, h, &l);
        CHECK(!why.exact && why.asked.len && why.said.len && why.tint > 1);
        CHECK(str_has(text, why.asked) && str_has(l.title, why.said));
        CHECK(why.marks.title.count >= 1);
    }
}

static void exact_words_stand_before_what_means_the_same(struct bench *b) {
    int64_t meant = bench_listing(b, WORLD_PRESS, "offer", STR("Aluminium"), "de");
    int64_t exact = bench_listing(
            b, WORLD_SAWMILL, "need", STR("Sågblad för plåt, legering EN AW-6082 T6"), "sv");
    b->work.tongue = EN;
    struct search_found f = find_any(b, &visitor, STR("aluminum 6082"));
    CHECK(f.count >= 2 && f.hits[0].listing == exact && hit(&f, meant));
    f = find_any(b, &visitor, STR("6082"));
    CHECK(f.total == 1 && f.count == 1 && f.hits[0].listing == exact);
    f = find_any(b, &visitor, STR("EN AW-6082"));
    CHECK(f.count >= 1 && f.hits[0].listing == exact);
    struct search_query q = read_as(b, EN, STR("EN AW-6082"));
    struct listing l = {0};
    CHECK(listing_one(&b->work, exact, &l));
    struct search_why why = search_why(&b->work, b->reader, &q, &f.hits[0], &l);
    bool marked = false;
    for (size_t i = 0; i < why.marks.title.count; i++) {
        const struct mark *m = &why.marks.title.at[i];
        marked |= m->tint == 1 && str_eq((str){l.title.at + m->start, m->len}, STR("6082"));
    }
    CHECK(why.exact && marked);
}

static void chinese_and_german_find_each_other(struct bench *b) {
    int64_t chinese = bench_listing(b, WORLD_SAWMILL, "offer", STR("镁合金压铸件"), "zh");
    int64_t german = bench_listing(b, WORLD_PRESS, "need", STR("Druckguss aus Magnesium"), "de");
    b->work.tongue = ZH;
    struct search_found f = find_any(b, &visitor, STR("镁"));
    CHECK(hit(&f, german) && hit(&f, chinese));
    f = find_any(b, &visitor, STR("镁合金压铸件"));
    CHECK(f.count && f.hits[0].listing == chinese && hit(&f, german));
    b->work.tongue = DE;
    f = find_any(b, &visitor, STR("Magnesiumdruckguss"));
    CHECK(hit(&f, chinese) && hit(&f, german));
    CHECK(read_as(b, EN, STR("Druckgussteile aus Magnesium für den Fahrzeugbau")).tongue == DE);
    CHECK(read_as(b, DE, STR("镁合金")).tongue == ZH);
    CHECK(read_as(b, DE, STR("pumpe ekstrudering")).tongue == DA);
    CHECK(read_as(b, FR, STR("aluminium")).tongue == FR);
}

static void what_is_not_for_the_reader_is_neither_shown_nor_counted(struct bench *b) {
    struct search_wish wish = {.filter.own = true};
    b->work.tongue = DA;
    struct search_found f = find(b, &visitor, STR("virksomheden"), &wish);
    CHECK(f.total == 0 && f.facets[SEARCH_BY_SIDE].count == 0);
    f = find(b, &autos, STR("virksomheden"), &wish);
    CHECK(f.total == 0 && f.facets[SEARCH_BY_COUNTRY].count == 0);
    f = find(b, &alu, STR("virksomheden"), &wish);
    CHECK(f.total == 1 && hit(&f, WORLD_FOUNDRY_SECRET));
    CHECK(facet(&f, SEARCH_BY_SIDE, STR("need")) == 1);
    f = find(b, &visitor, STR("kokiller"), &wish);
    CHECK(!hit(&f, WORLD_FOUNDRY_DRAFT));
    f = find(b, &autos, STR("kokiller"), &wish);
    CHECK(!hit(&f, WORLD_FOUNDRY_DRAFT));
    f = find(b, &alu, STR("kokiller"), &wish);
    CHECK(hit(&f, WORLD_FOUNDRY_DRAFT));
    wish.filter.own = false;
    f = find(b, &alu, STR("kokiller"), &wish);
    CHECK(!hit(&f, WORLD_FOUNDRY_DRAFT));
    f = find_any(b, &visitor, STR("stoßstangen"));
    CHECK(!hit(&f, WORLD_WITHDRAWN_OFFER));
    f = find_any(b, &visitor, STR("presseværktøj"));
    CHECK(!hit(&f, WORLD_FOUNDRY_NEED));
    f = find_any(b, &autos, STR("presseværktøj"));
    CHECK(hit(&f, WORLD_FOUNDRY_NEED));
}

static size_t sum(const struct search_found *f, enum search_by by) {
    size_t all = 0;
    for (size_t i = 0; i < f->facets[by].count; i++) {
        all += f->facets[by].at[i].hits;
    }
    return all;
}

static void facets_add_up(struct bench *b) {
    b->work.tongue = EN;
    struct search_found all = find_any(b, &autos, STR("aluminium castings magnesium press tools"));
    CHECK(all.total >= 4);
    for (enum search_by by = 0; by < SEARCH_BYS; by++) {
        CHECK(sum(&all, by) == all.total);
    }
    struct search_wish wish = {.filter.side = STR("offer")};
    struct search_found offers =
            find(b, &autos, STR("aluminium castings magnesium press tools"), &wish);
    CHECK(offers.total == facet(&all, SEARCH_BY_SIDE, STR("offer")));
    CHECK(sum(&offers, SEARCH_BY_SIDE) == all.total); /* the other side can still be chosen */
    CHECK(sum(&offers, SEARCH_BY_COUNTRY) == offers.total);
    wish.filter.country = STR("DE");
    struct search_found german =
            find(b, &autos, STR("aluminium castings magnesium press tools"), &wish);
    CHECK(german.total == facet(&offers, SEARCH_BY_COUNTRY, STR("DE")));
    wish.filter.sector = STR("01");
    CHECK(find(b, &autos, STR("aluminium"), &wish).total == 0);
}

static void pages_hold_every_hit_once_and_the_best_first(struct bench *b) {
    for (int i = 0; i < 60; i++) {
        (void)bench_listing(b, WORLD_FOUNDRY, "offer", STR("Zirkonquark"), "da");
    }
    struct search_wish wish = {0};
    int64_t seen = 0;
    size_t count = 0;
    do {
        struct search_found f = find(b, &visitor, STR("zirkonquark"), &wish);
        CHECK(f.total == 60);
        for (size_t i = 0; i < f.count; i++) {
            CHECK(f.hits[i].listing > seen); /* all alike and as new: by their ids */
            seen = f.hits[i].listing;
        }
        count += f.count;
        wish.filter.skip += SEARCH_PAGE;
    } while (wish.filter.skip < 100);
    CHECK(count == 60);
}

static void nothing_typed_finds_nothing(struct bench *b) {
    CHECK(find_any(b, &alu, STR("")).total == 0);
    CHECK(find_any(b, &alu, STR(" -- ")).total == 0);
    CHECK(find_any(b, &alu, STR("\"'%_<b>")).total == 0);
}

static void a_changed_text_is_found_by_its_new_words_only(struct bench *b) {
    int64_t id = bench_listing(b, WORLD_PRESS, "offer", STR("Quarlgritz"), "de");
    CHECK(find_any(b, &visitor, STR("quarlgritz")).total == 1);
    struct listing l = {0};
    CHECK(listing_one(&b->work, id, &l));
    l.title = STR("Molkgritz");
    db_begin(&b->work);
    CHECK(listing_save(&b->work, &l) == SAVED_CHANGED);
    CHECK(db_end(&b->work));
    live_catch_up(&b->work, b->live);
    CHECK(find_any(b, &visitor, STR("quarlgritz")).total == 0);
    CHECK(find_any(b, &visitor, STR("molkgritz")).total == 1);
}

static void only_what_came_later_is_fresh(struct bench *b) {
    struct search_wish wish = {.since = WORLD_NOW};
    CHECK(find(b, &visitor, STR("zirkonquark"), &wish).fresh == 0);
    b->work.now += 60;
    (void)bench_listing(b, WORLD_PRESS, "need", STR("Zirkonquark gesucht"), "de");
    struct search_found f = find(b, &visitor, STR("zirkonquark"), &wish);
    CHECK(f.fresh == 1 && f.total == 61);
}

static void a_saved_search_is_ones_own(struct bench *b) {
    struct work *w = &b->work;
    struct saved_search s = {
            .name = STR(" Profiler "), .words = STR("profil"), .side = STR("need")};
    w->actor = WORLD_ALU_MANAGER;
    CHECK(saved_search_add(w, &s) == SAVED_SEARCH_FINE);
    CHECK(saved_search_add(w, &(struct saved_search){.words = STR("  ")}) ==
            SAVED_SEARCH_WITHOUT_WORDS);
    s.words = STR("profiler");
    CHECK(saved_search_add(w, &s) == SAVED_SEARCH_FINE);
    struct saved_searches all = saved_search_list(w);
    CHECK(all.count == 1 && saved_search_same(&all.at[0], &s));
    SAME(all.at[0].name, "Profiler");
    CHECK(all.at[0].seen == w->now);
    w->actor = WORLD_AUTO_MANAGER;
    saved_search_remove(w, all.at[0].id);
    CHECK(saved_search_list(w).count == 0 && !saved_search_one(w, all.at[0].id, &s));
    w->actor = WORLD_ALU_MANAGER;
    CHECK(saved_search_one(w, all.at[0].id, &s));
    for (int i = 0; i < SAVED_SEARCHES_MOST + 5; i++) {
        char name[2] = {(char)('a' + i), 0};
        enum saved_search_flaw flaw = saved_search_add(
                w, &(struct saved_search){.name = str_of(name), .words = STR("profil")});
        CHECK(flaw == (i + 1 < SAVED_SEARCHES_MOST ? SAVED_SEARCH_FINE : SAVED_SEARCH_TOO_MANY));
    }
    saved_search_remove(w, all.at[0].id);
    CHECK(saved_search_list(w).count == SAVED_SEARCHES_MOST - 1);
    w->actor = WORLD_ADMIN;
}

int main(void) {
    struct db *db = world_open();
    struct bench b = {0};
    CHECK(db && bench_open(&b, db));
    if (db && test_failures == 0) {
        what_is_not_for_the_reader_is_neither_shown_nor_counted(&b);
        a_danish_query_finds_the_german_offer_and_names_the_concept(&b);
        exact_words_stand_before_what_means_the_same(&b);
        chinese_and_german_find_each_other(&b);
        facets_add_up(&b);
        pages_hold_every_hit_once_and_the_best_first(&b);
        nothing_typed_finds_nothing(&b);
        a_changed_text_is_found_by_its_new_words_only(&b);
        only_what_came_later_is_fresh(&b);
        a_saved_search_is_ones_own(&b);
        CHECK(work_ok(&b.work));
        bench_close(&b);
    }
    db_close(db);
    return test_failures != 0;
}
