/* Meetings on pages and in letters: written down by one side, confirmed by the other without an
 * account, and seen by nobody else. */
#include "base/buf.h"
#include "db/db.h"
#include "job/met_letters.h"
#include "lang/date.h"
#include "tests/asking.h"
#include "tests/test.h"

#define SEES(response, text) CHECK(visitor_sees(&(response), STR(text)))
#define LACKS(response, text) CHECK(!visitor_sees(&(response), STR(text)))

enum { DAY = 24 * 3600 };

static str in_days(struct visitor *v, int64_t days) {
    return date_of(&v->mem, v->work.now + days * DAY);
}

/* "/de/met/TOKEN" out of a letter. */
static str link_in(struct visitor *v, const struct letter *l, const char *path) {
    str rest = l->text;
    str line;
    while (str_cut(&rest, '\n', &line)) {
        if (str_starts(line, v->house.address) && str_has(line, str_of(path))) {
            return str_skip(line, v->house.address.len);
        }
    }
    return STR("");
}

static str form(struct visitor *v, const char *head, int64_t days, const char *tail) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, str_of(head));
    buf_add(&out, STR("&day="));
    buf_add(&out, in_days(v, days));
    buf_add(&out, str_of(tail));
    return buf_str(&out);
}

static int64_t newest(struct visitor *v) {
    return db_number(&v->work, "SELECT COALESCE(MAX(id), 0) FROM encounter");
}

static int64_t count(struct visitor *v, bool confirmed) {
    return confirmed ? db_number(&v->work, "SELECT COUNT(*) FROM confirmed_encounter")
                     : db_number(&v->work, "SELECT COUNT(*) FROM evidence");
}

/* The manager of Alu writes down that she met Clara of the press yesterday. */
static str one_is_written_down(struct visitor *v) {
    struct letter l = {0};
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/da/meetings"));
    CHECK(r.status == 200);
    SEES(r, "/da/meetings/new");
    r = visitor_get(v, STR("/en/meetings/new?q=press"));
    SEES(r, "/en/meetings/new?organisation=2");
    r = visitor_get(v, STR("/en/meetings/new?organisation=2"));
    SEES(r, "Clara Vogt");
    LACKS(r, "clara@press.example");
    r = visitor_post(v, STR("/en/meetings/new?organisation=2"),
            form(v, "us=a2", -1, "&how=person&place=Hal+7&zone=Europe%2FCopenhagen&minutes=60"));
    CHECK(r.status == 422);
    SEES(r, "Choose at least one person of each side.");
    SEES(r, "value='Hal 7'");
    int64_t letters = asking_letters(v);
    str sent = form(v, "them=p3&us=a2", -1,
            "&how=person&place=Hal+7&zone=Europe%2FCopenhagen&minutes=60&title=Gitter");
    r = visitor_post(v, STR("/da/meetings/new?organisation=2"), sent);
    CHECK(r.status == 303 && asking_letters(v) == letters + 1);
    r = visitor_post(v, STR("/da/meetings/new?organisation=2"), sent); /* pressed twice */
    CHECK(r.status == 303 && asking_letters(v) == letters + 1 && newest(v) == 1);
    CHECK(asking_letter(v, &l));
    SAME(l.to, "clara@press.example");
    SAME(l.kind, "meeting-held");
    CHECK(l.tongue == DE && str_has(l.text, STR("Hal 7")) && str_has(l.text, STR("Ane")));
    return link_in(v, &l, "/met/");
}

static void a_claim_is_for_its_own_side_only(struct visitor *v, int64_t id) {
    static const str others[] = {{"auto@example.org", 16}, {"outsider@example.org", 20}};
    CHECK(count(v, true) == 0 && count(v, false) == 0);
    struct response r = visitor_get(v, asking_text(v, "/en/meetings/", id, ""));
    CHECK(r.status == 200);
    SEES(r, "it counts nowhere until the other side says so too");
    r = visitor_get(v, STR("/en/meetings"));
    SEES(r, "0 meetings held and confirmed by both sides");
    SEES(r, "Claimed");
    for (size_t i = 0; i < 2; i++) {
        visitor_sign_in(v, others[i]);
        CHECK(visitor_get(v, asking_text(v, "/en/meetings/", id, "")).status == 404);
        CHECK(visitor_get(v, asking_text(v, "/en/meetings/", id, "/edit")).status == 404);
        CHECK(visitor_post(v, asking_text(v, "/en/meetings/", id, "/answer"), STR("answer=met"))
                        .status == 404);
        r = visitor_get(v, STR("/en/meetings"));
        LACKS(r, "Clara Vogt");
    }
    CHECK(count(v, true) == 0);
}

