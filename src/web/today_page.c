#include "web/today_page.h"

#include "directory/attention.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "mail/outgoing.h"
#include "match/queue.h"
#include "project/collaboration.h"
#include "web/alert_filter_page.h"
#include "web/ask_news.h"
#include "web/brief.h"
#include "web/layout.h"
#include "web/saved_search_page.h"
#include "wire/html.h"

enum { LAPSING_SHOWN = 3 };

/* What the desk shows, read before anything is written. */
struct desk {
    struct attention attention;
    struct attention_things lapsing; /* the first of them, each in a sentence of its own */
    struct listings abroad;
    struct titles titles; /* of those abroad, in the reader's language */
    struct saved_shown saved;
    size_t words;                        /* frequent, and not understood */
    size_t alerts;                       /* strong matches that nobody has looked at */
    struct alert_filters_shown followed; /* of these, what the reader follows */
    struct ask_newses asked;
    size_t invitations; /* to collaborations, without an answer */
    int64_t letters;    /* that could not be delivered, for whoever administrates */
    int64_t wants;
};

static int64_t undelivered(struct work *w) {
    int64_t of[OUTGOING_STATES];
    outgoing_counts(w, of);
    return of[OUTGOING_FAILED] + of[OUTGOING_REFUSED];
}

static struct desk look(struct page *p) {
    struct work *w = &p->work;
    struct desk d = {.attention = attention_of(w, p->session.cluster)};
    int64_t ids[ATTENTION_ABROAD];
    d.lapsing = attention_list(w, p->session.cluster, CONCERN_LAPSING, LAPSING_SHOWN);
    struct live_view view = live_read(p->house->live);
    size_t count = attention_abroad(w, view.roster, &p->scope, p->session.cluster, ids);
    live_done(p->house->live);
    d.abroad = listing_page(w, ids, count);
    d.titles = title_list(w, &d.abroad);
    d.saved = saved_search_read(p);
    d.asked = ask_news(w, p->session.cluster);
    d.words = queue_of(w, p->session.cluster).frequent;
    struct alert_wish any = {0};
    struct alerts told = alert_list(w, p->house->live, p->session.cluster, &any);
    d.alerts = told.count;
    d.followed = alert_filter_read(p, &told);
    d.letters = p->scope.reach == 2 ? undelivered(w) : 0;
    d.invitations = collaboration_invitations(w, p->session.cluster).count;
    d.wants = (d.words > 0) + (d.alerts > 0) + (d.invitations > 0);
    for (size_t i = 0; i < CONCERN_COUNT; i++) {
        d.wants += d.attention.of[i] > 0;
    }
    return d;
}

static str listing_sentence(struct work *w, enum concern concern, int64_t count) {
    if (concern == CONCERN_LAPSING) {
        return say_many(w, "One need or offer lapses within 30 days.",
                "{} needs and offers lapse within 30 days.", count);
    }
    if (concern == CONCERN_EXPIRED) {
        return say_many(w, "One need or offer has expired. Renew it, or withdraw it.",
                "{} needs and offers have expired. Renew them, or withdraw them.", count);
    }
    if (concern == CONCERN_REVIEW) {
        return say_many(w, "One need or offer waits for your review.",
                "{} needs and offers wait for your review.", count);
    }
    if (concern == CONCERN_DRAFT) {
        return say_many(w, "One draft has not been published yet.",
                "{} drafts have not been published yet.", count);
    }
    return say_many(w, "Nobody has confirmed one need or offer for a year.",
            "Nobody has confirmed {} needs and offers for a year.", count);
}

static str sentence(struct work *w, enum concern concern, int64_t count) {
    if (concern < CONCERN_SILENT) {
        return listing_sentence(w, concern, count);
    }
    if (concern == CONCERN_SILENT) {
        return say_many(w, "One member has no need or offer, so nobody can be found for it.",
                "{} members have no need or offer, so nobody can be found for them.", count);
    }
    if (concern == CONCERN_ENGLISH) {
        return say_many(w, "One member has no English text for partners abroad.",
                "{} members have no English text for partners abroad.", count);
    }
    if (concern == CONCERN_REMARK) {
        return say_many(w, "An import could not place something of one member.",
                "An import could not place something of {} members.", count);
    }
    return say_many(w, "One member has no country, so it is found in none.",
            "{} members have no country, so they are found in none.", count);
}

