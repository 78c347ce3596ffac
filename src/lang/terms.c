#include "lang/terms.h"

#include "base/buf.h"
#include "lang/normal.h"
#include "lang/stop.h"
#include "lang/token.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_MOST = 240, PART_LEAST = 3 };

/* The first byte of a key says the language and the kind. */
struct term_key {
    str text;
    struct sense sense;
};

static char kind_byte(enum tongue t, enum term_kind kind) {
    return (char)(1 + (int)t * TERM_KINDS + (int)kind);
}

static void key_add(struct term_list *list, str text, struct sense sense) {
    if (text.len < 2 || text.len > KEY_MOST || memchr(text.at, 0, text.len)) {
        return;
    }
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 4096;
        struct term_key *more = arena_new(list->own, struct term_key, room);
        if (list->count) {
            memcpy(more, list->at, list->count * sizeof(*more));
        }
        list->at = more;
        list->room = room;
    }
    list->at[list->count++] = (struct term_key){text, sense};
}

static str key_text(struct arena *mem, char kind, str text) {
    char *key = arena_new(mem, char, text.len + 1);
    key[0] = kind;
    memcpy(key + 1, text.at, text.len);
    return (str){key, text.len + 1};
}

static str with_ending(struct arena *mem, str word, str ending) {
    char *longer = arena_new(mem, char, word.len + ending.len);
    memcpy(longer, word.at, word.len);
    memcpy(longer + word.len, ending.at, ending.len);
    return (str){longer, word.len + ending.len};
}

/* Danish, Norwegian and Swedish nouns in -el, -en and -er lose their e: kabel, kabler; and what
 * ends in a vowel simply grows: bro, broer. */
static str nordic_form(struct arena *mem, enum tongue t, str word) {
    str ending = t == SV ? STR("ar") : STR("er");
    char last = word.at[word.len - 1];
    if (t == SV && last == 'a' && word.len >= 4) {
        return with_ending(mem, word, STR("n")); /* lampa, lampan: its stemmer leaves that */
    }
    if (word.len < 5 && strchr("oy", last)) {
        return with_ending(mem, word, ending);
    }
    if (word.len < 5 || word.at[word.len - 2] != 'e' || !strchr("lnr", last)) {
        return (str){0};
    }
    size_t kept = word.len - 2;
    kept -= word.at[kept - 1] == word.at[kept - 2]; /* sykkel, sykler */
    char *shorter = arena_new(mem, char, kept + 1);
    memcpy(shorter, word.at, kept);
    shorter[kept] = last;
    return with_ending(mem, (str){shorter, kept + 1}, ending);
}

/* The plural of a noun that its stemmer does not lead back; empty where it does. */
static str other_form(struct arena *mem, enum tongue t, str word) {
    if (t == DA || t == NB || t == SV) {
        return word.len < 3 ? (str){0} : nordic_form(mem, t, word);
    }
    if (t != DE || word.len < 3) {
        return (str){0};
    }
    if (word.len <= 3) {
        return with_ending(mem, word, STR("e")); /* too short for the stemmer */
    }
    bool weak = word.at[word.len - 2] == 'e' && strchr("lr", word.at[word.len - 1]);
    return weak ? with_ending(mem, word, STR("n")) : (str){0}; /* Nadel, Nadeln */
}

static void add_stem(struct term_list *list, const struct stems *stems, enum tongue t, str word,
        struct sense sense) {
    struct stem room;
    str stem = stem_of(stems, t, word, &room);
    sense.form = word;
    key_add(list, key_text(list->mem, kind_byte(t, TERM_STEM), stem), sense);
}

static void add_one(
        struct term_list *list, const struct stems *stems, const struct term *term, str word) {
    struct sense sense = {.concept = term->concept, .scope = term->scope, .marks = term->marks};
    bool part_only = term->marks & MARK_PART;
    if (!part_only) {
        sense.marks |= MARK_WHOLE;
        sense.marks |= text_letters(word) >= PART_LEAST ? MARK_PART : 0;
    }
    if (term->marks & MARK_EXACT) {
        sense.marks &= ~(unsigned)MARK_PART;
        sense.exact = arena_copy(list->mem, term->text);
    }
    key_add(list, key_text(list->mem, kind_byte(term->tongue, TERM_FORM), word), sense);
    if (!(term->marks & MARK_EXACT)) {
        add_stem(list, stems, term->tongue, word, sense);
        str other = other_form(list->mem, term->tongue, word);
        if (other.len) {
            add_stem(list, stems, term->tongue, other, sense);
        }
    }
}