static void one_press_behind_the_link_confirms_it(struct visitor *v, int64_t id, str link) {
    v->session = (str){0};
    CHECK(str_starts(link, STR("/de/met/")));
    struct response r = visitor_get(v, link);
    CHECK(r.status == 200 && count(v, true) == 0); /* looking changes nothing */
    SEES(r, "Ja, wir haben uns getroffen");
    SEES(r, "Hal 7");
    LACKS(r, "/de/sign-in");
    CHECK(visitor_get(v, STR("/de/met/none")).status == 404);
    CHECK(visitor_post(v, link, STR("answer=perhaps")).status == 400);
    r = visitor_ask(v, POST, link, STR("answer=met"));
    CHECK(r.status == 303 && count(v, true) == 1 && count(v, false) == 2);
    r = visitor_get(v, link);
    SEES(r, "es zählt");
    visitor_sign_in(v, STR("alu@example.org"));
    r = visitor_get(v, STR("/en/meetings"));
    SEES(r, "One meeting held and confirmed by both sides");
    r = visitor_get(v, asking_text(v, "/en/meetings/", id, "/edit"));
    CHECK(r.status == 409);
    r = visitor_post(v, asking_text(v, "/en/meetings/", id, "/remove"), STR(""));
    CHECK(r.status == 303 && count(v, true) == 1);
}

static void notes_and_costs_stay_with_their_side(struct visitor *v, int64_t id) {
    struct response r = visitor_post(v, asking_text(v, "/en/meetings/", id, "/costs"),
            STR("kind=travel&amount=12x&currency=DKK&note=Train"));
    CHECK(r.status == 422);
    SEES(r, "This is no amount");
    SEES(r, "value='12x'");
    r = visitor_post(v, asking_text(v, "/en/meetings/", id, "/costs"),
            STR("kind=travel&amount=1.234%2C50&currency=DKK&note=Train"));
    CHECK(r.status == 303);
    r = visitor_post(v, asking_text(v, "/en/meetings/", id, "/note"),
            STR("note=They+hesitate&step=Send+samples&step_day=2027-03-01&step_who=Bo"));
    CHECK(r.status == 303);
    r = visitor_post(v, asking_text(v, "/en/meetings/", id, "/note"), STR("note=Older&step=x"));
    CHECK(r.status == 409);
    SEES(r, "They hesitate");
    r = visitor_get(v, asking_text(v, "/en/meetings/", id, ""));
    SEES(r, "1,234.50");
    SEES(r, "Send samples");
    r = visitor_get(v, STR("/en/meetings"));
    SEES(r, "Send samples");
    SEES(r, "1,234.50");
    visitor_sign_in(v, STR("auto@example.org")); /* of the other side, now that it is confirmed */
    r = visitor_get(v, asking_text(v, "/en/meetings/", id, ""));
    CHECK(r.status == 200);
    SEES(r, "Hal 7");
    LACKS(r, "They hesitate");
    LACKS(r, "Send samples");
    LACKS(r, "1,234.50");
    LACKS(r, "clara@press.example");
    CHECK(visitor_get(v, asking_text(v, "/en/meetings/", id, "/edit")).status == 404);
    CHECK(visitor_post(v, asking_text(v, "/en/meetings/", id, "/cancel"), STR("")).status == 404);
}

static void either_takes_it_back(struct visitor *v, int64_t id, str link) {
    v->session = (str){0};
    (void)visitor_get(v, link);
    struct response r = visitor_ask(v, POST, link, STR("answer=part"));
    CHECK(r.status == 200 && count(v, true) == 0 && count(v, false) == 0);
    CHECK(visitor_get(v, link).status == 404);
    visitor_sign_in(v, STR("alu@example.org"));
    r = visitor_get(v, asking_text(v, "/en/meetings/", id, ""));
    SEES(r, "Taken back");
    LACKS(r, "Clara Vogt");
    LACKS(r, "Hal 7");
    visitor_sign_in(v, STR("auto@example.org"));
    CHECK(visitor_get(v, asking_text(v, "/en/meetings/", id, "")).status == 404);
}

