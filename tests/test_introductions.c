/* Introductions: along whom, in which language, who learns what, and what comes of it. */
#include "db/db.h"
#include "directory/individual.h"
#include "lang/date.h"
#include "tests/introducing.h"
#include "tests/test.h"
#include "trust/evidence.h"
#include "trust/introduction_link.h"
#include "trust/introduction_off.h"
#include "trust/introduction_question.h"

#define SEES(response, text) CHECK(visitor_sees(&(response), STR(text)))
#define LACKS(response, text) CHECK(!visitor_sees(&(response), STR(text)))

enum { DAY = 24 * 3600 };

/* The manager of Alu knows Ebba and Pia; Ebba knows Gero and Pia knows Paul, who both know Tao. */
struct scene {
    int64_t asker, ebba, gero, pia, paul, tao;
};

static struct scene set(struct visitor *v) {
    struct scene s = {.asker = introducing_manager(v, "da C2;en C1;sv B1")};
    s.ebba = introducing_person(v, "ebba", WORLD_SAWMILL, "sv C2;de C1");
    s.gero = introducing_person(v, "gero", WORLD_PRESS, "de C2;en B2");
    s.pia = introducing_person(v, "pia", WORLD_FOUNDRY, "da C2;en B1");
    s.paul = introducing_person(v, "paul", WORLD_FOUNDRY, "en B2;fr C2");
    s.tao = introducing_person(v, "tao", WORLD_SAWMILL, "sv C1;en B2");
    (void)introducing_person(v, "third", WORLD_SAWMILL, "sv C2");
    introducing_met(v, s.asker, s.ebba);
    introducing_met(v, s.ebba, s.gero);
    introducing_met(v, s.gero, s.tao);
    introducing_met(v, s.asker, s.pia);
    introducing_met(v, s.pia, s.paul);
    introducing_met(v, s.paul, s.tao);
    return s;
}

static str aim_of(struct visitor *v, const char *name) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, STR("person="));
    buf_num(&out, db_number(&v->work, "SELECT id FROM person WHERE key = ?", txt(str_of(name))));
    return buf_str(&out);
}

static void what_is_told_is_told_of_many_only(struct visitor *v) {
    struct response r = visitor_get(v, STR("/en/introductions/new?organisation=3"));
    SEES(r, "Is there a warm way in?");
    LACKS(r, "Ask to be introduced");
    r = visitor_post(v, STR("/en/introductions/question"), STR("organisation=3"));
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/en/introductions/new?organisation=3"));
    SEES(r, "There is a warm way in. 2 people in between: ");
    CHECK(visitor_sees(&r, STR("The first is ebba")) || visitor_sees(&r, STR("The first is pia")));
    LACKS(r, "gero");
    LACKS(r, "paul");
    r = visitor_post(v, STR("/en/introductions/question"), STR("organisation=2"));
    r = visitor_get(v, STR("/en/introductions/new?organisation=2"));
    SEES(r, "Perhaps there is a warm way in.");
    LACKS(r, "ebba");
}

static void a_question_is_answered_once_and_not_too_often(
        struct visitor *v, const struct scene *s) {
    struct work *w = &v->work;
    db_begin(w);
    evidence_withdraw(w, SOURCE_ENCOUNTER, s->asker * 1000 + s->ebba * 10);
    for (int64_t i = 100; i < 100 + INTRODUCTION_QUESTIONS_DAY_MOST; i++) {
        struct introduction_question q = {.asker = s->asker, .about = AIM_CLUSTER, .about_id = i};
        introduction_question_keep(w, &q);
    }
    CHECK(db_end(w));
    struct response r = visitor_post(v, STR("/en/introductions/question"), STR("organisation=3"));
    r = visitor_get(v, STR("/en/introductions/new?organisation=3"));
    SEES(r, "There is a warm way in."); /* as before */
    r = visitor_get(v, STR("/en/introductions/new?cluster=2"));
    SEES(r, "You can ask about 10 organisations a day, and 40 a month.");
    r = visitor_post(v, STR("/en/introductions/question"), STR("cluster=2"));
    r = visitor_post(v, STR("/en/introductions/new"), STR("cluster=2&reason=x"));
    CHECK(r.status == 303 && db_number(w, "SELECT COUNT(*) FROM introduction") == 0);
    db_begin(w);
    db_run(w, "DELETE FROM introduction_question WHERE about_id >= 100");
    CHECK(db_end(w));
}

