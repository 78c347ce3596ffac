#include "web/custom_list_page.h"

#include "directory/custom.h"
#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/fact.h"
#include "web/layout.h"
#include "web/list.h"
#include "wire/html.h"

static void write_note(struct page *p, const struct custom *c) {
    struct work *w = &p->work;
    str country = country_name(w->tongue, c->country);
    html(&p->out, "<section>\n<h2>{}", txt(country));
    layout_tongue(p, c->lang);
    html(&p->out, "</h2>\n");
    fact_paragraphs(p, c->body, c->lang);
    html(&p->out,
            "<p class='quiet'>{} · <a class='no-print' href='/{}/customs/{}'>{}"
            "<span class='visually-hidden'>: {}</span></a></p>\n</section>\n",
            txt(say(w, "Changed on {}", txt(locale_day(w, c->updated)))), txt(p->lang),
            txt(c->country), txt(say(w, "Edit")), txt(country));
}

static void write_choice(struct page *p) {
    struct work *w = &p->work;
    struct code_names all = country_list(w);
    html(&p->out,
            "<form class='no-print' method='get' action='/{}/customs'>\n<div class='field'>"
            "<label for='country'>{}</label><select id='country' name='country'>\n",
            txt(p->lang), txt(say(w, "Country")));
    for (size_t i = 0; i < all.count; i++) {
        html(&p->out, "<option value='{}'>{}</option>\n", txt(all.at[i].code), txt(all.at[i].name));
    }
    html(&p->out, "</select></div>\n<button class='button'>{}</button>\n</form>\n",
            txt(say(w, "Write a note")));
}

static void lead_on(struct page *p, str country) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, STR("/customs/"));
    buf_add(&to, country);
    page_redirect(p, buf_str(&to));
}

void custom_list_page(struct page *p) {
    struct work *w = &p->work;
    str country = page_query(p, STR("country"));
    if (country_known(country)) {
        lead_on(p, country);
        return;
    }
    struct customs all = custom_list(w, p->session.cluster);
    page_open(p, say(w, "Customs of countries"));
    html(&p->out, "<p class='answer'>{}</p>\n",
            txt(say(w,
                    "How people greet, when they have lunch, what a yes means. What you note here"
                    " stands on the sheet before a meeting there, for your own cluster only.")));
    for (size_t i = 0; i < all.count; i++) {
        write_note(p, &all.at[i]);
    }
    if (all.count == 0) {
        list_empty(p, say(w, "Nothing is noted yet"),
                say(w, "Choose a country you know, and write what you would tell a colleague before"
                       " the first journey."));
        list_empty_end(p);
    }
    write_choice(p);
    page_close(p);
}
