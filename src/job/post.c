#include "job/post.h"

#include "base/buf.h"
#include "base/log.h"
#include "db/db.h"
#include "job/due.h"
#include "mail/message.h"
#include "mail/unwanted.h"
#include "wire/mime.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    LOOK_MILLISECONDS = 250,
    CONNECT_MILLISECONDS = 10000,
    LETTER_MILLISECONDS = 60000, /* well within the lease */
    REST_SECONDS = 20,           /* while the server is away, then twice as long each time */
    REST_SECONDS_MOST = 600,
    STOP_SECONDS = 3, /* a letter that is half over may end */
    HOUR_SECONDS = 3600,
    FAULTS_EVERY_SECONDS = 10,
    REPLY_BYTES = 160,
    NOTES_MOST = 40,
};

struct post {
    pthread_t thread;
    struct db *db;
    struct post_office office;
    int64_t say_due; /* the next time a fault is said */
    atomic_bool stop;
};

enum stage { STAGE_HELLO, STAGE_RECIPIENT, STAGE_BODY };

/* One letter's way: what is left of it, how far the talk is, and what was answered last. */
struct talk {
    str left;
    enum stage stage;
    bool over; /* we have taken leave, and what is answered to that tells nothing */
    char reply[REPLY_BYTES];
    const atomic_bool *stop;
    time_t stopping; /* since when */
};

static size_t give(char *to, size_t size, size_t count, void *talk) {
    struct talk *t = talk;
    size_t most = size * count < t->left.len ? size * count : t->left.len;
    memcpy(to, t->left.at, most);
    t->left = str_skip(t->left, most);
    return most;
}

/* Only that a password was asked for could be seen here, never the password: of what we say just the
 * verb is looked at. */
static int follow(CURL *c, curl_infotype type, const char *text, size_t len, void *talk) {
    struct talk *t = talk;
    str line = {text, len};
    (void)c;
    if (type == CURLINFO_HEADER_OUT) {
        t->stage = str_starts(line, STR("RCPT "))  ? STAGE_RECIPIENT
                   : str_starts(line, STR("DATA")) ? STAGE_BODY
                                                   : t->stage;
        t->over = t->over || str_starts(line, STR("QUIT"));
    } else if (type == CURLINFO_HEADER_IN && !t->over && str_trim(line).len) {
        line = str_cap(str_trim(line), REPLY_BYTES - 1);
        memcpy(t->reply, line.at, line.len);
        t->reply[line.len] = 0;
    }
    return 0;
}

/* Whoever stops the program waits for a letter only once it is on its way, and not for long. */
static int may_go_on(void *talk, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
    struct talk *t = talk;
    (void)a, (void)b, (void)c, (void)d;
    if (!t->stop || !atomic_load(t->stop)) {
        return 0;
    }
    time_t now = time(NULL);
    t->stopping = t->stopping ? t->stopping : now;
    return t->stage != STAGE_BODY || now - t->stopping >= STOP_SECONDS;
}

/* With the host of our own address behind it, as which we present ourselves. */
static const char *server_address(struct work *w, const struct post_office *o) {
    struct buf out = {.mem = w->mem};
    str host = o->from;
    str local;
    (void)str_cut(&host, '@', &local);
    buf_add(&out, o->server);
    buf_add(&out, STR("/"));
    buf_add(&out, host);
    return arena_z(w->mem, buf_str(&out));
}

static void set_server(struct work *w, CURL *c, const struct post_office *o) {
    curl_easy_setopt(c, CURLOPT_URL, server_address(w, o));
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(c, CURLOPT_PROXY, "");
    curl_easy_setopt(c, CURLOPT_USE_SSL, (long)(o->plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (o->trusted.len) {
        struct curl_blob trusted = {arena_z(w->mem, o->trusted), o->trusted.len, CURL_BLOB_COPY};
        curl_easy_setopt(c, CURLOPT_CAINFO_BLOB, &trusted);
        curl_easy_setopt(c, CURLOPT_CAPATH, NULL);
    }
    if (o->user.len && !o->plain) {
        curl_easy_setopt(c, CURLOPT_USERNAME, arena_z(w->mem, o->user));
        curl_easy_setopt(c, CURLOPT_PASSWORD, arena_z(w->mem, o->password));
    }
    long most = o->milliseconds ? o->milliseconds : LETTER_MILLISECONDS;
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS,
            most < CONNECT_MILLISECONDS ? most : (long)CONNECT_MILLISECONDS);
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, most);
    curl_easy_setopt(c, CURLOPT_SERVER_RESPONSE_TIMEOUT, most / 1000 + 1);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
}

