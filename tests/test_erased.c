/* The commands as they are given: a backup that is brought back is looked through for people who have
 * been erased since, and `handslag check` walks the audit. */
#include "audit/audit.h"
#include "audit/chain.h"
#include "command/command.h"
#include "command/open.h"
#include "privacy/erase.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MOST = 6 };

static int check(struct arena *mem, const char *address, str head) {
    char *words[WORDS_MOST] = {arena_z(mem, STR("check")), arena_z(mem, STR("--db")),
            arena_z(mem, str_of(address)), arena_z(mem, STR("--head")), arena_z(mem, head), NULL};
    return command_check(head.len ? 5 : 3, words);
}

static int back_up(struct arena *mem, const char *address, const char *into) {
    char *words[WORDS_MOST] = {arena_z(mem, STR("backup")), arena_z(mem, str_of(into)),
            arena_z(mem, STR("--db")), arena_z(mem, str_of(address)), NULL};
    return command_backup(4, words);
}

static void run(struct arena *mem, const char *address, void (*act)(struct work *w)) {
    str fault = {0};
    struct work w = {.mem = mem, .now = WORLD_NOW + 60, .actor = WORLD_ADMIN};
    w.db = db_open(mem, address, &fault);
    CHECK(w.db != NULL);
    act(&w);
    CHECK(work_ok(&w));
    db_close(w.db);
}

static str head;

static void note_some(struct work *w) {
    for (int64_t i = 0; i < 5; i++) {
        db_begin(w);
        audit_note(w, AUDIT_SEEN, STR("person"), 1 + i % 3);
        CHECK(db_end(w));
    }
    audit_chain(w);
    head = chain_head(w);
}

static void change_one(struct work *w) {
    db_run(w, "UPDATE audit SET actor = 3 WHERE id = (SELECT MIN(id) + 2 FROM audit)");
}

static void change_it_back(struct work *w) {
    db_run(w, "UPDATE audit SET actor = 1 WHERE id = (SELECT MIN(id) + 2 FROM audit)");
}

static void check_walks_the_audit(struct arena *mem, const char *address) {
    CHECK(check(mem, address, (str){0}) == EXIT_DONE);
    run(mem, address, note_some);
    CHECK(check(mem, address, (str){0}) == EXIT_DONE);
    CHECK(check(mem, address, head) == EXIT_DONE);
    CHECK(check(mem, address, STR("3:0000")) == EXIT_WRONG);
    CHECK(check(mem, address, STR("900:0000")) == EXIT_WRONG);
    run(mem, address, change_one);
    CHECK(check(mem, address, (str){0}) == EXIT_WRONG);
    run(mem, address, change_it_back);
    CHECK(check(mem, address, head) == EXIT_DONE);
}

static void erase_two(struct work *w) {
    db_begin(w);
    CHECK(erase_person(w, WORLD_ANNE) && erase_account(w, WORLD_OUTSIDER));
    CHECK(db_end(w));
}

static int64_t left;

static void count_left(struct work *w) {
    left = db_number(w,
            "SELECT (SELECT COUNT(*) FROM person WHERE id = ?)"
            " + (SELECT COUNT(*) FROM account WHERE id = ?)",
            num(WORLD_ANNE), num(WORLD_OUTSIDER));
}

static void open_once(struct arena *mem, const char *address) {
    struct work w = {.mem = mem};
    CHECK(open_database(&w, address));
    db_close(w.db);
}

static const char *with(struct arena *mem, const char *path, const char *end) {
    char *out = arena_new(mem, char, strlen(path) + strlen(end) + 1);
    return strcat(strcpy(out, path), end);
}

/* The file of erasures stays where it is while the database is put back to what it was. */
static void what_a_backup_brings_back_goes_again(struct arena *mem, const char *path) {
    const char *backup = with(mem, path, ".old");
    CHECK(back_up(mem, path, backup) == EXIT_DONE);
    run(mem, path, erase_two);
    open_once(mem, path); /* any command writes down what is new */
    run(mem, path, count_left);
    CHECK(left == 0);
    (void)unlink(with(mem, path, "-wal"));
    (void)unlink(with(mem, path, "-shm"));
    CHECK(rename(backup, path) == 0);
    run(mem, path, count_left);
    CHECK(left == 2);
    open_once(mem, path);
    run(mem, path, count_left);
    CHECK(left == 0);
}

int main(void) {
    struct arena mem = {0};
    struct fresh f;
    struct db *db = NULL;
    (void)setenv("HANDSLAG_ERASED", "", 1);
    fresh_make_file(&f);
    db = world_open_at(f.address);
    CHECK(db != NULL);
    db_close(db);
    check_walks_the_audit(&mem, f.address);
    what_a_backup_brings_back_goes_again(&mem, f.address);
    (void)unlink(with(&mem, f.address, ".erased"));
    fresh_drop(&f);
    arena_free(&mem);
    return test_failures > 0;
}
