#include "web/organisation_page.h"

#include "account/right.h"
#include "audit/audit.h"
#include "db/db.h"
#include "directory/listing.h"
#include "directory/organisation.h"
#include "directory/person.h"
#include "directory/translation.h"
#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/fact.h"
#include "web/introduction_new_page.h"
#include "web/layout.h"
#include "web/listing_state.h"
#include "web/map.h"
#include "web/meeting_with_page.h"
#include "web/own_field_fill_page.h"
#include "web/place.h"
#include "web/script_note.h"
#include "web/title.h"
#include "web/translation_page.h"
#include "web/visit_list_page.h"
#include "web/wording.h"
#include "wire/html.h"

enum { MEMBERSHIPS_MOST = 50 };

struct membership {
    int64_t cluster;
    str name, lang;
};

/* Everything the page shows, read before anything is written. */
struct shown {
    struct organisation organisation;
    struct translations translations;
    struct listings listings;
    struct titles titles;
    struct people people;
    struct visits visits;     /* of the cluster the reader works for */
    struct own_fields fields; /* its own */
    struct membership memberships[MEMBERSHIPS_MOST];
    size_t membership_count;
    unsigned standing; /* who the reader is to it; see account/right.h */
    bool own;          /* they manage it */
    bool keeps;        /* or are a member of it */
};

static bool any_contact(const struct people *all) {
    bool any = false;
    for (size_t i = 0; i < all->count; i++) {
        any = any || all->at[i].mail.len || all->at[i].phone.len;
    }
    return any;
}

/* Contact data is shown only where it can be noted who sees it: on a full disk the page comes without.
 * Visitors see what people opened to everybody. */
static void look_at_people(struct page *p, struct people *all) {
    if (!any_contact(all) || !page_signed_in(p) ||
            audit_look(&p->work, STR("organisation"), p->id)) {
        return;
    }
    for (size_t i = 0; i < all->count; i++) {
        all->at[i].mail = (str){0};
        all->at[i].phone = (str){0};
    }
}

static bool read_all(struct page *p, struct shown *s) {
    struct work *w = &p->work;
    if (!organisation_one(w, p->id, &s->organisation)) {
        return false;
    }
    s->standing = right_standing(w, RIGHT_READ_ORGANISATION, p->id);
    s->own = right_given(s->standing, RIGHT_OWN_ORGANISATION);
    s->keeps = right_given(s->standing, RIGHT_KEEP_ORGANISATION);
    s->translations = translation_list(w, STR("organisation"), p->id);
    s->listings = listing_of(w, p->id);
    s->titles = title_list_of(w, p->id);
    s->people = person_list(w, p->id);
    look_at_people(p, &s->people);
    if (s->own && page_manages(p)) {
        s->visits = visit_of(w, p->session.cluster, p->id);
        s->fields = own_field_of(p, p->id);
    }
    struct membership m = {0};
    struct rows r = db_rows(w,
            "SELECT c.id, c.name, c.lang FROM membership AS m JOIN cluster AS c"
            " ON c.id = m.cluster_id WHERE m.organisation_id = ? ORDER BY c.name, c.id LIMIT ?",
            num(p->id), num(MEMBERSHIPS_MOST));
    while (s->membership_count < MEMBERSHIPS_MOST &&
            db_next(&r, to(m.cluster), to(m.name), to(m.lang))) {
        s->memberships[s->membership_count++] = m;
    }
    db_stop(&r);
    return true;
}

static void trail(struct page *p, bool own) {
    html(&p->out, "<nav aria-label='{}'>\n<ol class='trail'>\n",
            txt(say(&p->work, "Where you are")));
    if (own && page_manages(p)) {
        html(&p->out, "<li><a href='/{}/members'>{}</a></li>\n", txt(p->lang),
                txt(say(&p->work, "Members")));
    } else {
        html(&p->out, "<li><a href='/{}/organisations'>{}</a></li>\n", txt(p->lang),
                txt(say(&p->work, "Organisations")));
    }
    html(&p->out, "</ol>\n</nav>\n");
}

/* Kind and place in one line; a kind nobody stated is just an organisation. */
static str answer_line(struct work *w, const struct organisation *o) {
    str where = place_text(w, o->place, o->region, o->country);
    str kind = o->kind.len ? label(w, LABEL_KIND, o->kind) : say(w, "Organisation");
    return where.len ? say(w, "{} in {}", txt(kind), txt(where)) : kind;
}

static void post_button(struct page *p, str action, str said) {
    html(&p->out, "<form method='post' action='/{}/organisations/{}/{}'>", txt(p->lang), num(p->id),
            txt(action));
    page_form_key(p);
    html(&p->out, "<button class='button plain'>{}</button></form>\n", txt(said));
}

static void link_button(struct page *p, str action, str said) {
    html(&p->out, "<a class='button plain' href='/{}/organisations/{}/{}'>{}</a>\n", txt(p->lang),
            num(p->id), txt(action), txt(said));
}

