/* What all lists of the site share: the filter that reads as a sentence, the total, sorting,
 * paging, and what stands there while there is nothing.
 *
 *     list_filter(p, STR("/listings"), sentence, controls, count);
 *     list_open(p, say_many(w, "One need or offer", "{} needs and offers", found.total));
 *     ... <table class='stack'> ...
 *     list_close(p, found.total);
 *
 * The state of a list is its address, so that it can be kept and sent. */
#pragma once

#include "lang/codes.h"
#include "lang/label.h"
#include "web/page.h"

enum { LIST_PAGE = 25, LIST_CONTROLS_MOST = 9, LIST_PAGES_MOST = 10000 };

/* One word of the sentence that the reader may change. */
struct list_control {
    str name; /* in the address: "country" */
    str said; /* what it is about, for those who do not see the sentence */
    str any;  /* shown while nothing is chosen: "any country" */
    struct code_names choices;
    bool typed; /* a line to type in, not a choice */
    bool fixed; /* it cannot be left empty */
};

/* A value for say() that keeps the place of the control with that index in a sentence. */
struct arg list_place(size_t index);

/* The form; `sentence` was said with list_place() values, one for each control. */
void list_filter(struct page *p, str sentence, const struct list_control *controls, size_t count);

struct code_names list_labels(struct work *w, enum label_set set);
struct code_names list_sectors(struct work *w); /* sections with their divisions */
struct code_names list_tongues(struct work *w);

/* How many stand before the page that is asked for. */
size_t list_skip(const struct page *p);

/* <div id='list'> with the total in words, and its end with the links to the other pages. */
void list_open(struct page *p, str total);
void list_close(struct page *p, size_t total);

/* The links to the other pages alone, where more stands in the list than what is paged. */
void list_paging(struct page *p, size_t total);

/* A column's head; one with `sort` leads to the list sorted by it. */
void list_head(struct page *p, str said);
void list_head_number(struct page *p, str said);
void list_head_sorted(struct page *p, str said, str sort, bool down);

/* What will stand here and how to begin; the buttons are the caller's, then list_empty_end(). */
void list_empty(struct page *p, str title, str said);
void list_empty_end(struct page *p);

/* This page's address with one value of the query changed, or left out where it is empty; from
 * the first page on unless it is the page that changes. For link_to(). */
str list_address(struct page *p, str name, str value);
