#include "web/ask_news.h"

#include "lang/say.h"
#include "web/ask_show_page.h"
#include "wire/html.h"

static void write_row(struct page *p, const struct ask_news *n) {
    struct work *w = &p->work;
    html(&p->out, "<li><h3><a href='/{}/asks/{}' lang='{}'>{}</a></h3><p class='quiet'>{}",
            txt(p->lang), num(n->ask), txt(n->lang), txt(n->title),
            txt(ask_answer_said(w, n->purpose, n->answer, n->answered)));
    if (n->name.len) {
        html(&p->out, " · {}", txt(n->name));
    }
    html(&p->out, "</p></li>\n");
}

void ask_news_rows(struct page *p, const struct ask_newses *all) {
    struct work *w = &p->work;
    if (all->count == 0 && all->waiting == 0) {
        return;
    }
    html(&p->out, "<h2>{}</h2>\n", txt(say(w, "Asked by mail")));
    if (all->count) {
        html(&p->out, "<ul class='rows'>\n");
        for (size_t i = 0; i < all->count; i++) {
            write_row(p, &all->at[i]);
        }
        html(&p->out, "</ul>\n");
    }
    if (all->waiting) {
        html(&p->out, "<p>{}</p>\n",
                txt(say_many(w, "One text waits for an answer.", "{} texts wait for an answer.",
                        all->waiting)));
    }
    html(&p->out, "<p><a href='/{}/asks'>{}</a></p>\n", txt(p->lang),
            txt(say(w, "Everybody who was asked")));
}