static void set_talk(CURL *c, struct talk *t) {
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(c, CURLOPT_READDATA, t);
    curl_easy_setopt(c, CURLOPT_INFILESIZE_LARGE, (curl_off_t)t->left.len);
    curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, follow);
    curl_easy_setopt(c, CURLOPT_DEBUGDATA, t);
    curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, may_go_on);
    curl_easy_setopt(c, CURLOPT_XFERINFODATA, t);
}

static str bracketed(struct work *w, str mail) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, STR("<"));
    buf_add(&out, mail);
    buf_add(&out, STR(">"));
    return buf_str(&out);
}

/* How it ended, with the server's own words, or else what went wrong on the way. */
struct ending {
    enum post_turn turn;
    str why;
};

/* Before the recipient was named the server refuses us, and not the letter. */
static struct ending judge(struct work *w, const struct talk *t, CURLcode code) {
    bool answered = code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY ||
                    code == CURLE_LOGIN_DENIED;
    struct ending e = {
            t->stage == STAGE_HELLO ? POST_AWAY : POST_PUT_OFF, str_of(curl_easy_strerror(code))};
    if (code == CURLE_OK) {
        return (struct ending){POST_SENT, {0}};
    }
    if (code == CURLE_ABORTED_BY_CALLBACK) {
        return (struct ending){POST_STOPPED, {0}};
    }
    if (answered && (t->reply[0] == '4' || t->reply[0] == '5')) {
        e.why = arena_copy(w->mem, str_of(t->reply));
        e.turn = t->reply[0] == '5' && t->stage != STAGE_HELLO ? POST_REFUSED : e.turn;
    }
    return e;
}

static struct ending hand_over(
        struct work *w, const struct post_office *o, const struct letter *l, struct talk *t) {
    CURL *c = curl_easy_init();
    struct curl_slist *to = curl_slist_append(NULL, arena_z(w->mem, bracketed(w, l->to)));
    if (!c || !to) {
        curl_slist_free_all(to);
        curl_easy_cleanup(c);
        return (struct ending){POST_AWAY, STR("no memory for a connection")};
    }
    set_server(w, c, o);
    set_talk(c, t);
    curl_easy_setopt(c, CURLOPT_MAIL_FROM, arena_z(w->mem, bracketed(w, o->from)));
    curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
    CURLcode code = curl_easy_perform(c);
    curl_slist_free_all(to);
    curl_easy_cleanup(c);
    return judge(w, t, code);
}

/* In the name of the cluster, where the letter is in one's. */
static str sender_name(struct work *w, const struct letter *l) {
    str name = {0};
    struct rows r = db_rows(w, "SELECT name FROM cluster WHERE id = ?", num(l->cluster));
    (void)db_next(&r, to(name));
    db_stop(&r);
    return name.len ? name : STR("Handslag");
}

static struct ending send_letter(struct work *w, const struct post_office *o,
        const struct letter *l, const atomic_bool *stop) {
    if (!mime_is_mail(l->to)) {
        return (struct ending){POST_FAILED, STR("no letter can be sent to this address")};
    }
    if (unwanted_is(w, o->seal, l->to, l->kind)) {
        return (struct ending){POST_FAILED, STR("its reader refused letters of this kind")};
    }
    const struct message m = {.letter = l,
            .from = o->from,
            .from_name = sender_name(w, l),
            .address = o->address,
            .unsubscribe = message_unsubscribe(w, o->seal, o->address, l)};
    struct talk t = {.left = message_bytes(w, &m), .stop = stop};
    return work_ok(w) ? hand_over(w, o, l, &t) : (struct ending){POST_STOPPED, {0}};
}

static bool note_once(struct work *w, const struct post_office *o, const struct letter *l,
        const struct ending *e) {
    db_begin(w);
    switch (e->turn) {
    case POST_SENT: outgoing_sent(w, o->seal, l); break;
    case POST_PUT_OFF: outgoing_put_off(w, l, e->why); break;
    case POST_AWAY: outgoing_wait(w, l, e->why); break;
    case POST_REFUSED: outgoing_refused(w, l, e->why); break;
    case POST_FAILED: outgoing_failed(w, l, e->why); break;
    case POST_STOPPED: outgoing_give_back(w, l); break;
    case POST_NOTHING: break; /* is none of a letter */
    }
    return db_end(w);
}

