/* Every route × everybody who walks × own, the partners' and strangers' things: what comes back is
 * what tests/expected.c says, no canary stands where it must not, each stands where it has to, and
 * what is not theirs answers as what is not there. Faults made on purpose are found. */
#include "base/buf.h"
#include "http/decode.h"
#include "tests/expected.h"
#include "tests/test.h"
#include "web/route.h"

#include <string.h>

enum { TOLD_MOST = 25 };

struct walk {
    struct visitor *v;
    struct canaries *c;
    size_t wrong; /* answers that are not as expected, and leaks */
    size_t told;  /* of them, in this part */
    bool quiet;   /* faults are made on purpose */
};

/* One route for one walker and one thing. */
struct step {
    const struct expected *e;
    enum walker who;
    const struct thing *t; /* NULL: about nothing */
    int64_t id, other;
    str word, query;
};

static bool tells(struct walk *k) {
    k->wrong++;
    return !k->quiet && k->told++ < TOLD_MOST;
}

static str path_of(struct arena *mem, const struct step *s) {
    struct buf out = {.mem = mem};
    str rest = str_of(s->e->path);
    str part;
    bool first = true;
    buf_add(&out, STR("/en"));
    rest = str_skip(rest, 1);
    while (str_cut(&rest, '/', &part)) {
        buf_add(&out, STR("/"));
        if (str_eq(part, STR("{id}"))) {
            buf_num(&out, first ? s->id : s->other);
            first = false;
        } else {
            buf_add(&out, str_eq(part, STR("{word}")) ? s->word : part);
        }
    }
    if (s->query.len) {
        buf_add(&out, STR("?"));
        buf_add(&out, s->query);
    }
    return buf_str(&out);
}

/* The next of several with blanks between; once with an empty one where there are none. */
static bool next_word(const char **at, str *one) {
    if (!*at) {
        return false;
    }
    const char *end = strchr(*at, ' ');
    *one = (str){*at, end ? (size_t)(end - *at) : strlen(*at)};
    *at = end ? end + 1 : NULL;
    return true;
}

static bool is_second_for(const struct canaries *c, const struct step *s) {
    for (size_t i = 0; s->other && s->e->other == AN_ORGANISATION && i < c->thing_count; i++) {
        const struct thing *t = &c->things[i];
        if (t->about == AN_ORGANISATION && t->id == s->other) {
            return (t->eyes & walker_bit(s->who)) != 0;
        }
    }
    return true;
}

static struct response ask(struct walk *k, const struct step *s, bool key) {
    str target = path_of(&k->v->mem, s);
    struct response r = canary_ask(k->v, k->c,
            &(struct canary_request){
                    s->who, s->e->method, target, s->e->form ? str_of(s->e->form) : (str){0}, key});
    size_t leaks = canary_leaks(k->c, s->who, target, &r);
    k->wrong += leaks;
    return r;
}

static void said(struct walk *k, const struct step *s, const struct response *r, const char *what) {
    if (tells(k)) {
        str target = path_of(&k->v->mem, s);
        printf("%s, %s %.*s: %d, %s\n", walker_names[s->who], s->e->method == GET ? "GET" : "POST",
                (int)target.len, target.at, r->status, what);
    }
}

static bool is_ok(const struct expected *e, int status) {
    return status == e->ok || (e->also && status == e->also);
}

static void step(struct walk *k, const struct step *s) {
    struct arena_mark clean = arena_mark(&k->v->mem);
    struct response r = ask(k, s, s->e->method == POST);
    if (!expected_allows(s->e, s->who, s->t)) {
        if (r.status != expected_denial(s->e, s->who)) {
            said(k, s, &r, "and it is not for them");
        }
    } else if (!is_second_for(k->c, s)) {
        /* What a button takes back that was never pressed is taken back. */
        bool harmless = str_ends(str_of(s->e->path), STR("/remove"));
        if (r.status != 404 && !harmless) {
            said(k, s, &r, "and the second is not for them");
        }
    } else if (!is_ok(s->e, r.status)) {
        said(k, s, &r, "and it is theirs");
    }
    arena_rewind(&k->v->mem, clean);
}

static void each_query(struct walk *k, struct step s) {
    const char *queries = s.e->queries;
    s.query = (str){0};
    step(k, &s);
    while (next_word(&queries, &s.query)) {
        step(k, &s);
    }
}

