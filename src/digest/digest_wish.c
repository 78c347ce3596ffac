#include "digest/digest_wish.h"

#include "base/buf.h"
#include "db/db.h"

#include <assert.h>

static const char *const words[DIGEST_OFTENS] = {
        [DIGEST_NEVER] = "never",
        [DIGEST_DAILY] = "daily",
        [DIGEST_WEEKLY] = "weekly",
};

str digest_often_word(enum digest_often often) {
    assert(often < DIGEST_OFTENS);
    return str_of(words[often]);
}

bool digest_often_of(str word, enum digest_often *found) {
    for (enum digest_often o = 0; o < DIGEST_OFTENS; o++) {
        if (str_eq(word, str_of(words[o]))) {
            *found = o;
            return true;
        }
    }
    return false;
}

struct digest_wish digest_wish_read(str often, int64_t weekday, str without) {
    struct digest_wish wish = {
            .often = DIGEST_WEEKLY, .weekday = weekday >= 1 && weekday <= 7 ? (int)weekday : 1};
    (void)digest_often_of(often, &wish.often);
    for (enum digest_part part = 0; part < DIGEST_PARTS; part++) {
        wish.parts |= str_lists(without, digest_part_word(part)) ? 0 : 1U << part;
    }
    return wish;
}

/* Took back, as an account, what it had agreed to, or said no as a contact person. */
static bool declined(struct work *w, int64_t account) {
    return db_number(w,
                   "SELECT COUNT(*) FROM account AS a WHERE a.id = ? AND ("
                   " EXISTS (SELECT 1 FROM person AS p WHERE LOWER(p.mail) = a.mail"
                   "  AND ';' || p.objected || ';' LIKE '%;digest;%')"
                   " OR (EXISTS (SELECT 1 FROM consent AS c WHERE c.account_id = a.id"
                   "   AND c.purpose = 'digest' AND c.withdrawn > 0)"
                   "  AND NOT EXISTS (SELECT 1 FROM consent AS c WHERE c.account_id = a.id"
                   "   AND c.purpose = 'digest' AND c.withdrawn = 0)))",
                   num(account)) > 0;
}

struct digest_wish digest_wish_of(struct work *w, int64_t individual, int64_t account) {
    str often = {0};
    str without = {0};
    str told = {0};
    int64_t weekday = 0;
    struct rows r =
            db_rows(w, "SELECT often, weekday, without, told FROM digest WHERE individual_id = ?",
                    num(individual));
    (void)db_next(&r, to(often), to(weekday), to(without), to(told));
    db_stop(&r);
    struct digest_wish wish = digest_wish_read(often, weekday, without);
    wish.told = told;
    if (often.len == 0 && account && declined(w, account)) {
        wish.often = DIGEST_NEVER;
    }
    return wish;
}

static str without_of(struct work *w, unsigned parts) {
    struct buf out = {.mem = w->mem};
    for (enum digest_part part = 0; part < DIGEST_PARTS; part++) {
        if (!(parts >> part & 1)) {
            buf_add(&out, out.len ? STR(";") : (str){0});
            buf_add(&out, digest_part_word(part));
        }
    }
    return buf_str(&out);
}

void digest_wish_save(struct work *w, int64_t individual, const struct digest_wish *wish) {
    db_run(w,
            "INSERT INTO digest (individual_id, often, weekday, without, told)"
            " VALUES (?, ?, ?, ?, '')"
            " ON CONFLICT (individual_id) DO UPDATE SET often = excluded.often,"
            " weekday = excluded.weekday, without = excluded.without",
            num(individual), txt(digest_often_word(wish->often)), num(wish->weekday),
            txt(without_of(w, wish->parts)));
}

void digest_wish_tell(struct work *w, int64_t individual, str day) {
    db_run(w,
            "INSERT INTO digest (individual_id, often, told) VALUES (?, '', ?)"
            " ON CONFLICT (individual_id) DO UPDATE SET told = excluded.told",
            num(individual), txt(day));
}

void digest_wish_unite(struct work *w, int64_t from, int64_t to) {
    db_run(w,
            "UPDATE digest SET often = 'never' WHERE individual_id = ? AND EXISTS"
            " (SELECT 1 FROM digest AS d WHERE d.individual_id = ? AND d.often = 'never')",
            num(to), num(from));
    db_run(w,
            "UPDATE digest SET individual_id = ? WHERE individual_id = ?"
            " AND NOT EXISTS (SELECT 1 FROM digest AS d WHERE d.individual_id = ?)",
            num(to), num(from), num(to));
    db_run(w, "DELETE FROM digest WHERE individual_id = ?", num(from));
}
