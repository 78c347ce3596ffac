#include "web/partner_page.h"

#include "directory/cluster.h"
#include "directory/translation.h"
#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/cluster_pairs.h"
#include "web/introduction_new_page.h"
#include "web/layout.h"
#include "web/map.h"
#include "web/match_view.h"
#include "web/meeting_with_page.h"
#include "web/speech_line.h"
#include "wire/html.h"

static void profile(struct page *p, const struct cluster *them) {
    struct translations all = translation_list(&p->work, STR("cluster"), them->id);
    struct wording text =
            translation_pick(&p->work, &all, STR("profile"), them->profile, them->lang);
    html(&p->out, "<div class='two'>\n<div>\n<p lang='{}'><bdi>{}</bdi></p>\n", txt(text.lang),
            txt(text.body));
    if (!str_eq(text.lang, p->lang)) {
        html(&p->out, "<p>");
        layout_tongue(p, text.lang);
        html(&p->out, "</p>\n");
    }
    html(&p->out, "</div>\n");
}

static void facts(struct page *p, const struct cluster *us, const struct cluster *them) {
    struct work *w = &p->work;
    struct map_place here = {us->latitude, us->longitude, us->place};
    struct map_place there = {them->latitude, them->longitude, them->place};
    double metres = map_distance(w, &here, &there);
    html(&p->out, "<dl class='facts'>\n<dt>{}</dt><dd>{}, {}{}{}</dd>\n", txt(say(w, "Place")),
            txt(them->place), txt(country_name(w->tongue, them->country)),
            txt(metres > 0 ? STR("; ") : STR("")),
            txt(metres > 0 ? locale_km(w, metres) : STR("")));
    struct buf languages = {.mem = w->mem};
    str rest = them->languages;
    str code;
    while (rest.len && str_cut(&rest, ';', &code)) {
        buf_add(&languages, languages.len ? say(w, ", ") : (str){0});
        buf_add(&languages, language_name(w->tongue, code));
    }
    if (languages.len) {
        html(&p->out, "<dt>{}</dt><dd>{}</dd>\n", txt(say(w, "Languages")),
                txt(buf_str(&languages)));
    }
    html(&p->out, "<dt>{}</dt><dd><a href='/{}/{}'>{}</a></dd>\n</dl>\n</div>\n",
            txt(say(w, "Cluster")), txt(p->lang),
            txt(str_skip(page_address(p, STR("clusters"), them->id, them->name), 1)),
            txt(say(w, "Profile and members")));
}

static void strongest(struct page *p, const struct rollup_pairs *pairs) {
    for (size_t i = 0; i < pairs->count; i++) {
        struct match_shown shown = {0};
        if (!match_read(p, pairs->at[i].ours, &pairs->at[i].match, &shown)) {
            continue;
        }
        html(&p->out, "<h2>{}</h2>\n", txt(say(&p->work, "The strongest pair")));
        match_sentences(p, &shown);
        match_section(p, &shown, 3);
        speech_line(p, shown.ours.id, shown.theirs.id);
        html(&p->out,
                "<p class='acts'><a class='button' href='/{}/organisations/{}/partners/{}'>{}</a>"
                "</p>\n",
                txt(p->lang), num(shown.ours.id), num(shown.theirs.id),
                txt(say(&p->work, "Open this match")));
        return;
    }
}

static str answer_line(struct page *p, const struct rollup_pairs *pairs) {
    return pairs->count ? say_many(&p->work, "One pair of members gains on both sides.",
                                  "{} pairs of members gain on both sides.", pairs->count)
                        : say(&p->work, "No pair of members gains on both sides yet.");
}

void partner_page(struct page *p) {
    struct cluster us = {0};
    struct cluster them = {0};
    if (!cluster_one(&p->work, p->session.cluster, &us) || !cluster_one(&p->work, p->id, &them)) {
        page_not_found(p);
        return;
    }
    struct rollup_pairs pairs = cluster_pairs(p, us.id, them.id);

    page_open_with(p, them.name);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/partners'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'>\n<div>\n<h1 lang='{}'><bdi>{}</bdi></h1>\n"
            "<p class='answer'>{}</p>\n</div>\n<div class='acts'>",
            txt(say(&p->work, "Where you are")), txt(p->lang),
            txt(say(&p->work, "Partners abroad")), txt(them.lang), txt(them.name),
            txt(answer_line(p, &pairs)));
    if (them.id != us.id) {
        html(&p->out,
                "<a class='button' href='/{}/partners/{}/approach'>{}</a>"
                " <a class='button plain' href='/{}/partners/{}/collaborations/new'>{}</a> ",
                txt(p->lang), num(them.id), txt(say(&p->work, "Ask for contact")), txt(p->lang),
                num(them.id), txt(say(&p->work, "Work together")));
        meeting_new_link(p, &(struct encounter){.partner_cluster = them.id});
    }
    introduction_new_link(p, (struct introduction_from){"cluster", them.id, 0});
    html(&p->out, "<button class='button plain' data-print hidden>{}</button></div>\n</div>\n",
            txt(say(&p->work, "Print")));
    profile(p, &them);
    facts(p, &us, &them);
    strongest(p, &pairs);
    if (pairs.count) {
        html(&p->out, "<h2>{}</h2>\n", txt(say(&p->work, "All pairs, the strongest first")));
        cluster_pairs_table(p, &pairs, CLUSTER_PAIRS_MOST);
    }
    page_close(p);
}
