#include "web/partners_page.h"

#include "db/db.h"
#include "directory/cluster.h"
#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "match/refusal.h"
#include "match/rollup.h"
#include "match/weighing.h"
#include "web/layout.h"
#include "web/list.h"
#include "web/map.h"
#include "web/match_view.h"
#include "web/order_said.h"
#include "web/script_note.h"
#include "wire/html.h"

#include <stdlib.h>

/* One of ours and one of theirs, side by side as the page needs them. */
struct row {
    const struct rollup_partner *partner;
    struct cluster them;
    struct match_shown strongest;
    bool has_strongest;
    str moved; /* what put it where it stands, besides the fit */
};

/* A partner on its way into the order of the cluster. */
struct standing {
    const struct rollup_partner *partner;
    const struct cluster *them;
    struct order_facts facts;
    float score;
};

struct rows_shown {
    struct row *at;
    size_t count;
    size_t strong; /* with a fit that the cluster calls strong */
};

static const struct cluster *one_of(const struct clusters *all, int64_t id) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].id == id) {
            return &all->at[i];
        }
    }
    return NULL;
}

/* Abroad is another country than ours, and none that our cluster spans too. */
static bool is_abroad(const struct cluster *us, const struct cluster *them) {
    return !str_eq(us->country, them->country) && !str_lists(us->countries, them->country);
}

static int by_score(const void *a, const void *b) {
    const struct standing *x = a;
    const struct standing *y = b;
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    return (x->them->id > y->them->id) - (x->them->id < y->them->id);
}

static void put_in_order(struct page *p, const struct cluster *us, const struct order *order,
        struct standing *all, size_t count) {
    const struct cluster **theirs = arena_new(p->work.mem, const struct cluster *, count + 1);
    for (size_t i = 0; i < count; i++) {
        theirs[i] = all[i].them;
    }
    struct ordered facts = order_read_clusters(&p->work, us, theirs, count);
    for (size_t i = 0; i < count; i++) {
        all[i].facts = facts.at[i];
        all[i].score = all[i].partner->score * order_share(order, &facts.at[i]);
    }
    qsort(all, count, sizeof(*all), by_score);
}

static struct row row_of(struct page *p, const struct standing *s, const struct order *order) {
    struct row row = {.partner = s->partner, .them = *s->them};
    const struct rollup_pair *pair = &s->partner->pairs[0];
    row.has_strongest =
            s->partner->pair_count && match_read(p, pair->ours, &pair->match, &row.strongest);
    row.moved = order_said_briefly(p, order, &s->facts);
    return row;
}

static struct rows_shown read_rows(struct page *p, const struct cluster *us, bool at_home) {
    struct clusters all = cluster_list(&p->work);
    str country = page_query(p, STR("country"));
    struct rollup found = rollup_cluster(&p->work, p->house->live, &p->scope, p->session.cluster);
    struct weighing weighing = weighing_of(&p->work, p->session.cluster);
    struct standing *abroad = arena_new(p->work.mem, struct standing, found.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < found.count; i++) {
        const struct cluster *them = one_of(&all, found.at[i].cluster);
        if (them && (at_home || is_abroad(us, them)) &&
                (!country.len || str_eq(them->country, country))) {
            abroad[count++] = (struct standing){.partner = &found.at[i], .them = them};
        }
    }
    put_in_order(p, us, &weighing.order, abroad, count);
    struct rows_shown shown = {.at = arena_new(p->work.mem, struct row, LIST_PAGE)};
    for (size_t i = 0; i < count && shown.count < LIST_PAGE; i++) {
        struct row *row = &shown.at[shown.count++];
        *row = row_of(p, &abroad[i], &weighing.order);
        shown.strong += row->has_strongest && row->strongest.match->score >= weighing.strong;
    }
    return shown;
}

static void counts(struct page *p, const struct rollup_partner *c) {
    struct work *w = &p->work;
    html(&p->out, "<dl class='counts'>\n<div><dt>{}</dt><dd><span class='theirs'>{}</span>",
            txt(say(w, "They need, we offer")), num((int64_t)c->they_need));
    layout_icon(p, STR("arrow-right"));
    html(&p->out,
            "<span class='ours'>{}</span><span class='visually-hidden'>: {}</span></dd></div>\n",
            num((int64_t)c->we_offer),
            txt(say_many(w, "One of their members needs what {2} of ours offer.",
                    "{1} of their members need what {2} of ours offer.", c->they_need,
                    num((int64_t)c->we_offer))));
    html(&p->out, "<div><dt>{}</dt><dd><span class='ours'>{}</span>",
            txt(say(w, "We need, they offer")), num((int64_t)c->we_need));
    layout_icon(p, STR("arrow-left"));
    html(&p->out,
            "<span class='theirs'>{}</span><span class='visually-hidden'>: {}</span></dd></div>\n"
            "</dl>\n",
            num((int64_t)c->they_offer),
            txt(say_many(w, "One of our members needs what {2} of theirs offer.",
                    "{1} of our members need what {2} of theirs offer.", c->we_need,
                    num((int64_t)c->they_offer))));
}

