/* What is stored, in words: the value of any column as a reader reads it. */
#pragma once

#include "directory/column.h"
#include "web/page.h"

/* "da;en" is "Danish, English", "24.42" is "24.42 Aluminium production"; empty stays empty. */
str fact_text(struct work *w, const struct column *c, str value);

/* Several in one line, as the reader's language strings them together. */
str fact_joined(struct work *w, str list, str (*one)(struct work *w, str item));

/* <dt> and <dd> of a column; nothing where nothing is stated. */
void fact_row(struct page *p, const struct columns *all, const void *thing, const char *name);
void fact_said(struct page *p, str title, str said);

/* A text in its language, one <p> a paragraph, lines as they were typed. */
void fact_paragraphs(struct page *p, str text, str lang);

/* The same, where somebody else writes the pieces, which are slices of the text. */
struct fact_writer {
    void (*put)(struct page *p, const void *who, str piece);
    const void *who;
};
void fact_paragraphs_by(struct page *p, str text, str lang, struct fact_writer writer);

/* An element's text with its language and, where it is not the reader's, the tag that says so. */
void fact_tongue(struct page *p, str lang, bool machine);
