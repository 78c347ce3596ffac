/* Introductions: what the reader is asked to pass on, or whether they want to be introduced; and what
 * became of those they asked for, which is told by the row alone and looks the same whatever others
 * said. */
#include "account/account.h"
#include "base/buf.h"
#include "db/db.h"
#include "digest/digest_part.h"
#include "lang/say.h"

enum { DAY_SECONDS = 24 * 3600, NEWS_DAYS = 14, ANSWER_DAYS = 7, ASKED_MOST = 10 };

struct asked {
    int64_t id, chain, place, last, at, expires;
    str cluster;
};

static str path_of(struct work *w, int64_t id, const char *more) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, STR("/introductions/"));
    buf_num(&out, id);
    buf_add(&out, str_of(more));
    return buf_str(&out);
}

static struct link link_of(const struct digest_gathering *g, const struct asked *a) {
    struct buf detail = {.mem = g->w->mem};
    int64_t until = a->at + (int64_t)ANSWER_DAYS * DAY_SECONDS;
    buf_num(&detail, a->chain);
    buf_add(&detail, STR("/"));
    buf_num(&detail, a->place);
    return (struct link){.purpose = LINK_INTRODUCTION,
            .object = a->id,
            .mail = account_mail(g->w->mem, g->reader->mail),
            .detail = buf_str(&detail),
            .expires = until < a->expires ? until : a->expires};
}

static void to_answer(struct digest_gathering *g) {
    struct work *w = g->w;
    struct asked a = {0};
    struct rows r = db_rows(w,
            "SELECT i.id, l.chain, l.place, l.last, l.asked, i.expires, c.name"
            " FROM introduction_link AS l JOIN introduction AS i ON i.id = l.introduction_id"
            " JOIN cluster AS c ON c.id = i.cluster_id"
            " WHERE l.individual_id = ? AND l.state = 'asked' AND i.state = 'open'"
            " AND i.expires > ? AND l.asked > ? ORDER BY l.asked, i.id LIMIT ?",
            num(g->reader->individual), num(w->now),
            num(w->now - (int64_t)ANSWER_DAYS * DAY_SECONDS), num(ASKED_MOST));
    while (db_next(&r, to(a.id), to(a.chain), to(a.place), to(a.last), to(a.at), to(a.expires),
            to(a.cluster))) {
        digest_add(g,
                (struct digest_entry){.part = DIGEST_INTRODUCTIONS,
                        .key = STR("asked"),
                        .title = a.last ? say(w, "{}: somebody would like to be introduced to you.",
                                                  txt(a.cluster))
                                        : say(w, "{}: you are asked to pass on an introduction.",
                                                  txt(a.cluster)),
                        .act = say(w, "Answer"),
                        .path = path_of(w, a.id, "/asked"),
                        .link_path = STR("/introduction/"),
                        .link = link_of(g, &a),
                        .count = 1,
                        .at = a.at},
                a.id);
    }
}

static void add_news(struct digest_gathering *g, bool done, int64_t count, int64_t last) {
    struct work *w = g->w;
    digest_add(g,
            (struct digest_entry){.part = DIGEST_INTRODUCTIONS,
                    .key = done ? STR("done") : STR("over"),
                    .title = done ? say_many(w, "One introduction you asked for was made.",
                                            "{} introductions you asked for were made.", count)
                                  : say_many(w, "One introduction you asked for came to nothing.",
                                            "{} introductions you asked for came to nothing.",
                                            count),
                    .act = say_many(w, "See it", "See all {}", count),
                    .path = count == 1 ? path_of(w, last, "") : STR("/introductions"),
                    .count = (size_t)count},
            last);
}

/* Over on its last day, whatever stands in it. */
static void news(struct digest_gathering *g, bool done) {
    int64_t count = 0;
    int64_t last = 0;
    int64_t now = g->w->now;
    int64_t since = now - (int64_t)NEWS_DAYS * DAY_SECONDS;
    struct rows r = done ? db_rows(g->w,
                                   "SELECT COUNT(*), COALESCE(MAX(id), 0) FROM introduction"
                                   " WHERE asker_id = ? AND state = 'done' AND settled > ?",
                                   num(g->reader->individual), num(since))
                         : db_rows(g->w,
                                   "SELECT COUNT(*), COALESCE(MAX(id), 0) FROM introduction"
                                   " WHERE asker_id = ? AND state IN ('open', 'over')"
                                   " AND expires <= ? AND expires > ?",
                                   num(g->reader->individual), num(now), num(since));
    (void)db_next(&r, to(count), to(last));
    db_stop(&r);
    if (count) {
        add_news(g, done, count, last);
    }
}

void digest_introductions(struct digest_gathering *g) {
    if (g->reader->individual) {
        to_answer(g);
        news(g, true);
        news(g, false);
    }
}
