#include "trust/speaks.h"

#include <string.h>

/* Both ways of writing Norwegian are one when it is spoken. */
static str spoken(str code) {
    bool norwegian = str_eq(code, STR("no")) || str_eq(code, STR("nn"));
    return norwegian ? STR("nb") : code;
}

static uint64_t bit_of(struct speaks *s, str code) {
    if (code.len != 2) {
        return 0;
    }
    size_t i = 0;
    while (i < s->count && memcmp(s->codes[i], code.at, 2) != 0) {
        i++;
    }
    if (i == SPEAKS_MOST) {
        return 0;
    }
    if (i == s->count) {
        memcpy(s->codes[s->count++], code.at, 2);
    }
    return (uint64_t)1 << i;
}

/* Who speaks Danish, Norwegian or Swedish fluently follows the neighbours'. */
static uint64_t neighbours(str code, str level) {
    bool one = str_eq(code, STR("da")) || str_eq(code, STR("nb")) || str_eq(code, STR("sv"));
    bool fluent = str_eq(level, STR("C1")) || str_eq(level, STR("C2"));
    return one && fluent ? (uint64_t)1 << SPEAKS_MOST : 0;
}

uint64_t speaks_of(struct speaks *s, str languages) {
    uint64_t all = 0;
    str one;
    while (str_cut(&languages, ';', &one)) {
        str level = str_trim(one);
        str code;
        if (str_cut(&level, ' ', &code)) {
            level = str_trim(level);
            code = spoken(code);
            all |= str_starts(level, STR("A")) ? 0 : bit_of(s, code) | neighbours(code, level);
        }
    }
    return all;
}
