#include "web/openid_page.h"

#include "account/identity.h"
#include "account/newcomer.h"
#include "account/role.h"
#include "db/db.h"
#include "http/cookie.h"
#include "lang/say.h"
#include "mail/outbox.h"
#include "web/confirm_page.h"
#include "web/openid_said.h"
#include "web/sign_in_page.h"
#include "wire/html.h"

enum { NEXT_MOST = 2000 };

str openid_back_address(struct page *p) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, p->house->address);
    buf_add(&out, STR("/sign-in/back"));
    return buf_str(&out);
}

struct openid openid_of(struct page *p, const struct identity_provider *provider) {
    return (struct openid){.seal = &p->house->seal,
            .gate = &p->house->fetches,
            .back = openid_back_address(p),
            .provider = *provider};
}

void openid_buttons(struct page *p, const struct identity_providers *all, str next) {
    struct work *w = &p->work;
    for (size_t i = 0; i < all->count; i++) {
        html(&p->out, "<form method='post' action='/{}/sign-in/with/{}'>", txt(p->lang),
                num(all->at[i].id));
        page_form_key(p);
        html(&p->out,
                "<input type='hidden' name='next' value='{}'>"
                "<button class='button plain'>{}</button></form>\n",
                txt(next),
                txt(page_signed_in(p) ? say(w, "Add {}", txt(all->at[i].name))
                                      : say(w, "Sign in with {}", txt(all->at[i].name))));
    }
}

/* The way there is over, for whatever reason: the browser's token goes. */
static void forget(struct page *p) {
    cookie_set(p->work.mem, p->response, p->request, &(struct cookie){STR("openid"), STR(""), -1});
}

static void explain(struct page *p, str title, str text) {
    struct work *w = &p->work;
    page_open_with(p, title);
    html(&p->out,
            "<div class='alone'>\n<h1>{}</h1>\n<p class='answer' role='alert'>{}</p>\n"
            "<p class='acts'><a class='button' href='/{}/{}'>{}</a></p>\n</div>\n",
            txt(title), txt(text), txt(p->lang),
            txt(page_signed_in(p) ? STR("me") : STR("sign-in")),
            txt(page_signed_in(p) ? say(w, "To your account") : say(w, "Back to signing in")));
    page_close(p);
}

static void note_refused(struct page *p, int64_t account) {
    page_means(p, STR("provider"));
    page_note(p, STR("sign-in refused"), account);
}

static void refuse(struct page *p, enum openid_result result, str name) {
    struct work *w = &p->work;
    note_refused(p, p->account.id);
    p->status = result == OPENID_BUSY ? 503 : 422;
    explain(p, say(w, "You are not signed in"), openid_said(w, result, name));
}

/* A browser that follows a form is not let go to another site (form-action), so a page stands in
 * between and goes on by itself. */
static void send_there(struct page *p, str address, str name) {
    struct work *w = &p->work;
    struct buf line = {.mem = w->mem};
    buf_add(&line, STR("0; url="));
    buf_add(&line, address);
    response_header(w->mem, p->response, STR("Refresh"), buf_str(&line));
    page_open_with(p, say(w, "Sign in with {}", txt(name)));
    html(&p->out,
            "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n"
            "<p class='acts'><a class='button' rel='noreferrer' href='{}'>{}</a></p>\n</div>\n",
            txt(say(w, "Sign in with {}", txt(name))),
            txt(say(w, "You sign in there and come back here.")), link_to(address),
            txt(say(w, "Go on to {}", txt(name))));
    page_close(p);
}

void openid_start_post(struct page *p) {
    struct work *w = &p->work;
    struct identity_provider provider = {0};
    str address = {0};
    str token = {0};
    if (!identity_provider_one(w, p->id, &provider)) {
        page_not_found(p);
        return;
    }
    if (page_signed_in(p) && !confirm_fresh(p)) {
        return; /* a way in is not added at a browser that somebody left open */
    }
    struct openid o = openid_of(p, &provider);
    struct openid_visit v = {.provider = provider.id,
            .account = p->account.id,
            .tongue = w->tongue,
            .next = str_cap(page_form_line(p, STR("next")), NEXT_MOST)};
    enum openid_result result = openid_begin(w, &o, &v, &address, &token);
    if (!work_ok(w)) {
        page_error(p, 500);
    } else if (result != OPENID_FINE) {
        refuse(p, result, provider.name);
    } else {
        cookie_set(w->mem, p->response, p->request,
                &(struct cookie){STR("openid"), token, OPENID_VISIT_AGE_MOST});
        send_there(p, address, provider.name);
    }
}

/* So that whoever did not do it hears of it. */
static void tell(struct page *p, const struct account *a, str name) {
    struct work w = p->work;
    struct buf text = {.mem = w.mem};
    w.tongue = a->tongue;
    buf_add(&text, say(&w, "From now on {} can sign you in to your account here.", txt(name)));
    buf_add(&text, STR("\n\n"));
    buf_add(&text, say(&w, "If it was not you who added it, remove it on the page of your account,"
                           " change your password and sign out everywhere:"));
    buf_add(&text, STR("\n\n"));
    buf_add(&text, p->house->address);
    buf_add(&text, STR("/"));
    buf_add(&text, tongue_code(a->tongue));
    buf_add(&text, STR("/me\n"));
    struct letter l = {.to = a->mail,
            .tongue = a->tongue,
            .kind = STR("sign-in-added"),
            .subject = say(&w, "A new way to sign in"),
            .text = buf_str(&text)};
    outbox_add(&p->work, &p->house->seal, &l);
}

