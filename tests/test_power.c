/* What is kept is kept, also when the power goes: with the program's own settings of SQLite. With
 * weaker ones this test has to see something lost, or it would see nothing at all. The seed that it
 * prints, given as its argument, repeats it. */
#include "base/buf.h"
#include "db/db.h"
#include "tests/power_vfs.h"
#include "tests/test.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
    CUTS = 200,
    CUTS_CONTROL = 60,
    UNITS_KEPT = 12, /* each unit removes what an older one wrote */
    PARTS_MOST = 4,
    TEXT_MOST = 3000,
    CHANGES_MOST = 250, /* to the disk, between two cuts */
    LOG_PAGES_MOST = 200,
};

struct stage {
    struct arena mem;
    struct db *db[2]; /* they take turns */
    char path[64];
    const char *weaker;   /* than the program's settings; "" */
    int64_t acknowledged; /* units, so far */
    int64_t tried;
};

struct tally {
    int64_t units;
    int64_t lost;    /* of those acknowledged */
    int64_t mixed;   /* times when what was there was not what some unit had left */
    int64_t damaged; /* times */
};

static int64_t parts_of(int64_t unit) {
    return 1 + unit % PARTS_MOST;
}

static str text_of(struct arena *mem, int64_t unit, int64_t part) {
    size_t len = (size_t)(unit * 7919 + part * 104729) % TEXT_MOST;
    char *text = arena_new(mem, char, len + 1);
    for (size_t i = 0; i < len; i++) {
        text[i] = (char)('a' + (i * i + (size_t)unit) % 26);
    }
    return (str){text, len};
}

static bool write_unit(struct stage *s, int64_t unit) {
    struct work w = {.mem = &s->mem, .db = s->db[unit % 2]};
    db_begin(&w);
    db_run(&w, "UPDATE last SET unit = ?", num(unit));
    for (int64_t part = 0; part < parts_of(unit); part++) {
        db_run(&w, "INSERT INTO kept (unit, part, body) VALUES (?, ?, ?)", num(unit), num(part),
                txt(text_of(&s->mem, unit, part)));
    }
    db_run(&w, "DELETE FROM kept WHERE unit <= ?", num(unit - UNITS_KEPT));
    return db_end(&w);
}

static bool open_one(struct stage *s, int which) {
    str fault = {0};
    struct work w = {.mem = &s->mem};
    s->db[which] = db_open(&s->mem, s->path, &fault);
    if (!s->db[which]) {
        return false;
    }
    struct buf often = {.mem = &s->mem};
    buf_add(&often, STR("PRAGMA wal_autocheckpoint="));
    buf_num(&often, (int64_t)(1 + power_roll(LOG_PAGES_MOST)));
    buf_add(&often, STR(";"));
    w.db = s->db[which];
    db_script(&w, buf_str(&often));
    db_script(&w, str_of(s->weaker));
    return work_ok(&w);
}

static void close_both(struct stage *s) {
    db_close(s->db[0]);
    db_close(s->db[1]);
    s->db[0] = NULL;
    s->db[1] = NULL;
}

static bool open_both(struct stage *s) {
    return open_one(s, 0) && open_one(s, 1);
}

/* With the program's settings: it is older than what the cuts may take. */
static void make_new(struct stage *s) {
    const char *weaker = s->weaker;
    s->weaker = "";
    power_clear();
    s->acknowledged = 0;
    s->tried = 0;
    CHECK(open_both(s));
    struct work w = {.mem = &s->mem, .db = s->db[0]};
    db_begin(&w);
    db_script(&w, STR("CREATE TABLE kept (id {id}, unit BIGINT NOT NULL, part BIGINT NOT NULL,"
                      " body TEXT NOT NULL, UNIQUE (unit, part));\n"
                      "CREATE TABLE last (unit BIGINT NOT NULL);\n"
                      "INSERT INTO last (unit) VALUES (0);\n"));
    CHECK(db_end(&w));
    close_both(s);
    s->weaker = weaker;
}

/* Now and then the connections are closed and opened, or the log is emptied, as a program does. */
static void write_until_the_power_goes(struct stage *s) {
    bool opened = open_both(s);
    power_cut_after(1 + power_roll(CHANGES_MOST));
    while (opened && !power_is_off()) {
        s->tried++;
        if (write_unit(s, s->tried)) {
            s->acknowledged = s->tried;
        }
        if (power_roll(20) == 0) {
            struct work w = {.mem = &s->mem, .db = s->db[0]};
            db_script(&w, STR("PRAGMA wal_checkpoint(TRUNCATE);"));
        }
        if (power_roll(10) == 0) {
            close_both(s);
            opened = open_both(s);
        }
    }
    close_both(s);
}

