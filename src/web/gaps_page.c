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

static void missing(struct page *p, const struct market_gap *g) {
    str said = match_shared(p, &g->missing);
    if (said.len) {
        html(&p->out, "<p class='quiet'>{}</p>",
                txt(say(&p->work, "Nobody abroad or at home speaks of: {}", txt(said))));
    }
}

static void nearest(struct page *p, const struct shown *s, const struct market_gap *g) {
    struct work *w = &p->work;
    const struct listing *l = one_of(&s->nearest, g->nearest);
    if (l) {
        html(&p->out, "<a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
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
    html(&p->out, "<tr><th scope='row'><a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
            txt(page_address(p, STR("listings"), l->id, l->title)), txt(l->lang), txt(l->title));
    title_line(p, &s->titles, l);
    html(&p->out, "<p class='quiet'>{}</p></th><td data-label='{}'><div>{}",
            txt(l->organisation_name), txt(say(w, "Gap")), txt(kind_said(w, g->kind, offers)));
    missing(p, g);
    html(&p->out, "</div></td><td data-label='{}'><div>", txt(say(w, "Nearest")));
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

static struct code_names sides(struct work *w) {
    struct code_name *at = arena_new(w->mem, struct code_name, 2);
    at[0] = (struct code_name){STR("need"), say(w, "needs")};
    at[1] = (struct code_name){STR("offer"), say(w, "offers")};
    return (struct code_names){at, 2};
}

static const char *const gap_words[GAP_KINDS] = {"nobody", "abroad", "home"};

static struct code_names gap_choices(struct work *w, bool offers) {
    struct code_name *at = arena_new(w->mem, struct code_name, GAP_KINDS);
    for (enum gap_kind k = 0; k < GAP_KINDS; k++) {
        at[k] = (struct code_name){str_of(gap_words[k]), kind_said(w, k, offers)};
    }
    return (struct code_names){at, GAP_KINDS};
}

static void filter(struct page *p, bool offers) {
    struct work *w = &p->work;
    struct list_control controls[] = {
            {.name = STR("side"),
                    .said = say(w, "Needs or offers"),
                    .choices = sides(w),
                    .fixed = true},
            {.name = STR("kind"),
                    .said = say(w, "Kind"),
                    .any = say(w, "any kind"),
                    .choices = list_labels(w, LABEL_LISTING)},
            {.name = STR("gap"),
                    .said = say(w, "Gap"),
                    .any = say(w, "any gap"),
                    .choices = gap_choices(w, offers)},
    };
    list_filter(p, say(w, "Gaps: {}, {}, {}.", list_place(0), list_place(1), list_place(2)),
            controls, 3);
}

/* Those of one kind of gap stand together. */
static struct market_gaps only(const struct market_gaps *all, str word) {
    struct market_gaps some = *all;
    for (enum gap_kind k = 0; all->count && k < GAP_KINDS; k++) {
        if (str_eq(word, str_of(gap_words[k]))) {
            some.count = all->of[k];
            return some;
        }
        some.at += all->of[k];
    }
    return *all;
}

static void unread(struct page *p, const struct market_gaps *g) {
    struct work *w = &p->work;
    if (g->unread) {
        html(&p->out, "<p class='note'>{} <a href='/{}/words'>{}</a></p>\n",
                txt(say_many(w, "Of one more nothing is understood, so that it meets nobody.",
                        "Of {} more nothing is understood, so that they meet nobody.", g->unread)),
                txt(p->lang), txt(say(w, "Words and meanings")));
    }
}

static void list(struct page *p, const struct market_gaps *all, bool offers) {
    struct work *w = &p->work;
    struct market_gaps found = only(all, page_query(p, STR("gap")));
    list_open(p, say_many(w, "One gap", "{} gaps", found.count));
    unread(p, all);
    if (found.count) {
        table(p, &found, offers);
    } else {
        list_empty(p, say(w, "No gap"),
                all->texts ? say(w, "Everything finds somebody, at home and abroad.")
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
}

void gaps_page(struct page *p) {
    struct work *w = &p->work;
    bool offers = str_eq(page_query(p, STR("side")), STR("offer"));
    str kind = page_query(p, STR("kind"));
    struct market_gaps both[2];
    for (int side = 0; side < 2; side++) {
        struct gap_wish wish = {.cluster = p->session.cluster,
                .offers = side == 1,
                .kind = label_knows(LABEL_LISTING, kind) ? kind : (str){0}};
        both[side] = gap_list(w, p->house->live, &p->scope, &wish);
    }
    page_open_with(p, say(w, "Gaps"));
    html(&p->out, "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{} {}</p>\n</div>\n",
            txt(say(w, "Gaps")), txt(answer_line(p, &both[0], false)),
            txt(answer_line(p, &both[1], true)));
    html(&p->out,
            "<div class='acts'><button class='button plain' data-print hidden>{}</button></div>\n"
            "</div>\n",
            txt(say(w, "Print")));
    filter(p, offers);
    list(p, &both[offers], offers);
    page_close(p);
}
