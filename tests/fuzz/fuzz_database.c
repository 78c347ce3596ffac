/* A database file, or a backup of one, in which bytes were changed: it is found damaged, or it is used;
 * whatever is asked of it fails as a fault. */
#include "base/buf.h"
#include "db/db.h"
#include "db/migrate.h"
#include "tests/fresh.h"
#include "tests/world.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHANGE_BYTES = 5, CHANGES_MOST = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The small world's file, whole. */
static str world_bytes(struct arena *mem) {
    struct fresh fresh;
    fresh_make_file(&fresh);
    struct db *db = world_open_at(fresh.address);
    assert(db);
    db_close(db);
    FILE *file = fopen(fresh.address, "re");
    bool there = file && fseek(file, 0, SEEK_END) == 0;
    assert(there);
    size_t len = (size_t)ftell(file);
    char *bytes = arena_new(mem, char, len);
    rewind(file);
    there = fread(bytes, 1, len, file) == len;
    assert(there && len > 4096);
    (void)fclose(file);
    fresh_drop(&fresh);
    return (str){bytes, len};
}

/* Four bytes of where and one of what; most places are in the first page and those after it. */
static void change(struct arena *mem, str *bytes, str changes) {
    char *copy = arena_new(mem, char, bytes->len);
    memcpy(copy, bytes->at, bytes->len);
    for (size_t i = 0; i < CHANGES_MOST && changes.len >= CHANGE_BYTES; i++) {
        uint32_t at;
        memcpy(&at, changes.at, sizeof(at));
        copy[at % bytes->len] = changes.at[CHANGE_BYTES - 1];
        changes = str_skip(changes, CHANGE_BYTES);
    }
    bytes->at = copy;
}

static void use(struct arena *mem, const char *path) {
    struct work w = {.mem = mem, .now = WORLD_NOW};
    w.db = db_open(mem, path, &w.fault);
    if (!w.db) {
        assert(!work_ok(&w));
        return;
    }
    if (!db_integrity(&w).len && migrate(&w) == MIGRATED) {
        db_begin(&w);
        db_run(&w, "INSERT INTO setting (name, value) VALUES ('fuzzed', '1')");
        (void)db_number(&w, "SELECT COUNT(*) FROM listing_audience");
        (void)db_end(&w);
    }
    db_close(w.db);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena kept;
    static str whole;
    struct arena mem = {0};
    struct fresh fresh;
    whole = whole.len ? whole : world_bytes(&kept);
    str bytes = whole;
    change(&mem, &bytes, (str){(const char *)data, size});
    fresh_make_file(&fresh);
    FILE *file = fopen(fresh.address, "we");
    bool written = file && fwrite(bytes.at, 1, bytes.len, file) == bytes.len;
    assert(written && fclose(file) == 0);
    use(&mem, fresh.address);
    fresh_drop(&fresh);
    arena_free(&mem);
    return 0;
}