static void strongest(struct page *p, const struct row *row) {
    str address = page_address(p, STR("partners"), row->them.id, row->them.name);
    html(&p->out, "<div class='strongest'>\n");
    if (row->has_strongest) {
        const struct match_shown *s = &row->strongest;
        html(&p->out, "<p>{}</p>\n",
                txt(say(&p->work, "Strongest: {} and {}, through {}.", txt(s->ours.name),
                        txt(s->theirs.name),
                        txt(match_concepts(p, s->give.why.concept_count ? &s->give : &s->gain)))));
    }
    html(&p->out,
            "<div class='acts'><a class='button' href='/{}/{}'>{}<span class='visually-hidden'>:"
            " {}</span></a>\n",
            txt(p->lang), txt(str_skip(address, 1)), txt(say(&p->work, "See the pairs")),
            txt(row->them.name));
    struct buf action = {.mem = p->work.mem};
    buf_add(&action, STR("/partners/"));
    buf_num(&action, row->them.id);
    buf_add(&action, STR("/refuse"));
    match_refuse_form(p, buf_str(&action), row->them.name);
    html(&p->out, "</div>\n</div>\n");
}

static void item(struct page *p, const struct cluster *us, const struct row *row) {
    struct work *w = &p->work;
    const struct cluster *them = &row->them;
    struct map_place here = {us->latitude, us->longitude, us->place};
    struct map_place there = {them->latitude, them->longitude, them->place};
    double metres = map_distance(w, &here, &there);
    str languages = match_languages(p, us->languages, them->languages);
    html(&p->out, "<li class='partner'>\n");
    map_small(p, &here, &there);
    html(&p->out,
            "<div class='who'>\n<h2><a href='/{}/{}' lang='{}'><bdi>{}</bdi></a></h2>\n<p>{}, {}<br>"
            "<span class='quiet'>{}</span></p>\n",
            txt(p->lang), txt(str_skip(page_address(p, STR("partners"), them->id, them->name), 1)),
            txt(them->lang), txt(them->name), txt(them->place),
            txt(country_name(w->tongue, them->country)),
            txt(metres > 0 ? locale_km(w, metres) : STR("")));
    script_note(p, them->name, (str){0}, false);
    html(&p->out, "<p class='quiet'>{}</p>\n",
            txt(languages.len ? say(w, "Both work in: {}", txt(languages))
                              : say(w, "No working language in common")));
    if (row->moved.len) {
        html(&p->out, "<p class='quiet'>{}</p>\n", txt(say(w, "Moved by: {}", txt(row->moved))));
    }
    html(&p->out, "</div>\n");
    counts(p, row->partner);
    strongest(p, row);
    html(&p->out, "</li>\n");
}

static str answer_line(struct page *p, const struct rows_shown *shown) {
    return shown->strong
                   ? say_many(&p->work, "One cluster abroad has a strong pair with you.",
                             "{} clusters abroad have strong pairs with you.", shown->strong)
                   : say(&p->work,
                             "No strong pair yet. More needs and offers, in more words, help.");
}

static struct code_names countries_of(struct page *p) {
    return country_list(&p->work);
}

static void filter(struct page *p) {
    struct work *w = &p->work;
    struct list_control controls[] = {
            {.name = STR("country"),
                    .said = say(w, "Country"),
                    .any = say(w, "any country"),
                    .choices = countries_of(p)},
    };
    list_filter(p, say(w, "Clusters in {}, those who fit best first.", list_place(0)), controls, 1);
}

void partners_page(struct page *p) {
    struct cluster us = {0};
    if (!cluster_one(&p->work, p->session.cluster, &us)) {
        page_not_found(p);
        return;
    }
    bool at_home = page_query(p, STR("home")).len != 0;
    struct rows_shown shown = read_rows(p, &us, at_home);

    page_open_with(p, say(&p->work, "Partners abroad"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><button class='button plain' data-print hidden>{}</button></div>\n"
            "</div>\n",
            txt(say(&p->work, "Partners abroad")), txt(answer_line(p, &shown)),
            txt(say(&p->work, "Print")));
    filter(p);
    list_open(p, say_many(&p->work, "One cluster", "{} clusters", shown.count));
    html(&p->out, "<ol class='partners'>\n");
    for (size_t i = 0; i < shown.count; i++) {
        item(p, &us, &shown.at[i]);
    }
    html(&p->out, "</ol>\n");
    if (shown.count == 0) {
        list_empty(p, say(&p->work, "No partner yet"),
                say(&p->work, "Clusters stand here whose members need what yours offer, and the"
                              " other way. Add needs and offers of your members, or import them."));
        html(&p->out, "<a class='button' href='/{}/import'>{}</a>", txt(p->lang),
                txt(say(&p->work, "Import members")));
        list_empty_end(p);
    }
    html(&p->out,
            "<p class='acts'><a href='/{}/gaps'>{}</a> <a href='/{}/consortia'>{}</a>"
            " <a href='/{}/refusals'>{}</a> <a href='/{}/weights'>{}</a></p>\n",
            txt(p->lang), txt(say(&p->work, "Gaps")), txt(p->lang), txt(say(&p->work, "Consortia")),
            txt(p->lang), txt(say(&p->work, "What is not for us")), txt(p->lang),
            txt(say(&p->work, "What counts how much")));
    list_close(p, shown.count);
    page_close(p);
}

void partners_refuse_page(struct page *p) {
    struct cluster them = {0};
    str reason = page_form(p, STR("reason"));
    if (!cluster_one(&p->work, p->id, &them) || !label_knows(LABEL_REFUSAL, reason)) {
        page_not_found(p);
        return;
    }
    db_begin(&p->work);
    refusal_add(
            &p->work, &(struct refusal){.scope = REFUSAL_CLUSTERS,
                              .own = p->session.cluster,
                              .partner = p->id,
                              .reason = reason,
                              .note = str_cap(page_form_line(p, STR("note")), REFUSAL_NOTE_MOST)});
    if (page_saved(p)) {
        page_redirect(p, STR("/partners?done=refused"));
    }
}
