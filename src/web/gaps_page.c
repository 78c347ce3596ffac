#include "web/gaps_page.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "match/gap.h"
#include "web/brief.h"
#include "web/list.h"
#include "web/match_view.h"
#include "wire/html.h"

/* One page of them, with their texts and the nearest ones. */
struct shown {
    const struct market_gap *gaps;
    size_t count;
    struct listings own, nearest;
    struct titles titles, nearest_titles;
};

static const struct listing *one_of(const struct listings *all, int64_t id) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].id == id) {
            return &all->at[i];
        }
    }
    return NULL;
}

static struct shown read_page(struct page *p, const struct market_gaps *found) {
    size_t skip = list_skip(p);
    skip = skip < found->count ? skip : 0;
    size_t left = found->count - skip;
    struct shown s = {.gaps = found->at + skip, .count = left < LIST_PAGE ? left : LIST_PAGE};
    int64_t own[LIST_PAGE];
    int64_t nearest[LIST_PAGE];
    size_t near_count = 0;
    for (size_t i = 0; i < s.count; i++) {
        own[i] = s.gaps[i].listing;
        if (s.gaps[i].nearest) {
            nearest[near_count++] = s.gaps[i].nearest;
        }
    }
    s.own = listing_page(&p->work, own, s.count);
    s.nearest = listing_page(&p->work, nearest, near_count);
    s.titles = title_list(&p->work, &s.own);
    s.nearest_titles = title_list(&p->work, &s.nearest);
    return s;
}

static str kind_said(struct work *w, enum gap_kind kind, bool offers) {
    switch (kind) {
    case GAP_NOBODY: return offers ? say(w, "Nobody asks for it") : say(w, "Nobody can fill it");
    case GAP_ONLY_ABROAD:
        return offers ? say(w, "Asked for only abroad") : say(w, "Only somebody abroad can");
    case GAP_ONLY_HOME:
        return offers ? say(w, "Asked for only at home") : say(w, "Only somebody at home can");
    case GAP_KINDS: break;
    }
    return (str){0};
}

static void nearest(struct page *p, const struct shown *s, const struct market_gap *g) {
    struct work *w = &p->work;
    const struct listing *l = one_of(&s->nearest, g->nearest);
    if (l) {
        html(&p->out, "<a href='/{}{}' lang='{}'>{}</a>", txt(p->lang),
                txt(page_address(p, STR("listings"), l->id, l->title)), txt(l->lang),
                txt(l->title));
        title_line(p, &s->nearest_titles, l);
        brief_whose(p, l);
    } else {
        html(&p->out, "<span class='quiet'>{}</span>",
                txt(g->veiled ? say(w, "Somebody who shows it only to those they choose")
                              : say(w, "Nobody has anything in common with it")));
    }
}

static void row(struct page *p, const struct shown *s, const struct market_gap *g, bool offers) {
    struct work *w = &p->work;
    const struct listing *l = one_of(&s->own, g->listing);
    if (!l) {
        return;
    }
    html(&p->out, "<tr><th scope='row'><a href='/{}{}' lang='{}'>{}</a>", txt(p->lang),
            txt(page_address(p, STR("listings"), l->id, l->title)), txt(l->lang), txt(l->title));
    title_line(p, &s->titles, l);
    html(&p->out, "<p class='quiet'>{}</p></th><td data-label='{}'>{}</td>",
            txt(l->organisation_name), txt(say(w, "Gap")), txt(kind_said(w, g->kind, offers)));
    html(&p->out, "<td data-label='{}'><div>", txt(say(w, "Nearest")));
    nearest(p, s, g);
    html(&p->out,
            "</div></td><td class='num' data-label='{}'><span class='fit'><meter min='0' max='100'"
            " value='{}' aria-label='{}'></meter><b>{}</b></span></td></tr>\n",
            txt(say(w, "Fit")), num(match_hundred(g->fit)), txt(say(w, "Fit")),
            num(match_hundred(g->fit)));
}

static void table(struct page *p, const struct market_gaps *found, bool offers) {
    struct work *w = &p->work;
    struct shown s = read_page(p, found);
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'>{}</th><th scope='col' class='num'>{}</th></tr></thead>\n<tbody>\n",
            txt(offers ? say(w, "Offer") : say(w, "Need")), txt(say(w, "Gap")),
            txt(say(w, "Nearest")), txt(say(w, "Fit")));
    for (size_t i = 0; i < s.count; i++) {
        row(p, &s, &s.gaps[i], offers);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static str answer_line(struct page *p, const struct market_gaps *g, bool offers) {
    struct work *w = &p->work;
    str nobody = locale_num(w, (int64_t)g->of[GAP_NOBODY]);
    str abroad = locale_num(w, (int64_t)g->of[GAP_ONLY_ABROAD]);
    str texts = locale_num(w, (int64_t)g->texts);
    return offers ? say(w,
                            "Of {1} open offers of your members {2} are asked for by nobody, and {3}"
                            " only abroad.",
                            txt(texts), txt(nobody), txt(abroad))
                  : say(w,
                            "Of {1} open needs of your members {2} can be filled by nobody, and {3}"
                            " only abroad.",
                            txt(texts), txt(nobody), txt(abroad));
}

static void sides(struct page *p, bool offers) {
    struct work *w = &p->work;
    html(&p->out, "<ul class='chips'>\n<li><a href='/{}/gaps'", txt(p->lang));
    if (!offers) {
        html(&p->out, " aria-current='page'");
    }
    html(&p->out, ">{}</a></li>\n<li><a href='/{}/gaps?side=offer'",
            txt(say(w, "Needs nobody can fill")), txt(p->lang));
    if (offers) {
        html(&p->out, " aria-current='page'");
    }
    html(&p->out, ">{}</a></li>\n</ul>\n", txt(say(w, "Offers nobody asks for")));
}

void gaps_page(struct page *p) {
    struct work *w = &p->work;
    bool offers = str_eq(page_query(p, STR("side")), STR("offer"));
    struct market_gaps found = gap_list(w, p->house->live, &p->scope, p->session.cluster, offers);
    page_open_with(p, say(w, "Gaps"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><button class='button plain' data-print hidden>{}</button></div>\n"
            "</div>\n",
            txt(say(w, "Gaps")), txt(answer_line(p, &found, offers)), txt(say(w, "Print")));
    sides(p, offers);
    list_open(p, say_many(w, "One gap", "{} gaps", found.count));
    if (found.count) {
        table(p, &found, offers);
    } else {
        list_empty(p, say(w, "No gap"),
                found.texts ? say(w, "Everything finds somebody, at home and abroad.")
                            : say(w, "Your members have nothing open yet. Add needs and offers, or"
                                     " import them."));
        list_empty_end(p);
    }
    html(&p->out, "<p class='quiet'>{}</p>\n",
            txt(say(w,
                    "Somebody counts from a fit of {} on. A word that was not understood can be the"
                    " reason: look at the text, and teach it.",
                    num(match_hundred(GAP_GOOD)))));
    list_close(p, found.count);
    page_close(p);
}
