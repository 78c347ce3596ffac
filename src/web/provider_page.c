#include "web/provider_page.h"

#include "account/identity_provider.h"
#include "db/db.h"
#include "directory/cluster.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/entry.h"
#include "web/list.h"
#include "web/openid_page.h"
#include "web/openid_said.h"
#include "wire/html.h"

enum { ENTRIES = 5 };

struct shown {
    struct identity_provider provider; /* as typed */
    str domains;                       /* as typed, or as a list with commas */
    enum identity_provider_flaw flaw;
    bool secret_too_long;
    bool tried;
    enum openid_result result; /* of trying it */
};

static str flaw_said(struct work *w, enum identity_provider_flaw flaw) {
    switch (flaw) {
    case IDENTITY_PROVIDER_FINE: break;
    case IDENTITY_PROVIDER_WITHOUT_NAME:
        return say(w, "The name is missing or longer than {} letters.",
                num(IDENTITY_PROVIDER_NAME_MOST));
    case IDENTITY_PROVIDER_WITHOUT_ISSUER: return openid_advice(w, OPENID_NO_ADDRESS);
    case IDENTITY_PROVIDER_WITHOUT_CLIENT:
        return say(w, "The client id is missing or too long. The provider gave it when this"
                      " platform was registered there.");
    case IDENTITY_PROVIDER_NO_DOMAIN:
        return say(w, "One of these is no domain. They look like example.org, with commas between"
                      " them.");
    case IDENTITY_PROVIDER_WITHOUT_DOMAINS:
        return say(w, "Newcomers can only be taken in from named domains. Name them here, or let"
                      " newcomers be invited.");
    case IDENTITY_PROVIDER_ONE_TOO_MANY:
        return say_many(w, "There can be one provider.", "There can be {} providers.",
                IDENTITY_PROVIDERS_MOST);
    }
    return (str){0};
}

static str wrong_if(struct work *w, const struct shown *s, enum identity_provider_flaw flaw) {
    return s->flaw == flaw ? flaw_said(w, flaw) : (str){0};
}

static str domains_wrong(struct work *w, const struct shown *s) {
    str wrong = wrong_if(w, s, IDENTITY_PROVIDER_NO_DOMAIN);
    return wrong.len ? wrong : wrong_if(w, s, IDENTITY_PROVIDER_WITHOUT_DOMAINS);
}

static void make_connection(struct work *w, const struct shown *s, struct entry *e) {
    const struct identity_provider *p = &s->provider;
    str many = wrong_if(w, s, IDENTITY_PROVIDER_ONE_TOO_MANY);
    e[0] = (struct entry){.name = STR("name"),
            .type = STR("text"),
            .fill = STR("off"),
            .label = say(w, "Name on the button"),
            .value = p->name,
            .wrong = many.len ? many : wrong_if(w, s, IDENTITY_PROVIDER_WITHOUT_NAME)};
    e[1] = (struct entry){.name = STR("issuer"),
            .type = STR("url"),
            .fill = STR("off"),
            .label = say(w, "Address of the issuer"),
            .hint = say(w, "Exactly as the provider names itself, such as"
                           " https://login.example.org/realms/cluster"),
            .value = p->issuer,
            .wrong = wrong_if(w, s, IDENTITY_PROVIDER_WITHOUT_ISSUER)};
    e[2] = (struct entry){.name = STR("client"),
            .type = STR("text"),
            .fill = STR("off"),
            .label = say(w, "Client id"),
            .value = p->client,
            .wrong = wrong_if(w, s, IDENTITY_PROVIDER_WITHOUT_CLIENT)};
}

static void make_rest(struct work *w, const struct shown *s, struct entry *e) {
    bool kept = s->provider.id && s->provider.secret.len;
    e[0] = (struct entry){.name = STR("secret"),
            .type = STR("password"),
            .fill = STR("off"),
            .label = say(w, "Client secret"),
            .hint = kept ? say(w, "One is stored. Leave this empty to keep it.")
                         : say(w, "Leave it empty if the provider gave none."),
            .wrong = s->secret_too_long
                             ? say(w,
                                       "The client secret is too long. It may have at most {}"
                                       " characters.",
                                       num(IDENTITY_PROVIDER_SECRET_MOST))
                             : (str){0}};
    e[1] = (struct entry){.name = STR("domains"),
            .type = STR("text"),
            .fill = STR("off"),
            .label = say(w, "Trusted mail domains"),
            .hint = say(w, "With commas between them. Who comes with an address of these is signed"
                           " in to the account of that address at once. Empty: they show once, in"
                           " the way so far, that it is theirs. * trusts every domain: only for a"
                           " provider whose addresses you give out yourself."),
            .value = s->domains,
            .wrong = domains_wrong(w, s)};
}

