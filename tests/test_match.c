/* Mutual matching: the definition against a plain reading of it, and what must take effect at
 * once. */
#include "base/buf.h"
#include "directory/listing.h"
#include "directory/organisation.h"
#include "match/explain.h"
#include "match/learn.h"
#include "match/match.h"
#include "match/meaning.h"
#include "match/refusal.h"
#include "match/rollup.h"
#include "tests/test.h"
#include "tests/workbench.h"

#include <math.h>
#include <stdlib.h>

/* The list that is kept says the same, after whatever has happened. */
static void same_as_kept(struct bench *b, int64_t organisation, const struct matches *m) {
    while (live_fill_lists(&b->work, b->live)) {
    }
    struct live_best best;
    size_t shown = m->count < LISTS_SHOWN ? m->count : LISTS_SHOWN;
    CHECK(live_best(b->live, organisation, &best) && best.count == shown);
    for (size_t i = 0; i < shown && i < best.count; i++) {
        CHECK(best.partner[i] == m->at[i].partner && best.score[i] == m->at[i].score);
    }
}

static struct matches found_for(struct bench *b, int64_t organisation) {
    struct match_wish wish = {.most = 0};
    struct live_view v = live_read(b->live);
    struct matches m = match_organisation(&b->work, v.index, v.roster, organisation, &wish);
    live_done(&v);
    same_as_kept(b, organisation, &m);
    return m;
}

static const struct match *with(const struct matches *m, int64_t partner) {
    for (size_t i = 0; i < m->count; i++) {
        if (m->at[i].partner == partner) {
            return &m->at[i];
        }
    }
    return NULL;
}

static void mutual_or_nothing(void) {
    CHECK(match_mutual(0, 0.9F) == 0 && match_mutual(0.9F, 0) == 0);
    CHECK(fabsf(match_mutual(0.5F, 0.5F) - 0.5F) < 1e-6F);
    CHECK(match_mutual(0.2F, 0.8F) == match_mutual(0.8F, 0.2F));
    CHECK(match_mutual(0.2F, 0.8F) < 0.5F); /* below the mean: the smaller counts most */
}

static void a_danish_need_meets_a_chinese_offer(struct bench *b) {
    int64_t need =
            bench_listing(b, WORLD_SAWMILL, "need", STR("Ekstruderede aluminiumsprofiler"), "da");
    int64_t offer = bench_listing(b, WORLD_PRESS, "offer", STR("铝合金挤压型材"), "zh");
    struct matches m = found_for(b, WORLD_SAWMILL);
    const struct match *press = with(&m, WORLD_PRESS);
    CHECK(press != NULL);
    CHECK(press && press->gain.need == need && press->gain.offer == offer);
    CHECK(press && press->gain.fit > 0.6F && press->gain.fit <= 1.0F && !press->gain.mirrored);
    CHECK(press && press->give.mirrored); /* trade is mutual: they look for customers */
    struct matches back = found_for(b, WORLD_PRESS);
    const struct match *sawmill = with(&back, WORLD_SAWMILL);
    CHECK(sawmill && press && fabsf(sawmill->score - press->score) < 1e-5F);
    CHECK(sawmill && sawmill->give.need == need && sawmill->give.offer == offer);
}

static void a_refusal_holds_both_ways_until_it_is_taken_back(struct bench *b) {
    b->work.actor = WORLD_ALU_MANAGER;
    db_begin(&b->work);
    refusal_add(&b->work, &(struct refusal){.scope = REFUSAL_ORGANISATIONS,
                                  .own = WORLD_FOUNDRY,
                                  .partner = WORLD_PRESS,
                                  .reason = STR("volume")});
    CHECK(db_end(&b->work));
    live_catch_up(&b->work, b->live);
    struct matches ours = found_for(b, WORLD_FOUNDRY);
    struct matches theirs = found_for(b, WORLD_PRESS);
    CHECK(!with(&ours, WORLD_PRESS) && !with(&theirs, WORLD_FOUNDRY));

    struct refusals kept = refusal_list(&b->work, WORLD_ALU);
    CHECK(kept.count == 1 && kept.at[0].partner == WORLD_PRESS);
    CHECK(refusal_list(&b->work, WORLD_AUTO).count == 0); /* only who said it reads it */
    db_begin(&b->work);
    CHECK(!refusal_remove(&b->work, WORLD_AUTO, kept.at[0].id));
    CHECK(refusal_remove(&b->work, WORLD_ALU, kept.at[0].id));
    CHECK(db_end(&b->work));
    live_catch_up(&b->work, b->live);
    ours = found_for(b, WORLD_FOUNDRY);
    CHECK(with(&ours, WORLD_PRESS));
    b->work.actor = WORLD_ADMIN;
}

