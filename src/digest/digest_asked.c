/* Letters that ask about texts and have no answer yet (directory/ask.h), sent to this reader's
 * address: in a digest they can be answered by one press, for it makes them a link of their own. */
#include "account/account.h"
#include "base/buf.h"
#include "db/db.h"
#include "digest/digest_part.h"
#include "lang/say.h"

static str said(struct work *w, bool current, int64_t texts, str organisation) {
    return current ? say_many(w, "{2}: is one need or offer still current?",
                             "{2}: are {1} needs and offers still current?", texts,
                             txt(organisation))
                   : say_many(w, "{2}: is one draft right?", "{2}: are {1} drafts right?", texts,
                             txt(organisation));
}

/* Where the texts stand, for who can sign in and reads this elsewhere than in a letter. */
static str path_of(struct work *w, int64_t organisation) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, STR("/organisations/"));
    buf_num(&out, organisation);
    return buf_str(&out);
}

void digest_asked(struct digest_gathering *g) {
    struct work *w = g->w;
    int64_t id = 0;
    str purpose = {0};
    str organisation = {0};
    int64_t owner = 0;
    int64_t expires = 0;
    int64_t created = 0;
    int64_t texts = 0;
    struct rows r = db_rows(w,
            "SELECT k.id, k.purpose, o.id, o.name, k.expires, k.created, COUNT(*) FROM ask AS k"
            " JOIN ask_text AS t ON t.ask_id = k.id AND t.answer = ''"
            " JOIN listing AS l ON l.id = t.listing_id AND CASE WHEN k.purpose = 'confirm'"
            "  THEN l.status IN ('draft', 'review') ELSE l.status IN ('published', 'expired') END"
            " JOIN organisation AS o ON o.id = k.organisation_id AND o.withdrawn = 0"
            " WHERE LOWER(k.mail) = LOWER(?) AND k.taken = 0 AND k.expires > ?"
            " GROUP BY k.id, k.purpose, o.id, o.name, k.expires, k.created ORDER BY k.id",
            txt(g->reader->mail), num(w->now));
    while (db_next(&r, to(id), to(purpose), to(owner), to(organisation), to(expires), to(created),
            to(texts))) {
        bool current = str_eq(purpose, STR("current"));
        digest_add(g,
                (struct digest_entry){.part = DIGEST_LISTINGS,
                        .key = STR("asked"),
                        .title = said(w, current, texts, organisation),
                        .act = say(w, "Answer"),
                        .path = g->reader->account ? path_of(w, owner) : (str){0},
                        .link_path = STR("/asked/"),
                        .link = {.purpose = current ? LINK_CURRENT : LINK_CONFIRM,
                                .object = id,
                                .mail = account_mail(w->mem, g->reader->mail),
                                .expires = expires},
                        .count = (size_t)texts,
                        .at = created},
                id);
    }
}
