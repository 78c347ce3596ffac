/* Thousands of requests by everybody with guessed numbers, words and parameters, always the same
 * ones: nobody sees a canary that is not for them, and nothing breaks. */
#include "base/buf.h"
#include "tests/canary.h"
#include "tests/test.h"
#include "web/route.h"

#include <stdlib.h>
#include <string.h>

enum { GUESSES = 12000, FORMS = 2000, TOLD_MOST = 25 };

struct guessing {
    struct visitor *v;
    struct canaries *c;
    uint64_t state;
    size_t wrong;
    size_t pages; /* what was answered with a page, and not refused */
};

/* xorshift64: the same numbers in every run. */
static size_t dice(struct guessing *g, size_t sides) {
    g->state ^= g->state << 13;
    g->state ^= g->state >> 7;
    g->state ^= g->state << 17;
    return (size_t)(g->state % sides);
}

#define PICK(g, list) (list)[dice((g), sizeof(list) / sizeof((list)[0]))]

static const char *const tongues[] = {"en", "da", "de", "fr", "nb", "sv", "zh"};

static const char *const odd_numbers[] = {"0", "-1", "1", "2", "3", "7", "9223372036854775807",
        "9223372036854775808", "4001-", "4103-a-name", "4001abc", "%34", "5009;", "1e3", "new"};

static const char *const odd_words[] = {"en", "de", "fr", "xx", "lapsing", "remarks", "drafts",
        "organisations.csv", "persons.csv", "listings.csv", "translations.csv", "clusters.csv",
        "wrong.csv", "..", "%00", "a%2Fb", "edit"};

static const char *const names[] = {"q", "page", "side", "kind", "place", "sector", "language",
        "country", "cluster", "organisation", "state", "sort", "way", "home", "by", "ecosystem",
        "least", "gap", "role1", "role2", "pick1", "countries", "title", "word", "lang", "act",
        "listing", "concept", "of", "show", "member", "since", "after", "next", "done", "was",
        "proposal", "size", "text", "status", "visibility", "name", "mail", "reason", "note",
        "version", "settled", "as", "role", "scope", "save", "then", "keep", "key", "distance",
        "form_key"};

static const char *const values[] = {"", "1", "2", "4003", "4102", "5003", "8888", "-1", "need",
        "offer", "business", "research", "company", "DE", "DK", "SE", "DE-BY", "24", "C", "en",
        "da", "all", "one", "text", "cluster", "name", "home", "nobody", "yes", "published",
        "public", "confidential", "aluminium+castings", "alloy", "%00", "%ff", "%27%22%3E%3Cb%3E",
        "100", "99999999999", "other", "everybody", "admin", "organisation-4001", "volume"};

static void add_number(struct guessing *g, struct buf *out) {
    switch (dice(g, 9)) {
    case 0: buf_add(out, str_of(PICK(g, odd_numbers))); break;
    case 1: buf_num(out, (int64_t)dice(g, 60)); break;
    case 2: buf_num(out, 3000 + (int64_t)dice(g, 4100)); break;
    default: buf_num(out, g->c->things[dice(g, g->c->thing_count)].id); break;
    }
}

static void add_value(struct guessing *g, struct buf *out) {
    switch (dice(g, 6)) {
    case 0: buf_add(out, str_of(g->c->at[dice(g, g->c->count)].seek)); break;
    case 1: buf_num(out, g->c->things[dice(g, g->c->thing_count)].id); break;
    default: buf_add(out, str_of(PICK(g, values))); break;
    }
}

static void add_fields(struct guessing *g, struct buf *out, size_t most) {
    size_t count = dice(g, most + 1);
    for (size_t i = 0; i < count; i++) {
        buf_add(out, i ? STR("&") : (str){0});
        buf_add(out, str_of(PICK(g, names)));
        buf_add(out, STR("="));
        add_value(g, out);
    }
}

static str target_of(struct guessing *g, const struct route *route) {
    struct buf out = {.mem = &g->v->mem};
    str rest = str_skip(str_of(route->path), 1);
    str part;
    buf_add(&out, STR("/"));
    buf_add(&out, str_of(PICK(g, tongues)));
    while (str_cut(&rest, '/', &part)) {
        buf_add(&out, STR("/"));
        if (str_eq(part, STR("{id}"))) {
            add_number(g, &out);
        } else {
            buf_add(&out, str_eq(part, STR("{word}")) ? str_of(PICK(g, odd_words)) : part);
        }
    }
    struct buf query = {.mem = &g->v->mem};
    add_fields(g, &query, 3);
    if (query.len) {
        buf_add(&out, STR("?"));
        buf_add(&out, buf_str(&query));
    }
    return buf_str(&out);
}

