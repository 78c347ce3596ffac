#include "web/listing_list_page.h"

#include "directory/listing.h"
#include "directory/roster_find.h"
#include "lang/date.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/choices.h"
#include "web/layout.h"
#include "web/list.h"
#include "web/listing_state.h"
#include "web/script_note.h"
#include "wire/html.h"

/* What one request for the list comes to. */
struct asked {
    str side;     /* "" both, "need", "offer" */
    bool manager; /* has needs and offers of their own that others do not see */
    struct roster_page found;
    struct listings rows;
    struct code_names places;
};

static struct roster_filter filter_of(struct page *p, const struct asked *a) {
    str place = page_query(p, STR("place"));
    bool region = place.len > 2;
    return (struct roster_filter){
            .text = page_query(p, STR("q")),
            .country = region ? (str){0} : place,
            .region = region ? place : (str){0},
            .kind = page_query(p, STR("kind")),
            .sector = page_query(p, STR("sector")),
            .tongue = page_query(p, STR("language")),
            .side = a->side,
            .own = a->manager && str_eq(page_query(p, STR("state")), STR("all")),
            .cluster = page_number(p, STR("cluster")),
            .skip = list_skip(p),
    };
}

static void read_list(struct page *p, struct asked *a) {
    a->manager = scope_has_own(&p->scope) || p->scope.reach == 2;
    struct roster_filter f = filter_of(p, a);
    struct live_view view = live_read(p->house->live);
    a->found = roster_listings(&p->work, view.roster, &p->scope, &f);
    a->places = choices_places(p, view.roster);
    live_done(&view);
    a->rows = listing_page(&p->work, a->found.ids, a->found.count);
}

enum { SIDE, KIND, PLACE, SECTOR, TONGUE, WORDS, STATE, CONTROLS };

static struct code_names states(struct work *w) {
    struct code_name *at = arena_new(w->mem, struct code_name, 1);
    at[0] = (struct code_name){STR("all"), say(w, "published, draft or past")};
    return (struct code_names){at, 1};
}

static str filter_sentence(struct work *w, const struct asked *a) {
    if (a->manager) {
        return say(w, "{1} of {2} from {3} in {4} written in {5} about {6} that are {7}",
                list_place(SIDE), list_place(KIND), list_place(PLACE), list_place(SECTOR),
                list_place(TONGUE), list_place(WORDS), list_place(STATE));
    }
    return say(w, "{1} of {2} from {3} in {4} written in {5} about {6}", list_place(SIDE),
            list_place(KIND), list_place(PLACE), list_place(SECTOR), list_place(TONGUE),
            list_place(WORDS));
}

static struct code_names sides(struct work *w) {
    struct code_name *at = arena_new(w->mem, struct code_name, 2);
    at[0] = (struct code_name){STR("need"), say(w, "Needs")};
    at[1] = (struct code_name){STR("offer"), say(w, "Offers")};
    return (struct code_names){at, 2};
}

static void write_filter(struct page *p, const struct asked *a) {
    struct work *w = &p->work;
    const struct list_control controls[CONTROLS] = {
            [SIDE] = {.name = STR("side"),
                    .said = say(w, "Needs or offers"),
                    .any = say(w, "Needs and offers"),
                    .choices = sides(w)},
            [KIND] = {.name = STR("kind"),
                    .said = say(w, "Kind"),
                    .any = say(w, "any kind"),
                    .choices = list_labels(w, LABEL_LISTING)},
            [PLACE] = {.name = STR("place"),
                    .said = say(w, "Country or region"),
                    .any = say(w, "any country"),
                    .choices = a->places},
            [SECTOR] = {.name = STR("sector"),
                    .said = say(w, "Sector"),
                    .any = say(w, "any sector"),
                    .choices = list_sectors(w)},
            [TONGUE] = {.name = STR("language"),
                    .said = say(w, "Language"),
                    .any = say(w, "any language"),
                    .choices = list_tongues(w)},
            [WORDS] = {.name = STR("q"),
                    .said = say(w, "Words"),
                    .any = say(w, "anything"),
                    .typed = true},
            [STATE] = {.name = STR("state"),
                    .said = say(w, "Status"),
                    .any = say(w, "published"),
                    .choices = states(w)},
    };
    list_filter(p, filter_sentence(w, a), controls, CONTROLS);
}

