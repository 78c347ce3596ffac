#include "web/weights_proposal.h"

#include "lang/say.h"
#include "wire/html.h"

static void dismiss(struct page *p) {
    html(&p->out, "<form method='post' action='/{}/weights/dismiss'>", txt(p->lang));
    page_form_key(p);
    html(&p->out, "<button class='button plain'>{}</button></form>\n",
            txt(say(&p->work, "Dismiss it")));
}

static str lacking(struct work *w, const struct proposal *o) {
    if (o->lacking_good || o->lacking_refused) {
        return o->lacking_good
                       ? say_many(w, "One more decision is missing, and it takes good ones.",
                                 "{} more decisions are missing, good ones among them.", o->lacking)
                       : say_many(w, "One more decision is missing, one that is not for you.",
                                 "{} more decisions are missing, some that are not for you among"
                                 " them.",
                                 o->lacking);
    }
    return say_many(
            w, "One more decision is missing.", "{} more decisions are missing.", o->lacking);
}

static void waiting(struct page *p, const struct proposal *o) {
    struct work *w = &p->work;
    html(&p->out, "<p class='quiet'>{} {}</p>\n",
            txt(say(w, "From matches you call good or not for you, other weights can be"
                       " proposed.")),
            txt(lacking(w, o)));
}

static void offer(struct page *p, const struct proposal *o, bool shown) {
    struct work *w = &p->work;
    html(&p->out, "<div class='note' id='proposal'>\n<p><b>{}</b></p>\n<p>{}</p>\n",
            txt(shown ? say(w, "The proposed weights stand below. Nothing is saved yet.")
                      : say(w, "Your decisions suggest other weights.")),
            txt(say_many(w,
                    "With them the good one stands first in {2} of {3} pairs of a good match and"
                    " one that is not for you; with the saved ones in {4}. Made from one decision.",
                    "With them the good one stands first in {2} of {3} pairs of a good match and"
                    " one that is not for you; with the saved ones in {4}. Made from {1}"
                    " decisions.",
                    o->decisions, num((int64_t)o->right_then), num((int64_t)o->pairs),
                    num((int64_t)o->right_now))));
    html(&p->out, "<div class='acts'>");
    if (!shown) {
        html(&p->out, "<a class='button' href='/{}/weights?proposal=yes'>{}</a>\n", txt(p->lang),
                txt(say(w, "Look at them")));
    }
    dismiss(p);
    html(&p->out, "</div>\n</div>\n");
}

void weights_proposal(struct page *p, const struct proposal *o, bool shown) {
    if (o->lacking) {
        waiting(p, o);
    } else if (o->there && (shown || !o->dismissed)) {
        offer(p, o, shown);
    } else if (!o->there) {
        html(&p->out, "<p class='quiet'>{}</p>\n",
                txt(say_many(&p->work, "Of your decision no better weights follow.",
                        "Of your {} decisions no better weights follow.", o->decisions)));
    }
}