static void lapsing(struct page *p, const struct attention_thing *t) {
    struct work *w = &p->work;
    bool need = str_eq(t->side, STR("need"));
    str day = locale_date(w, t->valid_until, DATE_LONG);
    str address = page_address(p, STR("listings"), t->id, t->name);
    html(&p->out,
            "<li><p><span lang='{}'><bdi>{}</bdi></span><br><small class='quiet'>{}</small></p> ",
            txt(t->lang), txt(t->name),
            txt(need ? say(w, "Need of {1}, lapses on {2}", txt(t->organisation), txt(day))
                     : say(w, "Offer of {1}, lapses on {2}", txt(t->organisation), txt(day))));
    html(&p->out, "<a class='button plain' href='/{}{}'>{}</a></li>\n", txt(p->lang), txt(address),
            txt(say(w, "Look at it")));
}

static void concern(struct page *p, enum concern c, int64_t count) {
    struct work *w = &p->work;
    html(&p->out, "<li><p>{}</p> <a class='button plain' href='/{}/today/{}'>{}</a></li>\n",
            txt(sentence(w, c, count)), txt(p->lang), txt(attention_word(c)),
            txt(say_many(w, "See it", "See all {}", count)));
}

static void words(struct page *p, size_t count) {
    struct work *w = &p->work;
    html(&p->out, "<li><p>{}</p> <a class='button plain' href='/{}/words'>{}</a></li>\n",
            txt(say_many(w, "One word stands in several texts and is not understood.",
                    "{} words stand in several texts and are not understood.", count)),
            txt(p->lang), txt(say(w, "Teach them")));
}

static void alerts(struct page *p, size_t count) {
    struct work *w = &p->work;
    html(&p->out, "<li><p>{}</p> <a class='button plain' href='/{}/new-matches'>{}</a></li>\n",
            txt(say_many(w, "One strong match abroad is new.", "{} strong matches abroad are new.",
                    count)),
            txt(p->lang), txt(say_many(w, "See it", "See all {}", count)));
}

static void invitations(struct page *p, size_t count) {
    struct work *w = &p->work;
    html(&p->out, "<li><p>{}</p> <a class='button plain' href='/{}/collaborations'>{}</a></li>\n",
            txt(say_many(w, "One cluster abroad invites you to work together.",
                    "{} invitations to work together wait for an answer.", count)),
            txt(p->lang), txt(say_many(w, "See it", "See all {}", count)));
}

static void wants(struct page *p, const struct desk *d) {
    html(&p->out, "<h2>{}</h2>\n<ol class='wants'>\n", txt(say(&p->work, "What wants attention")));
    if (d->invitations) {
        invitations(p, d->invitations);
    }
    if (d->alerts) {
        alerts(p, d->alerts);
    }
    for (size_t i = 0; i < d->lapsing.count; i++) {
        lapsing(p, &d->lapsing.at[i]);
    }
    for (enum concern c = 0; c < CONCERN_COUNT; c++) {
        int64_t count = d->attention.of[c];
        bool said = c == CONCERN_LAPSING && count <= LAPSING_SHOWN;
        if (count > 0 && !said) {
            concern(p, c, count);
        }
    }
    if (d->words) {
        words(p, d->words);
    }
    html(&p->out, "</ol>\n");
}

static void abroad(struct page *p, const struct desk *d) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "New from partners abroad")));
    if (d->abroad.count == 0) {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w, "Here will stand what clusters in other countries need and offer.")));
        return;
    }
    html(&p->out, "<ul class='rows'>\n");
    for (size_t i = 0; i < d->abroad.count; i++) {
        brief_listing(p, &d->abroad.at[i], &d->titles);
    }
    html(&p->out, "</ul>\n<p><a href='/{}/listings'>{}</a></p>\n", txt(p->lang),
            txt(say(w, "All needs and offers")));
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

