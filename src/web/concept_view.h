/* Concepts on pages: what each is called in the reader's language, and among those found by what. */
#pragma once

#include "lang/concept_find.h"
#include "web/page.h"

/* Its label, with the language where it is not the reader's. */
void concept_name(struct page *p, str id);

/* The label, its kind and what it is a kind of, and by which term it was found. */
void concept_line(struct page *p, const struct concept_found *found);

/* What is found, and in the first place the one that is chosen already. */
struct concepts_found concept_found_with(
        struct page *p, const struct concept_wish *wish, str chosen);

str concept_field(struct work *w, enum tongue t); /* "term_da": a form's field for a term */