static void each_word(struct walk *k, struct step s) {
    const char *words = s.e->words ? s.e->words : "";
    while (next_word(&words, &s.word)) {
        each_query(k, s);
    }
}

static void each_other(struct walk *k, struct step s) {
    if (s.e->other == NOTHING) {
        each_word(k, s);
        return;
    }
    for (size_t i = 0; i < k->c->thing_count; i++) {
        const struct thing *t = &k->c->things[i];
        bool fits = t->about == s.e->other && (t->of == 0 || t->of == s.id);
        if (fits) {
            s.other = t->id;
            each_word(k, s);
        }
    }
    s.other = THING_ABSENT;
    if (s.e->other == AN_ORGANISATION) {
        struct expected none = *s.e;
        none.ok = 404;
        none.also = str_ends(str_of(s.e->path), STR("/remove")) ? 303 : 0;
        s.e = &none;
        each_word(k, s);
    }
}

/* ---- reading everything */

static void read_things(struct walk *k, const struct expected *e, enum walker who) {
    for (size_t i = 0; i < k->c->thing_count; i++) {
        const struct thing *t = &k->c->things[i];
        if (t->about == e->about) {
            each_other(k, (struct step){.e = e, .who = who, .t = t, .id = t->id});
        }
    }
}

static void read_route(struct walk *k, const struct expected *e) {
    for (enum walker who = 0; who < WALKERS; who++) {
        if (e->about == NOTHING) {
            each_other(k, (struct step){.e = e, .who = who, .id = THING_ABSENT});
        } else {
            read_things(k, e, who);
        }
    }
}

static size_t read_all(struct walk *k) {
    size_t before = k->wrong;
    k->told = 0;
    for (size_t i = 0; i < expected_count; i++) {
        if (expected[i].method == GET) {
            read_route(k, &expected[i]);
        }
    }
    return k->wrong - before;
}

/* ---- what is not theirs answers as what is not there */

static str without(struct arena *mem, str text, str word) {
    struct buf out = {.mem = mem};
    const char *at;
    while ((at = memmem(text.at, text.len, word.at, word.len))) {
        size_t before = (size_t)(at - text.at);
        buf_add(&out, (str){text.at, before});
        buf_add(&out, STR("#"));
        text = str_skip(text, before + word.len);
    }
    buf_add(&out, text);
    return buf_str(&out);
}

/* The answer without the number that was asked for, also where it stands in a coded address. */
static str plain(struct arena *mem, const struct response *r, int64_t id) {
    struct buf out = {.mem = mem};
    struct buf path = {.mem = mem};
    struct buf coded = {.mem = mem};
    buf_add(&path, STR("/"));
    buf_num(&path, id);
    buf_add(&coded, STR("%2F"));
    buf_num(&coded, id);
    buf_add(&out, visitor_header(r, STR("Location")));
    buf_add(&out, r->body);
    return without(mem, without(mem, buf_str(&out), buf_str(&path)), buf_str(&coded));
}

static void compare_absent(struct walk *k, const struct expected *e, enum walker who) {
    struct arena_mark clean = arena_mark(&k->v->mem);
    struct step s = {.e = e, .who = who, .id = THING_ABSENT, .other = 9999, .word = STR("de")};
    if (expected_allows(e, who, NULL)) {
        return;
    }
    struct response none = ask(k, &s, e->method == POST);
    str want = plain(&k->v->mem, &none, s.id);
    if (none.status != expected_denial(e, who)) {
        said(k, &s, &none, "and it is not there");
    }
    for (size_t i = 0; i < k->c->thing_count; i++) {
        struct arena_mark each = arena_mark(&k->v->mem);
        s.t = &k->c->things[i];
        s.id = s.t->id;
        bool unseen = !(s.t->eyes & walker_bit(who)) && !expected_allows(e, who, s.t);
        if (s.t->about == e->about && unseen) {
            struct response r = ask(k, &s, e->method == POST);
            if (r.status != none.status || !str_eq(plain(&k->v->mem, &r, s.id), want)) {
                said(k, &s, &r, "and answers otherwise than what is not there");
            }
        }
        arena_rewind(&k->v->mem, each);
    }
    arena_rewind(&k->v->mem, clean);
}

