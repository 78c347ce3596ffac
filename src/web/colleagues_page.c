#include "web/colleagues_page.h"

#include "db/db.h"
#include "directory/cluster.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/entry.h"
#include "web/invitation_view.h"
#include "wire/html.h"

enum { COLLEAGUES_MOST = 200, ENTRIES = 2 };

struct shown {
    struct invitation invitation; /* as typed */
    str name_wrong, mail_wrong;
};

static struct accounts managers(struct work *w, int64_t cluster) {
    struct accounts found = {.at = arena_new(w->mem, struct account, COLLEAGUES_MOST)};
    struct account a = {0};
    struct rows r = db_rows(w,
            "SELECT a.id, a.name, a.mail, a.seen FROM role AS r"
            " JOIN account AS a ON a.id = r.account_id"
            " WHERE r.cluster_id = ? AND r.kind = 'manager' ORDER BY a.name, a.id LIMIT ?",
            num(cluster), num(COLLEAGUES_MOST));
    while (db_next(&r, to(a.id), to(a.name), to(a.mail), to(a.seen))) {
        found.at[found.count++] = a;
    }
    return found;
}

static void table(struct page *p, const struct accounts *all) {
    struct work *w = &p->work;
    if (all->count == 0) {
        return;
    }
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'>{}</th></tr></thead>\n<tbody>\n",
            txt(say(w, "Name of the person")), txt(say(w, "Mail address")),
            txt(say(w, "Last here")));
    for (size_t i = 0; i < all->count; i++) {
        const struct account *a = &all->at[i];
        html(&p->out,
                "<tr><th scope='row'>{}</th><td data-label='{}'>{}</td><td data-label='{}'>{}</td>"
                "</tr>\n",
                txt(a->name), txt(say(w, "Mail address")), txt(a->mail), txt(say(w, "Last here")),
                txt(a->seen ? locale_day(w, a->seen) : say(w, "Never")));
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void form(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct entry e[ENTRIES] = {{.name = STR("name"),
                                       .type = STR("text"),
                                       .fill = STR("off"),
                                       .label = say(w, "Name of the person"),
                                       .value = s->invitation.name,
                                       .wrong = s->name_wrong},
            {.name = STR("mail"),
                    .type = STR("email"),
                    .fill = STR("off"),
                    .label = say(w, "Mail address"),
                    .value = s->invitation.mail,
                    .wrong = s->mail_wrong}};
    html(&p->out, "<h2 id='invite'>{}</h2>\n<p>{}</p>\n", txt(say(w, "Invite a colleague")),
            txt(say(w,
                    "Whoever you invite gets a letter with a link and manages this cluster with you once"
                    " they accept.")));
    entry_errors(p, (struct entries){e, ENTRIES});
    html(&p->out, "<form method='post' action='/{}/colleagues'>\n", txt(p->lang));
    page_form_key(p);
    entry_put(p, &e[0]);
    entry_put(p, &e[1]);
    entry_tongue(p, s->invitation.tongue);
    html(&p->out, "<p><button class='button'>{}</button></p>\n</form>\n", txt(say(w, "Invite")));
}

static void show(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct cluster c = {0};
    struct accounts all = managers(w, p->session.cluster);
    struct invitations open = invitation_list(w, p->session.cluster);
    (void)cluster_one(w, p->session.cluster, &c);

    page_open_with(p, say(w, "Colleagues"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><a class='button plain' href='#invite'>{}</a></div>\n</div>\n",
            txt(say(w, "Colleagues")),
            txt(say_many(w, "One person works for {2}.", "{1} people work for {2}.", all.count,
                    txt(c.name))),
            txt(say(w, "Invite a colleague")));
    table(p, &all);
    invitation_view_list(p, &open, STR("colleagues"));
    form(p, s);
    page_close(p);
}

void colleagues_page(struct page *p) {
    show(p, &(struct shown){.invitation = {.tongue = p->work.tongue}});
}

void colleagues_post(struct page *p) {
    struct shown s = {.invitation = {.name = page_form(p, STR("name")),
                              .mail = page_form(p, STR("mail")),
                              .tongue = entry_tongue_of(p, p->work.tongue),
                              .role = {.kind = ROLE_MANAGER, .cluster = p->session.cluster}}};
    enum invitation_flaw flaw = invitation_view_invite(p, &s.invitation, STR("colleagues"));
    if (flaw != INVITATION_FINE) {
        str wrong = invitation_view_wrong(&p->work, flaw);
        s.name_wrong = flaw == INVITATION_WITHOUT_NAME ? wrong : (str){0};
        s.mail_wrong = flaw == INVITATION_WITHOUT_NAME ? (str){0} : wrong;
        p->status = 422;
        show(p, &s);
    }
}
