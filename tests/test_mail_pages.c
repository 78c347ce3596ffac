/* The pages of letters, as administrators, managers and whoever gets a letter see them. */
#include "base/buf.h"
#include "db/db.h"
#include "mail/outgoing.h"
#include "mail/template.h"
#include "mail/unwanted.h"
#include "tests/test.h"
#include "tests/visitor.h"

static int64_t write_letter(struct visitor *v, str kind) {
    db_begin(&v->work);
    template_send(&v->work, &v->house.seal,
            &(struct template_letter){.to = STR("reader@example.org"),
                    .cluster = WORLD_ALU,
                    .kind = kind,
                    .tongue = DA,
                    .values = {.name = STR("<b>Åse</b>"),
                            .organisation = STR("Støberi A/S"),
                            .list = STR("Profiler & plader\nVentiler"),
                            .link = STR("https://handslag.example/da/x/abc"),
                            .until = v->work.now + 3600,
                            .day = v->work.now + 86400}});
    CHECK(db_end(&v->work));
    return db_number(&v->work, "SELECT MAX(id) FROM letter");
}

static str path_of(struct visitor *v, int64_t id, str rest) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, STR("/en/mail/"));
    buf_num(&out, id);
    buf_add(&out, rest);
    return buf_str(&out);
}

static void fail(struct visitor *v, int64_t id) {
    db_begin(&v->work);
    outgoing_refused(&v->work, &(struct letter){.id = id}, STR("550 5.1.1 <nobody>"));
    CHECK(db_end(&v->work));
}

static void only_administrators_see_letters(struct visitor *v) {
    int64_t id = write_letter(v, STR("draft"));
    visitor_sign_in(v, STR("alu@example.org"));
    CHECK(visitor_get(v, STR("/en/mail")).status == 404);
    CHECK(visitor_get(v, path_of(v, id, STR(""))).status == 404);
    CHECK(visitor_get(v, path_of(v, id, STR("/html"))).status == 404);
    CHECK(visitor_post(v, path_of(v, id, STR("/drop")), STR("")).status == 404);
    CHECK(visitor_post(v, STR("/en/mail/test"), STR("")).status == 404);
    v->session = (str){0};
    CHECK(visitor_get(v, STR("/en/mail")).status == 303);
    visitor_sign_in(v, STR("admin@example.org"));
    struct response r = visitor_get(v, STR("/en/mail"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("reader@example.org")));
    CHECK(visitor_sees(&r, STR("Draft to be confirmed")));
}

/* What it says stays with its reader, but where everything is invented it is there to be followed. */
static void what_a_letter_says_shows_in_a_demonstration_only(struct visitor *v) {
    int64_t id = write_letter(v, STR("draft"));
    struct response r = visitor_get(v, path_of(v, id, STR("")));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("/da/x/abc")));
    CHECK(!visitor_sees(&r, STR("Profiler")));
    CHECK(visitor_get(v, path_of(v, id, STR("/html"))).status == 404);
    v->house.demo = true;
    r = visitor_get(v, path_of(v, id, STR("")));
    CHECK(visitor_sees(&r, STR("<a href='https://handslag.example/da/x/abc'>")));
    CHECK(visitor_sees(&r, STR("Profiler &amp; plader<br>\nVentiler")));
    CHECK(visitor_sees(&r, STR("&lt;b&gt;Åse&lt;/b&gt;")) && !visitor_sees(&r, STR("<b>Åse")));
    r = visitor_get(v, path_of(v, id, STR("/html")));
    CHECK(r.status == 200 && visitor_sees(&r, STR("&lt;b&gt;Åse")));
    CHECK(str_has(visitor_header(&r, STR("Content-Security-Policy")), STR("sandbox")));
    CHECK(visitor_sees(&r, STR("<html lang='da' dir='ltr'>")));
    v->house.demo = false;
}

