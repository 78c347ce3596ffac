#include "web/watch.h"

#include "db/db.h"
#include "http/tally.h"
#include "mail/outgoing.h"

#include <sodium.h>
#include <stdio.h>
#include <sys/resource.h>

static void say_plainly(struct page *p, bool well, str why_not) {
    p->response->type = STR("text/plain; charset=utf-8");
    p->response->status = well ? 200 : 503;
    p->response->body = well ? STR("ok\n") : why_not;
}

static bool answers(struct page *p) {
    return db_answers(p->work.db, WATCH_ANSWER_MILLISECONDS);
}

static void health(struct page *p) {
    say_plainly(p, answers(p), STR("the database does not answer\n"));
}

static int64_t behind(const struct page *p) {
    int64_t seconds = p->work.now - live_caught_up(p->house->live);
    return seconds > 0 ? seconds : 0;
}

static void ready(struct page *p) {
    bool well = answers(p);
    say_plainly(p, well && behind(p) <= WATCH_BEHIND_SECONDS_MOST,
            well ? STR("what is in memory is older than the database\n")
                 : STR("the database does not answer\n"));
}

/* ---- metrics */

static void head(struct buf *out, const char *name, const char *type, const char *help) {
    buf_add(out, STR("# HELP handslag_"));
    buf_add(out, str_of(name));
    buf_add(out, STR(" "));
    buf_add(out, str_of(help));
    buf_add(out, STR("\n# TYPE handslag_"));
    buf_add(out, str_of(name));
    buf_add(out, STR(" "));
    buf_add(out, str_of(type));
    buf_add(out, STR("\n"));
}

/* `labels` is empty or "{...}". */
static void sample(struct buf *out, const char *name, str labels, int64_t value) {
    buf_add(out, STR("handslag_"));
    buf_add(out, str_of(name));
    buf_add(out, labels);
    buf_add(out, STR(" "));
    buf_num(out, value);
    buf_add(out, STR("\n"));
}

static void one(
        struct buf *out, const char *name, const char *type, const char *help, int64_t value) {
    head(out, name, type, help);
    sample(out, name, (str){0}, value);
}

/* Microseconds as seconds: "0.0025". */
static str seconds(struct arena *mem, int64_t microseconds) {
    char text[32];
    int len = snprintf(text, sizeof(text), "%lld.%06lld", (long long)(microseconds / 1000000),
            (long long)(microseconds % 1000000));
    return str_of(arena_z(mem, (str){text, len > 0 ? (size_t)len : 0}));
}

static void sample_seconds(struct page *p, const char *name, int64_t microseconds) {
    buf_add(&p->out, STR("handslag_"));
    buf_add(&p->out, str_of(name));
    buf_add(&p->out, STR(" "));
    buf_add(&p->out, seconds(p->work.mem, microseconds));
    buf_add(&p->out, STR("\n"));
}

static str labelled(struct arena *mem, str name, str value) {
    struct buf out = {.mem = mem};
    buf_add(&out, STR("{"));
    buf_add(&out, name);
    buf_add(&out, STR("=\""));
    buf_add(&out, value);
    buf_add(&out, STR("\"}"));
    return buf_str(&out);
}

static int64_t read_count(const atomic_ullong *from) {
    return (int64_t)atomic_load_explicit(from, memory_order_relaxed);
}

static void durations(struct page *p, const struct http_tally *t) {
    int64_t sum = 0;
    head(&p->out, "request_seconds", "histogram", "From the request line to the last byte sent.");
    for (size_t i = 0; i <= HTTP_TALLY_STEP_COUNT; i++) {
        str end =
                i < HTTP_TALLY_STEP_COUNT ? seconds(p->work.mem, http_tally_step(i)) : STR("+Inf");
        sum += read_count(&t->by_step[i]);
        sample(&p->out, "request_seconds_bucket", labelled(p->work.mem, STR("le"), end), sum);
    }
    sample_seconds(p, "request_seconds_sum", read_count(&t->microseconds));
    sample(&p->out, "request_seconds_count", (str){0}, sum);
}