static void not_theirs_is_not_there(struct walk *k) {
    size_t before = k->wrong;
    k->told = 0;
    for (size_t i = 0; i < expected_count; i++) {
        for (enum walker who = 0; who < WALKERS && expected[i].about != NOTHING; who++) {
            compare_absent(k, &expected[i], who);
        }
    }
    CHECK(k->wrong == before);
}

/* ---- what is not theirs is not found */

static const char *const looked_in[] = {"/en/search?q=", "/en/organisations?q=",
        "/en/listings?state=all&q=", "/en/members?q=", "/en/listings/new?q="};

static str found_with(struct walk *k, enum walker who, const char *where, str word) {
    struct buf target = {.mem = &k->v->mem};
    struct buf form = {.mem = &k->v->mem};
    bool teaches = strcmp(where, "/en/words/teach") == 0;
    buf_add(&target, str_of(where));
    buf_add(teaches ? &form : &target,
            teaches ? STR("lang=da&concept=alloy&scope=everybody&word=") : (str){0});
    buf_add(teaches ? &form : &target, word);
    struct response r = canary_ask(k->v, k->c,
            &(struct canary_request){
                    who, teaches ? POST : GET, buf_str(&target), buf_str(&form), teaches});
    k->wrong += canary_leaks(k->c, who, buf_str(&target), &r);
    return without(&k->v->mem, r.body, word);
}

/* A word that stands only where they may not look finds as much as one that stands nowhere. */
static void look_for(struct walk *k, enum walker who, const char *where) {
    str want = found_with(k, who, where, STR("zqzqzzzz"));
    for (size_t i = 0; i < k->c->count; i++) {
        const struct canary *one = &k->c->at[i];
        struct arena_mark each = arena_mark(&k->v->mem);
        bool teaches = strcmp(where, "/en/words/teach") == 0; /* slow: the lexicon is made anew */
        bool hidden = one->seek[0] && !(one->eyes & walker_bit(who)) &&
                      (!teaches || strcmp(one->what, "text") == 0);
        if (hidden && !str_eq(found_with(k, who, where, str_of(one->seek)), want) && tells(k)) {
            printf("%s finds the %s with %s%s\n", walker_names[who], one->what, where, one->seek);
        }
        arena_rewind(&k->v->mem, each);
    }
}

static void not_theirs_is_not_found(struct walk *k) {
    size_t before = k->wrong;
    k->told = 0;
    for (enum walker who = 0; who < WALKERS; who++) {
        if (who == OUTSIDER || who == SUSPENDED) {
            continue; /* they see what visitors see, as reading everything has shown */
        }
        struct arena_mark clean = arena_mark(&k->v->mem);
        bool desk = who == MANAGER || who == PARTNER_MANAGER;
        for (size_t i = 0; i < sizeof(looked_in) / sizeof(looked_in[0]); i++) {
            if (desk || i < 3) {
                look_for(k, who, looked_in[i]);
            }
        }
        if (who == MANAGER) {
            look_for(k, who, "/en/words/teach");
        }
        arena_rewind(&k->v->mem, clean);
    }
    CHECK(k->wrong == before);
}

/* ---- forms */

static void without_key(struct walk *k, const struct step *s) {
    struct arena_mark clean = arena_mark(&k->v->mem);
    struct response r = ask(k, s, false);
    /* Whether it is their cluster's is asked after the key. */
    bool desk = (s->e->to & TO_ITS_DESK) &&
                (s->who == MANAGER || s->who == PARTNER_MANAGER || s->who == ADMIN);
    bool allowed = desk || expected_allows(s->e, s->who, s->t);
    int want = s->e->to & WITHOUT_KEY ? s->e->ok : allowed ? 403 : expected_denial(s->e, s->who);
    if (r.status != want) {
        said(k, s, &r, "without a form key");
    }
    arena_rewind(&k->v->mem, clean);
}

static void send_form(struct walk *k, struct step s) {
    s.word = s.e->words ? str_of(s.e->words) : (str){0};
    s.other = s.e->other == AN_ORGANISATION ? 4101 : 1;
    without_key(k, &s);
    /* Nobody manages a cluster's copy. */
    bool copied = s.t && !(s.t->about == A_CLUSTER && (s.e->to & TO_MANAGERS));
    if (copied && expected_allows(s.e, s.who, s.t)) {
        s.id = canary_clone(&k->v->work, s.t);
        (void)live_catch_up(&k->v->work, k->v->house.live);
    }
    if (s.e->other == AN_UNVEILING) {
        s.other = db_number(&k->v->work,
                "SELECT COALESCE(MIN(id), 0) FROM unveiled WHERE listing_id = ?", num(s.id));
        struct expected none = *s.e;
        none.ok = s.other ? 303 : 404;
        s.other = s.other ? s.other : THING_ABSENT;
        s.e = &none;
        step(k, &s);
        return;
    }
    step(k, &s);
}

