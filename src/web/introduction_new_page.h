/* Asking for an introduction to somebody: whether there is a warm way in, and the reason. */
#pragma once

#include "web/page.h"

/* GET /introductions/new?organisation=7, person=, cluster=; with for=3, the own organisation. */
void introduction_new_page(struct page *p);
void introduction_new_post(struct page *p);      /* POST /introductions/new */
void introduction_question_post(struct page *p); /* POST /introductions/question */

/* Where others link to it from: "/introductions/new?organisation=7&for=3". */
struct introduction_from {
    const char *aim; /* "organisation", "person", "cluster" */
    int64_t id;
    int64_t own; /* 0: the cluster itself */
};
void introduction_new_link(struct page *p, struct introduction_from from);
void introduction_new_small(struct page *p, int64_t person); /* beside a name */
