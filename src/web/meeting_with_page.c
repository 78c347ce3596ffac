#include "web/meeting_with_page.h"

#include "directory/cluster.h"
#include "directory/organisation.h"
#include "directory/roster_find.h"
#include "lang/codes.h"
#include "lang/fold.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "trust/encounter_known.h"
#include "web/list.h"
#include "web/place.h"
#include "wire/html.h"

enum { KNOWN_SHOWN = 8, CLUSTERS_SHOWN = 6 };

/* The form's address at this place: "/meetings/new", or that of an own organisation. */
static str place_of(struct page *p) {
    return str_starts(p->path, STR("/organisations/")) ? p->path : STR("/meetings/new");
}

static void write_known(struct page *p) {
    struct work *w = &p->work;
    bool own = str_starts(p->path, STR("/organisations/"));
    struct encounter_keeper keeper = {p->session.cluster, p->session.cluster || !own ? 0 : p->id};
    struct encounter_knowns known = encounter_known(w, &keeper, 0, 0);
    if (known.count == 0) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<ul class='rows tight'>\n", txt(say(w, "Met before")));
    for (size_t i = 0; i < known.count && i < KNOWN_SHOWN; i++) {
        const struct encounter_known *k = &known.at[i];
        bool named = k->organisation_name.len != 0;
        html(&p->out,
                "<li><h3><a href='/{}{}?individual={}'><bdi>{}</bdi></a></h3><p class='quiet'>"
                "<span lang='{}'>{}</span> · {}</p></li>\n",
                txt(p->lang), txt(place_of(p)), num(k->individual), txt(k->name),
                txt(named ? k->organisation_lang : k->cluster_lang),
                txt(named ? k->organisation_name : k->cluster_name),
                txt(locale_date(w, k->day, DATE_LONG)));
    }
    html(&p->out, "</ul>\n");
}

static void write_find(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<form class='find-large' role='search' data-live='list' action='/{}{}'"
            " aria-label='{}'>\n<input type='search' name='q' value='{}' aria-label='{}'"
            " placeholder='{}' autocomplete='off'><button class='button'>{}</button>\n</form>\n",
            txt(p->lang), txt(place_of(p)), txt(say(w, "Name of the organisation or cluster")),
            txt(page_query(p, STR("q"))), txt(say(w, "Name of the organisation or cluster")),
            txt(say(w, "Name of the organisation or cluster")), txt(say(w, "Find")));
}

static void write_organisations(struct page *p, const struct organisations *found) {
    for (size_t i = 0; i < found->count; i++) {
        const struct organisation *o = &found->at[i];
        html(&p->out,
                "<li><h3><a href='/{}{}?organisation={}' lang='{}'><bdi>{}</bdi></a></h3>"
                "<p class='quiet'>{}</p></li>\n",
                txt(p->lang), txt(place_of(p)), num(o->id), txt(o->lang), txt(o->name),
                txt(place_text(&p->work, o->place, (str){0}, o->country)));
    }
}

/* Clusters whose name holds what was typed; without it none. */
static size_t write_clusters(struct page *p) {
    struct work *w = &p->work;
    str typed = fold_name(w->mem, page_query(p, STR("q")));
    struct clusters all = typed.len ? cluster_list(w) : (struct clusters){0};
    size_t shown = 0;
    for (size_t i = 0; i < all.count && shown < CLUSTERS_SHOWN; i++) {
        const struct cluster *c = &all.at[i];
        if (c->id != p->session.cluster && str_has(fold_name(w->mem, c->name), typed)) {
            shown++;
            html(&p->out,
                    "<li><h3><a href='/{}{}?cluster={}' lang='{}'><bdi>{}</bdi></a></h3>"
                    "<p class='quiet'>{} · {}</p></li>\n",
                    txt(p->lang), txt(place_of(p)), num(c->id), txt(c->lang), txt(c->name),
                    txt(say(w, "Cluster")), txt(country_name(w->tongue, c->country)));
        }
    }
    return shown;
}

void meeting_with_page(struct page *p) {
    struct work *w = &p->work;
    str typed = page_query(p, STR("q"));
    struct roster_filter f = {.text = typed, .begins_first = true};
    struct roster_page ids = {0};
    if (typed.len) {
        struct live_view view = live_read(p->house->live);
        ids = roster_organisations(w, view.roster, &p->scope, &f);
        live_done(&view);
    }
    struct organisations found = organisation_page(w, ids.ids, ids.count);
    page_open(p, say(w, "Whom do you meet, or did you?"));
    write_find(p);
    html(&p->out, "<div id='list'>\n");
    if (typed.len) {
        html(&p->out, "<h2 class='visually-hidden'>{}</h2>\n", txt(say(w, "Found")));
    }
    html(&p->out, "<ul class='rows tight'>\n");
    size_t clusters = write_clusters(p);
    write_organisations(p, &found);
    html(&p->out, "</ul>\n");
    if (typed.len && clusters + found.count == 0) {
        list_empty(p, say(w, "Nobody is called that"), say(w, "Look for a part of the name."));
        list_empty_end(p);
    }
    html(&p->out, "</div>\n");
    write_known(p);
    page_close(p);
}

void meeting_new_link(struct page *p, const struct encounter *with) {
    struct buf to = {.mem = p->work.mem};
    int64_t own = with->own ? with->own : page_manages(p) ? 0 : p->session.organisation;
    html(&to, "/{}", txt(p->lang));
    if (own) {
        html(&to, "/organisations/{}", num(own));
    }
    html(&to, "/meetings/new?{}={}",
            txt(with->approach      ? STR("approach")
                    : with->partner ? STR("organisation")
                                    : STR("cluster")),
            num(with->approach      ? with->approach
                    : with->partner ? with->partner
                                    : with->partner_cluster));
    html(&p->out, "<a class='button plain' href='{}'>{}</a>\n", link_to(buf_str(&to)),
            txt(say(&p->work, "Plan or note a meeting")));
}
