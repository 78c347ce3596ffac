#include "confine/calls.h"

#include <assert.h>
#include <endian.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
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

enum {
    MASK_OF_SOCKET = 0xF, /* without SOCK_CLOEXEC and SOCK_NONBLOCK */
    INSTRUCTIONS_MOST = 1024,
    PART_INSTRUCTIONS = 3,
    CONDITION_INSTRUCTIONS = 2 * PART_INSTRUCTIONS,
    LOWER = __BYTE_ORDER == __LITTLE_ENDIAN ? 0 : 4, /* bytes into an argument */
    UPPER = 4 - LOWER
};

/* What an argument of a call has to be, by its place from 0 on. */
struct condition {
    unsigned place;
    uint64_t mask;
    uint64_t value;
};

static struct condition equals(unsigned place, uint64_t value) {
    return (struct condition){place, UINT64_MAX, value};
}

static struct condition masked(unsigned place, uint64_t mask, uint64_t value) {
    return (struct condition){place, mask, value};
}

/* The program that the kernel asks about each call. It is put together here and not by the library
 * that names the calls, which does not bear a refused request for memory: this asks for none. */
struct filter {
    struct sock_filter at[INSTRUCTIONS_MOST];
    unsigned short count;
    int calls; /* left so far */
};

static void put(struct filter *f, struct sock_filter instruction) {
    assert(f->count < INSTRUCTIONS_MOST);
    f->at[f->count++] = instruction;
}

static void load(struct filter *f, size_t offset) {
    put(f, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void answer(struct filter *f, uint32_t what) {
    put(f, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, what));
}

/* Goes on where what was loaded is that, else over so many instructions. */
static void go_on_if(struct filter *f, uint32_t value, size_t over) {
    put(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, (uint8_t)over));
}

static void compare_part(struct filter *f, const struct condition *c, size_t part, size_t over) {
    unsigned shift = part == LOWER ? 0 : 32;
    load(f, offsetof(struct seccomp_data, args) + c->place * sizeof(uint64_t) + part);
    put(f, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, (uint32_t)(c->mask >> shift)));
    go_on_if(f, (uint32_t)(c->value >> shift), over);
}

/* Stands with the number of the call loaded, before and after it. Calls of other machines have no
 * number here and are passed over. */
static void add(struct filter *f, uint32_t what, const char *name, unsigned count,
        const struct condition *when) {
    int number = seccomp_syscall_resolve_name(name);
    size_t over = (size_t)count * CONDITION_INSTRUCTIONS + 1;
    if (number < 0) {
        return;
    }
    go_on_if(f, (uint32_t)number, over + (count > 0));
    for (unsigned i = 0; i < count; i++) {
        over -= PART_INSTRUCTIONS;
        compare_part(f, &when[i], LOWER, over);
        over -= PART_INSTRUCTIONS;
        compare_part(f, &when[i], UPPER, over);
    }
    answer(f, what);
    if (count > 0) {
        load(f, offsetof(struct seccomp_data, nr));
    }
}

static void leave(
        struct filter *f, const char *name, unsigned count, const struct condition *when) {
    add(f, SECCOMP_RET_ALLOW, name, count, when);
}

/* TCP and UDP, Unix sockets, and the question of the resolver which addresses this machine has. */
static void leave_sockets(struct filter *f) {
    static const int families[] = {AF_UNIX, AF_INET, AF_INET6};
    static const int kinds[] = {SOCK_STREAM, SOCK_DGRAM};
    for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
        for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
            leave(f, "socket", 2,
                    (struct condition[]){equals(0, (uint64_t)families[i]),
                            masked(1, MASK_OF_SOCKET, (uint64_t)kinds[k])});
        }
    }
    leave(f, "socket", 3,
            (struct condition[]){
                    equals(0, AF_NETLINK), masked(1, MASK_OF_SOCKET, SOCK_RAW), equals(2, 0)});
    f->calls++;
}

/* Memory is written or run, never both; libraries that are loaded late are mapped, not changed. */
static void leave_memory(struct filter *f) {
    leave(f, "mmap", 1, (struct condition[]){masked(2, PROT_EXEC, 0)});
    leave(f, "mmap", 1, (struct condition[]){masked(2, PROT_EXEC | PROT_WRITE, PROT_EXEC)});
    leave(f, "mprotect", 1, (struct condition[]){masked(2, PROT_EXEC, 0)});
    f->calls += 2;
}

/* New threads, and no processes. The newer call hides its flags, so it is answered as if it were
 * not there. */
static void leave_threads(struct filter *f) {
    leave(f, "clone", 1, (struct condition[]){masked(0, CLONE_THREAD, CLONE_THREAD)});
    leave(f, "prctl", 1, (struct condition[]){equals(0, PR_SET_NAME)});
    f->calls += 2;
}

/* Asks of a descriptor what there is to read, whether it waits, and whether it is a terminal. An
 * abort may end the process itself. */
static void leave_rest(struct filter *f, uint64_t self) {
    static const unsigned long asked[] = {FIONREAD, FIONBIO, TCGETS, TIOCGWINSZ};
    for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
        leave(f, "ioctl", 1, (struct condition[]){equals(1, asked[i])});
    }
    leave(f, "tgkill", 1, (struct condition[]){equals(0, self)});
    f->calls += 2;
}

static void leave_listed(struct filter *f) {
    for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++) {
        leave(f, left[i], 0, NULL);
        f->calls += seccomp_syscall_resolve_name(left[i]) >= 0;
    }
    for (size_t i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++) {
        add(f, SECCOMP_RET_KILL_PROCESS, deadly[i], 0, NULL);
    }
}

/* Calls by the numbers of another machine are none of the program. */
static void begin(struct filter *f) {
    load(f, offsetof(struct seccomp_data, arch));
    put(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, seccomp_arch_native(), 1, 0));
    answer(f, SECCOMP_RET_KILL_PROCESS);
    load(f, offsetof(struct seccomp_data, nr));
}

int calls_close(str *why) {
    struct filter f = {0};
    begin(&f);
    leave_listed(&f);
    leave_sockets(&f);
    leave_memory(&f);
    leave_threads(&f);
    leave_rest(&f, (uint64_t)getpid());
    answer(&f, SECCOMP_RET_ERRNO | ENOSYS);
    struct sock_fprog program = {.len = f.count, .filter = f.at};
    long refused =
            syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
    if (refused) {
        *why = refused > 0 ? STR("a thread cannot follow") : str_of(strerror(errno));
        return 0;
    }
    return f.calls;
}
