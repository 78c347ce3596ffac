#include "web/words_record_page.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "web/concept_view.h"
#include "web/layout.h"
#include "web/teach.h"
#include "web/words_page.h"
#include "wire/html.h"

static void row(struct page *p, const struct taught_act *a) {
    struct work *w = &p->work;
    html(&p->out, "<tr><th scope='row'>{}</th><td data-label='{}'>{}</td><td data-label='{}'>",
            txt(locale_moment(w, a->at, STR(""))), txt(say(w, "Who")),
            txt(teach_person(w, a->account_name)), txt(say(w, "State")));
    words_state(p, a->state);
    html(&p->out, "</td></tr>\n");
}

void words_record_page(struct page *p) {
    struct work *w = &p->work;
    struct taught_term t = {0};
    bool there = taught_one(w, p->id, &t);
    if (!there || (t.cluster && t.cluster != p->session.cluster)) {
        page_not_found(p);
        return;
    }
    struct taught_acts all = taught_record(w, t.id);
    str lang = tongue_code(t.tongue);
    page_open_with(p, t.term);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/words'>{}</a></li>\n"
            "</ol>\n</nav>\n<div class='head'><div>\n<h1><span lang='{}'>{}</span>",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Words and meanings")),
            txt(lang), txt(t.term));
    layout_tongue(p, lang);
    html(&p->out, "</h1>\n<p class='answer'>{} ", txt(say(w, "It means:")));
    concept_name(p, t.concept);
    html(&p->out,
            "</p>\n</div></div>\n<table class='stack narrow'>\n<thead><tr>"
            "<th scope='col'>{}</th><th scope='col'>{}</th><th scope='col'>{}</th></tr>"
            "</thead>\n<tbody>\n",
            txt(say(w, "Date")), txt(say(w, "Who")), txt(say(w, "State")));
    for (size_t i = 0; i < all.count; i++) {
        row(p, &all.at[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
    page_close(p);
}
