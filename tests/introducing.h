/* What tests of introductions look at and do: people who know each other, days that pass, the clock's
 * turn, and letters with links. */
#pragma once

#include "mail/outbox.h"
#include "tests/visitor.h"

/* A contact person who accepted being stored and lets themselves be introduced: an individual.
 * Their mail address is the name and "@introducing.example". */
int64_t introducing_person(
        struct visitor *v, const char *name, int64_t organisation, const char *languages);
/* The account of the manager of Alu, who agreed to the same. */
int64_t introducing_manager(struct visitor *v, const char *languages);
void introducing_met(struct visitor *v, int64_t one, int64_t other); /* they trust each other */

void introducing_age(struct visitor *v, int64_t seconds); /* all of it was so much earlier */
void introducing_turn(struct visitor *v);                 /* the clock does what is due */

/* "/sv/introduction/TOKEN" out of the newest letter to that name; empty if there is none. */
str introducing_link(struct visitor *v, const char *name);
bool introducing_letter(struct visitor *v, const char *name, struct letter *found);
int64_t introducing_letters(struct visitor *v, str mail); /* how many went there */

/* Asks for an introduction to an organisation, as a manager who is signed in; its id, or 0. */
int64_t introducing_ask(struct visitor *v, const char *aim);
