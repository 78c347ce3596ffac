/* Contact requests: what the reader is to answer, and what was told to the side they stand on. Of the
 * answers themselves nothing is read here but whether the reader has given theirs: what a request has
 * come to is told by its own row, which says the same of a refusal as of silence. */
#include "account/account.h"
#include "base/buf.h"
#include "db/db.h"
#include "digest/digest_part.h"
#include "lang/date.h"
#include "lang/locale.h"
#include "lang/say.h"

enum { DAY_SECONDS = 24 * 3600, NEWS_DAYS = 14, ASKED_MOST = 10, GRACE_DAYS = 2 };

struct asked {
    int64_t id, created;
    str who, deadline;
    bool speaks; /* colleagues ask for them */
};

static str path_of(struct work *w, int64_t id) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, STR("/approaches/"));
    buf_num(&out, id);
    return buf_str(&out);
}

/* As in the letter that asks: who it is for stands in the link. */
static struct link link_of(const struct digest_gathering *g, const struct asked *a) {
    struct buf whose = {.mem = g->w->mem};
    buf_num(&whose, g->reader->individual);
    return (struct link){.purpose = LINK_APPROACH,
            .object = a->id,
            .mail = account_mail(g->w->mem, g->reader->mail),
            .detail = buf_str(&whose),
            .expires = date_seconds(a->deadline) + (int64_t)GRACE_DAYS * DAY_SECONDS};
}

static void add_asked(struct digest_gathering *g, const struct asked *a) {
    struct work *w = g->w;
    digest_add(g,
            (struct digest_entry){.part = DIGEST_APPROACHES,
                    .key = a->speaks ? STR("confirm") : STR("answer"),
                    .title = a->speaks
                                     ? say(w, "{} is asked for a contact with you. Do you want it?",
                                               txt(a->who))
                                     : say(w, "{} would like to get in touch with you.",
                                               txt(a->who)),
                    .list = say(w, "An answer is awaited until {}.",
                            txt(locale_date(w, a->deadline, DATE_LONG))),
                    .act = say(w, "Answer"),
                    .path = path_of(w, a->id),
                    .link_path = STR("/approached/"),
                    .link = link_of(g, a),
                    .count = 1,
                    .at = a->created},
            a->id);
}

/* Those that stand behind others come later, as in the list. */
static void to_answer(struct digest_gathering *g) {
    struct asked a = {0};
    struct rows r = db_rows(g->w,
            "SELECT a.id, COALESCE(o.name, c.name), a.deadline, a.created FROM approach AS a"
            " JOIN approach_answer AS n ON n.approach_id = a.id AND n.answer = ''"
            " JOIN cluster AS c ON c.id = a.cluster_id"
            " LEFT JOIN organisation AS o ON o.id = a.own_id"
            " WHERE a.asked_id = ? AND a.state = 'open' AND a.deadline >= ?"
            " ORDER BY a.behind, a.id LIMIT ?",
            num(g->reader->individual), txt(date_of(g->w->mem, g->w->now)), num(ASKED_MOST));
    while (db_next(&r, to(a.id), to(a.who), to(a.deadline), to(a.created))) {
        add_asked(g, &a);
    }
}

static void to_confirm(struct digest_gathering *g) {
    struct asked a = {.speaks = true};
    struct rows r = db_rows(g->w,
            "SELECT a.id, COALESCE(o.name, c.name, ''), a.deadline, a.created FROM approach AS a"
            " LEFT JOIN cluster AS c ON c.id = a.partner_cluster_id"
            " LEFT JOIN organisation AS o ON o.id = a.partner_id"
            " WHERE a.speaker_id = ? AND a.confirmed = 0 AND a.state IN ('open', 'yes')"
            " AND a.deadline >= ? ORDER BY a.id LIMIT ?",
            num(g->reader->individual), txt(date_of(g->w->mem, g->w->now)), num(ASKED_MOST));
    while (db_next(&r, to(a.id), to(a.who), to(a.deadline), to(a.created))) {
        add_asked(g, &a);
    }
}

static void add_news(struct digest_gathering *g, bool yes, int64_t count, int64_t last) {
    struct work *w = g->w;
    digest_add(g,
            (struct digest_entry){.part = DIGEST_APPROACHES,
                    .key = yes ? STR("yes") : STR("closed"),
                    .title = yes ? say_many(w, "One contact request was answered with yes.",
                                           "{} contact requests were answered with yes.", count)
                                 : say_many(w, "One contact request has ended without a contact.",
                                           "{} contact requests have ended without a contact.",
                                           count),
                    .act = say_many(w, "See it", "See all {}", count),
                    .path = count == 1 ? path_of(w, last) : STR("/approaches"),
                    .count = (size_t)count},
            last);
}

/* Told to the side that asks in the last two weeks. */
static void told(struct digest_gathering *g, bool yes) {
    int64_t count = 0;
    int64_t last = 0;
    struct rows r = db_rows(g->w,
            "SELECT COUNT(*), COALESCE(MAX(a.id), 0) FROM approach AS a"
            " WHERE a.state = ? AND a.told > ? AND a.id IN (SELECT s.approach_id"
            "  FROM approach_side AS s WHERE s.account_id = ? AND s.side = 'ours')",
            txt(yes ? STR("yes") : STR("closed")),
            num(g->w->now - (int64_t)NEWS_DAYS * DAY_SECONDS), num(g->reader->account));
    (void)db_next(&r, to(count), to(last));
    db_stop(&r);
    if (count) {
        add_news(g, yes, count, last);
    }
}

void digest_approaches(struct digest_gathering *g) {
    if (g->reader->individual) {
        to_answer(g);
        to_confirm(g);
    }
    if (g->reader->account) {
        told(g, true);
        told(g, false);
    }
}
