/* Whatever those who are asked do, and whether anybody could be asked at all: up to the last day the
 * asker gets the same from every address, byte by byte, and the same letters. Random histories, each
 * lived through once for every way it may have gone. */
#include "db/db.h"
#include "tests/introducing.h"
#include "tests/test.h"
#include "trust/introduction_link.h"

#include <string.h>

enum { DAY = 24 * 3600, HISTORIES = 4, STEPS_MOST = 12, PAGES_MOST = 20 };

/* How it went. NOBODY: those whom the asker knows do not know anybody there. */
enum way { SILENCE, REFUSED, NEVER, HALF_WAY, MIXED, NOBODY, WAYS };
static const char *const way_names[WAYS] = {
        "silence", "refused", "never again", "half way", "mixed", "nobody"};

struct history {
    uint64_t seed;
    int64_t steps[STEPS_MOST]; /* seconds that pass, all of them before the last day */
    size_t count;
};

static uint64_t drawn(uint64_t *state) {
    uint64_t x = *state += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

static struct history history_of(uint64_t seed) {
    struct history h = {.seed = seed};
    uint64_t state = seed;
    int64_t left = INTRODUCTION_SECONDS - 3600;
    while (h.count < STEPS_MOST && left > 0) {
        int64_t step = (int64_t)(drawn(&state) % (9 * DAY)) + 60;
        step = step < left ? step : left;
        h.steps[h.count++] = step;
        left -= step;
    }
    return h;
}

/* Three chains, none through the same people: of two, of one, and of two in between. */
static void set(struct visitor *v, bool known) {
    int64_t asker = introducing_manager(v, "da C2;en C1");
    int64_t near[3];
    int64_t far[3];
    static const char *const names[] = {"ebba", "gero", "pia", "paul", "rosa", "ruth"};
    for (size_t i = 0; i < 3; i++) {
        near[i] = introducing_person(v, names[2 * i], WORLD_FOUNDRY, "da C2;en C1");
        far[i] = introducing_person(v, names[2 * i + 1], WORLD_SAWMILL, "en C2");
    }
    int64_t tao = introducing_person(v, "tao", WORLD_PRESS, "en C1");
    for (size_t i = 0; i < 3; i++) {
        introducing_met(v, asker, near[i]);
        if (known) {
            introducing_met(v, near[i], i == 1 ? tao : far[i]);
            introducing_met(v, i == 1 ? near[i] : far[i], tao);
        }
    }
}

/* Everything that is made anew for each visit, blotted out. */
static str blotted(struct visitor *v, str body) {
    struct buf out = {.mem = &v->mem};
    static const char *const heads[] = {"name='form_key' value='", "data-key='", "kl. "};
    for (size_t i = 0; i < body.len;) {
        str rest = str_skip(body, i);
        size_t skip = 0;
        for (size_t h = 0; h < 3 && !skip; h++) {
            str head = str_of(heads[h]);
            if (str_starts(rest, head)) {
                buf_add(&out, head);
                for (skip = head.len; skip < rest.len && !strchr("'<,", rest.at[skip]); skip++) {
                }
            }
        }
        if (!skip) {
            buf_add(&out, (str){rest.at, 1});
            skip = 1;
        }
        i += skip;
    }
    return buf_str(&out);
}

static void look(struct visitor *v, struct buf *all, str target) {
    struct response r = visitor_get(v, target);
    buf_add(all, STR("\n== "));
    buf_add(all, target);
    buf_add(all, STR(" "));
    buf_num(all, r.status);
    buf_add(all, STR("\n"));
    buf_add(all, blotted(v, r.body));
}

static str numbered(struct visitor *v, const char *head, int64_t id, const char *tail) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, str_of(head));
    buf_num(&out, id);
    buf_add(&out, str_of(tail));
    return buf_str(&out);
}