static str list_total(struct work *w, const struct asked *a) {
    if (str_eq(a->side, STR("need"))) {
        return say_many(w, "One need", "{} needs", a->found.total);
    }
    if (str_eq(a->side, STR("offer"))) {
        return say_many(w, "One offer", "{} offers", a->found.total);
    }
    return say_many(w, "One need or offer", "{} needs and offers", a->found.total);
}

static void write_row(struct page *p, const struct listing *l) {
    struct work *w = &p->work;
    html(&p->out, "<tr><th scope='row'><a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
            txt(page_address(p, STR("listings"), l->id, l->title)), txt(l->lang), txt(l->title));
    layout_tongue(p, l->lang);
    html(&p->out, "</th><td data-label='{}'>{}</td><td data-label='{}'><bdi>{}</bdi>",
            txt(say(w, "Side")), txt(label(w, LABEL_SIDE, l->side)), txt(say(w, "Of")),
            txt(l->organisation_name));
    script_tag(p, l->organisation_name);
    html(&p->out, "<small>{}</small></td>", txt(country_name(w->tongue, l->organisation_country)));
    html(&p->out, "<td data-label='{}'>{}</td><td data-label='{}'>", txt(say(w, "Kind")),
            txt(label(w, LABEL_LISTING, l->kind)), txt(say(w, "State")));
    listing_state(p, l);
    html(&p->out, "</td><td data-label='{}'>{}</td></tr>\n", txt(say(w, "Changed")),
            txt(locale_date(w, date_of(w->mem, l->updated), DATE_SHORT)));
}

static void write_table(struct page *p, const struct asked *a) {
    struct work *w = &p->work;
    html(&p->out,
            "<table class='stack'>\n<caption class='visually-hidden'>{}</caption>\n<thead><tr>",
            txt(say(w, "Needs and offers, the newest first")));
    list_head(p, say(w, "Title"));
    list_head(p, say(w, "Side"));
    list_head(p, say(w, "Of"));
    list_head(p, say(w, "Kind"));
    list_head(p, say(w, "State"));
    html(&p->out, "<th scope='col' aria-sort='descending'>{}</th></tr></thead>\n<tbody>\n",
            txt(say(w, "Changed")));
    for (size_t i = 0; i < a->rows.count; i++) {
        write_row(p, &a->rows.at[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static bool narrowed(struct page *p) {
    static const char *const names[] = {
            "side", "kind", "place", "sector", "language", "q", "state", "cluster"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (page_query(p, str_of(names[i])).len) {
            return true;
        }
    }
    return false;
}

static void write_empty(struct page *p) {
    struct work *w = &p->work;
    if (narrowed(p)) {
        list_empty(p, say(w, "Nothing fits all of that"),
                say(w, "Take one condition back, or begin anew with all needs and offers."));
        html(&p->out, "<a class='button plain' href='/{}{}'>{}</a>", txt(p->lang), txt(p->path),
                txt(say(w, "Show all")));
    } else {
        list_empty(p, say(w, "Here will stand what companies and researchers need and offer"),
                say(w, "Each need and each offer is matched with those abroad, across languages."
                       " A title in your own language is enough to begin."));
    }
    list_empty_end(p);
}

static void write_head(struct page *p, str title) {
    struct work *w = &p->work;
    html(&p->out, "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n",
            txt(title),
            txt(say(w, "What companies and researchers look for, and what they can do, each in"
                       " their own words.")));
    if (page_manages(p)) {
        html(&p->out,
                "<div class='acts'><a class='button' href='/{}/listings/new?side=need'>{}</a>"
                " <a class='button plain' href='/{}/listings/new?side=offer'>{}</a></div>\n",
                txt(p->lang), txt(say(w, "Add a need")), txt(p->lang), txt(say(w, "Add an offer")));
    }
    html(&p->out, "</div>\n");
}

void listing_list_page(struct page *p) {
    struct asked a = {.side = page_query(p, STR("side"))};
    read_list(p, &a);
    str title = say(&p->work, "Needs and offers");

    page_open_with(p, title);
    write_head(p, title);
    write_filter(p, &a);
    list_open(p, list_total(&p->work, &a));
    if (a.rows.count) {
        write_table(p, &a);
    } else {
        write_empty(p);
    }
    list_close(p, a.found.total);
    page_close(p);
}

void listing_needs_page(struct page *p) {
    page_redirect(p, STR("/listings?side=need"));
}

void listing_offers_page(struct page *p) {
    page_redirect(p, STR("/listings?side=offer"));
}
