/* A thesaurus as others publish it: concepts with their labels and what is broader.
 *
 *     struct skos s = skos_new(mem);
 *     if (skos_read(&s, bytes) && skos_finish(&s)) {
 *         for each of s.at ...
 *     } else ... s.flaw, s.line, s.about
 *
 * Read are Turtle, N-Triples and RDF/XML in the SKOS part; what the file is, its bytes decide.
 * Whoever reads tables fills the same lists. Several files may be read one after the other: what
 * they say of the same concept comes together. Labels are kept in our seven languages only. */
#pragma once

#include "base/arena.h"
#include "base/str.h"
#include "base/tongue.h"

#include <stdint.h>

enum {
    SKOS_CONCEPTS_MOST = 200000,
    SKOS_LABELS_MOST = 4000000,
    SKOS_LABEL_BYTES_MOST = 1000,
    SKOS_NAME_BYTES_MOST = 1000, /* of an address or a code */
    SKOS_DEPTH_MOST = 200,       /* brackets within brackets */
};

enum skos_flaw {
    SKOS_FINE,
    SKOS_ENCODING, /* not UTF-8 */
    SKOS_SYNTAX,
    SKOS_DOCTYPE, /* RDF/XML that declares words of its own */
    SKOS_DEEP,
    SKOS_TOO_MANY,
    SKOS_LABEL_TOO_LONG,
    SKOS_NAME_TOO_LONG,
    SKOS_NOTHING,    /* no concept with a label of our languages */
    SKOS_NO_COLUMNS, /* of a table: no code, or no label */
    SKOS_NO_CODE,    /* of a row */
    SKOS_CIRCLE,     /* its broader concepts lead back to `about` */
};

struct skos_label {
    str text;
    enum tongue tongue;
    bool preferred;
};

struct skos_concept {
    str name;     /* its address, or its code in a table */
    str notation; /* the code that is shown; after skos_finish() each has one of its own */
    str broader;  /* a name; the first that is given. After skos_finish() it is there */
    struct skos_label *labels;
    size_t label_count, label_room;
    bool declared; /* somebody said that it is a concept, not only spoke of it */
};

struct skos {
    struct arena *mem;
    struct skos_concept *at;
    size_t count, room;
    uint32_t *table; /* by the hash of the name */
    size_t table_room;
    size_t label_total;
    str title, licence, attribution; /* as the file says them, where it does */
    enum skos_flaw flaw;             /* the first one */
    size_t line;                     /* where it is; 0 where no line tells */
    str about;                       /* the name it is about, or empty */
};

struct skos skos_new(struct arena *mem);
bool skos_read(struct skos *s, str bytes);

/* After the last file: leaves out what is no concept or has no label, and sees that codes tell
 * concepts apart and that broader ones end somewhere. */
bool skos_finish(struct skos *s);

bool skos_looks_like(str bytes); /* rather than a table */

/* The concept of that name, which is made if need be; NULL after a flaw. Valid until the next. */
struct skos_concept *skos_concept(struct skos *s, str name);
bool skos_find(const struct skos *s, str name, uint32_t *at);
void skos_label(struct skos *s, struct skos_concept *c, struct skos_label label);
void skos_fail(struct skos *s, enum skos_flaw flaw, size_t line);

/* "de", "de-AT", "no" (which is nb), "zh-Hans"; false for what is none of ours. */
bool skos_tongue(str tag, enum tongue *found);
