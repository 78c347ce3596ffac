#include "match/verdict.h"

#include "base/buf.h"
#include "db/db.h"

/* Numbers in ten-thousandths, in this order: both meetings, then how far by each factor. */
enum { MEETING_NUMBERS = CHANNELS + 3, NUMBERS = 2 * MEETING_NUMBERS + ORDER_FACTORS };

struct grounds verdict_grounds(
        const struct match *m, const struct order *order, const struct order_facts *facts) {
    struct grounds e = {.gain = m->gain, .give = m->give};
    for (enum order_factor f = 0; f < ORDER_FACTORS; f++) {
        e.far[f] = order_far(order, facts, f);
    }
    return e;
}

static void add(struct buf *out, float value) {
    buf_add(out, out->len ? STR(" ") : (str){0});
    buf_num(out, (int64_t)(value * 10000.0F + 0.5F));
}

static void add_meeting(struct buf *out, const struct meeting *m) {
    for (int c = 0; c < CHANNELS; c++) {
        add(out, m->by.of[c] > 0 ? m->by.of[c] : 0);
    }
    add(out, m->share);
    add(out, m->fit);
    add(out, m->mirrored);
}

static str text_of(struct work *w, const struct grounds *e) {
    struct buf out = {.mem = w->mem};
    add_meeting(&out, &e->gain);
    add_meeting(&out, &e->give);
    for (int f = 0; f < ORDER_FACTORS; f++) {
        add(&out, e->far[f]);
    }
    return buf_str(&out);
}

static struct meeting meeting_of(const float *numbers) {
    struct meeting m = {.share = numbers[CHANNELS],
            .fit = numbers[CHANNELS + 1],
            .mirrored = numbers[CHANNELS + 2] > 0};
    for (int c = 0; c < CHANNELS; c++) {
        m.by.of[c] = numbers[c];
    }
    return m;
}

/* False where it was written by a program that knew other factors. */
static bool read_text(str text, struct grounds *e) {
    float numbers[NUMBERS] = {0};
    size_t count = 0;
    str one;
    while (text.len && str_cut(&text, ' ', &one)) {
        int64_t number = 0;
        if (count == NUMBERS || !str_num(one, &number)) {
            return false;
        }
        numbers[count++] = (float)number / 10000.0F;
    }
    e->gain = meeting_of(numbers);
    e->give = meeting_of(numbers + MEETING_NUMBERS);
    for (int f = 0; f < ORDER_FACTORS; f++) {
        e->far[f] = numbers[2 * MEETING_NUMBERS + f];
    }
    return count == NUMBERS;
}

void verdict_give(struct work *w, const struct verdict_about *about, bool good,
        const struct grounds *grounds) {
    db_run(w,
            "INSERT INTO verdict (cluster_id, own_id, partner_id, good, evidence, account_id, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (cluster_id, own_id, partner_id) DO UPDATE"
            " SET good = excluded.good, evidence = excluded.evidence,"
            " account_id = excluded.account_id, at = excluded.at",
            num(about->cluster), num(about->own), num(about->partner), num(good),
            txt(text_of(w, grounds)), num(w->actor), num(w->now));
}

void verdict_take(struct work *w, const struct verdict_about *about) {
    db_run(w,
            "DELETE FROM verdict"
            " WHERE cluster_id = ? AND own_id = ? AND partner_id = ? AND good = 1",
            num(about->cluster), num(about->own), num(about->partner));
}

bool verdict_is_good(struct work *w, const struct verdict_about *about) {
    return db_number(w,
                   "SELECT COUNT(*) FROM verdict"
                   " WHERE cluster_id = ? AND own_id = ? AND partner_id = ? AND good = 1",
                   num(about->cluster), num(about->own), num(about->partner)) != 0;
}

struct verdicts verdict_list(struct work *w, int64_t cluster) {
    struct verdicts found = {.at = arena_new(w->mem, struct verdict, VERDICTS_MOST)};
    int64_t good = 0;
    str evidence = {0};
    struct rows r = db_rows(w,
            "SELECT good, evidence FROM (SELECT v.id, v.good, v.evidence FROM verdict AS v"
            " WHERE v.cluster_id = ? AND (v.good = 1 OR EXISTS (SELECT 1 FROM refusal AS f"
            "     WHERE f.scope = 'organisation' AND f.own_id = v.own_id"
            "     AND f.partner_id = v.partner_id AND f.reason NOT IN ('known', 'competitor')))"
            " ORDER BY v.id DESC LIMIT ?) AS latest ORDER BY id",
            num(cluster), num(VERDICTS_MOST));
    while (db_next(&r, to(good), to(evidence))) {
        struct verdict v = {.good = good != 0};
        if (read_text(evidence, &v.grounds)) {
            found.good += v.good;
            found.at[found.count++] = v;
        }
    }
    return found;
}
