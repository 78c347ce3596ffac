#include "web/introduction_page.h"

#include "audit/audit.h"
#include "db/db.h"
#include "directory/individual.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "trust/introduction_off.h"
#include "web/fact.h"
#include "web/introduction_said.h"
#include "web/layout.h"
#include "web/list.h"
#include "wire/html.h"

static int64_t reader_of(struct page *p) {
    return db_number(&p->work, "SELECT COALESCE(MAX(id), 0) FROM individual WHERE account_id = ?",
            num(p->account.id));
}

static void write_asked_for(struct page *p, const struct introductions *all) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<table class='stack'>\n<thead><tr>",
            txt(say(w, "What you asked for")));
    list_head(p, say(w, "To whom"));
    list_head(p, say(w, "On"));
    list_head(p, say(w, "State"));
    html(&p->out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < all->count; i++) {
        const struct introduction *n = &all->at[i];
        html(&p->out, "<tr><th scope='row'><a href='/{}/introductions/{}'>", txt(p->lang),
                num(n->id));
        introduction_aim_name(p, n);
        html(&p->out, "</a></th><td data-label='{}'>{}</td><td data-label='{}'>", txt(say(w, "On")),
                txt(locale_day(w, n->created)), txt(say(w, "State")));
        introduction_state_tag(p, n);
        html(&p->out, "</td></tr>\n");
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void write_asked_row(struct page *p, const struct introduction_asked *a) {
    struct work *w = &p->work;
    html(&p->out,
            "<tr><th scope='row'><bdi lang='{}'>{}</bdi></th><td data-label='{}'>"
            "<bdi lang='{}'>{}</bdi></td><td data-label='{}'>{}</td><td data-label='{}'>",
            txt(a->cluster_lang), txt(a->cluster_name), txt(say(w, "To whom")), txt(a->aim_lang),
            txt(a->last ? say(w, "You") : a->aim_name), txt(say(w, "On")),
            txt(locale_day(w, a->asked)), txt(say(w, "Your answer")));
    if (a->state == INTRODUCTION_ASKED) {
        html(&p->out, "<a href='/{}/introductions/{}/asked'>{}</a>", txt(p->lang),
                num(a->introduction), txt(introduction_answer_said(w, a->state)));
    } else {
        html(&p->out, "{}", txt(introduction_answer_said(w, a->state)));
    }
    if (a->met) {
        html(&p->out, " <span class='state good'>{}</span>", txt(say(w, "They were introduced")));
    }
    html(&p->out, "</td></tr>\n");
}

static void write_asked(struct page *p, const struct introduction_askeds *all) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<table class='stack'>\n<thead><tr>",
            txt(say(w, "What you were asked")));
    list_head(p, say(w, "For whom"));
    list_head(p, say(w, "To whom"));
    list_head(p, say(w, "On"));
    list_head(p, say(w, "Your answer"));
    html(&p->out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < all->count; i++) {
        write_asked_row(p, &all->at[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

/* What they said in their privacy settings is the consent; this is for their eyes alone. */
static void write_switch(struct page *p, int64_t reader) {
    struct work *w = &p->work;
    bool off = reader && introduction_off(w, reader);
    html(&p->out, "<h2>{}</h2>\n<p>{}</p>\n<form method='post' action='/{}/introductions/off'>\n",
            txt(say(w, "Being asked")),
            txt(off ? say(w, "You are asked for no introductions any more. Nobody learns of it.")
                    : say(w, "You may be asked for introductions where you agreed to it. Nobody"
                             " learns of it if you want no more of that.")),
            txt(p->lang));
    page_form_key(p);
    html(&p->out,
            "<p class='acts'><button class='button plain' name='off' value='{}'>{}</button></p>\n"
            "</form>\n",
            txt(off ? STR("no") : STR("yes")),
            txt(off ? say(w, "You may ask me again") : say(w, "Never ask me")));
    html(&p->out, "<p class='quiet'><a href='/{}/me/privacy'>{}</a></p>\n", txt(p->lang),
            txt(say(w, "What you agreed to")));
}

void introduction_off_post(struct page *p) {
    struct work *w = &p->work;
    db_begin(w);
    introduction_set_off(w, individual_of_account(w, p->account.id),
            str_eq(page_form(p, STR("off")), STR("yes")));
    if (page_saved(p)) {
        page_redirect(p, STR("/introductions?done=saved"));
    }
}

void introduction_list_page(struct page *p) {
    struct work *w = &p->work;
    int64_t reader = reader_of(p);
    struct introductions mine = {0};
    struct introduction_askeds asked = {0};
    if (reader) {
        mine = introduction_list(w, reader);
        asked = introduction_asked_list(w, reader);
    }
    page_open_with(p, say(w, "Introductions"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n</div>\n",
            txt(say(w, "Introductions")),
            txt(say(w, "People who trust each other bring others together. Whoever is asked may"
                       " say no without anybody learning of it.")));
    if (mine.count) {
        write_asked_for(p, &mine);
    }
    if (asked.count) {
        write_asked(p, &asked);
    }
    if (!mine.count && !asked.count) {
        list_empty(p, say(w, "No introduction yet"),
                say(w, "Open a match, an organisation or a partner abroad, and ask there whether"
                       " there is a warm way in."));
        list_empty_end(p);
    }
    write_switch(p, reader);
    page_close(p);
}

static str answer_of(struct work *w, const struct introduction *n) {
    switch (introduction_state(w, n)) {
    case INTRODUCTION_OPEN:
        return say(w,
                "It is under way. A yes you hear at once; if none comes you hear that on"
                " {}.",
                txt(locale_day(w, n->expires)));
    case INTRODUCTION_DONE:
        return say(w, "You both said yes, and a letter introduced you on {}.",
                txt(locale_day(w, n->settled)));
    case INTRODUCTION_TAKEN_BACK:
        return say(w, "You took it back on {}. Nobody is asked any more.",
                txt(locale_day(w, n->settled)));
    case INTRODUCTION_OVER:
    case INTRODUCTION_STATES: break;
    }
    return say(w, "No introduction came about. There can be many reasons, and none is told:"
                  " everybody who is asked may say no unseen.");
}

/* Both said yes, so the asker sees the address: noted, or not shown. */
static void write_target(struct page *p, const struct introduction *n) {
    struct work *w = &p->work;
    struct individual one = {0};
    if (!n->target || !individual_one(w, n->target, &one)) {
        return;
    }
    bool noted = one.person ? audit_look(w, STR("person"), one.person)
                            : audit_look(w, STR("account"), one.account);
    html(&p->out, "<h2>{}</h2>\n<dl class='facts'>\n", txt(say(w, "You were introduced to")));
    fact_said(p, say(w, "Name"), one.name);
    fact_said(p, say(w, "Organisation"),
            one.cluster_name.len ? one.cluster_name : one.organisation_name);
    if (noted && one.mail.len) {
        html(&p->out, "<dt>{}</dt><dd><a href='mailto:{}'>{}</a></dd>\n",
                txt(say(w, "Mail address")), txt(one.mail), txt(one.mail));
    }
    html(&p->out, "</dl>\n");
}

static void write_reason(struct page *p, str reason, str lang) {
    if (reason.len) {
        html(&p->out, "<blockquote class='asked-note' lang='{}'>{}", txt(lang), txt(reason));
        layout_tongue(p, lang);
        html(&p->out, "</blockquote>\n");
    }
}

static void write_facts(struct page *p, const struct introduction *n) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<dl class='facts'>\n", txt(say(w, "What was asked")));
    fact_said(p, say(w, "Asked on"), locale_day(w, n->created));
    fact_said(p, say(w, "For"), n->own_name.len ? n->own_name : n->cluster_name);
    fact_said(p, say(w, "Last day"), locale_day(w, n->expires));
    fact_said(p, say(w, "What you were told"), introduction_told_said(w, &n->told));
    html(&p->out, "</dl>\n");
}

void introduction_page(struct page *p) {
    struct work *w = &p->work;
    struct introduction n = {0};
    if (!introduction_one(w, p->id, &n)) {
        page_not_found(p);
        return;
    }
    page_open_with(p, say(w, "Introduction to {}", txt(n.aim_name)));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/introductions'>{}</a>"
            "</li>\n</ol>\n</nav>\n<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}"
            "</p>\n</div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Introductions")),
            txt(say(w, "Introduction to {}", txt(n.aim_name))), txt(answer_of(w, &n)));
    if (introduction_state(w, &n) == INTRODUCTION_OPEN) {
        html(&p->out,
                "<div class='acts'><form method='post' action='/{}/introductions/{}/take-back'>",
                txt(p->lang), num(p->id));
        page_form_key(p);
        html(&p->out, "<button class='button plain'>{}</button></form></div>\n",
                txt(say(w, "Take it back")));
    }
    html(&p->out, "</div>\n<div class='two'>\n<div>\n");
    if (n.state == INTRODUCTION_DONE) {
        write_target(p, &n);
    }
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "Your reason")));
    write_reason(p, n.reason, n.lang);
    write_reason(p, n.reason_there, n.lang_there);
    html(&p->out, "</div>\n<div>\n");
    write_facts(p, &n);
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}

void introduction_take_back_post(struct page *p) {
    struct introduction n = {0};
    bool taken = false;
    db_begin(&p->work);
    if (introduction_one(&p->work, p->id, &n)) {
        taken = introduction_take_back(&p->work, &n);
    }
    if (page_saved(p)) {
        struct buf to = {.mem = p->work.mem};
        buf_add(&to, STR("/introductions/"));
        buf_num(&to, p->id);
        buf_add(&to, taken ? STR("?done=introduction-ended") : (str){0});
        page_redirect(p, buf_str(&to));
    }
}