static void one_that_came_back_is_tried_again_or_dropped(struct visitor *v) {
    int64_t id = write_letter(v, STR("draft"));
    int64_t other = write_letter(v, STR("draft"));
    fail(v, id);
    fail(v, other);
    struct response r = visitor_get(v, STR("/en/mail"));
    CHECK(visitor_sees(&r, STR("550 5.1.1 &lt;nobody&gt;")) &&
            visitor_sees(&r, STR("2 letters could not be delivered.")));
    CHECK(visitor_post(v, STR("/en/me/cluster"), STR("cluster=1")).status == 303);
    r = visitor_get(v, STR("/en/today"));
    CHECK(visitor_sees(&r, STR("2 letters could not be delivered.")));
    (void)visitor_get(v, path_of(v, id, STR("")));
    CHECK(visitor_post(v, path_of(v, id, STR("/retry")), STR("")).status == 303);
    CHECK(visitor_post(v, path_of(v, other, STR("/drop")), STR("")).status == 303);
    struct outgoing o = {0};
    CHECK(outgoing_one(&v->work, id, &o) && o.state == OUTGOING_WAITING && o.tries == 0);
    CHECK(!outgoing_one(&v->work, other, &o));
    CHECK(visitor_get(v, path_of(v, other, STR(""))).status == 404);
    v->form_key = STR("wrong");
    CHECK(visitor_post(v, path_of(v, id, STR("/drop")), STR("")).status == 403);
    CHECK(outgoing_one(&v->work, id, &o));
}

static void a_test_goes_to_whoever_asks(struct visitor *v) {
    (void)visitor_get(v, STR("/en/mail"));
    CHECK(visitor_post(v, STR("/en/mail/test"), STR("")).status == 303);
    int64_t id = db_number(&v->work, "SELECT id FROM letter WHERE kind = 'test'");
    struct letter l = {0};
    CHECK(outbox_read(&v->work, &v->house.seal, id, &l));
    SAME(l.to, "admin@example.org");
    CHECK(str_has(l.text, STR("You asked for this test")));
}

static str saved(struct visitor *v, str column) {
    str value = {0};
    struct rows r = str_eq(column, STR("subject"))
                            ? db_rows(&v->work, "SELECT subject FROM mail_template")
                            : db_rows(&v->work, "SELECT body FROM mail_template");
    (void)db_next(&r, to(value));
    db_stop(&r);
    return value;
}

static void a_cluster_writes_its_own_words(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/mail/texts"));
    CHECK(r.status == 200 && visitor_sees(&r, STR("/en/mail/texts/draft?lang=da")));
    r = visitor_get(v, STR("/en/mail/texts/draft?lang=da"));
    CHECK(visitor_sees(&r, STR("{cluster}: er det rigtigt?")) &&
            visitor_sees(&r, STR("\n\n{link}\n\n")));
    str form =
            STR("subject=Kig%20p%C3%A5%20%7Borganisation%7D&text=K%C3%A6re%20%7Bname%7D%0D%0A%0D%0A"
                "%7Blist%7D%0D%0A%0D%0A%7Blink%7D%0D%0A");
    struct buf look = {.mem = &v->mem};
    buf_add(&look, form);
    buf_add(&look, STR("&act=preview"));
    r = visitor_post(v, STR("/en/mail/texts/draft?lang=da"), buf_str(&look));
    CHECK(r.status == 200 && visitor_sees(&r, STR("<a href='https://handslag.example/da/'>")));
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM mail_template") == 0);
    CHECK(visitor_post(v, STR("/en/mail/texts/draft?lang=da"), form).status == 303);
    SAME(saved(v, STR("subject")), "Kig på {organisation}");
    SAME(saved(v, STR("body")), "Kære {name}\n\n{list}\n\n{link}");
    struct letter l = {0};
    CHECK(outbox_read(&v->work, &v->house.seal, write_letter(v, STR("draft")), &l));
    SAME(l.subject, "Kig på Støberi A/S");
    SAME(l.text,
            "Kære <b>Åse</b>\n\nProfiler & plader\nVentiler\n\nhttps://handslag.example/da/x/abc");
    r = visitor_get(v, STR("/en/mail/texts"));
    CHECK(visitor_sees(&r, STR(">own<")));
    CHECK(visitor_post(v, STR("/en/mail/texts/draft/default?lang=da"), STR("")).status == 303);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM mail_template") == 0);
    CHECK(visitor_get(v, STR("/en/mail/texts/nonsense")).status == 404);
    CHECK(visitor_get(v, STR("/en/mail/texts/reset")).status == 404); /* the platform's */
}

static void refused(struct visitor *v, str form, str said) {
    struct response r = visitor_post(v, STR("/en/mail/texts/draft?lang=da"), form);
    CHECK(r.status == 422 && visitor_sees(&r, said));
}

