/* What several pages of contact requests show alike. */
#pragma once

#include "trust/approach_answer.h"
#include "trust/approach_who.h"
#include "web/page.h"

/* "Waiting", "Yes", "Not now": what the side that asks may know. */
void approach_tag(struct page *p, const struct approach *a);

/* The reason, in both languages where it was written in both. */
void approach_reasons(struct page *p, const struct approach *a);

/* <dl> of somebody whose contact data is open to the reader. */
void approach_contact(struct page *p, const struct approach_person *who, str place);

/* A form with the key that is only a button. */
void approach_button(struct page *p, int64_t id, str act, str look, str said);

void approach_go(struct page *p, int64_t id, str query); /* redirects to the request's page */
