/* One page being answered: the request's work, who asks, and the markup so far.
 *
 * A page reads, decides, writes. page_open() writes everything above its own content, page_close()
 * everything below; a fault of the work turns the whole page into "500" there. */
#pragma once

#include "account/account.h"
#include "account/session.h"
#include "base/buf.h"
#include "base/work.h"
#include "directory/scope.h"
#include "http/response.h"
#include "web/house.h"

struct page {
    struct work work;
    struct buf out;
    const struct request *request;
    struct response *response;
    struct house *house;
    struct reader *reader;  /* this worker's, for texts */
    struct account account; /* id 0: a visitor */
    struct session session;
    struct scope scope;
    str lang;   /* the reader's, as in the path: "da" */
    str path;   /* after the language: "/organisations/12-alufyn" */
    int64_t id; /* the first number in the path, and the second */
    int64_t other;
    str word; /* the first word in the path that the route leaves open */
    int status;
    bool bare;    /* for who was sent here by mail: without the bar's words, search and account */
    int64_t wait; /* seconds until what was too much may be asked for again; with 429 */
};

/* Opens with its title as heading; page_open_with() leaves the heading to the page. */
void page_open(struct page *p, str title);
void page_open_with(struct page *p, str title);
void page_close(struct page *p);

/* For programs: what was written is JSON. An address that ends with ".json" has its errors as JSON
 * too. */
void page_data(struct page *p);
bool page_is_data(const struct page *p);

/* Ends the request elsewhere: a path after the language, already encoded, "/organisations/12". */
void page_redirect(struct page *p, str path);
void page_not_found(struct page *p);
/* A whole page that says what is wrong and what to do: 403, 404, 405, 413, 500... With 500 it says
 * what it can of the work's fault. With that and with 429 a form that was sent can be sent again as
 * it was. */
void page_error(struct page *p, int status);

/* For the log: that its asker came in or was refused, by what means, and whose account it is. */
void page_note(struct page *p, str event, int64_t account);
void page_means(struct page *p, str means);

/* Keeps what was written, or turns the page into 500. After it memory knows what was saved. */
bool page_saved(struct page *p);
void page_follow(struct page *p); /* for what was kept by other means */

/* The hidden fields every form that changes something begins with. */
void page_form_key(struct page *p);

/* A value that came with the address or the form, composed (lang/plain.h); empty if it did not. */
str page_query(const struct page *p, str name);
str page_form(const struct page *p, str name);
str page_form_line(const struct page *p, str name);  /* trimmed, and only what shows of it */
int64_t page_number(const struct page *p, str name); /* of the query; 0 if none */

bool page_signed_in(const struct page *p);
bool page_manages(const struct page *p); /* a cluster is chosen: session.cluster */
bool page_belongs(const struct page *p); /* or an organisation: session.organisation */

/* A readable end for addresses: "sonderjysk-aluklynge". */
str page_slug(struct page *p, str name);
str page_address(struct page *p, str kind, int64_t id, str name); /* "/organisations/12-alufyn" */
str page_target(
        struct page *p);        /* what was asked for, after the language, as it stands in a link */
str page_today(struct page *p); /* "2027-06-30" */
