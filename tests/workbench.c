#include "tests/workbench.h"

#include "directory/listing.h"
#include "tests/test.h"

bool bench_open(struct bench *b, struct db *db) {
    str fault = {0};
    b->work = (struct work){.mem = &b->mem, .db = db, .now = WORLD_NOW, .actor = WORLD_ADMIN};
    b->lexicon = lexicon_open(&fault);
    b->detector = b->lexicon ? detector_open(b->lexicon) : NULL;
    b->live = b->detector ? live_open(b->lexicon, &fault) : NULL;
    if (b->live) {
        live_load(&b->work, b->live);
        b->reader = live_reader(b->live, NULL);
    }
    return b->reader && work_ok(&b->work);
}

void bench_close(struct bench *b) {
    if (b->reader) {
        reader_close(b->reader);
    }
    live_close(b->live);
    if (b->detector) {
        detector_close(b->detector);
    }
    lexicon_close(b->lexicon);
    arena_free(&b->mem);
}

int64_t bench_listing(
        struct bench *b, int64_t organisation, const char *side, str title, const char *lang) {
    struct listing l = {.organisation = organisation,
            .side = str_of(side),
            .kind = STR("business"),
            .title = title,
            .lang = str_of(lang),
            .status = STR("published"),
            .visibility = STR("public")};
    db_begin(&b->work);
    listing_save(&b->work, &l);
    CHECK(db_end(&b->work));
    live_catch_up(&b->work, b->live);
    return l.id;
}
