/* Belief, held against what must be true of it whatever the evidence: random evidence, random rules. */
#include "tests/test.h"
#include "trust/belief.h"
#include "trust/speaks.h"

#include <math.h>

enum { ROUNDS = 20000, SEEN_MOST = 12, TODAY = 20820, AGE_MOST = 4000 };

static uint64_t drawn(uint64_t *state) {
    uint64_t x = *state += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

static int64_t draw(uint64_t *state, int64_t below) {
    return (int64_t)(drawn(state) % (uint64_t)below);
}

static struct rule some_rule(uint64_t *state) {
    struct rule r = {.months = RULE_MONTHS_LEAST + draw(state, RULE_MONTHS_MOST)};
    for (int k = 0; k < EVIDENCE_KINDS; k++) {
        r.strength[k] = draw(state, RULE_STRENGTH_MOST + 1);
    }
    return r;
}

struct item {
    enum evidence_kind kind;
    int64_t age;
};

static struct item some_item(uint64_t *state) {
    return (struct item){(enum evidence_kind)draw(state, EVIDENCE_KINDS), draw(state, AGE_MOST)};
}

static struct experience sum_of(
        const struct rule *r, const struct item *items, size_t count, int64_t later) {
    struct experience sum = {0};
    for (size_t i = 0; i < count; i++) {
        struct experience one = belief_of_one(r, items[i].kind, items[i].age + later);
        sum.good += one.good;
        sum.bad += one.bad;
    }
    return sum;
}

static void it_never_falls_with_good_nor_rises_with_bad(void) {
    uint64_t state = 1;
    for (int i = 0; i < ROUNDS; i++) {
        struct rule r = some_rule(&state);
        struct item items[SEEN_MOST + 1];
        size_t count = (size_t)draw(&state, SEEN_MOST);
        for (size_t n = 0; n <= count; n++) {
            items[n] = some_item(&state);
        }
        struct opinion before = opinion_of(sum_of(&r, items, count, 0));
        struct opinion after = opinion_of(sum_of(&r, items, count + 1, 0));
        double change = after.belief - before.belief;
        CHECK(evidence_is_bad(items[count].kind) ? change <= 1e-15 : change >= -1e-15);
        CHECK(after.doubt <= before.doubt + 1e-15);
        CHECK(fabs(after.belief + after.disbelief + after.doubt - 1) < 1e-12);
        CHECK(after.belief >= 0 && after.belief < 1 && after.doubt > 0);
        CHECK(opinion_expected(after, 0) == after.belief);
    }
}

/* Each piece weighs less every day; good experience alone makes belief cool, bad alone makes
 * disbelief cool, and doubt only grows. */
static void it_fades_and_never_comes_back(void) {
    uint64_t state = 2;
    for (int i = 0; i < ROUNDS; i++) {
        struct rule r = some_rule(&state);
        struct item items[SEEN_MOST];
        size_t count = (size_t)draw(&state, SEEN_MOST);
        bool bad = false;
        for (size_t n = 0; n < count; n++) {
            items[n] = some_item(&state);
            bad |= evidence_is_bad(items[n].kind);
        }
        int64_t later = 1 + draw(&state, AGE_MOST);
        struct experience sum = sum_of(&r, items, count, 0);
        struct experience faded = sum_of(&r, items, count, later);
        CHECK(faded.good <= sum.good && faded.bad <= sum.bad);
        CHECK(opinion_of(faded).doubt >= opinion_of(sum).doubt);
        CHECK(bad || opinion_of(faded).belief <= opinion_of(sum).belief);
    }
    CHECK(belief_fade(0, 24) == 1 && belief_fade(-5, 24) == 1);
    CHECK(fabs(belief_fade(7305, 240) - 0.5) < 1e-12); /* 20 years of 365.25 days */
    CHECK(fabs(belief_fade(1461, 24) - 0.25) < 1e-12);
}

static void it_is_as_in_the_papers(void) {
    struct opinion o = opinion_of((struct experience){.good = 2});
    CHECK(o.belief == 0.5 && o.disbelief == 0 && o.doubt == 0.5);
    o = opinion_of((struct experience){.good = 1, .bad = 1});
    CHECK(o.belief == 0.25 && o.disbelief == 0.25 && o.doubt == 0.5);
    CHECK(opinion_expected(o, 0.5) == 0.5); /* (r + 1) / (r + s + 2), the mean of the beta */
    CHECK(opinion_of((struct experience){0}).belief == 0);
    struct rule usual = rule_usual();
    CHECK(rule_right(&usual));
    CHECK(belief_of_one(&usual, EVIDENCE_MET, 0).good == 1);
    CHECK(belief_of_one(&usual, EVIDENCE_VIDEO, 0).good == 0.4);
    CHECK(belief_of_one(&usual, EVIDENCE_BROKEN, 0).bad == 2);
    CHECK(belief_warmth(0) == WARMTH_NONE && belief_warmth(1.0 / 3) == WARMTH_WARM);
    CHECK(belief_warmth(0.6) == WARMTH_CLOSE && belief_warmth(0.05) == WARMTH_FAINT);
}

static bool share(struct speaks *s, str a, str b) {
    return (speaks_of(s, a) & speaks_of(s, b)) != 0;
}

static void a_language_counts_from_b1_on(void) {
    struct speaks s = {0};
    CHECK(share(&s, STR("da C2;en B1"), STR("en B1")));
    CHECK(!share(&s, STR("da C2;en A2"), STR("en C2")));
    CHECK(share(&s, STR("de"), STR("fr C1;de B2")));
    CHECK(!share(&s, STR(""), STR("de C2")) && !share(&s, STR(""), STR("")));
    CHECK(share(&s, STR("no B2"), STR("nn C1")));
    CHECK(share(&s, STR("da C2"), STR("sv C1")));  /* neighbours follow each other */
    CHECK(!share(&s, STR("da B2"), STR("sv C2"))); /* but not from school alone */
    CHECK(!share(&s, STR("da C2"), STR("de C2")));
}

/* More languages than there are bits are shared with nobody, rather than taken for each other. */
static void many_languages_are_not_taken_for_each_other(void) {
    struct speaks s = {0};
    char code[3] = "aa";
    uint64_t all = 0;
    for (int i = 0; i < 80; i++) {
        code[0] = (char)('a' + i / 26);
        code[1] = (char)('a' + i % 26);
        uint64_t one = speaks_of(&s, str_of(code));
        CHECK((one & all) == 0);
        all |= one;
    }
    CHECK(s.count == SPEAKS_MOST);
}

int main(void) {
    it_never_falls_with_good_nor_rises_with_bad();
    it_fades_and_never_comes_back();
    it_is_as_in_the_papers();
    a_language_counts_from_b1_on();
    many_languages_are_not_taken_for_each_other();
    return test_failures != 0;
}
