/* What a letter says: the text of its kind in the reader's language, or the one a cluster wrote in
 * its place, with its gaps filled.
 *
 *     template_send(w, p->house->seal, &(struct template_letter){
 *             .to = mail, .kind = STR("reset"), .tongue = a->tongue,
 *             .values = {.name = a->name, .link = address, .until = w->now + 3600}});
 *
 * The gaps are {name}, {cluster}, {organisation}, {who}, {what}, {list}, {note}, {link}, {until} and
 * {day}. A line with a gap that has no value is left out, so that nobody is greeted as "Hello ,".
 * Controls in values become blanks, but {list} and {note} keep their lines. Subjects are read by many
 * on their way, so they name only people, organisations and clusters, and days. */
#pragma once

#include "base/work.h"

struct seal;

/* What is not known stays empty or 0. */
struct template_values {
    str name;    /* of whom it is to */
    str cluster; /* by default the name of the letter's cluster, else of the platform */
    str organisation;
    str who;       /* who asks or acts: a person or an organisation */
    str what;      /* the title of what it is about; or what happened, in the letter's language */
    str list;      /* several of them, one a line or more */
    str note;      /* what somebody adds in words of their own */
    str link;      /* a whole address of ours, which begins with house->address */
    int64_t until; /* when the link lapses: "in 15 minutes", "in 7 days" */
    int64_t day;   /* the day it is about: "30 June 2027" */
};

struct template_letter {
    str to;
    int64_t cluster; /* whose texts are used; 0: the platform's */
    str kind;        /* see mail/letter_kind.c */
    enum tongue tongue;
    struct template_values values;
    str calendar; /* that goes with it, as in struct letter, and its method */
    str calendar_method;
};

/* Puts the letter into the outbox, within the transaction of what it tells of; nothing where its
 * reader refused letters of this kind. */
void template_send(struct work *w, const struct seal *seal, const struct template_letter *l);

/* Only the words; false if there is no such kind, or whoever sends it says what it says. */
bool template_fill(struct work *w, const struct template_letter *l, str *subject, str *text);

/* The same, but only where the cluster has words of its own, for letters that are made elsewhere. */
bool template_worded(struct work *w, const struct template_letter *l, str *subject, str *text);

/* A text as people edit it, with its gaps open. */
struct template {
    int64_t cluster;
    str kind;
    enum tongue tongue;
    str subject;
    str text;
    bool own; /* the cluster's; else it is the default */
};

enum { TEMPLATE_SUBJECT_MOST = 150, TEMPLATE_TEXT_MOST = 4000 }; /* bytes */

enum template_flaw {
    TEMPLATE_FINE,
    TEMPLATE_WITHOUT_SUBJECT,
    TEMPLATE_SUBJECT_LONG, /* or of more than one line */
    TEMPLATE_WITHOUT_TEXT,
    TEMPLATE_TEXT_LONG,
    TEMPLATE_GAP_UNKNOWN, /* `gap` names it */
    TEMPLATE_GAP_MISSING,
    TEMPLATE_LINK_WITHIN,   /* the address does not stand on a line of its own */
    TEMPLATE_SUBJECT_TELLS, /* `gap` is nothing for a subject */
};

/* Reads cluster, kind and tongue and finds the rest; false if there is no such kind. */
bool template_one(struct work *w, struct template *t);

enum template_flaw template_check(const struct template *t, str *gap);
enum template_flaw template_save(struct work *w, const struct template *t, str *gap);
void template_reset(struct work *w, const struct template *t); /* back to the default */

/* The letter that a text makes of values, for looking at it before it is kept. */
void template_apply(struct work *w, const struct template *t, const struct template_letter *l,
        str *subject, str *text);

/* Which languages of each kind a cluster wrote itself: bits by enum tongue, in the order of
 * letter_kind_list(). */
void template_own(struct work *w, int64_t cluster, unsigned *of_kind);
