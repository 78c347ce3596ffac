/* What stands in a letter that asks about texts, in the language of whoever gets it. The subject
 * names no text: subjects are read by many on their way. */
#pragma once

#include "directory/ask.h"

struct ask_letter {
    str subject, text;
    str list; /* the texts alone, for a cluster that puts the rest in its own words */
};

/* `address` is the link's. It reminds once the letter was sent before. */
struct ask_letter ask_letter(
        struct work *w, const struct ask *a, const struct ask_texts *texts, str address);
