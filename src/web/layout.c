#include "web/layout.h"

#include "account/role.h"
#include "directory/cluster.h"
#include "directory/organisation.h"
#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/asset.h"
#include "web/home_page.h"
#include "wire/html.h"

/* Each language by its own name, for those who read no other. */
static const char *const own_names[TONGUE_COUNT] = {
        [EN] = "English",
        [DA] = "Dansk",
        [DE] = "Deutsch",
        [FR] = "Français",
        [NB] = "Norsk bokmål",
        [SV] = "Svenska",
        [ZH] = "中文",
};

static str html_lang(enum tongue t) {
    return t == ZH ? STR("zh-Hans") : tongue_code(t);
}

void layout_icon(struct page *p, str name) {
    struct buf address = {.mem = p->work.mem};
    buf_add(&address, asset_path(STR("icons.svg")));
    buf_add(&address, STR("#"));
    buf_add(&address, name);
    html(&p->out, "<svg class='icon' aria-hidden='true'><use href='{}'/></svg>",
            link_to(buf_str(&address)));
}

void layout_tongue(struct page *p, str lang) {
    if (!str_eq(lang, p->lang)) {
        html(&p->out, " <span class='tongue'>{}</span>", txt(language_name(p->work.tongue, lang)));
    }
}

/* The same page in another language; only a page that was asked for has one. */
static str elsewhere(struct page *p, enum tongue t) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, STR("/"));
    buf_add(&out, tongue_code(t));
    buf_add(&out, p->path.len && request_reads(p->request) ? p->path : STR("/"));
    if (p->request->raw_query.len && request_reads(p->request)) {
        buf_add(&out, STR("?"));
        buf_add(&out, p->request->raw_query);
    }
    return buf_str(&out);
}

static void head(struct page *p, str title) {
    html(&p->out,
            "<!doctype html>\n<html lang='{}'>\n<head>\n<meta charset='utf-8'>\n"
            "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
            "<title>{} - Handslag</title>\n<link rel='stylesheet' href='{}'>\n"
            "<link rel='icon' href='{}' type='image/svg+xml'>\n",
            txt(html_lang(p->work.tongue)), txt(title), link_to(asset_path(STR("style.css"))),
            link_to(asset_path(STR("favicon.svg"))));
    for (enum tongue t = EN; t < TONGUE_COUNT && p->status < 400; t++) {
        html(&p->out, "<link rel='alternate' hreflang='{}' href='{}'>\n", txt(html_lang(t)),
                link_to(elsewhere(p, t)));
    }
    html(&p->out, "<script src='{}' type='module'></script>\n</head>\n",
            link_to(asset_path(STR("app.js"))));
}

struct word {
    str path, icon, said;
};

/* "organisations/7-foundry" is beneath "organisations/7", "organisations/71" is not. */
static bool is_beneath(str path, str top) {
    str rest = str_starts(path, top) ? str_skip(path, top.len) : STR("0");
    return rest.len == 0 || rest.at[0] < '0' || rest.at[0] > '9';
}

static void word_item(struct page *p, const struct word *w, bool here) {
    html(&p->out, "<li><a href='/{}/{}'", txt(p->lang), txt(w->path));
    if (here) {
        html(&p->out, " aria-current='page'");
    }
    html(&p->out, ">");
    layout_icon(p, w->icon);
    html(&p->out, "<span>{}</span></a></li>\n", txt(w->said));
}

static void word(struct page *p, const struct word *w) {
    word_item(p, w, is_beneath(str_skip(p->path, 1), w->path));
}

static str own_path(struct page *p, str rest) {
    struct buf path = {.mem = p->work.mem};
    html(&path, "organisations/{}{}", num(p->session.organisation), txt(rest));
    return buf_str(&path);
}

/* Of somebody who works for an organisation. */
static void own_words(struct page *p) {
    struct work *w = &p->work;
    struct word own = {own_path(p, (str){0}), STR("building-2"), say(w, "Your organisation")};
    struct word partners = {
            own_path(p, STR("/partners")), STR("handshake"), say(w, "Partners abroad")};
    str path = str_skip(p->path, 1);
    word(p, &(struct word){STR("today"), STR("calendar-check"), say(w, "Today")});
    bool among_partners = is_beneath(path, partners.path);
    word_item(p, &own, !among_partners && is_beneath(path, own.path));
    word_item(p, &partners, among_partners);
}

