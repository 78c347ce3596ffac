/* The command as it is given, and what the others make of a move that was not finished. */
#include "command/command.h"
#include "command/open.h"
#include "db/copy.h"
#include "tests/fresh.h"
#include "tests/given.h"
#include "tests/test.h"
#include "tests/world.h"

static int command(const char *const *given) {
    return run_given(command_move, given);
}

static int move(const char *from, const char *to) {
    return command((const char *const[]){"move", "--from", from, "--to", to, NULL});
}

static bool opens(const char *address) {
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    bool opened = open_database(&w, address);
    open_done(&w);
    return opened;
}

static int64_t organisations(const char *address) {
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    CHECK(open_database(&w, address));
    int64_t count = db_number(&w, "SELECT COUNT(*) FROM organisation");
    open_done(&w);
    return count;
}

static bool stop(void *whom, const struct copy_step *step) {
    (void)whom, (void)step;
    return false;
}

static void begin(const char *from, const char *to) {
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    struct work into = {.mem = &mem};
    struct copy c = {.from = &w, .to = &into, .watch = stop};
    CHECK(open_database(&w, from) && open_destination(&into, to));
    CHECK(copy_all(&c) == COPY_STOPPED);
    db_close(into.db);
    open_done(&w);
}

static void a_world_goes_there_and_back(const char *file, const char *there, const char *back) {
    CHECK(move(file, there) == EXIT_DONE && organisations(there) == WORLD_WITHDRAWN);
    CHECK(move(there, back) == EXIT_DONE && organisations(back) == WORLD_WITHDRAWN);
}

static void nothing_is_moved_over_anything(const char *file, const char *there) {
    CHECK(move(file, there) == EXIT_WRONG);
    CHECK(move(file, file) == EXIT_WRONG);
    CHECK(move("/tmp/handslag-no-such-file.db", there) == EXIT_WRONG);
    CHECK(organisations(there) == WORLD_WITHDRAWN);
}

static void nothing_else_works_on_what_is_not_whole(const char *file, const char *there) {
    struct fresh third;
    fresh_make_file(&third);
    begin(file, there);
    CHECK(!opens(there));
    CHECK(move(there, third.address) == EXIT_FAULT);
    CHECK(opens(third.address) && move(third.address, there) == EXIT_WRONG);
    CHECK(move(file, there) == EXIT_DONE && organisations(there) == WORLD_WITHDRAWN);
    fresh_drop(&third);
}

static void what_is_not_understood_is_said(void) {
    static const char *const lines[][WORDS_MOST] = {{"move", "--from", "x"}, {"move", "--to", "x"},
            {"move", "x", "--from", "y", "--to", "z"}, {"move", "--from", "x", "--to"}};
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        CHECK(command(lines[i]) == EXIT_USAGE);
    }
}

static void no_password_is_shown(void) {
    struct arena mem = {0};
    SAME(db_shown(&mem, "postgresql://ada:secret@db.example:5433/clusters?password=secret"),
            "postgresql://ada@db.example:5433/clusters");
    arena_free(&mem);
}

int main(void) {
    struct fresh file;
    struct fresh there;
    struct fresh begun;
    struct fresh back;
    fresh_make_file(&file);
    fresh_make_file(&back);
    CHECK(fresh_make(&there) && fresh_make(&begun));
    db_close(world_open_at(file.address));
    a_world_goes_there_and_back(file.address, there.address, back.address);
    nothing_is_moved_over_anything(file.address, there.address);
    nothing_else_works_on_what_is_not_whole(file.address, begun.address);
    what_is_not_understood_is_said();
    no_password_is_shown();
    fresh_drop(&file);
    fresh_drop(&there);
    fresh_drop(&begun);
    fresh_drop(&back);
    return test_failures != 0;
}
