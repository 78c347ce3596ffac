#include "tests/introducing.h"

#include "audit/chain.h"
#include "base/buf.h"
#include "db/db.h"
#include "directory/individual.h"
#include "job/introducer.h"
#include "lang/date.h"
#include "privacy/consent.h"
#include "tests/test.h"
#include "trust/evidence.h"

#include <time.h>

static str mail_of(struct visitor *v, const char *name) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, str_of(name));
    buf_add(&out, STR("@introducing.example"));
    return buf_str(&out);
}

int64_t introducing_person(
        struct visitor *v, const char *name, int64_t organisation, const char *languages) {
    struct work *w = &v->work;
    db_begin(w);
    int64_t id = db_number(w,
            "INSERT INTO person (key, organisation_id, name, role, mail, languages, consents,"
            " confirmed, created, updated)"
            " VALUES (?, ?, ?, '', ?, ?, 'listed;introduced', '2026-01-05', ?, ?) RETURNING id",
            txt(str_of(name)), num(organisation), txt(str_of(name)), txt(mail_of(v, name)),
            txt(str_of(languages)), num(w->now), num(w->now));
    int64_t individual = individual_of_person(w, id);
    CHECK(db_end(w) && individual);
    return individual;
}

int64_t introducing_manager(struct visitor *v, const char *languages) {
    struct work *w = &v->work;
    db_begin(w);
    int64_t individual = individual_of_account(w, WORLD_ALU_MANAGER);
    individual_say(w, individual, &(struct individual_word){.languages = str_of(languages)});
    consent_give(w, &(struct consent){.account = WORLD_ALU_MANAGER, .purpose = PURPOSE_INTRODUCED});
    CHECK(db_end(w) && individual);
    return individual;
}

void introducing_met(struct visitor *v, int64_t one, int64_t other) {
    struct work *w = &v->work;
    db_begin(w);
    for (int64_t i = 0; i < 6; i++) {
        evidence_add_both(w, &(struct evidence){.giver = one,
                                     .receiver = other,
                                     .kind = EVIDENCE_MET,
                                     .day = date_of(w->mem, w->now - 86400),
                                     .source = SOURCE_ENCOUNTER,
                                     .source_id = one * 1000 + other * 10 + i});
    }
    CHECK(db_end(w));
    (void)trust_catch_up(w, v->house.trust);
}

void introducing_age(struct visitor *v, int64_t seconds) {
    struct work *w = &v->work;
    db_begin(w);
    db_run(w,
            "UPDATE introduction SET created = created - ?, expires = expires - ?,"
            " settled = CASE WHEN settled > 0 THEN settled - ? ELSE 0 END",
            num(seconds), num(seconds), num(seconds));
    db_run(w,
            "UPDATE introduction_link SET asked = CASE WHEN asked > 0 THEN asked - ? ELSE 0 END,"
            " answered = CASE WHEN answered > 0 THEN answered - ? ELSE 0 END",
            num(seconds), num(seconds));
    db_run(w, "UPDATE introduction_course SET due = due - ?", num(seconds));
    db_run(w, "UPDATE introduction_question SET asked = asked - ?", num(seconds));
    db_run(w, "UPDATE link SET created = created - ?, expires = expires - ?", num(seconds),
            num(seconds));
    CHECK(db_end(w));
}

void introducing_turn(struct visitor *v) {
    struct introducer with = {&v->house.seal, v->house.trust, v->house.address};
    v->work.now = (int64_t)time(NULL); /* as it is for the pages */
    audit_chain(&v->work);
    (void)trust_catch_up(&v->work, v->house.trust);
    CHECK(introducer_turn(&v->work, &with) && introducer_credit(&v->work));
    (void)trust_catch_up(&v->work, v->house.trust);
}

bool introducing_letter(struct visitor *v, const char *name, struct letter *found) {
    int64_t id = db_number(&v->work, "SELECT COALESCE(MAX(id), 0) FROM letter WHERE recipient = ?",
            txt(mail_of(v, name)));
    return outbox_read(&v->work, &v->house.seal, id, found);
}

str introducing_link(struct visitor *v, const char *name) {
    struct letter l = {0};
    str line;
    if (!introducing_letter(v, name, &l)) {
        return (str){0};
    }
    for (str rest = l.text; str_cut(&rest, '\n', &line);) {
        if (str_starts(line, v->house.address) && str_has(line, STR("/introduction/"))) {
            return str_skip(line, v->house.address.len);
        }
    }
    return (str){0};
}

int64_t introducing_letters(struct visitor *v, str mail) {
    return db_number(&v->work, "SELECT COUNT(*) FROM letter WHERE recipient = ?", txt(mail));
}

int64_t introducing_ask(struct visitor *v, const char *aim) {
    struct buf form = {.mem = &v->mem};
    struct buf page = {.mem = &v->mem};
    buf_add(&page, STR("/da/introductions/new?"));
    buf_add(&page, str_of(aim));
    (void)visitor_get(v, buf_str(&page));
    struct response r = visitor_post(v, STR("/da/introductions/question"), str_of(aim));
    CHECK(r.status == 303);
    buf_add(&form, str_of(aim));
    buf_add(&form, STR("&reason=Vi+vil+gerne+tale+om+strangpresning.&there=Anledning"));
    r = visitor_post(v, STR("/da/introductions/new"), buf_str(&form));
    CHECK(r.status == 303);
    int64_t id = 0;
    str address = visitor_between(visitor_header(&r, STR("Location")), STR("/introductions/"), '?');
    return str_num(address, &id) ? id : 0;
}