/* Exactly what was there after that unit. */
static bool holds_as_after(struct work *w, int64_t last) {
    int64_t expected = last > UNITS_KEPT ? last - UNITS_KEPT + 1 : 1;
    int64_t unit = 0;
    int64_t part = 0;
    int64_t next_part = 0;
    str text = {0};
    bool right = true;
    struct rows r = db_rows(w, "SELECT unit, part, body FROM kept ORDER BY unit, part");
    while (db_next(&r, to(unit), to(part), to(text))) {
        right = right && unit == expected && part == next_part &&
                str_eq(text, text_of(w->mem, unit, part));
        next_part = part + 1 < parts_of(unit) ? part + 1 : 0;
        expected += next_part == 0;
    }
    return right && expected == last + 1 && next_part == 0;
}

/* False when there is nothing to go on with. */
static bool look(struct stage *s, struct tally *t) {
    struct work w = {.mem = &s->mem};
    str fault = {0};
    w.db = db_open(&s->mem, s->path, &fault);
    str wrong = w.db ? db_integrity(&w) : fault;
    int64_t last = w.db ? db_number(&w, "SELECT unit FROM last") : 0;
    bool whole = w.db && holds_as_after(&w, last) && last <= s->tried;
    bool sound = wrong.len == 0 && w.db && work_ok(&w);
    db_close(w.db);
    t->damaged += !sound;
    t->mixed += sound && !whole;
    t->lost += sound && last < s->acknowledged ? s->acknowledged - last : 0;
    s->acknowledged = last;
    s->tried = last;
    return sound && whole;
}

static struct tally cut_often(struct stage *s, int64_t cuts, const char *weaker) {
    struct tally t = {0};
    s->weaker = weaker;
    make_new(s);
    for (int64_t i = 0; i < cuts; i++) {
        int64_t before = s->acknowledged;
        write_until_the_power_goes(s);
        t.units += s->acknowledged - before;
        power_return();
        if (!look(s, &t)) {
            make_new(s);
        }
        arena_rewind(&s->mem, (struct arena_mark){0});
    }
    printf("%4lld cuts, %-26s %5lld units acknowledged, %4lld lost, %lld mixed, %lld damaged\n",
            (long long)cuts, *weaker ? weaker : "the program's settings:", (long long)t.units,
            (long long)t.lost, (long long)t.mixed, (long long)t.damaged);
    return t;
}

static void what_is_acknowledged_survives_a_cut(struct stage *s) {
    struct tally t = cut_often(s, CUTS, "");
    CHECK(t.units > 2 * (int64_t)CUTS && power_sectors_lost() > CUTS);
    CHECK(t.lost == 0 && t.mixed == 0 && t.damaged == 0);
}

/* Without a sync for each unit the newest are lost; the order of writing is still kept. */
static void normal_loses_units_and_damages_nothing(struct stage *s) {
    struct tally t = cut_often(s, CUTS_CONTROL, "PRAGMA synchronous=NORMAL;");
    CHECK(t.lost > 0 && t.mixed == 0 && t.damaged == 0);
}

static void off_loses_and_damages(struct stage *s) {
    struct tally t = cut_often(s, CUTS_CONTROL, "PRAGMA synchronous=OFF;");
    CHECK(t.lost > 0 && t.damaged > 0);
}

int main(int argc, char **argv) {
    struct stage s = {0};
    uint64_t seed = argc > 1 ? (uint64_t)strtoull(argv[1], NULL, 10)
                             : (uint64_t)time(NULL) << 20 | (uint64_t)getpid();
    (void)snprintf(s.path, sizeof(s.path), "/tmp/handslag-power-%ld.db", (long)getpid());
    printf("seed %llu\n", (unsigned long long)seed);
    CHECK(power_start(seed));
    what_is_acknowledged_survives_a_cut(&s);
    normal_loses_units_and_damages_nothing(&s);
    off_loses_and_damages(&s);
    power_stop();
    arena_free(&s.mem);
    return test_failures != 0;
}
