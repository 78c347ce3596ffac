#include "web/match_page.h"

#include "account/right.h"
#include "db/db.h"
#include "lang/codes.h"
#include "lang/label.h"
#include "lang/say.h"
#include "match/refusal.h"
#include "web/introduction_new_page.h"
#include "web/list.h"
#include "web/match_find.h"
#include "web/match_view.h"
#include "web/meeting_with_page.h"
#include "web/order_said.h"
#include "web/speech_line.h"
#include "web/unveil_page.h"
#include "web/verdict_page.h"
#include "wire/html.h"

enum { MATCHES_SHOWN = 25, SHOWN_WHOLE = 3 };

static void trail(struct page *p, const struct organisation *o, bool to_matches) {
    str address = str_skip(page_address(p, STR("organisations"), o->id, o->name), 1);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/{}' lang='{}'>"
            "<bdi>{}</bdi></a></li>\n",
            txt(say(&p->work, "Where you are")), txt(p->lang), txt(address), txt(o->lang),
            txt(o->name));
    if (to_matches) {
        html(&p->out, "<li><a href='/{}/organisations/{}/partners'>{}</a></li>\n", txt(p->lang),
                num(o->id), txt(say(&p->work, "Partners")));
    }
    html(&p->out, "</ol>\n</nav>\n");
}

/* What put it where it stands besides the fit, in a few words. */
static void moved(struct page *p, const struct match_found *found, size_t i) {
    str why = i < found->facts.count
                      ? order_said_briefly(p, &found->weighing.order, &found->facts.at[i])
                      : (str){0};
    if (why.len) {
        html(&p->out, "<small class='why'>{}</small>", txt(why));
    }
}

static void row(struct page *p, const struct match_found *found, size_t i,
        const struct organisations *names) {
    struct work *w = &p->work;
    const struct match *m = &found->matches.at[i];
    const struct organisation *them = NULL;
    for (size_t k = 0; k < names->count; k++) {
        them = names->at[k].id == m->partner ? &names->at[k] : them;
    }
    html(&p->out, "<tr><th scope='row'>");
    if (them) {
        html(&p->out, "<a href='/{}/organisations/{}/partners/{}' lang='{}'><bdi>{}</bdi></a>",
                txt(p->lang), num(p->id), num(them->id), txt(them->lang), txt(them->name));
        moved(p, found, i);
        html(&p->out, "</th>");
        html(&p->out, "<td data-label='{}'>{}, {}</td>", txt(say(w, "Place")), txt(them->place),
                txt(country_name(w->tongue, them->country)));
    } else {
        html(&p->out, "<span class='quiet'>{}</span></th><td data-label='{}'>{}</td>",
                txt(match_unnamed(p, m)), txt(say(w, "Place")),
                txt(say(w, "Shown when its owner agrees")));
    }
    html(&p->out, "<td class='num' data-label='{}'>{}</td><td class='num' data-label='{}'>{}</td>",
            txt(say(w, "They need, we offer")), num(match_hundred(m->give.fit)),
            txt(say(w, "We need, they offer")), num(match_hundred(m->gain.fit)));
    html(&p->out,
            "<td class='num' data-label='{}'><span class='fit'><meter min='0' max='100' value='{}'"
            " aria-label='{}'></meter><b>{}</b></span></td></tr>\n",
            txt(say(w, "Fit")), num(match_hundred(m->score)), txt(say(w, "Fit")),
            num(match_hundred(m->score)));
}

