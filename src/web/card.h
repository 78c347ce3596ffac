/* Somebody's contact data as a file for an address book, for whoever may see it on a page anyway. */
#pragma once

#include "web/page.h"
#include "wire/vcf.h"

/* Ends the page with that file. The caller has noted that the contact data is seen. */
void card_answer(struct page *p, const struct vcf *card);

/* "person-12@clusters.example.org" */
str card_uid(struct page *p, str kind, int64_t id);

/* A contact person of an organisation whose mail or telephone the reader may see. */
void card_person_page(struct page *p); /* GET /organisations/{id}/people/{id}/card.vcf */
