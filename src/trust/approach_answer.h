/* What somebody really answered to a contact request. It is for the side that is asked: the other is
 * told of a yes and of a "not now", and of nothing else. Until the deadline an answer can be taken
 * back, as long as it opened nothing. */
#pragma once

#include "trust/approach.h"

enum approach_said {
    APPROACH_SAID_NOTHING,
    APPROACH_SAID_YES,
    APPROACH_SAID_NO,
    APPROACH_SAID_LATER,
    APPROACH_SAID_PASSED_ON, /* they named somebody else */
    APPROACH_SAIDS,
};

struct approach_answer {
    enum approach_said said;
    int64_t individual; /* who was asked first */
    str reason, note;   /* why not: a word of LABEL_DECLINED, and their own words */
    int64_t at;
    int64_t passed; /* when they named somebody else, which they may do once; 0: not yet */
    str passed_name, passed_mail; /* who has not answered yet; else empty */
    enum tongue passed_tongue;
};

bool approach_answer_of(struct work *w, const struct approach *a, struct approach_answer *found);

/* Of all that the actor's side is asked: by request. */
struct approach_told {
    int64_t approach;
    enum approach_said said;
};
struct approach_tolds {
    struct approach_told *at;
    size_t count;
};
struct approach_tolds approach_answers(struct work *w);

enum approach_by {
    APPROACH_BY_ASKED,
    APPROACH_BY_PASSED,  /* whom they named; yes or no only */
    APPROACH_BY_SPEAKER, /* of the side that asks: yes, no, or end what was opened */
};

enum approach_act {
    APPROACH_SAY_YES,
    APPROACH_SAY_NO,
    APPROACH_SAY_LATER,
    APPROACH_PASS_ON,
    APPROACH_UNDO,
    APPROACH_SHUT_IT, /* end what was opened */
    APPROACH_ACTS,
};

bool approach_act_of(
        str word, enum approach_act *found); /* "yes" "no" "later" "else" "undo" "shut" */

struct approach_reply {
    enum approach_by by;
    enum approach_act act;
    str reason, note; /* with no */
    str day;          /* with later */
    str name, mail;   /* with somebody else */
    enum tongue tongue;
};

enum approach_replied {
    APPROACH_DONE,
    APPROACH_IS_OVER,
    APPROACH_NOT_NOW, /* this answer does not go with what was answered before */
    APPROACH_WITHOUT_WHY,
    APPROACH_NOTE_LONG,
    APPROACH_LATER_WRONG, /* no day, in the past, or too far off */
    APPROACH_WITHOUT_NAME,
    APPROACH_WITHOUT_MAIL,
    APPROACH_MAIL_KNOWN,   /* of one of the two themselves */
    APPROACH_NO_COLLEAGUE, /* a cluster's office: nobody there has an account with that address */
};

enum { APPROACH_NOTE_MOST = 500 };

/* In the caller's unit of work, which is to be forgotten unless it is APPROACH_DONE. Reads the request
 * again; `reply` comes back in normal form. */
enum approach_replied approach_reply(
        struct work *w, struct approach *a, struct approach_reply *reply);

/* Whether that is among the ways to answer now. */
bool approach_may(struct work *w, const struct approach *a, const struct approach_answer *n,
        const struct approach_reply *reply);
