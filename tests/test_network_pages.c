/* One's own network: what stands there, for whom, and what it changes in memory. */
#include "base/buf.h"
#include "directory/individual.h"
#include "lang/date.h"
#include "tests/test.h"
#include "tests/visitor.h"
#include "trust/trust.h"

#include <time.h>

#define SEES(response, text) CHECK(visitor_sees(&(response), STR(text)))
#define LACKS(response, text) CHECK(!visitor_sees(&(response), STR(text)))

enum { DAY = 24 * 3600 };

struct scene {
    int64_t alu, auto_, clara;
};

static void met(struct visitor *v, int64_t a, int64_t b, int days_ago, int64_t id) {
    struct work *w = &v->work;
    evidence_add_both(w, &(struct evidence){.giver = a,
                                 .receiver = b,
                                 .kind = EVIDENCE_MET,
                                 .day = date_of(w->mem, w->now - (int64_t)days_ago * DAY),
                                 .source = SOURCE_ENCOUNTER,
                                 .source_id = id});
}

static struct scene plant(struct visitor *v) {
    struct work *w = &v->work;
    struct scene s = {0};
    db_begin(w);
    s.alu = individual_of_account(w, WORLD_ALU_MANAGER);
    s.auto_ = individual_of_account(w, WORLD_AUTO_MANAGER);
    s.clara = individual_of_person(w, WORLD_CLARA);
    met(v, s.alu, s.auto_, 20, 1);
    met(v, s.alu, s.clara, 430, 2);
    CHECK(db_end(w));
    CHECK(trust_catch_up(w, v->house.trust) > 0);
    return s;
}

static str path(struct visitor *v, const char *head, int64_t id, const char *tail) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, str_of(head));
    buf_num(&out, id);
    buf_add(&out, str_of(tail));
    return buf_str(&out);
}

static double belief(struct visitor *v, int64_t from, int64_t to) {
    struct rule rule = rule_usual();
    const struct graph *g = trust_read(v->house.trust);
    struct graph_view view = graph_view(&v->mem, g, &rule, v->work.now / DAY);
    uint32_t x = graph_place(g, from);
    uint32_t y = graph_place(g, to);
    double b = x == GRAPH_NONE || y == GRAPH_NONE ? 0 : graph_belief(&view, x, y);
    trust_done(v->house.trust);
    return b;
}

static void an_empty_network_says_how_to_begin(struct visitor *v) {
    visitor_sign_in(v, STR("outsider@example.org"));
    struct response r = visitor_get(v, STR("/en/network"));
    CHECK(r.status == 200);
    SEES(r, "You have not met anybody yet");
    LACKS(r, "network/rules");
}

static void it_shows_whom_one_met_and_how_long_ago(struct visitor *v, const struct scene *s) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/network"));
    SEES(r, "You know 2 people.");
    SEES(r, "One of them you have not met for half a year or longer.");
    SEES(r, "You have not met for 14 months.");
    SEES(r, "Clara");
    SEES(r, "Lukewarm");
    LACKS(r, "0.3");
    r = visitor_get(v, STR("/en/network?months=12"));
    SEES(r, "One person");
    SEES(r, "Clara");
    r = visitor_get(v, STR("/en/network?q=nobody-of-that-name"));
    SEES(r, "0 people");
    r = visitor_get(v, STR("/de/network?sort=day&country=DE&warmth=4"));
    CHECK(r.status == 200);
    r = visitor_get(v, STR("/en/network/cluster"));
    SEES(r, "Clara");
    SEES(r, "Whom the managers of your cluster have met");
    r = visitor_get(v, path(v, "/en/network/", s->clara, ""));
    SEES(r, "You met in person");
    r = visitor_get(v, path(v, "/en/network/", s->alu, ""));
    CHECK(r.status == 404); /* nobody is an acquaintance of themselves */
}

