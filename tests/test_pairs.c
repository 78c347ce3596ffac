/* The forty pairs of pairs.tsv in the demonstration data: of all offers, how early comes the one that
 * belongs to the need? test_pairs SOURCE-FOLDER */
#include "base/buf.h"
#include "db/migrate.h"
#include "directory/import.h"
#include "directory/listing.h"
#include "match/live.h"
#include "match/rescore.h"
#include "tests/test.h"
#include "tests/world.h"

#include <dirent.h>
#include <stdlib.h>

enum { PAIRS_LEAST = 36, PAIRS = 40, FIRST = 5, FILE_MOST = 4 * 1024 * 1024 };

struct bench {
    struct arena mem;
    struct work work;
    struct lexicon *lexicon;
    struct live *live;
};

static str read_file(struct arena *mem, const char *folder, const char *path) {
    struct buf name = {.mem = mem};
    buf_add(&name, str_of(folder));
    buf_add(&name, STR("/"));
    buf_add(&name, str_of(path));
    FILE *file = fopen(arena_z(mem, buf_str(&name)), "rb");
    if (!file) {
        return (str){0};
    }
    char *bytes = arena_new(mem, char, FILE_MOST);
    size_t len = fread(bytes, 1, FILE_MOST, file);
    (void)fclose(file);
    return (str){bytes, len};
}

static void take_in(struct bench *b, const char *demo, const char *cluster, const char *file) {
    struct buf path = {.mem = &b->mem};
    buf_add(&path, str_of(cluster));
    buf_add(&path, STR("/"));
    buf_add(&path, str_of(file));
    str bytes = read_file(&b->mem, demo, arena_z(&b->mem, buf_str(&path)));
    struct import_wish wish = {.file_name = str_of(file)};
    if (bytes.len) {
        struct import_staged staged = import_stage(&b->work, bytes, &wish, NULL);
        (void)import_apply(&b->work, staged.id, true, NULL);
    }
}

static void load_demo(struct bench *b, const char *source) {
    static const char *const files[] = {"clusters.csv", "organisations.csv", "listings.csv"};
    struct buf demo = {.mem = &b->mem};
    buf_add(&demo, str_of(source));
    buf_add(&demo, STR("/demo"));
    const char *folder = arena_z(&b->mem, buf_str(&demo));
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    db_begin_bulk(&b->work);
    for (size_t f = 0; f < sizeof(files) / sizeof(files[0]); f++) {
        for (int i = 0; i < count; i++) {
            take_in(b, folder, entries[i]->d_name, files[f]);
        }
    }
    CHECK(db_end(&b->work));
    for (int i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
}

/* Every offer that meets the need, the best first, by all channels. */
static struct matches offers_for(struct bench *b, int64_t need) {
    struct work *w = &b->work;
    struct live_view v = live_read(b->live);
    struct match_scratch scratch = match_scratch(w->mem, v.index);
    uint32_t text = v.index->places[roster_listing_at(v.roster, need)].text;
    struct mets mets = {0};
    if (text) {
        mets = match_text(w, v.index, text - 1, &scratch);
    }
    struct matches found = {.at = arena_new(w->mem, struct match, mets.count + 1)};
    for (size_t i = 0; i < mets.count; i++) {
        const struct text *other = &v.index->texts[mets.at[i].text];
        int64_t offer = v.roster->listings[other->listing].id;
        struct meeting m = {.fit = mets.at[i].fit,
                .share = mets.at[i].share,
                .by = {{[CHANNEL_CONCEPTS] = mets.at[i].fit / mets.at[i].share}},
                .need = need,
                .offer = offer};
        found.at[found.count++] = (struct match){.partner = offer, .score = m.fit, .gain = m};
    }
    live_done(&v);
    struct rescore_by by = {
            .lexicon = b->lexicon, .letters = live_letters(b->live), .weights = channel_usual()};
    match_sort(&found);
    rescore(w, &by, &found);
    return found;
}

static size_t rank_of(const struct matches *found, int64_t offer) {
    for (size_t i = 0; i < found->count; i++) {
        if (found->at[i].partner == offer) {
            return i + 1;
        }
    }
    return 0;
}

static size_t count_early(struct bench *b, str pairs, size_t *all) {
    size_t early = 0;
    str line;
    while (str_cut(&pairs, '\n', &line)) {
        str need;
        if (line.len == 0 || line.at[0] == '#' || !str_cut(&line, '\t', &need)) {
            continue;
        }
        int64_t ours = listing_by_key(&b->work, need);
        int64_t theirs = listing_by_key(&b->work, line);
        CHECK(ours && theirs);
        struct matches found = offers_for(b, ours);
        size_t rank = rank_of(&found, theirs);
        early += rank && rank <= FIRST;
        (*all)++;
        if (!rank || rank > FIRST) {
            printf("%.*s: %.*s comes %zu of %zu\n", (int)need.len, need.at, (int)line.len, line.at,
                    rank, found.count);
        }
    }
    return early;
}

int main(int count, char **args) {
    struct bench b = {0};
    str fault = {0};
    size_t all = 0;
    b.work = (struct work){.mem = &b.mem, .now = WORLD_NOW};
    b.work.db = db_open(&b.mem, ":memory:", &b.work.fault);
    b.lexicon = lexicon_open(&fault);
    b.live = b.lexicon ? live_open(b.lexicon, &fault) : NULL;
    if (count != 2 || !b.work.db || !b.live || migrate(&b.work) != MIGRATED) {
        printf("test_pairs SOURCE-FOLDER\n");
        return 1;
    }
    load_demo(&b, args[1]);
    live_load(&b.work, b.live);
    size_t early = count_early(&b, read_file(&b.mem, args[1], "tests/pairs.tsv"), &all);
    printf("%zu of %zu among the first five\n", early, all);
    CHECK(all == PAIRS && early >= PAIRS_LEAST && work_ok(&b.work));
    live_close(b.live);
    lexicon_close(b.lexicon);
    db_close(b.work.db);
    arena_free(&b.mem);
    return test_failures != 0;
}