static bool any_draft(const struct shown *s) {
    for (size_t i = 0; i < s->listings.count; i++) {
        str status = s->listings.at[i].status;
        if (str_eq(status, STR("draft")) || str_eq(status, STR("review"))) {
            return true;
        }
    }
    return false;
}

static void acts(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    html(&p->out, "<div class='acts'>\n");
    if (s->organisation.withdrawn) {
        if (s->own) {
            post_button(p, STR("restore"), say(w, "Bring back"));
        }
        html(&p->out, "</div>\n");
        return;
    }
    html(&p->out, "<a class='button' href='/{}/organisations/{}/partners'>{}</a>\n", txt(p->lang),
            num(p->id), txt(say(w, "Partners abroad")));
    link_button(p, STR("listings/new?side=need"), say(w, "Add a need"));
    link_button(p, STR("listings/new?side=offer"), say(w, "Add an offer"));
    if (s->keeps) {
        link_button(p, STR("edit"), say(w, "Edit"));
    }
    if (s->own) {
        if (any_draft(s)) {
            link_button(p, STR("ask"), say(w, "Ask the member"));
        }
        link_button(p, STR("visits/new"), say(w, "Note a visit"));
        link_button(p, STR("colleagues"), say(w, "Colleagues"));
        post_button(p, STR("withdraw"), say(w, "Withdraw"));
    }
    html(&p->out, "</div>\n");
}

static void head(struct page *p, const struct shown *s) {
    const struct organisation *o = &s->organisation;
    struct wording_of name = {&s->translations, STR("name"), o->name, o->lang};
    trail(p, s->own);
    html(&p->out, "<div class='head'>\n<div>\n<h1 lang='{}'><bdi>{}</bdi></h1>\n", txt(o->lang),
            txt(o->name));
    wording_line(p, &name);
    html(&p->out, "<p class='answer'>{}</p>\n</div>\n", txt(answer_line(&p->work, o)));
    if (right_given(s->standing, RIGHT_READ_ORGANISATION)) {
        acts(p, s);
    } else if (page_manages(p) || page_belongs(p)) {
        html(&p->out, "<div class='acts'>\n");
        meeting_new_link(p, &(struct encounter){.partner = p->id});
        if (page_manages(p)) {
            introduction_new_link(p, (struct introduction_from){"organisation", p->id, 0});
        }
        html(&p->out, "</div>\n");
    }
    html(&p->out, "</div>\n");
    script_note(p, o->name, o->website, s->own);
    if (o->withdrawn) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say(&p->work, "Withdrawn: only its own clusters and members still see it, and"
                                  " it takes part in no match.")));
    }
}

/* To others only what is not as usual is said; its own people see how each one stands. */
static void states(struct page *p, const struct listing *l, bool own) {
    html(&p->out, " ");
    if (own || !listing_open(p, l)) {
        listing_state(p, l);
    }
    if (!str_eq(l->visibility, STR("public"))) {
        html(&p->out, " <span class='state'>{}</span>",
                txt(label(&p->work, LABEL_VISIBILITY, l->visibility)));
    }
}

static void listing_item(struct page *p, const struct shown *s, const struct listing *l) {
    struct work *w = &p->work;
    html(&p->out, "<li><h3><a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
            txt(page_address(p, STR("listings"), l->id, l->title)), txt(l->lang), txt(l->title));
    layout_tongue(p, l->lang);
    states(p, l, right_given(s->standing, RIGHT_READ_ORGANISATION));
    html(&p->out, "</h3>\n");
    title_line(p, &s->titles, l);
    html(&p->out, "<p class='quiet'>{}", txt(label(w, LABEL_LISTING, l->kind)));
    if (l->partnerships.len) {
        html(&p->out, " · {}",
                txt(fact_text(
                        w, column_named(&listing_columns, STR("partnerships")), l->partnerships)));
    }
    if (l->valid_until.len) {
        html(&p->out, " · {}",
                txt(say(w, "until {}", txt(locale_date(w, l->valid_until, DATE_LONG)))));
    }
    html(&p->out, "</p></li>\n");
}

static void listings(struct page *p, const struct shown *s, str side, str title, str none) {
    html(&p->out, "<h2>{}</h2>\n", txt(title));
    bool any = false;
    for (size_t i = 0; i < s->listings.count; i++) {
        if (str_eq(s->listings.at[i].side, side)) {
            if (!any) {
                html(&p->out, "<ul class='rows'>\n");
            }
            listing_item(p, s, &s->listings.at[i]);
            any = true;
        }
    }
    if (any) {
        html(&p->out, "</ul>\n");
    } else {
        html(&p->out, "<p class='quiet'>{}</p>\n", txt(none));
    }
}

