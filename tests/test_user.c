/* Accounts from the command line. */
#include "account/account.h"
#include "command/command.h"
#include "tests/fresh.h"
#include "tests/given.h"
#include "tests/test.h"
#include "tests/world.h"

static int user(const char *const *given) {
    return run_given(command_user, given);
}

static int64_t ends(struct work *w, str mail) {
    return db_number(w, "SELECT password_ends FROM account WHERE mail = ?", txt(mail));
}

/* The clock of the command is the machine's. */
static void what_it_makes_ends(struct work *w, const char *address) {
    str mail = STR("nils@example.org");
    CHECK(user((const char *const[]){"user", "add", "--mail", "nils@example.org", "--name", "Nils",
                  "--cluster", "alu", "--db", address, NULL}) == EXIT_DONE);
    int64_t first = ends(w, mail);
    CHECK(first > ACCOUNT_GIVEN_MOST);
    db_run(w, "UPDATE account SET password_ends = 0 WHERE mail = ?", txt(mail));
    CHECK(user((const char *const[]){"user", "password", "--mail", "nils@example.org", "--db",
                  address, NULL}) == EXIT_DONE);
    CHECK(ends(w, mail) >= first && work_ok(w));
}

static void what_is_wrong_is_said_and_makes_nothing(struct work *w, const char *address) {
    static const char *const lines[][WORDS_MOST] = {
            {"user", "add", "--mail", "olaf@example.org", "--name", "Olaf", "--cluster", "none",
                    "--db"},
            {"user", "add", "--mail", "olaf", "--name", "Olaf", "--db"},
            {"user", "add", "--mail", "olaf@example.org", "--db"},
            {"user", "add", "--mail", "alu@example.org", "--name", "Twin", "--db"},
            {"user", "password", "--mail", "olaf@example.org", "--db"},
            {"user", "remove", "--mail", "admin@example.org", "--db"}};
    int64_t before = db_number(w, "SELECT COUNT(*) FROM account");
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        const char *line[WORDS_MOST] = {0};
        size_t count = 0;
        for (; lines[i][count]; count++) {
            line[count] = lines[i][count];
        }
        line[count] = address;
        CHECK(user(line) == EXIT_WRONG);
    }
    CHECK(user((const char *const[]){"user", "--mail", "x", NULL}) == EXIT_USAGE);
    CHECK(db_number(w, "SELECT COUNT(*) FROM account") == before && work_ok(w));
}

int main(void) {
    struct arena mem = {0};
    struct fresh f;
    struct work w = {.mem = &mem, .now = WORLD_NOW};
    if (!fresh_make(&f)) {
        return 1;
    }
    w.db = world_open_at(f.address);
    CHECK(w.db);
    if (w.db) {
        what_it_makes_ends(&w, f.address);
        what_is_wrong_is_said_and_makes_nothing(&w, f.address);
        db_close(w.db);
    }
    fresh_drop(&f);
    arena_free(&mem);
    return test_failures != 0;
}
