/* In which order matches stand, and what is proposed from what was said of them. */
#include "base/buf.h"
#include "match/proposal.h"
#include "match/refusal.h"
#include "tests/test.h"
#include "tests/workbench.h"

#include <math.h>

enum { DAY = 24 * 3600, YEAR = 365 * DAY };

static bool near(float a, double b) {
    return fabs((double)a - b) < 0.002;
}

static struct order only(enum order_factor factor, float influence) {
    struct order o = {.influence = {0}};
    o.influence[factor] = influence;
    return o;
}

static void each_factor_is_a_share_above_nothing(void) {
    struct order_facts f = {.days = 365, .kilometres = 1000, .good = 3, .refused = 0};
    f.own_size = roster_code(STR("1-9"));
    f.size = roster_code(STR("500+"));
    f.country = 'D' << 8 | 'E';
    struct order wished = {.sizes = STR("250-499"), .countries = STR("SE;NO")};
    CHECK(near(order_far(&wished, &f, ORDER_AGE), 0.5));
    CHECK(near(order_far(&wished, &f, ORDER_DISTANCE), 0.5));
    CHECK(near(order_far(&wished, &f, ORDER_TRUST), 0.2)); /* 1 - 4/5 */
    CHECK(near(order_far(&wished, &f, ORDER_SIZE), 0.25)); /* a step of four */
    CHECK(near(order_far(&wished, &f, ORDER_COUNTRY), 1));
    CHECK(near(order_far(&(struct order){0}, &f, ORDER_SIZE), 1)); /* unlike ours */
    CHECK(near(order_far(&(struct order){0}, &f, ORDER_COUNTRY), 0));
    struct order all = wished;
    for (int i = 0; i < ORDER_FACTORS; i++) {
        all.influence[i] = 0.9F;
    }
    float share = order_share(&all, &f);
    CHECK(share > 0 && share < 1);
    CHECK(near(share, 0.55 * 0.55 * (1 - 0.18) * (1 - 0.225) * 0.1));
}

static void what_is_not_known_puts_nothing_back(void) {
    struct order_facts f = {.days = ORDER_UNKNOWN, .kilometres = ORDER_UNKNOWN};
    struct order all = {.sizes = STR("1-9"), .countries = STR("SE")};
    for (int i = 0; i < ORDER_FACTORS; i++) {
        all.influence[i] = i == ORDER_TRUST ? 0 : 0.9F;
    }
    CHECK(near(order_share(&all, &f), 1));
    CHECK(near(order_far(&all, &f, ORDER_TRUST), 0.5)); /* as for everybody */
}

static void the_order_changes_and_the_fit_stays(void) {
    struct match at[3] = {{.partner = 1, .score = 0.5F}, {.partner = 2, .score = 0.45F},
            {.partner = 3, .score = 0.2F}};
    struct order_facts facts[3] = {{.days = 3650}, {.days = 0}, {.days = 0}};
    struct matches found = {at, 3};
    struct ordered ordered = {facts, 3};
    struct order o = only(ORDER_AGE, 0.5F);
    order_sort(&o, &found, &ordered);
    CHECK(at[0].partner == 2 && at[1].partner == 1 && at[2].partner == 3);
    CHECK(near(at[1].score, 0.5) && facts[1].days == 3650 && facts[0].days == 0);
    o = only(ORDER_AGE, 0);
    order_sort(&o, &found, &ordered);
    CHECK(at[0].partner == 1 && facts[0].days == 3650);
}

static struct matches found_for(struct bench *b, int64_t organisation) {
    struct match_wish wish = {.most = ORDER_MOST};
    struct live_view v = live_read(b->live);
    struct matches m = match_organisation(&b->work, v.index, v.roster, organisation, &wish);
    live_done(&v);
    return m;
}

static const struct order_facts *facts_of(
        const struct matches *m, const struct ordered *facts, int64_t partner) {
    for (size_t i = 0; i < m->count; i++) {
        if (m->at[i].partner == partner) {
            return &facts->at[i];
        }
    }
    return NULL;
}

