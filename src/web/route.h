/* Every address of the site: method, path after the language, right, handler. */
#pragma once

#include "account/right.h"
#include "web/page.h"

struct route {
    enum method method;
    const char *path; /* "{id}" takes a number and any words after it, "{word}" one word */
    enum right right;
    void (*answer)(struct page *p);
};

struct routes {
    const struct route *at;
    size_t count;
};

struct routes route_list(void);

enum route_found { ROUTE_FOUND, ROUTE_OTHER_METHOD, ROUTE_NONE };

/* Finds the row and puts id, other and word of the path into the page. */
enum route_found route_find(struct page *p, const struct route **found);

str route_methods(str path); /* what may be asked of it, for the header Allow */
