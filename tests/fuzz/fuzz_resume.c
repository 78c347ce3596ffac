/* What an earlier run left of a long list: it goes on after what is whole, or says that it does not,
 * and what is added afterwards is kept. */
#include "command/batch_file.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Why each does not go on would fill the log; the sanitizers write to the file itself. */
int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    stderr = fopen("/dev/null", "we");
    return 0;
}

static void write_file(const char *path, const char *end, str bytes) {
    char name[BATCH_PATH_MOST];
    (void)snprintf(name, sizeof(name), "%s%s", path, end);
    FILE *file = fopen(name, "we");
    bool written = file && fwrite(bytes.at, 1, bytes.len, file) == bytes.len;
    assert(written && fclose(file) == 0);
}

static void remove_file(const char *path, const char *end) {
    char name[BATCH_PATH_MOST];
    (void)snprintf(name, sizeof(name), "%s%s", path, end);
    (void)unlink(name);
}

/* Up to a zero byte it is the part, then the state. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct batch_file f;
    char path[64];
    str state = {(const char *)data, size};
    str part = {0};
    (void)str_cut(&state, '\0', &part);
    (void)snprintf(path, sizeof(path), "/dev/shm/handslag-fuzz-%ld", (long)getpid());
    write_file(path, ".part", part.at ? part : STR(""));
    write_file(path, ".state", state.at ? state : STR(""));
    if (batch_file_open(&f, path, STR("of this"), true)) {
        assert(f.bytes >= 0 && (size_t)f.bytes <= part.len);
        bool added = batch_file_add(&f, STR("more\n"), f.done + 1);
        assert(added && ftell(f.file) == f.bytes);
    }
    batch_file_close(&f);
    remove_file(path, ".part");
    remove_file(path, ".state");
    return 0;
}
