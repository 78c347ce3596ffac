/* A disk that fails when a test says so: loaded before the C library into the program that is tested.
 * Only files are concerned, and only what is written to them at a place or made to last, which is
 * how databases write. What fails stands in a file that both have mapped. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LIES = -1 };

/* As tests/faults/shared.py writes and reads it. */
struct failing {
    _Atomic int64_t
            writing; /* the error that writing meets; 0: none; -1: it is not done, and said to be */
    _Atomic int64_t lasting; /* the error that making it last meets */
    _Atomic int64_t percent; /* how many of a hundred fail */
    _Atomic int64_t drawn;   /* where the row of chances stands: a seed in the beginning */
    _Atomic int64_t failed;  /* how many did */
};

static struct failing *failing;

__attribute__((constructor)) static void open_failing(void) {
    const char *path = getenv("HANDSLAG_TEST_STORAGE");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file >= 0) {
        void *at = mmap(NULL, sizeof(*failing), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        failing = at == MAP_FAILED ? NULL : at;
        (void)close(file);
    }
}

/* The same row each time for the same seed. */
static bool draws(void) {
    uint64_t x = (uint64_t)atomic_fetch_add(&failing->drawn, 1) * 0x9E3779B97F4A7C15u;
    x = (x ^ x >> 32) * 0xD6E8FEB86659FD93u;
    return (int64_t)((x ^ x >> 32) % 100) < atomic_load(&failing->percent);
}

static bool fails(int file, bool lasting) {
    struct stat found = {0};
    int64_t met = !failing ? 0 : atomic_load(lasting ? &failing->lasting : &failing->writing);
    if (!met || fstat(file, &found) != 0 || !S_ISREG(found.st_mode) || !draws()) {
        return false;
    }
    atomic_fetch_add(&failing->failed, 1);
    errno = (int)met;
    return true;
}

ssize_t pwrite64(int file, const void *from, size_t size, off_t at) {
    if (fails(file, false)) {
        return errno == LIES ? (ssize_t)size : -1;
    }
    return syscall(SYS_pwrite64, file, from, size, at);
}

int ftruncate64(int file, off_t size) {
    return fails(file, false) && errno != LIES ? -1 : (int)syscall(SYS_ftruncate, file, size);
}

int fsync(int file) {
    return fails(file, true) ? -1 : (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
    return fails(file, true) ? -1 : (int)syscall(SYS_fdatasync, file);
}