/* To the last day in a role they are there, and later they are still known. */
static void where_somebody_works_is_shown_to_the_last_day(
        struct visitor *v, const struct scene *s) {
    struct work *w = &v->work;
    str page = path(v, "/en/network/", s->clara, "");
    static const int last[] = {40, 0, -1};
    for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++) {
        db_run(w, "UPDATE person SET until = ? WHERE id = ?",
                txt(date_of(w->mem, w->now + (int64_t)last[i] * DAY)), num(WORLD_CLARA));
        struct response r = visitor_get(v, page);
        SEES(r, "Clara");
        CHECK(visitor_sees(&r, STR("Presswerk")) == (last[i] >= 0));
        r = visitor_get(v, STR("/en/network/cluster"));
        SEES(r, "Clara");
        CHECK(visitor_sees(&r, STR("Presswerk")) == (last[i] >= 0));
    }
    db_run(w, "UPDATE person SET until = '' WHERE id = ?", num(WORLD_CLARA));
}

/* Their contact data are theirs to open: having met opens nothing. */
static void an_address_card_is_of_who_opened_it(struct visitor *v, const struct scene *s) {
    struct work *w = &v->work;
    visitor_sign_in(v, STR("alu@example.org"));
    str page = path(v, "/en/network/", s->clara, "");
    struct response r = visitor_get(v, page);
    LACKS(r, "card.vcf");
    db_begin(w);
    db_run(w, "UPDATE person SET mail_seen = 'partners' WHERE id = ?", num(WORLD_CLARA));
    CHECK(db_end(w));
    r = visitor_get(v, page);
    SEES(r, "card.vcf");
    struct buf card = {.mem = &v->mem};
    buf_add(&card, path(v, "/en/organisations/", WORLD_PRESS, "/people/"));
    buf_num(&card, WORLD_CLARA);
    buf_add(&card, STR("/card.vcf"));
    r = visitor_get(v, buf_str(&card));
    SEES(r, "EMAIL;TYPE=work:clara@press.example");
    db_begin(w);
    db_run(w, "UPDATE person SET mail_seen = 'cluster' WHERE id = ?", num(WORLD_CLARA));
    CHECK(db_end(w));
}

static void a_judgement_is_for_the_judge_alone(struct visitor *v, const struct scene *s) {
    double before = belief(v, s->alu, s->auto_);
    CHECK(before > 0.3 && before < 0.34);
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, path(v, "/en/network/", s->auto_, ""));
    r = visitor_post(v, path(v, "/en/network/", s->auto_, "/judgement"), STR("judgement=bad"));
    CHECK(r.status == 303);
    CHECK(belief(v, s->alu, s->auto_) < before);
    CHECK(belief(v, s->auto_, s->alu) == before);
    r = visitor_get(v, STR("/en/network"));
    SEES(r, "Not good");
    r = visitor_get(v, STR("/en/network/cluster"));
    LACKS(r, "Not good");
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, STR("/en/network"));
    SEES(r, "You know one person.");
    LACKS(r, "Not good");
    r = visitor_get(v, path(v, "/en/network/", s->clara, ""));
    CHECK(r.status == 404);
    r = visitor_post(v, path(v, "/en/network/", s->clara, "/judgement"), STR("judgement=good"));
    CHECK(r.status == 404);
    visitor_sign_in(v, STR("alu@example.org"));
    r = visitor_get(v, path(v, "/en/network/", s->auto_, ""));
    r = visitor_post(v, path(v, "/en/network/", s->auto_, "/judgement"), STR("judgement=odd"));
    CHECK(r.status == 404);
    r = visitor_post(v, path(v, "/en/network/", s->auto_, "/judgement"), STR("judgement=none"));
    CHECK(r.status == 303 && belief(v, s->alu, s->auto_) == before);
}

