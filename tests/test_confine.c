#include "confine/calls.h"
#include "confine/confine.h"
#include "confine/privileges.h"
#include "db/db.h"
#include "tests/test.h"
#include "wire/charset.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SKIPPED = 77, SETTING_UP_FAILED = 99, DIED = 1000 };

static char inside[64];
static char outside[64];

static char *in(const char *folder, const char *name) {
    static char path[128];
    (void)snprintf(path, sizeof(path), "%s/%s", folder, name);
    return path;
}

static bool make_file(const char *path) {
    int file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    return file >= 0 && close(file) == 0;
}

static bool make_places(void) {
    (void)snprintf(inside, sizeof(inside), "/tmp/handslag-inside-XXXXXX");
    (void)snprintf(outside, sizeof(outside), "/tmp/handslag-outside-XXXXXX");
    return mkdtemp(inside) && mkdtemp(outside) && make_file(in(outside, "secret"));
}

static void remove_places(void) {
    static const char *const names[] = {"secret", "new", "moved", "d.db", "d.db-wal", "d.db-shm"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        (void)unlink(in(inside, names[i]));
        (void)unlink(in(outside, names[i]));
    }
    (void)rmdir(inside);
    (void)rmdir(outside);
}

/* In a process of its own: 0 if the act went well, else its errno, or DIED and the signal. */
static int outcome(bool confined, int (*act)(void)) {
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        struct arena mem = {0};
        struct confine c = {0};
        confine_leave(&c, inside, FOLDER_WRITE);
        str said = confined ? confine_close(&mem, &c) : STR("Confined: ");
        _exit(str_starts(said, STR("Confined: ")) ? act() : SETTING_UP_FAILED);
    }
    if (child < 0 || waitpid(child, &status, 0) != child) {
        return SETTING_UP_FAILED;
    }
    return WIFSIGNALED(status) ? DIED + WTERMSIG(status) : WEXITSTATUS(status);
}

static int errno_unless(bool fine) {
    return fine ? 0 : errno;
}

static int reads_outside(void) {
    return errno_unless(open(in(outside, "secret"), O_RDONLY | O_CLOEXEC) >= 0);
}

static int lists_outside(void) {
    return errno_unless(open(outside, O_RDONLY | O_DIRECTORY | O_CLOEXEC) >= 0);
}

static int writes_outside(void) {
    return errno_unless(make_file(in(outside, "new")));
}

static int removes_outside(void) {
    return errno_unless(unlink(in(outside, "new")) == 0);
}

static int reads_passwords_of_the_machine(void) {
    return errno_unless(open("/etc/group", O_RDONLY | O_CLOEXEC) >= 0);
}

static int starts_a_program(void) {
    char *const words[] = {(char[]){"true"}, NULL};
    return errno_unless(execv("/bin/true", words) == 0);
}

static int splits(void) {
    pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    return errno_unless(child > 0);
}

static int looks_into_processes(void) {
    return errno_unless(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0);
}

static int signals_others(void) {
    return errno_unless(kill(getppid(), 0) == 0);
}

static int makes_memory_to_run(void) {
    void *at = mmap(
            NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return errno_unless(at != MAP_FAILED);
}

static int turns_memory_to_run(void) {
    void *at = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return errno_unless(at != MAP_FAILED && mprotect(at, 4096, PROT_READ | PROT_EXEC) == 0);
}

static int hears_the_kernel(void) {
    return errno_unless(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT) >= 0);
}

static int speaks_in_packets(void) {
    return errno_unless(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0) >= 0);
}

static int listens(void) {
    struct sockaddr_in any = {.sin_family = AF_INET};
    int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    any.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return errno_unless(line >= 0 && bind(line, (struct sockaddr *)&any, sizeof(any)) == 0);
}

/* ---- what serving needs */

static int writes_inside(void) {
    char from[128];
    (void)snprintf(from, sizeof(from), "%s", in(inside, "new"));
    bool made = make_file(from) && rename(from, in(inside, "moved")) == 0;
    return errno_unless(made && unlink(in(inside, "moved")) == 0);
}

static int keeps_a_database(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    str fault = {0};
    w.db = db_open(&mem, in(inside, "d.db"), &fault);
    if (w.db) {
        db_run(&w, "CREATE TABLE IF NOT EXISTS t (a INTEGER)");
        db_run(&w, "INSERT INTO t (a) VALUES (?)", num(7));
    }
    bool kept = w.db && db_number(&w, "SELECT MAX(a) FROM t") == 7 && work_ok(&w);
    db_close(w.db);
    return kept ? 0 : EIO;
}

static void *nothing(void *given) {
    return given;
}

static int starts_threads(void) {
    pthread_t thread;
    int error = pthread_create(&thread, NULL, nothing, NULL);
    return error ? error : pthread_join(thread, NULL);
}

static int finds_names(void) {
    struct addrinfo *found = NULL;
    int error = getaddrinfo("localhost", "443", NULL, &found);
    return error || !found ? EIO : 0;
}

/* The C library loads the tables of foreign encodings when they are first asked for. */
static int reads_chinese_encodings(void) {
    struct arena mem = {0};
    struct decoded d = charset_decode_as(&mem, STR("\xC2\xC1\xC4\xA3"), CHARSET_GB18030);
    return d.bad == 0 && str_has(d.text, STR("\xE9\x93\x9D")) ? 0 : EIO; /* aluminium */
}

