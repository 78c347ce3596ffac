/* Two threads count in one place without agreeing on it: tests/watched/races has to see that. */
#include <pthread.h>
#include <stddef.h>

enum { ROUNDS = 1000 };

static void *count(void *given) {
    int *sum = given;
    for (int i = 0; i < ROUNDS; i++) {
        (*sum)++;
    }
    return NULL;
}

int main(void) {
    int sum = 0;
    pthread_t one;
    pthread_t other;
    if (pthread_create(&one, NULL, count, &sum) != 0) {
        return 1;
    }
    if (pthread_create(&other, NULL, count, &sum) != 0) {
        return 1;
    }
    (void)pthread_join(one, NULL);
    (void)pthread_join(other, NULL);
    return sum < 0;
}
