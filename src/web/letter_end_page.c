#include "web/letter_end_page.h"

#include "db/db.h"
#include "lang/say.h"
#include "mail/unwanted.h"
#include "web/letter_page.h"
#include "wire/html.h"

/* Not the address itself: whoever has a letter that was passed on need not learn whose it was. */
static void over(struct page *p) {
    struct work *w = &p->work;
    p->status = 404;
    page_open_with(p, say(w, "This link is no longer good"));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n",
            txt(say(w, "This link is no longer good")),
            txt(say(w, "It is too old, or not whole. Take the one in a newer letter.")));
    page_close(p);
}

void letter_end_page(struct page *p) {
    struct work *w = &p->work;
    struct unwanted u = {0};
    if (!unwanted_open(w, &p->house->seal, p->word, &u)) {
        over(p);
        return;
    }
    bool done = unwanted_is(w, &p->house->seal, u.mail, u.kind);
    page_open_with(p, say(w, "End these letters"));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(done ? say(w, "You get no more of these letters") : say(w, "End these letters?")),
            txt(say(w, "Letters of the kind \"{}\".", txt(letter_kind_title(w, u.kind)))));
    if (!done) {
        html(&p->out, "<form method='post' action='/{}/letters/end/{}'>\n", txt(p->lang),
                url(p->word));
        html(&p->out, "<button class='button'>{}</button>\n</form>\n",
                txt(say(w, "Send me no more of them")));
    }
    html(&p->out, "<p class='quiet'>{}</p>\n</div>\n",
            txt(say(w, "What you ask for yourself, such as a link for signing in, still"
                       " comes.")));
    page_close(p);
}

void letter_end_post(struct page *p) {
    struct buf to = {.mem = p->work.mem};
    struct unwanted u = {0};
    if (!unwanted_open(&p->work, &p->house->seal, p->word, &u)) {
        over(p);
        return;
    }
    db_begin(&p->work);
    unwanted_add(&p->work, &p->house->seal, &u);
    if (page_saved(p)) {
        html(&to, "/letters/end/{}", url(p->word));
        page_redirect(p, buf_str(&to));
    }
}
