#include "web/organisation_list_page.h"

#include "directory/cluster.h"
#include "directory/organisation.h"
#include "directory/roster_find.h"
#include "lang/label.h"
#include "lang/say.h"
#include "web/choices.h"
#include "web/fact.h"
#include "web/list.h"
#include "web/place.h"
#include "web/script_note.h"
#include "wire/html.h"

enum { FILTERS = 8 };

/* Everything the page shows, read before anything is written. */
struct shown {
    struct roster_filter filter;
    struct cluster cluster; /* whose members they are; id 0: everybody */
    struct organisations rows;
    struct code_names places;
    size_t total;
    bool members; /* of the cluster that the reader works for */
};

static struct roster_filter filter_of(struct page *p, int64_t cluster) {
    struct roster_filter f = {
            .text = page_query(p, STR("q")),
            .kind = page_query(p, STR("kind")),
            .size = page_query(p, STR("size")),
            .sector = page_query(p, STR("sector")),
            .ecosystem = page_query(p, STR("ecosystem")),
            .tongue = page_query(p, STR("language")),
            .cluster = cluster,
            .skip = list_skip(p),
    };
    str place = page_query(p, STR("place"));
    if (str_has(place, STR("-"))) {
        f.region = place;
    } else {
        f.country = place;
    }
    return f;
}

static void read_all(struct page *p, struct shown *s, int64_t cluster) {
    struct work *w = &p->work;
    if (cluster && !cluster_one(w, cluster, &s->cluster)) {
        cluster = 0;
    }
    s->filter = filter_of(p, cluster);
    struct live_view view = live_read(p->house->live);
    struct roster_page found = roster_organisations(w, view.roster, &p->scope, &s->filter);
    s->places = choices_places(p, view.roster);
    live_done(&view);
    s->total = found.total;
    s->rows = organisation_page(w, found.ids, found.count);
}

static str sentence_of(struct work *w, bool cluster) {
    return cluster ? say(w,
                             "{} of {} in {}, working in {} and {}, speaking {}, with {} in the"
                             " name, members of {}",
                             list_place(0), list_place(1), list_place(2), list_place(3),
                             list_place(4), list_place(5), list_place(6), list_place(7))
                   : say(w,
                             "{} of {} in {}, working in {} and {}, speaking {}, with {} in the"
                             " name",
                             list_place(0), list_place(1), list_place(2), list_place(3),
                             list_place(4), list_place(5), list_place(6));
}

/* The cluster stands in the sentence only where one was asked for, so that it can be left out. */
static void filter(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    bool cluster = s->cluster.id && !s->members;
    struct code_name asked = {page_query(p, STR("cluster")), s->cluster.name};
    struct list_control controls[FILTERS] = {
            {.name = STR("kind"),
                    .said = say(w, "Kind"),
                    .any = say(w, "Organisations of any kind"),
                    .choices = list_labels(w, LABEL_KIND)},
            {.name = STR("size"),
                    .said = say(w, "Staff"),
                    .any = say(w, "any size"),
                    .choices = list_labels(w, LABEL_SIZE)},
            {.name = STR("place"),
                    .said = say(w, "Country or region"),
                    .any = say(w, "any country"),
                    .choices = s->places},
            {.name = STR("sector"),
                    .said = say(w, "Sector"),
                    .any = say(w, "any sector"),
                    .choices = list_sectors(w)},
            {.name = STR("ecosystem"),
                    .said = say(w, "Industrial ecosystem"),
                    .any = say(w, "any ecosystem"),
                    .choices = choices_ecosystems(w)},
            {.name = STR("language"),
                    .said = say(w, "Language"),
                    .any = say(w, "any language"),
                    .choices = list_tongues(w)},
            {.name = STR("q"),
                    .said = say(w, "Words of the name"),
                    .any = say(w, "anything"),
                    .typed = true},
            {.name = STR("cluster"),
                    .said = say(w, "Cluster"),
                    .any = say(w, "any cluster"),
                    .choices = {&asked, 1}},
    };
    list_filter(p, sentence_of(w, cluster), controls, cluster ? FILTERS : FILTERS - 1);
}

