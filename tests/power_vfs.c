#include "tests/power_vfs.h"

#include <assert.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FILES_MOST = 8,
    CHANGES_MOST = 4096,
    PATH_BYTES = 512,
    SECTOR_SMALL = 512,
    SECTOR_LARGE = 4096
};

struct image {
    unsigned char *at;
    size_t size;
    size_t room;
};

/* A write; or, without bytes, the cutting to a size. */
struct change {
    unsigned char *bytes;
    size_t len;
    size_t at;
};

struct disk_file {
    char path[PATH_BYTES];
    bool there;
    bool there_surely;                   /* the folder was synced since it was made */
    struct image synced;                 /* what no cut takes away */
    struct image removed;                /* what comes back if its removal is lost; else empty */
    struct change changes[CHANGES_MOST]; /* since the last sync */
    size_t change_count;
};

static struct disk_file files[FILES_MOST];
static size_t file_count;
static sqlite3_vfs *usual;
static sqlite3_vfs ours;
static uint64_t dice;
static size_t changes_left; /* until the power goes; 0: it stays */
static size_t sectors_lost;
static bool is_off;

size_t power_roll(size_t sides) {
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return (size_t)((dice >> 11) % sides);
}

bool power_is_off(void) {
    return is_off;
}

size_t power_sectors_lost(void) {
    return sectors_lost;
}

void power_cut_after(size_t changes) {
    changes_left = changes;
}

/* True if the change that is about to happen is not finished, or does not happen at all. */
static bool goes_now(void) {
    is_off = is_off || (changes_left && --changes_left == 0);
    return is_off;
}

static void resize(struct image *i, size_t size) {
    if (size > i->room) {
        i->room = size * 2;
        i->at = realloc(i->at, i->room);
        assert(i->at);
    }
    if (size > i->size) {
        memset(i->at + i->size, 0, size - i->size);
    }
    i->size = size;
}

static void put(struct image *i, const unsigned char *bytes, size_t len, size_t at) {
    resize(i, at + len > i->size ? at + len : i->size);
    memcpy(i->at + at, bytes, len);
}

static void empty(struct image *i) {
    free(i->at);
    *i = (struct image){0};
}

static void forget_changes(struct disk_file *f) {
    for (size_t i = 0; i < f->change_count; i++) {
        free(f->changes[i].bytes);
    }
    f->change_count = 0;
}

static void note(struct disk_file *f, const void *bytes, size_t len, size_t at) {
    assert(f->change_count < CHANGES_MOST);
    struct change *c = &f->changes[f->change_count++];
    *c = (struct change){.len = len, .at = at};
    if (bytes) {
        c->bytes = malloc(len);
        assert(c->bytes);
        memcpy(c->bytes, bytes, len);
    }
}

static void sync_folder(void) {
    for (size_t i = 0; i < file_count; i++) {
        files[i].there_surely = true;
        empty(&files[i].removed);
    }
}

static void sync_file(struct disk_file *f) {
    for (size_t i = 0; i < f->change_count; i++) {
        const struct change *c = &f->changes[i];
        if (c->bytes) {
            put(&f->synced, c->bytes, c->len, c->at);
        } else {
            resize(&f->synced, c->at);
        }
    }
    forget_changes(f);
}

/* One sector of a write: kept; or lost, and then a file that would have grown may have grown all
 * the same, with anything in it. */
static void settle_sector(
        struct image *i, const struct change *c, size_t from, size_t to, bool kept) {
    if (kept) {
        put(i, c->bytes + (from - c->at), to - from, from);
        return;
    }
    sectors_lost++;
    size_t grown = power_roll(2) && to > i->size ? to : i->size;
    while (i->size < grown) {
        unsigned char any = (unsigned char)power_roll(256);
        put(i, &any, 1, i->size);
    }
}

static void settle(struct image *i, const struct change *c, size_t sector, size_t kept_of_four) {
    if (!c->bytes) {
        resize(i, power_roll(4) < kept_of_four ? c->at : i->size);
        return;
    }
    size_t end = c->at + c->len;
    for (size_t from = c->at; from < end;) {
        size_t next = (from / sector + 1) * sector;
        size_t to = next < end ? next : end;
        settle_sector(i, c, from, to, power_roll(4) < kept_of_four);
        from = to;
    }
}

