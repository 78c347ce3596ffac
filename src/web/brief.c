#include "web/brief.h"

#include "lang/codes.h"
#include "lang/label.h"
#include "lang/say.h"
#include "web/layout.h"
#include "web/script_note.h"
#include "wire/html.h"

/* The name, in its language, as a link to where the thing stands. */
static void name_of(struct page *p, str address, str name, str lang) {
    html(&p->out, "<li><h3><a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang), txt(address),
            txt(lang), txt(name));
    script_tag(p, name);
}

static void line(struct page *p, str said) {
    html(&p->out, "<p class='quiet'>{}</p></li>\n", txt(said));
}

static str where(struct work *w, str place, str country) {
    if (!country.len) {
        return place;
    }
    str named = country_name(w->tongue, country);
    return place.len ? say(w, "{1}, {2}", txt(place), txt(named)) : named;
}

static str whose_said(struct work *w, const struct listing *l) {
    bool need = str_eq(l->side, STR("need"));
    str whose = l->organisation_name;
    str country = where(w, STR(""), l->organisation_country);
    if (!country.len) {
        return need ? say(w, "Need of {}", txt(whose)) : say(w, "Offer of {}", txt(whose));
    }
    return need ? say(w, "Need of {1}, {2}", txt(whose), txt(country))
                : say(w, "Offer of {1}, {2}", txt(whose), txt(country));
}

void brief_whose(struct page *p, const struct listing *l) {
    html(&p->out, "<p class='quiet'>{}</p>", txt(whose_said(&p->work, l)));
}

void brief_listing(struct page *p, const struct listing *l, const struct titles *titles) {
    name_of(p, page_address(p, STR("listings"), l->id, l->title), l->title, l->lang);
    layout_tongue(p, l->lang);
    html(&p->out, "</h3>");
    title_line(p, titles, l);
    line(p, whose_said(&p->work, l));
}

void brief_organisation(struct page *p, const struct organisation *o) {
    struct work *w = &p->work;
    str kind = label(w, LABEL_KIND, o->kind);
    str at = where(w, o->place, o->country);
    name_of(p, page_address(p, STR("organisations"), o->id, o->name), o->name, o->lang);
    html(&p->out, "</h3>");
    line(p, at.len ? say(w, "{1} in {2}", txt(kind), txt(at)) : kind);
}

void brief_cluster(struct page *p, const struct cluster *c) {
    name_of(p, page_address(p, STR("clusters"), c->id, c->name), c->name, c->lang);
    html(&p->out, "</h3>");
    line(p, where(&p->work, c->place, c->country));
}
