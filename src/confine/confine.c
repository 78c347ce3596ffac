#include "confine/confine.h"

#include "base/buf.h"
#include "confine/calls.h"
#include "confine/privileges.h"

#include <assert.h>
#include <string.h>
#include <unistd.h>

/* Read by the C library, OpenSSL, ICU and the resolver, long after the start too. */
static const char *const everybody[] = {
        "/usr/lib",
        "/usr/lib32",
        "/usr/lib64",
        "/usr/local/lib",
        "/usr/share",
        "/lib",
        "/lib64",
        "/etc/ld.so.cache",
        "/etc/localtime",
        "/etc/ssl",
        "/etc/ca-certificates",
        "/etc/gnutls",
        "/etc/pki",
        "/etc/hosts",
        "/etc/host.conf",
        "/etc/gai.conf",
        "/etc/nsswitch.conf",
        "/etc/passwd",
        "/etc/protocols",
        "/etc/services",
        "/etc/resolv.conf",
        "/run/systemd/resolve",
        "/run/resolvconf",
        "/dev/null",
        "/dev/random",
        "/dev/urandom",
        "/proc/sys/vm/overcommit_memory",
        "/proc/sys/net/core/somaxconn",
        "/sys/devices/system/cpu",
};

enum { EVERYBODY = sizeof(everybody) / sizeof(everybody[0]) };

/* The sanitizers look into their own process, which is what is taken away here. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static const bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
        __has_feature(memory_sanitizer)
static const bool sanitized = true;
#else
static const bool sanitized = false;
#endif
#else
static const bool sanitized = false;
#endif

void confine_leave(struct confine *c, const char *path, enum folder_use use) {
    assert(c->count < CONFINE_FOLDERS_MOST);
    c->folders[c->count++] = (struct folder){path, use};
}

void confine_leave_beside(
        struct arena *mem, struct confine *c, const char *file, enum folder_use use) {
    const char *slash = strrchr(file, '/');
    size_t len = slash ? (size_t)(slash - file) : 0;
    str folder = len ? (str){file, len} : slash ? STR("/") : STR(".");
    confine_leave(c, arena_z(mem, folder), use);
}

/* What holds, and what does not and why, each parted by commas. */
struct said {
    struct buf holds;
    struct buf lacks;
};

static void add_part(struct buf *out, str part) {
    buf_add(out, out->len ? STR(", ") : (str){0});
    buf_add(out, part);
}

static void add_lacking(struct said *s, str what, str why) {
    add_part(&s->lacks, what);
    buf_add(&s->lacks, STR(" ("));
    buf_add(&s->lacks, why);
    buf_add(&s->lacks, STR(")"));
}

static void close_folders(struct said *s, const struct confine *c) {
    struct folder all[EVERYBODY + CONFINE_FOLDERS_MOST];
    str why = {0};
    for (size_t i = 0; i < EVERYBODY; i++) {
        all[i] = (struct folder){everybody[i], FOLDER_READ};
    }
    memcpy(all + EVERYBODY, c->folders, c->count * sizeof(*all));
    struct folders left = {all, EVERYBODY + c->count, c->listens, c->port};
    int version = folders_close(&left, &why);
    if (!version) {
        add_lacking(s, STR("Landlock"), why);
        return;
    }
    add_part(&s->holds, STR("Landlock "));
    buf_num(&s->holds, version);
}

static void close_calls(struct said *s) {
    str why = {0};
    int calls = calls_close(&why);
    if (!calls) {
        add_lacking(s, STR("a list of system calls"), why);
        return;
    }
    add_part(&s->holds, (str){0});
    buf_num(&s->holds, calls);
    buf_add(&s->holds, STR(" system calls"));
}

static void say_privileges(struct said *s, bool closed) {
    if (closed) {
        add_part(&s->holds, STR("no new privileges"));
    } else {
        add_lacking(s, STR("no new privileges"), STR("the system refused"));
    }
    if (geteuid() == 0) {
        add_lacking(s, STR("an account of its own"), STR("this is root; see --user"));
    }
}

str confine_close(struct arena *mem, const struct confine *c) {
    struct said s = {{.mem = mem}, {.mem = mem}};
    struct buf out = {.mem = mem};
    if (sanitized) {
        return STR("Not confined: it was built with sanitizers, which look into the process.");
    }
    bool closed = privileges_close(); /* first: the calls it needs are not on the list */
    close_folders(&s, c);
    close_calls(&s);
    say_privileges(&s, closed);
    buf_add(&out, s.holds.len ? STR("Confined: ") : STR("Not confined."));
    buf_add(&out, buf_str(&s.holds));
    buf_add(&out, s.lacks.len ? STR(". Lacking: ") : (str){0});
    buf_add(&out, buf_str(&s.lacks));
    buf_add(&out, STR("."));
    return buf_str(&out);
}