static void newcomers(struct page *p, const struct clusters *all, int64_t chosen) {
    struct work *w = &p->work;
    html(&p->out,
            "<div class='field'><label for='cluster'>{}</label>"
            "<p class='hint' id='cluster-hint'>{}</p>"
            "<select id='cluster' name='cluster' aria-describedby='cluster-hint'>\n"
            "<option value='0'>{}</option>\n",
            txt(say(w, "Who has no account yet")),
            txt(say(w, "Taken in, they become a member of the organisation whose website has the"
                       " domain of their address; without one they see what everybody sees.")),
            txt(say(w, "Needs an invitation")));
    for (size_t i = 0; i < all->count; i++) {
        html(&p->out, "<option value='{}'", num(all->at[i].id));
        if (all->at[i].id == chosen) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>\n",
                txt(say(w, "Is taken in by {}, from the trusted domains", txt(all->at[i].name))));
    }
    html(&p->out, "</select></div>\n");
}

static void form(
        struct page *p, const struct entry *e, const struct shown *s, const struct clusters *all) {
    struct work *w = &p->work;
    if (s->provider.id) {
        html(&p->out, "<form method='post' action='/{}/sign-in/providers/{}'>\n", txt(p->lang),
                num(s->provider.id));
    } else {
        html(&p->out, "<form method='post' action='/{}/sign-in/providers'>\n", txt(p->lang));
    }
    page_form_key(p);
    for (size_t i = 0; i < ENTRIES; i++) {
        entry_put(p, &e[i]);
    }
    newcomers(p, all, s->provider.cluster);
    html(&p->out, "<div class='form-end'><button class='button'>{}</button></div>\n</form>\n",
            txt(s->provider.id ? say(w, "Save") : say(w, "Add the provider")));
}

static void addresses(struct page *p) {
    struct work *w = &p->work;
    html(&p->out, "<p>{}</p>\n<p><code>{}</code></p>\n",
            txt(say(w, "Register this platform at the provider first, as a web application with the"
                       " authorization code flow, and give it this address to send people back"
                       " to:")),
            txt(openid_back_address(p)));
}

static void row(struct page *p, const struct identity_provider *one) {
    struct work *w = &p->work;
    html(&p->out,
            "<tr><th scope='row'><a href='/{}/sign-in/providers/{}'>{}</a></th>"
            "<td data-label='{}'>{}</td><td data-label='{}'>{}</td></tr>\n",
            txt(p->lang), num(one->id), txt(one->name), txt(say(w, "Address of the issuer")),
            txt(one->issuer), txt(say(w, "Last trouble")),
            txt(one->trouble == OPENID_FINE ? say(w, "None") : openid_advice(w, one->trouble)));
}

