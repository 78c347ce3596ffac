/* A thesaurus written as SKOS Turtle. The names of concepts are whole addresses. */
#pragma once

#include "base/buf.h"
#include "wire/skos.h"

struct skos_scheme {
    str name; /* the address of the scheme itself */
    str title, licence, attribution;
};

struct skos_writing;

struct skos_writing *skos_write_begin(struct buf *out, const struct skos_scheme *scheme);
void skos_write(struct skos_writing *w, const struct skos_concept *c);
void skos_write_end(struct skos_writing *w);