static void head(struct page *p, const struct desk *d) {
    struct work *w = &p->work;
    bool begun = d->attention.members > 0;
    html(&p->out, "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n",
            txt(say(w, "Today, {}", txt(locale_day(w, w->now)))),
            txt(d->wants ? say_many(w, "One thing wants your attention.",
                                   "{} things want your attention.", d->wants)
                         : say(w, "Nothing wants your attention.")));
    if (begun) {
        html(&p->out,
                "<div class='acts'><a class='button' href='/{}/listings/new?side=need'>{}</a>"
                " <a class='button plain' href='/{}/visits/new'>{}</a>"
                " <a class='button plain' href='/{}/import'>{}</a></div>\n",
                txt(p->lang), txt(say(w, "Add a need")), txt(p->lang), txt(say(w, "Note a visit")),
                txt(p->lang), txt(say(w, "Import")));
    }
    html(&p->out, "</div>\n");
}

void today_page(struct page *p) {
    struct work *w = &p->work;
    struct desk d = look(p);
    page_open_with(p, say(w, "Today"));
    head(p, &d);
    html(&p->out, "<div class='two'>\n<div>\n");
    if (d.attention.members == 0) {
        beginning(p);
    } else if (d.wants) {
        wants(p, &d);
    }
    abroad(p, &d);
    html(&p->out, "</div>\n<div>\n");
    figures(p, &d.attention);
    ask_news_rows(p, &d.asked);
    if (d.letters) {
        html(&p->out, "<p class='quiet'><a href='/{}/mail'>{}</a></p>\n", txt(p->lang),
                txt(say_many(w, "One letter could not be delivered.",
                        "{} letters could not be delivered.", d.letters)));
    }
    if (d.followed.all.count) {
        alert_filter_rows(p, &d.followed);
    }
    if (d.saved.all.count) {
        saved_search_rows(p, &d.saved);
    }
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}

static void listing_thing(struct page *p, const struct attention_thing *t) {
    struct work *w = &p->work;
    bool need = str_eq(t->side, STR("need"));
    html(&p->out, "<li><h2><a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
            txt(page_address(p, STR("listings"), t->id, t->name)), txt(t->lang), txt(t->name));
    layout_tongue(p, t->lang);
    html(&p->out, "</h2><p class='quiet'>{}</p>",
            txt(need ? say(w, "Need of {}", txt(t->organisation))
                     : say(w, "Offer of {}", txt(t->organisation))));
    if (t->valid_until.len) {
        html(&p->out, "<p class='quiet'>{}</p>",
                txt(say(w, "Valid until {}", txt(locale_date(w, t->valid_until, DATE_LONG)))));
    }
    html(&p->out, "</li>\n");
}

static void member_thing(struct page *p, const struct attention_thing *t) {
    html(&p->out, "<li><h2><a href='/{}{}' lang='{}'><bdi>{}</bdi></a></h2>", txt(p->lang),
            txt(page_address(p, STR("organisations"), t->id, t->name)), txt(t->lang), txt(t->name));
    if (t->remark.len) {
        html(&p->out, "<p class='quiet'>{}</p>", txt(t->remark));
    }
    html(&p->out, "</li>\n");
}

void today_concern_page(struct page *p) {
    struct work *w = &p->work;
    enum concern c = CONCERN_LAPSING;
    if (!attention_named(p->word, &c)) {
        page_not_found(p);
        return;
    }
    struct attention a = attention_of(w, p->session.cluster);
    struct attention_things all = attention_list(w, p->session.cluster, c, ATTENTION_MOST);
    str title = all.count ? sentence(w, c, a.of[c]) : say(w, "Nothing is left here");

    page_open_with(p, title);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/today'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'><div><h1>{}</h1></div></div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Today")), txt(title));
    if (a.of[c] > (int64_t)all.count) {
        html(&p->out, "<p class='total'>{}</p>\n",
                txt(say_many(w, "The first one", "The first {}", all.count)));
    }
    html(&p->out, "<ul class='rows'>\n");
    for (size_t i = 0; i < all.count; i++) {
        if (c < CONCERN_SILENT) {
            listing_thing(p, &all.at[i]);
        } else {
            member_thing(p, &all.at[i]);
        }
    }
    html(&p->out, "</ul>\n");
    page_close(p);
}
