#include "lang/word.h"

#include "lang/token.h"

#include <string.h>

enum { MET_MOST = 8192, COMPOUND_LEAST = 6, INNER_LEAST = 8, NEAR_SLACK = 1 };

struct words words_open(struct arena *mem, const struct terms *terms) {
    return (struct words){terms, stems_open(), arena_new(mem, struct word, MET_MOST)};
}

void words_close(struct words *w) {
    stems_close(&w->stems);
}

static uint64_t hash_of(enum tongue t, str text) {
    uint64_t hash = 14695981039346656037U ^ (uint64_t)t;
    for (size_t i = 0; i < text.len; i++) {
        hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211U;
    }
    return hash | 1;
}

static bool stands_alone(struct senses senses) {
    for (size_t i = 0; i < senses.count; i++) {
        if (senses.at[i].marks & MARK_WHOLE) {
            return true;
        }
    }
    return false;
}

static size_t distance(str a, str b) {
    size_t same = 0;
    while (same < a.len && same < b.len && a.at[same] == b.at[same]) {
        same++;
    }
    return a.len + b.len - 2 * same;
}

/* One stem may come from words far apart: customer, custom, customs. Only the nearest count. */
static void keep_nearest(struct word *word, struct senses found) {
    str text = {word->text, word->len};
    size_t nearest = SIZE_MAX;
    for (size_t i = 0; i < found.count; i++) {
        size_t away = distance(text, found.at[i].form);
        nearest = away < nearest ? away : nearest;
    }
    word->whole = (struct senses){word->near, 0};
    for (size_t i = 0; i < found.count && word->whole.count < NEAR_MOST; i++) {
        if (distance(text, found.at[i].form) <= nearest + NEAR_SLACK) {
            word->near[word->whole.count++] = found.at[i];
        }
    }
}

static void look_up(struct words *w, struct word *word) {
    str text = {word->text, word->len};
    struct stem room;
    str stem = stem_of(&w->stems, word->tongue, text, &room);
    memcpy(word->stem, stem.at, stem.len);
    word->stem_len = (uint8_t)stem.len;
    word->stop = terms_find(w->terms, word->tongue, TERM_STOP, text).count > 0;
    word->parts = (struct parts){.count = 0};
    word->whole = terms_find(w->terms, word->tongue, TERM_FORM, text);
    word->stemmed = !stands_alone(word->whole) && !word->stop;
    if (word->stemmed) {
        keep_nearest(word, terms_find(w->terms, word->tongue, TERM_STEM, stem));
    }
    if (!stands_alone(word->whole)) {
        word->whole = (struct senses){0};
    }
    bool known = word->whole.count > 0;
    if (!word->stop && text_letters(text) >= (known ? INNER_LEAST : COMPOUND_LEAST)) {
        word->parts = compound_split(w->terms, &w->stems, word->tongue, text, known);
    }
    if (known && word->parts.known < word->parts.count) {
        word->parts = (struct parts){.count = 0};
    }
}

const struct word *word_of(struct words *w, enum tongue t, str text) {
    static const struct word endless = {.stop = false};
    if (text.len >= WORD_MOST) {
        return &endless;
    }
    uint64_t hash = hash_of(t, text);
    struct word *word = &w->met[(hash >> 20) % MET_MOST];
    bool known =
            word->hash == hash && word->tongue == t && str_eq((str){word->text, word->len}, text);
    if (!known) {
        word->hash = hash;
        word->tongue = t;
        word->len = (uint8_t)text.len;
        memcpy(word->text, text.at, text.len);
        look_up(w, word);
    }
    return word;
}