static void what_is_withdrawn_or_past_is_matched_no_more(struct bench *b) {
    db_begin(&b->work);
    organisation_withdraw(&b->work, WORLD_PRESS, true);
    CHECK(db_end(&b->work));
    live_catch_up(&b->work, b->live);
    struct matches m = found_for(b, WORLD_FOUNDRY);
    CHECK(!with(&m, WORLD_PRESS));
    db_begin(&b->work);
    organisation_withdraw(&b->work, WORLD_PRESS, false);
    CHECK(db_end(&b->work));
    live_catch_up(&b->work, b->live);
    m = found_for(b, WORLD_FOUNDRY);
    CHECK(with(&m, WORLD_PRESS));
}

static void what_is_confidential_is_matched_and_veiled(struct bench *b) {
    struct matches m = found_for(b, WORLD_PRESS);
    struct live_view v = live_read(b->live);
    struct scope owner = {.reach = 1, .clusters = {WORLD_ALU}, .count = 1};
    struct scope abroad = {.reach = 1, .clusters = {WORLD_AUTO}, .count = 1};
    for (size_t i = 0; i < m.count; i++) {
        struct match one = m.at[i];
        struct matches single = {.at = &one, .count = 1};
        bool secret =
                one.gain.need == WORLD_FOUNDRY_SECRET || one.gain.offer == WORLD_FOUNDRY_SECRET ||
                one.give.need == WORLD_FOUNDRY_SECRET || one.give.offer == WORLD_FOUNDRY_SECRET;
        match_veil(v.roster, &abroad, &single);
        CHECK(!secret || (one.partner == 0 && one.gain.need == 0 && one.give.offer == 0));
        one = m.at[i];
        match_veil(v.roster, &owner, &single);
        CHECK(!secret || one.partner == m.at[i].partner);
    }
    live_done(&v);
}

static void clusters_are_ranked_by_their_members(struct bench *b) {
    struct scope admin = {.reach = 2};
    struct rollup found = rollup_cluster(&b->work, b->live, &admin, WORLD_ALU);
    CHECK(found.count >= 1 && found.at[0].cluster == WORLD_AUTO);
    CHECK(found.count && found.at[0].we_need >= 1 && found.at[0].they_offer >= 1);
    CHECK(found.count && found.at[0].score > 0 && found.at[0].pair_count >= 1);
}

static void the_words_that_met_are_marked(struct bench *b) {
    struct reader *reader = reader_open(b->lexicon);
    struct listing need = {.title = STR("Ekstruderede aluminiumsprofiler"),
            .lang = STR("da"),
            .certificates = STR("ISO 9001;IATF 16949")};
    struct listing offer = {.title = STR("Stranggepresste Profile"),
            .body = STR("Aus Aluminium, eloxiert."),
            .lang = STR("de"),
            .certificates = STR("ISO 9001:2015")};
    struct explanation e = explain_pair(&b->work, reader, &need, &offer, STR(""));
    CHECK(e.concept_count >= 2 && e.need.title.count >= 2);
    CHECK(e.offer.title.count >= 1 && e.offer.body.count >= 1);
    SAME(e.met, "ISO 9001");
    SAME(e.not_stated, "IATF 16949");
    for (size_t i = 0; i < e.need.title.count; i++) {
        const struct mark *m = &e.need.title.at[i];
        CHECK(m->start + m->len <= need.title.len && m->tint >= 1 && m->tint <= e.concept_count);
    }
    reader_close(reader);
}

/* The definition once more, as plainly as it can be said: every text against every other. */
static float plain_goods(const struct text *a, const struct text *b) {
    float dot = 0;
    for (size_t i = 0; i < a->vector.count; i++) {
        for (size_t j = 0; j < b->vector.count; j++) {
            if (a->vector.at[i].key == b->vector.at[j].key) {
                dot += a->vector.at[i].value * b->vector.at[j].value;
            }
        }
    }
    return dot >= 0.12F ? dot : 0;
}

/* All of these trade; they have the sectors of their organisations, or none. */
static float plain_mirrored(
        const struct index *x, const struct text *a, const struct text *b, float goods) {
    static const struct fit_sectors none = {{0, 0}, 0};
    const struct fit_sectors *all = x->finder.terms.sectors;
    const struct fit_sectors *p = a->sectors ? &all[a->sectors - 1] : &none;
    const struct fit_sectors *q = b->sectors ? &all[b->sectors - 1] : &none;
    float common = 0;
    for (int i = 0; i < 128; i++) {
        common += p->bits[i / 64] >> i % 64 & q->bits[i / 64] >> i % 64 & 1 ? 1 : 0;
    }
    float length = sqrtf(p->root > 0 ? 2 : 1) * sqrtf(q->root > 0 ? 2 : 1);
    float cosine = goods + (common > 0 ? common / (p->root * q->root) : 0);
    float fit = 0.7F * cosine / length;
    return goods > 0 && fit >= 0.12F ? fit : 0;
}

