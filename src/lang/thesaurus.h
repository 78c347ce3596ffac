/* The codes of imported thesauri, and which of them a text is about.
 *
 * A text is compared with the labels in its own language only, by letters that look alike
 * (cognate.h): so endings and compounds do not matter, nor that labels are whole phrases nobody
 * writes. Two texts of different languages are then compared through the codes both are near to.
 * Each scheme gives codes of its own, so that a large one does not drown a small one. Built once,
 * never changed, shared by all threads. */
#pragma once

#include "base/arena.h"
#include "base/tongue.h"

#include <stdint.h>

enum {
    THESAURUS_CODES_MOST = 40,        /* of one text and one scheme */
    THESAURUS_LABEL_BYTES_MOST = 600, /* of one code and language that count */
};

struct thesaurus;

struct code_like {
    uint32_t code;
    float like; /* 0 to 1 */
};

struct code_likes {
    struct code_like *at; /* by code, each once */
    size_t count;
};

struct thesaurus_row {
    str code;                 /* as it is shown: "44316500" */
    str broader;              /* a code of the same scheme, or empty */
    str labels[TONGUE_COUNT]; /* a line each, the one that is shown first */
};

struct thesaurus_scheme {
    str key; /* "cpv": lower-case letters, digits and hyphens */
    const struct thesaurus_row *rows;
    size_t count;
};

/* Copies what it needs. */
struct thesaurus *thesaurus_make(const struct thesaurus_scheme *schemes, size_t count);
const struct thesaurus *thesaurus_hold(const struct thesaurus *t);
void thesaurus_close(const struct thesaurus *t); /* by the last one frees it; NULL is fine */

uint64_t thesaurus_version(const struct thesaurus *t); /* another content, another number */

/* Codes are numbered from 0, scheme by scheme. */
size_t thesaurus_count(const struct thesaurus *t);
str thesaurus_scheme(const struct thesaurus *t, uint32_t code);
str thesaurus_code(const struct thesaurus *t, uint32_t code);
str thesaurus_label(const struct thesaurus *t, uint32_t code, enum tongue tongue);
bool thesaurus_broader(const struct thesaurus *t, uint32_t code, uint32_t *broader);
bool thesaurus_find(const struct thesaurus *t, str scheme, str code, uint32_t *found);

/* The codes that a text is nearest to. */
struct code_likes thesaurus_read(
        const struct thesaurus *t, struct arena *mem, str title, str body, enum tongue tongue);

/* The same codes with half of each for its broader one, and so on, as a direction of length 1. */
struct code_likes thesaurus_widen(
        const struct thesaurus *t, struct arena *mem, struct code_likes codes);

float thesaurus_fit(struct code_likes a, struct code_likes b); /* the cosine of two directions */
