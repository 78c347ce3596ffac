#include "tests/site.h"

#include "account/session.h"
#include "base/buf.h"
#include "http/form.h"
#include "http/response.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct work site_work(struct site *s, int64_t account) {
    return (struct work){.mem = &s->mem, .db = s->db, .now = (int64_t)time(NULL), .actor = account};
}

bool site_open(struct site *s) {
    str fault = {0};
    *s = (struct site){0};
    s->db = fresh_make(&s->fresh) ? world_open_at(s->fresh.address) : NULL;
    s->house.database = s->fresh.address;
    s->lexicon = lexicon_open(&fault);
    s->house.lexicon = s->lexicon;
    s->house.detector = s->lexicon ? detector_open(s->lexicon) : NULL;
    s->house.live = s->house.lexicon ? live_open(s->house.lexicon, &fault) : NULL;
    s->house.trust = trust_open();
    s->worker = s->house.live && s->house.trust && s->db ? answer_open(&s->house, 0) : NULL;
    if (!s->worker) {
        printf("no site: %.*s\n", (int)fault.len, fault.at);
        return false;
    }
    password_gate_open(&s->house.gate);
    seal_new(&s->house.seal);
    s->house.address = STR("https://handslag.example");
    struct work w = site_work(s, 0);
    form_secret_load(&w, &s->house.secret);
    live_load(&w, s->house.live);
    trust_load(&w, s->house.trust);
    return work_ok(&w);
}

void site_close(struct site *s) {
    if (s->worker) {
        answer_close(s->worker);
        password_gate_close(&s->house.gate);
    }
    live_close(s->house.live);
    trust_close(s->house.trust);
    if (s->house.detector) {
        detector_close(s->house.detector);
    }
    lexicon_close(s->lexicon);
    db_close(s->db);
    fresh_drop(&s->fresh);
    arena_free(&s->mem);
}

static str joined(struct site *s, const char *head, str tail) {
    struct buf out = {.mem = &s->mem};
    buf_add(&out, str_of(head));
    buf_add(&out, tail);
    return buf_str(&out);
}

/* Signs the account in; its cookie goes into the request and its form key is handed back. */
static str sign_in(struct site *s, int64_t account, struct field *cookie) {
    struct work w = site_work(s, account);
    struct session session = {0};
    if (!account) {
        return form_stamp_make(&s->mem, &s->house.secret, w.now);
    }
    db_begin(&w);
    str token = session_start(&w, account);
    bool kept = db_end(&w) && session_find(&w, token, &session);
    *cookie = (struct field){STR("Cookie"), joined(s, "session=", token)};
    return kept ? session.form_key : (str){0};
}

static struct answered ask(struct site *s, const struct request *r) {
    struct response response = response_new();
    answer(s->worker, &s->mem, r, &response);
    struct answered a = {.status = response.status, .body = response.body};
    for (size_t i = 0; i < response.header_count; i++) {
        if (str_eq(response.headers[i].name, STR("Location"))) {
            a.location = response.headers[i].value;
        }
    }
    return a;
}

static void take_address(struct site *s, struct request *r, const char *address) {
    r->raw_query = str_of(address);
    (void)str_cut(&r->raw_query, '?', &r->path);
    (void)form_urlencoded(&s->mem, r->raw_query, &r->query);
}

struct answered site_get(struct site *s, int64_t account, const char *address) {
    struct field cookie = {0};
    struct request r = {.method = GET, .method_name = STR("GET"), .id = STR("test")};
    (void)sign_in(s, account, &cookie);
    r.headers = (struct fields){&cookie, account ? 1 : 0};
    take_address(s, &r, address);
    return ask(s, &r);
}

struct answered site_post(struct site *s, int64_t account, const char *address, const char *form) {
    struct field cookie = {0};
    struct request r = {.method = POST, .method_name = STR("POST"), .id = STR("test")};
    str key = sign_in(s, account, &cookie);
    struct buf body = {.mem = &s->mem};
    buf_add(&body, joined(s, "form_key=", key));
    buf_add(&body, joined(s, "&", str_of(form)));
    r.headers = (struct fields){&cookie, account ? 1 : 0};
    take_address(s, &r, address);
    (void)form_urlencoded(&s->mem, buf_str(&body), &r.form);
    return ask(s, &r);
}