static void what_makes_no_letter_is_refused_and_stays_in_the_form(struct visitor *v) {
    str missing = STR("in braces is missing");
    (void)visitor_get(v, STR("/en/mail/texts/draft?lang=da"));
    refused(v, STR("subject=Hej&text=Uden+noget"), missing);
    refused(v, STR("subject=Hej&text=%7Blist%7D+uden"), missing);
    refused(v, STR("subject=Hej&text=%7Blink%7D"), missing);
    refused(v, STR("subject=&text=%7Blist%7D%0A%7Blink%7D"), STR("This is missing. Fill it in."));
    refused(v, STR("subject=a&text=+"), STR("This is missing. Fill it in."));
    refused(v, STR("subject=a%0D%0ABcc%3A+x%40y.org&text=%7Blist%7D%0A%7Blink%7D"),
            STR("signs that cannot be shown"));
    refused(v, STR("subject=a&text=%7Blist%7D+%7Bpassword%7D%0A%7Blink%7D"),
            STR("could stand for &quot;password&quot;"));
    refused(v, STR("subject=a&text=%7Blist%7D%0A%7Blink%7D.evil.example"),
            STR("on a line of its own"));
    str tells = STR("in braces may not stand in the subject");
    refused(v, STR("subject=%7Blink%7D&text=%7Blist%7D%0A%7Blink%7D"), tells);
    refused(v, STR("subject=a+%7Blist%7D&text=%7Blist%7D%0A%7Blink%7D"), tells);
    refused(v, STR("subject=a+%7Bwhat%7D&text=%7Blist%7D%0A%7Blink%7D"), tells);
    struct response r = visitor_post(
            v, STR("/en/mail/texts/draft?lang=da"), STR("subject=Hej+du&text=Uden+%3Cnoget%3E"));
    CHECK(visitor_sees(&r, STR("value='Hej du'")) && visitor_sees(&r, STR("Uden &lt;noget&gt;")));
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM mail_template") == 0);
}

static str end_path(struct visitor *v, const struct unwanted *u) {
    struct buf out = {.mem = &v->mem};
    buf_add(&out, STR("/da/letters/end/"));
    buf_add(&out, unwanted_token(&v->mem, &v->house.seal, u));
    return buf_str(&out);
}

/* As a mail program does it (RFC 8058): no cookie, no form of ours. */
static void letters_end_with_one_press_and_never_by_looking(struct visitor *v) {
    const struct unwanted u = {
            STR("reader@example.org"), STR("still-current"), v->work.now + 86400};
    const struct unwanted late = {
            STR("reader@example.org"), STR("still-current"), v->work.now - 86400};
    v->session = (str){0};
    int64_t before = write_letter(v, STR("still-current"));
    struct response r = visitor_get(v, end_path(v, &u));
    CHECK(r.status == 200 && !visitor_sees(&r, STR("reader@example.org")));
    CHECK(visitor_ask(v, HEAD, end_path(v, &u), STR("")).status == 200);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM unwanted_letter") == 0);
    CHECK(visitor_get(v, end_path(v, &late)).status == 404);
    CHECK(visitor_ask(v, POST, end_path(v, &late), STR("List-Unsubscribe=One-Click")).status ==
            404);
    CHECK(visitor_ask(v, POST, STR("/da/letters/end/x"), STR("")).status == 404);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM unwanted_letter") == 0);
    r = visitor_ask(v, POST, end_path(v, &u), STR("List-Unsubscribe=One-Click"));
    CHECK(r.status == 303 && db_number(&v->work, "SELECT COUNT(*) FROM unwanted_letter") == 1);
    CHECK(db_number(&v->work,
                  "SELECT COUNT(*) FROM unwanted_letter WHERE recipient LIKE '%reader%'") == 0);
    CHECK(write_letter(v, STR("still-current")) == before);
    CHECK(write_letter(v, STR("draft")) > before);
    r = visitor_get(v, end_path(v, &u));
    CHECK(r.status == 200 && visitor_sees(&r, STR("Du får ikke flere af disse breve")));
}

int main(void) {
    struct visitor v = {0};
    bool open = visitor_open(&v);
    CHECK(open);
    if (open) {
        only_administrators_see_letters(&v);
        what_a_letter_says_shows_in_a_demonstration_only(&v);
        one_that_came_back_is_tried_again_or_dropped(&v);
        a_test_goes_to_whoever_asks(&v);
        a_cluster_writes_its_own_words(&v);
        what_makes_no_letter_is_refused_and_stays_in_the_form(&v);
        letters_end_with_one_press_and_never_by_looking(&v);
        CHECK(work_ok(&v.work));
    }
    visitor_close(&v);
    return test_failures != 0;
}
