#include "web/collaboration_people_view.h"

#include "directory/organisation.h"
#include "lang/say.h"
#include "web/collaboration_view.h"
#include "wire/html.h"

struct collaboration_people_shown collaboration_people_read(
        struct page *p, const struct collaboration *c) {
    struct work *w = &p->work;
    struct collaboration_people_shown s = {.members = collaboration_members(w, c->id),
            .seen = arena_new(w->mem, struct organisations, 1),
            .people = collaboration_people(w, c),
            .people_choices = collaboration_people_choices(w, c),
            .member_choices = collaboration_member_choices(w, c)};
    *s.seen = organisation_page(w, s.members.at, s.members.count);
    return s;
}

static void remove_button(
        struct page *p, const struct collaboration *c, const char *what, int64_t id, str name) {
    html(&p->out, " <form method='post' class='no-print' action='/{}{}/{}/remove'>", txt(p->lang),
            txt(collaboration_address(p, c->id, what)), num(id));
    page_form_key(p);
    html(&p->out,
            "<button class='link'>{}<span class='visually-hidden'>: {}</span></button></form>",
            txt(say(&p->work, "Take off")), txt(name));
}

static void members(
        struct page *p, const struct collaboration *c, const struct collaboration_people_shown *s) {
    struct work *w = &p->work;
    size_t hidden = s->members.count - s->seen->count;
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "Members it concerns")));
    if (s->members.count == 0) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "None yet: it is between the two clusters, and every meeting between"
                           " them stands below.")));
    }
    if (s->seen->count) {
        html(&p->out, "<ul class='rows'>\n");
    }
    for (size_t i = 0; i < s->seen->count; i++) {
        const struct organisation *o = &s->seen->at[i];
        html(&p->out, "<li class='kept'><a href='/{}{}' lang='{}'><bdi>{}</bdi></a>", txt(p->lang),
                txt(page_address(p, STR("organisations"), o->id, o->name)), txt(o->lang),
                txt(o->name));
        remove_button(p, c, "/members", o->id, o->name);
        html(&p->out, "</li>\n");
    }
    if (s->seen->count) {
        html(&p->out, "</ul>\n");
    }
    if (hidden) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say_many(w, "And one that is confidential", "And {} that are confidential",
                        hidden)));
    }
}

static void group(struct page *p, const struct collaboration_choices *all, bool ours, str name) {
    html(&p->out, "<optgroup label='{}'>", txt(name));
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].ours == ours) {
            html(&p->out, "<option value='{}' lang='{}'>{}</option>", num(all->at[i].id),
                    txt(all->at[i].lang), txt(all->at[i].name));
        }
    }
    html(&p->out, "</optgroup>");
}

static void add_member(
        struct page *p, const struct collaboration *c, const struct collaboration_choices *all) {
    struct work *w = &p->work;
    if (all->count == 0) {
        return;
    }
    html(&p->out, "<form method='post' class='move no-print' action='/{}{}'>", txt(p->lang),
            txt(collaboration_address(p, c->id, "/members")));
    page_form_key(p);
    html(&p->out, "<select name='organisation' aria-label='{}'>", txt(say(w, "Name a member")));
    group(p, all, true, c->ours_name);
    group(p, all, false, c->theirs_name);
    html(&p->out, "</select> <button class='button plain'>{}</button></form>\n",
            txt(say(w, "Name a member")));
}

static void person(
        struct page *p, const struct collaboration *c, const struct collaboration_person *one) {
    struct work *w = &p->work;
    bool ours = one->cluster == c->ours;
    str name = one->name.len ? one->name : say(w, "Somebody who is not listed");
    html(&p->out, "<li class='kept'><div>{}<br><small class='quiet' lang='{}'>{}</small></div>",
            txt(name),
            txt(one->organisation.len ? one->organisation_lang
                                      : (ours ? c->ours_lang : c->theirs_lang)),
            txt(one->organisation.len ? one->organisation
                                      : (ours ? c->ours_name : c->theirs_name)));
    if (ours) {
        remove_button(p, c, "/people", one->individual, name);
    }
    html(&p->out, "</li>\n");
}

static void add_person(
        struct page *p, const struct collaboration *c, const struct collaboration_people *all) {
    struct work *w = &p->work;
    if (all->count == 0) {
        return;
    }
    html(&p->out, "<form method='post' class='move no-print' action='/{}{}'>", txt(p->lang),
            txt(collaboration_address(p, c->id, "/people")));
    page_form_key(p);
    html(&p->out, "<select name='who' aria-label='{}'>", txt(say(w, "Name a person")));
    for (size_t i = 0; i < all->count; i++) {
        const struct collaboration_person *one = &all->at[i];
        html(&p->out, "<option value='{}{}'>{}{}{}</option>",
                txt(one->account ? STR("account-") : STR("person-")),
                num(one->account ? one->account : one->person), txt(one->name),
                txt(one->organisation.len ? STR(", ") : STR("")), txt(one->organisation));
    }
    html(&p->out, "</select> <button class='button plain'>{}</button></form>\n",
            txt(say(w, "Name a person")));
}

static void people(
        struct page *p, const struct collaboration *c, const struct collaboration_people *all) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "People who take part")));
    if (all->count == 0) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "Nobody is named yet. Each side names its own people.")));
        return;
    }
    html(&p->out, "<ul class='rows'>\n");
    for (size_t i = 0; i < all->count; i++) {
        person(p, c, &all->at[i]);
    }
    html(&p->out, "</ul>\n");
}

void collaboration_people_view(
        struct page *p, const struct collaboration *c, const struct collaboration_people_shown *s) {
    members(p, c, s);
    add_member(p, c, &s->member_choices);
    people(p, c, &s->people);
    add_person(p, c, &s->people_choices);
}
