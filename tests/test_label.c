#include "lang/label.h"
#include "tests/test.h"

static void labels_are_in_the_readers_words(struct arena *mem) {
    struct work w = {.mem = mem, .tongue = EN};
    SAME(label(&w, LABEL_KIND, STR("public")), "Public body");
    w.tongue = DA;
    SAME(label(&w, LABEL_KIND, STR("company")), "Virksomhed");
    w.tongue = DE;
    SAME(label(&w, LABEL_SIDE, STR("need")), "Bedarf");
    w.tongue = FR;
    SAME(label(&w, LABEL_STATUS, STR("draft")), "Brouillon");
    w.tongue = NB;
    SAME(label(&w, LABEL_STAGE, STR("market")), "På markedet");
    w.tongue = SV;
    SAME(label(&w, LABEL_PARTNERSHIP, STR("services")), "Tjänster");
    w.tongue = ZH;
    SAME(label(&w, LABEL_RIGHTS, STR("patent-applied")), "已申请专利");
    SAME(label(&w, LABEL_RIGHTS, STR("unheard")), "unheard");
    CHECK(label_knows(LABEL_SIZE, STR("500+")) && !label_knows(LABEL_SIZE, STR("5")));
}

static void imports_may_write_any_language(struct arena *mem) {
    SAME(label_of(mem, LABEL_SIZE, STR(" 10-49 ")), "10-49");
    SAME(label_of(mem, LABEL_KIND, STR("ENTREPRISE")), "company");
    SAME(label_of(mem, LABEL_KIND, STR("Företag")), "company");
    SAME(label_of(mem, LABEL_KIND, STR("foretag")), "company");
    SAME(label_of(mem, LABEL_SIDE, STR("供给")), "offer");
    SAME(label_of(mem, LABEL_SIDE, STR("Bedarf")), "need");
    SAME(label_of(mem, LABEL_YES_NO, STR("oui")), "yes");
    SAME(label_of(mem, LABEL_RIGHTS, STR("Patent ansøgt")), "patent-applied");
    SAME(label_of(mem, LABEL_RIGHTS, STR("patent applied")), "patent-applied");
    SAME(label_of(mem, LABEL_SIDE, STR("perhaps")), "");
    SAME(label_of(mem, LABEL_SIDE, STR("")), "");
}

static void every_value_finds_itself(struct arena *mem) {
    for (enum label_set set = 0; set < LABEL_COUNT; set++) {
        struct label_values all = label_values(set);
        for (size_t i = 0; i < all.count; i++) {
            str value = str_of(all.at[i].value);
            for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
                struct work w = {.mem = mem, .tongue = t};
                CHECK(str_eq(label_of(mem, set, label(&w, set, value)), value));
            }
        }
    }
}

int main(void) {
    struct arena mem = {0};
    labels_are_in_the_readers_words(&mem);
    imports_may_write_any_language(&mem);
    every_value_finds_itself(&mem);
    arena_free(&mem);
    return test_failures != 0;
}