static void words(struct page *p) {
    struct work *w = &p->work;
    html(&p->out, "<nav class='words' aria-label='{}'>\n<ul>\n", txt(say(w, "Main")));
    if (page_manages(p)) {
        word(p, &(struct word){STR("today"), STR("calendar-check"), say(w, "Today")});
        word(p, &(struct word){STR("partners"), STR("handshake"), say(w, "Partners abroad")});
        word(p, &(struct word){STR("members"), STR("building-2"), say(w, "Members")});
        word(p, &(struct word){STR("collaborations"), STR("kanban"), say(w, "Collaborations")});
    } else if (page_belongs(p)) {
        own_words(p);
    } else {
        word(p, &(struct word){STR("clusters"), STR("handshake"), say(w, "Clusters")});
        word(p, &(struct word){STR("organisations"), STR("building-2"), say(w, "Organisations")});
    }
    word(p, &(struct word){STR("listings"), STR("arrow-left-right"), say(w, "Needs and offers")});
    if (page_manages(p) || page_belongs(p)) {
        word(p, &(struct word){STR("meetings"), STR("calendar"), say(w, "Meetings")});
    }
    html(&p->out, "</ul>\n</nav>\n");
}

static void here(struct page *p, bool is) {
    if (is) {
        html(&p->out, " aria-current='true'");
    }
}

static void language_items(struct page *p) {
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        html(&p->out, "<li><a href='{}' lang='{}' hreflang='{}'", link_to(elsewhere(p, t)),
                txt(html_lang(t)), txt(html_lang(t)));
        here(p, t == p->work.tongue);
        html(&p->out, ">{}</a></li>\n", txt(str_of(own_names[t])));
    }
}

static void language_menu(struct page *p) {
    html(&p->out, "<details class='menu'>\n<summary>");
    layout_icon(p, STR("languages"));
    html(&p->out,
            "<span class='visually-hidden'>{} </span><span class='long'>{}</span>"
            "<span class='short' aria-hidden='true'>{}</span></summary>\n<ul class='menu-list'>\n",
            txt(say(&p->work, "Language:")), txt(str_of(own_names[p->work.tongue])), txt(p->lang));
    language_items(p);
    html(&p->out, "</ul>\n</details>\n");
}

/* What else they may work for: each a button, for it changes the session. */
static void tasks(struct page *p) {
    struct roles own = work_ok(&p->work) ? role_list(&p->work, p->account.id) : (struct roles){0};
    for (size_t i = 0; i < own.count; i++) {
        const struct role *r = &own.at[i];
        bool cluster = r->kind == ROLE_MANAGER;
        bool current = cluster ? r->cluster == p->session.cluster
                               : r->organisation == p->session.organisation;
        if (r->kind == ROLE_ADMIN || current) {
            continue;
        }
        html(&p->out, "<li><form method='post' action='/{}/me/cluster'>", txt(p->lang));
        page_form_key(p);
        html(&p->out,
                "<input type='hidden' name='cluster' value='{}{}'><button>{}</button></form></li>\n",
                txt(cluster ? (str){0} : STR("organisation-")),
                num(cluster ? r->cluster : r->organisation),
                txt(say(&p->work, "Work for {}",
                        txt(cluster ? r->cluster_name : r->organisation_name))));
    }
}

