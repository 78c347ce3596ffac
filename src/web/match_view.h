/* A match as people see it: two sides facing, an arrow for each way, the words that met marked in
 * both texts and joined by the concept's name. */
#pragma once

#include "directory/organisation.h"
#include "match/explain.h"
#include "match/match.h"
#include "match/shared.h"
#include "web/match_find.h"
#include "web/page.h"

/* One way: the two texts that met, and why. */
struct match_way {
    struct meeting meeting;
    struct listing need, offer;
    struct explanation why;
    bool there; /* both texts are there for the reader */
};

struct match_shown {
    const struct match *match;
    struct organisation ours, theirs;
    struct match_way gain, give;
};

/* Reads both organisations and the up to four texts; false if one of them is not for the reader. */
bool match_read(struct page *p, int64_t ours, const struct match *m, struct match_shown *shown);

/* <section class='match'>; the names are headings of that level, 2 or 3. */
void match_section(struct page *p, const struct match_shown *shown, int level);

/* The four sentences that a screen reader hears instead of the arrows. */
void match_sentences(struct page *p, const struct match_shown *shown);

/* Not met, not stated, and why it stands where it stands: of the one match that was found. */
void match_under(struct page *p, const struct match_shown *shown, const struct match_found *found);

/* "extrusion, crash box, IATF 16949", in the reader's language. */
str match_concepts(struct page *p, const struct match_way *way);

str match_shared(struct page *p, const struct shared *why); /* the same */

/* "Company, Denmark, 50 to 249 employees": all there is to see of one that stays unnamed. */
str match_unnamed(struct page *p, const struct match *m);

/* The details element with the reasons; `action` after the language. `about` is whom it is for. */
void match_refuse_form(struct page *p, str action, str about);

/* "German, English": the languages that stand in both lists of codes. */
str match_languages(struct page *p, str ours, str theirs);

int64_t match_hundred(float fit); /* 0 to 100 */
