/* A file of settings, as somebody wrote it: it is taken, or one line says what is wrong with it. */
#include "command/serve_options.h"

#include <assert.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is wrong with each would fill the log; the sanitizers write to the file itself. */
int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    stderr = fopen("/dev/null", "we");
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    struct serve_options s = {0};
    char path[32];
    int file = memfd_create("settings", MFD_CLOEXEC);
    bool written = file >= 0 && write(file, data, size) == (ssize_t)size;
    assert(written);
    (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
    char name[] = "serve";
    char option[] = "--settings";
    char *argv[] = {name, option, path, NULL};
    if (serve_options_read(&mem, &s, 3, argv) == 0) {
        assert(s.port >= 0 && s.port <= 65535);
        assert(!s.proxies[0] || proxy_listed(str_of(s.proxies)));
    }
    (void)close(file);
    arena_free(&mem);
    return 0;
}
