/* A fault for the runner to find: whoever lets it pass as sound sees nothing. Three letters one after
 * the other lead to a byte behind the end, which guessing alone would hardly meet. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    unsigned char *copy = malloc(size + 1);
    if (!copy) {
        return 0;
    }
    copy[size] = 0;
    if (size) {
        memcpy(copy, data, size);
    }
    size_t at = 0;
    if (size > 3 && copy[0] == 'b') {
        if (copy[1] == 'u') {
            if (copy[2] == 'g') {
                at = size + 1;
            }
        }
    }
    volatile unsigned char met = copy[at]; /* or the compiler leaves the reading out */
    (void)met;
    free(copy);
    return 0;
}
