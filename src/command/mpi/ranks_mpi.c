/* The module that speaks OpenMPI; see command/ranks.h. */
#include "command/ranks.h"

#include <limits.h>
#include <mpi.h>
#include <stdlib.h>

static bool begin(int *rank, int *count) {
    return MPI_Init(NULL, NULL) == MPI_SUCCESS &&
           MPI_Comm_rank(MPI_COMM_WORLD, rank) == MPI_SUCCESS &&
           MPI_Comm_size(MPI_COMM_WORLD, count) == MPI_SUCCESS;
}

/* Where each one's bytes begin; false where all together are too many for one go. */
static bool lay_out(const int *lens, int *starts, int count, size_t *all) {
    *all = 0;
    for (int i = 0; i < count; i++) {
        starts[i] = (int)*all;
        *all += (size_t)lens[i];
        if (*all > INT_MAX) {
            return false;
        }
    }
    return true;
}

static bool gather(const char *mine, size_t len, char **all, size_t *all_len) {
    int rank = 0;
    int count = 0;
    int own = len > INT_MAX ? -1 : (int)len;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &count);
    int *lens = calloc((size_t)count * 2, sizeof(*lens));
    if (!lens || own < 0) {
        free(lens);
        return false;
    }
    int *starts = lens + count;
    bool whole = MPI_Gather(&own, 1, MPI_INT, lens, 1, MPI_INT, 0, MPI_COMM_WORLD) == MPI_SUCCESS;
    if (rank == 0) {
        whole = whole && lay_out(lens, starts, count, all_len);
        *all = whole ? malloc(*all_len + 1) : NULL;
        whole = whole && *all;
    }
    if (!whole) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    whole = MPI_Gatherv(mine, own, MPI_CHAR, rank == 0 ? *all : NULL, lens, starts, MPI_CHAR, 0,
                    MPI_COMM_WORLD) == MPI_SUCCESS;
    free(lens);
    return whole;
}

static bool share(char **bytes, size_t *len) {
    int rank = 0;
    int all = *len > INT_MAX ? -1 : (int)*len;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (MPI_Bcast(&all, 1, MPI_INT, 0, MPI_COMM_WORLD) != MPI_SUCCESS || all < 0) {
        return false;
    }
    *bytes = rank == 0 ? *bytes : malloc((size_t)all + 1);
    if (!*bytes) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    *len = (size_t)all;
    return MPI_Bcast(*bytes, all, MPI_CHAR, 0, MPI_COMM_WORLD) == MPI_SUCCESS;
}

static void end(void) {
    MPI_Finalize();
}

static void give_up(void) {
    MPI_Abort(MPI_COMM_WORLD, 1);
}

const struct ranks_module ranks_mpi = {begin, gather, share, end, give_up};
