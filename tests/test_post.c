/* Letters on their way to a mail server that takes them, refuses them, or breaks in the middle. */
#include "base/buf.h"
#include "db/db.h"
#include "job/post.h"
#include "mail/template.h"
#include "mail/unwanted.h"
#include "tests/sink.h"
#include "tests/test.h"
#include "tests/world.h"

#include <string.h>

#define ADDRESS STR("https://handslag.example")

struct post_test {
    struct work *w;
    struct sink *sink;
    struct seal seal;
    struct post_office office;
};

static int64_t add(struct post_test *t, str to, str kind) {
    db_begin(t->w);
    template_send(t->w, &t->seal,
            &(struct template_letter){.to = to,
                    .cluster = WORLD_ALU,
                    .kind = kind,
                    .tongue = DE,
                    .values = {.name = STR("Käthe Groß"),
                            .list = STR("Strangpressprofile"),
                            .link = STR("https://handslag.example/de/x/abc"),
                            .until = t->w->now + 3600,
                            .day = t->w->now + 86400}});
    CHECK(db_end(t->w));
    return db_number(t->w, "SELECT MAX(id) FROM letter");
}

static enum post_turn turn(struct post_test *t, enum manner manner) {
    t->sink->manner = manner;
    return post_turn(t->w, &t->office, NULL);
}

static struct outgoing state_of(struct post_test *t, int64_t id) {
    struct outgoing o = {0};
    CHECK(outgoing_one(t->w, id, &o));
    return o;
}

static bool last_has(const struct post_test *t, const char *part) {
    const struct sink_letter *l = &t->sink->letters[(t->sink->count - 1) % SINK_LETTERS_MOST];
    return t->sink->count > 0 && strstr(l->bytes, part) != NULL;
}

static void a_letter_arrives_and_is_forgotten(struct post_test *t) {
    int64_t id = add(t, STR("kaethe@example.org"), STR("reset"));
    size_t before = t->sink->count;
    CHECK(turn(t, SINK_TAKES) == POST_SENT && t->sink->count == before + 1);
    CHECK(strcmp(t->sink->letters[before].from, "<post@handslag.example>") == 0);
    CHECK(strcmp(t->sink->letters[before].to, "<kaethe@example.org>") == 0);
    CHECK(last_has(t, "To: <kaethe@example.org>\r\n") && last_has(t, "\r\nMIME-Version: 1.0\r\n"));
    CHECK(last_has(t, "\r\nAuto-Submitted: auto-generated\r\n"));
    CHECK(!last_has(t, "List-Unsubscribe"));
    struct outgoing o = state_of(t, id);
    struct letter l = {0};
    CHECK(o.state == OUTGOING_SENT && !o.readable && o.tries == 1);
    CHECK(!str_has(o.recipient, STR("@")) &&
            str_eq(o.recipient, unwanted_hash(t->w->mem, &t->seal, STR("Kaethe@Example.org"))));
    CHECK(!outbox_read(t->w, &t->seal, id, &l));
    CHECK(turn(t, SINK_TAKES) == POST_NOTHING && t->sink->count == before + 1);
}

static void what_cannot_be_taken_now_is_tried_again(struct post_test *t) {
    int64_t id = add(t, STR("a@example.org"), STR("reset"));
    size_t before = t->sink->count;
    CHECK(turn(t, SINK_BUSY) == POST_PUT_OFF);
    struct outgoing o = state_of(t, id);
    CHECK(o.state == OUTGOING_WAITING && o.due == t->w->now + 60 && o.tries == 1);
    SAME(o.fault, "451 4.2.1 mailbox busy");
    t->w->now += 59;
    CHECK(turn(t, SINK_TAKES) == POST_NOTHING);
    t->w->now += 1;
    CHECK(turn(t, SINK_LATER) == POST_PUT_OFF);
    o = state_of(t, id);
    SAME(o.fault, "452 4.3.1 disk full");
    CHECK(o.due == t->w->now + 300 && t->sink->count == before);
    t->w->now += 300;
    CHECK(turn(t, SINK_TAKES) == POST_SENT && t->sink->count == before + 1);
}

