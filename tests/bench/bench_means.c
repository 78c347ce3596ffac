/* How well each mean of two ratings tells whether both sides say yes: bench_means FILE. What stands
 * in FILE is told in tests/means.h. */
#include "tests/means.h"

static void print(const struct meetings *all) {
    struct arena mem = {0};
    printf("%zu meetings, both said yes in %zu; %zu lines left out\n", all->count, all->agreed,
            all->left_out);
    for (enum mean m = MEAN_HARMONIC; m < MEANS; m++) {
        struct area a = means_area(&mem, all, m);
        printf("  %-20s AUC %.3f, error %.3f\n", mean_name(m), a.area, a.error);
    }
    arena_free(&mem);
}

int main(int count, char **args) {
    FILE *file = count == 2 ? fopen(args[1], "r") : NULL;
    if (!file) {
        (void)fprintf(stderr, "usage: bench_means FILE\n");
        return 2;
    }
    struct arena mem = {0};
    struct meetings all = means_read(&mem, file);
    (void)fclose(file);
    bool both_kinds = all.agreed > 0 && all.agreed < all.count;
    if (both_kinds) {
        print(&all);
    } else {
        (void)fprintf(stderr, "bench_means: of %zu meetings %zu agreed; some of each are needed\n",
                all.count, all.agreed);
    }
    arena_free(&mem);
    return both_kinds ? 0 : 1;
}
