#include "job/embedder.h"

#include "base/buf.h"
#include "db/db.h"
#include "wire/json.h"
#include "wire/json_read.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    LOOKED_AT_ONCE = 200,
    IDLE_MILLISECONDS = 5000,
    ANSWER_MILLISECONDS = 30000,
    CONNECT_MILLISECONDS = 5000,
    LEFT_ALONE_SECONDS = 60,
    TEXT_BYTES_MOST = 8000,
};

struct embedder {
    pthread_t thread;
    struct db *db;
    struct seal seal;
    atomic_bool stop;
};

/* What comes back, as long as it is of bounded size. */
static size_t take(const char *bytes, size_t size, size_t count, void *buf) {
    struct buf *out = buf;
    if (out->len + size * count > JSON_BYTES_MOST) {
        return 0;
    }
    buf_add(out, (str){bytes, size * count});
    return size * count;
}

static int may_go_on(void *stop, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
    (void)a, (void)b, (void)c, (void)d;
    return atomic_load((const atomic_bool *)stop);
}

static str question(struct work *w, str model, const struct embedding_due *due, size_t count) {
    struct buf out = {.mem = w->mem};
    struct json j = {.out = &out};
    json_object_begin(&j);
    json_key(&j, STR("model"));
    json_text(&j, model);
    json_key(&j, STR("input"));
    json_array_begin(&j);
    for (size_t i = 0; i < count; i++) {
        json_text(&j, str_cap(due[i].text, TEXT_BYTES_MOST));
    }
    json_array_end(&j);
    json_object_end(&j);
    return buf_str(&out);
}

static struct curl_slist *headers_of(struct work *w, str plain) {
    struct curl_slist *all = curl_slist_append(NULL, "Content-Type: application/json");
    struct buf secret = {.mem = w->mem};
    if (plain.len) {
        buf_add(&secret, STR("Authorization: Bearer "));
        buf_add(&secret, plain);
        all = curl_slist_append(all, arena_z(w->mem, buf_str(&secret)));
    }
    return all;
}

/* Empty when it went well; else why not. */
static str post(struct work *w, const struct embedding_source *s, str body,
        const struct embedder_limits *limits, struct buf *answer) {
    str secret = {0};
    if (s->secret.len && !seal_open(w->mem, limits->seal, s->secret, &secret)) {
        return STR("its secret was sealed with another key; set it again");
    }
    CURL *c = curl_easy_init();
    if (!c) {
        return STR("no memory for a connection");
    }
    struct curl_slist *headers = headers_of(w, secret);
    long status = 0;
    curl_easy_setopt(c, CURLOPT_URL, arena_z(w->mem, s->address));
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)body.len);
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, body.at);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, answer);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MILLISECONDS);
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, limits->milliseconds);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, may_go_on);
    curl_easy_setopt(c, CURLOPT_XFERINFODATA, limits->stop);
    CURLcode code = curl_easy_perform(c);
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    if (code != CURLE_OK) {
        return str_of(curl_easy_strerror(code));
    }
    return status == 200 ? (str){0} : STR("it answered with another status than 200");
}

static bool take_numbers(struct work *w, const struct json_value *list, double *numbers) {
    (void)w;
    for (size_t i = 0; i < list->count; i++) {
        const struct json_value *v = &list->at[i];
        if (v->kind != JSON_IS_NUM && v->kind != JSON_IS_REAL) {
            return false;
        }
        numbers[i] = v->real;
    }
    return list->count > 0;
}

/* As many as were asked for, each once by its index, all of one length. */
static bool take_answer(struct work *w, str bytes, size_t count, str *written) {
    const struct json_value *all = json_read(w->mem, bytes);
    const struct json_value *data = all ? json_member(all, STR("data")) : NULL;
    double *numbers = arena_new(w->mem, double, EMBEDDING_NUMBERS_MOST);
    size_t length = 0;
    if (!data || data->kind != JSON_IS_LIST || data->count != count) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct json_value *index = json_member(&data->at[i], STR("index"));
        const struct json_value *list = json_member(&data->at[i], STR("embedding"));
        bool fine = index && index->kind == JSON_IS_NUM && index->num >= 0 &&
                    (size_t)index->num < count && !written[index->num].len && list &&
                    list->kind == JSON_IS_LIST && list->count <= EMBEDDING_NUMBERS_MOST &&
                    (length == 0 || list->count == length) && take_numbers(w, list, numbers);
        if (!fine) {
            return false;
        }
        length = list->count;
        written[index->num] = embedding_written(w->mem, numbers, length);
        if (!written[index->num].len) {
            return false;
        }
    }
    return true;
}

