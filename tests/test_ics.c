/* Calendars as libical reads them, and replies as anybody may send them. */
#include "base/buf.h"
#include "lang/zone.h"
#include "tests/payloads.h"
#include "tests/test.h"
#include "wire/ics.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

enum { OCTETS_MOST = 75, STAMP = 1800000000 };

static struct ics_person people[] = {
        {STR("Käthe Weiß"), STR("kaethe.weiss@example.org"), ICS_ASKED},
        {STR("王小明"), STR("wang+meet@example.cn"), ICS_ACCEPTED},
        {STR(""), STR("o'neil@example.ie"), ICS_DECLINED},
};

static struct ics_event event(void) {
    str zone = STR("Europe/Copenhagen");
    int64_t at = zone_seconds(zone, STR("2027-06-30"), 600);
    return (struct ics_event){.uid = STR("meeting-12@handslag.example"),
            .sequence = 2,
            .starts = at,
            .ends = at + 3600,
            .zone = zone,
            .title = STR("Treffen in Tønder; Halle 3, oben"),
            .place = STR("Møllevej 7, Tønder"),
            .text = STR("Erste Zeile\nzweite, mit \\ und ; und \"Zeichen\""),
            .link = STR("https://handslag.example/de/meetings/12"),
            .organiser = {STR("Åse Holm"), STR("aase@example.dk"), ICS_ACCEPTED},
            .sender = STR("post@handslag.example"),
            .attendees = people,
            .count = 3,
            .stamped = STAMP};
}

static struct arena *mem(void) {
    static struct arena a;
    return &a;
}

static icalcomponent *read(str bytes) {
    icalerror_set_errors_are_fatal(0);
    return icalparser_parse_string(arena_z(mem(), bytes));
}

/* Components and names of properties with those of their parameters, one a line: what nobody's words
 * may change. */
static void put_skeleton(struct buf *out, icalcomponent *c) {
    buf_add(out, str_of(icalcomponent_kind_to_string(icalcomponent_isa(c))));
    buf_add(out, STR("("));
    for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_ANY_PROPERTY); p;
            p = icalcomponent_get_next_property(c, ICAL_ANY_PROPERTY)) {
        buf_add(out, str_of(icalproperty_get_property_name(p)));
        for (icalparameter *q = icalproperty_get_first_parameter(p, ICAL_ANY_PARAMETER); q;
                q = icalproperty_get_next_parameter(p, ICAL_ANY_PARAMETER)) {
            buf_add(out, STR(";"));
            buf_add(out, str_of(icalparameter_kind_to_string(icalparameter_isa(q))));
        }
        buf_add(out, STR(" "));
    }
    for (icalcomponent *i = icalcomponent_get_first_component(c, ICAL_ANY_COMPONENT); i;
            i = icalcomponent_get_next_component(c, ICAL_ANY_COMPONENT)) {
        put_skeleton(out, i);
    }
    buf_add(out, STR(")"));
}

static str skeleton(str bytes) {
    struct buf out = {.mem = mem()};
    icalcomponent *c = read(bytes);
    if (c) {
        put_skeleton(&out, c);
        icalcomponent_free(c);
    }
    return buf_str(&out);
}

/* RFC 5545, 3.1: no octet more, CR LF alone, and no character cut in two. */
static bool lines_are_sound(str bytes) {
    bool sound = str_ends(bytes, STR("\r\n"));
    size_t column = 0;
    for (size_t i = 0; sound && i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.at[i];
        if (c == '\r') {
            sound = i + 1 < bytes.len && bytes.at[i + 1] == '\n';
        } else if (c == '\n') {
            bool folded = i + 2 < bytes.len && bytes.at[i + 1] == ' ';
            sound = bytes.at[i - 1] == '\r' &&
                    !(folded && ((unsigned char)bytes.at[i + 2] & 0xC0) == 0x80);
            column = 0;
        } else {
            sound = c >= 0x20 && c != 0x7F && ++column <= OCTETS_MOST;
        }
    }
    return sound && !str_has(bytes, STR("\xC2\x85")) && !str_has(bytes, STR("\xE2\x80\xA8"));
}

static bool is_accepted(str bytes) {
    icalcomponent *c = read(bytes);
    bool fine = c && icalcomponent_is_valid(c) && icalcomponent_count_errors(c) == 0 &&
                icalrestriction_check(c);
    fine = fine && icalcomponent_count_errors(c) == 0; /* the check leaves what it found there */
    if (c) {
        icalcomponent_free(c);
    }
    return fine && lines_are_sound(bytes);
}

