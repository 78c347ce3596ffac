#include "wire/ics_zone.h"

#include "lang/zone.h"

enum {
    CHANGES_MOST = 200, /* of a feed over many years in a zone without a rule */
    YEARS_ALIKE = 4,    /* so many in a row make a rule */
    YEAR_MOST = 400 * 24 * 3600,
};

struct icaltimetype ics_wall(int64_t seconds, int64_t offset) {
    /* icaltime counts in time_t, and this is no time of UTC but what the wall shows. */
    struct icaltimetype t = icaltime_from_timet_with_zone((time_t)(seconds + offset), 0, NULL);
    t.zone = NULL;
    return t;
}

/* "The last Sunday of March at two": the same each year, or not. */
struct yearly {
    int month;
    int weekday; /* 1: Sunday, as libical counts */
    int nth;     /* in its month; -1: the last */
    int64_t minute;
};

static struct yearly yearly_of(const struct zone_change *c, bool last) {
    struct icaltimetype t = ics_wall(c->at, c->before);
    int nth = (t.day - 1) / 7 + 1;
    bool is_last = t.day + 7 > icaltime_days_in_month(t.month, t.year);
    return (struct yearly){t.month, icaltime_day_of_week(t), last ? (is_last ? -1 : 0) : nth,
            (int64_t)t.hour * 60 + t.minute};
}

static bool same_yearly(struct yearly a, struct yearly b) {
    return a.month == b.month && a.weekday == b.weekday && a.nth == b.nth && a.minute == b.minute;
}

/* The change that does the same about a year later. */
static bool next_alike(str zone, const struct zone_change *c, struct zone_change *found) {
    *found = *c;
    while (zone_changes(zone, found->at, found) && found->at - c->at < YEAR_MOST) {
        if (found->before == c->before && found->after == c->after) {
            return true;
        }
    }
    return false;
}

static bool has_rule(str zone, const struct zone_change *c, bool last, struct yearly *rule) {
    struct zone_change next = *c;
    *rule = yearly_of(c, last);
    bool holds = rule->nth != 0;
    for (int i = 0; holds && i < YEARS_ALIKE; i++) {
        struct zone_change from = next;
        holds = next_alike(zone, &from, &next) && same_yearly(yearly_of(&next, last), *rule);
    }
    return holds;
}

/* FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU */
static icalproperty *rule_property(struct yearly y) {
    struct icalrecurrencetype r;
    icalrecurrencetype_clear(&r);
    r.freq = ICAL_YEARLY_RECURRENCE;
    r.by_month[0] = (short)y.month;
    r.by_day[0] = (short)(y.nth < 0 ? -(y.weekday + 8) : y.weekday + 8 * y.nth);
    return icalproperty_new_rrule(r);
}

static void add_change(
        icalcomponent *into, const struct zone_change *c, const struct yearly *rule) {
    icalcomponent *change =
            icalcomponent_new(c->summer ? ICAL_XDAYLIGHT_COMPONENT : ICAL_XSTANDARD_COMPONENT);
    icalcomponent_add_property(change, icalproperty_new_dtstart(ics_wall(c->at, c->before)));
    icalcomponent_add_property(change, icalproperty_new_tzoffsetfrom((int)c->before));
    icalcomponent_add_property(change, icalproperty_new_tzoffsetto((int)c->after));
    if (rule) {
        icalcomponent_add_property(change, rule_property(*rule));
    }
    icalcomponent_add_component(into, change);
}

/* Both of the two changes of a year by a rule, which then hold for good. */
static bool add_rules(icalcomponent *into, str zone, const struct zone_change *c,
        const struct zone_change *next) {
    struct yearly one;
    struct yearly two;
    bool holds = (has_rule(zone, c, true, &one) || has_rule(zone, c, false, &one)) &&
                 (has_rule(zone, next, true, &two) || has_rule(zone, next, false, &two));
    if (holds) {
        add_change(into, c, &one);
        add_change(into, next, &two);
    }
    return holds;
}

icalcomponent *ics_zone(struct arena *mem, str zone, int64_t first, int64_t last) {
    icalcomponent *made = icalcomponent_new(ICAL_VTIMEZONE_COMPONENT);
    icalcomponent_add_property(made, icalproperty_new_tzid(arena_z(mem, zone)));
    struct zone_change c;
    struct zone_change next;
    if (!zone_changed(zone, first, &c)) { /* its clocks were never set before */
        int64_t offset = zone_offset(zone, first);
        c = (struct zone_change){.at = -offset, .before = offset, .after = offset};
    }
    bool goes_on = zone_changes(zone, first, &next);
    if (goes_on && add_rules(made, zone, &c, &next)) {
        return made;
    }
    add_change(made, &c, NULL);
    for (int i = 0; goes_on && next.at <= last && i < CHANGES_MOST; i++) {
        c = next;
        add_change(made, &c, NULL);
        goes_on = zone_changes(zone, c.at, &next);
    }
    return made;
}
