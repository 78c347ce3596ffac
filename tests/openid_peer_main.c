/* The tests' provider as a program, for a browser: says its address and stands until it is ended. */
#include "tests/openid_peer.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    static struct peer p;
    if (!peer_open(&p, 0)) {
        return 1;
    }
    if (argc > 1) {
        (void)snprintf(p.mail, sizeof(p.mail), "%s", argv[1]);
    }
    (void)printf("%s\n", p.issuer);
    (void)fflush(stdout);
    pthread_join(p.thread, NULL);
    return 0;
}
