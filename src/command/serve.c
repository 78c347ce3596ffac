#include "account/link.h"
#include "account/role.h"
#include "base/beside.h"
#include "base/log.h"
#include "base/scratch.h"
#include "base/version.h"
#include "command/command.h"
#include "command/open.h"
#include "command/serve_confine.h"
#include "command/serve_options.h"
#include "command/supervisor.h"
#include "confine/privileges.h"
#include "db/db.h"
#include "http/listening.h"
#include "job/clock.h"
#include "job/embedder.h"
#include "job/importer.h"
#include "job/keeper.h"
#include "web/answer.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum {
    FIRST_SECONDS = 24 * 3600,
    STUCK_SECONDS = 120,
    METRICS_KEY_LEAST = 16,
    METRICS_KEY_MOST = 200
};

/* The application as the server sees it: the house, and where its log goes. */
struct app {
    struct house house;
    struct import_running running;
    struct asker asker;
    struct digest_sender sender;
    struct post_office office; /* without a server letters wait */
    str local;                 /* its address on this machine */
    struct http_tally tally;
    int log;
};

static void app_log(void *app, const struct http_log_line *line) {
    struct app *a = app;
    http_tally_note(&a->tally, line);
    http_log_to(a->log, line);
}

/* Beside the database, as what is taken out of it may be as large; else a folder of its own. */
static bool open_work(struct arena *mem, struct serve_options *s) {
    const char *file = db_file(s->path);
    const char *slash = file ? strrchr(file, '/') : NULL;
    if (!s->guard.work && file) {
        s->guard.work = slash ? arena_z(mem, (str){file, (size_t)(slash - file) + 1}) : ".";
    }
    s->guard.work = s->guard.work ? s->guard.work : scratch_folder(mem);
    FILE *probe = s->guard.work ? scratch_open(s->guard.work) : NULL;
    if (!probe) {
        (void)fprintf(stderr, "handslag: no files can be made in the work folder %s; see --work\n",
                s->guard.work ? s->guard.work : "");
        return false;
    }
    (void)fclose(probe);
    return true;
}

/* The first line of that file. */
static bool read_metrics_key(struct arena *mem, const char *path, str *key) {
    char line[METRICS_KEY_MOST + 2] = {0};
    FILE *file = path ? fopen(path, "re") : NULL;
    bool read = file && fgets(line, sizeof(line), file);
    if (file) {
        (void)fclose(file);
    }
    *key = str_of(arena_z(mem, str_trim(str_of(line))));
    if (path && (!read || key->len < METRICS_KEY_LEAST || key->len > METRICS_KEY_MOST)) {
        (void)fprintf(stderr, "handslag: the first line of %s is no key: %d to %d characters\n",
                path, METRICS_KEY_LEAST, METRICS_KEY_MOST);
        return false;
    }
    return true;
}

struct lesson {
    const struct lexicon *lexicon;
    struct detector *detector;
    struct live *live;
    str *fault;
};

static void teach(void *given) {
    struct lesson *l = given;
    l->detector = detector_open(l->lexicon);
}

static void open_live(void *given) {
    struct lesson *l = given;
    l->live = live_open(l->lexicon, l->fault);
}

/* Most of a start goes into the lexicon; what tells languages apart is taught beside the index. */
static void learn(struct house *house, str *fault) {
    house->lexicon = lexicon_open(fault);
    if (!house->lexicon) {
        return;
    }
    struct lesson lesson = {.lexicon = house->lexicon, .fault = fault};
    beside(open_live, &lesson, teach, &lesson);
    house->live = lesson.live;
    house->detector = lesson.detector;
}

static bool open_house(struct work *w, struct app *app, const struct serve_options *s) {
    str fault = {0};
    app->log = s->log && strcmp(s->log, "-") != 0 ? -1 : STDERR_FILENO;
    FILE *log = app->log < 0 ? fopen(s->log, "ae") : NULL;
    if (app->log < 0) {
        if (!log) {
            (void)fprintf(stderr, "handslag: the log %s cannot be written\n", s->log);
            return false;
        }
        app->log = fileno(log);
    }
    if (!post_options_office(w->mem, &s->post, &app->office, &fault)) {
        (void)fprintf(stderr, "handslag: %.*s\n", (int)fault.len, fault.at);
        return false;
    }
    app->house.database = s->path;
    app->house.scratch = s->guard.work;
    app->house.posts = app->office.server.len > 0;
    app->house.demo = s->demo;
    app->house.version = str_of(version);
    app->house.tally = &app->tally;
    if (!read_metrics_key(w->mem, s->metrics_key, &app->house.metrics_key)) {
        return false;
    }
    app->house.limits = s->guard.unlimited ? NULL : s->guard.limits;
    learn(&app->house, &fault);
    app->house.trust = trust_open();
    if (!app->house.live || !app->house.trust) {
        (void)fprintf(stderr, "handslag: %.*s\n", (int)fault.len, fault.at);
        return false;
    }
    password_gate_open(&app->house.gate);
    form_secret_load(w, &app->house.secret);
    if (open_seal(w, s->path, s->key, &app->house.seal)) {
        live_load(w, app->house.live);
        trust_load(w, app->house.trust);
    }
    if (!work_ok(w)) {
        (void)fprintf(stderr, "handslag: %.*s\n", (int)w->fault.len, w->fault.at);
    }
    return work_ok(w);
}

