/* acquaint DATABASE: people who know each other, for journeys in a browser, read from standard input,
 * a line each:
 *
 *     person KEY MAIL LANGUAGES ORGANISATION NAME...   a contact person who lets themselves be introduced
 *     account MAIL LANGUAGES                           the same of somebody who signs in
 *     met MAIL MAIL TIMES                              in person, yesterday and confirmed
 *
 * ORGANISATION is a key; in LANGUAGES "+" stands for the blank: "da+C2;en+C1". */
#include "base/buf.h"
#include "db/db.h"
#include "directory/individual.h"
#include "directory/organisation.h"
#include "directory/person.h"
#include "lang/date.h"
#include "privacy/consent.h"
#include "trust/evidence.h"

#include <stdio.h>
#include <time.h>

enum { LINE_MOST = 1000, DAY_SECONDS = 24 * 3600 };

static str word(str *line) {
    str one = {0};
    (void)str_cut(line, ' ', &one);
    return str_trim(one);
}

static str languages(struct work *w, str coded) {
    char *plain = arena_z(w->mem, coded);
    for (size_t i = 0; i < coded.len; i++) {
        plain[i] = (char)(plain[i] == '+' ? ' ' : plain[i]);
    }
    return str_of(plain);
}

static int64_t human(struct work *w, str mail) {
    int64_t account = db_number(
            w, "SELECT COALESCE(MAX(id), 0) FROM account WHERE mail = LOWER(?)", txt(mail));
    return account ? individual_of_account(w, account)
                   : individual_of_person(w,
                             db_number(w, "SELECT COALESCE(MAX(id), 0) FROM person WHERE mail = ?",
                                     txt(mail)));
}

static bool person(struct work *w, str line) {
    struct person p = {.key = word(&line)};
    p.mail = word(&line);
    p.languages = languages(w, word(&line));
    p.organisation = organisation_by_key(w, word(&line));
    p.name = str_trim(line);
    p.consents = STR("listed;introduced");
    if (person_save(w, &p) != SAVED_NEW) {
        return false;
    }
    person_confirm(w, p.id);
    return individual_of_person(w, p.id) != 0;
}

static bool account(struct work *w, str line) {
    str mail = word(&line);
    int64_t id = db_number(
            w, "SELECT COALESCE(MAX(id), 0) FROM account WHERE mail = LOWER(?)", txt(mail));
    int64_t who = human(w, mail);
    individual_say(w, who, &(struct individual_word){.languages = languages(w, word(&line))});
    consent_give(w, &(struct consent){.account = id, .purpose = PURPOSE_INTRODUCED});
    return id != 0;
}

static bool met(struct work *w, str line) {
    int64_t one = human(w, word(&line));
    int64_t other = human(w, word(&line));
    int64_t times = 0;
    (void)str_num(str_trim(line), &times);
    for (int64_t i = 0; i < times; i++) {
        evidence_add_both(w, &(struct evidence){.giver = one,
                                     .receiver = other,
                                     .kind = EVIDENCE_MET,
                                     .day = date_of(w->mem, w->now - DAY_SECONDS),
                                     .source = SOURCE_OUTCOME,
                                     .source_id = 1000000 + one * 1000 + i});
    }
    return one && other && times;
}

static bool take(struct work *w, str line) {
    str what = word(&line);
    if (str_eq(what, STR("person"))) {
        return person(w, line);
    }
    if (str_eq(what, STR("met"))) {
        return met(w, line);
    }
    return str_eq(what, STR("account")) && account(w, line);
}

int main(int argc, char **argv) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = (int64_t)time(NULL), .tongue = EN};
    char line[LINE_MOST];
    bool good = argc == 2;
    w.db = good ? db_open(&mem, argv[1], &w.fault) : NULL;
    if (!w.db) {
        return 1;
    }
    db_begin(&w);
    while (good && fgets(line, sizeof(line), stdin)) {
        str said = str_trim(str_of(line));
        good = said.len == 0 || take(&w, said);
        if (!good) {
            (void)fprintf(stderr, "not understood: %s", line);
        }
    }
    good = db_end(&w) && good;
    db_close(w.db);
    arena_free(&mem);
    return good ? 0 : 1;
}
