/* The kinds of letters the program writes, and what each says unless a cluster has a text of its
 * own for it (mail/template.h). The English stands here, the other languages in po/. */
#pragma once

#include "base/str.h"

enum { LETTER_LINES_MOST = 12 };

struct letter_kind {
    const char *name;                     /* "sign-in", as stored and in addresses */
    const char *title;                    /* what people call it: for say_key() */
    const char *subject;                  /* with {gaps}: for say_lookup(); NULL: whoever sends it
                                             says what it says, and what follows is not used */
    const char *lines[LETTER_LINES_MOST]; /* paragraphs with {gaps}, NULL after the last */
    const char *must;                     /* the gaps that any text of it must have: "link;who" */
    bool in_own_words; /* it is in a cluster's name, which may put it in its own words */
    bool unasked;      /* nobody waits for it: it can be refused (mail/unwanted.h) */
};

struct letter_kinds {
    const struct letter_kind *at;
    size_t count;
};

struct letter_kinds letter_kind_list(void);
const struct letter_kind *letter_kind_named(str name); /* NULL if there is none */
