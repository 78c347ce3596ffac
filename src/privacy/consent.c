#include "privacy/consent.h"

#include "audit/audit.h"
#include "db/db.h"
#include "lang/say.h"

#include <assert.h>

static const struct {
    const char *word;
    const char *text;
} purposes[PURPOSES] = {
        [PURPOSE_LISTED] = {"listed",
                say_word("I agree that everybody sees my name, my role and my languages as a"
                         " contact person of this organisation. My mail address and phone number"
                         " are not shown by it.")},
        [PURPOSE_INTRODUCED] = {"introduced",
                say_word("I agree to be asked for introductions: to be introduced to partners, and"
                         " to introduce people I know. Each time I am asked first, and may say no"
                         " unseen.")},
        [PURPOSE_DIGEST] = {"digest",
                say_word("I agree to get a mail now and then with what is new for me. Each of them"
                         " has a link that ends it.")},
        [PURPOSE_STATISTICS] = {"statistics",
                say_word("I agree that my meetings and introductions are counted in reports of the"
                         " cluster, without my name.")},
};

static const char *const hows[CONSENT_HOWS] = {
        [CONSENT_SELF] = "self",
        [CONSENT_LINK] = "link",
        [CONSENT_TOLD] = "told",
        [CONSENT_IMPORT] = "import",
};

str purpose_word(enum purpose p) {
    assert(p < PURPOSES);
    return str_of(purposes[p].word);
}

bool purpose_of(str word, enum purpose *found) {
    for (enum purpose p = 0; p < PURPOSES; p++) {
        if (str_eq(word, purpose_word(p))) {
            *found = p;
            return true;
        }
    }
    return false;
}

str purpose_text(struct work *w, enum purpose p) {
    assert(p < PURPOSES);
    return say_key(w, purposes[p].text);
}

static enum consent_how how_of(str word) {
    for (enum consent_how h = 0; h < CONSENT_HOWS; h++) {
        if (str_eq(word, str_of(hows[h]))) {
            return h;
        }
    }
    return CONSENT_IMPORT;
}

static void note(struct work *w, enum audit_act act, const struct consent *c) {
    audit_note(
            w, act, c->person ? STR("person") : STR("account"), c->person ? c->person : c->account);
}

static bool holds(struct work *w, const struct consent *c) {
    return db_number(w,
                   "SELECT COUNT(*) FROM consent WHERE (person_id = ? OR account_id = ?)"
                   " AND purpose = ? AND withdrawn = 0",
                   num(c->person), num(c->account), txt(purpose_word(c->purpose))) > 0;
}

void consent_give(struct work *w, const struct consent *c) {
    if (holds(w, c)) {
        return;
    }
    db_run(w,
            "INSERT INTO consent (person_id, account_id, purpose, body, lang, given, given_by, how)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            key_or_none(c->person), key_or_none(c->account), txt(purpose_word(c->purpose)),
            txt(purpose_text(w, c->purpose)), txt(tongue_code(w->tongue)), num(w->now),
            num(w->actor), txt(str_of(hows[c->how])));
    note(w, AUDIT_AGREED, c);
}

void consent_withdraw(struct work *w, const struct consent *c) {
    if (!holds(w, c)) {
        return;
    }
    db_run(w,
            "UPDATE consent SET withdrawn = ?, withdrawn_by = ?, withdrawn_how = ?"
            " WHERE (person_id = ? OR account_id = ?) AND purpose = ? AND withdrawn = 0",
            num(w->now), num(w->actor), txt(str_of(hows[c->how])), num(c->person), num(c->account),
            txt(purpose_word(c->purpose)));
    note(w, AUDIT_WITHDREW, c);
}

void consent_follow(struct work *w, const struct person *p, str before, enum consent_how how) {
    for (enum purpose u = 0; u < PURPOSES; u++) {
        struct consent c = {.person = p->id, .purpose = u, .how = how};
        bool is = str_lists(p->consents, purpose_word(u));
        bool was = str_lists(before, purpose_word(u));
        if (is && !was) {
            consent_give(w, &c);
        } else if (!is && was) {
            consent_withdraw(w, &c);
        }
    }
}

/* The text is left empty: nobody here knows what they were shown. */
void consent_note_imported(struct work *w) {
    for (enum purpose u = 0; u < PURPOSES; u++) {
        str word = purpose_word(u);
        db_run(w,
                "INSERT INTO consent"
                " (person_id, account_id, purpose, body, lang, given, given_by, how)"
                " SELECT p.id, NULL, ?, '', '', p.created, 0, 'import' FROM person AS p"
                " WHERE ';' || p.consents || ';' LIKE '%;' || ? || ';%'"
                " AND NOT EXISTS (SELECT 1 FROM consent AS c WHERE c.person_id = p.id"
                "                 AND c.purpose = ? AND c.withdrawn = 0)",
                txt(word), txt(word), txt(word));
    }
}

struct consents consent_list(struct work *w, int64_t person, int64_t account) {
    struct consents found = {.at = arena_new(w->mem, struct consent, CONSENTS_MOST)};
    struct consent c = {.person = person, .account = account};
    str purpose = {0};
    str how = {0};
    str withdrawn_how = {0};
    struct rows r = db_rows(w,
            "SELECT id, purpose, body, lang, given, given_by, how, withdrawn, withdrawn_how"
            " FROM consent WHERE (person_id = ? OR account_id = ?) ORDER BY id DESC LIMIT ?",
            num(person), num(account), num(CONSENTS_MOST));
    while (db_next(&r, to(c.id), to(purpose), to(c.body), to(c.lang), to(c.given), to(c.given_by),
            to(how), to(c.withdrawn), to(withdrawn_how))) {
        c.how = how_of(how);
        c.withdrawn_how = how_of(withdrawn_how);
        if (purpose_of(purpose, &c.purpose)) {
            found.at[found.count++] = c;
        }
    }
    return found;
}
