#include "trust/encounter_warning.h"

#include "base/buf.h"
#include "db/db.h"
#include "lang/date.h"
#include "lang/holiday.h"
#include "lang/zone.h"
#include "trust/encounter_said.h"

enum { EARLY_MINUTE = 8 * 60, LATE_MINUTE = 18 * 60, DAY_SECONDS = 24 * 3600, HOUR_MINUTES = 60 };

static void add(struct encounter_warnings *all, const struct encounter_warning *one) {
    if (all->count < ENCOUNTER_WARNINGS_MOST) {
        all->at[all->count++] = *one;
    }
}

/* 1 January 1970 was a Thursday. */
static bool is_weekend(str day) {
    enum { WEEK = 7, THURSDAY = 3, SATURDAY = 5 };
    return (date_seconds(day) / DAY_SECONDS + THURSDAY) % WEEK >= SATURDAY;
}

static str clock_text(struct work *w, int minute) {
    enum { TEN = 10 };
    struct buf out = {.mem = w->mem};
    buf_num(&out, minute / HOUR_MINUTES);
    buf_add(&out, minute % HOUR_MINUTES < TEN ? STR(":0") : STR(":"));
    buf_num(&out, minute % HOUR_MINUTES);
    return buf_str(&out);
}

/* What the clocks and the calendar of one country say. */
static void of_place(struct work *w, const struct encounter *e, str country, str zone,
        struct encounter_warnings *all) {
    struct zone_time from = zone_time(w->mem, zone, e->starts);
    struct zone_time to = zone_time(w->mem, zone, e->ends);
    str holiday = country.len ? holiday_name(w, country, from.day) : (str){0};
    if (holiday.len) {
        add(all, &(struct encounter_warning){WARNING_HOLIDAY, holiday, country, 0});
    }
    if (is_weekend(from.day)) {
        add(all, &(struct encounter_warning){WARNING_WEEKEND, from.day, zone, 0});
    }
    bool next_day = !str_eq(from.day, to.day);
    if (e->ends > e->starts &&
            (from.minute < EARLY_MINUTE || to.minute > LATE_MINUTE || next_day)) {
        add(all, &(struct encounter_warning){WARNING_HOURS, clock_text(w, from.minute), zone, 0});
    }
}

static void of_places(struct work *w, const struct encounter *e, struct encounter_warnings *all) {
    str ours = encounter_side_country(e, SIDE_OURS);
    str theirs = encounter_side_country(e, SIDE_THEIRS);
    str zone = encounter_other_zone(w, e);
    bool theirs_is_other = zone.len && str_eq(zone, zone_of_country(w->mem, theirs));
    of_place(w, e, theirs_is_other ? ours : theirs, e->zone, all);
    if (zone.len) {
        of_place(w, e, theirs_is_other ? theirs : ours, zone, all);
    } else if (ours.len && !str_eq(ours, theirs)) {
        str holiday = holiday_name(w, ours, e->day);
        if (holiday.len) {
            add(all, &(struct encounter_warning){WARNING_HOLIDAY, holiday, ours, 0});
        }
    }
}

/* Somebody of the same side meets the same organisation, or the same cluster, soon before or after. */
static void of_colleagues(
        struct work *w, const struct encounter *e, struct encounter_warnings *all) {
    struct encounter_warning one = {.kind = WARNING_COLLEAGUE};
    struct rows r = db_rows(w,
            "SELECT e.id, e.day, COALESCE(a.name, '') FROM encounter AS e"
            " LEFT JOIN account AS a ON a.id = e.account_id"
            " WHERE e.id <> ? AND e.state IN ('planned', 'held')"
            " AND COALESCE(e.cluster_id, 0) = ? AND (e.cluster_id IS NOT NULL OR e.own_id = ?)"
            " AND ((? > 0 AND e.partner_id = ?)"
            "      OR (? = 0 AND e.partner_id IS NULL AND e.partner_cluster_id = ?))"
            " AND e.starts BETWEEN ? AND ? ORDER BY e.starts LIMIT 3",
            num(e->id), num(e->cluster), num(e->own), num(e->partner), num(e->partner),
            num(e->partner), num(e->partner_cluster),
            num(e->starts - (int64_t)ENCOUNTER_NEAR_DAYS * DAY_SECONDS),
            num(e->starts + (int64_t)ENCOUNTER_NEAR_DAYS * DAY_SECONDS));
    while (db_next(&r, to(one.encounter), to(one.where), to(one.what))) {
        add(all, &one);
    }
}

/* Which meeting it is that keeps them busy is theirs to tell. */
static void of_busy(struct work *w, const struct encounter *e,
        const struct encounter_people *people, struct encounter_warnings *all) {
    struct arg values[ENCOUNTER_PEOPLE_MOST + 3];
    struct encounter_warning one = {.kind = WARNING_BUSY};
    values[0] = num(e->id);
    values[1] = num(e->ends);
    values[2] = num(e->starts);
    for (size_t i = 0; i < ENCOUNTER_PEOPLE_MOST; i++) {
        bool ours = i < people->count && people->at[i].side == SIDE_OURS;
        values[3 + i] = num(ours ? people->at[i].individual : 0);
    }
    struct rows r = db_rows_of(w,
            "SELECT DISTINCT COALESCE((SELECT a.name FROM account AS a WHERE a.id = i.account_id),"
            " (SELECT MAX(q.name) FROM person AS q WHERE q.individual_id = i.id), '')"
            " FROM encounter AS e JOIN encounter_person AS p ON p.encounter_id = e.id"
            " JOIN individual AS i ON i.id = p.individual_id"
            " WHERE e.id <> ? AND e.state = 'planned' AND e.starts < ? AND e.ends > ?"
            " AND p.reply <> 'not-coming' AND p.individual_id IN"
            " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            "  ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ORDER BY 1 LIMIT 5",
            ((struct args){values, ENCOUNTER_PEOPLE_MOST + 3}));
    while (db_next(&r, to(one.what))) {
        add(all, &one);
    }
}

struct encounter_warnings encounter_warnings(
        struct work *w, const struct encounter *e, const struct encounter_people *people) {
    struct encounter_warnings all = {
            .at = arena_new(w->mem, struct encounter_warning, ENCOUNTER_WARNINGS_MOST)};
    if (e->starts > w->now) {
        of_places(w, e, &all);
        of_colleagues(w, e, &all);
        of_busy(w, e, people, &all);
    }
    return all;
}