static void table(struct page *p, const struct identity_providers *all) {
    struct work *w = &p->work;
    if (all->count == 0) {
        list_empty(p, say(w, "No provider yet"),
                say(w, "With one, people sign in here as they do at work, without one more"
                       " password."));
        list_empty_end(p);
        return;
    }
    list_open(p, say_many(w, "One provider", "{} providers", all->count));
    html(&p->out,
            "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'>{}</th></tr></thead>\n<tbody>\n",
            txt(say(w, "Name on the button")), txt(say(w, "Address of the issuer")),
            txt(say(w, "Last trouble")));
    for (size_t i = 0; i < all->count; i++) {
        row(p, &all->at[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
    list_close(p, all->count);
}

static void show_list(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct identity_providers all = identity_provider_list(w);
    struct clusters clusters = cluster_list(w);
    struct entry e[ENTRIES];
    make_connection(w, s, e);
    make_rest(w, s, e + 3);
    page_open_with(p, say(w, "Signing in with others"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n"
            "<div class='acts'><a class='button plain' href='#add'>{}</a></div>\n</div>\n",
            txt(say(w, "Signing in with others")),
            txt(say(w, "People can sign in here with an account they have elsewhere, over OpenID"
                       " Connect.")),
            txt(say(w, "Add a provider")));
    table(p, &all);
    html(&p->out, "<h2 id='add'>{}</h2>\n", txt(say(w, "Add a provider")));
    entry_errors(p, (struct entries){e, ENTRIES});
    addresses(p);
    form(p, e, s, &clusters);
    page_close(p);
}

static void outcome(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    const struct identity_provider *one = &s->provider;
    if (s->tried && s->result == OPENID_FINE) {
        html(&p->out, "<p class='note good' role='status'>{}</p>\n",
                txt(say(w, "It answers as it should, and takes the client id and secret. Now sign"
                           " in with it once yourself.")));
    } else if (s->tried) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n",
                txt(openid_advice(w, s->result)));
    } else if (one->trouble != OPENID_FINE) {
        html(&p->out, "<p class='note bad'>{} {}</p>\n",
                txt(say(w, "On {} something went wrong.", txt(locale_day(w, one->trouble_at)))),
                txt(openid_advice(w, one->trouble)));
    }
}

static void act(struct page *p, str which, str button) {
    html(&p->out, "<form method='post' action='/{}/sign-in/providers/{}/{}'>", txt(p->lang),
            num(p->id), url(which));
    page_form_key(p);
    html(&p->out, "<p><button class='button plain'>{}</button></p></form>\n", txt(button));
}

static void show_one(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct clusters clusters = cluster_list(w);
    struct entry e[ENTRIES];
    make_connection(w, s, e);
    make_rest(w, s, e + 3);
    page_open_with(p, say(w, "Signing in with {}", txt(s->provider.name)));
    html(&p->out, "<div class='head'><div><h1>{}</h1></div></div>\n",
            txt(say(w, "Signing in with {}", txt(s->provider.name))));
    outcome(p, s);
    entry_errors(p, (struct entries){e, ENTRIES});
    addresses(p);
    act(p, STR("try"), say(w, "Try whether it works"));
    form(p, e, s, &clusters);
    html(&p->out, "<h2>{}</h2>\n<p>{}</p>\n", txt(say(w, "Remove")),
            txt(say(w, "Nobody signs in with it any more. Accounts stay, and so does who they are"
                       " there, should you add it again.")));
    act(p, STR("remove"), say(w, "Remove the provider"));
    page_close(p);
}

/* "a.org, b.org", as one would type it. */
static str with_commas(struct work *w, str list) {
    struct buf out = {.mem = w->mem};
    str one;
    while (str_cut(&list, ';', &one)) {
        buf_add(&out, out.len ? STR(", ") : (str){0});
        buf_add(&out, one);
    }
    return buf_str(&out);
}

static bool find(struct page *p, struct shown *s) {
    if (!identity_provider_one(&p->work, p->id, &s->provider)) {
        page_not_found(p);
        return false;
    }
    s->domains = with_commas(&p->work, s->provider.domains);
    return true;
}

void provider_list_page(struct page *p) {
    show_list(p, &(struct shown){0});
}

void provider_page(struct page *p) {
    struct shown s = {0};
    if (find(p, &s)) {
        show_one(p, &s);
    }
}

/* What was typed takes the place of what is stored, but an empty secret. */
static void take(struct page *p, struct shown *s) {
    struct work *w = &p->work;
    struct cluster cluster = {0};
    str secret = str_trim(page_form(p, STR("secret")));
    s->provider.name = page_form(p, STR("name"));
    s->provider.issuer = page_form(p, STR("issuer"));
    s->provider.client = page_form(p, STR("client"));
    s->domains = page_form(p, STR("domains"));
    s->provider.domains = identity_provider_domains(w->mem, s->domains);
    s->secret_too_long = secret.len > IDENTITY_PROVIDER_SECRET_MOST;
    if (secret.len && !s->secret_too_long) {
        s->provider.secret = seal_close(w->mem, &p->house->seal, secret);
    }
    s->provider.cluster = 0;
    if (str_num(page_form(p, STR("cluster")), &s->provider.cluster) &&
            !cluster_one(w, s->provider.cluster, &cluster)) {
        s->provider.cluster = 0;
    }
}

/* False, and nothing stored, where something is wrong. */
static bool saves(struct page *p, struct shown *s) {
    take(p, s);
    db_begin(&p->work);
    s->flaw = identity_provider_save(&p->work, &s->provider);
    if (s->flaw == IDENTITY_PROVIDER_FINE && !s->secret_too_long) {
        return true;
    }
    db_forget(&p->work);
    p->status = 422;
    return false;
}

static void go_to(struct page *p, int64_t id) {
    struct buf to = {.mem = p->work.mem};
    html(&to, "/sign-in/providers/{}?done=saved", num(id));
    page_redirect(p, buf_str(&to));
}

void provider_add_post(struct page *p) {
    struct shown s = {0};
    if (!saves(p, &s)) {
        s.provider.id = 0;
        show_list(p, &s);
    } else if (page_saved(p)) {
        go_to(p, s.provider.id);
    }
}

void provider_change_post(struct page *p) {
    struct shown s = {0};
    if (!find(p, &s)) {
        return;
    }
    if (!saves(p, &s)) {
        show_one(p, &s);
    } else if (page_saved(p)) {
        go_to(p, s.provider.id);
    }
}

void provider_try_post(struct page *p) {
    struct shown s = {.tried = true};
    if (!find(p, &s)) {
        return;
    }
    struct openid o = openid_of(p, &s.provider);
    s.result = openid_try(&p->work, &o);
    show_one(p, &s);
}

void provider_remove_post(struct page *p) {
    struct shown s = {0};
    if (!find(p, &s)) {
        return;
    }
    db_begin(&p->work);
    identity_provider_remove(&p->work, p->id);
    if (page_saved(p)) {
        page_redirect(p, STR("/sign-in/providers?done=removed"));
    }
}
