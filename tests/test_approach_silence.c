/* Whatever is answered to a contact request, nobody of the side that asks can tell a refusal from
 * silence. */
#include "base/buf.h"
#include "db/db.h"
#include "job/approacher.h"
#include "lang/date.h"
#include "mail/unwanted.h"
#include "tests/approaching.h"
#include "tests/test.h"

#include <string.h>

#define CLARA STR("clara@press.example")
#define DORA STR("dora@press.example")
#define ANE STR("alu@example.org")
#define FORM APPROACHING_FORM

enum { DAY = APPROACHING_DAY };

/* Two worlds in which the same happens, but for what is not told: only in the first one does somebody
 * refuse, name somebody else, or want no letters. */
struct worlds {
    struct visitor *v[2];
    str sessions[2][2]; /* of the asker and of an administrator */
    uint64_t state;
    size_t compared;
    size_t silent;  /* acts that must leave no trace */
    size_t answers; /* that stood only in the first world when both were looked at */
    bool by_heart;  /* the control: look at what is really stored */
};

static size_t dice(struct worlds *x, size_t sides) {
    x->state ^= x->state << 13;
    x->state ^= x->state >> 7;
    x->state ^= x->state << 17;
    return (size_t)(x->state % sides);
}

/* Without the keys of forms, which are a session's own. */
static str without_keys(struct arena *mem, str body) {
    static const char mark[] = "name='form_key' value='";
    struct buf out = {.mem = mem};
    for (const char *at = NULL; (at = memmem(body.at, body.len, mark, sizeof(mark) - 1)) != NULL;) {
        size_t head = (size_t)(at - body.at) + sizeof(mark) - 1;
        str key = {0};
        buf_add(&out, (str){body.at, head});
        body = str_skip(body, head);
        (void)str_cut(&body, '\'', &key);
    }
    buf_add(&out, body);
    return buf_str(&out);
}

static str pages_of(struct visitor *v) {
    static const char *const paths[] = {"/en/approaches", "/de/approaches", "/en/today",
            "/en/organisations/1/partners/2", "/en/organisations/1/partners/2/approach",
            "/en/organisations/1/partners", "/en/partners/2", "/en/partners/2/approach",
            "/en/partners", "/en/organisations/2", "/en/members", "/en/me", "/en/new-matches"};
    struct buf out = {.mem = &v->mem};
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        struct response r = visitor_get(v, str_of(paths[i]));
        buf_add(&out, str_of(paths[i]));
        buf_num(&out, r.status);
        buf_add(&out, without_keys(&v->mem, r.body));
    }
    int64_t last = approaching_newest(v);
    for (int64_t id = last > 3 ? last - 3 : 1; id <= last; id++) {
        struct response r = visitor_get(v, approaching_address(v, "/en/approaches/", id, ""));
        buf_num(&out, r.status);
        buf_add(&out, without_keys(&v->mem, r.body));
    }
    return buf_str(&out);
}

/* What came by mail, in its order, and when. */
static str letters_of(struct visitor *v, str to) {
    struct buf out = {.mem = &v->mem};
    int64_t ids[100];
    size_t count = 0;
    int64_t id = 0;
    struct rows r =
            db_rows(&v->work, "SELECT id FROM letter WHERE recipient = ? ORDER BY id", txt(to));
    while (count < 100 && db_next(&r, to(id))) {
        ids[count++] = id;
    }
    db_stop(&r);
    for (size_t i = 0; i < count; i++) {
        struct letter l = {0};
        CHECK(outbox_read(&v->work, &v->house.seal, ids[i], &l));
        buf_add(&out, l.kind);
        buf_add(&out, l.subject);
        if (!str_eq(l.kind, STR("approach-open"))) { /* it has a link of its own */
            buf_add(&out, l.text);
        }
    }
    return buf_str(&out);
}

