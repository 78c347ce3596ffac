#include "confine/calls.h"

#include <errno.h>
#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* Found by strace of the server under the browser journeys, imports and the tests of several
 * nodes, and what the C library, SQLite, libpq, OpenSSL, libcurl and the resolver ask for besides.
 * Which files may be opened is for Landlock to say. */
static const char *const left[] = {
        /* files */
        "access", "close", "close_range", "dup", "dup2", "dup3", "faccessat", "faccessat2",
        "fadvise64", "fallocate", "fchmod", "fchown", "fcntl", "fdatasync", "flock", "fstat",
        "fstatfs", "fsync", "ftruncate", "getcwd", "getdents64", "link", "linkat", "lseek", "lstat",
        "mkdir", "mkdirat", "newfstatat", "open", "openat", "pipe", "pipe2", "pread64", "preadv",
        "pwrite64", "pwritev", "read", "readahead", "readlink", "readlinkat", "readv", "rename",
        "renameat", "renameat2", "sendfile", "stat", "statfs", "statx", "umask", "unlink",
        "unlinkat", "utimensat", "write", "writev",
        /* the listening Unix socket is opened to the group */
        "chmod", "fchmodat",
        /* connections; whom to make one with is below */
        "accept", "accept4", "bind", "connect", "getpeername", "getsockname", "getsockopt",
        "listen", "recvfrom", "recvmmsg", "recvmsg", "sendmmsg", "sendmsg", "sendto", "setsockopt",
        "shutdown", "socketpair",
        /* waiting */
        "clock_nanosleep", "epoll_create", "epoll_create1", "epoll_ctl", "epoll_pwait",
        "epoll_pwait2", "epoll_wait", "eventfd", "eventfd2", "nanosleep", "pause", "poll", "ppoll",
        "pselect6", "restart_syscall", "select", "timerfd_create", "timerfd_gettime",
        "timerfd_settime",
        /* memory; what may be run is below */
        "brk", "madvise", "mincore", "mremap", "msync", "munmap", "mlock", "munlock",
        /* threads */
        "exit", "exit_group", "futex", "get_robust_list", "gettid", "membarrier", "rseq",
        "sched_getaffinity", "sched_yield", "set_robust_list", "set_tid_address",
        /* signals to itself */
        "rt_sigaction", "rt_sigpending", "rt_sigprocmask", "rt_sigreturn", "rt_sigsuspend",
        "rt_sigtimedwait", "sigaltstack",
        /* what it is, and the time */
        "arch_prctl", "capget", "clock_getres", "clock_gettime", "getcpu", "getegid", "geteuid",
        "getgid", "getgroups", "getpgrp", "getpid", "getppid", "getpriority", "getrandom",
        "getresgid", "getresuid", "getrlimit", "getrusage", "gettimeofday", "getuid", "prlimit64",
        "sysinfo", "time", "times", "uname"};

/* Nothing here asks for one of these. What does is not the program any more. */
static const char *const deadly[] = {"acct", "add_key", "adjtimex", "bpf", "chroot",
        "clock_adjtime", "clock_settime", "create_module", "delete_module", "execve", "execveat",
        "finit_module", "fork", "fsconfig", "fsmount", "fsopen", "init_module", "io_uring_setup",
        "ioperm", "iopl", "kcmp", "kexec_file_load", "kexec_load", "keyctl", "kill", "mount",
        "mount_setattr", "move_mount", "name_to_handle_at", "open_by_handle_at", "open_tree",
        "perf_event_open", "personality", "pidfd_getfd", "pivot_root", "process_vm_readv",
        "process_vm_writev", "ptrace", "quotactl", "reboot", "request_key", "setdomainname",
        "sethostname", "setns", "settimeofday", "swapoff", "swapon", "syslog", "umount2", "unshare",
        "userfaultfd", "vfork", "vhangup"};

enum { MASK_OF_SOCKET = 0xF }; /* without SOCK_CLOEXEC and SOCK_NONBLOCK */

/* What an argument of a call has to be, by its place from 0 on. */
static struct scmp_arg_cmp equals(unsigned place, scmp_datum_t value) {
    return (struct scmp_arg_cmp){.arg = place, .op = SCMP_CMP_EQ, .datum_a = value};
}

static struct scmp_arg_cmp masked(unsigned place, scmp_datum_t mask, scmp_datum_t value) {
    return (struct scmp_arg_cmp){
            .arg = place, .op = SCMP_CMP_MASKED_EQ, .datum_a = mask, .datum_b = value};
}

