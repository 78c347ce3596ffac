/* A feed that programs read again and again: Atom (RFC 4287). Each entry is a short text and the
 * address of the page it leads to. What people wrote is text, never markup; characters that XML does
 * not have become blanks. */
#pragma once

#include "base/arena.h"

#include <stdint.h>

struct atom_entry {
    str id;     /* an address (IRI), for good: the same entry has the same */
    str title;  /* plain */
    str text;   /* plain, of several lines; may be empty */
    str link;   /* http or https */
    int64_t at; /* when it came or was last changed, in seconds since 1970 */
};

struct atom_feed {
    str id; /* as an entry's */
    str title, author;
    str lang;   /* BCP 47: "da" */
    str self;   /* its own address */
    str link;   /* the page that shows the same */
    int64_t at; /* when anything in it was last changed */
    const struct atom_entry *entries;
    size_t count;
};

str atom_write(struct arena *mem, const struct atom_feed *feed);
