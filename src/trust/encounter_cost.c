#include "trust/encounter_cost.h"

#include "db/db.h"

enum { MINUTES_MOST = 366 * 24 * 60, HOUR_MINUTES = 60, BASE = 10, DIGITS_MOST = 10 };

/* ISO 4217, with the number of decimals: those of the countries that work here, and the usual ones
 * of trade. */
static const struct {
    const char *code;
    int decimals;
} currencies[] = {{"EUR", 2}, {"DKK", 2}, {"SEK", 2}, {"NOK", 2}, {"CNY", 2}, {"CHF", 2},
        {"GBP", 2}, {"USD", 2}, {"ISK", 0}, {"PLN", 2}, {"CZK", 2}, {"HUF", 2}, {"RON", 2},
        {"BGN", 2}, {"CAD", 2}, {"AUD", 2}, {"SGD", 2}, {"HKD", 2}, {"TWD", 2}, {"JPY", 0},
        {"KRW", 0}, {"INR", 2}, {"TRY", 2}, {"UAH", 2}};

static const char *const words[COST_KINDS] = {"travel", "other", "hours"};

int encounter_cost_decimals(str currency) {
    for (size_t i = 0; i < sizeof(currencies) / sizeof(currencies[0]); i++) {
        if (str_eq(currency, str_of(currencies[i].code))) {
            return currencies[i].decimals;
        }
    }
    return -1;
}

bool encounter_cost_currency(size_t place, str *code) {
    bool there = place < sizeof(currencies) / sizeof(currencies[0]);
    *code = there ? str_of(currencies[place].code) : (str){0};
    return there;
}

str encounter_cost_word(enum encounter_cost_kind kind) {
    return str_of(words[kind]);
}

enum encounter_cost_kind encounter_cost_kind_of(str word) {
    int k = 0;
    while (k < COST_KINDS - 1 && !str_eq(word, str_of(words[k]))) {
        k++;
    }
    return (enum encounter_cost_kind)k;
}

/* What was typed as a whole number of the smallest unit, by the last comma or point: it begins the
 * decimals unless exactly three digits follow and the unit has less, which are thousands. */
struct reading {
    int64_t value;
    int digits, after; /* in all, and behind the last mark; after -1: there was no mark */
    bool broken;
};

static void read_sign(struct reading *r, char c) {
    if (c >= '0' && c <= '9') {
        r->value = r->digits < DIGITS_MOST ? r->value * BASE + (c - '0') : r->value;
        r->digits++;
        r->after += r->after >= 0 ? 1 : 0;
    } else if (c == ',' || c == '.') {
        r->after = 0;
    } else {
        r->broken = r->broken || (c != ' ' && c != '\'');
    }
}

static bool read_amount(str text, int decimals, int64_t *amount) {
    struct reading r = {.after = -1};
    text = str_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        read_sign(&r, text.at[i]);
    }
    int after = r.after == 3 ? 0 : r.after;
    after = after < 0 ? 0 : after;
    if (r.broken || r.digits == 0 || r.digits > DIGITS_MOST || after > decimals) {
        return false;
    }
    for (; after < decimals; after++) {
        r.value *= BASE;
    }
    *amount = r.value;
    return r.value > 0;
}

/* "1:30", "1,5", "2". */
static bool read_hours(str text, int64_t *minutes) {
    str hours = str_trim(text);
    str rest = hours;
    int64_t whole = 0;
    int64_t part = 0;
    if (str_has(hours, STR(":"))) {
        (void)str_cut(&rest, ':', &hours);
        bool fine = str_num(hours, &whole) && str_num(rest, &part) && rest.len == 2;
        *minutes = whole * HOUR_MINUTES + part;
        return fine && whole >= 0 && whole < MINUTES_MOST && part >= 0 && part < HOUR_MINUTES;
    }
    bool fine = read_amount(hours, 2, &part); /* hundredths of an hour */
    *minutes = part * HOUR_MINUTES / ((int64_t)BASE * BASE);
    return fine;
}

enum encounter_cost_flaw encounter_cost_read(struct encounter_cost *c, str amount, str currency) {
    c->note = str_trim(c->note);
    if (c->note.len > COST_NOTE_MOST) {
        return COST_NOTE_LONG;
    }
    if (c->kind == COST_HOURS) {
        c->currency = (str){0};
        bool fine = read_hours(amount, &c->minutes) && c->minutes > 0 && c->minutes <= MINUTES_MOST;
        return fine ? COST_FINE : COST_NO_HOURS;
    }
    int decimals = encounter_cost_decimals(currency);
    if (decimals < 0) {
        return COST_NO_CURRENCY;
    }
    c->currency = currency;
    return read_amount(amount, decimals, &c->amount) ? COST_FINE : COST_NO_AMOUNT;
}

