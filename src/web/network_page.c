#include "web/network_page.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "web/list.h"
#include "web/network_view.h"
#include "wire/html.h"

enum { COUNTRIES_MOST = 60 };

/* What the page shows, read before anything is written. */
struct shown {
    struct network all, some;
    struct network_filter filter;
};

static enum network_sort sort_of(str word) {
    return str_eq(word, STR("name"))  ? NETWORK_BY_NAME
           : str_eq(word, STR("day")) ? NETWORK_BY_DAY
                                      : NETWORK_BY_WARMTH;
}

static struct shown begin(struct page *p) {
    struct work *w = &p->work;
    struct rule rule = rule_of(w, p->session.cluster);
    struct shown s = {.all = network_of(w, network_own(w, w->actor), &rule)};
    s.filter = (struct network_filter){.text = page_query(p, STR("q")),
            .country = page_query(p, STR("country")),
            .warmth = page_number(p, STR("warmth")),
            .months = page_number(p, STR("months")),
            .sort = sort_of(page_query(p, STR("sort")))};
    s.some = network_filtered(w, &s.all, &s.filter);
    return s;
}

/* ---- the filter */

static struct code_names countries_of(struct work *w, const struct network *all) {
    struct code_name *at = arena_new(w->mem, struct code_name, COUNTRIES_MOST);
    size_t count = 0;
    for (size_t i = 0; i < all->count && count < COUNTRIES_MOST; i++) {
        str code = all->at[i].country;
        size_t n = 0;
        while (n < count && !str_eq(at[n].code, code)) {
            n++;
        }
        if (n == count && code.len) {
            at[count++] = (struct code_name){code, country_name(w->tongue, code)};
        }
    }
    return (struct code_names){at, count};
}

static str number_text(struct work *w, int64_t number) {
    struct buf out = {.mem = w->mem};
    buf_num(&out, number);
    return buf_str(&out);
}

static struct code_names warmths(struct work *w) {
    struct code_name *at = arena_new(w->mem, struct code_name, WARMTH_CLOSE + 1);
    for (int i = 0; i <= WARMTH_CLOSE; i++) {
        enum warmth warmth = (enum warmth)(WARMTH_CLOSE - i);
        at[i] = (struct code_name){number_text(w, (int64_t)warmth + 1), network_warmth(w, warmth)};
    }
    return (struct code_names){at, WARMTH_CLOSE + 1};
}

static struct code_names spans(struct work *w) {
    static const int64_t months[] = {3, 6, 12, 24};
    struct code_name *at = arena_new(w->mem, struct code_name, 4);
    for (size_t i = 0; i < 4; i++) {
        at[i] = (struct code_name){
                number_text(w, months[i]), say(w, "more than {} months ago", num(months[i]))};
    }
    return (struct code_names){at, 4};
}

static void filter(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    const struct list_control controls[] = {
            {.name = STR("country"),
                    .said = say(w, "Country"),
                    .any = say(w, "any country"),
                    .choices = countries_of(w, &s->all)},
            {.name = STR("warmth"),
                    .said = say(w, "Warmth"),
                    .any = say(w, "however warm"),
                    .choices = warmths(w)},
            {.name = STR("months"),
                    .said = say(w, "Last met"),
                    .any = say(w, "at any time"),
                    .choices = spans(w)},
            {.name = STR("q"),
                    .said = say(w, "Word in the name or where they work"),
                    .any = say(w, "any word"),
                    .typed = true},
    };
    list_filter(p,
            say(w, "People in {1}, {2}, last met {3}, with {4}", list_place(0), list_place(1),
                    list_place(2), list_place(3)),
            controls, sizeof(controls) / sizeof(controls[0]));
}

/* ---- the table */

static void judgement(struct page *p, enum judgement said) {
    struct work *w = &p->work;
    if (said == JUDGEMENT_GOOD) {
        html(&p->out, "<span class='state good'>{}</span>", txt(say(w, "Good")));
    } else if (said == JUDGEMENT_BAD) {
        html(&p->out, "<span class='state bad'>{}</span>", txt(say(w, "Not good")));
    }
}

static void row(struct page *p, const struct known *k) {
    struct work *w = &p->work;
    html(&p->out, "<tr><th scope='row'><a href='/{}/network/{}'>{}</a>", txt(p->lang),
            num(k->individual), txt(k->name.len ? k->name : say(w, "Somebody who has left")));
    if (k->role.len) {
        html(&p->out, "<br><span class='quiet'>{}</span>", txt(k->role));
    }
    html(&p->out, "</th><td data-label='{}'>", txt(say(w, "Where")));
    network_where(p, k);
    html(&p->out, "</td><td data-label='{}'>{}</td><td data-label='{}'>", txt(say(w, "Warmth")),
            txt(network_warmth(w, k->warmth)), txt(say(w, "Last met")));
    if (k->last.len) {
        html(&p->out, "{}", txt(locale_date(w, k->last, DATE_LONG)));
        str long_ago = network_not_met(w, k->last);
        html(&p->out, "{}<span class='quiet'>{}</span>", txt(long_ago.len ? STR(" ") : STR("")),
                txt(long_ago));
    }
    html(&p->out, "</td><td data-label='{}'>", txt(say(w, "Your judgement")));
    judgement(p, k->judgement);
    html(&p->out, "</td></tr>\n");
}

