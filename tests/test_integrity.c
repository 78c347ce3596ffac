/* Whether damage is found: by the quick look when the program starts, and by `handslag check`. */
#include "base/buf.h"
#include "command/command.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/world.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE = 4096 };

struct stage {
    struct arena mem;
    struct work w;
    struct fresh fresh;
};

static void open_again(struct stage *s) {
    str fault = {0};
    s->w = (struct work){.mem = &s->mem, .now = WORLD_NOW};
    s->w.db = db_open(&s->mem, s->fresh.address, &fault);
    CHECK(s->w.db != NULL);
}

static bool stage_open(struct stage *s) {
    *s = (struct stage){0};
    s->w = (struct work){.mem = &s->mem, .now = WORLD_NOW};
    s->w.db = fresh_make(&s->fresh) ? world_open_at(s->fresh.address) : NULL;
    return s->w.db != NULL;
}

static void stage_close(struct stage *s) {
    db_close(s->w.db);
    fresh_drop(&s->fresh);
    arena_free(&s->mem);
}

static str said_by_quick(struct stage *s) {
    struct work w = {.mem = &s->mem, .db = s->w.db};
    return db_integrity_quick(&w);
}

static str said_by_full(struct stage *s) {
    struct work w = {.mem = &s->mem, .db = s->w.db};
    return db_integrity(&w);
}

static char *file_bytes(struct stage *s, size_t *size) {
    struct stat about = {0};
    int file = open(s->fresh.address, O_RDONLY | O_CLOEXEC);
    CHECK(file >= 0 && fstat(file, &about) == 0);
    *size = (size_t)about.st_size;
    char *bytes = arena_new(&s->mem, char, *size + 1);
    CHECK(pread(file, bytes, *size, 0) == about.st_size);
    (void)close(file);
    return bytes;
}

/* While nobody has it open. */
static void overwrite(struct stage *s, int64_t at, str bytes) {
    int file = open(s->fresh.address, O_WRONLY | O_CLOEXEC);
    CHECK(file >= 0 && pwrite(file, bytes.at, bytes.len, at) == (ssize_t)bytes.len);
    (void)close(file);
}

static int64_t place_of(struct stage *s, str name) {
    int64_t page = db_number_text(&s->w, "SELECT rootpage FROM sqlite_schema WHERE name = ?",
            (struct args){(const struct arg[]){txt(name)}, 1});
    CHECK(page > 1);
    return (page - 1) * PAGE;
}

static int serve(struct stage *s) {
    char *argv[] = {(char[]){"serve"}, (char[]){"--port"}, (char[]){"0"}, (char[]){"--db"},
            s->fresh.address, NULL};
    return command_serve(5, argv);
}

static int check(char *address) {
    char *argv[] = {(char[]){"check"}, (char[]){"--db"}, address, NULL};
    return command_check(3, argv);
}

/* What it prints while it is at work. */
static str printed_by_check(struct stage *s, int *code) {
    char *out = arena_new(&s->mem, char, 2000);
    FILE *file = tmpfile();
    int usual = dup(STDOUT_FILENO);
    (void)fflush(stdout);
    CHECK(file && usual >= 0 && dup2(fileno(file), STDOUT_FILENO) >= 0);
    *code = check(s->fresh.address);
    (void)fflush(stdout);
    CHECK(dup2(usual, STDOUT_FILENO) >= 0);
    (void)close(usual);
    ssize_t len = file ? pread(fileno(file), out, 2000, 0) : 0;
    if (file) {
        (void)fclose(file);
    }
    return (str){out, len > 0 ? (size_t)len : 0};
}

static void what_is_sound_is_found_sound(struct stage *s) {
    int code = EXIT_FAULT;
    struct db_extent e = db_extent(&s->w);
    CHECK(e.bytes > 20 * (int64_t)PAGE && e.tables > 15 && e.keys > 8);
    CHECK((e.indexes > 20) == !fresh_on_server());
    SAME(said_by_quick(s), "");
    SAME(said_by_full(s), "");
    str said = printed_by_check(s, &code);
    CHECK(code == EXIT_DONE);
    CHECK(str_has(said, STR(" is sound: 6 organisations, 9 needs and offers\nLooked at ")));
    CHECK(work_ok(&s->w));
}

static void an_overwritten_page_is_found(struct stage *s) {
    size_t before = 0;
    size_t after = 0;
    int64_t place = place_of(s, STR("listing"));
    db_close(s->w.db);
    overwrite(s, place, STR("neither a leaf of a tree nor a branch"));
    char *damaged = file_bytes(s, &before);
    CHECK(serve(s) == EXIT_FAULT);
    CHECK(check(s->fresh.address) == EXIT_WRONG);
    CHECK(memcmp(damaged, file_bytes(s, &after), before) == 0 && before == after);
    open_again(s);
    CHECK(said_by_quick(s).len > 0);
    CHECK(said_by_full(s).len > 0);
}

