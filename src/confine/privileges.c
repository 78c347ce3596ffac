#include "confine/privileges.h"

#include "base/buf.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

enum { ENTRY_BYTES = 16 * 1024 };

static bool failed(struct arena *mem, const char *account, str why, str *fault) {
    struct buf out = {.mem = mem};
    buf_add(&out, STR("cannot become the account "));
    buf_add(&out, str_of(account));
    buf_add(&out, STR(": "));
    buf_add(&out, why);
    *fault = buf_str(&out);
    return false;
}

/* Real, effective and saved: one that was left could be taken up again. */
static bool is_only(const struct passwd *who) {
    uid_t users[3];
    gid_t groups[3];
    if (getresuid(&users[0], &users[1], &users[2]) != 0 ||
            getresgid(&groups[0], &groups[1], &groups[2]) != 0) {
        return false;
    }
    for (size_t i = 0; i < 3; i++) {
        if (users[i] != who->pw_uid || groups[i] != who->pw_gid) {
            return false;
        }
    }
    return setuid(0) != 0 && setgid(0) != 0;
}

bool privileges_drop(struct arena *mem, const char *account, str *fault) {
    struct passwd entry;
    struct passwd *who = NULL;
    char *room = arena_new(mem, char, ENTRY_BYTES);
    if (getpwnam_r(account, &entry, room, ENTRY_BYTES, &who) != 0 || !who) {
        return failed(mem, account, STR("this machine has none of that name"), fault);
    }
    if (who->pw_uid == 0 || who->pw_gid == 0) {
        return failed(mem, account, STR("that is root"), fault);
    }
    if (geteuid() == who->pw_uid && getuid() == who->pw_uid) {
        return true;
    }
    if (initgroups(account, who->pw_gid) != 0 ||
            setresgid(who->pw_gid, who->pw_gid, who->pw_gid) != 0 ||
            setresuid(who->pw_uid, who->pw_uid, who->pw_uid) != 0) {
        return failed(mem, account, str_of(strerror(errno)), fault);
    }
    (void)setenv("HOME", who->pw_dir, 1); /* libpq looks there for its keys */
    return is_only(who) || failed(mem, account, STR("the way back to root is open"), fault);
}

bool privileges_close(void) {
    const struct rlimit none = {0, 0};
    bool no_copy = setrlimit(RLIMIT_CORE, &none) == 0;
    bool no_look = prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L) == 0;
    bool no_gain = prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) == 0;
    return no_copy && no_look && no_gain;
}
