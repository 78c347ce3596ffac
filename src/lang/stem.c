#include "lang/stem.h"

#include "lang/token.h"

#include <libstemmer.h>
#include <string.h>

enum { LETTERS_LEAST = 3 };

static const char *const names[TONGUE_COUNT] = {
        [EN] = "english",
        [DA] = "danish",
        [DE] = "german",
        [FR] = "french",
        [NB] = "norwegian",
        [SV] = "swedish",
};

struct stems stems_open(void) {
    struct stems s = {0};
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        s.of[t] = names[t] ? sb_stemmer_new(names[t], "UTF_8") : NULL;
    }
    return s;
}

void stems_close(struct stems *s) {
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        if (s->of[t]) {
            sb_stemmer_delete(s->of[t]);
        }
    }
    *s = (struct stems){0};
}

static str cut(struct sb_stemmer *stemmer, str word) {
    const sb_symbol *stem = sb_stemmer_stem(stemmer, (const sb_symbol *)word.at, (int)word.len);
    return stem ? (str){(const char *)stem, (size_t)sb_stemmer_length(stemmer)} : word;
}

str stem_of(const struct stems *s, enum tongue t, str word, struct stem *room) {
    if (!s->of[t] || word.len >= STEM_MOST) {
        return word;
    }
    str once = cut(s->of[t], word);
    if (once.len == 0 || once.len >= STEM_MOST) {
        return word;
    }
    memcpy(room->at, once.at, once.len);
    room->len = once.len;
    str first = {room->at, room->len};
    str twice = cut(s->of[t], first);
    if (twice.len < first.len && text_letters(twice) >= LETTERS_LEAST) {
        memcpy(room->at, twice.at, twice.len);
        room->len = twice.len;
    }
    return (str){room->at, room->len};
}
