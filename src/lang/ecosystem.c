#include "lang/ecosystem.h"

#include "base/buf.h"
#include "lang/fold.h"
#include "lang/say.h"
#include "lang/sector.h"

static const struct ecosystem ecosystems[ECOSYSTEMS] = {
        {"aerospace-defence", say_word("Aerospace and defence"), "30.3;25.3;51;52.23;84.22"},
        {"agri-food", say_word("Agri-food"), "01;03;10;11;12;46.2;46.3;47.2;56"},
        {"construction", say_word("Construction"), "41;42;43;16.2;23.3;23.5;23.6;71.1;81"},
        {"cultural-creative", say_word("Cultural and creative industries"),
                "18;58;59;60;73;74.1;74.2;90;91"},
        {"digital", say_word("Digital"), "26.2;61;62;63;58.2;95.1"},
        {"electronics", say_word("Electronics"), "26;27"},
        {"energy-intensive", say_word("Energy-intensive industries"),
                "05;06;07;08;09;17;19;20;22;23;24;38"},
        {"renewable-energy", say_word("Renewable energy"), "27.1;27.2;28.1;35;38.2"},
        {"health", say_word("Health"), "21;26.6;32.5;72.1;86;87"},
        {"mobility-automotive", say_word("Mobility, transport and automotive"),
                "29;30;49;50;52;53;95.3"},
        {"proximity-social", say_word("Proximity and social economy"), "85;87;88;94;95;96"},
        {"retail", say_word("Retail"), "46;47"},
        {"textiles", say_word("Textiles"), "13;14;15;96.1"},
        {"tourism", say_word("Tourism"), "49;50;51;55;56;79;90;91;93"},
};

const struct ecosystem *ecosystem_at(size_t index) {
    return &ecosystems[index];
}

static const struct ecosystem *find(str code) {
    for (size_t i = 0; i < ECOSYSTEMS; i++) {
        if (str_eq(str_of(ecosystems[i].code), code)) {
            return &ecosystems[i];
        }
    }
    return NULL;
}

bool ecosystem_known(str code) {
    return find(code) != NULL;
}

str ecosystem_name(struct work *w, str code) {
    const struct ecosystem *found = find(code);
    return found ? say_key(w, found->word) : code;
}

str ecosystem_of(struct arena *mem, str text) {
    str folded = fold_name(mem, text);
    for (size_t i = 0; i < ECOSYSTEMS; i++) {
        const struct ecosystem *e = &ecosystems[i];
        if (str_eq(fold_name(mem, str_of(e->code)), folded) || say_means(mem, e->word, folded)) {
            return str_of(e->code);
        }
    }
    return STR("");
}

static bool covers(const struct ecosystem *e, str sector) {
    str sectors = str_of(e->sectors);
    for (str one; str_cut(&sectors, ';', &one);) {
        if (sector_within(sector, one)) {
            return true;
        }
    }
    return false;
}

str ecosystems_of_sector(struct arena *mem, str sector) {
    struct buf list = {.mem = mem};
    for (size_t i = 0; i < ECOSYSTEMS; i++) {
        if (covers(&ecosystems[i], sector)) {
            buf_add(&list, list.len ? STR(";") : STR(""));
            buf_add(&list, str_of(ecosystems[i].code));
        }
    }
    return buf_str(&list);
}