static void row(struct page *p, const struct organisation *o) {
    struct work *w = &p->work;
    html(&p->out, "<tr><th scope='row'><a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
            txt(page_address(p, STR("organisations"), o->id, o->name)), txt(o->lang), txt(o->name));
    script_tag(p, o->name);
    if (!str_eq(o->visibility, STR("public"))) {
        html(&p->out, " <span class='state'>{}</span>",
                txt(label(w, LABEL_VISIBILITY, o->visibility)));
    }
    if (o->withdrawn) {
        html(&p->out, " <span class='state care'>{}</span>",
                txt(label(w, LABEL_STATUS, STR("withdrawn"))));
    }
    html(&p->out, "</th><td data-label='{}'>{}</td>", txt(say(w, "Kind")),
            txt(label(w, LABEL_KIND, o->kind)));
    html(&p->out, "<td data-label='{}'>{}</td>", txt(say(w, "Place")),
            txt(place_text(w, o->place, o->region, o->country)));
    html(&p->out, "<td data-label='{}'>{}</td>", txt(say(w, "Sectors")),
            txt(fact_text(w, column_named(&organisation_columns, STR("sectors")), o->sectors)));
    html(&p->out, "<td data-label='{}'>{}</td></tr>\n", txt(say(w, "Staff")),
            txt(label(w, LABEL_SIZE, o->size)));
}

static void table(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    html(&p->out,
            "<table class='stack'>\n<caption class='visually-hidden'>{}</caption>\n<thead><tr>",
            txt(say(w, "Sorted by name")));
    list_head(p, say(w, "Name"));
    list_head(p, say(w, "Kind"));
    list_head(p, say(w, "Place"));
    list_head(p, say(w, "Sectors"));
    list_head(p, say(w, "Staff"));
    html(&p->out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < s->rows.count; i++) {
        row(p, &s->rows.at[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void member_acts(struct page *p) {
    html(&p->out,
            "<a class='button' href='/{}/organisations/new'>{}</a>\n"
            "<a class='button plain' href='/{}/import'>{}</a>\n",
            txt(p->lang), txt(say(&p->work, "Add a member")), txt(p->lang),
            txt(say(&p->work, "Import")));
}

static bool filtered(const struct roster_filter *f) {
    return f->text.len || f->kind.len || f->size.len || f->sector.len || f->ecosystem.len ||
           f->tongue.len || f->country.len || f->region.len;
}

static void empty(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    if (filtered(&s->filter)) {
        list_empty(p, say(w, "Nobody fits all of that"),
                say(w, "Leave something out of the sentence above, or write fewer letters of the"
                       " name."));
    } else if (s->members) {
        list_empty(p, say(w, "Here will stand the members of your cluster"),
                say(w, "Add the first one, or bring your whole list as a table from Excel or as"
                       " a CSV file."));
        member_acts(p);
    } else {
        list_empty(p, say(w, "Here will stand the organisations"),
                say(w, "So far none is shared with everybody."));
    }
    list_empty_end(p);
}

static void show(struct page *p, const struct shown *s, str title) {
    struct work *w = &p->work;
    page_open_with(p, title);
    html(&p->out, "<div class='head'>\n<div>\n<h1>{}</h1>\n", txt(title));
    if (s->members) {
        html(&p->out, "<p class='answer' lang='{}'><bdi>{}</bdi></p>\n", txt(s->cluster.lang),
                txt(s->cluster.name));
    }
    html(&p->out, "</div>\n");
    if (s->members) {
        html(&p->out, "<div class='acts'>");
        member_acts(p);
        html(&p->out, "</div>\n");
    }
    html(&p->out, "</div>\n");
    filter(p, s);
    list_open(p, s->members ? say_many(w, "One member", "{} members", s->total)
                            : say_many(w, "One organisation", "{} organisations", s->total));
    if (s->rows.count) {
        table(p, s);
    } else {
        empty(p, s);
    }
    list_close(p, s->total);
    page_close(p);
}

void organisation_list_page(struct page *p) {
    struct shown s = {0};
    read_all(p, &s, page_number(p, STR("cluster")));
    show(p, &s, say(&p->work, "Organisations"));
}

void member_list_page(struct page *p) {
    struct shown s = {.members = true};
    read_all(p, &s, p->session.cluster);
    show(p, &s, say(&p->work, "Members"));
}
