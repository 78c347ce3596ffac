#define ZLIB_CONST /* what is unpacked is not changed */

#include "tests/http_world.h"
#include "tests/test.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <zlib.h>

#define HOST "Host: example.org\r\n"
#define LAST HOST "Connection: close\r\n\r\n"
#define ASK(bytes) ask(mem, s, STR(bytes))

static void get_post_and_head_are_answered(struct arena *mem, struct server *s) {
    str got = ASK("GET /a%C3%A5/b?q=x+y%26z HTTP/1.1\r\n" LAST);
    CHECK(says(got, 200, STR("GET /a\xC3\xA5/b q=x y&z name= body=0 from=127.0.0.1 plain")));
    CHECK(str_has(got, STR("Content-Security-Policy: default-src 'none'; script-src 'self'")));
    CHECK(str_has(got, STR("X-Content-Type-Options: nosniff\r\n")));
    CHECK(str_has(got, STR("Cache-Control: no-store\r\n")) && str_has(got, STR("Date: ")));
    CHECK(!str_has(got, STR("Strict-Transport")) && !str_has(got, STR("Server:")));

    got = ASK("POST /p HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
              "Content-Length: 13\r\n" LAST "name=%C3%86ble");
    CHECK(says(got, 200,
            STR("POST /p q= name=\xC3\x86"
                "bl body=13")));
    got = ASK("HEAD /long HTTP/1.1\r\n" LAST);
    CHECK(says(got, 200, STR("Content-Length: 4500\r\n")) && body_of(got).len == 0);
    got = ASK("DELETE http://example.org/x?q=1 HTTP/1.1\r\n" LAST);
    CHECK(says(got, 200, STR("DELETE /x q=1")));
    got = ASK("GET / HTTP/1.0\r\n" HOST "\r\n");
    CHECK(str_has(got, STR("GET / q=")));
}

static void connections_are_kept_and_requests_may_follow_at_once(
        struct arena *mem, struct server *s) {
    str got = ASK("GET /1 HTTP/1.1\r\n" HOST "\r\nPOST /2 HTTP/1.1\r\nContent-Length: 3\r\n" HOST
                  "\r\nabcGET /3 HTTP/1.1\r\n" LAST);
    CHECK(times(got, STR("HTTP/1.1 200 OK\r\n")) == 3);
    CHECK(str_has(got, STR("GET /1")) && str_has(got, STR("POST /2 q= name= body=3")));
    CHECK(str_has(got, STR("GET /3")));
}

static void bodies_in_chunks_are_put_together(struct arena *mem, struct server *s) {
    str got = ASK("POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
                  "Content-Type: application/x-www-form-urlencoded\r\n" LAST
                  "5\r\nname=\r\n3\r\nabc\r\n0\r\n\r\n");
    CHECK(says(got, 200, STR("name=abc body=8")));
}

static void a_body_over_the_limit_is_413(struct arena *mem, struct server *s) {
    str early = ASK("POST /small HTTP/1.1\r\nContent-Length: 99999999\r\n" HOST
                    "Accept-Language: da\r\n\r\n");
    CHECK(says(early, 413, STR("refused 413 da")));
    CHECK(str_has(early, STR("Connection: close")) && str_has(early, STR("nosniff")));
    str expected = ASK(
            "POST /small HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 101\r\n" HOST "\r\n");
    CHECK(says(expected, 413, STR("refused 413")));
    str chunked = ASK("POST /small HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" LAST
                      "5a\r\n012345678901234567890123456789012345678901234567890123456789"
                      "012345678901234567890123456789\r\nb\r\n01234567890\r\n0\r\n\r\n");
    CHECK(says(chunked, 413, STR("refused 413")));
    str fits = ASK("POST /small HTTP/1.1\r\nContent-Length: 3\r\n" LAST "abc");
    CHECK(says(fits, 200, STR("body=3")));
}

static void four_slow_answers_overlap(struct arena *mem, struct server *s, struct app *app) {
    int lines[4];
    int64_t began = now_ms();
    for (size_t i = 0; i < 4; i++) {
        lines[i] = dial(s);
        put(lines[i], STR("GET /slow HTTP/1.1\r\n" LAST));
    }
    for (size_t i = 0; i < 4; i++) {
        CHECK(says(hear(mem, lines[i], 3000), 200, STR("slow")));
        (void)close(lines[i]);
    }
    CHECK(atomic_load(&app->most) == 4);
    CHECK(now_ms() - began < 700);
}

