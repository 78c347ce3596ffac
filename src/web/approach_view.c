#include "web/approach_view.h"

#include "lang/codes.h"
#include "lang/say.h"
#include "web/fact.h"
#include "web/layout.h"
#include "wire/html.h"

void approach_tag(struct page *p, const struct approach *a) {
    struct work *w = &p->work;
    switch (a->state) {
    case APPROACH_OPEN:
        html(&p->out, "<span class='state care'>{}</span>", txt(say(w, "Waiting")));
        break;
    case APPROACH_YES:
        html(&p->out, "<span class='state good'>{}</span>",
                txt(a->opened ? say(w, "In contact") : say(w, "Yes, one agrees yet")));
        break;
    case APPROACH_LATER:
        html(&p->out, "<span class='state'>{}</span>", txt(say(w, "Not now")));
        break;
    case APPROACH_CLOSED:
        html(&p->out, "<span class='state'>{}</span>", txt(say(w, "Ended without contact")));
        break;
    case APPROACH_TAKEN_BACK:
        html(&p->out, "<span class='state'>{}</span>", txt(say(w, "Taken back")));
        break;
    case APPROACH_SHUT:
        html(&p->out, "<span class='state'>{}</span>", txt(say(w, "Contact ended")));
        break;
    case APPROACH_STATES: break;
    }
}

static void reason(struct page *p, str text, str lang) {
    html(&p->out, "<blockquote class='asked-note' lang='{}'>{}</blockquote>\n", txt(lang),
            txt(text));
}

/* The reader's language first, where there is a choice; the other one stays closed. */
void approach_reasons(struct page *p, const struct approach *a) {
    bool both = a->reason_theirs.len != 0;
    bool theirs_first = both && str_eq(a->lang_theirs, p->lang);
    str lang = theirs_first ? a->lang_theirs : a->lang;
    str other = theirs_first ? a->lang : a->lang_theirs;
    reason(p, theirs_first ? a->reason_theirs : a->reason, lang);
    if (!str_eq(lang, p->lang)) {
        html(&p->out, "<p>");
        layout_tongue(p, lang);
        html(&p->out, "</p>\n");
    }
    if (both) {
        html(&p->out, "<details class='reveal'>\n<summary class='link'>{}</summary>\n",
                txt(language_name(p->work.tongue, other)));
        reason(p, theirs_first ? a->reason : a->reason_theirs, other);
        html(&p->out, "</details>\n");
    }
}

void approach_contact(struct page *p, const struct approach_person *who, str place) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<dl class='facts'>\n", txt(say(w, "Whom to talk to")));
    fact_said(p, say(w, "Name"), who->name);
    fact_said(p, say(w, "Role"), who->role);
    fact_said(p, say(w, "Organisation"), place);
    fact_said(p, say(w, "E-mail"), who->mail);
    fact_said(p, say(w, "Phone"), who->phone);
    html(&p->out, "</dl>\n");
}

void approach_button(struct page *p, int64_t id, str act, str look, str said) {
    html(&p->out, "<form method='post' action='/{}/approaches/{}/{}'>", txt(p->lang), num(id),
            txt(act));
    page_form_key(p);
    html(&p->out, "<button class='{}'>{}</button></form>\n", txt(look), txt(said));
}

void approach_go(struct page *p, int64_t id, str query) {
    struct buf to = {.mem = p->work.mem};
    buf_add(&to, STR("/approaches/"));
    buf_num(&to, id);
    buf_add(&to, query);
    page_redirect(p, buf_str(&to));
}