static void age_and_distance_are_read(struct bench *b) {
    struct work *w = &b->work;
    db_run(w, "UPDATE listing SET updated = ? WHERE id = ?", num(w->now - YEAR),
            num(WORLD_PRESS_NEED));
    db_run(w, "UPDATE cluster SET latitude = '55.0', longitude = '9.0' WHERE id = ?",
            num(WORLD_ALU));
    db_run(w, "UPDATE organisation SET latitude = '48.0', longitude = '9.0' WHERE id = ?",
            num(WORLD_PRESS));
    struct matches m = found_for(b, WORLD_FOUNDRY);
    struct ordered facts = order_read(w, WORLD_ALU, WORLD_FOUNDRY, NULL, &m);
    const struct order_facts *press = facts_of(&m, &facts, WORLD_PRESS);
    CHECK(press && press->days == 365); /* the oldest of its texts */
    CHECK(press && press->kilometres > 770 && press->kilometres < 785); /* 7 degrees of latitude */
    CHECK(press && press->good == 0 && press->refused == 0);
    db_run(w, "UPDATE listing SET confirmed = '2027-01-14' WHERE id = ?", num(WORLD_PRESS_NEED));
    facts = order_read(w, WORLD_ALU, WORLD_FOUNDRY, NULL, &m);
    press = facts_of(&m, &facts, WORLD_PRESS);
    CHECK(press && press->days <= 1); /* "still current" counts like a change */
    struct order none = {.influence = {0}};
    facts = order_read(w, WORLD_ALU, WORLD_FOUNDRY, &none, &m);
    press = facts_of(&m, &facts, WORLD_PRESS);
    CHECK(press && press->days == ORDER_UNKNOWN && press->kilometres == ORDER_UNKNOWN);
}

static struct order_facts experience(struct bench *b, int64_t cluster) {
    struct matches m = found_for(b, WORLD_FOUNDRY);
    struct ordered facts = order_read(&b->work, cluster, WORLD_FOUNDRY, NULL, &m);
    const struct order_facts *press = facts_of(&m, &facts, WORLD_PRESS);
    CHECK(press);
    return press ? *press : (struct order_facts){0};
}

static void experience_is_the_clusters_own(struct bench *b) {
    struct work *w = &b->work;
    struct grounds e = {.gain = {.fit = 0.5F, .share = 1}};
    verdict_give(w, &(struct verdict_about){WORLD_ALU, WORLD_SHARED, WORLD_PRESS}, true, &e);
    CHECK(verdict_is_good(w, &(struct verdict_about){WORLD_ALU, WORLD_SHARED, WORLD_PRESS}));
    CHECK(!verdict_is_good(w, &(struct verdict_about){WORLD_AUTO, WORLD_SHARED, WORLD_PRESS}));
    CHECK(experience(b, WORLD_ALU).good == 1 && experience(b, WORLD_AUTO).good == 0);
    db_begin(w);
    refusal_add(w, &(struct refusal){.scope = REFUSAL_ORGANISATIONS,
                           .own = WORLD_HIDDEN,
                           .partner = WORLD_PRESS,
                           .reason = STR("competitor")});
    CHECK(db_end(w));
    CHECK(experience(b, WORLD_ALU).refused == 0); /* says nothing of the fit */
    db_run(w, "UPDATE refusal SET reason = 'meaning' WHERE own_id = ?", num(WORLD_HIDDEN));
    CHECK(experience(b, WORLD_ALU).refused == 1);
    verdict_take(w, &(struct verdict_about){WORLD_ALU, WORLD_SHARED, WORLD_PRESS});
    CHECK(!verdict_is_good(w, &(struct verdict_about){WORLD_ALU, WORLD_SHARED, WORLD_PRESS}));
    db_run(w, "DELETE FROM refusal");
}

static void each_save_can_be_taken_back(struct bench *b) {
    struct work *w = &b->work;
    struct weighing usual = weighing_of(w, WORLD_WOOD);
    struct weighing first = usual;
    first.order.influence[ORDER_COUNTRY] = 0.7F;
    first.order.countries = STR("DE;DK");
    first.strong = 0.5F;
    CHECK(usual.at == 0 && near(usual.order.influence[ORDER_AGE], 0.2));
    weighing_save(w, WORLD_WOOD, &first);
    struct weighing second = first;
    second.channels.of[CHANNEL_LETTERS] = 0;
    weighing_save(w, WORLD_WOOD, &second);
    struct weighing now = weighing_of(w, WORLD_WOOD);
    CHECK(weighing_same(&now, &second) && !weighing_same(&now, &first) && now.at == w->now);
    CHECK(weighing_undo(w, WORLD_WOOD));
    now = weighing_of(w, WORLD_WOOD);
    CHECK(weighing_same(&now, &first) && near(now.strong, 0.5));
    CHECK(weighing_undo(w, WORLD_WOOD));
    now = weighing_of(w, WORLD_WOOD);
    CHECK(weighing_same(&now, &usual) && !weighing_undo(w, WORLD_WOOD));
    for (int i = 0; i < WEIGHING_KEPT + 5; i++) {
        weighing_save(w, WORLD_WOOD, &first);
    }
    CHECK(db_number(w, "SELECT COUNT(*) FROM weighing WHERE cluster_id = ?", num(WORLD_WOOD)) ==
            WEIGHING_KEPT);
    db_run(w, "DELETE FROM weighing");
}

