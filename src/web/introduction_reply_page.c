#include "web/introduction_reply_page.h"

#include "account/link.h"
#include "db/db.h"
#include "directory/individual.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "trust/introduction_off.h"
#include "trust/introduction_words.h"
#include "web/introduction_said.h"
#include "web/layout.h"
#include "web/link_page.h"
#include "wire/html.h"

struct replying {
    struct introduction n;
    struct introduction_link link;
    struct individual reader;
    str action; /* where its forms go, after the language */
    bool by_letter;
    bool off; /* they want to be asked no more */
};

static bool read_rest(struct page *p, struct replying *k) {
    k->off = introduction_off(&p->work, k->link.individual);
    return introduction_one(&p->work, k->link.introduction, &k->n) &&
           individual_one(&p->work, k->link.individual, &k->reader);
}

/* "2/1" is the first of the second chain. */
static bool by_letter(struct page *p, struct replying *k) {
    struct link link = {0};
    struct buf action = {.mem = p->work.mem};
    str chain;
    int64_t c = 0;
    int64_t place = 0;
    if (!link_open(&p->work, p->word, LINK_INTRODUCTION, &link)) {
        return false;
    }
    str rest = link.detail;
    html(&action, "/introduction/{}", url(p->word));
    k->action = buf_str(&action);
    k->by_letter = true;
    return str_cut(&rest, '/', &chain) && str_num(chain, &c) && str_num(rest, &place) &&
           introduction_link_one(&p->work, link.object, c, place, &k->link) && read_rest(p, k);
}

static bool signed_in(struct page *p, struct replying *k) {
    struct buf action = {.mem = p->work.mem};
    int64_t reader = db_number(&p->work,
            "SELECT COALESCE(MAX(id), 0) FROM individual WHERE account_id = ?", num(p->account.id));
    html(&action, "/introductions/{}/asked", num(p->id));
    k->action = buf_str(&action);
    return reader && introduction_link_mine(&p->work, p->id, reader, &k->link) && read_rest(p, k);
}

static bool can_answer(const struct page *p, const struct replying *k) {
    return k->link.state == INTRODUCTION_ASKED &&
           introduction_state(&p->work, &k->n) == INTRODUCTION_OPEN &&
           introduction_link_until(&k->n, &k->link) > p->work.now;
}

static str title_of(struct work *w, const struct replying *k, const struct introduction_words *s) {
    return k->link.last ? say(w, "{} would like to introduce you to somebody", txt(s->who))
                        : say(w, "{} asks you for an introduction", txt(s->who));
}

static void write_button(struct page *p, const struct replying *k, str answer, str look, str said) {
    html(&p->out, "<form method='post' action='/{}{}'>", txt(p->lang), txt(k->action));
    if (!k->by_letter) {
        page_form_key(p);
    }
    html(&p->out, "<button class='{}' name='answer' value='{}'>{}</button></form>\n", txt(look),
            txt(answer), txt(said));
}

static void write_ways(struct page *p, const struct replying *k) {
    struct work *w = &p->work;
    html(&p->out, "<div class='asked-ways'>\n");
    write_button(p, k, STR("yes"), STR("button"),
            k->link.last ? say(w, "Yes, introduce us") : say(w, "Yes, I will help"));
    write_button(p, k, STR("no"), STR("button plain"), say(w, "No"));
    html(&p->out, "</div>\n<p class='quiet'>{}</p>\n",
            txt(say(w,
                    "You can answer until {}. If you decline or do not answer, nobody learns of"
                    " it.",
                    txt(locale_day(w, introduction_link_until(&k->n, &k->link))))));
}

static void write_said(struct page *p, const struct replying *k) {
    struct work *w = &p->work;
    bool open = k->link.state == INTRODUCTION_ASKED;
    html(&p->out, "<p class='note{}'>{}</p>\n",
            txt(k->link.state == INTRODUCTION_AGREED ? STR(" good") : (str){0}),
            txt(introduction_answer_said(w, open ? INTRODUCTION_LAPSED : k->link.state)));
}

/* Both said yes: whom they were introduced to. */
static void write_asker(struct page *p, const struct replying *k) {
    struct individual asker = {0};
    if (k->link.last && k->link.state == INTRODUCTION_AGREED && k->n.target == k->link.individual &&
            individual_one(&p->work, k->n.asker, &asker)) {
        html(&p->out, "<p>{} <a href='mailto:{}'>{}</a></p>\n",
                txt(introduction_person(&p->work, asker.id)), txt(asker.mail), txt(asker.mail));
    }
}

