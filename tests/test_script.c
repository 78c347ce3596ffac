#include "lang/plain.h"
#include "lang/script.h"
#include "tests/test.h"

/* As names of companies, clusters and people are written where they come from. */
static const char *const honest[] = {
        "Gränges AB",
        "Støberiet på Åen A/S",
        "Škoda Díly s.r.o.",
        "Łódzkie Zakłady Odlewnicze",
        "Société Générale d'Émaillage",
        "Müller & Söhne GmbH & Co. KG",
        "Þór hf.",
        "Ďalšia Výroba",
        "Großgießerei Weiß",
        "L'Œuvre du Métal",
        "Công ty Nhôm Sông Hồng",
        "İstanbul Döküm A.Ş.",
        "铝业集团有限公司",
        "中铝国际 Chinalco",
        "3M中国",
        "A股ETF",
        "上海Müller机械",
        "KUKA机器人（中国）",
        "東京アルミ工業",
        "東京ABCアルミ",
        "삼성SDI",
        "현대자동차",
        "Завод Прогресс",
        "ЗАО «Алюминий-2»",
        "Αλουμίνιο της Ελλάδος",
        "ООО Bosch Россия",
        "Gazprom Газпром",
        "β-Metall GmbH",
        "Alpha & Ω Group",
        "µTec",
        "10 µm Filter",
        "CO₂ Neutral",
        "x² Systems",
        "№ 1 Аутсорсинг",
        "شركة الألمنيوم",
        "אלומיניום ישראל",
        "เหล็กไทย",
        "हिंडाल्को",
        "საქართველო",
        "Հայկական",
        "O’Brien – Smith",
        "J. P. Sørensen-Ørsted",
        "Nguyễn Thị Hương",
        "Zażółć gęślą jaźń",
        "4×4",
        "Café № 5",
        "ＡＢＣ株式会社",
        "Foxconn 富士康",
        "Siemens AG 🏭",
};

/* A letter of another script in the middle of a word. */
static const char *const tricks[] = {
        "Sіemens AG",     /* Cyrillic і */
        "Вosch GmbH",     /* Cyrillic В */
        "Volkswаgen",     /* Cyrillic а */
        "Grängeѕ AB",     /* Cyrillic ѕ */
        "Αluminium A/S",  /* Greek Α */
        "Nοrsk Hydro",    /* Greek ο */
        "Газпpом",        /* Latin p in a Cyrillic word */
        "Hydro АLU 中铝", /* Cyrillic А before Latin */
        "Ѕtøberiet",      /* Cyrillic Ѕ */
        "Tesla Ꭲeam",     /* Cherokee */
};

static void honest_names_are_not_warned_of(void) {
    for (size_t i = 0; i < sizeof(honest) / sizeof(honest[0]); i++) {
        if (script_mixed(str_of(honest[i])) || !plain_is(str_of(honest[i]))) {
            printf("%s\n", honest[i]);
            test_failures++;
        }
    }
}

static void tricks_are(void) {
    for (size_t i = 0; i < sizeof(tricks) / sizeof(tricks[0]); i++) {
        if (!script_mixed(str_of(tricks[i]))) {
            printf("%s\n", tricks[i]);
            test_failures++;
        }
    }
}

static void hosts_are_looked_at_by_their_parts(void) {
    static const char *const fine[] = {"https://example.org", "https://www.støberiet.example/om-os",
            "https://müller.example:8443/a?b=c", "https://铝业.example",
            "https://xn--mller-kva.example", "https://русал.example", "https://αλουμίνιο.example",
            "info@example.org", "kontakt@støberiet.example", "", "https://", "nothing",
            "https://example.org/Αbc", "https://пример.example"};
    static const char *const odd[] = {"https://www.gränges-аlu.example", "https://аррӏе.example",
            "https://xn--80ak6aa92e.example", /* the same in Punycode */
            "info@exаmple.example", "https://user@αlu.example:80/", "http://ѕіеmens.example"};
    for (size_t i = 0; i < sizeof(fine) / sizeof(fine[0]); i++) {
        if (script_mixed_host(str_of(fine[i]))) {
            printf("%s\n", fine[i]);
            test_failures++;
        }
    }
    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
        if (!script_mixed_host(str_of(odd[i]))) {
            printf("%s\n", odd[i]);
            test_failures++;
        }
    }
}

static void what_is_not_seen_is_refused(void) {
    CHECK(plain_is(STR("two\nlines\tand a tab")));
    CHECK(plain_is_line(STR("one")) && !plain_is_line(STR("two\nlines")));
    CHECK(plain_is(STR("مرحبا \xE2\x80\x8F and a mark of direction, which turns nothing")));
    CHECK(!plain_is(STR("a\x01")) && !plain_is(STR("a\x7F")));
    CHECK(!plain_is(STR("a\xC2\x85"))); /* next line, of the controls beyond ASCII */
    static const char overrides[] = {'a', '\xE2', '\x80', '\xAE', 'b'};
    static const char isolates[] = {'a', '\xE2', '\x81', '\xA6', 'b'};
    CHECK(!plain_is((str){overrides, sizeof(overrides)}));
    CHECK(!plain_is((str){isolates, sizeof(isolates)}));
    CHECK(!plain_is(STR("a\xF3\xA0\x81\xA1"))); /* a tag */
}

static void names_that_look_the_same_are_stored_the_same(struct arena *mem) {
    SAME(plain_composed(mem, STR("Gra\xCC\x88nges")), "Gränges");
    SAME(plain_composed(mem, STR("A\xCC\x8Alborg")), "Ålborg");
    SAME(plain_composed(mem, STR("铝业 Söhne")), "铝业 Söhne");
    SAME(plain_composed(mem, STR("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB")), "한");
    SAME(plain_composed(mem, STR("")), "");
    SAME(plain_name(mem, STR("\xEF\xBB\xBFGr\xC2\xAD\xC3\xA4nges\xE2\x80\x8B AB")), "Gränges AB");
    SAME(plain_name(mem, STR("Å")), "Å");
}

int main(void) {
    struct arena mem = {0};
    honest_names_are_not_warned_of();
    tricks_are();
    hosts_are_looked_at_by_their_parts();
    what_is_not_seen_is_refused();
    names_that_look_the_same_are_stored_the_same(&mem);
    arena_free(&mem);
    return test_failures != 0;
}
