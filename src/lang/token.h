/* The words of a comparable text: letters and digits in a row, or Han signs in a row. */
#pragma once

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_HAN };

struct token {
    uint32_t start;
    uint32_t len;
    enum token_kind kind;
    bool apart; /* punctuation stands before it: no term reaches across */
};

/* The next word at or after byte `at`; false at the end. `text` is as normal_of() makes it. */
bool token_next(str text, size_t at, struct token *found);

static inline str token_text(str text, struct token t) {
    return (str){text.at + t.start, t.len};
}

size_t text_letters(str text); /* code points */
