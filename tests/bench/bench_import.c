/* A hundred thousand members go in, and out again: how long, and in how much memory. With
 * HANDSLAG_TEST_SERVER on that server, see tests/fresh.h. */
#include "base/buf.h"
#include "db/db.h"
#include "db/migrate.h"
#include "directory/import.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

enum { ROWS = 100000 };

static double seconds(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static uint64_t dice = 88172645463325252u;

static size_t roll(size_t sides) {
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return (size_t)(dice % sides);
}

static str pick(const char *const *words, size_t count) {
    return str_of(words[roll(count)]);
}

static void add_row(struct buf *out, int64_t i) {
    static const char *const parts[] = {"alu", "ber", "cor", "dan", "fen", "gor", "jor", "kal",
            "lum", "mar", "nor", "pel", "ris", "sten", "tor", "ul"};
    static const char *const forms[] = {" GmbH", " A/S", " AB", " AS", " SARL", " Ltd"};
    static const char *const lands[] = {"Deutschland;Ulm", "Danmark;Ribe", "Sverige;Lund",
            "France;Lyon", "DK;Aarhus", "中国;苏州"};
    for (size_t n = 2 + roll(3); n; n--) {
        buf_add(out, pick(parts, 16));
    }
    buf_add(out, pick(forms, 6));
    buf_add(out, STR(";"));
    buf_add(out, pick(lands, 6));
    buf_add(out, STR(";24.42;"));
    buf_num(out, (int64_t)roll(900));
    buf_add(out, STR(";www.firm"));
    buf_num(out, i);
    buf_add(out, STR(".example;info@firm.example;Teile aus Aluminium für Fahrzeuge und Schiffe\n"));
}

static bool report(struct work *w, const char *what, double since) {
    struct rusage used = {0};
    (void)getrusage(RUSAGE_SELF, &used);
    (void)printf("%-8s %6.2f s, at most %ld MB\n", what, seconds() - since, used.ru_maxrss / 1024);
    return work_ok(w);
}

static bool measure(struct work *w) {
    struct arena table_mem = {0};
    struct buf table = {.mem = &table_mem};
    struct import_wish wish = {.file_name = STR("bench.csv"), .lang = STR("de")};
    struct import_touched touched = {0};
    buf_add(&table, STR("Firma;Land;Ort;Branche;Mitarbeiter;Webseite;E-Mail;Beschreibung\n"));
    for (int64_t i = 0; i < ROWS; i++) {
        add_row(&table, i);
    }
    double since = seconds();
    db_begin(w);
    int64_t id = import_stage(w, buf_str(&table), &wish, NULL).id;
    report(w, "read", since);
    since = seconds();
    struct import_counts counts = import_apply(w, id, true, NULL);
    bool done = db_end(w) && report(w, "apply", since) && counts.rows == ROWS;
    since = seconds();
    db_begin(w);
    done = import_undo(w, id, &touched) == IMPORT_UNDO_DONE && done;
    done = db_end(w) && report(w, "undo", since) && done;
    arena_free(&table_mem);
    return done;
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = 1800000000};
    struct fresh place;
    if (!fresh_make(&place)) {
        return 1;
    }
    w.db = db_open(&mem, place.address, &w.fault);
    bool done = w.db && migrate(&w) == MIGRATED && measure(&w);
    if (!done) {
        (void)printf("broke: %.*s\n", (int)w.fault.len, w.fault.at);
    }
    db_close(w.db);
    fresh_drop(&place);
    arena_free(&mem);
    return done ? 0 : 1;
}
