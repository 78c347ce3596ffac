#include "web/visit_page.h"

#include "db/db.h"
#include "directory/visit.h"
#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "lang/sentence.h"
#include "lang/side.h"
#include "web/fact.h"
#include "web/layout.h"
#include "web/listing_state.h"
#include "wire/html.h"

static void write_button(struct page *p, str act, str look, str said) {
    html(&p->out, "<form method='post' action='/{}/visits/{}/{}'>", txt(p->lang), num(p->id),
            txt(act));
    page_form_key(p);
    html(&p->out, "<button class='{}'>{}</button></form>\n", txt(look), txt(said));
}

/* Taken away for good, so it takes two steps. */
static void write_remove(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<details class='reveal no-print'>\n<summary class='link'>{}</summary>\n"
            "<div class='reveal-body'><p>{}</p>",
            txt(say(w, "Remove this note")),
            txt(say(w, "It is gone for good. The needs and offers drawn out of it stay.")));
    write_button(p, STR("remove"), STR("button danger"), say(w, "Remove"));
    html(&p->out, "</div>\n</details>\n");
}

static void write_head(struct page *p, const struct visit *v, bool askable) {
    struct work *w = &p->work;
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/visits'>{}</a></li>\n"
            "<li><a href='/{}{}' lang='{}'>{}</a></li>\n</ol>\n</nav>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Visits")), txt(p->lang),
            txt(page_address(p, STR("organisations"), v->organisation, v->organisation_name)),
            txt(v->organisation_lang), txt(v->organisation_name));
    html(&p->out, "<div class='head'>\n<div>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n",
            txt(say(w, "Visit to {}", txt(v->organisation_name))),
            txt(locale_date(w, v->day, DATE_LONG)));
    html(&p->out, "<div class='acts'>");
    if (askable) {
        html(&p->out, "<a class='button' href='/{}/organisations/{}/ask?visit={}'>{}</a>\n",
                txt(p->lang), num(v->organisation), num(v->id), txt(say(w, "Ask the member")));
    }
    html(&p->out, "<a class='button plain' href='/{}/visits/{}/edit'>{}</a>\n</div>\n</div>\n",
            txt(p->lang), num(v->id), txt(say(w, "Edit")));
}

static void write_note(struct page *p, const struct visit *v) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}", txt(say(w, "Note")));
    layout_tongue(p, v->lang);
    html(&p->out, "</h2>\n");
    fact_paragraphs(p, v->body, v->lang);
    html(&p->out, "<p class='quiet'>{}</p>\n",
            txt(v->writer.len ? say(w, "Written by {} on {}", txt(v->writer),
                                        txt(locale_day(w, v->created)))
                              : say(w, "Written on {}", txt(locale_day(w, v->created)))));
    if (v->present.len) {
        html(&p->out, "<p class='quiet'>{}</p>\n", txt(say(w, "There were: {}", txt(v->present))));
    }
}

static void write_drawn(struct page *p, const struct listings *all) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "What came of it")));
    if (all->count == 0) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say(w, "Nothing yet. Choose sentences of the note.")));
        return;
    }
    html(&p->out, "<ul class='rows'>\n");
    for (size_t i = 0; i < all->count; i++) {
        const struct listing *l = &all->at[i];
        html(&p->out, "<li><h3><a href='/{}{}' lang='{}'>{}</a>", txt(p->lang),
                txt(listing_address(p, l, (str){0})), txt(l->lang), txt(l->title));
        layout_tongue(p, l->lang);
        html(&p->out, " ");
        listing_state(p, l);
        html(&p->out,
                "</h3><p class='quiet'>{} · <a class='no-print' href='/{}/listings/{}/edit'>"
                "{}</a></p></li>\n",
                txt(label(w, LABEL_SIDE, l->side)), txt(p->lang), num(l->id), txt(say(w, "Edit")));
    }
    html(&p->out, "</ul>\n");
}

/* Whether a draft was made of it already. */
static bool is_drawn(const struct listings *all, str sentence) {
    for (size_t i = 0; i < all->count; i++) {
        if (str_eq(all->at[i].title, sentence) || str_eq(all->at[i].body, sentence)) {
            return true;
        }
    }
    return false;
}

static void write_choice(struct page *p, size_t i, str value, bool chosen, str said) {
    html(&p->out, "<label><input type='radio' name='s{}' value='{}'", num((int64_t)i), txt(value));
    if (chosen) {
        html(&p->out, " checked");
    }
    html(&p->out, "> {}</label>\n", txt(said));
}

