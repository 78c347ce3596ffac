/* Meetings in calendars, customs of countries, and address cards, as they are asked for. */
#include "audit/audit.h"
#include "db/db.h"
#include "digest/digest_feed.h"
#include "directory/individual.h"
#include "lang/zone.h"
#include "mail/outbox.h"
#include "tests/test.h"
#include "tests/visitor.h"
#include "trust/encounter_letter.h"
#include "wire/ics.h"

#include <stdlib.h>

enum { HOUR = 3600 };

static int64_t ane, clara;

static int64_t plan(struct visitor *v) {
    struct work *w = &v->work;
    struct encounter e = {.cluster = WORLD_ALU,
            .own = WORLD_FOUNDRY,
            .partner_cluster = WORLD_AUTO,
            .partner = WORLD_PRESS,
            .starts = zone_seconds(STR("Europe/Copenhagen"), STR("2027-06-30"), 600),
            .zone = STR("Europe/Copenhagen"),
            .day = STR("2027-06-30"),
            .how = STR("person"),
            .place = STR("Ingolstadt"),
            .title = STR("Crash boxes")};
    e.ends = e.starts + HOUR;
    w->actor = WORLD_ALU_MANAGER;
    db_begin(w);
    ane = individual_of_account(w, WORLD_ALU_MANAGER);
    clara = individual_of_person(w, WORLD_CLARA);
    struct encounter_person who[] = {
            {.individual = ane, .side = SIDE_OURS}, {.individual = clara, .side = SIDE_THEIRS}};
    CHECK(encounter_save(w, &e, &(struct encounter_people){who, 2}) == SAVED_NEW);
    CHECK(db_end(w) && e.id);
    return e.id;
}

/* The letter that was put into the outbox last. */
static struct letter send(struct visitor *v, int64_t id, enum encounter_letter kind, str from) {
    struct work *w = &v->work;
    struct encounter e = {0};
    struct letter found = {0};
    const struct encounter_post post = {&v->house.seal, v->house.address, from};
    struct encounter_people all = encounter_people(w, id);
    CHECK(encounter_one(w, id, &e));
    db_begin(w);
    encounter_letters(w, &post, &e, &all, kind);
    CHECK(db_end(w));
    int64_t last = db_number(w, "SELECT COALESCE(MAX(id), 0) FROM letter");
    CHECK(outbox_read(w, &v->house.seal, last, &found));
    return found;
}

static void an_invitation_goes_into_the_calendar_and_out_again(struct visitor *v, int64_t id) {
    str from = STR("post@handslag.example");
    struct letter asked = send(v, id, LETTER_INVITES, from);
    SAME(asked.calendar_method, "REQUEST");
    CHECK(str_has(asked.calendar, STR("METHOD:REQUEST\r\n")));
    CHECK(str_has(asked.calendar, STR("DTSTART;TZID=Europe/Copenhagen:20270630T100000\r\n")));
    CHECK(str_has(asked.calendar, STR("RSVP=FALSE")) &&
            str_has(asked.calendar, STR("Crash boxes")));
    struct letter again = send(v, id, LETTER_CHANGED, from);
    struct letter over = send(v, id, LETTER_CANCELLED, from);
    SAME(over.calendar_method, "CANCEL");
    CHECK(str_has(over.calendar, STR("STATUS:CANCELLED\r\n")));
    CHECK(str_has(again.calendar, STR("SEQUENCE:0\r\n")));
    CHECK(str_has(over.calendar, STR("SEQUENCE:1\r\n")));
    SAME(send(v, id, LETTER_INVITES, STR("")).calendar_method, "");
    SAME(send(v, id, LETTER_ASKS, from).calendar_method, "");
}

/* It names its reader and the platform, and no address of anybody else. */
static void an_invitation_gives_no_address_away(struct visitor *v, int64_t id) {
    struct letter asked = send(v, id, LETTER_INVITES, STR("post@handslag.example"));
    size_t addresses = 0;
    struct buf flat = {.mem = &v->mem};
    str rest = asked.calendar;
    for (str line; rest.len && str_cut(&rest, '\n', &line);) {
        line.len -= str_ends(line, STR("\r")) ? 1 : 0;
        buf_add(&flat, str_starts(line, STR(" ")) ? (str){0} : STR("\n"));
        buf_add(&flat, str_starts(line, STR(" ")) ? str_skip(line, 1) : line);
    }
    rest = buf_str(&flat);
    for (str line; rest.len && str_cut(&rest, '\n', &line);) {
        addresses += str_has(line, STR("mailto:"));
        bool known = str_has(line, asked.to) || str_has(line, STR("post@handslag.example"));
        CHECK(!str_has(line, STR("mailto:")) || known);
    }
    CHECK(addresses == 2 && !str_has(asked.calendar, STR("alu@example.org")));
}

