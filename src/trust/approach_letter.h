/* The letters of a contact request, each in its reader's language, put into the outbox within the
 * transaction of what they tell of. Whoever is asked or named answers through the link in theirs. */
#pragma once

#include "db/seal.h"
#include "trust/approach_answer.h"
#include "trust/approach_who.h"

/* What letters are made with. */
struct approach_post {
    const struct seal *seal;
    str place; /* the platform's address: "https://clusters.example.org" */
};

enum approach_asking { APPROACH_ASKS, APPROACH_REMINDS, APPROACH_ASKS_AGAIN };

/* To whoever is asked. Nothing where they want no such letters: to the side that asks it looks as if
 * nobody answered. */
void approach_letter_ask(struct work *w, const struct approach_post *post, const struct approach *a,
        enum approach_asking why);
/* To the member's person for whom the request is made, as long as they have not agreed. */
void approach_letter_speaker(struct work *w, const struct approach_post *post,
        const struct approach *a, enum approach_asking why);
/* To whom the one who was asked named: the only letter they get. */
void approach_letter_passed(
        struct work *w, const struct approach_post *post, const struct approach *a);
/* To whoever asked and follows, but not to the actor: what it has come to. */
void approach_letter_news(
        struct work *w, const struct approach_post *post, const struct approach *a);
/* To the two, once it is opened: whom to talk to, and how. */
void approach_letter_open(
        struct work *w, const struct approach_post *post, const struct approach *a);
/* To the other of the two, or to who had said yes: it was ended. */
void approach_letter_end(struct work *w, const struct approach_post *post, const struct approach *a,
        enum approach_by by);

/* What it has come to, in a sentence, for letters and lists of the side that asks. */
str approach_news(struct work *w, const struct approach *a);

/* By whom a link of ours may be answered, by what stands in it; false if by nobody any more. `mail` is
 * where it was sent, `detail` what was kept with it. */
bool approach_link_by(
        struct work *w, const struct approach *a, str mail, str detail, enum approach_by *by);

str approach_our_name(const struct approach *a);   /* of the side that asks */
str approach_their_name(const struct approach *a); /* of the side that is asked */
/* The reason as somebody of that language reads it, and the language it is in. */
str approach_reason(const struct approach *a, enum tongue t, str *lang);