static void complain_of_listening(const struct server_fault *fault) {
    (void)fprintf(stderr, "handslag: %s\n", fault->text);
    if (fault->trouble == SERVER_PORT_TAKEN) {
        (void)fputs("Stop that program, or choose another port: --port 8056\n", stderr);
    }
}

static struct server *listen_at(struct app *app, const struct serve_options *s) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    struct server_options options = {.address = str_of(s->listen),
            .port = (uint16_t)s->port,
            .listener = s->listener,
            .workers = (unsigned)(s->workers  ? s->workers
                                  : cores > 0 ? 2 * cores
                                              : 4),
            .proxy = s->proxy,
            .proxies = str_of(s->proxies),
            .app = app,
            .worker_open = answer_open,
            .worker_close = answer_close,
            .answer = answer,
            .body_most = answer_body_most,
            .refuse = answer_refused,
            .log = app_log};
    struct server_fault fault = {0};
    struct server *server = server_start(&options, &fault);
    if (!server) {
        complain_of_listening(&fault);
    }
    return server;
}

static str local_address(struct arena *mem, const struct serve_options *s, unsigned port) {
    struct buf out = {.mem = mem};
    bool elsewhere = strncmp(s->listen, "unix:", 5) == 0 || strncmp(s->listen, "fd:", 3) == 0;
    bool six = strchr(s->listen, ':') && !elsewhere;
    buf_add(&out, six ? STR("http://[") : STR("http://"));
    buf_add(&out, elsewhere ? STR("localhost") : str_of(s->listen));
    buf_add(&out, six ? STR("]:") : STR(":"));
    buf_num(&out, port);
    return buf_str(&out);
}

static void print_address(const struct app *app, const struct serve_options *s) {
    if (strncmp(s->listen, "unix:", 5) == 0) {
        (void)printf("Handslag listens on %s\n", s->listen);
        return;
    }
    str a = app->local;
    (void)printf("Handslag is at %.*s/\n", (int)a.len, a.at);
}

/* Whoever opens this address first becomes the administrator. */
static void print_first(
        struct work *w, const struct serve_options *s, const struct server *server) {
    if (role_admin_exists(w) || !work_ok(w)) {
        return;
    }
    db_begin(w);
    link_end(w, LINK_FIRST, 0);
    str token =
            link_make(w, &(struct link){.purpose = LINK_FIRST, .expires = w->now + FIRST_SECONDS});
    if (db_end(w)) {
        (void)printf("Nobody administrates it yet. Open this once, within a day:\n"
                     "  http://%s:%u/en/first/%.*s\n",
                s->listen, (unsigned)server_port(server), (int)token.len, token.at);
    }
}

/* The clock's thread goes round even while the database is away; when it does not, nothing here is
 * kept up any more, and systemd may start the program anew. */
static void show_life(const struct clock *clock) {
    if ((int64_t)time(NULL) - clock_turned(clock) < STUCK_SECONDS) {
        supervisor_pulse();
    }
}

static void wait_for_the_end(const struct clock *clock) {
    sigset_t ends;
    int64_t ms = supervisor_pulse_ms();
    struct timespec pulse = {.tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000) * 1000000};
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    while ((ms ? sigtimedwait(&ends, NULL, &pulse) : sigwaitinfo(&ends, NULL)) < 0) {
        if (ms) {
            show_life(clock);
        }
    }
}

/* Before any thread starts, so that all of them leave the signals to the one that waits. */
static void prepare_process(void) {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a full disk, not the end */
    struct rlimit files = {0};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max < 8192 ? files.rlim_max : 8192;
        (void)setrlimit(RLIMIT_NOFILE, &files);
    }
}

/* From root to the account named. A port below 1024 only root may open, so that comes first; a
 * Unix socket is made afterwards and belongs to that account. */
static bool become(struct serve_options *s) {
    struct arena mem = {0};
    struct server_fault trouble = {0};
    str fault = {0};
    bool early = strncmp(s->listen, "unix:", 5) != 0 && strncmp(s->listen, "fd:", 3) != 0;
    s->listener = early ? listening_open(str_of(s->listen), (uint16_t)s->port, &trouble) : 0;
    if (s->listener < 0) {
        complain_of_listening(&trouble);
    } else if (!privileges_drop(&mem, s->guard.user, &fault)) {
        (void)fprintf(stderr, "handslag: %.*s\n", (int)fault.len, fault.at);
    }
    arena_free(&mem);
    return s->listener >= 0 && fault.len == 0;
}

/* Before the first thread, and after everything that stands outside the database's folder was
 * read. */
