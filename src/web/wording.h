/* A text people wrote, as the reader gets it: in its own language, and beside it in theirs where
 * there is a translation, each marked with the language it is in and who translated it. */
#pragma once

#include "directory/translation.h"
#include "web/page.h"

/* The translations of one object, and one of its texts as its author wrote it. */
struct wording_of {
    const struct translations *all;
    str field; /* "profile" */
    str body;
    str lang;
};

/* With a heading above each version; nothing at all where the text is empty. */
void wording_text(struct page *p, str heading, const struct wording_of *text);

/* The reader's version of a short text, in one line below the original; often nothing. */
void wording_line(struct page *p, const struct wording_of *text);