static void libical_accepts_all_of_them(void) {
    struct ics_event e = event();
    struct ics_event two[] = {e, e};
    two[1].uid = STR("meeting-13@handslag.example");
    two[1].zone = STR("Asia/Shanghai");
    CHECK(is_accepted(ics_request(mem(), &e)));
    CHECK(is_accepted(ics_cancel(mem(), &e)));
    CHECK(is_accepted(ics_object(mem(), &e)));
    CHECK(is_accepted(ics_feed(mem(), STR("Meine Treffen"), two, 2)));
    CHECK(is_accepted(ics_feed(mem(), STR("Nothing yet"), NULL, 0)) ||
            !icalcomponent_new_from_string("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"));
    e.place = e.text = e.link = e.title = (str){0};
    CHECK(is_accepted(ics_request(mem(), &e)));
}

/* The checks find what they look for. */
static void what_is_wrong_is_not_accepted(void) {
    struct ics_event e = event();
    str fine = ics_request(mem(), &e);
    CHECK(!is_accepted(STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
                           "UID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")));
    CHECK(!lines_are_sound((str){fine.at, fine.len - 1}));
    CHECK(!lines_are_sound(STR("SUMMARY:a\nb\r\n")) &&
            !lines_are_sound(STR("SUMMARY:\xC3\r\n \xA9\r\n")));
    CHECK(!lines_are_sound(
            STR("SUMMARY:"
                "1234567890123456789012345678901234567890123456789012345678901234567890"
                "\r\n")));
}

static str text_of(icalcomponent *calendar, icalproperty_kind kind) {
    icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    icalproperty *p = icalcomponent_get_first_property(e, kind);
    return p ? arena_copy(mem(), str_of(icalproperty_get_value_as_string(p))) : (str){0};
}

static void what_is_said_is_read_again(void) {
    struct ics_event e = event();
    icalcomponent *c = read(ics_request(mem(), &e));
    icalcomponent *got = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
    CHECK(icalcomponent_get_method(c) == ICAL_METHOD_REQUEST);
    CHECK(str_eq(str_of(icalcomponent_get_summary(got)), e.title));
    CHECK(str_eq(str_of(icalcomponent_get_location(got)), e.place));
    CHECK(str_eq(str_of(icalcomponent_get_description(got)), e.text));
    CHECK(str_eq(str_of(icalcomponent_get_uid(got)), e.uid));
    CHECK(icalcomponent_get_sequence(got) == 2);
    CHECK(icaltime_as_timet(icalcomponent_get_dtstamp(got)) == STAMP);
    SAME(text_of(c, ICAL_DTSTART_PROPERTY), "20270630T100000");
    SAME(text_of(c, ICAL_DTEND_PROPERTY), "20270630T110000");
    SAME(text_of(c, ICAL_STATUS_PROPERTY), "CONFIRMED");
    CHECK(icalcomponent_count_properties(got, ICAL_ATTENDEE_PROPERTY) == 3);
    icalcomponent_free(c);
    c = read(ics_cancel(mem(), &e));
    CHECK(icalcomponent_get_method(c) == ICAL_METHOD_CANCEL);
    SAME(text_of(c, ICAL_STATUS_PROPERTY), "CANCELLED");
    icalcomponent_free(c);
}

/* By the zone that stands in the calendar, read by libical, not by the one ICU has. */
static int64_t start_by_its_zone(str bytes) {
    icalcomponent *c = read(bytes);
    icalcomponent *e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
    icalproperty *p = icalcomponent_get_first_property(e, ICAL_DTSTART_PROPERTY);
    icalparameter *q = icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER);
    icalcomponent *part = icalcomponent_get_first_component(c, ICAL_VTIMEZONE_COMPONENT);
    int64_t found = 0;
    if (q && part) {
        icaltimezone *zone = icaltimezone_new();
        icaltimezone_set_component(zone, icalcomponent_new_clone(part));
        found = icaltime_as_timet_with_zone(icalproperty_get_dtstart(p), zone);
        icaltimezone_free(zone, 1);
    } else {
        found = icaltime_as_timet(icalproperty_get_dtstart(p));
    }
    icalcomponent_free(c);
    return found;
}

static void zones_say_the_same_moment(void) {
    static const char *const zones[] = {"Europe/Copenhagen", "Asia/Shanghai", "America/New_York",
            "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/Dublin",
            "America/Sao_Paulo", "Pacific/Auckland", "Asia/Tehran", "UTC", "No/Where", ""};
    int wrong = 0;
    for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
        for (int64_t at = 1798761600; at < 1861920000; at += 11 * 86400 + 3600) { /* 2027, 2028 */
            struct arena_mark mark = arena_mark(mem());
            struct ics_event e = event();
            e.zone = str_of(zones[i]);
            e.starts = at;
            e.ends = at + 5400;
            wrong += start_by_its_zone(ics_request(mem(), &e)) != at;
            arena_rewind(mem(), mark);
        }
    }
    CHECK(wrong == 0);
}