static void account_menu(struct page *p) {
    if (!page_signed_in(p)) {
        html(&p->out, "<a class='button plain' href='/{}/sign-in'>{}</a>\n", txt(p->lang),
                txt(say(&p->work, "Sign in")));
        return;
    }
    html(&p->out, "<details class='menu'>\n<summary>");
    layout_icon(p, STR("user"));
    html(&p->out,
            "<span class='long'>{}</span><span class='short visually-hidden'>{}</span></summary>\n"
            "<ul class='menu-list'>\n<li><a href='/{}/me'>{}</a></li>\n"
            "<li><a href='/{}/network'>{}</a></li>\n<li><a href='/{}/me/privacy'>{}</a></li>\n",
            txt(p->account.name), txt(say(&p->work, "Account")), txt(p->lang),
            txt(say(&p->work, "Your account")), txt(p->lang), txt(say(&p->work, "My network")),
            txt(p->lang), txt(say(&p->work, "Your data")));
    html(&p->out, "<li><a href='/{}/introductions'>{}</a></li>\n", txt(p->lang),
            txt(say(&p->work, "Introductions")));
    html(&p->out, "<li><a href='/{}/approaches'>{}</a></li>\n", txt(p->lang),
            txt(say(&p->work, "Contact requests")));
    tasks(p);
    if (page_manages(p)) {
        html(&p->out,
                "<li><a href='/{}/visits'>{}</a></li>\n<li><a href='/{}/customs'>{}</a></li>\n"
                "<li><a href='/{}/asks'>{}</a></li>\n"
                "<li><a href='/{}/colleagues'>{}</a></li>\n<li><a href='/{}/words'>{}</a></li>\n"
                "<li><a href='/{}/mail/texts'>{}</a></li>\n",
                txt(p->lang), txt(say(&p->work, "Visits")), txt(p->lang),
                txt(say(&p->work, "Customs of countries")), txt(p->lang),
                txt(say(&p->work, "Asked by mail")), txt(p->lang), txt(say(&p->work, "Colleagues")),
                txt(p->lang), txt(say(&p->work, "Words and meanings")), txt(p->lang),
                txt(say(&p->work, "Texts of letters")));
    }
    if (p->scope.reach == 2) {
        html(&p->out,
                "<li><a href='/{}/accounts'>{}</a></li>\n<li><a href='/{}/clusters'>{}</a></li>\n"
                "<li><a href='/{}/schemes'>{}</a></li>\n<li><a href='/{}/mail'>{}</a></li>\n"
                "<li><a href='/{}/audit'>{}</a></li>\n"
                "<li><a href='/{}/privacy/record'>{}</a></li>\n",
                txt(p->lang), txt(say(&p->work, "Accounts")), txt(p->lang),
                txt(say(&p->work, "Clusters")), txt(p->lang), txt(say(&p->work, "Lists of codes")),
                txt(p->lang), txt(say(&p->work, "Mail")), txt(p->lang),
                txt(say(&p->work, "Who saw what")), txt(p->lang),
                txt(say(&p->work, "Record of processing")));
        html(&p->out,
                "<li><a href='/{}/sign-in/providers'>{}</a></li>\n"
                "<li><a href='/{}/installation'>{}</a></li>\n",
                txt(p->lang), txt(say(&p->work, "Signing in with others")), txt(p->lang),
                txt(say(&p->work, "How it runs")));
    }
    html(&p->out, "<li><form method='post' action='/{}/sign-out'>", txt(p->lang));
    page_form_key(p);
    html(&p->out, "<button>{}</button></form></li>\n</ul>\n</details>\n",
            txt(say(&p->work, "Sign out")));
}

static void home_link(struct page *p) {
    struct cluster c = {0};
    struct organisation o = {0};
    bool own = page_manages(p) && cluster_one(&p->work, p->session.cluster, &c);
    bool belongs =
            !own && page_belongs(p) && organisation_one(&p->work, p->session.organisation, &o);
    html(&p->out,
            "<a class='home' href='/{}/'><svg class='mark' viewBox='0 0 32 32'"
            " aria-hidden='true'><use href='{}#mark'/></svg>",
            txt(p->lang), link_to(asset_path(STR("mark.svg"))));
    if (own || belongs) {
        html(&p->out, "<span lang='{}'><bdi>{}</bdi></span></a>\n", txt(own ? c.lang : o.lang),
                txt(own ? c.name : o.name));
    } else {
        html(&p->out, "<span>Handslag</span></a>\n");
    }
}

static str note_of_words(struct work *w, str done) {
    if (str_eq(done, STR("letter"))) {
        return say(w, "Written. The letter goes out next.");
    }
    if (str_eq(done, STR("tried"))) {
        return say(w, "It is tried again at once.");
    }
    if (str_eq(done, STR("off"))) {
        return say(w, "Taken off. It no longer meets others through that.");
    }
    if (str_eq(done, STR("back"))) {
        return say(w, "Put back. It meets others through that again.");
    }
    if (str_eq(done, STR("taught"))) {
        return say(w, "Taught. It is understood from now on.");
    }
    if (str_eq(done, STR("proposed"))) {
        return say(w, "Proposed. It is understood once an administrator approves it.");
    }
    if (str_eq(done, STR("approved"))) {
        return say(w, "Approved. It is understood from now on.");
    }
    if (str_eq(done, STR("undone"))) {
        return say(w, "Undone. It is understood no more.");
    }
    return str_eq(done, STR("ignored"))
                   ? say(w, "Hidden. You find it below, among the words not to learn.")
                   : (str){0};
}

