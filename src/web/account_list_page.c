#include "web/account_list_page.h"

#include "account/role.h"
#include "db/db.h"
#include "directory/cluster.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/account_page.h"
#include "web/entry.h"
#include "web/invitation_view.h"
#include "wire/html.h"

struct shown {
    str name, mail, role; /* as typed; the role is a cluster's id or "admin" */
    enum tongue tongue;
    str name_wrong, mail_wrong, role_wrong, busy;
};

/* What one page of accounts is, by account; a list of its own, for role_list() is of all. */
static struct roles roles_after(struct work *w, str after) {
    struct roles found = {.at = arena_new(w->mem, struct role, ROLES_MOST)};
    struct role one = {0};
    str kind = {0};
    struct rows r = db_rows(w,
            "SELECT r.account_id, r.kind, r.cluster_id, c.name, o.name"
            " FROM role AS r LEFT JOIN cluster AS c ON c.id = r.cluster_id"
            " LEFT JOIN organisation AS o ON o.id = r.organisation_id"
            " WHERE r.account_id IN (SELECT id FROM account WHERE mail > ? ORDER BY mail LIMIT ?)"
            " ORDER BY r.account_id, r.kind, c.name, o.name LIMIT ?",
            txt(after), num(ACCOUNT_PAGE), num(ROLES_MOST));
    while (db_next(&r, to(one.account), to(kind), to(one.cluster), to(one.cluster_name),
            to(one.organisation_name))) {
        if (role_kind_of(kind, &one.kind)) {
            found.at[found.count++] = one;
        }
    }
    return found;
}

static void account_roles(struct page *p, const struct roles *roles, const struct account *a) {
    size_t shown = 0;
    html(&p->out, "<td data-label='{}'>", txt(say(&p->work, "May")));
    if (a->suspended) {
        html(&p->out, "<span class='state care'>{}</span>", txt(say(&p->work, "Suspended")));
    }
    for (size_t i = 0; i < roles->count; i++) {
        if (roles->at[i].account == a->id) {
            html(&p->out, "<div>{}</div>", txt(account_role_text(&p->work, &roles->at[i])));
            shown++;
        }
    }
    if (shown == 0) {
        html(&p->out, "<span class='quiet'>{}</span>", txt(say(&p->work, "Nothing yet")));
    }
    html(&p->out, "</td>");
}

static void account_row(struct page *p, const struct account *a, const struct roles *roles) {
    struct work *w = &p->work;
    html(&p->out,
            "<tr><th scope='row'><a href='/{}/accounts/{}'>{}</a></th><td data-label='{}'>{}</td>",
            txt(p->lang), num(a->id), txt(a->name), txt(say(w, "Mail address")), txt(a->mail));
    account_roles(p, roles, a);
    html(&p->out, "<td data-label='{}'>{}</td></tr>\n", txt(say(w, "Last here")),
            txt(a->seen ? locale_day(w, a->seen) : say(w, "Never")));
}

static void table(struct page *p, const struct accounts *all, const struct roles *roles) {
    struct work *w = &p->work;
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'>{}</th><th scope='col'>{}</th></tr></thead>\n<tbody>\n",
            txt(say(w, "Name of the person")), txt(say(w, "Mail address")), txt(say(w, "May")),
            txt(say(w, "Last here")));
    for (size_t i = 0; i < all->count; i++) {
        account_row(p, &all->at[i], roles);
    }
    html(&p->out, "</tbody>\n</table>\n");
    if (all->count == ACCOUNT_PAGE) {
        html(&p->out, "<p><a href='/{}/accounts?after={}'>{}</a></p>\n", txt(p->lang),
                url(all->at[all->count - 1].mail), txt(say(w, "More accounts")));
    }
}

static void role_choice(struct page *p, const struct clusters *clusters, const struct shown *s) {
    struct work *w = &p->work;
    html(&p->out, "<div class='field'><label for='role'>{}</label>",
            txt(say(w, "What this person may do")));
    if (s->role_wrong.len) {
        html(&p->out,
                "<p class='wrong' id='role-wrong'>{}</p><select id='role' name='role'"
                " aria-invalid='true' aria-describedby='role-wrong'>\n",
                txt(s->role_wrong));
    } else {
        html(&p->out, "<select id='role' name='role'>\n");
    }
    html(&p->out, "<option value=''>{}</option>\n<option value='admin'",
            txt(say(w, "Nothing yet")));
    if (str_eq(s->role, STR("admin"))) {
        html(&p->out, " selected");
    }
    html(&p->out, ">{}</option>\n", txt(say(w, "Administrate this platform")));
    account_cluster_options(p, clusters, s->role);
    html(&p->out, "</select></div>\n");
}

