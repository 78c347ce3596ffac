/* The file of erasures, cut off or damaged: what it says is done, nobody else is erased, and what it
 * lacks is added. */
#include "privacy/erasure.h"
#include "tests/fresh.h"
#include "tests/world.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int64_t people(struct work *w) {
    return db_number(w, "SELECT COUNT(*) FROM person") +
           db_number(w, "SELECT COUNT(*) FROM account");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct db *db;
    struct arena mem = {0};
    struct erasure_agreed done = {0};
    char path[32];
    db = db ? db : world_open();
    struct work w = {.mem = &mem, .db = db, .now = WORLD_NOW};
    int file = memfd_create("erased", 0);
    bool written = file >= 0 && write(file, data, size) == (ssize_t)size;
    assert(db && written);
    (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
    int64_t before = people(&w);
    bool agreed = erasure_agree(&w, path, &done);
    assert(agreed && done.again >= 0 && before - people(&w) <= done.again);
    agreed = erasure_agree(&w, path, &done);
    assert(agreed && done.again == 0 && done.written == 0);
    (void)close(file);
    arena_free(&mem);
    return 0;
}
