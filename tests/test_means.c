/* Areas under the curve of seven means, on six invented meetings, against areas counted by hand. */
#include "tests/means.h"
#include "tests/test.h"

#include <math.h>
#include <string.h>

/* Six pairs of one of the two that agreed with one of the three that did not. */
static char invented[] = "of b\tof a\ta\tb\n"
                         "6\t6\t1\t1\n"
                         "5\t8\t1\t1\n"
                         "10\t1\t1\t0\n"
                         "3\t4\t0\t0\n"
                         "9\t4\t0\t1\r\n"
                         "7\t\t1\t1\n"
                         "7\t8\t1\n"
                         "7\t8\t1\tyes\n"
                         "7\t8\t1\t2\n"
                         "-7\t8\t1\t1\n";

static struct meetings meetings_of(struct arena *mem, char *text) {
    FILE *file = fmemopen(text, strlen(text), "r");
    CHECK(file != NULL);
    struct meetings all = means_read(mem, file);
    (void)fclose(file);
    return all;
}

static bool near(double a, double b) {
    return fabs(a - b) < 1e-9;
}

static void lines_without_all_numbers_are_left_out(struct arena *mem) {
    struct meetings all = meetings_of(mem, invented);
    CHECK(all.count == 5 && all.agreed == 2 && all.left_out == 5);
    CHECK(all.at[1].a == 5 && all.at[1].b == 8 && all.at[1].both);
    CHECK(all.at[4].a == 9 && all.at[4].b == 4 && !all.at[4].both);
    char bare[] = "1\t2\t1\t1";
    CHECK(meetings_of(mem, bare).count == 1);
    char broken[] = "1\t2\t1\n";
    CHECK(meetings_of(mem, broken).left_out == 1);
}

static void areas_are_those_counted_by_hand(struct arena *mem) {
    struct meetings all = meetings_of(mem, invented);
    static const double pairs[MEANS] = {[MEAN_HARMONIC] = 6,
            [MEAN_PRODUCT] = 5.5, /* 6 times 6 is 9 times 4 */
            [MEAN_MINIMUM] = 6,
            [MEAN_ARITHMETIC] = 4.5, /* 5 and 8 is 9 and 4 */
            [MEAN_MAXIMUM] = 2,
            [MEAN_ONLY_A] = 2,
            [MEAN_ONLY_B] = 6};
    for (enum mean m = MEAN_HARMONIC; m < MEANS; m++) {
        CHECK(near(means_area(mem, &all, m).area, pairs[m] / 6));
    }
}

/* Of area 3/4 among two and three: Q1 = 3/5 and Q2 = 9/14, so the square is 9/140. */
static void the_error_is_that_of_hanley_and_mcneil(struct arena *mem) {
    struct meetings all = meetings_of(mem, invented);
    CHECK(near(means_area(mem, &all, MEAN_ARITHMETIC).error, sqrt(9.0 / 140)));
    CHECK(near(means_area(mem, &all, MEAN_HARMONIC).error, 0));
}

static void who_gets_nothing_makes_it_nothing(void) {
    CHECK(mean_of(MEAN_HARMONIC, 0, 10) == 0 && mean_of(MEAN_HARMONIC, 0, 0) == 0);
    CHECK(mean_of(MEAN_PRODUCT, 0, 10) == 0 && mean_of(MEAN_MINIMUM, 10, 0) == 0);
    CHECK(mean_of(MEAN_ARITHMETIC, 0, 10) == 5 && mean_of(MEAN_MAXIMUM, 0, 10) == 10);
    CHECK(mean_of(MEAN_ONLY_A, 3, 10) == 3 && mean_of(MEAN_ONLY_B, 3, 10) == 10);
}

int main(void) {
    struct arena mem = {0};
    lines_without_all_numbers_are_left_out(&mem);
    areas_are_those_counted_by_hand(&mem);
    the_error_is_that_of_hanley_and_mcneil(&mem);
    who_gets_nothing_makes_it_nothing();
    arena_free(&mem);
    return test_failures > 0;
}
