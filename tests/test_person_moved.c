/* A change of jobs: the human keeps whom they met, the old organisation knows them as one who left, and
 * nobody gets hold of it who has not agreed at both addresses. */
#include "account/link.h"
#include "directory/individual.h"
#include "directory/person.h"
#include "lang/date.h"
#include "tests/mailbox.h"
#include "tests/test.h"
#include "trust/evidence.h"

#define OLD "anne@foundry.example"
#define NEW "anne@shared.example"

static void met_clara(struct visitor *v) {
    struct work *w = &v->work;
    db_begin(w);
    person_confirm(w, WORLD_ANNE);
    evidence_add_both(w, &(struct evidence){.giver = individual_of_person(w, WORLD_ANNE),
                                 .receiver = individual_of_person(w, WORLD_CLARA),
                                 .kind = EVIDENCE_MET,
                                 .day = STR("2026-11-02"),
                                 .source = SOURCE_ENCOUNTER,
                                 .source_id = 1});
    CHECK(db_end(w));
}

static int64_t newest_person(struct visitor *v) {
    return db_number(&v->work, "SELECT MAX(id) FROM person");
}

static int64_t human(struct visitor *v, int64_t person) {
    db_begin(&v->work);
    int64_t id = individual_of_person(&v->work, person);
    CHECK(db_end(&v->work));
    return id;
}

static size_t met(struct visitor *v, int64_t person) {
    return evidence_of(&v->work, human(v, person), 0).count;
}

static void sign_in_as_manager(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    (void)visitor_get(v, STR("/en/people/1/moved"));
}

static void what_is_wrong_is_said(struct visitor *v) {
    sign_in_as_manager(v);
    struct response r = visitor_get(v, STR("/en/people/1/edit"));
    CHECK(visitor_sees(&r, STR("/en/people/1/moved'")));
    r = visitor_get(v, STR("/en/people/1/moved"));
    CHECK(r.status == 200 && visitor_sees(&r, date_of(&v->mem, v->work.now)));
    r = visitor_post(v, STR("/en/people/1/moved"),
            STR("until=tomorrowish&organisation=4&role=Head&mail=nonsense"));
    CHECK(r.status == 422 && visitor_sees(&r, STR("value='nonsense'")));
    CHECK(visitor_sees(&r, STR("value='tomorrowish'")));
    CHECK(visitor_sees(&r, STR("<option value='4' selected>")));
    r = visitor_post(v, STR("/en/people/3/moved"), STR("until=2027-01-10"));
    CHECK(r.status == 404); /* of another cluster */
}

static void the_new_entry_begins_with_nothing(struct visitor *v) {
    met_clara(v);
    struct response r = visitor_post(v, STR("/en/people/1/moved"),
            STR("until=2026-02-14&organisation=4&role=Head&mail=anne%40shared.example"));
    CHECK(r.status == 303);
    struct person before = {0};
    struct person after = {0};
    CHECK(person_stored(&v->work, WORLD_ANNE, &before) &&
            person_stored(&v->work, newest_person(v), &after));
    SAME(before.until, "2026-02-14");
    SAME(after.name, "Anne Holm");
    SAME(after.since, "2026-02-15");
    SAME(after.until, "");
    CHECK(after.organisation == WORLD_SHARED && after.unconfirmed && !after.accepted);
    CHECK(met(v, WORLD_ANNE) == 1 && met(v, after.id) == 0);
    r = visitor_get(v, STR("/en/organisations/1"));
    CHECK(visitor_sees(&r, STR("left on")));
}

static void both_addresses_have_to_agree(struct visitor *v) {
    int64_t after = newest_person(v);
    CHECK(mailbox_count(v, STR(NEW), STR("address")) == 0);
    str old_link = mailbox_link(v, STR(OLD), STR("address-old"));
    struct response r = visitor_get(v, old_link);
    CHECK(r.status == 200 && mailbox_count(v, STR(NEW), STR("address")) == 0);
    r = mailbox_press(v, old_link, STR("answer=yes"));
    CHECK(r.status == 200 && met(v, after) == 0);
    str link = mailbox_link(v, STR(NEW), STR("address"));
    CHECK(link.len);
    r = mailbox_press(v, link, STR("answer=yes"));
    CHECK(r.status == 200);
    r = mailbox_press(v, mailbox_english(v, link), STR("answer=yes"));
    CHECK(mailbox_gone(&r));
    CHECK(met(v, after) == 0); /* they have not accepted the entry yet */
    db_begin(&v->work);
    person_confirm(&v->work, after);
    CHECK(individual_of_person(&v->work, after));
    CHECK(db_end(&v->work));
}

