#include "base/beside.h"

#include <pthread.h>
#include <stddef.h>

struct piece {
    void (*work)(void *);
    void *on;
};

static void *start(void *given) {
    const struct piece *p = given;
    p->work(p->on);
    return NULL;
}

void beside(void (*one)(void *), void *of_one, void (*other)(void *), void *of_other) {
    pthread_t thread;
    struct piece apart = {other, of_other};
    int failed = pthread_create(&thread, NULL, start, &apart);
    one(of_one);
    if (failed) {
        other(of_other);
    } else {
        pthread_join(thread, NULL);
    }
}