static void table(struct page *p, const struct match_found *found, size_t skip) {
    struct work *w = &p->work;
    int64_t ids[MATCHES_SHOWN] = {0};
    size_t count = 0;
    for (size_t i = skip; i < found->matches.count && count < MATCHES_SHOWN; i++) {
        ids[count++] = found->matches.at[i].partner;
    }
    struct organisations names = organisation_page(w, ids, count);
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col' class='num'>{}</th><th scope='col' class='num'>{}</th>"
            "<th scope='col' class='num'>{}</th></tr></thead>\n<tbody>\n",
            txt(say(w, "Partner")), txt(say(w, "Place")), txt(say(w, "They need, we offer")),
            txt(say(w, "We need, they offer")), txt(say(w, "Fit")));
    for (size_t i = skip; i < skip + count; i++) {
        row(p, found, i, &names);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void strongest(struct page *p, const struct matches *found) {
    size_t shown = 0;
    for (size_t i = 0; i < found->count && shown < SHOWN_WHOLE; i++) {
        struct match_shown s = {0};
        if (!match_read(p, p->id, &found->at[i], &s)) {
            continue;
        }
        html(&p->out, "<h2><a href='/{}/organisations/{}/partners/{}'>{}</a></h2>\n", txt(p->lang),
                num(p->id), num(s.theirs.id), txt(s.theirs.name));
        match_sentences(p, &s);
        match_section(p, &s, 3);
        shown++;
    }
}

static void wishes(struct page *p, bool one_way, bool at_home) {
    struct work *w = &p->work;
    html(&p->out, "<ul class='chips'>\n<li><a href='{}'>{}</a></li>\n",
            link_to(list_address(p, STR("way"), one_way ? STR("") : STR("one"))),
            txt(one_way ? say(w, "Only where both sides gain")
                        : say(w, "Also where only one side gains")));
    html(&p->out, "<li><a href='{}'>{}</a></li>\n</ul>\n",
            link_to(list_address(p, STR("home"), at_home ? STR("") : STR("1"))),
            txt(at_home ? say(w, "Only abroad") : say(w, "Also in the same country")));
}

/* The same list for programs, docs/api.md; the reader's session opens it. */
static void data_link(struct page *p, bool one_way, bool at_home) {
    str query = one_way && at_home ? STR("?way=one&home=1")
                : one_way          ? STR("?way=one")
                : at_home          ? STR("?home=1")
                                   : STR("");
    html(&p->out, "<p class='quiet'><a href='/{}/organisations/{}/partners.json{}'>{}</a></p>\n",
            txt(p->lang), num(p->id), txt(query), txt(say(&p->work, "This list as JSON")));
}

void match_list_page(struct page *p) {
    struct organisation o = {0};
    bool one_way = str_eq(page_query(p, STR("way")), STR("one"));
    bool at_home = page_query(p, STR("home")).len != 0;
    if (!organisation_one(&p->work, p->id, &o)) {
        page_not_found(p);
        return;
    }
    struct match_wish wish = {.one_way = one_way, .at_home = at_home, .most = RESCORE_MOST};
    struct match_found all = match_find(p, p->id, &wish);
    struct matches found = all.matches;
    size_t skip = list_skip(p);

    page_open_with(p, say(&p->work, "Partners for {}", txt(o.name)));
    trail(p, &o, false);
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n</div>\n",
            txt(say(&p->work, "Partners for {}", txt(o.name))),
            txt(one_way ? say(&p->work, "Also those who gain without return: one way only, named"
                                        " as such by a zero.")
                        : say(&p->work, "Organisations that need what it offers and offer what it"
                                        " needs.")));
    wishes(p, one_way, at_home);
    list_open(p, found.count < RESCORE_MOST
                         ? say_many(&p->work, "One partner", "{} partners", found.count)
                         : say(&p->work, "The best {} partners", num(RESCORE_MOST)));
    if (found.count == 0) {
        list_empty(p, say(&p->work, "No partner yet"),
                say(&p->work, "A need and an offer, each in a few plain sentences, find partners."
                              " Both take part as soon as they are published."));
        html(&p->out, "<a class='button' href='/{}/organisations/{}/listings/new?side=need'>{}</a>",
                txt(p->lang), num(p->id), txt(say(&p->work, "Add a need")));
        list_empty_end(p);
    } else {
        table(p, &all, skip < found.count ? skip : 0);
        if (skip == 0) {
            strongest(p, &found);
        }
    }
    list_close(p, found.count);
    if (found.count) {
        data_link(p, one_way, at_home);
    }
    page_close(p);
}

