#include "web/colleagues_page.h"

#include "db/db.h"
#include "directory/cluster.h"
#include "directory/organisation.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "trust/hand_over.h"
#include "web/entry.h"
#include "web/invitation_view.h"
#include "wire/html.h"

enum { COLLEAGUES_MOST = 200, ENTRIES = 2 };

/* Where they work: a cluster or an organisation, the other is 0. */
struct place {
    int64_t cluster, organisation;
    str name, lang;
    bool research; /* so it may have researchers */
    str path;      /* of this page: "/colleagues" */
};

struct shown {
    struct invitation invitation; /* as typed */
    str name_wrong, mail_wrong;
};

static struct accounts workers(struct work *w, const struct place *k) {
    struct accounts found = {.at = arena_new(w->mem, struct account, COLLEAGUES_MOST)};
    struct account a = {0};
    struct rows r = db_rows(w,
            "SELECT DISTINCT a.id, a.name, a.mail, a.seen FROM role AS r"
            " JOIN account AS a ON a.id = r.account_id"
            " WHERE r.cluster_id = ? OR r.organisation_id = ? ORDER BY a.name, a.id LIMIT ?",
            num(k->cluster), num(k->organisation), num(COLLEAGUES_MOST));
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

static void as_choice(struct page *p, enum role_kind kind, enum role_kind chosen, str said) {
    html(&p->out, "<label class='choice'><input type='radio' name='as' value='{}'",
            txt(role_word(kind)));
    if (kind == chosen) {
        html(&p->out, " checked");
    }
    html(&p->out, "> {}</label>\n", txt(said));
}

static void as_what(struct page *p, const struct place *k, enum role_kind chosen) {
    struct work *w = &p->work;
    if (!k->research) {
        return;
    }
    html(&p->out, "<fieldset class='field'><legend>{}</legend>\n", txt(say(w, "As what")));
    as_choice(p, ROLE_MEMBER, chosen,
            say(w, "Member: keeps its profile, people, needs and offers, and sees its partners"));
    as_choice(p, ROLE_RESEARCHER, chosen,
            say(w, "Researcher: keeps needs and offers of kind research, and sees its partners"));
    html(&p->out, "</fieldset>\n");
}

static str promise(struct work *w, const struct place *k) {
    return k->cluster
                   ? say(w, "Whoever you invite gets a letter with a link and manages this"
                            " cluster with you once they accept.")
                   : say(w, "Whoever you invite gets a letter with a link and works here for this"
                            " organisation once they accept.");
}

static void form(struct page *p, const struct place *k, const struct shown *s) {
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
    html(&p->out, "<h2 id='invite'>{}</h2>\n<p>{}</p>\n", txt(say(w, "Invite somebody")),
            txt(promise(w, k)));
    entry_errors(p, (struct entries){e, ENTRIES});
    html(&p->out, "<form method='post' action='/{}{}'>\n", txt(p->lang), txt(k->path));
    page_form_key(p);
    entry_put(p, &e[0]);
    entry_put(p, &e[1]);
    entry_tongue(p, s->invitation.tongue);
    as_what(p, k, s->invitation.role.kind);
    html(&p->out, "<p><button class='button'>{}</button></p>\n</form>\n", txt(say(w, "Invite")));
}

static void trail(struct page *p, const struct place *k) {
    if (k->organisation) {
        html(&p->out,
                "<nav aria-label='{}'>\n<ol class='trail'>\n"
                "<li><a href='/{}/organisations/{}' lang='{}'>{}</a></li>\n</ol>\n</nav>\n",
                txt(say(&p->work, "Where you are")), txt(p->lang), num(k->organisation),
                txt(k->lang), txt(k->name));
    }
}

/* Whoever left, or may not sign in, with something still in their hands. */
static void left_behind(struct page *p, int64_t cluster) {
    struct work *w = &p->work;
    struct hand_over_leavers all = hand_over_leavers(w, cluster);
    for (size_t i = 0; i < all.count; i++) {
        html(&p->out, "<p class='note'>{} <a href='/{}/hand-over?from={}'>{}</a></p>\n",
                txt(say(w, "{} does not work here now, and has something under way.",
                        txt(all.at[i].name))),
                txt(p->lang), num(all.at[i].account), txt(say(w, "Give it to a colleague")));
    }
}

static void show(struct page *p, const struct place *k, const struct shown *s) {
    struct work *w = &p->work;
    struct accounts all = workers(w, k);
    struct invitations open = k->cluster ? invitation_to_cluster(w, k->cluster)
                                         : invitation_to_organisation(w, k->organisation);

    page_open_with(p, say(w, "Colleagues"));
    trail(p, k);
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><a class='button plain' href='#invite'>{}</a>\n",
            txt(say(w, "Colleagues")),
            txt(say_many(w, "One person works for {2} here.", "{1} people work for {2} here.",
                    all.count, txt(k->name))),
            txt(say(w, "Invite somebody")));
    if (k->cluster) {
        html(&p->out, "<a class='button plain' href='/{}/hand-over'>{}</a>\n", txt(p->lang),
                txt(say(w, "Somebody leaves")));
    }
    html(&p->out, "</div>\n</div>\n");
    if (k->cluster) {
        left_behind(p, k->cluster);
    }
    table(p, &all);
    invitation_view_list(p, &open, k->path);
    form(p, k, s);
    page_close(p);
}

