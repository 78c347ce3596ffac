/* Codes that two texts have in common: those chosen by hand, the NACE sectors, and those of
 * imported thesauri that the words of each are near to (lang/thesaurus.h).
 *
 * What was found in a text is stored with its annotation; texts are read anew in pieces, by
 * whoever has time, when a thesaurus or the text changes. Where nothing was imported no text is
 * read and nothing is stored. */
#pragma once

#include "base/work.h"

#include <stdint.h>

struct thesaurus;
struct code_likes;

enum { CODES_SHARED_MOST = 5, CODES_AT_ONCE = 200 };

struct codes {
    const struct code_likes *found;  /* a direction of length 1; by thesaurus */
    const struct code_likes *chosen; /* the same of NACE sectors */
};

/* `found` as it is stored, which is nothing where there is no thesaurus; `sectors` "24.42;25". */
struct codes codes_of(struct arena *mem, const struct thesaurus *t, str found, str sectors);

/* Of a listing, as stored. One statement. */
struct codes codes_of_listing(struct work *w, const struct thesaurus *t, int64_t listing);

/* 0 to 1: the cosine of each of the two, weighed by how sure they are (1.0 what people chose, 0.7
 * what was found), as far as both texts have them. */
float codes_fit(const struct codes *a, const struct codes *b);

/* A code both texts lead to. */
struct code_shared {
    str scheme; /* the key; "nace" for sectors */
    str code;
    str label;  /* in the reader's language, where there is one */
    str credit; /* on whose terms it is shown; empty for sectors */
    float part; /* of the fit, for their order */
};

struct codes_shared {
    struct code_shared at[CODES_SHARED_MOST]; /* what counts most comes first */
    size_t count;
};

/* Only codes that both are clearly about, and of those that contain each other the narrowest. One
 * statement. */
struct codes_shared codes_shared(
        struct work *w, const struct thesaurus *t, const struct codes *a, const struct codes *b);

/* Reads what is not read yet of the listings behind `after`, at most CODES_AT_ONCE of them, in a
 * unit of its own, and notes those whose codes changed. The last one looked at; INT64_MAX when
 * none is left. `t` is NULL where nothing is imported any more. */
int64_t codes_renew(struct work *w, const struct thesaurus *t, int64_t after);

/* Of these listings, in the caller's unit; nothing is noted. */
void codes_read(struct work *w, const struct thesaurus *t, const int64_t *listings, size_t count);
