#include "trust/encounter_said.h"

#include "base/buf.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "lang/zone.h"

enum { MINUTE_SECONDS = 60 };

str encounter_how_said(struct work *w, str how) {
    if (str_eq(how, STR("video"))) {
        return say(w, "By video");
    }
    return str_eq(how, STR("phone")) ? say(w, "By phone") : say(w, "In person");
}

str encounter_when_said(struct work *w, const struct encounter *e, str zone) {
    if (e->ends <= e->starts) {
        return locale_date(w, e->day, DATE_LONG);
    }
    return say(w, "{1}, {2} minutes, {3} time", txt(locale_moment(w, e->starts, zone)),
            num((e->ends - e->starts) / MINUTE_SECONDS), txt(zone_place(w, zone)));
}

str encounter_side_name(const struct encounter *e, enum encounter_side side) {
    if (side == SIDE_OURS) {
        return e->own_name.len ? e->own_name : e->cluster_name;
    }
    return e->partner_name.len ? e->partner_name : e->partner_cluster_name;
}

str encounter_side_lang(const struct encounter *e, enum encounter_side side) {
    if (side == SIDE_OURS) {
        return e->own_name.len ? e->own_lang : e->cluster_lang;
    }
    return e->partner_name.len ? e->partner_lang : e->partner_cluster_lang;
}

str encounter_side_country(const struct encounter *e, enum encounter_side side) {
    if (side == SIDE_OURS) {
        return e->own_country.len ? e->own_country : e->cluster_country;
    }
    return e->partner_country.len ? e->partner_country : e->partner_cluster_country;
}

str encounter_other_zone(struct work *w, const struct encounter *e) {
    for (int side = SIDE_OURS; side <= SIDE_THEIRS; side++) {
        str country = encounter_side_country(e, (enum encounter_side)side);
        str zone = country.len ? zone_of_country(w->mem, country) : (str){0};
        if (zone.len && zone_offset(zone, e->starts) != zone_offset(e->zone, e->starts)) {
            return zone;
        }
    }
    return (str){0};
}

str encounter_names_said(struct work *w, const struct encounter_people *all,
        enum encounter_side side, int64_t without) {
    struct buf names = {.mem = w->mem};
    for (size_t i = 0; i < all->count; i++) {
        const struct encounter_person *p = &all->at[i];
        if (p->side == side && p->individual != without && p->name.len) {
            buf_add(&names, names.len ? say(w, ", ") : (str){0});
            buf_add(&names, p->name);
        }
    }
    return buf_str(&names);
}