static void send_to(struct walk *k, const struct expected *e, enum walker who) {
    if (e->about == NOTHING) {
        send_form(k, (struct step){.e = e, .who = who, .id = THING_ABSENT});
        return;
    }
    for (size_t i = 0; i < k->c->thing_count; i++) {
        const struct thing *t = &k->c->things[i];
        if (t->about == e->about) {
            send_form(k, (struct step){.e = e, .who = who, .t = t, .id = t->id});
        }
    }
}

static void send_all(struct walk *k) {
    size_t before = k->wrong;
    k->told = 0;
    for (size_t i = 0; i < expected_count; i++) {
        for (enum walker who = 0; who < WALKERS && expected[i].method == POST; who++) {
            send_to(k, &expected[i], who);
        }
        db_run(&k->v->work, "DELETE FROM attempt");
    }
    CHECK(k->wrong == before);
}

/* ---- the table, and the controls */

static void every_route_has_its_row(void) {
    struct routes all = route_list();
    for (size_t i = 0; i < all.count; i++) {
        const struct expected *e = expected_for(all.at[i].method, all.at[i].path);
        if (!e) {
            printf("no row for %s %s\n", all.at[i].method == GET ? "GET" : "POST", all.at[i].path);
        }
        CHECK(e != NULL);
    }
    CHECK(all.count == expected_count);
}

/* While faults are made on purpose nothing is told, and afterwards nothing of them counts. */
static void be_quiet(struct walk *k, bool quiet) {
    k->quiet = quiet;
    k->c->quiet = quiet;
    k->wrong = 0;
}

/* Members see as far as administrators: the walk has to find it, or it would find nothing. */
static void too_far_a_reach_is_caught(struct walk *k) {
    struct work *w = &k->v->work;
    be_quiet(k, true);
    db_begin(w);
    db_run(w, "ALTER TABLE role ADD COLUMN reach_before BIGINT");
    db_run(w, "UPDATE role SET reach_before = reach, reach = 2 WHERE kind = 'member'");
    CHECK(db_end(w));
    size_t before = k->wrong;
    read_route(k, expected_for(GET, "/organisations/{id}"));
    CHECK(k->wrong > before);
    before = k->wrong;
    read_route(k, expected_for(GET, "/listings"));
    CHECK(k->wrong > before);
    db_run(w, "UPDATE role SET reach = reach_before WHERE kind = 'member'");
    be_quiet(k, false);
}

/* A row that promises less than the program gives, and one that promises more. */
static void a_wrong_right_is_caught(struct walk *k) {
    struct expected strict = *expected_for(GET, "/organisations/{id}/partners");
    struct expected generous = *expected_for(GET, "/accounts");
    be_quiet(k, true);
    strict.to = TO_ADMINS;
    generous.to = TO_ACCOUNTS;
    read_route(k, &strict);
    CHECK(k->wrong > 0);
    size_t before = k->wrong;
    read_route(k, &generous);
    CHECK(k->wrong > before);
    be_quiet(k, false);
}

static void walk_over(struct visitor *v, struct canaries *c) {
    struct walk k = {.v = v, .c = c};
    canary_plant(v, c);
    every_route_has_its_row();
    CHECK(read_all(&k) == 0);
    CHECK(canary_missing(c) == 0);
    not_theirs_is_not_there(&k);
    not_theirs_is_not_found(&k);
    too_far_a_reach_is_caught(&k);
    a_wrong_right_is_caught(&k);
    send_all(&k);
    CHECK(work_ok(&v->work));
    printf("%zu routes, %d roles, %zu things, %zu canaries, %zu requests\n", expected_count,
            WALKERS, c->thing_count, c->count, c->asked);
}

int main(void) {
    struct visitor v;
    static struct canaries c;
    CHECK(visitor_open(&v));
    if (v.worker) {
        walk_over(&v, &c);
    }
    visitor_close(&v);
    return test_failures != 0;
}
