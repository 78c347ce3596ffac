#include "directory/ask_letter.h"

#include "base/buf.h"
#include "lang/locale.h"
#include "lang/say.h"

enum { BODY_MOST = 600 }; /* of each text; the page shows all of it */

static void paragraph(struct buf *out, str said) {
    buf_add(out, said);
    buf_add(out, STR("\n\n"));
}

static str subject(struct work *w, const struct ask *a) {
    if (a->purpose == ASK_CURRENT) {
        return say(w, "{}: does this still hold for {}?", txt(a->cluster_name),
                txt(a->organisation_name));
    }
    return say(w, "{}: is this right for {}?", txt(a->cluster_name), txt(a->organisation_name));
}

static void why(struct work *w, struct buf *out, const struct ask *a) {
    str cluster = a->cluster_name;
    str organisation = a->organisation_name;
    if (a->reminded) {
        paragraph(out, say(w, "We asked you on {} and have heard nothing yet.",
                               txt(locale_day(w, a->created))));
    }
    if (a->purpose == ASK_CURRENT) {
        paragraph(out, say(w,
                               "{1} has published the following for {2}. It is about to end, or"
                               " nobody has said for a year that it still holds.",
                               txt(cluster), txt(organisation)));
    } else if (a->asker.len) {
        paragraph(out, say(w,
                               "{1} of {2} has written down what {3} needs or offers, so that"
                               " partners abroad can find you. Please look whether it is right.",
                               txt(a->asker), txt(cluster), txt(organisation)));
    } else {
        paragraph(out, say(w,
                               "{1} has written down what {2} needs or offers, so that partners"
                               " abroad can find you. Please look whether it is right.",
                               txt(cluster), txt(organisation)));
    }
    if (a->note.len) {
        paragraph(out, a->note);
    }
}

static void one_text(struct work *w, struct buf *out, const struct ask_text *t) {
    bool offer = str_eq(t->side, STR("offer"));
    buf_add(out, offer ? say(w, "Offer: {}", txt(t->title)) : say(w, "Need: {}", txt(t->title)));
    buf_add(out, STR("\n"));
    str body = str_cap(t->body, BODY_MOST);
    if (body.len) {
        buf_add(out, body);
        buf_add(out, body.len < t->body.len ? STR(" …\n") : STR("\n"));
    }
    if (t->valid_until.len) {
        buf_add(out, say(w, "Until {}", txt(locale_date(w, t->valid_until, DATE_LONG))));
        buf_add(out, STR("\n"));
    }
    buf_add(out, STR("\n"));
}

static str notice(struct work *w, const struct ask *a) {
    return say(w,
            "You get this letter because {1} has your address as a contact of {2}. It is used for"
            " questions like this one only. If you want no more of them, the page has a button for"
            " that.",
            txt(a->cluster_name), txt(a->organisation_name));
}

static void how(struct work *w, struct buf *out, const struct ask *a, str address) {
    paragraph(out, a->purpose == ASK_CURRENT
                           ? say(w, "One press is enough: it still holds, or withdraw it. You need"
                                    " no account.")
                           : say(w, "You can say yes, correct it, or say no. It takes a minute, and"
                                    " you need no account."));
    paragraph(out, address);
    paragraph(out, say(w, "The page can be opened until {}.", txt(locale_day(w, a->expires))));
}

static str list(struct work *w, const struct ask_texts *texts) {
    struct buf out = {.mem = w->mem};
    for (size_t i = 0; i < texts->count; i++) {
        if (texts->at[i].answer == ASK_OPEN) {
            one_text(w, &out, &texts->at[i]);
        }
    }
    return buf_str(&out);
}

struct ask_letter ask_letter(
        struct work *w, const struct ask *a, const struct ask_texts *texts, str address) {
    struct work theirs = *w; /* only says, in their language */
    struct buf out = {.mem = w->mem};
    theirs.tongue = a->tongue;
    struct ask_letter said = {.subject = subject(&theirs, a),
            .list = list(&theirs, texts),
            .notice = notice(&theirs, a)};
    if (a->name.len) {
        paragraph(&out, say(&theirs, "Hello {},", txt(a->name)));
    }
    why(&theirs, &out, a);
    buf_add(&out, said.list);
    how(&theirs, &out, a, address);
    buf_add(&out, said.notice);
    buf_add(&out, STR("\n"));
    said.text = buf_str(&out);
    return said;
}
