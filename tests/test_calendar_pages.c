/* The sheet before a meeting, customs of countries, and address cards, as they are asked for. */
#include "audit/audit.h"
#include "db/db.h"
#include "directory/individual.h"
#include "lang/zone.h"
#include "tests/test.h"
#include "tests/visitor.h"
#include "trust/encounter.h"

enum { HOUR = 3600 };

static int64_t ane, clara;

/* Of two members, or of the two offices. */
static int64_t plan(struct visitor *v, bool members) {
    struct work *w = &v->work;
    struct encounter e = {.cluster = WORLD_ALU,
            .own = members ? WORLD_FOUNDRY : 0,
            .partner_cluster = WORLD_AUTO,
            .partner = members ? WORLD_PRESS : 0,
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
    int64_t other = members ? clara : individual_of_account(w, WORLD_AUTO_MANAGER);
    struct encounter_person who[] = {
            {.individual = ane, .side = SIDE_OURS}, {.individual = other, .side = SIDE_THEIRS}};
    CHECK(encounter_save(w, &e, &(struct encounter_people){who, 2}) == SAVED_NEW);
    CHECK(db_end(w) && e.id);
    return e.id;
}

static str sheet_of(struct visitor *v, int64_t meeting) {
    struct buf at = {.mem = &v->mem};
    buf_add(&at, STR("/en/meetings/"));
    buf_num(&at, meeting);
    buf_add(&at, STR("/sheet"));
    return buf_str(&at);
}

/* Both sides, when it is where, what they need, and how to talk; for nobody who may not see it. */
static void a_sheet_tells_what_to_know(struct visitor *v, int64_t id) {
    str at = sheet_of(v, id);
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, at);
    CHECK(r.status == 200 && visitor_sees(&r, STR("Crash boxes")));
    CHECK(visitor_sees(&r, STR("Clara Vogt")) && visitor_sees(&r, STR("Einkauf")));
    CHECK(visitor_sees(&r, STR("Gussteile aus Aluminium")) && visitor_sees(&r, STR("10:00–11:00")));
    CHECK(visitor_sees(&r, STR("This is the first meeting.")));
    CHECK(!visitor_sees(&r, STR("clara@press.example")) && !visitor_sees(&r, STR("Kokiller")));
    visitor_sign_in(v, STR("outsider@example.org"));
    CHECK(visitor_get(v, at).status == 404);
    visitor_sign_in(v, STR("auto@example.org"));
    CHECK(visitor_get(v, at).status == 404);
}

/* Where the offices meet they talk of which members fit: each reads their own side's view of it. */
static void a_sheet_of_two_offices_says_whose_members_fit(struct visitor *v, int64_t id) {
    str at = sheet_of(v, id);
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, at);
    CHECK(r.status == 200 && visitor_sees(&r, STR("Members who fit each other")));
    CHECK(visitor_sees(&r, STR("/organisations/1/partners/")));
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, at);
    CHECK(r.status == 200 && visitor_sees(&r, STR("Members who fit each other")));
    CHECK(!visitor_sees(&r, STR("/organisations/1/partners/")));
    CHECK(visitor_sees(&r, STR("/partners/1'")));
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
    int64_t id = plan(&v, true);
    a_sheet_tells_what_to_know(&v, id);
    a_sheet_of_two_offices_says_whose_members_fit(&v, plan(&v, false));
    a_cluster_notes_the_customs_of_a_country(&v);
    contact_data_is_a_card_for_whoever_sees_it(&v);
    visitor_close(&v);
    return test_failures != 0;
}
