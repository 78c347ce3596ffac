#include "web/unveil_page.h"

#include "account/right.h"
#include "account/unveil.h"
#include "db/db.h"
#include "directory/cluster.h"
#include "lang/say.h"
#include "web/listing_state.h"
#include "wire/html.h"

enum { OWN_CLUSTERS_MOST = 50 };

/* ---- the page of a listing */

struct shown {
    const struct listing *listing;
    struct unveilings all;
    struct organisations names; /* of those the reader may see */
    struct clusters clusters;   /* that do not see it anyway */
};

/* Its own clusters see it. */
static struct clusters other_clusters(struct work *w, int64_t organisation) {
    struct clusters all = cluster_list(w);
    size_t kept = 0;
    int64_t own[OWN_CLUSTERS_MOST];
    size_t own_count = 0;
    struct rows r =
            db_rows(w, "SELECT cluster_id FROM membership WHERE organisation_id = ? LIMIT ?",
                    num(organisation), num(OWN_CLUSTERS_MOST));
    while (own_count < OWN_CLUSTERS_MOST && db_next(&r, to(own[own_count]))) {
        own_count++;
    }
    db_stop(&r);
    for (size_t i = 0; i < all.count; i++) {
        bool is_own = false;
        for (size_t k = 0; k < own_count; k++) {
            is_own = is_own || own[k] == all.at[i].id;
        }
        if (!is_own) {
            all.at[kept++] = all.at[i];
        }
    }
    all.count = kept;
    return all;
}

static struct shown look(struct page *p, const struct listing *l) {
    struct work *w = &p->work;
    struct shown s = {.listing = l,
            .all = unveil_list(w, l->id),
            .clusters = other_clusters(w, l->organisation)};
    int64_t ids[ORGANISATION_PAGE];
    size_t count = 0;
    for (size_t i = 0; i < s.all.count && count < ORGANISATION_PAGE; i++) {
        if (s.all.at[i].organisation) {
            ids[count++] = s.all.at[i].organisation;
        }
    }
    s.names = organisation_page(w, ids, count);
    return s;
}

static str whom(struct page *p, const struct shown *s, const struct unveiled *u) {
    struct work *w = &p->work;
    if (u->cluster) {
        return say(w, "The managers of {}", txt(u->cluster_name));
    }
    for (size_t i = 0; i < s->names.count; i++) {
        if (s->names.at[i].id == u->organisation) {
            return say(w, "Whoever works for {}", txt(s->names.at[i].name));
        }
    }
    return say(w, "Whoever works for one organisation more");
}

static void told(struct page *p, const struct shown *s) {
    html(&p->out, "<ul class='rows'>\n");
    for (size_t i = 0; i < s->all.count; i++) {
        const struct unveiled *u = &s->all.at[i];
        str name = whom(p, s, u);
        html(&p->out,
                "<li class='kept'><div><p>{}</p></div><form method='post'"
                " action='/{}/listings/{}/unveiled/{}/remove'>",
                txt(name), txt(p->lang), num(s->listing->id), num(u->id));
        page_form_key(p);
        html(&p->out,
                "<button class='link'>{}<span class='visually-hidden'>: {}</span></button></form>"
                "</li>\n",
                txt(say(&p->work, "Undo")), txt(name));
    }
    html(&p->out, "</ul>\n");
}

static void open_form(struct page *p, int64_t listing) {
    html(&p->out, "<form method='post' action='/{}/listings/{}/unveil'>", txt(p->lang),
            num(listing));
    page_form_key(p);
}

static void choice(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    open_form(p, s->listing->id);
    html(&p->out,
            "<div class='field'><label for='unveil'>{}</label><select id='unveil'"
            " name='cluster'>\n",
            txt(say(w, "Agree that the managers of a cluster see it")));
    for (size_t i = 0; i < s->clusters.count; i++) {
        const struct cluster *c = &s->clusters.at[i];
        html(&p->out, "<option value='{}' lang='{}'>{}</option>\n", num(c->id), txt(c->lang),
                txt(c->name));
    }
    html(&p->out, "</select></div>\n<p><button class='button plain'>{}</button></p></form>\n",
            txt(say(w, "Agree")));
}

