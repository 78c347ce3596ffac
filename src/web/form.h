/* Forms made from column tables. What a person typed stays in its field until it is right.
 *
 *     struct form f = {.page = p, .columns = &listing_columns, .thing = &l, .flaws = &flaws};
 *     form_open(&f, STR("/listings/12/edit"));
 *     form_part(&f, say(w, "In your words"));
 *     form_column(&f, "title");
 *     form_hinted(&f, "text", say(w, "What, how much, by when."));
 *     form_part_end(&f);
 *     form_close(&f, say(w, "Save"));
 *
 * After a mistake the same page is written again with status 422, and after SAVED_OLD_VERSION with
 * 409 and `theirs`. */
#pragma once

#include "directory/column.h"
#include "web/page.h"

struct form {
    struct page *page;
    const struct columns *columns;
    const void *thing;         /* what the fields show */
    const struct flaws *flaws; /* NULL or none: nothing is wrong */
    int64_t version;           /* of the stored thing; 0: a new one, which has none */
    const void *theirs;        /* what somebody else saved meanwhile; else NULL */
    bool sectors_listed, countries_listed, languages_listed; /* the fields' own */
};

/* The tag, its key, and above it what is wrong, if anything is. */
void form_open(struct form *f, str action);
void form_part(struct form *f, str legend);
void form_part_end(struct form *f);

/* A part that stays closed while it is empty and nothing is wrong in it. */
void form_more(struct form *f, str summary, const char *const *names);
void form_more_end(struct form *f);

/* Label, hint, what is wrong and the control of one column. */
void form_column(struct form *f, const char *name);
void form_hinted(struct form *f, const char *name, str hint);

/* The button and the end of the form. Where there are more buttons, form_end() writes the first,
 * form_button() the others, whose name and value come only when they are pressed. */
void form_close(struct form *f, str said);
void form_end(struct form *f, str said);
void form_button(struct form *f, str name, str value, str said);
void form_done(struct form *f);

/* What came back for the columns named goes into the thing; NULL ends the names. */
void form_take(struct page *p, const struct columns *columns, const char *const *names, void *thing,
        struct flaws *flaws);

int64_t form_version(const struct page *p); /* which the form was made from */

/* The status of a form that was not stored: 422, or 409 after another's save. */
void form_refused(struct form *f);
