#include "web/ask_list_page.h"

#include "db/db.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/ask_show_page.h"
#include "web/list.h"
#include "wire/html.h"

static void write_row(struct page *p, const struct ask *a) {
    struct work *w = &p->work;
    html(&p->out, "<tr><th scope='row'><a href='/{}/asks/{}'>{}</a></th>", txt(p->lang), num(a->id),
            txt(a->name.len ? a->name : say(w, "forgotten")));
    html(&p->out, "<td data-label='{}'><span lang='{}'>{}</span></td>", txt(say(w, "Member")),
            txt(a->organisation_lang), txt(a->organisation_name));
    html(&p->out, "<td data-label='{}'>{}</td><td class='num' data-label='{}'>{}</td>",
            txt(say(w, "Asked")),
            txt(a->purpose == ASK_CURRENT ? say(w, "whether it still holds")
                                          : say(w, "whether it may be published")),
            txt(say(w, "Texts")), txt(locale_num(w, a->texts)));
    html(&p->out, "<td data-label='{}'>{}</td><td data-label='{}'>", txt(say(w, "On")),
            txt(locale_day(w, a->created)), txt(say(w, "State")));
    ask_state(p, a);
    html(&p->out, "</td></tr>\n");
}

static void write_rows(struct page *p, const struct asks *all) {
    struct work *w = &p->work;
    html(&p->out, "<table class='stack'>\n<thead><tr>");
    list_head(p, say(w, "Person"));
    list_head(p, say(w, "Member"));
    list_head(p, say(w, "Asked"));
    list_head_number(p, say(w, "Texts"));
    list_head(p, say(w, "On"));
    list_head(p, say(w, "State"));
    html(&p->out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < all->count; i++) {
        write_row(p, &all->at[i]);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

static void write_rule(struct page *p, str typed, bool wrong) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<form method='post' action='/{}/asks' class='narrow'>\n",
            txt(say(w, "Asking whether texts still hold")), txt(p->lang));
    page_form_key(p);
    html(&p->out,
            "<div class='field short-field'><label for='days'>{}</label><p class='hint'"
            " id='days-hint'>{}</p>",
            txt(say(w, "Days before the end")),
            txt(say(w, "So long before its last day the contact person gets a letter, once. Texts"
                       " without a last day are asked about after a year. 0 means that nobody is"
                       " asked.")));
    if (wrong) {
        html(&p->out, "<p class='wrong' id='days-wrong'>{}</p>",
                txt(say(w, "Write a number from 0 to {}.", num(ASK_DAYS_MOST))));
    }
    html(&p->out,
            "<input id='days' name='days' inputmode='numeric' autocomplete='off' value='{}'"
            " aria-describedby='days-hint'></div>\n<button class='button plain'>{}</button>\n"
            "</form>\n",
            txt(typed), txt(say(w, "Save")));
}

static void show(struct page *p, str typed, bool wrong) {
    struct work *w = &p->work;
    struct asks all = ask_list(w, p->session.cluster);
    page_open_with(p, say(w, "Asked by mail"));
    html(&p->out,
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n</div>\n",
            txt(say(w, "Asked by mail")),
            txt(say(w, "Members confirm, correct or decline what was written for them by a link,"
                       " without an account.")));
    if (all.count) {
        write_rows(p, &all);
    } else {
        list_empty(p, say(w, "Nobody was asked yet"),
                say(w, "Write drafts for a member, or note a visit and draw them out of it. Then"
                       " ask the member."));
        html(&p->out, "<a class='button' href='/{}/visits'>{}</a>", txt(p->lang),
                txt(say(w, "Visits")));
        list_empty_end(p);
    }
    write_rule(p, typed, wrong);
    page_close(p);
}

static str rule_now(struct page *p) {
    struct buf days = {.mem = p->work.mem};
    buf_num(&days, ask_rule(&p->work, p->session.cluster));
    return buf_str(&days);
}

void ask_list_page(struct page *p) {
    show(p, rule_now(p), false);
}

void ask_rule_post(struct page *p) {
    str typed = str_trim(page_form(p, STR("days")));
    int64_t days = 0;
    if (!str_num(typed, &days) || days < 0 || days > ASK_DAYS_MOST) {
        p->status = 422;
        show(p, typed, true);
        return;
    }
    db_begin(&p->work);
    ask_set_rule(&p->work, p->session.cluster, days);
    if (page_saved(p)) {
        page_redirect(p, STR("/asks?done=saved"));
    }
}
