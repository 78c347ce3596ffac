/* A letter that asks somebody about texts of their organisation: whether what was written for them
 * may be published, or whether what is published still holds. They answer by its link, without an
 * account, each text by itself. */
#pragma once

#include "directory/listing_act.h"

enum ask_purpose {
    ASK_CONFIRM, /* drafts, before they are published */
    ASK_CURRENT, /* published texts, before they end */
};

struct ask {
    int64_t id;
    enum ask_purpose purpose;
    int64_t cluster;      /* in whose name */
    int64_t organisation; /* whose texts they are */
    int64_t person;       /* 0: somebody who stands nowhere else */
    str name, mail;
    enum tongue tongue;
    str note;        /* what whoever asks adds */
    int64_t account; /* who asks; 0: the platform */
    int64_t created;
    int64_t reminded; /* 0: not yet */
    int64_t taken;    /* when it was taken back, 0: it was not */
    int64_t expires;
    str cluster_name, cluster_lang, organisation_name, organisation_lang, asker;
    int64_t texts, open; /* how many there are, and how many still want an answer */
};

struct asks {
    struct ask *at;
    size_t count;
};

enum ask_answer {
    ASK_OPEN,
    ASK_YES,       /* publish it; it still holds */
    ASK_CORRECTED, /* and publish it; may be corrected again until the letter is over */
    ASK_NO,        /* do not publish it; withdraw it */
    ASK_ANSWERS,
};

struct ask_text {
    int64_t listing, version;
    str side, title, body, lang, status, visibility, valid_until;
    enum ask_answer answer;
    str note;         /* why not */
    int64_t answered; /* when */
};

struct ask_texts {
    struct ask_text *at;
    size_t count;
};

enum {
    ASK_SECONDS = 30 * 24 * 3600, /* how long a link is good */
    ASK_TEXTS_MOST = 20,          /* in one letter */
    ASKS_MOST = 100,              /* in one list */
    ASK_AGAIN_SECONDS = 60,
    ASK_NOTE_MOST = 1000,
    ASK_REASON_MOST = 500,
};

/* Why a text cannot be asked about. */
enum ask_flaw {
    ASK_FINE,
    ASK_WITHOUT_TEXT,
    ASK_TOO_MANY_TEXTS,
    ASK_WITHOUT_NAME,
    ASK_WITHOUT_MAIL, /* or it is none */
    ASK_NOTE_TOO_LONG,
    ASK_UNWANTED, /* that address wants no such letters: for who knows mail/unwanted.h */
};

/* Name, mail and note in normal form, or what is wrong with them. */
enum ask_flaw ask_check(struct work *w, struct ask *a, size_t texts);

/* Stores it and gives it an id; each text is noted as asked about. `due` are the ends asked about,
 * one a text, or NULL. */
void ask_add(struct work *w, struct ask *a, const int64_t *listings, const str *due, size_t count);

/* One with as many texts that the same actor sent to the same address a moment ago, for a button
 * that was pressed twice; 0 if there is none. */
int64_t ask_again(struct work *w, const struct ask *a, size_t count);

bool ask_one(struct work *w, int64_t id, struct ask *found); /* whoever asks */
struct ask_texts ask_texts(struct work *w, int64_t ask);
struct asks ask_list(struct work *w, int64_t cluster); /* the newest first, ASKS_MOST */
struct asks ask_of_listing(struct work *w, int64_t listing);

/* Texts of an organisation that can be asked about: drafts, and what waits for review. */
struct ask_texts ask_askable(struct work *w, int64_t organisation);

bool ask_over(struct work *w, const struct ask *a); /* taken back, or too old */

/* Once for each letter; false if it was reminded before, is over, or all is answered. */
bool ask_remind(struct work *w, const struct ask *a);
void ask_take_back(struct work *w, const struct ask *a);

/* Of whoever was asked, wherever it is kept: their name and address are forgotten. */
void ask_forget(struct work *w, str mail);

/* Whoever was typed in for a letter that is over and was not answered is forgotten. */
void ask_sweep(struct work *w);

/* What was answered lately, the newest first. */
struct ask_news {
    int64_t ask, listing, answered;
    str title, lang, name;
    enum ask_answer answer;
    enum ask_purpose purpose;
};

struct ask_newses {
    struct ask_news *at;
    size_t count;
    int64_t waiting; /* texts in letters that are good and not answered */
};

enum { ASK_NEWS_MOST = 6, ASK_NEWS_DAYS = 14 };

struct ask_newses ask_news(struct work *w, int64_t cluster);

/* How long before the end a cluster asks, in days; 0: it does not. */
enum { ASK_DAYS_USUAL = 14, ASK_DAYS_MOST = 90 };
int64_t ask_rule(struct work *w, int64_t cluster);
void ask_set_rule(struct work *w, int64_t cluster, int64_t days);

/* In the language that person is likeliest to read: the one of ours they speak best, else their
 * organisation's. */
enum tongue ask_tongue(str languages, str organisation_lang);
