#include "web/ask_reply_page.h"

#include "account/link.h"
#include "ask/ask_send.h"
#include "db/db.h"
#include "directory/ask_reply.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "mail/unwanted.h"
#include "web/ask_reply_text.h"
#include "wire/html.h"

static bool find(struct page *p, struct ask_shown *k) {
    struct link link = {0};
    struct work *w = &p->work;
    bool there = link_open(w, p->word, LINK_CONFIRM, &link) ||
                 link_open(w, p->word, LINK_CURRENT, &link);
    return there && ask_one(w, link.object, &k->ask);
}

static void alone(struct page *p, str title, str said) {
    page_open_with(p, title);
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n",
            txt(title), txt(said));
    page_close(p);
}

/* An address that was never made is told from one that is over by nobody. */
static void gone(struct page *p, const struct ask_shown *k) {
    struct work *w = &p->work;
    p->status = 404;
    if (k->ask.taken) {
        alone(p, say(w, "Nothing needs an answer any more"),
                say(w, "{} has taken the question back. There is nothing for you to do.",
                        txt(k->ask.cluster_name)));
        return;
    }
    alone(p, say(w, "This address is good no more"),
            say(w, "It is older than 30 days, or not whole: look whether your mail program cut it"
                   " off. If something is still to be answered, your cluster asks you again."));
}

static str title_of(struct work *w, const struct ask_shown *k) {
    if (k->ask.open == 0) {
        return say(w, "Thank you");
    }
    if (k->ask.purpose == ASK_CURRENT) {
        return say_many(w, "Does this still hold?", "Do these {} still hold?", k->ask.open);
    }
    return say_many(w, "Is this right?", "Are these {} right?", k->ask.open);
}

static str lead_of(struct work *w, const struct ask_shown *k) {
    const struct ask *a = &k->ask;
    if (a->open == 0) {
        return say(w, "Nothing is left to answer. You can close this page.");
    }
    if (a->purpose == ASK_CURRENT) {
        return say(w, "It is published for {1} through {2}, and soon nobody will see it any more.",
                txt(a->organisation_name), txt(a->cluster_name));
    }
    if (a->asker.len) {
        return say(w,
                "{1} of {2} has written it down for {3}, so that partners abroad can find"
                " you.",
                txt(a->asker), txt(a->cluster_name), txt(a->organisation_name));
    }
    return say(w, "{1} has written it down for {2}, so that partners abroad can find you.",
            txt(a->cluster_name), txt(a->organisation_name));
}

static void write_end(struct page *p, const struct ask_shown *k) {
    struct work *w = &p->work;
    html(&p->out, "<div class='asked-end'>\n<p class='quiet'>{}</p>\n",
            txt(say(w, "This page can be opened until {}.", txt(locale_day(w, k->ask.expires)))));
    html(&p->out,
            "<details class='reveal'>\n<summary class='link'>{}</summary>\n<div"
            " class='reveal-body'>\n<p>{}</p>\n<form method='post' action='/{}/asked/{}'>",
            txt(say(w, "I want no more such letters")),
            txt(say(w, "Your name and address are forgotten here, and nobody can ask you by mail"
                       " again. What is not answered stays open.")),
            txt(p->lang), url(p->word));
    html(&p->out,
            "<button class='button plain' name='answer' value='stop'>{}</button></form>\n</div>\n"
            "</details>\n</div>\n",
            txt(say(w, "No more letters")));
}

static void show(struct page *p, const struct ask_shown *k) {
    struct work *w = &p->work;
    str title = title_of(w, k);
    page_open_with(p, title);
    html(&p->out,
            "<div class='asked'>\n<p class='asked-from'>{}</p>\n<h1>{}</h1>\n<p class='answer'>{}"
            "</p>\n",
            txt(k->ask.cluster_name), txt(title), txt(lead_of(w, k)));
    if (k->ask.note.len) {
        html(&p->out, "<blockquote class='asked-note'>{}</blockquote>\n", txt(k->ask.note));
    }
    for (size_t i = 0; i < k->texts.count; i++) {
        ask_reply_text(p, k, &k->texts.at[i]);
    }
    write_end(p, k);
    html(&p->out, "</div>\n");
    page_close(p);
}

void ask_reply_page(struct page *p) {
    struct ask_shown k = {0};
    p->bare = true;
    if (!find(p, &k) || ask_over(&p->work, &k.ask)) {
        gone(p, &k);
        return;
    }
    k.texts = ask_texts(&p->work, k.ask.id);
    show(p, &k);
}

static void take(struct page *p, struct ask_reply *r) {
    str said = page_form(p, STR("answer"));
    (void)str_num(page_form(p, STR("listing")), &r->listing);
    (void)str_num(page_form(p, STR("version")), &r->version);
    r->said = str_eq(said, STR("yes"))         ? ASK_YES
              : str_eq(said, STR("corrected")) ? ASK_CORRECTED
              : str_eq(said, STR("no"))        ? ASK_NO
                                               : ASK_OPEN;
    r->title = page_form(p, STR("title"));
    r->body = page_form(p, STR("text"));
    r->until = page_form(p, STR("until"));
    r->reason = page_form(p, STR("reason"));
}

/* Whoever wants no letters is forgotten at once, and asked no more by mail. */
static void stop(struct page *p, const struct ask_shown *k) {
    struct work *w = &p->work;
    static const enum ask_purpose purposes[] = {ASK_CONFIRM, ASK_CURRENT};
    db_begin(w);
    for (size_t i = 0; i < 2; i++) {
        unwanted_add(w, &p->house->seal,
                &(struct unwanted){.mail = k->ask.mail,
                        .kind = ask_kind(&(struct ask){.purpose = purposes[i]})});
    }
    ask_forget(w, k->ask.mail);
    if (page_saved(p)) {
        alone(p, say(w, "You get no more such letters"),
                say(w,
                        "Your name and address are forgotten here. {} still has what it knew of you"
                        " before; ask there if you want that erased too.",
                        txt(k->ask.cluster_name)));
    }
}

static void go_back(struct page *p, int64_t listing) {
    struct buf to = {.mem = p->work.mem};
    html(&to, "/asked/{}#text-{}", url(p->word), num(listing));
    page_redirect(p, buf_str(&to));
}

static void answer(struct page *p, struct ask_shown *k) {
    struct work *w = &p->work;
    db_begin(w);
    k->replied = ask_reply(w, &k->ask, &k->reply);
    if (k->replied == ASK_DONE || !work_ok(w)) {
        if (page_saved(p)) {
            go_back(p, k->reply.listing);
        }
        return;
    }
    db_forget(w);
    bool typed = k->replied >= ASK_WITHOUT_TITLE;
    p->status = typed ? 422 : 409;
    k->texts = ask_texts(w, k->ask.id);
    show(p, k);
}

void ask_reply_post(struct page *p) {
    struct ask_shown k = {0};
    p->bare = true;
    if (!find(p, &k) || ask_over(&p->work, &k.ask)) {
        gone(p, &k);
        return;
    }
    take(p, &k.reply);
    if (str_eq(page_form(p, STR("answer")), STR("stop"))) {
        stop(p, &k);
    } else if (k.reply.said == ASK_OPEN) {
        page_error(p, 400);
    } else {
        answer(p, &k);
    }
}