static struct identity identity_of(const struct openid_person *person) {
    return (struct identity){
            .issuer = person->issuer, .subject = person->subject, .mail = person->mail};
}

/* Signed in, and wants to come in that way from now on. */
static void add(struct page *p, const struct identity *i, str name) {
    struct work *w = &p->work;
    db_begin(w);
    bool known = identity_account(w, i->issuer, i->subject) == p->account.id;
    bool theirs = identity_add(w, p->account.id, i);
    identity_offer_end(w, cookie_get(p->request, STR("openid")));
    if (theirs && !known) {
        tell(p, &p->account, name);
    }
    if (!page_saved(p)) {
        return;
    }
    forget(p);
    if (theirs) {
        page_redirect(p, STR("/me?done=saved"));
    } else {
        p->status = 422;
        explain(p, say(w, "It belongs to another account"),
                say(w,
                        "With this account of {} somebody else signs in here already. Sign in with"
                        " it, or remove it there first.",
                        txt(name)));
    }
}

/* There is an account of that mail address: whose it is, they show in the way they did so far. */
static void offer(struct page *p, const struct openid_person *person, const struct account *account,
        str name) {
    struct work *w = &p->work;
    struct identity i = identity_of(person);
    db_begin(w);
    identity_offer(w, cookie_get(p->request, STR("openid")), account->id, &i);
    if (!page_saved(p)) {
        return;
    }
    if (p->account.id == account->id) {
        page_redirect(p, STR("/me/sign-ins/offered"));
        return;
    }
    page_open_with(p, say(w, "One more step, once"));
    html(&p->out,
            "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n"
            "<p class='acts'><a class='button' href='/{}/sign-in?next=/me/sign-ins/offered'>{}</a>"
            "</p>\n</div>\n",
            txt(say(w, "One more step, once")),
            txt(say(w,
                    "There is an account with {} here already. Sign in to it once as you did so"
                    " far, within ten minutes; then {} is added to it.",
                    txt(person->mail), txt(name))),
            txt(p->lang), txt(say(w, "Sign in as so far")));
    page_close(p);
}

static void enter(struct page *p, const struct openid_person *person, int64_t account, str next) {
    page_means(p, STR("provider"));
    identity_note_seen(&p->work, person->issuer, person->subject);
    forget(p);
    sign_in_finish(p, account, next);
}

/* Of this domain the administrator believes the provider whose a mail address is. */
static void link_and_enter(struct page *p, const struct openid_person *person,
        const struct account *account, const struct openid_visit *v, str name) {
    struct identity i = identity_of(person);
    db_begin(&p->work);
    (void)identity_add(&p->work, account->id, &i);
    tell(p, account, name);
    enter(p, person, account->id, v->next);
}

/* Taken in by the cluster that the administrator chose for that provider. */
static void welcome(struct page *p, const struct openid_person *person,
        const struct openid_visit *v, const struct identity_provider *from) {
    struct work *w = &p->work;
    struct identity i = identity_of(person);
    struct account a = {.mail = person->mail,
            .name = person->name.len ? person->name : person->mail,
            .tongue = v->tongue};
    db_begin(w);
    enum account_flaw flaw = account_add(w, &a, STR(""));
    if (flaw == ACCOUNT_WITHOUT_NAME) {
        a.name = a.mail;
        flaw = account_add(w, &a, STR(""));
    }
    if (flaw != ACCOUNT_FINE) {
        db_forget(w);
        refuse(p, OPENID_MALFORMED, from->name);
        return;
    }
    (void)identity_add(w, a.id, &i);
    int64_t organisation = newcomer_organisation(w, from->cluster, a.mail);
    if (organisation) {
        role_add(w,
                &(struct role){.account = a.id, .kind = ROLE_MEMBER, .organisation = organisation});
    }
    enter(p, person, a.id, v->next);
}

static void turn_away(struct page *p, const struct openid_person *person, str name) {
    struct work *w = &p->work;
    note_refused(p, 0);
    forget(p);
    p->status = 422;
    if (person->mail.len == 0) {
        explain(p, say(w, "You have no account here yet"),
                say(w,
                        "{} signed you in, but did not say that your mail address is yours. If you"
                        " have an account here, sign in as so far and add {} on the page of your"
                        " account. Else you need an invitation: ask your cluster for one.",
                        txt(name), txt(name)));
    } else {
        explain(p, say(w, "You have no account here yet"),
                say(w,
                        "{} signed you in as {}, but nobody has invited this address. You need an"
                        " invitation: ask your cluster for one.",
                        txt(name), txt(person->mail)));
    }
}

