#include "web/account_page.h"

#include "db/db.h"
#include "directory/organisation.h"
#include "directory/roster_find.h"
#include "lang/codes.h"
#include "lang/fold.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "privacy/erase.h"
#include "web/entry.h"
#include "web/second_rule_page.h"
#include "wire/html.h"

/* What was typed, and what is wrong with it. */
struct shown {
    str wrong;
    str organisation, organisation_wrong;
};

str account_role_text(struct work *w, const struct role *r) {
    switch (r->kind) {
    case ROLE_ADMIN: return say(w, "Administrates this platform");
    case ROLE_MANAGER: return say(w, "Manager of {}", txt(r->cluster_name));
    case ROLE_MEMBER: return say(w, "Member of {}", txt(r->organisation_name));
    case ROLE_RESEARCHER: return say(w, "Researcher of {}", txt(r->organisation_name));
    case ROLE_KINDS: break;
    }
    return (str){0};
}

void account_cluster_options(struct page *p, const struct clusters *all, str chosen) {
    int64_t id = 0;
    (void)str_num(chosen, &id);
    for (size_t i = 0; i < all->count; i++) {
        html(&p->out, "<option value='{}'", num(all->at[i].id));
        if (all->at[i].id == id) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>\n", txt(say(&p->work, "Manager of {}", txt(all->at[i].name))));
    }
}

bool account_cluster_named(struct page *p, str name, int64_t *cluster) {
    struct cluster found = {0};
    return str_num(page_form(p, name), cluster) && cluster_one(&p->work, *cluster, &found);
}

void account_show_password(struct page *p, const struct account *a, str password) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "The password of {}", txt(a->name)));
    html(&p->out,
            "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n"
            "<dl class='facts'>\n<dt>{}</dt><dd>{}</dd>\n<dt>{}</dt><dd><b>{}</b></dd>\n</dl>\n"
            "<p>{}</p>\n<a class='button' href='/{}/accounts/{}'>{}</a>\n</div>\n",
            txt(say(w, "The password of {}", txt(a->name))),
            txt(say(w, "It is shown this once and stored nowhere in plain words.")),
            txt(say(w, "Mail address")), txt(a->mail), txt(say(w, "Password")), txt(password),
            txt(say(w, "Hand it over by telephone or on paper. It is good for seven days: until"
                       " then they sign in and choose their own under “Your account”.")),
            txt(p->lang), num(a->id), txt(say(w, "To the account")));
    page_close(p);
}

static void open_form(struct page *p, str action) {
    html(&p->out, "<form method='post' action='/{}/accounts/{}{}'>", txt(p->lang), num(p->id),
            txt(action));
    page_form_key(p);
}

static void role_row(struct page *p, const struct role *r, bool last_admin) {
    struct work *w = &p->work;
    html(&p->out, "<li><p>{}</p> ", txt(account_role_text(w, r)));
    if (r->kind == ROLE_ADMIN && last_admin) {
        html(&p->out, "<p class='quiet'>{}</p></li>\n",
                txt(say(w, "The last one who does, so this stays.")));
        return;
    }
    open_form(p, STR("/roles/end"));
    if (r->organisation) {
        html(&p->out, "<input type='hidden' name='as' value='{}'>", txt(role_word(r->kind)));
    }
    html(&p->out,
            "<input type='hidden' name='{}' value='{}'><button class='button plain'>{}"
            "</button></form></li>\n",
            txt(r->organisation ? STR("organisation") : STR("role")),
            num(r->organisation ? r->organisation : r->cluster), txt(say(w, "Take away")));
}

static void roles(struct page *p, const struct roles *own, bool last_admin) {
    html(&p->out, "<h2>{}</h2>\n", txt(say(&p->work, "What this person may do")));
    if (own->count == 0) {
        html(&p->out, "<p>{}</p>\n", txt(say(&p->work, "Nothing yet but what every visitor may.")));
        return;
    }
    html(&p->out, "<ol class='wants'>\n");
    for (size_t i = 0; i < own->count; i++) {
        role_row(p, &own->at[i], last_admin);
    }
    html(&p->out, "</ol>\n");
}

/* The administrator's role, whose cluster is 0, comes last, so that nobody gives it unawares. */
static void give(struct page *p, const struct clusters *clusters) {
    struct work *w = &p->work;
    open_form(p, STR("/roles"));
    html(&p->out, "<div class='field'><label for='role'>{}</label><select id='role' name='role'>\n",
            txt(say(w, "Let this person do more")));
    account_cluster_options(p, clusters, STR(""));
    html(&p->out,
            "<option value='0'>{}</option>\n</select></div>\n"
            "<p><button class='button plain'>{}</button></p></form>\n",
            txt(say(w, "Administrate this platform")), txt(say(w, "Give")));
}

static void as_choice(struct page *p, enum role_kind kind, bool checked, str said) {
    html(&p->out, "<label class='choice'><input type='radio' name='as' value='{}'",
            txt(role_word(kind)));
    if (checked) {
        html(&p->out, " checked");
    }
    html(&p->out, "> {}</label>\n", txt(said));
}

