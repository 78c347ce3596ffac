/* A digest, its letter and its feed hold nothing that is not for its reader's eyes, whatever there is;
 * and the feed is Atom as RFC 4287 wants it. */
#include "base/buf.h"
#include "db/db.h"
#include "digest/digest_feed.h"
#include "digest/digest_letter.h"
#include "directory/individual.h"
#include "lang/date.h"
#include "mail/outbox.h"
#include "tests/planting.h"
#include "tests/test.h"
#include "wire/atom.h"

#include <libxml/parser.h>
#include <string.h>

enum { DAY = 24 * 3600 };

/* So that there is something of everything: texts that lapse, have lapsed, wait for review. */
static void make_things_wait(struct visitor *v) {
    struct work *w = &v->work;
    db_begin(w);
    db_run(w, "UPDATE listing SET valid_until = ? WHERE status = 'published' AND id % 2 = 0",
            txt(date_of(&v->mem, w->now + 10 * (int64_t)DAY)));
    db_run(w, "UPDATE listing SET status = 'expired' WHERE status = 'published' AND id % 5 = 1");
    db_run(w, "DELETE FROM match_seen");
    CHECK(db_end(w));
    live_load(w, v->house.live);
    while (live_fill_lists(w, v->house.live)) {
    }
}

static bool read_as(struct visitor *v, enum walker who, struct digest_reader *reader) {
    v->work.actor = plant_account(who);
    v->work.tongue = EN;
    return digest_reader_of(&v->work, v->work.actor, reader);
}

static str letter_of(struct visitor *v, const struct digest_reader *reader) {
    struct digest all = digest_gather(&v->work, v->house.live, reader, DIGEST_ALL);
    struct digest_sender sender = {&v->house.seal, v->house.address};
    struct letter l = {0};
    db_begin(&v->work);
    digest_letter_send(&v->work, &sender, reader, &all);
    CHECK(db_end(&v->work));
    int64_t id = db_number(&v->work,
            "SELECT COALESCE(MAX(id), 0) FROM letter WHERE kind = 'digest' AND recipient = ?",
            txt(reader->mail));
    struct buf out = {.mem = &v->mem};
    if (id && outbox_read(&v->work, &v->house.seal, id, &l)) {
        buf_add(&out, l.subject);
        buf_add(&out, STR("\n"));
        buf_add(&out, l.text);
    }
    return buf_str(&out);
}

static str feed_address(struct visitor *v, int64_t account) {
    struct buf out = {.mem = &v->mem};
    db_begin(&v->work);
    str token = digest_feed_make(&v->work, individual_of_account(&v->work, account));
    CHECK(db_end(&v->work));
    buf_add(&out, STR("/en/feeds/"));
    buf_add(&out, token);
    buf_add(&out, STR("/news.atom"));
    return buf_str(&out);
}

static size_t words_in(struct canaries *c, enum walker who, str text) {
    struct response r = {.body = text};
    return canary_leaks(c, who, STR("a digest"), &r);
}

static void nobody_is_told_what_is_not_for_them(struct visitor *v, struct canaries *c) {
    size_t letters = 0;
    for (enum walker who = OUTSIDER; who < WALKERS; who++) {
        struct digest_reader reader = {0};
        bool there = read_as(v, who, &reader);
        CHECK(there == (who != SUSPENDED));
        str text = there ? letter_of(v, &reader) : (str){0};
        letters += text.len > 0;
        CHECK(words_in(c, who, text) == 0);
        v->session = (str){0};
        struct response r = visitor_get(v, feed_address(v, plant_account(who)));
        CHECK(r.status == (who == SUSPENDED ? 404 : 200));
        CHECK(words_in(c, who, r.body) == 0);
    }
    CHECK(letters >= 4); /* managers and members of both sides */
}