static bool is_stop(const struct term_list *list, enum tongue t, str word) {
    uint32_t state = trie_step(&list->stops, TRIE_ROOT, (unsigned char)kind_byte(t, TERM_STOP));
    uint32_t value = 0;
    state = state ? trie_walk(&list->stops, state, word) : 0;
    return state && trie_value(&list->stops, state, &value);
}

/* How many words a term has, how many of them carry matter, and the first of all. */
struct shape {
    size_t words;
    size_t matter;
    str first;
};

static struct shape shape_of(const struct term_list *list, enum tongue tongue, str text) {
    struct shape shape = {0};
    struct token t;
    for (size_t at = 0; token_next(text, at, &t); at = t.start + t.len) {
        str word = token_text(text, t);
        shape.first = shape.words++ ? shape.first : word;
        shape.matter += !is_stop(list, tongue, word);
    }
    return shape;
}

/* The stems of a term of several words in a row. Stop words stand among them only where all but
 * one are such: otherwise "made to measure" would be any measure. */
static str many_stems(
        struct term_list *list, const struct stems *stems, enum tongue tongue, str text) {
    bool all = shape_of(list, tongue, text).matter <= 1;
    struct buf key = {.mem = list->mem};
    char kind = kind_byte(tongue, TERM_MANY);
    buf_add(&key, (str){&kind, 1});
    struct token t;
    for (size_t at = 0; token_next(text, at, &t); at = t.start + t.len) {
        str word = token_text(text, t);
        struct stem room;
        if (all || !is_stop(list, tongue, word)) {
            buf_add(&key, key.len > 1 ? STR(" ") : STR(""));
            buf_add(&key, stem_of(stems, tongue, word, &room));
        }
    }
    return buf_str(&key);
}

static struct sense whole_sense(struct arena *mem, const struct term *term) {
    return (struct sense){.concept = term->concept,
            .scope = term->scope,
            .marks = term->marks | MARK_WHOLE,
            .exact = term->marks & MARK_EXACT ? arena_copy(mem, term->text) : (str){0}};
}

static void add_han(struct term_list *list, const struct term *term, str text) {
    key_add(list, key_text(list->mem, kind_byte(ZH, TERM_FORM), str_trim(text)),
            whole_sense(list->mem, term));
}

static void add_words(
        struct term_list *list, const struct stems *stems, const struct term *term, str text) {
    struct shape shape = shape_of(list, term->tongue, text);
    if (shape.words == 1) {
        add_one(list, stems, term, arena_copy(list->mem, shape.first));
    } else if (shape.words > 1) {
        key_add(list, many_stems(list, stems, term->tongue, text), whole_sense(list->mem, term));
    }
}

void terms_add(struct term_list *list, const struct stems *stems, const struct term *term) {
    struct arena scratch = {0};
    struct normal n = normal_of(&scratch, term->text);
    if (term->tongue == ZH) {
        add_han(list, term, n.text);
    } else {
        add_words(list, stems, term, n.text);
    }
    arena_free(&scratch);
}

static int by_text(const void *left, const void *right) {
    const struct term_key *a = left;
    const struct term_key *b = right;
    size_t least = a->text.len < b->text.len ? a->text.len : b->text.len;
    int order = memcmp(a->text.at, b->text.at, least);
    if (order == 0) {
        order = (a->text.len > b->text.len) - (a->text.len < b->text.len);
    }
    if (order == 0) {
        order = (a->sense.concept > b->sense.concept) - (a->sense.concept < b->sense.concept);
    }
    if (order == 0) {
        order = (a->sense.scope > b->sense.scope) - (a->sense.scope < b->sense.scope);
    }
    return order;
}

/* A key by its first bytes as one number, which tell most apart at once. */
struct headed {
    uint64_t head;
    const struct term_key *key;
};

static uint64_t head_of(str text) {
    unsigned char first[sizeof(uint64_t)] = {0};
    memcpy(first, text.at, text.len < sizeof(first) ? text.len : sizeof(first));
    uint64_t head = 0;
    for (size_t i = 0; i < sizeof(first); i++) {
        head = head << 8 | first[i];
    }
    return head;
}

static int by_head(const void *left, const void *right) {
    const struct headed *a = left;
    const struct headed *b = right;
    int order = (a->head > b->head) - (a->head < b->head);
    return order ? order : by_text(a->key, b->key);
}

