#include "web/listing_owner_page.h"

#include "directory/organisation.h"
#include "directory/roster_find.h"
#include "lang/say.h"
#include "web/list.h"
#include "wire/html.h"

static str side_asked(struct page *p) {
    return str_eq(page_query(p, STR("side")), STR("offer")) ? STR("offer") : STR("need");
}

/* The same page asks whose visit is to be noted. */
static bool of_visit(struct page *p) {
    return str_starts(p->path, STR("/visits"));
}

static str form_address(struct page *p, int64_t organisation) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, STR("/organisations/"));
    buf_num(&to, organisation);
    if (of_visit(p)) {
        buf_add(&to, STR("/visits/new"));
        return buf_str(&to);
    }
    buf_add(&to, STR("/listings/new?side="));
    buf_add(&to, side_asked(p));
    return buf_str(&to);
}

static void write_find(struct page *p) {
    html(&p->out,
            "<form class='find-large' role='search' data-live='list' action='/{}{}'"
            " aria-label='{}'>\n<input type='hidden' name='side' value='{}'>"
            "<input type='search' name='q' value='{}' aria-label='{}' placeholder='{}'"
            " autocomplete='off'><button class='button'>{}</button>\n</form>\n",
            txt(p->lang), txt(of_visit(p) ? STR("/visits/new") : STR("/listings/new")),
            txt(say(&p->work, "Name of the member")), txt(side_asked(p)),
            txt(page_query(p, STR("q"))), txt(say(&p->work, "Name of the member")),
            txt(say(&p->work, "Name of the member")), txt(say(&p->work, "Find")));
}

static void write_members(struct page *p, const struct organisations *found) {
    html(&p->out, "<ul class='rows'>\n");
    for (size_t i = 0; i < found->count; i++) {
        const struct organisation *o = &found->at[i];
        html(&p->out,
                "<li><h2><a href='/{}{}' lang='{}'>"
                "<bdi>{}</bdi></a></h2><p class='quiet'>{}</p></li>\n",
                txt(p->lang), txt(form_address(p, o->id)), txt(o->lang), txt(o->name),
                txt(o->place));
    }
    html(&p->out, "</ul>\n");
}

static str title(struct page *p) {
    struct work *w = &p->work;
    if (of_visit(p)) {
        return say(w, "Whom did you visit?");
    }
    return str_eq(side_asked(p), STR("offer")) ? say(w, "Whose offer is it?")
                                               : say(w, "Whose need is it?");
}

void listing_owner_page(struct page *p) {
    int64_t chosen = page_number(p, STR("organisation"));
    if (chosen) {
        page_redirect(p, form_address(p, chosen));
        return;
    }
    struct work *w = &p->work;
    struct roster_filter f = {
            .text = page_query(p, STR("q")), .cluster = p->session.cluster, .skip = list_skip(p)};
    struct live_view view = live_read(p->house->live);
    struct roster_page ids = roster_organisations(w, view.roster, &p->scope, &f);
    live_done(&view);
    struct organisations found = organisation_page(w, ids.ids, ids.count);

    page_open(p, title(p));
    write_find(p);
    list_open(p, say_many(w, "One member", "{} members", ids.total));
    if (found.count) {
        write_members(p, &found);
    } else {
        list_empty(p, say(w, "No member is called that"),
                say(w, "Look for a part of the name, or add the member first."));
        html(&p->out, "<a class='button plain' href='/{}/members'>{}</a>", txt(p->lang),
                txt(say(w, "To the members")));
        list_empty_end(p);
    }
    list_close(p, ids.total);
    page_close(p);
}
