/* Letters that ask whether two mail addresses are one human's: at the address until now, where others
 * entered the new one, and then at the new one. In a transaction. */
#pragma once

#include "web/page.h"

struct address {
    int64_t individual; /* who is known here */
    str name;           /* as they are called there */
    str before;         /* the address they are known by */
    str mail;           /* the other one */
    enum tongue tongue; /* in which they are written to */
};

enum { ADDRESS_DAYS = 30, ADDRESS_LETTERS_MOST = 3 /* under way at a time */ };

/* False where enough of them are under way already: nobody's letter box is filled from here. */
bool address_letter_before(struct page *p, const struct address *a);
bool address_letter(struct page *p, const struct address *a);
