/* Meetings as calendars exchange them: iCalendar (RFC 5545) as invitations, updates and cancellations
 * (iTIP, RFC 5546), feeds, and the replies that come back. Written and read with libical.
 *
 * What people wrote cannot begin a second line, property or component: controls become blanks, and
 * what separates lines in any character set does too. The same meeting always makes the same bytes.
 * Lines end with CR LF and have at most 75 octets, whole characters each. */
#pragma once

#include "base/arena.h"

#include <stdint.h>

enum ics_state { ICS_ASKED, ICS_ACCEPTED, ICS_DECLINED, ICS_TENTATIVE };

struct ics_person {
    str name; /* may be empty */
    str mail; /* whoever has none that mime_is_mail() is left out */
    enum ics_state state;
};

struct ics_event {
    str uid;          /* for good: "meeting-12@handslag.example" */
    int64_t sequence; /* one more with each change of time or place */
    int64_t starts, ends;
    str zone; /* whose clocks the meeting goes by, "Europe/Copenhagen"; else UTC */
    str title;
    str place; /* may be empty, and so may the next two */
    str text;  /* of several lines */
    str link;  /* a page of ours: http or https */
    struct ics_person organiser;
    str sender; /* an address that sends in the organiser's name; may be empty */
    const struct ics_person *attendees;
    size_t count;
    int64_t stamped; /* when it was last changed */
    bool cancelled;  /* how it stands in a feed */
};

/* An invitation, or an update with a higher sequence: METHOD:REQUEST. Empty where the organiser or all
 * attendees are without an address. */
str ics_request(struct arena *mem, const struct ics_event *e);

/* That it does not take place: METHOD:CANCEL, whose sequence is higher too. Empty as above. */
str ics_cancel(struct arena *mem, const struct ics_event *e);

/* Several of them for calendars that subscribe: METHOD:PUBLISH, without attendees. */
str ics_feed(struct arena *mem, str name, const struct ics_event *events, size_t count);

/* One of them to be stored on a calendar server (RFC 4791, 4.1): as in the invitation, without a
 * method. */
str ics_object(struct arena *mem, const struct ics_event *e);

enum { ICS_REPLY_MOST = 64 * 1024 }; /* bytes of a reply */

enum ics_reply {
    ICS_REPLY_FINE,
    ICS_REPLY_LONG,  /* more bytes, lines or levels than a reply has */
    ICS_REPLY_NONE,  /* no calendar, or one that is no reply */
    ICS_REPLY_LACKS, /* a reply that says not of whom, to what or how */
};

struct ics_answer {
    str uid;
    str mail; /* whose answer it says it is; mime_is_mail() */
    int64_t sequence;
    int64_t stamped; /* 0 where it says nothing */
    enum ics_state state;
};

/* Reads a METHOD:REPLY, whatever the bytes are. What it says is a claim: the caller compares address,
 * uid, sequence and stamp with what was sent (RFC 5546, 2.1.5 and 3.2.3). */
enum ics_reply ics_read_reply(struct arena *mem, str bytes, struct ics_answer *found);
