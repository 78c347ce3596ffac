#include "tests/test.h"
#include "tests/visitor.h"
#include "web/watch.h"

#include <time.h>

#define KEY "a key of some length"

static struct response asked(struct visitor *v, str target, const char *authorization) {
    v->headers[0] = (struct field){STR("Authorization"), str_of(authorization)};
    v->header_count = authorization ? 1 : 0;
    struct response r = visitor_get(v, target);
    v->header_count = 0;
    return r;
}

/* As the clock of the server does, which these tests have not: opening a world may take its time. */
static struct response ready_after(struct visitor *v, int64_t seconds) {
    v->work.now = (int64_t)time(NULL) - seconds;
    live_catch_up(&v->work, v->house.live);
    return visitor_get(v, STR("/ready"));
}

static void ready_is_told_while_all_is_known(struct visitor *v) {
    struct response r = ready_after(v, 0);
    CHECK(r.status == 200);
    SAME(r.body, "ok\n");
    r = ready_after(v, WATCH_BEHIND_SECONDS_MOST + 1);
    CHECK(r.status == 503);
    SAME(r.body, "what is in memory is older than the database\n");
}

static void metrics_are_for_who_has_the_key(struct visitor *v) {
    v->house.metrics_key = (str){0};
    CHECK(asked(v, STR("/metrics"), NULL).status == 404);
    CHECK(asked(v, STR("/metrics"), "Bearer ").status == 404);
    v->house.metrics_key = STR(KEY);
    CHECK(asked(v, STR("/metrics"), NULL).status == 404);
    CHECK(asked(v, STR("/metrics"), "Bearer a key of some lengtH").status == 404);
    CHECK(asked(v, STR("/metrics"), "Basic " KEY).status == 404);
    struct response r = asked(v, STR("/metrics"), "Bearer " KEY);
    CHECK(r.status == 200);
    CHECK(str_starts(r.type, STR("text/plain; version=0.0.4")));
}

static void they_count_what_was_answered(struct visitor *v) {
    struct http_tally *t = v->house.tally;
    http_tally_note(t, &(struct http_log_line){.status = 200, .microseconds = 1000, .bytes = 7});
    http_tally_note(
            t, &(struct http_log_line){.status = 404, .microseconds = 1001, .statements = 3});
    http_tally_note(
            t, &(struct http_log_line){.status = 503, .microseconds = 20000000, .waited_us = 2500});
    struct response r = asked(v, STR("/metrics"), "Bearer " KEY);
    CHECK(visitor_sees(&r, STR("handslag_requests_total{status=\"2xx\"} 1\n")));
    CHECK(visitor_sees(&r, STR("handslag_requests_total{status=\"4xx\"} 1\n")));
    CHECK(visitor_sees(&r, STR("handslag_requests_total{status=\"5xx\"} 1\n")));
    CHECK(visitor_sees(&r, STR("handslag_request_seconds_bucket{le=\"0.001000\"} 1\n")));
    CHECK(visitor_sees(&r, STR("handslag_request_seconds_bucket{le=\"0.002500\"} 2\n")));
    CHECK(visitor_sees(&r, STR("handslag_request_seconds_bucket{le=\"10.000000\"} 2\n")));
    CHECK(visitor_sees(&r, STR("handslag_request_seconds_bucket{le=\"+Inf\"} 3\n")));
    CHECK(visitor_sees(&r, STR("handslag_request_seconds_sum 20.002001\n")));
    CHECK(visitor_sees(&r, STR("handslag_request_seconds_count 3\n")));
    CHECK(visitor_sees(&r, STR("handslag_response_bytes_total 7\n")));
    CHECK(visitor_sees(&r, STR("handslag_database_statements_total 3\n")));
    CHECK(visitor_sees(&r, STR("handslag_database_wait_seconds_total 0.002500\n")));
}

static void they_say_how_much_there_is(struct visitor *v) {
    struct response r = asked(v, STR("/metrics"), "Bearer " KEY);
    CHECK(visitor_sees(&r, STR("\nhandslag_letters{state=\"waiting\"} 0\n")));
    CHECK(!visitor_sees(&r, STR("\nhandslag_organisations 0\n")));
    CHECK(!visitor_sees(&r, STR("\nhandslag_database_bytes 0\n")));
    CHECK(!visitor_sees(&r, STR("@"))); /* nobody's address */
}

int main(void) {
    struct visitor v;
    struct http_tally tally = {0};
    if (!visitor_open(&v)) {
        return 1;
    }
    v.house.tally = &tally;
    ready_is_told_while_all_is_known(&v);
    metrics_are_for_who_has_the_key(&v);
    they_count_what_was_answered(&v);
    they_say_how_much_there_is(&v);
    visitor_close(&v);
    return test_failures != 0;
}