static struct entry organisation_entry(struct work *w, const struct shown *s) {
    return (struct entry){.name = STR("organisation"),
            .type = STR("text"),
            .fill = STR("off"),
            .label = say(w, "Organisation this person works for"),
            .hint = say(w, "Its name as it stands on its page, or the number in its address."),
            .value = s->organisation,
            .wrong = s->organisation_wrong};
}

static void give_place(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct entry e = organisation_entry(w, s);
    open_form(p, STR("/roles"));
    entry_put(p, &e);
    html(&p->out, "<fieldset class='field'><legend>{}</legend>\n", txt(say(w, "As what")));
    as_choice(p, ROLE_MEMBER, true,
            say(w, "Member: keeps its profile, people, needs and offers, and sees its partners"));
    as_choice(p, ROLE_RESEARCHER, false,
            say(w, "Researcher: keeps needs and offers of kind research, and sees its partners"));
    html(&p->out, "</fieldset>\n<p><button class='button plain'>{}</button></p></form>\n",
            txt(say(w, "Let them work for it")));
}

static void suspension(struct page *p, const struct account *a, bool last_admin) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "Suspend")));
    if (a->suspended) {
        open_form(p, STR("/resume"));
        html(&p->out, "<p><button class='button plain'>{}</button></p></form>\n",
                txt(say(w, "Let this person sign in again")));
    } else if (!last_admin) {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w, "Signed out everywhere, this person can sign in no more until you let"
                           " them. What they may do is kept for then.")));
        open_form(p, STR("/suspend"));
        html(&p->out, "<p><button class='button plain'>{}</button></p></form>\n",
                txt(say(w, "Suspend this account")));
    } else {
        html(&p->out, "<p>{}</p>\n", txt(say(w, "The last one who administrates stays.")));
    }
}

static void ends(struct page *p, bool last_admin) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<p>{}</p>\n", txt(say(w, "Password")),
            txt(say(w, "A new one is made and shown once. All browsers of this person are signed"
                       " out.")));
    open_form(p, STR("/password"));
    html(&p->out, "<p><button class='button plain'>{}</button></p></form>\n<h2>{}</h2>\n",
            txt(say(w, "Make a new password")), txt(say(w, "Remove")));
    if (last_admin) {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w, "Nobody else administrates this platform, so this account stays. Let"
                           " somebody else administrate it first.")));
        return;
    }
    html(&p->out,
            "<details class='reveal'>\n<summary class='button plain'>{}</summary>\n"
            "<div class='reveal-body'>\n<p>{}</p>\n",
            txt(say(w, "Remove this account")),
            txt(say(w, "This person can sign in no more. What they wrote stays.")));
    open_form(p, STR("/remove"));
    html(&p->out, "<button class='button danger'>{}</button></form>\n</div>\n</details>\n",
            txt(say(w, "Remove it for good")));
}

static void state(struct page *p, const struct account *a) {
    struct work *w = &p->work;
    if (a->suspended) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say(w, "Suspended since {}: this person can sign in nowhere.",
                        txt(locale_day(w, a->suspended)))));
    }
    html(&p->out, "<p class='quiet'>{}</p>\n",
            txt(a->seen ? say(w, "Last here on {}", txt(locale_day(w, a->seen)))
                        : say(w, "Never signed in so far")));
}

static void show(struct page *p, const struct account *a, const struct shown *s) {
    struct work *w = &p->work;
    struct roles own = role_list(w, a->id);
    struct clusters clusters = cluster_list(w);
    bool last_admin = role_last_admin(w, a->id);

    page_open_with(p, a->name);
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/accounts'>{}</a></li>\n"
            "</ol>\n</nav>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Accounts")), txt(a->name),
            txt(say(w, "{1}, reads {2}", txt(a->mail),
                    txt(language_name(w->tongue, tongue_code(a->tongue))))));
    if (s->wrong.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(s->wrong));
    }
    state(p, a);
    roles(p, &own, last_admin);
    give(p, &clusters);
    give_place(p, s);
    second_rule_of(p, a);
    suspension(p, a, last_admin);
    ends(p, last_admin);
    page_close(p);
}

static bool find(struct page *p, struct account *a) {
    bool there = account_one(&p->work, p->id, a);
    if (!there) {
        page_not_found(p);
    }
    return there;
}

static void stays(struct page *p, const struct account *a) {
    p->status = 422;
    show(p, a,
            &(struct shown){.wrong = say(&p->work, "Nobody else administrates this platform. Let"
                                                   " somebody else administrate it first.")});
}

static void back(struct page *p, str done) {
    struct buf path = {.mem = p->work.mem};
    html(&path, "/accounts/{}?done={}", num(p->id), url(done));
    page_redirect(p, buf_str(&path));
}

void account_page(struct page *p) {
    struct account a = {0};
    if (find(p, &a)) {
        show(p, &a, &(struct shown){0});
    }
}