/* What the asker can get hold of. */
static str seen(struct visitor *v, int64_t id) {
    static const char *const pages[] = {"/da/introductions", "/da/introductions/new?organisation=2",
            "/da/introductions/new?cluster=2", "/da/introductions/new?organisation=3", "/da/today",
            "/da/me", "/da/me/privacy", "/da/partners", "/da/members", "/da/organisations/2",
            "/da/organisations/3", "/da/organisations/1", "/da/asks", "/da/visits",
            "/da/search?q=tao", "/da/mail", "/da/audit", "/da/network", "/da/approaches",
            "/da/meetings", "/da/collaborations", "/da/me/digest", "/da/people/4/edit",
            "/da/people/6/edit", "/da/people/8/edit"};
    struct buf all = {.mem = &v->mem};
    for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
        look(v, &all, str_of(pages[i]));
    }
    look(v, &all, numbered(v, "/da/introductions/", id, ""));
    look(v, &all, numbered(v, "/da/introductions/", id, "/asked"));
    struct response r = visitor_post(v, STR("/da/introductions/question"), STR("organisation=2"));
    buf_num(&all, r.status);
    r = visitor_post(v, STR("/da/introductions/new"), STR("organisation=2&reason=Hej"));
    buf_num(&all, r.status);
    buf_add(&all, visitor_header(&r, STR("Location")));
    buf_add(&all, STR(" letters "));
    buf_num(&all, introducing_letters(v, STR("alu@example.org")));
    return buf_str(&all);
}

/* What is stored about the asker, which they may take along: the same as well. */
static str stored(struct visitor *v) {
    struct buf all = {.mem = &v->mem};
    str state = {0};
    int64_t target = 0;
    int64_t settled = 0;
    struct rows r = db_rows(&v->work,
            "SELECT n.state, COALESCE(n.target_id, 0), n.settled FROM introduction AS n"
            " JOIN individual AS i ON i.id = n.asker_id WHERE i.account_id = ?",
            num(WORLD_ALU_MANAGER));
    while (db_next(&r, to(state), to(target), to(settled))) {
        buf_add(&all, state);
        buf_num(&all, target);
        buf_num(&all, settled);
    }
    return buf_str(&all);
}

static void say_to(struct visitor *v, const char *name, const char *answer) {
    str link = introducing_link(v, name);
    struct buf form = {.mem = &v->mem};
    buf_add(&form, STR("answer="));
    buf_add(&form, str_of(answer));
    (void)visitor_post(v, link, buf_str(&form));
}

/* Whoever is asked now; NULL if nobody is. */
static const char *asked(struct visitor *v) {
    str key = {0};
    struct rows r =
            db_rows(&v->work, "SELECT p.key FROM introduction_link AS l JOIN person AS p"
                              " ON p.individual_id = l.individual_id WHERE l.state = 'asked'");
    bool there = db_next(&r, to(key));
    db_stop(&r);
    return there ? arena_z(&v->mem, key) : NULL;
}

/* Nobody ever says the last yes: that would be told at once. */
static void answer_one(struct visitor *v, enum way way, uint64_t *state) {
    const char *name = asked(v);
    bool first = name && db_number(&v->work, "SELECT COUNT(*) FROM introduction_link"
                                             " WHERE state = 'asked' AND place = 1") > 0;
    bool last = name && strcmp(name, "tao") == 0;
    uint64_t dice = drawn(state) % 4;
    if (!name || way == SILENCE || (way == MIXED && dice == 0)) {
        return;
    }
    if (way == NEVER || (way == MIXED && dice == 1)) {
        say_to(v, name, "never");
    } else if (way == REFUSED || last || (way == HALF_WAY && !first) || dice == 2) {
        say_to(v, name, "no");
    } else {
        say_to(v, name, "yes");
    }
}

