#include "web/answer.h"

#include "db/db.h"
#include "http/cookie.h"
#include "lang/say.h"
#include "web/asset.h"
#include "web/page.h"
#include "web/route.h"

#include <stdlib.h>
#include <time.h>

enum { UPLOAD_MOST = 64 * 1024 * 1024, FORM_BYTES_MOST = 256 * 1024 };

struct worker {
    const struct house *house;
    struct db *db;
    struct reader *reader;
};

void *answer_open(void *house, unsigned index) {
    (void)index;
    struct worker *k = calloc(1, sizeof(*k)); /* lives as long as its thread */
    str fault = {0};
    if (k) {
        k->house = house;
        k->db = db_open(k->house->database, &fault);
        k->reader = reader_open(k->house->lexicon);
    }
    if (k && (!k->db || !k->reader)) {
        answer_close(k);
        k = NULL;
    }
    return k;
}

void answer_close(void *worker) {
    struct worker *k = worker;
    reader_close(k->reader);
    db_close(k->db);
    free(k);
}

size_t answer_body_most(void *house, str method, str path) {
    (void)house, (void)method;
    return str_ends(path, STR("/import")) ? UPLOAD_MOST : FORM_BYTES_MOST;
}

/* The first language of the list that we speak; browsers name the dearest first. */
static enum tongue accepted(const struct request *r) {
    str rest = request_header(r, STR("Accept-Language"));
    str one;
    while (rest.len && str_cut(&rest, ',', &one)) {
        str code = str_trim(one);
        enum tongue t = EN;
        if (code.len >= 2 && tongue_of((str){code.at, 2}, &t)) {
            return t;
        }
        if (str_starts(code, STR("no")) || str_starts(code, STR("nn"))) {
            return NB;
        }
    }
    return EN;
}

/* "/da/clusters" is Danish and "/clusters"; false if no language leads the path. */
static bool take_language(struct page *p) {
    str rest = str_skip(p->request->path, 1);
    str code;
    if (!str_cut(&rest, '/', &code) || !tongue_of(code, &p->work.tongue)) {
        return false;
    }
    p->lang = tongue_code(p->work.tongue);
    p->path = str_skip(p->request->path, 1 + code.len);
    return true;
}

static void find_reader(struct page *p) {
    str token = cookie_get(p->request, STR("session"));
    if (!token.len || !session_find(&p->work, token, &p->session)) {
        p->session = (struct session){0};
        return;
    }
    p->work.actor = p->session.account;
    if (!account_one(&p->work, p->session.account, &p->account)) {
        p->work.actor = 0;
        p->session = (struct session){0};
    }
}

/* A form from another site is refused by what the browser says of itself and by the form key. */
static bool form_is_ours(const struct page *p) {
    str site = request_header(p->request, STR("Sec-Fetch-Site"));
    if (site.len && !str_eq(site, STR("same-origin")) && !str_eq(site, STR("none"))) {
        return false;
    }
    str origin = request_header(p->request, STR("Origin"));
    str host = request_header(p->request, STR("Host"));
    if (origin.len && !str_eq(origin, STR("null")) && !str_ends(origin, host)) {
        return false;
    }
    str key = page_form(p, STR("form_key"));
    return page_signed_in(p) ? session_form_right(&p->session, key)
                             : form_stamp_right(&p->house->secret, p->work.now, key);
}

static int64_t object_of(const struct page *p, enum right right) {
    return right == RIGHT_MANAGER ? p->session.cluster : p->id;
}

static void ask_to_sign_in(struct page *p) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, STR("/sign-in?next="));
    buf_add(&to, p->path);
    page_redirect(p, buf_str(&to));
}

static void dispatch(struct page *p) {
    const struct route *route = NULL;
    switch (route_find(p, &route)) {
    case ROUTE_NONE: page_not_found(p); return;
    case ROUTE_OTHER_METHOD: page_error(p, 405); return;
    case ROUTE_FOUND: break;
    }
    if (!right_holds(&p->work, route->right, object_of(p, route->right))) {
        if (!page_signed_in(p) && request_reads(p->request)) {
            ask_to_sign_in(p);
        } else {
            page_not_found(p);
        }
        return;
    }
    if (!request_reads(p->request) && !form_is_ours(p)) {
        page_error(p, 403);
        return;
    }
    route->answer(p);
}

static bool answer_asset(const struct request *r, struct response *out) {
    const struct asset_file *f = asset_find(r->path);
    if (!f) {
        return false;
    }
    struct asset a = {.bytes = {(const char *)f->bytes, f->len},
            .brotli = {(const char *)f->brotli, f->brotli_len},
            .gzip = {(const char *)f->gzip, f->gzip_len},
            .type = str_of(f->type),
            .etag = str_of(f->etag),
            .immutable = true};
    response_asset(out, r, &a);
    return true;
}

static void answer_health(struct page *p) {
    p->response->type = STR("text/plain; charset=utf-8");
    bool well = db_number(&p->work, "SELECT COUNT(*) FROM schema_step") > 0;
    p->response->status = well ? 200 : 503;
    p->response->body = well ? STR("ok\n") : STR("the database does not answer\n");
}

static void answer_page(struct page *p) {
    if (!take_language(p)) {
        p->work.tongue = accepted(p->request);
        p->lang = tongue_code(p->work.tongue);
        if (str_eq(p->request->path, STR("/"))) {
            page_redirect(p, STR("/"));
        } else {
            page_error(p, 404);
        }
        response_header(p->work.mem, p->response, STR("Vary"), STR("Accept-Language"));
        return;
    }
    find_reader(p);
    p->scope = scope_of(&p->work);
    dispatch(p);
}

void answer(void *worker, struct arena *mem, const struct request *r, struct response *out) {
    struct worker *k = worker;
    if (str_starts(r->path, STR("/assets/")) && answer_asset(r, out)) {
        return;
    }
    struct page p = {.work = {.mem = mem, .db = k->db, .now = (int64_t)time(NULL)},
            .out = {.mem = mem},
            .request = r,
            .response = out,
            .house = k->house,
            .reader = k->reader,
            .lang = STR("en")};
    if (str_eq(r->path, STR("/health"))) {
        answer_health(&p);
    } else {
        answer_page(&p);
    }
}

void answer_refused(
        void *house, struct arena *mem, const struct request *r, int status, struct response *out) {
    struct page p = {.work = {.mem = mem, .now = (int64_t)time(NULL), .fault = STR("refused")},
            .out = {.mem = mem},
            .request = r,
            .response = out,
            .house = house,
            .lang = STR("en")};
    if (!take_language(&p)) {
        p.work.tongue = accepted(r);
        p.lang = tongue_code(p.work.tongue);
    }
    page_error(&p, status);
}
