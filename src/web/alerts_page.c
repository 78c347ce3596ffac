#include "web/alerts_page.h"

#include "db/db.h"
#include "directory/cluster.h"
#include "lang/codes.h"
#include "lang/label.h"
#include "lang/say.h"
#include "match/weighing.h"
#include "web/alert_filter_page.h"
#include "web/choices.h"
#include "web/list.h"
#include "web/match_view.h"
#include "wire/html.h"

#include <stdlib.h>

enum { LEAST_COUNT = 3 };

static const int64_t leasts[LEAST_COUNT] = {50, 65, 80}; /* of 100 */

/* ---- by need and offer, or by cluster */

static int by_group(const void *a, const void *b) {
    const struct alert *x = a;
    const struct alert *y = b;
    if (x->cluster != y->cluster) {
        return x->cluster < y->cluster ? -1 : 1;
    }
    return x->score != y->score ? (x->score > y->score ? -1 : 1) : 0;
}

static int by_text(const void *a, const void *b) {
    const struct alert *x = a;
    const struct alert *y = b;
    if (x->ours != y->ours || x->own != y->own) {
        int64_t apart = x->ours != y->ours ? x->ours - y->ours : x->own - y->own;
        return apart < 0 ? -1 : 1;
    }
    return x->score != y->score ? (x->score > y->score ? -1 : 1) : 0;
}

/* One match with its names and the text of ours that brings most. */
struct shown {
    const struct alert *alert;
    struct match match;
    struct listing own;
    bool has_own;
};

static bool read_match(struct page *p, const struct alert *a, struct shown *s) {
    struct live_view v = live_read(p->house->live);
    struct matches found = match_pair(&p->work, v.index, v.roster, a->ours, a->theirs);
    match_veil(v.roster, &p->scope, &found);
    live_done(&v);
    if (!found.count) {
        return false; /* withdrawn since */
    }
    s->alert = a;
    s->match = found.at[0];
    int64_t own = alert_own_text(&s->match);
    s->has_own = own && listing_one(&p->work, own, &s->own);
    return true;
}

static void row(struct page *p, const struct shown *s, const struct organisations *ours,
        const struct organisations *theirs) {
    struct work *w = &p->work;
    const struct organisation *us = NULL;
    const struct organisation *them = NULL;
    for (size_t i = 0; i < ours->count; i++) {
        us = ours->at[i].id == s->alert->ours ? &ours->at[i] : us;
    }
    for (size_t i = 0; i < theirs->count; i++) {
        them = theirs->at[i].id == s->match.partner ? &theirs->at[i] : them;
    }
    if (!us) {
        return;
    }
    html(&p->out, "<tr><th scope='row'><a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
            txt(page_address(p, STR("organisations"), us->id, us->name)), txt(us->lang),
            txt(us->name));
    if (s->has_own && !str_eq(page_query(p, STR("by")), STR("text"))) {
        html(&p->out, "<p class='quiet' lang='{}'><bdi>{}</bdi></p>", txt(s->own.lang),
                txt(s->own.title));
    }
    html(&p->out, "</th><td data-label='{}'><div>", txt(say(w, "Partner")));
    if (them) {
        html(&p->out,
                "<a href='/{}/organisations/{}/partners/{}' lang='{}'>"
                "<bdi>{}</bdi></a><p class='quiet'>{}"
                "</p></div></td>",
                txt(p->lang), num(us->id), num(them->id), txt(them->lang), txt(them->name),
                txt(country_name(w->tongue, them->country)));
    } else {
        html(&p->out, "<span class='quiet'>{}</span></div></td>", txt(match_unnamed(p, &s->match)));
    }
    html(&p->out,
            "<td class='num' data-label='{}'><span class='fit'><meter min='0' max='100' value='{}'"
            " aria-label='{}'></meter><b>{}</b></span></td></tr>\n",
            txt(say(w, "Fit")), num(match_hundred(s->match.score)), txt(say(w, "Fit")),
            num(match_hundred(s->match.score)));
}

