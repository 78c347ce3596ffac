#include "web/place.h"

#include "lang/codes.h"
#include "lang/say.h"

static str with(struct work *w, str narrow, str wide) {
    if (!narrow.len || !wide.len || str_eq(narrow, wide)) {
        return narrow.len ? narrow : wide;
    }
    return say(w, "{}, {}", txt(narrow), txt(wide));
}

str place_text(struct work *w, str place, str region, str country) {
    str inner = with(w, place, region.len ? region_name(w->tongue, region) : (str){0});
    return with(w, inner, country.len ? country_name(w->tongue, country) : (str){0});
}