static struct place own_cluster(struct page *p) {
    struct cluster c = {0};
    (void)cluster_one(&p->work, p->session.cluster, &c);
    return (struct place){
            .cluster = c.id, .name = c.name, .lang = c.lang, .path = STR("/colleagues")};
}

static struct place own_organisation(struct page *p) {
    struct organisation o = {0};
    struct buf path = {.mem = p->work.mem};
    (void)organisation_one(&p->work, p->id, &o);
    html(&path, "/organisations/{}/colleagues", num(p->id));
    return (struct place){.organisation = p->id,
            .name = o.name,
            .lang = o.lang,
            .research = str_eq(o.kind, STR("research")),
            .path = buf_str(&path)};
}

static enum role_kind first_kind(const struct place *k) {
    return k->cluster ? ROLE_MANAGER : ROLE_MEMBER;
}

static void look(struct page *p, const struct place *k) {
    show(p, k,
            &(struct shown){
                    .invitation = {.tongue = p->work.tongue, .role = {.kind = first_kind(k)}}});
}

static void invite(struct page *p, const struct place *k) {
    bool researcher = k->research && str_eq(page_form(p, STR("as")), role_word(ROLE_RESEARCHER));
    struct shown s = {.invitation = {.name = page_form(p, STR("name")),
                              .mail = page_form(p, STR("mail")),
                              .tongue = entry_tongue_of(p, p->work.tongue),
                              .role = {.kind = researcher ? ROLE_RESEARCHER : first_kind(k),
                                      .cluster = k->cluster,
                                      .organisation = k->organisation}}};
    enum invitation_flaw flaw = invitation_view_invite(p, &s.invitation, k->path);
    if (flaw != INVITATION_FINE) {
        str wrong = invitation_view_wrong(&p->work, flaw);
        s.name_wrong = flaw == INVITATION_WITHOUT_NAME ? wrong : (str){0};
        s.mail_wrong = flaw == INVITATION_WITHOUT_NAME ? (str){0} : wrong;
        p->status = 422;
        show(p, k, &s);
    }
}

void colleagues_page(struct page *p) {
    struct place k = own_cluster(p);
    look(p, &k);
}

void colleagues_post(struct page *p) {
    struct place k = own_cluster(p);
    invite(p, &k);
}

void colleagues_organisation_page(struct page *p) {
    struct place k = own_organisation(p);
    look(p, &k);
}

void colleagues_organisation_post(struct page *p) {
    struct place k = own_organisation(p);
    invite(p, &k);
}
