/* Every sentence of the program stands in all six catalogues, with the same gaps for values and
 * the same blanks at its ends; the words of the tables as well. */
#include "lang/ecosystem.h"
#include "lang/label.h"
#include "lang/say.h"
#include "tests/test.h"

#include <string.h>

extern const struct say_use __start_sayings[] __attribute__((weak));
extern const struct say_use __stop_sayings[] __attribute__((weak));

/* The values a text takes, as a set of bits; the first is 1. */
static unsigned gaps(const char *text) {
    unsigned found = 0;
    unsigned next = 0;
    for (; (text = strchr(text, '{')); text++) {
        if (text[1] == '}') {
            found |= 1U << next++;
        } else if (text[1] >= '1' && text[1] <= '9' && text[2] == '}') {
            next = (unsigned)(text[1] - '0');
            found |= 1U << (next - 1);
        }
    }
    return found;
}

static bool is_blank_at(const char *text, bool last) {
    size_t len = strlen(text);
    return len && text[last ? len - 1 : 0] == ' ';
}

static bool suits(enum tongue t, const char *key, const char *said) {
    bool fine = is_blank_at(key, false) == is_blank_at(said, false) &&
                is_blank_at(key, true) == is_blank_at(said, true);
    if (!fine) {
        printf("%s: blanks differ: '%s' '%s'\n", tongue_code(t).at, key, said);
    }
    return fine;
}

static bool is_fine(enum tongue t, const struct say_use *use) {
    const char *one = say_lookup(t, use->text);
    const char *many = use->many ? say_lookup_many(t, use->text) : NULL;
    if (!one || (use->many && !many)) {
        printf("%s lacks: %s\n", tongue_code(t).at, use->text);
        return false;
    }
    /* One may be written as a word: only what else it takes must be the same. */
    bool same =
            use->many ? gaps(many) == gaps(use->many) && (gaps(one) | 1U) == (gaps(use->text) | 1U)
                      : gaps(one) == gaps(use->text);
    if (!same) {
        printf("%s: other gaps: '%s' '%s'\n", tongue_code(t).at, use->text, one);
    }
    return same && suits(t, use->text, one) && (!many || suits(t, use->many, many));
}

static size_t flaws_in(enum tongue t) {
    size_t flaws = 0;
    for (const struct say_use *use = __start_sayings; use < __stop_sayings; use++) {
        flaws += !is_fine(t, use);
    }
    for (enum label_set set = 0; set < LABEL_COUNT; set++) {
        struct label_values all = label_values(set);
        for (size_t i = 0; i < all.count; i++) {
            flaws += !is_fine(t, &(struct say_use){all.at[i].word, NULL});
        }
    }
    for (size_t i = 0; i < ECOSYSTEMS; i++) {
        flaws += !is_fine(t, &(struct say_use){ecosystem_at(i)->word, NULL});
    }
    return flaws;
}

int main(void) {
    for (enum tongue t = DA; t < TONGUE_COUNT; t++) {
        CHECK(flaws_in(t) == 0);
    }
    printf("%td sentences\n", __stop_sayings - __start_sayings);
    return test_failures != 0;
}
