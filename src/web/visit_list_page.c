#include "web/visit_list_page.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "web/layout.h"
#include "web/list.h"
#include "wire/html.h"

enum { BEGINNING_MOST = 160 }; /* bytes of a note that are shown in a list */

static void write_row(struct page *p, const struct visit *v, bool named) {
    struct work *w = &p->work;
    str begins = str_cap(v->body, BEGINNING_MOST);
    html(&p->out, "<li><h3><a href='/{}/visits/{}'>{}</a>", txt(p->lang), num(v->id),
            txt(locale_date(w, v->day, DATE_LONG)));
    if (named) {
        html(&p->out, " <span lang='{}'>{}</span>", txt(v->organisation_lang),
                txt(v->organisation_name));
    }
    html(&p->out, "</h3><p lang='{}'>{}{}", txt(v->lang), txt(begins),
            txt(begins.len < v->body.len ? STR(" …") : STR("")));
    layout_tongue(p, v->lang);
    html(&p->out, "</p><p class='quiet'>{}</p></li>\n",
            txt(v->drawn ? say_many(w, "One need or offer came of it",
                                   "{} needs and offers came of it", v->drawn)
                         : say(w, "Nothing was drawn out of it yet")));
}

void visit_rows(struct page *p, const struct visits *all, bool named) {
    html(&p->out, "<ul class='rows'>\n");
    for (size_t i = 0; i < all->count; i++) {
        write_row(p, &all->at[i], named);
    }
    html(&p->out, "</ul>\n");
}

void visit_list_page(struct page *p) {
    struct work *w = &p->work;
    struct visits all = visit_list(w, p->session.cluster);
    page_open_with(p, say(w, "Visits"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><a class='button' href='/{}/visits/new'>{}</a>"
            " <a class='button plain' href='/{}/asks'>{}</a></div>\n</div>\n",
            txt(say(w, "Visits")),
            txt(say(w, "Notes for your own cluster only, and what came of them.")), txt(p->lang),
            txt(say(w, "Note a visit")), txt(p->lang), txt(say(w, "Asked by mail")));
    if (all.count) {
        visit_rows(p, &all, true);
    } else {
        list_empty(p, say(w, "No visit is noted yet"),
                say(w, "Type what you heard, in the language you like best. Needs and offers are"
                       " then drawn out of it sentence by sentence."));
        html(&p->out, "<a class='button' href='/{}/visits/new'>{}</a>", txt(p->lang),
                txt(say(w, "Note a visit")));
        list_empty_end(p);
    }
    page_close(p);
}