static void without_a_reason_nothing_begins(struct visitor *v) {
    struct response r =
            visitor_post(v, STR("/en/introductions/new"), STR("organisation=3&reason=+&there=Hej"));
    CHECK(r.status == 422);
    SEES(r, "Write why: nobody passes on a wish without a reason.");
    SEES(r, ">Hej</textarea>");
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM introduction") == 0);
    r = visitor_get(v, STR("/en/introductions/new?organisation=5")); /* confidential, and ours */
    CHECK(r.status == 404);
    r = visitor_get(v, STR("/en/introductions/new?person=999"));
    CHECK(r.status == 404);
}

/* Presses the button of the letter's page. */
static struct response say_to(struct visitor *v, const char *name, const char *answer) {
    str link = introducing_link(v, name);
    CHECK(link.len);
    struct response r = visitor_get(v, link);
    CHECK(r.status == 200);
    struct buf form = {.mem = &v->mem};
    buf_add(&form, STR("answer="));
    buf_add(&form, str_of(answer));
    return visitor_post(v, link, buf_str(&form));
}

static bool is_asked(struct visitor *v, const char *name) {
    return db_number(&v->work,
                   "SELECT COUNT(*) FROM introduction_link AS l JOIN person AS p"
                   " ON p.individual_id = l.individual_id WHERE p.key = ? AND l.state = 'asked'",
                   txt(str_of(name))) == 1;
}

/* The first chain's second link refuses, and the other chain leads there. */
static void an_introduction_goes_its_way(struct visitor *v, const struct scene *s) {
    struct letter l = {0};
    str session = v->session;
    int64_t id = introducing_ask(v, arena_z(&v->mem, aim_of(v, "tao")));
    CHECK(id > 0 && introducing_letters(v, STR("alu@example.org")) == 0);
    introducing_turn(v);
    bool ebba = is_asked(v, "ebba");
    const char *first = ebba ? "ebba" : "pia";
    const char *second = ebba ? "gero" : "paul";
    const char *third = ebba ? "pia" : "ebba";
    const char *fourth = ebba ? "paul" : "gero";
    CHECK(is_asked(v, first) && !is_asked(v, third));
    CHECK(introducing_letter(v, first, &l) && l.tongue == (ebba ? SV : DA));
    CHECK(str_has(l.text, STR("Ane")) && str_has(l.text, str_of(second)));
    CHECK(!str_has(l.text, STR("tao"))); /* who is to be met is for the last one to know */

    v->session = (str){0};
    struct response r = say_to(v, first, "yes");
    CHECK(r.status == 303);
    introducing_turn(v);
    CHECK(is_asked(v, second));
    CHECK(introducing_letter(v, second, &l) && str_has(l.text, STR("tao")));
    CHECK(!str_has(l.text, STR("Ane"))); /* nor whom they do not know */
    r = say_to(v, second, "no");
    r = say_to(v, second, "yes"); /* too late: once is once */
    introducing_turn(v);
    CHECK(is_asked(v, third) && !is_asked(v, second) && !is_asked(v, "tao"));
    introducing_age(v, INTRODUCTION_LINK_SECONDS - 60);
    introducing_turn(v);
    CHECK(is_asked(v, third));
    r = say_to(v, third, "yes");
    introducing_turn(v);
    r = say_to(v, fourth, "yes");
    introducing_turn(v);
    CHECK(is_asked(v, "tao") && introducing_letter(v, "tao", &l) && l.tongue == SV);
    CHECK(str_has(l.text, STR("Ane")) && str_has(l.text, str_of(fourth)));
    CHECK(introducing_letters(v, STR("alu@example.org")) == 0);
    r = say_to(v, "tao", "yes");
    introducing_turn(v);
    r = visitor_get(v, introducing_link(v, "tao").len ? introducing_link(v, "tao") : STR("/en/"));

    CHECK(introducing_letters(v, STR("alu@example.org")) == 1);
    CHECK(introducing_letter(v, "tao", &l) && str_has(l.text, STR("alu@example.org")));
    CHECK(str_has(l.text, STR("presenterar er")) && str_has(l.text, STR("introducerer jer")));
    v->session = session;
    struct buf page = {.mem = &v->mem};
    buf_add(&page, STR("/en/introductions/"));
    buf_num(&page, id);
    r = visitor_get(v, buf_str(&page));
    SEES(r, "tao@introducing.example");
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM audit WHERE act = 'seen'") >= 2);
    CHECK(introduction_link_introducer(&v->work, id) == (ebba ? s->paul : s->gero));
}

