/* What one need or offer is about: how often each concept is meant in its title and text.
 *
 * It is read from the words once, when the text is saved, and stored; a text is read again when
 * it changes or when the lexicon does. Concepts are stored by name, so that a stored meaning
 * outlives the numbering of one lexicon. */
#pragma once

#include "base/work.h"
#include "lang/annotate.h"
#include "lang/lexicon.h"

struct meant {
    uint32_t concept;
    float times; /* the title counts three times */
};

struct meaning {
    struct meant *at; /* by concept, each once */
    size_t count;
};

/* What a person took off a text: "it does not mean that here". */
void meaning_reject(struct work *w, int64_t listing, str concept);
void meaning_restore(struct work *w, int64_t listing, str concept);
void meaning_forget(struct work *w, int64_t listing); /* it is to be read anew, by everyone */

struct meaning meaning_of(struct arena *mem, const struct spans *title, const struct spans *body);
struct meaning meaning_read(
        struct reader *reader, struct arena *mem, str title, str body, enum tongue t);

/* What is kept of a text that was read: words as words_text() has them. */
struct read_text {
    struct meaning meaning;
    str words;
    str unknown; /* words in their comparable form, in the order of the text */
};

/* What a listing's text means by that reader's lexicon, as meaning_renew() reads it; nothing is
 * stored. `version` is the text's; false if there is no such text. */
bool meaning_now(struct work *w, struct reader *reader, int64_t listing, struct read_text *out,
        int64_t *version);

/* Reads the listing's text with what its owner's clusters taught, without the concepts that people
 * took off it, stores what it means and returns it. */
struct read_text meaning_renew(struct work *w, struct reader *reader, int64_t listing);

str meaning_write(struct arena *mem, const struct lexicon *l, const struct meaning *m);
struct meaning meaning_parse(struct arena *mem, const struct lexicon *l, str stored);
str meaning_lexicon(struct arena *mem, const struct lexicon *l); /* its version, as stored */