static void ones_own_meetings_are_a_feed(struct visitor *v) {
    struct work *w = &v->work;
    struct buf at = {.mem = &v->mem};
    db_begin(w);
    str word = digest_feed_make(w, ane);
    CHECK(db_end(w));
    buf_add(&at, STR("/de/feeds/"));
    buf_add(&at, word);
    buf_add(&at, STR("/meetings.ics"));
    v->session = (str){0};
    struct response r = visitor_get(v, buf_str(&at));
    CHECK(r.status == 200 && str_starts(r.type, STR("text/calendar")));
    CHECK(visitor_sees(&r, STR("METHOD:PUBLISH\r\n")) && visitor_sees(&r, STR("Crash boxes")));
    CHECK(visitor_sees(&r, STR("STATUS:CONFIRMED")) && !visitor_sees(&r, STR("ATTENDEE")));
    CHECK(!visitor_sees(&r, STR("example.org:")) && !visitor_sees(&r, STR("mailto:")));
    CHECK(visitor_get(v, STR("/de/feeds/made-up/meetings.ics")).status == 404);
    db_begin(w);
    digest_feed_end(w, ane);
    CHECK(db_end(w));
    CHECK(visitor_get(v, buf_str(&at)).status == 404);
}

/* Both sides, when it is where, what they need, and how to talk; for nobody who may not see it. */
static void a_sheet_tells_what_to_know(struct visitor *v, int64_t id) {
    struct buf at = {.mem = &v->mem};
    buf_add(&at, STR("/en/meetings/"));
    buf_num(&at, id);
    buf_add(&at, STR("/sheet"));
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, buf_str(&at));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Crash boxes")));
    CHECK(visitor_sees(&r, STR("Clara Vogt")) && visitor_sees(&r, STR("Einkauf")));
    CHECK(visitor_sees(&r, STR("Gussteile aus Aluminium")) && visitor_sees(&r, STR("10:00–11:00")));
    CHECK(visitor_sees(&r, STR("This is the first meeting.")));
    CHECK(!visitor_sees(&r, STR("clara@press.example")) && !visitor_sees(&r, STR("Kokiller")));
    FILE *look = getenv("LOOK") ? fopen(getenv("LOOK"), "w") : NULL;
    if (look) {
        (void)fwrite(r.body.at, 1, r.body.len, look);
        (void)fclose(look);
    }
    visitor_sign_in(v, STR("outsider@example.org"));
    CHECK(visitor_get(v, buf_str(&at)).status == 404);
    visitor_sign_in(v, STR("auto@example.org"));
    CHECK(visitor_get(v, buf_str(&at)).status == 404);
}

static void a_cluster_notes_the_customs_of_a_country(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    CHECK(visitor_get(v, STR("/en/customs?country=DE")).status == 303);
    CHECK(visitor_get(v, STR("/en/customs/XX")).status == 404);
    (void)visitor_get(v, STR("/en/customs/DE"));
    struct response r =
            visitor_post(v, STR("/en/customs/DE"), STR("note=Be+on+time.&language=en&version=0"));
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/en/customs"));
    CHECK(visitor_sees(&r, STR("Be on time.")) && visitor_sees(&r, STR("Germany")));
    (void)visitor_get(v, STR("/en/customs/DE"));
    r = visitor_post(v, STR("/en/customs/DE"), STR("note=Greet+first.&language=en&version=0"));
    CHECK(r.status == 409 && visitor_sees(&r, STR("Be on time.")) &&
            visitor_sees(&r, STR("Greet first.")));
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, STR("/en/customs"));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("Be on time.")));
    r = visitor_get(v, STR("/en/customs/DE"));
    CHECK(!visitor_sees(&r, STR("Be on time.")));
    visitor_sign_in(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/customs/DE"));
    r = visitor_post(v, STR("/en/customs/DE"), STR("note=&language=en&version=1"));
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/en/customs"));
    CHECK(!visitor_sees(&r, STR("Be on time.")));
}

/* Who may see the contact data on the page gets the card, and it is noted; nobody else does. */
static void contact_data_is_a_card_for_whoever_sees_it(struct visitor *v) {
    struct work *w = &v->work;
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/organisations/1/people/2/card.vcf"));
    CHECK(r.status == 200 && str_starts(r.type, STR("text/vcard")));
    CHECK(visitor_sees(&r, STR("BEGIN:VCARD\r\nVERSION:4.0\r\n")) && visitor_sees(&r, STR("FN:")));
    CHECK(visitor_sees(&r, STR("EMAIL;TYPE=work:")) || visitor_sees(&r, STR("TEL;TYPE=work")));
    struct audits seen = audit_list(w, &(struct audit_filter){.actor = WORLD_ALU_MANAGER});
    CHECK(seen.count == 1 && seen.at[0].act == AUDIT_SEEN);
    CHECK(seen.count && seen.at[0].object_id == WORLD_FOUNDRY);
    visitor_sign_in(v, STR("auto@example.org"));
    CHECK(visitor_get(v, STR("/en/organisations/1/people/2/card.vcf")).status == 404);
    CHECK(visitor_get(v, STR("/en/organisations/1/people/99/card.vcf")).status == 404);
    CHECK(visitor_get(v, STR("/en/organisations/2/people/2/card.vcf")).status == 404);
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    int64_t id = plan(&v);
    an_invitation_goes_into_the_calendar_and_out_again(&v, id);
    an_invitation_gives_no_address_away(&v, id);
    ones_own_meetings_are_a_feed(&v);
    a_sheet_tells_what_to_know(&v, id);
    a_cluster_notes_the_customs_of_a_country(&v);
    contact_data_is_a_card_for_whoever_sees_it(&v);
    visitor_close(&v);
    return test_failures != 0;
}
