#include "match/words.h"

#include "base/buf.h"
#include "lang/normal.h"
#include "lang/stop.h"
#include "lang/token.h"

#include <string.h>

enum { TABLE_LEAST = 4096, PLACES_LEAST = 2 };

/* Lists of places double as they grow; what they leave behind is taken by the next one. */
struct words_left {
    struct words_left *next;
};

struct word_entry {
    const char *word; /* NULL: a free place of the table */
    uint32_t *at;
    uint32_t len, hash;
    uint32_t count, room;
};

static str word_in(const struct word_entry *e) {
    return (str){e->word, e->len};
}

struct words_index *words_index_open(void) {
    struct arena mem = {0};
    struct words_index *x = arena_new(&mem, struct words_index, 1);
    x->mem = mem;
    x->room = TABLE_LEAST;
    x->table = arena_new(&x->table_mem, struct word_entry, x->room);
    return x;
}

void words_index_close(struct words_index *x) {
    if (x) {
        struct arena mem = x->mem; /* it holds the index itself */
        arena_free(&x->table_mem);
        arena_free(&mem);
    }
}

static uint32_t hash_of(str word) {
    uint64_t h = 0xCBF29CE484222325u; /* FNV-1a */
    for (size_t i = 0; i < word.len; i++) {
        h = (h ^ (unsigned char)word.at[i]) * 0x100000001B3u;
    }
    return (uint32_t)(h ^ h >> 32);
}

static struct word_entry *entry_at(const struct words_index *x, str word, uint32_t hash) {
    size_t at = hash & (x->room - 1);
    while (x->table[at].word &&
            !(x->table[at].hash == hash && str_eq(word_in(&x->table[at]), word))) {
        at = (at + 1) & (x->room - 1);
    }
    return &x->table[at];
}

static void grow(struct words_index *x) {
    struct arena old_mem = x->table_mem;
    struct word_entry *old = x->table;
    size_t count = x->room;
    x->room *= 2;
    x->table_mem = (struct arena){0};
    x->table = arena_new(&x->table_mem, struct word_entry, x->room);
    for (size_t i = 0; i < count; i++) {
        if (old[i].word) {
            *entry_at(x, word_in(&old[i]), old[i].hash) = old[i];
        }
    }
    arena_free(&old_mem);
}

static size_t size_of(uint32_t room) {
    return (size_t)__builtin_ctz(room);
}

static uint32_t *take_room(struct words_index *x, uint32_t room) {
    struct words_left *left = x->left[size_of(room)];
    if (left) {
        x->left[size_of(room)] = left->next;
        return (uint32_t *)left;
    }
    return (uint32_t *)arena_alloc(&x->mem, sizeof(uint32_t), _Alignof(struct words_left), room);
}

static void leave_room(struct words_index *x, uint32_t *at, uint32_t room) {
    struct words_left *left = (void *)at; /* taken so, and aligned so */
    left->next = x->left[size_of(room)];
    x->left[size_of(room)] = left;
}

static void make_room(struct words_index *x, struct word_entry *e) {
    uint32_t room = e->room ? 2 * e->room : PLACES_LEAST;
    uint32_t *at = take_room(x, room);
    if (e->room) {
        memcpy(at, e->at, e->count * sizeof(*at));
        leave_room(x, e->at, e->room);
    }
    e->at = at;
    e->room = room;
}

static void add(struct words_index *x, str word, uint32_t place) {
    uint32_t hash = hash_of(word);
    struct word_entry *e = entry_at(x, word, hash);
    if (!e->word) {
        if (x->count * 2 >= x->room) {
            grow(x);
            e = entry_at(x, word, hash);
        }
        *e = (struct word_entry){
                .word = arena_z(&x->mem, word), .len = (uint32_t)word.len, .hash = hash};
        x->count++;
    }
    if (e->count == e->room) {
        make_room(x, e);
    }
    e->at[e->count++] = place;
}

/* " word " stands in " a list of words ". */
static bool lists(str list, str word) {
    for (size_t i = 0; i + word.len <= list.len; i++) {
        bool begins = i == 0 || list.at[i - 1] == ' ';
        bool ends = i + word.len == list.len || list.at[i + word.len] == ' ';
        if (begins && ends && memcmp(list.at + i, word.at, word.len) == 0) {
            return true;
        }
    }
    return false;
}

/* One side of the bar: each word once. */
static void add_word(struct buf *out, size_t from, str word) {
    str side = out->len ? str_skip(buf_str(out), from) : (str){0};
    if (word.len && !lists(side, word)) {
        buf_add(out, side.len ? STR(" ") : (str){0});
        buf_add(out, word);
    }
}

static size_t sign_end(str text, size_t at) {
    at++;
    while (at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80) {
        at++;
    }
    return at;
}

static void add_signs(struct buf *out, size_t from, str run) {
    size_t at = 0;
    size_t second = sign_end(run, at);
    if (second >= run.len) {
        add_word(out, from, run);
    }
    while (second < run.len) {
        size_t end = sign_end(run, second);
        add_word(out, from, (str){run.at + at, end - at});
        at = second;
        second = end;
    }
}

static void add_words(struct arena *mem, struct buf *out, str text, enum tongue t) {
    str normal = normal_of(mem, text).text;
    size_t from = out->len;
    size_t count = 0;
    struct token token;
    for (size_t at = 0; count < WORDS_OF_TEXT_MOST && token_next(normal, at, &token); count++) {
        str word = token_text(normal, token);
        at = token.start + token.len;
        if (token.kind == TOKEN_HAN) {
            add_signs(out, from, word);
        } else if (!lists(stop_words(t), word)) {
            add_word(out, from, word);
        }
    }
}

str words_text(struct arena *mem, str title, str body, enum tongue t) {
    struct buf out = {.mem = mem};
    add_words(mem, &out, title, t);
    buf_add(&out, STR("|"));
    add_words(mem, &out, body, t);
    return buf_str(&out);
}

uint32_t words_put(struct words_index *x, uint32_t listing, str words) {
    arena_room(&x->mem, uint32_t, x->listings, x->slot_count, x->slot_room);
    uint32_t slot = (uint32_t)x->slot_count++;
    x->listings[slot] = listing;
    str title = {0};
    str word;
    (void)str_cut(&words, '|', &title);
    while (title.len && str_cut(&title, ' ', &word)) {
        add(x, word, slot << 1 | 1);
    }
    while (words.len && str_cut(&words, ' ', &word)) {
        add(x, word, slot << 1);
    }
    return slot;
}

void words_take_out(struct words_index *x, uint32_t slot) {
    x->listings[slot] = WORDS_CLOSED;
    x->closed_count++;
}

struct word_places words_find(const struct words_index *x, str word) {
    if (word.len == 0) {
        return (struct word_places){0};
    }
    const struct word_entry *e = entry_at(x, word, hash_of(word));
    return (struct word_places){e->at, e->count};
}

void words_holding(const struct words_index *x, str part, void (*met)(void *who, uint32_t listing),
        void *who) {
    for (size_t i = 0; part.len && i < x->room; i++) {
        const struct word_entry *e = &x->table[i];
        if (e->len < part.len || !str_has(word_in(e), part)) {
            continue;
        }
        for (size_t k = 0; k < e->count; k++) {
            uint32_t listing = x->listings[word_slot(e->at[k])];
            if (listing != WORDS_CLOSED) {
                met(who, listing);
            }
        }
    }
}