void unveil_section(struct page *p, const struct listing *l) {
    struct work *w = &p->work;
    if (!unveil_wanted(w, l->id)) {
        return;
    }
    struct shown s = look(p, l);
    html(&p->out, "<h2>{}</h2>\n<p class='quiet'>{}</p>\n", txt(say(w, "Who sees it beyond that")),
            txt(say(w, "To whom you agree, it is shown with its owner's name as long as it is"
                       " published. In a match you can agree for one organisation.")));
    if (s.all.count) {
        told(p, &s);
    }
    if (s.clusters.count) {
        choice(p, &s);
    }
}

/* ---- the page of a match */

static bool sees(const struct unveilings *all, int64_t organisation) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].organisation == organisation) {
            return true;
        }
    }
    return false;
}

static void in_match(struct page *p, const struct match_shown *s, const struct listing *l) {
    struct work *w = &p->work;
    if (l->organisation != s->ours.id || !unveil_wanted(w, l->id)) {
        return;
    }
    struct unveilings all = unveil_list(w, l->id);
    if (sees(&all, s->theirs.id)) {
        html(&p->out, "<p class='note'>{}</p>\n",
                txt(say(w, "{1} sees “{2}”, for its owner agreed.", txt(s->theirs.name),
                        txt(l->title))));
        return;
    }
    html(&p->out, "<div class='note'><p>{}</p>\n",
            txt(say(w, "“{}” is not for everybody.", txt(l->title))));
    open_form(p, l->id);
    html(&p->out,
            "<input type='hidden' name='organisation' value='{}'><button class='button plain'>{}"
            "</button></form></div>\n",
            num(s->theirs.id), txt(say(w, "Agree that {} sees it", txt(s->theirs.name))));
}

void unveil_in_match(struct page *p, const struct match_shown *s) {
    const struct listing *all[] = {&s->give.offer, &s->give.need, &s->gain.need, &s->gain.offer};
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        bool before = false;
        for (size_t k = 0; k < i; k++) {
            before = before || all[k]->id == all[i]->id;
        }
        if (all[i]->id && !before && right_holds(&p->work, RIGHT_UNVEIL_LISTING, all[i]->id)) {
            in_match(p, s, all[i]);
        }
    }
}

/* ---- what they send */

/* A cluster or an organisation that is there for the reader. */
static bool named(struct page *p, struct unveiled *u) {
    struct cluster c = {0};
    struct organisation o = {0};
    if (page_form(p, STR("organisation")).len) {
        return str_num(page_form(p, STR("organisation")), &u->organisation) &&
               organisation_one(&p->work, u->organisation, &o);
    }
    return str_num(page_form(p, STR("cluster")), &u->cluster) &&
           cluster_one(&p->work, u->cluster, &c);
}

static void too_many(struct page *p, const struct listing *l) {
    struct work *w = &p->work;
    p->status = 422;
    page_open(p, say(w, "This was not saved"));
    html(&p->out,
            "<p class='answer'>{}</p>\n<p class='acts'><a class='button plain' href='/{}{}'>{}</a>"
            "</p>\n",
            txt(say_many(w, "It is shown to one already. Undo that first.",
                    "It is shown to {} already. Undo one of them first.", UNVEILINGS_MOST)),
            txt(p->lang), txt(listing_address(p, l, (str){0})), txt(say(w, "Back")));
    page_close(p);
}

void unveil_post(struct page *p) {
    struct listing l = {0};
    struct unveiled u = {.listing = p->id};
    if (!listing_one(&p->work, p->id, &l) || !named(p, &u)) {
        page_not_found(p);
        return;
    }
    db_begin(&p->work);
    if (!unveil_add(&p->work, &u) && work_ok(&p->work)) {
        db_forget(&p->work);
        too_many(p, &l);
    } else if (page_saved(p)) {
        page_redirect(p, listing_address(p, &l, STR("?done=unveiled")));
    }
}

void unveil_remove_post(struct page *p) {
    struct listing l = {0};
    db_begin(&p->work);
    bool there = listing_one(&p->work, p->id, &l) && unveil_remove(&p->work, p->id, p->other);
    if (!page_saved(p)) {
        return;
    }
    if (there) {
        page_redirect(p, listing_address(p, &l, STR("?done=removed")));
    } else {
        page_not_found(p);
    }
}
