/* What tests about contact requests look at and send. */
#pragma once

#include "tests/mailbox.h"

enum { APPROACHING_DAY = 24 * 3600 };

/* Alu's manager asks the press for the foundry. */
#define APPROACHING_FORM STR("/en/organisations/1/partners/2/approach")
#define APPROACHING_REASON "reason=Your+castings+and+our+tools&theirs=Ihr+Guss+und+unsere+Werkzeuge"

/* "/en/approaches/12/join" */
str approaching_address(struct visitor *v, const char *head, int64_t id, const char *tail);

/* The form, with who is asked and who would talk as it has them, and 14 days. */
str approaching_form(struct visitor *v, const char *asked, const char *speaker);

/* By the link alone, in a browser where nobody is signed in. */
struct response approaching_reply(struct visitor *v, str link, str said);

int64_t approaching_newest(struct visitor *v); /* 0 if there is none */
void approaching_anew(struct visitor *v);      /* without requests, letters and refused letters */
