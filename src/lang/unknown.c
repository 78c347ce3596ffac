#include "lang/unknown.h"

#include "lang/normal.h"

#include <stdlib.h>

static uint64_t hash_of(str s) {
    uint64_t h = 0xCBF29CE484222325u; /* FNV-1a */
    for (size_t i = 0; i < s.len; i++) {
        h = (h ^ (unsigned char)s.at[i]) * 0x100000001B3u;
    }
    return h | 1;
}

static struct unknown_word *place(struct unknown_words *u, str word, uint64_t hash) {
    size_t at = hash & (u->room - 1);
    while (u->at[at].hash && !(u->at[at].hash == hash && str_eq(u->at[at].word, word))) {
        at = (at + 1) & (u->room - 1);
    }
    return &u->at[at];
}

static void grow(struct unknown_words *u) {
    struct unknown_words more = {.mem = u->mem, .room = u->room ? u->room * 2 : 1024};
    more.at = arena_new(u->mem, struct unknown_word, more.room);
    for (size_t i = 0; i < u->room; i++) {
        if (u->at[i].hash) {
            *place(&more, u->at[i].word, u->at[i].hash) = u->at[i];
        }
    }
    u->at = more.at;
    u->room = more.room;
}

static void count_one(struct unknown_words *u, str word) {
    if (u->count * 2 >= u->room) {
        grow(u);
    }
    uint64_t hash = hash_of(word);
    struct unknown_word *p = place(u, word, hash);
    if (!p->hash) {
        *p = (struct unknown_word){.word = arena_copy(u->mem, word), .hash = hash};
        u->count++;
    }
    p->times++;
}

void unknown_count(struct unknown_words *u, struct reader *r, str text, enum tongue t) {
    struct arena mem = {0};
    struct reading reading = reader_read(r, &mem, text, t);
    for (size_t i = 0; i < reading.unknown.count; i++) {
        struct gap g = reading.unknown.at[i];
        count_one(u, normal_of(&mem, (str){text.at + g.start, g.len}).text);
    }
    u->texts++;
    u->read += reading.met.count + reading.unknown.count;
    u->missed += reading.unknown.count;
    arena_free(&mem);
}

static int by_times(const void *left, const void *right) {
    const struct unknown_word *a = left;
    const struct unknown_word *b = right;
    if (a->times != b->times) {
        return a->times < b->times ? 1 : -1;
    }
    return str_order(a->word, b->word);
}

void unknown_sort(struct unknown_words *u) {
    size_t kept = 0;
    for (size_t i = 0; i < u->room; i++) {
        if (u->at[i].hash) {
            u->at[kept++] = u->at[i];
        }
    }
    if (kept) {
        qsort(u->at, kept, sizeof(*u->at), by_times);
    }
    u->room = kept; /* it is a list from here on */
}