static int64_t thanks(struct visitor *v) {
    return db_number(&v->work, "SELECT COUNT(*) FROM evidence WHERE source = 'introduction'");
}

static void who_introduced_two_that_met_is_thanked(struct visitor *v, const struct scene *s) {
    struct work *w = &v->work;
    introducing_turn(v);
    CHECK(thanks(v) == 0);
    struct evidence met = {.giver = s->asker,
            .receiver = s->tao,
            .kind = EVIDENCE_VIDEO,
            .day = date_of(w->mem, w->now),
            .source = SOURCE_ENCOUNTER,
            .source_id = 7};
    db_begin(w);
    evidence_add_both(w, &met);
    CHECK(db_end(w));
    introducing_turn(v);
    introducing_turn(v);
    CHECK(thanks(v) == 2);
    db_begin(w);
    evidence_withdraw(w, SOURCE_ENCOUNTER, 7);
    CHECK(db_end(w));
    introducing_turn(v);
    CHECK(thanks(v) == 0);
}

static void never_means_never(struct visitor *v, const struct scene *s) {
    struct individual one = {0};
    introducing_age(v, INTRODUCTION_AGAIN_SECONDS + DAY);
    int64_t id = introducing_ask(v, "organisation=3");
    CHECK(id > 0);
    introducing_turn(v);
    const char *first = is_asked(v, "ebba") ? "ebba" : "pia";
    int64_t individual = str_eq(str_of(first), STR("ebba")) ? s->ebba : s->pia;
    struct response r = say_to(v, first, "never");
    CHECK(r.status == 303);
    CHECK(introduction_off(&v->work, individual));
    CHECK(individual_one(&v->work, individual, &one) &&
            one.introduced); /* as their cluster sees it */
    introducing_turn(v);
    CHECK(!is_asked(v, first));
    struct buf page = {.mem = &v->mem};
    buf_add(&page, STR("/en/introductions/"));
    buf_num(&page, id);
    r = visitor_get(v, buf_str(&page));
    SEES(r, "It is under way.");
    /* taken back: whoever is asked now finds the address gone */
    const char *next = is_asked(v, "ebba") ? "ebba" : "pia";
    str link = introducing_link(v, next);
    buf_add(&page, STR("/take-back"));
    r = visitor_post(v, buf_str(&page), STR(""));
    CHECK(r.status == 303);
    r = visitor_get(v, link);
    CHECK(r.status == 404);
    introducing_turn(v);
    CHECK(!is_asked(v, next) && introducing_letters(v, STR("alu@example.org")) == 1);
}

static void the_last_day_is_told(struct visitor *v) {
    struct letter l = {0};
    introducing_age(v, INTRODUCTION_AGAIN_SECONDS + DAY);
    int64_t id = introducing_ask(v, "organisation=2");
    introducing_turn(v);
    introducing_age(v, INTRODUCTION_SECONDS - 60);
    introducing_turn(v);
    CHECK(introducing_letters(v, STR("alu@example.org")) == 1);
    introducing_age(v, 61);
    introducing_turn(v);
    introducing_turn(v);
    CHECK(introducing_letters(v, STR("alu@example.org")) == 2);
    int64_t letter = db_number(&v->work, "SELECT MAX(id) FROM letter");
    CHECK(outbox_read(&v->work, &v->house.seal, letter, &l));
    CHECK(str_has(l.text, STR("Presswerk GmbH")) && l.tongue == DA);
    struct buf page = {.mem = &v->mem};
    buf_add(&page, STR("/en/introductions/"));
    buf_num(&page, id);
    struct response r = visitor_get(v, buf_str(&page));
    SEES(r, "No introduction came about");
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    struct scene s = set(&v);
    visitor_sign_in(&v, STR("alu@example.org"));
    what_is_told_is_told_of_many_only(&v);
    a_question_is_answered_once_and_not_too_often(&v, &s);
    without_a_reason_nothing_begins(&v);
    an_introduction_goes_its_way(&v, &s);
    who_introduced_two_that_met_is_thanked(&v, &s);
    never_means_never(&v, &s);
    the_last_day_is_told(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures > 0;
}