/* Somebody typed in, who reads Chinese, is invited, asks for another time, and hears of each change. */
static void invited_moved_and_cancelled(struct visitor *v) {
    struct letter l = {0};
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_post(v, STR("/en/meetings/new?organisation=2"),
            form(v, "us=a2&name=Li+Wei&mail=nonsense&tongue=zh", 30,
                    "&time=10:00&how=video&zone=Europe%2FCopenhagen&minutes=45"));
    CHECK(r.status == 422);
    SEES(r, "value='Li Wei'");
    r = visitor_post(v, STR("/en/meetings/new?organisation=2"),
            form(v, "us=a2&name=Li+Wei&mail=li%40works.example&tongue=zh", 30,
                    "&how=video&zone=Europe%2FCopenhagen&minutes=45"));
    CHECK(r.status == 422); /* to come, and without a time */
    r = visitor_post(v, STR("/en/meetings/new?organisation=2&look=1"),
            form(v, "us=a2&name=Li+Wei&mail=li%40works.example&tongue=zh", 30,
                    "&time=06:00&how=video&zone=Europe%2FCopenhagen&minutes=45"));
    CHECK(r.status == 200 && newest(v) == 1);
    SEES(r, "outside 8 to 18");
    r = visitor_post(v, STR("/en/meetings/new?organisation=2"),
            form(v, "us=a2&name=Li+Wei&mail=li%40works.example&tongue=zh", 30,
                    "&time=10:00&how=video&zone=Europe%2FCopenhagen&minutes=45"));
    CHECK(r.status == 303 && asking_letter(v, &l) && l.tongue == ZH);
    SAME(l.kind, "meeting-invitation");
    SAME(l.calendar_method, "REQUEST");
    CHECK(str_has(l.calendar, STR("METHOD:REQUEST")) && str_has(l.calendar, STR("SEQUENCE:0")));
    CHECK(str_has(l.calendar, STR("UID:meeting-")) && !str_has(l.calendar, STR("alu@example.org")));
    int64_t id = newest(v);
    str link = link_in(v, &l, "/invited/");
    v->session = (str){0};
    r = visitor_get(v, link);
    CHECK(r.status == 200 && str_starts(link, STR("/zh/invited/")));
    r = visitor_ask(v, POST, link, STR("answer=other-time&note=Better+on+Monday"));
    CHECK(r.status == 303 && asking_letter(v, &l));
    SAME(l.to, "alu@example.org");
    CHECK(str_has(l.text, STR("Better on Monday")) && str_has(l.text, STR("Li Wei")));
    r = visitor_ask(v, POST, link, STR("answer=met"));
    CHECK(r.status == 409);
    visitor_sign_in(v, STR("alu@example.org"));
    r = visitor_get(v, asking_text(v, "/en/meetings/", id, ""));
    SEES(r, "asks for another time");
    str them = asking_text(v, "&them=i",
            db_number(&v->work,
                    "SELECT individual_id FROM encounter_person WHERE encounter_id = ?"
                    " AND side = 'theirs'",
                    num(id)),
            "&us=i");
    str us = asking_text(
            v, "", db_number(&v->work, "SELECT id FROM individual WHERE account_id = 2"), "");
    struct buf moved = {.mem = &v->mem};
    buf_add(&moved, STR("version=1"));
    buf_add(&moved, them);
    buf_add(&moved, us);
    buf_add(&moved, form(v, "", 33, "&time=11:00&how=video&zone=Europe%2FCopenhagen&minutes=45"));
    r = visitor_post(v, asking_text(v, "/en/meetings/", id, "/edit"), buf_str(&moved));
    CHECK(r.status == 303 && asking_letter(v, &l));
    SAME(l.kind, "meeting-changed");
    CHECK(str_has(l.calendar, STR("METHOD:REQUEST")) && str_has(l.calendar, STR("SEQUENCE:1")));
    SAME(l.to, "li@works.example");
    CHECK(db_number(&v->work, "SELECT sequence FROM encounter WHERE id = ?", num(id)) == 1);
    r = visitor_post(v, asking_text(v, "/en/meetings/", id, "/edit"), buf_str(&moved));
    CHECK(r.status == 409);
    SEES(r, "Somebody else saved this in between.");
    r = visitor_post(v, asking_text(v, "/en/meetings/", id, "/cancel"), STR("reason=Strike"));
    CHECK(r.status == 303 && asking_letter(v, &l));
    SAME(l.kind, "meeting-cancelled");
    CHECK(str_has(l.calendar, STR("METHOD:CANCEL")) && str_has(l.calendar, STR("SEQUENCE:2")));
    CHECK(str_has(l.text, STR("Strike")));
    v->session = (str){0};
    CHECK(visitor_ask(v, POST, link, STR("answer=coming")).status == 409);
}

/* A planned one that is over: each side is asked once, reminded once, and then left. */
static void each_side_is_asked_after_the_end(struct visitor *v) {
    struct encounter_post post = {&v->house.seal, v->house.address};
    struct letter l = {0};
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_post(v, STR("/en/meetings/new?organisation=2"),
            form(v, "us=a2&them=p3", 2,
                    "&time=10:00&how=phone&zone=Europe%2FCopenhagen&minutes=30"));
    CHECK(r.status == 303);
    int64_t letters = asking_letters(v);
    CHECK(met_letters_turn(&v->work, &post) && asking_letters(v) == letters);
    v->work.now += 4 * DAY;
    CHECK(met_letters_turn(&v->work, &post) && asking_letters(v) == letters + 2);
    CHECK(met_letters_turn(&v->work, &post) && asking_letters(v) == letters + 2);
    CHECK(asking_letter(v, &l));
    SAME(l.kind, "meeting-held");
    v->work.now += 8 * DAY;
    CHECK(met_letters_turn(&v->work, &post) && asking_letters(v) == letters + 4);
    v->work.now += 8 * DAY;
    CHECK(met_letters_turn(&v->work, &post) && asking_letters(v) == letters + 4);
    v->work.now -= 20 * DAY;
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    str link = one_is_written_down(&v);
    int64_t id = newest(&v);
    a_claim_is_for_its_own_side_only(&v, id);
    one_press_behind_the_link_confirms_it(&v, id, link);
    notes_and_costs_stay_with_their_side(&v, id);
    either_takes_it_back(&v, id, link);
    invited_moved_and_cancelled(&v);
    each_side_is_asked_after_the_end(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}
