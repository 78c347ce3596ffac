/* Embeddings from a small server of the test's own that answers well, wrongly, late or not at all. */
#include "db/db.h"
#include "job/embedder.h"
#include "match/live.h"
#include "tests/test.h"
#include "tests/world.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

enum manner { WELL, SHORT_OF_ONE, OF_TWO_LENGTHS, NO_JSON, REFUSING, SILENT };

/* It serves in a thread of its own; what both sides look at is atomic. */
struct source {
    int socket;
    uint16_t port;
    _Atomic(enum manner) manner;
    atomic_int asked;
    char seen[64 * 1024];
    pthread_t thread;
};

static size_t count_texts(const char *body) {
    size_t count = 1;
    for (const char *at = strstr(body, "\"input\""); at && (at = strstr(at, "\",\""));) {
        count++;
        at += 3;
    }
    return count;
}

static void write_answer(struct source *s, int c, size_t texts) {
    char body[8192] = "{\"data\":[";
    size_t len = strlen(body);
    texts -= s->manner == SHORT_OF_ONE;
    for (size_t i = 0; i < texts; i++) {
        bool odd = s->manner == OF_TWO_LENGTHS && i == texts - 1;
        len += (size_t)snprintf(body + len, sizeof(body) - len,
                "%s{\"index\":%zu,\"embedding\":[0.5,%zu.25,-1e-3%s]}", i ? "," : "", i, i % 3,
                odd ? ",1" : "");
    }
    len += (size_t)snprintf(body + len, sizeof(body) - len, "]}");
    char head[200];
    int head_len = snprintf(head, sizeof(head),
            "HTTP/1.1 %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
            s->manner == REFUSING ? "401 Unauthorized" : "200 OK",
            s->manner == NO_JSON ? (size_t)4 : len);
    CHECK(send(c, head, (size_t)head_len, MSG_NOSIGNAL) > 0);
    size_t body_len = s->manner == NO_JSON ? 4 : len;
    CHECK(send(c, s->manner == NO_JSON ? "<br>" : body, body_len, MSG_NOSIGNAL) > 0);
}

/* A question at a time; its body has come in whole when it ends in "}" behind the texts. */
static void *serve(void *arg) {
    struct source *s = arg;
    int c;
    while ((c = accept(s->socket, NULL, NULL)) >= 0) {
        size_t len = 0;
        ssize_t got;
        while ((got = read(c, s->seen + len, sizeof(s->seen) - 1 - len)) > 0) {
            len += (size_t)got;
            s->seen[len] = 0;
            if (strstr(s->seen, "]}")) {
                break;
            }
        }
        s->asked++;
        if (s->manner == SILENT) { /* until the other side has enough of waiting */
            while (read(c, s->seen, sizeof(s->seen)) > 0) {
            }
        } else if (len) {
            write_answer(s, c, count_texts(s->seen));
        }
        (void)close(c);
    }
    return NULL;
}

static bool source_open(struct source *s) {
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(here);
    *s = (struct source){.socket = socket(AF_INET, SOCK_STREAM, 0)};
    bool open = bind(s->socket, (struct sockaddr *)&here, size) == 0 && listen(s->socket, 8) == 0 &&
                getsockname(s->socket, (struct sockaddr *)&here, &size) == 0;
    s->port = ntohs(here.sin_port);
    return open && pthread_create(&s->thread, NULL, serve, s) == 0;
}

static void source_close(struct source *s) {
    (void)shutdown(s->socket, SHUT_RDWR);
    (void)close(s->socket);
    pthread_join(s->thread, NULL);
}

static atomic_bool never;
static const struct seal seal = {{7}};

static enum embedder_turn turn(struct work *w, struct source *s, enum manner manner) {
    const struct embedder_limits limits = {200, &never, &seal};
    int64_t after = 0;
    s->manner = manner;
    w->now += 3600; /* a failure is forgiven by then */
    return embedder_turn(w, &limits, &after);
}

static str failure(struct work *w) {
    struct embedding_source s = {0};
    (void)embedding_source(w, &s);
    return s.failure;
}

static int64_t kept(struct work *w) {
    return db_number(w, "SELECT COUNT(*) FROM annotation WHERE embedding_digest <> 0");
}

