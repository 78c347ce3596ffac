/* A planted fault, loaded before the C library: a disk that says that it has written and has not. All of
 * it, or only of the file that LAX_ONLY names. */
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool is_left_out(int file) {
    const char *only = getenv("LAX_ONLY"); /* NOLINT(concurrency-mt-unsafe): nobody sets it */
    struct stat here;
    struct stat named;
    if (!only) {
        return true;
    }
    return fstat(file, &here) == 0 && stat(only, &named) == 0 && here.st_dev == named.st_dev &&
           here.st_ino == named.st_ino;
}

int fsync(int file) {
    return is_left_out(file) ? 0 : (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
    return is_left_out(file) ? 0 : (int)syscall(SYS_fdatasync, file);
}
