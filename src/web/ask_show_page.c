#include "web/ask_show_page.h"

#include "ask/ask_send.h"
#include "db/db.h"
#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/fact.h"
#include "web/layout.h"
#include "wire/html.h"

static void tag(struct page *p, str look, str said) {
    html(&p->out, "<span class='{}'>{}</span>", txt(look), txt(said));
}

void ask_state(struct page *p, const struct ask *a) {
    struct work *w = &p->work;
    if (a->open == 0) {
        tag(p, STR("state good"), say(w, "Done"));
    } else if (a->taken) {
        tag(p, STR("state"), say(w, "Taken back"));
    } else if (ask_over(w, a)) {
        tag(p, STR("state bad"), say(w, "Not answered in time"));
    } else {
        tag(p, STR("state care"),
                say_many(
                        w, "One text waits for an answer", "{} texts wait for an answer", a->open));
    }
}

str ask_answer_said(struct work *w, enum ask_purpose purpose, enum ask_answer answer, int64_t at) {
    str day = locale_day(w, at);
    bool current = purpose == ASK_CURRENT;
    switch (answer) {
    case ASK_YES:
        return current ? say(w, "Still holds, said on {}", txt(day))
                       : say(w, "Confirmed on {}", txt(day));
    case ASK_CORRECTED: return say(w, "Corrected and confirmed on {}", txt(day));
    case ASK_NO:
        return current ? say(w, "Withdrawn on {}", txt(day)) : say(w, "Declined on {}", txt(day));
    case ASK_OPEN:
    case ASK_ANSWERS: break;
    }
    return say(w, "Not answered yet");
}

static void write_button(struct page *p, str act, str look, str said) {
    html(&p->out, "<form method='post' action='/{}/asks/{}/{}'>", txt(p->lang), num(p->id),
            txt(act));
    page_form_key(p);
    html(&p->out, "<button class='{}'>{}</button></form>\n", txt(look), txt(said));
}

static void write_acts(struct page *p, const struct ask *a) {
    struct work *w = &p->work;
    if (a->open == 0 || ask_over(w, a)) {
        return;
    }
    html(&p->out, "<div class='acts'>");
    if (!a->reminded) {
        write_button(p, STR("remind"), STR("button"), say(w, "Remind them"));
    }
    write_button(p, STR("take-back"), STR("button plain"), say(w, "Take the question back"));
    html(&p->out, "</div>\n");
}

static void write_head(struct page *p, const struct ask *a) {
    struct work *w = &p->work;
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/asks'>{}</a></li>\n"
            "<li><a href='/{}{}' lang='{}'>{}</a></li>\n</ol>\n</nav>\n"
            "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{} ",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Asked by mail")), txt(p->lang),
            txt(page_address(p, STR("organisations"), a->organisation, a->organisation_name)),
            txt(a->organisation_lang), txt(a->organisation_name),
            txt(a->name.len ? say(w, "Asked: {}", txt(a->name)) : say(w, "Asked by mail")),
            txt(a->purpose == ASK_CURRENT ? say(w, "Whether it still holds.")
                                          : say(w, "Whether it may be published.")));
    ask_state(p, a);
    html(&p->out, "</p>\n</div>\n");
    write_acts(p, a);
    html(&p->out, "</div>\n");
}

static void write_text(struct page *p, const struct ask *a, const struct ask_text *t) {
    struct work *w = &p->work;
    html(&p->out, "<li><h3><a href='/{}{}' lang='{}'>{}</a>", txt(p->lang),
            txt(page_address(p, STR("listings"), t->listing, t->title)), txt(t->lang),
            txt(t->title));
    layout_tongue(p, t->lang);
    html(&p->out, " <span class='state'>{}</span></h3>\n<p>{}</p>\n",
            txt(label(w, LABEL_STATUS, t->status)),
            txt(ask_answer_said(w, a->purpose, t->answer, t->answered)));
    if (t->note.len) {
        html(&p->out, "<blockquote>{}</blockquote>\n", txt(t->note));
    }
    html(&p->out, "</li>\n");
}

static void write_facts(struct page *p, const struct ask *a) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<dl class='facts'>\n", txt(say(w, "The letter")));
    fact_said(p, say(w, "To"), a->mail);
    fact_said(
            p, say(w, "Language of the letter"), language_name(w->tongue, tongue_code(a->tongue)));
    fact_said(p, say(w, "Asked by"), a->asker.len ? a->asker : say(w, "the platform, by itself"));
    fact_said(p, say(w, "Asked on"), locale_day(w, a->created));
    fact_said(p, say(w, "Reminded on"), a->reminded ? locale_day(w, a->reminded) : (str){0});
    fact_said(p, say(w, "Taken back on"), a->taken ? locale_day(w, a->taken) : (str){0});
    fact_said(p, say(w, "Can be answered until"), locale_day(w, a->expires));
    fact_said(p, say(w, "Note to them"), a->note);
    html(&p->out, "</dl>\n");
}

void ask_show_page(struct page *p) {
    struct work *w = &p->work;
    struct ask a = {0};
    if (!ask_one(w, p->id, &a)) {
        page_not_found(p);
        return;
    }
    struct ask_texts texts = ask_texts(w, a.id);
    page_open_with(p, a.name.len ? say(w, "Asked: {}", txt(a.name)) : say(w, "Asked by mail"));
    write_head(p, &a);
    html(&p->out, "<div class='two'>\n<div>\n<ul class='rows'>\n");
    for (size_t i = 0; i < texts.count; i++) {
        write_text(p, &a, &texts.at[i]);
    }
    html(&p->out, "</ul>\n");
    if (a.open && a.purpose == ASK_CONFIRM) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "You can publish a text without an answer, on its own page. The record"
                           " then says that it was your decision.")));
    }
    html(&p->out, "</div>\n<div>\n");
    write_facts(p, &a);
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}

static void back(struct page *p, str done) {
    if (page_saved(p)) {
        struct buf to = {.mem = p->work.mem};
        buf_add(&to, STR("/asks/"));
        buf_num(&to, p->id);
        buf_add(&to, done);
        page_redirect(p, buf_str(&to));
    }
}

void ask_remind_post(struct page *p) {
    struct work *w = &p->work;
    struct ask a = {0};
    db_begin(w);
    bool reminded = ask_one(w, p->id, &a) && ask_remind(w, &a);
    if (reminded) {
        a.reminded = w->now;
        ask_send(&p->work, &p->house->seal, p->house->address, &a);
    }
    back(p, reminded ? STR("?done=reminded") : STR(""));
}

void ask_take_back_post(struct page *p) {
    struct ask a = {0};
    db_begin(&p->work);
    if (ask_one(&p->work, p->id, &a)) {
        ask_take_back(&p->work, &a);
    }
    back(p, STR("?done=asked-no-more"));
}
