/* What stands in an address and in a form, at every page: orders, filters, words to search for, tokens
 * of links, texts. Whatever it is, it is answered, with text, and no markup of theirs stands in it. */
#include "base/utf8.h"
#include "http/decode.h"
#include "http/form.h"
#include "tests/visitor.h"
#include "web/route.h"

#include <assert.h>
#include <unistd.h>

/* After so many the world is made anew, for forms fill it. */
enum { ROUNDS_MOST = 2000, HEAD_BYTES = 3 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One browser that nobody, a manager and the administrator use by turns. */
struct place {
    struct visitor v;
    struct {
        str session, form_key;
    } who[3];
};

static void open_place(struct place *p) {
    static const str mails[] = {{"", 0}, {"alu@example.org", 15}, {"admin@example.org", 17}};
    bool opened = visitor_open(&p->v);
    assert(opened);
    for (size_t i = 0; i < 3; i++) {
        if (mails[i].len) {
            visitor_sign_in(&p->v, mails[i]);
        }
        (void)visitor_get(&p->v, mails[i].len ? STR("/en/me") : STR("/en/sign-in"));
        p->who[i].session = p->v.session;
        p->who[i].form_key = p->v.form_key;
    }
}

/* The key of the form goes before what was sent. */
static bool read_form(struct visitor *v, str coded, struct fields *form) {
    struct buf whole = {.mem = &v->mem};
    buf_add(&whole, STR("form_key="));
    buf_add(&whole, v->form_key);
    buf_add(&whole, STR("&"));
    buf_add(&whole, coded);
    return form_urlencoded(&v->mem, buf_str(&whole), form) == FORM_FINE;
}

static void ask(struct visitor *v, str target, str form) {
    struct response out = response_new();
    struct buf cookie = {.mem = &v->mem};
    buf_add(&cookie, STR("session="));
    buf_add(&cookie, v->session);
    struct field headers[] = {
            {STR("Host"), STR("handslag.example")}, {STR("Cookie"), buf_str(&cookie)}};
    struct request r = {.method = form.len ? POST : GET,
            .method_name = form.len ? STR("POST") : STR("GET"),
            .address = STR("192.0.2.7"),
            .id = STR("fuzz"),
            .headers = {headers, v->session.len ? 2 : 1}};
    str path;
    r.raw_query = target;
    bool fine = str_cut(&r.raw_query, '?', &path) && decode_percent(&v->mem, path, &r.path) &&
                str_starts(r.path, STR("/")) &&
                form_urlencoded(&v->mem, r.raw_query, &r.query) == FORM_FINE &&
                read_form(v, form, &r.form);
    if (!fine) {
        return;
    }
    answer(v->worker, &v->mem, &r, &out);
    assert(out.status >= 200 && out.status < 500);
    assert(out.file >= 0 || !str_starts(out.type, STR("text/html")) || utf8_is_text(out.body));
    assert(!str_starts(out.type, STR("text/html")) || !str_has(out.body, STR("<zq")));
    if (out.file >= 0) {
        (void)close(out.file);
    }
}

/* "/organisations/{id}/translations/{word}" with a number and the word in their places. */
static str path_of(struct arena *mem, str pattern, char number, str word) {
    struct buf out = {.mem = mem};
    str part;
    (void)str_cut(&pattern, '/', &part);
    while (str_cut(&pattern, '/', &part)) {
        bool id = str_eq(part, STR("{id}"));
        buf_add(&out, STR("/"));
        buf_add(&out, id ? (str){&number, 1} : str_eq(part, STR("{word}")) ? word : part);
    }
    return buf_str(&out);
}

static str target_of(struct arena *mem, const uint8_t *data, str line) {
    struct routes all = route_list();
    size_t route = data[1] + 256U * data[2];
    str query = line;
    str word = {0};
    if (route >= all.count) {
        return line;
    }
    (void)str_cut(&query, '?', &word);
    struct buf out = {.mem = mem};
    str pattern = str_of(all.at[route].path);
    buf_add(&out, STR("/en"));
    buf_add(&out, path_of(mem, pattern, (char)('1' + data[0] / 3 % 9), word));
    buf_add(&out, STR("?"));
    buf_add(&out, query);
    return buf_str(&out);
}

/* The first byte says who, and which number stands in an address; two more say which route, or none.
 * Then there is a line with a word of the path and a query, or with the whole of it, and what is left
 * is a form. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct place place;
    static int rounds;
    struct visitor *v = &place.v;
    if (size < HEAD_BYTES) {
        return 0;
    }
    if (rounds++ % ROUNDS_MOST == 0) {
        if (v->worker) {
            visitor_close(v);
        }
        open_place(&place);
    }
    v->session = place.who[data[0] % 3].session;
    v->form_key = place.who[data[0] % 3].form_key;
    struct arena_mark clean = arena_mark(&v->mem);
    str form = {(const char *)data + HEAD_BYTES, size - HEAD_BYTES};
    str line = {0};
    (void)str_cut(&form, '\n', &line);
    str target = target_of(&v->mem, data, line);
    /* Signing out would end what the others need. */
    if (!str_has(target, STR("sign-out"))) {
        ask(v, target, form);
    }
    arena_rewind(&v->mem, clean);
    return 0;
}
