#include "web/today_page.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "mail/outgoing.h"
#include "match/alert.h"
#include "match/queue.h"
#include "web/alert_filter_page.h"
#include "web/ask_news.h"
#include "web/desk_abroad.h"
#include "web/desk_concern.h"
#include "web/desk_member.h"
#include "web/desk_waiting.h"
#include "web/home_page.h"
#include "web/saved_search_page.h"
#include "wire/html.h"

/* What the manager's desk shows, read before anything is written. */
struct desk {
    struct attention attention;
    struct digest waiting;
    struct desk_abroad abroad;
    struct saved_shown saved;
    size_t words;                        /* frequent, and not understood */
    struct alert_filters_shown followed; /* of the new matches, what the reader follows */
    struct ask_newses asked;
    int64_t letters; /* that could not be delivered, for whoever administrates */
};

static int64_t undelivered(struct work *w) {
    int64_t of[OUTGOING_STATES];
    outgoing_counts(w, of);
    return of[OUTGOING_FAILED] + of[OUTGOING_REFUSED];
}

static struct desk look(struct page *p) {
    struct work *w = &p->work;
    struct alert_wish any = {0};
    struct desk d = {.attention = attention_of(w, p->session.cluster)};
    struct alerts told = alert_list(w, p->house->live, p->session.cluster, &any);
    struct digest_task task = {
            .cluster = p->session.cluster, .attention = &d.attention, .alerts = &told};
    d.waiting = desk_waiting_read(p, &task);
    d.abroad = desk_abroad_read(p);
    d.saved = saved_search_read(p);
    d.asked = ask_news(w, p->session.cluster);
    d.words = queue_of(w, p->session.cluster).frequent;
    d.followed = alert_filter_read(p, &told);
    d.letters = p->scope.reach == 2 ? undelivered(w) : 0;
    return d;
}

static void figures(struct page *p, const struct attention *a) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<dl class='figures'>\n", txt(say(w, "Where you stand")));
    html(&p->out, "<div><dt><a href='/{}/members'>{}</a></dt><dd>{}</dd></div>\n", txt(p->lang),
            txt(say(w, "Members")), txt(locale_num(w, a->members)));
    html(&p->out,
            "<div><dt><a href='/{}/listings?side=need&amp;cluster={}'>{}</a></dt><dd>{}</dd></div>"
            "\n",
            txt(p->lang), num(p->session.cluster), txt(say(w, "Open needs")),
            txt(locale_num(w, a->needs)));
    html(&p->out,
            "<div><dt><a href='/{}/listings?side=offer&amp;cluster={}'>{}</a></dt><dd>{}</dd></div>"
            "\n</dl>\n",
            txt(p->lang), num(p->session.cluster), txt(say(w, "Open offers")),
            txt(locale_num(w, a->offers)));
}

/* What there is to begin with, while the cluster has neither members nor listings. */
static void beginning(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='empty'>\n<h2>{}</h2>\n<p>{}</p>\n<p class='acts'>"
            "<a class='button' href='/{}/import'>{}</a>"
            " <a class='button plain' href='/{}/members'>{}</a></p>\n</div>\n",
            txt(say(w, "Here will stand what wants your attention")),
            txt(say(w, "Begin with your members: a list from a spreadsheet is enough, even with"
                       " gaps. Then add what each of them needs and offers, and partners abroad are"
                       " found for them.")),
            txt(p->lang), txt(say(w, "Import members")), txt(p->lang), txt(say(w, "Members")));
}

void today_head(struct page *p, size_t wants) {
    struct work *w = &p->work;
    html(&p->out, "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n",
            txt(say(w, "Today, {}", txt(locale_day(w, w->now)))),
            txt(wants ? say_many(w, "One thing wants your attention.",
                                "{} things want your attention.", wants)
                      : say(w, "Nothing wants your attention.")));
}

static void head(struct page *p, const struct desk *d) {
    struct work *w = &p->work;
    today_head(p, d->waiting.count + desk_concern_count(&d->attention, d->words));
    if (d->attention.members > 0) {
        html(&p->out,
                "<div class='acts'><a class='button plain' href='/{}/listings/new?side=need'>{}</a>"
                " <a class='button plain' href='/{}/visits/new'>{}</a>"
                " <a class='button plain' href='/{}/import'>{}</a></div>\n",
                txt(p->lang), txt(say(w, "Add a need")), txt(p->lang), txt(say(w, "Note a visit")),
                txt(p->lang), txt(say(w, "Import")));
    }
    html(&p->out, "</div>\n");
}

static void main_column(struct page *p, const struct desk *d) {
    struct work *w = &p->work;
    if (d->waiting.count) {
        desk_waiting_rows(p, &d->waiting);
    }
    if (d->attention.members == 0) {
        beginning(p);
    } else if (d->waiting.count == 0) {
        desk_waiting_none(p,
                say(w, "Nobody waits for you. A good moment to look for the next partner abroad."),
                STR("/partners"), say(w, "Partners abroad"));
    }
    desk_concern_rows(p, &d->attention, d->words);
    desk_abroad_rows(p, &d->abroad);
}

static void side_column(struct page *p, const struct desk *d) {
    figures(p, &d->attention);
    ask_news_rows(p, &d->asked);
    if (d->letters) {
        html(&p->out, "<p class='quiet'><a href='/{}/mail'>{}</a></p>\n", txt(p->lang),
                txt(say_many(&p->work, "One letter could not be delivered.",
                        "{} letters could not be delivered.", d->letters)));
    }
    if (d->followed.all.count) {
        alert_filter_rows(p, &d->followed);
    }
    if (d->saved.all.count) {
        saved_search_rows(p, &d->saved);
    }
}

static void manager(struct page *p) {
    struct desk d = look(p);
    page_open_with(p, say(&p->work, "Today"));
    head(p, &d);
    html(&p->out, "<div class='two'>\n<div>\n");
    main_column(p, &d);
    html(&p->out, "</div>\n<div>\n");
    side_column(p, &d);
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}

void today_page(struct page *p) {
    if (page_manages(p)) {
        manager(p);
    } else if (page_belongs(p)) {
        desk_member(p);
    } else {
        page_redirect(p, home_path(p));
    }
}
