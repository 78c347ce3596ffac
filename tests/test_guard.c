/* What is refused before anything reads it, and what is read all the same; tests/wire has more of it. */
#include "http/server.h"
#include "tests/http_world.h"
#include "tests/test.h"

#include <unistd.h>

#define HOST "Host: example.org\r\n"
#define LAST HOST "Connection: close\r\n\r\n"
#define ASK(bytes) ask(mem, s, STR(bytes))

static void what_no_browser_sends_is_refused(struct arena *mem, struct server *s) {
    static const char *const odd[] = {
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost:\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n"
            "\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX-Y : b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX(Y: b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: b\x01\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: b\x7F\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: b\rContent-Length: 5\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: b\nY: c\r\n\r\n",
            "GET / HTTP/1.1\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\nY: d\r\n\r\n",
            "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /%0A HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /%FF HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /%C0%AF HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /?q=%FF HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /#top HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
            "G{T / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /  HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / x HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nwithout colon\r\n\r\n",
            "GET / HTTP/1.1\r\n Host: a\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n",
    };
    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
        int line = dial(s);
        put(line, str_of(odd[i]));
        put(line, STR("GET /second HTTP/1.1\r\n" LAST));
        str got = hear(mem, line, 1000);
        (void)close(line);
        bool refused = (str_starts(got, STR("HTTP/1.1 4")) || str_starts(got, STR("HTTP/1.0 4"))) &&
                       !str_has(got, STR("/second")) && !str_has(got, STR(" 200 OK"));
        if (!refused) {
            printf("case %zu: %.*s\n", i, (int)got.len, got.at);
        }
        CHECK(refused);
    }
    str nul = ASK("GET / HTTP/1.1\r\nHost: a\r\nX: b\0Y: c\r\n\r\n");
    CHECK(says(nul, 400, STR("refused 400")));
    nul = ASK("GET / HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n"); /* as long as an empty line */
    CHECK(says(nul, 400, STR("refused 400")));
    nul = ASK("GET / HTTP/1.1\r\nHost: a\r\nX: b\0\0\r\n\r\n");
    CHECK(says(nul, 400, STR("refused 400")));
}

/* What comes later must not look like what the library writes over the end of a line. */
static void it_does_not_matter_in_what_pieces_it_comes(struct arena *mem, struct server *s) {
    int line = dial(s);
    put(line, STR("GET / HTTP/1.1\r\nHost: a\r\n\n"));
    str got = hear(mem, line, 1000);
    (void)close(line);
    CHECK(says(got, 400, STR("refused 400")));
}

static void hosts_are_names_or_addresses(struct arena *mem, struct server *s) {
    CHECK(says(ASK("GET / HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n\r\n"), 200,
            STR("GET /")));
    CHECK(says(
            ASK("GET / HTTP/1.1\r\nHost: a:80 \r\nConnection: close\r\n\r\n"), 200, STR("GET /")));
    CHECK(says(ASK("GET / HTTP/1.1\r\nHost: a:\r\nConnection: close\r\n\r\n"), 200, STR("GET /")));
    CHECK(says(ASK("GET / HTTP/1.1\r\nHost: a:b\r\n\r\n"), 400, STR("refused 400")));
    CHECK(says(ASK("GET / HTTP/1.1\r\nHost: a:123456\r\n\r\n"), 400, STR("refused 400")));
    CHECK(says(ASK("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"), 400, STR("refused 400")));
    CHECK(says(ASK("GET / HTTP/1.1\r\nHost: []\r\n\r\n"), 400, STR("refused 400")));
    CHECK(says(ASK("GET / HTTP/1.1\r\nHost: [::1]80\r\n\r\n"), 400, STR("refused 400")));
}

static void what_is_no_text_is_not_read(struct arena *mem, struct server *s) {
    str got = ASK("GET / HTTP/1.1\r\nAccept-Language: d\xFF\r\n" LAST);
    CHECK(says(got, 200, STR("GET /")));
    got = ASK("GET /%FF HTTP/1.1\r\nAccept-Language: d\xFF\r\n" LAST);
    CHECK(says(got, 400, STR("refused 400")) && !str_has(got, STR("\xFF")));
}

static void only_http_1_0_may_be_without_a_host(struct arena *mem, struct server *s) {
    CHECK(says(ASK("GET / HTTP/1.0\r\n\r\n"), 200, STR("GET /")));
    CHECK(says(ASK("GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"), 400, STR("refused 400")));
    CHECK(says(ASK("GET / HTTP/1.1\r\n\r\n"), 400, STR("refused 400")));
}

static void after_chunks_nothing_more_is_read(struct arena *mem, struct server *s) {
    str got = ASK("POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" HOST "\r\n"
                  "0\r\n\r\nGET /second HTTP/1.1\r\n" LAST);
    CHECK(says(got, 200, STR("body=0")) && str_has(got, STR("Connection: close")));
    CHECK(!str_has(got, STR("/second")));
}

static void long_addresses_and_headers_are_refused(struct arena *mem, struct server *s) {
    struct buf url = {.mem = mem};
    buf_add(&url, STR("GET /"));
    for (size_t i = 0; i < URL_MOST; i++) {
        buf_add(&url, STR("a"));
    }
    buf_add(&url, STR(" HTTP/1.1\r\n" LAST));
    CHECK(says(ask(mem, s, buf_str(&url)), 414, STR("refused 414")));

    struct buf many = {.mem = mem};
    buf_add(&many, STR("GET / HTTP/1.1\r\n"));
    for (size_t i = 0; i < 120; i++) {
        buf_add(&many, STR("X: y\r\n"));
    }
    buf_add(&many, STR(LAST));
    CHECK(says(ask(mem, s, buf_str(&many)), 431, STR("refused 431")));
}

int main(void) {
    struct arena mem = {0};
    struct app app = {0};
    struct server *s = app_begin(app_options(&app));
    what_no_browser_sends_is_refused(&mem, s);
    it_does_not_matter_in_what_pieces_it_comes(&mem, s);
    hosts_are_names_or_addresses(&mem, s);
    what_is_no_text_is_not_read(&mem, s);
    only_http_1_0_may_be_without_a_host(&mem, s);
    after_chunks_nothing_more_is_read(&mem, s);
    long_addresses_and_headers_are_refused(&mem, s);
    CHECK(server_stop(s));
    arena_free(&mem);
    return test_failures != 0;
}
