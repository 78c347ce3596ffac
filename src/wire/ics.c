#include "wire/ics.h"

#include "base/buf.h"
#include "lang/zone.h"
#include "wire/ics_zone.h"
#include "wire/mime.h"
#include "wire/tame.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;

/* libical ends the process on a fault unless it is told not to. */
static void make_mild(void) {
    icalerror_set_errors_are_fatal(0);
}

static char *word(struct arena *mem, str s) {
    return arena_z(mem, tame_line(mem, s));
}

/* A parameter cannot hold quotation marks (RFC 5545, 3.1), and few read RFC 6868. */
static char *quotable(struct arena *mem, str s) {
    char *z = word(mem, s);
    for (char *c = z; *c; c++) {
        if (*c == '"') {
            *c = '\'';
        } else if (*c == '^') {
            *c = ' ';
        }
    }
    return z;
}

/* What stands for itself in "mailto:" (RFC 6068, 2). */
static bool stays_in_address(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-._~!$'*+@", c));
}

static char *address_of(struct arena *mem, str mail) {
    static const char hex[] = "0123456789ABCDEF";
    struct buf out = {.mem = mem};
    buf_add(&out, STR("mailto:"));
    for (size_t i = 0; i < mail.len; i++) {
        unsigned char c = (unsigned char)mail.at[i];
        char coded[3] = {'%', hex[c >> 4], hex[c & 15]};
        buf_add(&out,
                stays_in_address(mail.at[i]) ? (str){&mail.at[i], 1} : (str){coded, sizeof(coded)});
    }
    return arena_z(mem, buf_str(&out));
}

static void add_name(struct arena *mem, icalproperty *p, str name) {
    char *z = quotable(mem, name);
    if (*z) {
        icalproperty_add_parameter(p, icalparameter_new_cn(z));
    }
}

static icalparameter_partstat partstat(enum ics_state state) {
    switch (state) {
    case ICS_ACCEPTED: return ICAL_PARTSTAT_ACCEPTED;
    case ICS_DECLINED: return ICAL_PARTSTAT_DECLINED;
    case ICS_TENTATIVE: return ICAL_PARTSTAT_TENTATIVE;
    case ICS_ASKED: break;
    }
    return ICAL_PARTSTAT_NEEDSACTION;
}

