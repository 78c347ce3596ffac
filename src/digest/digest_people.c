/* People whom the reader has met, but not for more than a year: their own, confirmed meetings only. */
#include "base/buf.h"
#include "db/db.h"
#include "digest/digest_part.h"
#include "lang/date.h"
#include "lang/locale.h"
#include "lang/say.h"

enum { DAY_SECONDS = 24 * 3600, LONG_DAYS = 365, FORGOTTEN_DAYS = 5 * 365, PEOPLE_MOST = 50 };

static struct rows rows_of(struct digest_gathering *g) {
    struct work *w = g->w;
    return db_rows(w,
            "WITH last AS (SELECT receiver_id, MAX(day) AS day FROM evidence"
            "  WHERE giver_id = ? AND kind IN ('met', 'video', 'phone') GROUP BY receiver_id)"
            " SELECT l.receiver_id, l.day, COALESCE((SELECT a.name FROM individual AS i"
            "  JOIN account AS a ON a.id = i.account_id WHERE i.id = l.receiver_id),"
            "  (SELECT MIN(p.name) FROM person AS p WHERE p.individual_id = l.receiver_id), '')"
            " FROM last AS l WHERE l.day < ? AND l.day > ? ORDER BY l.day DESC, l.receiver_id"
            " LIMIT ?",
            num(g->reader->individual),
            txt(date_of(w->mem, w->now - (int64_t)LONG_DAYS * DAY_SECONDS)),
            txt(date_of(w->mem, w->now - (int64_t)FORGOTTEN_DAYS * DAY_SECONDS)), num(PEOPLE_MOST));
}

void digest_people(struct digest_gathering *g) {
    struct work *w = g->w;
    struct buf lines = {.mem = w->mem};
    size_t count = 0;
    int64_t id = 0;
    str day = {0};
    str name = {0};
    if (!g->reader->individual || !g->reader->account) {
        return;
    }
    struct rows r = rows_of(g);
    while (db_next(&r, to(id), to(day), to(name))) {
        if (count++ < DIGEST_LINES && name.len) {
            buf_add(&lines, lines.len ? STR("\n") : (str){0});
            buf_add(&lines,
                    say(w, "{1}, last on {2}", txt(name), txt(locale_date(w, day, DATE_LONG))));
        }
    }
    if (count) {
        digest_add(g,
                (struct digest_entry){.part = DIGEST_PEOPLE,
                        .title = say_many(w, "You have not met one person for more than a year.",
                                "You have not met {} people for more than a year.", count),
                        .list = buf_str(&lines),
                        .act = say(w, "Your network"),
                        .path = STR("/network?months=12"),
                        .count = count},
                g->reader->individual);
    }
}
