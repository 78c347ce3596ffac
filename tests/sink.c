#include "tests/sink.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* One connection: what came and was not read yet. */
struct line {
    int socket;
    char bytes[4096];
    size_t len;
};

static bool answer(const struct line *l, const char *text) {
    return send(l->socket, text, strlen(text), MSG_NOSIGNAL) > 0;
}

/* Up to and with its CR LF; false when the other side has gone. */
static bool hear(struct line *l, char *to, size_t room) {
    for (;;) {
        char *end = memmem(l->bytes, l->len, "\r\n", 2);
        if (end) {
            size_t len = (size_t)(end - l->bytes);
            size_t kept = len < room - 1 ? len : room - 1;
            memcpy(to, l->bytes, kept);
            to[kept] = 0;
            l->len -= len + 2;
            memmove(l->bytes, end + 2, l->len);
            return true;
        }
        ssize_t got = l->len < sizeof(l->bytes)
                              ? read(l->socket, l->bytes + l->len, sizeof(l->bytes) - l->len)
                              : 0;
        if (got <= 0) {
            return false;
        }
        l->len += (size_t)got;
    }
}

static void take_line(struct sink_letter *to, const char *line) {
    line += line[0] == '.';
    size_t len = strlen(line);
    if (to->len + len + 2 < SINK_LETTER_BYTES) {
        memcpy(to->bytes + to->len, line, len);
        memcpy(to->bytes + to->len + len, "\r\n", 2);
        to->bytes[to->len + len + 2] = 0;
        to->len += len + 2;
    }
}

/* False if the connection ends here. */
static bool take_letter(struct sink *s, struct line *l, struct sink_letter *to) {
    char text[2048];
    to->len = 0;
    (void)answer(l, "354 go on\r\n");
    for (int i = 0; hear(l, text, sizeof(text)); i++) {
        if (strcmp(text, ".") == 0) {
            const char *said = s->manner == SINK_NO_SPAM ? "554 5.7.1 we do not like it\r\n"
                               : s->manner == SINK_LATER ? "452 4.3.1 disk full\r\n"
                                                         : "250 ok\r\n";
            if (s->manner == SINK_CUTS_AFTER) {
                return false;
            }
            s->count += said[0] == '2';
            return answer(l, said);
        }
        take_line(to, text);
        if (s->manner == SINK_CUTS && i == 5) {
            return false;
        }
    }
    return false;
}

static const char *to_recipient(enum manner m) {
    return m == SINK_BUSY      ? "451 4.2.1 mailbox busy\r\n"
           : m == SINK_NO_SUCH ? "550 5.1.1 nobody of that name\r\n"
                               : "250 ok\r\n";
}

/* False if the connection ends here. */
static bool obey(struct sink *s, struct line *l, const char *said) {
    struct sink_letter *next = &s->letters[s->count % SINK_LETTERS_MOST];
    if (strncmp(said, "EHLO ", 5) == 0) {
        return answer(l, "250-sink\r\n250 8BITMIME\r\n");
    }
    if (strncmp(said, "MAIL FROM:", 10) == 0) {
        (void)snprintf(next->from, sizeof(next->from), "%.299s", said + 10);
        return answer(l, "250 ok\r\n");
    }
    if (strncmp(said, "RCPT TO:", 8) == 0) {
        (void)snprintf(next->to, sizeof(next->to), "%.299s", said + 8);
        return answer(l, to_recipient(s->manner));
    }
    if (strcmp(said, "DATA") == 0) {
        return take_letter(s, l, next);
    }
    (void)answer(l, "221 bye\r\n");
    return false;
}

static void *serve(void *arg) {
    struct sink *s = arg;
    struct line l = {0};
    while ((l.socket = accept(s->socket, NULL, NULL)) >= 0) {
        char said[2048];
        l.len = 0;
        s->asked++;
        bool open = s->manner == SINK_SILENT   ? true
                    : s->manner == SINK_CLOSED ? answer(&l, "554 not today\r\n") && false
                                               : answer(&l, "220 sink\r\n");
        while (open && hear(&l, said, sizeof(said))) {
            open = obey(s, &l, said);
        }
        (void)close(l.socket);
    }
    return NULL;
}

bool sink_open(struct sink *s) {
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(here);
    *s = (struct sink){.socket = socket(AF_INET, SOCK_STREAM, 0)};
    s->letters = calloc(SINK_LETTERS_MOST, sizeof(*s->letters));
    for (size_t i = 0; s->letters && i < SINK_LETTERS_MOST; i++) {
        s->letters[i].bytes = calloc(1, SINK_LETTER_BYTES);
    }
    bool open = bind(s->socket, (struct sockaddr *)&here, size) == 0 && listen(s->socket, 8) == 0 &&
                getsockname(s->socket, (struct sockaddr *)&here, &size) == 0;
    s->port = ntohs(here.sin_port);
    return open && s->letters && pthread_create(&s->thread, NULL, serve, s) == 0;
}

void sink_close(struct sink *s) {
    (void)shutdown(s->socket, SHUT_RDWR);
    (void)close(s->socket);
    pthread_join(s->thread, NULL);
    for (size_t i = 0; i < SINK_LETTERS_MOST; i++) {
        free(s->letters[i].bytes);
    }
    free(s->letters);
}
