/* For the readers of SKOS: what a triple means, whatever it was written in, and the list itself. */
#pragma once

#include "wire/skos.h"

struct skos_triple {
    str subject, predicate; /* whole addresses */
    str object;             /* an address, or the text of a literal */
    str lang;
    bool literal;
};

void skos_take(struct skos *s, const struct skos_triple *t);

/* Finds them by name again, after some were taken out. */
void skos_index(struct skos *s);

void skos_read_turtle(struct skos *s, str bytes); /* and N-Triples */
void skos_read_xml(struct skos *s, str bytes);
