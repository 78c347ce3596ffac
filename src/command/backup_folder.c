#include "command/backup_folder.h"

#include "base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *within(struct arena *mem, const char *folder, str name) {
    struct buf out = {.mem = mem};
    buf_add(&out, str_of(folder));
    buf_add(&out, STR("/"));
    buf_add(&out, name);
    return arena_z(mem, buf_str(&out));
}

static const char *failed(struct arena *mem, str *fault) {
    *fault = arena_copy(mem, str_of(strerror(errno)));
    return NULL;
}

static const char *part_of(struct arena *mem, const char *folder) {
    return within(mem, folder, STR("handslag.part"));
}

const char *backup_folder_part(struct arena *mem, const char *folder, str *fault) {
    static const char *const ends[] = {"", "-journal", "-wal", "-shm"};
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
        return failed(mem, fault);
    }
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        struct buf name = {.mem = mem};
        buf_add(&name, STR("handslag.part"));
        buf_add(&name, str_of(ends[i]));
        if (unlink(within(mem, folder, buf_str(&name))) != 0 && errno != ENOENT) {
            return failed(mem, fault);
        }
    }
    return part_of(mem, folder);
}

static bool sync_at(const char *path, int how) {
    int file = open(path, how | O_RDONLY | O_CLOEXEC);
    bool synced = file >= 0 && fsync(file) == 0;
    if (file >= 0) {
        (void)close(file);
    }
    return synced;
}

static str name_at(struct arena *mem, int64_t at) {
    char name[64];
    time_t seconds = (time_t)at;
    struct tm day;
    size_t len = gmtime_r(&seconds, &day)
                         ? strftime(name, sizeof(name), "handslag-%Y%m%dT%H%M%SZ.db", &day)
                         : 0;
    return arena_copy(mem, (str){name, len});
}

const char *backup_folder_keep(struct arena *mem, const char *folder, int64_t at, str *fault) {
    const char *part = part_of(mem, folder);
    const char *kept = within(mem, folder, name_at(mem, at));
    bool done = sync_at(part, 0) && rename(part, kept) == 0 && sync_at(folder, O_DIRECTORY);
    return done ? kept : failed(mem, fault);
}

static bool is_backup(const char *name) {
    static const char pattern[] = "handslag-00000000T000000Z.db";
    for (size_t i = 0; i < sizeof(pattern) - 1; i++) {
        bool digit = name[i] >= '0' && name[i] <= '9';
        if (pattern[i] == '0' ? !digit : name[i] != pattern[i]) {
            return false;
        }
    }
    return name[sizeof(pattern) - 1] == 0;
}

static int backups_only(const struct dirent *entry) {
    return is_backup(entry->d_name);
}

int64_t backup_folder_rotate(struct arena *mem, const char *folder, int64_t keep) {
    struct dirent **found = NULL;
    int count = scandir(folder, &found, backups_only, alphasort); /* the oldest first */
    int64_t gone = 0;
    for (int i = 0; i < count; i++) {
        if (i < count - keep && unlink(within(mem, folder, str_of(found[i]->d_name))) == 0) {
            gone++;
        }
        free(found[i]);
    }
    free(found);
    return gone;
}
