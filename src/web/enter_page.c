#include "web/enter_page.h"

#include "account/asked.h"
#include "db/db.h"
#include "http/request.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/link_page.h"
#include "web/sign_in_page.h"
#include "wire/html.h"

/* A link is bound to the browser that asked only by this sentence. Many ask at the desk and read
 * their mail on the phone, so another browser must get in; and a visitor has no cookie of ours to
 * know them by. But whoever was sent somebody else's link sees whose account it opens and that they
 * did not ask. */
static void other_browser(struct page *p, const struct link *l) {
    struct work *w = &p->work;
    str here = asked_browser(w->mem, request_header(p->request, STR("User-Agent")));
    if (!str_eq(here, l->detail)) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say(w, "It was asked for in another browser than this one. Go on only if that"
                           " was you.")));
    }
}

static void show(struct page *p, const struct link *l, const struct account *a) {
    struct work *w = &p->work;
    int64_t asked = l->expires - ASKED_SIGN_IN_AGE_MOST;
    page_open_with(p, say(w, "Sign in as {}", txt(a->name)));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "Sign in as {}", txt(a->name))),
            txt(say(w, "The link was asked for {1} and went to {2}.", txt(locale_ago(w, asked)),
                    txt(l->mail))));
    other_browser(p, l);
    html(&p->out, "<form method='post' action='/{}/enter/{}'>\n", txt(p->lang), url(p->word));
    page_form_key(p);
    html(&p->out,
            "<p class='acts'><button class='button'>{}</button></p>\n</form>\n"
            "<p class='quiet'>{}</p>\n</div>\n",
            txt(say(w, "Sign in")),
            txt(say(w, "You did not ask for it? Then close this page: without the button nothing"
                       " happens.")));
    page_close(p);
}

/* Who was suspended after asking stays out. */
static bool may_enter(struct page *p, const struct link *l, struct account *a) {
    return account_one(&p->work, l->account, a) && !a->suspended;
}

void enter_page(struct page *p) {
    struct link l = {0};
    struct account a = {0};
    if (link_open(&p->work, p->word, LINK_SIGN_IN, &l) && may_enter(p, &l, &a)) {
        show(p, &l, &a);
    } else {
        link_page_gone(p);
    }
}

void enter_post(struct page *p) {
    struct work *w = &p->work;
    struct link l = {0};
    struct account a = {0};
    page_means(p, STR("link"));
    db_begin(w);
    if (link_take(w, p->word, LINK_SIGN_IN, &l) && may_enter(p, &l, &a)) {
        asked_used(w, l.account, l.mail, p->request->address);
        sign_in_finish(p, l.account, STR(""));
    } else {
        page_note(p, STR("sign-in refused"), l.account);
        db_forget(w);
        link_page_gone(p);
    }
}
