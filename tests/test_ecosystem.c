#include "lang/ecosystem.h"
#include "lang/sector.h"
#include "tests/test.h"

static struct arena mem;

static void ecosystems_have_names_in_seven_languages(void) {
    struct work w = {.mem = &mem, .tongue = EN};
    SAME(ecosystem_name(&w, STR("agri-food")), "Agri-food");
    w.tongue = DE;
    SAME(ecosystem_name(&w, STR("energy-intensive")), "Energieintensive Industrien");
    w.tongue = ZH;
    SAME(ecosystem_name(&w, STR("tourism")), "旅游业");
    SAME(ecosystem_name(&w, STR("unheard")), "unheard");
    CHECK(ecosystem_known(STR("retail")) && !ecosystem_known(STR("Retail")));
}

static void they_are_found_by_code_and_name(void) {
    SAME(ecosystem_of(&mem, STR("renewable-energy")), "renewable-energy");
    SAME(ecosystem_of(&mem, STR("Vedvarende energi")), "renewable-energy");
    SAME(ecosystem_of(&mem, STR("TEXTILES")), "textiles");
    SAME(ecosystem_of(&mem, STR("santé")), "health");
    SAME(ecosystem_of(&mem, STR("")), "");
}

static void a_sector_may_belong_to_several(void) {
    SAME(ecosystems_of_sector(&mem, STR("24.42")), "energy-intensive");
    SAME(ecosystems_of_sector(&mem, STR("26.20")), "digital;electronics");
    SAME(ecosystems_of_sector(&mem, STR("30.3")), "aerospace-defence;mobility-automotive");
    SAME(ecosystems_of_sector(&mem, STR("69")), "");
    SAME(ecosystems_of_sector(&mem, STR("C")), "");
}

static void every_sector_they_name_exists(void) {
    for (size_t i = 0; i < ECOSYSTEMS; i++) {
        str sectors = str_of(ecosystem_at(i)->sectors);
        for (str one; str_cut(&sectors, ';', &one);) {
            CHECK(sector_known(one));
        }
    }
}

int main(void) {
    ecosystems_have_names_in_seven_languages();
    they_are_found_by_code_and_name();
    a_sector_may_belong_to_several();
    every_sector_they_name_exists();
    arena_free(&mem);
    return test_failures != 0;
}
