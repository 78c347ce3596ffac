#include "web/home_page.h"

#include "directory/roster_find.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/brief.h"
#include "wire/html.h"

enum { CLUSTERS_SHOWN = 24, LISTINGS_SHOWN = 8 };

/* What a visitor sees, counted and picked before anything is written. */
struct sight {
    struct clusters clusters;
    size_t organisations, needs, offers;
    struct listings newest;
    struct titles titles; /* of them, in the reader's language */
};

str home_path(const struct page *p) {
    if (page_manages(p) || page_belongs(p)) {
        return STR("/today");
    }
    return p->scope.reach == 2 ? STR("/clusters") : STR("/");
}

static struct sight look(struct page *p) {
    struct work *w = &p->work;
    struct sight s = {.clusters = cluster_list(w)};
    struct roster_filter needs = {.side = STR("need")};
    struct roster_filter offers = {.side = STR("offer")};
    struct roster_filter all = {0};
    struct live_view view = live_read(p->house->live);
    s.organisations = roster_organisations(w, view.roster, &p->scope, &all).total;
    s.needs = roster_listings(w, view.roster, &p->scope, &needs).total;
    s.offers = roster_listings(w, view.roster, &p->scope, &offers).total;
    struct roster_page newest = roster_listings(w, view.roster, &p->scope, &all);
    live_done(&view);
    size_t count = newest.count < LISTINGS_SHOWN ? newest.count : LISTINGS_SHOWN;
    s.newest = listing_page(w, newest.ids, count);
    s.titles = title_list(w, &s.newest);
    return s;
}

static void figure(struct page *p, str path, size_t count, str name) {
    html(&p->out, "<div><dt><a href='/{}{}'>{}</a></dt><dd>{}</dd></div>\n", txt(p->lang),
            txt(path), txt(name), txt(locale_num(&p->work, (int64_t)count)));
}

static void figures(struct page *p, const struct sight *s) {
    struct work *w = &p->work;
    html(&p->out, "<dl class='figures'>\n");
    figure(p, STR("/clusters"), s->clusters.count, say(w, "Clusters"));
    figure(p, STR("/organisations"), s->organisations, say(w, "Organisations"));
    figure(p, STR("/listings?side=need"), s->needs, say(w, "Open needs"));
    figure(p, STR("/listings?side=offer"), s->offers, say(w, "Open offers"));
    html(&p->out, "</dl>\n");
}

static void newest(struct page *p, const struct sight *s) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "The newest needs and offers")));
    if (s->newest.count == 0) {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w, "So far nobody has published one that everybody may see.")));
        return;
    }
    html(&p->out, "<ul class='rows'>\n");
    for (size_t i = 0; i < s->newest.count; i++) {
        brief_listing(p, &s->newest.at[i], &s->titles);
    }
    html(&p->out, "</ul>\n<p><a href='/{}/listings'>{}</a></p>\n", txt(p->lang),
            txt(say(w, "All needs and offers")));
}

static void clusters(struct page *p, const struct sight *s) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "The clusters")));
    if (s->clusters.count == 0) {
        html(&p->out, "<p>{}</p>\n", txt(say(w, "So far there is none.")));
        return;
    }
    html(&p->out, "<ul class='rows'>\n");
    for (size_t i = 0; i < s->clusters.count && i < CLUSTERS_SHOWN; i++) {
        brief_cluster(p, &s->clusters.at[i]);
    }
    html(&p->out, "</ul>\n<p><a href='/{}/clusters'>{}</a></p>\n", txt(p->lang),
            txt(say(w, "All clusters")));
}

void home_page(struct page *p) {
    struct work *w = &p->work;
    str own = home_path(p);
    if (own.len > 1) {
        page_redirect(p, own);
        return;
    }
    struct sight s = look(p);
    page_open_with(p, say(w, "Clusters that work together across borders"));
    html(&p->out, "<div class='head'><div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div></div>\n",
            txt(say(w, "Clusters that work together across borders")),
            txt(say(w, "Handslag finds the partner abroad with whom both sides win: each has what"
                       " the other needs. It reads needs and offers in seven languages and says in"
                       " yours why two fit.")));
    figures(p, &s);
    html(&p->out, "<div class='two'>\n<div>\n");
    newest(p, &s);
    html(&p->out, "</div>\n<div>\n");
    clusters(p, &s);
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}
