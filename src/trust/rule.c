#include "trust/rule.h"

#include "db/db.h"

struct rule rule_usual(void) {
    return (struct rule){.months = 24,
            .strength = {[EVIDENCE_MET] = 100,
                    [EVIDENCE_VIDEO] = 40,
                    [EVIDENCE_PHONE] = 20,
                    [EVIDENCE_INTRODUCED] = 50,
                    [EVIDENCE_KEPT] = 100,
                    [EVIDENCE_BROKEN] = 200,
                    [EVIDENCE_DELIVERED] = 200,
                    [EVIDENCE_GOOD] = 100,
                    [EVIDENCE_BAD] = 100}};
}

bool rule_right(const struct rule *r) {
    bool right = r->months >= RULE_MONTHS_LEAST && r->months <= RULE_MONTHS_MOST;
    for (int k = 0; k < EVIDENCE_KINDS; k++) {
        right = right && r->strength[k] >= 0 && r->strength[k] <= RULE_STRENGTH_MOST;
    }
    return right;
}

struct rule rule_of(struct work *w, int64_t cluster) {
    struct rule found = {0};
    int64_t *s = found.strength;
    struct rows r = db_rows(w,
            "SELECT months, met, video, phone, introduced, kept, broken, delivered, good, bad, at"
            " FROM trust_rule WHERE cluster_id = ?",
            num(cluster));
    bool there = db_next(&r, to(found.months), to(s[EVIDENCE_MET]), to(s[EVIDENCE_VIDEO]),
            to(s[EVIDENCE_PHONE]), to(s[EVIDENCE_INTRODUCED]), to(s[EVIDENCE_KEPT]),
            to(s[EVIDENCE_BROKEN]), to(s[EVIDENCE_DELIVERED]), to(s[EVIDENCE_GOOD]),
            to(s[EVIDENCE_BAD]), to(found.at));
    db_stop(&r);
    return there && rule_right(&found) ? found : rule_usual();
}

void rule_save(struct work *w, int64_t cluster, const struct rule *r) {
    const int64_t *s = r->strength;
    db_run(w,
            "INSERT INTO trust_rule (cluster_id, months, met, video, phone, introduced, kept,"
            " broken, delivered, good, bad, account_id, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (cluster_id) DO UPDATE SET months = excluded.months,"
            " met = excluded.met, video = excluded.video, phone = excluded.phone,"
            " introduced = excluded.introduced, kept = excluded.kept, broken = excluded.broken,"
            " delivered = excluded.delivered, good = excluded.good, bad = excluded.bad,"
            " account_id = excluded.account_id, at = excluded.at",
            num(cluster), num(r->months), num(s[EVIDENCE_MET]), num(s[EVIDENCE_VIDEO]),
            num(s[EVIDENCE_PHONE]), num(s[EVIDENCE_INTRODUCED]), num(s[EVIDENCE_KEPT]),
            num(s[EVIDENCE_BROKEN]), num(s[EVIDENCE_DELIVERED]), num(s[EVIDENCE_GOOD]),
            num(s[EVIDENCE_BAD]), num(w->actor), num(w->now));
}

void rule_forget(struct work *w, int64_t cluster) {
    db_run(w, "DELETE FROM trust_rule WHERE cluster_id = ?", num(cluster));
}
