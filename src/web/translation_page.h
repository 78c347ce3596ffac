/* A text in another language: the original beside the field to write. An empty field removes the
 * translation. The language is the word of the path. */
#pragma once

#include "directory/translation.h"
#include "web/page.h"

void translation_listing_page(struct page *p);      /* GET /listings/{id}/translations/{word} */
void translation_listing_save(struct page *p);      /* POST */
void translation_organisation_page(struct page *p); /* GET /organisations/{id}/translations/... */
void translation_organisation_save(struct page *p); /* POST */
void translation_cluster_page(struct page *p);      /* GET /clusters/{id}/translations/{word} */
void translation_cluster_save(struct page *p);      /* POST */

/* For the thing's own page: its languages, what each has, and the way to write it. */
struct translated_into {
    const struct translations *all;
    str lang;        /* of the original */
    int64_t changed; /* when the original was */
    size_t texts;    /* how many there are to translate */
};
void translation_links(struct page *p, str kind, int64_t id, const struct translated_into *into);