static str note_of_asking(struct work *w, str done) {
    if (str_eq(done, STR("handed-in"))) {
        return say(w, "Handed in. Your cluster looks at it and publishes it.");
    }
    if (str_eq(done, STR("sent-back"))) {
        return say(w, "Sent back as a draft.");
    }
    if (str_eq(done, STR("asked"))) {
        return say(w, "Asked. The letter is on its way.");
    }
    if (str_eq(done, STR("introducing"))) {
        return say(w, "It is under way. You will hear of it by mail.");
    }
    if (str_eq(done, STR("introduction-ended"))) {
        return say(w, "Taken back. The links in the letters are good no more.");
    }
    if (str_eq(done, STR("reminded"))) {
        return say(w, "Reminded. The letter is on its way.");
    }
    if (str_eq(done, STR("joined"))) {
        return say(w, "You get the news of this request too.");
    }
    if (str_eq(done, STR("asked-no-more"))) {
        return say(w, "Taken back. The link in the letter says so to whoever opens it.");
    }
    return str_eq(done, STR("drawn")) ? say(w, "Drafts made. Nobody else sees them yet.")
                                      : (str){0};
}

static str note_of_accounts(struct work *w, str done) {
    if (str_eq(done, STR("invited"))) {
        return say(w, "Invited. The letter is on its way.");
    }
    if (str_eq(done, STR("uninvited"))) {
        return say(w, "Withdrawn. Its link is good no more.");
    }
    if (str_eq(done, STR("too-soon"))) {
        return say(w, "Nothing was sent: a letter went there a moment ago. Let it arrive first.");
    }
    if (str_eq(done, STR("password"))) {
        return say(w, "The new password is set. Sign in with it.");
    }
    if (str_eq(done, STR("mail-asked"))) {
        return say(w, "Both addresses get a letter. It is changed once both agreed.");
    }
    if (str_eq(done, STR("hand-over-used"))) {
        return say(w, "It cannot be undone any more: something happened to it since.");
    }
    if (str_eq(done, STR("address-asked"))) {
        return say(w, "A letter is on its way there. Agree where its link leads to.");
    }
    if (str_eq(done, STR("address-wrong"))) {
        return say(w, "That is no other mail address. Nothing was sent.");
    }
    return str_eq(done, STR("mail-stays")) ? say(w, "Withdrawn. Your mail address stays as it is.")
                                           : (str){0};
}

static str note_of_matches(struct work *w, str done) {
    if (str_eq(done, STR("refused"))) {
        return say(w, "Noted: not for us. It does not come back.");
    }
    if (str_eq(done, STR("good"))) {
        return say(w, "Noted: this one is good.");
    }
    if (str_eq(done, STR("taken"))) {
        return say(w, "Taken back.");
    }
    if (str_eq(done, STR("back-before"))) {
        return say(w, "As it was before.");
    }
    if (str_eq(done, STR("unveiled"))) {
        return say(w, "Agreed. They see it as long as it is published.");
    }
    return str_eq(done, STR("dismissed"))
                   ? say(w, "Dismissed. It may come back once you have said more.")
                   : (str){0};
}

static str note_of_collaborations(struct work *w, str done) {
    if (str_eq(done, STR("moved"))) {
        return say(w, "Moved. It can be taken back on its page.");
    }
    if (str_eq(done, STR("moved-back"))) {
        return say(w, "Taken back. It stands where it stood before.");
    }
    if (str_eq(done, STR("takes-part"))) {
        return say(w, "Your cluster takes part. This is your side of it.");
    }
    if (str_eq(done, STR("declined"))) {
        return say(w, "Your answer is noted. They may ask again later.");
    }
    if (str_eq(done, STR("too-late"))) {
        return say(w, "Nothing was changed: somebody else was quicker. Look at it as it is now.");
    }
    return str_eq(done, STR("not-named"))
                   ? say(w, "Nobody was named: it is not to be seen here, or the list is full.")
                   : (str){0};
}

