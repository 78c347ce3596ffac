/* Countries, regions, languages and currencies: ISO codes and their names for people.
 *
 * A name of an unknown code is the code itself. What people write, a name in any of the seven
 * languages, in the country's own, or a code, becomes the code; empty if nobody knows it. */
#pragma once

#include "base/work.h"

struct code_name {
    str code;
    str name;
};

struct code_names {
    const struct code_name *at;
    size_t count;
};

bool country_known(str code); /* ISO 3166-1: "DK" */
str country_name(enum tongue t, str code);
str country_of(struct arena *mem, str text); /* "Tyskland", "UK", "中国", "deu" */

bool region_known(str code); /* ISO 3166-2: "DK-83" */
str region_name(enum tongue t, str code);
str region_within(str code); /* the region around it, else its country */
str region_of(struct arena *mem, str country, str text);

bool language_known(str code); /* ISO 639-1: "da" */
str language_name(enum tongue t, str code);
str language_of(struct arena *mem, str text);

bool currency_known(str code); /* ISO 4217: "DKK" */
str currency_name(enum tongue t, str code);
str currency_of(struct arena *mem, str text);

/* Sorted as the reader expects. */
struct code_names country_list(struct work *w);
struct code_names region_list(struct work *w, str within); /* a country or a region: "FR-ARA" */
struct code_names language_list(struct work *w);
struct code_names currency_list(struct work *w);
