#include "lang/codes.h"
#include "lang/sector.h"
#include "tests/test.h"

static struct arena mem;

static void countries_have_names_in_seven_languages(void) {
    SAME(country_name(EN, STR("DE")), "Germany");
    SAME(country_name(DA, STR("DE")), "Tyskland");
    SAME(country_name(DE, STR("CN")), "China");
    SAME(country_name(FR, STR("DE")), "Allemagne");
    SAME(country_name(NB, STR("FR")), "Frankrike");
    SAME(country_name(SV, STR("US")), "USA");
    SAME(country_name(ZH, STR("DK")), "丹麦");
    SAME(country_name(EN, STR("ZZ")), "ZZ");
    CHECK(country_known(STR("NO")) && !country_known(STR("no")) && !country_known(STR("")));
}

static void people_name_countries_in_many_ways(void) {
    static const char *const written[][2] = {{"DK", "DK"}, {"dk", "DK"}, {"DNK", "DK"},
            {"Tyskland", "DE"}, {"ALLEMAGNE", "DE"}, {"Deutschland", "DE"}, {"德国", "DE"},
            {"UK", "GB"}, {"U.K.", "GB"}, {"Great Britain", "GB"}, {"Storbritannien", "GB"},
            {"USA", "US"}, {"Vereinigte Staaten", "US"}, {"États-Unis", "US"}, {"etats unis", "US"},
            {"中国", "CN"}, {"P.R. China", "CN"}, {"Kina", "CN"}, {"中华人民共和国", "CN"},
            {"Holland", "NL"}, {"The Netherlands", "NL"}, {"Nederland", "NL"}, {"Österreich", "AT"},
            {"Osterreich", "AT"}, {"Østrig", "AT"}, {"Sverige", "SE"}, {"Norge", "NO"},
            {"Norwegen", "NO"}, {"Suomi", "FI"}, {"España", "ES"}, {"Italia", "IT"},
            {"Polska", "PL"}, {"Czech Republic", "CZ"}, {"Korea, Republic of", "KR"},
            {"South Korea", "KR"}, {"Türkiye", "TR"}, {"Turkey", "TR"}, {"日本", "JP"},
            {"Côte d’Ivoire", "CI"}, {"Kosovo", "XK"}, {"Atlantis", ""}, {"", ""}};
    for (size_t i = 0; i < sizeof(written) / sizeof(written[0]); i++) {
        str found = country_of(&mem, str_of(written[i][0]));
        if (!str_eq(found, str_of(written[i][1]))) {
            printf("%s: %.*s\n", written[i][0], (int)found.len, found.at);
            test_failures++;
        }
    }
}

static void every_name_of_a_country_leads_back(void) {
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        struct work w = {.mem = &mem, .tongue = t};
        struct code_names all = country_list(&w);
        CHECK(all.count == 250);
        for (size_t i = 0; i < all.count; i++) {
            str found = country_of(&mem, all.at[i].name);
            if (!str_eq(found, all.at[i].code)) {
                printf("%s: %s is %.*s\n", tongue_code(t).at, all.at[i].name.at, (int)found.len,
                        found.at);
                test_failures++;
            }
        }
    }
}

static bool comes_before(struct code_names list, str first, str second) {
    size_t at[2] = {0};
    for (size_t i = 0; i < list.count; i++) {
        at[0] = str_eq(list.at[i].code, first) ? i : at[0];
        at[1] = str_eq(list.at[i].code, second) ? i : at[1];
    }
    return at[0] < at[1];
}

static void lists_stand_in_the_readers_order(void) {
    struct work w = {.mem = &mem, .tongue = DA};
    CHECK(comes_before(country_list(&w), STR("ZW"), STR("AT"))); /* Zimbabwe, Østrig */
    w.tongue = DE;
    CHECK(comes_before(country_list(&w), STR("AT"), STR("PL"))); /* Österreich, Polen */
    w.tongue = SV;
    CHECK(comes_before(country_list(&w), STR("ZW"), STR("AT"))); /* Zimbabwe, Österrike */
    w.tongue = ZH;
    CHECK(comes_before(country_list(&w), STR("DK"), STR("CN"))); /* dan, zhong */
}

static void regions_have_names_and_places(void) {
    SAME(region_name(EN, STR("DE-BY")), "Bavaria");
    SAME(region_name(FR, STR("DE-BY")), "Bavière");
    SAME(region_name(DA, STR("DK-83")), "Syddanmark");
    SAME(region_name(ZH, STR("CN-JS")), "江苏省");
    SAME(region_name(EN, STR("CN-JS")), "Jiangsu");
    SAME(region_name(NB, STR("NO-46")), "Vestland");
    SAME(region_name(SV, STR("SE-M")), "Skåne");
    SAME(region_name(EN, STR("XX-1")), "XX-1");
    SAME(region_within(STR("FR-31")), "FR-OCC");
    SAME(region_within(STR("FR-OCC")), "FR");
    SAME(region_within(STR("GB-BIR")), "GB-ENG");
    SAME(region_within(STR("XX-1")), "");
    CHECK(region_known(STR("NO-31")) && !region_known(STR("NO-30")));
}