static void what_goes_wrong_is_noted_and_keeps_nothing(struct work *w, struct source *s) {
    CHECK(turn(w, s, SHORT_OF_ONE) == EMBEDDER_FAILED && kept(w) == 0);
    SAME(failure(w), "its answer is not as it should be");
    CHECK(turn(w, s, OF_TWO_LENGTHS) == EMBEDDER_FAILED && kept(w) == 0);
    CHECK(turn(w, s, NO_JSON) == EMBEDDER_FAILED && kept(w) == 0);
    CHECK(turn(w, s, REFUSING) == EMBEDDER_FAILED && kept(w) == 0);
    SAME(failure(w), "it answered with another status than 200");
    CHECK(turn(w, s, SILENT) == EMBEDDER_FAILED && kept(w) == 0);
    CHECK(failure(w).len > 0);
    int asked = s->asked; /* right after a failure it is left alone */
    const struct embedder_limits limits = {200, &never, &seal};
    int64_t after = 0;
    CHECK(embedder_turn(w, &limits, &after) == EMBEDDER_NOTHING && s->asked == asked);
}

static void a_secret_of_another_key_is_not_guessed(struct work *w, struct source *s) {
    const struct seal other = {{8}};
    const struct embedder_limits limits = {200, &never, &other};
    int64_t after = 0;
    int asked = s->asked;
    w->now += 3600;
    CHECK(embedder_turn(w, &limits, &after) == EMBEDDER_FAILED && s->asked == asked);
    SAME(failure(w), "its secret was sealed with another key; set it again");
}

static void texts_are_sent_once_and_no_confidential_one(struct work *w, struct source *s) {
    CHECK(turn(w, s, WELL) == EMBEDDER_SENT && failure(w).len == 0);
    CHECK(strstr(s->seen, "Gussteile aus Aluminium") && strstr(s->seen, "\"model\":\"test\""));
    CHECK(!strstr(s->seen, "Legeringer") && !strstr(s->seen, "Kokiller") &&
            !strstr(s->seen, "Køber"));
    CHECK(strstr(s->seen, "Authorization: Bearer hush"));
    CHECK(kept(w) == 5);
    CHECK(turn(w, s, WELL) == EMBEDDER_NOTHING);
}

static void numbers_come_back_as_cosines(struct arena *mem) {
    const double a[3] = {1, 0, 0};
    const double b[3] = {1, 1, 0};
    const double c[3] = {-1, 0, 0};
    const double bad[2] = {1.0 / 0.0, 1};
    str x = embedding_written(mem, a, 3);
    CHECK(embedding_fit(x, x) > 0.99F && embedding_fit(x, embedding_written(mem, c, 3)) <= 0);
    float half = embedding_fit(x, embedding_written(mem, b, 3));
    CHECK(half > 0.68F && half < 0.73F);
    CHECK(embedding_fit(x, embedding_written(mem, a, 2)) <= 0); /* of another model */
    CHECK(embedding_fit(x, (str){0}) <= 0 && embedding_written(mem, bad, 2).len == 0);
}

int main(void) {
    static struct source s;
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = world_open(), .now = WORLD_NOW, .actor = WORLD_ADMIN};
    str fault = {0};
    struct lexicon *lexicon = lexicon_open(&fault);
    struct live *live = lexicon ? live_open(lexicon, &fault) : NULL;
    CHECK(w.db && live && source_open(&s));
    if (w.db && live && test_failures == 0) {
        char address[80];
        (void)snprintf(address, sizeof(address), "http://127.0.0.1:%u/v1/embeddings", s.port);
        live_load(&w, live);                                           /* reads the texts */
        CHECK(turn(&w, &s, WELL) == EMBEDDER_NOTHING && s.asked == 0); /* there is no source */
        db_begin(&w);
        embedding_source_set(&w, &(struct embedding_source){.address = str_of(address),
                                         .model = STR("test"),
                                         .secret = seal_close(&mem, &seal, STR("hush"))});
        CHECK(db_end(&w));
        numbers_come_back_as_cosines(&mem);
        what_goes_wrong_is_noted_and_keeps_nothing(&w, &s);
        a_secret_of_another_key_is_not_guessed(&w, &s);
        texts_are_sent_once_and_no_confidential_one(&w, &s);
        source_close(&s);
    }
    CHECK(work_ok(&w));
    live_close(live);
    lexicon_close(lexicon);
    db_close(w.db);
    arena_free(&mem);
    return test_failures != 0;
}