static const struct {
    const char *what;
    int (*act)(void);
    int confined; /* 0: it goes well there too */
} acts[] = {
        {"reads a file outside", reads_outside, EACCES},
        {"lists a folder outside", lists_outside, EACCES},
        {"writes outside", writes_outside, EACCES},
        {"removes outside", removes_outside, EACCES},
        {"reads other files of the machine", reads_passwords_of_the_machine, EACCES},
        {"starts a program", starts_a_program, DIED + SIGSYS},
        {"makes a process of itself", splits, ENOSYS},
        {"looks into processes", looks_into_processes, DIED + SIGSYS},
        {"sends signals to others", signals_others, DIED + SIGSYS},
        {"has memory to write and run", makes_memory_to_run, ENOSYS},
        {"turns written memory into code", turns_memory_to_run, ENOSYS},
        {"hears the kernel", hears_the_kernel, ENOSYS},
        {"opens other kinds of sockets", speaks_in_packets, ENOSYS},
        {"listens at another port", listens, EACCES},
        {"writes, renames and removes in its folder", writes_inside, 0},
        {"keeps a database in its folder", keeps_a_database, 0},
        {"starts threads", starts_threads, 0},
        {"finds the addresses of names", finds_names, 0},
        {"reads Chinese encodings", reads_chinese_encodings, 0},
};

static void what_serving_does_not_need_is_refused(void) {
    for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
        int free = outcome(false, acts[i].act);
        bool removing = acts[i].act == removes_outside;
        if (removing && !make_file(in(outside, "new"))) {
            test_failures++;
        }
        int confined = outcome(true, acts[i].act);
        if (free != 0 || confined != acts[i].confined) {
            printf("%s: free %d, confined %d, not %d\n", acts[i].what, free, confined,
                    acts[i].confined);
            test_failures++;
        }
    }
}

static int is_closed(void) {
    struct rlimit core = {1, 1};
    bool no_copy = getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 && core.rlim_max == 0;
    bool closed = no_copy && prctl(PR_GET_DUMPABLE) == 0 && prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
    return closed ? 0 : EPERM;
}

static int closes_privileges(void) {
    return privileges_close() ? is_closed() : EIO;
}

static void nothing_is_gained_and_nothing_left_behind(void) {
    CHECK(outcome(false, is_closed) == EPERM);
    CHECK(outcome(false, closes_privileges) == 0);
}

static int becomes_root_again(void) {
    return errno_unless(setuid(0) == 0);
}

static int drops_and_comes_back(void) {
    struct arena mem = {0};
    str fault = {0};
    if (!privileges_drop(&mem, "nobody", &fault) || geteuid() == 0 || getgroups(0, NULL) > 1) {
        return SETTING_UP_FAILED;
    }
    return becomes_root_again();
}

static int becomes_nobody_there_is(void) {
    struct arena mem = {0};
    str fault = {0};
    bool became = privileges_drop(&mem, "no-such-account", &fault) ||
                  privileges_drop(&mem, "root", &fault) || fault.len == 0;
    return became ? 0 : EPERM;
}

static void root_is_left_for_good(void) {
    CHECK(outcome(false, becomes_nobody_there_is) == EPERM);
    if (geteuid() == 0) {
        CHECK(outcome(false, becomes_root_again) == 0);
        CHECK(outcome(false, drops_and_comes_back) == EPERM);
    }
}

/* Nothing is left, not even the smallest piece, and no more can be had. */
static void use_up_memory(void) {
    const struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_AS, &none);
    for (size_t size = 1 << 16; size > 0; size /= 2) {
        while (malloc(size)) {
        }
    }
}

static int closes_calls_without_memory(void) {
    str why = {0};
    use_up_memory();
    if (!privileges_close() || calls_close(&why) == 0) {
        return ENOMEM;
    }
    return socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0) < 0 ? errno : 0;
}

static void calls_are_taken_away_where_memory_ran_out(void) {
    CHECK(outcome(false, closes_calls_without_memory) == ENOSYS);
}

/* Asked in a process of its own, for it holds for good. */
static bool is_offered(void) {
    int status = 0;
    (void)fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct arena mem = {0};
        struct confine c = {0};
        str said = confine_close(&mem, &c);
        bool whole = str_has(said, STR("Landlock ")) && !str_has(said, STR("Landlock (")) &&
                     str_has(said, STR(" system calls")) && str_has(said, STR("no new"));
        ssize_t written = write(STDOUT_FILENO, said.at, said.len);
        _exit(whole && written > 0 ? 0 : 1);
    }
    (void)waitpid(child, &status, 0);
    (void)puts("");
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int main(void) {
    if (!is_offered()) {
        return SKIPPED; /* the kernel, or a build with sanitizers, has not all of it */
    }
    if (!make_places()) {
        return 1;
    }
    what_serving_does_not_need_is_refused();
    nothing_is_gained_and_nothing_left_behind();
    root_is_left_for_good();
    calls_are_taken_away_where_memory_ran_out();
    remove_places();
    return test_failures != 0;
}
