/* A reply may hold any bytes: what is read of it is an address and a name of a meeting, or nothing.
 * The same bytes as words of ours stay words. */
#include "wire/charset.h"
#include "wire/ics.h"
#include "wire/mime.h"

#include <assert.h>
#include <libical/ical.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void read_as_reply(struct arena *mem, str bytes) {
    struct ics_answer a;
    if (ics_read_reply(mem, bytes, &a) == ICS_REPLY_FINE) {
        assert(mime_is_mail(a.mail) && a.uid.len > 0 && a.sequence >= 0 && a.state != ICS_ASKED);
    } else {
        assert(a.uid.len == 0 && a.mail.len == 0);
    }
}

/* However many lines it has, it makes none of its own. */
static void write_as_words(struct arena *mem, str text) {
    struct ics_person who = {text, STR("a@example.org"), ICS_ASKED};
    const struct ics_event e = {.uid = STR("1"),
            .title = text,
            .place = text,
            .text = text,
            .link = text,
            .zone = text,
            .organiser = who,
            .attendees = &who,
            .count = 1};
    str said = ics_request(mem, &e);
    size_t events = 0;
    for (str line; said.len && str_cut(&said, '\n', &line);) {
        assert(line.len == 0 || (line.at[line.len - 1] == '\r' && line.len <= 76));
        events += str_starts(line, STR("BEGIN:VEVENT")) || str_starts(line, STR("END:VEVENT"));
        assert(!str_starts(line, STR("X-")) && !str_starts(line, STR("BEGIN:VALARM")));
    }
    assert(events == 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct arena mem = {0};
    str text = {(const char *)bytes, len};
    read_as_reply(&mem, text);
    if (len < 2000 && charset_is_utf8(text)) { /* all that enters is */
        write_as_words(&mem, text);
    }
    icalmemory_free_ring();
    arena_free(&mem);
    return 0;
}
