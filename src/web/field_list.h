/* Fields that take several values: boxes to tick for what is common or chosen already, and a line
 * for anything else, by name or code, with commas between. */
#pragma once

#include "web/field.h"

void field_list_write(const struct field_of *f);

/* All that came back under the column's name as one list with ";". */
str field_list_typed(struct page *p, const struct column *c);
