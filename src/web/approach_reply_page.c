#include "web/approach_reply_page.h"

#include "account/link.h"
#include "lang/say.h"
#include "trust/approach_letter.h"
#include "web/approach_reply.h"
#include "wire/html.h"

/* False where the address is good no more; what was ended still says so. */
static bool find(struct page *p, struct approach_replying *k) {
    struct work *w = &p->work;
    struct link link = {0};
    p->bare = true;
    k->by_link = true;
    return link_open(w, p->word, LINK_APPROACH, &link) && approach_one(w, link.object, &k->a) &&
           approach_answer_of(w, &k->a, &k->n) &&
           approach_link_by(w, &k->a, link.mail, link.detail, &k->by);
}

static void gone(struct page *p) {
    struct work *w = &p->work;
    p->status = 404;
    page_open_with(p, say(w, "This address is good no more"));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n",
            txt(say(w, "This address is good no more")),
            txt(say(w, "Its time is over, somebody else is asked now, or it is not whole: look"
                       " whether your mail program cut it off.")));
    page_close(p);
}

static str title_of(struct work *w, const struct approach_replying *k) {
    return k->by == APPROACH_BY_SPEAKER
                   ? say(w, "Shall you and {} get in touch?", txt(approach_their_name(&k->a)))
                   : say(w, "{} would like to get in touch", txt(approach_our_name(&k->a)));
}

static str lead_of(struct work *w, const struct approach_replying *k) {
    const struct approach *a = &k->a;
    struct approach_person asker = {0};
    if (!approach_person(w, a->asker, a->own, &asker)) {
        return (str){0};
    }
    return k->by == APPROACH_BY_SPEAKER
                   ? say(w, "{} of {} asks them on behalf of {}, and names you as whom to talk to.",
                             txt(asker.name), txt(a->cluster_name), txt(approach_our_name(a)))
                   : say(w, "{} asks you as somebody of {}. Why:", txt(asker.name),
                             txt(approach_their_name(a)));
}

static void show(struct page *p, const struct approach_replying *k) {
    struct work *w = &p->work;
    page_open_with(p, title_of(w, k));
    html(&p->out,
            "<div class='asked'>\n<p class='asked-from'>{}</p>\n<h1>{}</h1>\n<p class='answer'>{}"
            "</p>\n",
            txt(k->a.cluster_name), txt(title_of(w, k)), txt(lead_of(w, k)));
    approach_reply_view(p, k);
    html(&p->out, "</div>\n");
    page_close(p);
}

void approach_reply_page(struct page *p) {
    struct approach_replying k = {0};
    if (find(p, &k)) {
        show(p, &k);
    } else {
        gone(p);
    }
}

/* Who was named and said no is forgotten with it, and their address leads nowhere any more. */
static void thank(struct page *p) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "Thank you"));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n</div>\n",
            txt(say(w, "Thank you")),
            txt(say(w, "Your name and address are deleted here. Nobody is told that you were asked,"
                       " but for whoever named you.")));
    page_close(p);
}

void approach_reply_post(struct page *p) {
    struct approach_replying k = {0};
    if (!find(p, &k)) {
        gone(p);
        return;
    }
    if (!approach_act_of(page_form(p, STR("answer")), &k.reply.act)) {
        page_error(p, 400);
        return;
    }
    if (!approach_reply_take(p, &k)) {
        show(p, &k);
    } else if (page_saved(p)) {
        bool forgotten = k.by == APPROACH_BY_PASSED && k.reply.act == APPROACH_SAY_NO;
        struct buf to = {.mem = p->work.mem};
        html(&to, "/approached/{}", url(p->word));
        if (forgotten) {
            thank(p);
        } else {
            page_redirect(p, buf_str(&to));
        }
    }
}
