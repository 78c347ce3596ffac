#include "lang/sentence.h"

#include <utf8proc.h>

enum { WORD_LETTERS = 3 }; /* "ca.", "z.", "Dr." are shorter; of "max. 40" see below */

/* The letter that begins there, and how many bytes it takes; -1 at the end. */
static int32_t letter_at(str text, size_t at, size_t *took) {
    utf8proc_int32_t letter = -1;
    *took = 1;
    if (at < text.len) {
        utf8proc_ssize_t step = utf8proc_iterate(
                (const utf8proc_uint8_t *)text.at + at, (utf8proc_ssize_t)(text.len - at), &letter);
        *took = step > 0 ? (size_t)step : 1;
    }
    return letter;
}

/* 。！？ and the full-width stop end one wherever they stand. */
static bool ends_always(int32_t c) {
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF0E || c == '\n';
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Whether the word before the full stop is none that is cut short there: long enough, counting from
 * an earlier full stop on, or a unit after its figure, as in "40 t." */
static bool is_word(str text, size_t stop, size_t least) {
    size_t letters = 0;
    size_t at = stop;
    while (at > 0 && !is_blank(text.at[at - 1]) && text.at[at - 1] != '.') {
        at--;
        letters += ((unsigned char)text.at[at] & 0xC0) != 0x80;
    }
    bool unit = at > 1 && text.at[at - 1] == ' ' && is_digit(text.at[at - 2]);
    return letters >= least || unit;
}

/* After ".", "!", "?" and "…" only where a blank follows and then something new begins. */
static bool ends_here(str text, size_t stop, size_t after) {
    if (after >= text.len || !is_blank(text.at[after])) {
        return after >= text.len;
    }
    size_t next = after;
    while (next < text.len && is_blank(text.at[next])) {
        next++;
    }
    size_t took = 0;
    int32_t begins = letter_at(text, next, &took);
    utf8proc_category_t is = begins >= 0 ? utf8proc_category(begins) : UTF8PROC_CATEGORY_CN;
    if (is == UTF8PROC_CATEGORY_LL) {
        return false;
    }
    bool figure = is == UTF8PROC_CATEGORY_ND;
    size_t least = figure ? WORD_LETTERS + 1 : WORD_LETTERS;
    return text.at[stop] != '.' || is_word(text, stop, least);
}

static bool ends_at(str text, size_t at, int32_t c, size_t after) {
    bool perhaps = c == '.' || c == '!' || c == '?' || c == 0x2026;
    return ends_always(c) || (perhaps && ends_here(text, at, after));
}

/* Without the blanks and the bullet it begins with. */
static str bare(str s) {
    static const str bullets[] = {{"- ", 2}, {"* ", 2}, {"+ ", 2}, {"\xE2\x80\xA2", 3},
            {"\xE2\x80\x93 ", 4}, {"\xC2\xB7", 2}};
    s = str_trim(s);
    for (size_t i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++) {
        if (str_starts(s, bullets[i])) {
            return str_trim(str_skip(s, bullets[i].len));
        }
    }
    return s;
}

static void add(struct sentences *all, str piece) {
    piece = bare(piece);
    if (piece.len) {
        all->at[all->count++] = piece;
    }
}

struct sentences sentence_list(struct arena *mem, str text) {
    struct sentences all = {.at = arena_new(mem, str, SENTENCES_MOST)};
    size_t begin = 0;
    size_t took = 0;
    for (size_t at = 0; at < text.len && all.count + 1 < SENTENCES_MOST; at += took) {
        int32_t c = letter_at(text, at, &took);
        if (ends_at(text, at, c, at + took)) {
            add(&all, (str){text.at + begin, at + took - begin});
            begin = at + took;
        }
    }
    add(&all, str_skip(text, begin));
    return all;
}