static void pages_are_packed_if_the_browser_can_unpack(struct arena *mem, struct server *s) {
    str got = ASK("GET /long HTTP/1.1\r\nAccept-Encoding: br;q=0, gzip;q=0.5\r\n" LAST);
    CHECK(says(got, 200, STR("Content-Encoding: gzip\r\n")));
    CHECK(str_has(got, STR("Vary: Accept-Encoding\r\n")) && got.len < 2500);
    str packed = body_of(got);
    unsigned char plain[8000];
    z_stream z = {.next_in = (const Bytef *)packed.at,
            .avail_in = (uInt)packed.len,
            .next_out = plain,
            .avail_out = sizeof(plain)};
    CHECK(inflateInit2(&z, 31) == Z_OK && inflate(&z, Z_FINISH) == Z_STREAM_END);
    CHECK(z.total_out == 4500);
    (void)inflateEnd(&z);

    got = ASK("GET /long HTTP/1.1\r\nAccept-Encoding: gzip, br\r\n" LAST);
    CHECK(says(got, 200, STR("Content-Encoding: br\r\n")));
    got = ASK("GET /long HTTP/1.1\r\n" LAST);
    CHECK(says(got, 200, STR("Content-Length: 4500\r\n")) &&
            !str_has(got, STR("Content-Encoding")));
    CHECK(str_has(got, STR("Vary: Accept-Encoding\r\n")));
    got = ASK("GET /asset HTTP/1.1\r\nAccept-Encoding: gzip, br\r\n" LAST);
    CHECK(says(got, 200, STR("Content-Encoding: br\r\n")) && str_ends(got, STR("\r\n\r\nBR")));
    CHECK(str_has(got, STR("immutable")) && !str_has(got, STR("no-store")));
}

static void what_the_browser_has_is_not_sent_again(struct arena *mem, struct server *s) {
    str got = ASK("GET /long HTTP/1.1\r\n" LAST);
    CHECK(says(got, 200, STR("ETag: W/\"v7\"\r\n")));
    got = ASK("GET /long HTTP/1.1\r\nIf-None-Match: \"x\", W/\"v7\"\r\n" LAST);
    CHECK(says(got, 304, STR("ETag: W/\"v7\"\r\n")) && body_of(got).len == 0);
    CHECK(!str_has(got, STR("\r\nContent-Type")));
    got = ASK("GET /long HTTP/1.1\r\nIf-None-Match: \"v8\"\r\n" LAST);
    CHECK(says(got, 200, STR("Content-Length: 4500")));
}

static void files_are_sent(struct arena *mem, struct server *s) {
    str got = ASK("GET /file HTTP/1.1\r\n" LAST);
    CHECK(says(got, 200, STR("Content-Length: 66\r\n")) && str_ends(got, str_of(app_text)));
    got = ASK("HEAD /file HTTP/1.1\r\n" LAST);
    CHECK(says(got, 200, STR("Content-Length: 66\r\n")) && body_of(got).len == 0);
    got = ASK("GET /file HTTP/1.1\r\nIf-None-Match: W/\"f\"\r\n" LAST);
    CHECK(says(got, 304, STR("\r\n\r\n")) && body_of(got).len == 0);
}

/* The page must reach a browser that sends its whole file before it listens. */
static void the_page_about_a_large_body_arrives(struct arena *mem, struct server *s) {
    struct buf all = {.mem = mem};
    buf_add(&all, STR("POST /x HTTP/1.1\r\nContent-Length: 2000000\r\n" LAST));
    for (size_t i = 0; i < 20000; i++) {
        buf_add(&all, STR("0123456789012345678901234567890123456789012345678901234567890123456789"
                          "012345678901234567890123456789"));
    }
    CHECK(says(ask(mem, s, buf_str(&all)), 413, STR("refused 413")));
    struct buf fits = {.mem = mem};
    buf_add(&fits, STR("POST /x HTTP/1.1\r\nContent-Length: 1000000\r\n" LAST));
    buf_add(&fits, (str){all.at + all.len - 1000000, 1000000});
    CHECK(says(ask(mem, s, buf_str(&fits)), 200, STR("body=1000000")));
}

