/* Memory that runs out when a test says so: loaded before the C library into the program that is
 * tested. What is counted and refused stands in a file that both have mapped, since the program
 * lets nobody else in once it has confined itself. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As tests/faults/shared.py writes and reads it. */
struct wanting {
    _Atomic int64_t asked;    /* how often memory was asked for since the mark */
    _Atomic int64_t refuse;   /* which of these is refused; 0: none */
    _Atomic int64_t for_ever; /* and all that come after it */
    _Atomic int64_t refused;  /* how many were */
};

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t align, size_t size);

static struct wanting *wanting;

static void *map_pages(void *at, size_t size, int how, int flags, int file, off_t from) {
    return (void *)syscall(SYS_mmap, at, size, how, flags, file, from); /* NOLINT */
}

__attribute__((constructor)) static void open_wanting(void) {
    const char *path = getenv("HANDSLAG_TEST_MEMORY");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file >= 0) {
        void *at = map_pages(NULL, sizeof(*wanting), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        wanting = at == MAP_FAILED ? NULL : at;
        (void)close(file);
    }
}

static bool runs_out(void) {
    if (!wanting) {
        return false;
    }
    int64_t refuse = atomic_load(&wanting->refuse);
    int64_t asked = atomic_fetch_add(&wanting->asked, 1) + 1;
    bool out = refuse && (asked == refuse || (atomic_load(&wanting->for_ever) && asked > refuse));
    if (out) {
        atomic_fetch_add(&wanting->refused, 1);
        errno = ENOMEM;
    }
    return out;
}

void *malloc(size_t size) {
    return runs_out() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return runs_out() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    return size && runs_out() ? NULL : __libc_realloc(old, size);
}

void *memalign(size_t align, size_t size) {
    return runs_out() ? NULL : __libc_memalign(align, size);
}

void *aligned_alloc(size_t align, size_t size) {
    return memalign(align, size);
}

int posix_memalign(void **at, size_t align, size_t size) {
    void *fresh = memalign(align, size);
    if (fresh) {
        *at = fresh;
    }
    return fresh ? 0 : ENOMEM;
}

/* The C library knows it under two names, and programs call either. */
void *map_by_its_other_name(
        void *at, size_t size, int how, int flags, int file, off_t from) __asm__("mmap");

/* NOLINTNEXTLINE(readability-function-size): the parameters of the C library */
void *mmap64(void *at, size_t size, int how, int flags, int file, off_t from) {
    return runs_out() ? MAP_FAILED : map_pages(at, size, how, flags, file, from);
}

/* NOLINTNEXTLINE(readability-function-size) */
void *map_by_its_other_name(void *at, size_t size, int how, int flags, int file, off_t from) {
    return mmap64(at, size, how, flags, file, from);
}
