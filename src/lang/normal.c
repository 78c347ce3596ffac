#include "lang/normal.h"

#include <string.h>
#include <utf8proc.h>

enum { LETTER_MOST = 32, FOLDED_MOST = 256, APOSTROPHE = 0x2019 };

struct writing {
    struct arena *mem;
    char *at;
    uint32_t *from;
    size_t len;
    size_t room;
};

static void make_room(struct writing *w, size_t more) {
    if (w->room - w->len > more) {
        return;
    }
    size_t room = w->room * 2 + more + 64;
    char *at = arena_new(w->mem, char, room);
    uint32_t *from = arena_new(w->mem, uint32_t, room);
    if (w->len) {
        memcpy(at, w->at, w->len);
        memcpy(from, w->from, w->len * sizeof(*from));
    }
    w->at = at;
    w->from = from;
    w->room = room;
}

/* The caller made room. */
static void put(struct writing *w, unsigned char byte, size_t from) {
    w->at[w->len] = (char)byte;
    w->from[w->len++] = (uint32_t)from;
}

/* Whether a text going on with this byte surely goes on with a letter of its own, not with a
 * mark that belongs to the letter before: below U+0300, or Han. */
static bool starts_letter(unsigned char lead) {
    return lead < 0xCC || (lead >= 0xE4 && lead <= 0xE9);
}

static bool is_mark(utf8proc_int32_t c) {
    return utf8proc_get_property(c)->combining_class != 0;
}

/* How many bytes one letter with all its marks takes; 0 where the bytes are not UTF-8. */
static size_t letter_bytes(const unsigned char *at, size_t left) {
    utf8proc_int32_t c = 0;
    utf8proc_ssize_t step = utf8proc_iterate(at, (utf8proc_ssize_t)left, &c);
    if (step <= 0) {
        return 0;
    }
    size_t len = (size_t)step;
    for (int marks = 1; marks < LETTER_MOST && len < left; marks++) {
        step = utf8proc_iterate(at + len, (utf8proc_ssize_t)(left - len), &c);
        if (step <= 0 || !is_mark(c)) {
            break;
        }
        len += (size_t)step;
    }
    return len;
}

/* Any letter at all, the slow way. Returns the bytes it took. */
static size_t fold_any(struct writing *w, const unsigned char *at, size_t left, size_t from) {
    utf8proc_int32_t folded[FOLDED_MOST];
    const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    size_t len = letter_bytes(at, left);
    utf8proc_ssize_t count =
            len ? utf8proc_decompose(at, (utf8proc_ssize_t)len, folded, FOLDED_MOST, how) : -1;
    make_room(w, sizeof(folded)); /* four bytes a letter at most */
    if (count < 0 || count > FOLDED_MOST) {
        put(w, ' ', from);
        return len ? len : 1;
    }
    count = utf8proc_normalize_utf32(folded, count, how);
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        unsigned char bytes[4];
        utf8proc_int32_t c = folded[i] == APOSTROPHE ? '\'' : folded[i];
        utf8proc_ssize_t size = utf8proc_encode_char(c, bytes);
        for (utf8proc_ssize_t k = 0; k < size; k++) {
            put(w, bytes[k], from);
        }
    }
    return len;
}

/* Letters of Western Europe in two bytes: C3 80 to C3 BF. */
static void fold_latin(struct writing *w, unsigned char second, size_t from) {
    if (second == 0x9F) { /* sharp s */
        put(w, 's', from);
        put(w, 's', from);
        return;
    }
    bool upper = second <= 0x9E && second != 0x97;
    put(w, 0xC3, from);
    put(w, upper ? (unsigned char)(second + 0x20) : second, from);
}

/* The letters nearly all texts are made of. Returns the bytes taken, 0 if it is not one. */
static size_t fold_usual(struct writing *w, const unsigned char *at, size_t left, size_t from) {
    unsigned char c = at[0];
    if (c < 0x80) {
        if (left > 1 && !starts_letter(at[1])) {
            return 0;
        }
        put(w, c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c, from);
        return 1;
    }
    if (c == 0xC3 && left > 1 && (at[1] & 0xC0) == 0x80 && (left == 2 || starts_letter(at[2]))) {
        fold_latin(w, at[1], from);
        return 2;
    }
    bool han = c >= 0xE4 && c <= 0xE9 && left > 2 && (at[1] & 0xC0) == 0x80 &&
               (at[2] & 0xC0) == 0x80 && (left == 3 || starts_letter(at[3]));
    if (han) {
        put(w, c, from);
        put(w, at[1], from);
        put(w, at[2], from);
        return 3;
    }
    return 0;
}

struct normal normal_of(struct arena *mem, str original) {
    size_t len = original.len < NORMAL_MOST ? original.len : NORMAL_MOST;
    const unsigned char *at = (const unsigned char *)original.at;
    struct writing w = {.mem = mem};
    make_room(&w, len + len / 8 + 16);
    for (size_t i = 0; i < len;) {
        make_room(&w, 4);
        size_t took = fold_usual(&w, at + i, len - i, i);
        i += took ? took : fold_any(&w, at + i, len - i, i);
    }
    make_room(&w, 1);
    w.from[w.len] = (uint32_t)len;
    return (struct normal){{w.at, w.len}, w.from};
}

uint32_t normal_end(const struct normal *n, size_t end) {
    while (end > 0 && end < n->text.len && n->from[end] == n->from[end - 1]) {
        end++;
    }
    return n->from[end];
}
