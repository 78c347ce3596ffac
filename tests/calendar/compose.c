/* Writes calendars, cards and letters as they leave us, for readers that are not ours
 * (tests/calendar/run).
 *
 * In: for each what it is to be, uid, sequence, title, place, text, name of organiser and attendee, link
 * and zone, each as "LENGTH:bytes". Out: what was written, the same way. */
#include "base/buf.h"
#include "lang/zone.h"
#include "mail/message.h"
#include "wire/ics.h"
#include "wire/vcf.h"

#include <stdio.h>
#include <stdlib.h>

enum { WHAT, UID, SEQUENCE, TITLE, PLACE, TEXT, NAME, LINK, ZONE, FIELDS };

static str read_all(struct arena *mem) {
    struct buf all = {.mem = mem};
    char some[8192];
    size_t got;
    while ((got = fread(some, 1, sizeof(some), stdin)) > 0) {
        buf_add(&all, (str){some, got});
    }
    return buf_str(&all);
}

static bool next(str *rest, str *field) {
    str length;
    int64_t len = 0;
    if (!rest->len || !str_cut(rest, ':', &length) || !str_num(length, &len) || len < 0 ||
            (size_t)len > rest->len) {
        return false;
    }
    *field = (str){rest->at, (size_t)len};
    *rest = str_skip(*rest, (size_t)len);
    return true;
}

static str letter(struct work *w, const struct ics_event *e, const str *f) {
    bool over = str_eq(f[WHAT], STR("letter-cancel"));
    const struct letter l = {.id = 1,
            .to = STR("kaethe.weiss@example.org"),
            .tongue = DE,
            .kind = STR("test"),
            .subject = f[TITLE],
            .text = f[TEXT],
            .created = w->now,
            .calendar = over ? ics_cancel(w->mem, e) : ics_request(w->mem, e),
            .calendar_method = over ? STR("CANCEL") : STR("REQUEST")};
    const struct message m = {.letter = &l,
            .from = STR("post@handslag.example"),
            .from_name = f[NAME],
            .address = STR("https://handslag.example")};
    return message_bytes(w, &m);
}

static str card(struct work *w, const str *f) {
    const struct vcf c = {.uid = f[UID],
            .name = f[NAME],
            .position = f[TITLE],
            .organisation = f[TEXT],
            .mail = STR("kaethe.weiss@example.org"),
            .phone = f[PLACE],
            .languages = STR("de C2;en B2"),
            .country = STR("Germany"),
            .city = f[PLACE],
            .site = f[LINK],
            .zone = f[ZONE],
            .changed = w->now};
    return vcf_bytes(w->mem, &c);
}

static str written(struct work *w, const str *f) {
    struct ics_person who = {f[NAME], STR("kaethe.weiss@example.org"), ICS_ASKED};
    struct ics_event e = {.uid = f[UID],
            .starts = zone_seconds(f[ZONE], STR("2027-06-30"), 600),
            .zone = f[ZONE],
            .title = f[TITLE],
            .place = f[PLACE],
            .text = f[TEXT],
            .link = f[LINK],
            .organiser = {f[NAME], STR("aase@example.dk"), ICS_ACCEPTED},
            .sender = STR("post@handslag.example"),
            .attendees = &who,
            .count = 1,
            .stamped = w->now};
    (void)str_num(f[SEQUENCE], &e.sequence);
    e.ends = e.starts + 3600;
    e.cancelled = str_eq(f[WHAT], STR("cancelled"));
    if (str_eq(f[WHAT], STR("card"))) {
        return card(w, f);
    }
    if (str_starts(f[WHAT], STR("letter"))) {
        return letter(w, &e, f);
    }
    if (str_eq(f[WHAT], STR("feed"))) {
        return ics_feed(w->mem, f[NAME], &e, 1);
    }
    return str_eq(f[WHAT], STR("request"))  ? ics_request(w->mem, &e)
           : str_eq(f[WHAT], STR("cancel")) ? ics_cancel(w->mem, &e)
                                            : ics_object(w->mem, &e);
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = 1800000000};
    str rest = read_all(&mem);
    str f[FIELDS] = {{0}};
    size_t field = 0;
    while (next(&rest, &f[field])) {
        field = (field + 1) % FIELDS;
        if (field == 0) {
            str bytes = written(&w, f);
            (void)printf("%zu:", bytes.len);
            (void)fwrite(bytes.at, 1, bytes.len, stdout);
        }
    }
    bool whole = rest.len == 0 && field == 0;
    arena_free(&mem);
    return whole ? EXIT_SUCCESS : EXIT_FAILURE;
}