static str refuse_address(struct page *p) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, STR("/organisations/"));
    buf_num(&out, p->id);
    buf_add(&out, STR("/partners/"));
    buf_num(&out, p->other);
    buf_add(&out, STR("/refuse"));
    return buf_str(&out);
}

static str answer_line(struct page *p, const struct match_shown *s) {
    bool both = s->gain.there && s->give.there;
    str through = match_concepts(p, s->give.there ? &s->give : &s->gain);
    return both ? say(&p->work, "Yes, both ways: {} of 100, above all through {}.",
                          num(match_hundred(s->match->score)), txt(through))
                : say(&p->work, "One way only, through {}.", txt(through));
}

void match_page(struct page *p) {
    struct match_found found = {0};
    struct match_shown shown = {0};
    if (!match_find_one(p, p->id, p->other, &found) ||
            !match_read(p, p->id, &found.matches.at[0], &shown)) {
        page_not_found(p);
        return;
    }
    bool good = verdict_said(p);
    unsigned standing = right_standing(&p->work, RIGHT_OWN_ORGANISATION, p->id);
    page_open_with(p, say(&p->work, "{} and {}", txt(shown.ours.name), txt(shown.theirs.name)));
    trail(p, &shown.ours, true);
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><button class='button plain' data-print hidden>{}</button></div>\n"
            "</div>\n",
            txt(say(&p->work, "Do these two fit?")), txt(answer_line(p, &shown)),
            txt(say(&p->work, "Print")));
    match_sentences(p, &shown);
    match_section(p, &shown, 2);
    speech_line(p, shown.ours.id, shown.theirs.id);
    match_under(p, &shown, &found);
    unveil_in_match(p, &shown);
    html(&p->out, "<div class='acts'>\n");
    if (right_given(standing, RIGHT_KEEP_ORGANISATION)) {
        html(&p->out, "<a class='button' href='/{}/organisations/{}/partners/{}/approach'>{}</a>\n",
                txt(p->lang), num(p->id), num(p->other), txt(say(&p->work, "Ask for contact")));
        meeting_new_link(p, &(struct encounter){.own = p->id, .partner = p->other});
    }
    if (right_given(standing, RIGHT_OWN_ORGANISATION)) {
        if (page_manages(p)) {
            introduction_new_link(p, (struct introduction_from){"organisation", p->other, p->id});
        }
        verdict_form(p, good, shown.theirs.name);
        match_refuse_form(p, refuse_address(p), shown.theirs.name);
    }
    html(&p->out, "</div>\n");
    page_close(p);
}

void match_refuse_page(struct page *p) {
    str reason = page_form(p, STR("reason"));
    struct organisation them = {0};
    if (!label_knows(LABEL_REFUSAL, reason) || !organisation_one(&p->work, p->other, &them)) {
        page_not_found(p);
        return;
    }
    struct match_found found = {0};
    bool there = match_find_one(p, p->id, p->other, &found);
    db_begin(&p->work);
    if (there) {
        verdict_note(p, false, &found);
    }
    refusal_add(
            &p->work, &(struct refusal){.scope = REFUSAL_ORGANISATIONS,
                              .own = p->id,
                              .partner = p->other,
                              .reason = reason,
                              .note = str_cap(page_form_line(p, STR("note")), REFUSAL_NOTE_MOST)});
    if (page_saved(p)) {
        struct buf to = {.mem = p->work.mem};
        buf_add(&to, STR("/organisations/"));
        buf_num(&to, p->id);
        buf_add(&to, STR("/partners?done=refused"));
        page_redirect(p, buf_str(&to));
    }
}
