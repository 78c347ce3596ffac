/* Several processes at one piece of work, as mpirun starts them: the same program N times, each
 * with its rank. What speaks OpenMPI is a module of its own (src/command/mpi/), which is looked for
 * beside the program only when mpirun started it, so that nobody else needs OpenMPI. */
#pragma once

#include "base/arena.h"

struct ranks {
    int rank, count;
    const struct ranks_module *module; /* NULL: alone */
};

/* What the module gives; all ranks call each of them together. */
struct ranks_module {
    bool (*begin)(int *rank, int *count);
    /* To rank 0: what all of them have, one behind the other in order of rank. False: it broke. */
    bool (*gather)(const char *mine, size_t len, char **all, size_t *all_len);
    /* From rank 0 to everybody else, who get it from malloc(). */
    bool (*share)(char **bytes, size_t *len);
    void (*end)(void);
    void (*give_up)(void); /* ends all ranks */
};

/* Alone where mpirun did not start it. False, with the reason, if it did and the module is not
 * there. */
bool ranks_join(struct ranks *r, str *fault);

/* At rank 0 `all` is what everybody has; elsewhere it is empty. */
bool ranks_gather(struct ranks *r, struct arena *mem, str mine, str *all);

/* What rank 0 has, everybody has afterwards; the others wait for it. */
bool ranks_share(struct ranks *r, struct arena *mem, str *bytes);

/* After something broke, all ranks are ended. */
void ranks_leave(struct ranks *r, bool well);