static enum embedder_turn give_up(struct work *w, str why) {
    db_begin(w);
    embedding_source_note(w, why);
    (void)db_end(w);
    return EMBEDDER_FAILED;
}

static enum embedder_turn ask_for(struct work *w, const struct embedding_source *s,
        const struct embedding_due *due, size_t count, const struct embedder_limits *limits) {
    struct buf answer = {.mem = w->mem};
    str written[EMBEDDER_AT_ONCE] = {{0}};
    str why = post(w, s, question(w, s->model, due, count), limits, &answer);
    if (!why.len && !take_answer(w, buf_str(&answer), count, written)) {
        why = STR("its answer is not as it should be");
    }
    if (why.len) {
        return give_up(w, why);
    }
    db_begin_bulk(w);
    for (size_t i = 0; i < count; i++) {
        embedding_keep(w, &due[i], written[i]);
    }
    embedding_source_note(w, (str){0});
    return db_end(w) ? EMBEDDER_SENT : EMBEDDER_FAILED;
}

enum embedder_turn embedder_turn(
        struct work *w, const struct embedder_limits *limits, int64_t *after) {
    struct embedding_source s = {0};
    struct embedding_due due[EMBEDDER_AT_ONCE];
    size_t count = 0;
    bool more = true;
    if (!embedding_source(w, &s) || (s.failed && w->now - s.failed < LEFT_ALONE_SECONDS)) {
        return EMBEDDER_NOTHING;
    }
    while (more && count < EMBEDDER_AT_ONCE && work_ok(w)) {
        struct embedding_dues some = embedding_list(w, s.model, *after, LOOKED_AT_ONCE);
        for (size_t i = 0; i < some.count && count < EMBEDDER_AT_ONCE; i++) {
            *after = some.at[i].listing;
            if (some.at[i].text.len) {
                due[count++] = some.at[i];
            }
        }
        more = some.count > 0;
    }
    if (!more) {
        *after = 0;
    }
    return count ? ask_for(w, &s, due, count, limits) : EMBEDDER_NOTHING;
}

static void *run(void *arg) {
    struct embedder *e = arg;
    struct embedder_limits limits = {ANSWER_MILLISECONDS, &e->stop, &e->seal};
    struct arena mem = {0};
    int64_t after = 0;
    while (!atomic_load(&e->stop)) {
        struct work w = {.mem = &mem, .db = e->db, .now = (int64_t)time(NULL)};
        enum embedder_turn turn = EMBEDDER_NOTHING;
        if (db_try_lock(&w, STR("embedder"))) {
            turn = embedder_turn(&w, &limits, &after);
            db_unlock(&w, STR("embedder"));
        }
        arena_rewind(&mem, (struct arena_mark){0});
        for (int i = 0; turn != EMBEDDER_SENT && i < IDLE_MILLISECONDS / 250; i++) {
            if (!atomic_load(&e->stop)) {
                db_await_change(e->db, 250);
            }
        }
    }
    arena_free(&mem);
    return NULL;
}

struct embedder *embedder_start(
        struct arena *mem, const char *database, const struct seal *seal, str *fault) {
    struct embedder *e = calloc(1, sizeof(*e)); /* lives as long as its thread */
    if (!e || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        *fault = STR("out of memory");
        free(e);
        return NULL;
    }
    e->seal = *seal;
    e->db = db_open(mem, database, fault);
    if (!e->db || pthread_create(&e->thread, NULL, run, e) != 0) {
        db_close(e->db);
        free(e);
        return NULL;
    }
    return e;
}

void embedder_stop(struct embedder *e) {
    if (e) {
        atomic_store(&e->stop, true);
        pthread_join(e->thread, NULL);
        db_close(e->db);
        free(e);
        curl_global_cleanup();
    }
}