/* The reader of one side with the tasks of the other: what comes then is found. */
static void a_digest_for_somebody_else_is_found(struct visitor *v, struct canaries *c) {
    struct digest_reader theirs = {0};
    struct digest_reader ours = {0};
    CHECK(read_as(v, PARTNER_MANAGER, &theirs) && read_as(v, MANAGER, &ours));
    theirs.tasks = ours.tasks;
    c->quiet = true;
    CHECK(words_in(c, PARTNER_MANAGER, letter_of(v, &theirs)) > 0);
    c->quiet = false;
}

/* ---- as a program that reads feeds sees it */

static const xmlNode *child(const xmlNode *of, const char *name) {
    for (const xmlNode *n = of->children; n; n = n->next) {
        if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0 && n->ns &&
                strcmp((const char *)n->ns->href, "http://www.w3.org/2005/Atom") == 0) {
            return n;
        }
    }
    return NULL;
}

static bool has_text(const xmlNode *of, const char *name, const char *begins) {
    const xmlNode *n = child(of, name);
    xmlChar *text = n ? xmlNodeGetContent(n) : NULL;
    bool has = text && strncmp((const char *)text, begins, strlen(begins)) == 0 && text[0];
    xmlFree(text);
    return has;
}

/* RFC 4287, 4.1.1 and 4.1.2: what each must have, and RFC 3339 in its dates. */
static size_t entries_of(const char *bytes, size_t len) {
    xmlDoc *doc = xmlReadMemory(bytes, (int)len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
    const xmlNode *feed = doc ? xmlDocGetRootElement(doc) : NULL;
    size_t count = 0;
    CHECK(feed && strcmp((const char *)feed->name, "feed") == 0);
    if (feed) {
        CHECK(has_text(feed, "id", "urn:uuid:") && has_text(feed, "title", ""));
        CHECK(has_text(feed, "updated", "20") && child(feed, "author"));
        CHECK(child(feed, "author") && has_text(child(feed, "author"), "name", ""));
        CHECK(child(feed, "link") != NULL);
    }
    for (const xmlNode *n = feed ? feed->children : NULL; n; n = n->next) {
        if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, "entry") == 0) {
            CHECK(has_text(n, "id", "urn:uuid:") && has_text(n, "title", ""));
            CHECK(has_text(n, "updated", "20") && child(n, "link"));
            count++;
        }
    }
    xmlFreeDoc(doc);
    return count;
}

static void a_feed_is_atom(struct visitor *v) {
    v->session = (str){0};
    struct response r = visitor_get(v, feed_address(v, plant_account(MANAGER)));
    CHECK(r.status == 200 && entries_of(r.body.at, r.body.len) >= 3);
}

/* Titles that look like markup, and characters that XML does not have. */
static void what_people_wrote_stays_text(struct visitor *v) {
    const struct atom_entry bad = {.id = STR("urn:uuid:1"),
            .title = STR("</title><script>&\"\x01\xEF\xBF\xBF]]>"),
            .text = STR("a\nb\x1F"),
            .link = STR("https://handslag.example/en/x?a=1&b=\"2"),
            .at = 1800000000};
    const struct atom_feed feed = {.id = STR("urn:uuid:2"),
            .title = STR("<&>"),
            .author = STR("x"),
            .lang = STR("en"),
            .self = STR("https://handslag.example/en/feed"),
            .link = STR("https://handslag.example/en/"),
            .at = 1800000000,
            .entries = &bad,
            .count = 1};
    str written = atom_write(&v->mem, &feed);
    CHECK(entries_of(written.at, written.len) == 1);
    CHECK(!str_has(written, STR("<script>")));
    CHECK(str_has(written, STR("<updated>2027-01-15T08:00:00Z</updated>")));
}

int main(void) {
    static struct canaries c;
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    canary_plant(&v, &c);
    make_things_wait(&v);
    nobody_is_told_what_is_not_for_them(&v, &c);
    a_digest_for_somebody_else_is_found(&v, &c);
    a_feed_is_atom(&v);
    what_people_wrote_stays_text(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    xmlCleanupParser();
    return test_failures != 0;
}
