#include "trust/encounter_calendar.h"

#include "base/buf.h"
#include "db/db.h"
#include "lang/say.h"
#include "trust/encounter_said.h"

enum { DAY_SECONDS = 24 * 3600 };

/* "clusters.example.org" of "https://clusters.example.org:8443" */
static str host_of(str address) {
    str rest = address;
    str host = address;
    if (str_has(rest, STR("://"))) {
        (void)str_cut(&rest, '/', &host);
        rest = str_skip(rest, 1);
    }
    (void)str_cut(&rest, ':', &host);
    return host.len ? host : STR("handslag.invalid");
}

/* The same for as long as the meeting is: calendars know it by that (RFC 5545, 3.8.4.7). */
static str uid_of(struct work *w, str address, int64_t id) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, STR("meeting-"));
    buf_num(&out, id);
    buf_add(&out, STR("@"));
    buf_add(&out, host_of(address));
    return buf_str(&out);
}

static str page_of(struct work *w, str address, int64_t id) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, address);
    buf_add(&out, STR("/"));
    buf_add(&out, tongue_code(w->tongue));
    buf_add(&out, STR("/meetings/"));
    buf_num(&out, id);
    return buf_str(&out);
}

static str title_of(struct work *w, const struct encounter *e, enum encounter_side side) {
    str other = encounter_side_name(e, side == SIDE_OURS ? SIDE_THEIRS : SIDE_OURS);
    if (other.len == 0) {
        return e->title.len ? e->title : say(w, "Meeting");
    }
    return e->title.len ? say(w, "{1}: {2}", txt(other), txt(e->title))
                        : say(w, "Meeting with {}", txt(other));
}

static struct ics_event event_of(
        struct work *w, str address, const struct encounter *e, enum encounter_side side) {
    return (struct ics_event){.uid = uid_of(w, address, e->id),
            .sequence = e->sequence,
            .starts = e->starts,
            .ends = e->ends,
            .zone = e->zone,
            .title = title_of(w, e, side),
            .place = e->place,
            .link = page_of(w, address, e->id),
            .stamped = e->updated,
            .cancelled = e->state == ENCOUNTER_CANCELLED};
}

str encounter_feed(struct work *w, str address, int64_t individual) {
    struct ics_event *events = arena_new(w->mem, struct ics_event, ENCOUNTER_FEED_MOST);
    size_t count = 0;
    struct encounter e = {0};
    str side = {0};
    str state = {0};
    struct rows r = db_rows(w,
            "SELECT e.id, e.starts, e.ends, e.zone, e.place, e.title, e.state, e.sequence,"
            " e.updated, p.side, COALESCE(e.own_id, 0), COALESCE(e.partner_id, 0),"
            " COALESCE(o.name, ''), COALESCE(c.name, ''), COALESCE(po.name, ''),"
            " COALESCE(pc.name, '')"
            " FROM encounter_person AS p JOIN encounter AS e ON e.id = p.encounter_id"
            " LEFT JOIN organisation AS o ON o.id = e.own_id"
            " LEFT JOIN cluster AS c ON c.id = e.cluster_id"
            " LEFT JOIN organisation AS po ON po.id = e.partner_id"
            " LEFT JOIN cluster AS pc ON pc.id = e.partner_cluster_id"
            " WHERE p.individual_id = ? AND e.starts >= ? AND e.ends > e.starts"
            " AND e.state IN ('planned', 'held', 'cancelled') ORDER BY e.starts, e.id LIMIT ?",
            num(individual), num(w->now - (int64_t)ENCOUNTER_FEED_DAYS * DAY_SECONDS),
            num(ENCOUNTER_FEED_MOST));
    while (db_next(&r, to(e.id), to(e.starts), to(e.ends), to(e.zone), to(e.place), to(e.title),
            to(state), to(e.sequence), to(e.updated), to(side), to(e.own), to(e.partner),
            to(e.own_name), to(e.cluster_name), to(e.partner_name), to(e.partner_cluster_name))) {
        e.state = str_eq(state, STR("cancelled")) ? ENCOUNTER_CANCELLED : ENCOUNTER_PLANNED;
        events[count++] =
                event_of(w, address, &e, str_eq(side, STR("ours")) ? SIDE_OURS : SIDE_THEIRS);
    }
    return ics_feed(w->mem, say(w, "Handslag: meetings"), events, count);
}
