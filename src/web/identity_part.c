#include "web/identity_part.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "web/openid_page.h"
#include "wire/html.h"

struct identity_part identity_part_read(struct page *p) {
    struct identity_part part = {
            .own = identity_list(&p->work, p->account.id), .all = identity_provider_list(&p->work)};
    return part;
}

static void row(struct page *p, const struct identity *i) {
    struct work *w = &p->work;
    str name = i->provider.len ? i->provider : i->issuer;
    html(&p->out,
            "<tr><th scope='row'>{}<div class='quiet'>{}</div></th><td data-label='{}'>{}</td><td>"
            "<form method='post' action='/{}/me/sign-ins/{}/remove'>",
            txt(name), txt(i->mail), txt(say(w, "Last signed in")),
            txt(i->seen ? locale_day(w, i->seen) : say(w, "Never")), txt(p->lang), num(i->id));
    page_form_key(p);
    html(&p->out,
            "<button class='link'>{}<span class='visually-hidden'>: {}</span></button></form></td>"
            "</tr>\n",
            txt(say(w, "Remove")), txt(name));
}

static void table(struct page *p, const struct identities *own) {
    struct work *w = &p->work;
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'><span class='visually-hidden'>{}</span></th></tr></thead>\n<tbody>\n",
            txt(say(w, "Provider")), txt(say(w, "Last signed in")), txt(say(w, "Actions")));
    for (size_t i = 0; i < own->count; i++) {
        row(p, &own->at[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static bool has(const struct identities *own, str issuer) {
    for (size_t i = 0; i < own->count; i++) {
        if (str_eq(own->at[i].issuer, issuer)) {
            return true;
        }
    }
    return false;
}

void identity_part_put(struct page *p, const struct identity_part *part) {
    struct work *w = &p->work;
    if (part->own.count + part->all.count == 0) {
        return;
    }
    html(&p->out, "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n",
            txt(say(w, "Signing in with others")));
    if (part->own.count) {
        table(p, &part->own);
    } else {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w, "Add an account that you have elsewhere, and sign in here with it.")));
    }
    for (size_t i = 0; i < part->all.count; i++) {
        if (!has(&part->own, part->all.at[i].issuer)) {
            struct identity_providers one = {&part->all.at[i], 1};
            openid_buttons(p, &one, STR("/me"));
        }
    }
    html(&p->out, "</div>\n</fieldset>\n");
}
