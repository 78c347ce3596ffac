#include "base/buf.h"
#include "db/db.h"
#include "directory/listing.h"
#include "match/verdict.h"
#include "match/weighing.h"
#include "tests/test.h"
#include "tests/visitor.h"

#define FORM "&age=20&distance=0&trust=0&size=0&country=0&strong=35"

static bool holds(struct visitor *v, int concepts, int letters, int codes, int embeddings) {
    struct channels now = weighing_of(&v->work, WORLD_ALU).channels;
    const int wanted[CHANNELS] = {concepts, letters, codes, embeddings};
    bool same = true;
    for (int c = 0; c < CHANNELS; c++) {
        same = same && weighing_hundredths(now.of[c]) == wanted[c];
    }
    return same;
}

static void only_managers_have_them(struct visitor *v) {
    CHECK(visitor_get(v, STR("/en/weights")).status == 303); /* to sign in */
    visitor_sign_in(v, STR("alu%40example.org"));
    struct response r = visitor_get(v, STR("/en/weights"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("id='letters' name='letters'")));
    CHECK(visitor_sees(&r, STR("max='200' value='60'")) && visitor_sees(&r, STR("value='20'")));
    CHECK(visitor_sees(&r, STR("10 more decisions are missing")));
    CHECK(!visitor_sees(&r, STR("weights/undo"))); /* nothing was saved yet */
}

static void what_is_wrong_comes_back_and_stores_nothing(struct visitor *v) {
    struct response r = visitor_post(v, STR("/en/weights"),
            STR("concepts=0&letters=12x&codes=201&embeddings=50&countries=Germany%2C+Narnia" FORM));
    CHECK(r.status == 422 && visitor_sees(&r, STR("value='12x'")));
    CHECK(visitor_sees(&r, STR("from 1 to 200")) && visitor_sees(&r, STR("id='codes-wrong'")));
    CHECK(visitor_sees(&r, STR("id='letters-wrong'")));
    CHECK(!visitor_sees(&r, STR("id='embeddings-wrong'")));
    CHECK(visitor_sees(&r, STR("“Narnia” is no country")));
    CHECK(visitor_sees(&r, STR("value='Germany, Narnia'")));
    CHECK(holds(v, 100, 60, 70, 100));
}

static void they_are_the_clusters_own(struct visitor *v) {
    str form = STR("concepts=90&letters=0&codes=200&embeddings=5&size-3=yes&size-5=yes"
                   "&countries=Tyskland%2C+SE&age=30&distance=40&trust=50&size=60&country=70"
                   "&strong=55");
    CHECK(visitor_post(v, STR("/da/weights"), form).status == 303);
    CHECK(holds(v, 90, 0, 200, 5));
    struct weighing ours = weighing_of(&v->work, WORLD_ALU);
    SAME(ours.order.countries, "DE;SE");
    SAME(ours.order.sizes, "50-249;500+");
    CHECK(weighing_hundredths(ours.order.influence[ORDER_COUNTRY]) == 70);
    CHECK(weighing_hundredths(ours.strong) == 55);
    struct channels theirs = weighing_of(&v->work, WORLD_AUTO).channels;
    CHECK(weighing_hundredths(theirs.of[CHANNEL_LETTERS]) == 60);
    struct response r = visitor_get(v, STR("/da/weights"));
    CHECK(visitor_sees(&r, STR("value='Tyskland, Sverige'")));
    CHECK(visitor_post(v, STR("/en/weights"), STR("then=usual&letters=x")).status == 303);
    CHECK(holds(v, 100, 60, 70, 100));
    CHECK(visitor_post(v, STR("/en/weights/undo"), STR("")).status == 303);
    CHECK(holds(v, 90, 0, 200, 5)); /* one step */
    CHECK(visitor_post(v, STR("/en/weights/undo"), STR("")).status == 303);
    CHECK(holds(v, 100, 60, 70, 100));
}

/* Two of theirs, the farther one fitting better. */
static void somebody_to_move(struct visitor *v) {
    v->work.actor = WORLD_ADMIN;
    struct listing all[] = {
            {.organisation = WORLD_PRESS, .title = STR("Gussteile aus Aluminium, Kokillen")},
            {.organisation = WORLD_SAWMILL, .title = STR("Gussteile aus Aluminium")}};
    db_begin(&v->work);
    for (size_t i = 0; i < 2; i++) {
        all[i].side = STR("need");
        all[i].kind = STR("business");
        all[i].lang = STR("de");
        all[i].status = STR("published");
        all[i].visibility = STR("public");
        listing_save(&v->work, &all[i]);
    }
    CHECK(db_end(&v->work));
    db_run(&v->work, "UPDATE listing SET updated = ? WHERE organisation_id = ?",
            num(v->work.now - (int64_t)400 * 24 * 3600), num(WORLD_SAWMILL));
    live_catch_up(&v->work, v->house.live);
}