static float plain_score(const struct index *x, uint32_t ours, uint32_t theirs) {
    float way[2] = {0, 0};
    for (uint32_t i = 0; i < x->text_count; i++) {
        for (uint32_t j = 0; j < x->text_count; j++) {
            const struct text *a = &x->texts[i];
            const struct text *b = &x->texts[j];
            if (!index_is_open(x, i) || !index_is_open(x, j) || a->organisation != ours ||
                    b->organisation != theirs || a->offer == b->offer) {
                continue;
            }
            float fit = plain_goods(a, b);
            float back = plain_mirrored(x, a, b, fit);
            way[a->offer] = fit > way[a->offer] ? fit : way[a->offer];
            way[!a->offer] = back > way[!a->offer] ? back : way[!a->offer];
        }
    }
    return match_mutual(way[0], way[1]);
}

static const char *const words[] = {"aluminium", "steel", "welding", "extrusion", "profile",
        "software", "sensor", "battery", "packaging", "coating", "milling", "robot", "plastic",
        "carbon fibre", "testing", "anodising"};

static void random_text(struct buf *out) {
    for (int i = 0; i < 3 + rand() % 3; i++) {
        buf_add(out, str_of(words[(size_t)rand() % (sizeof(words) / sizeof(words[0]))]));
        buf_add(out, STR(" "));
    }
}

static void index_and_definition_agree(struct bench *b) {
    srand(20261123);
    for (int i = 0; i < 60; i++) {
        struct buf title = {.mem = &b->mem};
        random_text(&title);
        bench_listing(b, WORLD_FOUNDRY + rand() % 3, rand() % 2 ? "need" : "offer", buf_str(&title),
                "en");
    }
    size_t compared = 0;
    for (int64_t ours = WORLD_FOUNDRY; ours <= WORLD_SAWMILL; ours++) {
        struct matches m = found_for(b, ours);
        struct live_view v = live_read(b->live);
        for (int64_t theirs = WORLD_FOUNDRY; theirs <= WORLD_SAWMILL; theirs++) {
            if (ours == theirs) {
                continue;
            }
            const struct match *found = with(&m, theirs);
            float plain = plain_score(v.index, roster_organisation_at(v.roster, ours),
                    roster_organisation_at(v.roster, theirs));
            CHECK(fabsf((found ? found->score : 0) - plain) < 1e-4F);
            compared += plain > 0;
        }
        live_done(&v);
    }
    CHECK(compared == 6);
}

/* "fluxolith" is no word of any language. */
static enum taught_result teach(struct bench *b, struct taught_term *t) {
    db_begin(&b->work);
    struct live_view v = live_read(b->live);
    struct learn_texts texts = learn_texts(&b->work, v.index, v.roster, t);
    enum taught_result done = taught_save(&b->work, v.index->lexicon, t);
    learn_touch(&b->work, &texts);
    live_done(&v);
    CHECK(db_end(&b->work));
    live_catch_up(&b->work, b->live);
    return done;
}

static void withdraw(struct bench *b, const struct taught_term *t) {
    db_begin(&b->work);
    struct live_view v = live_read(b->live);
    struct learn_texts texts = learn_texts(&b->work, v.index, v.roster, t);
    taught_decide(&b->work, t->id, TAUGHT_WITHDRAWN);
    learn_touch(&b->work, &texts);
    live_done(&v);
    CHECK(db_end(&b->work));
    live_catch_up(&b->work, b->live);
}

static float fit_between(struct bench *b, int64_t need, int64_t offer) {
    struct live_view v = live_read(b->live);
    struct match_scratch scratch = match_scratch(&b->mem, v.index);
    uint32_t ours = v.index->places[roster_listing_at(v.roster, need)].text;
    uint32_t theirs = v.index->places[roster_listing_at(v.roster, offer)].text;
    float fit = 0;
    struct mets mets = {0};
    if (ours) {
        mets = match_text(&b->work, v.index, ours - 1, &scratch);
    }
    for (size_t i = 0; i < mets.count; i++) {
        fit = mets.at[i].text + 1 == theirs ? mets.at[i].fit : fit;
    }
    live_done(&v);
    return fit;
}

