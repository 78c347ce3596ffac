/* How a need or offer is understood, on its page: its concepts as chips, and in the text the words
 * that nobody knows, each leading to where it is taught. */
#pragma once

#include "directory/listing.h"
#include "match/queue.h"
#include "match/understood.h"
#include "web/page.h"

struct understood_view {
    const struct listing *listing;
    struct understood understood;
    struct ignored_words ignored; /* are no words to learn */
    bool own;                     /* whoever reads may take concepts off */
    bool teaches;                 /* and teach words */
};

struct understood_view understood_look(struct page *p, const struct listing *l, bool own);

void understood_title(struct page *p, const struct understood_view *v);
void understood_text(struct page *p, const struct understood_view *v);
void understood_chips(struct page *p, const struct understood_view *v);