/* They have shown who they are, so they may hear that they are kept out. */
static void keep_out(struct page *p, int64_t account) {
    struct work *w = &p->work;
    note_refused(p, account);
    forget(p);
    p->status = 422;
    explain(p, say(w, "You are not signed in"),
            say(w, "Your account is suspended. Ask the administrator of this platform."));
}

/* Nobody's yet: whether there is an account of that mail address, and whether that is enough. */
static void arrive_new(struct page *p, const struct openid_visit *v, const struct openid *o,
        const struct openid_person *person) {
    struct work *w = &p->work;
    struct account account = {0};
    bool vouched = person->mail.len && identity_provider_vouches(&o->provider, person->mail);
    if (person->mail.len && account_by_mail(w, person->mail, &account)) {
        if (account.suspended) {
            keep_out(p, account.id);
            return;
        }
        if (vouched) {
            link_and_enter(p, person, &account, v, o->provider.name);
        } else {
            offer(p, person, &account, o->provider.name);
        }
    } else if (vouched && o->provider.cluster) {
        welcome(p, person, v, &o->provider);
    } else {
        turn_away(p, person, o->provider.name);
    }
}

static void arrive(struct page *p, const struct openid_visit *v, const struct openid *o,
        const struct openid_person *person) {
    struct work *w = &p->work;
    struct account account = {0};
    struct identity i = identity_of(person);
    int64_t owner = identity_account(w, person->issuer, person->subject);
    if (v->account && v->account != p->account.id) {
        refuse(p, OPENID_ELSEWHERE, o->provider.name);
    } else if (v->account) {
        add(p, &i, o->provider.name);
    } else if (!owner || !account_one(w, owner, &account)) {
        arrive_new(p, v, o, person);
    } else if (account.suspended) {
        keep_out(p, account.id);
    } else {
        db_begin(w);
        enter(p, person, owner, v->next);
    }
}

/* The language is the one they left in. */
static bool returns(struct page *p, str state, struct openid_visit *v, struct openid *o) {
    struct work *w = &p->work;
    struct identity_provider provider = {0};
    db_begin(w);
    bool there = openid_return(w, state, v);
    if (!db_end(w) || !there || !identity_provider_one(w, v->provider, &provider)) {
        return false;
    }
    w->tongue = v->tongue;
    p->lang = tongue_code(v->tongue);
    *o = openid_of(p, &provider);
    return true;
}

void openid_back_page(struct page *p) {
    struct work *w = &p->work;
    struct openid_visit v = {0};
    struct openid_person person = {0};
    struct openid o = {0};
    struct openid_answer a = {.state = page_query(p, STR("state")),
            .code = page_query(p, STR("code")),
            .error = page_query(p, STR("error")),
            .issuer = page_query(p, STR("iss")),
            .token = cookie_get(p->request, STR("openid"))};
    bool there = returns(p, a.state, &v, &o);
    enum openid_result result = there ? openid_finish(w, &o, &a, &person) : OPENID_OVER;
    if (!work_ok(w)) {
        page_error(p, 500);
    } else if (result != OPENID_FINE) {
        forget(p);
        refuse(p, result, o.provider.name);
    } else {
        arrive(p, &v, &o, &person);
    }
}

static void offer_over(struct page *p) {
    struct work *w = &p->work;
    p->status = 422;
    explain(p, say(w, "Nothing was added"),
            say(w, "There is nothing to add to this account: it took more than ten minutes, or"
                   " another mail address was named. You can begin again on the page of your"
                   " account."));
}

void openid_offered_page(struct page *p) {
    struct work *w = &p->work;
    struct identity i = {0};
    if (!identity_offered(w, cookie_get(p->request, STR("openid")), p->account.id, &i)) {
        offer_over(p);
        return;
    }
    page_open_with(p, say(w, "Add {} to your account", txt(i.provider)));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "Add {} to your account", txt(i.provider))),
            txt(say(w, "You came from {} as {}. From then on it can sign you in here.",
                    txt(i.provider), txt(i.mail))));
    html(&p->out, "<form method='post' action='/{}/me/sign-ins/offered'>", txt(p->lang));
    page_form_key(p);
    html(&p->out,
            "<p class='acts'><button class='button'>{}</button>"
            " <a class='button plain' href='/{}/me'>{}</a></p></form>\n</div>\n",
            txt(say(w, "Add {}", txt(i.provider))), txt(p->lang), txt(say(w, "Do not add it")));
    page_close(p);
}

void openid_offered_post(struct page *p) {
    struct work *w = &p->work;
    struct identity i = {0};
    str token = cookie_get(p->request, STR("openid"));
    if (!identity_offered(w, token, p->account.id, &i)) {
        offer_over(p);
        return;
    }
    add(p, &i, i.provider);
}

void openid_remove_post(struct page *p) {
    struct work *w = &p->work;
    db_begin(w);
    bool theirs = identity_remove(w, p->account.id, p->id);
    if (!page_saved(p)) {
        return;
    }
    if (theirs) {
        page_redirect(p, STR("/me?done=removed"));
    } else {
        page_not_found(p);
    }
}