/* All of the table that others join, and that goes along with the asker's own data. */
static str rows_of(struct visitor *v) {
    struct buf out = {.mem = &v->mem};
    str line = {0};
    struct rows r = db_rows(&v->work,
            "SELECT id || ' ' || state || ' ' || again || ' ' || deadline || ' ' || asked_id || ' '"
            " || behind || ' ' || (CASE WHEN told > 0 THEN 1 ELSE 0 END) || ' ' || opened"
            " FROM approach ORDER BY id");
    while (db_next(&r, to(line))) {
        buf_add(&out, line);
        buf_add(&out, STR("\n"));
    }
    return buf_str(&out);
}

static void same(struct worlds *x, str one, str other, const char *what) {
    size_t i = 0;
    x->compared++;
    while (i < one.len && i < other.len && one.at[i] == other.at[i]) {
        i++;
    }
    if (i < one.len || i < other.len) {
        size_t from = i > 80 ? i - 80 : 0;
        str a = str_cap(str_skip(one, from), 200);
        str b = str_cap(str_skip(other, from), 200);
        if (!x->by_heart) {
            printf("%s differ:\n%.*s\n----\n%.*s\n", what, (int)a.len, a.at, (int)b.len, b.at);
        }
        test_failures++;
    }
}

static void compare(struct worlds *x) {
    x->answers += db_number(&x->v[0]->work,
                          "SELECT COUNT(*) FROM approach_answer WHERE answer <> ''") > 0;
    CHECK(db_number(&x->v[1]->work, "SELECT COUNT(*) FROM approach_answer WHERE answer <> ''") ==
            0);
    struct arena_mark marks[2] = {arena_mark(&x->v[0]->mem), arena_mark(&x->v[1]->mem)};
    for (size_t who = 0; who < 2; who++) {
        str seen[2];
        for (size_t i = 0; i < 2; i++) {
            x->v[i]->session = x->sessions[i][who];
            seen[i] = pages_of(x->v[i]);
        }
        same(x, seen[0], seen[1], "pages");
    }
    same(x, letters_of(x->v[0], ANE), letters_of(x->v[1], ANE), "letters");
    same(x, rows_of(x->v[0]), rows_of(x->v[1]), "rows");
    for (size_t i = 0; i < 2; i++) {
        x->v[i]->session = x->sessions[i][0];
        arena_rewind(&x->v[i]->mem, marks[i]);
    }
}

static void press(struct visitor *v, str to, const char *kind, const char *said) {
    str link = mailbox_link(v, to, str_of(kind));
    if (link.len) {
        struct response r = approaching_reply(v, link, str_of(said));
        CHECK(r.status < 500);
    }
}

/* In the first world only. */
static void silently(struct worlds *x) {
    struct visitor *v = x->v[0];
    x->silent++;
    switch (dice(x, 6)) {
    case 0: press(v, CLARA, "approach", "answer=no&reason=no-time&note=x"); break;
    case 1: press(v, CLARA, "approach", "answer=undo"); break;
    case 2:
        press(v, CLARA, "approach", "answer=else&name=Dora+Lang&mail=dora%40press.example");
        break;
    case 3: press(v, DORA, "approach-passed", "answer=no"); break;
    case 4:
        unwanted_add(&v->work, &v->house.seal,
                &(struct unwanted){.mail = CLARA, .kind = STR("approach")});
        break;
    default: press(v, CLARA, "approach", "answer=no&reason=other"); break;
    }
}

/* Days go by in both: everything was that much longer ago, and the clock has its turn. */
static void days_pass(struct worlds *x, int64_t days) {
    for (size_t i = 0; i < 2; i++) {
        struct work *w = &x->v[i]->work;
        struct approach_post post = {&x->v[i]->house.seal, x->v[i]->house.address};
        for (int64_t id = 1; id <= approaching_newest(x->v[i]); id++) {
            struct approach a = {0};
            if (approach_one(w, id, &a)) {
                int64_t again = a.again.len ? date_seconds(a.again) - days * DAY : 0;
                db_run(w,
                        "UPDATE approach SET deadline = ?, again = ?, created = created - ?,"
                        " told = CASE WHEN told > 0 THEN told - ? ELSE 0 END WHERE id = ?",
                        txt(date_of(w->mem, date_seconds(a.deadline) - days * DAY)),
                        txt(a.again.len ? date_of(w->mem, again) : (str){0}), num(days * DAY),
                        num(days * DAY), num(id));
            }
        }
        CHECK(approacher_turn(w, &post));
    }
}

