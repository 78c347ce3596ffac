/* How long the best twenty partners take, how much memory, what an edit costs, and what others need
 * for the same question, at one size; tests/bench/match/run does it at three:
 *
 *     bench_match [--organisations N] [--questions N] [--seed N] [--edits N] [--batch]
 *                 [--peers SECONDS] [--table FILE]
 *
 * --edits first fills everybody's list. --batch asks for all, in two threads. --peers gives each
 * other system at most so many seconds of questions, and as many for the batch. --table adds what
 * was measured to FILE. */
#include "tests/bench/match/ours.h"
#include "tests/bench/match/peer.h"

#include <stdlib.h>
#include <string.h>

struct options {
    size_t organisations, questions, seed, edits;
    double peers; /* seconds */
    const char *table;
    bool batch;
};

static bool read_option(const char *name, const char *value, struct options *o) {
    if (strcmp(name, "--organisations") == 0) {
        o->organisations = strtoul(value, NULL, 10);
    } else if (strcmp(name, "--questions") == 0) {
        o->questions = strtoul(value, NULL, 10);
    } else if (strcmp(name, "--seed") == 0) {
        o->seed = strtoul(value, NULL, 10);
    } else if (strcmp(name, "--edits") == 0) {
        o->edits = strtoul(value, NULL, 10);
    } else if (strcmp(name, "--peers") == 0) {
        o->peers = strtod(value, NULL);
    } else if (strcmp(name, "--table") == 0) {
        o->table = value;
    } else {
        return false;
    }
    return true;
}

static bool read_options(int count, char **args, struct options *o) {
    for (int i = 1; i < count; i++) {
        if (strcmp(args[i], "--batch") == 0) {
            o->batch = true;
        } else if (i + 1 == count || !read_option(args[i], args[i + 1], o)) {
            return false;
        } else {
            i++;
        }
    }
    return o->organisations && o->organisations < UINT32_MAX && o->questions;
}

static void measure_all(const struct options *o, const struct measure *m) {
    struct crowd_form form = {.seed = o->seed,
            .organisations = (uint32_t)o->organisations,
            .concepts = 20000,
            .texts_each = 2.5,
            .meant = 10,
            .countries = 40,
            .business = 0.6};
    struct crowd c;
    struct arena mem = {0};
    crowd_open(&c, &form);
    printf("%u organisations, %zu texts, seed %zu\n", form.organisations, c.texts, o->seed);
    struct ours ours = {.crowd = &c,
            .form = &form,
            .measure = m,
            .room = finder_room(&mem),
            .questions = o->questions};
    ours_start(&ours);
    ours_choose(&ours, &mem);
    if (ours.questions) {
        ours_ask(&ours, &mem);
        ours_ask_plainly(&ours);
    }
    if (o->batch) {
        ours_ask_all(&ours);
    }
    (void)fflush(stdout);
    if (o->peers > 0 && ours.questions) {
        peer_run_all(&(struct peer_run){.ours = &ours, .seconds_most = o->peers});
    }
    if (o->edits) {
        ours_edit(&ours, o->edits);
    }
    arena_free(&mem);
    crowd_close(&c);
}

int main(int count, char **args) {
    struct options o = {.organisations = 100000, .questions = 1000, .seed = 1};
    if (!read_options(count, args, &o)) {
        (void)fprintf(stderr, "usage: bench_match [--organisations N] [--questions N] [--seed N]"
                              " [--edits N] [--batch] [--peers SECONDS] [--table FILE]\n");
        return 2;
    }
    struct measure m = {.organisations = o.organisations, .seed = o.seed};
    m.file = o.table ? fopen(o.table, "a") : NULL;
    if (o.table && !m.file) {
        (void)fprintf(stderr, "bench_match: %s cannot be written\n", o.table);
        return 1;
    }
    measure_all(&o, &m);
    if (m.file) {
        (void)fclose(m.file);
    }
    return 0;
}
