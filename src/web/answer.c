#include "web/answer.h"

#include "db/db.h"
#include "db/once.h"
#include "http/cookie.h"
#include "web/asset.h"
#include "web/collaboration_file_page.h"
#include "web/confirm_page.h"
#include "web/limit.h"
#include "web/page.h"
#include "web/repeated.h"
#include "web/route.h"
#include "web/security_page.h"
#include "web/watch.h"
#include "wire/html.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    UPLOAD_MOST = 64 * 1024 * 1024,
    FORM_BYTES_MOST = 256 * 1024,
    TRIES_MOST = 6,
};

struct worker {
    struct house *house;
    struct db *db;
    struct reader *reader;
};

void *answer_open(void *house, unsigned index) {
    (void)index;
    struct worker *k = calloc(1, sizeof(*k)); /* lives as long as its thread */
    str fault = {0};
    if (k) {
        k->house = house;
        struct arena mem = {0};
        k->db = db_open(&mem, k->house->database, &fault);
        arena_free(&mem);
        k->reader = live_reader(k->house->live, NULL);
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
    bool file = str_ends(path, STR("/files")) && str_has(path, STR("/collaborations/"));
    return str_ends(path, STR("/import")) ? UPLOAD_MOST
           : file                         ? COLLABORATION_UPLOAD_MOST
                                          : FORM_BYTES_MOST;
}

/* "0.8" in thousandths; what cannot be read counts nothing. */
static int thousandths(str number) {
    int sum = number.len && number.at[0] == '1' ? 1000 : 0;
    int place = 100;
    for (size_t i = 2; i < number.len && number.at[i] >= '0' && number.at[i] <= '9'; i++) {
        sum += (number.at[i] - '0') * place;
        place /= 10;
    }
    return sum;
}

/* The q of "de;q=0.8"; without one it is the dearest. */
static int weight_of(str parameters) {
    str one;
    while (str_cut(&parameters, ';', &one)) {
        one = str_trim(one);
        if (str_starts(one, STR("q=")) || str_starts(one, STR("Q="))) {
            return thousandths(str_skip(one, 2));
        }
    }
    return 1000;
}

/* "de-AT" is German; "no" and "nn" are read as bokmål. */
static bool tongue_meant(str tag, enum tongue *found) {
    if (tag.len < 2 || (tag.len > 2 && tag.at[2] != '-')) {
        return false;
    }
    const char code[2] = {(char)(tag.at[0] | 0x20), (char)(tag.at[1] | 0x20)};
    str plain = {code, sizeof(code)};
    if (str_eq(plain, STR("no")) || str_eq(plain, STR("nn"))) {
        *found = NB;
        return true;
    }
    return tongue_of(plain, found);
}

/* The dearest language of the reader that we speak; of two as dear the one named first. */
static enum tongue accepted(const struct request *r) {
    str rest = request_header(r, STR("Accept-Language"));
    enum tongue best = EN;
    int most = 0;
    str one;
    while (str_cut(&rest, ',', &one)) {
        str tag = {0};
        enum tongue t = EN;
        one = str_trim(one);
        if (str_cut(&one, ';', &tag) && tongue_meant(str_trim(tag), &t)) {
            int weight = weight_of(one);
            best = weight > most ? t : best;
            most = weight > most ? weight : most;
        }
    }
    return best;
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

/* Who no longer works for that cluster or organisation goes on with another one of theirs, or with
 * none; and so does who was given the first one since. */
static void find_task(struct page *p) {
    struct session *s = &p->session;
    if (s->cluster && p->scope.reach < 2 && !scope_manages(&p->scope, s->cluster)) {
        s->cluster = 0;
    }
    if (s->organisation && !scope_belongs(&p->scope, s->organisation)) {
        s->organisation = 0;
    }
    if (s->cluster == 0 && s->organisation == 0) {
        s->cluster = p->scope.count ? p->scope.clusters[0] : 0;
        s->organisation =
                p->scope.count == 0 && p->scope.organisation_count ? p->scope.organisations[0] : 0;
    }
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
    p->scope = scope_of(&p->work);
    find_task(p);
}

static bool comes_from_here(const struct request *r) {
    str site = request_header(r, STR("Sec-Fetch-Site"));
    if (site.len) {
        return str_eq(site, STR("same-origin")) || str_eq(site, STR("none"));
    }
    str host = request_header(r, STR("Origin"));
    str scheme = {0};
    if (host.len == 0 || str_eq(host, STR("null"))) {
        return true;
    }
    (void)str_cut(&host, ':', &scheme);
    return str_starts(host, STR("//")) && str_eq(str_skip(host, 2), request_header(r, STR("Host")));
}

/* A form from another site is refused by what the browser says of itself, if it says anything,
 * and by the form key. */
static bool form_is_ours(const struct page *p) {
    str key = page_form(p, STR("form_key"));
    return comes_from_here(p->request) &&
           (page_signed_in(p) ? session_form_right(&p->session, key)
                              : form_stamp_right(&p->house->secret, p->work.now, key));
}

static int64_t object_of(const struct page *p, enum right right) {
    return right == RIGHT_MANAGER ? p->session.cluster : p->id;
}

static void ask_to_sign_in(struct page *p) {
    struct buf to = {.mem = p->work.mem};
    html(&to, "/sign-in?next={}", url(page_target(p)));
    page_redirect(p, buf_str(&to));
}

/* Of a form that could not be looked into for a fault it is not said that it is wrong. */
static void refuse_form(struct page *p) {
    page_error(p, work_ok(&p->work) ? 403 : 500);
}

/* A program has no use for a page to sign in on. */
static void refuse_program(struct page *p) {
    page_error(p, work_ok(&p->work) ? 401 : 500);
    response_header(
            p->work.mem, p->response, STR("WWW-Authenticate"), STR("Cookie realm=\"Handslag\""));
}

/* A visitor's form may be that of somebody whose session has ended, who should hear of it. */
static void refuse(struct page *p) {
    page_note(p, STR("refused"), p->account.id);
    if (page_signed_in(p)) {
        page_not_found(p);
    } else if (page_is_data(p)) {
        refuse_program(p);
    } else if (request_reads(p->request)) {
        ask_to_sign_in(p);
    } else {
        refuse_form(p);
    }
}

static void wrong_method(struct page *p, str allowed) {
    page_error(p, 405);
    response_header(p->work.mem, p->response, STR("Allow"), allowed);
}

/* Whose role asks for a second step that is missing can only set it up; and who sits at a browser
 * that was left open changes nothing of it. */
static bool may_go_on(struct page *p, enum right right) {
    if (!p->session.unsettled || security_stays_open(p)) {
        return right != RIGHT_FRESH || confirm_fresh(p);
    }
    if (page_is_data(p)) {
        refuse_program(p);
    } else {
        page_redirect(p, STR("/me/security"));
    }
    return false;
}

/* A form that was stored is not stored again. What was kept in answering one that is refused is not
 * what it asked for. */
static void answer_once_only(struct page *p, const struct route *route) {
    struct work after = p->work;
    str key = request_reads(p->request) ? (str){0} : repeated_key(p);
    if (key.len && once_known(&p->work, key)) {
        repeated_page(p);
        return;
    }
    p->work.once = key;
    route->answer(p);
    if (key.len && p->work.kept && p->status >= 400) {
        once_forget(&after, key);
    }
}

static void dispatch(struct page *p, enum route_found found, const struct route *route) {
    switch (found) {
    case ROUTE_NONE: page_not_found(p); return;
    case ROUTE_OTHER_METHOD: wrong_method(p, route_methods(p->path)); return;
    case ROUTE_FOUND: break;
    }
    if (!right_holds(&p->work, route->right, object_of(p, route->right))) {
        refuse(p);
        return;
    }
    /* What a letter's address carries nobody else can make a browser send, and mail programs that
     * send it have no form. */
    bool by_letter = route->right == RIGHT_LETTER;
    if (!request_reads(p->request) && !by_letter && !form_is_ours(p)) {
        refuse_form(p);
        return;
    }
    if (may_go_on(p, route->right)) {
        answer_once_only(p, route);
    }
}

/* What is somebody else's is answered as what is not there; so the log has both. */
static void note_outcome(struct page *p) {
    int status = p->response->status;
    bool kept_out = status == 401 || status == 403 || (status == 404 && page_signed_in(p));
    if (kept_out && p->response->note.event.len == 0) {
        page_note(p, STR("refused"), p->account.id);
    }
    if (status >= 500) {
        p->response->note =
                (struct http_note){.fault = p->work.fault}; /* nothing else came of it */
    }
}

static int64_t microseconds_now(void) {
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* True if it may go on; else they are told when. */
static bool within_limit(struct page *p, int64_t wait) {
    struct buf seconds = {.mem = p->work.mem};
    p->wait = (wait + 999) / 1000;
    if (wait) {
        page_error(p, 429);
        buf_num(&seconds, p->wait);
        response_header(p->work.mem, p->response, STR("Retry-After"), buf_str(&seconds));
    }
    return wait == 0;
}

/* What a network asks for too often does not even reach the database. */
static void find_and_dispatch(struct page *p) {
    const struct route *route = NULL;
    struct limits *limits = p->house->limits;
    enum route_found found = route_find(p, &route);
    enum limit_class class = limit_class(route, p->request->method);
    int64_t now = microseconds_now();
    if (!within_limit(p, limit_network(limits, class, p->request->address, now))) {
        return;
    }
    find_reader(p);
    if (within_limit(p, limit_account(limits, class, p->account.id, now))) {
        dispatch(p, found, route);
    }
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
            .etag = {f->etag + 1, strlen(f->etag) - 2}, /* the server adds the quotes */
            .immutable = true};
    response_asset(out, r, &a);
    return true;
}

static void answer_page(struct page *p) {
    if (!take_language(p)) {
        p->work.tongue = accepted(p->request);
        p->lang = tongue_code(p->work.tongue);
        if (str_eq(p->request->path, STR("/"))) {
            page_redirect(p, STR("/"));
        } else if (str_eq(p->request->path, STR("/sign-in/back"))) {
            p->path = p->request->path; /* providers know one address, whatever the language */
            page_redirect(p, page_target(p));
        } else {
            page_error(p, 404);
        }
        response_header(p->work.mem, p->response, STR("Vary"), STR("Accept-Language"));
    } else if (p->path.len == 0) {
        page_redirect(p, STR("/"));
    } else {
        find_and_dispatch(p);
    }
}

/* Whether it may be done again from the beginning, for nothing of it was kept. */
static bool answer_once(
        struct worker *k, struct arena *mem, const struct request *r, struct response *out) {
    k->reader = live_reader(k->house->live, k->reader);
    struct db_cost before = db_cost(k->db);
    struct page p = {.work = {.mem = mem, .db = k->db, .now = (int64_t)time(NULL)},
            .out = {.mem = mem},
            .request = r,
            .response = out,
            .house = k->house,
            .reader = k->reader,
            .lang = STR("en")};
    bool watched = watch_knows(r->path);
    bool asset = str_starts(r->path, STR("/assets/"));
    if ((watched || asset) && !request_reads(r)) {
        wrong_method(&p, STR("GET, HEAD"));
    } else if (watched) {
        watch_answer(&p);
    } else if (!asset || !answer_asset(r, out)) {
        answer_page(&p);
    }
    note_outcome(&p);
    struct db_cost after = db_cost(k->db);
    out->statements = after.statements - before.statements;
    out->waited_us = after.microseconds - before.microseconds;
    return p.work.trouble == TROUBLE_AGAIN && !p.work.kept;
}

/* Two who lost a race to each other do not meet again right away. */
static void step_aside(int tries) {
    uint32_t most = 5000000u << tries; /* 10 ms, then twice as long each time */
    nanosleep(&(struct timespec){.tv_nsec = (long)randombytes_uniform(most)}, NULL);
}

/* A page comes of the request and the database alone. So what lost a race to somebody else's, or
 * its connection, is thrown away and made anew. */
void answer(void *worker, struct arena *mem, const struct request *r, struct response *out) {
    struct arena_mark clean = arena_mark(mem);
    for (int tries = 1; answer_once(worker, mem, r, out) && tries < TRIES_MOST; tries++) {
        arena_rewind(mem, clean);
        *out = response_new();
        step_aside(tries);
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