void terms_sort(struct term_list *list) {
    struct arena scratch = {0};
    struct headed *order = arena_new(&scratch, struct headed, list->count + 1);
    struct term_key *sorted = arena_new(&scratch, struct term_key, list->count + 1);
    for (size_t i = 0; i < list->count; i++) {
        order[i] = (struct headed){head_of(list->at[i].text), &list->at[i]};
    }
    qsort(order, list->count, sizeof(*order), by_head);
    for (size_t i = 0; i < list->count; i++) {
        sorted[i] = *order[i].key;
    }
    if (list->count) {
        memcpy(list->at, sorted, list->count * sizeof(*sorted));
    }
    arena_free(&scratch);
}

struct term_list terms_begin(struct arena *mem, struct arena *own) {
    struct term_list list = {.mem = mem, .own = own};
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        str rest = stop_words(t);
        str word;
        while (str_cut(&rest, ' ', &word)) {
            key_add(&list, key_text(mem, kind_byte(t, TERM_STOP), word),
                    (struct sense){.marks = MARK_WHOLE});
        }
    }
    qsort(list.at, list.count, sizeof(*list.at), by_text);
    struct trie_key *keys = arena_new(mem, struct trie_key, list.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++) {
        if (count == 0 || !str_eq(keys[count - 1].text, list.at[i].text)) {
            keys[count++] = (struct trie_key){list.at[i].text, 0};
        }
    }
    bool sorted = trie_build(mem, keys, count, &list.stops);
    assert(sorted);
    return list;
}

/* Keys in order, with the same text side by side, become one list of meanings for each text. */
static size_t gather(struct arena *mem, const struct term_list *list, struct trie_key *keys,
        struct senses *lists) {
    size_t count = 0;
    struct sense *sense = arena_new(mem, struct sense, list->count + 1);
    for (size_t i = 0; i < list->count; i++) {
        const struct term_key *k = &list->at[i];
        bool again = i > 0 && str_eq(k->text, list->at[i - 1].text);
        if (again && sense[-1].concept == k->sense.concept && sense[-1].scope == k->sense.scope) {
            sense[-1].marks |= k->sense.marks;
            continue;
        }
        if (!again) {
            keys[count] = (struct trie_key){k->text, (uint32_t)count};
            lists[count++] = (struct senses){sense, 0};
        }
        *sense = k->sense;
        sense->exact = k->sense.exact.len ? arena_copy(mem, k->sense.exact) : (str){0};
        sense->form = k->sense.form.len ? arena_copy(mem, k->sense.form) : (str){0};
        sense++;
        lists[count - 1].count++;
    }
    return count;
}

void terms_build(struct arena *mem, const struct term_list *list, struct terms *out) {
    struct trie_key *keys = arena_new(list->mem, struct trie_key, list->count + 1);
    struct senses *lists = arena_new(mem, struct senses, list->count + 1);
    size_t count = gather(mem, list, keys, lists);
    *out = (struct terms){.lists = lists};
    bool sorted = trie_build(mem, keys, count, &out->trie);
    assert(sorted);
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        for (int kind = 0; kind < TERM_KINDS; kind++) {
            unsigned char first = (unsigned char)kind_byte(t, (enum term_kind)kind);
            out->root[t][kind] = trie_step(&out->trie, TRIE_ROOT, first);
        }
    }
}

struct term_list terms_more(struct arena *mem, struct arena *own, const struct term_list *list) {
    return (struct term_list){.mem = mem, .own = own, .stops = list->stops};
}

struct term_list terms_joined(
        struct arena *mem, const struct term_list *list, const struct term_list *more) {
    struct term_list all = {
            .mem = mem, .own = mem, .count = list->count + more->count, .stops = list->stops};
    all.at = arena_new(mem, struct term_key, all.count + 1);
    all.room = all.count + 1;
    for (size_t i = 0, k = 0, n = 0; n < all.count; n++) {
        bool other =
                k < more->count && (i == list->count || by_text(&more->at[k], &list->at[i]) < 0);
        all.at[n] = other ? more->at[k++] : list->at[i++];
    }
    return all;
}

struct senses terms_at(const struct terms *t, uint32_t state) {
    uint32_t list = 0;
    if (state == 0 || !trie_value(&t->trie, state, &list)) {
        return (struct senses){0};
    }
    return t->lists[list];
}

struct senses terms_find(const struct terms *t, enum tongue tongue, enum term_kind kind, str text) {
    return terms_at(t, trie_walk(&t->trie, t->root[tongue][kind], text));
}
