#include "tests/visitor.h"

#include "base/buf.h"
#include "http/decode.h"

#include <stdio.h>
#include <time.h>

bool visitor_open(struct visitor *v) {
    str fault = {0};
    *v = (struct visitor){0};
    v->work = (struct work){.mem = &v->mem, .now = (int64_t)time(NULL)};
    v->work.db = fresh_make(&v->fresh) ? world_open_at(v->fresh.address) : NULL;
    v->house.database = v->fresh.address;
    v->lexicon = lexicon_open(&fault);
    v->house.lexicon = v->lexicon;
    v->house.detector = v->lexicon ? detector_open(v->lexicon) : NULL;
    v->house.live = v->lexicon ? live_open(v->house.lexicon, &fault) : NULL;
    v->house.trust = trust_open();
    if (!v->work.db || !v->house.live) {
        printf("no visitor: %.*s\n", (int)fault.len, fault.at);
        return false;
    }
    password_gate_open(&v->house.gate);
    seal_new(&v->house.seal);
    v->house.address = STR("https://handslag.example");
    form_secret_load(&v->work, &v->house.secret);
    live_load(&v->work, v->house.live);
    trust_load(&v->work, v->house.trust);
    v->worker = answer_open(&v->house, 0);
    return v->worker != NULL && work_ok(&v->work);
}

void visitor_close(struct visitor *v) {
    answer_close(v->worker);
    live_close(v->house.live);
    trust_close(v->house.trust);
    detector_close(v->house.detector);
    lexicon_close(v->lexicon);
    password_gate_close(&v->house.gate);
    db_close(v->work.db);
    fresh_drop(&v->fresh);
    arena_free(&v->mem);
}

static struct fields fields_of(struct arena *mem, str coded) {
    struct fields all = {.at = arena_new(mem, struct field, 32)};
    str pair;
    while (coded.len && all.count < 32 && str_cut(&coded, '&', &pair)) {
        struct field *f = &all.at[all.count++];
        (void)str_cut(&pair, '=', &f->name);
        (void)decode_form(mem, pair, &f->value);
    }
    return all;
}

static void add_cookie(const struct visitor *v, struct buf *all, str name, str value) {
    if (value.len) {
        buf_add(all, all->len ? STR("; ") : (str){0});
        buf_add(all, v->secure ? STR("__Host-") : (str){0});
        buf_add(all, name);
        buf_add(all, value);
    }
}

static struct fields headers_of(struct visitor *v) {
    struct fields all = {.at = arena_new(&v->mem, struct field, 6)};
    for (size_t i = 0; i < v->header_count; i++) {
        all.at[all.count++] = v->headers[i];
    }
    all.at[all.count++] = (struct field){STR("Host"), STR("handslag.example")};
    if (v->session.len || v->half.len || v->openid.len) {
        struct buf cookie = {.mem = &v->mem};
        add_cookie(v, &cookie, STR("session="), v->session);
        add_cookie(v, &cookie, STR("half="), v->half);
        add_cookie(v, &cookie, STR("openid="), v->openid);
        all.at[all.count++] = (struct field){STR("Cookie"), buf_str(&cookie)};
    }
    return all;
}

str visitor_between(str text, str before, char end) {
    for (size_t i = 0; i + before.len <= text.len; i++) {
        str rest = str_skip(text, i);
        str found;
        if (str_starts(rest, before)) {
            rest = str_skip(rest, before.len);
            (void)str_cut(&rest, end, &found);
            return found;
        }
    }
    return (str){0};
}

static void keep(struct visitor *v, const struct response *r) {
    str key = visitor_between(r->body, STR("name='form_key' value='"), '\'');
    for (size_t i = 0; i < r->header_count; i++) {
        str cookie =
                decode_same(r->headers[i].name, STR("Set-Cookie")) ? r->headers[i].value : (str){0};
        if (str_has(cookie, STR("session="))) {
            v->session = arena_copy(&v->mem, visitor_between(cookie, STR("session="), ';'));
        } else if (str_has(cookie, STR("half="))) {
            v->half = arena_copy(&v->mem, visitor_between(cookie, STR("half="), ';'));
        } else if (str_has(cookie, STR("openid="))) {
            v->openid = arena_copy(&v->mem, visitor_between(cookie, STR("openid="), ';'));
        }
    }
    if (key.len) {
        v->form_key = arena_copy(&v->mem, key);
    }
}

struct response visitor_ask(struct visitor *v, enum method method, str target, str form) {
    static const str names[] = {{"GET", 3}, {"HEAD", 4}, {"POST", 4}, {"PUT", 3}};
    struct response out = response_new();
    struct request r = {.method = method,
            .method_name = names[method],
            .address = STR("192.0.2.7"),
            .secure = v->secure,
            .id = STR("test"),
            .headers = headers_of(v),
            .form = fields_of(&v->mem, form),
            .uploads = v->uploads};
    r.raw_query = target;
    (void)str_cut(&r.raw_query, '?', &r.path);
    r.query = fields_of(&v->mem, r.raw_query);
    answer(v->worker, &v->mem, &r, &out);
    keep(v, &out);
    return out;
}

struct response visitor_get(struct visitor *v, str target) {
    return visitor_ask(v, GET, target, STR(""));
}

struct response visitor_post(struct visitor *v, str target, str form) {
    struct buf whole = {.mem = &v->mem};
    buf_add(&whole, STR("form_key="));
    buf_add(&whole, v->form_key);
    buf_add(&whole, STR("&"));
    buf_add(&whole, form);
    return visitor_ask(v, POST, target, buf_str(&whole));
}

void visitor_sign_in(struct visitor *v, str mail) {
    struct buf form = {.mem = &v->mem};
    v->session = (str){0};
    (void)visitor_get(v, STR("/en/sign-in"));
    buf_add(&form, STR("mail="));
    buf_add(&form, mail);
    buf_add(&form, STR("&password=grey+herons+count+stairs"));
    (void)visitor_post(v, STR("/en/sign-in"), buf_str(&form));
    (void)visitor_get(v, STR("/en/me"));
}

str visitor_header(const struct response *r, str name) {
    for (size_t i = 0; i < r->header_count; i++) {
        if (decode_same(r->headers[i].name, name)) {
            return r->headers[i].value;
        }
    }
    return (str){0};
}

bool visitor_sees(const struct response *r, str part) {
    return str_has(r->body, part);
}
