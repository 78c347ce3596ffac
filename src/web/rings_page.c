#include "web/rings_page.h"

#include "lang/codes.h"
#include "lang/say.h"
#include "match/ring.h"
#include "web/layout.h"
#include "web/list.h"
#include "web/match_view.h"
#include "wire/html.h"

static void text_link(struct page *p, int64_t listing) {
    struct listing l = {0};
    if (listing_one(&p->work, listing, &l)) {
        html(&p->out, "<a href='/{}{}' lang='{}'>{}</a>", txt(p->lang),
                txt(page_address(p, STR("listings"), l.id, l.title)), txt(l.lang), txt(l.title));
        layout_tongue(p, l.lang);
    }
}

static const struct organisation *one_of(const struct organisations *all, int64_t id) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].id == id) {
            return &all->at[i];
        }
    }
    return NULL;
}

static void link_row(struct page *p, const struct ring_link *l, const struct organisation *from,
        const struct organisation *to) {
    struct work *w = &p->work;
    html(&p->out,
            "<tr><th scope='row'><a href='/{}{}' lang='{}'>{}</a><p class='quiet'>{}</p></th>",
            txt(p->lang), txt(page_address(p, STR("organisations"), from->id, from->name)),
            txt(from->lang), txt(from->name), txt(country_name(w->tongue, from->country)));
    html(&p->out, "<td data-label='{}'><div>", txt(say(w, "Needs")));
    text_link(p, l->need);
    html(&p->out, "</div></td><td data-label='{}'><div>", txt(say(w, "Filled by")));
    html(&p->out, "<span lang='{}'>{}</span><br>", txt(to->lang), txt(to->name));
    text_link(p, l->offer);
    html(&p->out,
            "</div></td><td class='num' data-label='{}'><span class='fit'><meter min='0' max='100'"
            " value='{}' aria-label='{}'></meter><b>{}</b></span></td></tr>\n",
            txt(say(w, "Fit")), num(match_hundred(l->fit)), txt(say(w, "Fit")),
            num(match_hundred(l->fit)));
}

static void one_ring(struct page *p, const struct ring *ring) {
    struct work *w = &p->work;
    int64_t ids[RING_SIZE];
    for (size_t i = 0; i < RING_SIZE; i++) {
        ids[i] = ring->at[i].organisation;
    }
    struct organisations names = organisation_page(w, ids, RING_SIZE);
    const struct organisation *who[RING_SIZE];
    for (size_t i = 0; i < RING_SIZE; i++) {
        who[i] = one_of(&names, ids[i]);
        if (!who[i]) {
            return; /* not for the reader */
        }
    }
    html(&p->out, "<h2>{}</h2>\n<table class='stack'>\n<thead><tr><th scope='col'>{}</th>",
            txt(say(w, "{1}, {2} and {3}", txt(who[0]->name), txt(who[1]->name),
                    txt(who[2]->name))),
            txt(say(w, "Organisation")));
    html(&p->out,
            "<th scope='col'>{}</th><th scope='col'>{}</th><th scope='col' class='num'>{}</th></tr>"
            "</thead>\n<tbody>\n",
            txt(say(w, "Needs")), txt(say(w, "Filled by")), txt(say(w, "Fit")));
    for (size_t i = 0; i < RING_SIZE; i++) {
        link_row(p, &ring->at[i], who[i], who[(i + 1) % RING_SIZE]);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

void rings_page(struct page *p) {
    struct work *w = &p->work;
    struct rings found = ring_list(w, p->house->live, &p->scope, p->session.cluster);
    size_t skip = list_skip(p);
    page_open_with(p, say(w, "Consortia"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><button class='button plain' data-print hidden>{}</button></div>\n"
            "</div>\n",
            txt(say(w, "Consortia")),
            txt(say(w,
                    "Three of three countries in a ring: each needs what the next one offers. The"
                    " first is one of your members.")),
            txt(say(w, "Print")));
    list_open(p, say_many(w, "One ring of three", "{} rings of three", found.count));
    if (found.left) {
        html(&p->out, "<p class='note' role='status'>{}</p>\n",
                txt(say_many(w, "One member was not looked at: there are too many to look at once.",
                        "{} members were not looked at: there are too many to look at once.",
                        (int64_t)found.left)));
    }
    for (size_t i = skip; i < found.count && i < skip + LIST_PAGE; i++) {
        one_ring(p, &found.at[i]);
    }
    if (!found.count) {
        list_empty(p, say(w, "No ring yet"),
                say(w, "More needs of your members, in a few plain sentences, close more rings."));
        list_empty_end(p);
    }
    list_close(p, found.count);
    page_close(p);
}
