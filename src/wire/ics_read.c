/* libical is shown only what a reply is about: the calendar, its events and six of their properties.
 * So alarms, rules of recurrence, attachments and whatever else stands in it are never interpreted. */
#include "base/buf.h"
#include "wire/ics.h"
#include "wire/mime.h"

#include <libical/ical.h>
#include <string.h>
#include <strings.h>

enum { LINES_MOST = 2000, LINE_MOST = 4000, LEVELS_MOST = 8, UID_MOST = 255 };

/* What is left of the bytes, and where in the calendar one is. */
struct reading {
    str rest;
    size_t lines;
    int level;   /* of components that are open */
    int outside; /* the level at which one began that is passed over; 0: none */
};

static bool is_word(str s, const char *word) {
    return s.len == strlen(word) && strncasecmp(s.at, word, s.len) == 0;
}

static bool cut_physical(str *rest, str *line) {
    if (!rest->len || !str_cut(rest, '\n', line)) {
        return false;
    }
    line->len -= str_ends(*line, STR("\r")) ? 1 : 0;
    return true;
}

/* One line of content, unfolded (RFC 5545, 3.1); false at the end, or where there is too much. */
static bool next_line(struct reading *r, struct buf *line) {
    str part;
    line->len = 0;
    if (!cut_physical(&r->rest, &part)) {
        return false;
    }
    buf_add(line, part);
    r->lines++;
    while (r->rest.len && (r->rest.at[0] == ' ' || r->rest.at[0] == '\t') &&
            cut_physical(&r->rest, &part)) {
        buf_add(line, str_skip(part, 1));
        r->lines++;
    }
    return true;
}

static bool is_plain(str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F) {
            return false;
        }
    }
    return true;
}

static bool is_wanted(str name) {
    static const char *const names[] = {
            "VERSION", "METHOD", "UID", "SEQUENCE", "DTSTAMP", "ATTENDEE"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (is_word(name, names[i])) {
            return true;
        }
    }
    return false;
}

/* Whether the line is kept; follows which components it opens and closes. */
static bool keeps(struct reading *r, str line) {
    str what = line;
    str name;
    if (!str_cut(&what, ':', &name)) {
        return false;
    }
    if (is_word(name, "BEGIN")) {
        bool known = is_word(str_trim(what), "VCALENDAR") || is_word(str_trim(what), "VEVENT");
        r->level++;
        r->outside = r->outside || known ? r->outside : r->level;
        return !r->outside;
    }
    if (is_word(name, "END")) {
        bool within = !r->outside;
        r->outside = r->outside == r->level ? 0 : r->outside;
        r->level--;
        return within;
    }
    str head = name;
    str bare = name;
    if (str_has(head, STR(";"))) {
        (void)str_cut(&head, ';', &bare);
    }
    return !r->outside && is_wanted(bare);
}

/* The few lines libical is shown; false where there are more than a reply has. */
static bool picked(struct arena *mem, str bytes, struct buf *out) {
    struct reading r = {.rest = bytes};
    struct buf line = {.mem = mem};
    while (next_line(&r, &line)) {
        str whole = buf_str(&line);
        bool kept = keeps(&r, whole);
        if (r.lines > LINES_MOST || r.level > LEVELS_MOST || r.level < 0) {
            return false;
        }
        if (kept && whole.len > LINE_MOST) {
            return false;
        }
        if (kept && is_plain(whole)) {
            buf_add(out, whole);
            buf_add(out, STR("\r\n"));
        }
    }
    return true;
}

static int hex_of(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Out of "mailto:a%2Bb@example.org"; empty if it is no address. */
static str mail_of(struct arena *mem, str address) {
    struct buf out = {.mem = mem};
    if (address.len < 7 || strncasecmp(address.at, "mailto:", 7) != 0) {
        return (str){0};
    }
    for (size_t i = 7; i < address.len; i++) {
        bool coded = address.at[i] == '%' && i + 2 < address.len &&
                     hex_of(address.at[i + 1]) >= 0 && hex_of(address.at[i + 2]) >= 0;
        char c = address.at[i];
        if (coded) {
            c = (char)(hex_of(address.at[i + 1]) * 16 + hex_of(address.at[i + 2]));
            i += 2;
        }
        buf_add(&out, (str){&c, 1});
    }
    return mime_is_mail(buf_str(&out)) ? buf_str(&out) : (str){0};
}

static bool state_of(icalproperty *attendee, enum ics_state *state) {
    icalparameter *p = icalproperty_get_first_parameter(attendee, ICAL_PARTSTAT_PARAMETER);
    icalparameter_partstat said = p ? icalparameter_get_partstat(p) : ICAL_PARTSTAT_NONE;
    *state = said == ICAL_PARTSTAT_ACCEPTED    ? ICS_ACCEPTED
             : said == ICAL_PARTSTAT_DECLINED  ? ICS_DECLINED
             : said == ICAL_PARTSTAT_TENTATIVE ? ICS_TENTATIVE
                                               : ICS_ASKED;
    return *state != ICS_ASKED;
}

static bool is_uid(str uid) {
    bool fine = uid.len > 0 && uid.len <= UID_MOST;
    for (size_t i = 0; fine && i < uid.len; i++) {
        fine = uid.at[i] > ' ' && uid.at[i] < 0x7F;
    }
    return fine;
}

static bool read_event(struct arena *mem, icalcomponent *event, struct ics_answer *found) {
    icalproperty *who = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY);
    bool is_one = who && !icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY);
    if (!is_one || !state_of(who, &found->state)) {
        return false;
    }
    struct icaltimetype stamp = icalcomponent_get_dtstamp(event);
    found->uid = arena_copy(mem, str_of(icalcomponent_get_uid(event)));
    found->mail = mail_of(mem, str_of(icalproperty_get_attendee(who)));
    found->sequence = icalcomponent_get_sequence(event);
    found->stamped = icaltime_is_null_time(stamp) || !icaltime_is_valid_time(stamp)
                             ? 0
                             : (int64_t)icaltime_as_timet(stamp);
    return is_uid(found->uid) && found->mail.len && found->sequence >= 0;
}

static enum ics_reply read_calendar(
        struct arena *mem, icalcomponent *calendar, struct ics_answer *found) {
    bool is_reply = icalcomponent_isa(calendar) == ICAL_VCALENDAR_COMPONENT &&
                    icalcomponent_get_method(calendar) == ICAL_METHOD_REPLY;
    icalcomponent *event =
            is_reply ? icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT) : NULL;
    if (!is_reply) {
        return ICS_REPLY_NONE;
    }
    return event && read_event(mem, event, found) ? ICS_REPLY_FINE : ICS_REPLY_LACKS;
}

enum ics_reply ics_read_reply(struct arena *mem, str bytes, struct ics_answer *found) {
    struct buf out = {.mem = mem};
    *found = (struct ics_answer){0};
    if (bytes.len > ICS_REPLY_MOST || !picked(mem, bytes, &out)) {
        return ICS_REPLY_LONG;
    }
    icalerror_set_errors_are_fatal(0); /* or libical ends the process */
    icalcomponent *calendar = out.len ? icalparser_parse_string(arena_z(mem, buf_str(&out))) : NULL;
    if (!calendar) {
        return ICS_REPLY_NONE;
    }
    enum ics_reply said = read_calendar(mem, calendar, found);
    icalcomponent_free(calendar);
    if (said != ICS_REPLY_FINE) {
        *found = (struct ics_answer){0};
    }
    return said;
}