/* Who says so of pairs made up for it: spelling makes a match good, distance makes it bad. */
static void judge(struct work *w, int64_t partner, bool good, float letters, float far) {
    struct meeting m = {
            .by = {{[CHANNEL_CONCEPTS] = 0.4F, [CHANNEL_LETTERS] = letters}}, .share = 1};
    m.fit = 0.4F + 0.6F * letters;
    struct grounds e = {.gain = m, .give = m};
    e.far[ORDER_DISTANCE] = far;
    e.far[ORDER_TRUST] = 0.5F;
    struct buf key = {.mem = w->mem};
    buf_num(&key, partner);
    db_run(w,
            "INSERT INTO organisation (id, key, kind, name, lang, created, updated)"
            " VALUES (?, ?, 'company', 'Made up', 'en', ?, ?)",
            num(partner), txt(buf_str(&key)), num(w->now), num(w->now));
    verdict_give(w, &(struct verdict_about){WORLD_WOOD, WORLD_SAWMILL, partner}, good, &e);
    if (!good) {
        refusal_add(w, &(struct refusal){.scope = REFUSAL_ORGANISATIONS,
                               .own = WORLD_SAWMILL,
                               .partner = partner,
                               .reason = STR("distance")});
    }
}

static struct proposal proposed(struct work *w) {
    struct weighing now = weighing_of(w, WORLD_WOOD);
    return proposal_make(w, WORLD_WOOD, &now);
}

static void few_decisions_propose_nothing(struct work *w) {
    struct proposal p = proposed(w);
    CHECK(p.decisions == 0 && p.lacking == PROPOSAL_LEAST && !p.there);
    db_begin(w);
    for (int i = 0; i < 10; i++) {
        judge(w, 1000 + i, true, 0.1F, 0.2F);
    }
    CHECK(db_end(w));
    p = proposed(w);
    CHECK(p.decisions == 10 && p.good == 10 && p.lacking == PROPOSAL_EACH_LEAST);
    CHECK(p.lacking_refused == PROPOSAL_EACH_LEAST && p.lacking_good == 0);
}

static void decisions_propose_what_puts_good_ones_first(struct work *w) {
    db_begin(w);
    for (int i = 0; i < 8; i++) {
        judge(w, 2000 + i, false, 0.15F, 0.9F); /* better by their fit, and far away */
    }
    CHECK(db_end(w));
    struct weighing now = weighing_of(w, WORLD_WOOD);
    struct proposal p = proposed(w);
    CHECK(p.lacking == 0 && p.pairs == 80 && p.right_now == 0);
    CHECK(p.there && p.right_then == 80);
    CHECK(p.then.order.influence[ORDER_DISTANCE] > 0.05F);
    CHECK(p.then.order.influence[ORDER_DISTANCE] <= 0.9F);
    CHECK(near(p.then.channels.of[CHANNEL_CONCEPTS], 1)); /* the measure of the others */
    CHECK(near(p.then.channels.of[CHANNEL_CODES], 0.7));  /* nothing was said of it */
    struct proposal again = proposed(w);
    CHECK(weighing_same(&again.then, &p.then));
    struct weighing still = weighing_of(w, WORLD_WOOD);
    CHECK(weighing_same(&now, &still)); /* nothing is changed by itself */
    weighing_save(w, WORLD_WOOD, &p.then);
    p = proposed(w);
    CHECK(p.right_now == 80 && !p.there); /* and there is no better one then */
}

static void what_is_dismissed_comes_back_with_more(struct work *w) {
    db_run(w, "DELETE FROM weighing");
    CHECK(!proposed(w).dismissed);
    proposal_dismiss(w, WORLD_WOOD);
    CHECK(proposed(w).dismissed && proposed(w).there);
    db_begin(w);
    for (int i = 0; i < PROPOSAL_AGAIN; i++) {
        CHECK(proposed(w).dismissed);
        judge(w, 3000 + i, true, 0.1F, 0.2F);
    }
    CHECK(db_end(w));
    CHECK(!proposed(w).dismissed);
}

static void what_is_taken_back_teaches_nothing(struct work *w) {
    db_run(w, "DELETE FROM refusal WHERE partner_id >= 2000");
    struct proposal p = proposed(w);
    CHECK(p.decisions == p.good && p.lacking > 0);
}

int main(void) {
    each_factor_is_a_share_above_nothing();
    what_is_not_known_puts_nothing_back();
    the_order_changes_and_the_fit_stays();
    struct db *db = world_open();
    struct bench b = {0};
    CHECK(db && bench_open(&b, db));
    if (db && test_failures == 0) {
        age_and_distance_are_read(&b);
        experience_is_the_clusters_own(&b);
        each_save_can_be_taken_back(&b);
        few_decisions_propose_nothing(&b.work);
        decisions_propose_what_puts_good_ones_first(&b.work);
        what_is_dismissed_comes_back_with_more(&b.work);
        what_is_taken_back_teaches_nothing(&b.work);
        CHECK(work_ok(&b.work));
        bench_close(&b);
    }
    db_close(db);
    return test_failures != 0;
}