static void the_same_meeting_makes_the_same_bytes(void) {
    struct ics_event e = event();
    str first = ics_request(mem(), &e);
    CHECK(str_eq(first, ics_request(mem(), &e)));
    e.sequence++;
    CHECK(!str_eq(first, ics_request(mem(), &e)));
}

static void feeds_name_no_attendee(void) {
    struct ics_event e = event();
    str feed = ics_feed(mem(), STR("Mine"), &e, 1);
    CHECK(!str_has(feed, STR("ATTENDEE")) && !str_has(feed, STR("wang")));
    CHECK(str_has(feed, STR("METHOD:PUBLISH\r\n")) && str_has(feed, STR("X-WR-CALNAME:Mine\r\n")));
}

static void without_addresses_there_is_no_invitation(void) {
    struct ics_event e = event();
    e.organiser.mail = STR("not an address");
    CHECK(ics_request(mem(), &e).len == 0 && ics_cancel(mem(), &e).len == 0);
    e = event();
    struct ics_person nobody = {STR("X"), STR("x@y@z"), ICS_ASKED};
    e.attendees = &nobody;
    e.count = 1;
    CHECK(ics_request(mem(), &e).len == 0);
}

enum field { TITLE, PLACE, TEXT, UID, ORGANISER, ATTENDEE, LINK, ZONE, SENDER, FIELDS };

static str with(enum field f, str value) {
    struct ics_event e = event();
    struct ics_person some[] = {people[0], people[1]};
    str *const at[] = {&e.title, &e.place, &e.text, &e.uid, &e.organiser.name, &some[1].name,
            &e.link, &e.zone, &e.sender};
    e.attendees = some;
    e.count = 2;
    *at[f] = value;
    return ics_request(mem(), &e);
}

/* An address or zone that is none is left out, so those are compared with what has none. */
static void what_people_type_stays_text(void) {
    int wrong = 0;
    for (enum field f = TITLE; f < FIELDS; f++) {
        bool left_out = f == LINK || f == ZONE || f == SENDER;
        str plain = skeleton(with(f, left_out ? (str){0} : STR("plain")));
        CHECK(str_has(plain, STR("SUMMARY")));
        for (size_t i = 0; i < PAYLOAD_COUNT; i++) {
            struct arena_mark mark = arena_mark(mem());
            str bytes = with(f, payload(mem(), i));
            wrong += !str_eq(skeleton(bytes), plain) || !lines_are_sound(bytes);
            arena_rewind(mem(), mark);
        }
    }
    CHECK(wrong == 0);
    str plain = skeleton(ics_feed(mem(), STR("Mine"), NULL, 0));
    for (size_t i = 0; i < PAYLOAD_COUNT; i++) {
        str bytes = ics_feed(mem(), payload(mem(), i), NULL, 0);
        CHECK(str_eq(skeleton(bytes), plain) && lines_are_sound(bytes));
    }
}

/* Line feeds in a text are lines; whatever else ends lines is a blank in it. */
static void controls_become_blanks(void) {
    struct ics_event e = event();
    e.title = STR("a\r\nb\tc\x01"
                  "d\xE2\x80\xA8"
                  "e");
    e.text = STR("a\r\nb\nc\rd");
    icalcomponent *c = read(ics_request(mem(), &e));
    SAME(text_of(c, ICAL_SUMMARY_PROPERTY), "a  b c d e");
    SAME(text_of(c, ICAL_DESCRIPTION_PROPERTY), "a\\nb\\nc d");
    icalcomponent_free(c);
}

#define REPLY(event_lines)                                                             \
    STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//EN\r\nMETHOD:REPLY\r\n" \
        "BEGIN:VEVENT\r\n" event_lines "END:VEVENT\r\nEND:VCALENDAR\r\n")

static enum ics_reply reads(str bytes, struct ics_answer *found) {
    return ics_read_reply(mem(), bytes, found);
}

static void replies_are_read(void) {
    struct ics_answer a;
    CHECK(reads(REPLY("UID:meeting-12@handslag.example\r\nSEQUENCE:2\r\nDTSTAMP:20270601T120000Z\r\n"
                      "ORGANIZER:mailto:aase@example.dk\r\n"
                      "ATTENDEE;CN=\"Weiß, Käthe\";PARTSTAT=ACCEPTED:\r\n"
                      " mailto:kaethe.weiss@example.org\r\n"),
                  &a) == ICS_REPLY_FINE);
    SAME(a.uid, "meeting-12@handslag.example");
    SAME(a.mail, "kaethe.weiss@example.org");
    CHECK(a.state == ICS_ACCEPTED && a.sequence == 2 && a.stamped == 1811851200);
    CHECK(reads(STR("begin:vcalendar\nversion:2.0\nmethod:reply\nbegin:vevent\nuid:1\n"
                    "attendee;partstat=declined:MAILTO:wang%2Bmeet@example.cn\nend:vevent\n"
                    "end:vcalendar\n"),
                  &a) == ICS_REPLY_FINE);
    CHECK(a.state == ICS_DECLINED && a.sequence == 0 && a.stamped == 0);
    SAME(a.mail, "wang+meet@example.cn");
    CHECK(reads(REPLY("UID:1\r\nATTENDEE;PARTSTAT=TENTATIVE:mailto:a@b.c\r\nBEGIN:VALARM\r\n"
                      "UID:2\r\nEND:VALARM\r\n"),
                  &a) == ICS_REPLY_FINE);
    SAME(a.uid, "1");
    CHECK(a.state == ICS_TENTATIVE);
}

