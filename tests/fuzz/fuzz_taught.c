/* What people of another instance taught: every line is proposed, known already, or left out with a
 * remark, and what this instance would hand on of it can be read again. */
#include "db/db.h"
#include "db/migrate.h"
#include "directory/taught_exchange.h"
#include "lang/lexicon.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct lexicon *lexicon;
    static struct db *db;
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = db, .now = 1800000000};
    if (!db) {
        lexicon = lexicon_open(&w.fault);
        db = db_open(&mem, ":memory:", &w.fault);
        w.db = db;
        assert(lexicon && migrate(&w) == MIGRATED);
    }
    db_begin(&w);
    struct exchange got = taught_import(&w, lexicon, (str){(const char *)data, size}, STR("there"));
    assert(work_ok(&w) && got.remark_count <= EXCHANGE_REMARKS_MOST);
    assert(!got.broken || got.proposed + got.there == 0);
    struct exchange again = taught_import(&w, lexicon, taught_export(&w, true), STR("here"));
    assert(work_ok(&w) && !again.broken && again.proposed == 0);
    db_forget(&w);
    arena_free(&mem);
    return 0;
}