static void add_form(struct page *p, const struct shown *s, const struct clusters *clusters) {
    struct work *w = &p->work;
    struct entry e[] = {{.name = STR("name"),
                                .type = STR("text"),
                                .fill = STR("off"),
                                .label = say(w, "Name of the person"),
                                .value = s->name,
                                .wrong = s->name_wrong},
            {.name = STR("mail"),
                    .type = STR("email"),
                    .fill = STR("off"),
                    .label = say(w, "Mail address"),
                    .value = s->mail,
                    .wrong = s->mail_wrong},
            {.name = STR("role"), .wrong = s->role_wrong}};
    html(&p->out, "<h2 id='add'>{}</h2>\n", txt(say(w, "Add an account")));
    if (s->busy.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(s->busy));
    }
    entry_errors(p, (struct entries){e, 3});
    html(&p->out, "<form method='post' action='/{}/accounts/invite'>\n", txt(p->lang));
    page_form_key(p);
    entry_put(p, &e[0]);
    entry_put(p, &e[1]);
    entry_tongue(p, s->tongue);
    role_choice(p, clusters, s);
    html(&p->out,
            "<p class='hint'>{}</p>\n<p class='acts'><button class='button'>{}</button>\n"
            "<button class='button plain' formaction='/{}/accounts'>{}</button></p>\n</form>\n",
            txt(say(w,
                    "Whoever is invited gets a letter with a link and has the account once they"
                    " accept. For people whom mail does not reach, add it with a random password,"
                    " which is shown once, for you to hand over.")),
            txt(say(w, "Invite by mail")), txt(p->lang), txt(say(w, "Add it with a password")));
}

static void show(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    str after = page_query(p, STR("after"));
    struct accounts all = account_list(w, after);
    struct roles roles = roles_after(w, after);
    struct clusters clusters = cluster_list(w);
    struct invitations open = invitation_list(w);
    int64_t total = db_number(w, "SELECT COUNT(*) FROM account");

    page_open_with(p, say(w, "Accounts"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><a class='button plain' href='#add'>{}</a>\n"
            "<a class='button plain' href='/{}/accounts/second-step'>{}</a></div>\n</div>\n",
            txt(say(w, "Accounts")),
            txt(say_many(w, "One person may sign in.", "{} people may sign in.", total)),
            txt(say(w, "Add an account")), txt(p->lang), txt(say(w, "Who needs a second step")));
    table(p, &all, &roles);
    invitation_view_list(p, &open, STR("/accounts"));
    add_form(p, s, &clusters);
    page_close(p);
}

void account_list_page(struct page *p) {
    show(p, &(struct shown){.tongue = p->work.tongue});
}

static enum account_flaw try_to_add(struct page *p, struct account *a, str hash) {
    str role = page_form(p, STR("role"));
    struct role r = {.kind = ROLE_MANAGER};
    enum account_flaw flaw = account_add(&p->work, a, hash);
    if (flaw != ACCOUNT_FINE) {
        return flaw;
    }
    r.account = a->id;
    account_password_given(&p->work, a->id);
    if (str_eq(role, STR("admin"))) {
        role_add(&p->work, &(struct role){.account = a->id, .kind = ROLE_ADMIN});
    } else if (account_cluster_named(p, STR("role"), &r.cluster)) {
        role_add(&p->work, &r);
    }
    return ACCOUNT_FINE;
}

static struct shown typed(struct page *p) {
    return (struct shown){.name = page_form(p, STR("name")),
            .mail = page_form(p, STR("mail")),
            .role = page_form(p, STR("role")),
            .tongue = entry_tongue_of(p, p->work.tongue)};
}

/* What they are invited to do; false if it is nothing. */
static bool role_chosen(struct page *p, struct role *r) {
    r->kind = str_eq(page_form(p, STR("role")), STR("admin")) ? ROLE_ADMIN : ROLE_MANAGER;
    return r->kind == ROLE_ADMIN || account_cluster_named(p, STR("role"), &r->cluster);
}

void account_invite_post(struct page *p) {
    struct work *w = &p->work;
    struct shown s = typed(p);
    struct invitation i = {.name = s.name, .mail = s.mail, .tongue = s.tongue};
    enum invitation_flaw flaw = INVITATION_FINE;
    if (role_chosen(p, &i.role)) {
        flaw = invitation_view_invite(p, &i, STR("/accounts"));
    } else {
        s.role_wrong = say(w, "Choose what this person may do. An invitation says it.");
    }
    if (flaw == INVITATION_FINE && !s.role_wrong.len) {
        return;
    }
    str wrong = invitation_view_wrong(w, flaw);
    s.name_wrong = flaw == INVITATION_WITHOUT_NAME ? wrong : (str){0};
    s.mail_wrong = flaw == INVITATION_WITHOUT_NAME ? (str){0} : wrong;
    p->status = 422;
    show(p, &s);
}

void account_list_post(struct page *p) {
    struct work *w = &p->work;
    struct shown s = typed(p);
    struct account a = {.name = s.name, .mail = s.mail, .tongue = s.tongue};
    str password = password_new(w->mem);
    str hash = {0};
    if (!password_hash(w, &p->house->gate, password, &hash)) {
        p->status = 503;
        s.busy = say(w, "Many people sign in just now. Try again in a few seconds.");
        show(p, &s);
        return;
    }
    db_begin(w);
    enum account_flaw flaw = try_to_add(p, &a, hash);
    if (flaw != ACCOUNT_FINE) {
        db_forget(w);
        p->status = 422;
        str wrong = entry_account_wrong(w, flaw);
        s.name_wrong = flaw == ACCOUNT_WITHOUT_NAME ? wrong : (str){0};
        s.mail_wrong = flaw == ACCOUNT_WITHOUT_NAME ? (str){0} : wrong;
        show(p, &s);
    } else if (page_saved(p)) {
        account_show_password(p, &a, password);
    }
}
