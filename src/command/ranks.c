#include "command/ranks.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_MOST = 4096 };

static const char module_name[] = "handslag_mpi.so";

/* Beside the program. */
static void *open_module(void) {
    char path[PATH_MOST];
    ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - sizeof(module_name) - 1);
    if (len <= 0) {
        return NULL;
    }
    path[len] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash) {
        return NULL;
    }
    memcpy(slash + 1, module_name, sizeof(module_name));
    return dlopen(path, RTLD_NOW | RTLD_GLOBAL);
}

bool ranks_join(struct ranks *r, str *fault) {
    *r = (struct ranks){.count = 1};
    if (!getenv("OMPI_COMM_WORLD_SIZE")) {
        return true;
    }
    void *library = open_module();
    r->module = library ? dlsym(library, "ranks_mpi") : NULL;
    if (!r->module) {
        *fault = STR("mpirun started this, but it was built without OpenMPI: handslag_mpi.so is not"
                     " beside the program. Install libopenmpi-dev and build it again.");
        return false;
    }
    if (!r->module->begin(&r->rank, &r->count)) {
        *fault = STR("OpenMPI could not be started");
        return false;
    }
    return true;
}

bool ranks_gather(struct ranks *r, struct arena *mem, str mine, str *all) {
    if (!r->module) {
        *all = mine;
        return true;
    }
    char *bytes = NULL;
    size_t len = 0;
    bool whole = r->module->gather(mine.at, mine.len, &bytes, &len);
    *all = whole && bytes ? arena_copy(mem, (str){bytes, len}) : (str){0};
    free(bytes);
    return whole;
}

bool ranks_share(struct ranks *r, struct arena *mem, str *bytes) {
    if (!r->module) {
        return true;
    }
    bool ours = r->rank == 0;
    char *copy = ours ? arena_z(mem, *bytes) : NULL;
    size_t len = ours ? bytes->len : 0;
    bool whole = r->module->share(&copy, &len);
    if (!ours) {
        *bytes = whole && copy ? arena_copy(mem, (str){copy, len}) : (str){0};
        free(copy);
    }
    return whole;
}

void ranks_leave(struct ranks *r, bool well) {
    if (r->module && well) {
        r->module->end();
    } else if (r->module) {
        r->module->give_up();
    }
}