static void write_out(const struct disk_file *f) {
    int file = open(f->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert(file >= 0);
    ssize_t done = f->synced.size ? write(file, f->synced.at, f->synced.size) : 0;
    assert(done == (ssize_t)f->synced.size);
    (void)close(file);
}

static void return_file(struct disk_file *f, size_t sector, size_t kept_of_four) {
    for (size_t i = 0; i < f->change_count; i++) {
        settle(&f->synced, &f->changes[i], sector, kept_of_four);
    }
    forget_changes(f);
    bool lost = f->there && !f->there_surely && power_roll(2);
    if ((!f->there || lost) && f->removed.size && power_roll(2)) {
        empty(&f->synced);
        f->synced = f->removed;
        f->removed = (struct image){0};
        f->there = true;
    } else {
        f->there = f->there && !lost;
    }
    f->there_surely = true;
    empty(&f->removed);
    if (f->there) {
        write_out(f);
    } else {
        empty(&f->synced);
        (void)unlink(f->path);
    }
}

void power_return(void) {
    size_t sector = power_roll(2) ? SECTOR_SMALL : SECTOR_LARGE;
    size_t kept_of_four = power_roll(4); /* 0: everything is lost */
    for (size_t i = 0; i < file_count; i++) {
        return_file(&files[i], sector, kept_of_four);
    }
    changes_left = 0;
    is_off = false;
}

void power_clear(void) {
    for (size_t i = 0; i < file_count; i++) {
        forget_changes(&files[i]);
        empty(&files[i].synced);
        empty(&files[i].removed);
        (void)unlink(files[i].path);
    }
    file_count = 0;
    changes_left = 0;
    is_off = false;
}

static struct disk_file *file_at(const char *path) {
    for (size_t i = 0; i < file_count; i++) {
        if (strcmp(files[i].path, path) == 0) {
            return &files[i];
        }
    }
    return NULL;
}

static struct disk_file *file_made(const char *path) {
    struct disk_file *f = file_at(path);
    if (!f) {
        assert(file_count < FILES_MOST && strlen(path) < PATH_BYTES);
        f = &files[file_count++];
        memset(f, 0, sizeof(*f));
        memcpy(f->path, path, strlen(path));
    }
    if (!f->there) {
        f->there = true;
        f->there_surely = false;
    }
    return f;
}

/* What SQLite holds of an open file; the usual VFS's own stands right behind it. */
struct open_file {
    sqlite3_file base;
    struct disk_file *file; /* NULL: nobody minds what becomes of it */
    bool syncs_folder;      /* the usual VFS does, the first time it syncs a log that it has made */
};

static sqlite3_file *real_of(sqlite3_file *f) {
    return (sqlite3_file *)(void *)((struct open_file *)(void *)f + 1);
}

static struct open_file *ours_of(sqlite3_file *f) {
    return (struct open_file *)(void *)f;
}

static struct disk_file *file_of(sqlite3_file *f) {
    return ours_of(f)->file;
}

static int on_close(sqlite3_file *f) {
    return real_of(f)->pMethods->xClose(real_of(f));
}

static int on_read(sqlite3_file *f, void *into, int len, sqlite3_int64 at) {
    return real_of(f)->pMethods->xRead(real_of(f), into, len, at);
}

static int on_write(sqlite3_file *f, const void *bytes, int len, sqlite3_int64 at) {
    if (is_off) {
        return SQLITE_IOERR_WRITE;
    }
    if (file_of(f)) {
        note(file_of(f), bytes, (size_t)len, (size_t)at);
    }
    return goes_now() ? SQLITE_IOERR_WRITE
                      : real_of(f)->pMethods->xWrite(real_of(f), bytes, len, at);
}

static int on_truncate(sqlite3_file *f, sqlite3_int64 size) {
    if (is_off) {
        return SQLITE_IOERR_TRUNCATE;
    }
    if (file_of(f)) {
        note(file_of(f), NULL, 0, (size_t)size);
    }
    return goes_now() ? SQLITE_IOERR_TRUNCATE : real_of(f)->pMethods->xTruncate(real_of(f), size);
}

/* The disk beneath keeps its power, so it need not be synced. */
static int on_sync(sqlite3_file *f, int flags) {
    (void)flags;
    if (goes_now()) {
        return SQLITE_IOERR_FSYNC;
    }
    if (file_of(f)) {
        sync_file(file_of(f));
        if (ours_of(f)->syncs_folder && !file_of(f)->there_surely) {
            sync_folder();
        }
    }
    return SQLITE_OK;
}

static int on_size(sqlite3_file *f, sqlite3_int64 *size) {
    return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int on_lock(sqlite3_file *f, int level) {
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int on_unlock(sqlite3_file *f, int level) {
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int on_reserved(sqlite3_file *f, int *is) {
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), is);
}

static int on_control(sqlite3_file *f, int what, void *arg) {
    return real_of(f)->pMethods->xFileControl(real_of(f), what, arg);
}

static int on_sector(sqlite3_file *f) {
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int on_device(sqlite3_file *f) {
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int on_map(sqlite3_file *f, int part, int size, int extend, void volatile **at) {
    return real_of(f)->pMethods->xShmMap(real_of(f), part, size, extend, at);
}

static int on_map_lock(sqlite3_file *f, int from, int count, int flags) {
    return real_of(f)->pMethods->xShmLock(real_of(f), from, count, flags);
}

static void on_barrier(sqlite3_file *f) {
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int on_unmap(sqlite3_file *f, int remove) {
    return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

/* The second version: with shared memory, without reading files through a mapping. */
static const sqlite3_io_methods methods = {.iVersion = 2,
        .xClose = on_close,
        .xRead = on_read,
        .xWrite = on_write,
        .xTruncate = on_truncate,
        .xSync = on_sync,
        .xFileSize = on_size,
        .xLock = on_lock,
        .xUnlock = on_unlock,
        .xCheckReservedLock = on_reserved,
        .xFileControl = on_control,
        .xSectorSize = on_sector,
        .xDeviceCharacteristics = on_device,
        .xShmMap = on_map,
        .xShmLock = on_map_lock,
        .xShmBarrier = on_barrier,
        .xShmUnmap = on_unmap};

static int on_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *f, int flags, int *got) {
    (void)vfs;
    f->pMethods = NULL;
    if (is_off) {
        return SQLITE_CANTOPEN;
    }
    int rc = usual->xOpen(usual, path, real_of(f), flags, got);
    if (rc == SQLITE_OK) {
        f->pMethods = &methods;
        ours_of(f)->file = path ? file_made(path) : NULL;
        ours_of(f)->syncs_folder = flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL);
    }
    return rc;
}

static int on_delete(sqlite3_vfs *vfs, const char *path, int sync) {
    (void)vfs;
    struct disk_file *f = file_at(path);
    if (is_off) {
        return SQLITE_IOERR_DELETE;
    }
    if (f && f->there) {
        forget_changes(f);
        if (f->there_surely) {
            empty(&f->removed);
            f->removed = f->synced;
            f->synced = (struct image){0};
        }
        empty(&f->synced);
        f->there = false;
    }
    if (goes_now()) {
        return SQLITE_IOERR_DELETE;
    }
    if (sync) {
        sync_folder();
    }
    return usual->xDelete(usual, path, 0);
}

bool power_start(uint64_t seed) {
    dice = seed * 2 + 1; /* never zero */
    usual = sqlite3_vfs_find(NULL);
    ours = *usual;
    ours.zName = "power";
    ours.szOsFile = (int)sizeof(struct open_file) + usual->szOsFile;
    ours.xOpen = on_open;
    ours.xDelete = on_delete;
    return sqlite3_vfs_register(&ours, 1) == SQLITE_OK;
}

void power_stop(void) {
    power_clear();
    (void)sqlite3_vfs_unregister(&ours);
}