/* clang-format off */
#define KEPT "COALESCE(k.cluster_id, 0) = ? AND COALESCE(k.organisation_id, 0) = ?"
/* clang-format on */

enum encounter_cost_flaw encounter_cost_add(struct work *w, int64_t encounter,
        const struct encounter_keeper *k, const struct encounter_cost *c) {
    int64_t there = db_number(w,
            "SELECT COUNT(*) FROM encounter_cost AS k WHERE k.encounter_id = ? AND " KEPT,
            num(encounter), num(k->cluster), num(k->organisation));
    if (there >= ENCOUNTER_COSTS_MOST) {
        return COST_TOO_MANY;
    }
    db_run(w,
            "INSERT INTO encounter_cost (encounter_id, cluster_id, organisation_id, kind, minutes,"
            " amount, currency, note, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            num(encounter), key_or_none(k->cluster), key_or_none(k->organisation),
            txt(encounter_cost_word(c->kind)), num(c->minutes), num(c->amount), txt(c->currency),
            txt(c->note), num(w->actor), num(w->now));
    return COST_FINE;
}

void encounter_cost_remove(
        struct work *w, int64_t encounter, const struct encounter_keeper *k, int64_t id) {
    db_run(w,
            "DELETE FROM encounter_cost WHERE id = ? AND encounter_id = ?"
            " AND COALESCE(cluster_id, 0) = ? AND COALESCE(organisation_id, 0) = ?",
            num(id), num(encounter), num(k->cluster), num(k->organisation));
}

struct encounter_costs encounter_cost_list(
        struct work *w, int64_t encounter, const struct encounter_keeper *k) {
    struct encounter_costs found = {
            .at = arena_new(w->mem, struct encounter_cost, ENCOUNTER_COSTS_MOST)};
    struct encounter_cost c = {0};
    str kind;
    struct rows r = db_rows(w,
            "SELECT k.id, k.kind, k.minutes, k.amount, k.currency, k.note FROM encounter_cost AS k"
            " WHERE k.encounter_id = ? AND " KEPT " ORDER BY k.id LIMIT ?",
            num(encounter), num(k->cluster), num(k->organisation), num(ENCOUNTER_COSTS_MOST));
    while (db_next(
            &r, to(c.id), to(kind), to(c.minutes), to(c.amount), to(c.currency), to(c.note))) {
        c.kind = encounter_cost_kind_of(kind);
        found.at[found.count++] = c;
    }
    return found;
}

static struct encounter_sum *sum_of(struct encounter_sums *sums, str currency) {
    for (size_t i = 0; i < sums->count; i++) {
        if (str_eq(sums->at[i].currency, currency)) {
            return &sums->at[i];
        }
    }
    struct encounter_sum *fresh = &sums->at[sums->count++];
    fresh->currency = currency;
    return fresh;
}

struct encounter_sums encounter_cost_sum(const struct encounter_costs *all, struct arena *mem) {
    struct encounter_sums sums = {
            .at = arena_new(mem, struct encounter_sum, ENCOUNTER_COSTS_MOST + 1)};
    for (size_t i = 0; i < all->count; i++) {
        sums.minutes += all->at[i].minutes;
        if (all->at[i].currency.len) {
            sum_of(&sums, all->at[i].currency)->amount += all->at[i].amount;
        }
    }
    return sums;
}

/* Only confirmed meetings: what was claimed, cancelled or taken back is in none of the figures. */
struct encounter_sums encounter_cost_held(struct work *w, const struct encounter_keeper *k) {
    struct encounter_sums sums = {
            .at = arena_new(w->mem, struct encounter_sum, ENCOUNTER_SUMS_MOST)};
    struct encounter_sum s = {0};
    struct rows r = db_rows(w,
            "SELECT k.currency, SUM(k.amount), COUNT(DISTINCT k.encounter_id)"
            " FROM encounter_cost AS k"
            " JOIN confirmed_encounter AS f ON f.encounter_id = k.encounter_id"
            " WHERE " KEPT " AND k.currency <> '' GROUP BY k.currency ORDER BY k.currency LIMIT ?",
            num(k->cluster), num(k->organisation), num(ENCOUNTER_SUMS_MOST));
    while (db_next(&r, to(s.currency), to(s.amount), to(s.meetings))) {
        sums.at[sums.count++] = s;
    }
    struct rows all = db_rows(w,
            "SELECT CAST(COALESCE(SUM(k.minutes), 0) AS BIGINT), COUNT(DISTINCT k.encounter_id)"
            " FROM encounter_cost AS k"
            " JOIN confirmed_encounter AS f ON f.encounter_id = k.encounter_id WHERE " KEPT,
            num(k->cluster), num(k->organisation));
    (void)db_next(&all, to(sums.minutes), to(sums.meetings));
    db_stop(&all);
    return sums;
}