static void what_is_never_taken_bounces_at_once(struct post_test *t) {
    int64_t none = add(t, STR("nobody@example.org"), STR("reset"));
    CHECK(turn(t, SINK_NO_SUCH) == POST_REFUSED);
    struct outgoing o = state_of(t, none);
    CHECK(o.state == OUTGOING_REFUSED && o.readable);
    SAME(o.fault, "550 5.1.1 nobody of that name");
    int64_t spam = add(t, STR("b@example.org"), STR("reset"));
    CHECK(turn(t, SINK_NO_SPAM) == POST_REFUSED);
    CHECK(state_of(t, spam).state == OUTGOING_REFUSED);
    CHECK(turn(t, SINK_TAKES) == POST_NOTHING);
    db_begin(t->w);
    CHECK(outgoing_retry(t->w, none) && outgoing_drop(t->w, spam) && db_end(t->w));
    CHECK(turn(t, SINK_TAKES) == POST_SENT && turn(t, SINK_TAKES) == POST_NOTHING);
}

static void a_connection_cut_in_the_middle_loses_nothing(struct post_test *t) {
    static const enum manner cuts[] = {SINK_CUTS, SINK_CUTS_AFTER};
    for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
        int64_t id = add(t, STR("c@example.org"), STR("reset"));
        size_t before = t->sink->count;
        CHECK(turn(t, cuts[i]) == POST_PUT_OFF && t->sink->count == before);
        struct outgoing o = state_of(t, id);
        CHECK(o.state == OUTGOING_WAITING && o.fault.len > 0 && o.tries == 1);
        t->w->now += 60;
        CHECK(turn(t, SINK_TAKES) == POST_SENT && t->sink->count == before + 1);
        CHECK(turn(t, SINK_TAKES) == POST_NOTHING);
    }
}

/* Two days without a mail server cost no letter: what is not the letter's fault is no try of it. */
static void a_server_that_is_away_costs_no_try(struct post_test *t) {
    static const enum manner away[] = {SINK_SILENT, SINK_CLOSED};
    int64_t id = add(t, STR("c@example.org"), STR("reset"));
    size_t before = t->sink->count;
    for (int i = 0; i < 10; i++) {
        CHECK(turn(t, away[i < 1 ? 0 : 1]) == POST_AWAY && t->sink->count == before);
        struct outgoing o = state_of(t, id);
        CHECK(o.state == OUTGOING_WAITING && o.fault.len > 0 && o.tries == 0);
        CHECK(turn(t, SINK_TAKES) == POST_NOTHING);
        t->w->now = o.due;
    }
    SAME(state_of(t, id).fault, "554 not today");
    CHECK(turn(t, SINK_TAKES) == POST_SENT && t->sink->count == before + 1);
}

/* The copy that a cut may leave behind says by its Message-ID that it is the same. */
static void a_second_copy_has_the_same_name(struct post_test *t) {
    int64_t id = add(t, STR("d@example.org"), STR("reset"));
    struct letter l = {0};
    struct buf name = {.mem = t->w->mem};
    CHECK(outbox_read(t->w, &t->seal, id, &l));
    buf_add(&name, STR("Message-ID: <"));
    buf_num(&name, id);
    buf_add(&name, STR("."));
    buf_num(&name, l.created);
    buf_add(&name, STR("@handslag.example>\r\n"));
    const char *wanted = arena_z(t->w->mem, buf_str(&name));
    CHECK(turn(t, SINK_CUTS_AFTER) == POST_PUT_OFF);
    const struct sink_letter *cut = &t->sink->letters[t->sink->count % SINK_LETTERS_MOST];
    CHECK(cut->len > 0 && strstr(cut->bytes, wanted) != NULL);
    t->w->now += 3600;
    CHECK(turn(t, SINK_TAKES) == POST_SENT && last_has(t, wanted));
}

static void it_is_given_up_in_the_end(struct post_test *t) {
    int64_t id = add(t, STR("e@example.org"), STR("reset"));
    int tries = 0;
    while (state_of(t, id).state == OUTGOING_WAITING && tries < 20) {
        t->w->now = state_of(t, id).due;
        CHECK(turn(t, SINK_BUSY) != POST_NOTHING);
        tries++;
    }
    struct outgoing o = state_of(t, id);
    CHECK(tries == 7 && o.state == OUTGOING_FAILED && o.readable);
    db_begin(t->w);
    outgoing_retry_all(t->w);
    CHECK(db_end(t->w));
    CHECK(turn(t, SINK_TAKES) == POST_SENT);
}

