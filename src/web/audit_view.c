#include "web/audit_view.h"

#include "lang/locale.h"
#include "lang/say.h"
#include "wire/html.h"

str audit_act_text(struct work *w, enum audit_act act) {
    switch (act) {
    case AUDIT_SEEN: return say(w, "saw it");
    case AUDIT_ADDED: return say(w, "added it");
    case AUDIT_CHANGED: return say(w, "changed it");
    case AUDIT_REMOVED: return say(w, "removed it");
    case AUDIT_EXPORTED: return say(w, "exported it");
    case AUDIT_CONFIRMED: return say(w, "accepted being stored");
    case AUDIT_AGREED: return say(w, "agreed to a purpose");
    case AUDIT_WITHDREW: return say(w, "took an agreement back");
    case AUDIT_OBJECTED: return say(w, "objected to a purpose");
    case AUDIT_TOOK: return say(w, "took it along");
    case AUDIT_ERASED: return say(w, "deleted it for good");
    case AUDIT_OPENED: return say(w, "opened it to somebody after two yeses");
    case AUDIT_SHUT: return say(w, "closed it to whom it was opened");
    case AUDIT_ACTS: break;
    }
    return (str){0};
}

str audit_actor_text(struct work *w, const struct audit *a) {
    if (a->actor == 0) {
        return say(w, "The platform, or somebody with a mail link");
    }
    return a->actor_name.len ? a->actor_name : say(w, "Somebody whose account is gone");
}

str audit_object_text(struct work *w, const struct audit *a) {
    str name = a->object_name;
    if (str_eq(a->object, STR("organisation"))) {
        return name.len ? say(w, "All people of {}", txt(name))
                        : say(w, "All people of an organisation that is gone");
    }
    if (str_eq(a->object, STR("cluster"))) {
        return name.len ? say(w, "All people of {}", txt(name)) : say(w, "All people");
    }
    if (str_eq(a->object, STR("audit"))) {
        return say(w, "Old rows of this list");
    }
    return name.len ? name : say(w, "Somebody who is stored no more");
}

static void row(struct page *p, const struct audit *a) {
    struct work *w = &p->work;
    html(&p->out,
            "<tr><td data-label='{}'>{}</td><td data-label='{}'>{}</td><td data-label='{}'>{}</td>"
            "<td data-label='{}'>{}</td></tr>\n",
            txt(say(w, "When")), txt(locale_moment(w, a->at, STR(""))), txt(say(w, "Who")),
            txt(audit_actor_text(w, a)), txt(say(w, "What they did")),
            txt(audit_act_text(w, a->act)), txt(say(w, "With what")), txt(audit_object_text(w, a)));
}

void audit_table(struct page *p, const struct audits *all) {
    struct work *w = &p->work;
    if (all->count == 0) {
        html(&p->out, "<p class='quiet'>{}</p>\n", txt(say(w, "Nobody so far.")));
        return;
    }
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'>{}</th><th scope='col'>{}</th></tr></thead>\n<tbody>\n",
            txt(say(w, "When")), txt(say(w, "Who")), txt(say(w, "What they did")),
            txt(say(w, "With what")));
    for (size_t i = 0; i < all->count; i++) {
        row(p, &all->at[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
}
