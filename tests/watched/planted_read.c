/* What the second half of a block decides was never written: tests/watched/memory has to see that, and
 * that nobody knows the block any more at the end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HALF = 16 };

static char *half_filled(void) {
    char *block = malloc((size_t)2 * HALF);
    if (block) {
        memset(block, 'x', HALF);
    }
    return block;
}

int main(void) {
    char *block = half_filled();
    if (block && block[HALF + 1] == 'y') {
        (void)puts("by chance");
    }
    block = half_filled();
    free(block);
    return 0;
}