/* Of a letter that went out and is not noted as sent another copy goes out after its lease, so the
 * database is asked again while it is busy or away. */
static void note(struct work *w, const struct post_office *o, const struct letter *l,
        const struct ending *e) {
    struct work again = *w;
    for (int i = 0; !note_once(&again, o, l, e) && i < NOTES_MOST; i++) {
        w->fault = again.fault;
        w->trouble = again.trouble;
        nanosleep(&(struct timespec){.tv_nsec = LOOK_MILLISECONDS * 1000000L}, NULL);
        again = (struct work){.mem = w->mem, .db = w->db, .now = w->now};
    }
}

enum post_turn post_turn(
        struct work *w, const struct post_office *office, const atomic_bool *stop) {
    struct letter l = {0};
    if (!outgoing_take(w, office->seal, &l)) {
        return POST_NOTHING;
    }
    struct ending e = send_letter(w, office, &l, stop);
    note(w, office, &l, &e);
    return e.turn;
}

static void log_fault(struct post *p, const struct work *w) {
    if (!work_ok(w) && due_now(p->say_due, w->now, FAULTS_EVERY_SECONDS)) {
        p->say_due = w->now + FAULTS_EVERY_SECONDS;
        log_trouble(STR("sending letters"), w->fault);
    }
}

static void sweep(struct post *p, struct work *w) {
    db_begin(w);
    outgoing_sweep(w, p->office.seal);
    (void)db_end(w);
    log_fault(p, w);
}

static void rest(struct post *p, int64_t seconds) {
    int64_t until = (int64_t)time(NULL) + seconds;
    do {
        db_await_change(p->db, LOOK_MILLISECONDS);
    } while (!atomic_load(&p->stop) && !due_now(until, (int64_t)time(NULL), seconds));
}

static void *run(void *arg) {
    struct post *p = arg;
    struct arena mem = {0};
    int64_t sweep_due = 0;
    int64_t pause = REST_SECONDS;
    while (!atomic_load(&p->stop)) {
        struct work w = {.mem = &mem, .db = p->db, .now = (int64_t)time(NULL)};
        enum post_turn turn = POST_NOTHING;
        if (db_try_lock(&w, STR("post"))) {
            turn = post_turn(&w, &p->office, &p->stop);
            log_fault(p, &w);
            if (due_now(sweep_due, w.now, HOUR_SECONDS)) {
                struct work clean = {.mem = &mem, .db = p->db, .now = w.now};
                sweep(p, &clean);
                sweep_due = w.now + HOUR_SECONDS;
            }
            db_unlock(&w, STR("post"));
        }
        arena_rewind(&mem, (struct arena_mark){0});
        if (turn == POST_AWAY) {
            rest(p, pause);
            pause = pause * 2 < REST_SECONDS_MOST ? pause * 2 : REST_SECONDS_MOST;
        } else if (turn == POST_NOTHING) {
            rest(p, 1);
        } else {
            pause = REST_SECONDS;
        }
    }
    arena_free(&mem);
    return NULL;
}

bool post_server_fits(str server) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.";
    str rest = str_starts(server, STR("smtp://"))    ? str_skip(server, 7)
               : str_starts(server, STR("smtps://")) ? str_skip(server, 8)
                                                     : (str){0};
    bool with_port = str_has(rest, STR(":"));
    int64_t port = 0;
    str host = {0};
    (void)str_cut(&rest, ':', &host);
    for (size_t i = 0; i < host.len; i++) {
        if (!memchr(plain, host.at[i], sizeof(plain) - 1)) {
            return false;
        }
    }
    return host.len && (!with_port || (str_num(rest, &port) && port > 0 && port < 65536));
}

struct post *post_start(
        struct arena *mem, const char *database, const struct post_office *office, str *fault) {
    struct post *p = calloc(1, sizeof(*p)); /* lives as long as its thread */
    if (!p || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        *fault = STR("out of memory");
        free(p);
        return NULL;
    }
    p->office = *office;
    p->db = db_open(mem, database, fault);
    if (!p->db || pthread_create(&p->thread, NULL, run, p) != 0) {
        db_close(p->db);
        free(p);
        return NULL;
    }
    return p;
}

void post_stop(struct post *p) {
    if (p) {
        atomic_store(&p->stop, true);
        pthread_join(p->thread, NULL);
        db_close(p->db);
        free(p);
        curl_global_cleanup();
    }
}