/* Whoever took it and died has it until the lease is over, and then it goes out. */
static void of_two_only_one_gets_it(struct post_test *t) {
    int64_t id = add(t, STR("f@example.org"), STR("reset"));
    struct letter l = {0};
    CHECK(outgoing_take(t->w, &t->seal, &l) && l.id == id);
    CHECK(!outgoing_take(t->w, &t->seal, &l));
    db_begin(t->w);
    CHECK(!outgoing_retry(t->w, id) && db_end(t->w));
    t->w->now += OUTGOING_LEASE_SECONDS;
    CHECK(turn(t, SINK_TAKES) == POST_SENT && state_of(t, id).tries == 2);
}

static void what_is_no_address_is_not_tried(struct post_test *t) {
    static const char *const bad[] = {"a@b@c.org", "x", "a b@c.org", "k\xc3\xa6@c.org",
            "a@c.org\r\nRCPT TO:<b@c.org>", "<a@c.org>", "a@-c.org", "@c.org", "a@c..org",
            "a@c.org,b@c.org", "\"a\"@c.org"};
    int asked = t->sink->asked;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        int64_t id = add(t, str_of(bad[i]), STR("reset"));
        CHECK(turn(t, SINK_TAKES) == POST_FAILED);
        CHECK(state_of(t, id).state == OUTGOING_FAILED);
    }
    CHECK(t->sink->asked == asked);
    db_run(t->w, "DELETE FROM letter WHERE state = 'failed'");
}

static str unsubscribe_token(struct post_test *t) {
    const struct sink_letter *l = &t->sink->letters[(t->sink->count - 1) % SINK_LETTERS_MOST];
    const char *at =
            strstr(l->bytes, "List-Unsubscribe: <https://handslag.example/de/letters/end/");
    const char *mark = "/letters/end/";
    at = at ? strstr(at, mark) : strstr(l->bytes, mark);
    const char *end = at ? strchr(at, '>') : NULL;
    return end ? (str){at + strlen(mark), (size_t)(end - at) - strlen(mark)} : (str){0};
}

