/* What is wrong with a lexicon that can be read all the same.
 *
 * Errors are mended before a change is taken; warnings are places to look at. */
#pragma once

#include "lang/lexicon.h"

struct remark {
    bool error;
    str file;
    size_t line;
    str about; /* the term, id or cell */
    str text;
};

struct remarks {
    struct arena *mem;
    struct remark *at;
    size_t count;
    size_t room;
    size_t errors;
};

struct remarks lexicon_lint(struct arena *mem, const struct lexicon *l);
