#include "web/cluster_page.h"

#include "directory/cluster.h"
#include "directory/listing.h"
#include "directory/roster_find.h"
#include "directory/translation.h"
#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/fact.h"
#include "web/layout.h"
#include "web/map.h"
#include "web/member_count.h"
#include "web/place.h"
#include "web/script_note.h"
#include "web/title.h"
#include "web/translation_page.h"
#include "web/wording.h"
#include "wire/html.h"

#include <stdlib.h>

enum { NEWEST_MOST = 10 };

/* Everything the page shows, read before anything is written. */
struct shown {
    struct cluster cluster;
    struct translations translations;
    struct member_count members;
    struct listings newest;
    struct titles titles;
    size_t listing_total;
    bool own;
};

static bool read_all(struct page *p, struct shown *s) {
    struct work *w = &p->work;
    if (!cluster_one(w, p->id, &s->cluster)) {
        return false;
    }
    s->own = p->scope.reach == 2 || scope_manages(&p->scope, p->id);
    s->translations = translation_list(w, STR("cluster"), p->id);
    struct roster_filter of_cluster = {.cluster = p->id};
    struct live_view view = live_read(p->house->live);
    struct member_counts counts = member_counts(p, view.roster);
    struct roster_page newest = roster_listings(w, view.roster, &p->scope, &of_cluster);
    live_done(&view);
    s->members = member_count_of(&counts, p->id);
    s->newest =
            listing_page(w, newest.ids, newest.count < NEWEST_MOST ? newest.count : NEWEST_MOST);
    s->titles = title_list(w, &s->newest);
    s->listing_total = newest.total;
    return true;
}

static void head(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    const struct cluster *c = &s->cluster;
    struct wording_of name = {&s->translations, STR("name"), c->name, c->lang};
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/clusters'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'>\n<div>\n<h1 lang='{}'><bdi>{}</bdi></h1>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Clusters")), txt(c->lang),
            txt(c->name));
    wording_line(p, &name);
    html(&p->out, "<p class='answer'>{}</p>\n</div>\n<div class='acts'>\n",
            txt(say_many(w, "One member in {2}", "{1} members in {2}", s->members.all,
                    txt(place_text(w, c->place, c->region, c->country)))));
    html(&p->out, "<a class='button' href='/{}/organisations?cluster={}'>{}</a>\n", txt(p->lang),
            num(c->id), txt(say(w, "See the members")));
    if (s->own) {
        html(&p->out, "<a class='button plain' href='/{}/clusters/{}/edit'>{}</a>\n", txt(p->lang),
                num(c->id), txt(say(w, "Edit")));
    }
    html(&p->out, "</div>\n</div>\n");
    script_note(p, c->name, c->website, s->own);
}

static void listing_item(struct page *p, const struct shown *s, const struct listing *l) {
    struct work *w = &p->work;
    html(&p->out, "<li><h3><a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
            txt(page_address(p, STR("listings"), l->id, l->title)), txt(l->lang), txt(l->title));
    layout_tongue(p, l->lang);
    html(&p->out, "</h3>\n");
    title_line(p, &s->titles, l);
    html(&p->out, "<p class='quiet'>{} · <span>{}</span></p></li>\n",
            txt(label(w, LABEL_SIDE, l->side)), txt(l->organisation_name));
}

static void listings(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "Needs and offers of its members")));
    if (!s->newest.count) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "None of them is shared with you so far.")));
        return;
    }
    html(&p->out, "<ul class='rows'>\n");
    for (size_t i = 0; i < s->newest.count; i++) {
        listing_item(p, s, &s->newest.at[i]);
    }
    html(&p->out, "</ul>\n");
    if (s->listing_total > s->newest.count) {
        html(&p->out, "<p><a href='/{}/listings?cluster={}'>{}</a></p>\n", txt(p->lang), num(p->id),
                txt(say(w, "See all {} needs and offers", num((int64_t)s->listing_total))));
    }
}

/* Partners abroad read English first, so a website without it is said to be one. */
static void websites(struct page *p, const struct cluster *c) {
    struct work *w = &p->work;
    fact_row(p, &cluster_columns, c, "website");
    if (c->website_en.len) {
        fact_row(p, &cluster_columns, c, "website_en");
    } else {
        fact_said(p, say(w, "Website in English"), say(w, "None so far"));
    }
}

static void members(struct page *p, const struct member_count *m) {
    struct work *w = &p->work;
    if (m->company) {
        fact_said(p, say(w, "Companies"), locale_num(w, (int64_t)m->company));
    }
    if (m->research) {
        fact_said(p, say(w, "Research"), locale_num(w, (int64_t)m->research));
    }
    if (m->public_body) {
        fact_said(p, say(w, "Public bodies"), locale_num(w, (int64_t)m->public_body));
    }
    if (m->association) {
        fact_said(p, say(w, "Associations"), locale_num(w, (int64_t)m->association));
    }
}

static void facts(struct page *p, const struct shown *s) {
    static const char *const rows[] = {
            "countries", "sectors", "ecosystems", "languages", "founded", "label"};
    struct work *w = &p->work;
    const struct cluster *c = &s->cluster;
    html(&p->out, "<h2>{}</h2>\n<dl class='facts'>\n", txt(say(w, "Facts")));
    fact_said(p, say(w, "Place"), place_text(w, c->place, c->region, c->country));
    members(p, &s->members);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fact_row(p, &cluster_columns, c, rows[i]);
    }
    if (c->staff.len) {
        fact_said(p, say(w, "Staff (full-time posts)"),
                locale_real(w, strtod(arena_z(w->mem, c->staff), NULL), 1));
    }
    websites(p, c);
    html(&p->out, "</dl>\n");
}

void cluster_page(struct page *p) {
    struct shown s = {0};
    if (!read_all(p, &s)) {
        page_not_found(p);
        return;
    }
    const struct cluster *c = &s.cluster;
    struct wording_of profile = {&s.translations, STR("profile"), c->profile, c->lang};
    struct map_place here = {c->latitude, c->longitude, c->place.len ? c->place : c->name};

    page_open_with(p, c->name);
    head(p, &s);
    html(&p->out, "<div class='two'>\n<div>\n");
    wording_text(p, say(&p->work, "Profile"), &profile);
    listings(p, &s);
    html(&p->out, "</div>\n<div>\n");
    map_small(p, &here, NULL);
    facts(p, &s);
    if (s.own) {
        translation_links(p, STR("clusters"), c->id,
                &(struct translated_into){
                        &s.translations, c->lang, c->updated, c->profile.len ? 2 : 1});
    }
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}