static str note_of_things(struct work *w, str done) {
    if (str_eq(done, STR("saved"))) {
        return say(w, "Saved.");
    }
    if (str_eq(done, STR("published"))) {
        return say(w, "Published. It takes part in matching now.");
    }
    if (str_eq(done, STR("withdrawn"))) {
        return say(w, "Withdrawn. It can be brought back.");
    }
    if (str_eq(done, STR("confirmed"))) {
        return say(w, "Confirmed as still current.");
    }
    if (str_eq(done, STR("removed"))) {
        return say(w, "Removed.");
    }
    if (str_eq(done, STR("restored"))) {
        return say(w, "Brought back.");
    }
    return str_eq(done, STR("signed-out")) ? say(w, "Signed out there.") : (str){0};
}

/* What was just done, as the address says it: each kind of page knows words of its own. */
static void note(struct page *p, str done) {
    str (*const knowing[])(struct work *, str) = {note_of_things, note_of_words, note_of_accounts,
            note_of_matches, note_of_asking, note_of_collaborations};
    str said = {0};
    for (size_t i = 0; i < sizeof knowing / sizeof *knowing && !said.len; i++) {
        said = knowing[i](&p->work, done);
    }
    if (said.len) {
        html(&p->out, "<p class='note good' role='status'>{}</p>\n", txt(said));
    }
}

/* Where they begin, and where they change it. */
static void given_password(struct page *p) {
    struct work *w = &p->work;
    bool here = str_eq(p->path, home_path(p)) || str_eq(p->path, STR("/me"));
    if (here && p->session.given > w->now) {
        html(&p->out, "<p class='note care' role='note'>{} <a href='/{}/me#old'>{}</a></p>\n",
                txt(say(w, "The password that was made for you is good until {}.",
                        txt(locale_day(w, p->session.given)))),
                txt(p->lang), txt(say(w, "Choose your own")));
    }
}

static void find(struct page *p) {
    html(&p->out,
            "<form class='find' action='/{}/search' role='search'>\n"
            "<input type='search' name='q' aria-label='{}' placeholder='{}' autocomplete='off'>\n"
            "<button aria-label='{}'>",
            txt(p->lang), txt(say(&p->work, "Search")), txt(say(&p->work, "Search")),
            txt(say(&p->work, "Search")));
    layout_icon(p, STR("search"));
    html(&p->out, "</button>\n</form>\n");
}

void layout_open(struct page *p, str title) {
    head(p, title);
    html(&p->out, "<body>\n<a class='skip' href='#content'>{}</a>\n",
            txt(say(&p->work, "Skip to the content")));
    html(&p->out, "<header class='bar'>\n<div class='bar-in'>\n");
    home_link(p);
    if (!p->bare) {
        words(p);
    }
    html(&p->out, "<div class='bar-end'>\n");
    if (!p->bare) {
        find(p);
    }
    language_menu(p);
    if (!p->bare) {
        account_menu(p);
    }
    html(&p->out, "</div>\n</div>\n</header>\n<main id='content'>\n");
    note(p, p->status < 400 ? page_query(p, STR("done")) : (str){0});
    given_password(p);
}

void layout_close(struct page *p) {
    html(&p->out,
            "</main>\n<footer class='foot'>\n<div class='foot-in'>\n<nav aria-label='{}'>\n<ul>\n",
            txt(say(&p->work, "Languages")));
    language_items(p);
    html(&p->out, "</ul>\n</nav>\n<p><a href='/{}/privacy'>{}</a></p>\n<p>{}</p>\n</div>\n",
            txt(p->lang), txt(say(&p->work, "Privacy")),
            txt(say(&p->work, "Handslag, free software under the EUPL")));
    if (p->house->demo) {
        html(&p->out, "<p class='demo' role='note'>{}</p>\n",
                txt(say(&p->work, "Demonstration: all organisations, people and needs on these"
                                  " pages are invented.")));
    }
    html(&p->out, "</footer>\n</body>\n</html>\n");
}
