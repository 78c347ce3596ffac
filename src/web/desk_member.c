#include "web/desk_member.h"

#include "db/db.h"
#include "directory/organisation.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/desk_waiting.h"
#include "web/today_page.h"
#include "wire/html.h"

/* What is published of the reader's own organisation, and not. */
struct stand {
    int64_t needs, offers, drafts;
};

static struct stand stand_of(struct page *p) {
    struct stand s = {0};
    struct rows r = db_rows(&p->work,
            "SELECT COALESCE(SUM(CASE WHEN status = 'published' AND side = 'need'"
            "   THEN 1 ELSE 0 END), 0),"
            " COALESCE(SUM(CASE WHEN status = 'published' AND side = 'offer'"
            "   THEN 1 ELSE 0 END), 0),"
            " COALESCE(SUM(CASE WHEN status IN ('draft', 'review') THEN 1 ELSE 0 END), 0)"
            " FROM listing WHERE organisation_id = ?",
            num(p->session.organisation));
    (void)db_next(&r, to(s.needs), to(s.offers), to(s.drafts));
    db_stop(&r);
    return s;
}

static str own_path(struct page *p, const char *more) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, STR("/organisations/"));
    buf_num(&out, p->session.organisation);
    buf_add(&out, str_of(more));
    return buf_str(&out);
}

static void figure(struct page *p, str name, int64_t count) {
    html(&p->out, "<div><dt><a href='/{}{}'>{}</a></dt><dd>{}</dd></div>\n", txt(p->lang),
            txt(own_path(p, "")), txt(name), txt(locale_num(&p->work, count)));
}

static void figures(struct page *p, const struct stand *s) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<dl class='figures'>\n", txt(say(w, "Where you stand")));
    figure(p, say(w, "Open needs"), s->needs);
    figure(p, say(w, "Open offers"), s->offers);
    figure(p, say(w, "Not published"), s->drafts);
    html(&p->out, "</dl>\n<p><a href='/{}{}'>{}</a></p>\n", txt(p->lang),
            txt(own_path(p, "/partners")), txt(say(w, "Partners abroad")));
}

/* Nobody is found for whoever says nothing. */
static void nothing(struct page *p, const struct stand *s) {
    struct work *w = &p->work;
    if (s->needs + s->offers + s->drafts == 0) {
        desk_waiting_none(p,
                say(w, "Say what you need or offer, in a sentence or two and in your own language."
                       " From then on partners abroad are found for you."),
                own_path(p, "/listings/new?side=need"), say(w, "Add a need"));
    } else {
        desk_waiting_none(p,
                say(w, "Nothing waits for you. Look who abroad fits what you need and offer."),
                own_path(p, "/partners"), say(w, "Partners abroad"));
    }
}

void desk_member(struct page *p) {
    struct work *w = &p->work;
    struct digest_task task = {.organisation = p->session.organisation};
    struct digest all = desk_waiting_read(p, &task);
    struct stand s = stand_of(p);
    page_open_with(p, say(w, "Today"));
    today_head(p, all.count);
    html(&p->out,
            "<div class='acts'><a class='button plain' href='/{}{}'>{}</a>"
            " <a class='button plain' href='/{}{}'>{}</a></div>\n</div>\n",
            txt(p->lang), txt(own_path(p, "/listings/new?side=need")), txt(say(w, "Add a need")),
            txt(p->lang), txt(own_path(p, "/listings/new?side=offer")),
            txt(say(w, "Add an offer")));
    html(&p->out, "<div class='two'>\n<div>\n");
    if (all.count) {
        desk_waiting_rows(p, &all);
    } else {
        nothing(p, &s);
    }
    html(&p->out, "</div>\n<div>\n");
    figures(p, &s);
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}