static void a_taught_word_is_understood_at_once(struct bench *b) {
    int64_t need = bench_listing(b, WORLD_SAWMILL, "need", STR("Fluxolithplatten gesucht"), "de");
    int64_t offer = bench_listing(b, WORLD_FOUNDRY, "offer", STR("Vi leverer fluxolit"), "da");
    struct taught_concept own = {.kind = STR("M"), .cluster = 0};
    db_begin(&b->work);
    taught_concept_save(&b->work, &own);
    CHECK(db_end(&b->work));
    struct taught_term german = {
            .concept = own.key, .tongue = DE, .term = STR("Fluxolith"), .state = TAUGHT_APPROVED};
    struct taught_term danish = {
            .concept = own.key, .tongue = DA, .term = STR("fluxolit"), .state = TAUGHT_APPROVED};
    CHECK(fit_between(b, need, offer) <= 0);
    CHECK(teach(b, &german) == TAUGHT_DONE && teach(b, &german) == TAUGHT_THERE);
    CHECK(fit_between(b, need, offer) <= 0);
    CHECK(teach(b, &danish) == TAUGHT_DONE);
    CHECK(fit_between(b, need, offer) > 0.5F);
    withdraw(b, &danish);
    CHECK(fit_between(b, need, offer) <= 0);
    danish.cluster = WORLD_AUTO; /* the foundry is in another cluster */
    CHECK(teach(b, &danish) == TAUGHT_DONE && fit_between(b, need, offer) <= 0);
    danish.cluster = WORLD_ALU;
    CHECK(teach(b, &danish) == TAUGHT_DONE && fit_between(b, need, offer) > 0.5F);
}

static void a_concept_taken_off_a_text_meets_nothing(struct bench *b) {
    int64_t need = bench_listing(b, WORLD_SAWMILL, "need", STR("Titan"), "de");
    int64_t offer = bench_listing(b, WORLD_FOUNDRY, "offer", STR("Titan"), "da");
    CHECK(fit_between(b, need, offer) > 0.5F);
    db_begin(&b->work);
    meaning_reject(&b->work, offer, STR("titanium"));
    CHECK(db_end(&b->work));
    live_catch_up(&b->work, b->live);
    CHECK(fit_between(b, need, offer) <= 0);
    db_begin(&b->work);
    meaning_restore(&b->work, offer, STR("titanium"));
    CHECK(db_end(&b->work));
    live_catch_up(&b->work, b->live);
    CHECK(fit_between(b, need, offer) > 0.5F);
}

static void teaching_says_beforehand_what_it_changes(struct bench *b) {
    (void)bench_listing(b, WORLD_SAWMILL, "need", STR("Quarlingit gesucht"), "de");
    (void)bench_listing(b, WORLD_FOUNDRY, "offer", STR("Titan og titanlegeringer"), "da");
    struct taught_term t = {
            .concept = STR("titanium"), .tongue = DE, .term = STR("Quarlingit"), .mark = STR("")};
    struct taught_files files = taught_files(&b->work);
    str fault = {0};
    files.at[files.count++] = (struct lexicon_file){.name = STR("tried.tsv"),
            .text = STR("head\ntitanium\t\t\t\t-\tQuarlingit\t-\t-\t-\t-\t-\t\n"),
            .adds = true};
    struct lexicon *then = lexicon_taught(b->lexicon, files.at, files.count, &fault);
    struct live_view v = live_read(b->live);
    struct learn_change c = learn_try(&b->work,
            &(struct learn_trial){v.index, v.roster, then, &(struct scope){.reach = 2}}, &t);
    live_done(&v);
    lexicon_close(then);
    CHECK(c.texts == 1 && c.tried == 1 && c.gained >= 1 && c.lost == 0);
}

int main(void) {
    mutual_or_nothing();
    struct db *db = world_open();
    struct bench b = {0};
    CHECK(db && bench_open(&b, db));
    if (db && test_failures == 0) {
        struct live_best none;
        CHECK(!live_best(b.live, WORLD_PRESS, &none));
        while (live_fill_lists(&b.work, b.live)) {
        }
        a_danish_need_meets_a_chinese_offer(&b);
        a_refusal_holds_both_ways_until_it_is_taken_back(&b);
        what_is_withdrawn_or_past_is_matched_no_more(&b);
        what_is_confidential_is_matched_and_veiled(&b);
        clusters_are_ranked_by_their_members(&b);
        the_words_that_met_are_marked(&b);
        index_and_definition_agree(&b);
        a_taught_word_is_understood_at_once(&b);
        a_concept_taken_off_a_text_meets_nothing(&b);
        teaching_says_beforehand_what_it_changes(&b);
        bench_close(&b);
    }
    db_close(db);
    return test_failures != 0;
}