static void confine(struct arena *mem, const struct serve_options *s) {
    if (s->guard.open) {
        (void)puts("Not confined: --no-sandbox is for looking for faults only.");
        return;
    }
    struct serve_needs needs = {.database = s->path,
            .erased = open_erased(mem, s->path),
            .work = s->guard.work,
            .listen = s->listener ? NULL : s->listen,
            .port = (uint16_t)s->port};
    str said = serve_confine(mem, &needs);
    (void)printf("%.*s\n", (int)said.len, said.at);
}

/* Where it cannot be started, letters wait, and everything else goes on. */
static struct post *start_post(struct work *w, struct app *app, const struct serve_options *s) {
    str fault = {0};
    app->office.seal = &app->house.seal;
    app->office.address = app->house.address;
    struct post *post = app->house.posts ? post_start(w->mem, s->path, &app->office, &fault) : NULL;
    if (fault.len) {
        log_trouble(STR("beginning to send letters"), fault);
    }
    return post;
}

static int run(struct work *w, struct app *app, const struct serve_options *s) {
    str fault = {0};
    confine(w->mem, s);
    struct following following = {app->house.live, app->house.trust};
    struct clock *clock = clock_start(w->mem, s->path, following, &app->house.seal, &fault);
    struct importer *importer =
            clock ? importer_start(w->mem, s->path, app->house.live, &app->running, &fault) : NULL;
    struct embedder *embedder =
            importer ? embedder_start(w->mem, s->path, &app->house.seal, &fault) : NULL;
    app->house.running = &app->running;
    struct server *server = embedder ? listen_at(app, s) : NULL;
    if (!server) {
        if (fault.len) {
            (void)fprintf(stderr, "handslag: %.*s\n", (int)fault.len, fault.at);
        }
        embedder_stop(embedder);
        importer_stop(importer);
        clock_stop(clock);
        return EXIT_FAULT;
    }
    app->local = local_address(w->mem, s, server_port(server));
    /* Who asked already, in between, has seen no letter. */
    app->house.address = s->address ? str_of(s->address) : app->local;
    struct keeping keeping = {.database = s->path,
            .erased = open_erased(w->mem, s->path),
            .notice = {&app->house.seal, app->house.address}};
    struct keeper *keeper = keeper_start(w->mem, &keeping, &fault);
    if (!keeper) {
        log_trouble(STR("beginning to keep house"), fault);
    }
    app->asker = (struct asker){&app->house.seal, app->house.address};
    clock_ask(clock, &app->asker);
    app->sender = (struct digest_sender){&app->house.seal, app->house.address};
    clock_tell(clock, &app->sender);
    print_address(app, s);
    struct post *post = start_post(w, app, s);
    print_first(w, s, server);
    (void)puts("Ctrl-C stops it.");
    (void)fflush(stdout);
    supervisor_ready();
    wait_for_the_end(clock);
    supervisor_stopping();
    (void)puts("Stopping: what is being answered is finished first.");
    (void)fflush(stdout);
    /* They take up to some seconds to end. Who asks something meanwhile is still answered. */
    keeper_stop(keeper);
    post_stop(post);
    embedder_stop(embedder);
    importer_stop(importer);
    clock_stop(clock);
    return server_stop(server) ? EXIT_DONE : EXIT_FAULT;
}

static int check_settings(struct arena *mem, const struct serve_options *s) {
    struct post_office office;
    str fault = {0};
    if (!post_options_office(mem, &s->post, &office, &fault)) {
        (void)fprintf(stderr, "handslag: %.*s\n", (int)fault.len, fault.at);
        return EXIT_WRONG;
    }
    (void)printf("The settings make sense. The database is %s.\n", s->path);
    return EXIT_DONE;
}

int command_serve(int argc, char **argv) {
    struct serve_options s = {.path = open_default_path(), .listen = "127.0.0.1", .port = 8055};
    struct arena mem = {0};
    s.guard.limits = limits_open();
    if (!s.guard.limits) {
        (void)fputs("handslag: out of memory\n", stderr);
        return EXIT_FAULT;
    }
    int read = serve_options_read(&mem, &s, argc, argv);
    if (read != EXIT_DONE || s.check) {
        return read != EXIT_DONE ? read : check_settings(&mem, &s);
    }
    const char *socket = supervisor_socket();
    s.listen = socket ? socket : s.listen;
    prepare_process();
    if (s.guard.user && !become(&s)) {
        return EXIT_FAULT;
    }
    struct work w = {.mem = &mem};
    struct app app = {0};
    if (!open_sound(&w, s.path)) {
        limits_close(s.guard.limits);
        open_done(&w);
        return EXIT_FAULT;
    }
    if (!open_work(&mem, &s) || !open_house(&w, &app, &s)) {
        return EXIT_FAULT;
    }
    int code = run(&w, &app, &s);
    if (code == EXIT_DONE) { /* else a worker still uses them, and the process ends */
        live_close(app.house.live);
        trust_close(app.house.trust);
        detector_close(app.house.detector);
        password_gate_close(&app.house.gate);
        limits_close(s.guard.limits);
    }
    open_done(&w);
    return code;
}