static void table(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    html(&p->out, "<table class='stack'>\n<thead><tr>");
    list_head_sorted(p, say(w, "Person"), STR("name"), false);
    list_head(p, say(w, "Where"));
    list_head_sorted(p, say(w, "Warmth"), STR("warmth"), true);
    list_head_sorted(p, say(w, "Last met"), STR("day"), false);
    list_head(p, say(w, "Your judgement"));
    html(&p->out, "</tr></thead>\n<tbody>\n");
    size_t skip = list_skip(p);
    for (size_t i = skip; i < s->some.count && i < skip + LIST_PAGE; i++) {
        row(p, &s->some.at[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

/* ---- the whole */

static void empty(struct page *p) {
    struct work *w = &p->work;
    list_empty(p, say(w, "You have not met anybody yet"),
            say(w, "Whoever you meet, and who says so too, stands here from then on: how warm it is,"
                   " and when you last met. Begin with a meeting that is over, or plan one."));
    html(&p->out, "<a class='button' href='/{}/partners'>{}</a>", txt(p->lang),
            txt(say(w, "Find somebody to meet")));
    list_empty_end(p);
}

static str answer_of(struct work *w, const struct network *all) {
    int64_t cooling = 0;
    for (size_t i = 0; i < all->count; i++) {
        cooling += network_not_met(w, all->at[i].last).len > 0;
    }
    return cooling ? say_many(w, "One of them you have not met for half a year or longer.",
                             "{} of them you have not met for half a year or longer.", cooling)
                   : say(w, "You have met all of them within half a year.");
}

static void head(struct page *p, const struct network *all) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "My network"));
    html(&p->out, "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}{}{}</p>\n</div>\n",
            txt(say(w, "My network")),
            txt(all->count ? say_many(w, "You know one person.", "You know {} people.", all->count)
                           : say(w, "Nobody stands here yet.")),
            txt(all->count ? STR(" ") : STR("")), txt(all->count ? answer_of(w, all) : (str){0}));
    if (page_manages(p)) {
        html(&p->out,
                "<div class='acts'><a class='button plain' href='/{}/network/cluster'>{}</a>"
                " <a class='button plain' href='/{}/network/rules'>{}</a></div>\n",
                txt(p->lang), txt(say(w, "Who of us knows whom")), txt(p->lang),
                txt(say(w, "What trust grows from")));
    }
    html(&p->out, "</div>\n");
}

void network_page(struct page *p) {
    struct work *w = &p->work;
    struct shown s = begin(p);
    head(p, &s.all);
    if (s.all.count == 0) {
        empty(p);
    } else {
        struct network warmest = network_filtered(w, &s.all, &(struct network_filter){0});
        network_draw(p, &warmest);
        filter(p, &s);
        list_open(p, say_many(w, "One person", "{} people", s.some.count));
        table(p, &s);
        list_close(p, s.some.count);
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "All of this is for you alone. Nobody sees how warm it is, or your"
                           " judgement.")));
    }
    html(&p->out,
            "<p class='no-print'><a class='button plain' href='/{}/introductions'>{}</a></p>\n",
            txt(p->lang), txt(say(w, "Introductions")));
    page_close(p);
}

/* ---- my cluster's */

static void met_row(struct page *p, const struct met *m) {
    struct work *w = &p->work;
    html(&p->out, "<tr><th scope='row'>{}</th><td data-label='{}'>",
            txt(m->other_name.len ? m->other_name : say(w, "Somebody who has left")),
            txt(say(w, "Where")));
    if (m->organisation) {
        html(&p->out, "<a href='/{}{}' lang='{}'>{}</a>", txt(p->lang),
                link_to(page_address(
                        p, STR("organisations"), m->organisation, m->organisation_name)),
                txt(m->organisation_lang), txt(m->organisation_name));
    }
    html(&p->out, "</td><td data-label='{}'>{}</td><td data-label='{}'>{}</td></tr>\n",
            txt(say(w, "Known to")), txt(m->manager_name), txt(say(w, "Last met")),
            txt(locale_date(w, m->last, DATE_LONG)));
}

void network_cluster_page(struct page *p) {
    struct work *w = &p->work;
    struct mets all = network_of_cluster(w, p->session.cluster);
    page_open_with(p, say(w, "Who of us knows whom"));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/network'>{}</a></li>\n"
            "</ol>\n</nav>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "My network")),
            txt(say(w, "Who of us knows whom")),
            txt(say(w, "Whom the managers of your cluster have met, as both sides confirmed. How"
                       " warm it is stays with each of them.")));
    list_open(p, say_many(w, "One acquaintance", "{} acquaintances", all.count));
    if (all.count) {
        html(&p->out, "<table class='stack'>\n<thead><tr>");
        list_head(p, say(w, "Person"));
        list_head(p, say(w, "Where"));
        list_head(p, say(w, "Known to"));
        list_head(p, say(w, "Last met"));
        html(&p->out, "</tr></thead>\n<tbody>\n");
        for (size_t i = 0; i < all.count; i++) {
            met_row(p, &all.at[i]);
        }
        html(&p->out, "</tbody>\n</table>\n");
    } else {
        list_empty(p, say(w, "No meeting is confirmed yet"),
                say(w, "A meeting counts once somebody of each side has said that it took place."));
        list_empty_end(p);
    }
    html(&p->out, "</div>\n");
    page_close(p);
}
