#include "web/rings_page.h"

#include "lang/codes.h"
#include "lang/say.h"
#include "match/ring.h"
#include "web/consortium_page.h"
#include "web/layout.h"
#include "web/list.h"
#include "web/match_view.h"
#include "wire/html.h"

/* One page of rings, with what stands in them: read in pieces, not ring by ring. */
struct shown {
    const struct ring *at;
    size_t count;
    struct listings texts;
};

static void read_piece(struct page *p, struct shown *s, const int64_t *ids, size_t count) {
    struct listings some = listing_page(&p->work, ids, count);
    for (size_t i = 0; i < some.count; i++) {
        s->texts.at[s->texts.count++] = some.at[i];
    }
}

static struct shown read_page(struct page *p, const struct rings *found) {
    size_t skip = list_skip(p);
    skip = skip < found->count ? skip : 0;
    size_t left = found->count - skip;
    struct shown s = {.at = found->at + skip, .count = left < LIST_PAGE ? left : LIST_PAGE};
    size_t count = s.count * RING_MOST * 2;
    int64_t *ids = arena_new(p->work.mem, int64_t, count + 1);
    s.texts.at = arena_new(p->work.mem, struct listing, count + LISTING_PAGE);
    for (size_t i = 0; i < count; i += 2) {
        const struct ring_link *l = &s.at[i / 2 / RING_MOST].at[i / 2 % RING_MOST];
        ids[i] = l->need;
        ids[i + 1] = l->offer;
    }
    for (size_t i = 0; i < count; i += LISTING_PAGE) {
        read_piece(p, &s, ids + i, count - i < LISTING_PAGE ? count - i : LISTING_PAGE);
    }
    return s;
}

static const struct listing *text_of(const struct shown *s, int64_t id) {
    for (size_t i = 0; i < s->texts.count; i++) {
        if (s->texts.at[i].id == id) {
            return &s->texts.at[i];
        }
    }
    return NULL;
}

static void text_link(struct page *p, const struct listing *l) {
    html(&p->out, "<a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
            txt(page_address(p, STR("listings"), l->id, l->title)), txt(l->lang), txt(l->title));
    layout_tongue(p, l->lang);
}

static void link_row(struct page *p, const struct ring_link *l, const struct listing *need,
        const struct listing *offer) {
    struct work *w = &p->work;
    str through = match_shared(p, &l->why);
    html(&p->out, "<tr><th scope='row'><a href='/{}{}'>{}</a><p class='quiet'>{}</p></th>",
            txt(p->lang),
            txt(page_address(p, STR("organisations"), need->organisation, need->organisation_name)),
            txt(need->organisation_name), txt(country_name(w->tongue, need->organisation_country)));
    html(&p->out, "<td data-label='{}'><div>", txt(say(w, "Needs")));
    text_link(p, need);
    html(&p->out, "</div></td><td data-label='{}'><div>{}<br>", txt(say(w, "Filled by")),
            txt(offer->organisation_name));
    text_link(p, offer);
    if (through.len) {
        html(&p->out, "<p class='quiet'>{}</p>", txt(say(w, "Through {}", txt(through))));
    }
    html(&p->out,
            "</div></td><td class='num' data-label='{}'><span class='fit'><meter min='0' max='100'"
            " value='{}' aria-label='{}'></meter><b>{}</b></span></td></tr>\n",
            txt(say(w, "Fit")), num(match_hundred(l->fit)), txt(say(w, "Fit")),
            num(match_hundred(l->fit)));
}

static str name_of(struct page *p, const str who[RING_MOST], size_t size) {
    struct work *w = &p->work;
    if (size == RING_LEAST) {
        return say(w, "{1}, {2} and {3}", txt(who[0]), txt(who[1]), txt(who[2]));
    }
    return say(w, "{1}, {2}, {3} and {4}", txt(who[0]), txt(who[1]), txt(who[2]), txt(who[3]));
}

static void one_ring(struct page *p, const struct shown *s, const struct ring *ring) {
    struct work *w = &p->work;
    str names[RING_MOST] = {0};
    const struct listing *needs[RING_MOST];
    const struct listing *offers[RING_MOST];
    for (size_t i = 0; i < ring->size; i++) {
        needs[i] = text_of(s, ring->at[i].need);
        offers[i] = text_of(s, ring->at[i].offer);
        if (!needs[i] || !offers[i]) {
            return; /* not for the reader */
        }
        names[i] = needs[i]->organisation_name;
    }
    html(&p->out, "<h2>{}</h2>\n<table class='stack'>\n<thead><tr><th scope='col'>{}</th>",
            txt(name_of(p, names, ring->size)), txt(say(w, "Organisation")));
    html(&p->out,
            "<th scope='col'>{}</th><th scope='col'>{}</th><th scope='col' class='num'>{}</th></tr>"
            "</thead>\n<tbody>\n",
            txt(say(w, "Needs")), txt(say(w, "Filled by")), txt(say(w, "Fit")));
    for (size_t i = 0; i < ring->size; i++) {
        link_row(p, &ring->at[i], needs[i], offers[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

void rings_page(struct page *p) {
    struct work *w = &p->work;
    struct rings found = ring_list(w, p->house->live, &p->scope, p->session.cluster);
    struct shown shown = read_page(p, &found);
    page_open_with(p, say(w, "Consortia"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><button class='button plain' data-print hidden>{}</button></div>\n"
            "</div>\n",
            txt(say(w, "Consortia")),
            txt(say(w,
                    "Three or four of at least three countries in a ring: each needs what the next"
                    " one offers. The first is one of your members.")),
            txt(say(w, "Print")));
    consortium_ways(p, false);
    list_open(p, say_many(w, "One ring", "{} rings", found.count));
    for (size_t i = 0; i < shown.count; i++) {
        one_ring(p, &shown, &shown.at[i]);
    }
    if (!found.count) {
        list_empty(p, say(w, "No ring yet"),
                say(w, "More needs of your members, in a few plain sentences, close more rings."));
        list_empty_end(p);
    }
    list_close(p, found.count);
    page_close(p);
}
