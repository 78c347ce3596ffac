#include "confine/folders.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What newer kernels know and the headers of Debian 12 do not name. */
enum {
    REFER = 1 << 13,             /* from version 2 */
    TRUNCATE = 1 << 14,          /* 3 */
    IOCTL_DEVICE = 1 << 15,      /* 5 */
    NET_LISTEN = 1 << 0,         /* 4: LANDLOCK_ACCESS_NET_BIND_TCP */
    NET_RULE = 2,                /* 4: LANDLOCK_RULE_NET_PORT */
    SCOPE_SOCKETS = 1 << 0,      /* 6: abstract sockets of others */
    SCOPE_SIGNALS = 1 << 1,      /* 6: signals to others */
    FILE_RIGHTS_FIRST = 1 << 13, /* version 1 knows all below it */
};

struct ruleset {
    uint64_t files;
    uint64_t net;
    uint64_t scope;
};

struct net_rule {
    uint64_t allowed;
    uint64_t port;
};

enum {
    ON_FILES = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
               LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE | IOCTL_DEVICE,
    READING = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    WRITING = READING | LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE | LANDLOCK_ACCESS_FS_MAKE_REG |
              LANDLOCK_ACCESS_FS_REMOVE_FILE,
    SOCKETS = LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_REMOVE_FILE,
};

/* Each version takes only what it knows, and a ruleset only as long as it knows it. */
static struct ruleset all_rights(int version, size_t *size) {
    struct ruleset r = {.files = FILE_RIGHTS_FIRST - 1};
    r.files |= version >= 2 ? REFER : 0;
    r.files |= version >= 3 ? TRUNCATE : 0;
    r.files |= version >= 5 ? IOCTL_DEVICE : 0;
    r.net = version >= 4 ? NET_LISTEN : 0;
    r.scope = version >= 6 ? SCOPE_SOCKETS | SCOPE_SIGNALS : 0;
    *size = version >= 6 ? sizeof(r) : version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
    return r;
}

static uint64_t rights_of(enum folder_use use) {
    switch (use) {
    case FOLDER_READ: return READING;
    case FOLDER_WRITE: return WRITING;
    case FOLDER_SOCKET: return SOCKETS;
    }
    return 0;
}

static bool leave_folder(int rules, const struct ruleset *all, const struct folder *f) {
    struct stat found;
    int at = open(f->path, O_PATH | O_CLOEXEC);
    if (at < 0 || fstat(at, &found) != 0) {
        return at < 0; /* there is nothing to see */
    }
    uint64_t rights = rights_of(f->use) & all->files;
    struct landlock_path_beneath_attr rule = {
            .allowed_access = S_ISDIR(found.st_mode) ? rights : rights & ON_FILES,
            .parent_fd = at,
    };
    bool left = rule.allowed_access == 0 ||
                syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    (void)close(at);
    return left;
}

static bool leave_all(int rules, const struct ruleset *all, const struct folders *left) {
    bool fine = true;
    for (size_t i = 0; i < left->count; i++) {
        fine = fine && leave_folder(rules, all, &left->at[i]);
    }
    if (all->net && left->listens) {
        struct net_rule rule = {NET_LISTEN, left->port};
        fine = fine && syscall(SYS_landlock_add_rule, rules, NET_RULE, &rule, 0) == 0;
    }
    return fine;
}

int folders_close(const struct folders *left, str *why) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) {
        *why = errno == EOPNOTSUPP ? STR("it is switched off in this kernel")
                                   : STR("this kernel has none");
        return 0;
    }
    size_t size = 0;
    struct ruleset all = all_rights((int)version, &size);
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
    bool closed = rules >= 0 && leave_all(rules, &all, left) &&
                  prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) == 0 &&
                  syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    *why = closed ? (str){0} : str_of(strerror(errno));
    if (rules >= 0) {
        (void)close(rules);
    }
    return closed ? (int)version : 0;
}