static void who_switched_off_is_in_no_chain(struct visitor *v, const struct scene *s) {
    visitor_sign_in(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/network"));
    struct response r = visitor_post(v, STR("/en/introductions/off"), STR("off=yes"));
    CHECK(r.status == 303);
    const struct graph *g = trust_read(v->house.trust);
    CHECK(g->people[graph_place(g, s->alu)].off);
    trust_done(v->house.trust);
    r = visitor_post(v, STR("/en/introductions/off"), STR("off=no"));
    g = trust_read(v->house.trust);
    CHECK(!g->people[graph_place(g, s->alu)].off);
    trust_done(v->house.trust);
}

#define USUAL                                                                            \
    "met=100&video=40&phone=20&introduced=50&kept=100&broken=200&delivered=200&good=100" \
    "&bad=100"

static void rules_are_a_managers_and_within_bounds(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/network/rules"));
    SEES(r, "value='24'");
    r = visitor_post(v, STR("/en/network/rules"), STR(USUAL "&months=0"));
    CHECK(r.status == 422);
    SEES(r, "Type a whole number from 1 to 240.");
    r = visitor_post(v, STR("/en/network/rules"), STR("met=1001&months=12x"));
    SEES(r, "value='1001'");
    SEES(r, "value='12x'");
    r = visitor_post(v, STR("/en/network/rules"), STR(USUAL "&months=1"));
    CHECK(r.status == 303 && rule_of(&v->work, WORLD_ALU).months == 1);
    CHECK(rule_of(&v->work, WORLD_AUTO).months == 24);
    r = visitor_get(v, STR("/en/network"));
    SEES(r, "Cold"); /* Clara, met 14 months ago */
    r = visitor_post(v, STR("/en/network/rules"), STR("then=usual"));
    CHECK(r.status == 303 && rule_of(&v->work, WORLD_ALU).months == 24);
    visitor_sign_in(v, STR("outsider@example.org"));
    r = visitor_get(v, STR("/en/network/rules"));
    CHECK(r.status == 404 || r.status == 403);
}

/* What others saved reaches memory with the clock's next turn, a quarter of a second later. */
static void memory_follows_what_others_save(struct visitor *v, const struct scene *s) {
    struct work *w = &v->work;
    double before = belief(v, s->auto_, s->clara);
    db_begin(w);
    met(v, s->auto_, s->clara, 1, 9);
    CHECK(db_end(w));
    CHECK(before == 0 && belief(v, s->auto_, s->clara) == 0);
    struct timespec begin;
    struct timespec end;
    (void)clock_gettime(CLOCK_MONOTONIC, &begin);
    (void)trust_catch_up(w, v->house.trust);
    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    CHECK(belief(v, s->auto_, s->clara) > 0.3);
    CHECK(end.tv_sec - begin.tv_sec <= 1);
    db_begin(w);
    evidence_withdraw(w, SOURCE_ENCOUNTER, 9);
    CHECK(db_end(w));
    (void)trust_catch_up(w, v->house.trust);
    CHECK(belief(v, s->auto_, s->clara) == 0);
}

static void two_that_are_one_have_it_all(struct visitor *v, const struct scene *s) {
    struct work *w = &v->work;
    db_begin(w);
    int64_t bjarne = individual_of_person(w, WORLD_BJARNE);
    met(v, bjarne, s->auto_, 3, 11);
    met(v, bjarne, s->clara, 3, 12);
    met(v, bjarne, s->alu, 3, 13);
    CHECK(db_end(w));
    (void)trust_catch_up(w, v->house.trust);
    double before = belief(v, s->auto_, s->clara);
    db_begin(w);
    evidence_merge(w, bjarne, s->clara);
    CHECK(db_end(w));
    (void)trust_catch_up(w, v->house.trust);
    CHECK(before == 0 && belief(v, s->auto_, s->clara) > 0.3);
    CHECK(belief(v, s->alu, bjarne) == 0 && belief(v, bjarne, s->alu) == 0);
    CHECK(belief(v, s->alu, s->clara) > 0.4); /* both meetings */
    CHECK(db_number(w, "SELECT COUNT(*) FROM evidence WHERE giver_id = receiver_id") == 0);
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    an_empty_network_says_how_to_begin(&v);
    struct scene s = plant(&v);
    it_shows_whom_one_met_and_how_long_ago(&v, &s);
    where_somebody_works_is_shown_to_the_last_day(&v, &s);
    an_address_card_is_of_who_opened_it(&v, &s);
    a_judgement_is_for_the_judge_alone(&v, &s);
    who_switched_off_is_in_no_chain(&v, &s);
    rules_are_a_managers_and_within_bounds(&v);
    memory_follows_what_others_save(&v, &s);
    two_that_are_one_have_it_all(&v, &s);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}