static void write_row(struct page *p, const struct introduction_asked *a) {
    struct work *w = &p->work;
    html(&p->out, "<li>{} <bdi lang='{}'>{}</bdi> → <bdi lang='{}'>{}</bdi>: {}</li>\n",
            txt(locale_day(w, a->asked)), txt(a->cluster_lang), txt(a->cluster_name),
            txt(a->aim_lang), txt(a->last ? say(w, "You") : a->aim_name),
            txt(introduction_answer_said(w, a->state)));
}

static void write_earlier(struct page *p, const struct replying *k) {
    struct introduction_askeds all = introduction_asked_list(&p->work, k->reader.id);
    if (all.count < 2) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n<ul>\n", txt(say(&p->work, "What you were asked")));
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].introduction != k->n.id) {
            write_row(p, &all.at[i]);
        }
    }
    html(&p->out, "</ul>\n");
}

static void write_never(struct page *p, const struct replying *k) {
    struct work *w = &p->work;
    if (k->off) {
        html(&p->out, "<div class='asked-end'>\n<p>{}</p>\n",
                txt(say(w, "You are asked for no introductions any more. Nobody learns of it.")));
        write_button(p, k, STR("again"), STR("button plain"), say(w, "You may ask me again"));
        html(&p->out, "</div>\n");
        return;
    }
    html(&p->out,
            "<div class='asked-end'>\n<details class='reveal'>\n<summary class='link'>{}</summary>"
            "\n<div class='reveal-body'>\n<p>{}</p>\n",
            txt(say(w, "Never ask me for introductions")),
            txt(say(w, "This one counts as declined, unseen as always. You are left out of all"
                       " others, and get no more such letters.")));
    write_button(p, k, STR("never"), STR("button plain"), say(w, "Never ask me"));
    html(&p->out, "</div>\n</details>\n</div>\n");
}

static void show(struct page *p, const struct replying *k) {
    struct work *w = &p->work;
    struct introduction_words said = introduction_words(w, &k->n, &k->link);
    str title = title_of(w, k, &said);
    page_open_with(p, title);
    html(&p->out,
            "<div class='asked'>\n<p class='asked-from' lang='{}'>{}</p>\n<h1>{}</h1>\n"
            "<p class='answer'>{}</p>\n<blockquote class='asked-note' lang='{}'>{}",
            txt(k->n.cluster_lang), txt(k->n.cluster_name), txt(title), txt(said.wish),
            txt(said.reason_lang), txt(said.reason));
    layout_tongue(p, said.reason_lang);
    html(&p->out, "</blockquote>\n");
    if (can_answer(p, k)) {
        html(&p->out, "<p>{}</p>\n", txt(said.next));
        write_ways(p, k);
    } else {
        write_said(p, k);
        write_asker(p, k);
    }
    write_earlier(p, k);
    write_never(p, k);
    html(&p->out, "</div>\n");
    page_close(p);
}

void introduction_reply_page(struct page *p) {
    struct replying k = {0};
    p->bare = true;
    if (by_letter(p, &k)) {
        show(p, &k);
    } else {
        link_page_gone(p);
    }
}

void introduction_asked_page(struct page *p) {
    struct replying k = {0};
    if (signed_in(p, &k)) {
        show(p, &k);
    } else {
        page_not_found(p);
    }
}

/* It stands with the person alone, not with what their cluster keeps of them, which whoever asked
 * may be allowed to read. */
static void answer(struct page *p, const struct replying *k) {
    struct work *w = &p->work;
    str said = page_form(p, STR("answer"));
    bool never = str_eq(said, STR("never"));
    bool again = str_eq(said, STR("again"));
    bool yes = str_eq(said, STR("yes"));
    if (!yes && !never && !again && !str_eq(said, STR("no"))) {
        page_error(p, 400);
        return;
    }
    db_begin(w);
    if (!again) {
        (void)introduction_link_answer(w, &k->link, yes);
    }
    if (never || again) {
        introduction_set_off(w, k->reader.id, never);
    }
    if (page_saved(p)) {
        page_redirect(p, k->action);
    }
}

/* Read in the transaction of the answer: of two at once only the first counts. */
void introduction_reply_post(struct page *p) {
    struct replying k = {0};
    p->bare = true;
    if (by_letter(p, &k)) {
        answer(p, &k);
    } else {
        link_page_gone(p);
    }
}

void introduction_asked_post(struct page *p) {
    struct replying k = {0};
    if (signed_in(p, &k)) {
        answer(p, &k);
    } else {
        page_not_found(p);
    }
}