static void requests(struct page *p, const struct http_tally *t) {
    static const char *const classes[HTTP_TALLY_CLASSES] = {
            "other", "1xx", "2xx", "3xx", "4xx", "5xx"};
    head(&p->out, "requests_total", "counter", "Requests answered, by the class of the status.");
    for (size_t i = 0; i < HTTP_TALLY_CLASSES; i++) {
        sample(&p->out, "requests_total", labelled(p->work.mem, STR("status"), str_of(classes[i])),
                read_count(&t->by_class[i]));
    }
    durations(p, t);
    one(&p->out, "response_bytes_total", "counter", "Bytes of bodies sent.", read_count(&t->bytes));
    one(&p->out, "database_statements_total", "counter", "Statements that pages asked.",
            read_count(&t->statements));
    head(&p->out, "database_wait_seconds_total", "counter",
            "Time that pages waited for the database.");
    sample_seconds(p, "database_wait_seconds_total", read_count(&t->waited_us));
}

static void letters(struct page *p) {
    static const char *const states[OUTGOING_STATES] = {"waiting", "sent", "failed", "refused"};
    int64_t of[OUTGOING_STATES];
    outgoing_counts(&p->work, of);
    head(&p->out, "letters", "gauge", "Letters in the outbox, by state.");
    for (size_t i = 0; i < OUTGOING_STATES; i++) {
        sample(&p->out, "letters", labelled(p->work.mem, STR("state"), str_of(states[i])), of[i]);
    }
}

/* The kernel counts it in KiB; what it is now stands in a file that the sandbox hides. */
static int64_t resident_most(void) {
    struct rusage used = {0};
    return getrusage(RUSAGE_SELF, &used) == 0 ? used.ru_maxrss * 1024 : 0;
}

static void sizes(struct page *p) {
    struct live_view v = live_read(p->house->live);
    int64_t organisations = (int64_t)v.roster->organisation_count;
    int64_t listings = (int64_t)v.roster->listing_count;
    live_done(&v);
    one(&p->out, "organisations", "gauge", "Organisations in memory, withdrawn ones among them.",
            organisations);
    one(&p->out, "listings", "gauge", "Needs and offers in memory.", listings);
    one(&p->out, "database_bytes", "gauge", "Size of the database.", db_extent(&p->work).bytes);
    one(&p->out, "memory_behind_seconds", "gauge",
            "Since when what others saved was last looked for.", behind(p));
    one(&p->out, "resident_bytes_most", "gauge", "Most memory that the process has had.",
            resident_most());
}

static bool has_key(const struct page *p) {
    str said = request_header(p->request, STR("Authorization"));
    str key = p->house->metrics_key;
    str given = str_starts(said, STR("Bearer ")) ? str_skip(said, 7) : (str){0};
    return key.len && given.len == key.len && sodium_memcmp(given.at, key.at, key.len) == 0;
}

static void metrics(struct page *p) {
    if (!has_key(p)) {
        page_error(p, 404);
        return;
    }
    requests(p, p->house->tally);
    if (answers(p)) {
        letters(p);
        sizes(p);
    }
    if (!work_ok(&p->work)) {
        page_error(p, 500);
        return;
    }
    p->response->type = STR("text/plain; version=0.0.4; charset=utf-8");
    p->response->body = buf_str(&p->out);
}

static const struct {
    const char *path;
    void (*answer)(struct page *p);
} all[] = {{"/health", health}, {"/ready", ready}, {"/metrics", metrics}};

enum { WATCHED = sizeof(all) / sizeof(all[0]) };

static size_t place_of(str path) {
    size_t at = 0;
    while (at < WATCHED && !str_eq(path, str_of(all[at].path))) {
        at++;
    }
    return at;
}

bool watch_knows(str path) {
    return place_of(path) < WATCHED;
}

void watch_answer(struct page *p) {
    size_t at = place_of(p->request->path);
    if (at < WATCHED) {
        all[at].answer(p);
    }
}