/* The one of that number, or the only one of that name; 0 if there is none, or several. */
static int64_t organisation_typed(struct page *p, str typed) {
    int64_t id = 0;
    struct organisation o = {0};
    if (str_num(typed, &id)) {
        return organisation_one(&p->work, id, &o) ? id : 0;
    }
    struct roster_filter f = {.text = typed, .begins_first = true};
    struct live_view view = live_read(p->house->live);
    struct roster_page found = roster_organisations(&p->work, view.roster, &p->scope, &f);
    live_done(&view);
    struct organisations named = organisation_page(&p->work, found.ids, found.count);
    str folded = fold_search(p->work.mem, typed);
    for (size_t i = 0; i < named.count; i++) {
        bool same = str_eq(fold_search(p->work.mem, named.at[i].name), folded);
        if (same && id) {
            return 0;
        }
        id = same ? named.at[i].id : id;
    }
    return id;
}

/* A place in an organisation; what is wrong with it, if anything. */
static str place_wrong(struct page *p, const struct role *r) {
    struct work *w = &p->work;
    struct organisation o = {0};
    if (!r->organisation || !organisation_one(w, r->organisation, &o)) {
        return say(w, "There is none with this name or number, or there are several of the name:"
                      " then type the number.");
    }
    if (r->kind == ROLE_RESEARCHER && !str_eq(o.kind, STR("research"))) {
        return say(w, "It is no research organisation. Let this person be a member of it.");
    }
    return (str){0};
}

static bool named_place(struct page *p, struct role *r) {
    str as = page_form(p, STR("as"));
    r->account = p->id;
    r->organisation = organisation_typed(p, str_trim(page_form(p, STR("organisation"))));
    return role_kind_of(as, &r->kind) && (r->kind == ROLE_MEMBER || r->kind == ROLE_RESEARCHER);
}

static bool named_role(struct page *p, struct role *r) {
    if (page_form(p, STR("as")).len) {
        return named_place(p, r);
    }
    r->account = p->id;
    r->kind = str_eq(page_form(p, STR("role")), STR("0")) ? ROLE_ADMIN : ROLE_MANAGER;
    return r->kind == ROLE_ADMIN || account_cluster_named(p, STR("role"), &r->cluster);
}

void account_role_post(struct page *p) {
    struct account a = {0};
    struct role r = {0};
    if (!find(p, &a)) {
        return;
    }
    if (!named_role(p, &r)) {
        page_not_found(p);
        return;
    }
    bool place = r.kind == ROLE_MEMBER || r.kind == ROLE_RESEARCHER;
    str wrong = place ? place_wrong(p, &r) : (str){0};
    if (wrong.len) {
        p->status = 422;
        show(p, &a,
                &(struct shown){.organisation = page_form(p, STR("organisation")),
                        .organisation_wrong = wrong});
        return;
    }
    db_begin(&p->work);
    role_add(&p->work, &r);
    if (page_saved(p)) {
        back(p, STR("saved"));
    }
}

void account_role_end_post(struct page *p) {
    struct account a = {0};
    struct role r = {0};
    if (!find(p, &a)) {
        return;
    }
    if (!named_role(p, &r)) {
        page_not_found(p);
        return;
    }
    db_begin(&p->work);
    bool ended = role_remove(&p->work, &r);
    if (!page_saved(p)) {
        return;
    }
    if (!ended) {
        stays(p, &a);
    } else if (right_holds(&p->work, RIGHT_ADMIN, 0)) {
        back(p, STR("removed"));
    } else {
        page_redirect(p, STR("/")); /* they took it from themselves */
    }
}

void account_password_post(struct page *p) {
    struct account a = {0};
    str hash = {0};
    if (!find(p, &a)) {
        return;
    }
    str password = password_new(p->work.mem);
    if (!password_hash(&p->work, &p->house->gate, password, &hash)) {
        p->status = 503;
        show(p, &a,
                &(struct shown){.wrong = say(&p->work, "Many people sign in just now. Try again in"
                                                       " a few seconds.")});
        return;
    }
    db_begin(&p->work);
    account_set_password(&p->work, a.id, hash);
    account_password_given(&p->work, a.id);
    if (page_saved(p)) {
        account_show_password(p, &a, password);
    }
}

static void suspend(struct page *p, bool suspended) {
    struct account a = {0};
    if (!find(p, &a)) {
        return;
    }
    db_begin(&p->work);
    bool done = account_suspend(&p->work, a.id, suspended);
    if (!page_saved(p)) {
        return;
    }
    if (!done) {
        stays(p, &a);
    } else if (a.id == p->account.id) {
        page_redirect(p, STR("/")); /* they did it to themselves */
    } else {
        back(p, STR("saved"));
    }
}

void account_suspend_post(struct page *p) {
    suspend(p, true);
}

void account_resume_post(struct page *p) {
    suspend(p, false);
}

void account_remove_post(struct page *p) {
    struct account a = {0};
    if (!find(p, &a)) {
        return;
    }
    db_begin(&p->work);
    bool removed = erase_account(&p->work, a.id);
    if (!page_saved(p)) {
        return;
    }
    if (removed) {
        page_redirect(p, a.id == p->account.id ? STR("/") : STR("/accounts?done=removed"));
    } else {
        stays(p, &a);
    }
}
