/* How long something took, and where it is noted: for people on the standard output, and for
 * report.py in a file, a line each with tabs between: organisations, seed, system, what, value.
 *
 * Where nothing else is said, time is that of the processor, so that others on the machine count
 * little. */
#pragma once

#include <stddef.h>
#include <stdio.h>

struct measure {
    FILE *file; /* NULL: nothing is noted */
    size_t organisations, seed;
};

void measure_note(const struct measure *m, const char *system, const char *what, double value);

double measure_thread(void); /* seconds of the processor that this thread had */
double measure_process(void);
double measure_clock(void);

struct measure_spread {
    double p50, p99, mean;
};

/* The times are sorted; there must be one. */
struct measure_spread measure_spread(double *took, size_t count);
void measure_note_spread(
        const struct measure *m, const char *system, const char *what, struct measure_spread s);