/* Who was asked and what they said: "yes,no,". */
static str story(struct visitor *v, struct arena *keep) {
    struct buf out = {.mem = keep};
    str state = {0};
    struct rows r = db_rows(&v->work, "SELECT state FROM introduction_link WHERE asked > 0"
                                      " ORDER BY chain, place");
    while (db_next(&r, to(state))) {
        buf_add(&out, state);
        buf_add(&out, STR(","));
    }
    return buf_str(&out);
}

/* All that was seen, step by step; in an arena of the caller's. */
static str live_through(
        struct arena *keep, const struct history *h, enum way way, str views[STEPS_MOST + 1]) {
    struct visitor v;
    uint64_t state = h->seed + 1;
    if (!visitor_open(&v)) {
        test_failures++;
        return (str){0};
    }
    set(&v, way != NOBODY);
    visitor_sign_in(&v, STR("alu@example.org"));
    int64_t id = introducing_ask(&v, "organisation=2");
    str session = v.session;
    str key = v.form_key;
    for (size_t i = 0; i <= h->count; i++) {
        introducing_turn(&v);
        v.session = (str){0};
        answer_one(&v, way, &state);
        v.session = session;
        v.form_key = key;
        introducing_turn(&v);
        struct buf both = {.mem = &v.mem};
        buf_add(&both, seen(&v, id));
        buf_add(&both, stored(&v));
        views[i] = arena_copy(keep, buf_str(&both));
        if (i < h->count) {
            introducing_age(&v, h->steps[i]);
        }
    }
    str told = story(&v, keep);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return told;
}

static void show_difference(str a, str b) {
    size_t i = 0;
    while (i < a.len && i < b.len && a.at[i] == b.at[i]) {
        i++;
    }
    size_t from = i > 200 ? i - 200 : 0;
    printf("...%.*s\nand ...%.*s\n", (int)(a.len - from < 400 ? a.len - from : 400), a.at + from,
            (int)(b.len - from < 400 ? b.len - from : 400), b.at + from);
}

static void all_ways_look_the_same(uint64_t seed) {
    struct arena keep = {0};
    struct history h = history_of(seed);
    str views[WAYS][STEPS_MOST + 1] = {0};
    str stories[WAYS];
    for (enum way way = 0; way < WAYS; way++) {
        stories[way] = live_through(&keep, &h, way, views[way]);
        for (size_t i = 0; i <= h.count; i++) {
            bool same = str_eq(views[way][i], views[SILENCE][i]);
            if (!same) {
                printf("history %d, step %zu: %s is told from silence\n", (int)seed, i,
                        way_names[way]);
                show_difference(views[SILENCE][i], views[way][i]);
            }
            CHECK(same && views[way][i].len > 10000);
            if (!same) {
                break;
            }
        }
    }
    /* They were not the same story. */
    CHECK(str_has(stories[SILENCE], STR("lapsed,lapsed,")) &&
            str_has(stories[REFUSED], STR("no,")));
    CHECK(str_has(stories[HALF_WAY], STR("yes,no,")) && stories[NOBODY].len == 0);
    CHECK(!str_has(stories[NEVER], STR("yes")) && !str_has(stories[MIXED], STR("asked,asked")));
    arena_free(&keep);
}

/* The control: where the last one says yes, it shows. */
static void a_yes_shows(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        test_failures++;
        return;
    }
    set(&v, true);
    visitor_sign_in(&v, STR("alu@example.org"));
    int64_t id = introducing_ask(&v, "organisation=2");
    introducing_turn(&v);
    str before = seen(&v, id);
    const char *name = NULL;
    for (int i = 0; i < 3 && (name = asked(&v)) != NULL; i++) {
        say_to(&v, name, "yes");
        introducing_turn(&v);
    }
    CHECK(!str_eq(before, seen(&v, id)) && introducing_letters(&v, STR("alu@example.org")) == 1);
    visitor_close(&v);
}

int main(void) {
    for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
        all_ways_look_the_same(seed);
    }
    a_yes_shows();
    return test_failures > 0;
}
