/* Searches that somebody keeps: saved from the search page, shown there and on the desk. */
#pragma once

#include "web/search_asked.h"

void saved_search_post(struct page *p);
void saved_search_page(struct page *p); /* looks: what is new counts from now on */
void saved_search_remove_post(struct page *p);

/* All of them, read with how much is new in each, and written as a list. */
struct saved_shown {
    struct saved_searches all;
    const size_t *fresh;
};

struct saved_shown saved_search_read(struct page *p);
void saved_search_rows(struct page *p, const struct saved_shown *s);

/* The form that saves what is asked for, or the name under which it is saved already. */
void saved_search_form(
        struct page *p, const struct saved_search *asked, const struct saved_searches *all);
