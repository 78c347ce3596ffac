#include "base/buf.h"
#include "db/db.h"
#include "db/migrate.h"
#include "directory/export.h"
#include "directory/import.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool add_piece(void *buf, str piece) {
    buf_add(buf, piece);
    return true;
}

static struct import_counts take(struct work *w, str bytes, bool store) {
    struct import_wish wish = {.file_name = STR("fuzzed.csv"), .lang = STR("da")};
    struct import_staged staged = import_stage(w, bytes, &wish, NULL);
    struct import_counts counts = {0};
    if (staged.broken == TABLE_FINE) {
        counts = store ? import_apply(w, staged.id, true, NULL) : import_judge(w, staged.id, NULL);
    }
    int64_t sum = 0;
    for (size_t v = 0; v < IMPORT_VERDICTS; v++) {
        sum += counts.by[v];
    }
    assert(work_ok(w) && sum == counts.rows);
    return counts;
}

/* Every row gets one verdict, and what was stored comes back from its own export unchanged. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct db *db;
    struct arena mem = {0};
    struct arena pieces = {0};
    struct work w = {.mem = &mem, .db = db, .now = 1800000000};
    if (!db) {
        db = db_open(w.mem, ":memory:", &w.fault);
        w.db = db;
        assert(migrate(&w) == MIGRATED);
    }
    db_begin(&w);
    (void)take(&w, (str){(const char *)data, size}, true);
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        struct buf out = {.mem = &pieces};
        assert(export_table(&w, k, 0, add_piece, &out));
        struct import_counts again = take(&w, buf_str(&out), false);
        assert(again.by[IMPORT_EQUAL] == again.rows);
    }
    db_forget(&w);
    arena_free(&mem);
    arena_free(&pieces);
    return 0;
}
