/* What stands in a letter that asks about texts, in the language of whoever gets it. The subject
 * names no text: subjects are read by many on their way. */
#pragma once

#include "directory/ask.h"

struct ask_letter {
    str subject, text;
    /* For a letter in a cluster's own words (mail/template.h): the texts asked about, and what has to
     * stand in any letter, why they get it and how it ends. */
    str list, notice;
};

/* `address` is the link's. It reminds once the letter was sent before. */
struct ask_letter ask_letter(
        struct work *w, const struct ask *a, const struct ask_texts *texts, str address);