/* What is asked stands in the answer, and so must not look like a canary itself. */
static void judge(struct guessing *g, enum walker who, str target, const struct response *r) {
    size_t leaks = canary_leaks(g->c, who, target, r);
    bool broke = r->status >= 500 || r->status < 200;
    if ((leaks || broke) && g->wrong < TOLD_MOST) {
        printf("%s: %d at %.*s\n", walker_names[who], r->status, (int)target.len, target.at);
    }
    g->wrong += leaks + broke;
    g->pages += r->status == 200;
}

static bool has_nothing(enum walker who) {
    return who == VISITOR || who == OUTSIDER || who == SUSPENDED;
}

/* Forms with a key only of those who can change nothing that counts. */
static void guess(struct guessing *g) {
    struct routes all = route_list();
    const struct route *route = &all.at[dice(g, all.count)];
    enum walker who = (enum walker)dice(g, WALKERS);
    enum method method = dice(g, 20) == 0 ? HEAD : dice(g, 8) == 0 ? POST : GET;
    struct buf form = {.mem = &g->v->mem};
    str target = target_of(g, route);
    add_fields(g, &form, 4);
    bool key = method == POST && has_nothing(who);
    struct response r = canary_ask(
            g->v, g->c, &(struct canary_request){who, method, target, buf_str(&form), key});
    judge(g, who, target, &r);
}

/* Whatever managers and members send, what strangers keep to themselves stays there. */
static void send(struct guessing *g) {
    static const enum walker senders[] = {
            OUTSIDER, MEMBER, RESEARCHER, MANAGER, PARTNER_MEMBER, PARTNER_MANAGER};
    struct routes all = route_list();
    const struct route *route = &all.at[dice(g, all.count)];
    enum walker who = PICK(g, senders);
    struct buf form = {.mem = &g->v->mem};
    str target = target_of(g, route);
    add_fields(g, &form, 8);
    struct response r = canary_ask(g->v, g->c,
            &(struct canary_request){
                    who, route->method, target, buf_str(&form), route->method == POST});
    judge(g, who, target, &r);
}

static void only_strangers(struct canaries *c) {
    for (size_t i = 0; i < c->count; i++) {
        if (c->at[i].eyes != walker_bit(ADMIN)) {
            c->at[i].eyes = EVERYBODY;
        }
    }
}

static void repeat(struct guessing *g, void (*ask)(struct guessing *), size_t times) {
    for (size_t i = 0; i < times; i++) {
        struct arena_mark clean = arena_mark(&g->v->mem);
        ask(g);
        arena_rewind(&g->v->mem, clean);
    }
    CHECK(g->wrong == 0);
}

/* Somebody who sees what they must not is noticed. */
static void a_leak_is_caught(struct guessing *g) {
    g->c->quiet = true;
    db_run(&g->v->work, "UPDATE role SET reach = 2 WHERE kind = 'member'");
    size_t before = g->wrong;
    struct response r = canary_ask(g->v, g->c,
            &(struct canary_request){MEMBER, GET, STR("/en/organisations/4203"), (str){0}, false});
    CHECK(canary_leaks(g->c, MEMBER, STR("4203"), &r) > 0 && g->wrong == before);
    db_run(&g->v->work, "UPDATE role SET reach = 0 WHERE kind = 'member'");
    g->c->quiet = false;
}

int main(void) {
    struct visitor v;
    static struct canaries c;
    struct guessing g = {.v = &v, .c = &c, .state = 88172645463325252U};
    CHECK(visitor_open(&v));
    if (v.worker) {
        canary_plant(&v, &c);
        repeat(&g, guess, GUESSES);
        a_leak_is_caught(&g);
        only_strangers(&c);
        repeat(&g, send, FORMS);
        if (!work_ok(&v.work)) {
            printf("fault: %.*s\n", (int)v.work.fault.len, v.work.fault.at);
        }
        CHECK(work_ok(&v.work));
        CHECK(g.pages > 1000); /* a walk along closed doors would find nothing */
        printf("%zu requests, %zu pages\n", c.asked, g.pages);
    }
    visitor_close(&v);
    return test_failures != 0;
}
