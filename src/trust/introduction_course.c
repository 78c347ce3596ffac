#include "trust/introduction_course.h"

#include "db/db.h"
#include "lang/date.h"

enum { METS_MOST = 100 };

bool introduction_course_any(struct work *w) {
    return introduction_course_next(w) != 0;
}

int64_t introduction_course_next(struct work *w) {
    return db_number(w,
            "SELECT introduction_id FROM introduction_course WHERE due <= ?"
            " ORDER BY due, introduction_id LIMIT 1",
            num(w->now));
}

void introduction_course_due(struct work *w, int64_t introduction, int64_t when) {
    db_run(w, "UPDATE introduction_course SET due = ? WHERE introduction_id = ?", num(when),
            num(introduction));
}

void introduction_course_end(struct work *w, int64_t introduction) {
    db_run(w, "DELETE FROM introduction_course WHERE introduction_id = ?", num(introduction));
}

struct introduction_mets introduction_met_list(struct work *w) {
    struct introduction_mets found = {.at = arena_new(w->mem, struct introduction_met, METS_MOST)};
    struct introduction_met m = {0};
    int64_t settled = 0;
    struct rows r = db_rows(w,
            "SELECT n.id, n.asker_id, n.target_id, b.individual_id, e.day, n.settled"
            " FROM introduction AS n"
            " JOIN introduction_link AS l ON l.introduction_id = n.id AND l.last = 1"
            "  AND l.state = 'yes'"
            " JOIN introduction_link AS b ON b.introduction_id = n.id AND b.chain = l.chain"
            "  AND b.place = l.place - 1"
            " JOIN evidence AS e ON e.giver_id = n.asker_id AND e.receiver_id = n.target_id"
            "  AND e.kind IN ('met', 'video', 'phone') AND e.made >= n.settled"
            " WHERE n.state = 'done' AND NOT EXISTS (SELECT 1 FROM evidence AS x"
            "  WHERE x.source = 'introduction' AND x.source_id = n.id)"
            " ORDER BY n.id, e.day LIMIT ?",
            num(METS_MOST));
    while (db_next(&r, to(m.introduction), to(m.asker), to(m.target), to(m.introducer), to(m.day),
            to(settled))) {
        bool again = found.count && found.at[found.count - 1].introduction == m.introduction;
        if (!again && str_order(m.day, date_of(w->mem, settled)) >= 0) {
            found.at[found.count++] = m;
        }
    }
    return found;
}

int64_t introduction_unmet(struct work *w) {
    return db_number(w,
            "SELECT COALESCE(MIN(n.id), 0) FROM introduction AS n"
            " JOIN evidence AS x ON x.source = 'introduction' AND x.source_id = n.id"
            " WHERE NOT EXISTS (SELECT 1 FROM evidence AS e WHERE e.giver_id = n.asker_id"
            "  AND e.receiver_id = n.target_id AND e.kind IN ('met', 'video', 'phone')"
            "  AND e.day >= x.day)");
}
