#include "web/refusal_page.h"

#include "db/db.h"
#include "lang/label.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "match/refusal.h"
#include "web/list.h"
#include "wire/html.h"

static void row(struct page *p, const struct refusal *f) {
    struct work *w = &p->work;
    str partner =
            f->partner_name.len ? f->partner_name : say(w, "One that is not shown to you any more");
    html(&p->out,
            "<tr><th scope='row'>{}</th><td data-label='{}'>{}</td><td data-label='{}'>{}{}{}</td>"
            "<td data-label='{}'>{}</td><td>",
            txt(partner), txt(say(w, "For")), txt(f->own_name), txt(say(w, "Reason")),
            txt(label(w, LABEL_REFUSAL, f->reason)), txt(f->note.len ? STR(": ") : STR("")),
            txt(f->note), txt(say(w, "Date")), txt(locale_day(w, f->at)));
    html(&p->out, "<form method='post' action='/{}/refusals/{}/remove'>", txt(p->lang), num(f->id));
    page_form_key(p);
    html(&p->out,
            "<button class='link'>{}<span class='visually-hidden'>: {}</span></button></form></td>"
            "</tr>\n",
            txt(say(w, "Take back")), txt(partner));
}

void refusal_list_page(struct page *p) {
    struct work *w = &p->work;
    struct refusals found = refusal_list(w, p->session.cluster);

    page_open(p, say(w, "What is not for us"));
    html(&p->out, "<p class='answer'>{}</p>\n",
            txt(say(w, "These pairs do not come back, in either direction, until you take it"
                       " back.")));
    list_open(p, say_many(w, "One pair", "{} pairs", found.count));
    if (found.count) {
        html(&p->out,
                "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
                "<th scope='col'>{}</th><th scope='col'>{}</th><th scope='col'>"
                "<span class='visually-hidden'>{}</span></th></tr></thead>\n<tbody>\n",
                txt(say(w, "Partner")), txt(say(w, "For")), txt(say(w, "Reason")),
                txt(say(w, "Date")), txt(say(w, "Actions")));
        for (size_t i = 0; i < found.count; i++) {
            row(p, &found.at[i]);
        }
        html(&p->out, "</tbody>\n</table>\n");
    } else {
        list_empty(p, say(w, "Nothing is refused"),
                say(w, "A match you mark as “not for us” stands here, with its reason."));
        list_empty_end(p);
    }
    list_close(p, found.count);
    page_close(p);
}

void refusal_remove_page(struct page *p) {
    db_begin(&p->work);
    bool there = refusal_remove(&p->work, p->session.cluster, p->id);
    if (!there && work_ok(&p->work)) {
        db_forget(&p->work);
        page_not_found(p);
    } else if (page_saved(p)) {
        page_redirect(p, STR("/refusals?done=restored"));
    }
}
