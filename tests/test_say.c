/* Sentences, against the small catalogue in tests/po; the labels against the real one are in
 * test_label.c. */
#include "lang/say.h"
#include "tests/test.h"

static struct work in(struct arena *mem, enum tongue t) {
    return (struct work){.mem = mem, .tongue = t};
}

static void the_reader_sees_their_language_or_english(struct arena *mem) {
    struct work da = in(mem, DA);
    struct work sv = in(mem, SV);
    SAME(say(&da, "Partners abroad"), "Partnere i udlandet");
    SAME(say(&sv, "Partners abroad"), "Partners abroad");
    SAME(say(&da, "A \"quoted\" text"), "En \"citeret\" tekst");
    SAME(say_key(&da, say_word("Partners abroad")), "Partnere i udlandet");
}

static void what_nobody_stands_for_stays_english(struct arena *mem) {
    struct work da = in(mem, DA);
    SAME(say(&da, "Only guessed"), "Only guessed");
    SAME(say(&da, "Not yet"), "Not yet");
    SAME(say(&da, "Gone"), "Gone");
}

static void values_go_where_the_translation_wants_them(struct arena *mem) {
    struct work en = in(mem, EN);
    struct work da = in(mem, DA);
    SAME(say(&en, "{} meets {}", txt(STR("Alu {1}")), txt(STR("Auto"))), "Alu {1} meets Auto");
    SAME(say(&da, "{} meets {}", txt(STR("Alu")), txt(STR("Auto"))), "Auto mødes af Alu");
    SAME(say(&en, "{} of {}", num(1234), real(2.5)), "1,234 of 2.5");
    SAME(say(&da, "{} of {}", num(1234), real(2.5)), "1.234 of 2,5");
    SAME(say(&en, "a { b {} {x}", num(-1)), "a { b -1 {x}");
}

static void names_from_right_to_left_turn_nothing_else(struct arena *mem) {
    struct work en = in(mem, EN);
    SAME(say(&en, "{} meets {}", txt(STR("אלו")), txt(STR("Alü 铝"))),
            "\xE2\x81\xA8אלו\xE2\x81\xA9 meets Alü 铝");
    SAME(say(&en, "{} in {}", txt(STR("شركة")), num(3)), "\xE2\x81\xA8شركة\xE2\x81\xA9 in 3");
}

static str partners(struct arena *mem, enum tongue t, int64_t count) {
    struct work w = in(mem, t);
    return say_many(&w, "One partner in {2}", "{1} partners in {2}", count, txt(STR("X")));
}

static void each_language_counts_its_own_way(struct arena *mem) {
    SAME(partners(mem, EN, 0), "0 partners in X");
    SAME(partners(mem, EN, 1), "One partner in X");
    SAME(partners(mem, DA, 1), "Én partner i X");
    SAME(partners(mem, DA, 0), "I X: 0 partnere");
    SAME(partners(mem, DA, 12000), "I X: 12.000 partnere");
    SAME(partners(mem, FR, 0), "0 partenaire en X");
    SAME(partners(mem, FR, 1), "1 partenaire en X");
    SAME(partners(mem, FR, 2), "2 partenaires en X");
    SAME(partners(mem, ZH, 1), "X有1个合作伙伴");
    SAME(partners(mem, ZH, 7), "X有7个合作伙伴");
    SAME(partners(mem, DE, 1), "One partner in X");
}

static void a_count_may_stand_alone(struct arena *mem) {
    struct work en = in(mem, EN);
    SAME(say_many(&en, "One partner", "{} partners", 3), "3 partners");
    SAME(say_many(&en, "One partner", "{} partners", 1), "One partner");
}

int main(void) {
    struct arena mem = {0};
    the_reader_sees_their_language_or_english(&mem);
    what_nobody_stands_for_stays_english(&mem);
    values_go_where_the_translation_wants_them(&mem);
    names_from_right_to_left_turn_nothing_else(&mem);
    each_language_counts_its_own_way(&mem);
    a_count_may_stand_alone(&mem);
    arena_free(&mem);
    return test_failures != 0;
}
