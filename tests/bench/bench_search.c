/* How long a search takes inside the process, and what the memory of all texts comes to:
 *
 *     bench_search DATABASE [ROUNDS]
 *
 * Queries are words and titles in seven languages, names and numbers, with and without filters, each
 * by a visitor and by a manager. */
#include "command/open.h"
#include "directory/scope.h"
#include "match/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 1000, FILTERS = 4 };

struct typed {
    const char *text;
    enum tongue tongue;
};

static const struct typed queries[] = {{"aluminiumsprofiler", DA}, {"EN AW-6082", EN},
        {"Strangpressprofile aus Aluminium", DE}, {"铝合金挤压型材", ZH},
        {"IATF 16949 castings for cars", EN}, {"leverandør af svejsning", DA},
        {"fournisseur de pièces usinées", FR}, {"maskinbearbetning av stål", SV}, {"batteries", EN},
        {"sensor", EN}, {"Oberflächenbeschichtung Anodisieren", DE}, {"新能源汽车 电池", ZH},
        {"emballasje av plast", NB}, {"software", EN}, {"6082", EN},
        {"robot welding cell with vision", EN}, {"alu", DA}, {"ISO 9001", DE},
        {"wir suchen einen Lieferanten für Gussteile aus Aluminium mit Bearbeitung", DE},
        {"recycling", EN}};

enum { QUERIES = sizeof(queries) / sizeof(queries[0]) };

static double seconds_by(clockid_t which) {
    struct timespec now = {0};
    clock_gettime(which, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds(void) {
    return seconds_by(CLOCK_MONOTONIC);
}

/* The processor's own, which does not count what others on a busy machine take. */
static double busy_seconds(void) {
    return seconds_by(CLOCK_THREAD_CPUTIME_ID);
}

static long resident(void) {
    long pages = 0;
    FILE *f = fopen("/proc/self/statm", "re");
    if (f) {
        if (fscanf(f, "%*d %ld", &pages) != 1) { /* NOLINT(cert-err34-c) */
            pages = 0;
        }
        (void)fclose(f);
    }
    return pages * 4 / 1024;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static struct search_wish wish_of(size_t round) {
    struct search_wish wish = {0};
    switch (round % FILTERS) {
    case 1: wish.filter.side = STR("offer"); break;
    case 2: wish.filter.country = STR("DE"); break;
    case 3: wish.filter.skip = 250; break;
    default: break;
    }
    return wish;
}

struct bench {
    struct live *live;
    struct reader *reader;
    struct detector *detector;
};

static size_t ask(struct work *w, const struct bench *b, size_t round, bool shows) {
    const struct typed *t = &queries[round % QUERIES];
    struct scope scope =
            round % 2 ? (struct scope){.reach = 1, .clusters = {1}, .count = 1} : (struct scope){0};
    struct search_wish wish = wish_of(round / QUERIES);
    double from = busy_seconds();
    w->tongue = t->tongue;
    struct search_query q = search_read(w, b->reader, b->detector, &scope, str_of(t->text));
    struct live_view v = live_read(b->live);
    struct search_found found = search_listings(w, &v, &scope, &q, &wish);
    live_done(&v);
    if (shows) {
        (void)printf("%8zu  %5.1f ms  %zu words, %zu concepts, read as %s: %s\n", found.total,
                (busy_seconds() - from) * 1e3, q.word_count, q.meaning.count,
                tongue_code(q.tongue).at, t->text);
    }
    return found.total;
}

static void tell(const char *what, double *took, size_t rounds) {
    qsort(took, rounds, sizeof(*took), by_size);
    (void)printf("%zu searches, %s: p50 %.1f ms, p99 %.1f ms, longest %.1f ms\n", rounds, what,
            took[rounds / 2], took[rounds * 99 / 100], took[rounds - 1]);
}

static void measure(struct work *w, const struct bench *b, size_t rounds) {
    double *took = arena_new(w->mem, double, rounds + 1);
    double *busy = arena_new(w->mem, double, rounds + 1);
    struct arena_mark clean = arena_mark(w->mem);
    for (size_t i = 0; i < QUERIES; i++) {
        (void)ask(w, b, i, true);
        arena_rewind(w->mem, clean);
    }
    for (size_t i = 0; i < rounds; i++) {
        double from = seconds();
        double busy_from = busy_seconds();
        (void)ask(w, b, i, false);
        arena_rewind(w->mem, clean);
        took[i] = (seconds() - from) * 1e3;
        busy[i] = (busy_seconds() - busy_from) * 1e3;
    }
    tell("by the clock", took, rounds);
    tell("of the processor", busy, rounds);
}

int main(int argc, char **argv) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = (int64_t)time(NULL)};
    str fault = {0};
    int64_t rounds = ROUNDS;
    if (argc < 2 || (argc > 2 && (!str_num(str_of(argv[2]), &rounds) || rounds < 1)) ||
            !open_sound(&w, argv[1])) {
        (void)fputs("usage: bench_search DATABASE [ROUNDS]\n", stderr);
        return 2;
    }
    struct lexicon *lexicon = lexicon_open(&fault);
    struct bench b = {.live = lexicon ? live_open(lexicon, &fault) : NULL};
    if (!b.live) {
        return 1;
    }
    double from = seconds();
    double busy_from = busy_seconds();
    live_load(&w, b.live);
    b.reader = live_reader(b.live, NULL);
    b.detector = detector_open(lexicon);
    struct live_view v = live_read(b.live);
    (void)printf(
            "%zu organisations, %zu texts in %.1f s (%.1f of the processor), %ld MiB in all, %zu words\n",
            v.roster->organisation_count, v.roster->listing_count, seconds() - from,
            busy_seconds() - busy_from, resident(), v.index->words->count);
    live_done(&v);
    measure(&w, &b, (size_t)rounds);
    reader_close(b.reader);
    detector_close(b.detector);
    live_close(b.live);
    lexicon_close(lexicon);
    open_done(&w);
    return 0;
}
