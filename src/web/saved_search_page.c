#include "web/saved_search_page.h"

#include "db/db.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "wire/html.h"

static str flaw_said(struct work *w, enum saved_search_flaw flaw) {
    switch (flaw) {
    case SAVED_SEARCH_WITHOUT_WORDS: return say(w, "There are no words to search for.");
    case SAVED_SEARCH_TOO_LONG:
        return say_many(w, "A name has at most one character.", "A name has at most {} characters.",
                SAVED_SEARCH_CHARACTERS_MOST);
    case SAVED_SEARCH_TOO_MANY:
        return say_many(w, "One search can be saved. Remove it first.",
                "{} searches can be saved. Remove one that you no longer need first.",
                SAVED_SEARCHES_MOST);
    case SAVED_SEARCH_FINE: break;
    }
    return (str){0};
}

static void refuse(struct page *p, const struct saved_search *s, enum saved_search_flaw flaw) {
    struct work *w = &p->work;
    p->status = 422;
    page_open(p, say(w, "This search was not saved"));
    html(&p->out,
            "<p class='answer'>{}</p>\n<p class='acts'><a class='button plain' href='/{}{}'>{}</a>"
            "</p>\n",
            txt(flaw_said(w, flaw)), txt(p->lang), txt(search_address(p, s)),
            txt(say(w, "Back to the search")));
    page_close(p);
}

static str with(struct page *p, str address, str more) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, address);
    buf_add(&to, more);
    return buf_str(&to);
}

void saved_search_post(struct page *p) {
    struct saved_search s = search_asked_form(p);
    db_begin(&p->work);
    enum saved_search_flaw flaw = saved_search_add(&p->work, &s);
    if (flaw != SAVED_SEARCH_FINE && work_ok(&p->work)) {
        db_forget(&p->work);
        refuse(p, &s, flaw);
    } else if (page_saved(p)) {
        page_redirect(p, with(p, search_address(p, &s), STR("&done=saved")));
    }
}

void saved_search_page(struct page *p) {
    struct saved_search s = {0};
    bool there = saved_search_one(&p->work, p->id, &s);
    if (!there && work_ok(&p->work)) {
        page_not_found(p);
        return;
    }
    db_begin(&p->work);
    saved_search_look(&p->work, p->id);
    if (page_saved(p)) {
        struct buf since = {.mem = p->work.mem};
        buf_add(&since, STR("&since="));
        buf_num(&since, s.seen);
        page_redirect(p, with(p, search_address(p, &s), buf_str(&since)));
    }
}

void saved_search_remove_post(struct page *p) {
    db_begin(&p->work);
    saved_search_remove(&p->work, p->id);
    if (page_saved(p)) {
        page_redirect(p, STR("/search?done=removed"));
    }
}

struct saved_shown saved_search_read(struct page *p) {
    struct saved_shown s = {0};
    if (page_signed_in(p)) {
        s.all = saved_search_list(&p->work);
        s.fresh = search_fresh(p, &s.all);
    }
    return s;
}

static void remove_form(struct page *p, const struct saved_search *s) {
    html(&p->out, "<form method='post' action='/{}/searches/{}/remove'>", txt(p->lang), num(s->id));
    page_form_key(p);
    html(&p->out,
            "<button class='link'>{}<span class='visually-hidden'>: {}</span></button></form>",
            txt(say(&p->work, "Remove")), txt(s->name));
}

void saved_search_rows(struct page *p, const struct saved_shown *s) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<ul class='rows'>\n", txt(say(w, "Saved searches")));
    for (size_t i = 0; i < s->all.count; i++) {
        const struct saved_search *one = &s->all.at[i];
        str day = locale_day(w, one->seen);
        html(&p->out, "<li class='kept'><div><h3><a href='/{}/searches/{}'>{}</a></h3>",
                txt(p->lang), num(one->id), txt(one->name));
        if (s->fresh[i]) {
            html(&p->out, "<p><span class='state good'>{}</span></p>",
                    txt(say_many(w, "One new or changed since {2}", "{1} new or changed since {2}",
                            s->fresh[i], txt(day))));
        } else {
            html(&p->out, "<p class='quiet'>{}</p>", txt(say(w, "Nothing new since {}", txt(day))));
        }
        html(&p->out, "</div>");
        remove_form(p, one);
        html(&p->out, "</li>\n");
    }
    html(&p->out, "</ul>\n");
}

static void hidden(struct page *p, str name, str value) {
    if (value.len) {
        html(&p->out, "<input type='hidden' name='{}' value='{}'>", txt(name), txt(value));
    }
}

void saved_search_form(
        struct page *p, const struct saved_search *asked, const struct saved_searches *all) {
    struct work *w = &p->work;
    for (size_t i = 0; i < all->count; i++) {
        if (saved_search_same(asked, &all->at[i])) {
            html(&p->out, "<p class='quiet'>{}</p>\n",
                    txt(say(w, "Saved as “{}”", txt(all->at[i].name))));
            return;
        }
    }
    html(&p->out,
            "<details class='reveal'>\n<summary class='button plain'>{}</summary>\n"
            "<form class='reveal-body' method='post' action='/{}/searches'>",
            txt(say(w, "Save this search")), txt(p->lang));
    page_form_key(p);
    hidden(p, STR("q"), asked->words);
    hidden(p, STR("side"), asked->side);
    hidden(p, STR("kind"), asked->kind);
    hidden(p, STR("place"), asked->place);
    hidden(p, STR("sector"), asked->sector);
    hidden(p, STR("language"), asked->lang);
    html(&p->out,
            "<div class='field'><label for='save-name'>{}</label><p class='hint' id='save-hint'>{}"
            "</p><input id='save-name' name='name' value='{}' maxlength='100' autocomplete='off'"
            " aria-describedby='save-hint'></div>\n<p class='acts'><button class='button'>{}"
            "</button></p></form>\n</details>\n",
            txt(say(w, "Name of the search")),
            txt(say(w, "It stands here and on your desk, with how much is new.")),
            txt(asked->words), txt(say(w, "Save")));
}