static void people_name_regions_in_many_ways(void) {
    SAME(region_of(&mem, STR("DE"), STR("Bavaria")), "DE-BY");
    SAME(region_of(&mem, STR("DE"), STR("Freistaat Bayern")), "DE-BY");
    SAME(region_of(&mem, STR("DE"), STR("巴伐利亚州")), "DE-BY");
    SAME(region_of(&mem, STR("DK"), STR("Region Syddanmark")), "DK-83");
    SAME(region_of(&mem, STR("DK"), STR("DK-83")), "DK-83");
    SAME(region_of(&mem, STR("SE"), STR("Skane lan")), "SE-M");
    SAME(region_of(&mem, STR("SE"), STR("Skåne län")), "SE-M");
    SAME(region_of(&mem, STR("CN"), STR("江苏省")), "CN-JS");
    SAME(region_of(&mem, STR("CN"), STR("Jiangsu Province")), "CN-JS");
    SAME(region_of(&mem, STR("FR"), STR("Occitanie")), "FR-OCC");
    SAME(region_of(&mem, STR("FR"), STR("haute garonne")), "FR-31");
    SAME(region_of(&mem, STR("DK"), STR("Bayern")), "");
    SAME(region_of(&mem, STR(""), STR("Bayern")), "");
}

static void regions_are_listed_level_by_level(void) {
    struct work w = {.mem = &mem, .tongue = DA};
    struct code_names danish = region_list(&w, STR("DK"));
    CHECK(danish.count == 5);
    SAME(danish.at[0].name, "Hovedstaden");
    CHECK(region_list(&w, STR("DE")).count == 16);
    CHECK(region_list(&w, STR("NO")).count == 17);
    CHECK(region_list(&w, STR("FR-OCC")).count == 13);
    CHECK(region_list(&w, STR("GB")).count == 4);
    CHECK(region_list(&w, STR("XX")).count == 0 && region_list(&w, STR("")).count == 0);
}

static void languages_and_currencies_have_names(void) {
    SAME(language_name(DA, STR("de")), "tysk");
    SAME(language_name(ZH, STR("sv")), "瑞典语");
    SAME(language_of(&mem, STR("Deutsch")), "de");
    SAME(language_of(&mem, STR("Norwegian")), "nb");
    SAME(language_of(&mem, STR("norsk")), "nb");
    SAME(language_of(&mem, STR("Mandarin")), "zh");
    SAME(language_of(&mem, STR("中文")), "zh");
    SAME(language_of(&mem, STR("DANSK")), "da");
    SAME(currency_name(DA, STR("EUR")), "euro");
    SAME(currency_of(&mem, STR("RMB")), "CNY");
    SAME(currency_of(&mem, STR("€")), "EUR");
    SAME(currency_of(&mem, STR("Danske kroner")), "DKK");
    CHECK(currency_known(STR("NOK")) && !currency_known(STR("XTS")));
}

static void sectors_have_names_in_seven_languages(void) {
    SAME(sector_name(EN, STR("24.42")), "Aluminium production");
    SAME(sector_name(NB, STR("24")), "Produksjon av metaller");
    SAME(sector_name(ZH, STR("24")), "金属冶炼");
    SAME(sector_name(DE, STR("C")), "Verarbeitendes Gewerbe");
    SAME(sector_name(FR, STR("C")), "Industrie manufacturière");
    SAME(sector_name(SV, STR("72")), "Vetenskaplig forskning och utveckling");
    CHECK(str_eq(sector_name(NB, STR("24.42")), sector_name(DA, STR("24.42"))));
    CHECK(str_eq(sector_name(ZH, STR("24.42")), sector_name(EN, STR("24.42"))));
    SAME(sector_name(EN, STR("00")), "00");
}

static void sectors_lie_within_sectors(void) {
    struct work w = {.mem = &mem, .tongue = EN};
    SAME(sector_parent(STR("24.42")), "24.4");
    SAME(sector_parent(STR("24.4")), "24");
    SAME(sector_parent(STR("24")), "C");
    SAME(sector_parent(STR("C")), "");
    CHECK(sector_within(STR("24.42"), STR("C")) && !sector_within(STR("24.42"), STR("25")));
    CHECK(sector_list(&w, SECTOR_SECTION, STR("")).count == 22);
    CHECK(sector_list(&w, SECTOR_DIVISION, STR("")).count == 87);
    CHECK(sector_list(&w, SECTOR_GROUP, STR("24")).count == 5);
    CHECK(sector_list(&w, SECTOR_CLASS, STR("24.4")).count == 6);
}

static void sectors_are_found_by_code_and_name(void) {
    SAME(sector_of(&mem, STR("24.42")), "24.42");
    SAME(sector_of(&mem, STR("C24.42")), "24.42");
    SAME(sector_of(&mem, STR(" 2442 ")), "24.42");
    SAME(sector_of(&mem, STR("c24")), "24");
    SAME(sector_of(&mem, STR("244")), "24.4");
    SAME(sector_of(&mem, STR("C")), "C");
    SAME(sector_of(&mem, STR("01")), "01");
    SAME(sector_of(&mem, STR("A24")), "");
    SAME(sector_of(&mem, STR("24.429")), "");
    SAME(sector_of(&mem, STR("99.99")), "");
    SAME(sector_of(&mem, STR("Maschinenbau a. n. g.")), "28");
    SAME(sector_of(&mem, STR("industrie automobile")), "29");
    SAME(sector_of(&mem, STR("金属冶炼")), "24");
    SAME(sector_of(&mem, STR("Produksjon av metaller")), "24");
    SAME(sector_of(&mem, STR("Fremstilling af drikkevarer")), "11");
    SAME(sector_of(&mem, STR("")), "");
}

int main(void) {
    countries_have_names_in_seven_languages();
    people_name_countries_in_many_ways();
    every_name_of_a_country_leads_back();
    lists_stand_in_the_readers_order();
    regions_have_names_and_places();
    people_name_regions_in_many_ways();
    regions_are_listed_level_by_level();
    languages_and_currencies_have_names();
    sectors_have_names_in_seven_languages();
    sectors_lie_within_sectors();
    sectors_are_found_by_code_and_name();
    arena_free(&mem);
    return test_failures != 0;
}