static void trying_shows_and_saves_nothing(struct visitor *v) {
    somebody_to_move(v);
    str form = STR("concepts=100&letters=60&codes=70&embeddings=100&age=90&distance=0&trust=0"
                   "&size=0&country=0&strong=35&member=1");
    struct response r = visitor_post(v, STR("/en/weights/try"), form);
    CHECK(r.status == 200 && visitor_sees(&r, STR("id='weights-look'")));
    CHECK(!visitor_sees(&r, STR("<html"))); /* the part alone */
    CHECK(visitor_sees(&r, STR("class='after'")) && visitor_sees(&r, STR("partners/2'")));
    struct buf tried = {.mem = &v->mem};
    buf_add(&tried, form);
    buf_add(&tried, STR("&then=try"));
    r = visitor_post(v, STR("/en/weights"), buf_str(&tried));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Saved: 20")));
    CHECK(weighing_hundredths(weighing_of(&v->work, WORLD_ALU).order.influence[ORDER_AGE]) == 20);
    r = visitor_post(v, STR("/en/weights/try"), STR("member=2" FORM));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("organisations/2/"))); /* not a member of ours */
}

static void a_match_is_called_good_and_that_is_taken_back(struct visitor *v) {
    struct response r = visitor_get(v, STR("/en/organisations/1/partners/2"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("This one is good")));
    CHECK(visitor_sees(&r, STR("Why it stands here")));
    CHECK(visitor_post(v, STR("/en/organisations/1/partners/2/good"), STR("")).status == 303);
    CHECK(verdict_is_good(
            &v->work, &(struct verdict_about){WORLD_ALU, WORLD_FOUNDRY, WORLD_PRESS}));
    struct verdicts said = verdict_list(&v->work, WORLD_ALU);
    CHECK(said.count == 1 && said.good == 1);
    CHECK(said.count && said.at[0].grounds.gain.fit + said.at[0].grounds.give.fit > 0);
    r = visitor_get(v, STR("/en/organisations/1/partners/2"));
    CHECK(visitor_sees(&r, STR("Your cluster finds this one good")));
    CHECK(visitor_post(v, STR("/en/organisations/1/partners/2/good/remove"), STR("")).status ==
            303);
    CHECK(verdict_list(&v->work, WORLD_ALU).count == 0);
    CHECK(visitor_post(v, STR("/en/organisations/2/partners/1/good"), STR("")).status == 404);
}

static void a_refusal_teaches_until_it_is_taken_back(struct visitor *v) {
    CHECK(visitor_post(v, STR("/en/organisations/1/partners/2/refuse"), STR("reason=meaning"))
                    .status == 303);
    struct verdicts said = verdict_list(&v->work, WORLD_ALU);
    CHECK(said.count == 1 && said.good == 0);
    int64_t id = db_number(&v->work, "SELECT MAX(id) FROM refusal");
    struct buf path = {.mem = &v->mem};
    buf_add(&path, STR("/en/refusals/"));
    buf_num(&path, id);
    buf_add(&path, STR("/remove"));
    CHECK(visitor_post(v, buf_str(&path), STR("")).status == 303);
    CHECK(verdict_list(&v->work, WORLD_ALU).count == 0);
}

/* Made-up decisions: what is near is good, what is far is not. */
static void decide(struct visitor *v) {
    struct work *w = &v->work;
    for (int64_t i = 0; i < 12; i++) {
        struct buf key = {.mem = &v->mem};
        struct meeting m = {
                .by = {{[CHANNEL_CONCEPTS] = i < 6 ? 0.4F : 0.5F}}, .share = 1, .fit = 0.5F};
        struct grounds e = {.gain = m, .give = m};
        e.far[ORDER_DISTANCE] = i < 6 ? 0.1F : 0.9F;
        buf_num(&key, 100 + i);
        db_run(w,
                "INSERT INTO organisation (id, key, kind, name, lang, created, updated)"
                " VALUES (?, ?, 'company', 'Made up', 'en', 0, 0)",
                num(100 + i), txt(buf_str(&key)));
        verdict_give(w, &(struct verdict_about){WORLD_ALU, WORLD_FOUNDRY, 100 + i}, i < 6, &e);
        if (i >= 6) {
            db_run(w,
                    "INSERT INTO refusal (scope, own_id, partner_id, reason, account_id, at)"
                    " VALUES ('organisation', ?, ?, 'distance', 1, 0)",
                    num(WORLD_FOUNDRY), num(100 + i));
        }
    }
}

static void a_proposal_is_looked_at_taken_or_dismissed(struct visitor *v) {
    decide(v);
    struct response r = visitor_get(v, STR("/en/weights"));
    CHECK(visitor_sees(&r, STR("Your decisions suggest other weights.")));
    CHECK(visitor_sees(&r, STR("Made from 12 decisions.")));
    r = visitor_get(v, STR("/en/weights?proposal=yes"));
    CHECK(visitor_sees(&r, STR("Nothing is saved yet.")) && visitor_sees(&r, STR("Saved: 0")));
    CHECK(weighing_of(&v->work, WORLD_ALU).at == 0); /* it is only offered */
    CHECK(visitor_post(v, STR("/en/weights/dismiss"), STR("")).status == 303);
    r = visitor_get(v, STR("/en/weights"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("id='proposal'")));
}

int main(void) {
    struct visitor v;
    CHECK(visitor_open(&v));
    if (test_failures) {
        return 1;
    }
    only_managers_have_them(&v);
    what_is_wrong_comes_back_and_stores_nothing(&v);
    they_are_the_clusters_own(&v);
    trying_shows_and_saves_nothing(&v);
    a_match_is_called_good_and_that_is_taken_back(&v);
    a_refusal_teaches_until_it_is_taken_back(&v);
    a_proposal_is_looked_at_taken_or_dismissed(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}