/* What the sentence itself says it is: "they look for", "they offer". */
static void write_sentence(struct page *p, size_t i, str sentence, str lang) {
    struct work *w = &p->work;
    enum tongue t = EN;
    (void)tongue_of(lang, &t);
    enum side_said said = side_said(w->mem, sentence, t);
    html(&p->out, "<fieldset class='draw'><legend lang='{}'>{}</legend>\n", txt(lang),
            txt(sentence));
    write_choice(p, i, STR("none"), said == SIDE_UNSAID, say(w, "Nothing"));
    write_choice(p, i, STR("need"), said == SIDE_SEEKS, say(w, "A need"));
    write_choice(p, i, STR("offer"), said == SIDE_OFFERS, say(w, "An offer"));
    html(&p->out, "</fieldset>\n");
}

static void write_draw(struct page *p, const struct visit *v, const struct listings *drawn) {
    struct work *w = &p->work;
    struct sentences all = sentence_list(w->mem, v->body);
    html(&p->out,
            "<section class='no-print'>\n<h2>{}</h2>\n<p>{}</p>\n"
            "<form method='post' action='/{}/visits/{}/draw'>\n",
            txt(say(w, "Draw needs and offers out of it")),
            txt(say(w, "Each sentence you choose becomes a draft, which you can word better"
                       " afterwards.")),
            txt(p->lang), num(v->id));
    page_form_key(p);
    html(&p->out, "<input type='hidden' name='version' value='{}'>\n", num(v->version));
    for (size_t i = 0; i < all.count; i++) {
        if (is_drawn(drawn, all.at[i])) {
            html(&p->out, "<p class='quiet' lang='{}'>✓ {}</p>\n", txt(v->lang), txt(all.at[i]));
        } else {
            write_sentence(p, i, all.at[i], v->lang);
        }
    }
    html(&p->out,
            "<p class='acts'><button class='button'>{}</button> <a class='button plain'"
            " href='/{}/organisations/{}/listings/new?side=need'>{}</a></p>\n</form>\n</section>\n",
            txt(say(w, "Make drafts")), txt(p->lang), num(v->organisation),
            txt(say(w, "Write another one")));
}

static bool any_draft(const struct listings *all) {
    for (size_t i = 0; i < all->count; i++) {
        if (str_eq(all->at[i].status, STR("draft")) || str_eq(all->at[i].status, STR("review"))) {
            return true;
        }
    }
    return false;
}

static void show(struct page *p, const struct visit *v, bool changed) {
    struct work *w = &p->work;
    struct listings drawn = visit_drawn(w, v->id);
    page_open_with(p, say(w, "Visit to {}", txt(v->organisation_name)));
    write_head(p, v, any_draft(&drawn));
    if (changed) {
        html(&p->out, "<p class='note care' role='alert'>{}</p>\n",
                txt(say(w, "Somebody else changed the note in between. Nothing was drawn: choose"
                           " again.")));
    }
    html(&p->out, "<div class='two'>\n<div>\n");
    write_note(p, v);
    write_draw(p, v, &drawn);
    html(&p->out, "</div>\n<div>\n");
    write_drawn(p, &drawn);
    write_remove(p);
    html(&p->out, "</div>\n</div>\n");
    page_close(p);
}

void visit_page(struct page *p) {
    struct visit v = {0};
    if (!visit_one(&p->work, p->id, &v)) {
        page_not_found(p);
        return;
    }
    show(p, &v, false);
}

/* "need" or "offer" for the sentence with that number; empty: it is left. */
static str chosen(struct page *p, size_t i) {
    struct buf name = {.mem = p->work.mem};
    buf_add(&name, STR("s"));
    buf_num(&name, (int64_t)i);
    str side = page_form(p, buf_str(&name));
    bool one = str_eq(side, STR("need")) || str_eq(side, STR("offer"));
    return one ? side : (str){0};
}

static void draw(struct page *p, const struct visit *v) {
    struct work *w = &p->work;
    struct listings drawn = visit_drawn(w, v->id);
    struct sentences all = sentence_list(w->mem, v->body);
    size_t room = VISIT_DRAWN_MOST - drawn.count;
    for (size_t i = 0; i < all.count && room; i++) {
        str side = chosen(p, i);
        if (side.len && !is_drawn(&drawn, all.at[i])) {
            (void)visit_draw(w, v, side, all.at[i], v->lang);
            room--;
        }
    }
}

void visit_draw_post(struct page *p) {
    struct visit v = {0};
    int64_t version = 0;
    (void)str_num(page_form(p, STR("version")), &version);
    db_begin(&p->work);
    bool there = visit_one(&p->work, p->id, &v);
    if (!there || v.version != version) {
        db_forget(&p->work);
        p->status = 409;
        if (there) {
            show(p, &v, true);
        } else {
            page_not_found(p);
        }
        return;
    }
    draw(p, &v);
    if (page_saved(p)) {
        struct buf to = {.mem = p->work.mem};
        buf_add(&to, STR("/visits/"));
        buf_num(&to, v.id);
        buf_add(&to, STR("?done=drawn"));
        page_redirect(p, buf_str(&to));
    }
}