/* Also for the connection that saw the damage. */
static void it_is_over_once_the_bytes_are_right(struct stage *s) {
    size_t size = 0;
    int64_t place = place_of(s, STR("listing"));
    db_close(s->w.db);
    open_again(s);
    char *page = file_bytes(s, &size) + place;
    overwrite(s, place, STR("neither a leaf of a tree nor a branch"));
    struct work broken = s->w;
    CHECK(db_number(&broken, "SELECT COUNT(*) FROM listing WHERE body <> ''") == 0);
    CHECK(broken.trouble == TROUBLE_DAMAGED);
    overwrite(s, place, (str){page, PAGE});
    CHECK(db_number(&s->w, "SELECT COUNT(*) FROM listing WHERE body <> ''") > 0 && work_ok(&s->w));
}

/* The file is in order by itself, so only whoever compares the two sees it. */
static void an_index_that_differs_from_its_table_is_found_by_the_full_look(struct stage *s) {
    size_t size = 0;
    int64_t place = place_of(s, STR("sqlite_autoindex_organisation_1"));
    db_close(s->w.db);
    char *page = file_bytes(s, &size) + place;
    char *entry = memmem(page, PAGE, "foundry", 7);
    CHECK(entry != NULL);
    overwrite(s, place + (entry - page), STR("foundrz"));
    CHECK(check(s->fresh.address) == EXIT_WRONG);
    open_again(s);
    SAME(said_by_quick(s), "");
    CHECK(str_has(said_by_full(s), STR("index")));
}

static void a_lost_beginning_is_found(struct stage *s) {
    str fault = {0};
    db_close(s->w.db);
    overwrite(s, 0, STR("SQLite format 4"));
    s->w.db = db_open(&s->mem, s->fresh.address, &fault);
    CHECK(s->w.db == NULL && str_has(fault, STR("brings the last backup back")));
    CHECK(serve(s) == EXIT_FAULT);
    CHECK(check(s->fresh.address) == EXIT_FAULT);
}

/* Neither database lets that happen, unless it is told not to look. */
static void plant_a_key_without_its_row(struct stage *s) {
    static const char insert[] = "INSERT INTO membership (organisation_id, cluster_id)"
                                 " VALUES (999, 1)";
    if (!fresh_on_server()) {
        db_script(&s->w, STR("PRAGMA foreign_keys=OFF;"));
        db_run_text(&s->w, insert, (struct args){0});
        return;
    }
    static const char own[] = "handslag@";
    const char *user = strstr(s->fresh.address, own);
    struct buf address = {.mem = &s->mem};
    CHECK(user != NULL);
    buf_add(&address, (str){s->fresh.address, (size_t)(user - s->fresh.address)});
    buf_add(&address, STR("postgres@"));
    buf_add(&address, str_of(user + sizeof(own) - 1));
    PGconn *c = PQconnectdb(arena_z(&s->mem, buf_str(&address)));
    PQclear(PQexec(c, "SET session_replication_role = replica"));
    PGresult *r = PQexec(c, insert);
    CHECK(PQresultStatus(r) == PGRES_COMMAND_OK);
    PQclear(r);
    PQfinish(c);
}

static void a_key_without_its_row_is_found_by_the_full_look(struct stage *s) {
    plant_a_key_without_its_row(s);
    SAME(said_by_quick(s), "");
    SAME(said_by_full(s), "a key without its row in membership");
    CHECK(check(s->fresh.address) == EXIT_WRONG);
    CHECK(work_ok(&s->w));
}

/* A backup may be wanted by the program that made it. */
static void checking_brings_nothing_up_to_date(struct stage *s) {
    db_run(&s->w, "DELETE FROM schema_step WHERE step > 1");
    CHECK(check(s->fresh.address) == EXIT_DONE);
    CHECK(db_number(&s->w, "SELECT MAX(step) FROM schema_step") == 1);
    CHECK(work_ok(&s->w));
}

static void checking_makes_nothing(void) {
    char path[] = "/tmp/handslag-test-not-there.db";
    CHECK(check(path) == EXIT_FAULT);
    CHECK(access(path, F_OK) != 0);
}

static void on_its_own(void (*claim)(struct stage *s)) {
    struct stage s;
    if (stage_open(&s)) {
        claim(&s);
    } else {
        test_failures++;
    }
    stage_close(&s);
}

int main(void) {
    on_its_own(what_is_sound_is_found_sound);
    on_its_own(a_key_without_its_row_is_found_by_the_full_look);
    on_its_own(checking_brings_nothing_up_to_date);
    if (!fresh_on_server()) {
        on_its_own(an_overwritten_page_is_found);
        on_its_own(it_is_over_once_the_bytes_are_right);
        on_its_own(an_index_that_differs_from_its_table_is_found_by_the_full_look);
        on_its_own(a_lost_beginning_is_found);
        checking_makes_nothing();
    }
    return test_failures != 0;
}
