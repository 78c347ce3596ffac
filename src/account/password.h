/* Passwords: which are good enough, their hashes, and a gate so that hashing cannot take all the
 * memory: each one costs 64 MiB and a tenth of a second, on purpose.
 *
 * Hash before a transaction begins, never within one. */
#pragma once

#include "base/work.h"

#include <pthread.h>

enum {
    PASSWORD_CHARACTERS_LEAST = 12,
    PASSWORD_CHARACTERS_MOST = 256,
    PASSWORD_DIFFERENT_LEAST = 5,
    PASSWORD_RUNNING_MOST = 4,
    PASSWORD_WAITING_MOST = 4,
};

/* One for the whole program; whoever opens it keeps it until every worker is done. */
struct password_gate {
    pthread_mutex_t lock;
    pthread_cond_t freed;
    size_t running;
    size_t waiting;
};

void password_gate_open(struct password_gate *gate);
void password_gate_close(struct password_gate *gate);

/* What a person may have got wrong when choosing one. */
enum password_flaw {
    PASSWORD_FINE,
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_LONG,
    PASSWORD_IS_MAIL,    /* or the part of it before the @, with little beside it */
    PASSWORD_TOO_SIMPLE, /* few characters over and over, one after the other, or what many choose */
};

enum password_flaw password_check(str password, str mail);

str password_new(struct arena *mem); /* a random one, easy to read out: "k3fm-x8wq-..." */

/* False if too many are waiting: nothing was hashed, and the person is asked to try again. */
bool password_hash(struct work *w, struct password_gate *gate, str password, str *hash);

enum password_verdict { PASSWORD_RIGHT, PASSWORD_WRONG, PASSWORD_BUSY };

/* Costs the same whether there is a hash or, because there is no such account, an empty one. */
enum password_verdict password_right(
        struct arena *mem, struct password_gate *gate, str hash, str password);
