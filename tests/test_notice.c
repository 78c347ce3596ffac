/* What letters about stored data say: who was entered is told all that the law wants told, once and in a
 * language of theirs, and whose account is about to go is told when. */
#include "db/db.h"
#include "mail/outbox.h"
#include "privacy/controller.h"
#include "privacy/notice.h"
#include "tests/test.h"
#include "tests/world.h"

#include <sodium.h>

enum { DAY = 24 * 3600 };

struct told {
    struct work *w;
    struct seal seal;
    struct notice notice;
};

/* The newest letter of that kind. */
static struct letter letter_of(struct told *t, const char *kind) {
    struct letter l = {0};
    int64_t id = db_number(
            t->w, "SELECT COALESCE(MAX(id), 0) FROM letter WHERE kind = ?", txt(str_of(kind)));
    CHECK(id > 0 && outbox_read(t->w, &t->seal, id, &l));
    return l;
}

static size_t tell(struct told *t, size_t (*whom)(struct work *, const struct notice *)) {
    db_begin(t->w);
    size_t count = whom(t->w, &t->notice);
    CHECK(db_end(t->w));
    return count;
}

static void enter(struct work *w, int64_t person, const char *languages) {
    db_run(w,
            "UPDATE person SET unconfirmed = ?, told = 0, mail = 'b@x.example', languages = ?"
            " WHERE id = ?",
            num(w->now), txt(str_of(languages)), num(person));
}

static void who_was_entered_is_told_once_who_why_and_how_long(struct told *t) {
    enter(t->w, WORLD_BJARNE, "fr B1;de C1");
    CHECK(tell(t, notice_contacts) == 1 && tell(t, notice_contacts) == 0);
    struct letter l = letter_of(t, "contact");
    SAME(l.to, "b@x.example");
    CHECK(l.tongue == DE && l.cluster == WORLD_ALU);
    CHECK(str_has(l.text, STR("https://handslag.example/de/privacy/yours/")));
    CHECK(str_has(l.text, STR("14. Februar 2027"))); /* 30 days */
    CHECK(str_has(l.text, STR("Artikel 6")) || str_has(l.text, STR("Art. 6")));
    CHECK(str_has(l.text, STR("b@x.example")));
    CHECK(t->w->tongue == EN);
}

/* Nobody reads a language that they have a few words of. */
static void without_a_language_of_ours_it_is_the_organisations(struct told *t) {
    enter(t->w, WORLD_BJARNE, "fi C2;fr A2;da");
    CHECK(tell(t, notice_contacts) == 1);
    CHECK(letter_of(t, "contact").tongue == DA);
}

static void whoever_answers_for_the_data_is_named(struct told *t) {
    const struct controller c = {.name = STR("Netzwerk Nord e. V."),
            .address = STR("Hafen 1, Kiel"),
            .mail = STR("daten@nord.example")};
    db_begin(t->w);
    controller_save(t->w, &c);
    CHECK(db_end(t->w));
    enter(t->w, WORLD_BJARNE, "en C2");
    CHECK(tell(t, notice_contacts) == 1);
    struct letter l = letter_of(t, "contact");
    CHECK(str_has(l.text, STR("Netzwerk Nord e. V. answers for the data.")));
    CHECK(str_has(l.text, STR("Hafen 1, Kiel")) && str_has(l.text, STR("daten@nord.example")));
}

static void an_unused_account_is_told_its_last_day_once(struct told *t) {
    int64_t long_ago = t->w->now - 705 * (int64_t)DAY;
    db_run(t->w, "UPDATE account SET seen = ?, created = ?", num(t->w->now), num(t->w->now));
    db_run(t->w, "UPDATE account SET seen = ?, created = ?, tongue = 'da' WHERE id = ?",
            num(long_ago), num(long_ago), num(WORLD_OUTSIDER));
    CHECK(tell(t, notice_accounts) == 1 && tell(t, notice_accounts) == 0);
    struct letter l = letter_of(t, "account-unused");
    SAME(l.to, "outsider@example.org");
    SAME(l.subject, "Din konto bliver snart slettet");
    CHECK(l.tongue == DA && str_has(l.text, STR("14. februar 2027")));
    CHECK(str_has(l.text, STR("https://handslag.example/da/sign-in\n")));
    CHECK(t->w->tongue == EN);
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW};
    struct told t = {.w = &w, .notice = {.address = STR("https://handslag.example")}};
    w.db = world_open();
    CHECK(w.db != NULL && sodium_init() >= 0);
    if (w.db) {
        seal_new(&t.seal);
        t.notice.seal = &t.seal;
        who_was_entered_is_told_once_who_why_and_how_long(&t);
        without_a_language_of_ours_it_is_the_organisations(&t);
        whoever_answers_for_the_data_is_named(&t);
        an_unused_account_is_told_its_last_day_once(&t);
        CHECK(work_ok(&w));
        db_close(w.db);
    }
    arena_free(&mem);
    return test_failures != 0;
}
