#include "web/link_page.h"

#include "lang/say.h"
#include "wire/html.h"

str link_page_address(struct page *p, enum tongue t, str path, str token) {
    return link_address(p->work.mem, p->house->address, t, path, token);
}

void link_page_say(struct page *p, const struct link_page_said *s) {
    page_open_with(p, s->title);
    html(&p->out,
            "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n"
            "<p class='acts'><a class='button' href='/{}{}'>{}</a></p>\n</div>\n",
            txt(s->title), txt(s->text), txt(p->lang), txt(s->path), txt(s->button));
    page_close(p);
}

void link_page_gone(struct page *p) {
    struct work *w = &p->work;
    p->status = 404;
    link_page_say(
            p, &(struct link_page_said){.title = say(w, "This link is good no more"),
                       .text = say(w, "Links in letters can be used once and not for long. This"
                                      " one was used, is too old, or was withdrawn. Ask for a"
                                      " new one."),
                       .path = STR("/sign-in"),
                       .button = say(w, "Sign in")});
}
