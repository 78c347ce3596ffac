#include "trust/judgement.h"

#include "db/db.h"
#include "lang/date.h"
#include "trust/evidence.h"

static void take_back(struct work *w, int64_t judge, int64_t judged) {
    int64_t id =
            db_number(w, "DELETE FROM judgement WHERE judge_id = ? AND judged_id = ? RETURNING id",
                    num(judge), num(judged));
    if (id) {
        evidence_withdraw(w, SOURCE_JUDGEMENT, id);
    }
}

/* Thinking the same again does not make it fresher: that would be a way to keep it from fading
 * without having met. */
void judgement_make(struct work *w, int64_t judge, int64_t judged, enum judgement now) {
    if (judge == judged || now == judgement_of(w, judge, judged)) {
        return;
    }
    take_back(w, judge, judged);
    if (now == JUDGEMENT_NONE) {
        return;
    }
    bool good = now == JUDGEMENT_GOOD;
    str day = date_of(w->mem, w->now);
    int64_t id = db_number(w,
            "INSERT INTO judgement (judge_id, judged_id, good, day, made) VALUES (?, ?, ?, ?, ?)"
            " RETURNING id",
            num(judge), num(judged), num(good), txt(day), num(w->now));
    evidence_add(w, &(struct evidence){.giver = judge,
                            .receiver = judged,
                            .kind = good ? EVIDENCE_GOOD : EVIDENCE_BAD,
                            .day = day,
                            .source = SOURCE_JUDGEMENT,
                            .source_id = id});
}

enum judgement judgement_of(struct work *w, int64_t judge, int64_t judged) {
    int64_t said = db_number(w,
            "SELECT COALESCE((SELECT good + 1 FROM judgement WHERE judge_id = ? AND judged_id = ?),"
            " 0)",
            num(judge), num(judged));
    return said == 2 ? JUDGEMENT_GOOD : said == 1 ? JUDGEMENT_BAD : JUDGEMENT_NONE;
}
