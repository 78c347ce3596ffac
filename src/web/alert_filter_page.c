#include "web/alert_filter_page.h"

#include "db/db.h"
#include "lang/say.h"
#include "wire/html.h"

struct alert_filter alert_filter_asked(struct page *p) {
    return (struct alert_filter){.kind = page_query(p, STR("kind")),
            .country = page_query(p, STR("country")),
            .ecosystem = page_query(p, STR("ecosystem")),
            .least = page_query(p, STR("least"))};
}

struct alert_filters_shown alert_filter_read(struct page *p, const struct alerts *all) {
    struct alert_filters_shown s = {.all = alert_filter_list(&p->work)};
    for (size_t i = 0; i < s.all.count; i++) {
        struct alert_wish wish = alert_filter_wish(&s.all.at[i]);
        s.fresh[i] = alert_count(p->house->live, all, &wish);
    }
    return s;
}

/* The path of the new matches that a filter is about, after the language. */
static str address_of(struct page *p, const struct alert_filter *f) {
    struct buf out = {.mem = p->work.mem};
    html(&out, "/new-matches?kind={}&country={}&ecosystem={}&least={}", url(f->kind),
            url(f->country), url(f->ecosystem), url(f->least));
    return buf_str(&out);
}

static void remove_form(struct page *p, const struct alert_filter *f) {
    html(&p->out, "<form method='post' action='/{}/new-matches/filters/{}/remove'>", txt(p->lang),
            num(f->id));
    page_form_key(p);
    html(&p->out,
            "<button class='link'>{}<span class='visually-hidden'>: {}</span></button></form>",
            txt(say(&p->work, "Remove")), txt(f->name));
}

void alert_filter_rows(struct page *p, const struct alert_filters_shown *s) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<ul class='rows'>\n", txt(say(w, "New matches you follow")));
    for (size_t i = 0; i < s->all.count; i++) {
        const struct alert_filter *f = &s->all.at[i];
        html(&p->out, "<li class='kept'><div><h3><a href='/{}/{}'>{}</a></h3>", txt(p->lang),
                txt(str_skip(address_of(p, f), 1)), txt(f->name));
        if (s->fresh[i]) {
            html(&p->out, "<p><span class='state good'>{}</span></p>",
                    txt(say_many(w, "One new match", "{} new matches", s->fresh[i])));
        } else {
            html(&p->out, "<p class='quiet'>{}</p>", txt(say(w, "Nothing new")));
        }
        html(&p->out, "</div>");
        remove_form(p, f);
        html(&p->out, "</li>\n");
    }
    html(&p->out, "</ul>\n");
}

static bool same(const struct alert_filter *a, const struct alert_filter *b) {
    return str_eq(a->kind, b->kind) && str_eq(a->country, b->country) &&
           str_eq(a->ecosystem, b->ecosystem) && str_eq(a->least, b->least);
}

static void hidden(struct page *p, str name, str value) {
    if (value.len) {
        html(&p->out, "<input type='hidden' name='{}' value='{}'>", txt(name), txt(value));
    }
}

void alert_filter_form(
        struct page *p, const struct alert_filter *asked, const struct alert_filters *all) {
    struct work *w = &p->work;
    bool any = asked->kind.len || asked->country.len || asked->ecosystem.len || asked->least.len;
    for (size_t i = 0; any && i < all->count; i++) {
        if (same(asked, &all->at[i])) {
            html(&p->out, "<p class='quiet'>{}</p>\n",
                    txt(say(w, "Saved as “{}”", txt(all->at[i].name))));
            return;
        }
    }
    if (!any) {
        return;
    }
    html(&p->out,
            "<details class='reveal'>\n<summary class='button plain'>{}</summary>\n"
            "<form class='reveal-body' method='post' action='/{}/new-matches/filters'>",
            txt(say(w, "Follow these")), txt(p->lang));
    page_form_key(p);
    hidden(p, STR("kind"), asked->kind);
    hidden(p, STR("country"), asked->country);
    hidden(p, STR("ecosystem"), asked->ecosystem);
    hidden(p, STR("least"), asked->least);
    html(&p->out,
            "<div class='field'><label for='follow-name'>{}</label><p class='hint'"
            " id='follow-hint'>{}</p><input id='follow-name' name='name' maxlength='{}'"
            " required autocomplete='off' aria-describedby='follow-hint'></div>\n"
            "<p class='acts'><button class='button'>{}</button></p></form>\n</details>\n",
            txt(say(w, "Name")),
            txt(say(w, "It stands here and on your desk, with how much is new.")),
            num(ALERT_FILTER_CHARACTERS_MOST), txt(say(w, "Save")));
}

static str flaw_said(struct work *w, enum alert_filter_flaw flaw) {
    switch (flaw) {
    case ALERT_FILTER_WITHOUT_NAME: return say(w, "Give it a name.");
    case ALERT_FILTER_TOO_LONG:
        return say_many(w, "A name has at most one character.", "A name has at most {} characters.",
                ALERT_FILTER_CHARACTERS_MOST);
    case ALERT_FILTER_TOO_MANY:
        return say_many(w, "One can be followed. Remove it first.",
                "{} can be followed. Remove one that you no longer need first.",
                ALERT_FILTERS_MOST);
    case ALERT_FILTER_FINE: break;
    }
    return (str){0};
}

static void refuse(struct page *p, const struct alert_filter *f, enum alert_filter_flaw flaw) {
    struct work *w = &p->work;
    p->status = 422;
    page_open(p, say(w, "This was not saved"));
    html(&p->out,
            "<p class='answer'>{}</p>\n<p class='acts'><a class='button plain' href='/{}/{}'>{}</a>"
            "</p>\n",
            txt(flaw_said(w, flaw)), txt(p->lang), txt(str_skip(address_of(p, f), 1)),
            txt(say(w, "Back to the new matches")));
    page_close(p);
}

void alert_filter_post(struct page *p) {
    struct alert_filter f = {.name = page_form_line(p, STR("name")),
            .kind = page_form_line(p, STR("kind")),
            .country = page_form_line(p, STR("country")),
            .ecosystem = page_form_line(p, STR("ecosystem")),
            .least = page_form_line(p, STR("least"))};
    db_begin(&p->work);
    enum alert_filter_flaw flaw = alert_filter_add(&p->work, &f);
    if (flaw != ALERT_FILTER_FINE && work_ok(&p->work)) {
        db_forget(&p->work);
        refuse(p, &f, flaw);
    } else if (page_saved(p)) {
        struct buf to = {.mem = p->work.mem};
        buf_add(&to, address_of(p, &f));
        buf_add(&to, STR("&done=saved"));
        page_redirect(p, buf_str(&to));
    }
}

void alert_filter_remove_post(struct page *p) {
    db_begin(&p->work);
    alert_filter_remove(&p->work, p->id);
    if (page_saved(p)) {
        page_redirect(p, STR("/new-matches?done=removed"));
    }
}