/* Accepting is on the page of the link that the letter about being stored brings. */
static void then_all_goes_along(struct visitor *v) {
    int64_t after = newest_person(v);
    db_begin(&v->work);
    db_run(&v->work, "UPDATE person SET accepted = 0, unconfirmed = 5 WHERE id = ?", num(after));
    str token = link_make(&v->work, &(struct link){.purpose = LINK_PRIVACY,
                                            .object = after,
                                            .mail = STR(NEW),
                                            .expires = v->work.now + 1000});
    CHECK(db_end(&v->work));
    struct buf path = {.mem = &v->mem};
    buf_add(&path, STR("/en/privacy/yours/"));
    buf_add(&path, token);
    struct buf form = {.mem = &v->mem};
    buf_add(&form, STR("introduced=yes&person="));
    buf_num(&form, after);
    (void)visitor_get(v, buf_str(&path));
    struct response r = visitor_post(v, buf_str(&path), buf_str(&form));
    CHECK(r.status == 303);
    CHECK(human(v, after) == human(v, WORLD_ANNE) && met(v, after) == 1);
    struct individual one = {0};
    CHECK(individual_one(&v->work, human(v, after), &one));
    SAME(one.mail, NEW);
    CHECK(one.organisation == WORLD_SHARED && one.introduced);
    CHECK(individual_roles(&v->work, one.id).count == 2);
}

/* Somebody edits an entry of theirs so that it has a stranger's address, and accepts at their own. */
static void a_strangers_address_gives_nothing(struct visitor *v) {
    struct work *w = &v->work;
    int64_t anne = human(v, WORLD_ANNE);
    (void)human(v, WORLD_BJARNE);
    sign_in_as_manager(v);
    struct response r = visitor_post(v, STR("/en/people/2/edit"),
            STR("version=1&name=Bjarne+Krogh&mail=anne%40shared.example"));
    CHECK(r.status == 303);
    str link = mailbox_link(v, STR("bjarne@foundry.example"), STR("address-old"));
    r = mailbox_press(v, link, STR("answer=yes"));
    CHECK(r.status == 200 && mailbox_count(v, STR(NEW), STR("address")) == 2);
    CHECK(human(v, WORLD_BJARNE) != anne && met(v, WORLD_BJARNE) == 0);
    CHECK(evidence_of(w, anne, 0).count == 1);
}

/* A table says that somebody accepted, and whoever comes next gets the address of who left. */
static void the_next_one_at_a_desk_is_not_the_last(struct visitor *v) {
    struct work *w = &v->work;
    struct person next = {.organisation = WORLD_FOUNDRY,
            .name = STR("Dora Dall"),
            .mail = STR(OLD),
            .confirmed = STR("2027-01-15")};
    db_begin(w);
    CHECK(person_save(w, &next) == SAVED_NEW);
    person_confirm(w, next.id);
    CHECK(individual_of_person(w, next.id) != 0);
    CHECK(db_end(w));
    CHECK(human(v, next.id) != human(v, WORLD_ANNE) && met(v, next.id) == 0);
}

static void who_is_signed_in_asks_for_an_address(struct visitor *v) {
    visitor_sign_in(v, STR("outsider@example.org"));
    (void)visitor_get(v, STR("/en/me/privacy"));
    struct response r = visitor_post(v, STR("/en/me/privacy/address"), STR("mail=nonsense"));
    SAME(visitor_header(&r, STR("Location")), "/en/me/privacy?done=address-wrong");
    r = visitor_post(v, STR("/en/me/privacy/address"), STR("mail=Clara%40press.example"));
    SAME(visitor_header(&r, STR("Location")), "/en/me/privacy?done=address-asked");
    str link = mailbox_link(v, STR("clara@press.example"), STR("address"));
    r = mailbox_press(v, link, STR("answer=no"));
    CHECK(r.status == 200);
    for (int i = 0; i < 5; i++) {
        r = visitor_post(v, STR("/en/me/privacy/address"), STR("mail=clara%40press.example"));
    }
    SAME(visitor_header(&r, STR("Location")), "/en/me/privacy?done=too-soon");
    CHECK(mailbox_count(v, STR("clara@press.example"), STR("address")) == 4);
    struct person clara = {0};
    db_begin(&v->work);
    person_confirm(&v->work, WORLD_CLARA);
    CHECK(db_end(&v->work));
    link = mailbox_link(v, STR("clara@press.example"), STR("address"));
    r = mailbox_press(v, link, STR("answer=yes"));
    CHECK(r.status == 200 && person_stored(&v->work, WORLD_CLARA, &clara));
    db_begin(&v->work);
    CHECK(clara.individual == individual_of_account(&v->work, WORLD_OUTSIDER));
    CHECK(db_end(&v->work));
    visitor_sign_in(v, STR("outsider@example.org"));
    r = visitor_get(v, STR("/en/me/privacy"));
    CHECK(visitor_sees(&r, STR("Clara Vogt")));
}

int main(void) {
    struct visitor v = {0};
    if (!visitor_open(&v)) {
        return 1;
    }
    what_is_wrong_is_said(&v);
    the_new_entry_begins_with_nothing(&v);
    both_addresses_have_to_agree(&v);
    then_all_goes_along(&v);
    a_strangers_address_gives_nothing(&v);
    the_next_one_at_a_desk_is_not_the_last(&v);
    who_is_signed_in_asks_for_an_address(&v);
    visitor_close(&v);
    return test_failures != 0;
}