/* Above the first of each group: whose need or offer it is about, or which cluster abroad. */
static void group(struct page *p, const struct shown *s, const struct shown *before) {
    struct work *w = &p->work;
    str by = page_query(p, STR("by"));
    struct cluster them = {0};
    if (str_eq(by, STR("cluster")) && (!before || before->alert->cluster != s->alert->cluster)) {
        bool named = s->match.partner && cluster_one(w, s->alert->cluster, &them);
        html(&p->out,
                "<tr class='group'><th scope='rowgroup' colspan='3' lang='{}'>"
                "<bdi>{}</bdi></th></tr>\n",
                txt(named ? them.lang : p->lang),
                txt(named ? them.name : say(w, "A cluster that stays unnamed")));
    } else if (str_eq(by, STR("text")) && s->has_own &&
               (!before || !before->has_own || before->own.id != s->own.id)) {
        html(&p->out,
                "<tr class='group'><th scope='rowgroup' colspan='3' lang='{}'>"
                "<bdi>{}</bdi></th></tr>\n",
                txt(s->own.lang), txt(s->own.title));
    }
}

static void table(struct page *p, const struct alerts *found) {
    struct work *w = &p->work;
    struct shown rows[LIST_PAGE];
    int64_t ours[LIST_PAGE];
    int64_t theirs[LIST_PAGE];
    size_t count = 0;
    size_t named = 0;
    size_t skip = list_skip(p);
    skip = skip < found->count ? skip : 0;
    for (size_t i = skip; i < found->count && i < skip + LIST_PAGE; i++) {
        rows[count] = (struct shown){0};
        if (read_match(p, &found->at[i], &rows[count])) {
            ours[count] = found->at[i].ours;
            if (rows[count].match.partner) {
                theirs[named++] = rows[count].match.partner;
            }
            count++;
        }
    }
    struct organisations us = organisation_page(w, ours, count);
    struct organisations them = organisation_page(w, theirs, named);
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col' class='num'>{}</th></tr></thead>\n<tbody>\n",
            txt(say(w, "Member")), txt(say(w, "Partner")), txt(say(w, "Fit")));
    for (size_t i = 0; i < count; i++) {
        group(p, &rows[i], i ? &rows[i - 1] : NULL);
        row(p, &rows[i], &us, &them);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static struct code_names strengths(struct work *w) {
    static const str codes[LEAST_COUNT] = {{"50", 2}, {"65", 2}, {"80", 2}};
    struct code_name *at = arena_new(w->mem, struct code_name, LEAST_COUNT);
    for (size_t i = 0; i < LEAST_COUNT; i++) {
        at[i] = (struct code_name){
                .code = codes[i], .name = say(w, "a fit of {} or more", num(leasts[i]))};
    }
    return (struct code_names){.at = at, .count = LEAST_COUNT};
}

static struct code_names orders(struct work *w) {
    enum { ORDERS = 2 };
    struct code_name *at = arena_new(w->mem, struct code_name, ORDERS);
    at[0] = (struct code_name){.code = STR("text"), .name = say(w, "by our need or offer")};
    at[1] = (struct code_name){.code = STR("cluster"), .name = say(w, "by cluster abroad")};
    return (struct code_names){.at = at, .count = ORDERS};
}

static void filter(struct page *p) {
    struct work *w = &p->work;
    struct list_control controls[] = {
            {.name = STR("kind"),
                    .said = say(w, "Kind"),
                    .any = say(w, "anybody"),
                    .choices = list_labels(w, LABEL_KIND)},
            {.name = STR("country"),
                    .said = say(w, "Country"),
                    .any = say(w, "any country"),
                    .choices = country_list(w)},
            {.name = STR("ecosystem"),
                    .said = say(w, "Industrial ecosystem"),
                    .any = say(w, "any ecosystem"),
                    .choices = choices_ecosystems(w)},
            {.name = STR("least"),
                    .said = say(w, "Fit"),
                    .any = say(w, "any strong fit"),
                    .choices = strengths(w)},
            {.name = STR("by"),
                    .said = say(w, "Order"),
                    .any = say(w, "the strongest first"),
                    .choices = orders(w)},
    };
    list_filter(p,
            say(w, "New matches with {1} in {2}, from {3}, with {4}, {5}.", list_place(0),
                    list_place(1), list_place(2), list_place(3), list_place(4)),
            controls, sizeof(controls) / sizeof(controls[0]));
}

static void hidden(struct page *p, const char *name) {
    str value = page_query(p, str_of(name));
    if (value.len) {
        html(&p->out, "<input type='hidden' name='{}' value='{}'>", txt(str_of(name)), txt(value));
    }
}

static void see_form(struct page *p) {
    html(&p->out, "<form method='post' action='/{}/new-matches' class='acts'>", txt(p->lang));
    page_form_key(p);
    hidden(p, "country");
    hidden(p, "kind");
    hidden(p, "ecosystem");
    hidden(p, "least");
    html(&p->out, "<button class='button'>{}</button></form>\n",
            txt(say(&p->work, "I have seen these")));
}

static void order(struct page *p, struct alerts *found) {
    str by = page_query(p, STR("by"));
    if (found->count && str_eq(by, STR("cluster"))) {
        qsort(found->at, found->count, sizeof(*found->at), by_group);
    } else if (found->count && str_eq(by, STR("text"))) {
        alert_texts(&p->work, p->house->live, found);
        qsort(found->at, found->count, sizeof(*found->at), by_text);
    }
}

void alerts_page(struct page *p) {
    struct work *w = &p->work;
    struct alert_filter filter_asked = alert_filter_asked(p);
    struct alert_wish wish = alert_filter_wish(&filter_asked);
    struct alert_wish any = {.scope = &p->scope};
    bool tells = wish.ecosystem.len || str_eq(page_query(p, STR("by")), STR("cluster"));
    wish.scope = tells ? &p->scope : NULL;
    struct alerts all = alert_list(w, p->house->live, p->session.cluster, &any);
    struct alerts found = alert_list(w, p->house->live, p->session.cluster, &wish);
    struct alert_filters_shown kept = alert_filter_read(p, &all);
    order(p, &found);
    page_open_with(p, say(w, "New strong matches"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n</div>\n",
            txt(say(w, "New strong matches")),
            txt(say(w, "Partners abroad for your members whom nobody of your cluster has looked at"
                       " yet.")));
    html(&p->out, "<p class='quiet'>{} <a href='/{}/weights#strong'>{}</a></p>\n",
            txt(say(w, "Strong is a fit of {} or more.",
                    num(weighing_hundredths(weighing_of(w, p->session.cluster).strong)))),
            txt(p->lang), txt(say(w, "Change this")));
    filter(p);
    list_open(p, say_many(w, "One new match", "{} new matches", found.count));
    if (found.waiting) {
        html(&p->out, "<p class='note' role='status'>{}</p>\n",
                txt(say_many(w, "The partners of one member are still being put together.",
                        "The partners of {} members are still being put together.",
                        (int64_t)found.waiting)));
    }
    if (found.count) {
        see_form(p);
        table(p, &found);
    } else {
        list_empty(p, say(w, "Nothing new"),
                say(w, "What is new will stand here, and be counted on your page Today."));
        list_empty_end(p);
    }
    list_close(p, found.count);
    alert_filter_form(p, &filter_asked, &kept.all);
    if (kept.all.count) {
        alert_filter_rows(p, &kept);
    }
    page_close(p);
}

void alerts_post(struct page *p) {
    struct alert_filter f = {.kind = page_form(p, STR("kind")),
            .country = page_form(p, STR("country")),
            .ecosystem = page_form(p, STR("ecosystem")),
            .least = page_form(p, STR("least"))};
    struct alert_wish wish = alert_filter_wish(&f);
    wish.scope = &p->scope;
    struct alerts found = alert_list(&p->work, p->house->live, p->session.cluster, &wish);
    db_begin(&p->work);
    alert_see(&p->work, p->session.cluster, &found);
    if (page_saved(p)) {
        page_redirect(p, STR("/new-matches?done=saved"));
    }
}