static void broken_forms_are_400(struct arena *mem, struct server *s) {
    str got = ASK("POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                  "Content-Length: 8\r\n" LAST "name=%FF");
    CHECK(says(got, 400, STR("refused 400")));
    got = ASK("POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\n"
              "Content-Length: 3\r\n" LAST "--b");
    CHECK(says(got, 400, STR("refused 400")));
}

static void nothing_can_begin_a_header_of_its_own(struct arena *mem, struct server *s) {
    str got = ASK("GET /inject?q=a%0D%0ASet-Cookie:%20evil=1 HTTP/1.1\r\n" LAST);
    CHECK(says(got, 200, STR("X-Title: a  Set-Cookie: evil=1\r\n")));
    CHECK(str_has(got, STR("Set-Cookie: session=abc; Path=/; HttpOnly; SameSite=Lax; "
                           "Max-Age=3600\r\n")));
    got = ASK("GET /away?q=/x%0D%0AX:%20y HTTP/1.1\r\n" LAST);
    CHECK(says(got, 303, STR("Location: /x%0D%0AX:%20y\r\n")));
}

static void the_log_has_one_line_that_cannot_be_forged(
        struct arena *mem, struct server *s, struct app *app) {
    int before = atomic_load(&app->logged);
    (void)ASK("GET /a%22%5C?secret=1 HTTP/1.1\r\n" LAST);
    while (atomic_load(&app->logged) == before) {
        pause_ms(1);
    }
    str line = str_of(app->line);
    CHECK(str_has(line, STR("Z level=info method=\"GET\" path=\"/a\\\"\\\\\" status=200 bytes=")));
    CHECK(str_has(line, STR(" address=127.0.0.0\n")) && !str_has(line, STR("secret")));

    before = atomic_load(&app->logged);
    (void)ASK("GET /noted HTTP/1.1\r\n" LAST);
    while (atomic_load(&app->logged) == before) {
        pause_ms(1);
    }
    line = str_of(app->line);
    CHECK(str_ends(line, STR(" event=\"signed in\" means=\"password\" account=7 fault=\"f\"\n")));
}

static void a_full_queue_is_503(struct arena *mem) {
    struct app app = {0};
    struct server_options o = app_options(&app);
    o.workers = 1;
    o.waiting_most = 1;
    struct server *s = app_begin(o);
    int lines[4];
    for (size_t i = 0; i < 4; i++) {
        lines[i] = dial(s);
        put(lines[i], STR("GET /slow HTTP/1.1\r\n" LAST));
        pause_ms(20);
    }
    size_t full = 0;
    size_t fine = 0;
    for (size_t i = 0; i < 4; i++) {
        str got = hear(mem, lines[i], 3000);
        full += str_starts(got, STR("HTTP/1.1 503")) && str_has(got, STR("Retry-After: 2\r\n"));
        fine += str_starts(got, STR("HTTP/1.1 200"));
        (void)close(lines[i]);
    }
    CHECK(fine == 2 && full == 2);
    CHECK(server_stop(s));
}

static void clients_that_drip_are_ended(struct arena *mem) {
    static const char *const begun[] = {"", "GET / HT",
            "GET / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\n" HOST "Content-Length: 1000\r\n\r\n",
            "GET / HTTP/1.1\r\n" HOST "\r\n"};
    enum { CASES = 5 };
    struct app app = {0};
    struct server_options o = app_options(&app);
    o.receive_ms = 300;
    o.idle_ms = 300;
    struct server *s = app_begin(o);
    int lines[CASES];
    for (size_t i = 0; i < CASES; i++) {
        lines[i] = dial(s);
        put(lines[i], str_of(begun[i]));
    }
    for (size_t drop = 0; drop < 9; drop++) {
        pause_ms(100);
        for (size_t i = 1; i + 1 < CASES; i++) {
            put(lines[i], STR("a"));
        }
    }
    for (size_t i = 0; i < CASES; i++) {
        int64_t began = now_ms();
        (void)hear(mem, lines[i], 1000);
        CHECK(now_ms() - began < 500);
        (void)close(lines[i]);
    }
    CHECK(says(ASK("GET /alive HTTP/1.1\r\n" LAST), 200, STR("/alive")));
    CHECK(server_stop(s));
}

static void one_address_gets_only_so_many_connections(struct arena *mem) {
    struct app app = {0};
    struct server_options o = app_options(&app);
    o.connections_each_most = 2;
    struct server *s = app_begin(o);
    int first = dial(s);
    int second = dial(s);
    pause_ms(50);
    CHECK(ASK("GET / HTTP/1.1\r\n" LAST).len == 0);
    (void)close(first);
    pause_ms(50);
    CHECK(says(ASK("GET / HTTP/1.1\r\n" LAST), 200, STR("GET /")));
    (void)close(second);
    CHECK(server_stop(s));
}

/* Three times as many as there is room for, and none of them says all of its request. */
static void who_has_the_least_time_left_makes_room(struct arena *mem) {
    struct app app = {0};
    struct server_options options = app_options(&app);
    options.connections_most = 16;
    options.receive_ms = 60000;
    struct server *s = app_begin(options);
    int lines[48];
    for (size_t i = 0; i < 48; i++) {
        lines[i] = dial(s);
        put(lines[i], STR("GET / HTTP/1.1\r\nHost: a\r\nX: "));
        pause_ms(2);
    }
    int64_t begun = now_ms();
    CHECK(says(ask(mem, s, STR("GET /mine HTTP/1.1\r\n" LAST)), 200, STR("GET /mine")));
    CHECK(now_ms() - begun < 2000);
    for (size_t i = 0; i < 48; i++) {
        (void)close(lines[i]);
    }
    CHECK(server_stop(s));
}

static void stopping_lets_what_runs_finish(struct arena *mem) {
    struct app app = {0};
    struct server *s = app_begin(app_options(&app));
    int idle = dial(s);
    int line = dial(s);
    put(line, STR("GET /slow HTTP/1.1\r\n" HOST "\r\n"));
    pause_ms(50);
    CHECK(server_stop(s));
    str got = hear(mem, line, 1000);
    CHECK(says(got, 200, STR("slow")) && str_has(got, STR("Connection: close")));
    (void)close(line);
    (void)close(idle);
}

static void stopping_does_not_wait_for_heads(void) {
    struct app app = {0};
    struct server *s = app_begin(app_options(&app));
    int begun = dial(s);
    int idle = dial(s);
    put(begun, STR("GET / HTTP/1.1\r\nX: "));
    put(idle, STR("GE"));
    pause_ms(100);
    int64_t from = now_ms();
    CHECK(server_stop(s));
    CHECK(now_ms() - from < 3000);
    (void)close(begun);
    (void)close(idle);
}

/* Asks on one connection, again and again, until that is closed. */
static void *keep_asking(void *given) {
    const int *dialled = given;
    const char *request = "GET /again HTTP/1.1\r\n" HOST "\r\n";
    char some[4096];
    int line = *dialled;
    while (send(line, request, strlen(request), MSG_NOSIGNAL) > 0 &&
            recv(line, some, sizeof(some), 0) > 0) {
        pause_ms(1);
    }
    (void)close(line);
    return NULL;
}

static void stopping_goes_well_while_people_ask(void) {
    for (int i = 0; i < 20; i++) {
        struct app app = {0};
        struct server *s = app_begin(app_options(&app));
        pthread_t people[8];
        int lines[8];
        for (size_t p = 0; p < 8; p++) {
            lines[p] = dial(s);
            CHECK(pthread_create(&people[p], NULL, keep_asking, &lines[p]) == 0);
        }
        pause_ms(20);
        CHECK(server_stop(s));
        for (size_t p = 0; p < 8; p++) {
            (void)pthread_join(people[p], NULL);
        }
        CHECK(app.logged > 0);
    }
}

static void stopping_does_not_wait_for_ever(void) {
    static struct app app; /* an answer may still be made with it afterwards */
    struct server_options o = app_options(&app);
    o.workers = 1;
    o.grace_ms = 100;
    struct server *s = app_begin(o);
    int lines[5];
    for (size_t i = 0; i < 5; i++) {
        lines[i] = dial(s);
        put(lines[i], STR("GET /slow HTTP/1.1\r\n" HOST "\r\n"));
    }
    pause_ms(50);
    int64_t began = now_ms();
    CHECK(!server_stop(s));
    CHECK(now_ms() - began < 600);
    for (size_t i = 0; i < 5; i++) {
        (void)close(lines[i]);
    }
}

static void a_taken_port_is_said_plainly(void) {
    struct app app = {0};
    struct server *s = app_begin(app_options(&app));
    struct server_options o = app_options(&app);
    struct server_fault fault;
    o.port = server_port(s);
    CHECK(!server_start(&o, &fault) && fault.trouble == SERVER_PORT_TAKEN);
    CHECK(str_ends(str_of(fault.text), STR("is taken by another program")));
    o.address = STR("localhost:80");
    CHECK(!server_start(&o, &fault) && fault.trouble == SERVER_ADDRESS_UNREADABLE);
    o.address = STR("203.0.113.9");
    CHECK(!server_start(&o, &fault) && fault.trouble == SERVER_ADDRESS_NOT_HERE);
    CHECK(server_stop(s));
}

static void a_proxy_of_our_own_is_believed(struct arena *mem) {
    struct app app = {0};
    struct server_options o = app_options(&app);
    o.proxy = PROXY_X_FORWARDED;
    struct server *s = app_begin(o);
    str got = ASK("GET / HTTP/1.1\r\nX-Forwarded-For: 10.0.0.1, 192.0.2.7\r\n"
                  "X-Forwarded-Proto: https\r\nForwarded: for=9.9.9.9\r\n" LAST);
    CHECK(says(got, 200, STR("from=192.0.2.7 secure")));
    CHECK(str_has(got, STR("Strict-Transport-Security: max-age=")));
    got = ASK("GET /inject HTTP/1.1\r\nX-Forwarded-Proto: https\r\n" LAST);
    CHECK(says(got, 200,
            STR("Set-Cookie: __Host-session=abc; Path=/; HttpOnly; SameSite=Lax; "
                "Secure; Max-Age=3600\r\n")));
    CHECK(server_stop(s));

    o.proxy = PROXY_FORWARDED;
    s = app_begin(o);
    got = ASK("GET / HTTP/1.1\r\nForwarded: for=1.1.1.1, for=\"[2001:db8::7]:80\";proto=https\r\n"
              "X-Forwarded-For: 9.9.9.9\r\n" LAST);
    CHECK(says(got, 200, STR("from=2001:db8::7 secure")));
    CHECK(server_stop(s));
}

static void proxies_are_named_by_their_addresses(void) {
    CHECK(proxy_listed(STR("10.0.0.5")) && proxy_listed(STR("10.0.0.5;2001:db8::7")));
    CHECK(!proxy_listed(STR("")) && !proxy_listed(STR("proxy.example.org")));
    CHECK(!proxy_listed(STR("10.0.0.5;")) && !proxy_listed(STR("10.0.0.0/8")));
    CHECK(!proxy_listed(STR("2001:DB8::7")) && !proxy_listed(STR("10.0.0.05")));
}

static void unix_sockets_work_and_go_away(struct arena *mem) {
    char folder[] = "/tmp/handslag-test-XXXXXX";
    CHECK(mkdtemp(folder) != NULL);
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    (void)snprintf(to.sun_path, sizeof(to.sun_path), "%s/s", folder);
    struct buf address = {.mem = mem};
    buf_add(&address, STR("unix:"));
    buf_add(&address, str_of(to.sun_path));

    struct app app = {0};
    struct server_options o = app_options(&app);
    o.address = buf_str(&address);
    struct server *s = app_begin(o);
    int line = socket(AF_UNIX, SOCK_STREAM, 0);
    CHECK(connect(line, (struct sockaddr *)&to, sizeof(to)) == 0);
    put(line, STR("GET /u HTTP/1.1\r\n" LAST));
    CHECK(says(hear(mem, line, 2000), 200, STR("GET /u q= name= body=0 from=local plain")));
    (void)close(line);
    struct server_fault fault;
    CHECK(!server_start(&o, &fault) && fault.trouble == SERVER_PORT_TAKEN);
    CHECK(server_stop(s));
    CHECK(access(to.sun_path, F_OK) != 0);
    CHECK(rmdir(folder) == 0);
}

static void with_a_server(struct arena *mem) {
    struct app app = {0};
    struct server *s = app_begin(app_options(&app));
    get_post_and_head_are_answered(mem, s);
    connections_are_kept_and_requests_may_follow_at_once(mem, s);
    bodies_in_chunks_are_put_together(mem, s);
    a_body_over_the_limit_is_413(mem, s);
    four_slow_answers_overlap(mem, s, &app);
    pages_are_packed_if_the_browser_can_unpack(mem, s);
    what_the_browser_has_is_not_sent_again(mem, s);
    files_are_sent(mem, s);
    the_page_about_a_large_body_arrives(mem, s);
    broken_forms_are_400(mem, s);
    nothing_can_begin_a_header_of_its_own(mem, s);
    the_log_has_one_line_that_cannot_be_forged(mem, s, &app);
    CHECK(server_stop(s));
}

int main(void) {
    struct arena mem = {0};
    with_a_server(&mem);
    a_full_queue_is_503(&mem);
    clients_that_drip_are_ended(&mem);
    one_address_gets_only_so_many_connections(&mem);
    who_has_the_least_time_left_makes_room(&mem);
    stopping_lets_what_runs_finish(&mem);
    stopping_does_not_wait_for_heads();
    stopping_goes_well_while_people_ask();
    stopping_does_not_wait_for_ever();
    a_taken_port_is_said_plainly();
    a_proxy_of_our_own_is_believed(&mem);
    proxies_are_named_by_their_addresses();
    unix_sockets_work_and_go_away(&mem);
    arena_free(&mem);
    return test_failures != 0;
}
