#include "lang/token.h"

#include <utf8proc.h>

enum sign { SIGN_BLANK, SIGN_STOP, SIGN_LETTER, SIGN_DIGIT, SIGN_HAN };

static enum sign sign_ascii(unsigned char c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        return SIGN_LETTER;
    }
    if (c >= '0' && c <= '9') {
        return SIGN_DIGIT;
    }
    bool joins = c == ' ' || c == '-' || c == '\'' || c == '&' || c == '_' || c == '+' || c == '\t';
    return joins ? SIGN_BLANK : SIGN_STOP;
}

static bool is_han(utf8proc_int32_t c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

static enum sign sign_wide(utf8proc_int32_t c) {
    if ((c >= 0xDF && c <= 0xF6) || (c >= 0xF8 && c <= 0xFF)) {
        return SIGN_LETTER;
    }
    if (is_han(c)) {
        return SIGN_HAN;
    }
    utf8proc_category_t is = utf8proc_category(c);
    if (is >= UTF8PROC_CATEGORY_LU && is <= UTF8PROC_CATEGORY_LO) {
        return SIGN_LETTER;
    }
    if (is >= UTF8PROC_CATEGORY_ND && is <= UTF8PROC_CATEGORY_NO) {
        return SIGN_DIGIT;
    }
    return is == UTF8PROC_CATEGORY_PD || is == UTF8PROC_CATEGORY_ZS ? SIGN_BLANK : SIGN_STOP;
}

/* What stands at `at`, and how many bytes it takes. */
static enum sign sign_at(str text, size_t at, size_t *took) {
    unsigned char c = (unsigned char)text.at[at];
    *took = 1;
    if (c < 0x80) {
        return sign_ascii(c);
    }
    utf8proc_int32_t point = 0;
    utf8proc_ssize_t step = utf8proc_iterate(
            (const utf8proc_uint8_t *)text.at + at, (utf8proc_ssize_t)(text.len - at), &point);
    if (step <= 0) {
        return SIGN_STOP;
    }
    *took = (size_t)step;
    return sign_wide(point);
}

bool token_next(str text, size_t at, struct token *found) {
    bool apart = at == 0;
    enum sign first = SIGN_BLANK;
    size_t took = 0;
    while (at < text.len && (first = sign_at(text, at, &took)) < SIGN_LETTER) {
        apart = apart || first == SIGN_STOP;
        at += took;
    }
    if (at >= text.len) {
        return false;
    }
    size_t end = at;
    bool letters = false;
    bool han = first == SIGN_HAN;
    enum sign next = first;
    while (next >= SIGN_LETTER && (next == SIGN_HAN) == han) {
        letters = letters || next == SIGN_LETTER;
        end += took;
        if (end >= text.len) {
            break;
        }
        next = sign_at(text, end, &took);
    }
    enum token_kind kind = letters ? TOKEN_WORD : TOKEN_NUMBER;
    *found = (struct token){(uint32_t)at, (uint32_t)(end - at), han ? TOKEN_HAN : kind, apart};
    return true;
}

size_t text_letters(str text) {
    size_t letters = 0;
    for (size_t i = 0; i < text.len; i++) {
        letters += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    }
    return letters;
}
