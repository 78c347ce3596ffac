/* The concepts of industry in seven languages, from which texts are understood.
 *
 * It is built from files compiled into the program, never changes afterwards and is shared by all
 * threads. Concepts are numbered from 0; the numbers hold as long as its version does. */
#pragma once

#include "base/arena.h"
#include "base/str.h"
#include "base/tongue.h"
#include "lang/lexicon_rows.h"

#include <stdint.h>

struct lexicon;
struct terms;

struct concepts {
    const uint32_t *at;
    size_t count;
};

/* NULL, with the reason, where the files do not make a lexicon. The reason holds until the next
 * lexicon of this thread fails; files given to lexicon_make() must outlive the lexicon, but
 * those that add. */
struct lexicon *lexicon_open(str *fault);
struct lexicon *lexicon_make(const struct lexicon_file *files, size_t count, str *fault);

/* One that has more: files that add. The concepts of the base keep their numbers, and taught ones
 * follow in the order in which they stand. The base's words are not read again, so it is there in a
 * fraction of the time; the base must outlive it. */
struct lexicon *lexicon_taught(
        const struct lexicon *base, const struct lexicon_file *files, size_t count, str *fault);

/* One more who uses it; lexicon_close() by the last one frees it. */
const struct lexicon *lexicon_hold(const struct lexicon *l);
void lexicon_close(const struct lexicon *l); /* NULL is fine */

/* Another content compiled in, another number; what was taught does not count. */
uint64_t lexicon_version(const struct lexicon *l);
size_t lexicon_count(const struct lexicon *l);
size_t lexicon_count_built_in(const struct lexicon *l); /* the first ones; the others were taught */
size_t lexicon_term_count(const struct lexicon *l);     /* in all languages */

str lexicon_id(const struct lexicon *l, uint32_t concept);
bool lexicon_find(const struct lexicon *l, str id, uint32_t *concept);
str lexicon_label(const struct lexicon *l, uint32_t concept, enum tongue t);   /* else in English */
str lexicon_written(const struct lexicon *l, uint32_t concept, enum tongue t); /* else empty */
char lexicon_kind(const struct lexicon *l, uint32_t concept);     /* one of M P C S F Z Q */
uint32_t lexicon_area(const struct lexicon *l, uint32_t concept); /* the number of its file */
bool lexicon_broader(const struct lexicon *l, uint32_t concept, uint32_t *parent);
struct concepts lexicon_related(const struct lexicon *l, uint32_t concept);

const struct lexicon_rows *lexicon_source(const struct lexicon *l); /* row i is concept i */
const struct lexicon_rows *lexicon_added(const struct lexicon *l);  /* terms of those, each a row */
const struct terms *lexicon_terms(const struct lexicon *l);
