#include "tests/bench/match/measure.h"

#include <stdlib.h>
#include <time.h>

void measure_note(const struct measure *m, const char *system, const char *what, double value) {
    if (m->file) {
        (void)fprintf(m->file, "%zu\t%zu\t%s\t%s\t%.9g\n", m->organisations, m->seed, system, what,
                value);
        (void)fflush(m->file);
    }
}

static double seconds_of(clockid_t clock) {
    struct timespec t;
    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

double measure_thread(void) {
    return seconds_of(CLOCK_THREAD_CPUTIME_ID);
}

double measure_process(void) {
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

double measure_clock(void) {
    return seconds_of(CLOCK_MONOTONIC);
}

static int by_time(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

struct measure_spread measure_spread(double *took, size_t count) {
    struct measure_spread s = {0};
    for (size_t i = 0; i < count; i++) {
        s.mean += took[i] / (double)count;
    }
    qsort(took, count, sizeof(*took), by_time);
    s.p50 = took[count / 2];
    s.p99 = took[count * 99 / 100];
    return s;
}

void measure_note_spread(
        const struct measure *m, const char *system, const char *what, struct measure_spread s) {
    char name[64];
    (void)snprintf(name, sizeof(name), "%s p50", what);
    measure_note(m, system, name, s.p50);
    (void)snprintf(name, sizeof(name), "%s p99", what);
    measure_note(m, system, name, s.p99);
    (void)snprintf(name, sizeof(name), "%s mean", what);
    measure_note(m, system, name, s.mean);
}