static void add_attendee(struct arena *mem, icalcomponent *event, const struct ics_person *who) {
    if (!mime_is_mail(who->mail)) {
        return;
    }
    icalproperty *p = icalproperty_new_attendee(address_of(mem, who->mail));
    add_name(mem, p, who->name);
    icalproperty_add_parameter(p, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
    icalproperty_add_parameter(p, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
    icalproperty_add_parameter(p, icalparameter_new_partstat(partstat(who->state)));
    if (who->state == ICS_ASKED) {
        icalproperty_add_parameter(p, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
    }
    icalcomponent_add_property(event, p);
}

static void add_organiser(struct arena *mem, icalcomponent *event, const struct ics_event *e) {
    const struct ics_person *who = &e->organiser;
    if (mime_is_mail(who->mail)) {
        icalproperty *p = icalproperty_new_organizer(address_of(mem, who->mail));
        add_name(mem, p, who->name);
        if (mime_is_mail(e->sender)) {
            icalproperty_add_parameter(p, icalparameter_new_sentby(address_of(mem, e->sender)));
        }
        icalcomponent_add_property(event, p);
    }
}

static bool is_in_zone(const struct ics_event *e) {
    return zone_is(e->zone) && !str_eq(e->zone, STR("UTC"));
}

static struct icaltimetype in_utc(int64_t seconds) {
    return icaltime_from_timet_with_zone((time_t)seconds, 0, icaltimezone_get_utc_timezone());
}

static icalproperty *time_property(
        struct arena *mem, const struct ics_event *e, int64_t at, icalproperty_kind kind) {
    bool in_zone = is_in_zone(e);
    struct icaltimetype t = in_zone ? ics_wall(at, zone_offset(e->zone, at)) : in_utc(at);
    icalproperty *p =
            kind == ICAL_DTSTART_PROPERTY ? icalproperty_new_dtstart(t) : icalproperty_new_dtend(t);
    if (in_zone) {
        icalproperty_add_parameter(p, icalparameter_new_tzid(arena_z(mem, e->zone)));
    }
    return p;
}

static void add_words(struct arena *mem, icalcomponent *event, const struct ics_event *e) {
    str place = tame_line(mem, e->place);
    str text = tame_lines(mem, e->text);
    str title = tame_line(mem, e->title);
    /* It has to be there (RFC 5546, 3.2.2), and say something. */
    icalcomponent_add_property(
            event, icalproperty_new_summary(title.len ? arena_z(mem, title) : "-"));
    if (place.len) {
        icalcomponent_add_property(event, icalproperty_new_location(arena_z(mem, place)));
    }
    if (text.len) {
        icalcomponent_add_property(event, icalproperty_new_description(arena_z(mem, text)));
    }
    if (tame_is_link(e->link)) {
        icalcomponent_add_property(event, icalproperty_new_url(arena_z(mem, e->link)));
    }
}

static icalcomponent *event_of(struct arena *mem, const struct ics_event *e, bool attendees) {
    icalcomponent *event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    icalcomponent_add_property(event, icalproperty_new_uid(word(mem, e->uid)));
    icalcomponent_add_property(event, icalproperty_new_sequence((int)e->sequence));
    icalcomponent_add_property(event, icalproperty_new_dtstamp(in_utc(e->stamped)));
    icalcomponent_add_property(event, icalproperty_new_lastmodified(in_utc(e->stamped)));
    icalcomponent_add_property(event, time_property(mem, e, e->starts, ICAL_DTSTART_PROPERTY));
    icalcomponent_add_property(event, time_property(mem, e, e->ends, ICAL_DTEND_PROPERTY));
    icalcomponent_add_property(event,
            icalproperty_new_status(e->cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    add_words(mem, event, e);
    add_organiser(mem, event, e);
    for (size_t i = 0; attendees && i < e->count; i++) {
        add_attendee(mem, event, &e->attendees[i]);
    }
    return event;
}

static icalcomponent *calendar(icalproperty_method method) {
    (void)pthread_once(&once, make_mild);
    icalcomponent *made = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
    icalcomponent_add_property(made, icalproperty_new_version("2.0"));
    icalcomponent_add_property(made, icalproperty_new_prodid("-//Handslag//Handslag//EN"));
    icalcomponent_add_property(made, icalproperty_new_calscale("GREGORIAN"));
    if (method != ICAL_METHOD_NONE) {
        icalcomponent_add_property(made, icalproperty_new_method(method));
    }
    return made;
}

static int by_zone_and_time(const void *a, const void *b) {
    const struct ics_event *one = *(const struct ics_event *const *)a;
    const struct ics_event *two = *(const struct ics_event *const *)b;
    int order = str_order(one->zone, two->zone);
    return order ? order : (one->starts > two->starts) - (one->starts < two->starts);
}

/* Each zone that is used, once, for as long as it is. */
static void add_zones(
        struct arena *mem, icalcomponent *to, const struct ics_event *events, size_t count) {
    const struct ics_event **sorted = arena_new(mem, const struct ics_event *, count + 1);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = &events[i];
    }
    qsort((void *)sorted, count, sizeof(void *), by_zone_and_time);
    for (size_t i = 0; i < count;) {
        const struct ics_event *first = sorted[i];
        int64_t last = first->ends;
        while (i < count && str_eq(sorted[i]->zone, first->zone)) {
            last = sorted[i]->ends > last ? sorted[i]->ends : last;
            i++;
        }
        if (is_in_zone(first)) {
            icalcomponent_add_component(to, ics_zone(mem, first->zone, first->starts, last));
        }
    }
}

/* As one line each. A fold of libical's may stand between the CR and the LF at the end of a line, where
 * it would cut the text, so none of them stays. */
static str unfolded(struct arena *mem, str text) {
    struct buf out = {.mem = mem};
    while (text.len) {
        bool fold = str_starts(text, STR("\r\n "));
        buf_add(&out, fold ? (str){0} : (str){text.at, 1});
        text = str_skip(text, fold ? 3 : 1);
    }
    return buf_str(&out);
}

/* Takes the calendar. */
static str written(struct arena *mem, icalcomponent *c) {
    struct buf out = {.mem = mem};
    char *z = icalcomponent_as_ical_string_r(c);
    str text = unfolded(mem, str_of(z));
    for (str line; text.len && str_cut(&text, '\n', &line);) {
        tame_fold(&out, str_ends(line, STR("\r")) ? (str){line.at, line.len - 1} : line);
    }
    icalmemory_free_buffer(z);
    icalcomponent_free(c);
    return buf_str(&out);
}

static bool has_people(const struct ics_event *e) {
    bool found = false;
    for (size_t i = 0; !found && i < e->count; i++) {
        found = mime_is_mail(e->attendees[i].mail);
    }
    return found && mime_is_mail(e->organiser.mail);
}

static str one(struct arena *mem, const struct ics_event *e, icalproperty_method method) {
    if (!has_people(e)) {
        return (str){0};
    }
    icalcomponent *c = calendar(method);
    add_zones(mem, c, e, 1);
    icalcomponent_add_component(c, event_of(mem, e, true));
    return written(mem, c);
}

str ics_request(struct arena *mem, const struct ics_event *e) {
    struct ics_event asked = *e;
    asked.cancelled = false;
    return one(mem, &asked, ICAL_METHOD_REQUEST);
}

str ics_cancel(struct arena *mem, const struct ics_event *e) {
    struct ics_event over = *e;
    over.cancelled = true;
    return one(mem, &over, ICAL_METHOD_CANCEL);
}

str ics_object(struct arena *mem, const struct ics_event *e) {
    return one(mem, e, ICAL_METHOD_NONE);
}

/* The name as calendars show it, of old and by RFC 7986, and how often they may ask again. */
static void add_feed_words(struct arena *mem, icalcomponent *c, str name) {
    char *z = word(mem, name);
    icalproperty *x = icalproperty_new_x(z);
    icalproperty_set_x_name(x, "X-WR-CALNAME");
    icalcomponent_add_property(c, icalproperty_new_name(z));
    icalcomponent_add_property(c, x);
    icalproperty *often = icalproperty_new_refreshinterval(icaldurationtype_from_int(6 * 3600));
    icalproperty_add_parameter(often, icalparameter_new_value(ICAL_VALUE_DURATION));
    icalcomponent_add_property(c, often);
}

str ics_feed(struct arena *mem, str name, const struct ics_event *events, size_t count) {
    icalcomponent *c = calendar(ICAL_METHOD_PUBLISH);
    add_feed_words(mem, c, name);
    add_zones(mem, c, events, count);
    for (size_t i = 0; i < count; i++) {
        icalcomponent_add_component(c, event_of(mem, &events[i], false));
    }
    return written(mem, c);
}
