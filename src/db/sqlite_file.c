#include "db/sqlite_file.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LOCK_BYTE = 0x40000000, LOCK_BYTES = 512, FAULT_BYTES = 128 };

bool sqlite_file_used(const char *path) {
    struct flock lock = {
            .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_BYTE, .l_len = LOCK_BYTES};
    int file = open(path, O_RDWR | O_CLOEXEC);
    bool used = file >= 0 && fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    if (file >= 0) {
        (void)close(file);
    }
    return used;
}

static const char *with_end(struct arena *mem, const char *path, const char *end) {
    struct buf out = {.mem = mem};
    buf_add(&out, str_of(path));
    buf_add(&out, str_of(end));
    return arena_z(mem, buf_str(&out));
}

/* The last one to close it writes back what stands beside it. A damaged one is left as it is. */
static void write_back(const char *path) {
    sqlite3 *handle = NULL;
    if (sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK) {
        (void)sqlite3_exec(handle, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    }
    (void)sqlite3_close(handle);
}

static bool gone_or_moved(const char *from, const char *to) {
    return rename(from, to) == 0 || errno == ENOENT;
}

static bool sync_folder(struct arena *mem, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? arena_z(mem, (str){path, (size_t)(slash - path) + 1}) : ".";
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = file >= 0 && fsync(file) == 0;
    if (file >= 0) {
        (void)close(file);
    }
    return synced;
}

bool sqlite_file_replace(
        struct arena *mem, const char *path, const char *fresh, const char *aside, str *fault) {
    bool there = access(path, F_OK) == 0;
    if (there) {
        write_back(path);
    }
    /* What was not written back goes first: it must never meet another file. */
    bool done = gone_or_moved(with_end(mem, path, "-wal"), with_end(mem, aside, "-wal")) &&
                gone_or_moved(with_end(mem, path, "-shm"), with_end(mem, aside, "-shm")) &&
                (!there || link(path, aside) == 0) && rename(fresh, path) == 0 &&
                sync_folder(mem, path);
    if (!done) {
        char room[FAULT_BYTES];
        *fault = arena_copy(mem, str_of(strerror_r(errno, room, sizeof(room))));
    }
    return done;
}
