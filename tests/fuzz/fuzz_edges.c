/* A file of ratings for `handslag trust eval`: read whole, or the line is named; what was read can be
 * measured. */
#include "trust/eval.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    struct eval_ratings all = {0};
    size_t line = 0;
    enum eval_flaw flaw = eval_read(&mem, (str){(const char *)data, size}, &all, &line);
    if (flaw == EVAL_FINE) {
        assert(all.count >= EVAL_LEAST);
        for (size_t i = 0; i < all.count; i++) {
            struct eval_rating r = all.at[i];
            assert(r.from < all.people && r.to < all.people && r.from != r.to);
            assert(r.value >= -1 && r.value <= 1);
            assert(i == 0 || all.at[i - 1].time <= r.time);
        }
        struct eval_result got = eval_run(&mem, &all, 24);
        for (int way = 0; way < EVAL_WAYS; way++) {
            assert(got.auc[way] < 0 || got.auc[way] <= 1);
        }
    } else {
        assert(flaw == EVAL_TOO_FEW || line > 0);
    }
    arena_free(&mem);
    return 0;
}
