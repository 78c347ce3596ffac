/* What a spreadsheet's number means: its cell's format says whether it is one, or a date. */
#pragma once

#include "base/arena.h"

enum style_kind { STYLE_PLAIN, STYLE_DATE, STYLE_TIME, STYLE_MOMENT, STYLE_PADDED };

struct style {
    enum style_kind kind;
    size_t digits; /* of STYLE_PADDED, as in the postcode 01067 */
};

struct style style_built_in(int64_t id);
struct style style_of_format(str code);

/* Dates as 2027-06-30, moments as 2027-06-30T14:30, times as 14:30; numbers with up to 15
 * digits and no exponent where they can be without. What is no number stays as it is. */
str value_text(struct arena *mem, str number, struct style style, bool from_1904);

/* With characters in the place of _x000D_ and the like. */
str value_unescaped(struct arena *mem, str text);