static void both_ask(struct worlds *x) {
    for (size_t i = 0; i < 2; i++) {
        struct visitor *v = x->v[i];
        bool clusters = x->state % 3 == 0;
        str path = clusters ? STR("/en/partners/2/approach") : FORM;
        (void)visitor_get(v, STR("/en/me"));
        struct response r = visitor_post(v, path, approaching_form(v, clusters ? "0" : "3", "0"));
        CHECK(r.status < 500);
    }
}

static void both_take_back(struct worlds *x) {
    for (size_t i = 0; i < 2; i++) {
        (void)visitor_get(x->v[i], STR("/en/me"));
        (void)visitor_post(x->v[i],
                approaching_address(
                        x->v[i], "/en/approaches/", approaching_newest(x->v[i]), "/take-back"),
                STR(""));
    }
}

static void step(struct worlds *x) {
    switch (dice(x, 12)) {
    case 0:
    case 1:
    case 2: both_ask(x); break;
    case 3: days_pass(x, 1 + (int64_t)dice(x, 5)); break;
    case 4: days_pass(x, 14); break;
    case 5: both_take_back(x); break;
    case 6: days_pass(x, 31); break;
    default: silently(x); break;
    }
}

static void begin(struct worlds *x) {
    static const str mails[2] = {{"alu@example.org", 15}, {"admin@example.org", 17}};
    for (size_t i = 0; i < 2; i++) {
        approaching_anew(x->v[i]);
        for (size_t who = 0; who < 2; who++) {
            visitor_sign_in(x->v[i], mails[who]);
            x->sessions[i][who] = x->v[i]->session;
        }
        x->v[i]->session = x->sessions[i][0];
        (void)visitor_get(x->v[i], STR("/en/me"));
    }
    days_pass(x, 0);
}

enum { HISTORIES = 12, STEPS = 14 };

static void refused_and_unanswered_look_alike(struct worlds *x) {
    int before = test_failures;
    for (int h = 0; h < HISTORIES; h++) {
        begin(x);
        both_ask(x);
        for (int s = 0; s < STEPS && test_failures == before; s++) {
            step(x);
            compare(x);
        }
    }
    CHECK(work_ok(&x->v[0]->work) && work_ok(&x->v[1]->work));
    CHECK(x->silent > HISTORIES && x->answers > HISTORIES &&
            x->compared > (size_t)HISTORIES * STEPS);
    CHECK(db_number(&x->v[0]->work, "SELECT COUNT(*) FROM letter") > 0);
}

/* The known bad: were a refusal written where the asker's side reads, it would be seen. */
static void a_trace_would_be_seen(struct worlds *x) {
    int before = test_failures;
    begin(x);
    both_ask(x);
    x->by_heart = true;
    db_run(&x->v[0]->work, "UPDATE approach SET state = 'closed', told = 1 WHERE state = 'open'");
    compare(x);
    bool seen = test_failures > before;
    test_failures = before;
    CHECK(seen);
}

int main(void) {
    struct visitor v;
    struct visitor other;
    struct worlds x = {.v = {&v, &other}, .state = 88172645463325252U};
    CHECK(visitor_open(&v) && visitor_open(&other));
    if (v.worker && other.worker) {
        refused_and_unanswered_look_alike(&x);
        a_trace_would_be_seen(&x);
        printf("%zu comparisons, %zu silent acts, %zu looks with an answer\n", x.compared, x.silent,
                x.answers);
    }
    visitor_close(&v);
    visitor_close(&other);
    return test_failures != 0;
}
