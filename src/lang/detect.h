/* Which language a text is in, told from groups of one to four letters.
 *
 * Taught when it is opened, by the terms of the lexicon and by sentences of our own; then it never
 * changes and is shared by all threads. Han signs settle Chinese. */
#pragma once

#include "base/str.h"
#include "base/tongue.h"

struct lexicon;
struct detector;

struct guess {
    enum tongue best;
    enum tongue second;
    double margin; /* how much likelier the best is, in nats a letter; 0: nothing to go by */
};

extern const str detect_sentences; /* the sentences, a column a language */

struct detector *detector_open(const struct lexicon *lexicon);
void detector_close(struct detector *d);

struct guess detect(const struct detector *d, str text);

/* By how much the likeliest leads that language, in nats a letter; 0 where it is the likeliest. */
double detect_lead(const struct detector *d, str text, enum tongue than);

/* Danish, Norwegian and Swedish so close that a text should be read as all three. */
bool guess_nordic(struct guess g);
