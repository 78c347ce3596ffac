/* What tests about letters that ask look at and send. */
#pragma once

#include "directory/listing.h"
#include "mail/outbox.h"
#include "tests/visitor.h"

/* "/en/asks/12/remind" */
str asking_text(struct visitor *v, const char *head, int64_t id, const char *tail);

struct listing asking_stored(struct visitor *v, int64_t id);
bool asking_is(struct visitor *v, int64_t id, const char *status);

bool asking_letter(struct visitor *v, struct letter *l);    /* the newest in the outbox */
int64_t asking_letters(struct visitor *v);                  /* how many there are */
str asking_link(struct visitor *v, const struct letter *l); /* "/da/asked/TOKEN" out of it */

/* The form that answers about that text as it stands, and the rest of it. */
str asking_reply(struct visitor *v, int64_t listing, const char *rest);

int64_t asking_writes(struct visitor *v); /* grows with whatever is stored anywhere */
