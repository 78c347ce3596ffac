#include "db/change.h"
#include "db/db.h"
#include "directory/listing.h"
#include "match/gap.h"
#include "match/nearest.h"
#include "tests/test.h"
#include "tests/visitor.h"

#include <math.h>

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

static void withdraw(struct visitor *v, int64_t listing) {
    v->work.actor = WORLD_ADMIN;
    db_begin(&v->work);
    (void)db_run(&v->work, "UPDATE listing SET status = 'withdrawn' WHERE id = ?", num(listing));
    change_note(&v->work, STR("listing"), listing);
    CHECK(db_end(&v->work));
    live_catch_up(&v->work, v->house.live);
}

/* GAP_KINDS: it is none. */
static enum gap_kind kind_of(struct visitor *v, int64_t listing, bool offers) {
    struct scope scope = {.reach = 1, .clusters = {WORLD_ALU}, .count = 1};
    struct gap_wish wish = {.cluster = WORLD_ALU, .offers = offers};
    struct market_gaps g = gap_list(&v->work, v->house.live, &scope, &wish);
    size_t sum = 0;
    enum gap_kind kind = GAP_KINDS;
    for (size_t i = 0; i < g.count; i++) {
        kind = g.at[i].listing == listing ? g.at[i].kind : kind;
    }
    for (int k = 0; k < GAP_KINDS; k++) {
        sum += g.of[k];
    }
    CHECK(sum == g.count && g.texts >= g.count);
    return kind;
}

static void a_need_is_a_gap_until_somebody_can_fill_it(struct visitor *v) {
    int64_t need = add(v, WORLD_FOUNDRY, "need", STR("Wind turbine blades"));
    CHECK(kind_of(v, need, false) == GAP_NOBODY);
    int64_t far = add(v, WORLD_PRESS, "offer", STR("Wind turbine blades"));
    CHECK(kind_of(v, need, false) == GAP_ONLY_ABROAD);
    int64_t near = add(v, WORLD_SHARED, "offer", STR("Wind turbine blades"));
    CHECK(kind_of(v, need, false) == GAP_KINDS);
    withdraw(v, far);
    CHECK(kind_of(v, need, false) == GAP_ONLY_HOME);
    withdraw(v, near);
    CHECK(kind_of(v, need, false) == GAP_NOBODY);
    int64_t offer = add(v, WORLD_FOUNDRY, "offer", STR("Beekeeping courses"));
    CHECK(kind_of(v, offer, true) == GAP_NOBODY && kind_of(v, offer, false) == GAP_KINDS);
}

static struct market_gaps of_kind(struct visitor *v, str kind) {
    struct scope scope = {.reach = 1, .clusters = {WORLD_ALU}, .count = 1};
    struct gap_wish wish = {.cluster = WORLD_ALU, .kind = kind};
    return gap_list(&v->work, v->house.live, &scope, &wish);
}

static void what_nobody_speaks_of_is_named(struct visitor *v) {
    int64_t need = add(v, WORLD_FOUNDRY, "need", STR("Violin strings"));
    struct market_gaps g = of_kind(v, STR("business"));
    size_t at = 0;
    while (at + 1 < g.count && g.at[at].listing != need) {
        at++;
    }
    CHECK(g.count && g.at[at].listing == need && g.at[at].missing.count > 0);
    CHECK(of_kind(v, STR("research")).texts == 0);
    size_t before = g.texts;
    (void)add(v, WORLD_FOUNDRY, "need", STR("Xyzzyx"));
    g = of_kind(v, STR("business"));
    CHECK(g.texts == before && g.unread == 1);
}

static float keep_best(void *context, uint32_t text, float fit) {
    struct met *best = context;
    *best = (struct met){.text = text, .fit = fit};
    return nextafterf(fit, 1);
}

static struct met best_of(const struct mets *all) {
    struct met best = {0};
    for (size_t i = 0; i < all->count; i++) {
        best = all->at[i].fit > best.fit ? all->at[i] : best;
    }
    return best;
}

static void the_nearest_is_the_best_of_all_that_meet(struct visitor *v) {
    struct live_view view = live_read(v->house.live);
    const struct index *x = view.index;
    struct match_scratch scratch = match_scratch(v->work.mem, x);
    size_t met = 0;
    for (uint32_t i = 0; i < x->text_count; i++) {
        struct mets all = match_text(&v->work, x, i, &scratch);
        struct met best = best_of(&all);
        struct met near = {0};
        struct nearest n = {.own = &x->texts[i],
                .today = match_today(&v->work),
                .take = keep_best,
                .context = &near};
        if (index_is_open(x, i)) {
            nearest_find(x, &scratch, &n);
            CHECK(near.text == best.text && near.fit <= best.fit && near.fit >= best.fit);
            met += best.fit > 0;
        }
    }
    live_done(&view);
    CHECK(met >= 2);
}

static void the_page_says_so(struct visitor *v) {
    CHECK(visitor_get(v, STR("/en/gaps")).status == 303); /* to sign in */
    visitor_sign_in(v, STR("alu%40example.org"));
    struct response r = visitor_get(v, STR("/en/gaps"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Wind turbine blades")));
    CHECK(visitor_sees(&r, STR("Nobody can fill it")));
    CHECK(visitor_sees(&r, STR("Nobody abroad or at home speaks of: ")));
    CHECK(visitor_sees(&r, STR("Of one more nothing is understood")));
    CHECK(!visitor_sees(&r, STR("Beekeeping courses")));
    r = visitor_get(v, STR("/en/gaps?gap=abroad"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("Violin strings")));
    r = visitor_get(v, STR("/en/gaps?kind=research"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("Violin strings")));
    r = visitor_get(v, STR("/da/gaps?side=offer"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Beekeeping courses")));
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    a_need_is_a_gap_until_somebody_can_fill_it(&v);
    what_nobody_speaks_of_is_named(&v);
    the_nearest_is_the_best_of_all_that_meet(&v);
    the_page_says_so(&v);
    visitor_close(&v);
    return test_failures != 0;
}
