/* One field of a form: the control that suits its column's kind. */
#pragma once

#include "web/form.h"

struct field_of {
    struct form *form;
    const struct column *column;
    str value; /* in normal form, or as it was typed if that could not be read */
    str hint;
    enum flaw flaw;
};

void field_write(const struct field_of *f);

/* What several controls share: id, name and what describes them; the frame around choices; and
 * one choice, of which the first is where a link to the field leads. */
void field_attributes(const struct field_of *f);
void field_group_open(const struct field_of *f);
void field_group_close(const struct field_of *f);
void field_choice(const struct field_of *f, bool first, str value, bool chosen);