/* Adds rules until one fails; calls of other machines have no number here and are passed over. */
struct filter {
    scmp_filter_ctx seccomp;
    int error; /* negative errno of the first that failed */
    int calls; /* left so far */
};

static void add(struct filter *f, uint32_t what, const char *name, unsigned count,
        const struct scmp_arg_cmp *when) {
    int number = seccomp_syscall_resolve_name(name);
    if (number >= 0 && f->error == 0) {
        f->error = seccomp_rule_add_array(f->seccomp, what, number, count, when);
    }
}

static void leave(
        struct filter *f, const char *name, unsigned count, const struct scmp_arg_cmp *when) {
    add(f, SCMP_ACT_ALLOW, name, count, when);
}

/* TCP and UDP, Unix sockets, and the question of the resolver which addresses this machine has. */
static void leave_sockets(struct filter *f) {
    static const int families[] = {AF_UNIX, AF_INET, AF_INET6};
    static const int kinds[] = {SOCK_STREAM, SOCK_DGRAM};
    for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
        for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
            leave(f, "socket", 2,
                    (struct scmp_arg_cmp[]){equals(0, (scmp_datum_t)families[i]),
                            masked(1, MASK_OF_SOCKET, (scmp_datum_t)kinds[k])});
        }
    }
    leave(f, "socket", 3,
            (struct scmp_arg_cmp[]){
                    equals(0, AF_NETLINK), masked(1, MASK_OF_SOCKET, SOCK_RAW), equals(2, 0)});
    f->calls++;
}

/* Memory is written or run, never both; libraries that are loaded late are mapped, not changed. */
static void leave_memory(struct filter *f) {
    leave(f, "mmap", 1, (struct scmp_arg_cmp[]){masked(2, PROT_EXEC, 0)});
    leave(f, "mmap", 1, (struct scmp_arg_cmp[]){masked(2, PROT_EXEC | PROT_WRITE, PROT_EXEC)});
    leave(f, "mprotect", 1, (struct scmp_arg_cmp[]){masked(2, PROT_EXEC, 0)});
    f->calls += 2;
}

/* New threads, and no processes. The newer call hides its flags, so it is answered as if it were
 * not there. */
static void leave_threads(struct filter *f) {
    leave(f, "clone", 1, (struct scmp_arg_cmp[]){masked(0, CLONE_THREAD, CLONE_THREAD)});
    leave(f, "prctl", 1, (struct scmp_arg_cmp[]){equals(0, PR_SET_NAME)});
    f->calls += 2;
}

/* Asks of a descriptor what there is to read, whether it waits, and whether it is a terminal. An
 * abort may end the process itself. */
static void leave_rest(struct filter *f, scmp_datum_t self) {
    static const unsigned long asked[] = {FIONREAD, FIONBIO, TCGETS, TIOCGWINSZ};
    for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
        leave(f, "ioctl", 1, (struct scmp_arg_cmp[]){equals(1, asked[i])});
    }
    leave(f, "tgkill", 1, (struct scmp_arg_cmp[]){equals(0, self)});
    f->calls += 2;
}

static void leave_listed(struct filter *f) {
    for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++) {
        leave(f, left[i], 0, NULL);
        f->calls += seccomp_syscall_resolve_name(left[i]) >= 0;
    }
    for (size_t i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++) {
        add(f, SCMP_ACT_KILL_PROCESS, deadly[i], 0, NULL);
    }
}

int calls_close(str *why) {
    struct filter f = {.seccomp = seccomp_init(SCMP_ACT_ERRNO(ENOSYS))};
    if (!f.seccomp) {
        *why = STR("this kernel has none");
        return 0;
    }
    f.error = seccomp_attr_set(f.seccomp, SCMP_FLTATR_CTL_TSYNC, 1);
    if (f.error == 0) {
        f.error = seccomp_attr_set(f.seccomp, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    }
    leave_listed(&f);
    leave_sockets(&f);
    leave_memory(&f);
    leave_threads(&f);
    leave_rest(&f, (scmp_datum_t)getpid());
    if (f.error == 0) {
        f.error = seccomp_load(f.seccomp);
    }
    seccomp_release(f.seccomp);
    *why = f.error ? str_of(strerror(-f.error)) : (str){0};
    return f.error ? 0 : f.calls;
}
