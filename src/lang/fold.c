#include "lang/fold.h"

#include "base/buf.h"

#include <utf8proc.h>

enum { PIECES_MOST = 32 };

static const struct {
    utf8proc_int32_t letter;
    const char *written;
} northern[] = {
        {0xC6, "ae"},
        {0xE6, "ae"},
        {0xD8, "o"},
        {0xF8, "o"},
        {0xD0, "d"},
        {0xF0, "d"},
        {0xDE, "th"},
        {0xFE, "th"},
        {0x110, "d"},
        {0x111, "d"},
        {0x131, "i"},
        {0x141, "l"},
        {0x142, "l"},
        {0x152, "oe"},
        {0x153, "oe"},
};

static const char *written_out(utf8proc_int32_t letter) {
    if (letter < 0xC0 || letter > 0x153) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof(northern) / sizeof(northern[0]); i++) {
        if (northern[i].letter == letter) {
            return northern[i].written;
        }
    }
    return NULL;
}

static void put_letter(struct buf *out, utf8proc_int32_t letter) {
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t len = utf8proc_encode_char(letter, bytes);
    buf_add(out, (str){(const char *)bytes, (size_t)len});
}

static void put_folded(struct buf *out, utf8proc_int32_t letter) {
    if (letter < 0x80) {
        char plain_letter = (char)(letter >= 'A' && letter <= 'Z' ? letter + 0x20 : letter);
        buf_add(out, (str){&plain_letter, 1});
        return;
    }
    const char *plain = written_out(letter);
    if (plain) {
        buf_add(out, str_of(plain));
        return;
    }
    utf8proc_int32_t piece[PIECES_MOST];
    int last_class = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t count = utf8proc_decompose_char(letter, piece, PIECES_MOST,
            UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |
                    UTF8PROC_IGNORE,
            &last_class);
    for (utf8proc_ssize_t i = 0; i < count && i < PIECES_MOST; i++) {
        put_letter(out, piece[i]);
    }
}

/* The next letter; a byte that is no UTF-8 counts as one that folds to nothing. */
static utf8proc_int32_t letter_cut(str *rest) {
    utf8proc_int32_t letter = 0;
    utf8proc_ssize_t len = utf8proc_iterate(
            (const utf8proc_uint8_t *)rest->at, (utf8proc_ssize_t)rest->len, &letter);
    *rest = str_skip(*rest, len > 0 ? (size_t)len : 1);
    return len > 0 ? letter : -1;
}

str fold_search(struct arena *mem, str text) {
    struct buf out = {.mem = mem};
    for (str rest = text; rest.len;) {
        utf8proc_int32_t letter = letter_cut(&rest);
        if (letter >= 0) {
            put_folded(&out, letter);
        }
    }
    return buf_str(&out);
}

static bool is_word_letter(utf8proc_int32_t letter) {
    switch ((int)utf8proc_category(letter)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC: return true;
    default: return false;
    }
}

str fold_name(struct arena *mem, str text) {
    struct buf out = {.mem = mem};
    bool gap = false;
    for (str rest = text; rest.len;) {
        utf8proc_int32_t letter = letter_cut(&rest);
        if (letter < 0 || !is_word_letter(letter)) {
            gap = out.len > 0;
            continue;
        }
        if (gap) {
            buf_add(&out, STR(" "));
            gap = false;
        }
        put_folded(&out, letter);
    }
    return buf_str(&out);
}