static void who_refuses_a_kind_gets_no_more_of_it(struct post_test *t) {
    struct unwanted u = {0};
    (void)add(t, STR("g@example.org"), STR("still-current"));
    int64_t waits = 0;
    CHECK(turn(t, SINK_TAKES) == POST_SENT);
    CHECK(last_has(t, "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
    str token = unsubscribe_token(t);
    CHECK(unwanted_open(t->w, &t->seal, token, &u));
    SAME(u.mail, "g@example.org");
    SAME(u.kind, "still-current");
    waits = add(t, STR("g@example.org"), STR("still-current"));
    db_begin(t->w);
    unwanted_add(t->w, &t->seal, &u);
    unwanted_add(t->w, &t->seal, &u);
    CHECK(db_end(t->w));
    CHECK(turn(t, SINK_TAKES) == POST_FAILED); /* it was on its way already */
    CHECK(add(t, STR("G@example.org"), STR("still-current")) == waits);
    CHECK(add(t, STR("g@example.org"), STR("reset")) > waits);
    CHECK(add(t, STR("h@example.org"), STR("still-current")) > waits);
    CHECK(turn(t, SINK_TAKES) == POST_SENT && turn(t, SINK_TAKES) == POST_SENT);
}

static void a_refusal_is_signed_and_lapses(struct post_test *t) {
    struct arena *mem = t->w->mem;
    struct unwanted found = {0};
    struct seal other = {0};
    const struct unwanted u = {STR("i@example.org"), STR("still-current"), t->w->now + 100};
    const struct unwanted asked = {STR("i@example.org"), STR("reset"), t->w->now + 100};
    str token = unwanted_token(mem, &t->seal, &u);
    seal_new(&other);
    CHECK(unwanted_open(t->w, &t->seal, token, &found));
    CHECK(!unwanted_open(t->w, &other, token, &found));
    CHECK(!unwanted_open(t->w, &t->seal, STR("x"), &found));
    CHECK(!unwanted_open(t->w, &t->seal, unwanted_token(mem, &t->seal, &asked), &found));
    CHECK(!unwanted_open(t->w, &t->seal, seal_close(mem, &t->seal, STR("i@example.org")), &found));
    t->w->now += 101;
    CHECK(!unwanted_open(t->w, &t->seal, token, &found));
}

static void what_is_old_is_forgotten(struct post_test *t) {
    int64_t id = add(t, STR("j@example.org"), STR("reset"));
    CHECK(turn(t, SINK_NO_SUCH) == POST_REFUSED);
    int64_t sent = db_number(t->w, "SELECT COUNT(*) FROM letter WHERE state = 'sent'");
    CHECK(sent > 0 && state_of(t, id).readable);
    t->w->now += 31 * 86400;
    db_begin(t->w);
    outgoing_sweep(t->w, &t->seal);
    CHECK(db_end(t->w));
    struct outgoing o = state_of(t, id);
    CHECK(!o.readable && !str_has(o.recipient, STR("@")) && o.state == OUTGOING_REFUSED);
    CHECK(db_number(t->w, "SELECT COUNT(*) FROM letter WHERE state = 'sent'") == sent);
    t->w->now += 70 * 86400;
    db_begin(t->w);
    outgoing_sweep(t->w, &t->seal);
    CHECK(db_end(t->w) && db_number(t->w, "SELECT COUNT(*) FROM letter") == 0);
}

static void another_key_sends_nothing(struct post_test *t) {
    int64_t id = add(t, STR("k@example.org"), STR("reset"));
    struct post_office office = t->office;
    struct seal other = {0};
    seal_new(&other);
    office.seal = &other;
    int asked = t->sink->asked;
    CHECK(post_turn(t->w, &office, NULL) == POST_NOTHING && t->sink->asked == asked);
    struct outgoing o = state_of(t, id);
    CHECK(o.state == OUTGOING_FAILED);
    SAME(o.fault, "another key sealed it");
}

/* Stopping the program ends the wait for a server that says nothing, and the try does not count. */
static void whoever_stops_does_not_wait(struct post_test *t) {
    atomic_bool stop = true;
    int64_t id = add(t, STR("l@example.org"), STR("reset"));
    t->sink->manner = SINK_SILENT;
    CHECK(post_turn(t->w, &t->office, &stop) == POST_STOPPED);
    struct outgoing o = state_of(t, id);
    CHECK(o.state == OUTGOING_WAITING && o.tries == 0 && o.due == t->w->now);
    CHECK(turn(t, SINK_TAKES) == POST_SENT);
}

static void only_servers_of_mail_are_servers(void) {
    CHECK(post_server_fits(STR("smtp://localhost")) &&
            post_server_fits(STR("smtps://m.x.org:465")));
    CHECK(!post_server_fits(STR("http://m.x.org")) && !post_server_fits(STR("smtp://")));
    CHECK(!post_server_fits(STR("smtp://a:b@m.x.org")) && !post_server_fits(STR("smtp://m:0")));
    CHECK(!post_server_fits(STR("smtp://m/x")) && !post_server_fits(STR("smtp://m:25/x")));
    CHECK(!post_server_fits(STR("smtp://m:70000")) && !post_server_fits(STR("m.x.org:25")));
}

static void all(struct post_test *t) {
    a_letter_arrives_and_is_forgotten(t);
    what_cannot_be_taken_now_is_tried_again(t);
    what_is_never_taken_bounces_at_once(t);
    a_connection_cut_in_the_middle_loses_nothing(t);
    a_server_that_is_away_costs_no_try(t);
    a_second_copy_has_the_same_name(t);
    it_is_given_up_in_the_end(t);
    of_two_only_one_gets_it(t);
    what_is_no_address_is_not_tried(t);
    who_refuses_a_kind_gets_no_more_of_it(t);
    a_refusal_is_signed_and_lapses(t);
    what_is_old_is_forgotten(t);
    another_key_sends_nothing(t);
    whoever_stops_does_not_wait(t);
}

int main(void) {
    static struct sink sink;
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = world_open(), .now = WORLD_NOW, .actor = WORLD_ADMIN};
    struct post_test t = {.w = &w, .sink = &sink};
    CHECK(w.db && sink_open(&sink));
    only_servers_of_mail_are_servers();
    if (test_failures == 0) {
        struct buf server = {.mem = &mem};
        buf_add(&server, STR("smtp://127.0.0.1:"));
        buf_num(&server, sink.port);
        seal_new(&t.seal);
        t.office = (struct post_office){.server = buf_str(&server),
                .from = STR("post@handslag.example"),
                .address = ADDRESS,
                .plain = true,
                .milliseconds = 1500,
                .seal = &t.seal};
        all(&t);
        sink_close(&sink);
    }
    CHECK(work_ok(&w));
    db_close(w.db);
    arena_free(&mem);
    return test_failures != 0;
}
