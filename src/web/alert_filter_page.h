/* Filters of new matches that somebody keeps: on the page of new matches and on the desk. */
#pragma once

#include "match/alert_filter.h"
#include "web/page.h"

/* What the reader keeps, with how many of the new matches each is about. */
struct alert_filters_shown {
    struct alert_filters all;
    size_t fresh[ALERT_FILTERS_MOST];
};

/* `all` were listed without any wish. */
struct alert_filters_shown alert_filter_read(struct page *p, const struct alerts *all);

struct alert_filter alert_filter_asked(struct page *p); /* as in the page's address */

void alert_filter_rows(struct page *p, const struct alert_filters_shown *s);
/* To keep what is asked for now; nothing where nothing is. */
void alert_filter_form(
        struct page *p, const struct alert_filter *asked, const struct alert_filters *all);

void alert_filter_post(struct page *p);
void alert_filter_remove_post(struct page *p);