/* What we ask, answered as a calendar program does: the answer says the same meeting. */
static void an_answer_to_ours_matches(void) {
    struct ics_event e = event();
    struct ics_answer a;
    icalcomponent *c = read(ics_request(mem(), &e));
    icalcomponent *got = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
    icalcomponent_set_method(c, ICAL_METHOD_REPLY);
    for (icalproperty *p = icalcomponent_get_first_property(got, ICAL_ATTENDEE_PROPERTY); p;) {
        icalproperty *next = icalcomponent_get_next_property(got, ICAL_ATTENDEE_PROPERTY);
        if (!strstr(icalproperty_get_attendee(p), "wang")) {
            icalcomponent_remove_property(got, p);
            icalproperty_free(p);
        }
        p = next;
    }
    CHECK(reads(str_of(icalcomponent_as_ical_string(c)), &a) == ICS_REPLY_FINE);
    CHECK(str_eq(a.uid, e.uid) && str_eq(a.mail, people[1].mail) && a.sequence == e.sequence);
    CHECK(a.stamped == STAMP && a.state == ICS_ACCEPTED);
    icalcomponent_free(c);
}

static void what_is_no_reply_is_refused(void) {
    struct ics_answer a;
    struct ics_event e = event();
    CHECK(reads(STR(""), &a) == ICS_REPLY_NONE && reads(STR("hello\n"), &a) == ICS_REPLY_NONE);
    CHECK(reads(ics_request(mem(), &e), &a) == ICS_REPLY_NONE);
    CHECK(reads((str){"\0\0\0:", 4}, &a) == ICS_REPLY_NONE);
    CHECK(reads(REPLY("UID:1\r\n"), &a) == ICS_REPLY_LACKS);
    CHECK(reads(REPLY("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.c\r\n"), &a) == ICS_REPLY_LACKS);
    CHECK(reads(REPLY("UID:1\r\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:a@b.c\r\n"), &a) ==
            ICS_REPLY_LACKS);
    CHECK(reads(REPLY("UID:1\r\nATTENDEE;PARTSTAT=ACCEPTED:http://a@b.c\r\n"), &a) ==
            ICS_REPLY_LACKS);
    CHECK(reads(REPLY("UID:1\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a%0D%0Ab@b.c\r\n"), &a) ==
            ICS_REPLY_LACKS);
    CHECK(reads(REPLY("UID:1\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.c\r\n"
                      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:d@b.c\r\n"),
                  &a) == ICS_REPLY_LACKS);
    CHECK(reads(REPLY("UID:a b\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.c\r\n"), &a) ==
            ICS_REPLY_LACKS);
    CHECK(a.uid.len == 0 && a.mail.len == 0);
}

static void too_much_is_refused(void) {
    struct ics_answer a;
    struct buf out = {.mem = mem()};
    while (out.len <= ICS_REPLY_MOST) {
        buf_add(&out, STR("BEGIN:VCALENDAR\r\n"));
    }
    CHECK(reads(buf_str(&out), &a) == ICS_REPLY_LONG);
    CHECK(reads((str){out.at, 400}, &a) == ICS_REPLY_LONG); /* levels */
    out.len = 0;
    while (out.len < ICS_REPLY_MOST / 2) {
        buf_add(&out, STR("X:1\n"));
    }
    CHECK(reads(buf_str(&out), &a) == ICS_REPLY_LONG); /* lines */
    CHECK(reads(STR("END:VEVENT\r\n"), &a) == ICS_REPLY_LONG);
}

int main(void) {
    libical_accepts_all_of_them();
    what_is_wrong_is_not_accepted();
    what_is_said_is_read_again();
    zones_say_the_same_moment();
    the_same_meeting_makes_the_same_bytes();
    feeds_name_no_attendee();
    without_addresses_there_is_no_invitation();
    what_people_type_stays_text();
    controls_become_blanks();
    replies_are_read();
    an_answer_to_ours_matches();
    what_is_no_reply_is_refused();
    too_much_is_refused();
    icalmemory_free_ring();
    arena_free(mem());
    return test_failures > 0;
}
