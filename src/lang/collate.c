#include "lang/collate.h"

#include <unicode/ucol.h>
#include <unicode/uiter.h>

static const char *const places[COLLATION_COUNT] = {"root", "da", "sv", "zh@collation=pinyin"};

enum collation collate_of(enum tongue t) {
    static const enum collation by[TONGUE_COUNT] = {
            [DA] = COLLATE_DA, [NB] = COLLATE_DA, [SV] = COLLATE_SV, [ZH] = COLLATE_ZH};
    return by[t];
}

bool collate_open(struct collators *c) {
    bool whole = true;
    for (enum collation by = COLLATE_ROOT; by < COLLATION_COUNT; by++) {
        UErrorCode code = U_ZERO_ERROR;
        c->order[by] = ucol_open(places[by], &code);
        whole = whole && U_SUCCESS(code);
    }
    return whole;
}

void collate_close(struct collators *c) {
    for (enum collation by = COLLATE_ROOT; by < COLLATION_COUNT; by++) {
        ucol_close(c->order[by]);
        c->order[by] = NULL;
    }
}

int collate_compare(const struct collators *c, enum collation by, str a, str b) {
    UErrorCode code = U_ZERO_ERROR;
    return (int)ucol_strcollUTF8(c->order[by], a.at, (int32_t)a.len, b.at, (int32_t)b.len, &code);
}

size_t collate_key(
        const struct collators *c, enum collation by, str text, unsigned char *key, size_t room) {
    UCharIterator letters;
    uint32_t state[2] = {0};
    UErrorCode code = U_ZERO_ERROR;
    uiter_setUTF8(&letters, text.at, (int32_t)text.len);
    int32_t len = ucol_nextSortKeyPart(c->order[by], &letters, state, key, (int32_t)room, &code);
    return U_SUCCESS(code) ? (size_t)len : 0;
}
