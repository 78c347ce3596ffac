/* The language people will best speak, how well, and who should talk to whom. */
#include "directory/speech.h"
#include "tests/test.h"

#include <string.h>

static struct speech of(const char *a, const char *b) {
    return common_language(str_of(a), str_of(b));
}

static void the_weaker_of_the_two_decides(void) {
    struct speech s = of("da C2;en C1;de B1", "de C2;en A2");
    SAME(s.first, "de");
    SAME(s.second, "de");
    CHECK(s.level == SPEECH_B1 && s.sum == SPEECH_B1 + SPEECH_C2);
    CHECK(s.good == SPEECH_TALK);
}

static void the_sum_decides_between_equals(void) {
    SAME(of("en B2;fr B2", "en B2;fr C1").first, "fr");
    SAME(of("en B2;fr B2", "en C1;fr B2").first, "en");
    SAME(of("en B2;fr B2", "fr B2;en B2").first, "en"); /* and then the letters */
}

static void it_does_not_matter_who_is_asked_first(void) {
    static const char *const people[] = {"da C2;en C1", "sv C2;en B2", "nb C1", "de C2;en B1;fr B1",
            "zh C2;en B1", "", "fr", "fi C2;sv C1;en B2", "nn C2;de B2"};
    for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++) {
        for (size_t j = 0; j < sizeof(people) / sizeof(people[0]); j++) {
            struct speech there = of(people[i], people[j]);
            struct speech back = of(people[j], people[i]);
            CHECK(there.level == back.level && there.sum == back.sum && there.good == back.good);
            CHECK(str_eq(there.first, back.second) && str_eq(there.second, back.first));
        }
    }
}

static void any_language_will_do(void) {
    struct speech s = of("pl C2;en A1", "uk C2;pl B2");
    SAME(s.first, "pl");
    CHECK(s.good == SPEECH_WORK);
}

static void neighbours_follow_each_other(void) {
    struct speech s = of("da C2", "nb C2");
    SAME(s.first, "da");
    SAME(s.second, "nb");
    CHECK(s.good == SPEECH_WORK);
    CHECK(of("sv C2", "nb C1").good == SPEECH_WORK);
    CHECK(of("da C1", "sv C2").good == SPEECH_TALK);
    CHECK(of("da B2", "sv C2").good == SPEECH_NONE);
    CHECK(of("da C2", "de C2").good == SPEECH_NONE);
    SAME(of("da C2", "no C2").second, "nb");
    SAME(of("nn C2", "nb C2").first, "nb");
}

static void a_language_of_both_goes_before_two(void) {
    struct speech s = of("da C2;en B2", "nb C2;en B2");
    SAME(s.first, "en");
    CHECK(s.level == SPEECH_B2);
    SAME(of("da C2;en B2", "sv C2;en B2").first, "en");
    SAME(of("da C2;en B1", "nb C2;en C2").first, "da"); /* B2 with the neighbour, B1 in English */
}

static void what_is_not_known_is_said(void) {
    CHECK(of("", "da C2").good == SPEECH_UNKNOWN);
    CHECK(of("da C2", "").good == SPEECH_UNKNOWN);
    CHECK(of("", "").good == SPEECH_UNKNOWN);
    CHECK(of("fr C2", "zh C2").good == SPEECH_NONE);
    CHECK(of("en A2", "en C2").good == SPEECH_INTERPRETER);
    CHECK(of("en", "en C2").good == SPEECH_TALK); /* no level stated: enough for a talk */
    CHECK(of("en C1", "en C2").good == SPEECH_FLUENT);
}

static void odd_lists_are_read(void) {
    SAME(of(" ; en C1 ;", "en B2").first, "en");
    CHECK(of(";;;", ";").good == SPEECH_UNKNOWN);
    CHECK(of("en X9", "en C2").level == SPEECH_B1);
}

static str said(struct work *w, enum tongue t, const char *a, const char *b) {
    struct speech s = of(a, b);
    w->tongue = t;
    return speech_text(w, &s);
}

static void it_is_said_in_words(struct work *w) {
    SAME(said(w, EN, "da C2;en C1;de B1", "de C2;en A2"),
            "In German it will work; take an interpreter for the contract.");
    SAME(said(w, EN, "en C1", "en C2"), "In English everything will work, the contract too.");
    SAME(said(w, EN, "en B2", "en C2"), "In English it will work well.");
    SAME(said(w, EN, "en A1", "en C2"), "Only a little English in common: take an interpreter.");
    SAME(said(w, EN, "da C2", "sv C2"),
            "Each speaks their own language, Danish and Swedish, slowly; take an interpreter for the"
            " contract.");
    SAME(said(w, EN, "da C2", "zh C2"), "No language in common: take an interpreter.");
    SAME(said(w, DE, "de B1", "de C2"),
            "Auf Deutsch wird es gehen; nehmen Sie für den Vertrag einen Dolmetscher mit.");
    SAME(said(w, ZH, "de B1", "de C2"), "用德语可以交流；谈合同时请带翻译。");
}

static void who_should_talk_to_whom(struct work *w) {
    struct speaker ours[] = {{1, STR("Anne"), STR("da C2;en B2"), STR("Direktør")},
            {2, STR("Bo"), STR("da C2;de C1"), STR("Værkfører")},
            {3, STR("Carl"), STR("da C2;de C1"), STR("Exportchef")}};
    struct speaker theirs[] = {{4, STR("Dora"), STR("de C2;en B1"), STR("Einkauf")},
            {5, STR("Emil"), STR("de C2"), STR("Werkstatt")}};
    struct speakers a = {ours, 3};
    struct speakers b = {theirs, 2};
    struct speech_pair found = speech_pair(w, &a, &b);
    CHECK(found.ours == &ours[2] && found.theirs == &theirs[0]); /* as well as Bo, and sells */
    SAME(found.speech.first, "de");
    a.count = 2;
    CHECK(speech_pair(w, &a, &b).ours == &ours[1]); /* the language before the role */
    a.count = 0;
    CHECK(!speech_pair(w, &a, &b).ours && !speech_pair(w, &b, &a).ours);
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    the_weaker_of_the_two_decides();
    the_sum_decides_between_equals();
    it_does_not_matter_who_is_asked_first();
    any_language_will_do();
    neighbours_follow_each_other();
    a_language_of_both_goes_before_two();
    what_is_not_known_is_said();
    odd_lists_are_read();
    it_is_said_in_words(&w);
    who_should_talk_to_whom(&w);
    arena_free(&mem);
    return test_failures != 0;
}