static void person_row(struct page *p, const struct person *one, bool own, bool contacts) {
    struct work *w = &p->work;
    html(&p->out, "<tr><th scope='row'>");
    if (own) {
        html(&p->out, "<a href='/{}/people/{}/edit'><bdi>{}</bdi></a>", txt(p->lang), num(one->id),
                txt(one->name));
        if (person_ended(w, one)) {
            html(&p->out, " <small>{}</small>",
                    txt(say(w, "left on {}", txt(locale_date(w, one->until, DATE_LONG)))));
        } else if (one->unconfirmed) {
            html(&p->out, " <small>{}</small>", txt(say(w, "not accepted yet")));
        }
    } else {
        html(&p->out, "<bdi>{}</bdi>", txt(one->name));
    }
    script_tag(p, one->name);
    if (!own && page_manages(p)) {
        introduction_new_small(p, one->id);
    }
    html(&p->out, "</th>");
    html(&p->out, "<td data-label='{}'>{}</td><td data-label='{}'>{}</td>", txt(say(w, "Role")),
            txt(one->role), txt(say(w, "Languages")),
            txt(fact_text(w, column_named(&person_columns, STR("languages")), one->languages)));
    if (contacts) {
        html(&p->out, "<td data-label='{}'>", txt(say(w, "Contact")));
        if (one->mail.len) {
            html(&p->out, "<a href='mailto:{}'>{}</a>", txt(one->mail), txt(one->mail));
            script_tag_mail(p, one->mail);
        }
        html(&p->out, "<small>{}</small></td>", txt(one->phone));
    }
    html(&p->out, "</tr>\n");
}

static void people(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    if (!s->people.count && !s->keeps) {
        return;
    }
    bool contacts = s->keeps || any_contact(&s->people);
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "People")));
    if (s->people.count) {
        html(&p->out,
                "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
                "<th scope='col'>{}</th>",
                txt(say(w, "Name")), txt(say(w, "Role")), txt(say(w, "Languages")));
        if (contacts) {
            html(&p->out, "<th scope='col'>{}</th>", txt(say(w, "Contact")));
        }
        html(&p->out, "</tr></thead>\n<tbody>\n");
        for (size_t i = 0; i < s->people.count; i++) {
            person_row(p, &s->people.at[i], s->keeps, contacts);
        }
        html(&p->out, "</tbody>\n</table>\n");
    } else {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "Nobody is named yet. Add whoever answers for it, with the languages"
                           " they speak.")));
    }
    if (s->keeps) {
        html(&p->out, "<p>");
        link_button(p, STR("people/new"), say(w, "Add a person"));
        html(&p->out, "</p>\n");
    }
}

static void clusters(struct page *p, const struct shown *s) {
    if (!s->membership_count) {
        return;
    }
    html(&p->out, "<dt>{}</dt><dd>", txt(say(&p->work, "Clusters")));
    for (size_t i = 0; i < s->membership_count; i++) {
        const struct membership *m = &s->memberships[i];
        if (i) {
            html(&p->out, "<br>");
        }
        html(&p->out, "<a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
                txt(page_address(p, STR("clusters"), m->cluster, m->name)), txt(m->lang),
                txt(m->name));
    }
    html(&p->out, "</dd>\n");
}

static void facts(struct page *p, const struct shown *s) {
    static const char *const rows[] = {"kind", "sectors", "ecosystems", "size", "languages",
            "certificates", "founded", "website"};
    struct work *w = &p->work;
    const struct organisation *o = &s->organisation;
    html(&p->out, "<h2>{}</h2>\n<dl class='facts'>\n", txt(say(w, "Facts")));
    fact_said(p, say(w, "Place"), place_text(w, o->place, o->region, o->country));
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fact_row(p, &organisation_columns, o, rows[i]);
    }
    clusters(p, s);
    if (s->keeps) {
        fact_row(p, &organisation_columns, o, "visibility");
    }
    if (s->own) {
        fact_said(p, say(w, "What an import could not place"), o->remark);
    }
    html(&p->out, "</dl>\n");
}

void organisation_page_show(struct page *p) {
    struct shown s = {0};
    if (!read_all(p, &s)) {
        page_not_found(p);
        return;
    }
    struct work *w = &p->work;
    const struct organisation *o = &s.organisation;
    struct wording_of profile = {&s.translations, STR("profile"), o->profile, o->lang};
    struct map_place here = {o->latitude, o->longitude, o->place.len ? o->place : o->name};

    page_open_with(p, o->name);
    head(p, &s);
    html(&p->out, "<div class='two'>\n<div>\n");
    wording_text(p, say(w, "Profile"), &profile);
    listings(p, &s, STR("need"), say(w, "Needs"), say(w, "No need is stated here."));
    listings(p, &s, STR("offer"), say(w, "Offers"), say(w, "No offer is stated here."));
    people(p, &s);
    own_field_part(p, p->id, &s.fields);
    if (s.visits.count) {
        html(&p->out, "<h2>{}</h2>\n", txt(say(w, "Visits")));
        visit_rows(p, &s.visits, false);
    }
    html(&p->out, "</div>\n<div>\n");
    map_small(p, &here, NULL);
    facts(p, &s);
    if (s.keeps) {
        /* A company goes by its name everywhere: the profile is what wants translating. */
        translation_links(p, STR("organisations"), o->id,
                &(struct translated_into){.all = &s.translations,
                        .lang = o->lang,
                        .changed = o->updated,
                        .texts = 1});
    }
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}
